"""Which reminders fall into a stretch of time, and to whom; for sending them, and for telling beforehand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.clock import Clock
from bot.dues.ledger import Ledger, OpenInvoice, settle
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.knowledge.zones import known_zone
from bot.members.registry import Member, Registry
from bot.outreach.audience import Audiences
from bot.outreach.notes import Notes, SeenEvent
from bot.outreach.occasions import Due, Occasion, Window, applies, by_zone, due, falls, of_bill, of_event, start_of
from bot.outreach.recipients import WRITTEN_TO, EventChoice, Recipient, Recipients, on_channels
from bot.outreach.rules import ReminderRule, Subject

log = structlog.get_logger(__name__)

_A_DAY = timedelta(days=1)
_ZONES_APART = timedelta(hours=28)
"""More than any two readers' clocks are apart, so that days are looked at in all of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """Which moments of a rule are looked at, and since when the rule is on; ``None``: as if it always had been."""

    rule: ReminderRule
    window: Window
    floor: datetime | None


@dataclass(frozen=True, slots=True)
class _Crowd:
    """People by zone: all; those who speak for each member; the secretariat's."""

    everyone: Mapping[str, Sequence[Recipient]]
    speakers: Mapping[int, Mapping[str, Sequence[Recipient]]]
    staff: Mapping[str, Sequence[Recipient]]

    def concerned(self, rule: ReminderRule, occasion: Occasion) -> Mapping[str, Sequence[Recipient]]:
        """Return whom an occasion may concern."""
        if occasion.bill is None:
            return self.everyone
        return self.staff if rule.subject is Subject.SECRETARIAT else self.speakers.get(occasion.bill.member_id, {})


