"""What the platforms brought and is not handled yet: the contract of `bot.inbox.InboxRepository`."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.inbox import LEASE
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from bot.store.tables import inbox as table

NOON = datetime(2021, 10, 18, 12, 0, tzinfo=UTC)
LATER = NOON + LEASE + timedelta(seconds=1)


@pytest.fixture
def inbox(database: Database) -> SqlInbox:
    return SqlInbox(database)


async def add(inbox: SqlInbox, external_id: str, *, channel: str = "telegram", lane: str = "a") -> int:
    entry = await inbox.add(channel, external_id, lane, f"payload {external_id}", at=NOON)
    assert entry is not None
    return entry.id


async def waiting(inbox: SqlInbox, channel: str = "telegram") -> list[str]:
    return [entry.payload for entry in await inbox.take_up(channel, at=LATER)]


async def test_update_is_kept_as_it_came(inbox: SqlInbox) -> None:
    entry = await inbox.add("telegram", "1", "lane 7", '{"text": "회비 🏙️"}', at=NOON)

    assert entry is not None
    assert (entry.lane, entry.payload, entry.attempts) == ("lane 7", '{"text": "회비 🏙️"}', 0)
    assert await inbox.take_up("telegram", at=LATER) == [entry]


async def test_update_that_comes_again_is_not_kept_again(inbox: SqlInbox) -> None:
    await add(inbox, "1")

    again = await inbox.add("telegram", "1", "a", "other payload", at=NOON)

    assert again is None
    assert await waiting(inbox) == ["payload 1"]


async def test_update_that_comes_again_after_it_was_handled_is_still_known(inbox: SqlInbox) -> None:
    await inbox.finish(await add(inbox, "1"), at=NOON, failed=False)

    assert await inbox.add("telegram", "1", "a", "again", at=NOON) is None
    assert await waiting(inbox) == []


async def test_channels_have_ids_of_their_own(inbox: SqlInbox) -> None:
    await add(inbox, "1", channel="telegram")
    await add(inbox, "1", channel="slack")

    assert await waiting(inbox, "telegram") == ["payload 1"]
    assert await waiting(inbox, "slack") == ["payload 1"]


async def test_unhandled_updates_come_in_the_order_in_which_they_arrived(inbox: SqlInbox) -> None:
    ids = [await add(inbox, name) for name in ("9", "1", "5", "3")]
    await inbox.finish(ids[2], at=NOON, failed=False)

    assert await waiting(inbox) == ["payload 9", "payload 1", "payload 3"]


async def test_what_a_process_has_in_hand_is_taken_up_by_another_when_its_lease_ends_and_by_one_only(
    inbox: SqlInbox, database: Database
) -> None:
    await add(inbox, "1")
    other = SqlInbox(database)

    living = await other.take_up("telegram", at=NOON + LEASE)
    dead = await asyncio.gather(*(one.take_up("telegram", at=LATER) for one in (inbox, other)))

    assert living == []
    assert sorted(len(taken) for taken in dead) == [0, 1]


async def test_lease_that_is_renewed_lasts_and_one_that_is_released_is_over(inbox: SqlInbox) -> None:
    number, released = await add(inbox, "1"), await add(inbox, "2")

    await inbox.renew([number], at=NOON + LEASE)
    await inbox.release([released])

    assert await waiting(inbox) == ["payload 2"]


async def test_lease_that_the_clock_left_behind_in_the_future_is_over(inbox: SqlInbox) -> None:
    await add(inbox, "1")

    taken = await inbox.take_up("telegram", at=NOON - timedelta(hours=1))

    assert [entry.payload for entry in taken] == ["payload 1"]


async def test_only_process_on_sqlite_takes_up_at_its_start_what_its_earlier_life_had_in_hand(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await database.upgrade()
    await add(SqlInbox(database), "1")

    taken = await SqlInbox(database).take_up("telegram", at=NOON, starting=True)
    await database.close()

    assert [entry.payload for entry in taken] == ["payload 1"]


async def test_failed_attempts_are_counted(inbox: SqlInbox) -> None:
    number = await add(inbox, "1")

    await inbox.tried(number)
    await inbox.tried(number)

    (entry,) = await inbox.take_up("telegram", at=LATER)
    assert entry.attempts == 2


@pytest.mark.parametrize("failed", [False, True])
async def test_finished_update_drops_its_payload_and_keeps_its_id(inbox: SqlInbox, database: Database, failed: bool) -> None:
    await inbox.finish(await add(inbox, "1"), at=NOON, failed=failed)

    async with database.connect() as connection:
        (row,) = (await connection.execute(select(table))).all()
    assert (row.external_id, row.payload, row.failed, row.handled_at) == ("1", None, failed, NOON)


async def test_backlog_counts_what_all_channels_have_waiting(inbox: SqlInbox) -> None:
    await add(inbox, "1", channel="telegram")
    await add(inbox, "1", channel="slack")
    await inbox.finish(await add(inbox, "2"), at=NOON, failed=True)

    assert await inbox.backlog() == 2


async def test_empty_inbox_has_no_backlog(inbox: SqlInbox) -> None:
    assert await inbox.backlog() == 0


async def test_handled_updates_before_a_moment_are_forgotten_and_unhandled_ones_never(inbox: SqlInbox) -> None:
    await inbox.finish(await add(inbox, "old"), at=NOON - timedelta(seconds=1), failed=False)
    await inbox.finish(await add(inbox, "new"), at=NOON, failed=False)
    await add(inbox, "waiting")

    forgotten = await inbox.forget_before(NOON)

    assert forgotten == 1
    assert await inbox.add("telegram", "old", "a", "", at=NOON) is not None
    assert await inbox.add("telegram", "new", "a", "", at=NOON) is None
    assert await inbox.add("telegram", "waiting", "a", "", at=NOON) is None
