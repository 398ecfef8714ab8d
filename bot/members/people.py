"""The contacts that a table names for one member: rows about one person put together, and found among those of the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.conversation import Account
from bot.members.cells import ACCOUNT_FIELDS, CellError, Reader, written
from bot.members.registry import Contact, ContactDetails, ContactRow, actor_of, contact_key, email_key
from bot.members.spreadsheets import unescaped

CLEAR = "-"
DETAILS = {
    "contact_name": "name",
    "email": "email",
    "contact_role": "role",
    "contact_language": "language",
    "contact_zone": "zone",
}


def contact_label(details: ContactDetails) -> str:
    """Return how a contact is called: name and address."""
    return f"{details.name} <{details.email}>" if details.name and details.email else details.name or details.email


@dataclass(slots=True, eq=False)
class Person:
    """Somebody as rows tell them.

    Attributes:
        cells: By `bot.members.columns.CONTACT_FIELDS`, as written.
        accounts: All that are given; ``fresh``: those of them that are not linked yet. Known once matched.
        has_new_address: Whether the registry has another e-mail address of them, or none. Likewise.
    """

    row: int
    cells: dict[str, str]
    accounts: tuple[Account, ...] = ()
    fresh: tuple[Account, ...] = ()
    has_new_address: bool = False

    @property
    def name(self) -> str:
        """Return the name that is given."""
        return self._given("contact_name")

    @property
    def email(self) -> str:
        """Return the e-mail address that is given."""
        return self._given("email")

    @property
    def label(self) -> str:
        """Return how they are called."""
        return contact_label(ContactDetails(self.name, self.email))

    def is_same(self, other: Person) -> bool:
        """Whether two rows are about one person: the same address, or the same name where one has no address."""
        if self.email and other.email:
            return email_key(self.email) == email_key(other.email)
        return bool(self.name) and self.name.casefold() == other.name.casefold()

    def _given(self, field_: str) -> str:
        cell = self.cells.get(field_, "")
        return "" if cell == CLEAR else unescaped(cell)


@dataclass(slots=True)
class Roll:
    """The people of one member."""

    people: list[Person] = field(default_factory=list)

    def add(self, person: Person) -> list[str]:
        """Take in one more; return what must be mended."""
        if not person.name and not person.email:
            return [f"{_label(next(iter(person.cells)))} stands without a contact; fill in contact name or email"]
        other = next((one for one in self.people if one.is_same(person)), None)
        if other is None:
            self.people.append(person)
            return []
        problems = []
        for name, cell in person.cells.items():
            earlier = other.cells.get(name)
            if earlier is None:
                other.cells[name] = cell
            elif name in ACCOUNT_FIELDS and CLEAR not in (earlier, cell):
                other.cells[name] = f"{earlier}; {cell}"
            elif earlier != cell:
                told = f"{_label(name)} is “{cell}” here and “{earlier}” in row {other.row}"
                problems.append(f"{person.label}: {told}; make them alike, or leave one empty")
        return problems

    def match(
        self, known: Sequence[Contact], linked: Mapping[int, Sequence[Account]], reader: Reader
    ) -> tuple[list[ContactRow], list[tuple[str, str, str]], list[tuple[int, str]]]:
        """Return what is to be written, the changes as (what, before, after), and the problems by row.

        Args:
            known: The member's contacts.
            linked: The accounts of contacts, by the contact's id.
            reader: What cells mean.
        """
        rows, told, problems = [], [], list[tuple[int, str]]()
        found = self._found(known, problems)
        for person in self.people:
            contact = found.get(id(person))
            details = self._details(person, contact, reader, problems)
            person.has_new_address = contact is None or details.email != contact.details.email
            person.accounts = self._accounts(person, contact, linked, reader, problems)
            has = linked.get(contact.id, ()) if contact else ()
            person.fresh = tuple(one for one in person.accounts if one not in has)
            if contact and details == contact.details and not person.fresh:
                continue
            rows.append(ContactRow(details, person.fresh, contact.id if contact else None))
            told += _told(contact, details, person.fresh)
        return rows, told, problems

    def _found(self, known: Sequence[Contact], problems: list[tuple[int, str]]) -> dict[int, Contact]:
        """Return whom the people are: by address; the rest by name, so that an address can change."""
        by_email = {contact_key(contact.details): contact for contact in known if contact.details.email}
        found = {id(one): by_email[key] for one in self.people if (key := email_key(one.email)) in by_email}
        taken = {contact.id for contact in found.values()}
        for person in self.people:
            if id(person) in found or not person.name:
                continue
            named = [one for one in known if one.id not in taken and one.details.name.casefold() == person.name.casefold()]
            if len(named) == 1:
                found[id(person)] = named[0]
                taken.add(named[0].id)
            elif named and not person.email:
                problems.append((person.row, f"there are {len(named)} contacts called {person.name}; fill in the email"))
        return found

    def _details(self, person: Person, contact: Contact | None, reader: Reader, problems: list[tuple[int, str]]) -> ContactDetails:
        before = contact.details if contact else ContactDetails("")
        values: dict[str, Any] = {}
        for column, name in DETAILS.items():
            cell = person.cells.get(column)
            if cell is None:
                continue
            text = unescaped(cell)
            if cell == CLEAR:
                values[name] = ""
            elif text == getattr(before, name):
                continue
            elif name == "email" and contact and email_key(text) == email_key(before.email):
                continue  # the same address in other letters
            else:
                try:
                    values[name] = reader.read(column, text)
                except CellError as error:
                    problems.append((person.row, f"{_label(column)} “{text}” {error}"))
        details = replace(before, **values)
        if contact and not details.name and not details.email:
            problems.append((person.row, f"{contact_label(before)} would be left without name and email"))
        return details

    def _accounts(
        self,
        person: Person,
        contact: Contact | None,
        linked: Mapping[int, Sequence[Account]],
        reader: Reader,
        problems: list[tuple[int, str]],
    ) -> tuple[Account, ...]:
        accounts: list[Account] = []
        for column in ACCOUNT_FIELDS:
            cell = person.cells.get(column)
            if cell is None:
                continue
            has = tuple(account for account in linked.get(contact.id, ()) if column_of(account) == column) if contact else ()
            if cell == CLEAR:
                problems.append((person.row, f"{_label(column)} can't be cleared here; links are taken away with `bot link`"))
            elif unescaped(cell) == written(has):
                accounts += has
            else:
                try:
                    accounts += reader.read(column, unescaped(cell))
                except CellError as error:
                    problems.append((person.row, f"{_label(column)} “{cell}” {error}"))
        return tuple(dict.fromkeys(accounts))


def column_of(account: Account) -> str:
    """Return the column in which an account is written."""
    return {"telegram": "telegram_chat_id", "slack": "slack_user_id"}.get(account.channel, "other_accounts")


def _told(contact: Contact | None, details: ContactDetails, fresh: Sequence[Account]) -> list[tuple[str, str, str]]:
    label = contact_label(contact.details if contact else details)
    told = []
    if contact is None:
        told.append(("contact", "", ", ".join(filter(None, [label, details.role, details.language, details.zone]))))
    else:
        told += [
            (f"contact {label}, {name}", old, new)
            for name in DETAILS.values()
            if (old := getattr(contact.details, name)) != (new := getattr(details, name))
        ]
    return told + [("link", "", f"{actor_of(account)} speaks as {label}") for account in fresh]


def _label(name: str) -> str:
    return name.replace("_", " ")
