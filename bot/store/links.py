"""Which account speaks for whom, and the secretariat's people, in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Update, and_, bindparam, delete, insert, literal, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Account
from bot.members.registry import Contact, Link, Member, Role, Speaker, Staff, Via, actor_of, email_key
from bot.outreach.outbox import State
from bot.outreach.recipients import person_key
from bot.store.audit import ERASED, Journal, blank
from bot.store.claims import next_address
from bot.store.database import Database
from bot.store.registry import CONTACT_COLUMNS, as_member, joined_contact
from bot.store.reminders import withdrawn
from bot.store.tables import accounts, codes, contacts, deliveries, invoices, links, members, staff

_LINK = (
    select(links.c.id.label("link_id"), links.c.channel, links.c.user_id, links.c.via, links.c.linked_at, *CONTACT_COLUMNS, members)
    .join(contacts, contacts.c.id == links.c.contact_id)
    .join(members, members.c.id == contacts.c.member_id)
    .order_by(links.c.id)
)


_STAFF = (
    select(staff, accounts.c.language)
    .outerjoin(accounts, and_(accounts.c.channel == staff.c.channel, accounts.c.user_id == staff.c.user_id))
    .order_by(staff.c.id)
)


def _speaker() -> Select[Any]:
    """Return the query for an account's links, or one row without any, each with its role: asked of every question, made once."""
    theirs = [table.c.channel == bindparam("channel") for table in (links, staff)]
    linked = _LINK.where(theirs[0], links.c.user_id == bindparam("user")).subquery()
    role = select(staff.c.role).where(theirs[1], staff.c.user_id == bindparam("user")).scalar_subquery().label("staff_role")
    return select(role, linked).select_from(select(literal(1)).subquery().outerjoin(linked, true()))


_SPEAKER = _speaker()


class SqlLinks:
    """Implements `bot.members.registry.Links` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def speaker(self, account: Account) -> Speaker:
        """See `Links`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_SPEAKER, {"channel": account.channel, "user": account.user_id})).all()
        found = tuple(_link(row, as_member(row)) for row in rows if row.link_id is not None)
        return Speaker(account, found, Role(rows[0].staff_role) if rows[0].staff_role else None)

    async def links(self, member_id: int | None = None) -> list[Link]:
        """See `Links`."""
        query = _LINK if member_id is None else _LINK.where(contacts.c.member_id == member_id)
        members_: dict[int, Member] = {}  # each is read once: there may be many links to one
        async with self._database.connect() as connection:
            rows: Sequence[Any] = (await connection.execute(query)).all()
        return [_link(row, members_.get(row.id) or members_.setdefault(row.id, as_member(row))) for row in rows]

    async def link(self, account: Account, contact_id: int, via: Via, *, actor: str, at: datetime) -> bool:
        """See `Links`."""
        async with self._database.writing() as connection:
            journal = Journal(actor, at)
            linked = await tie(self._database, connection, journal, account, contact_id, via, at)
            await journal.write(connection)
        return linked

    async def unlink(self, account: Account, *, actor: str, at: datetime, member_id: int | None = None) -> int:
        """See `Links`."""
        theirs = and_(links.c.channel == account.channel, links.c.user_id == account.user_id)
        if member_id is not None:
            theirs = and_(theirs, links.c.contact_id.in_(select(contacts.c.id).where(contacts.c.member_id == member_id)))
        async with self._database.writing() as connection:
            untied = list((await connection.execute(delete(links).where(theirs).returning(links.c.contact_id))).scalars())
            journal = Journal(actor, at)
            for contact_id in untied:
                journal.note("link.removed", f"contact:{contact_id}", {"account": actor_of(account)}, None)
            await journal.write(connection)
            await _turn_away(connection, account, untied, at)
        return len(untied)

    async def forget(self, account: Account, *, at: datetime) -> int:
        """See `Links`."""
        theirs = select(links.c.contact_id).where(links.c.channel == account.channel, links.c.user_id == account.user_id)
        async with self._database.writing() as connection:
            contact_ids = list((await connection.execute(theirs)).scalars())
            rows = (await connection.execute(select(contacts.c.email_key).where(contacts.c.id.in_(contact_ids)))).scalars()
            emails = [email for email in rows if email]
            ours = and_(codes.c.channel == account.channel, codes.c.user_id == account.user_id)
            await connection.execute(
                delete(codes).where(or_(ours, codes.c.contact_id.in_(contact_ids), codes.c.email_key.in_(emails)))
            )
            await connection.execute(delete(links).where(links.c.contact_id.in_(contact_ids)))
            await connection.execute(delete(contacts).where(contacts.c.id.in_(contact_ids)))
            await blank(connection, [f"contact:{contact_id}" for contact_id in contact_ids], actor_of(account))
            journal = Journal("erased", at)
            for contact_id in contact_ids:
                journal.note("contact.forgotten", f"contact:{contact_id}")
            await journal.write(connection)
        return len(contact_ids)

    async def remove_contact(self, contact: Contact, *, actor: str, at: datetime, erase: bool = False) -> int:
        """See `Links`."""
        journal, subject, said = Journal(actor, at), f"contact:{contact.id}", contact.details
        async with self._database.writing() as connection:
            tied = (await connection.execute(delete(links).where(links.c.contact_id == contact.id).returning(links))).all()
            await connection.execute(delete(codes).where(codes.c.contact_id == contact.id))
            if (await connection.execute(delete(contacts).where(contacts.c.id == contact.id))).rowcount < 1:
                return 0
            queued = await connection.execute(await _queued_for(connection, contact, at))
            for link in tied:
                account = Account(link.channel, link.user_id)
                journal.note("link.removed", subject, None if erase else {"account": actor_of(account)}, None)
                if erase and not await _is_of_use(connection, account):
                    await blank(connection, [], actor_of(account))
            if erase:
                await blank(connection, [subject], ERASED)
            values = {"name": said.name, "email": said.email, "role": said.role}
            journal.note("contact.removed", subject, None if erase else values, None)
            slug = await connection.scalar(select(members.c.slug).where(members.c.id == contact.member_id))
            journal.note("contact.removed", f"member:{slug}", None if erase else {"contact": said.name}, None)
            await journal.write(connection)
        return int(queued.rowcount)

    async def staff(self) -> list[Staff]:
        """See `Links`."""
        async with self._database.connect() as connection:
            return [_staff(row) for row in await connection.execute(_STAFF)]

    async def set_staff(self, person: Staff, *, actor: str, at: datetime) -> None:
        """See `Links`."""
        account, named = person.account, {"role": person.role.value, "name": person.name}
        theirs = and_(staff.c.channel == account.channel, staff.c.user_id == account.user_id)
        async with self._database.writing() as connection:
            known = (await connection.execute(select(staff).where(theirs))).first()
            if known:
                await connection.execute(staff.update().where(theirs).values(named))
            else:
                await connection.execute(insert(staff).values(channel=account.channel, user_id=account.user_id, **named))
            journal = Journal(actor, at)
            before = {"role": known.role, "name": known.name} if known else {}
            journal.note("staff.updated" if known else "staff.added", f"staff:{actor_of(account)}", before, named)
            await journal.write(connection)

    async def remove_staff(self, account: Account, *, actor: str, at: datetime) -> bool:
        """See `Links`."""
        theirs = and_(staff.c.channel == account.channel, staff.c.user_id == account.user_id)
        async with self._database.writing() as connection:
            row = (await connection.execute(delete(staff).where(theirs).returning(staff.c.role))).first()
            if row is None:
                return False
            journal = Journal(actor, at)
            journal.note("staff.removed", f"staff:{actor_of(account)}", {"role": row.role}, None)
            await journal.write(connection)
        return True


