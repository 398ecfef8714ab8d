"""A run compared with the one before."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import Reply
from bot.errors import UsageError
from bot.evaluation.comparing import Comparison, compare, load, save
from tests.evaluation.outcomes import SILENCE, answer, case, guesses, outcome

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
CITIES, GUESS = answer("cities"), guesses(["cities"], 0.3)


def runs(tmp_path: Path, before: Mapping[str, Reply], after: Mapping[str, Reply]) -> Comparison:
    first, second = ([outcome(case(name, "cities"), reply) for name, reply in run.items()] for run in (before, after))
    save(tmp_path / "baseline.json", first, now=NOW)
    return compare(load(tmp_path / "baseline.json"), second)


def test_run_is_compared_question_by_question(tmp_path: Path) -> None:
    found = runs(
        tmp_path,
        {"a": CITIES, "b": SILENCE, "c": GUESS, "d": CITIES, "gone": CITIES},
        {"a": answer("companies"), "b": GUESS, "c": CITIES, "d": CITIES, "new": SILENCE},
    )

    assert [(change.outcome.case.key, change.before.value) for change in found.worse] == [("a", "right")]
    assert [change.outcome.case.key for change in found.better] == ["b", "c"]
    assert str(found) == "2 better, 1 worse, 1 the same, 1 new, 1 gone: 0 more right, 1 more wrong"


@pytest.mark.parametrize(
    ("before", "after", "is_worse"),
    [
        ({"a": CITIES, "b": SILENCE}, {"a": SILENCE, "b": CITIES}, False),
        ({"a": CITIES, "b": SILENCE}, {"a": SILENCE, "b": SILENCE}, True),
        ({"a": SILENCE}, {"a": answer("companies")}, True),
        ({"a": answer("companies")}, {"a": SILENCE}, False),
        ({"a": CITIES}, {"a": CITIES, "new": answer("companies")}, False),
        ({"a": CITIES, "gone": CITIES}, {"a": CITIES}, False),
    ],
)
def test_run_is_worse_when_fewer_are_right_or_more_are_wrong(
    tmp_path: Path, before: Mapping[str, Reply], after: Mapping[str, Reply], is_worse: bool
) -> None:
    assert runs(tmp_path, before, after).is_worse is is_worse


def test_file_that_was_not_asked_is_not_gone(tmp_path: Path) -> None:
    save(tmp_path / "baseline.json", [outcome(case("a", "cities", file="other"), CITIES)], now=NOW)

    assert compare(load(tmp_path / "baseline.json"), [outcome(case("a", "cities"), CITIES)]).gone == 0


@pytest.mark.parametrize("text", ["", "[]", '{"questions": {}}', '{"now": "2026-11-21", "questions": {"a": {"b": "good"}}}'])
def test_file_that_is_no_saved_run_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "baseline.json").write_text(text)

    with pytest.raises(UsageError, match="is not what `bot eval … --save` writes"):
        load(tmp_path / "baseline.json")
