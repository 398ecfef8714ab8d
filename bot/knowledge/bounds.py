"""Whether a year is meant itself or as a bound: “before 2023”, “desde 2019”, “2021년 이후”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

_SMALL = r"(?:(?:the|of|del?|do|da|les?|el|os?|l['’]|year|annee|an|ano|начала|года?|عام|سنه|العام)\s*)*"
_END = r"(?P<end>(?:end|fin|fim|final|конца|نهايه)\s)?\s*"
"""What may stand between "before" and a year, folded; before the end of a year is until it."""
_REST = r"\s*(?:[년年]|год[ау]?)?(?:\s*\d{1,2}\s*[월月])?(?:\s*\d{1,2}\s*[일日号])?\s*"
"""What may stand between a year and "이전"."""


class Bound(StrEnum):
    """What of the time around a year is meant."""

    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    AFTER = "after"


class BoundReader:
    """Finds the word that makes a year a bound.

    Args:
        cues: Folded, by bound; Chinese and Korean ones may stand behind the year.
        months: Names of months, folded: "before October 2021".
    """

    def __init__(self, cues: Mapping[str, Sequence[str]], months: Iterable[str] = ()) -> None:
        named = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
        day = rf"(?:(?:\d{{1,2}}\s+)?{_SMALL}(?:{named})\.?\s+{_SMALL})?" if named else ""
        self._before: list[tuple[Bound, re.Pattern[str]]] = []
        self._behind: list[tuple[Bound, re.Pattern[str]]] = []
        for bound in Bound:
            words = sorted(cues.get(bound, ()), key=len, reverse=True)
            ahead = "|".join(re.escape(word) if word >= "\u2e80" else rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
            behind = "|".join(re.escape(word) for word in words if word >= "\u2e80")
            if ahead:
                self._before.append((bound, re.compile(rf"(?:{ahead})\s*{_SMALL}{_END}{_SMALL}{day}$")))
            if behind:
                self._behind.append((bound, re.compile(rf"{_REST}(?:{behind})")))

    def of(self, folded: str, start: int, end: int) -> Bound | None:
        """Return what is meant of the year that stands at ``start`` to ``end`` of a folded text; ``None``: the year itself."""
        for bound, pattern in self._behind:
            if pattern.match(folded, end):
                return bound
        for bound, pattern in self._before:
            match = pattern.search(folded[max(0, start - 40) : start])
            if match:
                return Bound.UNTIL if bound is Bound.BEFORE and match["end"] else bound
        return None
