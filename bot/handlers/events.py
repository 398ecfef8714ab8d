"""The calendar in conversation: what is next, what was when, what time that is for the reader, and it as a file."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.conversation import Choice, Citation, Conversation, File, Kind, Reply
from bot.errors import UsageError
from bot.handlers.places import zone_named
from bot.handlers.sources import small_print
from bot.knowledge.events import Event, icalendar, told
from bot.knowledge.library import Library
from bot.knowledge.names import Mention, Sort
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import HAS_TOKEN, fold, normalize, token_of

NAME, ONE, FILE, REMIND = "events", "event", "ics", "bell"
"""Of the capabilities and their buttons: lists, one event, its file, to be reminded of it."""
_ORDINAL = re.compile(r"(?<![\d.,:])([1-9]\d?)(?:(?:st|nd|rd|th|er|e|eme|a|o|\.\s?[ao]|-?[яий])(?!\w)|\s*[차회届次])")  # folded
_HALF_A_YEAR = 200  # days: what is known by its year alone is told after what is known more exactly
PAGE = 12
MAX_SAME = 4
"""Events of one name that are told together."""


class EventLists:
    """What comes next, and what was or will be in a period."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer with the events of the period that a text names, or with those that are ahead.

        ``None`` for a text that asks where one event is: that is no list.
        """
        named = [one for one in self._library.gazetteer.find(text) if one.keys(Sort.EVENT) or one.keys(Sort.RULE)]
        if named and "where" in self._library.phrasebook.named("occasion", text):
            return None
        period = self._library.periods.read(text, year=conversation.today.year)
        return self._show(conversation, period, self._library.phrasebook.named("kinds", text))

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from a list: "and in Q4?", "and trainings?"."""
        said = normalize(text)
        opened = any(said.startswith(f"{opener} ") for opener in self._library.phrasebook.words("follow_up"))
        before, kinds = _decoded(state)
        period = self._library.periods.read(text, year=before.first.year if before else conversation.today.year)
        newer = self._library.phrasebook.named("kinds", text)
        if not opened or not (period or newer) or len(said.split()) > 8:
            return None
        return self._show(conversation, period or before, newer or kinds)

    def claims(self, text: str) -> str:
        """Claim what names a month or a quarter and says nothing more than "what is planned"."""
        period = self._library.periods.read(text, year=self._clock.now().year)
        if period is None or period.precision not in (Precision.MONTH, Precision.QUARTER):
            return ""
        phrasebook, ours = self._library.phrasebook, normalize(self._library.association.short_name)
        general = " ".join(word for word in self._library.gazetteer.general(text).split() if word != ours)
        only_time = HAS_TOKEN.findall(general) == [token_of("period")]
        asks = bool(phrasebook.cues_in("happenings", text))
        return self._library.computed_article(NAME) if only_time and asks and phrasebook.says_only(general, "happenings") else ""

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
            heading = phrasebook.say(lang, "events-during", period=phrasebook.date(lang, period), count=len(events))
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
        choices += [Choice(_short(told(event.names, lang)), f"{ONE}:{event.id}") for event in shown[:4]]
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=small_print(self._library, lang, cited := _citations(named)),
            choices=tuple(choices),
            citations=cited,
            subject=f"{NAME}:{state}",
        )

    def _line(self, lang: str, event: Event, now: datetime, conversation: Conversation) -> str:
        phrasebook = self._library.phrasebook
        text = f"**{phrasebook.date(lang, event.period)}**: {told(event.names, lang)}"
        if event.place:
            text += f", {told(event.place, lang)}"
        if event.planned and event.is_over(now, conversation.today):
            text += f" ({phrasebook.say(lang, 'event-is-planned')})"
        return text


