"""When a rule speaks: to the hour of the reader's clock, over changes of the clocks, leap days and zones."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outreach.rules import Anchor, Offset, ReminderRule, Subject, after_quiet, expiry, moment, occurrence, parse_offset

BERLIN, NEW_YORK, SEOUL, LORD_HOWE = "Europe/Berlin", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe"


def rule(offset: str, at: str | None = None, *, subject: Subject = Subject.EVENT, grace: str = "12h") -> ReminderRule:
    anchor = Anchor.START if subject is Subject.EVENT else Anchor.DUE
    hour = time.fromisoformat(at) if at else None
    return ReminderRule("r", subject, anchor, parse_offset(offset), parse_offset(grace).length, {"en": "x"}, hour)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset", "at", "starts", "zone", "expected"),
    [
        ("-1d", None, "2026-12-01T09:00", SEOUL, "2026-11-30T09:00"),
        ("-1h", None, "2026-12-01T09:00", SEOUL, "2026-12-01T08:00"),
        ("-P1DT1H", None, "2026-12-01T09:00", "UTC", "2026-11-30T08:00"),
        ("-7d", "09:00", "2026-12-01T06:00", SEOUL, "2026-11-24T00:00"),
        # Berlin: clocks forward on 29 March 2026 at 1:00 UTC, back on 25 October at 1:00 UTC.
        ("-1d", None, "2026-03-29T08:00", BERLIN, "2026-03-28T09:00"),  # 10:00 on both days
        ("-1d", None, "2026-10-25T09:00", BERLIN, "2026-10-24T08:00"),
        ("-1h", None, "2026-03-29T01:30", BERLIN, "2026-03-29T00:30"),  # exact, though 3:30 less an hour reads 1:30
        ("-1d", None, "2026-03-30T00:30", BERLIN, "2026-03-29T01:30"),  # 2:30 does not exist on the 29th: 3:30
        ("-1d", None, "2026-10-26T01:30", BERLIN, "2026-10-25T00:30"),  # 2:30 comes twice: the first
        # Half an hour forward, and a zone in which the day before is another date.
        ("-1d", None, "2026-10-04T03:00", LORD_HOWE, "2026-10-03T03:30"),
        ("0d", "09:00", "2026-12-01T18:00", NEW_YORK, "2026-12-01T14:00"),
        ("0d", "09:00", "2026-12-01T12:00", NEW_YORK, "2026-11-30T14:00"),  # closes at 7 there: the morning before
        # Leap days.
        ("-1d", None, "2028-03-01T10:00", "UTC", "2028-02-29T10:00"),
        ("-7d", None, "2028-03-07T10:00", "UTC", "2028-02-29T10:00"),
    ],
)
def test_moment_of_an_event_with_an_hour(offset: str, at: str | None, starts: str, zone: str, expected: str) -> None:
    assert moment(rule(offset, at), utc(starts), zone) == utc(expected)


@pytest.mark.parametrize(
    ("offset", "day", "zone", "expected"),
    [
        ("0d", "2026-12-31", SEOUL, "2026-12-31T00:00"),  # nine in the morning there
        ("0d", "2026-12-31", NEW_YORK, "2026-12-31T14:00"),
        ("+60d", "2028-01-01", "UTC", "2028-03-01T09:00"),  # over 29 February
        ("+60d", "2027-01-01", "UTC", "2027-03-02T09:00"),
        ("-30d", "2028-03-30", "UTC", "2028-02-29T09:00"),
        ("+14d", "2026-03-15", BERLIN, "2026-03-29T07:00"),
        ("-7d", "2026-03-29", BERLIN, "2026-03-22T08:00"),
    ],
)
def test_moment_of_a_day_is_its_morning_where_the_reader_is(offset: str, day: str, zone: str, expected: str) -> None:
    assert moment(rule(offset, subject=Subject.DUES), date.fromisoformat(day), zone) == utc(expected)


def test_hours_before_an_event_without_an_hour_are_never() -> None:
    assert moment(rule("-1h"), date(2026, 12, 1), "UTC") is None


def test_reminder_is_of_no_use_once_the_event_has_begun() -> None:
    start = utc("2026-12-01T09:00")

    assert expiry(rule("-1d", grace="3d"), start, utc("2026-11-30T09:00"), "UTC") == start
    assert expiry(rule("-1d", grace="2h"), start, utc("2026-11-30T09:00"), "UTC") == utc("2026-11-30T11:00")
    assert expiry(rule("-1d", grace="3d"), date(2026, 12, 1), utc("2026-11-30T00:00"), SEOUL) == utc("2026-11-30T15:00")


@pytest.mark.parametrize(
    ("at", "zone", "hours", "expected"),
    [
        ("2026-12-01T12:00", SEOUL, "21:00-08:00", "2026-12-01T23:00"),  # 21:00 there
        ("2026-12-01T11:59", SEOUL, "21:00-08:00", "2026-12-01T11:59"),
        ("2026-12-01T22:59", SEOUL, "21:00-08:00", "2026-12-01T23:00"),
        ("2026-12-01T23:00", SEOUL, "21:00-08:00", "2026-12-01T23:00"),
        ("2026-12-01T12:30", "UTC", "12:00-14:00", "2026-12-01T14:00"),
        ("2026-12-01T14:00", "UTC", "12:00-14:00", "2026-12-01T14:00"),
        ("2026-12-01T03:00", "UTC", "00:00-00:00", "2026-12-01T03:00"),
        ("2026-03-29T00:00", BERLIN, "21:00-02:30", "2026-03-29T01:30"),  # 2:30 does not exist: 3:30
        ("2026-10-25T01:10", BERLIN, "21:00-02:30", "2026-10-25T01:10"),  # the second 2:10: never back in time
    ],
)
def test_quiet_hours_put_a_reminder_off_to_their_end(at: str, zone: str, hours: str, expected: str) -> None:
    begin, end = (time.fromisoformat(hour) for hour in hours.split("-"))

    assert after_quiet(utc(at), zone, begin, end) == utc(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-7d", Offset(-7)),
        ("+14d", Offset(14)),
        ("14d", Offset(14)),
        ("0d", Offset()),
        ("-2w", Offset(-14)),
        ("-1h", Offset(0, -3600)),
        ("-90m", Offset(0, -5400)),
        ("-P1W", Offset(-7)),
        ("-P1DT2H30M", Offset(-1, -9000)),
        ("PT15M", Offset(0, 900)),
    ],
)
def test_distance_is_read(text: str, expected: Offset) -> None:
    assert parse_offset(text) == expected


NO_DISTANCES = ["", "soon", "-7", "d", "-1 month", "-P1M", "-P1Y", "PT1S", "P", "PT", "-P", "1d2h", "٣d", "-999999d"]


@pytest.mark.parametrize("text", NO_DISTANCES)
def test_distance_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a distance|is of no fixed length"):
        parse_offset(text)


zones = st.sampled_from([BERLIN, NEW_YORK, SEOUL, LORD_HOWE, "Pacific/Apia", "Asia/Kathmandu", "UTC"])
instants = st.integers(0, 3_000_000).map(lambda minutes: utc("2024-01-01") + timedelta(minutes=minutes))
hours = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@given(instants, zones, st.integers(-40, -1))
def test_a_day_before_is_before_and_within_two_hours_of_a_day(start: datetime, zone: str, days: int) -> None:
    found = moment(rule(f"{days}d"), start, zone)

    assert found is not None
    assert abs(start + timedelta(days=days) - found) <= timedelta(hours=2)


@given(instants, zones, hours, hours)
def test_quiet_hours_never_bring_forward_nor_put_off_by_more_than_a_day(at: datetime, zone: str, begin: time, end: time) -> None:
    later = after_quiet(at, zone, begin, end)

    assert at <= later <= at + timedelta(hours=26)
    assert after_quiet(later, zone, begin, end) == later or begin == end or later == at


@given(instants)
def test_occurrences_of_two_minutes_differ(at: datetime) -> None:
    assert occurrence(at) != occurrence(at + timedelta(minutes=1))
