"""Standing: how a member stands with its dues on a day; computed from the ledger, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dues.ledger import Statement
from bot.members.registry import MemberDetails, Status
from bot.money import Money


class Standing(StrEnum):
    """How a member stands, the first that fits."""

    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"
    APPLICANT = "applicant"
    SUSPENDED = "suspended"
    ARREARS = "arrears"  # a fiscal year that has ended is unpaid
    OVERDUE = "overdue"  # an invoice of this fiscal year is past its due date
    DUE = "due"  # an invoice is open and not past its due date
    REMITTED = "remitted"  # nothing is open, since this fiscal year's fee was waived
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Position:
    """A member's standing with what is behind it.

    Attributes:
        owed: All that is open.
        overdue: What of it is past its due date.
        years: Fiscal years that have ended and are unpaid, oldest first; how many they are is "in arrears for N years".
        due_on: The earliest due date of what is open; ``None`` when nothing is.
    """

    standing: Standing
    owed: Money
    overdue: Money
    years: tuple[int, ...]
    due_on: date | None


_BY_STATUS = {
    Status.TERMINATED: Standing.TERMINATED,
    Status.WITHDRAWN: Standing.WITHDRAWN,
    Status.APPLICANT: Standing.APPLICANT,
    Status.SUSPENDED: Standing.SUSPENDED,
}


def position(details: MemberDetails, statement: Statement, *, today: date) -> Position:
    """Return how a member stands on a day; the fiscal year is the calendar year.

    Source: Statute as proposed on 18 October 2021: Article 19 for the fiscal year, Articles 7.3 and 8.4 for suspension and
    remission.
    """
    still = statement.still_open
    late = [row for row in still if row.invoice.due_on < today]
    years = tuple(sorted({row.invoice.fiscal_year for row in late if row.invoice.fiscal_year < today.year}))
    return Position(
        standing=_BY_STATUS.get(details.status) or _by_ledger(statement, years, today, late=bool(late), still=bool(still)),
        owed=Money(statement.currency, sum(row.open for row in still)),
        overdue=Money(statement.currency, sum(row.open for row in late)),
        years=years,
        due_on=min((row.invoice.due_on for row in still), default=None),
    )


def _by_ledger(statement: Statement, years: tuple[int, ...], today: date, *, late: bool, still: bool) -> Standing:
    if years:
        return Standing.ARREARS
    if late:
        return Standing.OVERDUE
    if still:
        return Standing.DUE
    waived = any(row.remitted for row in statement.invoices if row.invoice.fiscal_year == today.year)
    return Standing.REMITTED if waived else Standing.GOOD
