"""Which period a question names: “in Q3 2022”, “octobre 2021”, “2021-2023”, “2022년 3분기”, “before 2023”."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from babel import Locale

from bot.knowledge.bounds import Bound, BoundReader
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import fold, latin_digits, normalize, token_of

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_TO = r"(?:to|till|until|through|and|al?|hasta|y|au|et|ate|ao|e|по|до|и|الي|حتي|و)\b"  # folded
_SHORT_YEAR = re.compile(
    r"(?<!\d)([12]\d)(?=[년年]\s?(?:\d{1,2}[월月]|[1-4]\s?분기|第[一二三四1-4]季))|(?<!\w)['’‘]([12]\d)(?!\w)|(?<=\b[qths][1-4]\s)([12]\d)(?!\w)"
)
"""“22년 3분기”, “oct ’22”, “q3 22”: a year of two digits beside a month or a quarter, or it is a number of years."""
_YEARS = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})\s*[년年]?\s*(?:[-–—~/]|부터|에서|至|到|和|{_TO})\s*(?:[вдо]+\s+)?((?:19|20)\d{{2}})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?|\d{4}-q[1-4])(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})(?!\d)")
_NUMBERED_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*[月월]")
_MONTHS_ABRIDGED = re.compile(r"(?<!\d)(1[0-2]|[1-9])(?=\s*[-–~～至到]\s*(?:1[0-2]|[1-9])\s*[月월])")
"""“3~5월”: only the second of two months is written as one."""
_JOINT = re.compile(rf"[-–—~～/至到和과와&]|부터|에서|\b{_TO}")
_BESIDE_MONTH = re.compile(r"[\s\d.,]|(?:st|nd|rd|th|er|년|年|일|日|号|号|月|월)|\b(?:of|the|de|del|du|do|da|i|года|г|с)\b")
"""What else may stand between two months that are the ends of a period."""
_QUARTER = re.compile(r"\b[qt]\s*([1-4])\b|([1-4])\s*(?:(?:/\s*4|사)?\s*분기|季度)")
_DAY_BEFORE = re.compile(r"(?<![\d–-])([12]?\d|3[01])(?:st|nd|rd|th|er|\.?o|\.)?\s*(?:of|de|do|d['’])?\s*$")
_DAYS_BEFORE = re.compile(
    rf"(?<![\d–-])([12]?\d|3[01])(?:st|nd|rd|th|er|\.?o|\.)?\s*(?:[-–]|{_TO})\s*([12]?\d|3[01])(?:st|nd|rd|th|er|\.?o|\.)?\s*(?:of|de|do|d['’])?\s*$"
)
_DAY_AFTER = re.compile(r"\.?\s*(?:the\s+)?([12]?\d|3[01])(?:st|nd|rd|th)?(?!\s*[-–]?\d)(?!\w)")
_NUMBERED_DAY = re.compile(r"\s*([12]?\d|3[01])\s*[日일号]")
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th|er|[년年월月일日号])?")
_RUSSIAN_ENDING = re.compile(r"(?<=[а-я]{2})(?:[аеиоуюяьй]|ем|ом)$")
_ALSO_WORDS = frozenset({"may", "march", "mar", "mars", "ago", "out", "marco", "set", "sept", "dez", "mai"})
"""Months that are other words too ("two years ago"): a day or a year stands beside them, or one of these words before them."""
_BEFORE_MONTHS = frozenset(
    ["in", "of", "since", "until", "by", "next", "last", "early", "late", "mid", "en", "de", "em", "do", "d", "im"]
)
_NAME_BEFORE = "rio de "
"""Folded: behind it a month is part of a city's name, Rio de Janeiro."""
_ELSEWHERE = {"ar": ("ar_LB", "ar_DZ", "ar_MA")}
"""Where people who share a language name the months in another way (CLDR)."""
_RUSSIAN_ENDINGS = ("", "а", "я", "ь", "й", "е", "у", "ю", "ем", "ом")
_ARABIC_PREFIXES, _ARABIC_AND = "وبل", "و"


class _Month(NamedTuple):
    """A month that a folded text names.

    Attributes:
        days: Beside it: none, one, or the first and the last.
        joined: Whether it is one word with "and".
        clear: Whether it is no other word there.
    """

    month: int
    days: tuple[int, ...]
    start: int
    end: int
    joined: bool = False
    clear: bool = True


