"""The outbox: the contract of `bot.outreach.outbox.Outbox`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.conversation import Address, File, Kind, Reply
from bot.outreach.outbox import Delivery, Draft, Pace, PushKind, State
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from bot.store.tables import deliveries, files, paces

NOON = datetime(2021, 10, 18, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
FAST = Pace(1000, chat_gap=0, group_gap=0)
SECOND = timedelta(seconds=1)


@pytest.fixture
def outbox(database: Database) -> SqlOutbox:
    return SqlOutbox(database)


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


async def test_message_is_claimed_as_it_was_queued(outbox: SqlOutbox) -> None:
    file = File("a.ics", "text/calendar", b"\x00\xff")
    queued = replace(draft(1), message=Reply(Kind.ANSWER, "회비 **now**", "ko", note="small", file=file))
    await outbox.enqueue([queued], at=NOON)

    [claimed] = await claim(outbox)

    assert (claimed.key, claimed.message, claimed.to) == ("k1", queued.message, Address("telegram", "1"))
    assert (claimed.attempts, claimed.doubts, claimed.others) == (1, 0, ())


async def test_second_draft_with_a_key_is_dropped_even_after_the_first_was_sent(outbox: SqlOutbox) -> None:
    first = await outbox.enqueue([draft(1), draft(2)], at=NOON)
    [one, _] = await claim(outbox)
    await outbox.sent(one, "{}", at=NOON)

    again = await outbox.enqueue([draft(1), draft(2), draft(3)], at=NOON)

    assert (first, again) == (2, 1)
    assert await states(outbox) == [State.SENT, State.SENDING, State.QUEUED]


async def test_messages_of_many_drafts_are_not_mixed_up(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(number, text=f"for {number}") for number in range(1100)], at=NOON)

    claimed = await claim(outbox, pace=Pace(100_000), most=2000)

    assert {delivery.to.conversation_id: delivery.message.text for delivery in claimed} == {
        str(number): f"for {number}" for number in range(1100)
    }


async def test_claimed_delivery_is_not_claimed_again(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1)], at=NOON)

    assert (chats(await claim(outbox)), chats(await claim(outbox))) == (["1"], [])


async def test_notices_leave_before_reminders_before_announcements(outbox: SqlOutbox) -> None:
    kinds = (PushKind.ANNOUNCEMENT, PushKind.REMINDER, PushKind.NOTICE)
    await outbox.enqueue([draft(number, kind=kind) for number, kind in enumerate(kinds)], at=NOON)

    assert chats(await claim(outbox)) == ["2", "1", "0"]


async def test_nothing_leaves_before_it_is_due(outbox: SqlOutbox) -> None:
    await outbox.enqueue([replace(draft(1), not_before=NOON + SECOND)], at=NOON)

    assert chats(await claim(outbox)) == []
    assert chats(await claim(outbox, NOON + SECOND)) == ["1"]


async def test_expired_delivery_is_skipped_when_it_is_met_and_when_nobody_claims_it(outbox: SqlOutbox) -> None:
    drafts = [draft(1), replace(draft(2), addresses=(Address("email", "a@b"),))]
    await outbox.enqueue([replace(one, expires_at=NOON + SECOND) for one in drafts], at=NOON)

    claimed = await claim(outbox, NOON + SECOND)
    met = await states(outbox)
    await outbox.recover(now=NOON + SECOND, lease=LEASE)

    assert (claimed, met) == ([], [State.SKIPPED, State.QUEUED])
    assert await states(outbox) == [State.SKIPPED, State.SKIPPED]


@pytest.mark.parametrize("rate", [0.5, 1, 5, 29.5])
async def test_no_more_leaves_than_the_rate_allows_whoever_claims(database: Database, rate: float) -> None:
    couriers = [SqlOutbox(database), SqlOutbox(database)]
    await couriers[0].enqueue([draft(number) for number in range(200)], at=NOON)

    left: list[datetime] = []
    for step in range(80):
        now = NOON + step * timedelta(milliseconds=50)
        left += [delivery.send_at for delivery in await claim(couriers[step % 2], now, pace=Pace(rate))]

    gaps = [(after - before).total_seconds() for before, after in pairwise(left)]
    assert len(left) == pytest.approx(1 + 4.3 * rate, abs=2)
    assert min(gaps, default=1 / rate) == pytest.approx(1 / rate, rel=0.01)


@pytest.mark.parametrize(("late", "left"), [(0.0, 3), (0.2, 5), (0.29, 6), (5.0, 3)])
async def test_courier_that_wakes_late_makes_up_for_it_but_not_for_a_silence(outbox: SqlOutbox, late: float, left: int) -> None:
    await outbox.enqueue([draft(number) for number in range(50)], at=NOON)
    first = await claim(outbox, pace=Pace(10), most=1)
    due = first[0].send_at + timedelta(seconds=0.1)

    claimed = await claim(outbox, due + timedelta(seconds=late), pace=Pace(10))

    assert len(claimed) == left


async def test_what_left_unclaimed_is_taken_off_the_rate(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(number) for number in range(50)], at=NOON)
    await claim(outbox, pace=Pace(10), most=1)

    claimed = await claim(outbox, NOON + SECOND, pace=Pace(10), used=2)

    assert claimed[0].send_at == NOON + SECOND + 2 * timedelta(seconds=0.1)


async def test_conversation_gets_one_message_a_second_and_a_group_one_in_three(outbox: SqlOutbox) -> None:
    pace = Pace(1000, chat_gap=1, group_gap=3)
    await outbox.enqueue([draft(number, chat="7" if number % 2 else "-7") for number in range(8)], at=NOON)

    got = [sorted(chats(await claim(outbox, NOON + number * 1.01 * SECOND, pace=pace))) for number in range(5)]

    assert got == [["-7", "7"], ["7"], ["7"], ["-7", "7"], []]


async def test_conversation_that_is_nearly_ready_gets_its_next_message_on_time(outbox: SqlOutbox) -> None:
    pace = Pace(10, chat_gap=1)
    await outbox.enqueue([*(draft(number, chat="77") for number in range(2)), *(draft(number) for number in range(2, 20))], at=NOON)
    before = [one for number in range(3) for one in await claim(outbox, NOON + number * 0.3 * SECOND, pace=pace)]

    claimed = await claim(outbox, NOON + 0.85 * SECOND, pace=pace)

    assert chats(before) == ["77", *(str(number) for number in range(2, 10))]
    assert [(one.to.conversation_id, one.send_at - NOON) for one in claimed] == [
        ("10", 0.9 * SECOND),
        ("77", 1.0 * SECOND),
        ("11", 1.1 * SECOND),
    ]


async def test_conversation_that_is_alone_waits_for_its_own_moment(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(number, chat="7") for number in range(2)], at=NOON)
    await claim(outbox, pace=Pace(10, chat_gap=1))

    early = await claim(outbox, NOON + 0.5 * SECOND, pace=Pace(10, chat_gap=1))
    claimed = await claim(outbox, NOON + 0.75 * SECOND, pace=Pace(10, chat_gap=1))

    assert (early, [one.send_at - NOON for one in claimed]) == ([], [SECOND])


async def test_much_for_one_conversation_takes_no_room_from_the_others(outbox: SqlOutbox) -> None:
    crowd = [draft(number, kind=PushKind.NOTICE, chat="-7") for number in range(100)]
    await outbox.enqueue([*crowd, *(draft(number) for number in range(100, 110))], at=NOON)

    claimed = await claim(outbox, most=11)

    assert chats(claimed) == ["-7", *(str(number) for number in range(100, 110))]


async def test_clock_that_is_set_back_by_an_hour_stops_nothing(outbox: SqlOutbox) -> None:
    await outbox.enqueue([replace(draft(number, chat="7"), not_before=NOON - timedelta(hours=2)) for number in range(2)], at=NOON)
    await claim(outbox, pace=Pace(1))

    claimed = await claim(outbox, NOON - timedelta(hours=1), pace=Pace(1))

    assert [(delivery.to.conversation_id, delivery.send_at) for delivery in claimed] == [("7", NOON - timedelta(hours=1))]


async def test_lease_that_the_clock_left_behind_in_the_future_is_over(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, kind=PushKind.REMINDER)], at=NOON)
    await claim(outbox)

    assert await outbox.recover(now=NOON - timedelta(hours=1), lease=LEASE) == (1, 0)


async def test_channel_that_is_slowed_down_holds_up_no_other(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1), replace(draft(2), addresses=(Address("slack", "U1"),))], at=NOON)

    await outbox.slow_down("telegram", NOON + 30 * SECOND, now=NOON)

    assert chats(await claim(outbox, NOON + 29 * SECOND)) == []
    assert chats(await claim(outbox, channel="slack")) == ["U1"]
    assert chats(await claim(outbox, NOON + 30 * SECOND)) == ["1"]


async def test_conversation_that_is_slowed_down_holds_up_no_other(outbox: SqlOutbox) -> None:
    await outbox.enqueue([draft(1, chat="-7"), draft(2)], at=NOON)

    await outbox.slow_down("telegram", NOON + 30 * SECOND, now=NOON, conversation_id="-7")

    assert chats(await claim(outbox)) == ["2"]
    assert chats(await claim(outbox, NOON + 30 * SECOND)) == ["-7"]


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
