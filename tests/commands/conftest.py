"""A folder with a data folder of its own, and ``bot`` in it."""

from functools import partial
from pathlib import Path

import pytest

from tests.brief import Brief
from tests.command_line import CommandLine, Run, run_forked, run_process
from tests.content_folder import ContentFolder


@pytest.fixture
def run(tmp_path: Path, brief: Brief, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot`` with a data folder of its own, in a folder without a .env."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsysbinary, DATA_DIR=str(brief.data_dir(tmp_path)), CONTENT_DIR=str(brief.content))


@pytest.fixture
def process(tmp_path: Path, brief: Brief) -> Run:
    """Return what does the same in a process of its own, for what only that shows."""
    return partial(run_process, tmp_path, DATA_DIR=str(brief.data_dir(tmp_path)), CONTENT_DIR=str(brief.content))


@pytest.fixture
def forked(tmp_path: Path, brief: Brief) -> Run:
    """Return what does the same in a process that starts quicker."""
    return partial(run_forked, tmp_path, DATA_DIR=str(brief.data_dir(tmp_path)), CONTENT_DIR=str(brief.content))


@pytest.fixture
def small(tmp_path: Path) -> ContentFolder:
    """A small content folder, ``content`` in the folder in which `run` runs."""
    return ContentFolder.make(tmp_path / "content")
