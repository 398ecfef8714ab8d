"""The courier: empties the outbox onto the platforms, within their rates, and writes down what became of each delivery.

No transaction stays open during a send: a delivery is claimed and committed as ``sending``, then sent, then recorded. When
the process dies in between, `Outbox.recover` finds it when its lease ends (docs/guarantees.md). While a send lasts its lease
is renewed; while the database can't be written to, what became of a send is kept in memory and written again and again.

Each channel has a lane of its own: one that is slow, silent or refused holds up no other.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol, runtime_checkable

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
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.outreach.outbox import Delivery, Outbox, State, is_group
from bot.outreach.traffic import Traffic
from bot.waiting import backoff, insist, pause

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
"""For how long a dead courier's deliveries wait; a living one renews it each `TIDY_SECONDS`."""
TIDY_SECONDS = 15.0
CLAIM_SECONDS, IDLE_SECONDS = 0.12, 1.0
AT_ONCE, CLAIMED = 16, 64
"""Of a channel: sends under way or not recorded yet, so that no more are in doubt; deliveries in hand, those that wait included."""
WAIT_SECONDS = 0.5
"""How much of a rate may wait for its turn at the gate."""
FIRST_RETRY, LAST_RETRY = timedelta(seconds=5), timedelta(hours=1)
TRIED_FOR = 40
"""Attempts after which a platform that keeps failing is given up: with the pauses above, about a day."""
REFUSED_PAUSE = timedelta(minutes=1)

Fresh = Callable[[Delivery], Awaitable[Reply | None]]


@runtime_checkable
class Sender(Protocol):
    """A channel that can be written to without being asked."""

    name: str

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """Send a message and its file; return the platform's receipt, by which it can be edited or deleted.

        Args:
            key: Of the delivery; the same at each attempt.
            to: Where; `Address.conversation_id` as in `bot.outreach.recipients.Recipient`.
            message: What.

        Returns:
            JSON; ``{"chat": 7, "messages": [1, 2]}`` on Telegram, ``{"channel": "D1", "messages": ["1.1"]}`` on Slack.

        Raises:
            DeliveryError: It did not arrive, or nobody knows; when a part of it arrived, the latter.
        """


