"""The calendar (one event, or all of them to subscribe to) and the directory, as files that other programs read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.handlers.directory import as_csv
from bot.knowledge.events import icalendar
from bot.knowledge.library import Library

_HOUR = {"cache-control": "public, max-age=3600"}


class Feeds:
    """Serves ``/events.ics``, ``/events/<id>.ics`` and ``/members.csv``; ``?lang=ko`` chooses the language."""

    def __init__(self, library: Library, *, public_url: str) -> None:
        self._library = library
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route("/events.ics", self.calendar), Route("/events/{event}.ics", self.event), Route("/members.csv", self.members)]

    async def calendar(self, request: Request) -> Response:
        """Return all events."""
        return self._ics(request, None)

    async def event(self, request: Request) -> Response:
        """Return one event."""
        return self._ics(request, request.path_params["event"])

    async def members(self, request: Request) -> Response:
        """Return the members that the documents name."""
        table = as_csv(list(self._library.directory.members), self._lang(request))
        headers = {**_HOUR, "content-disposition": 'attachment; filename="members.csv"'}
        return Response(table, media_type="text/csv", headers=headers)

    def _ics(self, request: Request, event_id: str | None) -> Response:
        events = [event for event in self._library.calendar.events if event_id in (None, event.id)]
        if not events:
            return PlainTextResponse("There is no such event.", 404)
        written = icalendar(events, lang=self._lang(request), name=self._library.association.short_name, url=self._public_url)
        return Response(written, media_type="text/calendar", headers=_HOUR)

    def _lang(self, request: Request) -> str:
        wanted = request.query_params.get("lang", "")
        return wanted if wanted in self._library.phrasebook.languages else self._library.association.languages[0]
