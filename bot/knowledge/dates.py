"""Which period a question names: “in Q3 2022”, “octobre 2021”, “2021-2023”, “2022년 3분기”, “before 2023”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from babel import Locale

from bot.knowledge.bounds import Bound, BoundReader
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import fold, latin_digits, normalize, token_of

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_TO = r"(?:to|till|until|through|and|al?|hasta|y|au|et|ate|ao|e|по|до|и|الي|حتي|و)\b"  # folded
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)(?=[년年]\s?(?:\d{1,2}[월月]|[1-4]\s?분기|第[一二三四1-4]季))")
"""“22년 3분기”: behind a year of two digits stands a month or a quarter, or it is a number of years."""
_YEARS = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})\s*[년年]?\s*(?:[-–—~/]|부터|에서|至|到|和|{_TO})\s*(?:[вдо]+\s+)?((?:19|20)\d{{2}})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?|\d{4}-q[1-4])(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})(?!\d)")
_NUMBERED_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*[月월]")
_QUARTER = re.compile(r"\b[qt]\s*([1-4])\b|([1-4])\s*(?:(?:/\s*4|사)?\s*분기|季度)")
_DAY_BEFORE = re.compile(r"(?<![\d–-])([12]?\d|3[01])(?:st|nd|rd|th|er|\.?o|\.)?\s*(?:of|de|do|d['’])?\s*$")
_DAY_AFTER = re.compile(r"\.?\s*(?:the\s+)?([12]?\d|3[01])(?:st|nd|rd|th)?(?!\s*[-–]?\d)(?!\w)")
_NUMBERED_DAY = re.compile(r"\s*([12]?\d|3[01])\s*[日일号]")
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
_ARABIC_PREFIXES = "وبل"


class PeriodReader:
    """Reads periods out of texts.

    Args:
        languages: Whose names of months are known (CLDR by way of Babel).
        quarters: More ways to name a quarter, folded, by its number ("first quarter").
        bounds: Words that make a year a bound, folded (`bot.knowledge.bounds.Bound`).

    Attributes:
        month_names: Names of months in all languages, normalised, that are no other words.
        dates: Finds dates with a month's name in normalised texts; what only leads up to one is its group ``lead``.
    """

    def __init__(
        self, languages: Sequence[str], quarters: Mapping[str, Sequence[str]], bounds: Mapping[str, Sequence[str]]
    ) -> None:
        self._quarters = {int(number): _pattern(cues) for number, cues in quarters.items()}
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
        folded = _SHORT_YEAR.sub(r"20\1", latin_digits(fold(text)))
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
        quarter = self._quarter(folded)
        if quarter:
            return Period.parse(f"{year}-Q{quarter}")
        month, day = self._month(folded)
        if month:
            return Period.parse(f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}")
        return Period.parse(str(year)) if found else None

    def _quarter(self, folded: str) -> int:
        match = _QUARTER.search(folded)
        if match:
            return int(match[1] or match[2])
        return next((number for number, pattern in self._quarters.items() if pattern.search(folded)), 0)

    def _month(self, folded: str) -> tuple[int, int]:
        """Return the first month that a text names, and the day beside it; 0 where there is none."""
        numbered = _NUMBERED_MONTH.search(folded)
        if numbered:
            day = _NUMBERED_DAY.match(folded, numbered.end())
            return int(numbered[1]), int(day[1]) if day else 0
        before = ""
        for match in self._word.finditer(folded):
            word = normalize(match.group())
            month = self._months.get(_without_ending(word)) or (word[:1] in _ARABIC_PREFIXES and self._months.get(word[1:]))
            if month and not folded.endswith(_NAME_BEFORE, 0, match.start()):
                day = _DAY_BEFORE.search(folded[: match.start()]) or _DAY_AFTER.match(folded, match.end())
                dated = day or _YEAR.match(folded[match.end() :].lstrip(" .,")[:4])
                if dated or before in _BEFORE_MONTHS or word not in _ALSO_WORDS:
                    return month, int(day[1]) if day else 0
            before = word
        return 0, 0


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


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for whole words, or for Chinese and Korean signs anywhere; "trimestre 2" is not in "trimestre 2022"."""
    parts = [re.escape(cue) + r"(?!\d)" if cue[:1] >= "\u2e80" else rf"(?<!\w){re.escape(cue)}(?!\w)" for cue in map(fold, cues)]
    return re.compile("|".join(parts) or r"(?!)")


def _without_ending(name: str) -> str:
    """Return a Russian month without its case: октябрь, октября, октябре."""
    return _RUSSIAN_ENDING.sub("", name)
