"""Quoted mail, forwarded mail, salutations and signatures."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.mail import body, unquoted
from bot.knowledge.text import normalize

QUOTING = {
    "marked above": "> Dear member,\n> please pay your fee\n\nWhere is the office?",
    "Gmail": "Where is the office?\n\nOn Mon, 4 Oct 2021 at 10:12, Kim <kim@example.org> wrote:\n> Dear member",
    "Gmail, two lines": "Where is the office?\n\nOn 4 Oct 2021 at 10:12, Kim Somebody\n<kim@example.org> wrote:\n\nDear member",
    "Outlook": "Where is the office?\n\n-----Original Message-----\nFrom: Kim\nSent: Monday\nSubject: Fee\n\nDear member",
    "Outlook, a ruled line": "Where is the office?\n\n________________________________\nFrom: Kim\nSent: Monday\n\nDear member",
    "Outlook, bold fields": "Where is the office?\n\n*From:* Kim\n*Sent:* Monday\n*Subject:* Fee\n\nDear member",
    "Korean": "Where is the office?\n\n보낸 사람: 김 <kim@example.kr>\n보낸 날짜: 2021년 10월 4일\n제목: 회비\n\n회비를 내 주세요",
    "Korean, in a sentence": "Where is the office?\n\n2021년 10월 4일 오전 10:12, 김 <k@example.kr>님이 작성:\n> 회비",
    "German": "Where is the office?\nVon: Kim\nGesendet: Montag\nBetreff: Beitrag\n\nBitte zahlen",
    "French": "Where is the office?\n\nDe : Kim\nEnvoyé : lundi\nObjet : cotisation\n\nPayez",
    "French, in a sentence": "Where is the office?\n\nLe lun. 4 oct. 2021 à 10:12, Kim <kim@example.fr> a écrit :\n> Payez",
    "Spanish, in a sentence": "Where is the office?\n\nEl lun, 4 oct 2021 a las 10:12, Kim (<kim@example.es>) escribió:\n> Pague",
    "Portuguese, in a sentence": "Where is the office?\n\nEm 4 de out. de 2021 às 10:12, Kim <k@example.br> escreveu:\n> Pague",
    "Russian": "Where is the office?\n\nОт: Ким\nОтправлено: понедельник\nТема: взнос\n\nОплатите",
    "Russian, in a sentence": "Where is the office?\n\nпн, 4 окт. 2021 г. в 10:12, Ким <kim@example.ru> написал:\n> Оплатите",
    "Arabic": "Where is the office?\n\nمن: كيم\nتاريخ الإرسال: الاثنين\nالموضوع: الرسوم\n\nادفعوا",
    "Arabic, in a sentence": "Where is the office?\n\nفي الاثنين، ٤ أكتوبر 2021 كتب كيم <kim@example.org>:\n> ادفعوا",
    "Chinese": "Where is the office?\n\n发件人: 金\n发送时间: 星期一\n主题: 会费\n\n请交费",
    "Chinese, in a sentence": "Where is the office?\n\n在2021年10月4日，金写道：\n> 请交费",
    "forwarded": "Where is the office?\n\n---------- Forwarded message ---------\nFrom: Kim\nSubject: Fee\n\nDear member",
    "Apple": "Where is the office?\n\nBegin forwarded message:\n\nFrom: Kim\nSubject: Fee\n\nDear member",
}


@pytest.mark.parametrize("text", QUOTING.values(), ids=QUOTING)
def test_what_is_quoted_is_left_out(text: str) -> None:
    assert unquoted(text) == "Where is the office?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> Where is the office?", "Where is the office?"),
        ("---------- Forwarded message ---------\nFrom: Kim\nSubject: Office\n\nWhere is the office?", "Where is the office?"),
        ("On Mon, 4 Oct 2021, Kim <kim@example.org> wrote:\n> Where is\n> the office?", "Where is\nthe office?"),
    ],
)
def test_what_is_quoted_counts_where_nothing_else_is_there(text: str, said: str) -> None:
    assert unquoted(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "From: Seoul, where do I fly to?",
        "from: 2019\nhow many members were there",
        "On 5 May 2021 the mayor wrote: what about it?",
        "a > b, is it not?",
        "1. What does it cost?\n2. Who decides?",
        "-- and what does it cost?",
        ">",
        "",
    ],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    assert unquoted(text) == text


def test_what_stands_between_quoted_lines_stays() -> None:
    text = "Kim <kim@example.org> wrote on 4 Oct 2021:\n> Will you come?\nYes.\n> And pay?\nHow much is it?"

    assert unquoted(text) == "Yes.\nHow much is it?"


LETTERS = {
    "en": "Dear Sir or Madam,\n\nHow do we join?\n\nThank you very much for your help.\n\nKind regards,\nJane Doe\nCity of Example",
    "ko": "안녕하세요, 담당자님.\n\nHow do we join?\n\n감사합니다.\n김민수 드림\n국제협력과",
    "es": "Estimados señores:\n\nHow do we join?\n\nMuchas gracias de antemano.\n\nUn cordial saludo,\nMaría Pérez",
    "fr": "Madame, Monsieur,\n\nHow do we join?\n\nDans l'attente de votre réponse,\n\nCordialement,\nJeanne Petit",
    "zh": "尊敬的秘书处：\n\nHow do we join?\n\n此致\n敬礼\n王明",
    "ar": "السلام عليكم ورحمة الله\n\nHow do we join?\n\nمع خالص التحية\nأحمد",
    "ru": "Здравствуйте, уважаемые коллеги!\n\nHow do we join?\n\nЗаранее спасибо.\nС уважением,\nИван Петров",
    "pt": "Prezados senhores,\n\nHow do we join?\n\nDesde já agradeço.\n\nAtenciosamente,\nJoão Silva",
}


@pytest.fixture(scope="module")
def cues() -> dict[str, Any]:
    from bot.phrasebook import Phrasebook

    words = Phrasebook(tuple(LETTERS), association="it").words
    return {role: tuple(words(role)) for role in ("salutations", "closings")}


@pytest.mark.parametrize("lang", LETTERS)
def test_salutation_and_signature_are_left_out(lang: str, cues: dict[str, Any]) -> None:
    assert body(LETTERS[lang], **cues) == "How do we join?"


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleagues,\nthank you for the invitation.\nBest,\nWhat does it cost?",
        "How do we join?\nThanks, and where is the office?",
        "Hello, how do we join?",
    ],
)
def test_a_question_is_neither_salutation_nor_signature(text: str, cues: dict[str, Any]) -> None:
    assert text.splitlines()[-1] in body(text, **cues)


def test_a_letter_of_courtesies_alone_stays_whole(cues: dict[str, Any]) -> None:
    assert body("Dear all,\nKind regards,\nJane", **cues) == "Dear all,\nKind regards,\nJane"


_LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "> quoted",
                ">",
                "On 1 May, a@b wrote:",
                "From: me",
                "Subject: you",
                "-----Original Message-----",
                "--",
                "Dear all,",
                "Regards,",
            ]
        ),
    ),
    max_size=12,
)


@given(_LINES.map("\n".join))
@example("0WROTE:\n0>0")
def test_any_text_keeps_words_of_its_own_and_never_fails(text: str) -> None:
    said = body(unquoted(text), salutations=("dear",), closings=("regards",))

    assert set(normalize(said).split()) <= set(normalize(text).split())
    assert bool(normalize(said)) == bool(normalize(text))
