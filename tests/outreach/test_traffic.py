"""One rate for what is pushed and what is answered; answers never wait."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from bot.conversation import Address, Kind, Reply
from bot.outreach.changing import Changer
from bot.outreach.outbox import Pace
from bot.outreach.traffic import Gate, Traffic
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.fakes.clock import FakeClock


async def passed(gate: Gate, count: int) -> list[float]:
    """Return the moments at which so many passed, each answered at once."""
    moments = []
    for _ in range(count):
        message = await gate.enter(0, asyncio.Event())
        assert message is not None
        moments.append(time.monotonic())
        gate.arrived(message)
    return moments


async def test_no_second_holds_more_than_the_rate() -> None:
    moments = await passed(Gate(Pace(20)), 41)

    assert min(later - sooner for sooner, later in zip(moments, moments[20:], strict=False)) >= 1


async def test_each_waits_for_its_own_moment_and_not_for_that_of_those_before_it_as_well() -> None:
    gate, stopping, began = Gate(Pace(30)), asyncio.Event(), time.monotonic()

    await asyncio.gather(*(gate.enter(wait, stopping) for wait in (0.1, 0.2, 0.3, 0.4)))

    assert 0.4 <= time.monotonic() - began < 0.8  # one after the other they are 1.0


async def test_rate_below_one_a_second_is_a_pause_between_two() -> None:
    moments = await passed(Gate(Pace(0.8)), 2)

    assert [later - sooner >= 1.24 for sooner, later in pairwise(moments)] == [True]


async def test_answer_leaves_at_once_and_takes_the_place_of_a_push() -> None:
    gate = Gate(Pace(5))
    for _ in range(5):
        gate.left(answer=True)

    began = time.monotonic()
    await passed(gate, 1)

    assert time.monotonic() - began > 0.9
    assert (gate.take_unclaimed(), gate.take_unclaimed()) == (5, 0)


async def test_part_of_the_rate_is_left_free_while_people_ask() -> None:
    gate = Gate(Pace(30))
    before = gate.pace.rate
    gate.left(answer=False)
    with_a_part = gate.pace.rate
    gate.left(answer=True)

    assert (before, with_a_part, round(gate.pace.rate, 1)) == (30, 30, 27.0)


async def test_being_asked_to_slow_down_lets_nothing_pass_and_then_less() -> None:
    gate = Gate(Pace(30))

    gate.limited(0.3)
    gate.limited(0.1)
    began = time.monotonic()
    await passed(gate, 1)

    assert 0.3 <= time.monotonic() - began < 1
    assert 26.9 < gate.pace.rate < 28


async def test_what_would_wait_for_long_or_for_a_stop_does_not_pass() -> None:
    stopping, gate, closed = asyncio.Event(), Gate(Pace(1)), Gate(Pace(30))
    closed.limited(30)
    await gate.enter(0, stopping)

    waiting = asyncio.create_task(gate.enter(0, stopping))
    await asyncio.sleep(0)
    stopping.set()

    assert (await waiting, await closed.enter(0, asyncio.Event())) == (None, None)


async def test_who_writes_is_reachable_again_and_who_always_was_costs_nothing(tmp_path: Path, clock: FakeClock) -> None:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    await database.upgrade()
    outbox = SqlOutbox(database)
    maya, sita = Address("telegram", "7"), Address("telegram", "8")
    traffic = Traffic(outbox, {"telegram": Pace(30)}, clock)
    traffic.lost(maya, "blocked")
    traffic.lost(sita, "blocked")
    await traffic.close()

    restarted = Traffic(outbox, {"telegram": Pace(30)}, clock)
    await restarted.look()
    restarted.heard(maya, Address("telegram", "9"))
    await restarted.close()
    left = await outbox.unreachable_addresses()
    await database.close()

    assert left == [sita]


async def test_limit_that_an_answer_met_slows_down_every_process(tmp_path: Path, clock: FakeClock) -> None:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    await database.upgrade()
    outbox = SqlOutbox(database)
    traffic = Traffic(outbox, {"telegram": Pace(30)}, clock)

    traffic.limited("telegram", timedelta(seconds=5))
    await traffic.close()
    claimed = await outbox.claim("telegram", Pace(30), now=clock.now() + timedelta(seconds=4), lease=timedelta(minutes=1))
    await database.close()

    assert claimed == []
    assert traffic.gate("telegram").pace.rate < 30


class Moments:
    """A platform that notes when each change arrives."""

    name, change_seconds = "telegram", 0.0

    def __init__(self) -> None:
        self.at: list[float] = []

    async def withdraw(self, receipt: str) -> None:
        self.at.append(time.monotonic())

    async def edit(self, receipt: str, message: Reply) -> None:
        self.at.append(time.monotonic())


async def test_changes_of_what_has_left_keep_to_the_rate_and_count_for_the_courier(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    traffic, platform = Traffic(SqlOutbox(database), {"telegram": Pace(20)}, FakeClock()), Moments()
    changer = Changer({"telegram": platform}, traffic)

    await asyncio.gather(*(changer.withdraw("telegram", "{}") for _ in range(25)))

    assert min(later - sooner for sooner, later in zip(platform.at, platform.at[20:], strict=False)) >= 1
    assert traffic.gate("telegram").take_unclaimed() == 25
    await database.close()


async def test_platform_that_allows_fewer_changes_than_messages_gets_them_one_by_one(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    platform = Moments()
    platform.change_seconds = 0.1
    changer = Changer({"telegram": platform}, Traffic(SqlOutbox(database), {"telegram": Pace(1000)}, FakeClock()))

    await asyncio.gather(*(changer.edit("telegram", "{}", Reply(Kind.ANSWER, "new", "en")) for _ in range(4)))

    assert [later - sooner >= 0.1 for sooner, later in pairwise(platform.at)] == [True] * 3
    await database.close()
