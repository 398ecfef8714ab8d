"""Replies to Telegram: HTML messages with inline buttons, and the file that comes with them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, InvalidToken, TelegramError

from bot.channels.rendering import telegram_html
from bot.channels.telegram_errors import REFUSED, translated
from bot.channels.telegram_messages import Said
from bot.conversation import Choice, File, Reply
from bot.errors import TemporaryDeliveryError

log = structlog.get_logger(__name__)

_MAX_DATA = 64  # bytes of a button's data
_SHORT_LABEL = 22  # characters with which two buttons fit beside each other on a phone


class TelegramSender:
    """Sends replies.

    Args:
        bot: The SDK's.
        note_trouble: Told of a token that is refused.
    """

    def __init__(self, bot: Bot, note_trouble: Callable[[TelegramError], None]) -> None:
        self._bot = bot
        self._note_trouble = note_trouble
        self._parts_sent: dict[str, int] = {}

    async def send(self, said: Said, reply: Reply) -> None:
        """Send a reply, in as many messages as it takes, then its file; a second try goes on where the first one broke.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """
        texts = telegram_html(reply.text, reply.note)
        markups = [*[None] * (len(texts) - 1), keyboard(reply.choices)]
        parts = [
            partial(self._send_text, said, text, markup, quote=number == 0)
            for number, (text, markup) in enumerate(zip(texts, markups, strict=False))
        ]
        if reply.file:
            parts.append(partial(self._send_file, said, reply.file))
        key = said.message.id
        for number, part in enumerate(parts):
            if number >= self._parts_sent.get(key, 0):
                await self._deliver(said.chat_id, part)
                self._parts_sent[key] = number + 1
        self._parts_sent.pop(key, None)

    async def _send_text(self, said: Said, text: str, markup: InlineKeyboardMarkup | None, chat_id: int, *, quote: bool) -> None:
        quoting = None
        if quote and said.quote_id and chat_id == said.chat_id:
            quoting = ReplyParameters(said.quote_id, allow_sending_without_reply=True)
        await self._bot.send_message(
            chat_id,
            text,
            parse_mode=ParseMode.HTML,
            message_thread_id=said.thread_id,
            reply_markup=markup,
            reply_parameters=quoting,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _send_file(self, said: Said, file: File, chat_id: int) -> None:
        document = InputFile(file.content, filename=file.name)
        await self._bot.send_document(chat_id, document, message_thread_id=said.thread_id)

    async def _deliver(self, chat_id: int, send: Callable[[int], Awaitable[None]]) -> None:
        """Send to a chat, or to the one that it has become."""
        for _ in range(2):
            try:
                await send(chat_id)
            except ChatMigrated as error:
                chat_id = error.new_chat_id
            except InvalidToken as error:
                self._note_trouble(error)
                raise TemporaryDeliveryError(REFUSED) from None
            except TelegramError as error:
                raise translated(error) from error
            else:
                return


def keyboard(choices: tuple[Choice, ...]) -> InlineKeyboardMarkup | None:
    """Return buttons, short ones two in a row; a button whose data is too long for Telegram is left out."""
    rows: list[list[InlineKeyboardButton]] = []
    short_before = False
    for choice in choices:
        if len(choice.action.encode()) > _MAX_DATA:
            log.error("button_too_long", action=choice.action)
            continue
        button = InlineKeyboardButton(choice.label, callback_data=choice.action)
        short = len(choice.label) <= _SHORT_LABEL
        if rows and short and short_before and len(rows[-1]) == 1:
            rows[-1].append(button)
        else:
            rows.append([button])
        short_before = short
    return InlineKeyboardMarkup(rows) if rows else None
