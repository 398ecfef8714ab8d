"""An announcement to 300 contacts from the file to the report: the real command line, the real process killed in the middle."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import load_settings
from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Role, Staff, Upsert
from tests.brief import Brief
from tests.e2e.mailing import FIRST_CHAT, mailing
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.e2e

RECIPIENTS = 300
WRITER, APPROVER = 7001, 7002
TEXT = "---\ntitle: Annual meeting\nsegment: member:demo-city\n---\nDear {name}, {member} is invited.\n"


async def bring_in(telegram: FakeTelegram, brief: Brief, data_dir: Path) -> None:
    """Register a member with 300 contacts on Telegram, and two people of the secretariat."""
    async with open_app(load_settings(_env_file=None, data_dir=data_dir, content_dir=brief.content)) as app:
        chats = [telegram.user(id=FIRST_CHAT + number).id for number in range(RECIPIENTS)]
        people = [ContactRow(ContactDetails(f"Person {chat}"), (Account("telegram", str(chat)),)) for chat in chats]
        city = MemberDetails("demo-city", "Demo City", "local-government", "NP")
        await app.registry.apply([Upsert(None, city, tuple(people))], actor="operator:test", at=app.clock.now())
        for chat, role in ((WRITER, Role.STAFF), (APPROVER, Role.APPROVER)):
            account = Account("telegram", str(telegram.user(id=chat).id))
            await app.links.set_staff(Staff(account, role, "Kim"), actor="operator:test", at=app.clock.now())


async def test_announcement_survives_the_kill_and_its_report_is_right(telegram: FakeTelegram, brief: Brief, tmp_path: Path) -> None:
    env = {**telegram.env, "TELEGRAM_RATE": "300"}
    bot = ServedBot(env, tmp_path, brief=brief)
    data_dir = tmp_path / "var"
    await bring_in(telegram, brief, data_dir)
    (tmp_path / "meeting.md").write_text(TEXT, encoding="utf-8")

    async with bot, mailing(data_dir) as post:
        await bot.run("announce", "draft", "meeting.md", "--as", f"telegram:{WRITER}")
        await bot.run("announce", "approve", "1", "--as", f"telegram:{APPROVER}")
        await bot.run("announce", "send", "1", "--yes", "--everyone", "--as", f"telegram:{WRITER}")
        await telegram.wait_for(lambda t: len(t.sent) >= RECIPIENTS // 3, timeout=30)
        await bot.kill()
        post.end_leases()
        await bot.start()
        await post.wait_until_finished()
        doubtful = post.states()["uncertain"]
        followed = await bot.run("announce", "status", "1", "--watch")
        await bot.run("announce", "resolve", "1", "--resend")
        await post.wait_until_finished()
        had = Counter(message.chat_id for message in telegram.sent if message.chat_id != WRITER)
        await telegram.wait_for(lambda t: "Announcement 1, Annual meeting: done." in t.texts(WRITER)[-1], timeout=40)
        texts = {message.text for message in telegram.sent if message.chat_id != WRITER}
        await bot.run("announce", "report", "1", "--csv", "report.csv")
        await bot.run("announce", "recall", "1", "--yes")
        recalled = await bot.run("announce", "status", "1", "--watch")
        told = telegram.texts(WRITER)
        kept = {message.chat_id for message in telegram.sent if message.chat_id != WRITER}

    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))
    assert Counter(row["state"] for row in rows) == {"sent": RECIPIENTS}
    assert sorted(had) == [FIRST_CHAT + number for number in range(RECIPIENTS)]
    assert max(had.values()) <= 2
    assert sum(count == 2 for count in had.values()) <= doubtful
    assert f"Dear Person {FIRST_CHAT}, Demo City is invited." in next(text for text in texts if f"Person {FIRST_CHAT}," in text)
    assert not [text for text in texts if "{" in text]
    assert "Announcement 1: done" in followed
    assert [line.split() for line in recalled.splitlines() if "recalled" in line] == [["│", "recalled", "│", str(RECIPIENTS), "│"]]
    assert len(told) <= 2  # the progress; and the report by itself, if nobody knows whether that arrived
    assert kept == {chat for chat, count in had.items() if count > 1}  # of the first of two nobody has a receipt
