"""The courier: empties the outbox onto the platforms, within their rates, and writes down what became of each delivery.

No transaction stays open during a send: a delivery is claimed and committed as ``sending``, then sent, then recorded. When
the process dies in between, `Outbox.recover` finds it when its lease ends (docs/guarantees.md).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation import Address, Reply
from bot.errors import (
    ChannelRefusedError,
    ConversationMovedError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    UncertainDeliveryError,
)
from bot.outreach.outbox import REPEATED, Delivery, Outbox, Pace, State

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than any send takes (20 s to read an answer, a few messages and a file)."""
IDLE_SECONDS = 1.0
FIRST_RETRY, LAST_RETRY = timedelta(seconds=5), timedelta(hours=1)
TRIED_FOR = 30
"""Attempts after which a platform that keeps failing is given up: with the pauses above, a little more than a day."""
REFUSED_PAUSE = timedelta(minutes=1)


class Sender(Protocol):
    """A channel that can be written to without being asked."""

    name: str

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """Send a message and its file; return the platform's receipt, by which it can be edited or deleted.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """


class Courier:
    """Sends what is due until it is stopped.

    Args:
        outbox: Where deliveries are.
        senders: Channels by name.
        paces: How fast they are written to, by channel.
        clock: The time.
        at_once: Sends under way at the same time.
    """

    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        *,
        paces: Mapping[str, Pace],
        clock: Clock,
        at_once: int = 32,
    ) -> None:
        self._outbox = outbox
        self._senders = senders
        self._paces = {name: pace for name, pace in paces.items() if name in senders}
        self._clock = clock
        self._free = asyncio.Semaphore(at_once)
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._refused: set[str] = set()

    @property
    def refused(self) -> frozenset[str]:
        """Return the channels whose platform refuses our token."""
        return frozenset(self._refused)

    async def run(self) -> None:
        """Send what is due, until `stop`."""
        while not self._stopping.is_set():
            try:
                await self._outbox.recover(now=self._clock.now())
                busy = await self.tick()
            except Exception:
                log.exception("courier_failed")
                busy = False
            if not busy:
                await self._pause(IDLE_SECONDS)
        if self._under_way:
            await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Claim nothing more; `run` returns when what is under way has ended."""
        self._stopping.set()

    async def tick(self) -> bool:
        """Claim what is due and begin to send it; return whether there was anything."""
        now = self._clock.now()
        claimed = await self._outbox.claim(self._paces, now=now, lease=LEASE)
        for delivery in claimed:
            wait = (delivery.send_at - self._clock.now()).total_seconds()
            if wait > 0:
                await asyncio.sleep(wait)
            await self._free.acquire()
            task = asyncio.create_task(self._send(delivery))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return bool(claimed)

    async def drain(self) -> None:
        """Wait until all that was begun has ended."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._free.release()
        if not task.cancelled() and (error := task.exception()):
            # What was sent stays ``sending`` until its lease ends, and is settled then.
            log.error("delivery_not_recorded", error=type(error).__name__)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _send(self, delivery: Delivery) -> None:
        sender = self._senders[delivery.to.channel]
        try:
            receipt = await sender.push(delivery.key, delivery.to, delivery.message)
        except DeliveryError as error:
            await self._not_sent(delivery, error)
        except Exception as error:
            log.exception("push_failed", delivery_id=delivery.id)
            await self._outbox.give_up(delivery, State.FAILED, type(error).__name__, at=self._clock.now())
        else:
            self._refused.discard(delivery.to.channel)
            await self._outbox.sent(delivery, receipt, at=self._clock.now())
            log.info("delivery_sent", delivery_id=delivery.id, channel=delivery.to.channel)

    async def _not_sent(self, delivery: Delivery, error: DeliveryError) -> None:
        """Record what an error of the platform means for a delivery, its address, and its channel."""
        now, reason = self._clock.now(), str(error)
        outbox, channel = self._outbox, delivery.to.channel
        log.info("delivery_not_sent", delivery_id=delivery.id, channel=channel, error=type(error).__name__)
        match error:
            case RateLimitedError():
                await outbox.slow_down(channel, now + error.retry_after)
                await outbox.requeue(delivery, reason, not_before=now + error.retry_after, at=now)
            case ChannelRefusedError():
                if channel not in self._refused:
                    self._refused.add(channel)
                    log.error("channel_refused", channel=channel, reason=reason)
                await outbox.slow_down(channel, now + REFUSED_PAUSE)
                await outbox.requeue(delivery, reason, not_before=now + REFUSED_PAUSE, at=now)
            case ConversationMovedError():
                await outbox.moved(delivery.to, Address(channel, error.new_id, delivery.to.thread_id))
                await outbox.requeue(delivery, reason, not_before=now, at=now)
            case RecipientUnreachableError():
                await outbox.unreachable(delivery, reason, at=now)
            case MessageRejectedError():
                await outbox.give_up(delivery, State.FAILED, reason, at=now)
            case UncertainDeliveryError() if delivery.kind in REPEATED and delivery.attempts == 1:
                await outbox.requeue(delivery, reason, not_before=now + FIRST_RETRY, at=now)
            case UncertainDeliveryError():
                await outbox.give_up(delivery, State.UNCERTAIN, reason, at=now)
            case _ if delivery.attempts >= TRIED_FOR:
                await outbox.give_up(delivery, State.FAILED, reason, at=now)
            case _:
                await outbox.requeue(delivery, reason, not_before=now + _back_off(delivery.attempts), at=now)


def _back_off(attempts: int) -> timedelta:
    """Return how long to wait after a try: doubling, with jitter, so that not all come back at once."""
    seconds = min(LAST_RETRY.total_seconds(), FIRST_RETRY.total_seconds() * 2 ** min(attempts - 1, 12))
    return timedelta(seconds=seconds * random.uniform(0.5, 1.0))  # noqa: S311
