"""Changing messages that have left: each waits for its turn at the channel's gate, like whatever else leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, runtime_checkable

from bot.conversation import Reply
from bot.errors import RateLimitedError
from bot.outreach.traffic import Traffic


@runtime_checkable
class Retractor(Protocol):
    """A channel whose messages can be changed after they have left."""

    name: str
    change_seconds: float
    """How long to wait between two changes, where the platform allows fewer of them than of messages."""

    async def withdraw(self, receipt: str) -> None:
        """Delete what a push with this receipt sent; what is gone already is no error.

        Raises:
            DeliveryError: It could not be deleted.
        """

    async def edit(self, receipt: str, message: Reply) -> None:
        """Put another text in the place of what a push with this receipt sent; a file that came with it stays.

        Raises:
            DeliveryError: It could not be changed.
        """


class Changer:
    """Deletes and edits, one at a time on each channel, within the rate that it shares with the courier and the answers.

    Doing either twice does no harm, so whoever uses it does again what is in doubt.

    Args:
        retractors: Channels by name.
        traffic: How fast they may be written to; has a gate for each of them.
        sleep: How to wait.
    """

    def __init__(
        self,
        retractors: Mapping[str, Retractor],
        traffic: Traffic,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._retractors = retractors
        self._traffic = traffic
        self._sleep = sleep
        self._lines = {name: asyncio.Lock() for name in retractors}

    def can_change(self, channel: str) -> bool:
        """Whether messages can be changed on a channel once they have left."""
        return channel in self._retractors

    async def withdraw(self, channel: str, receipt: str) -> None:
        """See `Retractor`."""
        await self._change(channel, lambda retractor: retractor.withdraw(receipt))

    async def edit(self, channel: str, receipt: str, message: Reply) -> None:
        """See `Retractor`."""
        await self._change(channel, lambda retractor: retractor.edit(receipt, message))

    async def _change(self, channel: str, change: Callable[[Retractor], Awaitable[None]]) -> None:
        retractor = self._retractors[channel]
        async with self._lines[channel]:
            try:
                async with self._traffic.turn(channel):
                    await change(retractor)
            except RateLimitedError as error:
                self._traffic.limited(channel, error.retry_after)
                raise
            finally:
                await self._sleep(retractor.change_seconds)
