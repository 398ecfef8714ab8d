"""The web chat's page: drawn whole on the server, then kept up to date message by message."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from babel import Locale
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.channels.rendering import web_html
from bot.channels.web import WebChat
from bot.conversation import Reply
from bot.knowledge.library import Library


class ChatPages:
    """Serves the page and takes its messages; works without JavaScript too, by form and redirect."""

    def __init__(self, chat: WebChat, library: Library, *, retention_days: int, origin: str) -> None:
        """Take what the page needs.

        Args:
            chat: The channel.
            library: For the page's own words, and whom it speaks for.
            retention_days: Told to visitors.
            origin: ``PUBLIC_URL``, for checking where a message comes from; empty: the request's own host.
        """
        self._chat = chat
        self._library = library
        self._retention_days = retention_days
        self._origin = origin.rstrip("/")
        templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=select_autoescape(default=True),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.filters["markdown"] = lambda text: Markup(web_html(text))  # noqa: S704  web_html escapes all text
        self._page = templates.get_template("chat.html")
        self._reply = templates.get_template("reply.html")

    async def index(self, request: Request) -> Response:
        """Show the conversation so far, or the greeting."""
        visitor = _visitor(request)
        lang = await self._chat.language(visitor) or self._hint(request) or self._library.phrasebook.languages[0]
        history = await self._chat.history(visitor)
        return HTMLResponse(
            self._page.render(
                lang=lang,
                direction=Locale.parse(lang).text_direction,
                say=lambda key, **values: self._library.phrasebook.say(lang, key, **values),
                association=self._library.association,
                topics=[(key, names.get(lang) or key) for key, names in self._library.topics.items()],
                languages=[(code, self._library.phrasebook.name_of(code)) for code in self._library.phrasebook.languages],
                history=history,
                days=self._retention_days,
                message_id=secrets.token_urlsafe(9),
            ),
            headers={"cache-control": "no-store"},
        )

    async def say(self, request: Request) -> Response:
        """Take a message; answer the script with the reply's HTML, a plain form with a redirect to the page."""
        if not self._is_from_here(request):
            return JSONResponse({"error": "messages are taken from the chat's own page"}, 403)
        visitor = _visitor(request)
        fields = await _fields(request)
        if fields is None:
            return JSONResponse({"error": "expected a JSON object or a form with “text” or “action”, and “id”"}, 400)
        if not self._chat.admits(visitor, request.client.host if request.client else ""):
            lang = await self._chat.language(visitor) or self._hint(request) or "en"
            return JSONResponse({"error": self._library.phrasebook.say(lang, "too-fast")}, 429, headers={"retry-after": "60"})
        reply = await self._chat.say(
            visitor,
            fields.get("id", "")[:64] or secrets.token_urlsafe(9),
            text=fields.get("text", ""),
            action=fields.get("action", "")[:64],
            language_hint=self._hint(request),
        )
        if "application/json" not in request.headers.get("content-type", ""):
            return RedirectResponse("/", 303)
        return HTMLResponse(self.fragment(reply), headers={"cache-control": "no-store"})

    async def forget(self, request: Request) -> Response:
        """Delete the visitor's conversation and start over."""
        if not self._is_from_here(request):
            return JSONResponse({"error": "messages are taken from the chat's own page"}, 403)
        await self._chat.forget(_visitor(request))
        return RedirectResponse("/", 303)

    def fragment(self, reply: Reply) -> str:
        """Return a reply as the page shows it."""
        return self._reply.render(
            reply=reply,
            direction=Locale.parse(reply.lang).text_direction,
            say=lambda key, **values: self._library.phrasebook.say(reply.lang, key, **values),
        )

    def _hint(self, request: Request) -> str | None:
        """Return the first of the browser's languages that we speak."""
        for part in request.headers.get("accept-language", "").split(","):
            if lang := self._library.phrasebook.match_hint(part.split(";")[0].strip()):
                return lang
        return None

    def _is_from_here(self, request: Request) -> bool:
        """Whether a message comes from our own page and not from another site's (SameSite cookies are the first fence)."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = request.headers.get("origin")
        return not origin or origin == self._origin or urlsplit(origin).netloc == request.headers.get("host")


def _visitor(request: Request) -> str:
    if "id" not in request.session:
        request.session["id"] = secrets.token_urlsafe(16)
    return str(request.session["id"])


async def _fields(request: Request) -> dict[str, str] | None:
    body = await request.body()
    if "application/json" in request.headers.get("content-type", ""):
        try:
            sent = json.loads(body)
        except (ValueError, RecursionError):
            return None
        if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
            return None
        return sent
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
