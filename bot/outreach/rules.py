"""What ``content/reminders.yaml`` says: rules, and the moments that they give. Dates and zones in, instants out.

A moment is local: a day's distance is a day of the reader's calendar, so that “one day before” keeps the hour over a change
of the clocks; hours and minutes are exact. A due date, or an event without a time of day, counts from `MORNING`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(9)
"""When a reminder goes out that belongs to a day and not to an hour."""
_ISO = re.compile(r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?)?", re.ASCII)
_SHORT = re.compile(r"([+-]?)(\d{1,5})([wdhm])", re.ASCII)
_IN_SECONDS = {"h": 3600, "m": 60}


class PushChannel(StrEnum):
    """Channels that can be written to without being asked, in the order in which they are tried where nobody chose another."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    EMAIL = "email"


class Subject(StrEnum):
    """What is reminded of."""

    EVENT = "event"
    DUES = "dues"
    SECRETARIAT = "secretariat"  # dues as well, but the secretariat is told


class Anchor(StrEnum):
    """From what the distance is counted."""

    START = "start"
    REGISTRATION = "registration-deadline"
    DUE = "due"


class Audience(StrEnum):
    """Who is reminded of an event."""

    INVITED = "invited"  # whoever speaks for a member that it is meant for, and whoever asked
    ASKED = "asked"  # only who asked to be reminded, or said that they come


class Quiet(StrEnum):
    """What the reader's quiet hours do to a reminder that falls into them."""

    RESPECTED = "respected"  # it waits until they end
    UNLESS_ASKED = "unless-asked"  # it waits, but not for who asked to be reminded, or said that they come
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance: days of the calendar and exact seconds, of one sign."""

    days: int = 0
    seconds: int = 0

    @property
    def is_before(self) -> bool:
        """Whether it leads back."""
        return self.days < 0 or self.seconds < 0

    @property
    def length(self) -> timedelta:
        """Return how long it is, about; never negative."""
        return abs(timedelta(days=self.days, seconds=self.seconds))


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """One rule.

    Attributes:
        offset: From the anchor to the moment.
        grace: For how long after its moment a reminder is still of use.
        text: Markdown by language, with placeholders of `PLACEHOLDERS`.
        at: Hour of the reader's day at which it goes out; ``None``: that of the anchor, or `MORNING` where it has none.
        kinds: Of events; empty for all.
        segment: Whom it reaches of those whom it concerns, as in `bot.outreach.segments`; empty for all.
        statutory: Whether it can't be turned off.
        channels: Those that it uses, in the order in which they are tried; empty for all. Mail is the last resort of a
            statutory one whatever they are.
    """

    id: str
    subject: Subject
    anchor: Anchor
    offset: Offset
    grace: timedelta
    text: Mapping[str, str] = field(hash=False)
    at: time | None = None
    kinds: tuple[str, ...] = ()
    audience: Audience = Audience.INVITED
    quiet: Quiet = Quiet.RESPECTED
    statutory: bool = False
    channels: tuple[PushChannel, ...] = ()
    segment: str = ""

    @property
    def fingerprint(self) -> str:
        """Return a value that changes with whom it reaches or when; not with its wording, which can't start a flood."""
        parts = (
            self.subject,
            self.anchor,
            f"{self.offset.days}d{self.offset.seconds}s",
            f"{self.grace.total_seconds():.0f}",
            f"{self.at or ''}",
            ",".join(sorted(self.kinds)),
            self.audience,
            self.quiet,
            str(self.statutory),
            *self.channels,
            *([f"segment:{self.segment}"] if self.segment else []),
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


PLACEHOLDERS: Mapping[Subject, tuple[str, ...]] = {
    Subject.EVENT: ("event", "when", "place", "deadline"),
    Subject.DUES: ("member", "invoice", "year", "amount", "due", "days"),
    Subject.SECRETARIAT: ("member", "invoice", "year", "amount", "due", "days"),
}
"""What the texts of a rule may name, as ``{event}``."""


def parse_offset(text: str) -> Offset:
    """Read ``-7d``, ``+14d``, ``-1h``, ``0d``, or ISO 8601 such as ``-P7D`` and ``-PT1H``.

    Raises:
        ValueError: It is none of these, or not of a fixed length.
    """
    said = text.strip()
    if found := _SHORT.fullmatch(said.lower()):
        sign, number, unit = found.groups()
        count = int(number) * (-1 if sign == "-" else 1)
        if unit in _IN_SECONDS:
            return Offset(seconds=count * _IN_SECONDS[unit])
        return Offset(days=count * (7 if unit == "w" else 1))
    found = _ISO.fullmatch(said.upper())
    if found is None or not any(found.groups()[1:]):
        if re.fullmatch(r"[+-]?P[\dYMWDTHS.,]+", said.upper()):
            raise ValueError(f"“{text}” is of no fixed length, or finer than a minute; give weeks, days, hours or minutes")
        raise ValueError(f"“{text}” is not a distance such as -7d, -1h, +14d or -P1D")
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups()[1:])
    sign_ = -1 if found[1] == "-" else 1
    return Offset(sign_ * (7 * weeks + days), sign_ * (3600 * hours + 60 * minutes))


