"""Recurring jobs: edited content, reminders, announcements that a crash cut off, and what has been kept long enough."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial, wraps
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.knowledge.library import Library
from bot.members.linking import Linking
from bot.metrics import ARTICLES, CONTENT_FAULTS
from bot.outreach.office import Office
from bot.store.inbox import SqlInbox
from bot.store.memory import SqlMemory
from bot.store.outbox import SqlOutbox

log = structlog.get_logger(__name__)

CONTENT_EVERY = timedelta(seconds=1)
"""After that, an edit takes effect when the index is built: in less than a second, or eight where there are thousands of files."""
FORGET_EVERY = timedelta(hours=1)
"""The first time is one such span after the start, so it is short: a process that restarts every night forgets too."""
EACH_MINUTE = timedelta(minutes=1)
HANDLED_KEPT = timedelta(days=7)
"""How long ids of handled updates are kept; platforms repeat an update for a day at most."""


class Planner(Protocol):
    """What derives the reminders that are due."""

    async def plan(self) -> int:
        """Queue what has fallen due."""


class Housekeeping:
    """The jobs, as plain methods."""

    def __init__(
        self,
        *,
        library: Library,
        memory: SqlMemory,
        inbox: SqlInbox,
        outbox: SqlOutbox,
        linking: Linking,
        office: Office,
        clock: Clock,
        retention: timedelta,
    ) -> None:
        self._library = library
        self._memory = memory
        self._inbox = inbox
        self._linking = linking
        self._office = office
        self._outbox = outbox
        self._clock = clock
        self._retention = retention

    async def refresh_content(self) -> None:
        """Take up edited content."""
        edition = await asyncio.to_thread(self._library.look)
        if edition:
            self._library.use(edition)
        ARTICLES.set(self._library.article_count)
        CONTENT_FAULTS.set(len(self._library.faults))

    async def forget_old(self) -> None:
        """Delete turns, handled updates, codes, and the texts of what was pushed, when their time is over."""
        now, counts = self._clock.now(), {}
        for what, forgetting in (
            ("turns", partial(self._memory.forget_before, now - self._retention)),
            ("updates", partial(self._inbox.forget_before, now - HANDLED_KEPT)),
            ("deliveries", partial(self._outbox.forget_before, now - self._retention)),
            ("codes", self._linking.forget_old),
        ):
            try:
                counts[what] = await forgetting()
            except Exception:
                log.exception("forgetting_failed", what=what)
        log.info("forgotten", **counts)

    async def take_up_announcements(self) -> None:
        """Put into the outbox what a crash kept from it."""
        if count := await self._office.take_up():
            log.warning("announcements_taken_up", count=count)


def _seen_to(job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """Return the job so that the next tick looks again at what failed, and that it just ends where we stop in the middle of it."""

    @wraps(job)
    async def run() -> None:
        try:
            await job()
        except asyncio.CancelledError:
            pass  # APScheduler would log it as a fault
        except Exception:
            log.exception("job_failed", job=job.__qualname__)

    return run


def schedule(housekeeping: Housekeeping, planner: Planner, *, plan_every: timedelta = EACH_MINUTE) -> AsyncIOScheduler:
    """Return a scheduler with all jobs, not started; reminders are planned at once when it starts, and then as often as asked for.

    A tick only says when to look: one that is late, missed, or falls into a look that takes longer costs minutes and loses
    nothing.
    """
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})
    jobs: dict[str, tuple[Callable[[], Awaitable[object]], timedelta]] = {
        "content": (housekeeping.refresh_content, CONTENT_EVERY),
        "forget": (housekeeping.forget_old, FORGET_EVERY),
        "announcements": (housekeeping.take_up_announcements, EACH_MINUTE),
        "reminders": (planner.plan, plan_every),
    }
    for name, (job, every) in jobs.items():
        scheduler.add_job(_seen_to(job), IntervalTrigger(seconds=every.total_seconds()), id=name)
    scheduler.add_job(_seen_to(planner.plan), id="reminders-at-start")
    return scheduler
