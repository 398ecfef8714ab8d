"""People who may be written to: who they are, for whom they speak, where they read, and what they want to hear."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from functools import lru_cache, partial
from typing import Protocol

from bot.conversation import Account, Address
from bot.knowledge.zones import known_zone, zone_of_place
from bot.members.registry import Contact, Member, Status
from bot.outreach.rules import PushChannel

WRITTEN_TO = (Status.ACTIVE, Status.SUSPENDED)
"""Members whose people get reminders and announcements."""
CHANNELS = tuple(PushChannel)
NOT_SET_UP = {
    "telegram": "no Telegram token is set (TELEGRAM_BOT_TOKEN)",
    "slack": "no Slack token is set (SLACK_BOT_TOKEN)",
    "email": "no mail server is set (SMTP_URL)",
}
"""Why nobody can be written to on a channel."""


class Topic(StrEnum):
    """What a person can turn off. Statutory notices, such as invoices and suspension, are none of them."""

    EVENTS = "events"
    DUES = "dues"
    ANNOUNCEMENTS = "announcements"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose.

    Attributes:
        channel: Where they want to be written to first; empty for the usual order.
        quiet_from, quiet_until: Hours in their own zone in which nothing is sent; alike for none.
        muted: Topics that they turned off.
    """

    channel: str = ""
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    muted: frozenset[Topic] = frozenset()


@dataclass(frozen=True, slots=True)
class EventChoice:
    """What a person wants of one event; ``coming`` is ``None`` while they have not said."""

    reminded: bool = False
    muted: bool = False
    coming: bool | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, once, however many contacts, accounts and channels they have.

    Attributes:
        person: Key of the person: ``email:sita@…``, ``contact:17`` without an address, or ``account:telegram:123``.
        addresses: Where they can be written to, the preferred one first; may be empty.
        members: Those for which they speak.
        since: When they became known: nothing from before is sent to them.
        knows_zone: Whether the zone is theirs or their member's; else it is the association's.
    """

    person: str
    name: str
    language: str
    zone: str
    addresses: tuple[Address, ...]
    members: tuple[Member, ...]
    preferences: Preferences
    since: datetime
    knows_zone: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """One line of what is known of a person: a contact, or none; an account, or none."""

    contact: Contact | None
    member: Member | None
    account: Account | None
    language: str | None
    zone: str | None
    since: datetime


class Recipients(Protocol):
    """Where it is kept who can be written to, and what they want."""

    async def all(self) -> Sequence[Recipient]:
        """Return everybody who speaks for a member, and whoever asked to be reminded of an event; by person."""

    async def staff(self) -> Sequence[Recipient]:
        """Return the secretariat's people."""

    async def zones(self) -> Sequence[str]:
        """Return the names of the time zones of which anybody may be; some may be no zone."""

    async def people_of(self, account: Account) -> Sequence[str]:
        """Return the keys of the people who read there: one, unless it is linked to contacts with different addresses."""

    async def preferences(self, *people: str) -> Preferences:
        """Return what a person chose; of several who read in one chat, what the first chose, and all that any has turned off."""

    async def choose(self, person: str, preferences: Preferences, *, at: datetime) -> None:
        """Keep what a person chose."""

    async def forget(self, account: Account, *, at: datetime) -> None:
        """Erase what the person behind an account chose, and who they are from what was pushed to them; cancel what is queued."""

    async def event_choices(self, event_id: str) -> Mapping[str, EventChoice]:
        """Return what people want of an event, by person."""

    async def event_choice(self, person: str, event_id: str) -> EventChoice:
        """Return what a person wants of an event."""

    async def choose_event(self, person: str, event_id: str, choice: EventChoice, *, at: datetime) -> None:
        """Keep what a person wants of an event."""


def on_channels(person: Recipient, channels: Collection[str]) -> Recipient:
    """Return somebody with those addresses alone that lie on some channels."""
    return replace(person, addresses=tuple(address for address in person.addresses if address.channel in channels))


def person_key(contact: Contact | None, account: Account | None) -> str:
    """Return the key of a person: by e-mail address, so that who speaks for two members is one."""
    if contact and contact.details.email:
        return f"email:{contact.details.email.strip().casefold()}"
    if contact:
        return f"contact:{contact.id}"
    assert account is not None  # noqa: S101  a line has one or the other
    return f"account:{account.channel}:{account.user_id}"


def gather(
    reaches: Iterable[Reach], chosen: Mapping[str, Preferences], *, language: str, zone: str, at: datetime
) -> list[Recipient]:
    """Return people from lines of what is known of them; what the person chose in a chat goes before what the registry says.

    Args:
        reaches: The lines.
        chosen: What they prefer, by person; what one has turned off is off for whoever is written to in the same chat.
        language: Of whom nobody knows one.
        zone: Of whom neither the person, nor the place or the country of a member of theirs, tells one.
        at: The time, at which a country's zones are compared.
    """
    zone_of = lru_cache(maxsize=None)(partial(zone_of_place, at=at))
    lines: dict[str, list[Reach]] = {}
    for reach in reaches:
        lines.setdefault(person_key(reach.contact, reach.account), []).append(reach)
    return _agreed(
        [_recipient(person, known, chosen.get(person, Preferences()), language, zone, zone_of) for person, known in lines.items()]
    )


def _agreed(people: Sequence[Recipient]) -> list[Recipient]:
    off: dict[Address, frozenset[Topic]] = {}
    for one in people:
        for chat in one.addresses[:1]:
            off[chat] = off.get(chat, frozenset()) | one.preferences.muted
    return [
        replace(one, preferences=replace(one.preferences, muted=off[one.addresses[0]])) if one.addresses else one for one in people
    ]


def _recipient(
    person: str,
    known: Sequence[Reach],
    preferences: Preferences,
    language: str,
    zone: str,
    zone_of: Callable[[str, str], str | None],
) -> Recipient:
    contacts = [reach.contact.details for reach in known if reach.contact]
    accounts = dict.fromkeys(reach.account for reach in known if reach.account)
    addresses = [Address(account.channel, account.user_id) for account in accounts if account.channel in CHANNELS]
    addresses += [Address("email", one.email) for one in contacts[:1] if one.email]
    order = [preferences.channel, *CHANNELS]
    told = _first(map(known_zone, [*(reach.zone for reach in known), *(one.zone for one in contacts)]), "")
    theirs = told or _first((zone_of(reach.member.name, reach.member.details.country) for reach in known if reach.member), "")
    return Recipient(
        person,
        next((one.name for one in contacts if one.name), ""),
        _first([*(reach.language for reach in known), *(one.language for one in contacts)], language),
        theirs or zone,
        tuple(sorted(addresses, key=lambda address: order.index(address.channel))),
        tuple({reach.member.id: reach.member for reach in known if reach.member}.values()),
        preferences,
        min(reach.since for reach in known),
        bool(theirs),
    )


def _first(values: Iterable[str | None], otherwise: str) -> str:
    return next((value for value in values if value), otherwise)
