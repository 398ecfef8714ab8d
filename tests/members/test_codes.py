"""What people type as codes and addresses is read as they meant it, or as nothing."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.members.codes import Typed, new_digits, new_payload, new_typed, read, spaced

ZEROS = "0٠۰०０𝟎০"
"""The digit nought of scripts in which people type numbers."""
BEFORE = ("", "code: ", "the code is ", "mi código es ", "코드는 ", "验证码：", "الرمز هو ", "код ", "#", "«", "\u200f")
AFTER = ("", ".", "!", " thanks", "입니다", "。", "»", "\u200e", "\n")
JOINTS = ("", " ", "-", ".", "\u00a0", "\u2009", " - ", "–")


def in_script(digits: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in digits)


@given(
    digits=st.text(string.digits, min_size=6, max_size=6),
    zero=st.sampled_from(ZEROS),
    joint=st.sampled_from(JOINTS),
    before=st.sampled_from(BEFORE),
    after=st.sampled_from(AFTER),
)
def test_code_is_read_in_any_script_with_any_spacing_and_words_around_it(
    digits: str, zero: str, joint: str, before: str, after: str
) -> None:
    written = in_script(digits[:3], zero) + joint + in_script(digits[3:], zero)

    assert read(f"{before}{written}{after}") == Typed(digits=digits)


@given(
    typed=st.builds(new_typed), lower=st.booleans(), joint=st.sampled_from(("", " ", "-", "–", ".")), before=st.sampled_from(BEFORE)
)
def test_invitation_is_read_however_it_is_grouped_and_whatever_stands_before_it(
    typed: str, lower: bool, joint: str, before: str
) -> None:
    before = before if joint not in (" ", ".") else ""  # a word before it could be its first group
    written = joint.join(spaced(typed).split("-"))

    assert read(before + (written.lower() if lower else written)) == Typed(invitation=typed)


@given(typed=st.builds(new_typed))
def test_letters_that_are_taken_for_digits_are_read_as_them(typed: str) -> None:
    kept = re.search(r"[2-9]", typed)
    misread = typed.replace("0", "O").replace("1", "l")

    assert read(misread) == (Typed(invitation=typed) if kept else Typed())


@given(payload=st.builds(new_payload))
def test_payload_is_read_bare_and_in_its_link(payload: str) -> None:
    assert read(payload) == Typed(invitation=payload)
    assert read(f"https://t.me/wego_bot?start={payload}") == Typed(invitation=payload)


@given(said=st.text(max_size=300))
def test_nothing_that_is_typed_breaks_the_reading(said: str) -> None:
    typed = read(said)

    assert sum(map(bool, (typed.address, typed.digits, typed.invitation))) <= 1
    assert typed.digits.isascii()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "what does a city pay?",
        "a city of 300,000 with a GDP of 12,000",
        "I did not get any code in the last 15 minutes, what shall I do now?",
        "conversation",
        "from 2021 to 2022",
        "Dhulikhel",
        "/topics",
    ],
)
def test_what_is_neither_code_nor_address_is_nothing(said: str) -> None:
    assert read(said) == Typed()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("sita@dhulikhel.gov.np", "sita@dhulikhel.gov.np"),
        ("my address is Sita@Dhulikhel.gov.np, thanks", "Sita@dhulikhel.gov.np"),
        ("Sita Sharma <sita@dhulikhel.gov.np>", "sita@dhulikhel.gov.np"),
        ("mailto:sita@dhulikhel.gov.np", "sita@dhulikhel.gov.np"),
        ("｛sita＠dhulikhel．gov．np｝".strip("｛｝"), "sita@dhulikhel.gov.np"),
        ("sita+wego@city.org.", "sita+wego@city.org"),
        ("josé@ciudad.gob.mx", "josé@ciudad.gob.mx"),
        ("이메일은 kim@seoul.go.kr 입니다", "kim@seoul.go.kr"),
        ("\u200fkim@seoul.go.kr\u200e", "kim@seoul.go.kr"),
    ],
)
def test_address_is_read_out_of_what_stands_around_it(said: str, address: str) -> None:
    assert read(said) == Typed(address=address)


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("sita@city,gov", "city.gov"),
        ("sita@city..gov", ""),
        ("sita@", ""),
        ("sita@city", ""),
        ("@city.gov", "city.gov"),
        ("sita@@city.gov", "city.gov"),
    ],
)
def test_address_that_can_not_be_one_is_told_with_what_was_probably_meant(said: str, near: str) -> None:
    assert read(said) == Typed(bad_address=True, near=near)


@pytest.mark.parametrize(
    ("domain", "near"),
    [("gmial.com", "gmail.com"), ("gmail.con", "gmail.com"), ("hotmial.com", "hotmail.com"), ("city.con", "city.com")],
)
def test_address_that_is_hardly_right_is_asked_about(domain: str, near: str) -> None:
    assert read(f"sita@{domain}") == Typed(address=f"sita@{domain}", bad_address=True, near=near)


@pytest.mark.parametrize(
    "domain", ["gmail.com", "mail.com", "ymail.com", "live.fr", "yahoo.co.jp", "hotmail.fr", "city.gov", "me.com"]
)
def test_ordinary_address_is_not_asked_about(domain: str) -> None:
    assert read(f"sita@{domain}") == Typed(address=f"sita@{domain}")


def test_codes_are_long_enough_and_differ() -> None:
    assert {len(new_digits()) for _ in range(300)} == {6}
    assert len({new_payload() for _ in range(100)}) == 100
    assert {len(new_payload()) for _ in range(100)} == {22}
    assert len({new_typed() for _ in range(100)}) == 100
    assert spaced("7K3MQX4T2WBP") == "7K3M-QX4T-2WBP"
