"""What a member pays a year: schedules of fees, and the rule that finds the amount in them.

A schedule holds for some fiscal years and one category of members. It has one or several scales, each for some kinds of
that category. A scale goes by one measure (employees) or by two (GDP per head down, population across).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from bot.knowledge.articles import Source
from bot.money import Money

CATEGORIES = ("local-government", "institution", "corporation")
"""Of members, in the order in which they are shown."""


class Measure(StrEnum):
    """What a scale goes by."""

    POPULATION = "population"  # inhabitants
    GDP = "gdp"  # US dollars per head and year, of the country
    EMPLOYEES = "employees"  # worldwide


LARGEST = {Measure.POPULATION: 200_000_000, Measure.GDP: 300_000, Measure.EMPLOYEES: 5_000_000}
"""More than any local government, country or company has: a figure beyond is a slip."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """Whole numbers from ``low`` to ``high``, both included; ``high`` is ``None`` for the last one."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The brackets of a measure, ascending, without gaps."""

    measure: Measure
    brackets: tuple[Bracket, ...]

    def place(self, value: int) -> int | None:
        """Return which bracket a value is in; ``None`` when it lies below the first."""
        place = bisect_right([bracket.low for bracket in self.brackets], value) - 1
        return place if place >= 0 else None


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts by one or two measures; ``kinds`` is empty when it is for all of the category."""

    kinds: tuple[str, ...]
    axes: tuple[Axis, ...]
    amounts: tuple[tuple[Money, ...], ...]  # by the first axis, then by the second; a single column where there is none


@dataclass(frozen=True, slots=True)
class Schedule:
    """A fee table.

    Attributes:
        since: First fiscal year in which it holds.
        until: Last one, included; ``None`` while it has no end.
        proposed: Whether the document only proposes it.
        note: What whoever reads an amount out of it must know, by language.
    """

    category: str
    since: int
    until: int | None
    proposed: bool
    source: Source
    as_of: str
    scales: tuple[Scale, ...]
    note: Mapping[str, str] | None = None

    def holds_in(self, year: int) -> bool:
        """Whether it is for a fiscal year."""
        return self.since <= year and (self.until is None or year <= self.until)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that it tells apart, in the order of the table; empty when it tells none apart."""
        return tuple(kind for scale in self.scales for kind in scale.kinds)

    def scale_for(self, kind: str | None) -> Scale | None:
        """Return the scale for a kind; ``None`` when there are several and the kind does not decide."""
        if len(self.scales) == 1:
            return self.scales[0]
        return next((scale for scale in self.scales if kind in scale.kinds), None)


@dataclass(frozen=True, slots=True)
class Payer:
    """What is known of the one who would pay; ``None`` is not known."""

    category: str | None = None
    kind: str | None = None
    population: int | None = None
    gdp: int | None = None
    employees: int | None = None
    year: int | None = None

    def measured(self, measure: Measure) -> int | None:
        """Return the figure for a measure."""
        value: int | None = getattr(self, measure.value)
        return value

    def updated(self, newer: Payer) -> Payer:
        """Return this with what ``newer`` knows; another category or kind makes the old kind void."""
        known = {field.name: value for field in fields(newer) if (value := getattr(newer, field.name)) is not None}
        if newer.category and newer.category != self.category and not newer.kind:
            known["kind"] = None
        return replace(self, **known)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount, and the brackets of the schedule that it stands in."""

    schedule: Schedule
    amount: Money
    brackets: tuple[tuple[Measure, Bracket], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is needed next: ``category``, ``kind`` or the name of a measure; ``options`` to choose from, if it is a choice."""

    what: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A figure for which the schedule has no bracket; ``lowest`` and ``highest`` are what makes sense."""

    measure: Measure
    value: int
    lowest: int
    highest: int


class Fees:
    """All schedules."""

    def __init__(self, schedules: Sequence[Schedule]) -> None:
        self.schedules = tuple(sorted(schedules, key=lambda schedule: schedule.since))
        self.categories = tuple(name for name in CATEGORIES if any(one.category == name for one in schedules))

    def category_of(self, kind: str) -> str | None:
        """Return the category that a kind belongs to."""
        return next((schedule.category for schedule in self.schedules if kind in schedule.kinds), None)

    def schedule(self, category: str, year: int) -> Schedule | None:
        """Return the schedule of a category for a fiscal year."""
        return next((one for one in self.schedules if one.category == category and one.holds_in(year)), None)

    def others(self, schedule: Schedule) -> list[Schedule]:
        """Return the other schedules of the same category, oldest first."""
        return [one for one in self.schedules if one.category == schedule.category and one != schedule]


def estimate(schedule: Schedule, payer: Payer) -> Estimate | Missing | OutOfRange:
    """Return what a payer pays by a schedule, or the one thing that is needed next.

    The kind is asked for only where the scales of the kinds that are possible differ in what they need or give.
    """
    scale = schedule.scale_for(payer.kind)
    if scale is None:
        possible = [_by_scale(schedule, one, payer) for one in schedule.scales]
        amounts = {one.amount for one in possible if isinstance(one, Estimate)}
        if len(amounts) == 1 and all(isinstance(one, Estimate) for one in possible):
            return possible[0]
        return Missing("kind", schedule.kinds)
    return _by_scale(schedule, scale, payer)


def _by_scale(schedule: Schedule, scale: Scale, payer: Payer) -> Estimate | Missing | OutOfRange:
    places = []
    for axis in sorted(scale.axes, key=lambda axis: list(Measure).index(axis.measure)):
        value = payer.measured(axis.measure)
        if value is None:
            return Missing(axis.measure.value)
        lowest = max(axis.brackets[0].low, 1)
        if not lowest <= value <= LARGEST[axis.measure]:
            return OutOfRange(axis.measure, value, lowest, LARGEST[axis.measure])
    for axis in scale.axes:
        place = axis.place(payer.measured(axis.measure) or 0)
        assert place is not None  # noqa: S101  the range was looked at above
        places.append(place)
    row, column = places[0], places[1] if len(places) > 1 else 0
    brackets = tuple((axis.measure, axis.brackets[place]) for axis, place in zip(scale.axes, places, strict=True))
    return Estimate(schedule, scale.amounts[row][column], brackets)
