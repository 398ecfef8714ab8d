"""A copy of the database while it is in use, and the way back from one.

Source: sqlite.org/backup.html: the copy is consistent, and begins anew when somebody writes meanwhile.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, or_, select, update
from sqlalchemy.engine import make_url

from bot.errors import UsageError
from bot.outreach.outbox import State
from bot.store.database import Database
from bot.store.tables import deliveries, inbox, reminder_events, reminder_rules

_PAGES = 2000
"""Pages that are copied at once: 8 MB, between which others may write."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was kept from happening again: rules that begin anew, deliveries and questions that were open in the backup."""

    rules: int
    deliveries: int
    questions: int


def path_of(url: str) -> Path:
    """Return the file of a SQLite database.

    Raises:
        UsageError: It is another database, which has tools of its own for this.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise UsageError("DATABASE_URL names no SQLite file; use the database's own tools, such as pg_dump and pg_restore")
    return Path(parsed.database)


def back_up(url: str, to: Path) -> int:
    """Copy the database to a new file; return its size in bytes. It may be in use.

    Raises:
        UsageError: The file is there already, or can't be written; or the database is no SQLite file.
    """
    source = path_of(url)
    if to.exists():
        raise UsageError(f"{to} is there already; name a new file")
    if not source.is_file():
        raise UsageError(f"there is no database at {source} yet")
    draft = to.with_name(f"{to.name}.part")
    try:
        _copy(source, draft)
        draft.replace(to)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{to} can't be written: {error}") from error
    return to.stat().st_size


async def restore(url: str, backup: Path, *, at: datetime) -> Restored:
    """Put a backup in the place of the database, and see to it that nothing of what it had open happens once more.

    Every rule of reminders begins anew from now, events are taken as the content has them now, what was queued or being
    sent is cancelled, questions that were open are closed.

    Raises:
        UsageError: The file is no backup of this program.
        ConfigurationError: It was written by a newer program.
    """
    target = path_of(url)
    await asyncio.to_thread(_check, backup)
    draft = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(_copy, backup, draft)
        database = Database(f"sqlite:///{draft}")
        try:
            await database.upgrade()
            done = await _calm(database, at)
        finally:
            await database.close()
        await asyncio.to_thread(_copy, draft, target)  # one transaction: all of it, and calmed, or nothing
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{target} can't be written: {error}; stop the assistant first") from error
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
            leftover.unlink(missing_ok=True)
    return done


async def _calm(database: Database, at: datetime) -> Restored:
    open_ = or_(deliveries.c.state == State.QUEUED.value, deliveries.c.state == State.SENDING.value)
    async with database.writing() as connection:
        rules = int(await connection.scalar(select(func.count()).select_from(reminder_rules)) or 0)
        await connection.execute(update(reminder_rules).values(active_from=at, planned_until=at))
        await connection.execute(update(reminder_events).values(occurrence="", first_seen_at=at, missing_since=None))
        cancelled = await connection.execute(
            update(deliveries)
            .where(open_)
            .values(state=State.CANCELLED.value, finished_at=at, lease_until=None, reason="restored from a backup")
        )
        closed = await connection.execute(
            update(inbox).where(inbox.c.handled_at.is_(None)).values(handled_at=at, payload=None, failed=True)
        )
    return Restored(rules, int(cancelled.rowcount), int(closed.rowcount))


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to, pages=_PAGES)


def _check(backup: Path) -> None:
    if not backup.is_file():
        raise UsageError(f"there is no file {backup}")
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            found = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise UsageError(f"{backup} is no backup of this program: {error}") from error
    if found[0] != "ok":
        raise UsageError(f"{backup} is damaged: {found[0]}")
