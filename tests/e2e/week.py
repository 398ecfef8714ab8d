"""A week of the association: 300 contacts in two zones on two platforms, two events, invoices; and who must hear what, when.

What must be heard stands here as instants that were worked out by hand from ``content/reminders.yaml``: nothing of the
planner's is used.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.app import App
from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, Member, MemberDetails, Role, Upsert
from bot.outreach.recipients import EventChoice, Preferences, Topic
from tests.brief import Brief
from tests.scenarios.membership import employ, invoice, pay

SEOUL, NEW_YORK = ZONES = ("Asia/Seoul", "America/New_York")
MEMBERS, EACH = 10, 30
CITIES = range(5)
"""Members that are cities; the others are companies."""
PAYER = 1
STAFF = (Account("telegram", "900"), Account("slack", "USTAFF"))
PLENARY = """\
- id: plenary
  names: {en: Plenary, ko: 총회, es: Plenario}
  kind: assembly
  audience: officials
  starts: 2027-03-15T13:00
  zone: UTC
  registration_until: 2027-03-11
  sources: [{document: agenda-book-2021, section: Event Overview}]
"""
FAIR = """\
- id: fair
  names: {{en: Fair, ko: 박람회, es: Feria}}
  kind: expo
  audience: companies
  starts: {starts}
  zone: UTC
  sources: [{{document: agenda-book-2021, section: Event Overview}}]
"""


def at(moment: str) -> datetime:
    """Return a time of March 2027 in UTC, from its day and hour."""
    return datetime.fromisoformat(f"2027-03-{moment}").replace(tzinfo=UTC)


BEGIN, END = at("07 20:00"), at("15 23:30")
PAID, MOVED = at("09 12:00"), at("11 13:00")
OUTAGE = (at("10 20:00"), at("11 04:00"))
"""Nothing runs, while the day on which registration ends begins in Seoul."""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact: the account, the member (a number) and the zone."""

    account: Account
    member: int
    zone: str

    @property
    def email(self) -> str:
        """Their address, by which they are known."""
        return f"{self.account.channel}-{self.account.user_id.lower()}@example.org"


