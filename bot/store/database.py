"""The database: how it is opened, migrated and talked to in transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import ConfigurationError

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """One database; `reading` and `writing` give connections, `close` gives them back.

    A write transaction on SQLite begins with ``BEGIN IMMEDIATE``: one that reads first and then writes would
    otherwise fail at once under load, whatever the busy timeout (measured; docs/architecture.md).
    """

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet.

        Raises:
            ConfigurationError: The URL names no database that this installation can speak to.
        """
        try:
            parsed = make_url(url)
            if parsed.drivername in ("sqlite", "postgresql"):
                parsed = parsed.set(
                    drivername={"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}[parsed.drivername]
                )
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine: AsyncEngine = create_async_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise ConfigurationError(
                f"DATABASE_URL is not usable: {error}; expected sqlite:///path or postgresql://user@host/name (extra “postgres”)"
            ) from error
        except OSError as error:
            raise ConfigurationError(f"DATA_DIR: can't make the folder of the database: {error}") from error
        self.dialect = self._engine.dialect.name
        self.insert: Callable[[Table], Any] = postgresql.insert if self.dialect == "postgresql" else sqlite.insert
        if self.dialect == "sqlite":
            event.listen(self._engine.sync_engine, "connect", _set_pragmas)
        self._autocommit = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection without a transaction."""
        async with self._autocommit.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction; it is committed at the end, or undone when an exception leaves the block."""
        if self.dialect != "sqlite":
            async with self._engine.begin() as connection:
                yield connection
            return
        async with self._autocommit.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                await connection.exec_driver_sql("ROLLBACK")
                raise
            await connection.exec_driver_sql("COMMIT")

    async def upgrade(self) -> None:
        """Bring the tables to the current version; does nothing when they are.

        Raises:
            ConfigurationError: The database can't be opened or written to.
        """
        try:
            async with self._engine.connect() as connection:
                await connection.run_sync(_upgrade)
                await connection.commit()
        except (OperationalError, DBAPIError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise ConfigurationError(
                f"DATABASE_URL: can't open {self._engine.url.render_as_string(hide_password=True)}: {reason}"
            ) from error

    async def version(self) -> tuple[str | None, str | None]:
        """Return the version of the tables and the one that this code wants."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision()), _head()

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    if MigrationContext.configure(connection).get_current_revision() == _head():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
