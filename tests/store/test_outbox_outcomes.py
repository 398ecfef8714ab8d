"""The outbox: the contract of `bot.outreach.outbox.Outbox`: what becomes of what was claimed, stopped or forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.conversation import Address, File
from bot.outreach.outbox import Delivery, PushKind, State
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from bot.store.tables import deliveries, files, paces
from tests.store.queued import LEASE, NOON, SECOND, chats, claim, draft, states


async def test_message_goes_to_the_next_address_when_the_first_cannot_be_written_to(outbox: SqlOutbox) -> None:
    ways = (Address("telegram", "7"), Address("slack", "U7"), Address("email", "a@b"))
    await outbox.enqueue([replace(draft(1), addresses=ways)], at=NOON)
    [first] = await claim(outbox)

    went_on = await outbox.unreachable(first, "blocked", at=NOON)
    [second] = await claim(outbox, channel="slack")
    await outbox.unreachable(second, "gone", at=NOON)
    [third] = await claim(outbox, channel="email")
    ended = await outbox.unreachable(third, "no such mailbox", at=NOON)

    assert (went_on, ended) == (True, False)
    assert [first.to, second.to, third.to] == list(ways)
    assert (second.attempts, await states(outbox)) == (1, [State.UNREACHABLE])


async def test_address_that_cannot_be_written_to_is_passed_over_until_it_writes_to_us(outbox: SqlOutbox) -> None:
    seven = Address("telegram", "7")
    await outbox.lost(seven, "blocked", at=NOON)
    await outbox.enqueue([draft(7), replace(draft(1), addresses=(seven, Address("slack", "U7")))], at=NOON)

    passed = (await claim(outbox), chats(await claim(outbox, channel="slack")), await outbox.unreachable_addresses())
    await outbox.reachable(seven)
    await outbox.enqueue([draft(8, chat="7")], at=NOON)

    assert passed == ([], ["U7"], [seven])
    assert [row.reason for row in await outbox.rows("b")][:1] == ["blocked"]
    assert chats(await claim(outbox)) == ["7"]


async def test_conversation_that_moved_is_written_to_at_its_new_place(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, chat="-7"), draft(2, chat="-7")], at=NOON)
    [first] = await claim(outbox)

    await outbox.moved(Address("telegram", "-7"), Address("telegram", "-1007"))
    await outbox.requeue(first, "moved", not_before=NOON, at=NOON)

    assert chats(await claim(outbox, NOON + SECOND)) == ["-1007"]
    assert chats(await claim(outbox, NOON + 2 * SECOND)) == ["-1007"]


async def test_reminder_of_a_dead_process_is_repeated_once_then_left_to_the_secretariat(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, kind=PushKind.REMINDER)], at=NOON)
    seen = []
    for number in (0, 2, 4):
        await claim(outbox, NOON + number * LEASE)
        too_early = await outbox.recover(now=NOON + (number + 1) * LEASE, lease=LEASE)
        seen.append((too_early, await outbox.recover(now=NOON + (number + 1) * LEASE + SECOND, lease=LEASE)))

    assert seen == [((0, 0), (1, 0)), ((0, 0), (0, 1)), ((0, 0), (0, 0))]
    assert await states(outbox) == [State.UNCERTAIN]


async def test_reminder_that_had_to_wait_is_still_repeated_once(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, kind=PushKind.REMINDER)], at=NOON)
    for number in range(3):
        [delivery] = await claim(outbox, NOON + number * SECOND)
        await outbox.requeue(delivery, "503", not_before=NOON, at=NOON)
    await claim(outbox, NOON + 3 * SECOND)

    assert await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE) == (1, 0)


async def test_announcement_of_a_dead_process_waits_for_the_secretariat_who_may_send_it_again(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1), draft(2)], at=NOON)
    await claim(outbox)

    recovered = await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)
    before = await claim(outbox, NOON + 2 * LEASE)
    resent = await outbox.resolve("b", resend=True, at=NOON)

    assert (recovered, before, resent) == ((0, 2), [], 2)
    assert chats(await claim(outbox, NOON + 2 * LEASE)) == ["1", "2"]


async def test_what_became_uncertain_in_a_pause_leaves_when_it_is_sent_again_after_it(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1)], at=NOON)
    await claim(outbox)
    await outbox.hold("b", held=True)
    await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)
    await outbox.hold("b", held=False)

    await outbox.resolve("b", resend=True, at=NOON)

    assert chats(await claim(outbox, NOON + 2 * LEASE)) == ["1"]


async def test_announcement_that_the_secretariat_drops_is_failed(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1)], at=NOON)
    await claim(outbox)
    await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)

    assert (await outbox.resolve("b", resend=False, at=NOON), await states(outbox)) == (1, [State.FAILED])


async def test_lease_that_is_renewed_lasts(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1)], at=NOON)
    claimed = await claim(outbox)

    await outbox.renew(claimed, now=NOON + LEASE, lease=LEASE)

    assert await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE) == (0, 0)
    assert await outbox.recover(now=NOON + 2 * LEASE + SECOND, lease=LEASE) == (0, 1)


async def test_who_was_given_up_for_dead_changes_nothing_but_that_it_was_sent(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, kind=PushKind.REMINDER)], at=NOON)
    [old] = await claim(outbox)
    await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)
    await claim(outbox, NOON + 2 * LEASE)

    await outbox.requeue(old, "late", not_before=NOON, at=NOON)
    await outbox.give_up(old, State.FAILED, "late", at=NOON)
    await outbox.unreachable(old, "late", at=NOON)
    untouched = await states(outbox)
    await outbox.sent(old, "{}", at=NOON)

    assert (untouched, await states(outbox)) == ([State.SENDING], [State.SENT])


async def test_batch_that_is_paused_stays_even_what_comes_back_meanwhile(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1), draft(2)], at=NOON)
    [one] = await claim(outbox, most=1)

    await outbox.hold("b", held=True)
    await outbox.requeue(one, "429", not_before=NOON, at=NOON)
    paused = await claim(outbox)
    await outbox.hold("b", held=False)

    assert paused == []
    assert sorted(chats(await claim(outbox))) == ["1", "2"]


async def test_batch_that_is_cancelled_stays_so_even_what_comes_back_meanwhile(outbox: SqlOutbox) -> None:
    ways = (Address("telegram", "3"), Address("slack", "U3"))
    await outbox.enqueue([draft(1), draft(2), replace(draft(3), addresses=ways), draft(4), draft(5)], at=NOON)
    one, two, three, _ = await claim(outbox, most=4)

    withdrawn = await outbox.cancel("b", at=NOON)
    await outbox.requeue(one, "429", not_before=NOON, at=NOON)
    await outbox.sent(two, "{}", at=NOON)
    await outbox.unreachable(three, "blocked", at=NOON)
    await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)

    assert withdrawn == 1
    assert await states(outbox) == [State.CANCELLED, State.SENT, State.CANCELLED, State.UNCERTAIN, State.CANCELLED]


async def test_what_is_claimed_in_the_midst_of_a_cancellation_is_not_tried_again(database: Database) -> None:
    class Interrupted(SqlOutbox):
        claimed: tuple[Delivery, ...] = ()

        async def _change(self, *those: Any, **values: Any) -> int:
            changed = await super()._change(*those, **values)
            self.claimed += tuple(await claim(self))
            return changed

    outbox = Interrupted(database)
    await outbox.enqueue([draft(1)], at=NOON)

    await outbox.cancel("b", at=NOON)
    [one] = outbox.claimed
    await outbox.requeue(one, "429", not_before=NOON, at=NOON)

    assert await states(outbox) == [State.CANCELLED]


@pytest.mark.postgres
async def test_what_is_being_cancelled_is_not_claimed_by_another_process(postgres_url: str) -> None:
    database = Database(postgres_url)
    await database.upgrade()
    outbox = SqlOutbox(database)
    await outbox.enqueue([draft(1), replace(draft(2), batch="other")], at=NOON)

    async with database.writing() as connection:
        await connection.execute(update(deliveries).where(deliveries.c.batch == "b").values(state=State.CANCELLED.value))
        claimed = await asyncio.wait_for(claim(outbox), 10)
    left = await states(outbox)
    await database.close()

    assert (chats(claimed), left) == (["2"], [State.CANCELLED])


async def test_backlog_is_what_is_due_and_not_paused(outbox: SqlOutbox) -> None:
    later = replace(draft(1), not_before=NOON + SECOND)
    held = replace(draft(2), batch="held")
    await outbox.enqueue([later, held, draft(3), replace(draft(4), not_before=NOON - SECOND)], at=NOON)
    await outbox.hold("held", held=True)

    backlog = await outbox.backlog(now=NOON)

    assert {name: (one.due, one.since) for name, one in backlog.items()} == {"telegram": (2, NOON - SECOND)}
    assert await outbox.totals() == {("telegram", State.QUEUED): 4}


async def test_file_is_deleted_when_nothing_needs_it_any_more(outbox: SqlOutbox, database: Database) -> None:
    ended, waiting = (File(name, "text/plain", b"content") for name in ("ended.txt", "waiting.txt"))
    with_files = [replace(draft(1), message=replace(draft(1).message, file=ended)), draft(2)]
    with_files += [replace(draft(number), message=replace(draft(number).message, file=waiting)) for number in (3, 4)]
    await outbox.enqueue(with_files, at=NOON)
    for delivery in await claim(outbox, most=3):
        await outbox.sent(delivery, "{}", at=NOON)

    await outbox.forget_before(NOON)
    before = await kept_files(database)
    await outbox.forget_before(NOON + SECOND)
    after = await kept_files(database)

    assert (before, after) == (["ended.txt", "waiting.txt"], ["waiting.txt"])
    assert [delivery.message.file for delivery in await claim(outbox, NOON + SECOND)] == [waiting]


async def kept_files(database: Database) -> list[str]:
    async with database.connect() as connection:
        return sorted((await connection.execute(select(files.c.name))).scalars())


async def test_texts_of_what_ended_are_forgotten_and_never_sent_empty(outbox: SqlOutbox, database: Database) -> None:
    await outbox.enqueue([draft(1), draft(2), draft(3)], at=NOON)
    one, _ = await claim(outbox, most=2)
    await outbox.sent(one, "{}", at=NOON)
    await outbox.recover(now=NOON + 2 * LEASE, lease=LEASE)

    forgotten = await outbox.forget_before(NOON + timedelta(days=1))
    resent = await outbox.resolve("b", resend=True, at=NOON)

    async with database.connect() as connection:
        texts = [row.message != "" for row in await connection.execute(select(deliveries).order_by(deliveries.c.id))]
        left = (await connection.execute(select(paces))).all()
    assert (forgotten, resent, texts, left) == (2, 0, [False, False, True], [])
