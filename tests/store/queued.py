"""Deliveries for the tests of the outbox: drafts, claims, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.conversation import Address, Kind, Reply
from bot.outreach.outbox import Delivery, Draft, Pace, PushKind, State
from bot.store.outbox import SqlOutbox

NOON = datetime(2021, 10, 18, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
FAST = Pace(1000, chat_gap=0, group_gap=0)
SECOND = timedelta(seconds=1)


def draft(number: int, *, kind: PushKind = PushKind.ANNOUNCEMENT, chat: str = "", text: str = "hello") -> Draft:
    address = Address("telegram", chat or str(number))
    return Draft(f"k{number}", kind, "b", f"contact:{number}", (address,), Reply(Kind.ANSWER, text, "en"), NOON)


async def claim(
    outbox: SqlOutbox, at: datetime = NOON, *, channel: str = "telegram", pace: Pace = FAST, most: int = 200, used: int = 0
) -> list[Delivery]:
    return await outbox.claim(channel, pace, now=at, lease=LEASE, most=most, used=used)


def chats(claimed: Sequence[Delivery]) -> list[str]:
    return [delivery.to.conversation_id for delivery in claimed]


async def states(outbox: SqlOutbox) -> list[State]:
    return [row.state for row in await outbox.rows("b")]
