"""``content/reminders.yaml``: its shape, what can be wrong with it, and the rules that it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from bot.errors import Fault, UsageError
from bot.knowledge import markup
from bot.knowledge.event_files import KINDS
from bot.knowledge.schema import Strict, Texts
from bot.outreach.rules import PLACEHOLDERS, Anchor, Audience, Offset, PushChannel, Quiet, ReminderRule, Subject, parse_offset
from bot.outreach.segments import parse

FILE = "reminders.yaml"
FARTHEST = timedelta(days=366)
LONGEST_GRACE = timedelta(days=30)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HOUR = re.compile(r"\d{2}:\d{2}")
_ANCHORS = {
    Subject.EVENT: (Anchor.START, Anchor.REGISTRATION),
    Subject.DUES: (Anchor.DUE,),
    Subject.SECRETARIAT: (Anchor.DUE,),
}


class RuleEntry(Strict):
    """One rule."""

    id: Annotated[str, Field(max_length=40)]
    subject: Subject
    anchor: Anchor
    offset: str
    grace: str
    at: str | None = None
    kinds: tuple[str, ...] = ()
    audience: Audience = Audience.INVITED
    quiet: Quiet = Quiet.RESPECTED
    statutory: bool = False
    channels: tuple[PushChannel, ...] = ()
    segment: str = ""
    text: Texts

    @field_validator("id")
    @classmethod
    def _is_an_id(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError(f"“{value}” is not a slug: lower-case words joined by hyphens")
        return value

    @field_validator("offset")
    @classmethod
    def _is_possible(cls, value: str) -> str:
        if parse_offset(value).length > FARTHEST:
            raise ValueError(f"“{value}” is more than a year away")
        return value

    @field_validator("grace")
    @classmethod
    def _is_a_length(cls, value: str) -> str:
        offset = parse_offset(value)
        if offset.is_before or not timedelta() < offset.length <= LONGEST_GRACE:
            raise ValueError(f"“{value}” is not a length such as 12h, 45m or 3d, of 30 days at most")
        return value

    @field_validator("at")
    @classmethod
    def _is_an_hour(cls, value: str | None) -> str | None:
        if value is not None:
            _hour(value)
        return value

    @field_validator("kinds")
    @classmethod
    def _are_kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [kind for kind in value if kind not in KINDS]
        if unknown:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(KINDS)}")
        return value

    @field_validator("channels")
    @classmethod
    def _are_different(cls, value: tuple[PushChannel, ...]) -> tuple[PushChannel, ...]:
        if len(set(value)) < len(value):
            raise ValueError("one of them is named twice")
        return value

    @field_validator("segment")
    @classmethod
    def _can_be_read(cls, value: str) -> str:
        try:
            parse(value)
        except UsageError as error:
            raise ValueError(str(error)) from error
        return " ".join(value.split())

    @model_validator(mode="after")
    def _belong_together(self) -> RuleEntry:
        offset = parse_offset(self.offset)
        if self.anchor not in _ANCHORS[self.subject]:
            possible = " or ".join(anchor.value for anchor in _ANCHORS[self.subject])
            raise ValueError(f"“{self.subject.value}” has no “{self.anchor.value}”; its anchor is {possible}")
        if self.subject is Subject.EVENT and (offset.days > 0 or offset.seconds > 0):
            raise ValueError(f"“{self.offset}” lies after the event or its deadline; it must be 0d or begin with -")
        if self.subject is Subject.EVENT and self.anchor is Anchor.START and offset == Offset():
            raise ValueError(f"“{self.offset}” is when the event begins; that is too late to remind of it")
        if self.subject is Subject.EVENT and self.statutory:
            raise ValueError("an event can be muted; only rules for dues are “statutory”")
        if self.subject is not Subject.EVENT and offset.seconds:
            raise ValueError(f"“{self.offset}”: a due date has no time of day; give days")
        if self.subject is Subject.SECRETARIAT and offset.days <= 0:
            raise ValueError(f"“{self.offset}”: the secretariat is told of what is overdue; give days after the due date")
        if self.subject is not Subject.EVENT and (self.kinds or self.audience is not Audience.INVITED):
            raise ValueError("“kinds” and “audience” belong to rules for events")
        if self.subject is Subject.SECRETARIAT and self.segment:
            raise ValueError("“segment” selects people of members; the secretariat's are not among them")
        if self.at is not None and offset.seconds:
            raise ValueError(f"“{self.offset}” counts hours or minutes, so “at” can't set the hour")
        return self


def read_reminders(root: Path, languages: tuple[str, ...]) -> tuple[tuple[ReminderRule, ...], list[Fault]]:
    """Return the rules of a content folder, or what is wrong with them; none when it has no such file."""
    if not (root / FILE).is_file():
        return (), []
    document, faults = markup.read(root / FILE)
    if faults:
        return (), faults
    entries, faults = markup.validate_list(document, RuleEntry)
    seen: set[str] = set()
    for number, entry in entries:
        if entry.id in seen:
            faults.append(document.fault(f"“{entry.id}” stands twice", (number, "id")))
        seen.add(entry.id)
        missing = [language for language in languages if language not in entry.text]
        if missing:
            faults.append(document.fault(f"“text” is missing in {', '.join(missing)}", (number, "text")))
        for lang, text in entry.text.items():
            if problem := _wrong_with(text, PLACEHOLDERS[entry.subject]):
                faults.append(document.fault(problem, (number, "text", lang)))
    return ((), faults) if faults else (tuple(_rule(entry) for _, entry in entries), [])


def _wrong_with(text: str, known: tuple[str, ...]) -> str:
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in known]
    if unknown:
        return f"“{{{unknown[0]}}}” is no placeholder; there are {', '.join(f'{{{name}}}' for name in known)}"
    return "a brace is opened or closed alone" if re.search(r"[{}]", _PLACEHOLDER.sub("", text)) else ""


def _rule(entry: RuleEntry) -> ReminderRule:
    text: Mapping[str, str] = entry.text
    return ReminderRule(
        id=entry.id,
        subject=entry.subject,
        anchor=entry.anchor,
        offset=parse_offset(entry.offset),
        grace=parse_offset(entry.grace).length,
        text=text,
        at=_hour(entry.at) if entry.at else None,
        kinds=entry.kinds,
        audience=entry.audience,
        quiet=entry.quiet,
        statutory=entry.statutory,
        channels=entry.channels,
        segment=entry.segment,
    )


def _hour(value: str) -> time:
    if not _HOUR.fullmatch(value):
        raise ValueError(f"“{value}” is not an hour such as 09:00")
    try:
        return time.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"“{value}” is not an hour such as 09:00") from error
