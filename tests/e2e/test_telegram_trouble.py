"""Starts and stops while Telegram is unwell."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.brief import Brief
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

pytestmark = pytest.mark.e2e


@pytest.fixture
def bot(telegram: FakeTelegram, tmp_path: Path, brief: Brief) -> ServedBot:
    return ServedBot(telegram.env, tmp_path, brief=brief)


async def test_a_platform_that_answers_502_at_start_holds_up_neither_start_nor_stop(telegram: FakeTelegram, bot: ServedBot) -> None:
    telegram.faults.add(Fault("deleteWebhook", FaultKind.SERVER_ERROR, status=502, times=None))

    await bot.start(wait=False)
    async with asyncio.timeout(15):
        while (state := await bot.health()).get("status") != "degraded":
            await asyncio.sleep(0.05)
    code = await bot.terminate()

    assert state["channels"]["telegram"].startswith("NetworkError")
    assert code == 0


async def test_a_token_that_is_refused_once_the_platform_is_back_is_told_without_the_token(
    telegram: FakeTelegram, bot: ServedBot
) -> None:
    telegram.faults.add(Fault("getMe", FaultKind.SERVER_ERROR, status=502, times=1))
    telegram.faults.add(Fault("getMe", FaultKind.UNAUTHORIZED, times=None))

    await bot.start(wait=False)
    async with asyncio.timeout(15):
        while "refused" not in (state := str(await bot.health())):
            await asyncio.sleep(0.05)
    await bot.terminate()

    assert "SECRET" not in state
    assert "SECRET" not in bot.log.read_text()


async def test_an_answer_that_hangs_does_not_hold_up_the_stop_and_is_given_after_the_next_start(
    telegram: FakeTelegram, bot: ServedBot
) -> None:
    maya = telegram.user(id=7, first_name="Maya", language_code="en")
    stall = telegram.faults.add(Fault("sendMessage", FaultKind.STALL_BEFORE_COMMIT))
    telegram.faults.add(Fault("sendChatAction", FaultKind.STALL_BEFORE_COMMIT, times=None))
    await bot.start()
    telegram.say(maya, "what is wego")
    await telegram.wait_for(lambda t: stall.hits)

    started = time.monotonic()
    code = await bot.terminate()
    took = time.monotonic() - started
    await bot.start()
    await telegram.wait_for(lambda t: t.texts(7))
    await bot.wait_until_idle()
    await bot.terminate()

    assert (code, took < 10, len(telegram.texts(7))) == (0, True, 1)
