"""Numbers, amounts and dates as people write them in each language, by CLDR."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale, dates, numbers

from bot.knowledge.period import Period, Precision
from bot.money import Money

# The day before the month, as international bodies write English.
_LOCALES = {"en": "en_GB"}


def _locale(lang: str) -> str:
    """Return the name of the locale in which a language is written."""
    return _LOCALES.get(lang, lang)


def number(lang: str, value: int) -> str:
    """Return a whole number with the language's separators."""
    return str(numbers.format_decimal(value, locale=_locale(lang)))


def money(lang: str, amount: Money) -> str:
    """Return an amount with the currency's code, as the language places it: “USD 1,500”, “1 500 USD”; no empty cents."""
    digits = numbers.get_currency_precision(amount.currency)
    whole, rest = divmod(amount.minor, 10**digits)
    value, shown = (amount.minor / 10**digits, digits) if rest else (whole, 0)
    pattern = Locale.parse(_locale(lang)).currency_formats["standard"].pattern.split(";")[0]
    figure = "#,##0" + ("." + "0" * shown if shown else "")
    placed = re.sub(r"[#0][#0,.]*", figure, pattern.replace("\xa0", " "))
    placed = re.sub(r"\s*¤\s*", "¤¤", placed)
    placed = placed.replace("¤¤", "¤¤\xa0", 1) if placed.lstrip("\u200f\u200e").startswith("¤") else placed.replace("¤¤", "\xa0¤¤")
    return str(numbers.format_currency(value, amount.currency, format=placed, locale=_locale(lang), currency_digits=False))


@lru_cache(maxsize=512)  # an answer names two or three dates, and most answers the same ones
def period(lang: str, of: Period | date) -> str:
    """Return a day, month, year or range."""
    locale = _locale(lang)
    if isinstance(of, date):
        return str(dates.format_date(of, "long", locale=locale))
    if of.precision is Precision.DAY:
        return str(dates.format_date(of.first, "long", locale=locale))
    if of.precision is Precision.YEAR:
        return str(dates.format_skeleton("y", of.first, locale=locale))
    if of.precision is Precision.QUARTER:
        return str(dates.format_skeleton("yQQQ", of.first, locale=locale))
    if of.precision is Precision.MONTH:
        return str(dates.format_skeleton("yMMMM", of.first, locale=locale))
    skeleton = "yMMMMd"  # a range of whole years or months is known no more exactly than that
    if of.first.day == 1 and (of.last + timedelta(days=1)).day == 1:
        skeleton = "y" if (of.first.month, of.last.month) == (1, 12) else "yMMMM"
    return str(dates.format_interval(of.first, of.last, skeleton, locale=locale))


def ending(lang: str, day: date) -> str:
    """Return the year or the month that ends on a day, else the day."""
    return period(lang, next(one for one in _around(day) if one.last == day))


def beginning(lang: str, day: date) -> str:
    """Return the year or the month that begins on a day, else the day."""
    return period(lang, next(one for one in _around(day) if one.first == day))


def weekday(lang: str, at: datetime) -> str:
    """Return a day with that of its week."""
    return str(dates.format_skeleton("yMMMMEEEEd", at, locale=_locale(lang)))


def zone(lang: str, at: datetime) -> tuple[str, str]:
    """Return the city that names the zone of a moment, and what time is called there then."""
    locale = _locale(lang)
    city = dates.get_timezone_location(at.tzinfo, locale=locale, return_city=True)
    return str(city), str(dates.get_timezone_name(at, "long", locale=locale, return_zone=False))


def _around(day: date) -> list[Period]:
    return [Period.parse(name) for name in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}")]
