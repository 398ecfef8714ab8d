"""The ledger of dues in the database. Rows are added, never changed; a trigger sees to that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.dues.ledger import Entry, EntryKind, Invoice, InvoiceDraft, Posting, to_undo
from bot.money import Money
from bot.store.audit import Journal
from bot.store.database import Database
from bot.store.tables import entries, invoices


class SqlLedger:
    """Implements `bot.dues.ledger.Ledger` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._invoices = select(invoices).where(invoices.c.member_id == bindparam("member_id")).order_by(invoices.c.id)
        self._entries = select(entries).where(entries.c.member_id == bindparam("member_id")).order_by(entries.c.id)

    async def of(self, member_id: int) -> tuple[list[Invoice], list[Entry]]:
        """See `Ledger`."""
        return await self._both(self._invoices, self._entries, {"member_id": member_id})

    async def all(self) -> tuple[list[Invoice], list[Entry]]:
        """See `Ledger`."""
        return await self._both(select(invoices).order_by(invoices.c.id), select(entries).order_by(entries.c.id), {})

    async def _both(self, one: Select[Any], other: Select[Any], values: dict[str, int]) -> tuple[list[Invoice], list[Entry]]:
        async with self._database.connect() as connection:
            issued = [_invoice(row) for row in await connection.execute(one, values)]
            posted = [_entry(row) for row in await connection.execute(other, values)]
        return issued, posted

    async def invoice(self, number: str) -> Invoice | None:
        """See `Ledger`."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(invoices).where(invoices.c.number == number))).first()
        return _invoice(row) if row else None

    async def issue(self, drafts: Sequence[InvoiceDraft], *, actor: str, at: datetime, once: bool) -> list[Invoice]:
        """See `Ledger`."""
        journal = Journal(actor, at)
        async with self._database.writing() as connection:
            await self._lock(connection)
            wanted = list(drafts)
            for year in sorted({draft.fiscal_year for draft in drafts}) if once else ():
                billed = {(row.member_id, row.text) for row in await connection.execute(_billed(year))}
                wanted = [one for one in wanted if one.fiscal_year != year or (one.member_id, one.text) not in billed]
            if not wanted:
                return []
            numbers = await _numbers(connection, wanted)
            rows = [_invoice_row(draft, number) for draft, number in zip(wanted, numbers, strict=True)]
            ids = [row.id for row in await _inserted(connection, invoices, rows)]
            await connection.execute(
                insert(entries),
                [
                    _entry_row(draft.member_id, EntryKind.CHARGE, draft.amount, draft.issued_on, at, actor, invoice_id=invoice_id)
                    for draft, invoice_id in zip(wanted, ids, strict=True)
                ],
            )
            for row in rows:
                kept = {name: row[name] for name in ("member_id", "amount", "currency", "due_on", "basis")}
                journal.note("dues.invoiced", f"invoice:{row['number']}", None, kept)
            await journal.write(connection)
        return [
            Invoice(invoice_id, number, *_values(draft)) for invoice_id, number, draft in zip(ids, numbers, wanted, strict=True)
        ]

    async def post(self, postings: Sequence[Posting], *, actor: str, at: datetime) -> list[Entry]:
        """See `Ledger`."""
        async with self._database.writing() as connection:
            await self._lock(connection)
            known = await _references(connection, postings)
            fresh: list[Posting] = []
            for posting in postings:
                key = (posting.member_id, posting.reference.casefold())
                if posting.kind is EntryKind.PAYMENT and posting.reference and key in known:
                    continue
                known.add(key)
                fresh.append(posting)
            rows = [
                _entry_row(
                    one.member_id,
                    one.kind,
                    -one.amount,
                    one.on,
                    at,
                    actor,
                    invoice_id=one.invoice_id,
                    paid=one.paid,
                    reference=one.reference,
                    note=one.note,
                )
                for one in fresh
            ]
            return await _add(connection, rows, Journal(actor, at))

    async def reverse(self, entry_id: int, *, note: str, on: date, actor: str, at: datetime) -> Entry:
        """See `Ledger`."""
        async with self._database.writing() as connection:
            await self._lock(connection)
            whose = select(entries.c.member_id).where(entries.c.id == entry_id).scalar_subquery()
            posted = await connection.execute(select(entries).where(entries.c.member_id == whose).order_by(entries.c.id))
            undone = to_undo([_entry(row) for row in posted], entry_id)
            rows = [
                _entry_row(
                    one.member_id,
                    EntryKind.REVERSAL,
                    -one.amount,
                    max(on, one.on),
                    at,
                    actor,
                    invoice_id=one.invoice_id,
                    note=note,
                    reverses_id=one.id,
                )
                for one in undone
            ]
            return (await _add(connection, rows, Journal(actor, at)))[0]

    async def _lock(self, connection: AsyncConnection) -> None:
        """Let one writer at a time in; on SQLite the transaction does so already."""
        if self._database.dialect == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('member-assistant-ledger'))"))


async def _add(connection: AsyncConnection, rows: list[dict[str, Any]], journal: Journal) -> list[Entry]:
    if not rows:
        return []
    added = [_entry(row) for row in await _inserted(connection, entries, rows)]
    for entry in added:
        kept: dict[str, Any] = {"member_id": entry.member_id, "amount": entry.amount.minor, "currency": entry.amount.currency}
        kept |= {"on": entry.on, "reference": entry.reference}
        if entry.reverses_id is not None:
            kept["reverses"] = f"entry:{entry.reverses_id}"
        journal.note(f"dues.{entry.kind.value}", f"entry:{entry.id}", None, kept)
    await journal.write(connection)
    return added


async def _inserted(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> Sequence[Row[Any]]:
    """Add rows and return them as they are kept, in their order; the caller holds the lock.

    Not with RETURNING, for which SQLAlchemy has SQLite insert row by row: thousands would take a second a thousand.
    """
    last = await connection.scalar(select(func.max(table.c.id))) or 0
    await connection.execute(insert(table), rows)
    return (await connection.execute(select(table).where(table.c.id > last).order_by(table.c.id))).all()


def _billed(year: int) -> Select[Any]:
    """Return the query for who was invoiced what for a fiscal year, as far as it stands."""
    undone = select(entries.c.reverses_id).where(entries.c.reverses_id.is_not(None))
    standing = select(entries.c.invoice_id).where(entries.c.kind == EntryKind.CHARGE.value, entries.c.id.not_in(undone))
    return select(invoices.c.member_id, invoices.c.text).where(invoices.c.fiscal_year == year, invoices.c.id.in_(standing))


async def _numbers(connection: AsyncConnection, drafts: Iterable[InvoiceDraft]) -> list[str]:
    """Return the next numbers, without gaps within a fiscal year."""
    last: dict[int, int] = defaultdict(int)
    query = select(invoices.c.fiscal_year, func.count()).group_by(invoices.c.fiscal_year)
    last.update((row[0], row[1]) for row in await connection.execute(query))
    numbers = []
    for draft in drafts:
        last[draft.fiscal_year] += 1
        numbers.append(f"{draft.fiscal_year}-{last[draft.fiscal_year]:04d}")
    return numbers


async def _references(connection: AsyncConnection, postings: Sequence[Posting]) -> set[tuple[int, str]]:
    """Return which member and reference pairs of payments are posted and stand; references casefolded."""
    if not any(posting.reference for posting in postings):
        return set()
    undone = select(entries.c.reverses_id).where(entries.c.reverses_id.is_not(None))
    query = select(entries.c.member_id, entries.c.reference).where(
        entries.c.kind == EntryKind.PAYMENT.value, entries.c.reference != "", entries.c.id.not_in(undone)
    )
    return {(member_id, reference.casefold()) for member_id, reference in await connection.execute(query)}


def _values(draft: InvoiceDraft) -> tuple[Any, ...]:
    return (
        draft.member_id,
        draft.fiscal_year,
        draft.issued_on,
        draft.due_on,
        draft.amount,
        draft.text,
        draft.basis,
        draft.billed_to,
    )


def _invoice_row(draft: InvoiceDraft, number: str) -> dict[str, Any]:
    return {
        "number": number,
        "member_id": draft.member_id,
        "fiscal_year": draft.fiscal_year,
        "issued_on": draft.issued_on,
        "due_on": draft.due_on,
        "amount": draft.amount.minor,
        "currency": draft.amount.currency,
        "text": draft.text,
        "basis": draft.basis,
        "billed_to": draft.billed_to,
    }


def _entry_row(
    member_id: int,
    kind: EntryKind,
    amount: Money,
    on: date,
    at: datetime,
    actor: str,
    *,
    invoice_id: int | None = None,
    paid: Money | None = None,
    reference: str = "",
    note: str = "",
    reverses_id: int | None = None,
) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "kind": kind.value,
        "amount": amount.minor,
        "currency": amount.currency,
        "on": on,
        "posted_at": at,
        "actor": actor,
        "invoice_id": invoice_id,
        "paid_amount": paid.minor if paid else None,
        "paid_currency": paid.currency if paid else None,
        "reference": reference,
        "note": note,
        "reverses_id": reverses_id,
    }


def _invoice(row: Row[Any]) -> Invoice:
    return Invoice(
        row.id,
        row.number,
        row.member_id,
        row.fiscal_year,
        row.issued_on,
        row.due_on,
        Money(row.currency, row.amount),
        row.text,
        row.basis,
        row.billed_to,
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.id,
        row.member_id,
        EntryKind(row.kind),
        Money(row.currency, row.amount),
        row.on,
        row.posted_at,
        row.actor,
        row.invoice_id,
        Money(row.paid_currency, row.paid_amount) if row.paid_currency else None,
        row.reference,
        row.note,
        row.reverses_id,
    )
