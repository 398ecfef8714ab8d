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

from sqlalchemy import Text, cast, func, literal, or_, select, update
from sqlalchemy.engine import make_url

from bot.errors import UsageError
from bot.outreach.announcements import Stage
from bot.outreach.outbox import State
from bot.store.audit import Journal
from bot.store.database import Database, make_private
from bot.store.tables import announcements, deliveries, inbox, reminder_events, reminder_rules

_PAGES = 2000
"""Pages that are copied at once: 8 MB, between which others may write."""
_PATIENCE = 1.0
"""Seconds for which another command that has the database is waited for."""


_ERASED = """
    SELECT members.slug, coalesce(nullif(contacts.email, ''), contacts.name)
    FROM contacts JOIN members ON members.id = contacts.member_id
    WHERE EXISTS (
        SELECT 1 FROM replaced.audit
        WHERE subject = 'contact:' || contacts.id AND at >= contacts.added_at
            AND (action = 'contact.forgotten' OR (action = 'contact.removed' AND before = '{}'))
    )
    ORDER BY 1, 2
"""
"""Contacts of a backup whom the database ``replaced`` has erased; what is not erased is removed with its values in the log."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was kept from happening again, and what the secretariat must see to.

    Attributes:
        rules: Rules of reminders that begin anew.
        deliveries: Those that were open in the backup.
        announcements: Those that had not all left, or not all been queued, in the backup.
        questions: Those that were open in the backup.
        kept: Where the replaced database is now; ``None`` where there was none.
        erased: Contacts of the backup, as slug of the member and address or name, whom the replaced database had erased.
    """

    rules: int
    deliveries: int
    announcements: int
    questions: int
    kept: Path | None
    erased: tuple[tuple[str, str], ...]


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


def check(url: str, backup: Path) -> None:
    """See whether a backup can take the place of the database.

    Raises:
        UsageError: The file is no backup of this program, or the database is in use or damaged.
    """
    target = path_of(url)
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
    if target.exists():
        _alone(target).close()


async def restore(url: str, backup: Path, *, actor: str, at: datetime) -> Restored:
    """Put a backup in the place of the database, and see to it that nothing of what it had open happens once more.

    Every rule of reminders begins anew from now, events are taken as the content has them now, what was queued or being
    sent is cancelled with its announcement, questions that were open are closed. The database that is replaced is kept beside it.

    Raises:
        UsageError: The file is no backup of this program, or the database is in use, damaged, or can't be written.
        ConfigurationError: It was written by a newer program.
    """
    target = path_of(url)
    await asyncio.to_thread(check, url, backup)
    draft = target.with_name(f"{target.name}.restoring")
    kept = target.with_name(f"{target.stem}-replaced-{at:%Y%m%dT%H%M%SZ}.db") if target.exists() else None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(_copy, backup, draft)
        database, journal = Database(f"sqlite:///{draft}"), Journal(actor, at)
        journal.note("database.restored", "database", None, {"backup": backup.name, "kept": kept.name if kept else ""})
        try:
            await database.upgrade()
            calmed = await _calm(database, journal, at)
        finally:
            await database.close()
        erased = await asyncio.to_thread(_put, draft, target, kept)
    except (OSError, sqlite3.Error) as error:
        if kept:
            kept.unlink(missing_ok=True)
        raise UsageError(f"{target} can't be written: {error}") from error
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
            leftover.unlink(missing_ok=True)
    return Restored(*calmed, kept, erased)


async def _calm(database: Database, journal: Journal, at: datetime) -> tuple[int, int, int, int]:
    """End what is open; return how many rules, deliveries, announcements and questions that concerned."""
    open_ = or_(deliveries.c.state == State.QUEUED.value, deliveries.c.state == State.SENDING.value)
    under_way = announcements.c.stage.in_([Stage.SENDING.value, Stage.PAUSED.value])
    theirs = literal("announcement:") + cast(announcements.c.id, Text)
    unsent = or_(announcements.c.enqueued_at.is_(None), theirs.in_(select(deliveries.c.batch).where(open_)))
    async with database.writing() as connection:
        rules = int(await connection.scalar(select(func.count()).select_from(reminder_rules)) or 0)
        await connection.execute(update(reminder_rules).values(active_from=at, planned_until=at))
        await connection.execute(update(reminder_events).values(occurrence="", first_seen_at=at, missing_since=None))
        ended = (await connection.execute(select(announcements.c.id, announcements.c.stage).where(under_way, unsent))).all()
        for one in ended:
            after = {"stage": Stage.CANCELLED.value}
            await connection.execute(update(announcements).where(announcements.c.id == one.id).values(after))
            journal.note("announcement.cancelled", f"announcement:{one.id}", {"stage": one.stage}, after)
        cancelled = await connection.execute(
            update(deliveries)
            .where(open_)
            .values(state=State.CANCELLED.value, finished_at=at, lease_until=None, reason="restored from a backup")
        )
        closed = await connection.execute(
            update(inbox).where(inbox.c.handled_at.is_(None)).values(handled_at=at, payload=None, failed=True)
        )
        await journal.write(connection)
    return rules, int(cancelled.rowcount), len(ended), int(closed.rowcount)


def _put(draft: Path, target: Path, kept: Path | None) -> tuple[tuple[str, str], ...]:
    """Keep what the target holds, then put the draft there in one transaction; return whom the target had erased."""
    erased: list[tuple[str, str]] = []
    with closing(_alone(target)) as to:
        if kept:
            make_private(kept)
            with closing(sqlite3.connect(kept)) as copy:
                to.backup(copy)
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute("ATTACH ? AS replaced", (str(kept),))
                if connection.execute("SELECT 1 FROM replaced.sqlite_master WHERE name = 'audit'").fetchone():
                    erased = connection.execute(_ERASED).fetchall()
        with closing(sqlite3.connect(draft)) as connection:
            connection.backup(to)
    return tuple(erased)


def _alone(database: Path) -> sqlite3.Connection:
    """Open a database that nobody else has open, and keep others out.

    Raises:
        UsageError: Somebody has it open, or it is damaged.
    """
    connection = sqlite3.connect(database, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise UsageError(f"{database} is in use: stop the assistant (`bot serve`) and other commands, then restore") from error
        raise UsageError(f"{database} can't be used: {error}; move it elsewhere, then restore") from error
    return connection


def _copy(source: Path, target: Path) -> None:
    make_private(target)
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to, pages=_PAGES)
