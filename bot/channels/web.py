"""The web chat, without HTTP: a visitor's messages in, our replies out, within a rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.assistant import Assistant
from bot.conversation import Account, Address, File, IncomingMessage, Memory, Reply, Turn

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

    async def say(
        self, visitor: str, message_id: str, *, text: str, action: str, language_hint: str | None, zone_hint: str | None = None
    ) -> Reply:
        """Return the reply to a visitor's text or button; ``message_id`` is the page's own, a repeat gets the same reply."""
        message = _message(visitor, message_id)
        return await self._assistant.reply(
            replace(message, text=text, action=action, language_hint=language_hint, zone_hint=zone_hint)
        )

    async def history(self, visitor: str) -> Sequence[Turn]:
        """Return what was said before, oldest first; with the page's own message ids."""
        turns = (await self._memory.recall(_message(visitor, ""), limit=SHOWN_TURNS)).history
        return [replace(turn, message_id=turn.message_id.removeprefix(f"{visitor}:")) for turn in turns]

    async def file(self, visitor: str, message_id: str) -> File | None:
        """Return the file that came with the reply to a visitor's own message; ``None`` if there is none."""
        reply = (await self._memory.recall(_message(visitor, message_id), limit=1)).reply
        return reply.file if reply else None

    async def language(self, visitor: str) -> str | None:
        """Return the language that a visitor chose or was answered in last."""
        recollection = await self._memory.recall(_message(visitor, ""), limit=1)
        return recollection.language or (recollection.history[-1].reply.lang if recollection.history else None)

    async def forget(self, visitor: str) -> None:
        """Delete a visitor's conversation."""
        await self._memory.forget(CHANNEL, visitor)


def _message(visitor: str, message_id: str) -> IncomingMessage:
    return IncomingMessage(id=f"{visitor}:{message_id}", sender=Account(CHANNEL, visitor), to=Address(CHANNEL, visitor))
