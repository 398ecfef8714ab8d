"""What is said of what was found."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.deciding import ANSWER_AT, GUESS_AT, MAX_GUESSES, answering, chance, guesses
from bot.knowledge.evidence import NAMES
from bot.knowledge.matcher import Hit


def hits(*scores: float) -> list[Hit]:
    return [Hit(name, score) for name, score in zip("abcdef", scores, strict=False)]


def named(found: Sequence[Hit]) -> str:
    return "".join(hit.slug for hit in found)


@pytest.mark.parametrize(
    ("scores", "answer", "offered"),
    [
        ((), "", ""),
        ((0.95, 0.5), "a", "ab"),  # sure enough alone
        ((0.75, 0.05), "a", "a"),  # the next one is too unlikely to stand beside it
        ((0.75, 0.2), "ab", "ab"),  # may be either
        ((0.45, 0.3), "ab", "ab"),
        ((0.35, 0.15, 0.12, 0.11), "", "abc"),
        ((0.45, 0.05), "", ""),
        ((0.2, 0.15, 0.1), "", ""),
    ],
)
def test_answer_is_one_or_two_or_none(scores: tuple[float, ...], answer: str, offered: str) -> None:
    assert named(answering(hits(*scores), computed=())) == answer
    assert named(guesses(hits(*scores))) == offered


def test_what_is_worked_out_stands_alone() -> None:
    assert named(answering(hits(0.75, 0.2), computed={"b"})) == "a"
    assert named(answering(hits(0.6, 0.3), computed={"a"})) == "a"  # the article beside it tells of the same
    assert named(answering(hits(0.6, 0.05), computed={"a"})) == ""
    assert named(answering(hits(0.6, 0.3), computed={"b"})) == ""


def test_what_shares_next_to_nothing_with_a_question_stands_beside_nothing() -> None:
    strange = Hit("b", 0.2, tuple(0.95 if name == "strange" else 0.5 for name in NAMES))

    assert named(answering([Hit("a", 0.75), strange], computed=())) == "a"
    assert named(guesses([Hit("a", 0.55), strange])) == "a"


@given(st.lists(st.floats(0, 1), max_size=6).map(lambda scores: sorted(scores, reverse=True)))
def test_what_is_said_is_likely_enough_and_the_likeliest(scores: list[float]) -> None:
    found = hits(*scores)
    answers, offered = answering(found, computed=()), guesses(found)

    assert len(answers) <= 2
    assert len(offered) <= MAX_GUESSES
    assert not answers or chance(answers) >= ANSWER_AT
    assert not offered or chance(offered) >= GUESS_AT
    assert list(answers) == found[: len(answers)]
