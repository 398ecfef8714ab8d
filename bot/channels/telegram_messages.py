"""What a Telegram update says, in our words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import structlog
from telegram import (
    Audio,
    Chat,
    Document,
    Message,
    MessageEntity,
    MessageReactionUpdated,
    PhotoSize,
    ReactionType,
    ReactionTypeEmoji,
    Update,
    User,
    Video,
    WebhookInfo,
)
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.channels.base import Finding
from bot.conversation import Account, Address, IncomingMessage, Reaction, Upload
from bot.errors import UsageError

log = structlog.get_logger(__name__)

CHANNEL = "telegram"


@dataclass(frozen=True, slots=True)
class Said:
    """A message for the assistant, and where Telegram wants the reply.

    Attributes:
        thread_id: Forum topic; ``None`` outside topics, where Telegram would refuse one.
        quote_id: Message that the reply quotes: in groups, and when a question was edited.
        album: Photos that were sent together share one; empty outside albums, and for the photo that has the text.
    """

    message: IncomingMessage
    chat_id: int
    thread_id: int | None
    quote_id: int | None
    album: str = ""


def read(update: Update, *, bot: User, knows_command: Callable[[str], bool]) -> Said | None:
    """Return what an update asks of us; ``None`` when it asks nothing (service messages, other people's talk in a group)."""
    if query := update.callback_query:
        origin = query.message
        if origin is None or not query.data:
            return None
        thread_id = _thread(origin) if isinstance(origin, Message) else None
        return _said(update, bot, query.from_user, origin.chat, thread_id, text="", action=query.data, quote_id=None)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    group = message.chat.type != ChatType.PRIVATE
    text = _text_for_us(message, bot, knows_command) if group else _without_bot_name(message.text or message.caption or "", bot)
    if text is None:
        return None
    attachment = message.effective_attachment is not None
    if not (message.text or message.caption) and (update.edited_message or not attachment):
        return None  # service messages; a live location that moves
    quote_id = message.message_id if group or update.edited_message else None
    return _said(
        update,
        bot,
        message.from_user,
        message.chat,
        _thread(message),
        text=text,
        action="",
        quote_id=quote_id,
        attachment=attachment,
        album="" if message.caption else message.media_group_id or "",
        upload=_upload(message),
    )


def _upload(message: Message) -> Upload | None:
    """Return the file that came with a message; of a photo its largest size."""
    photo = message.photo[-1] if message.photo else None
    if photo is not None:
        return Upload("photo.jpg", "image/jpeg", photo.file_size, partial(_fetch, photo, "photo.jpg"))
    found = message.document or message.video or message.audio
    if found is None:
        return None
    name = found.file_name or "file"
    return Upload(name, found.mime_type or "", found.file_size, partial(_fetch, found, name))


async def _fetch(found: PhotoSize | Document | Video | Audio, name: str, _most: int) -> bytes:
    """Return the content of a file; Telegram gives none of more than 20 MB.

    Source: core.telegram.org/bots/api#getfile.
    """
    try:
        return bytes(await (await found.get_file()).download_as_bytearray())
    except TelegramError as error:
        log.warning("telegram_file_not_fetched", reason=type(error).__name__)
        raise UsageError(f"{name} could not be fetched from Telegram", "file-not-fetched", name=name) from None


def reaction(update: MessageReactionUpdated) -> Reaction | None:
    """Return a change of somebody's reactions to a message; ``None`` for one by nobody in particular.

    Telegram tells of those in private chats, and in groups where the bot is an administrator.
    """
    if update.user is None:
        return None
    old, new = _emojis(update.old_reaction), _emojis(update.new_reaction)
    return Reaction(
        Account(CHANNEL, str(update.user.id)),
        Address(CHANNEL, str(update.chat.id)),
        str(update.message_id),
        tuple(one for one in new if one not in old),
        tuple(one for one in old if one not in new),
    )


def _emojis(given: Sequence[ReactionType]) -> list[str]:
    """Return emojis; custom ones, which have no sign, as a star."""
    return [one.emoji.removesuffix("\ufe0f") if isinstance(one, ReactionTypeEmoji) else "⭐" for one in given]


def _said(
    update: Update,
    bot: User,
    sender: User,
    chat: Chat,
    thread_id: int | None,
    *,
    text: str,
    action: str,
    quote_id: int | None,
    attachment: bool = False,
    album: str = "",
    upload: Upload | None = None,
) -> Said:
    conversation = f"{chat.id}/{thread_id}" if thread_id else str(chat.id)
    message = IncomingMessage(
        id=f"{bot.id}:{update.update_id}",
        sender=Account(CHANNEL, str(sender.id)),
        to=Address(CHANNEL, conversation, str(thread_id) if thread_id else None),
        text=text,
        action=action,
        language_hint=sender.language_code,
        attachment=attachment,
        private=chat.type == ChatType.PRIVATE,
        upload=upload,
    )
    return Said(message, chat.id, thread_id, quote_id, album)


def _text_for_us(message: Message, bot: User, knows_command: Callable[[str], bool]) -> str | None:
    """Return what a message in a group says to us: a command, a mention, a reply to us; ``None`` if it is not for us."""
    text = message.text or message.caption or ""
    name = f"@{bot.username}".lower()
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    command = text.startswith("/") and any(entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 for entity in entities)
    if command:
        called, _, whom = text.split(maxsplit=1)[0][1:].partition("@")
        if whom and f"@{whom}".lower() != name:
            return None
        return _without_bot_name(text, bot) if whom or knows_command(called) else None
    mentioned = any(
        (entity.type == MessageEntity.MENTION and part.lower() == name)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == bot.id)
        for entity, part in entities.items()
    )
    answered = message.reply_to_message is not None and message.reply_to_message.from_user == bot
    if not (mentioned or answered):
        return None
    said = _without_bot_name(text, bot)
    return said if said or not mentioned else "/start"


def _without_bot_name(text: str, bot: User) -> str:
    """Return the text without ``@our_name``, wherever it stands: ``/help@our_name fees`` becomes ``/help fees``."""
    return re.sub(rf"@{re.escape(bot.username or '')}\b", "", text, flags=re.IGNORECASE | re.ASCII).strip()


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def findings(username: str, webhook: WebhookInfo, wanted_url: str) -> list[Finding]:
    """Return what ``bot doctor`` says of a token that works."""
    found = [Finding("Telegram", ok=True, detail=f"the token is @{username}'s")]
    if not wanted_url and webhook.url:
        found.append(Finding("Telegram webhook", ok=True, detail=f"{webhook.url} is set; polling will remove it at start"))
    elif wanted_url and webhook.url != wanted_url:
        state = f"is {webhook.url}" if webhook.url else "is not set yet"
        found.append(Finding("Telegram webhook", ok=True, detail=f"{state}; serve will set {wanted_url}"))
    elif wanted_url and webhook.last_error_message:
        detail = f"Telegram's last call failed: {webhook.last_error_message}; check that {wanted_url} is reachable over HTTPS"
        found.append(Finding("Telegram webhook", ok=False, detail=detail))
    elif wanted_url:
        found.append(Finding("Telegram webhook", ok=True, detail=f"{wanted_url}, {webhook.pending_update_count} updates waiting"))
    return found
