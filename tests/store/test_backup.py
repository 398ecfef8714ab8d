"""A copy of the database in use, and the way back: nothing of the past happens once more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.store.backup import back_up, restore
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.world import World, dues_rule, event, event_rule

URL = "sqlite:///var/assistant.db"
COPY = Path("backup.db")
RULES = event_rule("-1d", grace="20h") + event_rule("-7d", id="week", grace="5d") + dues_rule("+14d", grace="10d")


@pytest.fixture
async def library(folder: ContentFolder) -> AsyncIterator[Library]:
    with closing(Library(folder.root, Path("var/knowledge.db"))) as library:
        yield library


async def open_world(folder: ContentFolder, library: Library, at: str) -> World:
    database = Database(URL)
    await database.upgrade()
    return World(folder, FakeClock(datetime.fromisoformat(at).replace(tzinfo=UTC)), database, library)


async def test_restored_backup_sends_nothing_again_and_nothing_of_the_time_between(folder: ContentFolder, library: Library) -> None:
    world = await open_world(folder, library, "2026-11-08T00:00")
    world.write(rules=RULES, events=event("2026-11-20T09:00"))
    member = await world.join()
    await world.invoice(member, "2026-10-28")
    await world.switch_on()
    await world.run("2026-11-11T08:00", every=timedelta(hours=4))
    world.at("2026-11-11T09:00")
    await world.reminders.plan()  # the dues are queued, and not sent yet
    await asyncio.to_thread(back_up, URL, COPY)
    await world.run("2026-11-14T09:00", every=timedelta(hours=4))
    sent = await world.sent()
    await world.database.close()

    done = await restore(URL, COPY, actor="test", at=world.clock.now())
    after = await open_world(folder, library, "2026-11-14T09:01")
    await after.run("2026-11-18T00:00", every=timedelta(hours=4))
    again = await after.sent()
    await after.run("2026-11-21T00:00", every=timedelta(hours=4))
    later = await after.sent()
    await after.database.close()

    assert [line[17:] for line in sent] == ["dues 2026-0001 20261028 sita", "week assembly 20261120T0900Z sita"]
    assert (done.rules, done.deliveries) == (3, 1)
    assert again == []
    assert [line[17:] for line in later] == ["day assembly 20261120T0900Z sita"]


async def test_event_that_was_moved_since_the_backup_makes_no_word_after_the_restore(
    folder: ContentFolder, library: Library
) -> None:
    world = await open_world(folder, library, "2026-11-08T00:00")
    world.write(rules=RULES, events=event("2026-11-16T09:00"))
    await world.join()
    await world.switch_on()
    await world.run("2026-11-09T12:00")
    await asyncio.to_thread(back_up, URL, COPY)
    world.write(events=event("2026-11-20T09:00"))
    await world.database.close()

    await restore(URL, COPY, actor="test", at=world.clock.now())
    after = await open_world(folder, library, "2026-11-10T09:00")
    await after.run("2026-11-12T00:00", every=timedelta(hours=4))
    found = await after.states()
    await after.database.close()

    assert [key for key in found if "correction" in key] == []


async def test_question_that_was_open_in_the_backup_is_not_answered_weeks_later(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db"
    database, at = Database(url), datetime(2026, 11, 8, tzinfo=UTC)
    await database.upgrade()
    await SqlInbox(database).add("telegram", "1", "lane", "{}", at=at)
    await asyncio.to_thread(back_up, url, copy)
    await database.close()

    done = await restore(url, copy, actor="test", at=at)

    assert done.questions == 1


async def test_copy_is_whole_while_others_write(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db"
    database, at = Database(url), datetime(2026, 11, 8, tzinfo=UTC)
    await database.upgrade()
    inbox = SqlInbox(database)

    writing = asyncio.gather(*(inbox.add("telegram", str(number), "lane", "{}", at=at) for number in range(200)))
    await asyncio.to_thread(back_up, url, copy)
    await writing
    await database.close()

    restored = await restore(url, copy, actor="test", at=at)
    assert 0 <= restored.questions <= 200


@pytest.mark.parametrize(
    ("content", "said"), [(b"rubbish", "no backup of this program"), (b"", "no backup of this program"), (None, "there is no file")]
)
async def test_what_is_no_backup_replaces_nothing(tmp_path: Path, content: bytes | None, said: str) -> None:
    url, copy = f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db"
    database = Database(url)
    await database.upgrade()
    await database.close()
    before = (tmp_path / "a.db").read_bytes()
    _ = content is not None and copy.write_bytes(content)

    with pytest.raises(UsageError, match=said):
        await restore(url, copy, actor="test", at=datetime(2026, 11, 8, tzinfo=UTC))

    assert (tmp_path / "a.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if "restoring" in path.name) == []


async def test_backup_overwrites_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    database = Database(url)
    await database.upgrade()
    await database.close()
    (tmp_path / "b.db").write_text("precious")

    with pytest.raises(UsageError, match="is there already"):
        await asyncio.to_thread(back_up, url, tmp_path / "b.db")


async def test_other_databases_have_tools_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pg_dump"):
        await asyncio.to_thread(back_up, "postgresql://me@host/name", tmp_path / "b.db")
