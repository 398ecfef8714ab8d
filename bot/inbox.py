"""What the platforms bring is kept before it is confirmed, then handled: in order within a conversation, never lost in a crash.

An update is written to the inbox table before the platform hears that we have it. Who wrote it has it in hand for the time of
a lease, and renews that while it lives; what a dead process had in hand is taken up when its lease ends, by whoever looks
first, and at once by the next start where there is one process alone. An update is handled twice only when the process dies
between the platform's acceptance of the reply and our record of it, or when the connection broke so that nobody knows whether
the reply arrived; then it is sent once more.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.errors import (
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    UncertainDeliveryError,
)
from bot.waiting import backoff, insist, pause

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 25
"""About a quarter of an hour of a platform that is down; after that an answer is of little use."""
PARALLEL = 16
FIRST_RETRY, LAST_RETRY = timedelta(seconds=1), timedelta(minutes=1)
LEASE = timedelta(seconds=30)
LOOK_EVERY = timedelta(seconds=10)
"""How often leases are renewed, and what others left is looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One update: ``payload`` as the channel wrote it; updates of one ``lane`` are handled in order."""

    id: int
    lane: str
    payload: str
    attempts: int


class InboxRepository(Protocol):
    """What the inbox needs of storage; each call is one transaction, committed when it returns."""

    async def add(self, channel: str, external_id: str, lane: str, payload: str, *, at: datetime) -> Entry | None:
        """Keep an update, with a lease from ``at`` on; ``None`` when this external id is already there."""

    async def take_up(self, channel: str, *, at: datetime, starting: bool = False) -> Sequence[Entry]:
        """Lease what is not handled yet and nobody has in hand, oldest first.

        Args:
            channel: Its name.
            at: The time.
            starting: Whether the process has just begun: on a database for one process alone, nobody else has anything in hand.
        """

    async def renew(self, entry_ids: Collection[int], *, at: datetime) -> None:
        """Prolong leases."""

    async def release(self, entry_ids: Collection[int]) -> None:
        """End leases: whoever looks next takes these up."""

    async def tried(self, entry_id: int) -> None:
        """Count one failed attempt."""

    async def finish(self, entry_id: int, *, at: datetime, failed: bool) -> None:
        """Mark an update as handled and drop its payload; its id stays, so that a repeat is known."""


class Inbox:
    """The inbox of one channel.

    Args:
        channel: Its name.
        repository: Where updates are kept.
        handle: Handles one payload; a `DeliveryError` says whether trying again makes sense.
        clock: The time.
    """

    def __init__(self, channel: str, repository: InboxRepository, handle: Callable[[str], Awaitable[None]], clock: Clock) -> None:
        self._channel = channel
        self._repository = repository
        self._handle = handle
        self._clock = clock
        self._lanes: dict[str, deque[Entry]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(PARALLEL)
        self._closing = asyncio.Event()
        self._in_hand: set[int] = set()
        self._looking: asyncio.Task[None] | None = None

    async def put(self, external_id: str, lane: str, payload: str) -> bool:
        """Keep an update and see to it; once this returns, it is safe to confirm it. ``False``: it was already there."""
        entry = await self._repository.add(self._channel, external_id, lane, payload, at=self._clock.now())
        if entry is None:
            log.info("update_repeated", channel=self._channel, update_id=external_id)
            return False
        self._schedule(entry)
        return True

    async def resume(self) -> int:
        """Take up what an earlier process left; return how much that was. Call it once, before the channel receives."""
        taken = self._take(await self._repository.take_up(self._channel, at=self._clock.now(), starting=True))
        self._looking = asyncio.create_task(self._look_again())
        return taken

    async def look(self) -> int:
        """Renew our leases, and take up what a dead process had in hand; return how much that was."""
        now = self._clock.now()
        await self._repository.renew(self._in_hand, at=now)
        return self._take(await self._repository.take_up(self._channel, at=now))

    async def _look_again(self) -> None:
        while not self._closing.is_set():
            await pause(LOOK_EVERY.total_seconds(), self._closing)
            try:
                await self.look()
            except Exception:
                log.exception("inbox_not_looked_at", channel=self._channel)

    def _take(self, entries: Sequence[Entry]) -> int:
        new = [entry for entry in entries if entry.id not in self._in_hand]
        for entry in new:
            self._schedule(entry)
        if new:
            log.info("inbox_resumed", channel=self._channel, updates=len(new))
        return len(new)

    async def close(self, timeout: float) -> None:  # noqa: ASYNC109  a bound on the whole, not on one await
        """Finish what is under way, at most ``timeout`` seconds; the rest waits in the table for the next start."""
        self._closing.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=timeout)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._looking:
            await self._looking
        try:
            await self._repository.release(self._in_hand)
        except Exception:
            log.exception("inbox_not_released", channel=self._channel)  # the leases end by themselves

    def _schedule(self, entry: Entry) -> None:
        self._in_hand.add(entry.id)
        lane = self._lanes.get(entry.lane)
        if lane is not None:
            lane.append(entry)
            return
        self._lanes[entry.lane] = deque([entry])
        task = asyncio.create_task(self._drain(entry.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: str) -> None:
        entries = self._lanes[lane]
        try:
            while entries and not self._closing.is_set():
                await self._see_to(entries[0])
                entries.popleft()
        finally:
            del self._lanes[lane]

    async def _see_to(self, entry: Entry) -> None:
        attempts = entry.attempts
        while not self._closing.is_set():
            try:
                async with self._slots:
                    await self._handle(entry.payload)
            except DeliveryError as error:
                attempts += 1
                log.warning(
                    "reply_not_delivered",
                    channel=self._channel,
                    inbox_id=entry.id,
                    attempt=attempts,
                    error=type(error).__name__,
                    reason=str(error),
                )
                if _is_final(error, attempts):
                    await self._finish(entry, failed=True)
                    return
                await insist(self._closing, self._repository.tried, entry.id)
                await pause(_delay(error, attempts).total_seconds(), self._closing)
            except Exception:
                log.exception("update_failed", channel=self._channel, inbox_id=entry.id)
                await self._finish(entry, failed=True)
                return
            else:
                await self._finish(entry, failed=False)
                return

    async def _finish(self, entry: Entry, *, failed: bool) -> None:
        await insist(self._closing, self._repository.finish, entry.id, at=self._clock.now(), failed=failed)
        self._in_hand.discard(entry.id)


def _is_final(error: DeliveryError, attempts: int) -> bool:
    if isinstance(error, RecipientUnreachableError | MessageRejectedError):
        return True
    if isinstance(error, UncertainDeliveryError):
        return attempts >= 2
    return not isinstance(error, RateLimitedError) and attempts >= MAX_ATTEMPTS


def _delay(error: DeliveryError, attempts: int) -> timedelta:
    if isinstance(error, RateLimitedError):
        return error.retry_after
    return backoff(attempts, FIRST_RETRY, LAST_RETRY)
