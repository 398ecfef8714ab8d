"""What gives rise to reminders, whom it concerns, and when it is due for each of them. Pure: everything is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bot.conversation import Address
from bot.knowledge.events import Event
from bot.knowledge.period import Precision
from bot.members.registry import Member
from bot.outreach.recipients import WRITTEN_TO, EventChoice, Recipient, Topic
from bot.outreach.rules import (
    MORNING,
    Anchor,
    Audience,
    PushChannel,
    Quiet,
    ReminderRule,
    Subject,
    after_quiet,
    expiry,
    moment,
    occurrence,
)

_EXCOM = {"president", "vice-president", "executive-committee"}
_NO_CHOICE = EventChoice()
_ABOUT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice as far as planning needs it; ``posted_at`` is when its charge was posted, whatever its dates say."""

    number: str
    member_id: int
    due_on: date
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that is reminded of: an event that is ahead, or an invoice.

    Attributes:
        key: ``event.<id>`` or ``invoice.<number>``, as it stands in keys.
        since: From when on it is known here: no moment before that is ever due.
    """

    key: str
    since: datetime
    anchors: Mapping[Anchor, date | datetime]
    event: Event | None = None
    bill: Bill | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: after ``first``, up to and including ``last``."""

    first: datetime
    last: datetime

    def holds(self, at: datetime | None) -> bool:
        """Whether an instant lies in it."""
        return at is not None and self.first < at <= self.last


