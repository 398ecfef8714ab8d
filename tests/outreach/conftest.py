"""The world of reminders, with nothing in it yet."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.store.database import Database
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.world import World


@pytest.fixture
async def world(folder: ContentFolder, database_path: Path) -> AsyncIterator[World]:
    """A world in which it is 8 November 2026, midnight in UTC."""
    database = Database(f"sqlite:///{database_path}")
    with closing(Library(folder.root, folder.root.parent / "var" / "knowledge.db")) as library:
        yield World(folder, FakeClock(datetime(2026, 11, 8, tzinfo=UTC)), database, library)
    await database.close()
