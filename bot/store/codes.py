"""Codes that prove for whom an account speaks, in the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Account
from bot.members.codebook import Code, Purpose
from bot.members.registry import Via, actor_of, email_key
from bot.store.audit import Journal
from bot.store.database import Database
from bot.store.links import tie
from bot.store.tables import audit, codes, contacts

_MAILED = codes.c.purpose == Purpose.EMAIL.value
_INVITATION = codes.c.purpose == Purpose.INVITATION.value


class SqlCodes:
    """Implements `bot.members.codebook.Codes` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def open(self, *, actor: str, at: datetime) -> AsyncIterator[_SqlBook]:
        """See `Codes`."""
        async with self._database.writing() as connection:
            if self._database.dialect == "postgresql":  # SQLite's BEGIN IMMEDIATE lets one writer in at a time already
                await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('codes'))"))
            journal = Journal(actor, at)
            yield _SqlBook(self._database, connection, journal, at)
            await journal.write(connection)

    async def forget_before(self, *, mailed: datetime, invited: datetime) -> int:
        """See `Codes`."""
        over = or_(and_(_MAILED, codes.c.expires_at < mailed), and_(_INVITATION, codes.c.expires_at < invited))
        async with self._database.connect() as connection:
            return int((await connection.execute(delete(codes).where(over))).rowcount)


class _SqlBook:
    """Implements `bot.members.codebook.Book` within one transaction."""

    def __init__(self, database: Database, connection: AsyncConnection, journal: Journal, at: datetime) -> None:
        self._database = database
        self._connection = connection
        self._journal = journal
        self._at = at

    async def asked(self, since: datetime, *, account: Account | None = None, address: str | None = None) -> list[datetime]:
        """See `Book`."""
        whose = _of(account) if account else codes.c.address == address
        query = select(codes.c.created_at).where(_MAILED, whose, codes.c.created_at > since).order_by(codes.c.id.desc())
        return list((await self._connection.execute(query)).scalars())

    async def failures(self, account: Account, since: datetime) -> list[datetime]:
        """See `Book`."""
        theirs = and_(audit.c.actor == actor_of(account), audit.c.action == "link.failed", audit.c.at > since)
        return list((await self._connection.execute(select(audit.c.at).where(theirs).order_by(audit.c.id.desc()))).scalars())

    async def mailed(self, account: Account) -> list[Code]:
        """See `Book`."""
        query = select(codes).where(_MAILED, _of(account)).order_by(codes.c.id.desc())
        return [_code(row) for row in await self._connection.execute(query)]

    async def invitation(self, *, digest: str = "", code_id: int = 0) -> Code | None:
        """See `Book`."""
        which = codes.c.digest == digest if digest else codes.c.id == code_id
        row = (await self._connection.execute(select(codes).where(_INVITATION, which))).first()
        return _code(row) if row else None

    async def contact_ids(self, address: str) -> list[int]:
        """See `Book`."""
        query = select(contacts.c.id).where(contacts.c.email_key == email_key(address)).order_by(contacts.c.id)
        return list((await self._connection.execute(query)).scalars())

    async def add(self, code: Code) -> None:
        """See `Book`."""
        values: dict[str, Any] = {
            "purpose": code.purpose.value,
            "digest": code.digest,
            "channel": code.account.channel if code.account else None,
            "user_id": code.account.user_id if code.account else None,
            "address": code.address,
            "email_key": code.email_key,
            "contact_id": code.contact_id,
            "created_at": code.created_at,
            "expires_at": code.expires_at,
        }
        await self._connection.execute(insert(codes).values(values))

    async def use(self, code: Code) -> None:
        """See `Book`."""
        await self._connection.execute(update(codes).where(codes.c.id == code.id).values(used_at=self._at))

    async def close_invitations(self, contact_id: int) -> None:
        """See `Book`."""
        opened = and_(_INVITATION, codes.c.contact_id == contact_id, codes.c.used_at.is_(None))
        await self._connection.execute(update(codes).where(opened).values(used_at=self._at))

    async def tie(self, account: Account, contact_id: int, via: Via) -> bool:
        """See `Book`."""
        return await tie(self._database, self._connection, self._journal, account, contact_id, via, self._at)

    def note(self, action: str, subject: str, **after: str) -> None:
        """See `Book`."""
        self._journal.note(action, subject, None, after)


def _of(account: Account) -> ColumnElement[bool]:
    return and_(codes.c.channel == account.channel, codes.c.user_id == account.user_id)


def _code(row: Row[Any]) -> Code:
    return Code(
        id=row.id,
        purpose=Purpose(row.purpose),
        digest=row.digest,
        created_at=row.created_at,
        expires_at=row.expires_at,
        account=Account(row.channel, row.user_id) if row.channel else None,
        address=row.address,
        email_key=row.email_key,
        contact_id=row.contact_id,
        used_at=row.used_at,
    )
