"""Numbers as people write them: 300k, 0.3 million, 1.200.000, 30만, ٣٠٠٠٠٠, "half a million", "cuarenta y cinco"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.text import fold, latin_digits

_GROUPS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
_BEFORE = r"(?:(?<![0-9a-z\u00c0-\u024f_.,제第])|(?<=[^\W\d_][.,])|(?<=usd|gdp))"  # not inside a word of Latin letters, no "제5차"
_DIGITS = re.compile(rf"{_BEFORE}(?P<sign>[-\u2212\u2013](?=\d))?(?P<digits>{_GROUPS}|\d+(?:[.,٬٫'’]\d+)*)", re.UNICODE)
_CURRENCY = re.compile(r"(?:us\$|usd|\$|€|eur)\s*$")
_PERCENT = re.compile(r"\s*(?:[%٪]|per ?cent|por ciento|por cento|pour ?cent|процент|퍼센트|프로(?!\w)|بالم)")
_PER_HEAD = re.compile(r"\s*인\s*당")  # "1인당 GDP": its number counts nothing
_CURRENCY_AFTER = re.compile(r"\s*(?:usd|us\$|\$|€|dollars?|dolares|dolar|дол|دولار|美元|달러)")
# Numerals that multiply: written after digits or after other numerals of the same kind.
_SYLLABIC = {
    "十": 10, "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
    "십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000,
}  # fmt: skip
_ONES = {sign: value for signs in ("零一二三四五六七八九", "영일이삼사오육칠팔구") for value, sign in enumerate(signs)} | {"两": 2}
_ODD = "多余餘来여"  # “and some”: 一千多万, 30余万
_GOES_ON = r"(?<=[만억]) (?=[일이삼사오육칠팔구]?[천백십])"  # 만 이천
_NUMERAL = rf"(?:[{''.join(_ONES)}{''.join(_SYLLABIC)}]|[{_ODD}](?=[{''.join(_SYLLABIC)}])|{_GOES_ON})*"
_NUMERALS = re.compile(rf"(?=[^{_ODD}]){_NUMERAL}[{''.join(_SYLLABIC)}]{_NUMERAL}")
_TAIL = re.compile(rf" ?(\d+)([{''.join(_SYLLABIC)}])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STEM, _ENDING = 5, 3  # letters of a number word that may carry an ending, and letters of the ending
_MILLION = 1_000_000
MOST = 10**15
"""A number beyond means nothing here and is left alone."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        value: Rounded to a whole number; negative where a minus stands before it.
        start: Where it begins in the folded text (`bot.knowledge.text.fold`).
        end: Where it ends there, exclusive.
        bare: Whether it is nothing but digits, as a year is.
        money: Whether a currency stands beside it.
    """

    value: int
    start: int
    end: int
    bare: bool
    money: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words for numbers, folded: ``units`` multiply what stands before ("million"), ``words`` add up ("forty five")."""

    units: Mapping[str, Decimal]
    words: Mapping[str, Decimal]
    joints: frozenset[str]  # between number words: "cuarenta y cinco", "half a million"


def find(text: str, spoken: NumberWords) -> list[Quantity]:
    """Return the numbers of a text in its order; ordinals ("5th"), percentages, "Q3" and "1인당" (per head) are none."""
    folded = latin_digits(fold(text))
    found: list[Quantity] = []
    position = 0
    while position < len(folded):
        inside = position and folded[position].isalpha() and folded[position - 1].isalpha() and folded[position] < "\u2e80"
        quantity = None
        if not inside and not folded[position].isspace():
            quantity = _digits(folded, position, spoken) or _numerals(folded, position) or _words(folded, position, spoken)
        if quantity is None:
            position += 1
            continue
        if found and _goes_on(found[-1], quantity, folded, spoken):
            quantity = Quantity(found[-1].value + quantity.value, found.pop().start, quantity.end, bare=False, money=quantity.money)
        if abs(quantity.value) < MOST:
            found.append(quantity)
        position = quantity.end
    return found


