"""``content/fees/*.yaml``: their shape, what can be wrong with them, and the schedules that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.articles import Source
from bot.knowledge.fees import Axis, Bracket, Measure, Scale, Schedule
from bot.knowledge.schema import DocumentEntry, SourceRef, Strict, Texts
from bot.money import Money

_BRACKET = re.compile(r"(\d+)(?:-(\d+)|\+)")


class AxisEntry(Strict):
    """A measure and its brackets as they are printed; ``unit`` is what one printed figure counts (1000: thousands)."""

    measure: Measure
    unit: Annotated[int, Field(gt=0)]
    brackets: Annotated[list[str], Field(min_length=1)]

    @field_validator("brackets")
    @classmethod
    def _follow_each_other(cls, value: list[str]) -> list[str]:
        expected: int | None = None
        for place, text in enumerate(value):
            match = _BRACKET.fullmatch(text)
            if not match:
                raise ValueError(f"“{text}” is not a bracket such as 0-299 or 10000+")
            low, high = int(match[1]), int(match[2]) if match[2] else None
            if high is not None and high < low:
                raise ValueError(f"bracket {text} descends")
            if expected is not None and low > expected:
                raise ValueError(f"there is a gap before {text}: {expected} has no bracket")
            if expected is not None and low < expected:
                raise ValueError(f"bracket {text} overlaps the one before it or stands out of order; expected {expected}")
            if (high is None) != (place == len(value) - 1):
                raise ValueError("the last bracket is open, as 10000+, and only the last one")
            expected = high + 1 if high is not None else None
        return value

    def axis(self) -> Axis:
        """Return the axis in plain units: 0-299 thousand are 0 to 299,999."""
        found = []
        for text in self.brackets:
            low, high = _BRACKET.fullmatch(text).groups()  # type: ignore[union-attr]  # checked above
            found.append(Bracket(int(low) * self.unit, (int(high) + 1) * self.unit - 1 if high else None))
        return Axis(self.measure, tuple(found))


class ScaleEntry(Strict):
    """Amounts in whole units of the currency: a list, or a list of rows where there are columns."""

    kinds: tuple[str, ...] = ()
    rows: AxisEntry
    columns: AxisEntry | None = None
    amounts: list[Annotated[int, Field(ge=0)]] | list[list[Annotated[int, Field(ge=0)]]]

    @model_validator(mode="after")
    def _fill_the_table(self) -> ScaleEntry:
        if len(self.amounts) != len(self.rows.brackets):
            raise ValueError(f"{len(self.amounts)} amounts for {len(self.rows.brackets)} brackets of rows")
        for number, row in enumerate(self.amounts, start=1):
            wide = len(row) if isinstance(row, list) else 0
            if wide != (len(self.columns.brackets) if self.columns else 0):
                raise ValueError(f"row {number} of amounts has {wide or 'no'} columns; the table has {self._width()}")
        return self

    def _width(self) -> str:
        return str(len(self.columns.brackets)) if self.columns else "none"


class ScheduleEntry(Strict):
    """A fee table with its fiscal years."""

    since: Annotated[int, Field(ge=1900, le=2200)]
    until: Annotated[int, Field(ge=1900, le=2200)] | None = None
    status: Literal["in-force", "proposed"]
    source: SourceRef
    conflicts: tuple[str, ...] = ()
    note: Texts | None = None
    scales: Annotated[list[ScaleEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _make_sense(self) -> ScheduleEntry:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"ends in {self.until}, before it begins in {self.since}")
        kinds = [kind for scale in self.scales for kind in scale.kinds]
        if len(self.scales) > 1 and (len(kinds) != len(set(kinds)) or not all(scale.kinds for scale in self.scales)):
            raise ValueError("several scales need kinds, each kind in one of them")
        return self


class FeeFile(Strict):
    """One category's schedules."""

    category: Literal["local-government", "institution", "corporation"]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    schedules: Annotated[list[ScheduleEntry], Field(min_length=1)]

    @field_validator("schedules")
    @classmethod
    def _follow_each_other(cls, value: list[ScheduleEntry]) -> list[ScheduleEntry]:
        for before, after in pairwise(value):
            if before.until is None or after.since != before.until + 1:
                raise ValueError(f"the schedule of {after.since} does not begin where the one of {before.since} ends")
        return value


def read_fees(
    root: Path, documents: Mapping[str, DocumentEntry], conflicts: frozenset[str] | None
) -> tuple[list[Schedule], list[Fault]]:
    """Return the schedules of a content folder, or what is wrong with them; empty lists when it has none.

    ``conflicts`` are the ids of ``conflicts.yaml``; ``None`` when it is broken itself, and not held against the schedules.
    """
    schedules: list[Schedule] = []
    faults: list[Fault] = []
    categories: dict[str, Path] = {}
    for path in sorted((root / "fees").glob("*.yaml")):
        document, found = markup.read(path)
        if found:
            faults += found
            continue
        file, found = markup.validate(document, FeeFile)
        faults += found
        if file is None:
            continue
        if file.category in categories:
            faults.append(document.fault(f"“{file.category}” also stands in {categories[file.category]}", ("category",)))
        categories[file.category] = path
        for number, entry in enumerate(file.schedules):
            faults += [
                document.fault(f"no contradiction “{conflict}” in conflicts.yaml", ("schedules", number, "conflicts", place))
                for place, conflict in enumerate(entry.conflicts)
                if conflicts is not None and conflict not in conflicts
            ]
            if entry.source.document not in documents:
                place = ("schedules", number, "source", "document")
                faults.append(document.fault(f"document “{entry.source.document}” is not in documents.yaml", place))
                continue
            schedules.append(_schedule(file, entry, documents))
    return ([] if faults else schedules), faults


def _schedule(file: FeeFile, entry: ScheduleEntry, documents: Mapping[str, DocumentEntry]) -> Schedule:
    document = documents[entry.source.document]
    return Schedule(
        category=file.category,
        since=entry.since,
        until=entry.until,
        proposed=entry.status == "proposed",
        source=Source(document.title, entry.source.section),
        as_of=document.date,
        scales=tuple(_scale(scale, file.currency) for scale in entry.scales),
        note=entry.note,
    )


def _scale(entry: ScaleEntry, currency: str) -> Scale:
    rows: Iterable[list[int]] = (row if isinstance(row, list) else [row] for row in entry.amounts)
    axes = (entry.rows.axis(), *([entry.columns.axis()] if entry.columns else []))
    return Scale(tuple(entry.kinds), axes, tuple(tuple(Money.of(amount, currency) for amount in row) for row in rows))
