"""Amounts as people write them; in one place, so that nobody books a thousandth or a thousandfold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from babel.numbers import get_currency_precision

from bot.errors import UsageError
from bot.money import Money

LARGEST = 1_000_000
"""Whole units of the ledger's currency beyond which an amount is a slip."""
LARGEST_ELSEWHERE = 10_000_000_000
"""The same for other currencies, of which some count in millions."""

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT = re.compile(r"\d{1,3}\.\d{3}")
_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+),\d+")


def parse_amount(text: str, currency: str, *, largest: int = LARGEST) -> Money:
    """Return the amount of a text such as ``1500``, ``1,500.00`` or ``1 500``: above zero, with a decimal point.

    Args:
        text: As it was typed; the currency's code may stand before or after it.
        currency: ISO 4217.
        largest: In whole units, included.

    Raises:
        UsageError: It is no such amount, it could be read in two ways, or it can't be right.
    """
    said = _SPACES.sub("", text.strip())
    said = re.sub(rf"(?i)^{currency}\s*|\s*{currency}$", "", said).strip()
    if said.startswith(("-", "−", "(")):
        raise UsageError(f"“{text}” is negative; give the amount without a sign, or undo an entry with `bot dues reverse`")
    digits = get_currency_precision(currency)
    if _POINT.fullmatch(said) and digits < 3:
        whole = said.replace(".", "")
        raise UsageError(f"“{text}” could be {int(whole):,} or {Decimal(said).normalize():f}; write {whole} or {Decimal(said):.2f}")
    if _COMMA.fullmatch(said) and not _PLAIN.fullmatch(said):
        meant = said.replace(".", "").replace(",", ".")
        raise UsageError(f"“{text}” has a decimal comma; write {meant}")
    if not _PLAIN.fullmatch(said):
        raise UsageError(f"“{text}” is not an amount such as 1500 or 1,500.00")
    return _money(Decimal(said.replace(",", "")), currency, text, largest)


def _money(value: Decimal, currency: str, text: str, largest: int) -> Money:
    digits = get_currency_precision(currency)
    minor = value.scaleb(digits)
    if minor != minor.to_integral_value():
        raise UsageError(f"“{text}” has too many decimals; {currency} has {digits}")
    if value <= 0:
        raise UsageError(f"“{text}” is nothing; an amount is above zero")
    if value > largest:
        raise UsageError(f"“{text}” can't be right; the most is {largest:,} {currency}")
    return Money(currency, int(minor))


def figure(amount: Money) -> str:
    """Return an amount for programs: ``1500.00``."""
    digits = get_currency_precision(amount.currency)
    return f"{Decimal(amount.minor).scaleb(-digits):.{digits}f}"


def written(amount: Money) -> str:
    """Return an amount for the secretariat: ``USD 1,500.00``; members read it as their language writes it."""
    digits = get_currency_precision(amount.currency)
    return f"{amount.currency} {Decimal(amount.minor).scaleb(-digits):,.{digits}f}"


class Mark(StrEnum):
    """What parts the decimals."""

    POINT = "."
    COMMA = ","


def decimal_mark(column: Iterable[str]) -> Mark | None:
    """Return what parts the decimals in a whole column of a file; ``None`` when there is none, or both would fit.

    Raises:
        UsageError: Some of its amounts have a comma there and others a point.
    """
    seen: dict[Mark, str] = {}
    doubtful = False
    for text in column:
        points, commas = text.count("."), text.count(",")
        if points and commas:
            mark = Mark.POINT if text.rfind(".") > text.rfind(",") else Mark.COMMA
        elif points > 1 or commas > 1:
            mark = Mark.COMMA if points else Mark.POINT
        elif points or commas:
            mark = Mark.POINT if points else Mark.COMMA
            if len(re.sub(r"\D+$", "", text).rpartition(mark)[2]) == 3:  # 1.500: either
                doubtful = True
                continue
        else:
            continue
        seen.setdefault(mark, text)
    if len(seen) == 2:
        raise UsageError(f"“{seen[Mark.POINT]}” has a decimal point and “{seen[Mark.COMMA]}” a decimal comma; mend the file")
    if seen:
        return next(iter(seen))
    return None if doubtful else Mark.POINT


def read_amount(text: str, currency: str, mark: Mark, *, largest: int = LARGEST) -> Money | None:
    """Return an amount of a file, of which the decimal mark is known; ``None`` for one below zero, which is no payment.

    Raises:
        UsageError: It is no amount, or can't be right.
    """
    said = re.sub(rf"(?i)^{currency}\s*|\s*{currency}$|[A-Z]{{0,2}}[$€£¥₩]\s*|^\+", "", _SPACES.sub("", text.strip())).strip()
    other = "," if mark is Mark.POINT else "."
    negative = said.startswith(("-", "−", "(")) or said.endswith("-")
    bare = said.strip("-−()")
    if not re.fullmatch(rf"\d+(?:\{mark}\d+)?|\d{{1,3}}(?:\{other}\d{{3}})+(?:\{mark}\d+)?", bare):
        raise UsageError(f"“{text}” is not an amount with a decimal “{mark}”")
    if negative:
        return None
    return _money(Decimal(bare.replace(other, "").replace(mark, ".")), currency, text, largest)