class PeriodReader:
    """Reads periods out of texts.

    Args:
        languages: Whose names of months are known (CLDR by way of Babel).
        quarters: More ways to name a quarter, folded, by its number ("first quarter"), or half a year ("1-2").
        bounds: Words that make a year a bound, folded (`bot.knowledge.bounds.Bound`).

    Attributes:
        month_names: Names of months in all languages, normalised, that are no other words.
        dates: Finds dates with a month's name in normalised texts; what only leads up to one is its group ``lead``.
    """

    def __init__(
        self, languages: Sequence[str], quarters: Mapping[str, Sequence[str]], bounds: Mapping[str, Sequence[str]]
    ) -> None:
        self._quarters = {numbers: _pattern(cues) for numbers, cues in quarters.items()}
        names: dict[str, int] = {}
        for locale in (locale for language in languages for locale in (language, *_ELSEWHERE.get(language, ()))):
            for widths in Locale.parse(locale).months.values():
                for width in ("abbreviated", "wide"):
                    names.update({normalize(name): month for month, name in widths[width].items()})
        names = {name: month for name, month in names.items() if len(name) > 2 and not any(map(str.isdigit, name))}
        self._months = {_without_ending(name): month for name, month in names.items()}
        russian = {_without_ending(name) for name in names if "а" <= name[0] <= "я"}
        names |= {f"{stem}{ending}": self._months[stem] for stem in russian for ending in _RUSSIAN_ENDINGS}
        self.month_names = frozenset(names) - _ALSO_WORDS
        self.dates = _dates(names, self.month_names, [word for words in bounds.values() for word in words])
        self._word = re.compile("|".join([*(rf"\b{name}\b" for name in names if " " in name), r"[^\W\d_]+"]))
        self._bounds = BoundReader(bounds, names)

    def read(self, text: str, *, year: int) -> Period | None:
        """Return the first period that a text names; ``year`` is meant where it names a month or a quarter alone.

        What lies before or after it is open on that side (`Period.until`).
        """
        folded = _expanded(text)
        period = self._period(folded, year)
        found = _YEAR.search(folded)
        if period is None or found is None or period.precision is Precision.RANGE:
            return period
        bound = self._bounds.of(folded, found.start(), found.end())
        around = {
            Bound.BEFORE: period.until_before,
            Bound.UNTIL: period.until,
            Bound.SINCE: period.since,
            Bound.AFTER: period.since_after,
        }
        return around[bound]() if bound else period

    def without(self, text: str) -> str:
        """Return what a text says besides the period that it names, folded: "what was on in" of "what was on in Q3 2022"."""
        folded = _expanded(text)
        for month in reversed(list(self._months_in(folded))):
            folded = f"{folded[: month.start]} {folded[month.end :]}"
        for pattern in (_ISO, _NUMERIC, _QUARTER, *self._quarters.values(), _DIGITS):
            folded = pattern.sub(" ", folded)
        return folded

    def _period(self, folded: str, year: int) -> Period | None:
        iso = _ISO.search(folded)
        try:
            if iso:
                return Period.parse(iso[1].upper())
            numeric = _NUMERIC.search(folded)
            if numeric:
                day, month = int(numeric[1]), int(numeric[2])
                day, month = (month, day) if month > 12 else (day, month)
                return Period.parse(f"{numeric[3]}-{month:02}-{day:02}")
            span = _YEARS.search(folded)
            if span:
                return Period.between(span[1], span[2])
            return self._named(folded, year)
        except ValueError:  # 31 February, or a second year before the first
            return None

    def _named(self, folded: str, this_year: int) -> Period | None:
        found = _YEAR.search(folded)
        year = int(found[1]) if found else this_year
        if quarters := self._quarter(folded):
            return Period.between(f"{year}-Q{quarters[0]}", f"{year}-Q{quarters[-1]}")
        months = list(self._months_in(folded))
        for first, last in itertools.pairwise(months):
            if (first.clear or last.clear) and _are_ends(folded, first, last):
                years = [int(one[1]) for one in _YEAR.finditer(folded)] or [this_year]
                turned = len(years) < 2 and first.month > last.month  # from November to February 2022
                return Period.between(_told(years[0] - turned, first), _told(years[-1], last, -1))
        named = next((month for month in months if month.clear), None)
        if named:
            return Period.between(_told(year, named), _told(year, named, -1))
        return Period.parse(str(year)) if found else None

    def _quarter(self, folded: str) -> tuple[int, ...]:
        """Return the quarter that a text names, or the first and the last one of half a year."""
        match = _QUARTER.search(folded)
        if match:
            return (int(match[1] or match[2]),)
        named = next((numbers for numbers, pattern in self._quarters.items() if pattern.search(folded)), "")
        return tuple(map(int, named.split("-"))) if named else ()

    def _months_in(self, folded: str) -> Iterator[_Month]:
        """Return the months that a text names."""
        for match in _NUMBERED_MONTH.finditer(folded):
            day = _NUMBERED_DAY.match(folded, match.end())
            yield _Month(int(match[1]), (int(day[1]),) if day else (), match.start(), match.end())
        before = ""
        for match in self._word.finditer(folded):
            word = normalize(match.group())
            month = self._months.get(_without_ending(word)) or 0
            glued = (not month and word[:1] in _ARABIC_PREFIXES and self._months.get(word[1:])) or 0
            if (month or glued) and not folded.endswith(_NAME_BEFORE, 0, match.start()):
                until = folded[: match.start()]
                day = _DAYS_BEFORE.search(until) or _DAY_BEFORE.search(until) or _DAY_AFTER.match(folded, match.end())
                dated = day or _YEAR.match(folded[match.end() :].lstrip(" .,")[:4])
                clear = bool(dated or before in _BEFORE_MONTHS or word not in _ALSO_WORDS)
                joined = bool(glued) and word[0] == _ARABIC_AND
                days = tuple(map(int, day.groups())) if day else ()
                yield _Month(month or glued, days, match.start(), match.end(), joined, clear)
            before = word


