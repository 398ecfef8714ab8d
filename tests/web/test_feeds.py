"""The calendar and the directory over HTTP, as calendar programs and spreadsheets fetch them."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from icalendar import Calendar as ICalendar
from starlette.applications import Starlette

from bot.knowledge.library import Library
from bot.web.feeds import Feeds


@pytest.fixture
async def web(library: Library) -> AsyncIterator[httpx.AsyncClient]:
    site = Starlette(routes=Feeds(library, public_url="https://bot.example").routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://bot.example") as client:
        yield client


async def test_calendar_holds_every_event_and_may_be_kept_for_an_hour(web: httpx.AsyncClient, library: Library) -> None:
    got = await web.get("/events.ics")

    calendar = ICalendar.from_ical(got.content)
    assert (got.status_code, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert got.headers["cache-control"] == "public, max-age=3600"
    assert str(calendar["X-WR-CALNAME"]) == "WeGO"
    assert len(calendar.walk("VEVENT")) == len(library.calendar.events)
    assert {str(entry["URL"]) for entry in calendar.walk("VEVENT")} == {"https://bot.example"}


async def test_one_event_is_a_calendar_of_its_own(web: httpx.AsyncClient) -> None:
    got = await web.get("/events/general-assembly-2021.ics")

    (entry,) = ICalendar.from_ical(got.content).walk("VEVENT")
    assert entry.decoded("DTSTART") == datetime(2021, 10, 18, 6, 0, tzinfo=UTC)
    assert (str(entry["SUMMARY"]), str(entry["UID"])) == ("5th General Assembly", "general-assembly-2021@wego")


@pytest.mark.parametrize(
    ("lang", "summary"),
    [("ko", "제5차 총회"), ("fr", "5e Assemblée générale"), ("xx", "5th General Assembly"), ("", "5th General Assembly")],
)
async def test_language_is_chosen_in_the_address_else_it_is_the_first(web: httpx.AsyncClient, lang: str, summary: str) -> None:
    got = await web.get("/events/general-assembly-2021.ics", params={"lang": lang})

    (entry,) = ICalendar.from_ical(got.content).walk("VEVENT")
    assert str(entry["SUMMARY"]) == summary


@pytest.mark.parametrize("event", ["no-such-event", "General-Assembly-2021", "..%2Fmembers", "%00", "x" * 500])
async def test_event_that_there_is_not_is_not_found(web: httpx.AsyncClient, event: str) -> None:
    got = await web.get(f"/events/{event}.ics")

    assert got.status_code == 404


async def test_unknown_event_is_told_in_a_sentence(web: httpx.AsyncClient) -> None:
    assert (await web.get("/events/no-such-event.ics")).text == "There is no such event."


async def test_members_are_a_table_that_spreadsheets_open(web: httpx.AsyncClient, library: Library) -> None:
    got = await web.get("/members.csv")

    header, *rows = csv.reader(io.StringIO(got.content.decode("utf-8-sig")))
    assert (got.status_code, got.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert got.content.startswith(b"\xef\xbb\xbf")
    assert got.headers["content-disposition"] == 'attachment; filename="members.csv"'
    assert header == ["name", "category", "country", "place", "joined", "withdrew", "offices", "source", "as_of"]
    assert [row[0] for row in rows] == [member.name for member in library.directory.members]
    assert {len(row) for row in rows} == {len(header)}
    assert [row[5] for row in rows if row[0] == "Barcelona"] == ["2017-05-09"]


async def test_countries_of_members_are_in_the_language_asked_for(web: httpx.AsyncClient) -> None:
    tables = [(await web.get("/members.csv", params={"lang": lang})).text for lang in ("en", "ko", "es")]

    rows = [next(row for row in csv.reader(io.StringIO(table)) if row[0] == "Seoul") for table in tables]
    assert [row[2] for row in rows] == ["South Korea", "대한민국", "Corea del Sur"]


async def test_no_cell_of_the_table_is_a_formula(web: httpx.AsyncClient) -> None:
    cells = [cell for row in csv.reader(io.StringIO((await web.get("/members.csv")).text)) for cell in row]

    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell] == []
