"""Questions that name only what differs from the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Library
from bot.knowledge.wording import Wording

COMPLETED = [
    ("Where was the 2nd General Assembly held?", "and the third?", "where was the third general assembly held"),
    ("What happened in 2019?", "no, I meant 2020", "what happened in 2020"),
    ("Is Makati a member?", "What about Davao?", "is davao a member"),
    ("2차 총회는 어디서 열렸어요?", "그럼 3차는요?", "3차 총회는 어디서 열렸어요"),
    ("2019년에 무슨 활동을 했어요?", "아니 2020년이요", "2020년에 무슨 활동을 했어요"),
    ("네팔에는 회원이 몇 곳 있어요?", "인도는?", "인도에는 회원이 몇 곳 있어요"),
    ("¿Es Asunción miembro?", "y Montevideo?", "es montevideo miembro"),
    ("¿Qué hicieron en 2019?", "no, quería decir 2020", "que hicieron en 2020"),
    ("Qu'avez-vous fait en 2019 ?", "non, je voulais dire 2020", "avez vous fait en 2020"),
    ("第二届大会在哪里举行的？", "那第三届呢？", "第三届大会在哪里举行的"),
    ("2019年做了什么？", "不是，我说的是2020年", "2020年做了什么"),
    ("企业会费是多少？", "初创公司呢？", "初创公司会费是多少"),
    ("أين عقدت الجمعية العامة الثانية؟", "والثالثة؟", "اين عقدت الجمعيه العامه الثالثه"),
    ("كم تدفع الشركات؟", "والشركات الناشئة؟", "كم تدفع الشركات الناشيه"),
    ("Что вы делали в 2019 году?", "нет, я имел в виду 2020", "что вы делали в 2020 году"),
    ("Где проходила вторая ассамблея?", "а третья?", "где проходила третья ассамблея"),
    ("O que vocês fizeram em 2019?", "não, eu quis dizer 2020", "o que voces fizeram em 2020"),
]


@pytest.mark.parametrize(("before", "text", "completed"), COMPLETED)
def test_what_differs_takes_the_place_of_what_was_named(library: Library, before: str, text: str, completed: str) -> None:
    assert library.ellipsis.complete(text, before) == completed


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Is Makati a member?", "how do cities in Korea join?"),  # says more
        ("What does the secretariat do?", "and Busan?"),  # nothing of the sort before
        ("Members in Korea and Nepal?", "and India?"),  # several before
        ("What happened in 2019?", "in 2019"),  # the same
        ("What happened in 2019?", "why?"),
        ("What happened in 2019?", ""),
    ],
)
def test_any_other_question_is_not_completed(library: Library, before: str, text: str) -> None:
    assert library.ellipsis.complete(text, before) == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_are_completed_or_not(library: Library, text: str, before: str) -> None:
    assert isinstance(library.ellipsis.complete(text, before), str)


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("what is zzname", True),
        ("what is the zzname", False),
        ("zzname 행사 는요", True),
        ("zzname 행사 참가자는", False),
        ("", True),
    ],
)
def test_wording_covers_what_says_nothing_else(said: str, covered: bool) -> None:
    assert Wording(["what", "is", "행사"]).covers(said) is covered
