"""Words of languages of which only the commonest words are known are put into English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.library import Library


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("membership fee kati ho?", "membership fee how much is?"),
        ("our municipality ko fee kati ho", "our municipality fee how much is"),
        ("kasari member banne?", "how member become?"),
        ("kya Kathmandu member hai", "what Kathmandu member is"),
        ("Berapa biaya keanggotaan?", "how much fee membership?"),
        ("paano sumali sa WeGO", "how join WeGO"),
        ("सदस्यता शुल्क कति हो?", "membership fee how much is?"),
        ("सदस्यता शुल्क कितना है", "membership fee how much is"),
        ("Phí thành viên là bao nhiêu?", "membership fee is how much?"),
        ("Ada ya uanachama ni kiasi gani?", "fee membership is how much which?"),
    ],
)
def test_words_are_put_into_english_and_the_rest_stays(library: Library, said: str, meant: str) -> None:
    assert library.glossed(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "What does a city pay?",
        "Is Kota a member?",
        "¿Cuánto paga una ciudad?",
        "ya está la factura",
        "Je ne sais pas",
        "hm, ok",
        "Wo ist das Sekretariat?",
        "fee ho?",
        "",
    ],
)
def test_other_texts_stay_as_they_are(library: Library, text: str) -> None:
    assert library.glossed(text) == text


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["kati", "ho", "fee", "bao nhiêu", "?", "Makati", "33k", "berapa", "é", "\n"]), max_size=40).map(
        " ".join
    )
)
def test_what_stands_between_is_kept(library: Library, text: str) -> None:
    found = library.glossed(text).split()

    assert [word for word in found if word in {"fee", "Makati", "33k"}] == [
        word for word in text.split() if word in {"fee", "Makati", "33k"}
    ]
