"""The assistant's own words: the same in every language, each sentence whole, small talk understood."""

import string
from datetime import date
from importlib import resources
from typing import Any

import pytest
import yaml
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.knowledge.period import Period
from bot.knowledge.text import normalize
from bot.phrasebook import Phrasebook, available_languages

LANGUAGES = available_languages()


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  fluent's name
        self.names.add(node.id.name)


def variables_of(pattern: Any) -> set[str]:
    visitor = _Variables()
    visitor.visit(pattern)
    return visitor.names


def sentences(lang: str) -> dict[str, set[str]]:
    """Return the keys of a language, attributes as ``message.attribute``, each with the variables that it uses."""
    source = resources.files("bot.locales").joinpath(f"{lang}.ftl").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            parts = {entry.id.name: entry.value} | {f"{entry.id.name}.{one.id.name}": one.value for one in entry.attributes}
            found |= {key: variables_of(pattern) for key, pattern in parts.items()}
    return found


def cues(lang: str) -> dict[str, Any]:
    text = resources.files("bot.locales").joinpath(f"{lang}.cues.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  strings only
    return loaded


ENGLISH = sentences("en")


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(LANGUAGES, association="SoL")


def test_english_korean_and_spanish_are_spoken() -> None:
    assert LANGUAGES == ("en", "es", "ko")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_has_every_sentence_that_english_has_and_no_other(lang: str) -> None:
    assert sorted(sentences(lang)) == sorted(ENGLISH)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_use_the_same_variables_as_in_english(lang: str) -> None:
    theirs = sentences(lang)
    theirs["source"] |= {"count"}  # Korean has one form for one and for many

    assert theirs == ENGLISH


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_said_without_errors_and_with_its_values(phrasebook: Phrasebook, lang: str) -> None:
    values = {key: {name: f"<{name}>" for name in names - {"association", "count"}} for key, names in ENGLISH.items()}

    said = {key: phrasebook.say(lang, key, count=2, **values[key]) for key in ENGLISH}

    assert [key for key, text in said.items() if not text.strip() or set("{}") & set(text)] == []
    assert [key for key, text in said.items() if not all(value in text for value in values[key].values())] == []


def test_missing_value_is_an_error_not_a_hole_in_the_sentence(phrasebook: Phrasebook) -> None:
    with pytest.raises(ValueError, match=r"^sentence topic in en: "):
        phrasebook.say("en", "topic")


def test_unknown_sentence_is_an_error(phrasebook: Phrasebook) -> None:
    with pytest.raises(KeyError):
        phrasebook.say("en", "no-such-sentence")
    with pytest.raises(LookupError):
        phrasebook.say("xx", "no-such-sentence")


def test_language_that_is_not_spoken_gets_the_first(phrasebook: Phrasebook) -> None:
    assert phrasebook.say("xx", "goodbye") == phrasebook.say("en", "goodbye")


def test_language_without_sentences_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"^no sentences for xx in bot/locales/; there are en, es, ko$"):
        Phrasebook(("en", "xx"), association="SoL")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_has_all_kinds_of_cues_and_knows_the_name_of_every_language(lang: str) -> None:
    assert sorted(cues(lang)) == sorted(cues("en"))
    assert sorted(cues(lang)["languages"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("meaning", ["hello", "thanks", "goodbye", "who", "help", "topics", "language"])
def test_every_wording_of_small_talk_is_understood_in_its_language(phrasebook: Phrasebook, lang: str, meaning: str) -> None:
    understood = {wording: phrasebook.cue(f" {wording.upper()} !") for wording in cues(lang)[meaning]}

    shared = {wording: (meaning, None) for wording in understood if normalize(wording) == "menu"}
    assert understood == dict.fromkeys(understood, (meaning, lang)) | shared


def test_small_talk_inside_a_question_is_a_question(phrasebook: Phrasebook) -> None:
    assert phrasebook.cue("hello, what is the fee?") is None
    assert phrasebook.cue("") is None


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("In Spanish, please!", "es"),
        ("in english", "en"),
        ("한국어로 해줘", "ko"),
        ("EN INGLÉS POR FAVOR", "en"),
        ("en ingles por favor", "en"),
        ("what is spanish", None),
        ("in french", None),
    ],
)
def test_wish_for_a_language_is_understood_when_it_is_all_that_is_said(phrasebook: Phrasebook, said: str, lang: str | None) -> None:
    assert phrasebook.wanted_language(said) == lang


