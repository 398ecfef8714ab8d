"""Links of announcements that are counted: one number goes up, and the reader is sent on; nothing is kept of who."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.outreach.announcements import Responses
from bot.outreach.links import PATH

_HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}


class LinkPage:
    """Serves ``/l/TOKEN``; leads to addresses of announcements alone. A look ahead (HEAD) is not counted."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route(f"{PATH}/{{token}}", self.open)]

    async def open(self, request: Request) -> Response:
        """Count, and send on."""
        token = request.path_params["token"]
        url = await (self._responses.target(token) if request.method == "HEAD" else self._responses.open_link(token))
        if url is None:
            return PlainTextResponse("This link is not complete. Open it from the message again.", 404)
        return RedirectResponse(url, 302, headers=_HEADERS)
