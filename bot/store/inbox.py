"""The inbox table: what the platforms brought and is not handled yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.inbox import Entry
from bot.store.database import Database
from bot.store.tables import inbox


class SqlInbox:
    """Implements `bot.inbox.InboxRepository` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, channel: str, external_id: str, lane: str, payload: str, *, at: datetime) -> Entry | None:
        """See `InboxRepository`."""
        row = {
            "channel": channel,
            "external_id": external_id,
            "lane": lane,
            "payload": payload,
            "received_at": at,
            "attempts": 0,
            "failed": False,
        }
        statement = self._database.insert(inbox).values(row).on_conflict_do_nothing().returning(inbox.c.id)
        async with self._database.connect() as connection:
            entry_id = await connection.scalar(statement)
        return None if entry_id is None else Entry(entry_id, lane, payload, 0)

    async def unhandled(self, channel: str) -> Sequence[Entry]:
        """See `InboxRepository`."""
        query = (
            select(inbox.c.id, inbox.c.lane, inbox.c.payload, inbox.c.attempts)
            .where(inbox.c.channel == channel, inbox.c.handled_at.is_(None))
            .order_by(inbox.c.id)
        )
        async with self._database.connect() as connection:
            return [Entry(row.id, row.lane, row.payload, row.attempts) for row in await connection.execute(query)]

    async def tried(self, entry_id: int) -> None:
        """See `InboxRepository`."""
        async with self._database.connect() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == entry_id).values(attempts=inbox.c.attempts + 1))

    async def finish(self, entry_id: int, *, at: datetime, failed: bool) -> None:
        """See `InboxRepository`."""
        async with self._database.connect() as connection:
            await connection.execute(update(inbox).where(inbox.c.id == entry_id).values(handled_at=at, failed=failed, payload=None))

    async def backlog(self) -> int:
        """Return how many updates of all channels are not handled yet."""
        async with self._database.connect() as connection:
            count = await connection.scalar(select(func.count()).select_from(inbox).where(inbox.c.handled_at.is_(None)))
        return int(count or 0)

    async def forget_before(self, moment: datetime) -> int:
        """Delete handled updates that are older than a moment; return how many there were."""
        async with self._database.connect() as connection:
            result = await connection.execute(delete(inbox).where(inbox.c.handled_at < moment))
        return int(result.rowcount)
