"""A small world for reminders: content to edit, a real database, a clock to turn, and no more than is needed to plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import text

from bot.conversation import Account, Reply
from bot.dues.ledger import EntryKind, Invoice, InvoiceDraft, Posting
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails, ContactRow, Member, MemberDetails, Role, Staff, Upsert
from bot.money import Money
from bot.outreach.audience import Audiences
from bot.outreach.changes import EventChanges
from bot.outreach.outbox import Delivery, Pace, State
from bot.outreach.planning import Planning
from bot.outreach.recipients import CHANNELS, EventChoice, Preferences
from bot.outreach.reminders import Reminders
from bot.store.database import Database
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks
from bot.store.outbox import SqlOutbox
from bot.store.recipients import SqlRecipients
from bot.store.registry import SqlRegistry
from bot.store.reminders import SqlNotes
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock

PACE = Pace(10_000, chat_gap=0)
NO_QUIET = "quiet: ignored"
TEXT = "text: {en: '{event} {when}', ko: '{event} {when}'}"
DUES_TEXT = "text: {en: '{member} {amount}', ko: '{member} {amount}'}"


def event_rule(offset: str = "-1d", *more: str, id: str = "day", anchor: str = "start", grace: str = "12h") -> str:
    """Return a rule for events, as it stands in the file; quiet hours are ignored unless ``more`` speaks of them."""
    lines = [f"- id: {id}", "subject: event", f"anchor: {anchor}", f"offset: {offset}", f"grace: {grace}", TEXT, *more]
    lines += [] if any(line.startswith("quiet") for line in more) else [NO_QUIET]
    return "\n  ".join(lines) + "\n"


def dues_rule(offset: str = "+14d", *more: str, id: str = "dues", subject: str = "dues", grace: str = "3d") -> str:
    """Return a rule for dues, likewise."""
    lines = [f"- id: {id}", f"subject: {subject}", "anchor: due", f"offset: {offset}", f"grace: {grace}", DUES_TEXT, *more]
    lines += [] if any(line.startswith("quiet") for line in more) else [NO_QUIET]
    return "\n  ".join(lines) + "\n"


def event(starts: str, *more: str, id: str = "assembly", zone: str = "UTC") -> str:
    """Return an event, as it stands in the file."""
    lines = [f"- id: {id}", "names: {en: Assembly, ko: 총회}", "kind: assembly", f"starts: {starts}"]
    lines += [f"zone: {zone}"] if "T" in starts else []
    return "\n  ".join([*lines, *more, "sources: [{document: statutes, section: Section 3}]"]) + "\n"


@dataclass
class World:
    """All that planning needs, tied together; ``second`` planner and all share the database."""

    folder: ContentFolder
    clock: FakeClock
    database: Database
    library: Library

    def __post_init__(self) -> None:
        self.registry, self.links, self.ledger = SqlRegistry(self.database), SqlLinks(self.database), SqlLedger(self.database)
        self.recipients = SqlRecipients(self.database, self.clock, language="en", zone="UTC")
        self.outbox, self.notes = SqlOutbox(self.database), SqlNotes(self.database)
        self.reminders = self.another()

    def another(self, *, channels: Collection[str] = CHANNELS) -> Reminders:
        """Return a planner as another process has it, or this one after a restart."""
        audiences = Audiences(self.library, self.registry, self.ledger, self.recipients, self.clock, channels=channels)
        planning = Planning(
            self.library, self.registry, self.ledger, self.recipients, audiences, self.notes, self.clock, channels=channels
        )
        changes = EventChanges(self.library, self.recipients, self.outbox, self.notes, self.clock)
        return Reminders(self.library, planning, changes, self.recipients, self.outbox, self.notes, self.clock)

    # -- what happens -------------------------------------------------------------------------------------------

    def at(self, moment: str) -> None:
        """Turn the clock to a time in UTC."""
        self.clock.at = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    def write(self, *, rules: str | None = None, events: str | None = None) -> None:
        """Edit the content, and take it up."""
        if rules is not None:
            self.folder.write("reminders.yaml", rules)
        if events is not None:
            self.folder.write("events/2026.yaml", events)
        self.library.refresh()

    async def switch_on(self) -> None:
        """Turn all rules on that are off."""
        off = [rule for rule, state in await self.reminders.states() if state is None]
        await self.reminders.turn_on(off, actor="operator:test")

    async def join(
        self,
        name: str = "sita",
        *,
        zone: str = "UTC",
        member: str = "dhulikhel",
        language: str = "en",
        accounts: tuple[Account, ...] | None = None,
        **details: object,
    ) -> Member:
        """Register somebody who speaks for a member, and reads in Telegram, unless other accounts are given."""
        known = await self.registry.by_slug(member)
        new = replace(MemberDetails(member, member.title(), "local-government", "NP"), **details)  # type: ignore[arg-type]
        wanted = known.details if known else new
        person = ContactDetails(name.title(), f"{name}@example.org", "", language, zone)
        theirs = (Account("telegram", str(100 + len(await self.registry.contacts()))),) if accounts is None else accounts
        row = ContactRow(person, theirs)
        await self.registry.apply([Upsert(known.id if known else None, wanted, (row,))], actor="operator:test", at=self.clock.now())
        found = await self.registry.by_slug(member)
        assert found is not None
        return found

    async def readdress(self, name: str, email: str) -> None:
        """Correct the address of somebody who has joined."""
        (contact,) = [one for one in await self.registry.contacts() if one.details.name == name.title()]
        (member,) = [one for one in await self.registry.members() if one.id == contact.member_id]
        row = ContactRow(replace(contact.details, email=email), (), contact.id)
        await self.registry.apply([Upsert(member.id, member.details, (row,))], actor="operator:test", at=self.clock.now())

    async def employ(self, user_id: str = "900") -> None:
        """Add somebody to the secretariat's people."""
        person = Staff(Account("telegram", user_id), Role.STAFF, "Kim")
        await self.links.set_staff(person, actor="operator:test", at=self.clock.now())

    async def invoice(self, member: Member, due: str, *, dollars: int = 500) -> Invoice:
        """Issue an invoice; its charge is posted now, whatever its dates are."""
        due_on = date.fromisoformat(due)
        draft = InvoiceDraft(
            member.id, due_on.year, due_on - timedelta(days=60), due_on, Money.of(dollars, "USD"), "Fee", "by hand", member.name
        )
        (issued,) = await self.ledger.issue([draft], actor="operator:test", at=self.clock.now(), once=False)
        return issued

    async def pay(self, member: Member, dollars: int) -> None:
        """Book a payment of today."""
        posting = Posting(member.id, EntryKind.PAYMENT, Money.of(dollars, "USD"), self.clock.today())
        await self.ledger.post([posting], actor="operator:test", at=self.clock.now())

    async def choose(self, person: str, choice: EventChoice, event_id: str = "assembly") -> None:
        """Keep what somebody wants of an event."""
        await self.recipients.choose_event(f"email:{person}@example.org", event_id, choice, at=self.clock.now())

    async def prefer(self, person: str, preferences: Preferences) -> None:
        """Keep what somebody wants to hear, and when."""
        await self.recipients.choose(f"email:{person}@example.org", preferences, at=self.clock.now())

    # -- what comes of it ---------------------------------------------------------------------------------------

    async def run(self, until: str, *, every: timedelta = timedelta(hours=1)) -> None:
        """Let the clock go, plan at each step, and deliver what is due."""
        end = datetime.fromisoformat(until).replace(tzinfo=UTC)
        while self.clock.at < end:
            self.clock.at = min(end, self.clock.at + every)
            await self.reminders.plan()
            await self.deliver()

    async def deliver(self) -> list[tuple[Delivery, Reply]]:
        """Send what is due as a courier does, asking for the message as it is now; return what left."""
        left: list[tuple[Delivery, Reply]] = []
        seconds = count()  # of several to one person, one leaves a second
        while claimed := await self.outbox.claim(
            "telegram", PACE, now=self.clock.now() + timedelta(seconds=next(seconds)), lease=timedelta(minutes=1)
        ):
            for delivery in claimed:
                message = await self.reminders.fresh(delivery)
                if message is None:
                    await self.outbox.give_up(delivery, State.CANCELLED, "no longer needed", at=self.clock.now())
                else:
                    await self.outbox.sent(delivery, "{}", at=self.clock.now())
                    left.append((delivery, message))
        return left

    async def states(self) -> Mapping[str, str]:
        """Return the state of each delivery by its key, without its first word and with the person's name alone."""
        async with self.database.connect() as connection:
            rows = await connection.execute(text("SELECT key, state FROM deliveries ORDER BY id"))
            return {_short(row.key): row.state for row in rows}

    async def sent(self) -> list[str]:
        """Return the times at which deliveries left, with their short keys, in order."""
        async with self.database.connect() as connection:
            query = text("SELECT key, finished_at FROM deliveries WHERE state = 'sent' ORDER BY finished_at, id")
            rows = await connection.execute(query)
            return [f"{row.finished_at[:16]} {_short(row.key)}" for row in rows]


def _short(key: str) -> str:
    """Return ``day assembly 20261201 sita`` of ``reminder:day:event.assembly:20261201:email:sita@example.org``."""
    kind, *rest = key.split(":", 4)
    parts = rest if kind in ("reminder", "duty") else [kind, rest[0], rest[1], ":".join(rest[2:])]
    parts[1] = parts[1].partition(".")[2]
    person = parts[3].removeprefix("email:").partition("@")[0] + ("" if ":withdrawn:" not in key else " (withdrawn)")
    return " ".join([*parts[:3], person])
