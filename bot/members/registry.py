"""Members, their contacts, and the accounts that are linked to them: what is known, and the port by which it is kept.

Every change goes through the `Registry` with the actor who makes it, and is written to the audit log in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.conversation import Account


class Status(StrEnum):
    """Where a member stands in the association; set by the secretariat, unlike `bot.dues.standing.Standing`."""

    APPLICANT = "applicant"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a member holds or held; ``since`` and ``until`` are ISO dates, partial (``2021``), or empty."""

    name: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class MemberDetails:
    """What the registry holds of a member.

    Attributes:
        slug: Its handle in commands and files: lower case, digits and hyphens; unique, never changed.
        category: Of `bot.knowledge.fees.CATEGORIES`.
        kind: Within the category as fee schedules tell it apart (``start-up``), or as the secretariat does; may be empty.
        country: ISO 3166 code of two letters.
        region: Id of a region of ``content/members/regions.yaml``; may be empty.
        names: Other names and spellings.
        population: Inhabitants; ``gdp``: of its country, US dollars per head and year; ``employees``: worldwide.
        joined: Day, month or year of admission (ISO, partial); empty where unknown.
        status_since: Since when the status holds (ISO, partial); empty where unknown.
        billing: Lines of the address that invoices bear; may be empty.
    """

    slug: str
    name: str
    category: str
    country: str
    kind: str = ""
    region: str = ""
    place: str = ""
    names: tuple[str, ...] = ()
    population: int | None = None
    gdp: int | None = None
    employees: int | None = None
    joined: str = ""
    status: Status = Status.ACTIVE
    status_since: str = ""
    networks: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    billing: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it is kept; ``id`` is that of the row."""

    id: int
    details: MemberDetails

    @property
    def name(self) -> str:
        """Return its name."""
        return self.details.name

    @property
    def slug(self) -> str:
        """Return its handle."""
        return self.details.slug


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A person who speaks for a member; ``email`` as written, compared without regard to case. ``role`` is free text."""

    name: str
    email: str = ""
    role: str = ""
    language: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it is kept; who speaks for two members is two contacts with one e-mail address."""

    id: int
    member_id: int
    details: ContactDetails


class Via(StrEnum):
    """How a link was proved."""

    EMAIL = "email"
    INVITATION = "invitation"
    WORKSPACE = "workspace"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Link:
    """A verified tie between an account and a contact."""

    account: Account
    contact: Contact
    member: Member
    via: Via
    linked_at: datetime


class Role(StrEnum):
    """What somebody of the secretariat may do; each may all that the ones before it may."""

    STAFF = "staff"
    APPROVER = "approver"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the secretariat, known by an account; ``language`` is what they chose, empty where they chose none."""

    account: Account
    role: Role
    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is asking: an account, the contacts that it is linked to, and its role in the secretariat, if it has one."""

    account: Account
    links: tuple[Link, ...] = ()
    role: Role | None = None

    def speaks_for(self, member_id: int) -> bool:
        """Whether the account is linked to a contact of a member."""
        return any(link.member.id == member_id for link in self.links)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the audit log.

    Attributes:
        actor: ``telegram:123`` for an account, ``operator:name`` for who uses the command line, ``system`` for the program.
        action: Such as ``member.updated``, ``contact.added``, ``link.added``, ``dues.payment``.
        subject: What was changed: ``member:abu-dhabi``, ``contact:17``.
        before, after: The fields that differ; empty where there was or is nothing.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    before: dict[str, object]
    after: dict[str, object]


SYSTEM = "system"
"""The actor of what the program does by itself."""


def actor_of(account: Account) -> str:
    """Return the name that an account has in the audit log."""
    return f"{account.channel}:{account.user_id}"


def email_key(email: str) -> str:
    """Return an e-mail address as it is compared."""
    return email.strip().casefold()


def contact_key(details: ContactDetails) -> str:
    """Return by what a contact of a member is known: the e-mail address, else the name."""
    return email_key(details.email) or f"name:{details.name.strip().casefold()}"


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as it is imported, and the accounts that it is linked to by that.

    ``contact_id`` is who is meant; with ``None`` it is found by e-mail, or without one by name, or is new.
    """

    details: ContactDetails
    accounts: tuple[Account, ...] = ()
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Upsert:
    """A member to be added (``member_id`` ``None``) or brought to ``details``, and contacts to be added or updated by e-mail.

    Contacts that are not named stay. ``before`` is what the member is taken to be; ``None`` overwrites whatever it is.
    """

    member_id: int | None
    details: MemberDetails
    contacts: tuple[ContactRow, ...] = ()
    before: MemberDetails | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """All that the registry holds."""

    members: Sequence[Member]
    contacts: Sequence[Contact]
    links: Sequence[Link]


