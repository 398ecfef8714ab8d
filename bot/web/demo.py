"""The page of a demonstration: become a sample contact, and see which reminders would go out."""

from __future__ import annotations

from datetime import tzinfo
from urllib.parse import parse_qs

from babel import Locale
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.demo.backstage import Backstage
from bot.knowledge.library import Library
from bot.web.chat import ChatPages, page_templates, visitor_of

PATH = "/demo"
_QUESTIONS = ("demo-ask-owe", "demo-ask-invoice", "demo-ask-events")


class DemoPage:
    """Serves ``/demo``.

    Args:
        pages: The chat, into whose box a code goes.
        library: For the page's words.
        backstage: What there is to show.
        zone: In which times are shown.
    """

    def __init__(self, pages: ChatPages, library: Library, backstage: Backstage, *, zone: tzinfo) -> None:
        self._pages = pages
        self._library = library
        self._backstage = backstage
        self._zone = zone
        self._page = page_templates().get_template("demo.html")

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route(PATH, self.show), Route(f"{PATH}/code", self.code, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        """Show whom one may be and what would be sent."""
        phrasebook = self._library.phrasebook
        lang = await self._pages.language(request, visitor_of(request))
        people = await self._backstage.people()
        names = {contact.details.email: contact.details.name for contact, _ in people}
        told: dict[tuple[str, str], list[str]] = {}
        for due, reply in await self._backstage.reminders():
            when = phrasebook.time(lang, due.not_before.astimezone(self._zone), None)
            name = names.get(due.recipient.person.partition(":")[2], due.recipient.person)
            told.setdefault((when, reply.text), []).append(name)
        coming = [{"when": when, "to": ", ".join(to), "text": text} for (when, text), to in told.items()]
        page = self._page.render(
            lang=lang,
            direction=Locale.parse(lang).text_direction,
            say=lambda key, **values: phrasebook.say(lang, key, **values),
            people=people,
            questions=_QUESTIONS,
            coming=coming,
            version=self._pages.version,
        )
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    async def code(self, request: Request) -> Response:
        """Make a one-time code for a contact and put it into the chat's box."""
        if not self._pages.is_from_here(request):
            return PlainTextResponse("codes are given on the demonstration's own page", 403)
        visitor, chosen = visitor_of(request), parse_qs((await request.body()).decode("utf-8", "replace")).get("contact", [""])[0]
        code = await self._backstage.code(int(chosen), actor=f"web:{visitor}") if chosen.isdecimal() and len(chosen) < 10 else None
        if code is None:
            return RedirectResponse(PATH, 303)
        lang = await self._pages.language(request, visitor)
        who = {"contact": code.contact.details.name, "member": code.member.name}
        return await self._pages.show(
            request, visitor, hint=self._library.phrasebook.say(lang, "demo-code", **who), text=f"/link {code.typed}"
        )
