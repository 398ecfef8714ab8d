"""What Telegram says in our words, and its errors in ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import aiohttp
import pytest
from telegram import Update, User
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram_errors import translated
from bot.channels.telegram_messages import Said, reaction, read
from bot.channels.telegram_sending import keyboard
from bot.conversation import Account, Address, Choice, Reaction
from bot.errors import (
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)

BOT = User(1, "WeGO", is_bot=True, username="wego_bot")
MAYA = {"id": 7, "is_bot": False, "first_name": "Maya", "language_code": "pt-br"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Cities"}
EARLIER = {"message_id": 2, "date": 1, "chat": GROUP}


def said(update: dict[str, Any]) -> Said | None:
    return read(Update.de_json({"update_id": 5, **update}, None), bot=BOT, knows_command=lambda name: name == "help")


def message(text: str = "", *, chat: dict[str, Any] = PRIVATE, entities: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Return a message; ``entities`` are parts of its text by kind, as ``mention:@wego_bot``."""
    found = []
    for entity in entities:
        kind, _, part = entity.partition(":")
        before = text[: text.index(part)]
        found.append({"type": kind, "offset": len(before.encode("utf-16-le")) // 2, "length": len(part.encode("utf-16-le")) // 2})
    body = {"message_id": 3, "date": 1, "chat": chat, "from": MAYA, **more}
    return {"message": {**body, "text": text, "entities": found} if text else body}


@pytest.mark.parametrize(
    ("update", "text"),
    [
        (message("what is wego"), "what is wego"),
        (message("/help@wego_bot fees"), "/help fees"),
        (message("@WeGO_bot hello"), "hello"),
        (message("hello", chat=GROUP), None),
        (message("hello @wego_bot", chat=GROUP, entities=("mention:@wego_bot",)), "hello"),
        (message("@wego_bot", chat=GROUP, entities=("mention:@wego_bot",)), "/start"),
        (message("hello @wego_bot2", chat=GROUP, entities=("mention:@wego_bot2",)), None),
        (message("write to me@wego_bot", chat=GROUP), None),
        (message("😀 @wego_bot fees?", chat=GROUP, entities=("mention:@wego_bot",)), "😀  fees?"),
        (message("İstanbul @wego_bot söyle", chat=GROUP, entities=("mention:@wego_bot",)), "İstanbul  söyle"),
        (message("/help", chat=GROUP, entities=("bot_command:/help",)), "/help"),
        (message("/dance", chat=GROUP, entities=("bot_command:/dance",)), None),
        (message("/dance@wego_bot", chat=GROUP, entities=("bot_command:/dance@wego_bot",)), "/dance"),
        (message("/help@other_bot", chat=GROUP, entities=("bot_command:/help@other_bot",)), None),
        (
            message("and you?", chat=GROUP, reply_to_message={"message_id": 2, "date": 1, "chat": GROUP, "from": BOT.to_dict()}),
            "and you?",
        ),
        (message("and you?", chat=GROUP, reply_to_message={"message_id": 2, "date": 1, "chat": GROUP, "from": MAYA}), None),
        (message(new_chat_title="Towns", chat=GROUP), None),
        (message(pinned_message={"message_id": 2, "date": 1, "chat": PRIVATE}), None),
        (message(photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]), ""),
        ({"channel_post": {"message_id": 3, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "news"}}, None),
        ({"edited_message": message(location={"latitude": 1.0, "longitude": 1.0})["message"]}, None),
    ],
)
def test_only_what_is_meant_for_us_is_read(update: dict[str, Any], text: str | None) -> None:
    read_as = said(update)

    assert (read_as.message.text if read_as else None) == text


def test_a_name_that_grows_in_lower_case_does_not_stop_the_reading() -> None:
    read_as = said(message("İ" * 12 + "@wego_bot"))

    assert read_as is not None
    assert read_as.message.text == "İ" * 12


def test_a_message_says_who_where_and_in_which_language() -> None:
    read_as = said(
        message("fees", chat={**GROUP, "is_forum": True}, is_topic_message=True, message_thread_id=42, reply_to_message=None)
    )
    direct = said(message("fees"))

    assert read_as is None  # not for us
    assert direct is not None
    assert (direct.chat_id, direct.thread_id, direct.quote_id) == (7, None, None)
    assert (direct.message.id, direct.message.sender.user_id, direct.message.language_hint) == ("1:5", "7", "pt-br")
    assert direct.message.private


def test_a_topic_is_a_conversation_of_its_own() -> None:
    topic = {"is_topic_message": True, "message_thread_id": 42}
    read_as = said(message("@wego_bot fees", chat=GROUP, entities=("mention:@wego_bot",), **topic))

    assert read_as is not None
    assert (read_as.thread_id, read_as.message.to.conversation_id, read_as.quote_id) == (42, "-100/42", 3)
    assert not read_as.message.private


def test_a_button_under_a_message_that_is_gone_is_still_read() -> None:
    query = {
        "id": "1",
        "from": MAYA,
        "chat_instance": "x",
        "data": "a:what-fees",
        "message": {"message_id": 2, "date": 0, "chat": PRIVATE},
    }
    read_as = said({"callback_query": query})

    assert read_as is not None
    assert (read_as.message.action, read_as.message.text) == ("a:what-fees", "")


@pytest.mark.filterwarnings("ignore:.*timedelta.*")
@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), RecipientUnreachableError),
        (Forbidden("Forbidden: user is deactivated"), RecipientUnreachableError),
        (BadRequest("Chat not found"), RecipientUnreachableError),
        (BadRequest("Can't parse entities: unclosed tag"), MessageRejectedError),
        (BadRequest("Message is too long"), MessageRejectedError),
        (NetworkError("Bad Gateway"), TemporaryDeliveryError),
        (InvalidToken("Unauthorized"), TemporaryDeliveryError),
        (TimedOut(), UncertainDeliveryError),
    ],
)
def test_an_error_says_whether_trying_again_makes_sense(error: TelegramError, ours: type[Exception]) -> None:
    assert type(translated(error)) is ours


