"""The verdict on a reply."""

from dataclasses import replace

import pytest

from bot.conversation import Kind, Reply
from bot.evaluation.cases import Case
from bot.evaluation.judging import Verdict, judge
from tests.evaluation.outcomes import SILENCE, answer, case, guesses, outcome

CITIES, NOTHING = case("1", "cities", "towns"), case("2", out_of_scope=True)
TEN = case("3", "cities", pattern=r"ten\s+pounds")
TEXT_ALONE = case("4", pattern="ten pounds")


@pytest.mark.parametrize(
    ("asked", "reply", "verdict"),
    [
        (CITIES, answer("towns"), Verdict.RIGHT),
        (CITIES, answer("companies"), Verdict.WRONG),
        (CITIES, replace(answer("companies"), also=("cities",)), Verdict.RIGHT),
        (CITIES, replace(answer("companies"), also=("people",)), Verdict.WRONG),
        (CITIES, guesses(["companies", "cities"], 0.3), Verdict.OFFERED),
        (CITIES, guesses(["companies"], 0.3), Verdict.SILENT),
        (CITIES, SILENCE, Verdict.SILENT),
        (CITIES, Reply(Kind.ASK, "Which?", "en", article="cities"), Verdict.RIGHT),
        (CITIES, Reply(Kind.DENIED, "Link your account.", "en", article="cities"), Verdict.RIGHT),
        (CITIES, Reply(Kind.DENIED, "Link your account.", "en", article="companies"), Verdict.WRONG),
        (NOTHING, Reply(Kind.DENIED, "Link your account.", "en", article="cities"), Verdict.WRONG),
        (CITIES, Reply(Kind.DENIED, "Not here.", "en"), Verdict.SILENT),
        (NOTHING, SILENCE, Verdict.RIGHT),
        (NOTHING, guesses(["cities"], 0.3), Verdict.OFFERED),
        (NOTHING, answer("cities"), Verdict.WRONG),
        (TEN, answer("cities", text="**Ten\npounds** a year."), Verdict.RIGHT),
        (TEN, answer("cities", text="Twenty pounds a year."), Verdict.WRONG),
        (TEXT_ALONE, answer("anything", text="It is ten pounds."), Verdict.RIGHT),
        (TEXT_ALONE, answer("anything", text="It is free."), Verdict.WRONG),
        (TEXT_ALONE, SILENCE, Verdict.SILENT),
    ],
)
def test_verdict(asked: Case, reply: Reply, verdict: Verdict) -> None:
    assert judge(asked, reply) is verdict


@pytest.mark.parametrize(
    ("reply", "sure"),
    [
        (answer("companies", 0.9), True),
        (answer("companies", 0.89), False),
        (answer("companies"), True),
        (replace(answer("companies", 0.95), also=("people",)), False),
        (answer("cities", 0.95), False),
        (guesses(["companies"], 0.95), False),
    ],
)
def test_surely_wrong_is_what_was_said_alone_with_a_high_score(reply: Reply, sure: bool) -> None:
    assert outcome(CITIES, reply).is_surely_wrong is sure
