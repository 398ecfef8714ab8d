import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database as Tables

from bot.conversation import Account
from bot.dues.ledger import Invoice
from bot.errors import UsageError
from bot.members.cells import Reader
from bot.members.columns import known, read_layout
from bot.members.exporting import HEADINGS, rows, write_database
from bot.members.importing import Plan, plan
from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Office, Registered, Status, Upsert
from bot.members.spreadsheets import clean, read_sheet, write_csv, write_xlsx
from bot.money import Money
from bot.store.database import Database
from bot.store.links import SqlLinks
from bot.store.registry import SqlRegistry
from tests.members.conftest import NOBODY, SOME

Write = Callable[[Path, Sequence[str], Sequence[Sequence[str | int]]], None]
NOW = datetime(2026, 11, 21, tzinfo=UTC)

TEXT = st.text(max_size=12).map(clean)
NAME = TEXT.filter(bool)
ITEM = (
    st.text(st.characters(exclude_characters=";()", exclude_categories=("C", "Z")), min_size=1, max_size=8).map(clean).filter(bool)
)
ITEMS = st.lists(ITEM, max_size=3, unique=True).map(tuple)
DAY = st.sampled_from(["", "2010", "2021-10", "2021-Q4", "2021-10-18"])
FIGURE = st.none() | st.integers(1, 300_000)
OFFICES = st.lists(
    st.builds(Office, ITEM, st.sampled_from(["", "2010"]), st.sampled_from(["", "2012-03"])), max_size=2, unique=True
)
CONTACT = st.builds(
    ContactRow,
    st.builds(
        ContactDetails,
        NAME,
        st.sampled_from(["", "ana@lima.pe", "Eva@quito.ec", "박@서울.kr"]),
        TEXT,
        st.sampled_from(["", "ko", "pt"]),
        st.sampled_from(["", "Asia/Seoul"]),
    ),
    st.lists(
        st.sampled_from([Account("telegram", "11"), Account("slack", "U012AB3CD"), Account("web", "4f:1c")]),
        max_size=3,
        unique=True,
    ).map(tuple),
)
MEMBER = st.builds(
    MemberDetails,
    slug=st.just("m"),
    name=NAME,
    category=st.sampled_from(["local-government", "institution", "corporation"]),
    country=st.sampled_from(["KR", "PE"]),
    kind=TEXT,
    region=st.sampled_from(["", "americas"]),
    place=TEXT,
    names=ITEMS,
    population=FIGURE,
    gdp=FIGURE,
    employees=FIGURE,
    joined=DAY,
    status=st.sampled_from(Status),
    status_since=DAY,
    networks=ITEMS,
    offices=OFFICES.map(tuple),
    billing=TEXT,
)


def key(row: ContactRow) -> str:
    return (row.details.email or row.details.name).casefold()


REGISTRY = st.lists(
    st.tuples(MEMBER, st.lists(CONTACT, max_size=2, unique_by=(key, lambda row: row.details.name.casefold()))), max_size=4
)


def held(drawn: list[tuple[MemberDetails, list[ContactRow]]], path: Path) -> Registered:
    """Return what a registry holds that was filled with drawn members."""
    upserts = [Upsert(None, replace(one, slug=f"m-{number}"), tuple(people)) for number, (one, people) in enumerate(drawn)]
    return asyncio.run(filled(upserts, path))


async def filled(upserts: Sequence[Upsert], path: Path) -> Registered:
    database = Database(f"sqlite:///{path}")
    registry = SqlRegistry(database)
    await registry.apply(upserts, actor="operator:test", at=NOW)
    found = Registered(await registry.members(), await registry.contacts(), await SqlLinks(database).links())
    await database.close()
    return found


def imported(path: Path, registered: Registered, reader: Reader) -> Plan:
    sheet = read_sheet(path, known)
    return plan(sheet, read_layout(sheet.headings), registered, reader, today="2026-11-21")


def essence(registered: Registered) -> list[object]:
    """Return all that is held but the ids of rows."""
    links = {(one.member.slug, one.contact.details, one.account) for one in registered.links}
    contacts = {
        (member.slug, one.details) for member in registered.members for one in registered.contacts if one.member_id == member.id
    }
    return [[member.details for member in registered.members], contacts, links]


@pytest.mark.parametrize(("name", "write"), [("table.csv", write_csv), ("table.xlsx", write_xlsx)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20, phases=[Phase.generate])
@given(drawn=REGISTRY.filter(bool))
def test_import_of_an_export_changes_nothing_and_fills_an_empty_registry_alike(
    tmp_path_factory: pytest.TempPathFactory,
    reader: Reader,
    empty_database: Path,
    name: str,
    write: Write,
    drawn: list[tuple[MemberDetails, list[ContactRow]]],
) -> None:
    folder = tmp_path_factory.mktemp("registry")
    one, other = (Path(shutil.copyfile(empty_database, folder / copy)) for copy in ("one.db", "other.db"))
    registered = held(drawn, one)
    write(folder / name, HEADINGS, rows(registered))

    again, anew = imported(folder / name, registered, reader), imported(folder / name, NOBODY, reader)

    assert (again.upserts, again.problems, again.unchanged) == ((), (), len(registered.members))
    assert anew.problems == ()
    assert essence(asyncio.run(filled(anew.upserts, other))) == essence(registered)


def test_every_contact_has_a_row_with_its_member_and_accounts() -> None:
    table = [dict(zip(HEADINGS, row, strict=True)) for row in rows(SOME)]

    assert [(row["slug"], row["email"], row["telegram_chat_id"], row["population"]) for row in table] == [
        ("lima", "ana@lima.pe", "11", 9_000_000),
        ("acme", "", "", ""),
    ]


def test_database_has_tables_that_belong_together_and_a_search(tmp_path: Path) -> None:
    day = date(2026, 1, 5)
    invoice = Invoice(1, "2026-0001", 1, 2026, day, day, Money("USD", 40_000), "Fee", "by hand", "Lima")

    write_database(tmp_path / "registry.db", SOME, {"invoices": [invoice], "entries": []})

    with closing(Tables(tmp_path / "registry.db")) as tables:
        (found,) = tables.table("members").search("lima")
        assert (found["slug"], found["names"]) == ("lima", '["Ciudad de Lima"]')
        assert [row["amount"] for row in tables.table("invoices").rows] == [40_000]
        assert [row["user_id"] for row in tables.table("links").rows] == ["11"]
        assert {one.other_table for one in tables.table("links").foreign_keys} == {"members", "contacts"}


def test_database_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "registry.db")) as there:
        there.execute("CREATE TABLE precious (x)")

    with pytest.raises(UsageError, match="exists already"):
        write_database(tmp_path / "registry.db", SOME, {})