def test_language_that_the_association_does_not_speak_is_not_a_wish() -> None:
    assert Phrasebook(("en", "ko"), association="SoL").wanted_language("in spanish") is None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("timezone", ("", "en")),
        ("Time zone: Kathmandu!", ("kathmandu", "en")),
        ("set my timezone to São Paulo", ("sao paulo", "en")),
        ("zona horaria Bogotá", ("bogota", "es")),
        ("시간대 변경", ("", "ko")),
        ("timezones of Asia", None),
        ("which timezone is it", None),
        ("", None),
    ],
)
def test_wish_for_a_time_zone_is_understood_at_the_beginning(
    phrasebook: Phrasebook, said: str, wanted: tuple[str, str] | None
) -> None:
    assert phrasebook.wanted_zone(said) == wanted


@pytest.mark.parametrize("role", ["follow_up", "pointing", "when", "common"])
def test_words_with_a_role_are_those_of_all_languages_normalised(phrasebook: Phrasebook, role: str) -> None:
    words = phrasebook.words(role)

    assert words == {normalize(word) for lang in LANGUAGES for word in cues(lang)[role]}
    assert "" not in words


@pytest.mark.parametrize(
    ("hint", "lang"),
    [
        ("ko-KR", "ko"),
        ("ko_KR", "ko"),
        ("es-419", "es"),
        ("EN", "en"),
        ("pt-br", None),
        ("zh-hans", None),
        ("", None),
        ("-", None),
        (None, None),
    ],
)
def test_clients_language_tag_is_taken_when_we_speak_it(phrasebook: Phrasebook, hint: str | None, lang: str | None) -> None:
    assert phrasebook.match_hint(hint) == lang


@pytest.mark.parametrize(
    ("lang", "period", "written"),
    [
        ("en", Period.parse("2021-10-18"), "18 October 2021"),
        ("ko", Period.parse("2021-10-18"), "2021년 10월 18일"),
        ("es", Period.parse("2021-10-18"), "18 de octubre de 2021"),
        ("en", Period.parse("2021-10"), "October 2021"),
        ("ko", Period.parse("2021-10"), "2021년 10월"),
        ("es", Period.parse("2021-10"), "octubre de 2021"),
        ("en", Period.parse("2021"), "2021"),
        ("ko", Period.parse("2021"), "2021년"),
        ("es", Period.parse("2021"), "2021"),
        ("en", Period.between("2021-10-18", "2021-10-20"), "18–20 Oct 2021"),
        ("ko", Period.between("2021-10-18", "2021-10-20"), "2021년 10월 18일~20일"),
        ("es", Period.between("2021-10-18", "2021-10-20"), "18–20 de octubre de 2021"),
        ("en", Period.between("2021-12-30", "2022-01-02"), "30 Dec 2021 – 2 Jan 2022"),
        ("ko", date(2021, 10, 18), "2021년 10월 18일"),
    ],
)
def test_date_is_written_as_people_write_it(phrasebook: Phrasebook, lang: str, period: Period | date, written: str) -> None:
    said = phrasebook.date(lang, period)

    assert " ".join(said.split()) == written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_are_described_within_the_platforms_limits(phrasebook: Phrasebook, lang: str) -> None:
    """Source: core.telegram.org/bots/api, BotCommand, setMyDescription, setMyShortDescription."""
    said = {key: phrasebook.say(lang, key) for key in ENGLISH if key.startswith(("command-", "bot-"))}

    limits = {"bot-description": 512, "bot-short": 120}
    assert [key for key, text in said.items() if len(text) > limits.get(key, 256)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_hold_no_characters_that_do_not_print(lang: str) -> None:
    source = resources.files("bot.locales").joinpath(f"{lang}.ftl").read_text(encoding="utf-8")

    assert [char for char in source if not char.isprintable() and char not in string.whitespace] == []
