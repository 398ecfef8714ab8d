"""The calendar in conversation: what is next, and what was or will be in a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.handlers.events import ONE, EventDetails, citations, length, shortened
from bot.handlers.following import MOST_WORDS, opens, steps
from bot.handlers.sources import small_print
from bot.knowledge.events import Event, told
from bot.knowledge.library import Library
from bot.knowledge.names import Sort
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import HAS_TOKEN, normalize

NAME = "events"
"""Of the capability and its buttons."""
_HALF_A_YEAR = 200  # days: what is known by its year alone is told after what is known more exactly
PAGE = 12
_SPARE = 2  # words that a text that goes on from a list may say besides: "I only need what was in October"
_ASKED_BY = {
    Precision.DAY: "happenings",
    Precision.MONTH: "happenings",
    Precision.QUARTER: "happenings",
    Precision.RANGE: "happenings",
    Precision.YEAR: "events",
}
"""Roles of the words that ask for what takes place then; what is planned for a year an article tells."""


class EventLists:
    """What comes next, and what was or will be in a period; what is asked of one event is left to ``details``."""

    def __init__(self, library: Library, clock: Clock, details: EventDetails) -> None:
        self._library = library
        self._clock = clock
        self._details = details

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer with the events of the period that a text names, or with those that are ahead.

        ``None`` for a text that asks where one event is: that is no list.
        """
        named = [one for one in self._library.gazetteer.find(text) if one.keys(Sort.EVENT) or one.keys(Sort.RULE)]
        if named and "where" in self._library.phrasebook.named("occasion", text):
            return None
        if named and self._library.phrasebook.asks_when(normalize(text)):
            one = await self._details.answer(conversation, text)
            return replace(one, article=self._library.computed_article(ONE)) if one else None
        period = self._library.periods.read(text, year=conversation.today.year)
        return self._show(conversation, period, self._library.phrasebook.named("kinds", text))

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from a list: "and in Q4?", "and trainings?"; from one of a single day: "where was it?"."""
        before, kinds = _decoded(state)
        events = self._library.calendar.during(before, kinds=kinds) if before else []
        if len({event.period.first for event in events}) == 1:
            one = await self._details.resume(conversation, text, max(events, key=length).id)
            if one:
                return one
        period = self._library.periods.read(text, year=before.first.year if before else conversation.today.year)
        newer = self._library.phrasebook.named("kinds", text)
        if before and not period and (asked := steps(self._library, text)) and self._asks_only_what_was(text):
            period = before.beside(back=asked == "back")
        if not (period or newer) or not (opens(self._library, text) or self._asks_only_what_was(text)):
            return None
        return self._show(conversation, period or before, newer or kinds)

    def _asks_only_what_was(self, text: str) -> bool:
        """Whether a text says little more than a period and "what was on"."""
        general = self._library.gazetteer.general(self._library.periods.without(text))
        only = self._library.phrasebook.says_only(general, "happenings", spare=_SPARE)
        return only and not HAS_TOKEN.search(general) and len(general.split()) <= MOST_WORDS

    def claims(self, text: str) -> str:
        """Claim what names a period and says nothing more than "what is planned", or a year, or one to come, and "events"."""
        phrasebook, ours = self._library.phrasebook, normalize(self._library.association.short_name)
        period = self._library.periods.read(text, year=self._clock.now().year)
        asked_by = _ASKED_BY[period.precision] if period else "events"
        besides = self._library.gazetteer.general(self._library.periods.without(text))
        general = " ".join(word for word in besides.split() if word != ours)
        only_time = not HAS_TOKEN.search(general) and phrasebook.says_only(general, "happenings")
        when = period or phrasebook.cues_in("to_come", text)
        return self._library.computed_article(NAME) if when and only_time and phrasebook.cues_in(asked_by, text) else ""

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Show another page of a list."""
        state, _, first = argument.partition(":")
        period, kinds = _decoded(state)
        if first and not (first.isascii() and first.isdigit()):
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return self._show(conversation, period, kinds, int(first[:6] or 0))

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Answer ``/events``, with or without a period or a kind."""
        reply = await self.answer(conversation, argument)
        assert reply is not None  # noqa: S101  a list is always an answer
        return reply

    def _show(self, conversation: Conversation, period: Period | None, kinds: frozenset[str], first: int = 0) -> Reply:
        phrasebook, lang, calendar = self._library.phrasebook, conversation.lang, self._library.calendar
        now = self._clock.now()
        state = _encoded(period, kinds)
        if period:
            events = calendar.during(period, kinds=kinds)
            heading = phrasebook.say(lang, "events-during", period=_capitalized(phrasebook.date(lang, period)), count=len(events))
        else:
            coming = calendar.coming(now, conversation.today, kinds=kinds)
            events = sorted(coming, key=lambda event: (event.period.last - event.period.first).days > _HALF_A_YEAR)
            heading = phrasebook.say(lang, "events-coming", count=len(events))
        parts = [heading]
        first = first if first < len(events) else 0
        shown = events[first : first + PAGE]
        last = None if events or period else calendar.last(now, conversation.today, kinds=kinds)
        if shown:
            parts.append("\n".join(f"- {self._line(lang, event, now, conversation)}" for event in shown))
        elif last:
            parts.append(phrasebook.say(lang, "events-last", name=told(last.names, lang), date=phrasebook.date(lang, last.period)))
        named = shown or ([last] if last else [])
        if any(event.planned and event.is_over(now, conversation.today) for event in shown):
            parts.append(f"_{phrasebook.say(lang, 'events-were-planned')}_")
        choices = [Choice(phrasebook.say(lang, "more"), f"{NAME}:{state}:{first + PAGE}")] if first + PAGE < len(events) else []
        rules = [rule for rule in calendar.rules if rule.kind in kinds and self._library.article(rule.article, lang)]
        if not events and not period:
            articles = [article for rule in rules if (article := self._library.article(rule.article, lang))]
            choices += [Choice(article.title, f"a:{article.slug}") for article in articles[:2]]
        choices += [Choice(shortened(told(event.names, lang)), f"{ONE}:{event.id}") for event in shown[:4]]
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=small_print(self._library, lang, cited := citations(named)),
            choices=tuple(choices),
            citations=cited,
            subject=f"{NAME}:{state}",
        )

    def _line(self, lang: str, event: Event, now: datetime, conversation: Conversation) -> str:
        say = self._library.phrasebook.say
        day = _capitalized(self._library.phrasebook.date(lang, event.period))
        line = say(lang, "with-colon", one=f"**{day}**", other=told(event.names, lang))
        if event.place:
            line = say(lang, "with-comma", one=line, other=told(event.place, lang))
        if event.planned and event.is_over(now, conversation.today):
            line = say(lang, "in-brackets", one=line, other=say(lang, "event-is-planned"))
        return line


def _capitalized(date: str) -> str:
    """Return a date as it begins a line: “Octobre 2022”."""
    return date[:1].upper() + date[1:]


def _encoded(period: Period | None, kinds: frozenset[str]) -> str:
    days = f"{period.first.isoformat()}/{period.last.isoformat()}" if period else ""
    return ",".join([days, *sorted(kinds)])


def _decoded(state: str) -> tuple[Period | None, frozenset[str]]:
    """Return period and kinds of a button; what is not one of ours is left out."""
    days, *kinds = state.split(",")
    first, _, last = days.partition("/")
    try:
        period = Period.between(first, last).known_as() if days else None
    except ValueError:
        period = None
    return period, frozenset(kinds)
