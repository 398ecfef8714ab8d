"""An announcement with a file and a second language, written in Telegram, through the real process."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import load_settings
from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Role, Staff, Upsert
from tests.brief import Brief
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_state import SentMessage, User

pytestmark = pytest.mark.e2e

TOKEN = "1:TEST"
KIM, SITA, MINJI = 7001, 100_000, 100_001
PDF = b"%PDF-1.7 the programme " * 10_000


async def bring_in(brief: Brief, data_dir: Path) -> None:
    """Register a member with a reader of English and one of Korean, and somebody who may approve their own."""
    async with open_app(load_settings(_env_file=None, data_dir=data_dir, content_dir=brief.content)) as app:
        people = tuple(
            ContactRow(ContactDetails(f"Person {chat}", language=lang), (Account("telegram", str(chat)),))
            for chat, lang in ((SITA, "en"), (MINJI, "ko"))
        )
        city = Upsert(None, MemberDetails("demo-city", "Demo City", "local-government", "NP"), people)
        await app.registry.apply([city], actor="operator:test", at=app.clock.now())
        person = Staff(Account("telegram", str(KIM)), Role.ADMIN, "Kim")
        await app.links.set_staff(person, actor="operator:test", at=app.clock.now())


async def said(telegram: FakeTelegram, chat: int, fragment: str) -> SentMessage:
    """Return the last message to a chat that has a fragment, once there is one."""

    def look(telegram: FakeTelegram) -> list[SentMessage]:
        return [message for message in telegram.sent_to(chat) if fragment in message.text]

    return (await telegram.wait_for(look, timeout=20))[-1]


def tap(telegram: FakeTelegram, user: User, message: SentMessage, what: str) -> None:
    actions = [button["callback_data"] for button in message.buttons()]
    telegram.press(user, message, next(action for action in actions if action.split(":")[1] == what))


async def test_file_and_language_reach_who_they_are_for(brief: Brief, tmp_path: Path) -> None:
    async with FakeTelegram(token=TOKEN) as telegram:
        kim = telegram.user(id=KIM, first_name="Kim")
        for chat in (SITA, MINJI):
            telegram.user(id=chat)
        env = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": telegram.base_url, "ONE_PERSON_SECRETARIAT": "true"}
        bot = ServedBot(env, tmp_path, brief=brief)
        await bring_in(brief, tmp_path / "var")
        async with bot:
            for line, asked in (
                ("/announce", "Send me the text"),
                ("Dear all, the programme is here.", "its title"),
                ("Programme", "Who gets it?"),
                ("everyone", "This is how it looks"),
            ):
                telegram.say(kim, line)
                preview = await said(telegram, KIM, asked)
            tap(telegram, kim, preview, "file")
            await said(telegram, KIM, "Send me the file")
            telegram.send_document(kim, "programme.pdf", PDF)
            tap(telegram, kim, await said(telegram, KIM, "With it goes programme.pdf"), "languages")
            languages = await said(telegram, KIM, "In which language")
            telegram.press(kim, languages, languages.buttons()[0]["callback_data"])
            await said(telegram, KIM, "Send me the text in 한국어")
            telegram.say(kim, "여러분, 프로그램을 보내 드립니다.")
            await said(telegram, KIM, "title in 한국어")
            telegram.say(kim, "프로그램")
            tap(telegram, kim, await said(telegram, KIM, "In 한국어, for one person:"), "keep")
            tap(telegram, kim, await said(telegram, KIM, "asks you to approve"), "approve")
            tap(telegram, kim, await said(telegram, KIM, "is approved"), "send")
            tap(telegram, kim, await said(telegram, KIM, "That is everybody"), "everyone")
            await telegram.wait_for(lambda t: len(t.sent_to(SITA)) == len(t.sent_to(MINJI)) == 2, timeout=20)

    english, korean = telegram.sent_to(SITA), telegram.sent_to(MINJI)
    assert (english[0].text.split("\n\n")[:2], korean[0].text.split("\n\n")[:2]) == (
        ["Programme", "Dear all, the programme is here."],
        ["프로그램", "여러분, 프로그램을 보내 드립니다."],
    )
    assert [one.document.content for one in (english[1], korean[1]) if one.document] == [PDF, PDF]
