"""A Telegram of the test's own, and who asks it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot

from tests.fakes.telegram_client import BOT_KEY, Api, caller, client

from .telegram import FakeTelegram
from .telegram_state import User


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=BOT_KEY, username="wego_bot") as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with client(telegram) as connected:
        yield connected


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def api(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Api:
    return caller(telegram, session)


@pytest.fixture
def maya(telegram: FakeTelegram) -> User:
    return telegram.user(id=7, first_name="Maya", language_code="en")
