"""What somebody at the till asks for, checked against a member's statement: payments and remissions to be posted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.dues.amounts import written
from bot.dues.ledger import Entry, EntryKind, OpenInvoice, Posting, Statement, standing_payments
from bot.dues.statements import bank_reference
from bot.errors import UsageError
from bot.members.registry import Member
from bot.money import Money

EARLIEST = date(2000, 1, 1)
"""A payment before is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as it was made; ``paid`` where that was in another currency than the ledger's."""

    amount: Money
    on: date
    paid: Money | None = None
    reference: str = ""
    note: str = ""


def payment(member: Member, statement: Statement, made: Payment, *, today: date, invoice: str = "") -> Posting:
    """Return the posting of a payment; ``invoice`` is the number that it names.

    Raises:
        UsageError: It is dated in the future or absurdly early, or the invoice is not one of the member's that stand.
    """
    if made.on > today:
        raise UsageError(f"{made.on} is in the future; a payment is booked on the day on which the money came")
    if made.on < EARLIEST:
        raise UsageError(f"{made.on} can't be right; the earliest day of a payment is {EARLIEST}")
    named = named_invoice(member, statement, invoice) if invoice else None
    return Posting(
        member_id=member.id,
        kind=EntryKind.PAYMENT,
        amount=made.amount,
        on=made.on,
        invoice_id=named.invoice.id if named else None,
        paid=made.paid,
        reference=made.reference,
        note=made.note,
    )


def beyond(statement: Statement, amount: Money) -> Money:
    """Return what of a payment is more than all that is open: it will be kept as credit; zero when nothing is."""
    return Money(amount.currency, max(0, amount.minor - sum(row.open for row in statement.invoices)))


def twins(statement: Statement, made: Payment) -> list[Entry]:
    """Return the payments that stand of the same amount on the same day, oldest first: one of them may be this one."""
    return [entry for entry in statement.payments if (-entry.amount, entry.on) == (made.amount, made.on)]


def referred(entries: Iterable[Entry], reference: str) -> Entry | None:
    """Return the payment of any member that stands with a bank's reference, in capitals or not; of none for an empty one.

    One that a statement brought stands with the `key` of its line, and is found by the bank's reference as well.
    """
    asked = reference.casefold()
    found = (
        one for one in standing_payments(entries) if asked in (one.reference.casefold(), bank_reference(one.reference).casefold())
    )
    return next(found, None) if reference else None


def remissions(
    member: Member, statement: Statement, amount: Money | None, *, decision: str, on: date, invoice: str = ""
) -> list[Posting]:
    """Return the postings that waive an amount, each of one invoice, the oldest first.

    Args:
        member: Whose fee it is.
        statement: Of the member.
        amount: What is waived; ``None`` is all that is open of the invoice.
        decision: The reference of the decision, such as ``EXCOM 2026/3``.
        on: Day of the posting.
        invoice: Number of the invoice, where only that one is meant.

    Raises:
        UsageError: The decision is not named, nothing or less is open, or the invoice is not one of the member's that stand.

    Source:
        Statute, Article 8.4, for who decides: it is the decision that is quoted here.
    """
    if not decision.strip():
        raise UsageError("name the decision: --decision “EXCOM 2026/3”")
    if amount is None and not invoice:
        raise UsageError("say how much is waived: an amount, or --invoice NUMBER for all that is open of it")
    rows = [named_invoice(member, statement, invoice)] if invoice else list(statement.invoices)
    still = sum(row.open for row in rows)
    wanted = still if amount is None else amount.minor
    if not still:
        raise UsageError(f"nothing is open {f'of {invoice}' if invoice else f'for {member.name}'}; there is nothing to waive")
    if wanted > still:
        opened = written(Money(statement.currency, still))
        raise UsageError(f"only {opened} is open {f'of {invoice}' if invoice else f'for {member.name}'}; waive that or less")
    postings: list[Posting] = []
    for row in rows:
        taken = min(wanted, row.open)
        wanted -= taken
        if taken:
            waived = Money(statement.currency, taken)
            postings.append(Posting(member.id, EntryKind.REMISSION, waived, on, row.invoice.id, reference=decision.strip()))
    return postings


def named_invoice(member: Member, statement: Statement, number: str) -> OpenInvoice:
    """Return an invoice of a member that stands.

    Raises:
        UsageError: There is none of that number, or it was reversed.
    """
    row = next((one for one in statement.invoices if one.invoice.number == number.strip()), None)
    if row is None:
        listed = ", ".join(one.invoice.number for one in statement.invoices if not one.is_reversed)
        raise UsageError(f"{member.name} has no invoice {number}; {f'there are {listed}' if listed else 'there is none'}")
    if row.is_reversed:
        raise UsageError(f"invoice {number} was reversed; name another one, or none")
    return row
