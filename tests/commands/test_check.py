"""``bot check``: every fault of settings and content, and what stands in no document."""

import shutil
from pathlib import Path

import pytest

from tests.brief import Brief
from tests.command_line import Run
from tests.content_folder import ASSEMBLY, CITIES, CITIES_KO, ContentFolder


def test_good_content_is_counted(run: Run) -> None:
    done = run("check")

    assert done.stdout.startswith("No faults: ")
    assert " articles in ko" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_every_fault_of_the_content_is_a_line(run: Run, tmp_path: Path, brief: Brief) -> None:
    shutil.copytree(brief.content, tmp_path / "content")
    (tmp_path / "content/articles/fees/fee-corporations.md").write_text("rubbish")
    (tmp_path / "content/articles/about/logo.md").write_text("---\ntitle: x\n---\n# Logo\n")

    done = run("check", CONTENT_DIR="content")

    found = done.stderr.splitlines()
    assert [line for line in found if not line.startswith("content/articles/")] == []
    assert "content/articles/about/logo.md:2: “phrasings” is missing" in found
    assert "content/articles/fees/fee-corporations.md:1: begins with “---”, the front matter, “---”; that is not so here" in found
    assert (done.returncode, done.stdout) == (1, "")


@pytest.fixture
def sourced(small: ContentFolder, tmp_path: Path) -> ContentFolder:
    """A small content folder in one language whose one document has its text in the folder ``sources``."""
    small.edit("association.yaml", "[en, ko]", "[en]")
    small.delete(CITIES_KO)
    small.edit("documents.yaml", "date: 2020-05", "date: 2020-05\n  file: statutes.txt")
    (tmp_path / "sources").mkdir()
    text = "Cities: ten pounds, half of it at first; companies: twenty. The assembly: 18 and 19 October 2021. https://lighthouse.example/fees"
    (tmp_path / "sources/statutes.txt").write_text(text)
    return small


def test_answers_are_compared_with_the_texts_of_their_documents(run: Run, sourced: ContentFolder) -> None:
    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    assert done.stdout == "No faults: 3 articles in en; 3 compared with their documents.\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_in_no_document_is_a_fault_beside_the_others(run: Run, sourced: ContentFolder) -> None:
    sourced.edit(CITIES, "related: [companies]", "related: [banks]")
    sourced.edit(ASSEMBLY, "18 and 19 October 2021, in", "18 and 20 October 2021, in")

    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    said = [line.partition(": ")[2] for line in done.stderr.splitlines()]
    assert said == [
        "dead link: no other article “banks”",
        "“18 and 20 October 2021” is in none of the documents cited (statutes)",
    ]
    assert (done.returncode, done.stdout) == (1, "")


def test_text_that_is_missing_is_one_sentence(run: Run, sourced: ContentFolder, tmp_path: Path) -> None:
    (tmp_path / "sources/statutes.txt").unlink()

    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    assert done.stderr == "content/documents.yaml:4: can't read sources/statutes.txt: No such file or directory\n"
    assert done.returncode == 1
