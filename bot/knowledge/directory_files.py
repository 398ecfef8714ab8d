"""``content/members/``: the tables of the directory, what can be wrong with them, and what they hold."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import Field

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.articles import Source
from bot.knowledge.directory import Directory, Fact, Group, Listed, Mentioned
from bot.knowledge.fees import CATEGORIES
from bot.knowledge.period import Period
from bot.knowledge.schema import DocumentEntry, Strict, Texts
from bot.knowledge.text import normalize

MEMBERS = ("id", "name", "category", "kind", "country", "place", "region", "names")
FACTS = ("member", "fact", "value", "from", "until", "document", "section")
OTHERS = ("name", "country", "appears_as", "names", "document", "section")
KINDS = (
    "member", "founding", "joined", "applied", "withdrew", "office", "network", "award", "does", "fee-expected", "participated",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RegionEntry(Strict):
    """A region: its names and its countries (ISO 3166)."""

    names: Texts
    also: tuple[str, ...] = ()
    countries: Annotated[list[str], Field(min_length=1)]


class FieldEntry(Strict):
    """A field of work: its names and the members that are in it."""

    names: Texts
    also: tuple[str, ...] = ()
    members: Annotated[list[str], Field(min_length=1)]


def read_directory(root: Path, documents: Mapping[str, DocumentEntry], languages: tuple[str, ...]) -> tuple[Directory, list[Fault]]:
    """Return the directory of a content folder, or what is wrong with it; an empty one when there is none."""
    folder, faults = root / "members", list[Fault]()
    if not folder.is_dir():
        return Directory(), []
    countries = frozenset(code for code in Locale("en").territories if isinstance(code, str) and len(code) == 2)
    regions = _groups(folder / "regions.yaml", RegionEntry, languages, faults)
    for document, key, region in regions:
        faults += [
            document.fault(f"“{code}” is not a country code such as NP", (key, "countries", number))
            for number, code in enumerate(region.countries)
            if code not in countries
        ]
    # A table that is broken itself is not held against those that lean on it.
    keys = {key for _, key, _ in regions} if not faults else None
    members: dict[str, dict[str, str]] = {}
    called: dict[str, tuple[str, int]] = {}
    for line, row in _rows(folder / "members.csv", MEMBERS, faults):
        fault = _member_fault(row, countries, keys, members, called)
        if fault:
            faults.append(Fault(folder / "members.csv", line, fault))
            continue
        members[row["id"]] = row
        for name in (row["name"], *_listed(row["names"])):
            called.setdefault(normalize(name), (row["id"], line))
    known = members if not any(fault.path == folder / "members.csv" for fault in faults) else None
    facts: dict[str, list[Fact]] = {}
    for line, row in _rows(folder / "facts.csv", FACTS, faults):
        fault = _fact_fault(row, known, documents)
        if fault:
            faults.append(Fault(folder / "facts.csv", line, fault))
            continue
        source, as_of = _cited(row, documents)
        facts.setdefault(row["member"], []).append(Fact(row["fact"], row["value"], row["from"], row["until"], source, as_of))
    mentioned = []
    for line, row in _rows(folder / "others.csv", OTHERS, faults):
        if row["document"] not in documents:
            faults.append(Fault(folder / "others.csv", line, f"document “{row['document']}” is not in documents.yaml"))
            continue
        source, as_of = _cited(row, documents)
        mentioned.append(Mentioned(row["name"], row["country"], row["appears_as"], tuple(_listed(row["names"])), source, as_of))
    fields = _groups(folder / "fields.yaml", FieldEntry, languages, faults)
    for document, key, field in fields:
        faults += [
            document.fault(f"no member “{member}” in members.csv", (key, "members", number))
            for number, member in enumerate(field.members)
            if known is not None and member not in known
        ]
    if faults:
        return Directory(), faults
    return (
        Directory.of(
            [_listed_member(row, facts.get(member_id, [])) for member_id, row in members.items()],
            mentioned,
            [Group(key, entry.names, tuple(entry.also), countries=tuple(entry.countries)) for _, key, entry in regions],
            [Group(key, entry.names, tuple(entry.also), members=tuple(entry.members)) for _, key, entry in fields],
        ),
        [],
    )


def _rows(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their lines; a BOM is let pass, anything else but UTF-8 with commas is a fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(path, 1, "is not UTF-8 text; save it as “CSV UTF-8”"))
        return
    except OSError as error:
        faults.append(Fault(path, 1, f"can't be read: {error.strerror}"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if tuple(name.strip() for name in header) != columns:
            semicolons = len(header) == 1 and ";" in header[0]
            wrong = (
                "its columns are parted by semicolons; save it with commas"
                if semicolons
                else f"expected the columns {','.join(columns)}"
            )
            faults.append(Fault(path, 1, wrong))
            return
        for values in reader:
            first, line = line + 1, reader.line_num
            if not any(value.strip() for value in values):
                continue
            if len(values) != len(columns):
                faults.append(
                    Fault(path, first, f"has {len(values)} values for {len(columns)} columns; quote a text that holds a comma")
                )
                continue
            yield first, dict(zip(columns, (value.strip() for value in values), strict=True))
    except csv.Error as error:
        faults.append(Fault(path, line, f"is not CSV: {error}"))


def _member_fault(
    row: Mapping[str, str],
    countries: frozenset[str],
    regions: set[str] | None,
    members: Mapping[str, Mapping[str, str]],
    called: Mapping[str, tuple[str, int]],
) -> str | None:
    if not _ID.fullmatch(row["id"]) or not row["name"]:
        return f"“{row['id']}” is not a slug, or the name is missing"
    if row["id"] in members:
        return f"“{row['id']}” stands twice"
    same = called.get(normalize(row["name"]))
    if same and members[same[0]]["country"] == row["country"] and members[same[0]]["category"] == row["category"]:
        return f"“{row['name']}” is already listed in line {same[1]}, as “{same[0]}”"
    if row["category"] not in CATEGORIES:
        return f"category “{row['category']}” is none of {', '.join(CATEGORIES)}"
    if row["country"] not in countries:
        return f"“{row['country']}” is not a country code such as NP"
    if regions is not None and row["region"] not in regions:
        return f"region “{row['region']}” is not in regions.yaml"
    return None


def _fact_fault(row: Mapping[str, str], members: Mapping[str, object] | None, documents: Mapping[str, DocumentEntry]) -> str | None:
    if members is not None and row["member"] not in members:
        return f"no member “{row['member']}” in members.csv"
    if row["fact"] not in KINDS:
        return f"fact “{row['fact']}” is none of {', '.join(KINDS)}"
    if row["document"] not in documents or not row["section"]:
        return f"document “{row['document']}” is not in documents.yaml, or the section is missing"
    if row["fact"] == "fee-expected" and not (row["value"].isascii() and row["value"].isdigit()):
        return f"“{row['value']}” is not an amount in whole dollars"
    try:
        for day in (row["from"], row["until"]):
            if day:
                Period.parse(day)
        if row["from"] and row["until"]:
            Period.between(row["from"], row["until"])
    except ValueError as error:
        return str(error)
    return None


def _cited(row: Mapping[str, str], documents: Mapping[str, DocumentEntry]) -> tuple[Source, str]:
    document = documents[row["document"]]
    return Source(document.title, row["section"]), document.date


def _listed_member(row: Mapping[str, str], facts: list[Fact]) -> Listed:
    return Listed(
        id=row["id"],
        name=row["name"],
        category=row["category"],
        kind=row["kind"],
        country=row["country"],
        place=row["place"],
        names=tuple(_listed(row["names"])),
        facts=tuple(facts),
    )


def _groups(
    path: Path, model: type[markup.M], languages: tuple[str, ...], faults: list[Fault]
) -> list[tuple[markup.Document, str, markup.M]]:
    document, found = markup.read(path)
    faults += found
    content = markup.plain(document)
    if found or not isinstance(content, dict):
        faults += [] if found else [document.fault("expected keys, each with “names”")]
        return []
    groups = []
    for key in content:
        part = markup.Document(document.path, document.first_line, markup.child(document, key))
        entry, problems = markup.validate(part, model)
        faults += problems
        if entry is None:
            continue
        missing = [language for language in languages if language not in getattr(entry, "names")]  # noqa: B009  both models have it
        if missing:
            faults.append(document.fault(f"“names” is missing in {', '.join(missing)}", (key,)))
        groups.append((document, str(key), entry))
    return groups


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]
