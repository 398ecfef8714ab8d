"""Staff hear of a channel that is refused, on the other ones, once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import App
from bot.conversation import Account, Address
from bot.members.registry import Role, Staff
from bot.outreach.alarm import Alarm
from bot.outreach.outbox import Pace, PushKind
from tests.fakes.clock import FakeClock


async def test_staff_are_told_once_a_day_where_the_word_can_reach_them(app: App, clock: FakeClock) -> None:
    for channel in ("telegram", "slack", "web"):
        person = Staff(Account(channel, f"{channel}-7"), Role.STAFF, "Sita")
        await app.links.set_staff(person, actor="test", at=clock.now())
    alarm = Alarm(app.outbox, app.links, app.library, ["telegram", "slack"], clock)

    for _ in range(2):
        await alarm.channel_refused("telegram", "TELEGRAM_BOT_TOKEN is refused")
    clock.advance(timedelta(days=1))
    await alarm.channel_refused("telegram", "TELEGRAM_BOT_TOKEN is refused")

    rows = await app.outbox.rows("notice:refused:telegram")
    assert [row.to for row in rows] == [Address("slack", "slack-7")] * 2


@pytest.mark.parametrize(
    ("channel", "start"),
    [
        ("telegram", "Telegram refuses the assistant:"),
        ("email", "The assistant can't use the mail server: no mail can be sent."),
    ],
)
async def test_the_word_names_the_channel_and_how_to_mend_it(app: App, clock: FakeClock, channel: str, start: str) -> None:
    await app.links.set_staff(Staff(Account("slack", "U7"), Role.STAFF, "Sita"), actor="test", at=clock.now())
    alarm = Alarm(app.outbox, app.links, app.library, ["slack"], clock)

    await alarm.channel_refused(channel, "copy it again")

    [told] = await app.outbox.claim("slack", Pace(1), now=clock.now(), lease=timedelta(minutes=1))
    assert told.kind is PushKind.NOTICE
    assert told.message.text.startswith(start)
    assert told.message.note == "copy it again"
