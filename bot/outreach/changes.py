"""Events that are moved, cancelled or gone: queued reminders vanish, and who was told of the old date gets a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import structlog

from bot.clock import Clock
from bot.conversation import Reply
from bot.knowledge.events import Event
from bot.knowledge.library import Library
from bot.outreach.notes import Notes, SeenEvent
from bot.outreach.occasions import closes_at, event_key, start_of
from bot.outreach.outbox import Draft, Outbox, PushKind
from bot.outreach.planning import is_ahead, is_told_to_be_ahead
from bot.outreach.recipients import EventChoice, Recipient, Recipients, Topic
from bot.outreach.rules import Anchor, after_quiet, occurrence
from bot.outreach.wording import Wording

log = structlog.get_logger(__name__)

GONE_AFTER = timedelta(minutes=15)
"""How long an event must be missing from the content before people are told so: an edit may be half done."""


class EventChanges:
    """Compares the calendar with what was told of it.

    Args:
        library: The calendar, and sentences.
        recipients: People.
        outbox: Where words go.
        notes: What was told.
        clock: The time.
    """

    def __init__(self, library: Library, recipients: Recipients, outbox: Outbox, notes: Notes, clock: Clock) -> None:
        self._library = library
        self._recipients = recipients
        self._outbox = outbox
        self._notes = notes
        self._clock = clock
        self._wording = Wording(library)

    async def follow(self) -> int:
        """Note what is new, correct what has changed; return how many events were moved or cancelled."""
        now, seen, changed = self._clock.now(), await self._notes.events(), 0
        for event in self._library.calendar.events:
            start, before = start_of(event), seen.get(event.id)
            if before is None:
                if is_ahead(start, now) and not event.cancelled:
                    await self._notes.keep_event(SeenEvent(event.id, event.names, _occurrence(event), now))
            else:
                changed += await self._compare(before, event, now)
                await self._follow_deadline(event, now)
        for event_id, before in seen.items():
            if self._library.calendar.event(event_id) is None and not before.cancelled and is_told_to_be_ahead(before, now):
                changed += await self._missing(before, now)
        return changed

    async def _compare(self, before: SeenEvent, event: Event, now: datetime) -> bool:
        after = replace(before, names=event.names, occurrence=_occurrence(event), cancelled=event.cancelled, missing_since=None)
        if after == before:
            return False
        if not before.occurrence:
            await self._notes.keep_event(replace(after, first_seen_at=now))
            return False
        if event.cancelled and not before.cancelled and is_told_to_be_ahead(before, now):
            return await self._cancel(before, now)
        changed = after.occurrence != before.occurrence or (before.cancelled and not event.cancelled)
        if changed and not event.cancelled and (is_ahead(start_of(event), now) or start_of(event) is None):
            return await self._correct(
                before, after, lambda lang, zone: self._wording.moved(event, lang, zone), now, until=after.start
            )
        await self._notes.keep_event(after)
        return False

    async def _follow_deadline(self, event: Event, now: datetime) -> None:
        """Give a word to those who were told last that registration ends at another time than it does, while it lies ahead.

        Its key holds what they were told: in a second process, or after a crash, it is the same.
        """
        closes, rules = closes_at(event), [rule.id for rule in self._library.reminder_rules if rule.anchor is Anchor.REGISTRATION]
        if closes is None or event.cancelled or not is_ahead(closes, now) or not is_ahead(start_of(event), now):
            return
        ends, told = occurrence(closes), await self._notes.deadlines_told(event.id, rules)
        mistaken = {person: last for person, (last, said) in told.items() if said != ends}
        if not mistaken:
            return
        key, choices = event_key(event.id), await self._recipients.event_choices(event.id)
        until = closes if isinstance(closes, datetime) else datetime.combine(closes + timedelta(days=1), time(), tzinfo=UTC)
        drafts = []
        for person in await self._recipients.all():
            if person.person in mistaken and _wants_word(person, choices.get(person.person)):
                drafts.append(
                    Draft(
                        f"deadline:{key}:{ends}:{mistaken[person.person]}:{person.person}",
                        PushKind.REMINDER,
                        f"correction:{key}",
                        person.person,
                        person.addresses,
                        self._wording.deadline_moved(event, closes, person.language, person.zone),
                        min(_when_awake(person, now), until),
                        until,
                    )
                )
        await self._outbox.enqueue(drafts, at=now)
        log.info("deadline_corrected", event_id=event.id, words=len(drafts))

    async def _missing(self, before: SeenEvent, now: datetime) -> bool:
        if before.missing_since is None:
            await self._notes.keep_event(replace(before, missing_since=now))
            return False
        if now - before.missing_since < GONE_AFTER:
            return False
        if any(_occurrence(one) == before.occurrence and one.names == before.names for one in self._library.calendar.events):
            await self._notes.drop_event(before.event_id)  # it has another id now
            return False
        return await self._cancel(before, now)

    async def _cancel(self, before: SeenEvent, now: datetime) -> bool:
        def word(lang: str, zone: str) -> Reply:
            return self._wording.cancelled(before.names, before.start, lang, zone)

        return await self._correct(before, replace(before, cancelled=True), word, now, until=before.start)

    async def _correct(
        self, before: SeenEvent, after: SeenEvent, word: Callable[[str, str], Reply], now: datetime, *, until: date | datetime
    ) -> bool:
        """Withdraw what is queued for the old date, tell those who heard of it, and note the new one.

        In this order, and under keys that the revision makes: after a crash in between, or in two processes, all of it is
        done again and nothing is doubled.
        """
        key, revision = event_key(before.event_id), before.revision + 1
        batch, corrections = batch_of(before.event_id, before.occurrence), f"correction:{key}"
        withdrawn = await self._notes.withdraw(batch, at=now)
        told = await self._notes.told([batch]) | await self._notes.addressed(corrections)
        choices = await self._recipients.event_choices(before.event_id)
        drafts = []
        for person in await self._recipients.all() if told else ():
            if person.person not in told or not _wants_word(person, choices.get(person.person)):
                continue
            message = word(person.language, person.zone)
            soonest = min(_latest(until, person), _latest(before.start, person))
            not_before = _when_awake(person, now)
            drafts.append(
                Draft(
                    f"correction:{key}:{revision}:{person.person}",
                    PushKind.REMINDER,
                    corrections,
                    person.person,
                    person.addresses,
                    message,
                    not_before if not_before < soonest else now,
                    max(_latest(until, person), now + GONE_AFTER),
                )
            )
        await self._outbox.enqueue(drafts, at=now)
        await self._notes.keep_event(replace(after, revision=revision))
        log.info("event_corrected", event_id=before.event_id, withdrawn=withdrawn, words=len(drafts))
        return True


def batch_of(event_id: str, told: str) -> str:
    """Return the batch of the reminders of an event at a date."""
    return f"reminder:{event_key(event_id)}:{told}"


def _occurrence(event: Event) -> str:
    """Return when an event begins as it is noted; with a mark where no document says so to the day."""
    start = start_of(event)
    return occurrence(start) if start else f"~{occurrence(event.period.last)}"


def _wants_word(person: Recipient, choice: EventChoice | None) -> bool:
    """Whether somebody can and wants to hear of what has changed."""
    unwanted = choice and (choice.muted or choice.coming is False)
    return bool(person.addresses) and not unwanted and Topic.EVENTS not in person.preferences.muted


def _latest(start: date | datetime, person: Recipient) -> datetime:
    return start if isinstance(start, datetime) else datetime.combine(start, time(), tzinfo=UTC)


def _when_awake(person: Recipient, now: datetime) -> datetime:
    return after_quiet(now, person.zone, person.preferences.quiet_from, person.preferences.quiet_until)
