"""The database: how it is opened, migrated and talked to in transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.errors import ConfigurationError
from bot.store.tables import VERSION

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA busy_timeout = 30000",  # an import of 20,000 members holds the write lock for 2 s, on a busy machine for 20
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class Database:
    """One database; `connect` and `writing` give connections, `close` gives them back.

    Connections are in autocommit mode: a single statement is its own transaction. `writing` begins one for several; on
    SQLite with ``BEGIN IMMEDIATE``, since one that reads first and then writes would otherwise fail at once under load,
    whatever the busy timeout (measured; docs/architecture.md).
    """

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet. A SQLite file is made if there is none, readable by this user alone.

        Raises:
            ConfigurationError: The URL names no database that this installation can speak to.
        """
        try:
            parsed = make_url(url)
            parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
                make_private(Path(parsed.database))
            self._engine = create_async_engine(
                parsed,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,
                pool_pre_ping=parsed.get_backend_name() != "sqlite",
                pool_reset_on_return=None,  # nothing is left open that a rollback would have to end
            )
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
            raise ConfigurationError(
                "DATABASE_URL is not usable; expected sqlite:///path, or postgresql://user@host/name with requirements/postgres.txt"
            ) from error
        except OSError as error:
            raise ConfigurationError(f"DATA_DIR: can't make the folder of the database: {error}") from error
        self.dialect = self._engine.dialect.name
        self.insert: Callable[[Table], Any] = postgresql.insert if self.dialect == "postgresql" else sqlite.insert
        if self.dialect == "sqlite":
            event.listen(self._engine.sync_engine, "connect", _set_pragmas)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection for statements that each are their own transaction."""
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction; it is committed at the end, or undone when an exception leaves the block."""
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN")
            try:
                yield connection
            except BaseException:
                await connection.exec_driver_sql("ROLLBACK")
                raise
            await connection.exec_driver_sql("COMMIT")

    async def upgrade(self) -> None:
        """Bring the tables to the current version, in one transaction; does nothing when they are.

        Raises:
            ConfigurationError: The database can't be opened or written to, or is newer than this program.
        """
        try:
            if await self.version() != VERSION:
                async with self.writing() as connection:
                    if self.dialect == "postgresql":  # SQLite's BEGIN IMMEDIATE lets one process in at a time already
                        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('member-assistant'))"))
                    await connection.run_sync(_upgrade)
        except (DBAPIError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            where = self._engine.url.render_as_string(hide_password=True)
            raise ConfigurationError(
                f"DATABASE_URL: can't use {where}: {reason}; check that it exists and may be written to"
            ) from error

    async def version(self) -> str | None:
        """Return the version of the tables; ``None`` when there are none yet."""
        async with self.connect() as connection:
            if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
                return None
            version: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
            return version

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def make_private(database: Path) -> None:
    """Let nobody but its owner read a SQLite database, which is made if there is none; SQLite gives its journals the same rights.

    Raises:
        OSError: It can't be made.
    """
    database.touch(mode=0o600)
    with suppress(PermissionError):  # another user's, who decides who reads it
        database.chmod(0o600)


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _upgrade(connection: Connection) -> None:
    # Alembic takes 10 MB and a tenth of a second: only a start that migrates pays for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigurationError(
            f"DATABASE_URL: the database is of a version that this program does not know ({error}); "
            "it was written by a newer one: upgrade the program, or restore a backup"
        ) from error
