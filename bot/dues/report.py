"""What was billed for a fiscal year, paid, and is outstanding: by category, region and age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.dues.amounts import figure
from bot.dues.ledger import Entry, Invoice, OpenInvoice, Statement, settle
from bot.knowledge.fees import CATEGORIES
from bot.members.registry import Member
from bot.members.spreadsheets import csv_text
from bot.money import Money

AGES = ("not due yet", "1–30 days", "31–90 days", "91–365 days", "over a year")
"""Since the due date."""
_UNTIL = (0, 30, 90, 365)
NO_REGION = "no region"


@dataclass(frozen=True, slots=True)
class Line:
    """A group's figures, in cents; reversed invoices are in none of them. ``billed`` is the sum of the other three."""

    group: str
    invoices: int = 0
    billed: int = 0
    remitted: int = 0
    paid: int = 0
    outstanding: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A fiscal year's figures on a day; `ages` divides what is outstanding, the others divide all."""

    year: int
    on: date
    currency: str
    total: Line
    categories: tuple[Line, ...]
    regions: tuple[Line, ...]
    ages: tuple[Line, ...]

    def tables(self) -> Mapping[str, tuple[Line, ...]]:
        """Return the lines by what they divide by."""
        return {"category": self.categories, "region": self.regions, "age": self.ages, "all": (self.total,)}


def statements(
    members: Sequence[Member], invoices: Iterable[Invoice], entries: Iterable[Entry], *, currency: str, as_of: date
) -> dict[int, Statement]:
    """Return each member's statement, by the member's id."""
    issued: dict[int, list[Invoice]] = {member.id: [] for member in members}
    posted: dict[int, list[Entry]] = {member.id: [] for member in members}
    for invoice in invoices:
        issued[invoice.member_id].append(invoice)
    for entry in entries:
        posted[entry.member_id].append(entry)
    return {member.id: settle(currency, issued[member.id], posted[member.id], as_of=as_of) for member in members}


def report(
    members: Sequence[Member], by_member: Mapping[int, Statement], *, year: int, currency: str, today: date, regions: Sequence[str]
) -> Report:
    """Return the figures of a fiscal year; ``regions`` gives the order of regions, those without invoices are left out."""
    rows = [
        (member, row)
        for member in members
        for row in by_member[member.id].invoices
        if row.invoice.fiscal_year == year and not row.is_reversed
    ]
    lines = {
        "categories": _lines(((member.details.category, row) for member, row in rows), CATEGORIES),
        "regions": _lines(((member.details.region or NO_REGION, row) for member, row in rows), regions),
        "ages": _lines(((_age(row, today), row) for _, row in rows if row.open), AGES),
    }
    total = _lines((("all", row) for _, row in rows), ())
    return Report(year, today, currency, total[0] if total else Line("all"), **lines)


def _lines(rows: Iterable[tuple[str, OpenInvoice]], order: Sequence[str]) -> tuple[Line, ...]:
    sums: dict[str, list[int]] = {}
    for group, row in rows:
        counted = (1, row.charged, row.remitted, row.paid, row.open)
        sums[group] = [one + more for one, more in zip(sums.get(group, [0] * 5), counted, strict=True)]
    known = [group for group in order if group in sums]
    return tuple(Line(group, *sums[group]) for group in [*known, *sorted(sums.keys() - set(known))])


def _age(row: OpenInvoice, today: date) -> str:
    days = (today - row.invoice.due_on).days
    return next((name for name, until in zip(AGES, _UNTIL, strict=False) if days <= until), AGES[-1])


def as_csv(found: Report) -> str:
    """Return the report as CSV: a line a group, amounts with a decimal point."""
    rows: list[list[str | int]] = []
    for by, lines in found.tables().items():
        for line in lines:
            sums = [figure(Money(found.currency, minor)) for minor in (line.billed, line.remitted, line.paid, line.outstanding)]
            rows.append([found.year, by, line.group, line.invoices, *sums, found.currency])
    return csv_text(["year", "by", "group", "invoices", "billed", "remitted", "paid", "outstanding", "currency"], rows)
