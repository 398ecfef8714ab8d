"""What outcomes come to; the figures are worked out by hand."""

import pytest

from bot.evaluation.figures import Level, calibration, confusions, expected_error, level_now, levels, tables
from tests.evaluation.outcomes import SILENCE, answer, case, guesses, outcome

OUTCOMES = [
    outcome(case("1", "cities", kind="fees", lang="en"), answer("cities", 0.95)),
    outcome(case("2", "cities", kind="fees", lang="ko"), answer("companies", 0.91)),
    outcome(case("3", "assembly", "cities", kind="events", lang="en"), answer("companies", 0.62)),
    outcome(case("4", "cities", kind="fees", lang="en"), answer("companies", 0.60)),
    outcome(case("5", "assembly", kind="events", lang="en"), guesses(["assembly", "cities"], 0.31)),
    outcome(case("6", "assembly", kind="events", lang="en"), guesses(["cities", "assembly"], 0.39)),
    outcome(case("7", kind="none", lang="en"), SILENCE),
    outcome(case("8", "cities", kind="fees", lang="en"), answer("cities")),
]


def test_tables_divide_by_kind_topic_and_language() -> None:
    found = tables(OUTCOMES, {"cities": "fees", "assembly": "events"})

    assert {name: [(row.name, row.total) for row in rows] for name, rows in found.items()} == {
        "kind": [("fees", 4), ("events", 3), ("none", 1), ("all", 8)],
        "topic": [("fees", 4), ("events", 3), ("out of scope", 1), ("all", 8)],
        "language": [("en", 7), ("ko", 1), ("all", 8)],
    }
    assert found["kind"][-1].counts == {"right": 3, "wrong": 3, "offered": 2}
    assert [row.surely_wrong for row in found["kind"]] == [1, 0, 0, 1]


def test_what_is_mixed_up_most_often_comes_first() -> None:
    assert confusions(OUTCOMES) == [("cities", "companies", 2), ("assembly", "companies", 1)]


def test_calibration_counts_the_first_article_of_answers_and_guesses_by_score() -> None:
    found = calibration(OUTCOMES)

    assert [(one.low, one.count, round(one.score, 3), one.right) for one in found] == [
        (0.3, 2, 0.35, 0.5),
        (0.6, 2, 0.61, 0.0),
        (0.9, 2, 0.93, 0.5),
    ]
    assert expected_error(found) == pytest.approx((2 * 0.15 + 2 * 0.61 + 2 * 0.43) / 6)


def test_lower_threshold_answers_more_and_what_has_no_score_is_certain() -> None:
    assert levels(OUTCOMES) == [
        Level(1.0, 1 / 8, 1.0),
        Level(0.95, 2 / 8, 1.0),
        Level(0.91, 3 / 8, 2 / 3),
        Level(0.62, 4 / 8, 2 / 4),
        Level(0.60, 5 / 8, 2 / 5),
        Level(0.39, 6 / 8, 2 / 6),
        Level(0.31, 7 / 8, 3 / 7),
    ]
    assert level_now(OUTCOMES) == Level(0.60, 5 / 8, 2 / 5)


def test_nothing_answered_is_no_error() -> None:
    nothing = [OUTCOMES[6]]

    assert (calibration(nothing), expected_error([]), levels(nothing), level_now(nothing)) == ([], 0.0, [], Level(1.0, 0.0, 0.0))
