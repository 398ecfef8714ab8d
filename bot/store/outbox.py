"""The outbox in the database; how deliveries are claimed stands in `bot.store.claims`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, not_, or_, select, update

from bot.conversation import Address, Reply
from bot.outreach.outbox import REPEATED, Backlog, Delivery, Draft, Pace, Row, State
from bot.store import claims
from bot.store.database import Database
from bot.store.files import drop_unused, file_id, keep_files
from bot.store.memory import stored_reply
from bot.store.tables import deliveries, paces, unreachable

_CHUNK = 500
_BREATH_SECONDS = 0.005
_GATHER_SECONDS = 0.01


class SqlOutbox:
    """Implements `bot.outreach.outbox.Outbox` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unwritten: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def enqueue(self, drafts: Sequence[Draft], *, at: datetime) -> int:
        """See `Outbox`."""
        new = 0
        statement = self._database.insert(deliveries).on_conflict_do_nothing()
        counted = self._database.dialect == "sqlite"  # PostgreSQL's driver does not tell; with RETURNING SQLite is slow
        for start in range(0, len(drafts), _CHUNK):
            chunk = drafts[start : start + _CHUNK]
            rows = _rows(chunk, at)
            async with self._database.writing() as connection:
                await keep_files(connection, self._database, [draft.message.file for draft in chunk if draft.message.file])
                result = await connection.execute(statement if counted else statement.returning(deliveries.c.id), rows)
                new += result.rowcount if counted else len(result.all())
            await asyncio.sleep(_BREATH_SECONDS)  # others wait for the database too
        return new

    async def claim(
        self, channel: str, pace: Pace, *, now: datetime, lease: timedelta, most: int = 200, used: int = 0
    ) -> list[Delivery]:
        """See `Outbox`."""
        return await claims.claim(self._database, channel, pace, now=now, until=now + lease, most=most, used=used)

    async def renew(self, claimed: Sequence[Delivery], *, now: datetime, lease: timedelta) -> None:
        """See `Outbox`."""
        if not claimed:
            return
        async with self._database.writing() as connection:
            await connection.execute(_RENEW, [_ours(delivery) | {"until": now + lease} for delivery in claimed])

    async def sent(self, delivery: Delivery, receipt: str, *, at: datetime) -> None:
        """See `Outbox`."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._unwritten.append(({"delivery_id": delivery.id, "got": receipt, "at": at}, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_sent())
        await written

    async def _write_sent(self) -> None:
        """Write what was sent: whatever comes while a transaction is under way shares the next."""
        while self._unwritten:
            await asyncio.sleep(_GATHER_SECONDS)
            batch, self._unwritten = self._unwritten, []
            error: Exception | None = None
            try:
                async with self._database.writing() as connection:
                    await connection.execute(_SENT, [values for values, _ in batch])
            except Exception as caught:  # noqa: BLE001  told to everybody who waits
                error = caught
            for _, written in batch:
                if not written.done():
                    written.set_exception(error) if error else written.set_result(None)

    async def requeue(
        self,
        delivery: Delivery,
        reason: str,
        *,
        not_before: datetime | None,
        at: datetime,
        counted: bool = True,
        doubted: bool = False,
    ) -> None:
        """See `Outbox`."""
        statement = _OURS.values(
            state=claims.queued_again(),
            finished_at=claims.ended(at),
            lease_until=None,
            reason=reason,
            not_before=deliveries.c.not_before if not_before is None else not_before,
            attempts=delivery.attempts if counted else delivery.attempts - 1,
            doubts=delivery.doubts + doubted,
        )
        async with self._database.connect() as connection:
            await connection.execute(statement, _ours(delivery))

    async def give_up(self, delivery: Delivery, state: State, reason: str, *, at: datetime) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            statement = _OURS.values(state=state.value, reason=reason, finished_at=at, lease_until=None)
            await connection.execute(statement, _ours(delivery))

    async def unreachable(self, delivery: Delivery, reason: str, *, at: datetime) -> bool:
        """See `Outbox`."""
        async with self._database.writing() as connection:
            await connection.execute(self._lost(delivery.to, reason, at))
            if await connection.scalar(_IS_OURS, _ours(delivery)) is None:
                return True
            return await claims.next_address(connection, delivery.id, claims.as_rows(delivery.others), reason, at)

    async def lost(self, to: Address, reason: str, *, at: datetime) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            await connection.execute(self._lost(to, reason, at))

    def _lost(self, to: Address, reason: str, at: datetime) -> Any:
        row = {"channel": to.channel, "conversation_id": to.conversation_id, "reason": reason, "since": at}
        return self._database.insert(unreachable).values(row).on_conflict_do_nothing()

    async def moved(self, old: Address, new: Address) -> None:
        """See `Outbox`."""
        theirs = and_(deliveries.c.channel == old.channel, deliveries.c.conversation_id == old.conversation_id)
        going_on = deliveries.c.state.in_([State.QUEUED.value, State.SENDING.value])
        async with self._database.connect() as connection:
            await connection.execute(update(deliveries).where(theirs, going_on).values(conversation_id=new.conversation_id))

    async def reachable(self, to: Address) -> None:
        """See `Outbox`."""
        theirs = and_(unreachable.c.channel == to.channel, unreachable.c.conversation_id == to.conversation_id)
        async with self._database.connect() as connection:
            await connection.execute(delete(unreachable).where(theirs))

    async def unreachable_addresses(self) -> list[Address]:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(unreachable.c.channel, unreachable.c.conversation_id))).all()
        return [Address(row.channel, row.conversation_id) for row in rows]

    async def slow_down(self, channel: str, until: datetime, *, now: datetime, conversation_id: str = "") -> None:
        """See `Outbox`."""
        name = f"{channel}:{conversation_id}" if conversation_id else channel
        async with self._database.writing() as connection:
            await claims.set_paces(connection, self._database, {name: until}, now)

    async def recover(self, *, now: datetime, lease: timedelta) -> tuple[int, int]:
        """See `Outbox`."""
        # A lease that is longer than any that is given tells that the clock was set back.
        over = or_(deliveries.c.lease_until < now, deliveries.c.lease_until > now + 2 * lease)
        lost = and_(deliveries.c.state == State.SENDING.value, over)
        again = and_(deliveries.c.kind.in_([kind.value for kind in REPEATED]), deliveries.c.doubts == 0)
        values = {"lease_until": None, "reason": "the process ended while it was sent", "doubts": deliveries.c.doubts + 1}
        late = and_(deliveries.c.state == State.QUEUED.value, deliveries.c.expires_at <= now)
        async with self._database.writing() as connection:
            repeated = await connection.execute(
                update(deliveries)
                .where(lost, again, not_(deliveries.c.withdrawn))
                .values(state=State.QUEUED.value, not_before=now, **values)
            )
            uncertain = await connection.execute(
                update(deliveries).where(lost).values(state=State.UNCERTAIN.value, finished_at=now, **values)
            )
            skipped = {"state": State.SKIPPED.value, "finished_at": now, "reason": "too late to be of use"}
            await connection.execute(update(deliveries).where(late).values(skipped))
        return int(repeated.rowcount), int(uncertain.rowcount)

    async def cancel(self, batch: str, *, at: datetime) -> int:
        """See `Outbox`."""
        await self._change(batch, [State.QUEUED, State.SENDING], withdrawn=True)  # queued: it may be claimed before the next line
        return await self._change(batch, [State.QUEUED], state=State.CANCELLED.value, finished_at=at)

    async def hold(self, batch: str, *, held: bool) -> None:
        """See `Outbox`."""
        await self._change(batch, [State.QUEUED, State.SENDING], held=held)

    async def resolve(self, batch: str, *, resend: bool, at: datetime) -> int:
        """See `Outbox`."""
        if not resend:
            return await self._change(batch, [State.UNCERTAIN], state=State.FAILED.value, reason="uncertain, and dropped")
        anew = {"attempts": 0, "doubts": 0, "not_before": at, "expires_at": None, "finished_at": None}
        anew |= {"withdrawn": False, "held": False}  # it may have become uncertain in a pause that is over
        return await self._change(batch, [State.UNCERTAIN], deliveries.c.message != "", state=State.QUEUED.value, **anew)

    async def _change(self, batch: str, those: Sequence[State], *more: Any, **values: Any) -> int:
        in_state = deliveries.c.state.in_([state.value for state in those])
        async with self._database.connect() as connection:
            result = await connection.execute(update(deliveries).where(deliveries.c.batch == batch, in_state, *more).values(values))
        return int(result.rowcount)

    async def reword(self, delivery_id: int, message: Reply) -> bool:
        """See `Outbox`."""
        waiting = deliveries.c.state.in_([State.QUEUED.value, State.UNCERTAIN.value])
        one = update(deliveries).where(deliveries.c.id == delivery_id, waiting)
        async with self._database.connect() as connection:
            result = await connection.execute(one.values(message=stored_reply(replace(message, file=None))))
        return bool(result.rowcount)

    async def recalled(self, delivery_id: int, *, at: datetime) -> None:
        """See `Outbox`."""
        one = and_(deliveries.c.id == delivery_id, deliveries.c.state == State.SENT.value)
        values = {"state": State.CANCELLED.value, "reason": "recalled", "finished_at": at}
        async with self._database.connect() as connection:
            await connection.execute(update(deliveries).where(one).values(values))

    async def counts(self, batch: str) -> dict[State, int]:
        """See `Outbox`."""
        query = select(deliveries.c.state, func.count()).where(deliveries.c.batch == batch).group_by(deliveries.c.state)
        async with self._database.connect() as connection:
            return {State(row[0]): int(row[1]) for row in await connection.execute(query)}

    async def reasons(self, batch: str) -> dict[tuple[State, str], int]:
        """See `Outbox`."""
        by = (deliveries.c.state, deliveries.c.reason)
        ended = (deliveries.c.batch == batch, deliveries.c.state.in_([State.FAILED.value, State.UNREACHABLE.value]))
        query = select(*by, func.count()).where(*ended).group_by(*by).order_by(func.count().desc(), deliveries.c.reason)
        async with self._database.connect() as connection:
            return {(State(row[0]), row[1]): int(row[2]) for row in await connection.execute(query)}

    async def rows(self, batch: str) -> list[Row]:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            query = select(deliveries).where(deliveries.c.batch == batch).order_by(deliveries.c.id)
            return [_reported(row) for row in await connection.execute(query)]

    async def totals(self) -> dict[tuple[str, State], int]:
        """See `Outbox`."""
        by = (deliveries.c.channel, deliveries.c.state)
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(*by, func.count()).group_by(*by))).all()
        return {(row[0], State(row[1])): int(row[2]) for row in rows}

    async def backlog(self, *, now: datetime) -> dict[str, Backlog]:
        """See `Outbox`."""
        due = (deliveries.c.state == State.QUEUED.value, deliveries.c.held.is_(False), deliveries.c.not_before <= now)
        query = select(deliveries.c.channel, func.count(), func.min(deliveries.c.not_before)).where(*due)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query.group_by(deliveries.c.channel))).all()
        return {row[0]: Backlog(int(row[1]), row[2]) for row in rows}

    async def forget_before(self, moment: datetime) -> int:
        """Take the text from deliveries that ended before a moment; forget old paces, and files that nothing needs.

        Returns:
            How many deliveries.
        """
        emptied = 0
        old = select(deliveries.c.id).where(deliveries.c.finished_at < moment, deliveries.c.message != "").limit(_CHUNK)
        while True:
            async with self._database.connect() as connection:
                forgotten = update(deliveries).where(deliveries.c.id.in_(old)).values(message="", file_id=None)
                result = await connection.execute(forgotten)
            emptied += int(result.rowcount)
            if result.rowcount < _CHUNK:
                break
            await asyncio.sleep(_BREATH_SECONDS)
        async with self._database.connect() as connection:
            await connection.execute(delete(paces).where(paces.c.next_at < moment))
            await drop_unused(connection, moment)
        return emptied


# Ours: claimed by us, and not settled by anybody else since; who settles a lost one doubts it.
_IS = and_(
    deliveries.c.id == bindparam("delivery_id"),
    deliveries.c.state == State.SENDING.value,
    deliveries.c.doubts == bindparam("known_doubts"),
)
_OURS = update(deliveries).where(_IS)
_IS_OURS = select(deliveries.c.id).where(_IS)
_RENEW = _OURS.values(lease_until=bindparam("until"))
_SENT = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"), deliveries.c.state != State.SENT.value)
    .values(state=State.SENT.value, reason="", receipt=bindparam("got"), finished_at=bindparam("at"), lease_until=None)
)


def _ours(delivery: Delivery) -> dict[str, Any]:
    return {"delivery_id": delivery.id, "known_doubts": delivery.doubts}


def _rows(drafts: Sequence[Draft], at: datetime) -> list[dict[str, Any]]:
    written = {id(draft.message): draft.message for draft in drafts}  # many share one
    texts = {key: stored_reply(replace(message, file=None)) for key, message in written.items()}
    files = {key: file_id(message.file) if message.file else None for key, message in written.items()}
    return [_row(draft, at) | {"message": texts[id(draft.message)], "file_id": files[id(draft.message)]} for draft in drafts]


def _row(draft: Draft, at: datetime) -> dict[str, Any]:
    first, *others = draft.addresses
    return {
        "key": draft.key,
        "kind": draft.kind.value,
        "rank": claims.RANKS[draft.kind],
        "batch": draft.batch,
        "recipient": draft.recipient,
        "channel": first.channel,
        "conversation_id": first.conversation_id,
        "thread_id": first.thread_id,
        "others": json.dumps(claims.as_rows(others)),
        "state": State.QUEUED.value,
        "held": False,
        "not_before": draft.not_before,
        "expires_at": draft.expires_at,
        "attempts": 0,
        "doubts": 0,
        "withdrawn": False,
        "reason": "",
        "receipt": "",
        "created_at": at,
    }


def _reported(row: Any) -> Row:
    return Row(
        row.id,
        row.recipient,
        Address(row.channel, row.conversation_id, row.thread_id),
        State(row.state),
        row.attempts,
        row.reason,
        row.receipt,
        row.not_before,
        row.finished_at,
    )
