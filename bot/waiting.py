"""Waiting that ends when we stop, and trying again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import ParamSpec

import structlog

log = structlog.get_logger(__name__)

WRITE_AGAIN_SECONDS = 0.2

P = ParamSpec("P")


async def pause(seconds: float, until: asyncio.Event) -> None:
    """Wait for so long, or until something happens."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until.wait()


async def insist(stopping: asyncio.Event, write: Callable[P, Awaitable[object]], *values: P.args, **more: P.kwargs) -> None:
    """Write down what has happened, again and again while the database fails, until we stop: else it would be done again."""
    while True:
        try:
            await write(*values, **more)
        except Exception:
            log.exception("not_written", write=write.__qualname__)
            if stopping.is_set():
                return
            await pause(WRITE_AGAIN_SECONDS, stopping)
        else:
            return


def backoff(attempt: int, first: timedelta, last: timedelta) -> timedelta:
    """Return how long to wait after a try, the first of which is 1: doubling, with jitter, so that not all come back at once."""
    return min(last, first * 2.0 ** min(attempt - 1, 12)) * random.uniform(0.5, 1.0)  # noqa: S311
