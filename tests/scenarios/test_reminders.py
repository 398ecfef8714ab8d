"""What people choose of reminders, by command and by button."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.conversation import Account, Reply
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails
from bot.outreach.recipients import EventChoice, Topic
from bot.outreach.wording import AWAY, COME, MUTE, REMIND
from tests.scenarios.membership import register, say

SITA = Account("telegram", "7")
KEY = "email:sita@dhulikhel.example"
ASSEMBLY = "general-assembly-2021"


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    """The services, on 1 October 2021; Sita speaks for Dhulikhel."""
    async with open_app(settings, now=datetime(2021, 10, 1, tzinfo=UTC), library=library) as opened:
        await register(opened, "dhulikhel-test", "Dhulikhel", (ContactDetails("Sita", "sita@dhulikhel.example"), SITA))
        yield opened


def labels(reply: Reply) -> dict[str, str]:
    return {choice.label: choice.action for choice in reply.choices}


async def test_settings_are_shown_with_buttons_that_change_them(app: App) -> None:
    before = await say(app, SITA, "/reminders")
    muted = await say(app, SITA, action=labels(before)["Turn off: event reminders"])
    hours = await say(app, SITA, action=labels(before)["Other quiet hours"])
    await say(app, SITA, action=labels(hours)["22:00–07:00"])
    channels = await say(app, SITA, action=labels(before)["Another channel"])
    after = await say(app, SITA, action=labels(channels)["Slack"])

    assert "- event reminders: on" in before.text
    assert "can't be turned off" in before.text
    assert muted.text == "Event reminders are turned off for you."
    assert [line in after.text for line in ("- event reminders: off", "- First on: Slack", "22:00–07:00")] == [True, True, True]
    chosen = await app.recipients.preferences(KEY)
    assert (chosen.channel, chosen.muted, chosen.quiet_from.hour) == ("slack", frozenset({Topic.EVENTS}), 22)


async def test_dues_are_turned_off_in_one_tap_and_it_says_what_still_comes(app: App) -> None:
    reply = await say(app, SITA, action="reminders:off:dues")

    assert reply.text == "Reminders of dues are turned off for you. Invoices and other statutory notices still reach you."
    assert (await app.recipients.preferences(KEY)).muted == {Topic.DUES}


async def test_what_is_turned_off_is_turned_on_again(app: App) -> None:
    off = await say(app, SITA, action="reminders:off:announcements")
    await say(app, SITA, action=labels(off)["Turn on: announcements"])

    assert (await app.recipients.preferences(KEY)).muted == frozenset()


async def test_settings_are_not_shown_in_a_group(app: App) -> None:
    assert (await say(app, SITA, "/reminders", private=False)).kind == "denied"


@pytest.mark.parametrize(
    "action", ["reminders:off:everything", "reminders:quiet:25:00-07:00", "reminders:channel:fax", "reminders:x"]
)
async def test_button_that_nobody_made_is_out_of_date(app: App, action: str) -> None:
    assert (await say(app, SITA, action=action)).kind == "error"


@pytest.mark.parametrize(
    ("pressed", "kept"),
    [
        ([COME], EventChoice(coming=True)),
        ([AWAY], EventChoice(coming=False)),
        ([MUTE], EventChoice(muted=True)),
        ([REMIND], EventChoice(reminded=True)),
        ([AWAY, COME], EventChoice(coming=True)),
        ([AWAY, REMIND], EventChoice(reminded=True)),
        ([REMIND, MUTE], EventChoice(muted=True)),
        ([COME, REMIND], EventChoice(reminded=True, coming=True)),
    ],
)
async def test_what_is_said_to_an_event_is_kept(app: App, pressed: list[str], kept: EventChoice) -> None:
    replies = [await say(app, SITA, action=f"{action}:{ASSEMBLY}") for action in pressed]

    assert {reply.kind for reply in replies} == {"done"}
    assert await app.recipients.event_choice(KEY, ASSEMBLY) == kept


async def test_answer_on_an_event_that_is_ahead_offers_a_reminder_and_one_that_is_over_does_not(app: App) -> None:
    ahead = await say(app, SITA, action=f"event:{ASSEMBLY}")
    over = await say(app, SITA, action="event:general-assembly-2014")

    assert labels(ahead)["Remind me of this event"] == f"bell:{ASSEMBLY}"
    assert "Remind me of this event" not in labels(over)


async def test_reminder_is_promised_only_where_rules_are_on(app: App) -> None:
    not_yet = await say(app, SITA, action=f"bell:{ASSEMBLY}")
    await app.reminders.turn_on([app.reminders.named("event-day")], actor="operator:test")
    promised = await say(app, SITA, action=f"bell:{ASSEMBLY}")

    assert not_yet.text.startswith("Noted. The secretariat has not switched")
    assert promised.text == "I'll remind you of 5th General Assembly."


async def test_stranger_can_be_reminded_on_a_channel_that_can_be_written_to(app: App) -> None:
    on_telegram = await say(app, Account("telegram", "99"), action=f"bell:{ASSEMBLY}")
    on_the_web = await say(app, Account("web", "visitor"), action=f"bell:{ASSEMBLY}")

    assert (on_telegram.kind, on_the_web.kind) == ("done", "denied")
    assert [one.person for one in await app.recipients.all() if "telegram:99" in one.person] == ["account:telegram:99"]


async def test_who_turned_event_reminders_off_is_asked_before_they_come_again(app: App) -> None:
    await say(app, SITA, action="reminders:off:events")
    reply = await say(app, SITA, action=f"bell:{ASSEMBLY}")

    assert (reply.kind, list(labels(reply))) == ("ask", ["Turn on: event reminders"])


async def test_event_that_is_over_takes_no_answers(app: App) -> None:
    assert (await say(app, SITA, action="come:general-assembly-2014")).kind == "error"


async def test_forgotten_person_leaves_no_wishes(app: App) -> None:
    await say(app, SITA, action="reminders:off:events")
    await say(app, SITA, action=f"come:{ASSEMBLY}")

    await say(app, SITA, action="forget:yes")

    assert (await app.recipients.preferences(KEY)).muted == frozenset()
    assert await app.recipients.event_choices(ASSEMBLY) == {}
