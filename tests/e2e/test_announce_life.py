"""The life of an announcement, from the form to its recall, through the real process and both platforms' peers."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.config import load_settings
from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Role, Staff, Upsert
from tests.brief import Brief
from tests.e2e.local_slack import BINARY, MISSING, PEOPLE, LocalSlack
from tests.e2e.mailing import mailing
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_state import SentMessage, User

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not BINARY.exists(), reason=MISSING)]

Json = dict[str, Any]
EUN, READER, ROOT_ADMIN = PEOPLE[:3]
KIM, FIRST, TELEGRAM_READERS = 7002, 100_000, 12
SEGMENT = "member:demo-city"
TEXT = "Dear {name|colleague},\nthe meeting is on Monday."


@dataclass
class World:
    """The association's chats, and the assistant in them."""

    telegram: FakeTelegram
    slack: LocalSlack
    bot: ServedBot

    def readers(self) -> list[str]:
        """Return what the readers on Telegram have."""
        return [message.text for message in self.telegram.sent if message.chat_id >= FIRST]

    async def slack_says(self, person: str, fragment: str) -> Json:
        """Return the last message to a person that has a fragment, once there is one."""
        channel = self.slack.direct(person)
        found = await self.slack.wait_for_answers(channel, 1, fragment=fragment)
        return found[-1]

    async def press(self, person: str, message: Json, what: str) -> None:
        buttons = [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]
        await self.slack.press(person, message, next(one for one in buttons if one["value"].split(":")[1] == what))

    async def telegram_says(self, chat: int, fragment: str) -> SentMessage:
        """Return the last message to a chat that has a fragment, once there is one."""

        def look(telegram: FakeTelegram) -> list[SentMessage]:
            return [message for message in telegram.sent_to(chat) if fragment in message.text]

        return (await self.telegram.wait_for(look, timeout=20))[-1]

    def tap(self, user: User, message: SentMessage, what: str) -> None:
        assert message.reply_markup is not None
        rows = message.reply_markup["inline_keyboard"]
        data = next(one["callback_data"] for row in rows for one in row if one["callback_data"].split(":")[1] == what)
        self.telegram.press(user, message, data)


async def bring_in(telegram: FakeTelegram, brief: Brief, data_dir: Path) -> None:
    """Register a member with contacts on both platforms, and three people of the secretariat."""
    async with open_app(load_settings(_env_file=None, data_dir=data_dir, content_dir=brief.content)) as app:
        chats = [telegram.user(id=FIRST + number).id for number in range(TELEGRAM_READERS)]
        accounts = [Account("slack", READER), *(Account("telegram", str(chat)) for chat in chats)]
        people = tuple(ContactRow(ContactDetails(f"Person {account.user_id}"), (account,)) for account in accounts)
        city = MemberDetails("demo-city", "Demo City", "local-government", "NP")
        other = MemberDetails("other-city", "Other City", "local-government", "NP")
        stranger = ContactRow(ContactDetails("Left out"), (Account("telegram", str(telegram.user(id=5).id)),))
        wanted = [Upsert(None, city, people), Upsert(None, other, (stranger,))]
        await app.registry.apply(wanted, actor="operator:test", at=app.clock.now())
        for account, role, name in (
            (Account("slack", EUN), Role.STAFF, "Eun"),
            (Account("telegram", str(KIM)), Role.APPROVER, "Kim"),
            (Account("slack", ROOT_ADMIN), Role.ADMIN, "Root"),
        ):
            await app.links.set_staff(Staff(account, role, name), actor="operator:test", at=app.clock.now())


@pytest.fixture
async def world(brief: Brief, tmp_path: Path) -> AsyncIterator[World]:
    async with FakeTelegram(token="1:TEST") as telegram, LocalSlack(tmp_path / "peer", events_to=None) as slack:
        env = {**slack.env, **telegram.env, "TELEGRAM_RATE": "4"}
        bot = ServedBot(env, tmp_path, brief=brief)
        await bring_in(telegram, brief, tmp_path / "var")
        async with bot:
            yield World(telegram, slack, bot)


