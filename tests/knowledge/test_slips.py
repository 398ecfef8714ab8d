"""Words that phrasings show misspelt."""

import pytest

from bot.knowledge.slips import slips

ARTICLES = 60


def held(**articles: range | set[int]) -> dict[str, set[int]]:
    return {word: set(numbers) for word, numbers in articles.items()}


@pytest.mark.parametrize(
    ("word", "where", "meant"),
    [
        ("genral", {1, 2}, {"genral": "general"}),
        ("genrel", {1}, {}),  # two letters of a short word
        ("genral", {1, 40}, {}),  # stands as often without the other
        ("genral", {1, 2, 3}, {}),  # not so much rarer
        ("genera", {1}, {}),  # stands in a title or a body itself
        ("general", {1}, {}),
    ],
)
def test_rare_word_beside_the_usual_one_is_a_slip_for_it(word: str, where: set[int], meant: dict[str, str]) -> None:
    known = held(general=range(1, 13)) | {word: where | (set(range(1, 13)) if word == "general" else set())}

    assert slips(known, frozenset({"general", "genera"}), ARTICLES) == meant


def test_word_that_is_nearly_everywhere_proves_nothing() -> None:
    assert slips(held(other=range(50), othr={1, 2}), frozenset({"other"}), ARTICLES) == {}


def test_long_word_may_have_two_slips() -> None:
    known = held(secretariat=range(1, 13), secratarait={1, 2})

    assert slips(known, frozenset({"secretariat"}), ARTICLES) == {"secratarait": "secretariat"}
