"""The fake's limits: how much it accepts, and how long it says to wait."""

import asyncio

import aiohttp
import pytest
from telegram import Bot
from telegram.error import RetryAfter

from tests.fakes.telegram_client import BOT_KEY, GROUP, caller

from .telegram import FakeTelegram, Fault, FaultKind, Limits
from .telegram_state import User


@pytest.mark.parametrize(
    ("limits", "chats", "accepted"),
    [
        (None, [7] * 40, 40),
        (Limits(per_chat_per_second=1, chat_burst=3), [7] * 5, 3),
        (Limits(per_chat_per_second=1), [7, 8, 7, 8], 2),
        (Limits(overall_per_second=4), [7, 8] * 3, 4),
        (Limits(group_per_minute=2), [GROUP] * 4, 2),
        (Limits(group_per_minute=2), [7] * 4, 4),
    ],
)
async def test_a_burst_is_accepted_up_to_the_limit(
    session: aiohttp.ClientSession, limits: Limits | None, chats: list[int], accepted: int
) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=limits) as telegram:
        telegram.user(id=7)
        telegram.user(id=8)
        telegram.group(id=GROUP)
        api = caller(telegram, session)

        answers = [await api("sendMessage", chat_id=chat_id, text="x") for chat_id in chats]

        assert [answer.status for answer in answers].count(200) == accepted
        assert len(telegram.sent) == accepted


async def test_over_a_limit_the_wait_is_told_three_times(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(group_per_minute=1)) as telegram:
        telegram.group(id=GROUP)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=GROUP, text="x")

        answer = await api("sendMessage", chat_id=GROUP, text="x")

        assert answer.status == 429
        assert answer.json["description"] == "Too Many Requests: retry after 60"
        assert answer.json["parameters"] == {"retry_after": 60}
        assert answer.headers["Retry-After"] == "60"


async def test_the_rate_comes_back_with_time(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(per_chat_per_second=10)) as telegram:
        telegram.user(id=7)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=7, text="x")
        await asyncio.sleep(0.12)

        answer = await api("sendMessage", chat_id=7, text="x")

        assert answer.status == 200


async def test_a_held_chat_stays_closed_until_the_wait_is_over(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(per_chat_per_second=10, hold=True)) as telegram:
        telegram.user(id=7)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=7, text="x")
        await api("sendMessage", chat_id=7, text="x")
        await asyncio.sleep(0.12)

        answer = await api("sendMessage", chat_id=7, text="x")

        assert (answer.status, telegram.ledger[-1].early) == (429, True)


async def test_the_ledger_shows_who_did_not_wait(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    other = telegram.user(id=8)
    telegram.faults.add(Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS, chat_id=maya.id, retry_after=5))
    with pytest.raises(RetryAfter):
        await bot.send_message(maya.id, "x")

    await bot.send_message(maya.id, "x")
    await bot.send_message(other.id, "x")

    assert [call.early for call in telegram.calls("sendMessage")] == [False, True, False]