async def test_from_the_form_in_slack_over_the_kill_to_the_recall(world: World, tmp_path: Path) -> None:
    telegram, slack = world.telegram, world.slack
    kim = telegram.user(id=KIM, first_name="Kim")

    # Eun writes it in Slack, Kim approves it on Telegram.
    await slack.command(EUN, "announce")
    await slack.wait_for_calls("views.open", bool)
    wrong = await slack.fill_in(EUN, {"title": "Meeting", "text": "Dear {nmae}", "segment": "member:demo", "when": "now"})
    right = await slack.fill_in(EUN, {"title": "Meeting", "text": TEXT, "segment": SEGMENT, "when": "now"})
    await world.press(EUN, await world.slack_says(EUN, "This is how it looks:"), "keep")
    world.tap(kim, await world.telegram_says(KIM, "asks you to approve announcement 1."), "approve")
    await world.press(EUN, await world.slack_says(EUN, "is approved."), "send")

    # It is paused in the middle, the process dies, and it goes on.
    board = await world.slack_says(EUN, "Announcement 1, Meeting: being sent.")
    await telegram.wait_for(lambda _: len(world.readers()) >= 2, timeout=20)
    await world.press(EUN, board, "pause")
    await world.slack_says(EUN, "Announcement 1, Meeting: paused.")
    async with mailing(tmp_path / "var") as post:
        await post.wait_until_nothing_is_under_way()
    await world.bot.kill()
    arrived_before = len(world.readers())
    await world.bot.start()
    paused = await board_says(world, board, "paused.")
    arrived_while_paused = len(world.readers())
    await world.press(EUN, paused, "resume")
    await telegram.wait_for(lambda _: len(world.readers()) >= TELEGRAM_READERS - 1, timeout=30)
    await world.bot.run("announce", "status", "1", "--watch")

    # What came of it.
    done = await board_says(world, board, "done.")
    first = next(message for message in telegram.sent if message.chat_id >= FIRST)
    telegram.react(telegram.user(id=first.chat_id), first, "👍")
    await slack.react(READER, await world.slack_says(READER, "the meeting is on Monday."), "+1")
    await world.bot.wait_until_idle()
    telegram.say(kim, "/announce 1")
    report = await world.telegram_says(KIM, "Reactions: 👍 2")
    await world.bot.run("announce", "report", "1", "--csv", "report.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))

    # Kim corrects it on Telegram, Root approves that in Slack.
    world.tap(kim, report, "correct")
    await world.telegram_says(KIM, "in the place of announcement 1, in one message")
    telegram.say(kim, TEXT.replace("Monday", "Tuesday"))
    await world.telegram_says(KIM, "And its title, in a few words?")
    telegram.say(kim, "Meeting, corrected")
    world.tap(kim, await world.telegram_says(KIM, "It takes the place of announcement 1"), "keep")
    asked = await world.slack_says(ROOT_ADMIN, "Kim asks you to approve announcement 2, which corrects announcement 1.")
    await world.press(ROOT_ADMIN, asked, "approve")
    world.tap(kim, await world.telegram_says(KIM, "Announcement 2, “Meeting, corrected”, is approved."), "place")
    corrected = await world.telegram_says(KIM, "Announcement 1, Meeting, is corrected.")
    texts = world.readers()
    on_slack = await world.slack_says(READER, "Meeting, corrected")

    # Eun takes it back from the message that showed the progress.
    await world.press(EUN, done, "recall")
    await world.press(EUN, await world.slack_says(EUN, "Take back announcement 1"), "takeback")
    recalled = await world.slack_says(EUN, "Announcement 1, Meeting, is taken back.")

    assert wrong == {
        "text": "There is no variable {nmae}; there are {name}, {member}, {amount_due}, {local_time}.",
        "segment": "There is no “member:demo”; there are demo-city, other-city.",
    }
    assert right == {}
    assert arrived_while_paused == arrived_before < TELEGRAM_READERS
    assert [row["state"] for row in rows] == ["sent"] * (TELEGRAM_READERS + 1)
    assert sorted(row["reactions"] for row in rows)[-3:] == ["", "👍", "👍"]
    assert f"{len(rows)} delivered" in done["text"]
    assert len(texts) == len(set(texts))
    assert [text for text in texts if "Tuesday" not in text] == []
    assert f"{len(rows)} corrected" in corrected.text
    assert on_slack["text"].startswith("Meeting, corrected\n\nDear Person")
    assert f"{len(rows)} taken back" in recalled["text"]
    assert [text for text in world.readers() if "Tuesday" in text] == []
    assert [said for said in await slack.answers(slack.direct(READER)) if "meeting" in said["text"]] == []
    assert await boards(world) == [board["ts"]]


async def board_says(world: World, board: Json, fragment: str) -> Json:
    """Return the message with the progress, once it has a fragment."""
    found = await world.slack.wait_for_answers(board["channel"], 1, fragment=fragment, ts=board["ts"])
    return found[0]


async def boards(world: World) -> list[str]:
    """Return which messages were edited: the one that shows the progress, and no other."""
    edited = [call["detail"] for call in await world.slack.calls("chat.update")]
    return sorted({call["ts"] for call in edited if call["channel"] == world.slack.direct(EUN)})
