"""The outbox in the database.

The platforms' rates are kept here too, as the moment at which the next message may leave (a leaky bucket without a bucket):
couriers of several processes share them by sharing the row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Address, File
from bot.outreach.outbox import REPEATED, Delivery, Draft, Pace, PushKind, Row, State
from bot.store.database import Database
from bot.store.files import file_id, files_of, keep_files
from bot.store.memory import as_reply, stored_reply
from bot.store.tables import deliveries, paces, unreachable

AHEAD = timedelta(seconds=0.5)
"""How much of a rate one claim uses up: enough that the next claim is made while these are sent."""
MOST = 200
_CHUNK = 500
_RANKS = {kind: number for number, kind in enumerate(PushKind)}
_COLUMNS = len(deliveries.c)


class SqlOutbox:
    """Implements `bot.outreach.outbox.Outbox` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue(self, drafts: Sequence[Draft], *, at: datetime) -> int:
        """See `Outbox`."""
        new = 0
        statement = self._database.insert(deliveries).on_conflict_do_nothing()
        async with self._database.writing() as connection:
            for start in range(0, len(drafts), _CHUNK):
                chunk = drafts[start : start + _CHUNK]
                await keep_files(connection, self._database, [draft.message.file for draft in chunk if draft.message.file])
                new += int((await connection.execute(statement, [_row(draft, at) for draft in chunk])).rowcount)
        return new

    async def claim(self, paces: Mapping[str, Pace], *, now: datetime, lease: timedelta) -> list[Delivery]:
        """See `Outbox`."""
        claimed: list[Delivery] = []
        async with self._database.writing() as connection:
            await self._lock(connection)
            await connection.execute(_EXPIRE, {"now": now, "moment": now})
            for channel, pace in paces.items():
                claimed += await self._claim(connection, channel, pace, now, now + lease)
        return sorted(claimed, key=lambda delivery: (delivery.send_at, delivery.id))

    async def _claim(self, connection: AsyncConnection, channel: str, pace: Pace, now: datetime, until: datetime) -> list[Delivery]:
        next_at = await connection.scalar(select(paces.c.next_at).where(paces.c.name == channel))
        start = max(now, next_at or now)
        room = min(MOST, int((now + AHEAD - start).total_seconds() * pace.rate))
        if room <= 0:
            return []
        values = {"channel": channel, "now": now, "room": room}
        rows = (await connection.execute(_DUE, values)).all()
        chosen: dict[str, Any] = {}
        for row in rows:
            if row.blocked_since is not None:
                await _next_address(connection, row.id, json.loads(row.others), row.blocked_reason, now)
            else:
                chosen.setdefault(row.conversation_id, row)
        if not chosen:
            return []
        found, gap = list(chosen.values()), timedelta(seconds=1 / pace.rate)
        await connection.execute(_CLAIM, [{"delivery_id": row.id, "until": until} for row in found])
        times = {channel: start + gap * len(found)}
        for number, row in enumerate(found):
            rest = pace.group_gap if row.conversation_id.startswith("-") else pace.chat_gap
            times[f"{channel}:{row.conversation_id}"] = start + gap * number + timedelta(seconds=rest)
        await self._set_paces(connection, times)
        attached = await files_of(connection, {row.file_id for row in found if row.file_id})
        return [_delivery(row, start + gap * number, attached) for number, row in enumerate(found)]

    async def sent(self, delivery: Delivery, receipt: str, *, at: datetime) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            values = {"delivery_id": delivery.id, "new_state": State.SENT.value, "told": "", "got": receipt, "at": at}
            await connection.execute(_FINISH, values)

    async def requeue(self, delivery: Delivery, reason: str, *, not_before: datetime, at: datetime) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery.id, deliveries.c.state == State.SENDING.value)
                .values(state=State.QUEUED.value, reason=reason, not_before=not_before, lease_until=None)
            )

    async def give_up(self, delivery: Delivery, state: State, reason: str, *, at: datetime) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            values = {"delivery_id": delivery.id, "new_state": state.value, "told": reason, "got": "", "at": at}
            await connection.execute(_FINISH, values)

    async def unreachable(self, delivery: Delivery, reason: str, *, at: datetime) -> bool:
        """See `Outbox`."""
        to = delivery.to
        async with self._database.writing() as connection:
            row = {"channel": to.channel, "conversation_id": to.conversation_id, "reason": reason, "since": at}
            await connection.execute(self._database.insert(unreachable).values(row).on_conflict_do_nothing())
            return await _next_address(connection, delivery.id, [asdict(other) for other in delivery.others], reason, at)

    async def moved(self, old: Address, new: Address) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            await connection.execute(
                update(deliveries)
                .where(
                    deliveries.c.channel == old.channel,
                    deliveries.c.conversation_id == old.conversation_id,
                    deliveries.c.state.in_([State.QUEUED.value, State.SENDING.value]),
                )
                .values(conversation_id=new.conversation_id)
            )

    async def reachable(self, to: Address) -> None:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            await connection.execute(
                delete(unreachable).where(unreachable.c.channel == to.channel, unreachable.c.conversation_id == to.conversation_id)
            )

    async def slow_down(self, channel: str, until: datetime) -> None:
        """See `Outbox`."""
        async with self._database.writing() as connection:
            await self._set_paces(connection, {channel: until})

    async def recover(self, *, now: datetime) -> tuple[int, int]:
        """See `Outbox`."""
        lost = and_(deliveries.c.state == State.SENDING.value, deliveries.c.lease_until < now)
        again = and_(deliveries.c.kind.in_([kind.value for kind in REPEATED]), deliveries.c.attempts == 1)
        reason = "the process ended while it was sent"
        async with self._database.writing() as connection:
            repeated = await connection.execute(
                update(deliveries)
                .where(lost, again)
                .values(state=State.QUEUED.value, not_before=now, lease_until=None, reason=reason)
            )
            uncertain = await connection.execute(
                update(deliveries).where(lost).values(state=State.UNCERTAIN.value, finished_at=now, lease_until=None, reason=reason)
            )
        return int(repeated.rowcount), int(uncertain.rowcount)

    async def cancel(self, batch: str, *, at: datetime) -> int:
        """See `Outbox`."""
        return await self._change(batch, State.QUEUED, state=State.CANCELLED.value, finished_at=at)

    async def hold(self, batch: str, *, held: bool) -> None:
        """See `Outbox`."""
        await self._change(batch, State.QUEUED, held=held)

    async def resolve(self, batch: str, *, resend: bool, at: datetime) -> int:
        """See `Outbox`."""
        if resend:
            return await self._change(
                batch, State.UNCERTAIN, state=State.QUEUED.value, attempts=0, not_before=at, expires_at=None, finished_at=None
            )
        return await self._change(batch, State.UNCERTAIN, state=State.FAILED.value, reason="uncertain, and dropped")

    async def _change(self, batch: str, those: State, **values: Any) -> int:
        statement = update(deliveries).where(deliveries.c.batch == batch, deliveries.c.state == those.value).values(values)
        async with self._database.connect() as connection:
            return int((await connection.execute(statement)).rowcount)

    async def counts(self, batch: str) -> dict[State, int]:
        """See `Outbox`."""
        query = select(deliveries.c.state, func.count()).where(deliveries.c.batch == batch).group_by(deliveries.c.state)
        async with self._database.connect() as connection:
            return {State(row[0]): int(row[1]) for row in await connection.execute(query)}

    async def rows(self, batch: str) -> list[Row]:
        """See `Outbox`."""
        async with self._database.connect() as connection:
            found = (
                await connection.execute(select(deliveries).where(deliveries.c.batch == batch).order_by(deliveries.c.id))
            ).all()
        return [
            Row(
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
            for row in found
        ]

    async def forget_before(self, moment: datetime) -> int:
        """Take the text from deliveries that ended before a moment, and forget old paces; return how many deliveries."""
        async with self._database.writing() as connection:
            emptied = await connection.execute(
                update(deliveries).where(deliveries.c.finished_at < moment, deliveries.c.message != "").values(message="")
            )
            await connection.execute(delete(paces).where(paces.c.next_at < moment))
        return int(emptied.rowcount)

    async def _set_paces(self, connection: AsyncConnection, times: Mapping[str, datetime]) -> None:
        statement = self._database.insert(paces)
        later = case((paces.c.next_at > statement.excluded.next_at, paces.c.next_at), else_=statement.excluded.next_at)
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"next_at": later}),
            [{"name": name, "next_at": moment} for name, moment in times.items()],
        )

    async def _lock(self, connection: AsyncConnection) -> None:
        """Let one courier claim at a time; on SQLite the transaction does so already."""
        if self._database.dialect == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('member-assistant-outbox'))"))