def _goes_on(before: Quantity, quantity: Quantity, folded: str, spoken: NumberWords) -> bool:
    """Whether thousands go on from millions: "1 миллион 200 тысяч"."""
    between = folded[before.end : quantity.start].split()
    if before.bare or quantity.bare or any(word not in spoken.joints for word in between):
        return False
    return before.value >= _MILLION > quantity.value >= 1000 and not before.value % _MILLION


def _digits(folded: str, position: int, spoken: NumberWords) -> Quantity | None:
    match = _DIGITS.match(folded, position)
    if not match:
        return None
    value, end = _value(match["digits"]), match.end()
    multiplied = False
    while True:
        unit = _unit(folded, end, spoken)
        if unit is None:
            break
        if not multiplied:
            value = _value(match["digits"], before_unit=unit[0] >= 1_000_000)
        value, end, multiplied = value * unit[0], unit[1], True
        further = _numeral_tail(folded, end)  # 1만2천
        if further and further[0] < unit[0]:
            value, end = value + further[0], further[1]
    after = folded[end : end + 1]
    money = bool(_CURRENCY.search(folded[: match.start()]) or _CURRENCY_AFTER.match(folded, end))
    goes_on = not multiplied and not money and after.isalpha() and _is_latin(after)
    if goes_on or _PERCENT.match(folded, end) or _PER_HEAD.match(folded, end):
        return None
    sign = -1 if match["sign"] else 1
    return Quantity(sign * round(value), match.start(), end, match["digits"].isdigit() and not multiplied and sign > 0, money)


def _value(digits: str, *, before_unit: bool = False) -> Decimal:
    """Return what digits with separators mean; a single one before three digits groups, unless millions follow."""
    plain = re.sub(r"[ \u00a0\u202f'’]", "", digits).replace("٬", ",").replace("٫", ".")
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return Decimal(plain)
    last = signs[-1]
    whole, _, rest = plain.rpartition(last)
    if len(set(signs)) == 2:  # 1,234.56 or 1.234,56
        decimal = signs.count(last) == 1
    elif len(signs) > 1:  # 1.200.000, 12,00,000
        decimal = False
    else:
        decimal = len(rest) != 3 or len(whole) > 3 or before_unit or whole.strip("0") == ""
    if decimal:
        return Decimal(f"{re.sub('[.,]', '', whole) or '0'}.{rest}")
    return Decimal(re.sub("[.,]", "", plain))


def _unit(folded: str, end: int, spoken: NumberWords) -> tuple[Decimal, int] | None:
    """Return the multiplier that follows at ``end``, and where it ends."""
    start = end + (len(folded[end:]) - len(folded[end:].lstrip(" \u00a0-")))
    if folded[start : start + 1] in _ODD and folded[start + 1 : start + 2] in _SYLLABIC:
        start += 1
    sign = folded[start : start + 1]
    if sign in _SYLLABIC:
        if start + 1 < len(folded) and sign in "千천百백十십" and folded[start + 1] in _SYLLABIC:
            return Decimal(_SYLLABIC[sign] * _SYLLABIC[folded[start + 1]]), start + 2
        return Decimal(_SYLLABIC[sign]), start + 1
    match = _WORD.match(folded, start)
    if match is None:
        return None
    unit = _spoken(match.group(), spoken.units)
    return (unit, match.end()) if unit else None


def _numeral_tail(folded: str, start: int) -> tuple[Decimal, int] | None:
    match = _TAIL.match(folded, start)
    return (Decimal(match[1]) * _SYLLABIC[match[2]], match.end()) if match else None


