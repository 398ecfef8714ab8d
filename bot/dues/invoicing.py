"""Invoices for a fiscal year: who is billed how much, on what basis, and who is not and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel import Locale

from bot.dues.ledger import Invoice, InvoiceDraft, Statement
from bot.dues.terms import Terms
from bot.errors import UsageError
from bot.knowledge.fees import Bracket, Estimate, Fees, Measure, OutOfRange, Payer, Schedule, estimate
from bot.members.registry import Member, MemberDetails, Status
from bot.money import Money

FEE_TEXT = "Membership fee {year}"
"""What an invoice for the annual fee is kept with; documents print it in the reader's language."""
BY_HAND = "Set by the secretariat"
_PAYING = (Status.ACTIVE, Status.SUSPENDED)
_UNITS = {Measure.POPULATION: "{} inhabitants", Measure.GDP: "GDP per head USD {}", Measure.EMPLOYEES: "{} employees"}


class Reason(StrEnum):
    """Why a member is left out."""

    BILLED = "already invoiced"
    STATUS = "not a paying member"
    FREE = "pays nothing yet"
    MISSING = "a figure is missing"
    SCHEDULE = "no fee table"
    NOTHING = "the fee is zero"


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice to be, whom it is for, and the bracket of the schedule, such as ``100,000–499,999 inhabitants``."""

    member: Member
    invoice: InvoiceDraft
    schedule: Schedule
    bracket: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member that gets none; ``detail`` says which figure, since when, and so on."""

    member: Member
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What invoicing a fiscal year comes to.

    Attributes:
        drafts: In the order of the members.
        left_out: In the order of the members.
        undated: Of those billed, whose year of admission is not known although their category has free years: they are
            taken to have been admitted before.
    """

    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]
    undated: tuple[Member, ...]

    def total(self, currency: str) -> Money:
        """Return the sum."""
        return Money(currency, sum(draft.invoice.amount.minor for draft in self.drafts))


def plan_invoices(
    members: Sequence[Member],
    fees: Fees,
    terms: Terms,
    *,
    year: int,
    issued_on: date,
    due_on: date,
    billed: Collection[int] = frozenset(),
) -> Plan:
    """Return whom to bill for a fiscal year, by the schedules in force in it.

    Args:
        members: All that could be.
        fees: The schedules; one that is only proposed counts from its first year on, and the basis says so.
        terms: Say which years are free.
        year: Fiscal year, that is calendar year.
        issued_on: Day of the invoices.
        due_on: Until when they are to be paid.
        billed: Ids of those who have an invoice for the annual fee of the year already.

    Raises:
        UsageError: A schedule is in another currency than the ledger.

    Source:
        Statute, Articles 8.2 and 8.3, for when paying begins: `Terms.free_years`.
    """
    drafts: list[Draft] = []
    left_out: list[LeftOut] = []
    undated: list[Member] = []
    for member in members:
        details = member.details
        out = _exempt(details, terms, year) if member.id not in billed else (Reason.BILLED, f"for {year}")
        if out is None:
            found = _fee(details, fees, terms, year)
            if isinstance(found, Estimate):
                draft = InvoiceDraft(
                    member_id=member.id,
                    fiscal_year=year,
                    issued_on=issued_on,
                    due_on=due_on,
                    amount=found.amount,
                    text=FEE_TEXT.format(year=year),
                    basis=basis(found),
                    billed_to=billed_to(details),
                )
                drafts.append(Draft(member, draft, found.schedule, _brackets(found)))
                if not details.joined and terms.free_years.get(details.category):
                    undated.append(member)
                continue
            out = found
        left_out.append(LeftOut(member, *out))
    return Plan(tuple(drafts), tuple(left_out), tuple(undated))


def is_annual_fee(invoice: Invoice) -> bool:
    """Whether an invoice is for the annual fee, by the schedules or by hand, and not for something else in that year."""
    return invoice.text == FEE_TEXT.format(year=invoice.fiscal_year)


def _exempt(details: MemberDetails, terms: Terms, year: int) -> tuple[Reason, str] | None:
    if details.status not in _PAYING:
        since = f" since {details.status_since}" if details.status_since else ""
        if details.status is not Status.APPLICANT and details.status_since[:4] >= str(year):
            return Reason.STATUS, f"{details.status}{since}: if the year is owed, invoice it by hand"
        return Reason.STATUS, f"{details.status}{since}"
    if not details.joined:
        return None
    admitted = int(details.joined[:4])
    if admitted > year:
        return Reason.FREE, f"admitted in {admitted}"
    if year < admitted + terms.free_years.get(details.category, 0):
        return Reason.FREE, f"admitted in {admitted}, pays from {admitted + terms.free_years[details.category]}"
    return None


def _fee(details: MemberDetails, fees: Fees, terms: Terms, year: int) -> Estimate | tuple[Reason, str]:
    schedule = fees.schedule(details.category, year)
    if schedule is None:
        return Reason.SCHEDULE, f"none for {details.category or 'no category'} in {year}"
    payer = Payer(details.category, details.kind or None, details.population, details.gdp, details.employees)
    result = estimate(schedule, payer)
    if isinstance(result, OutOfRange):
        return Reason.MISSING, f"{result.measure} {result.value:,} can't be right"
    if not isinstance(result, Estimate):
        return Reason.MISSING, f"{result.what} ({' or '.join(result.options)})" if result.options else result.what
    if result.amount.currency != terms.currency:
        raise UsageError(f"the fee table of {details.category} is in {result.amount.currency}, the ledger in {terms.currency}")
    return result if result.amount.minor else (Reason.NOTHING, _brackets(result))


def basis(found: Estimate) -> str:
    """Return how an amount came about, one line in English: source, brackets, and that the schedule is only proposed."""
    source = found.schedule.source
    proposed = " (a table that is only proposed)" if found.schedule.proposed else ""
    return f"{source.document}, {source.section}: {_brackets(found)}{proposed}"


def _brackets(found: Estimate) -> str:
    return ", ".join(_UNITS[measure].format(_span(bracket)) for measure, bracket in found.brackets)


def _span(bracket: Bracket) -> str:
    return f"{bracket.low:,}–{bracket.high:,}" if bracket.high is not None else f"{bracket.low:,} or more"


def billed_to(details: MemberDetails) -> str:
    """Return the lines of name and address that an invoice bears: those of the member, else its place and country."""
    if details.billing:
        lines = [line.strip() for line in details.billing.splitlines() if line.strip()]
        return "\n".join(lines if lines[:1] == [details.name] else [details.name, *lines])
    country = Locale("en").territories.get(details.country, details.country)
    where = ", ".join(dict.fromkeys(part for part in (details.place, country) if part and part != details.name))
    return f"{details.name}\n{where}" if where else details.name


def by_hand(
    member: Member, statement: Statement, *, year: int, issued_on: date, due_on: date, amount: Money, text: str
) -> InvoiceDraft:
    """Return an invoice of which a person says the amount and what it is for; without a text, it is the annual fee.

    Raises:
        UsageError: The member has one of the same text and amount for the year: the command was probably given twice.
    """
    text = text or FEE_TEXT.format(year=year)
    for row in statement.invoices:
        one = row.invoice
        if not row.is_reversed and (one.fiscal_year, one.text, one.amount) == (year, text, amount):
            raise UsageError(f"invoice {one.number} is for the same text and amount; give another --text, or undo that one first")
    return InvoiceDraft(
        member_id=member.id,
        fiscal_year=year,
        issued_on=issued_on,
        due_on=due_on,
        amount=amount,
        text=text,
        basis=BY_HAND,
        billed_to=billed_to(member.details),
    )