_EXPIRE = (
    update(deliveries)
    .where(deliveries.c.state == State.QUEUED.value, deliveries.c.expires_at <= bindparam("now"))
    .values(state=State.SKIPPED.value, finished_at=bindparam("moment"), reason="too late to be of use")
)
_DUE = (
    select(deliveries, unreachable.c.since.label("blocked_since"), unreachable.c.reason.label("blocked_reason"))
    .outerjoin(
        unreachable,
        and_(unreachable.c.channel == deliveries.c.channel, unreachable.c.conversation_id == deliveries.c.conversation_id),
    )
    .outerjoin(paces, paces.c.name == deliveries.c.channel + ":" + deliveries.c.conversation_id)
    .where(
        deliveries.c.state == State.QUEUED.value,
        deliveries.c.channel == bindparam("channel"),
        deliveries.c.held.is_(False),
        deliveries.c.not_before <= bindparam("now"),
        or_(paces.c.next_at.is_(None), paces.c.next_at <= bindparam("now")),
    )
    .order_by(deliveries.c.rank, deliveries.c.not_before, deliveries.c.id)
    .limit(bindparam("room"))
)
_CLAIM = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"))
    .values(state=State.SENDING.value, lease_until=bindparam("until"), attempts=deliveries.c.attempts + 1)
)
_FINISH = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"), deliveries.c.state == State.SENDING.value)
    .values(
        state=bindparam("new_state"),
        reason=bindparam("told"),
        receipt=bindparam("got"),
        finished_at=bindparam("at"),
        lease_until=None,
    )
)


