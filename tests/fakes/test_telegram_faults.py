"""The fake's faults and outages, as they are planned."""

import asyncio
import json
import time

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TimedOut

from tests.fakes.telegram_client import BOT_KEY, Api

from .telegram import FakeTelegram, Fault, FaultKind
from .telegram_state import User


@pytest.mark.parametrize(
    ("kind", "committed"),
    [
        (FaultKind.RESET_BEFORE_COMMIT, False),
        (FaultKind.COMMIT_THEN_FIN, True),
        (FaultKind.COMMIT_THEN_RST, True),
    ],
)
async def test_a_broken_connection_says_nothing_of_the_commit(
    telegram: FakeTelegram, bot: Bot, maya: User, kind: FaultKind, committed: bool
) -> None:
    telegram.faults.add(Fault("sendMessage", kind))

    with pytest.raises(NetworkError):
        await bot.send_message(maya.id, "x")

    (call,) = telegram.calls("sendMessage")
    assert (call.committed, call.status, call.fault) == (committed, None, kind)
    assert len(telegram.sent) == int(committed)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.RESET_BEFORE_COMMIT, ConnectionResetError),
        (FaultKind.COMMIT_THEN_RST, ConnectionResetError),
        (FaultKind.COMMIT_THEN_FIN, asyncio.IncompleteReadError),
    ],
)
async def test_a_reset_is_a_reset_and_a_close_is_a_close(
    telegram: FakeTelegram, maya: User, kind: FaultKind, expected: type[Exception]
) -> None:
    telegram.faults.add(Fault("sendMessage", kind))
    host, port = telegram.base_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /bot{BOT_KEY}/sendMessage?chat_id={maya.id}&text=x HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    with pytest.raises(expected):
        await reader.readexactly(1)

    writer.close()


@pytest.mark.parametrize(
    ("fault", "committed"),
    [
        (Fault("sendMessage", FaultKind.STALL_BEFORE_COMMIT), False),
        (Fault("sendMessage", FaultKind.COMMIT_THEN_STALL), True),
        (Fault("sendMessage", FaultKind.SLOW, seconds=30), True),
    ],
)
async def test_a_client_that_gives_up_does_not_change_what_was_committed(
    telegram: FakeTelegram, bot: Bot, maya: User, fault: Fault, committed: bool
) -> None:
    telegram.faults.add(fault)

    with pytest.raises(TimedOut):
        await bot.send_message(maya.id, "x", read_timeout=0.05)
    await telegram.wait_for(lambda t: t.calls("sendMessage")[0].cut_off)
    telegram.faults.clear()

    assert telegram.calls("sendMessage")[0].committed is committed
    assert len(telegram.sent) == int(committed)


@pytest.mark.parametrize("kind", [FaultKind.STALL_BEFORE_COMMIT, FaultKind.COMMIT_THEN_STALL])
async def test_a_stalled_request_is_answered_when_released(telegram: FakeTelegram, bot: Bot, maya: User, kind: FaultKind) -> None:
    fault = telegram.faults.add(Fault("sendMessage", kind))
    sending = asyncio.create_task(bot.send_message(maya.id, "x"))
    await telegram.wait_for(lambda _: fault.hits)
    before = [(call.committed, call.status) for call in telegram.calls("sendMessage")]

    fault.release()
    message = await sending

    (call,) = telegram.calls("sendMessage")
    assert message.text == "x"
    assert before == [(kind is FaultKind.COMMIT_THEN_STALL, None)]
    assert (call.committed, call.status) == (True, 200)


async def test_a_slow_answer_comes_after_its_seconds(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.SLOW, seconds=0.1))
    started_at = time.monotonic()

    await bot.send_message(maya.id, "x")

    assert time.monotonic() - started_at >= 0.1


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("commits", [False, True])
async def test_a_server_error_is_an_html_page(telegram: FakeTelegram, api: Api, maya: User, status: int, commits: bool) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.SERVER_ERROR, status=status, commits=commits))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert (telegram.ledger[-1].committed, len(telegram.sent)) == (commits, int(commits))


async def test_a_429_need_not_say_how_long_to_wait(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    assert answer.json == {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    assert "Retry-After" not in answer.headers


async def test_truncated_json_cannot_be_read_but_took_effect(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.TRUNCATED_JSON))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    with pytest.raises(json.JSONDecodeError):
        _ = answer.json
    assert telegram.texts(maya.id) == ["x"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("getUpdates", FaultKind.UNAUTHORIZED), InvalidToken),
        (Fault("getUpdates", FaultKind.CONFLICT), Conflict),
        (Fault("getUpdates", FaultKind.BLOCKED), Forbidden),
        (Fault("*", FaultKind.REFUSED, status=400, description="Bad Request: PEER_ID_INVALID"), BadRequest),
    ],
)
async def test_a_planned_refusal_is_the_clients_error(
    telegram: FakeTelegram, bot: Bot, fault: Fault, expected: type[Exception]
) -> None:
    telegram.faults.add(fault)

    with pytest.raises(expected):
        await bot.get_updates()
    assert await bot.get_updates() == ()


async def test_duplicate_updates_stand_twice_in_one_answer(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.faults.add(Fault("getUpdates", FaultKind.DUPLICATE_UPDATES))
    telegram.say(maya, "x")

    updates = await bot.get_updates()

    assert [update.update_id for update in updates] == [1000, 1000]


async def test_a_fault_hits_its_chat_only_after_so_many_and_so_often(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.user(id=8)
    fault = telegram.faults.add(Fault("sendMessage", FaultKind.BLOCKED, chat_id=maya.id, after=1, times=2))

    answers = [await api("sendMessage", chat_id=chat_id, text="x") for chat_id in (7, 8, 7, 8, 7, 7)]

    assert [answer.status for answer in answers] == [200, 200, 403, 200, 403, 200]
    assert fault.hits == 2


async def test_a_fault_without_end_lasts_until_it_is_cleared(telegram: FakeTelegram, api: Api) -> None:
    telegram.faults.add(Fault("*", FaultKind.SERVER_ERROR, times=None))
    during = [(await api("getMe")).status for _ in range(3)]

    telegram.faults.clear()

    assert (during, (await api("getMe")).status) == ([500] * 3, 200)


async def test_state_outlives_an_outage(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    await bot.send_message(maya.id, "before")
    address = telegram.base_url
    await telegram.stop()
    with pytest.raises(NetworkError):
        await bot.send_message(maya.id, "during")
    await telegram.start()

    await bot.send_message(maya.id, "after")

    assert (telegram.base_url, telegram.texts(maya.id)) == (address, ["before", "after"])


async def test_stopping_does_not_wait_for_a_poll(telegram: FakeTelegram, api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.wait_for(lambda t: t.calls("getUpdates"))

    async with asyncio.timeout(0.2):
        await telegram.stop()

    with pytest.raises(aiohttp.ClientError):
        await poll


async def test_waiting_ends_with_what_came_true(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    waiting = asyncio.create_task(telegram.wait_for(lambda t: t.texts(maya.id)))
    await bot.send_message(maya.id, "x")

    assert await waiting == ["x"]


async def test_waiting_in_vain_names_the_last_requests(telegram: FakeTelegram, api: Api) -> None:
    await api("getMe")

    with pytest.raises(TimeoutError, match="last requests: getMe 200"):
        await telegram.wait_for(lambda t: t.sent, timeout=0.01)
