"""Members and contacts in the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import UsageError
from bot.members.registry import (
    Change,
    Contact,
    ContactDetails,
    ContactRow,
    Member,
    MemberDetails,
    Office,
    Status,
    Upsert,
    Via,
)
from bot.store.audit import Journal, changes
from bot.store.database import Database
from bot.store.tables import contacts, links, members

_LISTS = ("names", "networks", "offices")
_CHUNK = 500
"""Ids in one IN (…), well below what databases allow."""


class SqlRegistry:
    """Implements `bot.members.registry.Registry` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by_id = select(members).where(members.c.id == bindparam("member_id"))

    async def members(self) -> list[Member]:
        """See `Registry`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(members))).all()
        return sorted(map(as_member, rows), key=lambda member: (member.name.casefold(), member.slug))

    async def member(self, member_id: int) -> Member | None:
        """See `Registry`."""
        async with self._database.connect() as connection:
            row = (await connection.execute(self._by_id, {"member_id": member_id})).first()
        return as_member(row) if row else None

    async def by_slug(self, slug: str) -> Member | None:
        """See `Registry`."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(members).where(members.c.slug == slug))).first()
        return as_member(row) if row else None

    async def count(self) -> int:
        """Return how many members there are."""
        async with self._database.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(members)) or 0)

    async def contacts(self, member_id: int | None = None) -> list[Contact]:
        """See `Registry`."""
        query = select(contacts).order_by(contacts.c.id)
        return await self._contacts(query if member_id is None else query.where(contacts.c.member_id == member_id))

    async def contact(self, contact_id: int) -> Contact | None:
        """See `Registry`."""
        found = await self._contacts(select(contacts).where(contacts.c.id == contact_id))
        return found[0] if found else None

    async def contacts_at(self, email: str) -> list[Contact]:
        """See `Registry`."""
        key = email_key(email)
        return await self._contacts(select(contacts).where(contacts.c.email_key == key).order_by(contacts.c.id)) if key else []

    async def _contacts(self, query: Any) -> list[Contact]:
        async with self._database.connect() as connection:
            return [as_contact(row) for row in await connection.execute(query)]

    async def log(self, *, subject: str | None = None, limit: int = 100) -> list[Change]:
        """See `Registry`."""
        async with self._database.connect() as connection:
            return await changes(connection, subject=subject, limit=limit)

    async def apply(self, changes: Sequence[Upsert], *, actor: str, at: datetime) -> None:
        """See `Registry`."""
        journal = Journal(actor, at)
        async with self._database.writing() as connection:
            ids = await _write_members(connection, changes, journal)
            wanted = [(member_id, row) for member_id, change in zip(ids, changes, strict=True) for row in change.contacts]
            await _write_contacts(connection, wanted, journal, at)
            await journal.write(connection)


async def _write_members(connection: AsyncConnection, wanted: Sequence[Upsert], journal: Journal) -> list[int]:
    """Add and update members; return the ids of all, in their order."""
    rows = (await connection.execute(select(members))).all() if wanted else []
    kept = {row.id: as_member(row) for row in rows}
    slugs = Counter(one.details.slug for one in wanted) + Counter(
        member.slug for member in kept.values() if member.id not in {one.member_id for one in wanted}
    )
    twice = sorted(slug for slug, count in slugs.items() if count > 1)
    if twice:
        raise UsageError(f"“{twice[0]}” would be the slug of two members; each needs its own")
    added = [one.details for one in wanted if one.member_id is None]
    new_ids: list[int] = []
    if added:
        statement = insert(members).returning(members.c.id, sort_by_parameter_order=True)
        new_ids = list((await connection.execute(statement, [_member_row(details) for details in added])).scalars())
    for details in added:
        journal.note("member.added", f"member:{details.slug}", None, _shown(details))
    changed = []
    for one in wanted:
        if one.member_id is not None:
            before = kept[one.member_id].details
            if before != one.details:
                changed.append({"member_id": one.member_id, **_member_row(one.details)})
                journal.note("member.updated", f"member:{before.slug}", _shown(before), _shown(one.details))
    if changed:
        names = [field.name for field in fields(MemberDetails)]
        one_member = update(members).where(members.c.id == bindparam("member_id"))
        await connection.execute(one_member.values({name: bindparam(name) for name in names}), changed)
    fresh = iter(new_ids)
    return [next(fresh) if one.member_id is None else one.member_id for one in wanted]


