"""Whatever platforms answer and whenever the process dies: no delivery is lost, none is sent twice unless somebody had to guess."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from datetime import timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import Address, Kind, Reply
from bot.errors import (
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.outreach.courier import LEASE, Courier
from bot.outreach.outbox import REPEATED, Draft, Pace, PushKind, State
from bot.outreach.traffic import Traffic
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.fakes.clock import FakeClock

FAST = Pace(100_000, chat_gap=0, group_gap=0)
STEPS = 60
examples = itertools.count()


class Fate(Enum):
    """What comes of one attempt."""

    TAKEN = auto()
    LIMITED = auto()
    DOWN = auto()
    REJECTED = auto()
    BLOCKED = auto()
    RESET_BEFORE = auto()  # the connection broke, and it did not arrive
    RESET_AFTER = auto()  # the connection broke, and it did
    DEATH_BEFORE = auto()  # the process dies, and it did not arrive
    DEATH_AFTER = auto()  # the process dies, and it did


GUESSED = {Fate.RESET_BEFORE, Fate.RESET_AFTER, Fate.DEATH_BEFORE, Fate.DEATH_AFTER}
ERRORS = {
    Fate.LIMITED: RateLimitedError(timedelta(milliseconds=1)),
    Fate.DOWN: TemporaryDeliveryError("503"),
    Fate.REJECTED: MessageRejectedError("malformed"),
    Fate.BLOCKED: RecipientUnreachableError("blocked"),
    Fate.RESET_BEFORE: UncertainDeliveryError("reset"),
    Fate.RESET_AFTER: UncertainDeliveryError("reset"),
}


class FatefulSender:
    """Takes messages, or does what fate says for each attempt of each delivery, and then takes them."""

    name = "telegram"

    def __init__(self, fates: dict[str, list[Fate]]) -> None:
        self._fates = {key: iter(fate) for key, fate in fates.items()}
        self.met: dict[str, list[Fate]] = {key: [] for key in fates}
        self.arrived: Counter[str] = Counter()
        self.dying = asyncio.Event()
        self.hanging = 0

    async def push(self, key: str, _to: Address, _message: Reply) -> str:
        fate = next(self._fates[key], Fate.TAKEN)
        self.met[key].append(fate)
        self.arrived[key] += fate in (Fate.TAKEN, Fate.RESET_AFTER, Fate.DEATH_AFTER)
        if fate in (Fate.DEATH_BEFORE, Fate.DEATH_AFTER):
            self.hanging += 1
            self.dying.set()
            await asyncio.Event().wait()
        if error := ERRORS.get(fate):
            raise error
        return "{}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("promises") / "assistant.db"
    asyncio.run(migrate(path))
    return path


async def migrate(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    await database.upgrade()
    await database.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    plan=st.lists(st.tuples(st.sampled_from(PushKind), st.lists(st.sampled_from(Fate), max_size=5)), min_size=1, max_size=6),
    seconds=st.integers(min_value=30, max_value=4000),
)
def test_each_delivery_ends_as_its_fate_says(path: Path, plan: list[tuple[PushKind, list[Fate]]], seconds: int) -> None:
    batch = f"b{next(examples)}"
    kinds = {f"{batch}:{number}": kind for number, (kind, _) in enumerate(plan)}
    fates = {f"{batch}:{number}": fate for number, (_, fate) in enumerate(plan)}

    sender, states = asyncio.run(play(path, batch, kinds, fates, timedelta(seconds=seconds)))

    assert [judge(kinds[key], sender.met[key], sender.arrived[key], states[key]) for key in kinds] == [None] * len(kinds)


def judge(kind: PushKind, met: list[Fate], arrived: int, state: State) -> str | None:
    """Return what promise was broken for a delivery, if one was."""
    guesses = sum(fate in GUESSED for fate in met)
    broken = {
        "not ended": state in (State.QUEUED, State.SENDING),
        "sent, but it did not arrive": state is State.SENT and not arrived,
        "lost without a reason": not arrived and state not in (State.FAILED, State.UNREACHABLE, State.UNCERTAIN),
        "failed, though not rejected": state is State.FAILED and Fate.REJECTED not in met,
        "unreachable, though not blocked": state is State.UNREACHABLE and Fate.BLOCKED not in met,
        "uncertain without a doubt": state is State.UNCERTAIN and not guesses,
        "twice without a doubt": arrived > 1 and not guesses,
        "an announcement twice": arrived > 1 and kind not in REPEATED,
        "more than twice": arrived > 2,
        "a reminder not repeated": kind in REPEATED and state is State.UNCERTAIN and guesses < 2,
        "tried again after its end": any(fate in (Fate.TAKEN, Fate.REJECTED, Fate.BLOCKED) for fate in met[:-1]),
    }
    return next((promise for promise, is_broken in broken.items() if is_broken), None)


async def play(
    path: Path, batch: str, kinds: dict[str, PushKind], fates: dict[str, list[Fate]], step: timedelta
) -> tuple[FatefulSender, dict[str, State]]:
    """Run couriers, a new one after each death, until nothing is left to do."""
    database, clock = Database(f"sqlite:///{path}"), FakeClock()
    outbox, sender = SqlOutbox(database), FatefulSender(fates)
    message = Reply(Kind.ANSWER, "hello", "en")
    chats = {key: Address("telegram", key.replace("b", "9").replace(":", "0")) for key in kinds}
    drafts = [Draft(key, kind, batch, key, (chats[key],), message, clock.now()) for key, kind in kinds.items()]
    await outbox.enqueue(drafts, at=clock.now())
    for _ in range(STEPS):
        outbox = SqlOutbox(database)
        traffic = Traffic(outbox, {"telegram": FAST}, clock)
        courier = Courier(outbox, {"telegram": sender}, traffic=traffic, clock=clock)
        await courier.tidy()
        alive = True
        while alive and await courier.tick("telegram"):
            alive = await outlives(sender)
        if not {State.QUEUED, State.SENDING} & set(await outbox.counts(batch)):
            break
        clock.advance(LEASE + step)
    rows = await outbox.rows(batch)
    await database.close()
    return sender, dict(zip(kinds, (row.state for row in rows), strict=True))


async def outlives(sender: FatefulSender) -> bool:
    """Wait until all that is under way ended, and return ``True``; or let the process die with what never ends."""
    sender.dying.clear()
    sender.hanging = 0
    others = asyncio.all_tasks() - {asyncio.current_task()}
    ended: asyncio.Future[list[Any]] = asyncio.gather(*others, return_exceptions=True)
    dying = asyncio.create_task(sender.dying.wait())
    await asyncio.wait(list[asyncio.Future[Any]]([ended, dying]), return_when=asyncio.FIRST_COMPLETED)
    is_dead = dying.done()
    dying.cancel()
    # What was sent besides is recorded before the end, however slow the machine: a death in between is another fate.
    for _ in range(200):
        _, hanging = await asyncio.wait(others, timeout=0.05)
        if sum("_see_to" in repr(task.get_coro()) for task in hanging) <= sender.hanging:
            break
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)
    return not is_dead
