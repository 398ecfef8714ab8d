"""The web chat, without HTTP: a visitor's messages in, our replies out, within a rate."""

from __future__ import annotations

from collections.abc import Sequence

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.assistant import Assistant
from bot.conversation import Account, Address, IncomingMessage, Memory, Reply, Turn

CHANNEL = "web"
PER_VISITOR = RateLimitItemPerMinute(20)
PER_ADDRESS = RateLimitItemPerMinute(120)
"""An office shares one address; a script that throws its cookie away is held by this one."""
SHOWN_TURNS = 30


class WebChat:
    """Conversations of web visitors; a visitor is known by a signed cookie, which `bot.web` keeps."""

    def __init__(self, assistant: Assistant, memory: Memory) -> None:
        self._assistant = assistant
        self._memory = memory
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admits(self, visitor: str, address: str) -> bool:
        """Count a message; whether it is within the visitor's and the network address's rate."""
        return self._limiter.hit(PER_VISITOR, "visitor", visitor) and self._limiter.hit(PER_ADDRESS, "address", address)

    async def say(self, visitor: str, message_id: str, *, text: str, action: str, language_hint: str | None) -> Reply:
        """Return the reply to a visitor's text or button; ``message_id`` is the page's own, a repeat gets the same reply."""
        return await self._assistant.reply(
            _message(visitor, f"{visitor}:{message_id}", text=text, action=action, language_hint=language_hint)
        )

    async def history(self, visitor: str) -> Sequence[Turn]:
        """Return what was said before, oldest first."""
        return (await self._memory.recall(_message(visitor, ""), limit=SHOWN_TURNS)).history

    async def language(self, visitor: str) -> str | None:
        """Return the language that a visitor chose or was answered in last."""
        recollection = await self._memory.recall(_message(visitor, ""), limit=1)
        return recollection.language or (recollection.history[-1].reply.lang if recollection.history else None)

    async def forget(self, visitor: str) -> None:
        """Delete a visitor's conversation."""
        await self._memory.forget(CHANNEL, visitor)


def _message(
    visitor: str, message_id: str, *, text: str = "", action: str = "", language_hint: str | None = None
) -> IncomingMessage:
    return IncomingMessage(
        id=message_id,
        sender=Account(CHANNEL, visitor),
        to=Address(CHANNEL, visitor),
        text=text,
        action=action,
        language_hint=language_hint,
    )
