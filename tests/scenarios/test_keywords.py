"""What is typed as into a search box: one word, and an answer."""

import pytest

from bot.app import App
from bot.conversation import Kind
from tests.scenarios.talk import Person


@pytest.mark.parametrize(
    ("said", "slug", "lang"),
    [
        ("contacts", "secretariat-contact", "en"),
        ("Deadlines?", "fee-invoice", "en"),
        ("member list", "members-list", "en"),
        ("list member", "members-list", "en"),
        ("founders", "founding-members", "en"),
        ("current president", "presidents", "en"),
        ("annual report", "publications", "en"),
        ("presidente actual", "presidents", "es"),
        ("presidente atual", "presidents", "pt"),
        ("cotisation annuelle", "what-fees", "fr"),
        ("контакты", "secretariat-contact", "ru"),
        ("发票", "fee-invoice", "zh"),
        ("会费 标准", "what-fees", "zh"),
        ("연락처", "secretariat-contact", "ko"),
        ("خطة 2030", "masterplan-2030", "ar"),
    ],
)
async def test_keyword_is_answered_in_its_language(app: App, said: str, slug: str, lang: str) -> None:
    reply = await Person(app).say(said)

    assert (reply.kind, reply.article, reply.lang) == (Kind.ANSWER, slug, lang)


@pytest.mark.parametrize(
    ("said", "slug"), [("deadlnie", "fee-invoice"), ("fundadoress", "founding-members"), ("конткаты", "secretariat-contact")]
)
async def test_keyword_with_a_slip_is_one(app: App, said: str, slug: str) -> None:
    assert (await Person(app).say(said)).article == slug


async def test_keyword_in_a_longer_question_does_not_decide(app: App) -> None:
    reply = await Person(app).say("which founders are no longer listed as members?")

    assert reply.article == "founders-today"


async def test_keyword_after_an_answer_may_lean_on_it(app: App) -> None:
    person = Person(app)
    await person.say("Which cities wanted to host the General Assembly in 2023?")

    assert (await person.say("who won?")).article == "general-assembly-2023-host"


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("kindly send bank details sir", "how-to-pay"),
        ("necesito la factura por favor", "fee-invoice"),
        ("我要发票", "fee-invoice"),
        ("청구서 보내주세요", "fee-invoice"),
        ("пришлите счёт пожалуйста", "fee-invoice"),
        ("ممكن الفاتورة لو سمحت", "fee-invoice"),
    ],
)
async def test_padding_around_a_keyword_is_left_out(app: App, said: str, slug: str) -> None:
    assert (await Person(app).say(said)).article == slug


@pytest.mark.parametrize("said", ["please", "the", "请问", "who pays"])
async def test_padding_alone_and_another_question_are_no_keywords(app: App, said: str) -> None:
    assert (await Person(app).say(said)).kind is not Kind.ANSWER
