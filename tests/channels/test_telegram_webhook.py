"""Telegram's calls while the process starts: the webhook of its last life is still set, and the port is open first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import pytest

from bot.app import App
from bot.channels.base import NoTraffic
from bot.channels.telegram import TelegramChannel
from bot.inbox import Entry
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

TOKEN = "1:TEST"
SECRET = "s3cret"
MAYA = 7
QUESTION = {
    "message_id": 3,
    "date": 1,
    "chat": {"id": MAYA, "type": "private"},
    "from": {"id": MAYA, "is_bot": False, "first_name": "Maya", "language_code": "en"},
    "text": "what is wego",
}


class SlowToRead(SqlInbox):
    """An inbox table whose rest of an earlier life is read only when it is told to."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.asked, self.go_on = asyncio.Event(), asyncio.Event()

    async def take_up(self, channel: str, *, at: datetime, starting: bool = False) -> Sequence[Entry]:
        self.asked.set()
        await self.go_on.wait()
        return await super().take_up(channel, at=at, starting=starting)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=TOKEN) as server:
        server.user(id=MAYA, first_name="Maya")
        yield server


@pytest.fixture
async def inbox(app: App) -> AsyncIterator[SlowToRead]:
    database = Database(app.settings.database)
    yield SlowToRead(database)
    await database.close()


@pytest.fixture
async def channel(app: App, telegram: FakeTelegram, inbox: SlowToRead) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(
        token=TOKEN,
        api_base=telegram.base_url,
        webhook=("http://127.0.0.1:9", SECRET),
        assistant=app.assistant,
        library=app.library,
        inbox=inbox,
        clock=app.clock,
        traffic=NoTraffic(),
    )
    yield channel
    await channel.stop()


async def call(channel: TelegramChannel) -> int:
    body = json.dumps({"update_id": 1, "message": QUESTION}).encode()
    return (await channel.receive({"x-telegram-bot-api-secret-token": SECRET}, body)).status


async def test_question_that_comes_before_we_know_our_own_name_is_answered_when_telegram_brings_it_again(
    channel: TelegramChannel, telegram: FakeTelegram, inbox: SlowToRead
) -> None:
    stalled = telegram.faults.add(Fault("getMe", FaultKind.STALL_BEFORE_COMMIT, times=1))
    inbox.go_on.set()

    starting = asyncio.create_task(channel.start())
    await telegram.wait_for(lambda _: stalled.hits)
    early = await call(channel)
    stalled.release()
    await starting
    again = await call(channel)
    await telegram.wait_for(lambda t: t.texts(MAYA))

    assert (early, again) == (503, 200)


async def test_question_that_comes_while_what_was_left_is_taken_up_is_answered_once(
    channel: TelegramChannel, telegram: FakeTelegram, inbox: SlowToRead
) -> None:
    starting = asyncio.create_task(channel.start())
    await inbox.asked.wait()
    early = await call(channel)
    inbox.go_on.set()
    await starting
    again = await call(channel)
    await telegram.wait_for(lambda t: t.texts(MAYA))
    await channel.stop()  # finishes what is under way

    assert (early, again) == (503, 200)
    assert len(telegram.texts(MAYA)) == 1


async def test_album_is_answered_once_though_the_first_try_fails(
    channel: TelegramChannel, telegram: FakeTelegram, inbox: SlowToRead
) -> None:
    inbox.go_on.set()
    await channel.start()
    telegram.faults.add(Fault("sendMessage", FaultKind.SERVER_ERROR, status=502, times=1))

    for number in (1, 2, 3):
        photo = {name: value for name, value in QUESTION.items() if name != "text"}
        photo |= {
            "message_id": number,
            "media_group_id": "A",
            "photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 6}],
        }
        body = json.dumps({"update_id": number, "message": photo}).encode()
        await channel.receive({"x-telegram-bot-api-secret-token": SECRET}, body)
    await telegram.wait_for(lambda t: t.texts(MAYA))
    await channel.stop()

    assert len(telegram.texts(MAYA)) == 1
