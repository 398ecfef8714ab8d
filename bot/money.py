"""Amounts of money: whole numbers of a currency's smallest unit, never fractions."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import get_currency_precision


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount; ``minor`` counts the currency's smallest unit (cents), negative when owed the other way.

    Source: ISO 4217 by way of CLDR for how many digits that unit has (USD 2, KRW 0, KWD 3).
    """

    currency: str
    minor: int

    @classmethod
    def of(cls, whole: int, currency: str) -> Money:
        """Return ``whole`` units (dollars) of a currency (ISO 4217 code)."""
        return cls(currency, whole * 10 ** get_currency_precision(currency))

    def __sub__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} can't be added up")
        return Money(self.currency, self.minor - other.minor)

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} can't be added up")
        return Money(self.currency, self.minor + other.minor)

    def __neg__(self) -> Money:
        return Money(self.currency, -self.minor)
