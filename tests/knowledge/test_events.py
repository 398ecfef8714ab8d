"""The calendar: what lies ahead, what was when, the reader's own time, and files that calendar programs read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar as ICalendar

from bot.app import App
from bot.conversation import Account, Address, IncomingMessage
from bot.knowledge.articles import Source
from bot.knowledge.events import Calendar, Event, Rule, icalendar
from bot.knowledge.library import Library
from bot.knowledge.period import Period
from tests.fakes.clock import FakeClock

SEOUL = ZoneInfo("Asia/Seoul")


def event(event_id: str, starts: str, ends: str = "", *, kind: str = "meeting", place: str = "") -> Event:
    """Return an event as the files give it; times are Seoul's."""
    timed = "T" in starts
    return Event(
        id=event_id,
        names={"en": event_id.capitalize(), "ko": f"{event_id} (ko)"},
        kind=kind,
        period=Period.between(starts[:10], (ends or starts)[:10]),
        sources=(Source("The Book", "Section 1"),),
        as_of="2021-10",
        starts_at=datetime.fromisoformat(starts).replace(tzinfo=SEOUL) if timed else None,
        ends_at=datetime.fromisoformat(ends).replace(tzinfo=SEOUL) if timed and ends else None,
        zone="Asia/Seoul" if timed else None,
        place={"en": place} if place else None,
        note={"en": "Bring a pen; and paper, too."} if place else None,
    )


ASSEMBLY = event("assembly", "2021-10-18T15:00", "2021-10-18T16:35", kind="assembly", place="Seoul")
CALL = event("call", "2021-10-18T09:00")
FAIR = event("fair", "2021-10-18", "2021-10-20", kind="expo")
COURSE = event("course", "2021-10", kind="training")
STUDY = event("study", "2021-Q4")
SURVEY = event("survey", "2021")
MEETING = event("meeting", "2022-02-23")
CALENDAR = Calendar([MEETING, SURVEY, STUDY, FAIR, COURSE, ASSEMBLY, CALL], [Rule("assembly", {"en": "Assembly"}, "assembly", "x")])


def ids(events: list[Event]) -> list[str]:
    return [one.id for one in events]


def test_events_come_in_the_order_of_time_the_less_exact_before_the_day() -> None:
    assert ids(list(CALENDAR.events)) == ["survey", "course", "study", "fair", "call", "assembly", "meeting"]


@pytest.mark.parametrize(
    ("now", "ahead"),
    [
        ("2021-10-17T23:59", ["survey", "course", "study", "fair", "call", "assembly", "meeting"]),
        ("2021-10-18T09:01", ["survey", "course", "study", "fair", "assembly", "meeting"]),  # a call without an end
        ("2021-10-18T16:34", ["survey", "course", "study", "fair", "assembly", "meeting"]),
        ("2021-10-18T16:36", ["survey", "course", "study", "fair", "meeting"]),
        ("2021-10-21T00:00", ["survey", "course", "study", "meeting"]),
        ("2021-11-01T00:00", ["survey", "study", "meeting"]),
        ("2022-01-01T00:00", ["meeting"]),
        ("2022-02-24T00:00", []),
    ],
)
def test_event_is_ahead_until_its_end_as_exactly_as_that_is_known(now: str, ahead: list[str]) -> None:
    clock = FakeClock(datetime.fromisoformat(now).replace(tzinfo=SEOUL))

    assert ids(CALENDAR.coming(clock.now(), clock.today())) == ahead


def test_only_events_of_the_kinds_asked_for_are_ahead() -> None:
    clock = FakeClock()

    assert ids(CALENDAR.coming(clock.now(), clock.today(), kinds=frozenset({"expo", "training"}))) == ["course", "fair"]


def test_last_event_is_the_one_that_ended_last() -> None:
    clock = FakeClock(datetime(2021, 10, 19, tzinfo=UTC))

    assert CALENDAR.last(clock.now(), clock.today()) == ASSEMBLY

    clock.advance(timedelta(days=2))

    assert CALENDAR.last(clock.now(), clock.today()) == FAIR
    assert CALENDAR.last(clock.now(), clock.today(), kinds=frozenset({"assembly"})) == ASSEMBLY
    assert CALENDAR.last(clock.now(), clock.today(), kinds=frozenset({"webinar"})) is None


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2021", ["survey", "course", "study", "fair", "call", "assembly"]),
        ("2021-Q4", ["course", "study", "fair", "call", "assembly"]),  # “2021” may be any quarter of it
        ("2021-10", ["course", "fair", "call", "assembly"]),
        ("2021-10-18", ["course", "fair", "call", "assembly"]),
        ("2021-10-19", ["course", "fair"]),
        ("2021-11", []),
        ("2022", ["meeting"]),
        ("2023", []),
    ],
)
def test_events_of_a_period_are_those_that_the_documents_put_into_it(period: str, found: list[str]) -> None:
    assert ids(CALENDAR.during(Period.parse(period))) == found


def test_events_and_rules_are_found_by_their_ids() -> None:
    assert CALENDAR.event("fair") == FAIR
    assert CALENDAR.event("no-such-event") is None
    assert CALENDAR.rule("assembly") is not None
    assert CALENDAR.rule("no-such-rule") is None
    assert CALENDAR.rule(None) is None


def read_back(events: list[Event], **options: str) -> list[Any]:
    """Return the entries of the file as another program reads them."""
    written = icalendar(events, lang=options.pop("lang", "en"), name="Society of Lighthouses", **options)
    return list(ICalendar.from_ical(written).walk("VEVENT"))