async def tie(
    database: Database, connection: AsyncConnection, journal: Journal, account: Account, contact_id: int, via: Via, at: datetime
) -> bool:
    """Tie an account to a contact within a transaction; ``False`` when it was already, or the contact is gone."""
    if await connection.scalar(select(contacts.c.id).where(contacts.c.id == contact_id)) is None:
        return False
    values = {"channel": account.channel, "user_id": account.user_id, "via": via.value, "linked_at": at}
    statement = database.insert(links).values(contact_id=contact_id, **values).on_conflict_do_nothing()
    if await connection.scalar(statement.returning(links.c.id)) is None:
        return False
    journal.note("link.added", f"contact:{contact_id}", None, {"account": actor_of(account), "via": via.value})
    return True


async def _queued_for(connection: AsyncConnection, contact: Contact, at: datetime) -> Update:
    """Return the statement that withdraws what a contact that is gone shall not get any more."""
    theirs = deliveries.c.recipient == person_key(contact, None)
    key = email_key(contact.details.email)
    if key and await connection.scalar(select(contacts.c.id).where(contacts.c.email_key == key).limit(1)):
        theirs = and_(theirs, await _about_dues(connection, [contact.member_id]))
    return withdrawn(theirs, at, "the contact was removed")


async def _about_dues(connection: AsyncConnection, member_ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a delivery is about the dues of some members."""
    numbers = (await connection.execute(select(invoices.c.number).where(invoices.c.member_id.in_(member_ids)))).scalars()
    return deliveries.c.batch.in_([f"reminder:invoice.{number}" for number in numbers])


async def _is_linked(connection: AsyncConnection, account: Account) -> bool:
    theirs = select(links.c.id).where(links.c.channel == account.channel, links.c.user_id == account.user_id)
    return await connection.scalar(theirs.limit(1)) is not None


async def _turn_away(connection: AsyncConnection, account: Account, contact_ids: Sequence[int], at: datetime) -> None:
    """Turn what is queued for people from an account through which they speak no longer to their other addresses.

    That is what is about the member's dues, and all where they speak for no other through it.
    """
    rows = await connection.execute(select(*CONTACT_COLUMNS).where(contacts.c.id.in_(contact_ids)))
    untied = [joined_contact(row) for row in rows]
    people = [person_key(contact, None) for contact in untied]
    waiting = and_(deliveries.c.recipient.in_(people), deliveries.c.state == State.QUEUED.value)
    if await _is_linked(connection, account):
        waiting = and_(waiting, await _about_dues(connection, [contact.member_id for contact in untied]))
    for row in (await connection.execute(select(deliveries).where(waiting))).all():
        known = json.loads(row.others)
        others = [one for one in known if (one["channel"], one["conversation_id"]) != (account.channel, account.user_id)]
        if (row.channel, row.conversation_id) == (account.channel, account.user_id):
            await next_address(connection, row.id, others, "the account is not linked any more", at)
        elif others != known:
            await connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(others=json.dumps(others)))


async def _is_of_use(connection: AsyncConnection, account: Account) -> bool:
    """Whether an account speaks for a member or is one of the secretariat's."""
    theirs = select(staff.c.id).where(staff.c.channel == account.channel, staff.c.user_id == account.user_id).limit(1)
    return await _is_linked(connection, account) or await connection.scalar(theirs) is not None


def _link(row: Any, member: Member) -> Link:
    return Link(Account(row.channel, row.user_id), joined_contact(row), member, Via(row.via), row.linked_at)


def _staff(row: Row[Any]) -> Staff:
    return Staff(Account(row.channel, row.user_id), Role(row.role), row.name, row.language or "")
