"""The fake's requests, their encodings and its ledger, asked with python-telegram-bot and with bare HTTP."""

import json
import time
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from tests.fakes.telegram_client import BOT_KEY, Api, description

from .telegram import FakeTelegram
from .telegram_state import User


async def test_get_me_names_the_bot(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.username, me.is_bot) == (1, "wego_bot", True)


async def test_a_wrong_token_is_unauthorized(telegram: FakeTelegram, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{telegram.base_url}/bot1:WRONG/getMe") as response:
        answer = await response.json()

    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (response.status, telegram.ledger[-1].status) == (401, 401)


async def test_an_unknown_method_is_not_found(api: Api) -> None:
    answer = await api("sendTelepathy")

    assert (answer.status, answer.json) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def test_method_names_are_not_case_sensitive(telegram: FakeTelegram, api: Api) -> None:
    await api("GETME")

    assert telegram.ledger[-1].method == "getMe"


@pytest.mark.parametrize("encoding", ["form", "multipart", "json", "query"])
async def test_every_encoding_gives_the_same_parameters(
    telegram: FakeTelegram, session: aiohttp.ClientSession, maya: User, encoding: str
) -> None:
    url = f"{telegram.base_url}/bot{BOT_KEY}/sendMessage"
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    flat = {"chat_id": str(maya.id), "text": "[1] & 2", "reply_markup": json.dumps(markup)}
    multipart = aiohttp.FormData(flat, default_to_multipart=True)
    bodies: dict[str, Any] = {
        "form": {"data": flat},
        "multipart": {"data": multipart},
        "json": {"json": flat | {"chat_id": maya.id, "reply_markup": markup}},
        "query": {"params": flat},
    }

    async with session.post(url, **bodies[encoding]) as response:
        assert response.status == 200

    assert telegram.ledger[-1].params == {"chat_id": maya.id, "text": "[1] & 2", "reply_markup": markup}


async def test_broken_nested_json_is_a_bad_request(api: Api, maya: User) -> None:
    answer = await api("sendMessage", chat_id=maya.id, text="x", reply_markup="{")

    assert description(answer) == "Bad Request: can't parse reply markup JSON object"


async def test_the_ledger_keeps_order_parameters_and_outcome(telegram: FakeTelegram, api: Api, maya: User) -> None:
    before = time.monotonic()
    await api("sendMessage", chat_id=maya.id, text="one")
    await api("sendMessage", chat_id=404, text="two")

    first, second = telegram.ledger
    assert (first.params["text"], first.committed, first.status) == ("one", True, 200)
    assert (second.params["text"], second.committed, second.status) == ("two", False, 400)
    assert second.description == "Bad Request: chat not found"
    assert before <= first.arrived_at <= second.arrived_at
