"""A database of the test's own: SQLite always, PostgreSQL where TEST_DATABASE_URL names a server."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.outbox import SqlOutbox


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'assistant.db'}"


@pytest.fixture
async def database(url: str, empty_database: Path) -> AsyncIterator[Database]:
    database = Database(url)
    if database.dialect == "sqlite":
        shutil.copyfile(empty_database, url.removeprefix("sqlite:///"))
    await database.upgrade()
    yield database
    await database.close()


@pytest.fixture
def outbox(database: Database) -> SqlOutbox:
    return SqlOutbox(database)
