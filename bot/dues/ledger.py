"""The ledger: charges, payments, remissions and reversals, posted once and never edited.

Amounts are whole cents (the smallest unit of the ledger's currency): positive when they add to what a member owes,
negative when they take from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.errors import UsageError
from bot.money import Money


class EntryKind(StrEnum):
    """What an entry is."""

    CHARGE = "charge"  # of an invoice; positive
    PAYMENT = "payment"  # negative
    REMISSION = "remission"  # a decision not to ask for an amount; negative
    REVERSAL = "reversal"  # undoes one entry; its amount with the other sign


@dataclass(frozen=True, slots=True)
class Invoice:
    """A numbered invoice; it is never changed: a wrong one is reversed and another one issued.

    Attributes:
        number: As printed: fiscal year and a running number, ``2026-0001``; unique.
        text: What is charged for, one line, in English.
        basis: How the amount came about: the schedule's source and bracket, or who set it by hand.
        billed_to: Name and address as they were when it was issued, one line each.
    """

    id: int
    number: str
    member_id: int
    fiscal_year: int
    issued_on: date
    due_on: date
    amount: Money
    text: str
    basis: str
    billed_to: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    Attributes:
        invoice_id: The invoice it belongs to; ``None`` for a payment or remission that goes to the oldest open ones.
        on: The day on which it counts: of a charge the day of issue, of a payment the day on which the money came.
        paid: The amount in the currency in which it was paid, where that is another one.
        reference: The bank's reference of a payment; the decision's of a remission.
        reverses_id: The entry that a reversal undoes.
    """

    id: int
    member_id: int
    kind: EntryKind
    amount: Money
    on: date
    posted_at: datetime
    actor: str
    invoice_id: int | None = None
    paid: Money | None = None
    reference: str = ""
    note: str = ""
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice and what of it is settled, in cents; ``charged`` is 0 when it was reversed."""

    invoice: Invoice
    charged: int
    paid: int
    remitted: int

    @property
    def open(self) -> int:
        """Return what is still owed of it, in cents; never negative."""
        return max(0, self.charged - self.paid - self.remitted)

    @property
    def is_reversed(self) -> bool:
        """Whether it was taken back."""
        return self.charged == 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What a member was charged and paid.

    Attributes:
        invoices: By due date, then number; reversed ones too.
        entries: Oldest first; those that a reversal undid, and the reversals, too.
        credit: Cents that were paid beyond all that was charged.
    """

    currency: str
    invoices: tuple[OpenInvoice, ...] = ()
    entries: tuple[Entry, ...] = ()
    credit: int = 0

    @property
    def balance(self) -> Money:
        """Return what is owed: positive when the member owes, negative when it is in credit."""
        return Money(self.currency, sum(entry.amount.minor for entry in self.entries))

    @property
    def still_open(self) -> tuple[OpenInvoice, ...]:
        """Return the invoices of which something is owed, by due date."""
        return tuple(row for row in self.invoices if row.open)

    @property
    def payments(self) -> tuple[Entry, ...]:
        """Return the payments that stand, oldest first."""
        return tuple(standing_payments(self.entries))


def standing_payments(entries: Iterable[Entry]) -> list[Entry]:
    """Return the payments that were not undone, in their order."""
    posted = list(entries)
    undone = {entry.reverses_id for entry in posted}
    return [entry for entry in posted if entry.kind is EntryKind.PAYMENT and entry.id not in undone]


def to_undo(entries: Sequence[Entry], entry_id: int) -> list[Entry]:
    """Return what a reversal undoes: the entry, and with the charge of an invoice what was remitted of it and stands.

    Args:
        entries: Those of the entry's member, at least.
        entry_id: Of the entry.

    Raises:
        UsageError: There is no such entry, it is a reversal, or it was reversed already.
    """
    entry = next((one for one in entries if one.id == entry_id), None)
    undone = {one.reverses_id for one in entries}
    if entry is None:
        raise UsageError(f"there is no entry {entry_id}; `bot dues status MEMBER` lists them")
    if entry.kind is EntryKind.REVERSAL:
        raise UsageError(f"entry {entry_id} is a reversal; post the entry anew instead of undoing its undoing")
    if entry_id in undone:
        raise UsageError(f"entry {entry_id} was reversed already")
    waived = [one for one in entries if one.kind is EntryKind.REMISSION and one.invoice_id == entry.invoice_id]
    return [entry, *(one for one in waived if entry.kind is EntryKind.CHARGE and one.id not in undone)]


