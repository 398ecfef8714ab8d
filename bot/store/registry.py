"""Members and contacts in the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Account
from bot.errors import UsageError
from bot.members.registry import (
    SYSTEM,
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
    actor_of,
    contact_key,
    email_key,
)
from bot.store.audit import Journal, changes
from bot.store.database import Database
from bot.store.people import follow
from bot.store.tables import contacts, links, members

_LISTS = ("names", "networks", "offices")
_COUNT = select(func.count()).select_from(members)
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
            return int(await connection.scalar(_COUNT) or 0)

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

    async def seed(self, members: Sequence[MemberDetails], *, at: datetime) -> int:
        """See `Registry`."""
        if await self.count():
            return 0
        journal = Journal(SYSTEM, at)
        async with self._database.writing() as connection:
            if self._database.dialect == "postgresql":  # two processes may start at once
                await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('member-assistant-registry'))"))
            if await connection.scalar(_COUNT):
                return 0
            await _add_members(connection, members, journal, "member.seeded")
            await journal.write(connection)
        return len(members)

    async def log(self, *, subjects: Collection[str] = (), limit: int = 100) -> list[Change]:
        """See `Registry`."""
        async with self._database.connect() as connection:
            return await changes(connection, subjects=subjects, limit=limit)

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
    kept = {row.id: as_member(row).details for row in rows}
    written = {one.member_id for one in wanted}
    slugs = Counter(one.details.slug for one in wanted) + Counter(
        details.slug for member_id, details in kept.items() if member_id not in written
    )
    twice = sorted(slug for slug, count in slugs.items() if count > 1)
    if twice:
        raise UsageError(f"“{twice[0]}” would be the slug of two members; each needs its own")
    await _add_members(connection, [one.details for one in wanted if one.member_id is None], journal, "member.added")
    changed = []
    for one in wanted:
        if one.member_id is None:
            continue
        before = kept[one.member_id]
        if one.before is not None and one.before != before:
            raise UsageError(f"“{before.slug}” was changed by somebody else meanwhile; look again, nothing was written")
        if before != one.details:
            changed.append({"member_id": one.member_id, **_member_row(one.details)})
            journal.note("member.updated", f"member:{before.slug}", _shown(before), _shown(one.details))
    if changed:
        names = [field.name for field in fields(MemberDetails)]
        one_member = update(members).where(members.c.id == bindparam("member_id"))
        await connection.execute(one_member.values({name: bindparam(name) for name in names}), changed)
    ids = {row.slug: row.id for row in await connection.execute(select(members.c.id, members.c.slug))}
    return [one.member_id if one.member_id is not None else ids[one.details.slug] for one in wanted]


async def _add_members(connection: AsyncConnection, added: Sequence[MemberDetails], journal: Journal, action: str) -> None:
    # Without RETURNING: SQLAlchemy would have SQLite insert row by row, each a trip to the driver's thread (measured: 10 s of 17).
    if added:
        await connection.execute(insert(members), [_member_row(details) for details in added])
    for details in added:
        journal.note(action, f"member:{details.slug}", None, _shown(details))


async def _write_contacts(
    connection: AsyncConnection, wanted: Sequence[tuple[int, ContactRow]], journal: Journal, at: datetime
) -> None:
    if not wanted:
        return
    ids = [member_id for member_id, _ in wanted]
    kept = {contact.id: contact for contact in await _contacts_of(connection, ids)}
    by_key = {(contact.member_id, contact_key(contact.details)): contact.id for contact in kept.values()}
    new: dict[tuple[int, str], dict[str, Any]] = {}  # one person may stand in several rows, each with another account
    changed = []
    renamed: list[tuple[Contact, ContactDetails]] = []
    for member_id, row in wanted:
        key = (member_id, contact_key(row.details))
        contact_id = row.contact_id if row.contact_id is not None else by_key.get(key)
        if contact_id is None:
            new[key] = {"member_id": member_id, "added_at": at, **_contact_row(row.details)}
            continue
        if contact_id not in kept:
            raise UsageError(f"the contact {row.details.name or row.details.email} is gone; look again, nothing was written")
        if kept[contact_id].details != row.details:
            changed.append({"contact_id": contact_id, **_contact_row(row.details)})
            renamed.append((kept[contact_id], row.details))
            journal.note("contact.updated", f"contact:{contact_id}", _flat(kept[contact_id].details), _flat(row.details))
    if changed:
        names = [*(field.name for field in fields(ContactDetails)), "email_key"]
        one_contact = update(contacts).where(contacts.c.id == bindparam("contact_id"))
        await connection.execute(one_contact.values({name: bindparam(name) for name in names}), changed)
        await follow(connection, renamed)
    if new:
        await connection.execute(insert(contacts), list(new.values()))
        for contact in await _contacts_of(connection, ids):
            if contact.id not in kept:
                journal.note("contact.added", f"contact:{contact.id}", None, _flat(contact.details))
                by_key[contact.member_id, contact_key(contact.details)] = contact.id
    tied = [
        (account, row.contact_id if row.contact_id is not None else by_key[member_id, contact_key(row.details)])
        for member_id, row in wanted
        for account in row.accounts
    ]
    await _write_links(connection, tied, journal, at)


async def _write_links(connection: AsyncConnection, wanted: Sequence[tuple[Account, int]], journal: Journal, at: datetime) -> None:
    if not wanted:
        return
    rows = await connection.execute(select(links.c.channel, links.c.user_id, links.c.contact_id))
    known = {(Account(row.channel, row.user_id), row.contact_id) for row in rows}
    fresh = [pair for pair in dict.fromkeys(wanted) if pair not in known]
    if fresh:
        via = Via.IMPORT.value
        await connection.execute(
            insert(links),
            [
                {"channel": account.channel, "user_id": account.user_id, "contact_id": contact_id, "via": via, "linked_at": at}
                for account, contact_id in fresh
            ],
        )
    for account, contact_id in fresh:
        journal.note("link.added", f"contact:{contact_id}", None, {"account": actor_of(account), "via": Via.IMPORT.value})


async def _contacts_of(connection: AsyncConnection, member_ids: Sequence[int]) -> list[Contact]:
    found: list[Contact] = []
    wanted = sorted(set(member_ids))
    for start in range(0, len(wanted), _CHUNK):
        query = select(contacts).where(contacts.c.member_id.in_(wanted[start : start + _CHUNK])).order_by(contacts.c.id)
        found += [as_contact(row) for row in await connection.execute(query)]
    return found


def as_member(row: Row[Any]) -> Member:
    """Return a member from a row of `members`."""
    values = {name: getattr(row, name) for name in MemberDetails.__slots__}
    for name in ("names", "networks"):
        values[name] = _listed(values[name])
    values["offices"] = tuple(Office(**office) for office in _listed(values["offices"]))
    values["status"] = Status(values["status"])
    return Member(row.id, MemberDetails(**values))


def _listed(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def as_contact(row: Row[Any]) -> Contact:
    """Return a contact from a row of `contacts`."""
    return Contact(row.id, row.member_id, ContactDetails(row.name, row.email, row.role, row.language, row.zone))


CONTACT_COLUMNS = [column.label(f"contact_{column.name}") for column in contacts.c]
"""Columns of `contacts` beside those of another table that has columns of the same names."""


def joined_contact(row: Any) -> Contact:
    """Return a contact from a row with `CONTACT_COLUMNS`."""
    details = ContactDetails(row.contact_name, row.contact_email, row.contact_role, row.contact_language, row.contact_zone)
    return Contact(row.contact_id, row.contact_member_id, details)


def _member_row(details: MemberDetails) -> dict[str, Any]:
    row = _flat(details)
    return {**row, "status": details.status.value, **{name: json.dumps(row[name], ensure_ascii=False) for name in _LISTS}}


def _shown(details: MemberDetails) -> dict[str, Any]:
    return {name: value for name, value in _flat(details).items() if value not in ("", None, (), [])}


def _contact_row(details: ContactDetails) -> dict[str, Any]:
    return {**_flat(details), "email_key": email_key(details.email)}


def _flat(details: MemberDetails | ContactDetails) -> dict[str, Any]:
    """Return the fields with their values; `dataclasses.asdict` would copy each deeply, which takes seconds for thousands."""
    row = {name: getattr(details, name) for name in details.__slots__}
    if isinstance(details, MemberDetails):
        row["offices"] = [{name: getattr(office, name) for name in office.__slots__} for office in details.offices]
    return row
