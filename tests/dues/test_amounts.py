"""Amounts as people and banks write them; what can be read in two ways is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dues.amounts import Mark, decimal_mark, figure, parse_amount, read_amount, written
from bot.errors import UsageError
from bot.money import Money


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1500", 150_000),
        ("1,500.00", 150_000),
        ("1,500", 150_000),
        ("1 500", 150_000),
        ("1\u202f500.5", 150_050),
        ("1'500.05", 150_005),
        (" 0.01 ", 1),
        ("USD 1500", 150_000),
        ("1500 usd", 150_000),
        ("1000000", 100_000_000),
        ("١٥٠٠", 150_000),
    ],
)
def test_plain_amount_is_read(text: str, minor: int) -> None:
    assert parse_amount(text, "USD") == Money("USD", minor)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.500,00", "“1.500,00” has a decimal comma; write 1500.00"),
        ("1500,00", "“1500,00” has a decimal comma; write 1500.00"),
        ("12,50", "“12,50” has a decimal comma; write 12.50"),
        ("1.500", "“1.500” could be 1,500 or 1.5; write 1500 or 1.50"),
        ("-1500", "“-1500” is negative; give the amount without a sign, or undo an entry with `bot dues reverse`"),
        ("0", "“0” is nothing; an amount is above zero"),
        ("0.00", "“0.00” is nothing; an amount is above zero"),
        ("1500.001", "“1500.001” has too many decimals; USD has 2"),
        ("1000001", "“1000001” can't be right; the most is 1,000,000 USD"),
        ("15,00,000", "“15,00,000” is not an amount such as 1500 or 1,500.00"),
        ("1.500.000", "“1.500.000” is not an amount such as 1500 or 1,500.00"),
        ("15 00", "“15 00” is not an amount such as 1500 or 1,500.00"),
        ("1e3", "“1e3” is not an amount such as 1500 or 1,500.00"),
        ("KRW 5", "“KRW 5” is not an amount such as 1500 or 1,500.00"),
        ("", "“” is not an amount such as 1500 or 1,500.00"),
        ("nan", "“nan” is not an amount such as 1500 or 1,500.00"),
    ],
)
def test_other_amount_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_amount(text, "USD")

    assert str(caught.value) == reason


def test_decimals_are_those_of_the_currency() -> None:
    assert parse_amount("1.234", "KWD") == Money("KWD", 1234)
    assert parse_amount("3,000,000", "KRW", largest=10**10) == Money("KRW", 3_000_000)
    with pytest.raises(UsageError, match="too many decimals; KRW has 0"):
        parse_amount("15.5", "KRW")


@given(st.integers(1, 100_000_000), st.sampled_from(["USD", "KRW", "KWD"]))
def test_amount_that_is_written_is_read_again(minor: int, currency: str) -> None:
    amount = Money(currency, minor)

    assert parse_amount(written(amount), currency, largest=10**9) == amount
    assert read_amount(written(amount), currency, Mark.POINT, largest=10**9) == amount
    assert figure(amount).replace(".", "").lstrip("0") == str(minor)


@given(st.text("0123456789.,' -", max_size=14))
def test_any_text_is_an_amount_above_zero_or_refused(text: str) -> None:
    try:
        minor = parse_amount(text, "USD").minor
    except UsageError:
        minor = 1

    assert minor > 0


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1500", "200"], Mark.POINT),
        (["1,500.00", "200"], Mark.POINT),
        (["1.500,00", "200,5"], Mark.COMMA),
        (["1.500", "99,50"], Mark.COMMA),
        (["1,500", "99.50"], Mark.POINT),
        (["1.500.000"], Mark.COMMA),
        (["1,500,000"], Mark.POINT),
        (["0.50", "-3.25"], Mark.POINT),
        (["1.500", "2.000"], None),
        (["1,500"], None),
        ([], Mark.POINT),
    ],
)
def test_decimal_mark_is_told_by_the_whole_column(column: list[str], mark: Mark | None) -> None:
    assert decimal_mark(column) == mark


def test_column_with_both_marks_is_refused() -> None:
    with pytest.raises(UsageError, match=r"“99\.50” has a decimal point and “99,50” a decimal comma"):
        decimal_mark(["99.50", "99,50"])


@pytest.mark.parametrize(("text", "minor"), [("1.500,00", 150_000), ("+20,5", 2050), ("EUR 7", 700), ("1 234,5", 123_450)])
def test_amount_of_a_file_is_read_by_its_mark(text: str, minor: int) -> None:
    assert read_amount(text, "EUR", Mark.COMMA) == Money("EUR", minor)


@pytest.mark.parametrize("text", ["-20,00", "20,00-", "(20,00)", "−20"])
def test_amount_below_zero_is_no_payment(text: str) -> None:
    assert read_amount(text, "EUR", Mark.COMMA) is None
