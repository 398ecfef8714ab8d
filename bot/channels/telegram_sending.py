"""Messages to Telegram: HTML with inline buttons, and the file that comes with them; replies, and what is pushed."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.channels.base import Traffic
from bot.channels.parts import Part, Parts
from bot.channels.rendering import label, telegram_html, without_times
from bot.channels.telegram_errors import REFUSED, translated
from bot.channels.telegram_messages import CHANNEL, Said
from bot.conversation import Address, Choice, File, Reply
from bot.errors import ChannelRefusedError, ConversationMovedError, MessageRejectedError

log = structlog.get_logger(__name__)

_T = TypeVar("_T")
_MAX_DATA = 64  # bytes of a button's data
_DONE_ALREADY = ("message to delete not found", "message is not modified")
_SHORT_LABEL = 22  # characters with which two buttons fit beside each other on a phone


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message goes: a chat, a forum topic in it, the message that it quotes; and whether to follow a chat that moved."""

    chat_id: int
    thread_id: int | None = None
    quote_id: int | None = None
    follow: bool = False


class TelegramSender:
    """Sends messages.

    Args:
        bot: The SDK's.
        note_trouble: Told of a token that is refused.
        traffic: Told of what leaves.
    """

    name = CHANNEL

    def __init__(self, bot: Bot, note_trouble: Callable[[TelegramError], None], traffic: Traffic) -> None:
        self._bot = bot
        self._note_trouble = note_trouble
        self._parts = Parts[int](CHANNEL, traffic)
        self._knows_times = True

    async def send(self, said: Said, reply: Reply) -> None:
        """Send a reply, in as many messages as it takes, then its file; a second try goes on where the first one broke.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """
        await self._parts.reply(
            said.message.id, self._made(_Place(said.chat_id, said.thread_id, said.quote_id, follow=True), reply)
        )

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `bot.outreach.courier.Sender`; the conversation is a chat id."""
        place = _Place(int(to.conversation_id.partition("/")[0]), int(to.thread_id) if to.thread_id else None)
        return json.dumps({"chat": place.chat_id, "messages": await self._parts.push(key, self._made(place, message))})

    async def withdraw(self, receipt: str) -> None:
        """See `bot.outreach.changing.Retractor`.

        Source: core.telegram.org/bots/api#deletemessage: within 48 hours.
        """
        sent = json.loads(receipt)
        for message_id in sent["messages"]:
            await self._change(self._bot.delete_message(sent["chat"], message_id))

    async def edit(self, receipt: str, message: Reply) -> None:
        """See `bot.outreach.changing.Retractor`."""
        sent, texts = json.loads(receipt), telegram_html(message.text, message.note)
        if len(texts) > 1:
            raise MessageRejectedError("the new text does not fit into one message")
        edited = self._with_times(
            texts[0],
            lambda shown: self._bot.edit_message_text(
                shown,
                sent["chat"],
                sent["messages"][0],
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(message.choices),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
        )
        await self._change(edited)

    async def _change(self, call: Awaitable[object]) -> None:
        """Await a call that changes a message; that it is gone, or as it should be, is no error."""
        try:
            await call
        except InvalidToken as error:
            self._note_trouble(error)
            raise ChannelRefusedError(REFUSED) from None
        except BadRequest as error:
            if not any(text in str(error).lower() for text in _DONE_ALREADY):
                raise translated(error) from error
        except TelegramError as error:
            raise translated(error) from error

    def _made(self, place: _Place, reply: Reply) -> list[Part[int]]:
        texts = _html(reply.text, reply.note)
        markups = [*[None] * (len(texts) - 1), keyboard(reply.choices)]
        sends = [
            partial(self._send_text, place, text, markup, quote=number == 0)
            for number, (text, markup) in enumerate(zip(texts, markups, strict=False))
        ]
        if reply.file:
            sends.append(partial(self._send_file, place, reply.file))
        return [partial(self._deliver, place, send) for send in sends]

    async def _send_text(
        self, place: _Place, text: str, markup: InlineKeyboardMarkup | None, chat_id: int, *, quote: bool
    ) -> Message:
        quoting = None
        if quote and place.quote_id and chat_id == place.chat_id:
            quoting = ReplyParameters(place.quote_id, allow_sending_without_reply=True)
        return await self._with_times(
            text,
            lambda shown: self._bot.send_message(
                chat_id,
                shown,
                parse_mode=ParseMode.HTML,
                message_thread_id=place.thread_id,
                reply_markup=markup,
                reply_parameters=quoting,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
        )

    async def _with_times(self, text: str, call: Callable[[str], Awaitable[_T]]) -> _T:
        """Await a call with a text; where the server does not know times by the reader's clock, with those as they are written."""
        if self._knows_times:
            try:
                return await call(text)
            except BadRequest as error:
                if "tg-time" not in str(error).lower():
                    raise
                log.warning("telegram_server_knows_no_times")
                self._knows_times = False
        return await call(without_times(text))

    async def _send_file(self, place: _Place, file: File, chat_id: int) -> Message:
        document = InputFile(file.content, filename=file.name)
        return await self._bot.send_document(chat_id, document, message_thread_id=place.thread_id)

    async def _deliver(self, place: _Place, send: Callable[[int], Awaitable[Message]]) -> int:
        """Send one message; return its id."""
        try:
            try:
                return (await send(place.chat_id)).message_id
            except ChatMigrated as error:
                if not place.follow:
                    raise ConversationMovedError(str(error.new_chat_id)) from error
                return (await send(error.new_chat_id)).message_id
        except InvalidToken as error:
            self._note_trouble(error)
            raise ChannelRefusedError(REFUSED) from None  # the SDK's error holds the token
        except TelegramError as error:
            raise translated(error) from error


@lru_cache(maxsize=64)
def _html(text: str, note: str) -> tuple[str, ...]:
    return tuple(telegram_html(text, note))  # what is pushed to many is rendered once


def keyboard(choices: tuple[Choice, ...]) -> InlineKeyboardMarkup | None:
    """Return buttons, short ones two in a row; a button whose data is too long for Telegram is left out."""
    rows: list[list[InlineKeyboardButton]] = []
    short_before = False
    for choice in choices:
        if len(choice.action.encode()) > _MAX_DATA:
            log.error("button_too_long", action=choice.action)
            continue
        button = InlineKeyboardButton(label(choice.label), callback_data=choice.action)
        short = len(choice.label) <= _SHORT_LABEL
        if rows and short and short_before and len(rows[-1]) == 1:
            rows[-1].append(button)
        else:
            rows.append([button])
        short_before = short
    return InlineKeyboardMarkup(rows) if rows else None
