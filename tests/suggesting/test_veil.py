"""What of a question is shown to somebody else; over the real content."""

import pytest

from bot.conversation import Account
from bot.knowledge.library import Library
from bot.suggesting.veil import Veil

ANNA, BERT = Account("web", "a"), Account("telegram", "b")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("How do we pay the membership fee?", "How do we pay the membership fee?"),
        ("How do we pay? I am Maria Gonzalez from Kathmandu", "How do we pay? I am … from Kathmandu"),
        ("my name is zoltan szabo, is there a fee", "my name is …, is there a fee"),
        ("Please call Young Kim about the fee", "Please call … about the fee"),  # both words stand in articles
        ("write to juan.perez@city.example or www.city.example/~juan", "write to … or …"),
        ("my number is +82 10-1234 5678 and I am a member since 2019", "my number is … and I am a member since 2019"),
        ("저는 김철수입니다 회비 얼마예요", "저는 … 회비 얼마예요"),
        ("membershhip fee xyzzyq", "membership fee …"),
        ("@zoltan", "…"),
    ],
)
def test_what_could_tell_who_asked_is_left_out(library: Library, asked: str, shown: str) -> None:
    assert Veil(library, [(asked, ANNA)], []).shown(asked) == shown


def test_word_that_two_people_said_is_shown(library: Library) -> None:
    asked = [("is there a szabo discount", ANNA), ("Szabo discount?", BERT)]

    assert Veil(library, asked, []).shown("Szabo discount?") == "Szabo discount?"
    assert Veil(library, [*asked[:1], ("Szabo discount?", ANNA)], []).shown("the Szabo discount?") == "the … discount?"


def test_contacts_name_is_left_out_although_articles_use_the_word(library: Library) -> None:
    assert Veil(library, [], []).shown("which park for the city") == "which park for the city"
    assert Veil(library, [], ["Park City"]).shown("which park for the city") == "which … for the city"


def test_chinese_name_is_left_out_of_a_sentence_without_spaces(library: Library) -> None:
    shown = Veil(library, [], []).shown("我是王小明请问会员费是多少")

    assert "小明" not in shown
    assert "会员费" in shown