class Due(NamedTuple):
    """One reminder to one person. A tuple, since there may be millions in a forecast.

    Attributes:
        at: Its moment; ``not_before`` is later where that falls into the person's quiet hours.
    """

    rule: ReminderRule
    occasion: Occasion
    recipient: Recipient
    at: datetime
    not_before: datetime
    expires_at: datetime

    @property
    def key(self) -> str:
        """Return the key of the delivery."""
        return f"{prefix(self.rule, self.occasion)}{self.recipient.person}"

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Return where it goes, in the order in which it is tried; may be empty."""
        return addresses_for(self.rule, self.recipient)


def addresses_for(rule: ReminderRule, person: Recipient) -> tuple[Address, ...]:
    """Return the addresses of a person that a rule uses: that which they prefer, then in the rule's order.

    Statutory ones fall back to mail, also where the rule does not name it.
    """
    if not rule.channels:
        return person.addresses
    order = [person.preferences.channel, *rule.channels]
    used = sorted((one for one in person.addresses if one.channel in rule.channels), key=lambda one: order.index(one.channel))
    if rule.statutory:
        used += [one for one in person.addresses if one.channel == PushChannel.EMAIL and one not in used]
    return tuple(used)


def prefix(rule: ReminderRule, occasion: Occasion) -> str:
    """Return with what the keys of the deliveries of a rule for an occasion begin; the person follows."""
    return f"{'duty' if is_exempt(rule) else 'reminder'}:{rule.id}:{occasion.key}:{occurrence(occasion.anchors[rule.anchor])}:"


def is_exempt(rule: ReminderRule) -> bool:
    """Whether nobody can turn a rule off: it is statutory, or tells the secretariat. The keys of such begin otherwise."""
    return rule.statutory or rule.subject is Subject.SECRETARIAT


def event_key(event_id: str) -> str:
    """Return the key of an event as an occasion."""
    return f"event.{event_id}"


def start_of(event: Event) -> date | datetime | None:
    """Return when an event begins; ``None`` when no document says so to the day."""
    if event.starts_at:
        return event.starts_at.astimezone(UTC)
    return event.period.first if event.period.precision in (Precision.DAY, Precision.RANGE) else None


def closes_at(event: Event) -> date | datetime | None:
    """Return when registration ends; ``None`` where it does not."""
    return event.registration_until_at or event.registration_until


def of_event(event: Event, since: datetime) -> Occasion | None:
    """Return an event as an occasion; ``None`` for one that is cancelled, or dated to no day."""
    start = start_of(event)
    if start is None or event.cancelled:
        return None
    anchors: dict[Anchor, date | datetime] = {Anchor.START: start}
    if closes := closes_at(event):
        anchors[Anchor.REGISTRATION] = closes
    return Occasion(event_key(event.id), since, anchors, event=event)


def of_bill(bill: Bill) -> Occasion:
    """Return an invoice as an occasion."""
    return Occasion(f"invoice.{bill.number}", bill.posted_at, {Anchor.DUE: bill.due_on}, bill=bill)


def applies(rule: ReminderRule, occasion: Occasion) -> bool:
    """Whether a rule speaks of an occasion at all."""
    if rule.anchor not in occasion.anchors or (rule.subject is Subject.EVENT) != (occasion.event is not None):
        return False
    return not rule.kinds or (occasion.event is not None and occasion.event.kind in rule.kinds)


def falls(rule: ReminderRule, occasion: Occasion, window: Window, zones: Iterable[str]) -> bool:
    """Whether a rule speaks within a window to readers in any of some zones."""
    anchor = occasion.anchors.get(rule.anchor)
    if anchor is None or not _is_near(rule, anchor, window):
        return False
    return any(window.holds(moment(rule, anchor, zone)) for zone in zones)


def _is_near(rule: ReminderRule, anchor: date | datetime, window: Window) -> bool:
    """Whether a moment may lie in a window in some zone: a look at most occasions that ends here costs next to nothing."""
    there = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, MORNING, tzinfo=UTC)
    about = there + timedelta(days=rule.offset.days, seconds=rule.offset.seconds)
    return window.first - _ABOUT < about <= window.last + _ABOUT


def by_zone(people: Iterable[Recipient]) -> dict[str, list[Recipient]]:
    """Return people grouped by the zone in which they live."""
    found: dict[str, list[Recipient]] = {}
    for person in people:
        found.setdefault(person.zone, []).append(person)
    return found


def due(
    rule: ReminderRule,
    occasion: Occasion,
    people: Mapping[str, Sequence[Recipient]],
    window: Window,
    *,
    floor: datetime | None,
    choices: Mapping[str, EventChoice],
) -> Iterator[Due]:
    """Return whom a rule reminds of an occasion, where its moment falls in a window.

    Args:
        rule: One that `applies`.
        occasion: What it speaks of.
        people: By zone; those whom the occasion may concern.
        window: Moments.
        floor: Since when the rule is on. What was due before that, before the occasion was known here, or before we knew
            the person, is left out: nobody is told of the past. ``None`` lets all of that in, for counting.
        choices: What people want of the event.
    """
    anchor = occasion.anchors[rule.anchor]
    for zone, group in people.items():
        at = moment(rule, anchor, zone)
        if at is None or not window.holds(at) or (floor is not None and at < max(floor, occasion.since)):
            continue
        end = expiry(rule, anchor, at, zone)
        later: dict[tuple[object, object], datetime] = {}
        for person in group:
            choice = choices.get(person.person, _NO_CHOICE)
            if (floor is not None and at < person.since) or not wants(rule, occasion, person, choice):
                continue
            not_before = at
            if _keeps_quiet(rule, choice):
                hours = (person.preferences.quiet_from, person.preferences.quiet_until)
                if hours not in later:
                    later[hours] = after_quiet(at, zone, *hours)
                not_before = later[hours]
            yield Due(rule, occasion, person, at, not_before, end)


def wants(rule: ReminderRule, occasion: Occasion, person: Recipient, choice: EventChoice) -> bool:
    """Whether somebody is to be reminded of an occasion, for what it is and for what they chose."""
    if rule.subject is Subject.SECRETARIAT:
        return True
    if rule.subject is Subject.DUES:
        return rule.statutory or Topic.DUES not in person.preferences.muted
    if Topic.EVENTS in person.preferences.muted or choice.muted or choice.coming is False:
        return False
    if choice.reminded or choice.coming:
        return True
    return rule.audience is Audience.INVITED and occasion.event is not None and is_meant_for(occasion.event, person.members)


def is_meant_for(event: Event, members: Sequence[Member]) -> bool:
    """Whether an event is for any of the members that somebody speaks for."""
    for member in members:
        details = member.details
        if details.status not in WRITTEN_TO:
            continue
        match event.audience:
            case "companies":
                meant = details.category == "corporation"
            case "officials":
                meant = details.category == "local-government"
            case "excom":
                meant = any(office.name in _EXCOM and not office.until for office in details.offices)
            case _:
                meant = True
        if meant:
            return True
    return False


def _keeps_quiet(rule: ReminderRule, choice: EventChoice) -> bool:
    if rule.quiet is Quiet.UNLESS_ASKED:
        return not (choice.reminded or choice.coming)
    return rule.quiet is Quiet.RESPECTED
