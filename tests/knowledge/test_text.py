"""Normalising text, and telling its language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Library
from bot.knowledge.text import normalize, pieces, script_language, terms


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("What IS WeGO?", "what is wego"),
        ("Beyoğlu, São Paulo, Ulyanovsk’s", "beyoglu sao paulo ulyanovsks"),
        ("¿CUÁNTO cuesta?", "cuanto cuesta"),
        ("ﬁnance ＦＥＥ №5", "finance fee no5"),
        ("Straße", "strasse"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Ульяновск Ёлка", "ульяновск елка"),
        ("إسطنبول ـمُدُن", "اسطنبول مدن"),
        ("हिन्दी में", "हिन्दी में"),
        ("위고가 뭐예요?", "위고가 뭐예요"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("Z̸̢a̴͝l̷g̶o", "zalgo"),
        ("a\u200bb\u0000c\ud800", "abc"),
        ("🎉 !!! ---", ""),
        ("line\none\ttwo", "line one two"),
    ],
)
def test_text_is_normalised_to_one_spelling(written: str, expected: str) -> None:
    assert normalize(written) == expected


@given(st.text(st.characters()))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalize(text)

    assert normalize(once) == once


@given(st.text(st.characters()))
def test_normalised_text_has_single_spaces_and_can_be_encoded(text: str) -> None:
    once = normalize(text)

    assert once == " ".join(once.split())
    assert once.encode().decode() == once


@given(st.text(st.characters()), st.sampled_from(["en", "es", "ko", "xx"]))
def test_any_text_has_terms_without_spaces(text: str, lang: str) -> None:
    assert all(term and " " not in term for term in terms(text, lang))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fee", ["fee"]),
        ("회", ["회"]),
        ("회비", ["회비"]),
        ("회비는", ["회비", "비는"]),
        ("wego가", ["wego", "가"]),
        ("5월", ["5", "월"]),
    ],
)
def test_korean_is_taken_in_pairs_of_signs(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


def test_hangul_decides_the_language() -> None:
    assert script_language("wego가 뭐예요") == "ko"
    assert script_language("what is wego") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does it cost to join", "en"),
        ("cuanto cuesta ser miembro", "es"),
        ("que es wego", "es"),
        ("WeGO 회비 얼마예요", "ko"),
        ("ㅎㅎ", "ko"),
        ("wego", None),
        ("2021", None),
        ("", None),
        ("🎉", None),
        ("xqzv plork", None),
    ],
)
def test_language_is_told_from_script_or_words(library: Library, text: str, expected: str | None) -> None:
    assert library.language_of(text) == expected


@pytest.mark.parametrize(
    ("text", "spoken", "expected"),
    [
        ("requisitos técnicos zoom", "en", "es"),
        ("categorias prêmio", "en", "pt"),
        ("estatuto completo", "ko", "pt"),
        ("estatuto completo", "es", None),
        ("programas para empresas", "pt", None),
        ("logotipo", "en", "es"),
        ("logotipo", "pt", None),
        ("Da Nang", "en", None),
        ("La Union?", "en", None),
        ("webinar", "en", None),
        ("how do we join", "pt", "en"),
    ],
)
def test_what_may_be_in_several_languages_is_in_the_one_spoken_if_that_is_among_them(
    library: Library, text: str, spoken: str, expected: str | None
) -> None:
    assert library.language_of(text, spoken=spoken) == expected
