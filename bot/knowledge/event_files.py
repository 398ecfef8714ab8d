"""``content/events/*.yaml``: their shape, what can be wrong with them, and the events that they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.articles import Source
from bot.knowledge.events import Event, Rule
from bot.knowledge.period import Period, Precision
from bot.knowledge.schema import DocumentEntry, SourceRef, Strict, Texts
from bot.knowledge.zones import all_zones

KINDS = (
    "assembly", "excom", "training", "expo", "forum", "webinar", "meeting", "award", "deadline", "visit", "ceremony", "study",
    "fiscal-year", "other",
)  # fmt: skip
RECURRING = "recurring.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def _checked_id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > 56:
        raise ValueError(f"“{value}” is not a slug: lower-case words joined by hyphens, at most 56 characters")
    return value


class EventEntry(Strict):
    """One event."""

    id: str
    names: Texts
    also: tuple[str, ...] = ()
    kind: str
    starts: str
    ends: str | None = None
    zone: str | None = None
    place: Texts | None = None
    format: Literal["online", "on-site", "hybrid"] | None = None
    audience: Literal["members", "excom", "officials", "companies", "public"] | None = None
    planned: bool = False
    article: str | None = None
    recurs: str | None = None
    note: Texts | None = None
    registration_until: str | None = None
    cancelled: bool = False
    sources: Annotated[list[SourceRef], Field(min_length=1)]

    _id = field_validator("id")(_checked_id)

    @field_validator("kind")
    @classmethod
    def _is_a_kind(cls, value: str) -> str:
        if value not in KINDS:
            raise ValueError(f"“{value}” is none of {', '.join(KINDS)}")
        return value

    @field_validator("starts", "ends")
    @classmethod
    def _is_a_time(cls, value: str | None) -> str | None:
        if value is not None:
            _parsed(value)
        return value

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in all_zones():
            raise ValueError(f"“{value}” is not a time zone such as Asia/Seoul")
        return value

    @model_validator(mode="after")
    def _belong_together(self) -> EventEntry:
        timed = bool(_TIMED.fullmatch(self.starts))
        if self.registration_until is not None:
            closes = _TIMED.fullmatch(self.registration_until)
            if closes and self.zone is None:
                raise ValueError("a time of day needs its “zone”")
            if _parsed(self.registration_until).precision is not Precision.DAY:
                raise ValueError("“registration_until” is a day, with or without a time of day")
            if self.registration_until[:10] > _parsed(self.ends or self.starts).last.isoformat():
                raise ValueError("“registration_until” lies after the event")
        if timed and self.zone is None:
            raise ValueError("a time of day needs its “zone”")
        if self.ends is not None:
            if timed != bool(_TIMED.fullmatch(self.ends)):
                raise ValueError("“starts” and “ends” are given equally exactly: both with a time of day, or neither")
            if timed and self.ends <= self.starts:
                raise ValueError(f"ends at {self.ends}, before it begins at {self.starts}")
            if not timed:
                Period.between(self.starts, self.ends)
        return self


class RuleEntry(Strict):
    """Something that recurs."""

    id: str
    names: Texts
    also: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    kind: str
    article: str

    _id = field_validator("id")(_checked_id)


def read_events(
    root: Path, documents: Mapping[str, DocumentEntry], slugs: frozenset[str], languages: tuple[str, ...]
) -> tuple[list[Event], list[Rule], list[Fault]]:
    """Return the events and rules of a content folder, or what is wrong with them; empty lists when it has none."""
    folder, faults = root / "events", list[Fault]()
    rules: dict[str, Rule] = {}
    entries: list[tuple[markup.Document, int, EventEntry]] = []
    if (folder / RECURRING).is_file():
        for document, number, rule in _entries(folder / RECURRING, RuleEntry, faults):
            if rule.article not in slugs:
                faults.append(document.fault(f"dead link: no article “{rule.article}”", (number, "article")))
            if rule.id in rules:
                faults.append(document.fault(f"“{rule.id}” stands twice", (number, "id")))
            faults += _untranslated(document, number, {"names": rule.names}, languages)
            rules[rule.id] = Rule(rule.id, rule.names, rule.kind, rule.article, tuple(rule.also), tuple(rule.counted))
    for path in sorted(folder.glob("*.yaml")):
        if path.name != RECURRING:
            entries += _entries(path, EventEntry, faults)
    events: dict[str, Event] = {}
    for document, number, entry in entries:
        if entry.id in events:
            faults.append(document.fault(f"“{entry.id}” stands twice", (number, "id")))
        if entry.article is not None and entry.article not in slugs:
            faults.append(document.fault(f"dead link: no article “{entry.article}”", (number, "article")))
        if entry.recurs is not None and entry.recurs not in rules:
            faults.append(document.fault(f"no rule “{entry.recurs}” in {RECURRING}", (number, "recurs")))
        unknown = [place for place, source in enumerate(entry.sources) if source.document not in documents]
        for place in unknown:
            message = f"document “{entry.sources[place].document}” is not in documents.yaml"
            faults.append(document.fault(message, (number, "sources", place, "document")))
        texts = {"names": entry.names, "place": entry.place, "note": entry.note}
        faults += _untranslated(document, number, {name: text for name, text in texts.items() if text}, languages)
        if not unknown:
            events[entry.id] = _event(entry, documents)
    return ([], [], faults) if faults else (list(events.values()), list(rules.values()), [])


def _entries(path: Path, model: type[markup.M], faults: list[Fault]) -> list[tuple[markup.Document, int, markup.M]]:
    document, found = markup.read(path)
    faults += found
    entries, found = ([], []) if found else markup.validate_list(document, model)
    faults += found
    return [(document, number, entry) for number, entry in entries]


def _untranslated(
    document: markup.Document, number: int, texts: Mapping[str, Mapping[str, str]], languages: tuple[str, ...]
) -> list[Fault]:
    return [
        document.fault(f"“{name}” is missing in {', '.join(missing)}", (number, name))
        for name, text in texts.items()
        if (missing := [language for language in languages if language not in text])
    ]


def _event(entry: EventEntry, documents: Mapping[str, DocumentEntry]) -> Event:
    starts_at = ends_at = None
    if entry.zone and _TIMED.fullmatch(entry.starts):
        zone = ZoneInfo(entry.zone)
        starts_at = datetime.fromisoformat(entry.starts).replace(tzinfo=zone)
        ends_at = datetime.fromisoformat(entry.ends).replace(tzinfo=zone) if entry.ends else None
    closes = entry.registration_until
    closes_at = None
    if closes and entry.zone and _TIMED.fullmatch(closes):
        closes_at = datetime.fromisoformat(closes).replace(tzinfo=ZoneInfo(entry.zone))
    return Event(
        id=entry.id,
        names=entry.names,
        kind=entry.kind,
        period=Period.between(entry.starts[:10], (entry.ends or entry.starts)[:10]),
        sources=tuple(Source(documents[source.document].title, source.section) for source in entry.sources),
        as_of=max((documents[source.document].date for source in entry.sources), key=lambda day: Period.parse(day).last),
        also=tuple(entry.also),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=entry.zone,
        place=entry.place,
        format=entry.format,
        audience=entry.audience,
        planned=entry.planned,
        article=entry.article,
        recurs=entry.recurs,
        note=entry.note,
        registration_until=date.fromisoformat(closes[:10]) if closes else None,
        registration_until_at=closes_at,
        cancelled=entry.cancelled,
    )


def _parsed(value: str) -> Period:
    """Read a time as events give it.

    Raises:
        ValueError: It is none, or no such day or hour exists.
    """
    if not _TIMED.fullmatch(value):
        return Period.parse(value)
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError as error:
        raise ValueError(f"“{value}” is not in the calendar") from error
    return Period(day, day, Precision.DAY)
