"""Telegram's errors in our words."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram_request import is_broken_off, never_left
from bot.errors import (
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)

REFUSED = "TELEGRAM_BOT_TOKEN is refused by Telegram (401); copy it again from @BotFather, or get a new one with /token"
"""Told in place of the SDK's error, which holds the token."""

_PERMANENT = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "user_deactivated",
    "peer_id_invalid",
)


def translated(error: TelegramError) -> DeliveryError:
    """Return our error for the SDK's.

    `BadRequest` and `TimedOut` are `NetworkError`s in the SDK: the order matters. A request that never left, and a
    5xx, are tried again; one that left and was not answered may have been carried out.

    Source: tdlib/telegram-bot-api Client.cpp for the texts; telegram/error.py for the tree.
    """
    text = str(error)
    match error:
        case RetryAfter():
            after = error.retry_after
            return RateLimitedError(after if isinstance(after, timedelta) else timedelta(seconds=after))
        case Forbidden():
            return RecipientUnreachableError(text)
        case BadRequest():
            if any(reason in text.lower() for reason in _PERMANENT):
                return RecipientUnreachableError(text)
            return MessageRejectedError(text)
        case NetworkError() if never_left(error):
            return TemporaryDeliveryError(text)
        case TimedOut():
            return UncertainDeliveryError(text)
        case NetworkError() if is_broken_off(error):
            return UncertainDeliveryError(text)
        case NetworkError() if "entity too large" in text.lower():
            return MessageRejectedError(text)
        case _ if "invalid server response" in text.lower():  # a success, as far as it can be read
            return UncertainDeliveryError(text)
        case _:
            return TemporaryDeliveryError(text)
