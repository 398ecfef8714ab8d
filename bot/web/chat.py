"""The web chat's page: drawn whole on the server, then kept up to date message by message."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from babel import Locale
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.channels.rendering import web_html, web_label
from bot.channels.web import WebChat
from bot.conversation import Choice, Kind, Reply, Turn
from bot.knowledge.library import Library
from bot.knowledge.text import clean

_HERE = Path(__file__).parent


@cache
def page_templates() -> Environment:
    """Return the templates, with the filter ``markdown``."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["markdown"] = lambda text: Markup(web_html(text))  # noqa: S704  web_html escapes all text
    templates.filters["label"] = lambda text: Markup(web_label(text))  # noqa: S704  as does web_label
    return templates


class ChatPages:
    """Serves the page and takes its messages; works without JavaScript too, by form and redirect."""

    def __init__(self, chat: WebChat, library: Library, *, retention_days: int, origin: str, demo: bool = False) -> None:
        """Take what the page needs.

        Args:
            chat: The channel.
            library: For the page's own words, and whom it speaks for.
            retention_days: Told to visitors.
            origin: ``PUBLIC_URL``, for checking where a message comes from; empty: the request's own host.
            demo: Whether the page says that it shows samples.
        """
        self._demo = demo
        self._chat = chat
        self._library = library
        self._retention_days = retention_days
        self._origin = origin.rstrip("/")
        templates = page_templates()
        self._page = templates.get_template("chat.html")
        self._reply = templates.get_template("reply.html")
        static = b"".join(path.read_bytes() for path in sorted((_HERE / "static").iterdir()) if path.is_file())
        self.version = hashlib.sha256(static).hexdigest()[:12]  # a new script or style sheet gets a new address

    async def index(self, request: Request) -> Response:
        """Show the conversation so far, or the greeting."""
        visitor = visitor_of(request)
        request.session["id"] = visitor  # writes the cookie anew: it lasts as long after the last visit, not the first
        return await self.show(request, visitor)

    async def say(self, request: Request) -> Response:
        """Take a message; answer the script with the reply's HTML, a plain form with a redirect to the page."""
        if not self.is_from_here(request):
            return JSONResponse({"error": "messages are taken from the chat's own page"}, 403)
        visitor = visitor_of(request)
        fields = await _fields(request)
        if fields is None:
            return JSONResponse({"error": "expected a JSON object or a form with “text” or “action”, and “id”"}, 400)
        lang = await self.language(request, visitor)
        by_script = _is_json(request)
        text, action = fields.get("text", ""), fields.get("action", "")[:64]
        if not self._chat.admits(visitor, request.client.host if request.client else ""):
            problem, wait = self._library.phrasebook.say(lang, "too-fast"), {"retry-after": "60"}
            if by_script:
                return JSONResponse({"error": problem}, 429, headers=wait)
            return await self.show(request, visitor, notice=problem, text=text, status=429, headers=wait)
        message_id = fields.get("id", "")[:64] or secrets.token_urlsafe(9)
        reply = await self._chat.say(
            visitor,
            message_id,
            text=self._label(action, lang) if action else text,
            action=action,
            language_hint=self._hint(request),
            zone_hint=fields.get("zone", "")[:64] or None,
        )
        if by_script:
            return HTMLResponse(self.fragment(reply, message_id), headers={"cache-control": "no-store"})
        if reply.kind is Kind.ERROR:  # such a reply is not kept, so the page after a redirect would not have it
            return await self.show(request, visitor, notice=reply.text, text=text)
        return RedirectResponse("/#latest", 303)

    async def forget(self, request: Request) -> Response:
        """Delete the visitor's conversation and start over."""
        if not self.is_from_here(request):
            return JSONResponse({"error": "messages are taken from the chat's own page"}, 403)
        await self._chat.forget(visitor_of(request))
        return RedirectResponse("/", 303)

    async def file(self, request: Request) -> Response:
        """Hand out the file that came with a reply, to the visitor whose conversation that is and to nobody else."""
        visitor, name = request.session.get("id"), request.path_params["name"]
        file = await self._chat.file(visitor, clean(request.path_params["message_id"])) if visitor else None
        if file is None or file.name != name:
            return PlainTextResponse("There is no such file in your conversation, or no longer.", 404)
        named = quote(name)
        as_file = f'filename="{name}"' if named == name else f"filename*=utf-8''{named}"
        headers = {"content-disposition": f"attachment; {as_file}", "cache-control": "private, no-store"}
        return Response(file.content, media_type=file.media_type, headers=headers)

    def fragment(self, reply: Reply, message_id: str = "") -> Markup:
        """Return a reply as the page shows it; ``message_id``, of the message that it replies to, leads to its file."""
        return Markup(  # noqa: S704  the template escapes
            self._reply.render(
                reply=reply,
                file_path=f"/files/{quote(message_id, safe='')}/{quote(reply.file.name, safe='')}" if reply.file else "",
                direction=Locale.parse(reply.lang).text_direction,
                say=lambda key, **values: self._library.phrasebook.say(reply.lang, key, **values),
            )
        )

    async def show(
        self,
        request: Request,
        visitor: str,
        *,
        notice: str = "",
        hint: str = "",
        text: str = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the page; ``notice`` says what went wrong with ``text``, which stays in the box, ``hint`` what to do with it."""
        lang = await self.language(request, visitor)
        phrasebook = self._library.phrasebook
        greeting = Reply(Kind.GREETING, phrasebook.say(lang, "greeting"), lang, choices=self._topics(lang))
        history = await self._chat.history(visitor)
        page = self._page.render(
            lang=lang,
            direction=Locale.parse(lang).text_direction,
            say=lambda key, **values: phrasebook.say(lang, key, **values),
            languages=[(code, phrasebook.name_of(code)) for code in phrasebook.languages],
            greeting=self.fragment(greeting),
            history=[{"said": self._said(turn), "reply": self.fragment(turn.reply, turn.message_id)} for turn in history],
            days=self._retention_days,
            message_id=secrets.token_urlsafe(9),
            notice=notice,
            hint=hint,
            text=text,
            demo=self._demo,
            version=self.version,
        )
        return HTMLResponse(page, status, headers={"cache-control": "no-store", **(headers or {})})

    def _topics(self, lang: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, f"topic:{key}") for key, name in self._library.menu(lang))

    def _label(self, action: str, lang: str) -> str:
        """Return what one of the page's own buttons says; those of replies the assistant knows itself."""
        phrasebook = self._library.phrasebook
        languages = [Choice(phrasebook.name_of(code), f"lang:{code}") for code in phrasebook.languages]
        return next((choice.label for choice in (*self._topics(lang), *languages) if choice.action == action), "")

    def _said(self, turn: Turn) -> str:
        """Return what a person said, or the title of the article that an older button led to; else empty."""
        article = self._library.article(turn.reply.article, turn.reply.lang) if turn.reply.article else None
        return turn.text or (article.title if article else "")

    async def language(self, request: Request, visitor: str) -> str:
        """Return the language of the page: chosen or spoken last, else the browser's, else the first."""
        return await self._chat.language(visitor) or self._hint(request) or self._library.phrasebook.languages[0]

    def _hint(self, request: Request) -> str | None:
        """Return the first of the browser's languages that we speak."""
        for part in request.headers.get("accept-language", "").split(","):
            if lang := self._library.phrasebook.match_hint(part.split(";")[0].strip()):
                return lang
        return None

    def is_from_here(self, request: Request) -> bool:
        """Whether a message comes from our own page and not from another site's (SameSite cookies are the first fence)."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = request.headers.get("origin")
        return not origin or origin == self._origin or urlsplit(origin).netloc == request.headers.get("host")


def visitor_of(request: Request) -> str:
    """Return who is visiting, by the cookie; a new visitor gets one."""
    if "id" not in request.session:
        request.session["id"] = secrets.token_urlsafe(16)
    return str(request.session["id"])


def _is_json(request: Request) -> bool:
    return "application/json" in request.headers.get("content-type", "")


async def _fields(request: Request) -> dict[str, str] | None:
    body = await request.body()
    if not _is_json(request):
        try:
            form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
        except ValueError:
            return None
        return {name: clean(values[0]) for name, values in form.items()}
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        return None
    return {name: clean(value) for name, value in sent.items()}
