"""Reminders: derived from events and invoices each minute, and put into the outbox under a key that makes a repeat harmless.

Nothing is scheduled, and nothing is remembered but since when a rule is on and up to when it was looked at. Each look takes
the moments since the last one; once an hour, and at start, it goes back over the whole grace of each rule, and so finds what
a look could not see yet: an event that was moved nearer, a reader who moved to another zone. What fell due while nobody
looked and is too late now is queued all the same, and ends as ``skipped``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.conversation import Address, Reply
from bot.dues.ledger import OpenInvoice
from bot.errors import TemporaryDeliveryError, UsageError
from bot.knowledge.library import Library
from bot.members.registry import Member
from bot.outreach.changes import EventChanges, batch_of
from bot.outreach.notes import Notes, RuleState
from bot.outreach.occasions import Due, Occasion, Window, closes_at, is_exempt, of_event, prefix
from bot.outreach.outbox import Delivery, Draft, Outbox, PushKind
from bot.outreach.planning import Look, Planning
from bot.outreach.recipients import Recipients
from bot.outreach.rules import Anchor, ReminderRule, Subject, occurrence
from bot.outreach.unsubscribing import topic_of
from bot.outreach.wording import Wording

log = structlog.get_logger(__name__)

WHOLE_EVERY = timedelta(hours=1)
"""How often the whole grace of each rule is looked at again."""
COUNTED_BACK = timedelta(days=3660)
"""How far back moments are counted that will not be sent."""
_CHUNK = 500


class Reminders:
    """Queues what is due, and says what it says when it leaves.

    Args:
        library: Rules, events, sentences.
        planning: Finds what is due.
        changes: Follows the calendar.
        recipients: People, and what they chose.
        outbox: Where reminders go.
        notes: What must be remembered.
        clock: The time.
    """

    def __init__(
        self,
        library: Library,
        planning: Planning,
        changes: EventChanges,
        recipients: Recipients,
        outbox: Outbox,
        notes: Notes,
        clock: Clock,
    ) -> None:
        self._library = library
        self._planning = planning
        self._changes = changes
        self._recipients = recipients
        self._outbox = outbox
        self._notes = notes
        self._clock = clock
        self._wording = Wording(library)
        self._whole_at: datetime | None = None

    # -- sending ------------------------------------------------------------------------------------------------

    async def plan(self) -> int:
        """Queue what has fallen due; return how many deliveries are new. Any number of processes may do it at once."""
        now = self._clock.now()
        changed = await self._changes.follow()
        states = await self._in_use(now)
        whole = changed or self._whole_at is None or not timedelta() <= now - self._whole_at < WHOLE_EVERY
        queued, looks = 0, list[Look]()
        for rule in self._rules():
            if state := states.get(rule.id):
                since = min(state.planned_until, now - rule.grace) if whole else state.planned_until
                looks.append(Look(rule, Window(since, now), state.active_from))
        drafts: list[Draft] = []
        async for draft in self._drafts(looks):
            drafts.append(draft)
            if len(drafts) == _CHUNK:
                queued += await self._outbox.enqueue(drafts, at=now)
                drafts = []
        if drafts:
            queued += await self._outbox.enqueue(drafts, at=now)
        if looks:
            await self._notes.planned([look.rule.id for look in looks], now)
        self._whole_at = now if whole else self._whole_at
        if queued:
            log.info("reminders_queued", count=queued)
        return queued

    async def fresh(self, delivery: Delivery) -> Reply | None:
        """Return what a delivery should say now, right before it leaves; ``None`` when it should not leave any more.

        What its reader has turned off meanwhile does not leave; what is no reminder stays as it is otherwise.

        Raises:
            TemporaryDeliveryError: Its event is missing from the content, perhaps only for the time of an edit.
        """
        kind, *rest = delivery.key.split(":", 4)
        topic = None if delivery.kind is PushKind.NOTICE else topic_of(delivery.key)
        if topic and topic in (await self._recipients.preferences(delivery.recipient)).muted:
            return None
        if kind == "correction":
            event_id, revision = rest[0].removeprefix("event."), int(rest[1])
            seen = (await self._notes.events()).get(event_id)
            return delivery.message if seen is None or seen.revision <= revision else None
        if kind == "deadline":
            event = self._library.calendar.event(rest[0].removeprefix("event."))
            closes = closes_at(event) if event and not event.cancelled else None
            return delivery.message if closes and occurrence(closes) == rest[1] else None
        if kind not in ("reminder", "duty"):
            return delivery.message
        rule_id, occasion, told, person = rest
        rule = next((one for one in self._rules() if one.id == rule_id), None)
        if rule is None or rule_id not in await self._notes.rules():
            return None
        if rule.subject is Subject.EVENT:
            return delivery.message if await self._still_holds(rule, occasion.removeprefix("event."), told, person) else None
        found = await self._planning.invoice(occasion.removeprefix("invoice."))
        return self._about_dues(rule, *found, delivery.message.lang) if found else None

    async def _still_holds(self, rule: ReminderRule, event_id: str, told: str, person: str) -> bool:
        event, seen = self._library.calendar.event(event_id), (await self._notes.events()).get(event_id)
        if event is None and seen and not seen.cancelled:
            raise TemporaryDeliveryError(f"the event {event_id} is missing from the content")
        found = of_event(event, self._clock.now()) if event else None
        if found is None or rule.anchor not in found.anchors or occurrence(found.anchors[rule.anchor]) != told:
            return False
        choice = await self._recipients.event_choice(person, event_id)
        return not (choice.muted or choice.coming is False)

    async def _drafts(self, looks: list[Look]) -> AsyncIterator[Draft]:
        begins, known, messages = "", set[str | Address](), dict[tuple[str, str], Reply]()
        invoice: tuple[Member, OpenInvoice] | None = None
        async for due in self._planning.due(looks):
            if prefix(due.rule, due.occasion) != begins:
                begins, messages = prefix(due.rule, due.occasion), {}
                known = await self._notes.drafted(begins)
                invoice = await self._planning.invoice(due.occasion.bill.number) if due.occasion.bill else None
            person = due.recipient
            if not due.addresses or not known.isdisjoint((person.person, due.addresses[0])) or (due.occasion.bill and not invoice):
                continue
            known.add(due.addresses[0])
            written = (person.language, person.zone if due.occasion.event else "")
            if written not in messages:
                messages[written] = self._message(due, invoice)
            kind = PushKind.NOTICE if is_exempt(due.rule) else PushKind.REMINDER
            message = messages[written]
            yield Draft(due.key, kind, batch(due.occasion), person.person, due.addresses, message, due.not_before, due.expires_at)

    def _message(self, due: Due, invoice: tuple[Member, OpenInvoice] | None) -> Reply:
        person = due.recipient
        if due.occasion.event:
            return self._wording.event(due.rule, due.occasion.event, person.language, person.zone)
        assert invoice is not None  # noqa: S101  looked up for whatever is no event
        return self._about_dues(due.rule, *invoice, person.language)

    def _about_dues(self, rule: ReminderRule, member: Member, row: OpenInvoice, lang: str) -> Reply:
        return self._wording.dues(rule, row, member.name, lang, self._clock.today())

    # -- rules --------------------------------------------------------------------------------------------------

    async def states(self) -> list[tuple[ReminderRule, RuleState | None]]:
        """Return the rules of the content, each with since when it is on; ``None`` for one that is off."""
        kept = await self._notes.rules()
        return [(rule, kept.get(rule.id)) for rule in self._rules()]

    async def reminds_of_events(self) -> bool:
        """Whether a rule for events is on."""
        return any(state and rule.subject is Subject.EVENT for rule, state in await self.states())

    def named(self, rule_id: str) -> ReminderRule:
        """Return a rule by its id.

        Raises:
            UsageError: There is none.
        """
        found = next((rule for rule in self._rules() if rule.id == rule_id), None)
        if found is None:
            there = ", ".join(rule.id for rule in self._rules()) or "none"
            raise UsageError(f"there is no rule “{rule_id}” in content/reminders.yaml; there are: {there}")
        return found

    async def check(self, rules: list[ReminderRule]) -> None:
        """See `Planning.check`."""
        await self._planning.check(rules)

    async def turn_on(self, rules: list[ReminderRule], *, actor: str) -> None:
        """Turn rules on from now on; nothing that lies behind is sent, and what is ahead counts as known from now."""
        now = self._clock.now()
        await self._changes.follow()
        await self._notes.turn_on([RuleState(rule.id, rule.fingerprint, now, now) for rule in rules], actor=actor, at=now)

    async def turn_off(self, rule_id: str, *, actor: str) -> bool:
        """Turn a rule off and withdraw what it has queued; ``False`` when it was not on."""
        return await self._notes.turn_off(rule_id, actor=actor, at=self._clock.now())

    async def forecast(self, rules: list[ReminderRule], until: datetime) -> AsyncIterator[Due]:
        """Return what rules will send up to an instant, as things stand now; as if all of them were on."""
        now, states = self._clock.now(), await self._notes.rules()
        looks = []
        for rule in rules:
            state = states.get(rule.id)
            looks.append(Look(rule, Window(now, until), state.active_from if state else now))
        async for due in self._planning.due(looks):
            yield due

    async def foretell(self, until: datetime) -> AsyncIterator[tuple[Due, Reply]]:
        """Return what all rules would send up to an instant were they on, and what each reminder would say now."""
        async for due in self.forecast(list(self._rules()), until):
            invoice = await self._planning.invoice(due.occasion.bill.number) if due.occasion.bill else None
            if invoice or due.occasion.event:
                yield due, self._message(due, invoice)

    async def behind(self, rules: list[ReminderRule]) -> AsyncIterator[Due]:
        """Return what rules would have sent up to now had they always been on, of what is open or ahead; none of it is sent."""
        now = self._clock.now()
        async for due in self._planning.due([Look(rule, Window(now - COUNTED_BACK, now), None) for rule in rules]):
            yield due

    async def counts(self) -> Mapping[tuple[str, str], int]:
        """Return how many reminders there are by rule and state."""
        return await self._notes.counts()

    async def _in_use(self, now: datetime) -> dict[str, RuleState]:
        """Return the rules that are on; one that has changed is on from now."""
        states = await self._notes.rules()
        changed = [
            RuleState(rule.id, rule.fingerprint, now, now)
            for rule in self._rules()
            if rule.id in states and states[rule.id].fingerprint != rule.fingerprint
        ]
        if changed:
            await self._notes.keep_rules(changed)
            log.warning("reminder_rules_changed", rules=[state.rule_id for state in changed], active_from=now.isoformat())
        return {**states, **{state.rule_id: state for state in changed}}

    def _rules(self) -> tuple[ReminderRule, ...]:
        return self._library.reminder_rules


def batch(occasion: Occasion) -> str:
    """Return the batch of the deliveries for an occasion: with its date where it may be moved."""
    if occasion.event is None:
        return f"reminder:{occasion.key}"
    return batch_of(occasion.event.id, occurrence(occasion.anchors[Anchor.START]))
