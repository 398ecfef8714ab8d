"""``/health``: whether the process can do its work, and which channel has trouble."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.base import Channel
from bot.knowledge.library import Library
from bot.metrics import BACKLOG


class Backlog(Protocol):
    """What is asked of storage."""

    async def backlog(self) -> int:
        """Return how many updates are not handled yet."""


class Health:
    """Answers 200 once everything has started and while the database answers, 503 otherwise; names each channel's trouble.

    Attributes:
        phase: ``starting``, ``ready`` or ``stopping``.
    """

    def __init__(self, library: Library, inbox: Backlog, channels: Sequence[Channel]) -> None:
        self._library = library
        self._inbox = inbox
        self._channels = channels
        self.phase = "starting"

    async def show(self, _request: Request) -> JSONResponse:
        """Return the state as JSON."""
        try:
            backlog = await self._inbox.backlog()
        except Exception as error:  # noqa: BLE001  whatever the database says, the answer is 503
            return JSONResponse({"status": "down", "database": type(error).__name__}, 503)
        BACKLOG.set(backlog)
        channels = {channel.name: channel.trouble() or "ok" for channel in self._channels}
        healthy = not self._library.faults and all(state == "ok" for state in channels.values())
        state = {
            "status": self.phase if self.phase != "ready" else "ok" if healthy else "degraded",
            "channels": {"web": "ok", **channels},
            "articles": self._library.article_count,
            "content_faults": len(self._library.faults),
            "inbox_backlog": backlog,
        }
        return JSONResponse(state, 200 if self.phase == "ready" else 503)

    async def metrics(self, _request: Request) -> Response:
        """Return what is counted, for Prometheus."""
        with suppress(Exception):  # a database that fails shows in /health; the counters still count
            BACKLOG.set(await self._inbox.backlog())
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
