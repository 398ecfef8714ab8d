"""The assistant with the bureau in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from bot.knowledge.library import Library
from tests.brief import data_folder
from tests.outreach.bureau import opened


@pytest.fixture
def data_dir(tmp_path: Path, settled: Path) -> Path:
    """A data folder of the test's own, in which the bureau has settled in."""
    return data_folder(tmp_path / "var", settled)


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with opened(settings, library) as app:
        yield app
