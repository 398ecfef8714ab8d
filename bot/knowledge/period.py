"""Days, months, quarters and years as documents give them: exact where they are exact, and no more."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Precision(StrEnum):
    """How exactly a period is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of calendar days, both ends inclusive."""

    first: date
    last: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2021-10-18``, ``2021-10``, ``2021-Q4`` or ``2021``.

        Raises:
            ValueError: It is none of these, or no such day exists.
        """
        quarter = _QUARTER.fullmatch(text.strip())
        if quarter:
            year_, number = int(quarter[1]), int(quarter[2])
            last = calendar.monthrange(year_ or 1, 3 * number)[1]
            if year_:
                return cls(date(year_, 3 * number - 2, 1), date(year_, 3 * number, last), Precision.QUARTER)
        match = _SHAPE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"“{text}” is not a day (2021-10-18), a month (2021-10), a quarter (2021-Q4) or a year (2021)")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101  the pattern requires it
        try:
            if day is not None and month is not None:
                return cls(date(year, month, day), date(year, month, day), Precision.DAY)
            if month is not None:
                return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)
            return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise ValueError(f"“{text}” is not in the calendar") from error

    @classmethod
    def between(cls, start: str, end: str) -> Period:
        """Read two ends; equal ends keep their precision.

        Raises:
            ValueError: An end can't be read, or the second lies before the first.
        """
        first, last = cls.parse(start), cls.parse(end)
        if last.last < first.first:
            raise ValueError(f"ends on {end}, before it begins on {start}")
        if first == last:
            return first
        return cls(first.first, last.last, Precision.RANGE)

    def until_before(self) -> Period:
        """Return all days before it."""
        return Period(date.min, self.first - timedelta(days=1), Precision.RANGE)

    def until(self) -> Period:
        """Return its days and all before."""
        return Period(date.min, self.last, Precision.RANGE)

    def since(self) -> Period:
        """Return its days and all after."""
        return Period(self.first, date.max, Precision.RANGE)

    def since_after(self) -> Period:
        """Return all days after it."""
        return Period(self.last + timedelta(days=1), date.max, Precision.RANGE)

    def beside(self, *, back: bool) -> Period | None:
        """Return the day, month, quarter or year before it, or after it; of any other stretch of days none."""
        if self.precision is Precision.RANGE:
            return None
        day = self.first - timedelta(days=1) if back else self.last + timedelta(days=1)
        names = {
            Precision.DAY: day.isoformat(),
            Precision.MONTH: f"{day:%Y-%m}",
            Precision.QUARTER: f"{day.year}-Q{(day.month + 2) // 3}",
            Precision.YEAR: f"{day.year}",
        }
        return Period.parse(names[self.precision])

    def known_as(self) -> Period:
        """Return the same days under their name: 1 to 31 March as the month, a whole quarter or year as that."""
        for name in (f"{self.first:%Y-%m}", f"{self.first.year}-Q{(self.first.month + 2) // 3}", f"{self.first.year}"):
            whole = Period.parse(name)
            if (whole.first, whole.last) == (self.first, self.last):
                return whole
        return self

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def is_past(self, today: date) -> bool:
        """Whether the whole of it lies before ``today``."""
        return self.last < today
