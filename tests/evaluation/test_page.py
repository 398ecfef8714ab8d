"""The report: one page with both charts, the tables, and every miss."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.errors import UsageError
from bot.evaluation.comparing import Baseline, compare
from bot.evaluation.judging import Outcome, Verdict
from bot.evaluation.page import write
from tests.evaluation.outcomes import SILENCE, answer, case, guesses, outcome

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
RIGHT = outcome(case("1", "cities", q="What do cities pay?"), answer("cities", 0.95))
WRONG = outcome(case("2", "cities", q="Towns < cities & villages?"), answer("companies", 0.873))
GUESSED = outcome(case("3", "assembly", q="When?", context=["Tell me of the assembly"]), guesses(["assembly"], 0.31))


def written(folder: Path, outcomes: list[Outcome], before: dict[tuple[str, str], Verdict] | None = None) -> str:
    comparison = compare(Baseline(NOW, before), outcomes) if before else None
    path = write(folder, outcomes, topics={"cities": "fees"}, title="How good", now=NOW, comparison=comparison)
    return path.read_text(encoding="utf-8")


def test_page_lists_every_miss_and_no_more(tmp_path: Path) -> None:
    page = written(tmp_path / "new/report", [RIGHT, WRONG, GUESSED])

    misses = page.partition("What was not answered right")[2]

    assert [
        one for one in ("Towns &lt; cities &amp; villages?", "<code>companies</code>", "0.87", "assembly?") if one not in misses
    ] == []
    assert "Tell me of the assembly<br>When?" in misses
    assert RIGHT.case.q not in misses
    assert misses.index("Towns") < misses.index("When?")


def test_page_needs_nothing_else(tmp_path: Path) -> None:
    page = written(tmp_path, [RIGHT, WRONG])

    assert page.count("<svg") == 2
    assert [one for one in ("<script", "src=", "<link", "@import", "url(") if one in page] == []


def test_charts_are_files_of_their_own_and_say_all_in_words(tmp_path: Path) -> None:
    written(tmp_path, [RIGHT, WRONG, GUESSED])

    texts = {
        name: ElementTree.parse(tmp_path / f"{name}.svg").getroot().findtext("{http://www.w3.org/2000/svg}desc")  # noqa: S314
        for name in ("calibration", "coverage")
    }

    assert texts == {
        "calibration": "1 scores around 0.31: 100% right. 1 scores around 0.87: 0% right. 1 scores around 0.95: 100% right.",
        "coverage": "answering from 0.95: 33% answered, 100% of these right.",
    }


def test_page_tells_what_is_better_and_what_is_worse(tmp_path: Path) -> None:
    page = written(tmp_path, [RIGHT, WRONG], {("some", "1"): Verdict.SILENT, ("some", "2"): Verdict.RIGHT})

    assert "1 better, 1 worse, 0 the same: 0 more right, 1 more wrong." in page
    assert '<td class="worse">worse</td><td class="id">2</td>' in page


def test_run_without_a_single_answer_can_be_drawn(tmp_path: Path) -> None:
    page = written(tmp_path, [outcome(case("1"), SILENCE)])

    assert "Nothing was answered or offered with a score." in page
    assert "None: nothing was answered wrong." in page


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="can't write to"):
        written(tmp_path / "file", [RIGHT])
