"""Days, months and years are read exactly as far as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.period import Period, Precision


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2021-10-18", date(2021, 10, 18), date(2021, 10, 18), Precision.DAY),
        ("2021-10", date(2021, 10, 1), date(2021, 10, 31), Precision.MONTH),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR),
        (" 2021 ", date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR),
    ],
)
def test_period_covers_all_days_of_what_is_written(text: str, first: date, last: date, precision: Precision) -> None:
    assert Period.parse(text) == Period(first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "soon", "21", "2021-1", "2021/10", "18-10-2021", "2021-10-18T09:00", "２０２１-", "2021-10-18-1"]
)
def test_anything_but_day_month_or_year_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day .2021-10-18., a month .2021-10., a quarter .2021-Q4. or a year .2021.$"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2021-02-29", "2021-13", "2021-13-01", "2021-00", "2021-10-00", "2021-10-32", "0000"])
def test_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not in the calendar$"):
        Period.parse(text)


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.first <= period.last


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "precision"),
    [
        ("2021-10-18", "2021-10-20", date(2021, 10, 18), date(2021, 10, 20), Precision.RANGE),
        ("2021-10-18", "2021-10-18", date(2021, 10, 18), date(2021, 10, 18), Precision.DAY),
        ("2021-10", "2021-10", date(2021, 10, 1), date(2021, 10, 31), Precision.MONTH),
        ("2021", "2022-03", date(2021, 1, 1), date(2022, 3, 31), Precision.RANGE),
    ],
)
def test_span_goes_from_the_first_day_of_one_end_to_the_last_of_the_other(
    start: str, end: str, first: date, last: date, precision: Precision
) -> None:
    assert Period.between(start, end) == Period(first, last, precision)


def test_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^ends on 2021-10-17, before it begins on 2021-10-18$"):
        Period.between("2021-10-18", "2021-10-17")


@pytest.mark.parametrize(
    ("text", "today", "past"),
    [
        ("2021-10-18", date(2021, 10, 17), False),
        ("2021-10-18", date(2021, 10, 18), False),
        ("2021-10-18", date(2021, 10, 19), True),
        ("2021-10", date(2021, 10, 31), False),
        ("2021-10", date(2021, 11, 1), True),
        ("2021", date(2021, 12, 31), False),
    ],
)
def test_period_is_past_only_after_its_last_day(text: str, today: date, past: bool) -> None:
    assert Period.parse(text).is_past(today) is past


def test_what_lies_around_a_period_is_open_on_one_side() -> None:
    year = Period.parse("2021")

    around = [year.until_before(), year.until(), year.since(), year.since_after()]

    assert [(period.first, period.last) for period in around] == [
        (date.min, date(2020, 12, 31)),
        (date.min, date(2021, 12, 31)),
        (date(2021, 1, 1), date.max),
        (date(2022, 1, 1), date.max),
    ]