def test_event_with_a_time_of_day_reads_back_as_that_instant_in_its_zone() -> None:
    (entry,) = read_back([ASSEMBLY])

    assert entry["DTSTART"].dt == datetime(2021, 10, 18, 6, 0, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2021, 10, 18, 7, 35, tzinfo=UTC)
    assert entry["DTSTART"].params["TZID"] == "Asia/Seoul"
    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Assembly", "Seoul")
    assert entry["DESCRIPTION"] == "Bring a pen; and paper, too.\nThe Book (Section 1)"


def test_zone_of_an_event_is_defined_in_the_file() -> None:
    calendar = ICalendar.from_ical(icalendar([ASSEMBLY, FAIR], lang="en", name="SoL"))

    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Seoul"]
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", "SoL")


def test_event_without_an_end_takes_an_hour() -> None:
    (entry,) = read_back([CALL])

    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(hours=1)


@pytest.mark.parametrize(
    ("one", "first", "after", "status"),
    [
        (FAIR, date(2021, 10, 18), date(2021, 10, 21), None),
        (MEETING, date(2022, 2, 23), date(2022, 2, 24), None),
        (COURSE, date(2021, 10, 1), date(2021, 11, 1), "TENTATIVE"),
        (STUDY, date(2021, 10, 1), date(2022, 1, 1), "TENTATIVE"),
        (SURVEY, date(2021, 1, 1), date(2022, 1, 1), "TENTATIVE"),
    ],
)
def test_event_without_a_time_of_day_is_whole_days_and_tentative_unless_they_are_known(
    one: Event, first: date, after: date, status: str | None
) -> None:
    (entry,) = read_back([one])

    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, after)  # RFC 5545: the end is not included
    assert (entry["TRANSP"], entry.get("STATUS")) == ("TRANSPARENT", status)


def test_same_content_gives_the_same_file_and_other_languages_the_same_ids() -> None:
    english, korean = read_back([ASSEMBLY, FAIR]), read_back([ASSEMBLY, FAIR], lang="ko")

    assert icalendar([FAIR], lang="en", name="SoL") == icalendar([FAIR], lang="en", name="SoL")
    assert [entry["UID"] for entry in english] == ["assembly@society-of-lighthouses", "fair@society-of-lighthouses"]
    assert [entry["UID"] for entry in korean] == [entry["UID"] for entry in english]
    assert [entry["SUMMARY"] for entry in korean] == ["assembly (ko)", "fair (ko)"]


def test_name_in_a_language_that_is_missing_is_that_of_the_first() -> None:
    (entry,) = read_back([ASSEMBLY], lang="fr")

    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Assembly", "Seoul")


def test_address_of_the_assistant_is_in_the_file_where_there_is_one() -> None:
    (with_address,), (without,) = read_back([FAIR], url="https://bot.example"), read_back([FAIR])

    assert with_address["URL"] == "https://bot.example"
    assert "URL" not in without


def test_every_event_of_the_content_reads_back_with_its_days(library: Library) -> None:
    events = list(library.calendar.events)

    entries = read_back(events)

    assert len({entry["UID"] for entry in entries}) == len(entries) == len(events) > 50
    told = {str(entry["UID"]).partition("@")[0]: entry for entry in entries}
    wrong = [one.id for one in events if str(told[one.id]["DTSTART"].dt)[:10] != one.period.first.isoformat()]
    assert wrong == []


async def ask(app: App, text: str, *, zone: str | None = None) -> str:
    message = IncomingMessage(f"{text} {zone}", Account("test", text), Address("test", text), text=text, zone_hint=zone)
    return (await app.assistant.reply(message)).text


# Time Zone Guide of the agenda book of 2021, “starting times of the 5th WeGO GA below according to different time zones”.
TIMES = {
    "GMT": "06:00", "Seoul": "15:00", "Chengdu": "14:00", "Ulyanovsk": "10:00", "Istanbul": "09:00", "Abuja": "07:00",
    "Mexico City": "01:00",
}  # fmt: skip


@pytest.mark.parametrize(("place", "time"), TIMES.items())
async def test_assembly_begins_when_the_agenda_book_says_in_each_of_its_places(app: App, place: str, time: str) -> None:
    answer = await ask(app, f"What time is the 5th General Assembly in {place}?")

    assert "Monday, 18 October 2021, 15:00–16:35 (Seoul" in answer
    assert f"Monday, 18 October 2021, {time}–" in answer


@pytest.mark.parametrize(
    ("place", "time"),
    [("Nepal", "11:45–13:20"), ("Kathmandu", "11:45–13:20"), ("Ghana", "06:00–07:35"), ("São Paulo", "03:00–04:35")],
)
async def test_time_is_told_for_a_country_with_one_zone_and_for_members(app: App, place: str, time: str) -> None:
    assert f"18 October 2021, {time}" in await ask(app, f"What time is the 5th General Assembly in {place}?")


async def test_time_is_not_made_up_for_a_country_with_several_zones(app: App) -> None:
    answer = await ask(app, "What time is the 5th General Assembly in Russia?")

    assert answer.count("18 October 2021, ") == 1


async def test_time_is_told_in_the_readers_zone_unless_a_place_is_named(app: App) -> None:
    own = await ask(app, "When is the 5th General Assembly?", zone="America/Lima")
    named = await ask(app, "What time is the 5th General Assembly in Nepal?", zone="America/Lima")

    assert "01:00–02:35 (Lima" in own
    assert "11:45–13:20 (Kathmandu" in named
    assert "Lima" not in named