class EventDetails:
    """One event: when, where, in the reader's time, as a file."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer when an event is, in the time of the place that the text names, if it names one.

        ``None`` for a text that asks neither when nor where: the event's own article answers what it is.
        """
        if not self._library.phrasebook.named("occasion", text):
            return None
        mentions = self._library.gazetteer.find(text)
        events = self._events(mentions, text, conversation.today.year) or self._told_last(conversation, text)
        if not events:
            rule = next((key for mention in mentions for key in mention.keys(Sort.RULE)), None)
            return self._rule(conversation, rule) if rule else None
        return self._tell(conversation, events, mentions)

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from an event: "what time is that in Kathmandu?", "when was that?"."""
        event = self._library.calendar.event(state)
        mentions = self._library.gazetteer.find(text)
        phrasebook = self._library.phrasebook
        said = normalize(text)
        only_when = phrasebook.asks_only_when(said)
        opened = any(said.startswith(f"{one} ") for one in phrasebook.words("follow_up"))
        leans = only_when or opened or set(said.split()) & phrasebook.words("pointing")
        if event is None or not leans or len(said.split()) > 12 or any(mention.keys(Sort.EVENT) for mention in mentions):
            return None
        again = only_when or zone_named(self._library, mentions, at=event.starts_at or self._clock.now())
        return self._tell(conversation, [event], mentions) if again else None

    def claims(self, text: str) -> str:
        """Claim what asks for the hour of one event elsewhere: "what time is the 5th Assembly in Kathmandu"."""
        if "hour" not in self._library.phrasebook.named("occasion", text):
            return ""
        mentions = self._library.gazetteer.find(text)
        events = self._events(mentions, text, self._clock.now().year)
        starts_at = events[0].starts_at if len(events) == 1 else None
        elsewhere = starts_at and zone_named(self._library, mentions, at=starts_at)
        return self._library.computed_article(ONE) if elsewhere else ""

    async def press(self, conversation: Conversation, event_id: str) -> Reply:
        """Show an event from a button."""
        return self._tell(conversation, [self._known(conversation, event_id)], [])

    async def file(self, conversation: Conversation, event_id: str) -> Reply:
        """Send an event as an iCalendar file."""
        event, lang = self._known(conversation, event_id), conversation.lang
        content = icalendar([event], lang=lang, name=self._library.association.short_name)
        text = self._library.phrasebook.say(lang, "event-file", name=told(event.names, lang))
        return Reply(Kind.DONE, text, lang, file=File(f"{event.id}.ics", "text/calendar", content), subject=f"{ONE}:{event.id}")

    def _known(self, conversation: Conversation, event_id: str) -> Event:
        event = self._library.calendar.event(event_id)
        if event is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return event

    def _events(self, mentions: list[Mention], text: str, year: int) -> list[Event]:
        """Return the events that are named, in the named period if there is one, the latest first.

        Where only a day is named, or a kind and a period, it is the longest event whose hour is known: the others are parts of it.
        """
        events = [event for mention in mentions for key in mention.keys(Sort.EVENT) if (event := self._library.calendar.event(key))]
        rules = {key for mention in mentions for key in mention.keys(Sort.RULE)}
        events += [event for event in self._library.calendar.events if event.recurs in rules and event not in events]
        period = self._library.periods.read(text, year=year)
        if period:
            events = [event for event in events if event.period.overlaps(period)] or ([] if rules else events)
            kinds = self._library.phrasebook.named("kinds", text)
            if not events and not rules and (kinds or period.precision is Precision.DAY):
                during = self._library.calendar.during(period, kinds=kinds)
                events = sorted((event for event in during if event.ends_at), key=_length)[-1:]
        elif rules:
            number = _ORDINAL.search(fold(text))
            numbered = [event for event in events if number and event.recurs in rules and _is_numbered(event, number[1])]
            events = numbered or [event for event in events if event.recurs in rules and self._is_held_at(event, mentions)]
        return sorted(events, key=lambda event: event.period.first, reverse=True)[:MAX_SAME]

    def _is_held_at(self, event: Event, mentions: list[Mention]) -> bool:
        """Whether an event takes place in a member city that is named: "the EXCOM in Seongnam"."""
        members = [self._library.directory.member(key) for mention in mentions for key in mention.keys(Sort.MEMBER)]
        places = " ".join((event.place or {}).values())
        return any(member.name in places for member in members if member)

    def _told_last(self, conversation: Conversation, text: str) -> list[Event]:
        """Return the event that the last answer was about, if the text points back to it ("what time is that in Accra?")."""
        last = conversation.last.article if conversation.last else None
        points = set(normalize(text).split()) & self._library.phrasebook.words("pointing")
        return [event for event in self._library.calendar.events if last and points and event.article == last and event.starts_at][
            :1
        ]

    def _tell(self, conversation: Conversation, events: list[Event], mentions: list[Mention]) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        parts = [self._details(conversation, event, mentions) for event in events]
        choices: list[Choice] = []
        for event in events[:2]:
            label = (
                phrasebook.say(lang, "event-ics")
                if len(events) == 1
                else f"{phrasebook.say(lang, 'event-ics')}: {told(event.names, lang)}"
            )
            choices.append(Choice(_short(label), f"{FILE}:{event.id}"))
            if len(events) == 1 and not event.cancelled and not event.is_over(self._clock.now(), conversation.today):
                choices.append(Choice(phrasebook.say(lang, "event-remind"), f"{REMIND}:{event.id}"))
            article = self._library.article(event.article, lang) if event.article else None
            if article:
                choices.append(Choice(article.title, f"a:{article.slug}"))
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=small_print(self._library, lang, cited := _citations(events)),
            choices=tuple(choices),
            citations=cited,
            subject=f"{ONE}:{events[0].id}",
        )

    def _details(self, conversation: Conversation, event: Event, mentions: list[Mention]) -> str:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        say = phrasebook.say
        lines = [f"**{told(event.names, lang)}**: {phrasebook.date(lang, event.period)}"]
        if event.starts_at and event.zone:
            lines.append(f"- {self._time(lang, event, event.zone)}")
            zone = zone_named(self._library, mentions, at=event.starts_at or self._clock.now()) or conversation.zone
            if zone and zone != event.zone:
                lines.append(f"- {self._time(lang, event, zone)}")
        if event.place:
            lines.append(f"- {told(event.place, lang)}")
        if event.format:
            lines.append(f"- {say(lang, f'event-{event.format}')}")
        if event.note:
            lines.append(f"- {told(event.note, lang)}")
        over = event.is_over(self._clock.now(), conversation.today)
        if event.registration_until and not over and not event.cancelled:
            closes = phrasebook.date(lang, event.registration_until)
            if event.registration_until_at:
                where = ZoneInfo(conversation.zone or event.zone or "UTC")
                closes = phrasebook.time(lang, event.registration_until_at.astimezone(where), None)
            lines.append(f"- {say(lang, 'event-register-until', date=closes)}")
        if event.cancelled:
            lines.append(f"- {say(lang, 'event-is-cancelled')}")
        if over:
            lines.append(f"- {say(lang, 'past')}")
        if event.planned:
            lines.append(f"- {say(lang, 'event-was-planned' if over else 'event-is-planned')}")
        return "\n".join([lines[0], *([""] if len(lines) > 1 else []), *lines[1:]])

    def _time(self, lang: str, event: Event, zone: str) -> str:
        assert event.starts_at  # noqa: S101  asked for events with a time only
        local = ZoneInfo(zone)
        return self._library.phrasebook.time(
            lang, event.starts_at.astimezone(local), event.ends_at.astimezone(local) if event.ends_at else None
        )

    def _rule(self, conversation: Conversation, rule_id: str) -> Reply | None:
        """Return what recurs as its rule, with the last occurrence; never with an invented date."""
        phrasebook, lang, calendar = self._library.phrasebook, conversation.lang, self._library.calendar
        rule = calendar.rule(rule_id)
        article = self._library.article(rule.article, lang) if rule else None
        if rule is None or article is None:
            return None
        now = self._clock.now()
        own = [event for event in calendar.events if event.recurs == rule.id]
        ahead = [event for event in own if not event.is_over(now, conversation.today)]
        if ahead:
            return self._tell(conversation, ahead[:1], [])
        parts = [article.body]
        if own:
            last = own[-1]
            date = phrasebook.date(lang, last.period) + (f" ({phrasebook.say(lang, 'event-is-planned')})" if last.planned else "")
            parts.insert(0, phrasebook.say(lang, "event-no-next", name=told(rule.names, lang), last=date))
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=small_print(self._library, lang, cited := _citations(own[-1:])),
            citations=cited,
            choices=tuple(Choice(_short(told(event.names, lang)), f"{ONE}:{event.id}") for event in own[-1:]),
        )


def _citations(events: list[Event]) -> tuple[Citation, ...]:
    """Return where events stand, each place once."""
    found = (Citation(source.document, source.section, event.as_of) for event in events for source in event.sources)
    return tuple(dict.fromkeys(found))


def _length(event: Event) -> timedelta:
    return event.ends_at - event.starts_at if event.starts_at and event.ends_at else timedelta()


def _is_numbered(event: Event, number: str) -> bool:
    """Whether an event bears a number in its name: the 5th, 제5차, 5.ª."""
    return any(re.search(rf"(?<!\d){number}(?!\d)", name) for name in event.names.values())


def _short(label: str) -> str:
    return label if len(label) <= 60 else f"{label[:59]}…"


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
