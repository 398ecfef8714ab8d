"""The page behind the link of a mail: it asks, and a press turns the topic off; mail programs press by themselves (RFC 8058)."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.knowledge.library import Library
from bot.outreach.unsubscribing import PATH, Unsubscribing

_HEADERS = {"cache-control": "no-store"}


class UnsubscribePage:
    """Serves ``/unsubscribe``; a link that is opened changes nothing, since mail scanners open them all."""

    def __init__(self, unsubscribing: Unsubscribing, library: Library) -> None:
        self._unsubscribing = unsubscribing
        self._library = library
        folder = FileSystemLoader(Path(__file__).parent / "templates")
        self._template = Environment(loader=folder, autoescape=select_autoescape()).get_template("unsubscribe.html")

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route(PATH, self.ask), Route(PATH, self.turn_off, methods=["POST"])]

    async def ask(self, request: Request) -> Response:
        """Ask whether it is meant."""
        return self._page(request, done=False)

    async def turn_off(self, request: Request) -> Response:
        """Turn the topic off."""
        found = self._unsubscribing.read(request.query_params.get("of", ""))
        if found:
            await self._unsubscribing.turn_off(*found)
        return self._page(request, done=True)

    def _page(self, request: Request, *, done: bool) -> Response:
        found = self._unsubscribing.read(request.query_params.get("of", ""))
        if found is None:
            return PlainTextResponse("This link is not complete. Open it from the mail again.", 404)
        phrasebook = self._library.phrasebook
        lang = next(filter(None, map(phrasebook.match_hint, _wanted(request))), phrasebook.languages[0])
        topic = phrasebook.say(lang, f"mail-topic-{found[1].value}")
        title = phrasebook.say(lang, "unsubscribe-done" if done else "unsubscribe-question", topic=topic)
        words = {
            "title": title[:1].upper() + title[1:],
            "press": "" if done else phrasebook.say(lang, "unsubscribe-press"),
            "statutory": phrasebook.say(lang, "unsubscribe-statutory"),
            "lang": lang,
            "direction": Locale.parse(lang).text_direction,
        }
        return HTMLResponse(self._template.render(words), headers=_HEADERS)


def _wanted(request: Request) -> list[str]:
    """Return the languages that the browser asks for, the dearest first."""
    return [part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",") if part.strip()]