async def _next_address(
    connection: AsyncConnection, delivery_id: int, others: Sequence[Mapping[str, Any]], reason: str, at: datetime
) -> bool:
    """Turn a delivery to the recipient's next address; end it as ``unreachable`` when there is none."""
    one = update(deliveries).where(deliveries.c.id == delivery_id)
    if not others:
        await connection.execute(one.values(state=State.UNREACHABLE.value, reason=reason, finished_at=at, lease_until=None))
        return False
    following, *rest = others
    await connection.execute(
        one.values(state=State.QUEUED.value, reason=reason, others=json.dumps(rest), lease_until=None, attempts=0, **following)
    )
    return True


def _row(draft: Draft, at: datetime) -> dict[str, Any]:
    first, *others = draft.addresses
    return {
        "key": draft.key,
        "kind": draft.kind.value,
        "rank": _RANKS[draft.kind],
        "batch": draft.batch,
        "recipient": draft.recipient,
        "channel": first.channel,
        "conversation_id": first.conversation_id,
        "thread_id": first.thread_id,
        "others": json.dumps([asdict(other) for other in others]),
        "message": stored_reply(replace(draft.message, file=None)),
        "file_id": file_id(draft.message.file) if draft.message.file else None,
        "state": State.QUEUED.value,
        "held": False,
        "not_before": draft.not_before,
        "expires_at": draft.expires_at,
        "attempts": 0,
        "reason": "",
        "receipt": "",
        "created_at": at,
    }


def _delivery(row: Any, send_at: datetime, attached: Mapping[str, File]) -> Delivery:
    return Delivery(
        row.id,
        row.key,
        PushKind(row.kind),
        row.batch,
        row.recipient,
        Address(row.channel, row.conversation_id, row.thread_id),
        tuple(Address(**other) for other in json.loads(row.others)),
        replace(as_reply(row.message), file=attached.get(row.file_id)),
        row.attempts + 1,
        send_at,
    )
