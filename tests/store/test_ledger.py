"""The ledger in the database: numbers, what is posted once, what is undone, and that nothing is ever changed."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from bot.dues.ledger import EntryKind, InvoiceDraft, Posting, Statement, settle
from bot.errors import UsageError
from bot.members.registry import MemberDetails, Upsert
from bot.money import Money
from bot.store.database import Database
from bot.store.ledger import SqlLedger
from bot.store.registry import SqlRegistry
from bot.store.tables import entries, invoices

NOW = datetime(2026, 1, 15, 9, tzinfo=UTC)
TODAY = date(2026, 1, 15)
WHO = "operator:x"


@pytest.fixture
async def ledger(database: Database) -> SqlLedger:
    """An empty ledger of two members, whose ids are 1 and 2."""
    details = [MemberDetails(slug, slug, "local-government", "KR") for slug in ("a", "b")]
    await SqlRegistry(database).apply([Upsert(None, one) for one in details], actor=WHO, at=NOW)
    return SqlLedger(database)


def draft(member_id: int, *, year: int = 2026, minor: int = 1000) -> InvoiceDraft:
    return InvoiceDraft(member_id, year, TODAY, date(2026, 3, 16), Money("USD", minor), f"Membership fee {year}", "", "A")


def paid(member_id: int, minor: int, *, reference: str = "", invoice_id: int | None = None) -> Posting:
    return Posting(member_id, EntryKind.PAYMENT, Money("USD", minor), TODAY, invoice_id, reference=reference)


async def statement(ledger: SqlLedger, member_id: int = 1) -> Statement:
    return settle("USD", *await ledger.of(member_id), as_of=TODAY)


async def issue(ledger: SqlLedger, *drafts: InvoiceDraft, once: bool = True) -> list[str]:
    return [one.number for one in await ledger.issue(drafts, actor=WHO, at=NOW, once=once)]


async def test_numbers_run_on_within_a_fiscal_year(ledger: SqlLedger) -> None:
    assert await issue(ledger, draft(1), draft(2)) == ["2026-0001", "2026-0002"]
    assert await issue(ledger, draft(1, year=2027)) == ["2027-0001"]
    assert await issue(ledger, draft(1), once=False) == ["2026-0003"]


async def test_second_run_for_a_year_issues_nothing_twice(ledger: SqlLedger) -> None:
    await issue(ledger, draft(1))

    assert await issue(ledger, draft(1), draft(2)) == ["2026-0002"]
    assert await issue(ledger, draft(1), draft(2)) == []


async def test_invoice_for_something_else_is_not_that_of_the_year(ledger: SqlLedger) -> None:
    await issue(ledger, replace(draft(1), text="Booth at the expo"), once=False)

    assert await issue(ledger, draft(1)) == ["2026-0002"]
    assert await issue(ledger, draft(1)) == []


async def test_two_runs_at_once_issue_each_invoice_once(ledger: SqlLedger) -> None:
    both = await asyncio.gather(issue(ledger, draft(1), draft(2)), issue(ledger, draft(1), draft(2)))

    assert sorted(number for numbers in both for number in numbers) == ["2026-0001", "2026-0002"]


async def test_member_whose_invoice_was_reversed_is_invoiced_anew(ledger: SqlLedger) -> None:
    await issue(ledger, draft(1))
    await ledger.reverse(1, note="wrong", on=TODAY, actor=WHO, at=NOW)

    assert await issue(ledger, draft(1, minor=700)) == ["2026-0002"]
    assert (await statement(ledger)).balance == Money("USD", 700)


async def test_payment_with_a_reference_is_posted_once_until_it_is_undone(ledger: SqlLedger) -> None:
    (first,) = await ledger.post([paid(1, 400, reference="R1")], actor=WHO, at=NOW)

    again = await ledger.post([paid(1, 400, reference="r1"), paid(1, 300, reference="R2")], actor=WHO, at=NOW)
    await ledger.reverse(first.id, note="bounced", on=TODAY, actor=WHO, at=NOW)
    anew = await ledger.post([paid(1, 400, reference="R1")], actor=WHO, at=NOW)

    assert [entry.reference for entry in again] == ["R2"]
    assert len(anew) == 1
    assert (await statement(ledger)).credit == 700


async def test_undoing_a_charge_undoes_what_was_waived_of_it_and_keeps_what_was_paid(ledger: SqlLedger) -> None:
    await issue(ledger, draft(1, year=2025), draft(1), once=False)
    waived = Posting(1, EntryKind.REMISSION, Money("USD", 600), TODAY, 1, reference="EXCOM 2026/3")
    await ledger.post([waived, paid(1, 400, invoice_id=1)], actor=WHO, at=NOW)

    undone = await ledger.reverse(1, note="wrong year", on=TODAY, actor=WHO, at=NOW)

    found = await statement(ledger)
    assert (undone.reverses_id, undone.amount) == (1, Money("USD", -1000))
    assert [(row.charged, row.remitted, row.paid) for row in found.invoices] == [(0, 0, 0), (1000, 0, 400)]


async def test_reversal_is_not_dated_before_its_entry(ledger: SqlLedger) -> None:
    (entry,) = await ledger.post([paid(1, 400)], actor=WHO, at=NOW)

    undone = await ledger.reverse(entry.id, note="x", on=date(2026, 1, 1), actor=WHO, at=NOW)

    assert undone.on == TODAY


@pytest.mark.parametrize(
    ("entry_id", "reason"),
    [(99, "there is no entry 99"), (1, "entry 1 was reversed already"), (2, "entry 2 is a reversal")],
)
async def test_entry_that_cannot_be_undone_is_refused(ledger: SqlLedger, entry_id: int, reason: str) -> None:
    await ledger.post([paid(1, 400)], actor=WHO, at=NOW)
    await ledger.reverse(1, note="x", on=TODAY, actor=WHO, at=NOW)

    with pytest.raises(UsageError, match=reason):
        await ledger.reverse(entry_id, note="x", on=TODAY, actor=WHO, at=NOW)


async def test_every_posting_is_in_the_audit_log(ledger: SqlLedger, database: Database) -> None:
    await issue(ledger, draft(1))
    await ledger.post([paid(1, 400, reference="R1")], actor=WHO, at=NOW)
    await ledger.reverse(2, note="x", on=TODAY, actor=WHO, at=NOW)

    log = await SqlRegistry(database).log()

    assert [line.action for line in log][:3] == ["dues.reversal", "dues.payment", "dues.invoiced"]
    assert log[2].subject == "invoice:2026-0001"
    assert log[1].after["amount"] == -400


@pytest.mark.parametrize("table", [invoices, entries], ids=["invoices", "entries"])
async def test_rows_cannot_be_changed_or_deleted(ledger: SqlLedger, database: Database, table: type[object]) -> None:
    await issue(ledger, draft(1))

    for statement in (update(table).values(amount=1), delete(table)):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.writing() as connection:
                await connection.execute(statement)

    assert (await ledger.all())[1][0].amount == Money("USD", 1000)
