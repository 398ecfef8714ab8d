"""What reminders must remember, in the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Text, Update, and_, cast, delete, func, literal, or_, select, update

from bot.conversation import Address
from bot.outreach.notes import RuleState, SeenEvent
from bot.outreach.occasions import Bill
from bot.outreach.outbox import State
from bot.store.audit import Journal
from bot.store.database import Database
from bot.store.tables import deliveries, entries, invoices, reminder_events, reminder_rules

_LEFT = [State.SENT.value, State.SENDING.value, State.UNCERTAIN.value]


class SqlNotes:
    """Implements `bot.outreach.notes.Notes` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rules(self) -> dict[str, RuleState]:
        """See `Notes`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(reminder_rules))).all()
        return {row.id: RuleState(row.id, row.fingerprint, row.active_from, row.planned_until) for row in rows}

    async def keep_rules(self, states: Sequence[RuleState]) -> None:
        """See `Notes`."""
        async with self._database.writing() as connection:
            for state in states:
                await connection.execute(
                    update(reminder_rules)
                    .where(reminder_rules.c.id == state.rule_id)
                    .values(fingerprint=state.fingerprint, active_from=state.active_from, planned_until=state.planned_until)
                )

    async def turn_on(self, states: Sequence[RuleState], *, actor: str, at: datetime) -> None:
        """See `Notes`."""
        journal = Journal(actor, at)
        statement = self._database.insert(reminder_rules).on_conflict_do_nothing()
        async with self._database.writing() as connection:
            for state in states:
                row = {
                    "id": state.rule_id,
                    "fingerprint": state.fingerprint,
                    "active_from": state.active_from,
                    "planned_until": state.planned_until,
                }
                if (await connection.execute(statement, [row])).rowcount > 0:
                    journal.note("reminders.on", f"rule:{state.rule_id}", None, {"active_from": state.active_from.isoformat()})
            await journal.write(connection)

    async def turn_off(self, rule_id: str, *, actor: str, at: datetime) -> bool:
        """See `Notes`."""
        journal = Journal(actor, at)
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(reminder_rules).where(reminder_rules.c.id == rule_id))
            if gone.rowcount < 1:
                return False
            await connection.execute(
                withdrawn(or_(_begins(f"reminder:{rule_id}:"), _begins(f"duty:{rule_id}:")), at, "the rule was turned off")
            )
            journal.note("reminders.off", f"rule:{rule_id}")
            await journal.write(connection)
        return True

    async def planned(self, rule_ids: Collection[str], until: datetime) -> None:
        """See `Notes`."""
        async with self._database.connect() as connection:
            await connection.execute(
                update(reminder_rules).where(reminder_rules.c.id.in_(list(rule_ids))).values(planned_until=until)
            )

    async def events(self) -> dict[str, SeenEvent]:
        """See `Notes`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(reminder_events))).all()
        return {
            row.id: SeenEvent(
                row.id,
                json.loads(row.names),
                row.occurrence,
                row.first_seen_at,
                row.revision,
                row.cancelled,
                row.missing_since,
            )
            for row in rows
        }

    async def keep_event(self, event: SeenEvent) -> None:
        """See `Notes`."""
        row = {
            "names": json.dumps(dict(event.names), ensure_ascii=False),
            "occurrence": event.occurrence,
            "first_seen_at": event.first_seen_at,
            "revision": event.revision,
            "cancelled": event.cancelled,
            "missing_since": event.missing_since,
        }
        statement = self._database.insert(reminder_events).values(id=event.event_id, **row)
        async with self._database.connect() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    async def drop_event(self, event_id: str) -> None:
        """See `Notes`."""
        async with self._database.connect() as connection:
            await connection.execute(delete(reminder_events).where(reminder_events.c.id == event_id))

    async def drafted(self, prefix: str) -> set[str | Address]:
        """See `Notes`."""
        still = deliveries.c.key == literal(prefix) + deliveries.c.recipient
        query = select(deliveries.c.recipient, deliveries.c.channel, deliveries.c.conversation_id, deliveries.c.thread_id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query.where(_begins(prefix), still))).all()
        return {row.recipient for row in rows} | {Address(row.channel, row.conversation_id, row.thread_id) for row in rows}

    async def withdraw(self, batch: str, *, at: datetime) -> int:
        """See `Notes`."""
        async with self._database.connect() as connection:
            done = await connection.execute(withdrawn(deliveries.c.batch == batch, at, "the event was moved or cancelled"))
        return int(done.rowcount)

    async def told(self, batches: Collection[str]) -> set[str]:
        """See `Notes`."""
        query = select(deliveries.c.recipient).where(deliveries.c.batch.in_(list(batches)), deliveries.c.state.in_(_LEFT))
        async with self._database.connect() as connection:
            return set((await connection.execute(query)).scalars())

    async def addressed(self, batch: str) -> set[str]:
        """See `Notes`."""
        async with self._database.connect() as connection:
            return set((await connection.execute(select(deliveries.c.recipient).where(deliveries.c.batch == batch))).scalars())

    async def deadlines_told(self, event_id: str, rule_ids: Collection[str]) -> dict[str, tuple[int, str]]:
        """See `Notes`."""
        words = f"deadline:event.{event_id}:"
        begins = [words, *(f"reminder:{rule_id}:event.{event_id}:" for rule_id in rule_ids)]
        told: dict[str, tuple[int, str]] = {}
        async with self._database.connect() as connection:
            for prefix in begins:
                counted = [*_LEFT, State.QUEUED.value] if prefix == words else _LEFT
                query = select(deliveries.c.id, deliveries.c.key, deliveries.c.recipient)
                for row in await connection.execute(query.where(_begins(prefix), deliveries.c.state.in_(counted))):
                    told[row.recipient] = max(told.get(row.recipient, (0, "")), (row.id, row.key[len(prefix) :].partition(":")[0]))
        return told

    async def bills(self, first: date, last: date) -> list[Bill]:
        """See `Notes`."""
        query = (
            select(invoices.c.number, invoices.c.member_id, invoices.c.due_on, func.min(entries.c.posted_at).label("posted_at"))
            .join(entries, and_(entries.c.invoice_id == invoices.c.id, entries.c.kind == "charge"))
            .where(invoices.c.due_on.between(first, last))
            .group_by(invoices.c.id)
            .order_by(invoices.c.id)
        )
        async with self._database.connect() as connection:
            return [Bill(row.number, row.member_id, row.due_on, row.posted_at) for row in await connection.execute(query)]

    async def counts(self) -> Counter[tuple[str, str]]:
        """See `Notes`."""
        counted: Counter[tuple[str, str]] = Counter()
        async with self._database.connect() as connection:
            for kind in ("reminder:", "duty:"):
                rest = func.substr(deliveries.c.key, len(kind) + 1)
                end = func.instr(rest, ":") if self._database.dialect == "sqlite" else func.strpos(rest, ":")
                rule = func.substr(rest, 1, end - 1).label("rule")
                query = select(rule, deliveries.c.state, func.count()).where(_begins(kind)).group_by(rule, deliveries.c.state)
                for row in await connection.execute(query):
                    counted[row[0], row[1]] += int(row[2])
        return counted


def withdrawn(those: ColumnElement[bool], at: datetime, reason: str) -> Update:
    """Return the statement that cancels what is queued of some deliveries, and frees their keys."""
    freed = deliveries.c.key + ":withdrawn:" + cast(deliveries.c.id, Text)
    return (
        update(deliveries)
        .where(those, deliveries.c.state == State.QUEUED.value)
        .values(state=State.CANCELLED.value, key=freed, finished_at=at, reason=reason)
    )


def _begins(prefix: str) -> ColumnElement[bool]:
    """Return the condition that a key begins so, as a range: that is what an index serves."""
    return and_(deliveries.c.key >= prefix, deliveries.c.key < prefix[:-1] + chr(ord(prefix[-1]) + 1))
