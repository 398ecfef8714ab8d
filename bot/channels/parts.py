"""Messages in several parts: what of them arrived is not sent again while the process lives."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Generic, TypeVar

from bot.channels.base import Traffic
from bot.errors import ConversationMovedError, DeliveryError, RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError

_T = TypeVar("_T")
Part = Callable[[], Awaitable[_T]]
"""Sends one part, and returns the platform's name for it."""

_MAX_KNOWN = 10_000
_TRIES = 3
_TRY_AGAIN, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)


class Parts(Generic[_T]):
    """Sends what is in parts.

    Args:
        channel: Its name.
        traffic: Told of what leaves.
    """

    def __init__(self, channel: str, traffic: Traffic) -> None:
        self._channel = channel
        self._traffic = traffic
        self._sent: dict[str, list[_T]] = {}

    async def reply(self, key: str, parts: Sequence[Part[_T]]) -> None:
        """Send the parts of a reply; a second try goes on where the first one broke.

        Raises:
            DeliveryError: A part did not arrive, or nobody knows.
        """
        with self._arrived(key, parts) as sent:
            for part in parts[len(sent) :]:
                self._traffic.left(self._channel, answer=True)
                try:
                    sent.append(await part())
                except RateLimitedError as error:
                    self._traffic.limited(self._channel, error.retry_after)
                    raise

    async def push(self, key: str, parts: Sequence[Part[_T]]) -> list[_T]:
        """Send the parts of what is pushed, and return their names; a second try goes on where the first one broke.

        Once a part arrived, it is not given back half done: the rest is tried again here.

        Raises:
            DeliveryError: Nothing arrived.
            ConversationMovedError: The rest is to go elsewhere.
            UncertainDeliveryError: Nobody knows, or a part arrived and the rest did not.
        """
        with self._arrived(key, parts) as sent:
            await self._push(sent, parts)
            return sent

    async def _push(self, sent: list[_T], parts: Sequence[Part[_T]]) -> None:
        begun, tries = bool(sent), 0
        while len(sent) < len(parts):
            if begun:  # the courier has counted the first
                self._traffic.left(self._channel, answer=False)
            begun = True
            try:
                sent.append(await parts[len(sent)]())
            except ConversationMovedError:
                raise
            except (RateLimitedError, TemporaryDeliveryError) as error:
                tries += 1
                if not sent:
                    raise
                if tries > _TRIES:
                    raise UncertainDeliveryError(f"a part arrived, the rest did not: {error}") from error
                await self._wait(error)
            except DeliveryError as error:
                if sent:
                    raise UncertainDeliveryError(f"a part arrived, the rest did not: {error}") from error
                raise

    async def _wait(self, error: DeliveryError) -> None:
        wait = _TRY_AGAIN
        if isinstance(error, RateLimitedError):
            self._traffic.limited(self._channel, error.retry_after)
            wait = min(error.retry_after, _LONGEST_WAIT)
        await asyncio.sleep(wait.total_seconds())

    @contextmanager
    def _arrived(self, key: str, parts: Sequence[Part[_T]]) -> Iterator[list[_T]]:
        """Yield the names of the parts that arrived already, to be added to; kept for as long as others have not."""
        if key not in self._sent and len(self._sent) >= _MAX_KNOWN:
            del self._sent[next(iter(self._sent))]
        sent = self._sent.setdefault(key, [])
        try:
            yield sent
        finally:
            if not sent or len(sent) == len(parts):
                self._sent.pop(key, None)
