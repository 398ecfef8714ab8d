"""A reminder from the rule to the button, through the real process and a Bot API server, with a sudden death in between."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import load_settings
from bot.conversation import Account
from bot.members.registry import ContactDetails
from bot.outreach.recipients import EventChoice
from tests.brief import Brief
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram
from tests.scenarios.membership import register

pytestmark = pytest.mark.e2e

EVENT = """\
- id: webinar-soon
  names: {{en: Webinar on street lights, ko: 가로등 웨비나, es: Seminario sobre alumbrado}}
  kind: webinar
  starts: {starts}
  zone: UTC
  sources: [{{document: agenda-book-2021, section: Event Overview}}]
"""


def with_an_event(brief: Brief, folder: Path, starts: datetime) -> Brief:
    """Copy the brief content and add an event."""
    content = shutil.copytree(brief.content, folder / "content")
    (content / "events" / "soon.yaml").write_text(EVENT.format(starts=f"{starts:%Y-%m-%dT%H:%M}"), encoding="utf-8")
    return Brief(content, brief.started)


async def test_event_is_told_once_over_a_sudden_death_and_the_answer_is_counted(tmp_path: Path, brief: Brief) -> None:
    now = datetime.now(UTC)
    content = with_an_event(brief, tmp_path, now + timedelta(minutes=55))  # an hour before was five minutes ago
    async with FakeTelegram(token="1:TEST", username="test_bot") as telegram:
        maya = telegram.user(id=7, first_name="Maya", language_code="en")
        bot = ServedBot(telegram.env, tmp_path / "bot", brief=content)
        settings = load_settings(_env_file=None, data_dir=tmp_path / "bot" / "var", content_dir=content.content)
        async with open_app(settings, now=now - timedelta(hours=2)) as app:
            person = ContactDetails("Maya", "maya@example.org", zone="Asia/Kathmandu")
            await register(app, "test-town", "Test Town", (person, Account("telegram", "7")))
            await app.recipients.choose_event(
                "email:maya@example.org", "webinar-soon", EventChoice(coming=True), at=app.clock.now()
            )
            await app.reminders.turn_on([app.reminders.named("event-hour")], actor="operator:test")

        async with bot:
            telegram.say(maya, "/help")
            told = await telegram.wait_for(lambda t: [one for one in t.sent_to(7) if "In an hour" in one.text], timeout=30)
            await bot.kill()
            await bot.start()
            telegram.press(maya, told[0], "away:webinar-soon")
            answered = await telegram.wait_for(lambda t: [one for one in t.sent_to(7) if "can't come" in one.text], timeout=30)

        assert ("street lights" in told[0].text, "Kathmandu" in told[0].text) == (True, True)
        assert answered
        assert sum("In an hour" in one.text for one in telegram.sent_to(7)) == 1
        async with open_app(settings) as app:
            choice = (await app.recipients.event_choices("webinar-soon"))["email:maya@example.org"]
            assert choice.coming is False
