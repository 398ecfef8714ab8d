"""What the platforms bring is kept before it is confirmed, then handled: in order within a conversation, never lost in a crash.

An update is written to the inbox table before the platform hears that we have it. After a crash the rest is taken up
again at start. An update is handled twice only when the process dies between the platform's acceptance of the reply
and our record of it, or when the connection broke so that nobody knows whether the reply arrived; then it is sent once more.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
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

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 20
"""About a quarter of an hour of a platform that is down; after that an answer is of little use."""
PARALLEL = 16
WRITE_AGAIN = timedelta(milliseconds=200)


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
        """Keep an update; ``None`` when this external id is already there."""

    async def unhandled(self, channel: str) -> Sequence[Entry]:
        """Return what is not handled yet, oldest first."""

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
        entries = await self._repository.unhandled(self._channel)
        for entry in entries:
            self._schedule(entry)
        if entries:
            log.info("inbox_resumed", channel=self._channel, updates=len(entries))
        return len(entries)

    async def close(self, timeout: float) -> None:  # noqa: ASYNC109  a bound on the whole, not on one await
        """Finish what is under way, at most ``timeout`` seconds; the rest waits in the table for the next start."""
        self._closing.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=timeout)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _schedule(self, entry: Entry) -> None:
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
                    await self._record(self._repository.finish, entry.id, at=self._clock.now(), failed=True)
                    return
                await self._record(self._repository.tried, entry.id)
                await self._pause(_delay(error, attempts))
            except Exception:
                log.exception("update_failed", channel=self._channel, inbox_id=entry.id)
                await self._record(self._repository.finish, entry.id, at=self._clock.now(), failed=True)
                return
            else:
                await self._record(self._repository.finish, entry.id, at=self._clock.now(), failed=False)
                return

    async def _record(self, write: Callable[..., Awaitable[None]], *values: int, **more: object) -> None:
        """Write to the table, again and again while the database fails: what was sent must not be sent again for that."""
        while True:
            try:
                await write(*values, **more)
            except Exception:
                log.exception("inbox_not_written", channel=self._channel, inbox_id=values[0])
                if self._closing.is_set():
                    return
                await self._pause(WRITE_AGAIN)
            else:
                return

    async def _pause(self, delay: timedelta) -> None:
        try:
            async with asyncio.timeout(delay.total_seconds()):
                await self._closing.wait()
        except TimeoutError:
            pass


def _is_final(error: DeliveryError, attempts: int) -> bool:
    if isinstance(error, RecipientUnreachableError | MessageRejectedError):
        return True
    if isinstance(error, UncertainDeliveryError):
        return attempts >= 2
    return not isinstance(error, RateLimitedError) and attempts >= MAX_ATTEMPTS


def _delay(error: DeliveryError, attempts: int) -> timedelta:
    if isinstance(error, RateLimitedError):
        return error.retry_after
    return timedelta(seconds=min(60.0, 0.5 * 2**attempts) * random.uniform(0.75, 1.25))  # noqa: S311  jitter
