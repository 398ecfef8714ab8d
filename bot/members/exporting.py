"""The registry as a table that `bot members import` reads again without a change, and as a database to look at."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import UsageError
from bot.members.cells import ACCOUNT_FIELDS, written
from bot.members.columns import FIELDS, MEMBER_FIELDS
from bot.members.people import DETAILS, column_of
from bot.members.registry import Contact, Link, Registered
from bot.money import Money

HEADINGS = FIELDS
_FIGURES = ("population", "gdp", "employees")


def rows(registered: Registered) -> list[list[str | int]]:
    """Return a row for each contact with its member, and one for each member without contacts; columns as in `HEADINGS`."""
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in registered.contacts:
        contacts[contact.member_id].append(contact)
    linked: dict[int, list[Link]] = defaultdict(list)
    for link in registered.links:
        linked[link.contact.id].append(link)
    table = []
    for member in registered.members:
        first = [written(getattr(member.details, name)) for name in MEMBER_FIELDS]
        for contact in contacts[member.id]:
            table.append([*first, *_contact(contact, linked[contact.id])])
        if not contacts[member.id]:
            table.append([*first, *[""] * (len(HEADINGS) - len(first))])
    return table


def write_database(path: Path, registered: Registered, ledger: Mapping[str, Sequence[Any]]) -> None:
    """Write a new SQLite database: ``members`` (with full-text search), ``contacts``, ``links``, and tables of the ledger.

    Args:
        path: A file that does not exist yet.
        registered: The registry.
        ledger: Dataclasses with ``id`` and ``member_id`` by the name of their table.

    Raises:
        UsageError: There is a file already, or it can't be written.
    """
    if path.exists():
        raise UsageError(f"{path} exists already; name another file, or delete it")
    try:
        with closing(Database(path)) as database:
            _fill(database, registered, ledger)
    except (OSError, sqlite3.Error) as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"{path} can't be written: {error}") from error


def _fill(database: Database, registered: Registered, ledger: Mapping[str, Sequence[Any]]) -> None:
    members = [{"id": one.id, **_plain(one.details)} for one in registered.members]
    contacts = [{"id": one.id, "member_id": one.member_id, **_plain(one.details)} for one in registered.contacts]
    links = [
        {
            **_plain(one.account),
            "contact_id": one.contact.id,
            "member_id": one.member.id,
            "via": one.via.value,
            "linked_at": one.linked_at.isoformat(),
        }
        for one in registered.links
    ]
    of_member = [("member_id", "members", "id")]
    if members:
        database.table("members").insert_all(members, pk="id", columns=dict.fromkeys(_FIGURES, int))
        database.table("members").enable_fts(["name", "names", "place"], tokenize="unicode61 remove_diacritics 2")
    if contacts:
        database.table("contacts").insert_all(contacts, pk="id", foreign_keys=of_member)
    if links:
        keys = [*of_member, ("contact_id", "contacts", "id")]
        database.table("links").insert_all(links, pk=("channel", "user_id", "contact_id"), foreign_keys=keys)
    for name, found in ledger.items():
        if found:
            database.table(name).insert_all([_plain(one) for one in found], pk="id", foreign_keys=of_member)


def _contact(contact: Contact, links: Sequence[Link]) -> list[str | int]:
    accounts = {column: tuple(one.account for one in links if column_of(one.account) == column) for column in ACCOUNT_FIELDS}
    return [
        *(written(getattr(contact.details, name)) for name in DETAILS.values()),
        *(written(accounts[column]) for column in ACCOUNT_FIELDS),
    ]


def _plain(one: Any) -> dict[str, Any]:
    """Return a dataclass's fields as SQLite keeps them: lists as JSON, days and instants as ISO text, amounts in cents."""
    row: dict[str, Any] = {}
    for name in one.__slots__:
        value = getattr(one, name)
        if isinstance(value, Money):
            row |= {name: value.minor, f"{name}_currency": value.currency}
        elif isinstance(value, tuple):
            plain = [item if isinstance(item, str) else _plain(item) for item in value]
            row[name] = json.dumps(plain, ensure_ascii=False)
        else:
            row[name] = value.isoformat() if isinstance(value, date) else value.value if isinstance(value, Enum) else value
    return row
