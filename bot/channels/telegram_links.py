"""Links that open a conversation with our bot in Telegram."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.helpers import create_deep_linked_url

from bot.channels.telegram_errors import REFUSED, translated
from bot.errors import ConfigurationError


async def deep_link(token: str, api_base: str, payload: str) -> str:
    """Return the link that sends ``/start payload`` to the bot of a token; its name is asked of Telegram.

    Raises:
        ConfigurationError: Telegram refuses the token.
        DeliveryError: Telegram can't be reached.
    """
    base = api_base.rstrip("/")
    try:
        async with Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
            return create_deep_linked_url(bot.username, payload)
    except InvalidToken:
        raise ConfigurationError(REFUSED) from None  # the SDK's error holds the token
    except TelegramError as error:
        raise translated(error) from error