def _dates(names: Iterable[str], clear: Iterable[str], bounds: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of dates in normalised texts: 18 de octubre de 2021, October 18, 3 9 2018, Q3 2022, 2017 to 2019, in may.

    What makes a year a bound belongs to it: before 2023, "zzperiod 이전".
    """
    bounds = [normalize(word) for word in bounds]
    month, alone, ahead, behind = (
        "|".join(sorted(map(re.escape, some), key=len, reverse=True))
        for some in (names, clear, bounds, [word for word in bounds if word >= "\u2e80"])
    )
    lead = "|".join(_BEFORE_MONTHS)
    of, year = r"(?:(?:of|the|del?|do|da|d|el|l|عام|سنه) )*", r"(?:19|20)\d\d"
    day = r"(?:[12]?\d|3[01])(?: ?(?:st|nd|rd|th|er|o|го|е))?"
    told = (
        rf"{day} {of}(?:{month})(?: {of}{year})?|(?:{month}) {of}{day} {of}{year}|(?:{alone}) {day}|(?:{month}) {of}{year}"
        rf"|\d\d? \d\d? {year}|{year} \d\d \d\d|[qt] ?[1-4](?: {of}{year})?|{year} {_TO} {year}"
    )
    bounded = rf"(?:{ahead}) {of}(?:(?:{told})|{year}|{token_of('period')})|{token_of('period')} (?:{behind})[에의]?"
    behind_name = rf"(?<!\b{_NAME_BEFORE})(?<!\b{_NAME_BEFORE.partition(' ')[0]} )"
    return re.compile(rf"(?<!\w){behind_name}(?:{bounded}|(?:{told})|(?P<lead>(?:{lead}) )(?:{month})|(?:{alone}))(?!\w)")


def _expanded(text: str) -> str:
    """Return a text, folded, with years and months that it abridges in full."""
    folded = _SHORT_YEAR.sub(lambda found: f"20{found[found.lastindex or 0]}", latin_digits(fold(text)))
    return _MONTHS_ABRIDGED.sub(r"\1月", folded)


def _are_ends(folded: str, first: _Month, last: _Month) -> bool:
    """Whether two months that a text names are the ends of a period: from March to May."""
    between = folded[first.end : last.start]
    joints = _JOINT.findall(between)
    return (bool(joints) or last.joined) and not _BESIDE_MONTH.sub("", _JOINT.sub("", between))


def _told(year: int, named: _Month, end: int = 0) -> str:
    """Return the first day of a month that is named, or the last (-1), as `Period.parse` reads it; the month where none is."""
    return f"{year}-{named.month:02}-{named.days[end]:02}" if named.days else f"{year}-{named.month:02}"


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for whole words, or for Chinese and Korean signs anywhere; "trimestre 2" is not in "trimestre 2022"."""
    parts = [re.escape(cue) + r"(?!\d)" if cue[:1] >= "\u2e80" else rf"(?<!\w){re.escape(cue)}(?!\w)" for cue in map(fold, cues)]
    return re.compile("|".join(parts) or r"(?!)")


def _without_ending(name: str) -> str:
    """Return a Russian month without its case: октябрь, октября, октябре."""
    return _RUSSIAN_ENDING.sub("", name)
