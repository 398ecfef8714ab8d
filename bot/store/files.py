"""Files that go out with messages, each kept once however many messages it goes with."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import File
from bot.store.database import Database
from bot.store.tables import announcements, deliveries, files


def file_id(file: File) -> str:
    """Return the id of a file: what it is called and holds."""
    return hashlib.sha256(file.name.encode() + b"\0" + file.content).hexdigest()


async def keep_files(connection: AsyncConnection, database: Database, wanted: Iterable[File]) -> None:
    """Keep files that are not kept yet."""
    rows = {file_id(file): {"name": file.name, "media_type": file.media_type, "content": file.content} for file in set(wanted)}
    if rows:
        statement = database.insert(files)
        # On PostgreSQL one that is there already is held until we have committed what refers to it: `drop_unused` must not take it.
        kept = statement.on_conflict_do_update(index_elements=["id"], set_={"name": statement.excluded.name})
        once = kept if database.dialect == "postgresql" else statement.on_conflict_do_nothing()
        await connection.execute(once, [{"id": key, **row} for key, row in rows.items()])


async def drop_unused(connection: AsyncConnection, before: datetime) -> int:
    """Delete files to which nothing refers, uploads only from before a moment; return how many."""
    held = [select(table.c.file_id).where(table.c.file_id.is_not(None)) for table in (deliveries, announcements)]
    waits_no_more = or_(files.c.uploaded_at.is_(None), files.c.uploaded_at < before)
    result = await connection.execute(delete(files).where(files.c.id.not_in(union_all(*held)), waits_no_more))
    return int(result.rowcount)


async def files_of(connection: AsyncConnection, ids: Collection[str]) -> dict[str, File]:
    """Return files by their ids."""
    if not ids:
        return {}
    rows = await connection.execute(select(files).where(files.c.id.in_(list(ids))))
    return {row.id: File(row.name, row.media_type, bytes(row.content)) for row in rows}


class SqlUploads:
    """Implements `bot.outreach.uploads.Uploads` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, file: File, *, at: datetime) -> str:
        """See `Uploads`."""
        upload_id = file_id(file)
        row = {"id": upload_id, "name": file.name, "media_type": file.media_type, "content": file.content, "uploaded_at": at}
        statement = self._database.insert(files)
        async with self._database.writing() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"uploaded_at": at}), row)
        return upload_id

    async def get(self, upload_id: str) -> File | None:
        """See `Uploads`."""
        async with self._database.connect() as connection:
            return (await files_of(connection, [upload_id])).get(upload_id)
