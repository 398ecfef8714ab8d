"""Whoever is asked for something may leave off in one word; at any other time the word asks something."""

import pytest

from bot.app import App
from bot.conversation import Account, Kind
from bot.members.registry import Role
from tests.scenarios.membership import employ
from tests.scenarios.talk import Person

WORDS = {
    "en": ("cancel", "All right, we'll leave it at that. Nothing was changed."),
    "ko": ("취소", "네, 여기서 그만두겠습니다. 바뀐 것은 없습니다."),
    "es": ("cancelar", "De acuerdo, lo dejamos aquí. No se ha cambiado nada."),
    "fr": ("annuler", "D'accord, nous en restons là. Rien n'a été modifié."),
    "zh": ("取消", "好的，就到这里，没有做任何更改。"),
    "ar": ("إلغاء", "حسناً، نتوقف هنا. لم يتغير شيء."),
    "ru": ("отмена", "Хорошо, на этом остановимся. Ничего не изменено."),
    "pt": ("cancelar", "Certo, ficamos por aqui. Nada foi alterado."),
}


@pytest.mark.parametrize("lang", WORDS)
async def test_linking_ends_in_every_language(app: App, lang: str) -> None:
    word, answer = WORDS[lang]
    person = Person(app, hint=lang)
    asked = await person.say("/link")

    ended = await person.say(word)
    late = await person.say("sita@khopasi.example")

    assert (asked.kind, asked.lang) == (Kind.ASK, lang)
    assert (ended.kind, ended.lang, ended.text) == (Kind.DONE, lang, answer)
    assert not late.subject.startswith("link")


@pytest.mark.parametrize("said", ["cancel please", "Stop it!", "never mind", "forget it", "취소해 주세요", "non merci"])
async def test_it_ends_in_other_words_and_another_language_too(app: App, said: str) -> None:
    person = Person(app)
    await person.say("link my account")

    assert (await person.say(said)).text == WORDS["en"][1]


@pytest.mark.parametrize("said", ["7K3M-QX4T", "12345"])
async def test_it_ends_after_what_was_wrong_too(app: App, said: str) -> None:
    person = Person(app)
    await person.say("link my account")
    wrong = await person.say(said)

    assert (wrong.kind, (await person.say("cancel")).kind) == (Kind.ERROR, Kind.DONE)


@pytest.mark.parametrize("lang", WORDS)
async def test_question_for_a_figure_of_a_fee_ends(app: App, lang: str) -> None:
    person = Person(app, hint=lang)
    await person.press("fees:local-government")
    assert person.last is not None
    asked = person.last

    ended = await person.say(WORDS[lang][0])

    assert (asked.kind, ended.kind, ended.text) == (Kind.ASK, Kind.DONE, WORDS[lang][1])


async def test_writing_of_an_announcement_ends_and_the_word_is_no_text_of_it(app: App) -> None:
    await employ(app, Account("test", "anna"), Role.ADMIN)
    person = Person(app)
    asked = await person.say("/announce")

    ended = await person.say("cancel")

    assert (asked.kind, ended.kind, ended.text) == (Kind.ASK, Kind.DONE, WORDS["en"][1])
    assert await app.office.all() == []


async def test_at_any_other_time_the_word_asks_something(app: App) -> None:
    person = Person(app)
    first = await person.say("cancel")
    await person.say("What is WeGO?")

    assert (first.article, (await person.say("cancel")).article) == ("how-to-leave", "how-to-leave")
