"""Times that the reader's own client shows, where it can: by Telegram's entity, by Slack's mark, else as they are written."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from telegram import Bot

from bot.channels import slack_view
from bot.channels.base import NoTraffic
from bot.channels.rendering import plain, web_html
from bot.channels.telegram_request import TelegramRequest
from bot.channels.telegram_sending import TelegramSender
from bot.conversation import Address, Kind, Reply
from bot.errors import MessageRejectedError
from bot.knowledge.library import Library
from bot.knowledge.text import with_times_in_links
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

TOKEN = "1:TEST"
STARTS, ENDS = (datetime(2026, 12, 1, hour, tzinfo=ZoneInfo("Asia/Seoul")) for hour in (10, 11))
WRITTEN = "Webinar, Tuesday, 1 December 2026, 10:00–11:00 (Seoul: Korean Standard Time)."
MAYA = Address("telegram", "7")


@pytest.fixture
def reply(library: Library) -> Reply:
    return Reply(Kind.ANSWER, f"**Webinar**, {library.phrasebook.moment('en', STARTS, ENDS)}.", "en")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=TOKEN) as server:
        server.user(id=7, first_name="Maya")
        yield server


@pytest.fixture
async def sender(telegram: FakeTelegram) -> AsyncIterator[TelegramSender]:
    request = TelegramRequest(connections=2, seconds=5.0)
    async with Bot(TOKEN, base_url=f"{telegram.base_url}/bot", request=request) as bot:
        yield TelegramSender(bot, lambda _: None, NoTraffic())


async def test_telegram_shows_start_and_end_by_the_readers_clock(
    telegram: FakeTelegram, sender: TelegramSender, reply: Reply
) -> None:
    await sender.push("k", MAYA, reply)

    (sent,) = telegram.sent_to(7)
    html = str(sent.html)
    assert sent.text == WRITTEN
    assert f'<tg-time unix="{STARTS.timestamp():.0f}" format="wDt">Tuesday, 1 December 2026, 10:00</tg-time>' in html
    assert f'<tg-time unix="{ENDS.timestamp():.0f}" format="t">11:00 (Seoul: Korean Standard Time)</tg-time>' in html


async def test_link_whose_label_tells_times_stays_a_link(library: Library) -> None:
    moment = library.phrasebook.moment("en", STARTS, ENDS)

    shown = web_html(with_times_in_links(f"[Join: {moment}](https://x.example/1), [more](https://x.example/2), {moment}"))

    told = WRITTEN.removeprefix("Webinar, ").removesuffix(".")
    assert shown == f'<p><a href="https://x.example/1">Join: {told}</a>, <a href="https://x.example/2">more</a>, {told}</p>'


async def test_older_server_gets_the_times_as_they_are_written(
    telegram: FakeTelegram, sender: TelegramSender, reply: Reply
) -> None:
    refusal = 'Bad Request: can\'t parse entities: Unsupported start tag "tg-time" at byte offset 17'
    telegram.faults.add(Fault("sendMessage", FaultKind.REFUSED, status=400, description=refusal))

    await sender.push("1", MAYA, reply)
    await sender.push("2", MAYA, reply)

    assert [sent.html for sent in telegram.sent_to(7)] == [f"<b>Webinar</b>{WRITTEN.removeprefix('Webinar')}"] * 2
    assert len(telegram.calls("sendMessage")) == 3


async def test_other_refusals_stay_refusals(telegram: FakeTelegram, sender: TelegramSender, reply: Reply) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.REFUSED, status=400, description="Bad Request: message is too long"))

    with pytest.raises(MessageRejectedError):
        await sender.push("1", MAYA, reply)


def test_slack_shows_start_and_end_by_the_readers_clock(reply: Reply) -> None:
    (message,) = slack_view.messages(reply)

    assert message.text == WRITTEN
    assert message.blocks[0]["text"]["text"] == (
        f"*Webinar*, <!date^{STARTS.timestamp():.0f}^{{date_long}} {{time}}|Tuesday, 1 December 2026, 10:00>"
        f"–<!date^{ENDS.timestamp():.0f}^{{time}}|11:00 (Seoul: Korean Standard Time)>."
    )


def test_bold_time_is_one_bold_text_in_slack(library: Library) -> None:
    (message,) = slack_view.messages(Reply(Kind.ANSWER, f"**{library.phrasebook.moment('en', STARTS, ENDS)}**", "en"))

    assert message.blocks[0]["text"]["text"].count("*") == 2


def test_mail_page_and_notification_have_the_time_as_it_is_written(reply: Reply) -> None:
    assert plain(reply.text) == WRITTEN
    assert web_html(reply.text) == f"<p><strong>Webinar</strong>{WRITTEN.removeprefix('Webinar')}</p>"


@pytest.mark.parametrize("address", ["time:soon", "time:1 onclick", "clock:", "time:123456789012"])
def test_what_is_no_time_is_no_time_tag(address: str) -> None:
    (message,) = slack_view.messages(Reply(Kind.ANSWER, f"[x]({address})", "en"))

    assert "!date" not in message.blocks[0]["text"]["text"]


@pytest.mark.parametrize("lang", ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"])
def test_time_is_written_the_same_whether_it_is_marked_or_not(library: Library, lang: str) -> None:
    phrasebook = library.phrasebook

    assert plain(phrasebook.moment(lang, STARTS, ENDS)) == phrasebook.time(lang, STARTS, ENDS)
    assert plain(phrasebook.moment(lang, STARTS, None)) == phrasebook.time(lang, STARTS, None)
