"""People whose key has changed with their address (`bot.outreach.recipients.person_key`)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, case, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.members.registry import Contact, ContactDetails, email_key
from bot.outreach.outbox import State
from bot.outreach.recipients import person_key
from bot.store.tables import contacts, deliveries, event_choices, preferences


async def follow(connection: AsyncConnection, changed: Iterable[tuple[Contact, ContactDetails]]) -> None:
    """Let what people chose, and what was pushed to them, stay theirs when their address changes, and what is queued go there.

    Nobody is followed whose old address another contact still has: those are two people from then on.

    Args:
        connection: Within the transaction that has written the new addresses.
        changed: Contacts as they were, with what they are now.
    """
    for before, details in changed:
        old, new = person_key(before, None), person_key(Contact(before.id, before.member_id, details), None)
        if old != new and not await _is_used(connection, before.details.email):
            await _move(connection, old, new)
            if before.details.email and details.email:
                await _redirect(connection, new, before.details.email, details.email)


async def _is_used(connection: AsyncConnection, email: str) -> bool:
    key = email_key(email)
    return bool(key) and await connection.scalar(select(contacts.c.id).where(contacts.c.email_key == key).limit(1)) is not None


async def _move(connection: AsyncConnection, old: str, new: str) -> None:
    """Move all from one key to another; what is there already goes before it."""
    for table in (preferences, event_choices):
        there = table.alias()
        others = [column == there.c[column.name] for column in table.primary_key if column.name != "person"]
        taken = exists().where(there.c.person == new, *others)
        await connection.execute(update(table).where(table.c.person == old, ~taken).values(person=new))
        await connection.execute(delete(table).where(table.c.person == old))
    there, key = deliveries.alias(), func.replace(deliveries.c.key, old, new)
    theirs = and_(deliveries.c.recipient == old, ~exists().where(there.c.key == key))
    await connection.execute(update(deliveries).where(theirs).values(key=key, recipient=new))


async def _redirect(connection: AsyncConnection, person: str, old: str, new: str) -> None:
    """Send what is queued for a person to the new address instead of the old one."""
    waiting = and_(deliveries.c.recipient == person, deliveries.c.state == State.QUEUED.value)
    by_mail = and_(deliveries.c.channel == "email", deliveries.c.conversation_id == old)
    to = case((by_mail, new), else_=deliveries.c.conversation_id)
    others = func.replace(deliveries.c.others, f'"{old}"', f'"{new}"')
    await connection.execute(update(deliveries).where(waiting).values(conversation_id=to, others=others))
