"""What an answer claims: the numbers, dates, addresses, names and quotations in a text, each in one spelling.

1,700,000 and 1.7 million are one number, the fifth and the 5th another, 3/9/2018 is 3 September 2018. Documents are read by
the same pattern as answers (`bot.knowledge.verification`), so both sides err alike.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.knowledge.text import stem

_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\u00ad\u200b\u200d\ufeff", "") | dict(zip("ıłøđаеорсхі", "ilodaeopcxi", strict=True))
)  # fmt: skip  # the last seven are Cyrillic letters, which stand in Latin names where the eye doesn't see them
_MARKS = re.compile(r"[\u0300-\u036f]")
_THIN = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}\b)")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_CURRENCIES = {"us$": "usd", "$": "usd", "dollar": "usd", "₩": "krw", "won": "krw", "€": "eur", "euro": "eur", "£": "gbp"}
_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORTH = (
    {word: value for value, word in enumerate(_CARDINALS)}
    | {word: value for value, word in enumerate(_ORDINALS, 1)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)}
    | {"hundred": 100, "hundredth": 100}
)
_SCALES = {"k": 3, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SPELLED = "|".join(sorted(_WORTH, key=len, reverse=True))
_MONTH = "|".join(f"{name.title()}|{name.upper()}|{name[:3].title()}t?(?:\\.|(?![a-z-]))" for name in _MONTHS)
_NTH = rf"(?i:\b(?:(?:twenty|thirty)-)?(?:{'|'.join(_ORDINALS)}|twentieth|thirtieth)\b)"
_WEEKDAY = r"\.?\s?\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\)"
_DAY = rf"(?:(?<!\d)\d{{1,2}}(?!\d)(?:{_WEEKDAY}|\s?(?:st|nd|rd|th)\b)?|{_NTH}(?=\s+of\b))"
_DAYS = rf"{_DAY}(?:(?:\s*,\s*{_DAY})*\s*(?:-|~|to|and|&|or)\s*{_DAY})?"
_FIGURES = re.compile(
    rf"""
    (?<![^\W\d_])(?:
    (?P<address>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>()\[\]"]+
        |(?<![\w.-])(?:[\w-]+\.)+(?:com|org|net|int|io|eu|ru|kr|by|us)\b)
    |(?P<phone>\+\d(?:[ .-]?(?:\(0\)[ ]?)?\d){{7,14}})
    |(?P<date>\b(?P<iso>\d{{4}}-\d\d-\d\d)\b|\b(?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{4}})\b|\b(?P<dotted>\d{{1,2}}\.\d{{1,2}}){_WEEKDAY}
        |(?P<days>{_DAYS})\s*(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:,?\s+(?P<year>\d{{4}})\b)?
        |\b(?P<month_>{_MONTH})(?:\s*(?P<days_>{_DAYS})(?!:)|(?!\w))(?:,?\s+(?P<year_>\d{{4}})\b)?)
    |(?P<clock>\b\d{{1,2}}:\d\d\b(?:\s?[ap]\.?m\b)?|\b\d{{1,2}}\s?[ap]\.?m\b)
    |(?P<number>(?:(?P<money>(?<!\w)(?:US\$|R\$|\$|€|£|₩|(?i:usd|eur|krw|php|gbp)))\s?|(?<!\w))
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:\.\d+)?)
        (?:\s?(?P<scale>(?i:k|thousand|million|billion|trillion))s?\b)?
        (?:\s?(?P<unit>%p?|(?i:per\s?cent|percentage|usd|us\sdollars?|us\$|dollars?|krw|won|eur|euros?|php|gbp)\b))?
        (?:\s?(?:st|nd|rd|th)\b|s\b)?(?!\w))
    |(?P<code>\b(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]+(?:\.\d+)?)
    |(?P<spelled>(?i:\b(?:{_SPELLED})(?:(?:-|\s+|\s+and\s+)(?:{_SPELLED}|thousand|million|billion))*\b)))
    """,
    re.VERBOSE,
)
_TOGETHER = re.compile(r"\s*(?:-|/|,|&|to|and|or|until)\s*")
WORD = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:]\W*\s|\n\s*\n|\n\s*-\s")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "st", "prof"))
_AFFIXES = re.compile(r"^(?:un|re|non)(?=\w{4})|(?<=\w{4})ers?$")
_QUOTED = re.compile(r'"([^"]*[^\W_][^"]*)"')

Key = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says.

    Attributes:
        kind: ``number`` (its value, its unit: ``%``, a currency, or none), ``date`` (year, month, day; the first and the last
            may be ``None``), ``clock`` (hour, minute), ``phone``, ``address``, ``code``, ``quotation`` (one text each), or
            ``name`` (a word in lower case, or two that stand beside each other).
        start: Where it begins in the text that `plain` gave.
        end: Where it ends there, exclusive.
    """

    kind: str
    key: Key
    start: int
    end: int


