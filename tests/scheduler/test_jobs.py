"""Recurring jobs run, do what they are for, and go on after a failure."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.conversation import Account, Address, IncomingMessage, Kind, Reply
from bot.knowledge.library import Library
from bot.members.letters import Letters
from bot.members.linking import Linking
from bot.members.mail import Post
from bot.outreach.audience import Audiences
from bot.outreach.notices import Notices
from bot.outreach.office import Office
from bot.outreach.recipients import CHANNELS
from bot.outreach.telling import Teller
from bot.scheduler.jobs import Housekeeping, schedule
from bot.store.announcements import SqlAnnouncements
from bot.store.codes import SqlCodes
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks
from bot.store.memory import SqlMemory
from bot.store.outbox import SqlOutbox
from bot.store.recipients import SqlRecipients
from bot.store.registry import SqlRegistry
from bot.store.responses import SqlResponses
from bot.store.revisions import SqlRevisions
from tests.content_folder import COMPANIES, ContentFolder
from tests.fakes.clock import FakeClock

KEPT = timedelta(days=90)


class CountingPlanner:
    """Counts how often it is asked to plan; may fail."""

    def __init__(self, *, fails: bool = False) -> None:
        self.plans = 0
        self._fails = fails

    async def plan(self) -> int:
        self.plans += 1
        if self._fails:
            raise RuntimeError("no database")
        return 0


MESSAGE = IncomingMessage("1", Account("web", "v"), Address("web", "v"), "hello")
REPLY = Reply(Kind.GREETING, "Hello!", "en")


@pytest.fixture
def clock() -> FakeClock:
    """Where the machine's is: the scheduler would count every minute since an earlier time as missed."""
    return FakeClock(datetime.now(UTC))


@pytest.fixture
async def database(database_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{database_path}")
    yield database
    await database.close()


@pytest.fixture
def housekeeping(folder: ContentFolder, database: Database, clock: FakeClock) -> Iterator[Housekeeping]:
    with closing(Library(folder.root, folder.root.parent / "var" / "knowledge.db")) as library:
        linking = Linking(
            codes=SqlCodes(database),
            registry=SqlRegistry(database),
            links=SqlLinks(database),
            post=Post(None),
            letters=Letters(library),
            key=b"",
            clock=clock,
        )
        recipients = SqlRecipients(database, clock, language="en", zone="UTC")
        audiences = Audiences(library, SqlRegistry(database), SqlLedger(database), recipients, clock, channels=CHANNELS)
        outbox = SqlOutbox(database)
        yield Housekeeping(
            library=library,
            memory=SqlMemory(database),
            inbox=SqlInbox(database),
            outbox=outbox,
            linking=linking,
            office=Office(
                audiences,
                SqlAnnouncements(database),
                outbox,
                clock,
                revisions=SqlRevisions(database),
                responses=SqlResponses(database),
                told=Notices(
                    library,
                    audiences,
                    SqlLinks(database),
                    outbox,
                    Teller(library, "UTC"),
                    clock,
                    alone=False,
                    channels=CHANNELS,
                ),
                alone=False,
                public_url="",
            ),
            clock=clock,
            retention=KEPT,
        )


async def test_every_job_has_a_next_time_to_run(housekeeping: Housekeeping) -> None:
    scheduler = schedule(housekeeping, CountingPlanner())
    scheduler.start()

    due = {job.id: job.next_run_time for job in scheduler.get_jobs()}
    scheduler.shutdown(wait=False)

    assert sorted(due) == ["announcements", "content", "forget", "reminders", "reminders-at-start"]
    assert None not in due.values()


async def test_forgetting_runs_daily_even_where_the_process_is_restarted_every_night(housekeeping: Housekeeping) -> None:
    scheduler = schedule(housekeeping, CountingPlanner())
    scheduler.start()

    (forget,) = [job for job in scheduler.get_jobs() if job.id == "forget"]
    scheduler.shutdown(wait=False)

    assert forget.trigger.interval <= timedelta(hours=6)


async def test_conversation_is_forgotten_after_its_retention_and_not_before(
    housekeeping: Housekeeping, database: Database, clock: FakeClock
) -> None:
    memory = SqlMemory(database)
    await memory.remember(MESSAGE, REPLY, at=clock.now())

    clock.advance(KEPT)
    await housekeeping.forget_old()
    kept = await memory.recall(MESSAGE, limit=5)
    clock.advance(timedelta(seconds=1))
    await housekeeping.forget_old()
    forgotten = await memory.recall(MESSAGE, limit=5)

    assert [turn.text for turn in kept.history] == ["hello"]
    assert forgotten.history == []


async def test_handled_update_is_forgotten_after_a_week_and_an_unhandled_one_never(
    housekeeping: Housekeeping, database: Database, clock: FakeClock
) -> None:
    inbox = SqlInbox(database)
    handled = await inbox.add("telegram", "1", "lane", "{}", at=clock.now())
    assert handled is not None
    await inbox.finish(handled.id, at=clock.now(), failed=False)
    await inbox.add("telegram", "2", "lane", "{}", at=clock.now())

    clock.advance(timedelta(days=7, seconds=1))
    await housekeeping.forget_old()

    assert await inbox.add("telegram", "1", "lane", "{}", at=clock.now()) is not None
    assert await inbox.add("telegram", "2", "lane", "{}", at=clock.now()) is None


async def test_reminders_are_planned_each_minute_however_late_a_tick_is(housekeeping: Housekeeping) -> None:
    scheduler = schedule(housekeeping, CountingPlanner())
    scheduler.start()

    (job,) = [job for job in scheduler.get_jobs() if job.id == "reminders"]
    scheduler.shutdown(wait=False)

    assert job.trigger.interval == timedelta(minutes=1)
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)


