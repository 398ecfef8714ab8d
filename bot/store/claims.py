"""Claiming deliveries: which of them may leave now, at the rate that all couriers on the database share.

The rate of a platform, and that of each conversation, is kept as the moment at which the next message may leave (a leaky
bucket without a bucket). Couriers of several processes share it by sharing the row.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Address, File
from bot.outreach.outbox import Delivery, Pace, PushKind, State, is_group
from bot.store.database import Database
from bot.store.files import files_of
from bot.store.memory import as_reply
from bot.store.tables import deliveries, paces, unreachable

AHEAD = timedelta(seconds=0.3)
"""How much of a rate is claimed in advance. What a courier has claimed when it dies is uncertain: the less, the better."""
CAUGHT_UP = timedelta(seconds=0.3)
"""A courier that wakes late by no more than this makes up for it; after a longer silence nothing is owed."""
CLOCKS_DIFFER = timedelta(seconds=10)
"""By how much the clocks of couriers may differ; what is set farther in the future tells that the clock was set back."""
RANKS = {kind: number for number, kind in enumerate(PushKind)}
_ROUNDS = 5
"""Looks at the queue for one claim and kind: rows of one conversation, or of blocked addresses, may fill a look."""


async def claim(
    database: Database, channel: str, pace: Pace, *, now: datetime, until: datetime, most: int, used: int
) -> list[Delivery]:
    """See `bot.outreach.outbox.Outbox.claim`."""
    values = {"channel": channel, "now": now}
    async with database.connect() as connection:  # nothing is locked while there is nothing to do
        due = (await connection.execute(_DUE_RANKS, values)).one()
        ranks = [rank for rank, has_due in zip(RANKS.values(), due, strict=True) if has_due]
        if most <= 0 or not ranks:
            return []
    gap = timedelta(seconds=1 / pace.rate)
    async with database.writing() as connection:
        await _lock(connection, database, channel)
        next_at = await connection.scalar(_NEXT_AT, {"name": channel, "void_after": now + CLOCKS_DIFFER})
        start = (next_at if next_at and next_at > now - CAUGHT_UP else now) + gap * used
        room = min(most, math.ceil((now + AHEAD - start) / gap)) if start < now + AHEAD else 0
        soon = min(start + gap * room, now + 2 * AHEAD)  # whose conversation is ready by the end of the last place
        picked = await _pick(connection, channel, ranks, room, now, soon=soon)
        placed = _placed(picked, start, gap, alone=len(picked) < room)
        if placed:
            await connection.execute(_CLAIM, [{"delivery_id": row.id, "until": until} for row, _ in placed])
        times = {channel: start + gap * len(placed)} if placed or used else {}
        for row, send_at in placed:
            rest = pace.group_gap if is_group(row.conversation_id) else pace.chat_gap
            times[f"{channel}:{row.conversation_id}"] = max(now, send_at) + timedelta(seconds=rest)
        await set_paces(connection, database, times, now)
        attached = await files_of(connection, {row.file_id for row, _ in placed if row.file_id})
    return [_delivery(row, send_at, attached) for row, send_at in placed]


def _placed(picked: Sequence[Any], start: datetime, gap: timedelta, *, alone: bool) -> list[tuple[Any, datetime]]:
    """Return deliveries with the moments at which they leave: each as soon as the rate and its own conversation allow.

    One whose conversation is not ready in time for a place lets others go first; ``alone`` there are no others, and it waits.
    """
    waiting: list[Any] = list(picked)
    placed: list[tuple[Any, datetime]] = []
    while waiting:
        slot = start + gap * len(placed)
        ready = next((row for row in waiting if row.ready_at is None or row.ready_at < slot + gap), None)
        if ready is None and not alone:
            break
        row = ready or min(waiting, key=lambda one: one.ready_at)
        waiting.remove(row)
        placed.append((row, max(slot, row.ready_at or slot)))
    return sorted(placed, key=lambda one: one[1])


async def _pick(
    connection: AsyncConnection, channel: str, ranks: Sequence[int], room: int, now: datetime, *, soon: datetime
) -> list[Any]:
    """Return what is due, of each conversation that is ready soon the first; settle what is expired, or blocked."""
    chosen: dict[str, Any] = {}
    for rank in ranks:
        for _ in range(_ROUNDS):
            if (wanted := room - len(chosen)) <= 0:
                return list(chosen.values())
            values = {"channel": channel, "now": now, "soon": soon, "rank": rank, "room": wanted, "taken": list(chosen)}
            rows = (await connection.execute(_DUE, values | {"void_after": now + CLOCKS_DIFFER})).all()
            for row in rows:
                if row.expires_at is not None and row.expires_at <= now:
                    await connection.execute(_SKIP, {"delivery_id": row.id, "now": now})
                elif row.blocked_since is not None:
                    await next_address(connection, row.id, json.loads(row.others), row.blocked_reason, now)
                else:
                    chosen.setdefault(row.conversation_id, row)
            if len(rows) < wanted:
                break
    return list(chosen.values())


async def next_address(
    connection: AsyncConnection, delivery_id: int, others: Sequence[Mapping[str, Any]], reason: str, at: datetime
) -> bool:
    """Turn a delivery to the recipient's next address; end it as ``unreachable`` when there is none."""
    one = update(deliveries).where(deliveries.c.id == delivery_id)
    if not others:
        await connection.execute(one.values(state=State.UNREACHABLE.value, reason=reason, finished_at=at, lease_until=None))
        return False
    following, *rest = others
    await connection.execute(
        one.values(
            state=queued_again(),
            finished_at=ended(at),
            reason=reason,
            others=json.dumps(rest),
            lease_until=None,
            attempts=0,
            **following,
        )
    )
    return True


