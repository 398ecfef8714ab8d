"""What the fake's own tests ask it with: python-telegram-bot, and bare HTTP."""

import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from .telegram import FakeTelegram

BOT_KEY = "1:TEST"
WATCHWORD = "s3cret_-"
GROUP = -1_000_000_000_077
Json = dict[str, Any]


@dataclass
class Answer:
    """What bare HTTP got."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Json:
        parsed: Json = json.loads(self.body)
        return parsed


Api = Callable[..., Coroutine[Any, Any, Answer]]


def client(telegram: FakeTelegram) -> Bot:
    return Bot(BOT_KEY, base_url=f"{telegram.base_url}/bot", base_file_url=f"{telegram.base_url}/file/bot")


def caller(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Api:
    async def call(method: str, **params: object) -> Answer:
        url = f"{telegram.base_url}/bot{BOT_KEY}/{method}"
        async with session.post(url, json=params) as response:
            return Answer(response.status, response.headers, await response.read())

    return call


def keyboard(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data=one)] for one in data])


def description(answer: Answer) -> str:
    text: str = answer.json["description"]
    return text
