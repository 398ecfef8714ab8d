"""The calendar: events as exactly as the documents date them, rules that recur, and their iCalendar files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as ICalendar
from icalendar import Event as ICalendarEvent

from bot.knowledge.articles import Source
from bot.knowledge.period import Period, Precision

_NEVER = datetime.min.replace(tzinfo=UTC)
_A_MONTH = 31  # days: something so short is told for each day that it touches


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated.

    Attributes:
        names: By language.
        also: Other names that people use, of any language.
        kind: ``assembly``, ``excom``, ``training``, … (`bot.knowledge.event_files.KINDS`).
        period: The days, in the calendar of the place where it is held.
        starts_at: The instant, where a time of day is known.
        ends_at: Likewise.
        zone: IANA name of the zone in which the document gives the time.
        planned: Whether the document only announces it: no document says that it took place.
        article: Slug of the article that tells more.
        recurs: Id of the `Rule` that it is an occurrence of.
        registration_until: Last day to register, in the calendar of the place; ``registration_until_at`` with a time of day.
        cancelled: Whether it was announced and does not take place.
    """

    id: str
    names: Mapping[str, str]
    kind: str
    period: Period
    sources: tuple[Source, ...]
    as_of: str
    also: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str | None = None
    place: Mapping[str, str] | None = None
    format: str | None = None
    audience: str | None = None
    planned: bool = False
    article: str | None = None
    recurs: str | None = None
    note: Mapping[str, str] | None = None
    registration_until: date | None = None
    registration_until_at: datetime | None = None
    cancelled: bool = False

    def is_over(self, now: datetime, today: date) -> bool:
        """Whether it lies behind."""
        end = self.ends_at or self.starts_at
        return end < now if end else self.period.is_past(today)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that recurs, told as a rule and never as an invented date.

    Attributes:
        article: Slug of the article that tells it.
        also: Other names that people use, of any language.
        counted: Shorter ones that name it only with a number: “sixth assembly”.
    """

    id: str
    names: Mapping[str, str]
    kind: str
    article: str
    also: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


class Calendar:
    """All events, in the order of time."""

    def __init__(self, events: Iterable[Event], rules: Sequence[Rule]) -> None:
        self.events = tuple(sorted(events, key=lambda event: (event.period.first, event.starts_at or _NEVER, event.id)))
        self.rules = tuple(rules)
        self._by_id = {event.id: event for event in self.events}

    def event(self, event_id: str) -> Event | None:
        """Return an event by its id."""
        return self._by_id.get(event_id)

    def rule(self, rule_id: str | None) -> Rule | None:
        """Return a rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def told_in(self, slug: str | None) -> Event | None:
        """Return the first event with a time of day that an article tells of."""
        return next((event for event in self.events if slug and event.article == slug and event.starts_at), None)

    def beside(self, event: Event, *, back: bool) -> Event | None:
        """Return the occurrence of the same rule that came before an event, or after it."""
        own = [one for one in self.events if one.recurs and one.recurs == event.recurs]
        place = own.index(event) + (-1 if back else 1) if own else -1
        return own[place] if 0 <= place < len(own) else None

    def coming(self, now: datetime, today: date, *, kinds: frozenset[str] = frozenset()) -> list[Event]:
        """Return what is not over yet, the next one first; only of some kinds, if any are given."""
        return [event for event in self.events if not event.is_over(now, today) and (not kinds or event.kind in kinds)]

    def during(self, period: Period, *, kinds: frozenset[str] = frozenset()) -> list[Event]:
        """Return what takes place in a period, as far as the documents tell: an event of “2022” is not one of its third quarter."""
        return [
            event
            for event in self.events
            if (not kinds or event.kind in kinds) and event.period.overlaps(period) and _fits(event.period, period)
        ]

    def last(self, now: datetime, today: date, *, kinds: frozenset[str] = frozenset()) -> Event | None:
        """Return the latest that is over."""
        over = [event for event in self.events if event.is_over(now, today) and (not kinds or event.kind in kinds)]
        return max(
            over,
            key=lambda event: (event.period.last, event.period.first, event.ends_at or event.starts_at or _NEVER),
            default=None,
        )


def _fits(known: Period, asked: Period) -> bool:
    """Whether a period is known exactly enough to say that it lies in the one that is asked for."""
    return (known.last - known.first).days <= max((asked.last - asked.first).days, _A_MONTH)


def icalendar(events: Iterable[Event], *, lang: str, name: str, url: str = "") -> bytes:
    """Return events as an iCalendar file (RFC 5545).

    Args:
        events: Those with a time of day become appointments; the others all-day entries over the whole period that is
            known, free time, and tentative where it is no exact day.
        lang: Of names, places and notes; English where they have none in it.
        name: Of the calendar.
        url: Where the assistant is; may be empty.
    """
    calendar = ICalendar()
    calendar.add("prodid", "-//member assistant//events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        entry = ICalendarEvent()
        entry.add("uid", f"{event.id}@{name.lower().replace(' ', '-')}")
        # The same content gives the same file, so the stamp is the date of the document, not that of the download.
        entry.add("dtstamp", datetime.combine(Period.parse(event.as_of).last, datetime.min.time(), tzinfo=UTC))
        entry.add("summary", told(event.names, lang))
        if event.starts_at and event.zone:
            zone = ZoneInfo(event.zone)
            entry.add("dtstart", event.starts_at.astimezone(zone))
            entry.add("dtend", (event.ends_at or event.starts_at + timedelta(hours=1)).astimezone(zone))
        else:
            entry.add("dtstart", event.period.first)
            entry.add("dtend", event.period.last + timedelta(days=1))
            entry.add("transp", "TRANSPARENT")
            if event.period.precision not in (Precision.DAY, Precision.RANGE) and not event.cancelled:
                entry.add("status", "TENTATIVE")
        if event.cancelled:
            entry.add("status", "CANCELLED")
        if event.place:
            entry.add("location", told(event.place, lang))
        sources = "; ".join(f"{source.document} ({source.section})" for source in event.sources)
        entry.add("description", "\n".join(filter(None, [told(event.note, lang) if event.note else "", sources])))
        if url:
            entry.add("url", url)
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def told(texts: Mapping[str, str], lang: str) -> str:
    """Return a text in a language, else in the first that there is."""
    return texts.get(lang) or next(iter(texts.values()))
