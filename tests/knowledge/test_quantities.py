"""Numbers as people write them: every way of grouping digits, in every script, and in words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.payers import payer_words
from bot.knowledge.quantities import MOST, NumberWords, find
from bot.phrasebook import Phrasebook, available_languages

WORDS = payer_words(Phrasebook(available_languages(), association="")).numbers


@pytest.fixture(scope="module")
def words() -> NumberWords:
    return WORDS


def values(text: str, words: NumberWords) -> list[int]:
    return [quantity.value for quantity in find(text, words)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("300000", 300_000),
        ("1,200,000", 1_200_000),
        ("1.200.000", 1_200_000),
        ("1'200'000", 1_200_000),
        ("1 200 000", 1_200_000),
        ("25 000", 25_000),
        ("25\u00a0000", 25_000),
        ("25\u202f000", 25_000),
        ("12,00,000", 1_200_000),
        ("300,000", 300_000),
        ("300.000", 300_000),
        ("1,234.56", 1_235),
        ("1.234,56", 1_235),
        ("3.5", 4),
        ("0.4", 0),
        ("300k", 300_000),
        ("300 K", 300_000),
        ("300K?", 300_000),
        ("0.3 million", 300_000),
        ("0,3 million", 300_000),
        ("1.200 million", 1_200_000),
        ("1,200 thousand", 1_200_000),
        ("1.2 M", 1_200_000),
        ("12 mn", 12_000_000),
        ("9 billion", 9_000_000_000),
        ("300-thousand", 300_000),
        ("300 thousand", 300_000),
        ("12.5 lakh", 1_250_000),
        ("3 lakhs", 300_000),
        ("2 crore", 20_000_000),
        ("half a million", 500_000),
        ("a quarter million", 250_000),
        ("a million", 1_000_000),
        ("two and a half million", 2_500_000),
        ("one and a half million", 1_500_000),
        ("one half million", 500_000),
        ("forty five", 45),
        ("forty-five", 45),
        ("two hundred thousand", 200_000),
        ("one hundred and twenty", 120),
        ("30만", 300_000),
        ("12만", 120_000),
        ("30 만 명", 300_000),
        ("1.2억", 120_000_000),
        ("1만2천", 12_000),
        ("3만 5천", 35_000),
        ("5백만", 5_000_000),
        ("삼십만", 300_000),
        ("이천만", 20_000_000),
        ("三十万", 300_000),
        ("一千多万", 10_000_000),
        ("两百余万", 2_000_000),
        ("10多万", 100_000),
        ("30余万", 300_000),
        ("三万五千", 35_000),
        ("300万", 3_000_000),
        ("1亿", 100_000_000),
        ("٣٠٠٠٠٠", 300_000),
        ("٣٠٠٬٠٠٠", 300_000),
        ("٠٫٣ million", 300_000),
        ("३०००००", 300_000),
        ("１２００", 1_200),
        ("-5", -5),
        ("\u22125", -5),
    ],
)
def test_number_is_read_whatever_its_dress(words: NumberWords, text: str, value: int) -> None:
    assert values(text, words) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "5th", "the 21st", "2nd", "12º", "20%", "20 %", "٢٠٪", "20 percent", "20 per cent", "Q3", "G20", "a4", "4a", "v2.0", "1e6",
        "half", "five", "cent", "one of them", "a", "", "hundreds of us", "만", "백", "삼성", "천안", "千", "Ⅻ", "9" * 20,
    ],
)  # fmt: skip
def test_ordinals_percentages_names_and_lone_small_words_are_no_numbers(words: NumberWords, text: str) -> None:
    assert values(text, words) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a city of 300k with a GDP per head of 12,000 in 2022", [300_000, 12_000, 2_022]),
        ("인구 30만, 1인당 GDP 1만2천 달러", [300_000, 12_000]),
        ("인구 30만 1만2천 달러", [300_000, 12_000]),
        ("만 이천 달러, 직원 만 이상", [12_000]),
        ("from 2021-2023", [2_021, 2_023]),
        ("45 people, 2 of them part-time", [45, 2]),
    ],
)
def test_several_numbers_come_in_their_order(words: NumberWords, text: str, found: list[int]) -> None:
    assert values(text, words) == found


@pytest.mark.parametrize(
    ("text", "bare", "money"),
    [
        ("2022", True, False),
        ("٢٠٢٢", True, False),
        ("2,022", False, False),
        ("2022k", False, False),
        ("-2022", False, False),
        ("USD 2022", True, True),
        ("$2022", True, True),
        ("€ 2022", True, True),
        ("2022 USD", True, True),
        ("2022 dollars", True, True),
        ("12천 달러", False, True),
        ("2022 inhabitants", True, False),
    ],
)
def test_number_says_whether_it_may_be_a_year_and_whether_it_is_money(
    words: NumberWords, text: str, bare: bool, money: bool
) -> None:
    (quantity,) = find(text, words)

    assert (quantity.bare, quantity.money) == (bare, money)


# Each language's own words, which are in its file of cues.
SPOKEN = {
    "es": {
        "300 mil": 300_000,
        "1,5 millones": 1_500_000,
        "un millón": 1_000_000,
        "cuarenta y cinco": 45,
        "doscientos mil": 200_000,
        "mil doscientos": 1_200,
        "un millón y medio": 1_500_000,
    },
    "pt": {
        "300 mil": 300_000,
        "1,5 milhões": 1_500_000,
        "um milhão": 1_000_000,
        "um milhão e meio": 1_500_000,
        "quarenta e cinco": 45,
    },
    "fr": {
        "300 mille": 300_000,
        "1,5 million": 1_500_000,
        "un demi-million": 500_000,
        "un million et demi": 1_500_000,
        "deux cent mille": 200_000,
        "cent mille": 100_000,
        "cent cinquante mille": 150_000,
        "cent vingt salariés": 120,
        "quatre-vingts": 80,
        "quatre vingt dix": 90,
        "quatre-vingt-dix-sept mille": 97_000,
        "soixante-quinze": 75,
        "cent quatre-vingts": 180,
    },
    "ru": {
        "300 тысяч": 300_000,
        "300 тыс.": 300_000,
        "1,5 миллиона": 1_500_000,
        "полмиллиона": 500_000,
        "сорок пять": 45,
        "миллион двести": 1_200_000,
        "миллион двести тысяч": 1_200_000,
        "1 миллион 200 тысяч": 1_200_000,
    },
    "ar": {
        "300 ألف": 300_000,
        "٣٠٠ ألف": 300_000,
        "1.5 مليون": 1_500_000,
        "نصف مليون": 500_000,
        "مليون ونصف": 1_500_000,
        "مليون و200 ألف": 1_200_000,
    },
    "zh": {
        "30万": 300_000,
        "四十五万": 450_000,
        "150万": 1_500_000,
        "一万九": 19_000,
        "两千五": 2_500,
        "一百二": 120,
        "一百零二": 102,
        "三百二十": 320,
        "三千": 3_000,
    },
    "ko": {"30만 명": 300_000, "사십오만": 450_000, "150만": 1_500_000},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [(text, value) for lang, spoken in SPOKEN.items() for text, value in spoken.items()],
    ids=[f"{lang}: {text}" for lang, spoken in SPOKEN.items() for text in spoken],
)
def test_words_for_numbers_are_understood_in_every_language(words: NumberWords, text: str, value: int) -> None:
    assert values(text, words) == [value]


def in_threes(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


def in_lakhs(number: int, sign: str) -> str:
    """Return digits as India groups them: the last three, then pairs."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return sign.join([*pairs, tail])