class Registry(Protocol):
    """Where members and contacts are kept. Reading methods raise nothing; unknown ids give ``None`` or nothing."""

    async def members(self) -> Sequence[Member]:
        """Return all members, by name."""

    async def member(self, member_id: int) -> Member | None:
        """Return a member by the id of its row."""

    async def by_slug(self, slug: str) -> Member | None:
        """Return a member by its handle."""

    async def contacts(self, member_id: int | None = None) -> Sequence[Contact]:
        """Return the contacts of a member, or of all, oldest first."""

    async def contact(self, contact_id: int) -> Contact | None:
        """Return a contact by the id of its row."""

    async def contacts_at(self, email: str) -> Sequence[Contact]:
        """Return the contacts with an e-mail address, without regard to case."""

    async def apply(self, changes: Sequence[Upsert], *, actor: str, at: datetime) -> None:
        """Add and update members with their contacts and links: all or, when an error is raised, none.

        Raises:
            UsageError: Two of them have the same slug, or one that is taken; a member is not what it is taken to be.
        """

    async def count(self) -> int:
        """Return how many members there are."""

    async def seed(self, members: Sequence[MemberDetails], *, at: datetime) -> int:
        """Add members from the documents where there are none yet; return how many were added."""

    async def log(self, *, subjects: Collection[str] = (), limit: int = 100) -> Sequence[Change]:
        """Return the last lines of the audit log, or of those on some subjects; newest first."""


class Links(Protocol):
    """Where it is kept which account speaks for whom, and who is of the secretariat."""

    async def speaker(self, account: Account) -> Speaker:
        """Return who an account is; somebody without links and role when it is unknown."""

    async def links(self, member_id: int | None = None) -> Sequence[Link]:
        """Return the links of a member's contacts, or all, oldest first."""

    async def link(self, account: Account, contact_id: int, via: Via, *, actor: str, at: datetime) -> bool:
        """Tie an account to a contact; ``False`` when it was already, or the contact is gone."""

    async def unlink(self, account: Account, *, actor: str, at: datetime, member_id: int | None = None) -> int:
        """Untie an account from the contacts of a member, or of all; return how many links there were."""

    async def forget(self, account: Account, *, at: datetime) -> int:
        """Erase the contacts that an account is linked to, with all their links; return how many there were.

        What the audit log holds of those persons is blanked: its lines stay, without values and without the account.
        """

    async def remove_contact(self, contact: Contact, *, actor: str, at: datetime, erase: bool = False) -> int:
        """Remove a contact with its links and codes; return how many deliveries to the person were withdrawn.

        Withdrawn is what is queued about the member's dues, and all that is queued for who speaks for no member any more.
        With ``erase``, the lines of the audit log on the contact lose their values.
        """

    async def staff(self) -> Sequence[Staff]:
        """Return the secretariat's people, in the order in which they were added."""

    async def set_staff(self, person: Staff, *, actor: str, at: datetime) -> None:
        """Add somebody to the secretariat's people, or change their role or name."""

    async def remove_staff(self, account: Account, *, actor: str, at: datetime) -> bool:
        """Remove somebody; ``False`` when there was none."""