def moment(rule: ReminderRule, anchor: date | datetime, zone: str) -> datetime | None:
    """Return when a rule speaks to readers in a zone, in UTC; ``None`` when it counts hours and the anchor is only a day.

    An hour that the clock jumps over is taken as the hour after; of an hour that comes twice, the first. With an hour of
    its own (`ReminderRule.at`) a moment that would not be before a timed anchor is taken a day earlier.
    """
    offset = rule.offset
    if not isinstance(anchor, datetime):
        if offset.seconds:
            return None
        return _instant(anchor + timedelta(days=offset.days), rule.at or MORNING, zone)
    if not offset.days and rule.at is None:
        return anchor.astimezone(UTC) + timedelta(seconds=offset.seconds)
    there = anchor.astimezone(ZoneInfo(zone))
    day = there.date() + timedelta(days=offset.days)
    if rule.at is None:
        return _instant(day, there.time(), zone) + timedelta(seconds=offset.seconds)
    found = _instant(day, rule.at, zone)
    return found if found < anchor or offset.days > 0 else _instant(day - timedelta(days=1), rule.at, zone)


def expiry(rule: ReminderRule, anchor: date | datetime, at: datetime, zone: str) -> datetime:
    """Return from when on a reminder is of no use: after its grace, and never once the event has begun or registration closed."""
    end = at + rule.grace
    if rule.subject is not Subject.EVENT:
        return end
    if isinstance(anchor, datetime):
        return min(end, anchor.astimezone(UTC))
    last = anchor if rule.anchor is Anchor.START else anchor + timedelta(days=1)
    return min(end, _instant(last, time(0), zone))


def after_quiet(at: datetime, zone: str, quiet_from: time, quiet_until: time) -> datetime:
    """Return an instant, or the end of the quiet hours that it falls into; the same hour twice means no quiet hours."""
    local = at.astimezone(ZoneInfo(zone))
    hour, over_night = local.time(), quiet_from > quiet_until
    if quiet_from == quiet_until:
        return at
    inside = (hour >= quiet_from or hour < quiet_until) if over_night else quiet_from <= hour < quiet_until
    if not inside:
        return at
    day = local.date() + timedelta(days=1 if over_night and hour >= quiet_from else 0)
    return max(at, _instant(day, quiet_until, zone))


def occurrence(anchor: date | datetime) -> str:
    """Return an anchor as it stands in keys: ``20261201``, or ``20261201T0900Z``."""
    return f"{anchor.astimezone(UTC):%Y%m%dT%H%MZ}" if isinstance(anchor, datetime) else f"{anchor:%Y%m%d}"


def _instant(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
