"""The world of reminders, with nothing in it yet; the bureau that announces, settled in."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from bot.knowledge.library import Library
from bot.store.database import Database
from tests.brief import data_folder
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.bureau import opened
from tests.outreach.retractors import RecordingRetractor
from tests.outreach.world import World


@pytest.fixture
async def world(folder: ContentFolder, database_path: Path) -> AsyncIterator[World]:
    """A world in which it is 8 November 2026, midnight in UTC."""
    database = Database(f"sqlite:///{database_path}")
    with closing(Library(folder.root, folder.root.parent / "var" / "knowledge.db")) as library:
        yield World(folder, FakeClock(datetime(2026, 11, 8, tzinfo=UTC)), database, library)
    await database.close()


@pytest.fixture
def data_dir(tmp_path: Path, settled: Path) -> Path:
    """A data folder of the test's own, in which the bureau has settled in."""
    return data_folder(tmp_path / "var", settled)


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    """The assistant with the bureau's people and members in it."""
    async with opened(settings, library) as app:
        yield app


@pytest.fixture
def telegram() -> RecordingRetractor:
    """A platform that takes back and changes what it is asked to, and tells what that was."""
    return RecordingRetractor()