def settle(currency: str, invoices: Sequence[Invoice], entries: Sequence[Entry], *, as_of: date) -> Statement:
    """Return a member's statement at the end of a day, from its invoices and entries up to then.

    What names an invoice settles that one first; what is over, and what names none, settles the oldest due; the order of
    the entries does not matter. The balance is always what is open less the credit.

    Raises:
        ValueError: An entry is in another currency; the data is damaged.
    """
    if any(entry.amount.currency != currency for entry in entries):
        raise ValueError(f"an entry is not in {currency}")
    past = [entry for entry in entries if entry.on <= as_of]
    known = {entry.id for entry in past}
    counted = [entry for entry in past if entry.reverses_id is None or entry.reverses_id in known]
    undone = {entry.reverses_id for entry in counted if entry.reverses_id is not None}
    standing = [entry for entry in counted if entry.id not in undone and entry.kind is not EntryKind.REVERSAL]
    rows = {
        invoice.id: _Row(invoice)
        for invoice in sorted(invoices, key=lambda one: (one.due_on, one.number))
        if invoice.issued_on <= as_of
    }
    for entry in standing:
        if entry.kind is EntryKind.CHARGE and entry.invoice_id in rows:
            rows[entry.invoice_id].charged += entry.amount.minor
    credit = 0
    # Remissions before payments: what is waived leaves money for the next invoice, not the other way round.
    for kind in (EntryKind.REMISSION, EntryKind.PAYMENT):
        rest: dict[EntryKind, int] = defaultdict(int)
        for entry in (one for one in standing if one.kind is kind):
            amount = -entry.amount.minor
            row = rows.get(entry.invoice_id) if entry.invoice_id is not None else None
            rest[kind] += amount - (row.settle(kind, amount) if row else 0)
        for row in rows.values():
            rest[kind] -= row.settle(kind, rest[kind])
        credit += rest[kind]
    settled = tuple(OpenInvoice(row.invoice, row.charged, row.paid, row.remitted) for row in rows.values())
    return Statement(currency, settled, tuple(sorted(counted, key=lambda entry: (entry.on, entry.id))), credit)


@dataclass(slots=True)
class _Row:
    invoice: Invoice
    charged: int = 0
    paid: int = field(default=0)
    remitted: int = field(default=0)

    def settle(self, kind: EntryKind, amount: int) -> int:
        """Take as much of an amount as is open; return how much."""
        taken = max(0, min(amount, self.charged - self.paid - self.remitted))
        if kind is EntryKind.PAYMENT:
            self.paid += taken
        else:
            self.remitted += taken
        return taken


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice to be issued; it gets its number when it is."""

    member_id: int
    fiscal_year: int
    issued_on: date
    due_on: date
    amount: Money
    text: str
    basis: str
    billed_to: str


@dataclass(frozen=True, slots=True)
class Posting:
    """A payment or remission to be posted; ``amount`` is positive, as people say it."""

    member_id: int
    kind: EntryKind
    amount: Money
    on: date
    invoice_id: int | None = None
    paid: Money | None = None
    reference: str = ""
    note: str = ""


class Ledger(Protocol):
    """Where invoices and entries are kept; every posting is in the audit log."""

    async def of(self, member_id: int) -> tuple[Sequence[Invoice], Sequence[Entry]]:
        """Return the invoices and entries of a member, oldest first."""

    async def all(self) -> tuple[Sequence[Invoice], Sequence[Entry]]:
        """Return the invoices and entries of all members, oldest first."""

    async def invoice(self, number: str) -> Invoice | None:
        """Return an invoice by its number."""

    async def issue(self, drafts: Sequence[InvoiceDraft], *, actor: str, at: datetime, once: bool) -> Sequence[Invoice]:
        """Number and keep invoices with their charges: all or none.

        With ``once``, those are left out of which the member has an invoice already with the same text for the same fiscal
        year which was not reversed.
        """

    async def post(self, postings: Sequence[Posting], *, actor: str, at: datetime) -> Sequence[Entry]:
        """Post payments and remissions: all or none.

        A payment is left out whose reference is posted for the member already, in capitals or not.
        """

    async def reverse(self, entry_id: int, *, note: str, on: date, actor: str, at: datetime) -> Entry:
        """Undo an entry; with the charge of an invoice, what was remitted of it: nothing else may be waived by that.

        Payments of it stay, and settle other invoices. ``on`` is not before the day of the entry.

        Raises:
            UsageError: There is no such entry, it is a reversal, or it was reversed already.
        """