def _people() -> Iterator[Person]:
    for number in range(MEMBERS * EACH):
        on_telegram, zone = number % 3 != 0, ZONES[number // 3 % len(ZONES)]
        account = Account("telegram", str(100_000 + number)) if on_telegram else Account("slack", f"U{number:06}")
        yield Person(account, number // EACH, zone)


PEOPLE = tuple(_people())


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says to the contacts of some members: how it begins, and in which zone it leaves when."""

    rule: str
    begins: str
    members: tuple[int, ...]
    leaves: Mapping[str, datetime]


def _leaves(seoul: str, new_york: str) -> dict[str, datetime]:
    return {SEOUL: at(seoul), NEW_YORK: at(new_york)}


CITY, COMPANY = tuple(CITIES), tuple(range(5, MEMBERS))
TENTH, TWELFTH = _leaves("10 00:00", "10 14:00"), _leaves("12 00:00", "12 14:00")
MUTED = "event-week", "event-registration", "event-day", "event-hour"
# Quiet hours are 21:00 to 08:00 everywhere; the clocks of New York go forward on 14 March, at 07:00 UTC.
WEEK = (
    Told("event-week", "In a week: Plenary", CITY, _leaves("08 00:00", "08 14:00")),
    Told("event-registration", "Registration for Plenary", CITY, _leaves("11 00:00", "11 14:00")),
    Told("event-day", "Tomorrow: Plenary", CITY, _leaves("14 23:00", "14 13:00")),
    Told("event-hour", "In an hour: Plenary", CITY, _leaves("15 12:00", "15 12:00")),
    Told("event-week", "In a week: Fair", COMPANY, _leaves("10 00:00", "09 14:00")),
    Told("", "Please note: Fair", COMPANY, _leaves("11 23:00", "11 13:00")),
    Told("event-day", "Tomorrow: Fair", COMPANY, _leaves("13 23:00", "13 17:00")),
    Told("dues-due-day", "Today the membership fee of", (0, 5), TENTH),
    Told("dues-week-before", "In a week, on", (2, 6), TENTH),
    Told("dues-14-days-after", "was due on", (3, 7), TWELFTH),
    Told("dues-60-days-after", "overdue for 60 days", (4,), TWELFTH),
)
TO_STAFF = Told("secretariat-overdue", "The reminders are exhausted", (8,), TWELFTH)
INVOICES = {
    0: date(2027, 3, 10),
    1: date(2027, 3, 10),
    2: date(2027, 3, 17),
    3: date(2027, 2, 26),
    4: date(2027, 1, 11),
    5: date(2027, 3, 10),
    6: date(2027, 3, 17),
    7: date(2027, 2, 26),
    8: date(2026, 12, 27),
}


def is_coming(person: Person) -> bool:
    """Whether somebody said that they come to the plenary: they hear of it in their quiet hours, too."""
    return person.member == 0 and person.zone == SEOUL


def has_muted(person: Person, told: Told) -> bool:
    """Whether somebody turned off what is told: some the plenary, some all of their dues, of which a part can't be."""
    if person.zone == NEW_YORK and person.member == 1:
        return told.rule in MUTED
    return person.zone == NEW_YORK and person.member in (3, 4) and told.rule == "dues-14-days-after"


def is_too_late(person: Person, told: Told) -> bool:
    """Whether it falls into quiet hours that last until it is of no use."""
    return told.rule == "event-hour" and person.zone == SEOUL and not is_coming(person)


def expected() -> dict[tuple[Account, str], datetime]:
    """Return when each account must hear what, by how that begins."""
    found = {
        (person.account, told.begins): told.leaves[person.zone]
        for told in WEEK
        for person in PEOPLE
        if person.member in told.members and not has_muted(person, told) and not is_too_late(person, told)
    }
    return found | {(account, TO_STAFF.begins): TO_STAFF.leaves[SEOUL] for account in STAFF}


def steps() -> list[datetime]:
    """Return the times at which is looked what was heard: each moment of the week, but for the outage."""
    moments = {moment for told in (*WEEK, TO_STAFF) for moment in told.leaves.values()} | {PAID, MOVED, END}
    return sorted([moment for moment in moments if not OUTAGE[0] < moment < OUTAGE[1]] + [OUTAGE[1]])


def content(brief: Brief, folder: Path) -> Brief:
    """Copy the brief content, with the events of the week."""
    copied = Brief(shutil.copytree(brief.content, folder / "content"), brief.started)
    (copied.content / "events" / "week.yaml").write_text(PLENARY, encoding="utf-8")
    set_fair(copied, "2027-03-16T16:00")
    return copied


def set_fair(copied: Brief, starts: str) -> None:
    """Let the fair begin at a time."""
    written = copied.content / "events" / "fair.tmp"
    written.write_text(FAIR.format(starts=starts), encoding="utf-8")
    written.replace(copied.content / "events" / "fair.yaml")


async def bring_in(app: App) -> None:
    """Register members, contacts, staff, what they chose, and invoices."""
    for number in range(MEMBERS):
        category = "local-government" if number in CITIES else "corporation"
        details = MemberDetails(f"week-{number}", f"Member {number}", category, "NP")
        rows = tuple(
            ContactRow(ContactDetails(one.email, one.email, language="en", zone=one.zone), (one.account,))
            for one in PEOPLE
            if one.member == number
        )
        await app.registry.apply([Upsert(None, details, rows)], actor="operator:test", at=app.clock.now())
    for number, due in INVOICES.items():
        await invoice(app, await _member(app, number), 500, year=due.year, due=due)
    for account in STAFF:
        await employ(app, account, Role.STAFF)
    for one in PEOPLE:
        person, now = f"email:{one.email}", app.clock.now()
        if is_coming(one):
            await app.recipients.choose_event(person, "plenary", EventChoice(coming=True), at=now)
        elif has_muted(one, WEEK[0]):
            await app.recipients.choose_event(person, "plenary", EventChoice(muted=True), at=now)
        elif one.zone == NEW_YORK and one.member in (3, 4):
            await app.recipients.choose(person, replace(Preferences(), muted=frozenset({Topic.DUES})), at=now)


async def settle_invoice(app: App) -> None:
    """Book what one member owes, before it is reminded."""
    await pay(app, await _member(app, PAYER), 500, PAID.date())


async def _member(app: App, number: int) -> Member:
    found = await app.registry.by_slug(f"week-{number}")
    assert found is not None
    return found