def plain(text: str) -> str:
    """Return the text without accents, with one sign for every kind of dash, quote and space; capitals stay."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", _THIN.sub(",", text).translate(_SIGNS)))


def squashed(text: str) -> str:
    """Return only the letters and digits of a plain text, in lower case; “one (1)” is “one”."""
    return re.sub(r"\s*\(\d+\)|[\W_]+", "", text).lower()


def written(number: Decimal) -> str:
    """Return a number as the key of a claim has it: no zeros that mean nothing, no exponent."""
    return f"{number.normalize():f}"


def claims(text: str, ordinary: frozenset[str]) -> list[Claim]:
    """Return all that a plain text claims, quotations first; `names` says what ``ordinary`` is."""
    quoted = (Claim("quotation", (squashed(match[1]),), match.start(1), match.end(1)) for match in _QUOTED.finditer(text))
    found = figures(text)
    return [*quoted, *found, *names(text, found, ordinary)]


def figures(text: str) -> list[Claim]:
    """Return the numbers, dates, times, telephone numbers, addresses and codes (5G, PM2.5) of a plain text in its order."""
    found: list[Claim] = []
    for match in _FIGURES.finditer(text):
        kind = next(kind for kind in _KEYS if match[kind])
        place = match.span()
        found.extend(Claim("number" if kind == "spelled" else kind, key, *place) for key in _KEYS[kind](match))
    for number in range(len(found) - 2, -1, -1):  # “28 September to 2 October 2020”, “February to September 2020”
        one, other = found[number], found[number + 1]
        if one.kind == other.kind == "date" and not one.key[0] and _TOGETHER.fullmatch(text[one.end : other.start]):
            found[number] = replace(one, key=(other.key[0], *one.key[1:]))
    return found


def _address(match: re.Match[str]) -> Iterator[Key]:
    yield (re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0].lower()).rstrip("/.,;:"),)


def _phone(match: re.Match[str]) -> Iterator[Key]:
    yield (re.sub(r"\(0\)|\D", "", match[0]),)


def _date(match: re.Match[str]) -> Iterator[Key]:
    if match["iso"]:
        yield tuple(int(part) for part in match["iso"].split("-"))
    elif match["slashed"]:
        one, other, year = (int(part) for part in match["slashed"].split("/"))
        yield (year, one, other) if other > 12 else (year, other, one)  # 9/30/2019 only where 30/9/2019 can't be meant
    elif match["dotted"]:
        yield (None, *(int(part) for part in match["dotted"].split(".")))
    else:
        letters = (match["month"] or match["month_"])[:3].lower()
        month = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(letters))
        within = int(match["year"] or match["year_"] or 0) or None
        days = re.findall(rf"\d+|{_NTH}", match["days"] or match["days_"] or "")
        for day in days or [""]:
            number = int(day) if day.isdigit() else sum(_WORTH.get(word, 0) for word in day.lower().split("-"))
            yield (within, month, number or None)


def _clock(match: re.Match[str]) -> Iterator[Key]:
    hour, minute = (int(part) for part in (*re.findall(r"\d+", match[0]), "0")[:2])
    yield (hour % 12 + 12 * ("p" in match[0]) if match[0][-1] == "m" else hour, minute)


def _number(match: re.Match[str]) -> Iterator[Key]:
    digits = match["digits"].replace(",", "")
    value = Decimal(digits.replace(".", "") if digits.count(".") > 1 else digits)
    scale = 10 ** _SCALES[match["scale"].lower()] if match["scale"] else 1
    unit = (match["unit"] or match["money"] or "").lower().removeprefix("us ").rstrip("s")
    yield (written(value * scale), "%" if unit[:3] in ("%", "%p", "per") else _CURRENCIES.get(unit, unit))


def _code(match: re.Match[str]) -> Iterator[Key]:
    yield (squashed(match[0]),)


def _spelled(match: re.Match[str]) -> Iterator[Key]:
    words = re.findall(r"[a-z]+", match[0].lower())
    total, part, last = 0, 0, 1000
    for word in words if words not in (["one"], ["first"]) else []:  # those are ordinary words
        worth = _WORTH.get(word, 0)
        if word in _SCALES:
            total, part, last = total + part * 10 ** _SCALES[word], 0, 1000
        elif word == "hundred" and 0 < part < 100:
            part, last = part * 100, 100
        elif word != "and" and worth < last and last >= 20:
            part, last = part + worth, worth
        elif word != "and":  # “two and three”
            yield (str(total + part), "")
            total, part, last = 0, worth, worth
    if last < 1000 or total:
        yield (str(total + part), "")


_KEYS = {
    "address": _address, "phone": _phone, "date": _date, "clock": _clock, "number": _number, "code": _code, "spelled": _spelled,
}  # fmt: skip


def is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """Return whether a word in lower case begins a sentence without being a name: it is known, or a form of one that is."""
    return word in ordinary or stem(_AFFIXES.sub("", word), "en") in ordinary


def names(text: str, found: list[Claim], ordinary: frozenset[str]) -> Iterator[Claim]:
    """Yield the proper names of a plain text: each word with a capital, and each two of them that stand side by side.

    Args:
        text: As `plain` gave it.
        found: Its figures; what they cover holds no names.
        ordinary: Words that are known in lower case: they begin a sentence without being names, and need no neighbour.
    """
    starts = [claim.start for claim in found]
    last, end = "", 0
    before: Claim | None = None
    for match in WORD.finditer(text):
        word, gap = match[0].lower(), text[end : match.start()]
        opens = not end or (bool(_SENTENCE.search(gap)) and last not in _TITLES and len(last) > 1)
        number = bisect_right(starts, match.start()) - 1
        covered = number >= 0 and match.start() < found[number].end
        goes_on = gap == "-" and before is not None and word not in ordinary
        last, end = word, match.end()
        if covered or len(word) < 2 or not (goes_on or match[0] != word) or (opens and is_ordinary(word, ordinary)):
            before = None
            continue
        yield Claim("name", (word,), match.start(), end)
        beside = gap in (" ", "-", " & ") or (gap == ". " and not opens)
        if before and beside and not ordinary & {word, str(before.key[0])}:
            yield Claim("name", (before.key[0], word), before.start, end)
        before = Claim("name", (word,), match.start(), end)