@pytest.mark.parametrize(
    ("cause", "ours"),
    [
        (aiohttp.ClientConnectorError(cast("Any", None), OSError("refused")), TemporaryDeliveryError),
        (aiohttp.ConnectionTimeoutError("slow"), TemporaryDeliveryError),
        (aiohttp.SocketTimeoutError("slow"), UncertainDeliveryError),
        (TimeoutError(), UncertainDeliveryError),
        (aiohttp.ServerDisconnectedError("closed"), UncertainDeliveryError),
        (aiohttp.ClientOSError("reset"), UncertainDeliveryError),
    ],
)
def test_a_broken_connection_is_uncertain_once_the_request_has_left(cause: Exception, ours: type[Exception]) -> None:
    error = TimedOut() if isinstance(cause, TimeoutError) else NetworkError(type(cause).__name__)
    error.__cause__ = cause

    assert type(translated(error)) is ours


@pytest.mark.parametrize("after", [7, timedelta(seconds=7)])
@pytest.mark.filterwarnings("ignore")
def test_slow_down_says_for_how_long(after: int | timedelta) -> None:
    error = translated(RetryAfter(after))

    assert isinstance(error, RateLimitedError)
    assert error.retry_after == timedelta(seconds=7)


def test_short_buttons_share_a_row_and_too_long_ones_are_left_out() -> None:
    labels = ["Fees", "Events", "A question that is rather long for half a row", "Contact"]
    markup = keyboard((*(Choice(label, "topic:x") for label in labels), Choice("never", "a:" + "é" * 40)))

    assert markup is not None
    assert [[button.text for button in row] for row in markup.inline_keyboard] == [labels[:2], labels[2:3], labels[3:]]


def given(*emojis: str) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": emoji} for emoji in emojis]


def test_reaction_tells_what_was_added_and_what_taken_back() -> None:
    custom = {"type": "custom_emoji", "custom_emoji_id": "5"}
    changed = {
        **{"chat": PRIVATE, "message_id": 3, "date": 1, "user": MAYA},
        "old_reaction": given("👍", "🔥"),
        "new_reaction": [*given("🔥", "❤\ufe0f"), custom],
    }

    update = Update.de_json({"update_id": 5, "message_reaction": changed}, None).message_reaction

    assert update is not None
    assert reaction(update) == Reaction(Account("telegram", "7"), Address("telegram", "7"), "3", added=("❤", "⭐"), removed=("👍",))


def test_reaction_of_nobody_in_particular_is_passed_over() -> None:
    by_group = {"actor_chat": GROUP, "old_reaction": [], "new_reaction": given("👍")}
    anonymous = {"chat": GROUP, "message_id": 3, "date": 1, **by_group}

    update = Update.de_json({"update_id": 5, "message_reaction": anonymous}, None).message_reaction

    assert update is not None
    assert reaction(update) is None
