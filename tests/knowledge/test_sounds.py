"""What people write by ear comes to the same as what they mean, and other words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.sounds import sound
from bot.knowledge.text import normalize


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("siudad", "ciudad"),
        ("asta", "hasta"),
        ("mienbros", "miembros"),
        ("kien", "quién"),
        ("capasitado", "capacitado"),
        ("diference", "différence"),
        ("adhesion", "adhésion"),
        ("comision", "commission"),
        ("fotografy", "photography"),
        ("прзидент", "прзидэнт"),
        ("арганизация", "организация"),
        ("подписаться", "подписатся"),
        ("асамблея", "ассамблея"),
        ("اعظاء", "أعضاء"),
        ("متا", "متى"),
        ("منضمه", "منظمة"),
        ("언재", "언제"),
        ("햇", "했"),
        ("바르샐로나", "바르셀로나"),
        ("会废", "会费"),
        ("时侯", "时候"),
        ("成市", "城市"),
        ("事谁", "是谁"),
        ("陪训", "培训"),
    ],
)
def test_written_by_ear_is_the_word_meant(written: str, meant: str) -> None:
    assert sound(normalize(written)) == sound(normalize(meant))


@pytest.mark.parametrize(
    ("one", "other"),
    [("tree", "three"), ("chair", "share"), ("cuota", "costa"), ("взнос", "вопрос"), ("회비", "회원"), ("会费", "会议")],
)
def test_another_word_sounds_otherwise(one: str, other: str) -> None:
    assert sound(normalize(one)) != sound(normalize(other))


@given(st.text("aeiou", min_size=1, max_size=6), st.sampled_from("bdfklmrt"), st.text("aeiou", max_size=6))
def test_doubled_consonant_sounds_like_a_single_one(before: str, consonant: str, after: str) -> None:
    assert sound(f"{before}{consonant}{consonant}{after}") == sound(f"{before}{consonant}{after}")


@given(st.text(max_size=20))
def test_any_word_has_a_sound_or_none(text: str) -> None:
    assert all(isinstance(sound(word), str) for word in normalize(text).split())