NUMBERS = st.integers(0, MOST - 1) | st.integers(0, 2_000_000)
SIGNS = st.sampled_from([",", ".", "'", "’", " ", "\u00a0", "\u202f"])
DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"])


@given(number=NUMBERS, sign=SIGNS, digits=DIGITS)
def test_any_number_in_any_grouping_and_script_reads_back(number: int, sign: str, digits: str) -> None:
    written = in_threes(number, sign).translate(str.maketrans("0123456789", digits))

    assert values(f"we are {written} here", WORDS) == [number]


@given(number=NUMBERS)
def test_any_number_without_groups_or_in_lakhs_reads_back(number: int) -> None:
    assert values(str(number), WORDS) == values(in_lakhs(number, ","), WORDS) == [number]


PIECES = st.sampled_from(
    [
        "12",
        "1.2",
        ",",
        ".",
        " ",
        "-",
        "k",
        "million",
        "half",
        "a",
        "and",
        "万",
        "十",
        "만",
        "천",
        "삼",
        "%",
        "th",
        "$",
        "٬",
        "²",
        "½",
        "0",
    ]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=30).map("".join) | st.lists(PIECES, max_size=30).map(" ".join))
@example("9" * 5_000)
@example("1." * 1_000)
@example("million " * 200)
@example("\ud83d" + "五" * 2_000)
def test_no_text_makes_it_stumble(text: str) -> None:
    found = find(text, WORDS)

    assert all(abs(quantity.value) < MOST for quantity in found)
    assert [quantity.start for quantity in found] == sorted(quantity.start for quantity in found)
    assert all(quantity.start < quantity.end for quantity in found)