async def test_failed_plan_is_logged_and_looked_at_again(housekeeping: Housekeeping) -> None:
    planner = CountingPlanner(fails=True)
    scheduler = schedule(housekeeping, planner, plan_every=timedelta(milliseconds=20))

    with structlog.testing.capture_logs() as logs:
        scheduler.start()
        async with asyncio.timeout(10):
            while planner.plans < 3:
                await asyncio.sleep(0.005)
        scheduler.shutdown(wait=False)

    assert {(entry["event"], entry["job"], entry["log_level"]) for entry in logs} == {
        ("job_failed", "CountingPlanner.plan", "error")
    }


async def test_broken_edit_is_logged(housekeeping: Housekeeping, folder: ContentFolder) -> None:
    folder.write(COMPANIES, "rubbish")

    with structlog.testing.capture_logs() as logs:
        await housekeeping.refresh_content()

    assert [entry["event"] for entry in logs] == ["content_fault"]


async def test_forgetting_that_fails_is_logged_and_keeps_no_other_from_its_turn(
    housekeeping: Housekeeping, database: Database
) -> None:
    async with database.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE turns")

    with structlog.testing.capture_logs() as logs:
        await housekeeping.forget_old()

    assert [(entry["event"], entry.get("what")) for entry in logs] == [("forgetting_failed", "turns"), ("forgotten", None)]
    assert logs[-1].keys() >= {"updates", "deliveries", "codes"}


class StuckPlanner:
    """Is in the middle of a plan until it is told to stop."""

    def __init__(self) -> None:
        self.begun, self.ended = asyncio.Event(), asyncio.Event()

    async def plan(self) -> int:
        self.begun.set()
        try:
            return await asyncio.Future[int]()
        finally:
            self.ended.set()


async def test_job_that_is_under_way_when_we_stop_is_no_fault(housekeeping: Housekeeping, caplog: pytest.LogCaptureFixture) -> None:
    planner = StuckPlanner()
    scheduler = schedule(housekeeping, planner)
    scheduler.start()
    await planner.begun.wait()

    scheduler.shutdown(wait=False)
    await planner.ended.wait()
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))

    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
