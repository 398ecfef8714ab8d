"""The inbox table: what the platforms brought and is not handled yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, true, update

from bot.inbox import LEASE, Entry
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
            "lease_until": at + LEASE,
            "attempts": 0,
            "failed": False,
        }
        statement = self._database.insert(inbox).values(row).on_conflict_do_nothing().returning(inbox.c.id)
        async with self._database.connect() as connection:
            entry_id = await connection.scalar(statement)
        return None if entry_id is None else Entry(entry_id, lane, payload, 0)

    async def take_up(self, channel: str, *, at: datetime, starting: bool = False) -> Sequence[Entry]:
        """See `InboxRepository`; SQLite is for one process alone."""
        # A lease that is longer than any that is given tells that the clock was set back.
        free = or_(inbox.c.lease_until.is_(None), inbox.c.lease_until < at, inbox.c.lease_until > at + 2 * LEASE)
        alone = starting and self._database.dialect == "sqlite"
        taken = (
            update(inbox)
            .where(inbox.c.channel == channel, inbox.c.handled_at.is_(None), true() if alone else free)
            .values(lease_until=at + LEASE)
            .returning(inbox.c.id, inbox.c.lane, inbox.c.payload, inbox.c.attempts)
        )
        async with self._database.connect() as connection:
            rows = (await connection.execute(taken)).all()
        return [Entry(row.id, row.lane, row.payload, row.attempts) for row in sorted(rows, key=lambda row: int(row.id))]

    async def renew(self, entry_ids: Collection[int], *, at: datetime) -> None:
        """See `InboxRepository`."""
        await self._lease(entry_ids, at + LEASE)

    async def release(self, entry_ids: Collection[int]) -> None:
        """See `InboxRepository`."""
        await self._lease(entry_ids, None)

    async def _lease(self, entry_ids: Collection[int], until: datetime | None) -> None:
        if entry_ids:
            async with self._database.connect() as connection:
                await connection.execute(update(inbox).where(inbox.c.id.in_(list(entry_ids))).values(lease_until=until))

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
