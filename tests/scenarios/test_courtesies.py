"""Courtesies as people write them, anger, and the way back to a language."""

import pytest

from bot.app import App
from bot.conversation import Kind
from tests.scenarios.talk import Person


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("good morning sir", "Hello!"),
        ("thank u so much sir", "You're welcome."),
        ("bonjour, comment ça va ?", "Bonjour\u00a0!"),
        ("早上好，你好吗？", "您好"),
        ("добрый день! как дела?", "Здравствуйте!"),
        ("you are stupid", "I'm sorry that this didn't help."),
        ("바보야", "죄송합니다"),
        ("ты тупой", "Извините"),
    ],
)
async def test_what_is_no_question_is_no_question(app: App, said: str, answer: str) -> None:
    reply = await Person(app).say(said)

    assert reply.kind is Kind.GREETING
    assert answer in reply.text


async def test_anger_after_an_answer_does_not_repeat_it(app: App) -> None:
    person = Person(app)
    await person.say("¿Qué es WeGO?")

    reply = await person.say("eres tonto")

    assert "Siento no haber sido de ayuda" in reply.text
    assert "secretariat@we-gov.org" in reply.text


async def test_way_back_to_a_language(app: App) -> None:
    person = Person(app)
    await person.say("in Korean, please")

    assert (await person.say("back to english")).lang == "en"
    assert (await person.say("What is WeGO?")).lang == "en"


@pytest.mark.parametrize("said", ["who are your members?", "show me all members", "회원 목록", "lista de miembros"])
async def test_all_members_are_listed_by_pages(app: App, said: str) -> None:
    reply = await Person(app).say(said)

    assert "206" in reply.text.splitlines()[0]
    assert [choice.action.partition(":")[0] for choice in reply.choices] == ["members", "members-csv"]


@pytest.mark.parametrize(
    "said", ["¿cuándo es la próxima asamblea?", "quando é a próxima assembleia?", "когда следующая ассамблея?"]
)
async def test_assembly_is_one_without_its_full_name(app: App, said: str) -> None:
    reply = await Person(app).say(said)

    assert reply.article == "event-date"
    assert "2023" in reply.text
