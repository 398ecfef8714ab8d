"""Importing a large table of members: 20,000 rows, each with a contact and two links."""

from __future__ import annotations

import asyncio
import csv
import random
import time
from pathlib import Path

from bot.app import open_app
from bot.config import Settings
from bot.members.cells import Reader
from bot.members.columns import known, read_layout
from bot.members.importing import Plan, plan
from bot.members.registry import Registered
from bot.members.spreadsheets import read_sheet, write_csv, write_xlsx
from bot.members.vocabulary import Vocabulary

ROWS = 20_000
HEADINGS = (
    *("Organisation", "Country", "Type", "Population", "Joined"),
    *("Contact person", "E-mail", "Role", "telegram_chat_id", "Slack ID"),
)


def import_csv(root: Path) -> tuple[str, str, str]:
    """From the file to the end of the transaction."""
    return _measured(root, "members.csv")


def import_workbook(root: Path) -> tuple[str, str, str]:
    """The same from a workbook."""
    return _measured(root, "members.xlsx")


def _measured(root: Path, name: str) -> tuple[str, str, str]:
    root.mkdir()
    write = write_xlsx if name.endswith(".xlsx") else write_csv
    write(root / name, HEADINGS, table())
    took, locked, again = asyncio.run(_import(root, root / name))
    what = f"importing {ROWS:,} members with contact and two links, {Path(name).suffix[1:].upper()}"
    return what, f"{took:.1f} s, {locked:.1f} s of it writing; again, unchanged: {again:.1f} s", "20 s"


def table() -> list[list[str | int]]:
    """Return rows with names of places that do not exist, in a hundred countries."""
    chance = random.Random(5)  # noqa: S311  seeded on purpose
    with Path("content/members/members.csv").open(encoding="utf-8", newline="") as file:
        countries = sorted({row["country"] for row in csv.DictReader(file)})
    syllables = [first + second for first in "bdfgklmnprstvz" for second in ("a", "ai", "e", "i", "o", "on", "u", "ur")]
    names = list(dict.fromkeys("".join(chance.choices(syllables, k=4)).title() for _ in range(2 * ROWS)))[:ROWS]
    return [
        [
            name,
            countries[number % len(countries)],
            ("City", "Company", "NGO")[number % 3],
            f"{chance.randrange(1, 9_000):,},000",
            f"{chance.randrange(1, 29)}.{chance.randrange(1, 13)}.{chance.randrange(2010, 2026)}",
            f"Contact {number}",
            f"contact{number}@{name.lower()}.example.org",
            "Director",
            str(100_000_000 + number),
            f"U{number:09}",
        ]
        for number, name in enumerate(names)
    ]


async def _import(root: Path, path: Path) -> tuple[float, float, float]:
    settings = Settings(_env_file=None, data_dir=root / "var")  # type: ignore[call-arg]
    async with open_app(settings) as app:
        library = app.library

        async def planned() -> tuple[Plan, float]:
            started = time.perf_counter()
            sheet = read_sheet(path, known)
            registered = Registered(await app.registry.members(), await app.registry.contacts(), await app.links.links())
            reader = Reader(Vocabulary.of(library.phrasebook, library.fees, library.directory.regions))
            found = plan(sheet, read_layout(sheet.headings), registered, reader, today="2026-11-21")
            assert not found.problems, found.problems[:3]  # noqa: S101  else nothing is measured
            return found, started

        found, started = await planned()
        planned_at = time.perf_counter()
        await app.registry.apply(found.upserts, actor="operator:bench", at=app.clock.now())
        done = time.perf_counter()
        same, again = await planned()
        assert same.unchanged == ROWS, same.unchanged  # noqa: S101
        return done - started, done - planned_at, time.perf_counter() - again
