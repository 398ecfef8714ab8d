"""The outbox: the contract of `bot.outreach.outbox.Outbox`: what is claimed, when, and how fast."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.conversation import Address, File, Kind, Reply
from bot.outreach.outbox import Pace, PushKind, State
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.store.queued import LEASE, NOON, SECOND, chats, claim, draft, states


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
