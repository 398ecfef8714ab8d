"""What a terminal shows of a reply."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.console import show
from bot.conversation import File, Kind, Reply

MEMBERS = File("members.csv", "text/csv", "city\r\n서울\r\n".encode())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(file: File) -> str:
    output = StringIO()
    show(Console(file=output, width=100), Reply(Kind.DONE, "Here it is.", "en", note="Source", file=file))
    return output.getvalue()


def test_file_is_saved_in_the_current_folder_and_named(here: Path) -> None:
    output = shown(MEMBERS)

    assert "→ members.csv" in output
    assert (here / "members.csv").read_bytes() == MEMBERS.content


def test_same_file_again_is_kept_once_and_another_of_its_name_beside_it(here: Path) -> None:
    (here / "members.csv").write_text("mine")

    outputs = [shown(MEMBERS), shown(MEMBERS)]

    assert ["→ members-2.csv" in output for output in outputs] == [True, True]
    assert sorted(path.name for path in here.iterdir()) == ["members-2.csv", "members.csv"]
    assert (here / "members.csv").read_text() == "mine"


def test_file_that_cannot_be_saved_is_said_to_be_so(here: Path) -> None:
    (here / "members.csv").mkdir()

    assert "→ members.csv: Is a directory" in shown(MEMBERS)


def test_file_is_saved_nowhere_else(here: Path) -> None:
    (here / "inner").mkdir()

    shown(File("../inner/members.csv", "text/csv", b""))

    assert [path.name for path in here.iterdir() if path.is_file()] == ["members.csv"]