class Courier:
    """Sends what is due until it is closed.

    Args:
        outbox: Where deliveries are.
        senders: Channels by name.
        traffic: How fast they may be written to; has a gate for each of them.
        clock: The time.
        fresh: Asked right before a send for the message as it should be now; ``None`` from it cancels the delivery.
        on_refused: Told once when a platform begins to refuse our token: the channel, and why.
    """

    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        *,
        traffic: Traffic,
        clock: Clock,
        fresh: Fresh | None = None,
        on_refused: Callable[[str, str], Awaitable[None]] | None = None,
    ) -> None:
        self._outbox = outbox
        self._senders = senders
        self._traffic = traffic
        self._clock = clock
        self._fresh = fresh
        self._on_refused = on_refused
        self._slots = {name: asyncio.Semaphore(AT_ONCE) for name in senders}
        self._begun: set[int] = set()
        self._under_way: dict[asyncio.Task[None], Delivery] = {}
        self._ended = {name: asyncio.Event() for name in senders}
        self._stopping = asyncio.Event()
        self._lanes: list[asyncio.Task[None]] = []
        self._refused: dict[str, str] = {}
        self._had_some_at: dict[str, float] = {}

    @property
    def refused(self) -> Mapping[str, str]:
        """Return the channels whose platform refuses our token, with its reason."""
        return self._refused

    def start(self) -> None:
        """Begin to send what is due."""
        self._lanes = [asyncio.create_task(self._repeat(self._lane, name)) for name in self._senders]
        self._lanes.append(asyncio.create_task(self._repeat(self._tidy, "")))

    async def close(self, seconds: float) -> None:
        """Claim nothing more, put back what has not left, and give what has so long to be answered."""
        for event in (self._stopping, *self._ended.values()):
            event.set()
        await asyncio.gather(*self._lanes, return_exceptions=True)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        late, begun = dict(self._under_way), set(self._begun)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for delivery in late.values():
            if delivery.id in begun:
                await self._not_sent(delivery, UncertainDeliveryError("the process was stopped while it was sent"))
            else:
                await self._put_back(delivery)
        await self._traffic.close()

    async def tick(self, channel: str) -> bool:
        """Claim what is due on a channel and begin to send it; return whether there was anything."""
        gate = self._traffic.gate(channel)
        free = min(CLAIMED - self._count(channel), self._waiting_for(gate.pace.rate) - self._count(channel, begun=False))
        most = min(free, 1) if channel in self._refused else free
        used = gate.take_unclaimed()
        claimed = await self._outbox.claim(channel, gate.pace, now=self._clock.now(), lease=LEASE, most=most, used=used)
        for delivery in claimed:
            task = asyncio.create_task(self._see_to(delivery))
            self._under_way[task] = delivery
            task.add_done_callback(self._done)
        return bool(claimed)

    def _count(self, channel: str, *, begun: bool = True) -> int:
        ours = (delivery for delivery in self._under_way.values() if delivery.to.channel == channel)
        return sum(begun or delivery.id not in self._begun for delivery in ours)

    @staticmethod
    def _waiting_for(rate: float) -> int:
        """Return how many may wait for their turn: were there more, those of one conversation might leave close together."""
        return max(2, math.ceil(rate * WAIT_SECONDS))

    async def tidy(self) -> None:
        """Keep what is ours, settle what others left, and learn who can't be written to."""
        now = self._clock.now()
        await self._outbox.renew(list(self._under_way.values()), now=now, lease=LEASE)
        repeated, uncertain = await self._outbox.recover(now=now, lease=LEASE)
        if repeated or uncertain:
            log.warning("deliveries_recovered", repeated=repeated, uncertain=uncertain)
        await self._traffic.look()

    # -- lanes --------------------------------------------------------------------------------------------------

    async def _repeat(self, work: Callable[[str], Awaitable[None]], channel: str) -> None:
        while not self._stopping.is_set():
            try:
                await work(channel)
            except Exception:
                log.exception("courier_failed", channel=channel)
                await pause(IDLE_SECONDS, self._stopping)

    async def _tidy(self, _: str) -> None:
        await self.tidy()
        await pause(TIDY_SECONDS, self._stopping)

    async def _lane(self, channel: str) -> None:
        now = time.monotonic()
        if await self.tick(channel):
            self._had_some_at[channel] = now
        rate = self._traffic.gate(channel).pace.rate
        if now - self._had_some_at.get(channel, -math.inf) > max(IDLE_SECONDS, 2 / rate):
            await pause(IDLE_SECONDS, self._stopping)
        elif self._count(channel) < CLAIMED:  # with nothing claimed just now, the rate had no room yet
            await pause(CLAIM_SECONDS, self._stopping)
        while self._count(channel) > CLAIMED // 2 and not self._stopping.is_set():
            self._ended[channel].clear()
            await pause(IDLE_SECONDS, self._ended[channel])

    def _done(self, task: asyncio.Task[None]) -> None:
        delivery = self._under_way.pop(task)
        self._begun.discard(delivery.id)
        self._ended[delivery.to.channel].set()
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery_not_recorded", delivery_id=delivery.id, error=type(error).__name__)

    # -- one delivery -------------------------------------------------------------------------------------------

    async def _see_to(self, delivery: Delivery) -> None:
        gate = self._traffic.gate(delivery.to.channel)
        async with self._slots[delivery.to.channel]:
            wait = (delivery.send_at - self._clock.now()).total_seconds()
            passed = await gate.enter(min(max(wait, 0.0), IDLE_SECONDS), self._stopping)
            if passed is None:
                await self._put_back(delivery)
                return
            try:
                message = await self._fresh(delivery) if self._fresh else delivery.message
            except DeliveryError as error:
                await self._not_sent(delivery, error)
                return
            except Exception as error:
                log.exception("message_not_made", delivery_id=delivery.id)
                await self._not_sent(delivery, TemporaryDeliveryError(type(error).__name__))
                return
            if message is None:
                await self._give_up(delivery, State.CANCELLED, "no longer needed")
                return
            self._begun.add(delivery.id)
            try:
                receipt = await self._senders[delivery.to.channel].push(delivery.key, delivery.to, message)
            except DeliveryError as error:
                gate.arrived(passed)
                await self._not_sent(delivery, error)
            except Exception as error:
                log.exception("push_failed", delivery_id=delivery.id)
                await self._give_up(delivery, State.UNCERTAIN, type(error).__name__)
            else:
                gate.arrived(passed)
                self._refused.pop(delivery.to.channel, None)
                await insist(self._stopping, self._outbox.sent, delivery, receipt, at=self._clock.now())
                log.info("delivery_sent", delivery_id=delivery.id, channel=delivery.to.channel)

    async def _put_back(self, delivery: Delivery) -> None:
        await insist(self._stopping, self._outbox.requeue, delivery, "", not_before=None, at=self._clock.now(), counted=False)

    async def _not_sent(self, delivery: Delivery, error: DeliveryError) -> None:
        """Record what an error of the platform means for a delivery, its address, and its channel."""
        now, reason, outbox, to = self._clock.now(), str(error), self._outbox, delivery.to
        log.info("delivery_not_sent", delivery_id=delivery.id, channel=to.channel, error=type(error).__name__)
        again: dict[str, Any] = {"not_before": now, "at": now}
        match error:
            case RateLimitedError():
                await self._slow_down(to, error.retry_after)
                again |= {"not_before": now + error.retry_after, "counted": False}
            case ChannelRefusedError():
                await self._note_refusal(to.channel, reason)
                again |= {"not_before": now + REFUSED_PAUSE, "counted": False}
            case ConversationMovedError() if delivery.attempts < TRIED_FOR:
                await insist(self._stopping, outbox.moved, to, Address(to.channel, error.new_id, to.thread_id))
            case RecipientUnreachableError():
                self._traffic.forget(to)
                await insist(self._stopping, outbox.unreachable, delivery, reason, at=now)
                return
            case MessageRejectedError():
                await self._give_up(delivery, State.FAILED, reason)
                return
            case UncertainDeliveryError() if not delivery.repeatable:
                await self._give_up(delivery, State.UNCERTAIN, reason)
                return
            case UncertainDeliveryError():
                again |= {"not_before": now + FIRST_RETRY, "doubted": True}
            case _ if delivery.attempts >= TRIED_FOR:
                await self._give_up(delivery, State.FAILED, reason)
                return
            case _:
                again |= {"not_before": now + backoff(delivery.attempts, FIRST_RETRY, LAST_RETRY)}
        await insist(self._stopping, outbox.requeue, delivery, reason, **again)

    async def _slow_down(self, to: Address, retry_after: timedelta) -> None:
        """Obey: in a group, its own limit is the likelier one; elsewhere that of all."""
        if is_group(to.conversation_id):
            now = self._clock.now()
            await insist(
                self._stopping, self._outbox.slow_down, to.channel, now + retry_after, now=now, conversation_id=to.conversation_id
            )
        else:
            self._traffic.limited(to.channel, retry_after)

    async def _note_refusal(self, channel: str, reason: str) -> None:
        now = self._clock.now()
        await insist(self._stopping, self._outbox.slow_down, channel, now + REFUSED_PAUSE, now=now)
        if channel not in self._refused:
            self._refused[channel] = reason
            log.error("channel_refused", channel=channel, reason=reason)
            if self._on_refused:
                await insist(self._stopping, self._on_refused, channel, reason)

    async def _give_up(self, delivery: Delivery, state: State, reason: str) -> None:
        await insist(self._stopping, self._outbox.give_up, delivery, state, reason, at=self._clock.now())