async def _write_contacts(
    connection: AsyncConnection, wanted: Sequence[tuple[int, ContactRow]], journal: Journal, at: datetime
) -> None:
    kept = await _contacts_of(connection, [member_id for member_id, _ in wanted])
    people: dict[tuple[int, str], ContactRow] = {}
    for member_id, row in wanted:  # one person may stand in several rows, each with another account
        earlier = people.get((member_id, contact_key(row.details)))
        accounts = (*(earlier.accounts if earlier else ()), *row.accounts)
        people[member_id, contact_key(row.details)] = ContactRow(row.details, accounts)
    new, linked = [], []
    for (member_id, key), row in people.items():
        known = kept.get((member_id, key))
        if known is None:
            new.append((member_id, row))
            continue
        if known.details != row.details:
            await connection.execute(update(contacts).where(contacts.c.id == known.id).values(_contact_row(row.details)))
            journal.note("contact.updated", f"contact:{known.id}", asdict(known.details), asdict(row.details))
        linked += [(account, known.id) for account in row.accounts]
    if new:
        statement = insert(contacts).returning(contacts.c.id, sort_by_parameter_order=True)
        values = [{"member_id": member_id, "added_at": at, **_contact_row(row.details)} for member_id, row in new]
        ids = (await connection.execute(statement, values)).scalars()
        for contact_id, (_, row) in zip(ids, new, strict=True):
            journal.note("contact.added", f"contact:{contact_id}", None, asdict(row.details))
            linked += [(account, contact_id) for account in row.accounts]
    known_links = {
        (row.channel, row.user_id, row.contact_id)
        for row in (await connection.execute(select(links.c.channel, links.c.user_id, links.c.contact_id)) if linked else ())
    }
    fresh = [
        {
            "channel": account.channel,
            "user_id": account.user_id,
            "contact_id": contact_id,
            "via": Via.IMPORT.value,
            "linked_at": at,
        }
        for account, contact_id in dict.fromkeys(linked)
        if (account.channel, account.user_id, contact_id) not in known_links
    ]
    if fresh:
        await connection.execute(insert(links), fresh)
    for link in fresh:
        journal.note("link.added", f"contact:{link['contact_id']}", None, {"account": f"{link['channel']}:{link['user_id']}"})


async def _contacts_of(connection: AsyncConnection, member_ids: Sequence[int]) -> dict[tuple[int, str], Contact]:
    found: dict[tuple[int, str], Contact] = {}
    wanted = sorted(set(member_ids))
    for start in range(0, len(wanted), _CHUNK):
        query = select(contacts).where(contacts.c.member_id.in_(wanted[start : start + _CHUNK]))
        for row in await connection.execute(query):
            contact = as_contact(row)
            found[contact.member_id, contact_key(contact.details)] = contact
    return found


def email_key(email: str) -> str:
    """Return an e-mail address as it is compared."""
    return email.strip().casefold()


def contact_key(details: ContactDetails) -> str:
    """Return by what a contact of a member is known: the e-mail address, else the name."""
    return email_key(details.email) or f"name:{details.name.strip().casefold()}"


def as_member(row: Row[Any]) -> Member:
    """Return a member from a row of `members`."""
    values = {field.name: getattr(row, field.name) for field in fields(MemberDetails)}
    return Member(
        row.id,
        MemberDetails(
            **{
                **values,
                "names": tuple(json.loads(row.names)),
                "networks": tuple(json.loads(row.networks)),
                "offices": tuple(Office(**office) for office in json.loads(row.offices)),
                "status": Status(row.status),
            }
        ),
    )


def as_contact(row: Row[Any]) -> Contact:
    """Return a contact from a row of `contacts`."""
    return Contact(row.id, row.member_id, ContactDetails(row.name, row.email, row.role, row.language, row.zone))


def _member_row(details: MemberDetails) -> dict[str, Any]:
    row = asdict(details)
    return {**row, "status": details.status.value, **{name: json.dumps(row[name], ensure_ascii=False) for name in _LISTS}}


def _shown(details: MemberDetails) -> dict[str, Any]:
    return {name: value for name, value in asdict(details).items() if value not in ("", None, ())}


def _contact_row(details: ContactDetails) -> dict[str, Any]:
    return {**asdict(details), "email_key": email_key(details.email)}
