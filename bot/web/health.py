"""``/health``: whether the process can do its work, and which channel has trouble."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.channels.base import Channel
from bot.knowledge.library import Library
from bot.metrics import BACKLOG
from bot.store.inbox import SqlInbox


class Health:
    """Answers 200 once everything has started and while the database answers, 503 otherwise; names each channel's trouble.

    Attributes:
        phase: ``starting``, ``ready`` or ``stopping``.
    """

    def __init__(self, library: Library, inbox: SqlInbox, channels: Sequence[Channel]) -> None:
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
