"""Questions that were not answered: which they are, which belong together, and where they may belong; over the real content."""

from datetime import UTC, datetime

import pytest

from bot.conversation import Account, Choice, Kind, Reply, Turn
from bot.knowledge.library import Library
from bot.suggesting.unanswered import Unanswered, groups, unanswered

ANNA, BERT = Account("web", "a"), Account("telegram", "b")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANSWER = Reply(Kind.ANSWER, "Ten.", "en", article="fees", choices=(Choice("More", "a:more"),))
GUESSES = Reply(Kind.CHOICES, "Did you mean?", "en", choices=(Choice("Fees", "a:fees"), Choice("None of these", "none")))
UNKNOWN = Reply(Kind.UNKNOWN, "I don't know.", "en", choices=(Choice("Topics", "topics"),))
MENU = Reply(Kind.GREETING, "Topics", "en")


@pytest.mark.parametrize(
    ("talk", "open_"),
    [
        ([("what is the fee", ANSWER)], []),
        ([("who is the plumber", UNKNOWN)], ["who is the plumber"]),
        ([("who is the plumber", UNKNOWN), ("Topics", MENU)], ["who is the plumber"]),
        ([("fee?", GUESSES)], ["fee?"]),
        ([("fee?", GUESSES), ("Fees", ANSWER)], []),
        ([("fee?", GUESSES), ("None of these", UNKNOWN)], ["fee?"]),
        ([("fee?", GUESSES), ("what is the fee", ANSWER)], ["fee?"]),
        ([("what is the fee", ANSWER), ("More", UNKNOWN)], []),
        ([("/nonsense", UNKNOWN), ("?!", UNKNOWN), ("", UNKNOWN)], []),
    ],
)
def test_question_is_open_when_nothing_was_answered_and_no_guess_taken(talk: list[tuple[str, Reply]], open_: list[str]) -> None:
    turns = [(ANNA, "hall", Turn(text, reply, NOON)) for text, reply in talk]

    assert [one.text for one in unanswered(turns)] == open_


def test_guess_that_somebody_else_takes_is_not_taken() -> None:
    turns = [(ANNA, "hall", Turn("fee?", GUESSES, NOON)), (BERT, "hall", Turn("Fees", ANSWER, NOON))]

    assert [one.text for one in unanswered(turns)] == ["fee?"]


def test_questions_about_the_same_thing_are_one_group_with_a_home_and_a_line_to_add(library: Library) -> None:
    asked = [
        Unanswered("where is the seat of the secretariat", "en", ANNA),
        Unanswered("xylophone quokka", "en", ANNA),
        Unanswered("the seat of the secretariat, where is it?", "en", BERT),
        Unanswered("Where is the seat of the secretariat", "en", BERT),
    ]

    first, second = groups(library, asked, [])

    assert (first.count, first.people, first.home and first.home.topic) == (3, 2, "about")
    assert first.phrasing.casefold() == "- where is the seat of the secretariat"
    assert (second.count, second.people, second.home, second.phrasing) == (1, 1, None, "")


def test_questions_in_two_languages_are_two_groups(library: Library) -> None:
    asked = [Unanswered("WeGO podcast", "en", ANNA), Unanswered("WeGO podcast", "es", BERT)]

    assert [(one.lang, one.people) for one in groups(library, asked, [])] == [("en", 1), ("es", 1)]


def test_line_to_add_is_yaml_also_where_the_question_has_a_colon(library: Library) -> None:
    asked = [Unanswered("membership fee: who pays?", "en", ANNA)]

    assert [one.phrasing for one in groups(library, asked, [])] == ['- "membership fee: who pays"']


def test_wording_with_a_gap_or_too_long_is_no_line_to_add(library: Library) -> None:
    secret, long = "zoltan asks what the secretariat pays", "what does the secretariat pay " * 4

    found = groups(library, [Unanswered(secret, "en", ANNA), Unanswered(long, "en", BERT)], [])

    assert [one.phrasing for one in found] == [""] * len(found)
    assert "zoltan" not in str(found)
