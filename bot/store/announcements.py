"""Announcements in the database."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.conversation import File
from bot.outreach.announcements import Announcement, Stage
from bot.outreach.drafts import AnnouncementDraft, Text, When, parse_when
from bot.store.audit import Journal
from bot.store.database import Database
from bot.store.files import file_id, files_of, keep_files
from bot.store.tables import announcements


class SqlAnnouncements:
    """Implements `bot.outreach.announcements.Announcements` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: AnnouncementDraft, *, author: str, at: datetime) -> Announcement:
        """See `Announcements`."""
        row = {
            "author": author,
            "texts": json.dumps({lang: asdict(text) for lang, text in draft.texts.items()}, ensure_ascii=False),
            "segment": draft.segment,
            "send_at": str(draft.when),
            "file_id": file_id(draft.attachment) if draft.attachment else None,
            "corrects": draft.corrects,
            "count_links": draft.count_links,
            "stage": Stage.DRAFT.value,
            "approved_by": "",
            "created_at": at,
        }
        async with self._database.writing() as connection:
            await keep_files(connection, self._database, [draft.attachment] if draft.attachment else [])
            number = await connection.scalar(insert(announcements).values(row).returning(announcements.c.id))
            journal = Journal(author, at)
            journal.note("announcement.drafted", f"announcement:{number}", None, {"segment": draft.segment})
            await journal.write(connection)
        return Announcement(int(number or 0), author, draft, Stage.DRAFT, at)

    async def get(self, announcement_id: int) -> Announcement | None:
        """See `Announcements`."""
        found = await self._found(select(announcements).where(announcements.c.id == announcement_id))
        return found[0] if found else None

    async def all(self) -> list[Announcement]:
        """See `Announcements`."""
        return await self._found(select(announcements).order_by(announcements.c.id.desc()))

    async def unqueued(self) -> list[Announcement]:
        """See `Announcements`."""
        sending = announcements.c.stage == Stage.SENDING.value
        return await self._found(select(announcements).where(sending, announcements.c.enqueued_at.is_(None)))

    async def turn(
        self, announcement_id: int, before: Collection[Stage], to: Stage, *, actor: str, at: datetime, when: When | None = None
    ) -> bool:
        """See `Announcements`."""
        changed: dict[str, Any] = {"stage": to.value} if when is None else {"stage": to.value, "send_at": str(when)}
        if to is Stage.APPROVED:
            changed["approved_by"] = actor
        if to is Stage.SENDING and Stage.APPROVED in before:
            changed["started_at"] = at
        one = announcements.c.id == announcement_id
        async with self._database.writing() as connection:
            was = await connection.scalar(select(announcements.c.stage).where(one))
            statement = update(announcements).where(one, announcements.c.stage.in_([stage.value for stage in before]))
            if (await connection.execute(statement.values(changed))).rowcount != 1:
                return False
            journal = Journal(actor, at)
            journal.note(f"announcement.{to.value}", f"announcement:{announcement_id}", {"stage": was}, {"stage": to.value})
            await journal.write(connection)
        return True

    async def enqueued(self, announcement_id: int, *, at: datetime) -> None:
        """See `Announcements`."""
        async with self._database.connect() as connection:
            await connection.execute(update(announcements).where(announcements.c.id == announcement_id).values(enqueued_at=at))

    async def note(self, announcement_id: int, what: str, told: Mapping[str, object], *, actor: str, at: datetime) -> None:
        """See `Announcements`."""
        journal = Journal(actor, at)
        journal.note(f"announcement.{what}", f"announcement:{announcement_id}", None, dict(told))
        async with self._database.writing() as connection:
            await journal.write(connection)

    async def _found(self, query: Any) -> list[Announcement]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
            attached = await files_of(connection, {row.file_id for row in rows if row.file_id})
        return [_announcement(row, attached) for row in rows]


def _announcement(row: Any, attached: Mapping[str, File]) -> Announcement:
    texts = {lang: Text(**text) for lang, text in json.loads(row.texts).items()}
    draft = AnnouncementDraft(texts, row.segment, parse_when(row.send_at), attached.get(row.file_id), row.corrects, row.count_links)
    return Announcement(
        row.id, row.author, draft, Stage(row.stage), row.created_at, row.approved_by, row.started_at, row.enqueued_at
    )
