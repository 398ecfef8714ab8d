"""What leaves on each channel, pushed or not: one rate for both, in which answers go first.

A channel tells what it sends by itself, and whom it hears; the courier asks when it may send. All calls of a channel's are
cheap and return at once: nobody waits for the database to be answered.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.conversation import Address
from bot.outreach.outbox import Outbox, Pace
from bot.waiting import pause

log = structlog.get_logger(__name__)

WINDOW_SECONDS = 1.002
ON_ITS_WAY_SECONDS = 1.0
"""Until it is answered, a message may arrive at any time; after so long it is taken as arrived."""
LATENCIES = 100
"""Answers of which the quickest tells how long the way is."""
CLOSED_SECONDS = 3.0
"""What must wait for longer than this goes back into the outbox."""
TALKING_SECONDS = 10.0
"""After an answer, for so long a tenth of the rate is left free for the next ones."""
FREE_SHARE = 0.1
SLOWED, RECOVERED_A_SECOND = 0.9, 0.01
"""What a refusal for going too fast does to the rate, and how much of the whole comes back each second."""


class Gate:
    """Lets messages pass at a platform's rate: never more in a second than it allows, in the order in which they came.

    Args:
        pace: What the platform allows.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._passed: deque[list[float]] = deque()
        self._latencies: deque[float] = deque(maxlen=LATENCIES)
        self._line = asyncio.Lock()
        self._answered_at = -math.inf
        self._slowed_at, self._speed = 0.0, 1.0
        self._closed_until = -math.inf
        self._unclaimed = 0

    @property
    def pace(self) -> Pace:
        """Return how fast may be pushed now."""
        return replace(self._pace, rate=self._pace.rate * self._share())

    def _share(self) -> float:
        now = time.monotonic()
        speed = min(1.0, self._speed + (now - self._slowed_at) * RECOVERED_A_SECOND)
        return speed * (1 - FREE_SHARE) if now - self._answered_at < TALKING_SECONDS else speed

    async def enter(self, wait: float, stopping: asyncio.Event) -> list[float] | None:
        """Wait for one's turn; return what `arrived` takes, or ``None`` when we stop before, or must wait for long.

        Args:
            wait: Seconds for which to wait in any case.
            stopping: Set when we stop.
        """
        until = time.monotonic() + wait
        async with self._line:
            while not stopping.is_set() and self._closed_until - time.monotonic() < CLOSED_SECONDS:
                left = max(until, self._free_at()) - time.monotonic()
                if left <= 0:
                    return self._pass()
                await pause(left, stopping)
        return None

    def arrived(self, message: list[float]) -> None:
        """Note that a message that passed was answered."""
        # Platforms count arrivals. The way itself takes all messages alike; what one took longer than the quickest, it may have
        # arrived later.
        latency = time.monotonic() - (message[0] - ON_ITS_WAY_SECONDS)
        self._latencies.append(latency)
        message[0] += min(0.0, latency - min(self._latencies) - ON_ITS_WAY_SECONDS)

    def left(self, *, answer: bool) -> None:
        """Note that something leaves without asking: it counts. After an answer, more of them may follow."""
        if answer:
            self._answered_at = time.monotonic()
        self._unclaimed += 1
        self._passed.append([time.monotonic()])

    def note_unclaimed(self) -> None:
        """Note that what has just passed was claimed by nobody."""
        self._unclaimed += 1

    def take_unclaimed(self) -> int:
        """Return how many messages left without having been claimed since this was last asked."""
        taken, self._unclaimed = self._unclaimed, 0
        return taken

    def limited(self, seconds: float) -> None:
        """Note that the platform asked to slow down: let nothing pass for so long, then a little less than before."""
        now = time.monotonic()
        self._closed_until = max(self._closed_until, now + seconds)
        if now - self._slowed_at >= 1:  # those that were under way together are one lesson
            self._speed = SLOWED * min(1.0, self._speed + (now - self._slowed_at) * RECOVERED_A_SECOND)
        self._slowed_at = now

    def _pass(self) -> list[float]:
        message = [time.monotonic() + ON_ITS_WAY_SECONDS]
        self._passed.append(message)
        return message

    def _free_at(self) -> float:
        """Return when one more fits into a second."""
        rate = self._pace.rate * self._share()
        most = max(1, math.ceil(rate))
        window = WINDOW_SECONDS if rate >= 1 else 1 / rate
        while len(self._passed) > 2 * math.ceil(self._pace.rate) + 2:
            self._passed.popleft()
        full = sorted(moment for (moment,) in self._passed)[-most] + window if len(self._passed) >= most else -math.inf
        return max(full, self._closed_until)


class Traffic:
    """The gates of all channels, and which addresses can be written to.

    Args:
        outbox: Where other processes learn of it.
        paces: By channel.
        clock: The time.
    """

    def __init__(self, outbox: Outbox, paces: Mapping[str, Pace], clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._gates = {name: Gate(pace) for name, pace in paces.items()}
        self._never = asyncio.Event()
        self._unreachable: set[tuple[str, str]] = set()
        self._writing: set[asyncio.Task[None]] = set()

    def gate(self, channel: str) -> Gate:
        """Return the gate of a channel."""
        return self._gates[channel]

    def left(self, channel: str, *, answer: bool) -> None:
        """Note that something leaves that the courier does not count: an answer, or a further part of what is pushed."""
        self._gates[channel].left(answer=answer)

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Wait until something may leave that the courier does not claim, such as a change of what has left; it counts."""
        gate = self._gates[channel]
        while (passed := await gate.enter(0.0, self._never)) is None:  # noqa: ASYNC110  the gate tells nobody that it opens
            await asyncio.sleep(CLOSED_SECONDS)
        gate.note_unclaimed()
        try:
            yield
        finally:
            gate.arrived(passed)

    def limited(self, channel: str, retry_after: timedelta) -> None:
        """Note that the platform asked to slow down."""
        self._gates[channel].limited(retry_after.total_seconds())
        now = self._clock.now()
        self._write(self._outbox.slow_down(channel, now + retry_after, now=now))

    def heard(self, *addresses: Address) -> None:
        """Note that somebody wrote from there: what was unreachable can be written to again."""
        for address in addresses:
            if (address.channel, address.conversation_id) in self._unreachable:
                self._unreachable.discard((address.channel, address.conversation_id))
                self._write(self._outbox.reachable(address))

    def lost(self, to: Address, reason: str) -> None:
        """Note that an address can't be written to any more."""
        self.forget(to)
        self._write(self._outbox.lost(to, reason, at=self._clock.now()))

    def forget(self, *addresses: Address) -> None:
        """Take note of addresses that the outbox knows to be unreachable."""
        self._unreachable |= {(address.channel, address.conversation_id) for address in addresses}

    async def look(self) -> None:
        """Learn from the outbox what other processes found unreachable."""
        known: Sequence[Address] = await self._outbox.unreachable_addresses()
        self._unreachable = {(address.channel, address.conversation_id) for address in known}

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._writing.add(task)
        task.add_done_callback(self._written)

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("traffic_not_written", error=type(error).__name__)