def _numerals(folded: str, position: int) -> Quantity | None:
    """Read 三十万, 오십만, 만 이천 or 一万九; a lone sign is left alone, it is mostly part of a word."""
    match = _NUMERALS.match(folded, position)
    if not match or len(match.group()) < 2 or not any(sign in "万萬亿億만억百백千" for sign in match.group()):
        return None
    if position and "\uac00" <= folded[position - 1] <= "\ud7a3" and folded[position] >= "\uac00":
        return None  # inside a Korean word
    total = section = digit = 0
    place = 1  # of a digit that ends the number: 一万九 is 19,000, 一百二 is 120, 一百零二 is 102
    for sign in match.group():
        if sign in _ODD or sign == " ":
            continue
        if sign in _ONES:
            digit = _ONES[sign]
            place = place if digit and sign < "\uac00" else 1
        elif _SYLLABIC[sign] < 10_000:
            section += (digit or 1) * _SYLLABIC[sign]
            digit, place = 0, _SYLLABIC[sign] // 10
        else:
            total += (section + digit or 1) * _SYLLABIC[sign]
            section, digit, place = 0, 0, _SYLLABIC[sign] // 10
    return Quantity(total + section + digit * place, match.start(), match.end(), bare=False)


def _words(folded: str, position: int, spoken: NumberWords) -> Quantity | None:
    """Read "half a million", "forty five", "deux cent mille"; a single small word such as "one" is no quantity."""
    if position and (folded[position - 1].isalnum()):
        return None
    total, current, end, said = Decimal(0), Decimal(0), position, 0
    at, last, scale = position, None, Decimal(0)
    while match := _WORD.match(folded, at):
        word = match.group()
        value, unit = _spoken(word, spoken.words), _spoken(word, spoken.units)
        if value is not None and value < 1 and scale and not current:  # "a million and a half"
            total, scale, end = total + value * scale, Decimal(0), match.end()
        elif value is not None:
            if last == 4 and value == 20:  # quatre-vingt
                value = Decimal(76)
            current = value if value < 1 and current == 1 and last == 1 else current + value  # "one half", "un demi"
            said, end = said + 1, match.end()
        elif unit is not None and len(word) > 1 and (said or _begins(word, unit, folded, match.end(), spoken)):
            current, said, end = (current or Decimal(1)) * unit, said + 1, match.end()
            if unit >= 1000:
                total, current, scale = total + current, Decimal(0), unit
        elif word not in spoken.joints or (not said and not _begins_a_unit(folded, match.end(), spoken)):
            break
        elif not said:
            current, said = Decimal(1), 1  # "a million"
        last = value
        at = match.end() + (len(folded[match.end() :]) - len(folded[match.end() :].lstrip(" -")))
    if scale >= _MILLION and last and last == current >= 100:
        current *= 1000  # "миллион двести": what is left out after millions are thousands
    value = total + current
    if not said or value < 10 or value != int(value):
        return None
    return Quantity(int(value), position, end, bare=False)


def _begins(word: str, unit: Decimal, folded: str, end: int, spoken: NumberWords) -> bool:
    """Whether a unit begins a number: "thousand", "cent mille", but no "cent" alone, which are a percentage and a coin too."""
    following = _WORD.match(folded, end + 1)
    more = following and (_spoken(following.group(), spoken.words) or _spoken(following.group(), spoken.units))
    return (len(word) > 3 and unit >= 1000) or (len(word) > 2 and unit >= 100 and bool(more))


def _begins_a_unit(folded: str, end: int, spoken: NumberWords) -> bool:
    match = _WORD.match(folded, end + 1)
    return bool(match and len(match.group()) > 3 and _spoken(match.group(), spoken.units))


def _spoken(word: str, known: Mapping[str, Decimal]) -> Decimal | None:
    """Return the value of a number word; longer ones may carry an ending (миллиона, millones)."""
    for ending in range(max(0, min(_ENDING, len(word) - _STEM)) + 1):
        value = known.get(word[: len(word) - ending])
        if value is not None:
            return value
    return None


def _is_latin(sign: str) -> bool:
    return sign < "\u0250"
