"""Events in conversation: what was when and where, what time that is for the reader, and it as a file."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.conversation import Choice, Citation, Conversation, File, Kind, Reply
from bot.errors import UsageError
from bot.handlers.deciding import ANSWER_AT
from bot.handlers.following import asks_elsewhere, asks_only_where, only_steps, opens, steps
from bot.handlers.places import zone_named
from bot.handlers.sources import small_print
from bot.knowledge.events import Event, icalendar, told
from bot.knowledge.library import Library
from bot.knowledge.names import Mention, Sort
from bot.knowledge.period import Precision
from bot.knowledge.text import fold, normalize

ONE, FILE, REMIND = "event", "ics", "bell"
"""Of the capability and its buttons: one event, its file, to be reminded of it."""
_ORDINAL = re.compile(r"(?<![\d.,:])([1-9]\d?)(?:(?:st|nd|rd|th|er|e|eme|a|o|\.\s?[ao]|-?[яий])(?!\w)|\s*[차회届次])")  # folded
MAX_SAME = 4
"""Events of one name that are told together."""
_MOST_WORDS = 12  # of a question that leans on the event told before


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
        events = self._events(mentions, text, conversation.today.year) or self._told_last(conversation, text) or self._meant(text)
        if not events:
            rule = next((key for mention in mentions for key in mention.keys(Sort.RULE)), None)
            return self._rule(conversation, rule) if rule else None
        return self._tell(conversation, events, mentions)

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from an event: "what time is that in Kathmandu?", "when was that?"."""
        event = self._library.calendar.event(state)
        mentions = self._library.gazetteer.find(text)
        phrasebook, said = self._library.phrasebook, normalize(text)
        again = phrasebook.asks_only_when(said) or asks_only_where(self._library, text)
        leans = opens(self._library, text) or phrasebook.words("pointing").intersection(said.split())
        if event is None or len(said.split()) > _MOST_WORDS or any(mention.keys(Sort.EVENT) for mention in mentions):
            return None
        if only_steps(self._library, text):
            event = self._library.calendar.beside(event, back=steps(self._library, text) == "back")
            return self._tell(conversation, [event], mentions) if event else None
        if leans or asks_elsewhere(self._library, text):
            again = again or bool(zone_named(self._library, mentions, at=event.starts_at or self._clock.now()))
        return self._tell(conversation, [event], mentions) if again else None

    def claims(self, text: str) -> str:
        """Claim what asks for the hour of one event elsewhere: "what time is the 5th Assembly in Kathmandu"."""
        if "hour" not in self._library.phrasebook.named("occasion", text):
            return ""
        mentions = self._library.gazetteer.find(text)
        events = self._events(mentions, text, self._clock.now().year) or self._meant(text)
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
                events = sorted((event for event in during if event.ends_at), key=length)[-1:]
        elif rules:
            number = _ORDINAL.search(fold(text))
            numbered = [event for event in events if number and event.recurs in rules and _is_numbered(event, number[1])]
            events = numbered or [event for event in events if event.recurs in rules and self._is_held_at(event, mentions)]
        return sorted(events, key=lambda event: event.period.first, reverse=True)[:MAX_SAME]

    def _meant(self, text: str) -> list[Event]:
        """Return the event whose article answers a text that asks for its hour without its name."""
        hits = self._library.search(text, limit=1) if "hour" in self._library.phrasebook.named("occasion", text) else []
        slugs = {hit.slug for hit in hits if hit.score >= ANSWER_AT}
        found = [event for event in self._library.calendar.events if event.article in slugs and event.starts_at]
        return found if len(found) == 1 else []

    def _is_held_at(self, event: Event, mentions: list[Mention]) -> bool:
        """Whether an event takes place in a member city that is named: "the EXCOM in Seongnam"."""
        members = [self._library.directory.member(key) for mention in mentions for key in mention.keys(Sort.MEMBER)]
        places = " ".join((event.place or {}).values())
        return any(member.name in places for member in members if member)

    def _told_last(self, conversation: Conversation, text: str) -> list[Event]:
        """Return the event that the last answer was about, if the text points back to it ("what time is that in Accra?")."""
        event = self._library.calendar.told_in(conversation.last.article if conversation.last else None)
        points = self._library.phrasebook.words("pointing").intersection(normalize(text).split())
        return [event] if event and points else []

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
            choices.append(Choice(shortened(label), f"{FILE}:{event.id}"))
            if len(events) == 1 and not event.cancelled and not event.is_over(self._clock.now(), conversation.today):
                choices.append(Choice(phrasebook.say(lang, "event-remind"), f"{REMIND}:{event.id}"))
            article = self._library.article(event.article, lang) if event.article else None
            if article:
                choices.append(Choice(article.title, f"a:{article.slug}"))
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=small_print(self._library, lang, cited := citations(events)),
            choices=tuple(choices),
            citations=cited,
            subject=f"{ONE}:{events[0].id}",
        )

    def _details(self, conversation: Conversation, event: Event, mentions: list[Mention]) -> str:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        say = phrasebook.say
        lines = [say(lang, "with-colon", one=f"**{told(event.names, lang)}**", other=phrasebook.date(lang, event.period))]
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
            note=small_print(self._library, lang, cited := citations(own[-1:])),
            citations=cited,
            choices=tuple(Choice(shortened(told(event.names, lang)), f"{ONE}:{event.id}") for event in own[-1:]),
        )


def citations(events: list[Event]) -> tuple[Citation, ...]:
    """Return where events stand, each place once."""
    found = (Citation(source.document, source.section, event.as_of) for event in events for source in event.sources)
    return tuple(dict.fromkeys(found))


def length(event: Event) -> timedelta:
    """Return how long an event takes, as far as its hours are known."""
    return event.ends_at - event.starts_at if event.starts_at and event.ends_at else timedelta()


def _is_numbered(event: Event, number: str) -> bool:
    """Whether an event bears a number in its name: the 5th, 제5차, 5.ª."""
    return any(re.search(rf"(?<!\d){number}(?!\d)", name) for name in event.names.values())


def shortened(label: str) -> str:
    """Return the label of a button."""
    return label if len(label) <= 60 else f"{label[:59]}…"
