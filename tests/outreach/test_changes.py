"""Events that are moved, cancelled, renamed or gone: old reminders vanish, who was told gets a word, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import TemporaryDeliveryError
from bot.outreach.recipients import EventChoice
from tests.outreach.world import PACE, World, event, event_rule

RULES = event_rule("-7d", id="week", grace="2d") + event_rule("-1d")


@pytest.fixture
async def told(world: World) -> World:
    """Sita was told a week before; maya came later and was told of nothing."""
    world.write(rules=RULES, events=event("2026-11-16T09:00"))
    await world.join("sita")
    await world.switch_on()
    await world.run("2026-11-09T12:00")
    await world.join("maya", member="cascais")
    return world


async def left(world: World) -> list[str]:
    """Return what left after the first reminder, without the day."""
    return [line for line in await world.sent() if not line.startswith("2026-11-09 09:00")]


async def test_moved_event_is_corrected_to_whom_the_old_date_was_told(told: World) -> None:
    told.write(events=event("2026-11-20T10:00"))
    await told.reminders.plan()

    ((delivery, message),) = await told.deliver()
    await told.run("2026-11-21T00:00")

    assert (delivery.recipient, "20 November 2026, 10:00" in message.text) == ("email:sita@example.org", True)
    assert message.file is not None
    assert await left(told) == [
        "2026-11-09 12:00 correction assembly 1 sita",
        "2026-11-13 10:00 week assembly 20261120T1000Z sita",
        "2026-11-13 10:00 week assembly 20261120T1000Z maya",
        "2026-11-19 10:00 day assembly 20261120T1000Z sita",
        "2026-11-19 10:00 day assembly 20261120T1000Z maya",
    ]


async def test_event_moved_twice_is_corrected_twice_and_the_first_word_does_not_leave_late(told: World) -> None:
    told.write(events=event("2026-11-20T10:00"))
    await told.reminders.plan()
    told.write(events=event("2026-11-22T10:00"))
    await told.reminders.plan()

    texts = [message.text for _, message in await told.deliver()]
    told.clock.advance(timedelta(seconds=2))
    texts += [message.text for _, message in await told.deliver()]

    assert ["22 November" in text for text in texts] == [True]


async def test_event_moved_away_and_back_is_told_when_it_is_and_reminded_of_once(told: World) -> None:
    for starts in ("2026-11-20T09:00", "2026-11-16T09:00"):
        told.write(events=event(starts))
        await told.run(f"{told.clock.at + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    await told.run("2026-11-17T00:00")

    assert [line for line in await left(told) if line.endswith("sita") or "correction" in line] == [
        "2026-11-09 13:00 correction assembly 1 sita",
        "2026-11-09 14:00 correction assembly 2 sita",
        "2026-11-15 09:00 day assembly 20261116T0900Z sita",
    ]


async def test_reminder_that_waits_for_the_end_of_quiet_hours_vanishes_when_the_event_is_moved(world: World) -> None:
    world.write(rules=event_rule("-1d", "quiet: respected"), events=event("2026-11-10T06:00"))
    await world.join()
    await world.switch_on()
    await world.run("2026-11-09T07:00")

    world.write(events=event("2026-11-12T06:00"))
    await world.run("2026-11-10T12:00")

    assert await world.states() == {"day assembly 20261110T0600Z sita (withdrawn)": "cancelled"}


async def test_event_moved_nearer_is_told_while_that_is_of_use(world: World) -> None:
    world.write(rules=event_rule("-1d", grace="12h"), events=event("2026-11-10T15:00"))
    await world.join()
    await world.switch_on()
    await world.run("2026-11-09T13:00")

    world.write(events=event("2026-11-10T12:00"))
    await world.run("2026-11-09T14:00")

    assert await world.sent() == ["2026-11-09 14:00 day assembly 20261110T1200Z sita"]


async def test_cancelled_event_is_told_to_whom_it_was_announced_and_is_not_reminded_of(told: World) -> None:
    told.write(events=event("2026-11-16T09:00", "cancelled: true"))
    await told.reminders.plan()

    ((delivery, message),) = await told.deliver()
    await told.run("2026-11-17T00:00")

    assert (delivery.recipient, message.text.startswith("**Assembly does not take place.**")) == ("email:sita@example.org", True)
    assert await left(told) == ["2026-11-09 12:00 correction assembly 1 sita"]


async def test_event_that_takes_place_after_all_is_told_and_reminded_of_again(told: World) -> None:
    told.write(events=event("2026-11-16T09:00", "cancelled: true"))
    await told.run("2026-11-10T12:00")
    told.write(events=event("2026-11-16T09:00"))
    await told.run("2026-11-17T00:00")

    assert await left(told) == [
        "2026-11-09 13:00 correction assembly 1 sita",
        "2026-11-10 13:00 correction assembly 2 sita",
        "2026-11-15 09:00 day assembly 20261116T0900Z sita",
        "2026-11-15 09:00 day assembly 20261116T0900Z maya",
    ]


async def test_event_that_is_gone_is_told_after_a_quarter_of_an_hour(told: World) -> None:
    told.write(events="[]")
    await told.run("2026-11-09T12:14", every=timedelta(minutes=1))
    before = await left(told)
    await told.run("2026-11-09T12:17", every=timedelta(minutes=1))

    assert before == []
    assert await left(told) == ["2026-11-09 12:16 correction assembly 1 sita"]


async def test_event_that_is_missing_for_the_time_of_an_edit_makes_no_word_and_loses_no_reminder(told: World) -> None:
    told.at("2026-11-15T09:00")
    await told.reminders.plan()
    claimed = await told.outbox.claim("telegram", PACE, now=told.clock.now(), lease=timedelta(minutes=1))

    told.write(events="[]")
    with pytest.raises(TemporaryDeliveryError):
        await told.reminders.fresh(claimed[0])
    await told.reminders.plan()
    told.write(events=event("2026-11-16T09:00"))
    await told.run("2026-11-15T10:00")

    assert await told.reminders.fresh(claimed[0]) == claimed[0].message
    assert "correction" not in " ".join(await told.states())


async def test_event_that_gets_another_id_makes_no_word(told: World) -> None:
    told.write(events=event("2026-11-16T09:00", id="general-assembly"))
    await told.run("2026-11-10T12:00", every=timedelta(minutes=10))

    assert await left(told) == []


async def test_who_said_that_they_can_not_come_gets_no_word(told: World) -> None:
    await told.choose("sita", EventChoice(coming=False))
    told.write(events=event("2026-11-20T10:00"))
    await told.run("2026-11-10T12:00")

    assert await left(told) == []


async def test_date_of_what_has_taken_place_is_corrected_in_silence(told: World) -> None:
    await told.run("2026-11-17T00:00", every=timedelta(hours=3))
    before = await told.sent()

    told.write(events=event("2026-11-15T09:00"))
    await told.run("2026-11-18T00:00")

    assert await told.sent() == before


CLOSING = event_rule("0d", 'at: "09:00"', id="closing", anchor="registration-deadline")


@pytest.fixture
async def closing(world: World) -> World:
    """Sita was told in the morning that registration ends today; maya came later."""
    world.write(rules=CLOSING, events=event("2026-11-16T09:00", "registration_until: 2026-11-10"))
    await world.join("sita")
    await world.switch_on()
    await world.run("2026-11-10T10:00")
    await world.join("maya", member="cascais")
    return world


async def test_who_was_told_the_last_day_to_register_gets_a_word_when_it_is_moved(closing: World) -> None:
    closing.write(events=event("2026-11-16T09:00", "registration_until: 2026-11-13"))
    for planner in (closing.reminders, closing.another()):
        await planner.plan()

    ((delivery, message),) = await closing.deliver()
    await closing.run("2026-11-14T00:00")

    assert delivery.recipient == "email:sita@example.org"
    assert message.text == "Please note: registration for **Assembly** now ends 13 November 2026."
    assert [line.split()[2] for line in (await closing.sent())[2:]] == ["closing", "closing"]
    assert len(await closing.sent()) == 4


async def test_last_day_to_register_that_is_moved_there_and_back_is_told_as_it_is(closing: World) -> None:
    texts = []
    for day in ("13", "10", "12"):
        closing.write(events=event("2026-11-16T09:00", f"registration_until: 2026-11-{day}"))
        closing.clock.advance(timedelta(minutes=10))
        await closing.reminders.plan()
        texts += [message.text[-18:] for _, message in await closing.deliver()]

    assert texts == [" 13 November 2026.", " 10 November 2026.", " 12 November 2026."]


async def test_word_on_the_last_day_to_register_that_is_overtaken_does_not_leave(closing: World) -> None:
    for day in ("13", "12"):
        closing.write(events=event("2026-11-16T09:00", f"registration_until: 2026-11-{day}"))
        await closing.reminders.plan()

    texts = [message.text[-18:] for _, message in await closing.deliver()]
    closing.clock.advance(timedelta(seconds=2))
    texts += [message.text[-18:] for _, message in await closing.deliver()]

    assert texts == [" 12 November 2026."]


@pytest.mark.parametrize("closes", ["registration_until: 2026-11-09", "place: {en: Seoul, ko: 서울}"])
async def test_last_day_to_register_that_has_passed_or_is_gone_makes_no_word(closing: World, closes: str) -> None:
    closing.clock.advance(timedelta(days=1))
    closing.write(events=event("2026-11-16T09:00", closes))
    await closing.reminders.plan()

    assert len(await closing.states()) == 1


async def test_two_planners_correct_once(told: World) -> None:
    told.write(events=event("2026-11-20T10:00"))
    for planner in (told.reminders, told.another(), told.another()):
        await planner.plan()

    assert [key for key in await told.states() if key.startswith("correction")] == ["correction assembly 1 sita"]
