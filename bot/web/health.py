"""``/health``: whether the process can do its work, and which channel has trouble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.base import Channel
from bot.clock import Clock
from bot.knowledge.library import Library
from bot.metrics import BACKLOG, DELIVERIES, DUE, LAG_SECONDS, REFUSED
from bot.outreach.outbox import Outbox


class Courier(Protocol):
    """What is asked of the courier."""

    @property
    def refused(self) -> Mapping[str, str]:
        """Return the channels whose platform refuses our token, with its reason."""


class Backlog(Protocol):
    """What is asked of storage."""

    async def backlog(self) -> int:
        """Return how many updates are not handled yet."""


class Health:
    """Answers 200 once everything has started and while the database answers, 503 otherwise; names each channel's trouble.

    Attributes:
        phase: ``starting``, ``ready`` or ``stopping``.
    """

    def __init__(
        self,
        library: Library,
        inbox: Backlog,
        channels: Sequence[Channel],
        *,
        outbox: Outbox,
        courier: Courier | None,
        clock: Clock,
    ) -> None:
        self._library = library
        self._inbox = inbox
        self._channels = channels
        self._outbox = outbox
        self._courier = courier
        self._clock = clock
        self.phase = "starting"

    async def show(self, _request: Request) -> JSONResponse:
        """Return the state as JSON."""
        try:
            backlog = await self._inbox.backlog()
            outbox = await self._due()
        except Exception as error:  # noqa: BLE001  whatever the database says, the answer is 503
            return JSONResponse({"status": "down", "database": type(error).__name__}, 503)
        BACKLOG.set(backlog)
        refused = self._courier.refused if self._courier else {}
        channels = {channel.name: refused.get(channel.name) or channel.trouble() or "ok" for channel in self._channels}
        healthy = not self._library.faults and all(state == "ok" for state in channels.values())
        state = {
            "status": self.phase if self.phase != "ready" else "ok" if healthy else "degraded",
            "channels": {"web": "ok", **channels},
            "articles": self._library.article_count,
            "content_faults": len(self._library.faults),
            "inbox_backlog": backlog,
            "outbox": outbox,
        }
        return JSONResponse(state, 200 if self.phase == "ready" else 503)

    async def _due(self) -> dict[str, dict[str, Any]]:
        """Return for each channel how much is due, and for how many seconds the first of it."""
        now = self._clock.now()
        found = {channel.name: {"due": 0, "lag_seconds": 0} for channel in self._channels}
        for name, backlog in (await self._outbox.backlog(now=now)).items():
            found[name] = {"due": backlog.due, "lag_seconds": round((now - backlog.since).total_seconds())}
        return found

    async def metrics(self, _request: Request) -> Response:
        """Return what is counted, for Prometheus."""
        with suppress(Exception):  # a database that fails shows in /health; the counters still count
            BACKLOG.set(await self._inbox.backlog())
            for (channel, state), count in (await self._outbox.totals()).items():
                DELIVERIES.labels(channel=channel, state=state).set(count)
            refused = self._courier.refused if self._courier else {}
            for channel, due in (await self._due()).items():
                DUE.labels(channel=channel).set(due["due"])
                LAG_SECONDS.labels(channel=channel).set(due["lag_seconds"])
                REFUSED.labels(channel=channel).set(channel in refused)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
