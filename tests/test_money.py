"""Amounts of money: whole numbers of a currency's smallest unit."""

import pytest

from bot.money import Money


@pytest.mark.parametrize(("currency", "minor"), [("USD", 150_000), ("KRW", 1_500), ("KWD", 1_500_000)])
def test_whole_units_count_as_many_smallest_ones_as_the_currency_has(currency: str, minor: int) -> None:
    assert Money.of(1_500, currency) == Money(currency, minor)


def test_difference_of_two_amounts_may_be_negative() -> None:
    assert Money.of(3, "USD") - Money.of(5, "USD") == Money("USD", -200)


def test_amounts_of_one_currency_are_ordered() -> None:
    assert max(Money.of(3, "USD"), Money.of(20, "USD")) == Money.of(20, "USD")


def test_amounts_of_two_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match=r"^USD and KRW can't be added up$"):
        Money.of(1, "USD") - Money.of(1, "KRW")
