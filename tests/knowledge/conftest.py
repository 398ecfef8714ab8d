"""The library over the real content, for tests that only ask it."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.conftest import CONTENT


@pytest.fixture(scope="module")
def library(real_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("library") / "knowledge.db"
    shutil.copyfile(real_index, path)
    with closing(Library(CONTENT, path)) as library:
        yield library
