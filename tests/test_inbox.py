"""Updates are handled in order within a lane, tried again where that makes sense, and never lost."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select

from bot.errors import (
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.inbox import LEASE, MAX_ATTEMPTS, PARALLEL, Inbox
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from bot.store.tables import inbox as table
from tests.fakes.clock import FakeClock
from tests.fakes.hurried_loop import run_hurried

Handle = Callable[[str], Awaitable[None]]


class Handler:
    """Handles payloads: first raises what it is told to, one error after the other, then succeeds.

    Attributes:
        tried: Every payload that came, with the loop's time.
        done: Those that were handled.
    """

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried: list[tuple[str, float]] = []
        self.done: list[str] = []

    async def __call__(self, payload: str) -> None:
        self.tried.append((payload, asyncio.get_running_loop().time()))
        if self.errors:
            raise self.errors.pop(0)
        await asyncio.sleep(0)
        self.done.append(payload)

    @property
    def waits(self) -> list[float]:
        """The seconds between one attempt and the next."""
        times = [time for _, time in self.tried]
        return [after - before for before, after in itertools.pairwise(times)]


@asynccontextmanager
async def repository(tmp_path: Path, kind: type[SqlInbox] = SqlInbox) -> AsyncIterator[SqlInbox]:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    await database.upgrade()
    yield kind(database)
    await database.close()


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[SqlInbox]:
    async with repository(tmp_path) as opened:
        yield opened


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


async def left(kept: SqlInbox, channel: str = "telegram") -> list[str]:
    """Take up what is left, as the only process does at its start."""
    return [entry.payload for entry in await kept.take_up(channel, at=FakeClock().now(), starting=True)]


async def work_off(inbox: Inbox, kept: SqlInbox) -> None:
    """Wait until nothing is left to do."""
    deadline = time.monotonic() + 10  # of the wall's clock, also in a hurried loop
    while await kept.backlog():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
    await inbox.close(1)


async def outcomes(tmp_path: Path) -> list[tuple[str, bool, int]]:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    async with database.connect() as connection:
        rows = (await connection.execute(select(table).order_by(table.c.id))).all()
    await database.close()
    return [(row.external_id, row.failed, row.attempts) for row in rows if row.handled_at]


async def test_lane_is_handled_in_the_order_in_which_updates_came(kept: SqlInbox, clock: FakeClock) -> None:
    handler = Handler()
    inbox = Inbox("telegram", kept, handler, clock)

    for number in range(20):
        await inbox.put(str(number), "a", f"update {number}")
    await work_off(inbox, kept)

    assert handler.done == [f"update {number}" for number in range(20)]


async def test_slow_lane_does_not_hold_up_another(kept: SqlInbox, clock: FakeClock) -> None:
    released, done = asyncio.Event(), list[str]()

    async def handle(payload: str) -> None:
        if payload == "slow":
            await released.wait()
        done.append(payload)

    inbox = Inbox("telegram", kept, handle, clock)
    await inbox.put("1", "a", "slow")
    await inbox.put("2", "a", "after slow")
    await inbox.put("3", "b", "quick")
    await until(lambda: "quick" in done)
    before = list(done)
    released.set()
    await work_off(inbox, kept)

    assert before == ["quick"]
    assert done == ["quick", "slow", "after slow"]


async def test_no_more_lanes_than_the_limit_are_handled_at_once(kept: SqlInbox, clock: FakeClock) -> None:
    begun, released = 0, asyncio.Event()

    async def handle(_payload: str) -> None:
        nonlocal begun
        begun += 1
        await released.wait()

    inbox = Inbox("telegram", kept, handle, clock)
    for number in range(2 * PARALLEL):
        await inbox.put(str(number), f"lane {number}", "")
    await until(lambda: begun >= PARALLEL)
    await asyncio.sleep(0.01)
    at_once = begun
    released.set()
    await work_off(inbox, kept)

    assert at_once == PARALLEL
    assert begun == 2 * PARALLEL


async def test_repeated_update_is_handled_once(kept: SqlInbox, clock: FakeClock) -> None:
    handler = Handler()
    inbox = Inbox("telegram", kept, handler, clock)

    first = await inbox.put("1", "a", "hello")
    again = await inbox.put("1", "a", "hello")
    await work_off(inbox, kept)
    much_later = await inbox.put("1", "a", "hello")

    assert (first, again, much_later) == (True, False, False)
    assert handler.done == ["hello"]


async def test_what_a_crash_left_is_taken_up_in_order_at_the_next_start(kept: SqlInbox, clock: FakeClock) -> None:
    for number in range(3):
        await kept.add("telegram", str(number), "a", f"update {number}", at=clock.now())
    await kept.add("slack", "0", "a", "for another channel", at=clock.now())
    handler = Handler()

    inbox = Inbox("telegram", kept, handler, clock)
    resumed = await inbox.resume()
    await inbox.put("3", "a", "update 3")
    await until(lambda: len(handler.done) == 4)
    await inbox.close(1)

    assert resumed == 3
    assert handler.done == [f"update {number}" for number in range(4)]
    assert await left(kept, "slack") == ["for another channel"]


async def test_what_another_living_process_has_in_hand_is_left_to_it_and_taken_up_when_it_is_dead(
    kept: SqlInbox, clock: FakeClock
) -> None:
    stuck, handler = asyncio.Event(), Handler()

    async def never(_payload: str) -> None:
        await stuck.wait()

    first, second = Inbox("telegram", kept, never, clock), Inbox("telegram", kept, handler, clock)
    await first.put("1", "a", "hello")
    clock.advance(LEASE)
    await first.look()
    clock.advance(LEASE)

    while_it_lives = await second.look()
    clock.advance(LEASE)
    when_it_is_dead = await second.look()
    again = await second.look()
    await until(lambda: bool(handler.done))
    await asyncio.gather(first.close(0.01), second.close(1))

    assert (while_it_lives, when_it_is_dead, again) == (0, 1, 0)
    assert handler.done == ["hello"]


async def test_what_is_not_done_when_it_closes_is_free_for_others_at_once(kept: SqlInbox, clock: FakeClock) -> None:
    async def never(_payload: str) -> None:
        await asyncio.Event().wait()

    first, handler = Inbox("telegram", kept, never, clock), Handler()
    await first.put("1", "a", "hello")
    await first.close(0.01)

    taken = await Inbox("telegram", kept, handler, clock).look()

    assert taken == 1


async def test_nothing_is_taken_up_where_nothing_was_left(kept: SqlInbox, clock: FakeClock) -> None:
    inbox = Inbox("telegram", kept, Handler(), clock)

    assert await inbox.resume() == 0


async def test_bug_in_the_handler_is_logged_and_the_lane_goes_on(kept: SqlInbox, clock: FakeClock, tmp_path: Path) -> None:
    handler = Handler(ZeroDivisionError("a bug"))
    inbox = Inbox("telegram", kept, handler, clock)

    with structlog.testing.capture_logs() as logs:
        await inbox.put("1", "a", "trips")
        await inbox.put("2", "a", "walks")
        await work_off(inbox, kept)

    assert handler.done == ["walks"]
    assert await outcomes(tmp_path) == [("1", True, 0), ("2", False, 0)]
    assert [(entry["event"], entry["exc_info"], entry["inbox_id"]) for entry in logs] == [("update_failed", True, 1)]


async def test_log_of_a_failed_delivery_holds_no_text(kept: SqlInbox, clock: FakeClock) -> None:
    inbox = Inbox("telegram", kept, Handler(RecipientUnreachableError("blocked")), clock)

    with structlog.testing.capture_logs() as logs:
        await inbox.put("1", "a", "my private question")
        await work_off(inbox, kept)

    assert [entry["event"] for entry in logs] == ["reply_not_delivered"]
    assert "private" not in str(logs)


@pytest.mark.parametrize("error", [RecipientUnreachableError("blocked"), MessageRejectedError("too long")])
async def test_delivery_that_can_never_succeed_is_not_tried_again(
    kept: SqlInbox, clock: FakeClock, tmp_path: Path, error: Exception
) -> None:
    handler = Handler(error)
    inbox = Inbox("telegram", kept, handler, clock)

    await inbox.put("1", "a", "hello")
    await inbox.put("2", "a", "next")
    await work_off(inbox, kept)

    assert [payload for payload, _ in handler.tried] == ["hello", "next"]
    assert await outcomes(tmp_path) == [("1", True, 0), ("2", False, 0)]


def hurried(tmp_path: Path, handler: Handler, *payloads: str, speed: float = 20) -> list[tuple[str, bool, int]]:
    """Put payloads into one lane, work them off in quick time, and return what became of each."""

    async def scenario() -> list[tuple[str, bool, int]]:
        async with repository(tmp_path) as kept:
            inbox = Inbox("telegram", kept, handler, FakeClock())
            for payload in payloads:
                await inbox.put(payload, "a", payload)
            await work_off(inbox, kept)
        return await outcomes(tmp_path)

    return run_hurried(scenario(), speed=speed)


def test_rate_limit_is_waited_for_and_does_not_count_towards_giving_up(tmp_path: Path) -> None:
    handler = Handler(*(RateLimitedError(timedelta(seconds=2)) for _ in range(MAX_ATTEMPTS + 1)))

    became = hurried(tmp_path, handler, "hello", "next", speed=100)

    assert handler.done == ["hello", "next"]
    assert min(handler.waits[: MAX_ATTEMPTS + 1]) >= 2
    assert [failed for _, failed, _ in became] == [False, False]


def test_temporary_failure_is_tried_again_ever_more_slowly(tmp_path: Path) -> None:
    handler = Handler(*(TemporaryDeliveryError("down") for _ in range(4)))

    became = hurried(tmp_path, handler, "hello")

    assert all(0.5 * base <= wait <= base + 3 for wait, base in zip(handler.waits, (1, 2, 4, 8), strict=True))
    assert became == [("hello", False, 4)]


def test_temporary_failure_that_lasts_is_given_up_and_the_lane_goes_on(tmp_path: Path) -> None:
    handler = Handler(*(TemporaryDeliveryError("down") for _ in range(MAX_ATTEMPTS)))

    became = hurried(tmp_path, handler, "hello", "next", speed=1000)

    assert [payload for payload, _ in handler.tried] == ["hello"] * MAX_ATTEMPTS + ["next"]
    assert sum(handler.waits) >= 600
    assert became == [("hello", True, MAX_ATTEMPTS - 1), ("next", False, 0)]


def test_temporary_failure_that_passes_delivers(tmp_path: Path) -> None:
    handler = Handler(TemporaryDeliveryError("down"), TemporaryDeliveryError("down"))

    became = hurried(tmp_path, handler, "hello")

    assert handler.done == ["hello"]
    assert became == [("hello", False, 2)]


def test_uncertain_delivery_is_tried_once_more_and_no_more(tmp_path: Path) -> None:
    handler = Handler(UncertainDeliveryError("broke"), UncertainDeliveryError("broke"))

    became = hurried(tmp_path, handler, "hello", "next")

    assert [payload for payload, _ in handler.tried] == ["hello", "hello", "next"]
    assert became == [("hello", True, 1), ("next", False, 0)]


async def test_attempts_of_an_earlier_process_count(kept: SqlInbox, clock: FakeClock, tmp_path: Path) -> None:
    entry = await kept.add("telegram", "1", "a", "hello", at=clock.now())
    assert entry is not None
    for _ in range(MAX_ATTEMPTS - 1):
        await kept.tried(entry.id)
    handler = Handler(TemporaryDeliveryError("still down"))

    inbox = Inbox("telegram", kept, handler, clock)
    await inbox.resume()
    await work_off(inbox, kept)

    assert await outcomes(tmp_path) == [("1", True, MAX_ATTEMPTS - 1)]


async def test_closing_finishes_what_is_under_way_and_leaves_the_rest_for_the_next_start(kept: SqlInbox, clock: FakeClock) -> None:
    begun, done = asyncio.Event(), list[str]()

    async def handle(payload: str) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        done.append(payload)

    inbox = Inbox("telegram", kept, handle, clock)
    await inbox.put("1", "a", "under way")
    await inbox.put("2", "a", "waiting")
    await begun.wait()
    await inbox.close(5)

    assert done == ["under way"]
    assert await left(kept, "telegram") == ["waiting"]

    handler = Handler()
    restarted = Inbox("telegram", kept, handler, clock)
    await restarted.resume()
    await work_off(restarted, kept)

    assert handler.done == ["waiting"]


async def test_closing_does_not_wait_for_what_never_ends_and_that_is_tried_at_the_next_start(
    kept: SqlInbox, clock: FakeClock
) -> None:
    begun = asyncio.Event()

    async def handle(_payload: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    inbox = Inbox("telegram", kept, handle, clock)
    await inbox.put("1", "a", "stuck")
    await begun.wait()
    async with asyncio.timeout(2):
        await inbox.close(0.05)

    assert await left(kept, "telegram") == ["stuck"]


async def test_closing_ends_a_wait_for_the_platform(kept: SqlInbox, clock: FakeClock) -> None:
    handler = Handler(RateLimitedError(timedelta(hours=1)))
    inbox = Inbox("telegram", kept, handler, clock)
    await inbox.put("1", "a", "hello")
    await until(lambda: bool(handler.tried))
    async with asyncio.timeout(2):
        await inbox.close(1.5)

    assert await left(kept, "telegram") == ["hello"]


class OutOfOrder(SqlInbox):
    """A table that fails the first time a result is to be written, as a database that restarts does."""

    failures = 1

    async def finish(self, entry_id: int, *, at: object, failed: bool) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the database restarts")
        await super().finish(entry_id, at=at, failed=failed)  # type: ignore[arg-type]


@pytest.fixture
async def out_of_order(tmp_path: Path) -> AsyncIterator[SqlInbox]:
    async with repository(tmp_path, OutOfOrder) as opened:
        yield opened


async def test_database_that_fails_for_a_moment_does_not_strand_the_lane(out_of_order: SqlInbox, clock: FakeClock) -> None:
    both_there, done = asyncio.Event(), list[str]()

    async def handle(payload: str) -> None:
        await both_there.wait()
        done.append(payload)

    inbox = Inbox("telegram", out_of_order, handle, clock)
    await inbox.put("1", "a", "first")
    await inbox.put("2", "a", "second")
    both_there.set()
    await until(lambda: "second" in done)
    await work_off(inbox, out_of_order)

    assert done == ["first", "second"]  # what was answered is not answered again
