"""The assistant's own words: the same in every language, each sentence whole, small talk understood."""

import string
from collections import Counter
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.knowledge.period import Period
from bot.knowledge.text import fold, normalize
from bot.money import Money
from bot.phrasebook import TABLES, Phrasebook, available_languages, spellings

LANGUAGES = ("en", "ko", "es", "fr", "zh", "ar", "ru", "pt")


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  fluent's name
        self.names.add(node.id.name)


def variables_of(pattern: Any) -> set[str]:
    visitor = _Variables()
    visitor.visit(pattern)
    return visitor.names


@cache
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


@cache
def cues(lang: str) -> dict[str, Any]:
    text = resources.files("bot.locales").joinpath(f"{lang}.cues.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  strings only
    return loaded


ENGLISH = sentences("en")


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(LANGUAGES, association="SoL")


def test_korean_and_the_languages_of_the_united_nations_and_portuguese_are_spoken() -> None:
    assert available_languages() == tuple(sorted(LANGUAGES))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_has_every_sentence_that_english_has_and_no_other(lang: str) -> None:
    assert sorted(sentences(lang)) == sorted(ENGLISH)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_use_the_same_variables_as_in_english(lang: str) -> None:
    theirs = dict(sentences(lang))
    counted = {key for key, names in ENGLISH.items() if "count" in names and theirs[key] == names - {"count"}}

    assert theirs | {key: ENGLISH[key] for key in counted} == ENGLISH  # Korean has one form for one and for many


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_said_without_errors_and_with_its_values(phrasebook: Phrasebook, lang: str) -> None:
    chosen = {"association", "count", "direction"}  # said in other words
    values = {key: {name: f"<{name}>" for name in names - chosen} for key, names in ENGLISH.items()}

    said = {key: phrasebook.say(lang, key, count=2, direction="more", **values[key]) for key in ENGLISH}

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
    with pytest.raises(ValueError, match=r"^no sentences for xx in bot/locales/; there are ar, en, es, fr, ko, pt, ru, zh$"):
        Phrasebook(("en", "xx"), association="SoL")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_has_all_kinds_of_cues_and_knows_the_name_of_every_language(lang: str) -> None:
    assert sorted(cues(lang)) == sorted(cues("en"))
    assert sorted(cues(lang)["languages"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("meaning", ["hello", "thanks", "goodbye", "who", "help", "topics", "link", "unlink", "language"])
def test_every_wording_of_small_talk_is_understood_in_its_language(phrasebook: Phrasebook, lang: str, meaning: str) -> None:
    understood = {wording: phrasebook.cue(f" {wording.upper()} !") for wording in cues(lang)[meaning]}

    elsewhere = {normalize(wording) for other in LANGUAGES if other != lang for wording in cues(other)[meaning]}
    shared = {wording: (meaning, None) for wording in understood if normalize(wording) in elsewhere}
    assert understood == dict.fromkeys(understood, (meaning, lang)) | shared


def test_wording_that_two_languages_share_leaves_the_language_open(phrasebook: Phrasebook) -> None:
    assert phrasebook.cue("menu") == ("topics", None)
    assert phrasebook.cue("idioma") == ("language", None)
    assert phrasebook.cue("hola, idioma") == ("hello", "es")


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
        ("in french", "fr"),
        ("en français s'il vous plaît", "fr"),
        ("中文", "zh"),
        ("بالعربية", "ar"),
        ("по-русски", "ru"),
        ("em português", "pt"),
        ("in german", None),
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_spelling_is_one_word_and_stands_for_one_that_is_none(lang: str) -> None:
    meant = [(normalize(one), normalize(word)) for word, ones in cues(lang)["spellings"].items() for one in ones]
    spelt = [one for one, _ in meant]

    assert [pair for pair in meant if len(pair[0].split()) != 1 or len(pair[1].split()) != 1] == []
    assert sorted(one for one, count in Counter(spelt).items() if count > 1) == []
    assert sorted({word for _, word in meant} & set(spelt)) == []


@pytest.mark.parametrize(
    ("lang", "spelt", "word"), [("en", "wat", "what"), ("pt", "vcs", "vocês"), ("ru", "щас", "сейчас"), ("ar", "كيفاش", "كيف")]
)
def test_spelling_of_a_function_word_is_one_too(phrasebook: Phrasebook, lang: str, spelt: str, word: str) -> None:
    assert spellings(lang)[normalize(spelt)] == normalize(word)
    assert {normalize(spelt), normalize(word)} <= phrasebook.common_words(lang)


@pytest.mark.parametrize("role", ["follow_up", "pointing", "when"])
def test_words_with_a_role_are_those_of_all_languages_normalised(phrasebook: Phrasebook, role: str) -> None:
    words = phrasebook.words(role)

    said = {lang: {normalize(word) for word in cues(lang)[role]} for lang in LANGUAGES}
    spelt = {one for lang, known in said.items() for one, word in spellings(lang).items() if word in known}
    assert words == spelt.union(*said.values())
    assert "" not in words


@pytest.mark.parametrize(
    ("hint", "lang"),
    [
        ("ko-KR", "ko"),
        ("ko_KR", "ko"),
        ("es-419", "es"),
        ("EN", "en"),
        ("pt-br", "pt"),
        ("zh-Hans-CN", "zh"),
        ("de-AT", None),
        ("ne", None),
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
        ("en", Period.parse("2022-Q3"), "Q3 2022"),
        ("ko", Period.parse("2022-Q3"), "2022년 3분기"),
        ("zh", Period.parse("2022-Q3"), "2022年第3季度"),
        ("pt", Period.parse("2022-Q3"), "T3 de 2022"),
        ("en", Period.between("2021", "2023"), "2021–2023"),
        ("ko", Period.between("2021", "2023"), "2021년 ~ 2023년"),
        ("en", Period.between("2022-07", "2022-12"), "July – December 2022"),
        ("zh", Period.between("2022-07", "2022-12"), "2022年7月至12月"),
        ("ar", Period.parse("2021-10-18"), "18 أكتوبر 2021"),
        ("ru", Period.parse("2021-10-18"), "18 октября 2021 г."),
        ("fr", Period.parse("2021-10"), "octobre 2021"),
        ("en", Period.parse("2023").until_before(), "until 2022"),
        ("ru", Period.parse("2023").until_before(), "не позднее 2022"),
        ("ko", Period.parse("2021-10").until(), "2021년 10월까지"),
        ("es", Period.parse("2019").since(), "desde 2019"),
        ("en", Period.parse("2021-10-18").since_after(), "from 19 October 2021"),
    ],
)
def test_date_is_written_as_people_write_it(phrasebook: Phrasebook, lang: str, period: Period | date, written: str) -> None:
    said = phrasebook.date(lang, period)

    assert " ".join(said.split()) == written


@pytest.mark.parametrize(
    ("lang", "amount", "written"),
    [
        ("en", Money.of(1_500, "USD"), "USD 1,500"),
        ("ko", Money.of(1_500, "USD"), "USD 1,500"),
        ("es", Money.of(1_500, "USD"), "1.500 USD"),
        ("fr", Money.of(1_500, "USD"), "1 500 USD"),
        ("zh", Money.of(1_500, "USD"), "USD 1,500"),
        ("ar", Money.of(1_500, "USD"), "\u200f1,500 USD"),
        ("ru", Money.of(1_500, "USD"), "1 500 USD"),
        ("pt", Money.of(1_500, "USD"), "USD 1.500"),
        ("en", Money("USD", 150_050), "USD 1,500.50"),
        ("es", Money("USD", 5), "0,05 USD"),
        ("en", Money("USD", -150_050), "-USD 1,500.50"),
        ("en", Money.of(0, "USD"), "USD 0"),
        ("en", Money("KRW", 1_500), "KRW 1,500"),
        ("en", Money("KWD", 1_500), "KWD 1.500"),  # a thousandth is its smallest unit
    ],
)
def test_amount_is_written_with_its_currency_where_the_language_puts_it_and_without_empty_cents(
    phrasebook: Phrasebook, lang: str, amount: Money, written: str
) -> None:
    said = phrasebook.money(lang, amount)

    assert said.replace("\xa0", " ").replace("\u202f", " ") == written
    assert " " not in said  # an amount is not torn apart at the end of a line


@pytest.mark.parametrize(
    ("lang", "written"),
    [("en", "1,234,567"), ("ko", "1,234,567"), ("es", "1.234.567"), ("fr", "1 234 567"), ("ru", "1 234 567"), ("pt", "1.234.567")],
)
def test_number_is_grouped_as_people_group_it(phrasebook: Phrasebook, lang: str, written: str) -> None:
    assert phrasebook.number(lang, 1_234_567).replace("\xa0", " ").replace("\u202f", " ") == written
    assert phrasebook.number(lang, -5) == "-5"


SEOUL = datetime(2021, 10, 18, 15, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(
    ("lang", "starts", "written"),
    [
        ("en", SEOUL, "Monday, 18 October 2021, 15:00 (Seoul: Korean Standard Time)"),
        ("ko", SEOUL, "2021년 10월 18일 월요일 15:00 (서울: 대한민국 표준시)"),
        ("es", SEOUL, "lun, 18 de octubre de 2021, 15:00 (Seúl: hora estándar de Corea)"),
        ("zh", SEOUL, "2021年10月18日周一 15:00（首尔：韩国标准时间）"),
        ("en", SEOUL.astimezone(ZoneInfo("Asia/Kathmandu")), "Monday, 18 October 2021, 11:45 (Kathmandu: GMT+05:45)"),
        ("en", SEOUL.astimezone(ZoneInfo("UTC")), "Monday, 18 October 2021, 06:00 (UTC: Coordinated Universal Time)"),
        (
            "en",
            SEOUL.astimezone(ZoneInfo("Pacific/Honolulu")),
            "Sunday, 17 October 2021, 20:00 (Honolulu: Hawaii-Aleutian Standard Time)",
        ),
    ],
)
def test_time_is_written_with_its_own_day_its_place_and_its_zone(
    phrasebook: Phrasebook, lang: str, starts: datetime, written: str
) -> None:
    assert phrasebook.time(lang, starts, None) == written


def test_time_with_an_end_is_a_span(phrasebook: Phrasebook) -> None:
    assert ", 15:00–16:35 (Seoul" in phrasebook.time("en", SEOUL, SEOUL.replace(hour=16, minute=35))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Wie hoch ist der Beitrag für eine Stadt?", "Ich spreche noch kein Deutsch, deshalb antworte ich auf Englisch."),
        ("नगरपालिका कसरी सदस्य बन्छ", "म अहिलेसम्म नेपाली बोल्दिनँ, त्यसैले अंग्रेजीमा जवाफ दिन्छु।"),
        ("सदस्यता शुल्क कितना है", "मैं अभी हिन्दी नहीं बोलता, इसलिए अंग्रेज़ी में उत्तर दे रहा हूँ।"),
        ("会費はいくらですか", "日本語はまだ話せませんので、英語でお答えします。"),
        ("Phí thành viên là bao nhiêu?", "Tôi chưa nói được tiếng Việt nên xin trả lời bằng tiếng Anh."),
        ("Üyelik ücreti ne kadar ve nasıl ödenir?", "Henüz Türkçe bilmiyorum, bu yüzden İngilizce yanıt veriyorum."),
        (
            "Berapa biaya keanggotaan untuk kota kami?",
            "Saya belum bisa berbahasa Indonesia, jadi saya menjawab dalam bahasa Inggris.",
        ),
        ("Quanto costa la quota per una città?", "Non parlo ancora italiano, perciò rispondo in inglese."),
        ("Hoe word je lid?", "Ik spreek nog geen Nederlands, daarom antwoord ik in het Engels."),
        ("Ile kosztuje członkostwo?", "Nie mówię jeszcze po polsku, więc odpowiadam po angielsku."),
        ("Ist Berlin Mitglied?", "Ich spreche noch kein Deutsch, deshalb antworte ich auf Englisch."),
        ("Скільки коштує членство?", "Я ще не розмовляю українською, тому відповідаю англійською."),
        ("هزینه عضویت چقدر است؟", "هنوز فارسی صحبت نمی‌کنم، پس به انگلیسی پاسخ می‌دهم."),
        ("Ni kiasi gani ada ya mji wetu?", "Bado sijui Kiswahili, kwa hiyo ninajibu kwa Kiingereza."),
    ],
)
def test_language_that_is_not_spoken_is_told_so_in_itself(phrasebook: Phrasebook, text: str, line: str) -> None:
    assert phrasebook.foreign(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "What is the fee for cities?", "¿Cuánto cuesta la cuota para una ciudad?", "quanto custa para uma cidade?",
        "combien coûte la cotisation pour une ville", "Сколько стоит членство для города?", "كم رسوم المدينة", "城市会费多少",
        "회비가 얼마예요",
        "Porto Alegre é membro?", "WeGO?", "Nexus", "is der Rhein a member", "die Kosten", "München", "2021", "", "🎉", "\ud800",
    ],
)  # fmt: skip
def test_what_may_be_a_language_that_is_spoken_is_not_called_foreign(phrasebook: Phrasebook, text: str) -> None:
    assert phrasebook.foreign(text) is None


def test_language_that_is_spoken_here_is_not_foreign_and_elsewhere_it_may_be() -> None:
    assert Phrasebook(("en", "ko"), association="SoL").foreign("什么是会费") is None  # no line is prepared for it
    assert Phrasebook(("en",), association="SoL").foreign("Was ist das und wer ist dabei?") is not None


@pytest.mark.parametrize("role", TABLES)
def test_table_of_cues_merges_all_languages(phrasebook: Phrasebook, role: str) -> None:
    table = phrasebook.table(role)

    for lang in LANGUAGES:
        theirs = cues(lang)[role]
        names = [fold(name) for name in theirs] if isinstance(theirs, list) else list(theirs)
        assert {name for name in names if name not in table and fold(name) not in table} == set()
        grouped = {} if isinstance(theirs, list) else {name: words for name, words in theirs.items() if isinstance(words, list)}
        assert {name for name, words in grouped.items() if not {fold(word) for word in words} <= set(table[name])} == set()


def test_table_of_numbers_gives_each_word_its_number(phrasebook: Phrasebook) -> None:
    units = phrasebook.table("units")

    assert (units["lakh"], units["millon"], units["тысяч"]) == (("100000",), ("1000000",), ("1000",))
    assert phrasebook.table("no-such-table") == {}


def test_no_word_for_a_number_means_two_numbers(phrasebook: Phrasebook) -> None:
    """“mil” once was a million in English, and 300 mil habitantes three hundred million."""
    words = {**phrasebook.table("units"), **phrasebook.table("number_words")}

    assert {word: values for word, values in phrasebook.table("units").items() if len(values) > 1} == {}
    assert {word: values for word, values in phrasebook.table("number_words").items() if len(values) > 1} == {}
    assert len(words) > 100


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


@pytest.mark.parametrize(
    ("key", "values", "written"),
    [
        ("happens-on", {"title": "Forum", "date": "2022"}, "Forum\u00a0: 2022."),
        ("member-which", {}, "Duquel parlez-vous\u00a0?"),
        (
            "member-unknown",
            {"name": "Kiel", "count": 2, "email": "a@b.example"},
            "Je ne trouve pas «\u00a0Kiel\u00a0» parmi les 2 organisations",
        ),
    ],
)
def test_french_has_no_break_before_its_marks_and_within_its_quotes(
    phrasebook: Phrasebook, key: str, values: dict[str, str | int], written: str
) -> None:
    assert phrasebook.say("fr", key, **values).startswith(written)
