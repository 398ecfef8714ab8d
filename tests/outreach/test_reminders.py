"""What is due goes to whom it concerns, once, in time or not at all; on a real database, with a clock that is turned by hand."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.conversation import Account, Address, Kind, Reply
from bot.members.registry import Office, Status, Via
from bot.outreach.outbox import Draft, PushKind, State
from bot.outreach.recipients import EventChoice, Preferences, Topic
from tests.outreach.world import PACE, World, dues_rule, event, event_rule

NIGHT = Preferences(quiet_from=time(21), quiet_until=time(8))


async def test_event_is_told_a_day_and_an_hour_before(world: World) -> None:
    world.write(rules=event_rule("-1d") + event_rule("-1h", id="hour", grace="45m"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert await world.sent() == [
        "2026-11-09 09:00 day assembly 20261110T0900Z sita",
        "2026-11-10 08:00 hour assembly 20261110T0900Z sita",
    ]


@pytest.mark.parametrize(
    ("starts", "zone", "reader", "expected"),
    [
        ("2026-11-10T15:00", "Asia/Seoul", "America/New_York", "2026-11-09 06:00"),
        ("2026-03-29T10:00", "Europe/Berlin", "Europe/Berlin", "2026-03-28 09:00"),
        ("2026-10-25T10:00", "Europe/Berlin", "Europe/Berlin", "2026-10-24 08:00"),
        ("2026-03-29T10:00", "Europe/Berlin", "Asia/Seoul", "2026-03-28 08:00"),  # no change of the clocks in Seoul
        ("2028-03-01T10:00", "UTC", "UTC", "2028-02-29 10:00"),
    ],
)
async def test_reminder_leaves_at_the_same_hour_of_the_day_before(
    world: World, starts: str, zone: str, reader: str, expected: str
) -> None:
    world.at(f"{expected[:10]}T00:00")
    world.write(rules=event_rule("-1d"), events=event(starts, zone=zone))
    await world.join(zone=reader)
    await world.switch_on()

    await world.run(f"{expected[:10]}T23:59")

    assert [line[:16] for line in await world.sent()] == [expected]


async def test_event_of_a_whole_day_is_told_in_the_readers_morning(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10"))
    await world.join("sita", zone="Asia/Kathmandu")
    await world.join("maya", zone="America/New_York")
    await world.switch_on()

    await world.run("2026-11-11T00:00", every=timedelta(minutes=15))

    assert await world.sent() == [
        "2026-11-09 03:15 day assembly 20261110 sita",
        "2026-11-09 14:00 day assembly 20261110 maya",
    ]


async def test_event_of_which_only_the_month_is_known_is_never_told(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11"))
    await world.join()
    await world.switch_on()

    await world.run("2026-12-02T00:00", every=timedelta(hours=6))

    assert await world.states() == {}


async def test_last_day_to_register_is_told_in_the_morning(world: World) -> None:
    rule = event_rule("0d", "at: '09:00'", id="register", anchor="registration-deadline")
    world.write(rules=rule, events=event("2026-11-10T09:00", "registration_until: 2026-11-09"))
    await world.join()
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert await world.sent() == ["2026-11-09 09:00 register assembly 20261109 sita"]


async def test_quiet_hours_put_it_off_and_who_comes_can_be_woken(world: World) -> None:
    rule = event_rule("-1h", "quiet: unless-asked", id="hour", grace="45m")
    world.write(rules=rule + event_rule("-1d", "quiet: respected"), events=event("2026-11-10T06:00"))
    await world.join("sita")
    await world.join("maya")
    await world.prefer("maya", NIGHT)
    await world.prefer("sita", NIGHT)
    await world.switch_on()
    await world.choose("maya", EventChoice(coming=True))

    await world.run("2026-11-11T00:00")

    assert await world.sent() == [
        "2026-11-09 08:00 day assembly 20261110T0600Z sita",
        "2026-11-09 08:00 day assembly 20261110T0600Z maya",
        "2026-11-10 05:00 hour assembly 20261110T0600Z maya",
    ]
    assert (await world.states())["hour assembly 20261110T0600Z sita"] == "skipped"  # until eight it was quiet; at six it began


@pytest.mark.parametrize(
    ("choice", "muted", "told"),
    [
        (EventChoice(), frozenset[Topic](), True),
        (EventChoice(muted=True), frozenset[Topic](), False),
        (EventChoice(coming=False), frozenset[Topic](), False),
        (EventChoice(coming=True), frozenset[Topic](), True),
        (EventChoice(), frozenset({Topic.EVENTS}), False),
        (EventChoice(reminded=True), frozenset({Topic.EVENTS}), False),
        (EventChoice(), frozenset({Topic.DUES}), True),
    ],
)
async def test_people_decide_what_they_are_told(world: World, choice: EventChoice, muted: frozenset[Topic], told: bool) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.choose("sita", choice)
    await world.prefer("sita", Preferences(muted=muted, quiet_from=time(0), quiet_until=time(0)))
    await world.switch_on()

    await world.run("2026-11-11T00:00", every=timedelta(hours=3))

    assert len(await world.sent()) == told


async def test_what_is_muted_between_planning_and_sending_does_not_leave(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()

    await world.choose("sita", EventChoice(muted=True))
    await world.deliver()

    assert list((await world.states()).values()) == ["cancelled"]


@pytest.mark.parametrize(
    ("key", "topic"),
    [("announcement:1", Topic.ANNOUNCEMENTS), ("correction:event.assembly:1", Topic.EVENTS), ("deadline:event.x:1", Topic.EVENTS)],
)
async def test_whatever_is_muted_before_it_leaves_does_not_leave(world: World, key: str, topic: Topic) -> None:
    await world.join()
    person, message = "email:sita@example.org", Reply(Kind.ANSWER, "Webinar", "en")
    to = (Address("telegram", "100"),)
    draft = Draft(f"{key}:{person}", PushKind.ANNOUNCEMENT, key, person, to, message, world.clock.now() + timedelta(days=9))
    await world.outbox.enqueue([draft], at=world.clock.now())

    await world.prefer("sita", Preferences(muted=frozenset({topic})))
    world.clock.advance(timedelta(days=10))

    assert await world.deliver() == []


async def test_who_has_another_address_is_told_nothing_twice(world: World) -> None:
    world.write(rules=event_rule("-1d", grace="20h"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()
    await world.deliver()

    await world.readdress("sita", "shrestha@example.org")
    await world.run("2026-11-11T00:00")

    assert [line.split()[:3] for line in await world.sent()] == [["2026-11-09", "09:00", "day"]]


async def test_who_has_another_address_keeps_what_they_turned_off_and_gets_there_what_is_queued(world: World) -> None:
    world.write(rules=event_rule("-1d") + event_rule("-1h", id="hour", grace="45m"), events=event("2026-11-10T09:00"))
    await world.join(accounts=())
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()
    await world.prefer("sita", Preferences(muted=frozenset({Topic.ANNOUNCEMENTS})))

    await world.readdress("sita", "shrestha@example.org")
    (claimed,) = await world.outbox.claim("email", PACE, now=world.clock.now(), lease=timedelta(minutes=1))
    (person,) = await world.recipients.all()

    assert (claimed.to, claimed.recipient) == (Address("email", "shrestha@example.org"), "email:shrestha@example.org")
    assert (person.person, person.preferences.muted) == ("email:shrestha@example.org", frozenset({Topic.ANNOUNCEMENTS}))


@pytest.mark.parametrize("zones", [("UTC", "UTC"), ("UTC", "Africa/Tunis")])
async def test_one_chat_for_two_addresses_is_reminded_of_an_event_once(world: World, zones: tuple[str, str]) -> None:
    world.write(rules=event_rule("-1d", grace="20h"), events=event("2026-11-10"))
    await world.join("sita", accounts=(Account("telegram", "100"),), zone=zones[0])
    await world.join("awa", member="accra", accounts=(Account("telegram", "100"),), zone=zones[1])
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert len(await world.sent()) == 1


async def test_event_for_the_committee_is_told_to_those_who_hold_its_offices_now(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00", "audience: excom"))
    await world.join("sita", member="dhulikhel", offices=(Office("executive-committee", "2025"),))
    await world.join("maya", member="cascais", offices=(Office("president", "2019", "2022"),))
    await world.join("ines", member="peniche", status=Status.WITHDRAWN, offices=(Office("president", "2025"),))
    await world.switch_on()

    await world.run("2026-11-11T00:00", every=timedelta(hours=1))

    assert [line.split()[-1] for line in await world.sent()] == ["sita"]


@pytest.mark.parametrize(
    ("more", "prefers", "expected"),
    [
        ([], "", ["telegram", "slack", "email"]),
        (["channels: [slack, telegram]"], "", ["slack", "telegram"]),
        (["channels: [slack, telegram]"], "telegram", ["telegram", "slack"]),
        (["channels: [slack, telegram]"], "email", ["slack", "telegram"]),
        (["channels: [slack]", "statutory: true"], "", ["slack", "email"]),
        (["channels: [email]"], "", ["email"]),
    ],
)
async def test_rule_uses_its_channels_in_its_order_and_mail_last_where_it_is_statutory(
    world: World, more: list[str], prefers: str, expected: list[str]
) -> None:
    world.write(rules=dues_rule("+14d", *more))
    await world.switch_on()
    member = await world.join("sita")
    contact = (await world.registry.contacts(member.id))[0]
    await world.links.link(Account("slack", "U1"), contact.id, Via.IMPORT, actor="test", at=world.clock.now())
    await world.prefer("sita", Preferences(channel=prefers))
    await world.invoice(member, f"{world.clock.today():%Y-%m-%d}")

    found = [due async for due in world.reminders.forecast([world.reminders.named("dues")], world.clock.now() + timedelta(days=20))]

    assert [address.channel for due in found for address in due.addresses] == expected


async def test_person_whom_no_channel_of_a_rule_reaches_gets_nothing_of_it(world: World) -> None:
    world.write(rules=dues_rule("+14d", "channels: [slack]"))
    await world.switch_on()
    await world.invoice(await world.join("sita"), f"{world.clock.today():%Y-%m-%d}")

    world.clock.advance(timedelta(days=15))
    await world.reminders.plan()

    assert await world.states() == {}


@pytest.mark.parametrize(
    ("back_at", "state"),
    [("2026-11-09T20:59", State.SENT), ("2026-11-09T21:00", State.SKIPPED), ("2026-11-12T00:00", State.SKIPPED)],
)
async def test_after_an_outage_it_is_sent_while_it_is_of_use_and_else_recorded(world: World, back_at: str, state: State) -> None:
    world.write(rules=event_rule("-1d", grace="12h"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()

    world.at(back_at)
    await world.another().plan()
    await world.deliver()

    assert await world.states() == {"day assembly 20261110T0900Z sita": state.value}


async def test_two_planners_and_a_restart_double_nothing(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    world.at("2026-11-09T09:00")

    new = [await planner.plan() for planner in (world.reminders, world.another(), world.reminders, world.another())]

    assert new == [1, 0, 0, 0]


async def test_reader_who_moves_east_over_the_moment_is_told_all_the_same(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10"))
    await world.join(zone="America/New_York")
    await world.switch_on()
    await world.run("2026-11-09T08:00")

    await world.join(zone="Asia/Seoul")  # it is past nine in the morning there, and was not yet in New York
    await world.run("2026-11-09T10:00")

    assert [line[-4:] for line in await world.sent()] == ["sita"]


async def test_clock_that_jumps_back_and_forth_loses_and_doubles_nothing(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    for moment in ("2026-11-09T08:00", "2026-11-09T10:00", "2026-11-09T07:00", "2026-11-09T08:30", "2026-11-09T09:30"):
        world.at(moment)
        await world.reminders.plan()
        await world.deliver()

    assert await world.sent() == ["2026-11-09 10:00 day assembly 20261110T0900Z sita"]


async def test_message_of_an_event_has_its_file_its_buttons_and_the_readers_time(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join(zone="Asia/Seoul", language="ko")
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()

    ((_, message),) = await world.deliver()

    assert "18:00" in message.text
    assert message.text.startswith("총회")
    assert message.file is not None
    assert (message.file.name, b"DTSTART:20261110T090000Z" in message.file.content) == ("assembly.ics", True)
    assert [choice.action for choice in message.choices] == [
        "come:assembly",
        "away:assembly",
        "mute:assembly",
        "reminders:off:events",
        "reminders",
    ]


async def test_removed_contact_gets_nothing_that_is_queued(world: World) -> None:
    world.write(rules=event_rule("-1d") + dues_rule("+3d"), events=event("2026-11-10T09:00"))
    member = await world.join()
    await world.join("maya")
    await world.invoice(member, "2026-11-06")
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()

    (sita,) = await world.registry.contacts_at("sita@example.org")
    withdrawn = await world.links.remove_contact(sita, actor="operator:test", at=world.clock.now())

    assert withdrawn == 2
    assert {delivery.recipient for delivery, _ in await world.deliver()} == {"email:maya@example.org"}


async def test_who_is_reached_by_no_channel_that_is_set_up_is_reminded_once_one_is(world: World) -> None:
    world.write(rules=event_rule("-1d", grace="3h"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()

    world.reminders = world.another(channels=("slack",))
    await world.run("2026-11-09T10:00")
    assert await world.states() == {}

    world.reminders = world.another()
    await world.run("2026-11-09T11:00")
    assert await world.sent() == ["2026-11-09 11:00 day assembly 20261110T0900Z sita"]