async def set_paces(connection: AsyncConnection, database: Database, times: Mapping[str, datetime], now: datetime) -> None:
    """Let nothing leave before these moments, by channel or ``channel:conversation``; a later moment that is set already stays."""
    if not times:
        return
    statement = database.insert(paces)
    new = statement.excluded
    stands = and_(paces.c.next_at > new.next_at, paces.c.set_at <= bindparam("void_after"))
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"next_at": case((stands, paces.c.next_at), else_=new.next_at), "set_at": new.set_at}
        ),
        [{"name": name, "next_at": moment, "set_at": now, "void_after": now + CLOCKS_DIFFER} for name, moment in times.items()],
    )


def queued_again() -> Any:
    """Return the state of what was not sent: ``queued``, or ``cancelled`` where it was withdrawn meanwhile."""
    return case((deliveries.c.withdrawn, State.CANCELLED.value), else_=State.QUEUED.value)


def ended(at: datetime) -> Any:
    """Return when that was the end of it, if it was."""
    return case((deliveries.c.withdrawn, at), else_=None)


async def _lock(connection: AsyncConnection, database: Database, channel: str) -> None:
    """Let one courier claim at a time; on SQLite the transaction does so already."""
    if database.dialect == "postgresql":
        await connection.execute(_LOCK, {"name": f"member-assistant-outbox-{channel}"})


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
        row.doubts,
        send_at,
    )


def as_rows(addresses: Sequence[Address]) -> list[dict[str, Any]]:
    """Return addresses as they are kept in ``others``."""
    return [asdict(address) for address in addresses]


_LOCK = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
_NEXT_AT = select(paces.c.next_at).where(paces.c.name == bindparam("name"), paces.c.set_at <= bindparam("void_after"))
_WAITING = and_(
    deliveries.c.state == State.QUEUED.value,
    deliveries.c.channel == bindparam("channel"),
    deliveries.c.held.is_(False),
    deliveries.c.not_before <= bindparam("now"),
)
# By rank: then the index ends the search at the first delivery that is not due yet.
_DUE_RANKS = select(*(select(deliveries.c.id).where(_WAITING, deliveries.c.rank == rank).exists() for rank in RANKS.values()))
_DUE = (
    select(
        deliveries,
        unreachable.c.since.label("blocked_since"),
        unreachable.c.reason.label("blocked_reason"),
        case((paces.c.set_at <= bindparam("void_after"), paces.c.next_at)).label("ready_at"),
    )
    .outerjoin(
        unreachable,
        and_(unreachable.c.channel == deliveries.c.channel, unreachable.c.conversation_id == deliveries.c.conversation_id),
    )
    .outerjoin(paces, paces.c.name == deliveries.c.channel + ":" + deliveries.c.conversation_id)
    .where(
        _WAITING,
        deliveries.c.rank == bindparam("rank"),
        deliveries.c.conversation_id.not_in(bindparam("taken", expanding=True)),
        or_(paces.c.next_at.is_(None), paces.c.next_at <= bindparam("soon"), paces.c.set_at > bindparam("void_after")),
    )
    .order_by(deliveries.c.not_before, deliveries.c.id)
    .limit(bindparam("room"))
    .with_for_update(of=deliveries, skip_locked=True)  # what is being cancelled or paused just now
)
_CLAIM = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"))
    .values(state=State.SENDING.value, lease_until=bindparam("until"), attempts=deliveries.c.attempts + 1)
)
_SKIP = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery_id"))
    .values(state=State.SKIPPED.value, finished_at=bindparam("now"), reason="too late to be of use")
)
