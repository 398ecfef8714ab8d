"""Fees for operators: one text, every schedule (`bot fees estimate`)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import UsageError
from bot.knowledge.fees import Estimate, Measure, Missing, OutOfRange, Payer, Schedule, estimate
from bot.knowledge.library import Library

_NEEDS = {
    "kind": "the kind, one of {options}",
    Measure.POPULATION: "the number of inhabitants (“population 300k”)",
    Measure.GDP: "the country's GDP per head in US dollars (“GDP 12,000”)",
    Measure.EMPLOYEES: "the number of employees (“45 employees”)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one schedule gives: an amount, or what it would need for one; the other is empty."""

    years: str
    status: str
    bracket: str
    amount: str
    needs: str
    source: str


def estimates(library: Library, who: str) -> list[Row]:
    """Return a row for each schedule of the payer's category, or of the year that the text names.

    Raises:
        UsageError: The text does not say who would pay, or has a figure that can't be.
    """
    payer = library.payers.read(who)
    if payer.category is None:
        raise UsageError(f"“{who}” doesn't say who would pay; begin with a city, an institution, a company, a start-up …")
    schedules = [one for one in library.fees.schedules if one.category == payer.category]
    if payer.year is not None:
        schedules = [one for one in schedules if one.holds_in(payer.year or 0)]
        if not schedules:
            raise UsageError(f"there is no fee table for {payer.year}; the years stand in content/fees/")
    return [_row(library, schedule, payer) for schedule in schedules]


def _row(library: Library, schedule: Schedule, payer: Payer) -> Row:
    result = estimate(schedule, payer)
    if isinstance(result, OutOfRange):
        raise UsageError(f"{result.measure} {result.value:,} can't be right; expected {result.lowest:,} to {result.highest:,}")
    years = f"{schedule.since}–{schedule.until or ''}"
    status = "proposed" if schedule.proposed else "in force"
    source = f"{schedule.source.document} ({schedule.source.section})"
    if isinstance(result, Missing):
        needs = _NEEDS[result.what].format(options=", ".join(result.options))
        return Row(years, status, "", "", f"needs {needs}", source)
    return Row(years, status, _bracket(result), library.phrasebook.money("en", result.amount), "", source)


def _bracket(result: Estimate) -> str:
    return "; ".join(
        f"{measure} {bracket.low:,}" + (f"–{bracket.high:,}" if bracket.high is not None else "+")
        for measure, bracket in result.brackets
    )
