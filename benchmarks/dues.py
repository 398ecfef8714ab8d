"""Dues of many members: invoicing all of them, one member's status, and the report, on a database of their own."""

from __future__ import annotations

import random
import statistics
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bot.app import App, open_app
from bot.config import load_settings
from bot.dues.invoicing import plan_invoices
from bot.dues.ledger import EntryKind, Posting, settle
from bot.dues.report import report, statements
from bot.dues.standing import position
from bot.members.registry import MemberDetails, Upsert

MEMBERS = 20_000
YEARS = range(2022, 2027)
ASKED = 300
WHO = "operator:bench"
TODAY = date(2026, 11, 21)


async def dues(root: Path, content: Path) -> list[tuple[str, str, str]]:
    """Return the rows: five years of invoices, each with a payment, are 200,000 entries."""
    settings = load_settings(_env_file=None, data_dir=root, content_dir=content)
    async with open_app(settings, now=datetime(2026, 11, 21, 9, tzinfo=UTC)) as services:
        await services.registry.apply([Upsert(None, _details(n)) for n in range(MEMBERS)], actor=WHO, at=services.clock.now())
        invoicing = 0.0
        for year in YEARS:
            started = time.perf_counter()
            await _invoice(services, year)
            invoicing = time.perf_counter() - started
            await _pay(services, year)
        entries = len((await services.ledger.all())[1])
        median, slow = await _status(services)
        started = time.perf_counter()
        await _report(services)
        reporting = time.perf_counter() - started
    return [
        (f"invoices for {MEMBERS:,} members, planned and issued, beside {entries:,} entries", f"{invoicing:.1f} s", "30 s"),
        (
            f"a member's standing among {MEMBERS:,} members, {entries:,} entries",
            f"median {median:.1f} ms, 95th percentile {slow:.1f} ms",
            "20 ms",
        ),
        ("report on a fiscal year of them all", f"{reporting:.1f} s", ""),
    ]


def _details(number: int) -> MemberDetails:
    return MemberDetails(f"city-{number}", f"City {number}", "local-government", "KR", population=100_000 + number, gdp=12_000)


async def _invoice(services: App, year: int) -> None:
    library, issued_on = services.library, date(year, 1, 15)
    members = await services.registry.members()
    found = statements(members, *await services.ledger.all(), currency="USD", as_of=issued_on)
    billed = {id_ for id_, one in found.items() if any(row.invoice.fiscal_year == year for row in one.invoices)}
    days = {"issued_on": issued_on, "due_on": date(year, 3, 16)}
    plan = plan_invoices(members, library.fees, library.dues_terms, year=year, billed=billed, **days)
    drafts = [draft.invoice for draft in plan.drafts]
    assert len(await services.ledger.issue(drafts, actor=WHO, at=services.clock.now(), once=True)) == MEMBERS  # noqa: S101


async def _pay(services: App, year: int) -> None:
    invoices = [one for one in (await services.ledger.all())[0] if one.fiscal_year == year]
    postings = [Posting(one.member_id, EntryKind.PAYMENT, one.amount, date(year, 2, 1), one.id) for one in invoices]
    await services.ledger.post(postings, actor=WHO, at=services.clock.now())


async def _status(services: App) -> tuple[float, float]:
    times = []
    for number in random.Random(1).sample(range(MEMBERS), ASKED):  # noqa: S311
        started = time.perf_counter()
        member = await services.registry.by_slug(f"city-{number}")
        assert member  # noqa: S101
        statement = settle("USD", *await services.ledger.of(member.id), as_of=TODAY)
        position(member.details, statement, today=TODAY)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


async def _report(services: App) -> None:
    members = await services.registry.members()
    found = statements(members, *await services.ledger.all(), currency="USD", as_of=TODAY)
    assert report(members, found, year=2026, currency="USD", today=TODAY, regions=()).total.invoices == MEMBERS  # noqa: S101
