"""What most of these tests need: Telegram's far side, what is queued for it, and a browser. The assistant is each file's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.e2e.browsing import CHROMIUM, QUIET
from tests.e2e.mailing import Mailing, mailing
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token="1:SECRET", username="wego_bot") as server:
        yield server


@pytest.fixture
async def post(bot: ServedBot, tmp_path: Path) -> AsyncIterator[Mailing]:
    """What is queued for the people of `bot`, whose folder is the test's."""
    async with mailing(tmp_path / "var") as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()
