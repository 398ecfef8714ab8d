"""The sentences and clauses of a message, and which of them ask."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.parts import MOST_CLAUSES, PartReader, asking_words
from bot.phrasebook import Phrasebook

LANGUAGES = ("en", "ko", "es", "fr", "zh", "ar", "ru", "pt")
READER = PartReader(asking_words(Phrasebook(LANGUAGES, association="it")))

TWO = [
    ("en", "what does it cost and how do we join", ["what does it cost", "how do we join"]),
    ("en", "Who may vote? And until when can a city apply?", ["Who may vote?", "until when can a city apply?"]),
    ("en", "What is it, who may use it and what does it cost?", ["What is it", "who may use it", "what does it cost?"]),
    ("en", "tell me the fee for companies & who sets it", ["tell me the fee for companies", "who sets it"]),
    ("ko", "회비는 얼마이고 어떻게 가입하나요?", ["회비는 얼마이고", "어떻게 가입하나요?"]),
    ("ko", "사무국은 어디에 있어요? 그리고 누가 이끌어요?", ["사무국은 어디에 있어요?", "누가 이끌어요?"]),
    ("es", "¿cuánto cuesta y quién decide?", ["¿cuánto cuesta", "quién decide?"]),
    ("es", "quisiera saber el precio y además a quién escribo", ["quisiera saber el precio", "a quién escribo"]),
    ("fr", "combien ça coûte et comment adhérer ?", ["combien ça coûte", "comment adhérer ?"]),
    ("fr", "Où est le secrétariat, et qui le dirige ?", ["Où est le secrétariat", "qui le dirige ?"]),
    ("zh", "会费多少，怎么加入？", ["会费多少", "怎么加入？"]),
    ("zh", "会费是多少以及由谁决定", ["会费是多少", "由谁决定"]),
    ("ar", "كم تكلف العضوية وكيف ننضم؟", ["كم تكلف العضوية", "كيف ننضم؟"]),
    ("ar", "أين الأمانة ومن يديرها", ["أين الأمانة", "من يديرها"]),
    ("ru", "сколько стоит и как вступить?", ["сколько стоит", "как вступить?"]),
    ("ru", "Где секретариат, а кто им руководит?", ["Где секретариат", "кто им руководит?"]),
    ("pt", "quanto custa e como entramos?", ["quanto custa", "como entramos?"]),
    (
        "pt",
        "onde fica a secretaria e até quando podemos nos inscrever?",
        ["onde fica a secretaria", "até quando podemos nos inscrever?"],
    ),
]

ONE = [
    ("en", "rules for suspension and appeal"),
    ("en", "Korea and Nepal members"),
    ("en", "which deals came of the matchmaking so far, who found a partner"),
    ("ko", "정지와 이의 신청 규정"),
    ("ko", "한국과 네팔 회원"),
    ("es", "reglas de suspensión y apelación"),
    ("fr", "membres en Corée et au Népal"),
    ("zh", "韩国和尼泊尔的会员有哪些"),
    ("ar", "الأعضاء في كوريا ونيبال"),
    ("ru", "правила приостановки и обжалования"),
    ("pt", "regras de suspensão e recurso"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TWO)
def test_two_questions_of_a_message_are_two_clauses(lang: str, text: str, expected: list[str]) -> None:
    assert list(READER.read(text).clauses) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ok thanks. who is the president?", "who is the president?"),
        ("Ah bon, elle est partie quand ?", "elle est partie quand ?"),
        ("No. 5 of the statutes?", "No. 5 of the statutes?"),
        ("K. Park is who?", "K. Park is who?"),
        ("Legal, finance and audit: which committees?", "Legal, finance and audit: which committees?"),
        ("好的，谢谢。会费怎么交？", "会费怎么交？"),
        ("понятно, спасибо! а кто президент?", "а кто президент?"),
        ("ok thanks.", "ok thanks."),
        ("good governance, what is it?", "good governance, what is it?"),
    ],
)
def test_what_is_said_to_the_answer_before_is_no_part_of_a_question(text: str, left: str) -> None:
    assert READER.read(text).text == left


@pytest.mark.parametrize(("lang", "text"), ONE)
def test_an_and_between_two_things_parts_nothing(lang: str, text: str) -> None:
    assert [clause for sentence in READER.sentences(text) for clause in READER.clauses(sentence)] == [text]


LETTERS = [
    ("en", "We are a small town. Last year a colleague met you.\n\nHow do we join?", ["How do we join?"]),
    ("en", "We have 40 employees and are growing. I would like to know the fee.", ["I would like to know the fee."]),
    ("ko", "저희는 작은 도시입니다. 작년에 동료가 다녀왔습니다.\n가입 방법을 알려 주세요.", ["가입 방법을 알려 주세요."]),
    ("es", "Somos un municipio pequeño. Me gustaría conocer el precio.", ["Me gustaría conocer el precio."]),
    ("fr", "Nous sommes une petite ville. Merci de nous dire comment adhérer.", ["comment adhérer."]),
    ("zh", "我们是一个小城市。去年同事参加过活动。请问怎样加入？", ["怎样加入？"]),
    ("ar", "نحن بلدية صغيرة. نود معرفة الرسوم.", ["نود معرفة الرسوم."]),
    ("ru", "Мы небольшой город. Подскажите, пожалуйста, размер взноса.", ["Подскажите, пожалуйста, размер взноса."]),
    ("pt", "Somos uma cidade pequena. Gostaria de saber o preço.", ["Gostaria de saber o preço."]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), LETTERS)
def test_what_is_told_is_kept_apart_from_what_is_asked(lang: str, text: str, expected: list[str]) -> None:
    message = READER.read(text)

    assert list(message.clauses) == expected
    assert message.told
    assert all(clause not in message.told for clause in expected)


def test_a_line_that_a_mail_program_broke_is_one_sentence() -> None:
    text = "I would like to know how a city of our size could become\na member of your network.\nYours"

    assert READER.sentences(text)[0] == "I would like to know how a city of our size could become\na member of your network.\n"


@pytest.mark.parametrize("text", ["I wrote to Mr. Kim about it", "It holds 3.5 million, e.g. more than most", "on 5. May"])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert READER.sentences(text) == [text]


_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [
                "and",
                "how",
                "what",
                "y",
                "quién",
                "и",
                "как",
                "وكيف",
                "كم",
                "和",
                "多少，怎么",
                "얼마이고",
                "어떻게",
                ",",
                "?",
                ".",
                "\n",
                " ",
                "&",
                "Kim",
            ]
        ),
        max_size=30,
    ).map(" ".join),
)


@given(_TEXTS)
def test_parts_joined_are_the_text(text: str) -> None:
    sentences = READER.sentences(text)

    assert "".join(sentences) == text
    assert ["".join(READER.clauses(sentence)) for sentence in sentences] == sentences


@given(_TEXTS)
@example("0\x1e?")
def test_a_clause_stands_in_its_message_word_for_word(text: str) -> None:
    message = READER.read(text)

    assert len(message.clauses) <= MOST_CLAUSES
    assert all(clause in text for clause in message.clauses)
