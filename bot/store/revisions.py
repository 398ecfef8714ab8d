"""What is to be taken back or put right, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from bot.outreach.announcements import Outcome, Revision, Stage
from bot.store.audit import Journal
from bot.store.database import Database
from bot.store.tables import announcements, revised, revisions


class SqlRevisions:
    """Implements `bot.outreach.announcements.Revisions` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, announcement_id: int, by_id: int | None, *, actor: str, at: datetime) -> Revision | None:
        """See `Revisions`."""
        approved = (announcements.c.id == by_id, announcements.c.stage == Stage.APPROVED.value)
        before = (revisions.c.announcement_id == announcement_id, revisions.c.done_at.is_(None))
        row = {"announcement_id": announcement_id, "by_id": by_id, "actor": actor, "asked_at": at}
        journal = Journal(actor, at)
        async with self._database.writing() as connection:
            if by_id is not None:
                placed = await connection.execute(update(announcements).where(*approved).values(stage=Stage.PLACED.value))
                if placed.rowcount != 1:
                    return None
                journal.note("announcement.placed", f"announcement:{by_id}", None, {"in_place_of": announcement_id})
                await journal.write(connection)
            await connection.execute(update(revisions).where(*before).values(done_at=at))
            number = await connection.scalar(insert(revisions).values(row).returning(revisions.c.id))
        return Revision(int(number or 0), announcement_id, by_id, actor, at)

    async def open(self) -> list[Revision]:
        """See `Revisions`."""
        query = select(revisions).where(revisions.c.done_at.is_(None)).order_by(revisions.c.id)
        async with self._database.connect() as connection:
            return [_revision(row) for row in await connection.execute(query)]

    async def outcome(self, announcement_id: int) -> Outcome | None:
        """See `Revisions`."""
        mine = select(revisions).where(revisions.c.announcement_id == announcement_id).order_by(revisions.c.id.desc()).limit(1)
        async with self._database.connect() as connection:
            row = (await connection.execute(mine)).one_or_none()
            if row is None:
                return None
            counting = select(revised.c.reason, func.count()).where(revised.c.revision_id == row.id).group_by(revised.c.reason)
            counted = {reason: int(count) for reason, count in (await connection.execute(counting)).all()}
        return Outcome(_revision(row), counted.pop("", 0), counted)

    async def settled(self, revision_id: int) -> set[int]:
        """See `Revisions`."""
        async with self._database.connect() as connection:
            rows = await connection.scalars(select(revised.c.delivery_id).where(revised.c.revision_id == revision_id))
            return set(rows)

    async def settle(self, revision_id: int, delivery_id: int, reason: str) -> None:
        """See `Revisions`."""
        row = {"revision_id": revision_id, "delivery_id": delivery_id, "reason": reason}
        async with self._database.connect() as connection:
            await connection.execute(self._database.insert(revised).values(row).on_conflict_do_nothing())

    async def finish(self, revision: Revision, outcome: Outcome, *, at: datetime) -> None:
        """See `Revisions`."""
        what = "recalled" if revision.by_id is None else "corrected"
        told = {"changed": outcome.done, "refused": sum(outcome.refused.values())}
        journal = Journal(revision.actor, at)
        journal.note(f"announcement.{what}", f"announcement:{revision.announcement_id}", None, told)
        one = update(revisions).where(revisions.c.id == revision.id, revisions.c.done_at.is_(None))
        async with self._database.writing() as connection:
            if (await connection.execute(one.values(done_at=at))).rowcount:
                await journal.write(connection)


def _revision(row: Any) -> Revision:
    return Revision(row.id, row.announcement_id, row.by_id, row.actor, row.asked_at, row.done_at)