class Planning:
    """Derives reminders from the calendar and the ledger.

    Args:
        library: Rules and events.
        registry: Members.
        ledger: Invoices.
        recipients: People.
        audiences: Whom a rule's segment selects.
        notes: Since when events are known.
        clock: The time.
        channels: Those that are set up.
    """

    def __init__(
        self,
        library: Library,
        registry: Registry,
        ledger: Ledger,
        recipients: Recipients,
        audiences: Audiences,
        notes: Notes,
        clock: Clock,
        *,
        channels: Collection[str],
    ) -> None:
        self._library = library
        self._registry = registry
        self._ledger = ledger
        self._recipients = recipients
        self._audiences = audiences
        self._notes = notes
        self._clock = clock
        self._channels = channels

    async def due(self, looks: Iterable[Look]) -> AsyncIterator[Due]:
        """Return the reminders that some looks find; those of one rule for one occasion follow each other.

        People are read only when somebody's moment may have come.
        """
        zones = sorted({zone for name in await self._recipients.zones() if (zone := known_zone(name))})
        events = await self._events()
        wanted: list[tuple[Look, Occasion]] = []
        for look in looks:
            found = events if look.rule.subject is Subject.EVENT else await self._bills(look)
            wanted += [(look, one) for one in found if applies(look.rule, one) and falls(look.rule, one, look.window, zones)]
        if not wanted:
            return
        crowd = await self._crowd()
        choices: dict[str, Mapping[str, EventChoice]] = {}
        standing: dict[int, Mapping[str, OpenInvoice]] = {}
        chosen = {segment: await self._chosen(segment) for segment in {look.rule.segment for look, _ in wanted} if segment}
        for look, occasion in wanted:
            if occasion.event and occasion.event.id not in choices:
                choices[occasion.event.id] = await self._recipients.event_choices(occasion.event.id)
            if occasion.bill:
                member_id = occasion.bill.member_id
                if member_id not in standing:
                    standing[member_id] = await self._open(member_id)
                if occasion.bill.number not in standing[member_id]:
                    continue
            people = crowd.concerned(look.rule, occasion)
            if look.rule.segment:
                people = _among(people, chosen[look.rule.segment], occasion)
            wishes = choices[occasion.event.id] if occasion.event else {}
            for one in due(look.rule, occasion, people, look.window, floor=look.floor, choices=wishes):
                yield one

    async def check(self, rules: Iterable[ReminderRule]) -> None:
        """Make sure that the segments of some rules mean something.

        Raises:
            UsageError: One of them names what nobody has.
        """
        for rule in rules:
            if rule.segment:
                await self._audiences.chosen(rule.segment)

    async def _chosen(self, segment: str) -> set[tuple[str, int]]:
        """Return whom a segment selects; nobody when it has lost its meaning: nobody is told what is meant for others."""
        try:
            return await self._audiences.chosen(segment)
        except UsageError as error:
            log.warning("reminder_segment_unusable", segment=segment, reason=str(error))
            return set()

    async def invoice(self, number: str) -> tuple[Member, OpenInvoice] | None:
        """Return an invoice that is open now and of a member that is reminded, with that member; else ``None``."""
        invoice = await self._ledger.invoice(number)
        row = (await self._open(invoice.member_id)).get(number) if invoice else None
        member = await self._registry.member(row.invoice.member_id) if row else None
        return (member, row) if member and row else None

    async def _open(self, member_id: int) -> dict[str, OpenInvoice]:
        """Return what a member owes by number of the invoice; nothing for one that is not reminded."""
        member = await self._registry.member(member_id)
        if member is None or member.details.status not in WRITTEN_TO:
            return {}
        invoices, entries = await self._ledger.of(member_id)
        statement = settle(self._library.dues_terms.currency, invoices, entries, as_of=self._clock.today())
        return {row.invoice.number: row for row in statement.still_open}

    async def _events(self) -> list[Occasion]:
        """Return the events that are ahead, and those that were when they were first seen."""
        now = self._clock.now()
        seen = await self._notes.events()
        found = []
        for event in self._library.calendar.events:
            known = seen.get(event.id)
            if known is None and not is_ahead(start_of(event), now):
                continue
            occasion = of_event(event, known.first_seen_at if known else now)
            if occasion and not (known and known.cancelled):
                found.append(occasion)
        return found

    async def _bills(self, look: Look) -> list[Occasion]:
        distance = timedelta(days=look.rule.offset.days)
        first = (look.window.first - distance - _ZONES_APART).date()
        last = (look.window.last - distance + _ZONES_APART).date()
        return [of_bill(bill) for bill in await self._notes.bills(first, last)]

    async def _crowd(self) -> _Crowd:
        everyone = self._opened(await self._recipients.all())
        speakers: dict[int, list[Recipient]] = {}
        for person in everyone:
            for member in person.members:
                if member.details.status in WRITTEN_TO:
                    speakers.setdefault(member.id, []).append(person)
        return _Crowd(
            by_zone(everyone),
            {member_id: by_zone(people) for member_id, people in speakers.items()},
            by_zone(self._opened(await self._recipients.staff())),
        )

    def _opened(self, people: Iterable[Recipient]) -> list[Recipient]:
        """Return people with those addresses alone where they can be written to."""
        return [on_channels(person, self._channels) for person in people]


def _among(
    people: Mapping[str, Sequence[Recipient]], chosen: set[tuple[str, int]], occasion: Occasion
) -> dict[str, Sequence[Recipient]]:
    """Return those who are chosen: as people of the member whose invoice it is, or of any."""
    bill = occasion.bill
    persons = {person for person, member_id in chosen if bill is None or member_id == bill.member_id}
    return {zone: [one for one in there if one.person in persons] for zone, there in people.items()}


def is_ahead(start: date | datetime | None, now: datetime) -> bool:
    """Whether something begins later than now; a day counts as ahead while it is not over anywhere."""
    if start is None:
        return False
    return start > now if isinstance(start, datetime) else start > (now - _A_DAY).date()


def is_told_to_be_ahead(seen: SeenEvent, now: datetime) -> bool:
    """Whether an event was last told to begin later than now."""
    return bool(seen.occurrence) and is_ahead(seen.start, now)
