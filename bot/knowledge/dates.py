"""Which period a question names: “in Q3 2022”, “octobre 2021”, “2021-2023”, “2022년 3분기”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from babel import Locale

from bot.knowledge.period import Period
from bot.knowledge.text import fold, normalize

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–~/]\s*((?:19|20)\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?|\d{4}-q[1-4])(?!\d)")
_NUMBERED_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*[月월]")
_QUARTER = re.compile(r"\b[qt]\s*([1-4])\b|([1-4])\s*(?:분기|季度)")
_DAY = re.compile(r"(?<![\d-])([12]?\d|3[01])(?:st|nd|rd|th|er|º|日|일)?(?![\d-])")


class PeriodReader:
    """Reads periods out of texts.

    Args:
        languages: Whose names of months are known (CLDR by way of Babel).
        quarters: More ways to name a quarter, folded, by its number ("first quarter").
    """

    def __init__(self, languages: Sequence[str], quarters: Mapping[str, Sequence[str]]) -> None:
        self._quarters = {fold(cue): int(number) for number, cues in quarters.items() for cue in cues}
        self._months: dict[str, int] = {}
        for language in languages:
            for widths in Locale(language).months.values():
                for width in ("abbreviated", "wide"):
                    self._months.update({normalize(name): month for month, name in widths[width].items()})
        self._months = {name: month for name, month in self._months.items() if len(name) > 2 and not any(map(str.isdigit, name))}

    @property
    def month_names(self) -> frozenset[str]:
        """Names of months in all languages, normalised."""
        return frozenset(self._months)

    def read(self, text: str, *, year: int) -> Period | None:
        """Return the first period that a text names; ``year`` is meant where it names a month or a quarter alone."""
        folded = fold(text)
        iso = _ISO.search(folded)
        try:
            if iso:
                return Period.parse(iso[1].upper())
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
        month, place = self._month(folded)
        if month:
            rest = folded.replace(found[0], " ", 1) if found else folded
            near = rest[max(0, place - 8) :][:28]
            day = _DAY.search(_NUMBERED_MONTH.sub(" ", near))
            return Period.parse(f"{year}-{month:02}-{int(day[1]):02}" if day else f"{year}-{month:02}")
        return Period.parse(str(year)) if found else None

    def _quarter(self, folded: str) -> int:
        match = _QUARTER.search(folded)
        if match:
            return int(match[1] or match[2])
        return next((number for cue, number in self._quarters.items() if cue in folded), 0)

    def _month(self, folded: str) -> tuple[int, int]:
        numbered = _NUMBERED_MONTH.search(folded)
        if numbered:
            return int(numbered[1]), numbered.start()
        for match in re.finditer(r"[^\W\d_]+", folded):
            month = self._months.get(normalize(match.group()))
            if month:
                return month, match.start()
        return 0, 0
