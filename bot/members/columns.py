"""Which column of a secretariat's table holds what: headings in any order, spelling and language, or as a file maps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.knowledge.text import normalize

MEMBER_FIELDS = (
    "slug", "name", "category", "kind", "country", "region", "place", "names", "population", "gdp", "employees", "joined",
    "status", "status_since", "networks", "offices", "billing",
)  # fmt: skip
CONTACT_FIELDS = (
    "contact_name", "email", "contact_role", "contact_language", "contact_zone", "telegram_chat_id", "slack_user_id",
    "other_accounts",
)  # fmt: skip
"""Of a person; a table may have them several times, numbered."""
FIELDS = (*MEMBER_FIELDS, *CONTACT_FIELDS)
"""All columns, in the order in which `bot members export` writes them."""
IGNORE = "ignore"

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_IN_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_NUMBER = re.compile(r"(?<!\d)([1-9]\d?)(?!\d)")
_SLIP = 85  # percent of likeness from which a heading is taken for a misspelt one


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``number`` tells the contacts of one row apart and is 1 for the first, 0 for a member's field."""

    field: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table hold.

    Attributes:
        columns: By place; ``None`` where a column is left out.
        problems: What must be mended before the table can be read.
        notes: What whoever reads the preview should know: columns left out, headings mended.
    """

    columns: tuple[Column | None, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Return which fields there are."""
        return frozenset(column.field for column in self.columns if column)


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return ``words.yaml``: headings, words for values, by what they mean."""
    source = resources.files("bot.members").joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  plain strings
    return loaded


def meanings(table: Mapping[str, Iterable[Any]]) -> dict[str, tuple[str, ...]]:
    """Return, for each normalised word of a table of ``words.yaml``, what it may mean, in the order of the file."""
    found: dict[str, dict[str, None]] = {}
    for meaning, entries in table.items():
        for entry in (meaning, *entries):
            for word in [entry] if isinstance(entry, str) else entry:
                found.setdefault(normalize(word.replace("_", " ")), {})[meaning] = None
    return {word: tuple(meant) for word, meant in found.items()}


@lru_cache(maxsize=1)
def _headings() -> dict[str, tuple[str, ...]]:
    return meanings(words()["headings"])


def known(heading: str, mapping: Mapping[str, Column | None] | None = None) -> bool:
    """Whether a heading is one that needs no guessing, or that ``mapping`` names."""
    return bool(_read(heading)[0]) or normalize(heading) in (mapping or {})


def read_layout(headings: Sequence[str], mapping: Mapping[str, Column | None] | None = None) -> Layout:
    """Return what the columns under some headings hold.

    Args:
        headings: As they stand in the table.
        mapping: By normalised heading, what a file of the operator's says (`read_mapping`); it wins.
    """
    problems, notes = list[str](), list[str]()
    given = dict(mapping or {})
    found: list[Column | None] = [None] * len(headings)
    open_: list[tuple[int, tuple[str, ...], int]] = []
    for place, heading in enumerate(headings):
        key = normalize(heading)
        if not key:
            continue
        if key in given:
            found[place] = given[key]
            continue
        fields, number, meant = _read(heading)
        if not fields:
            fields, number, meant = _guess(heading)
            if fields:
                notes.append(f"the column “{heading}” is taken for “{meant}”")
        if fields:
            open_.append((place, fields, number))
        else:
            notes.append(f"the column “{heading}” is unknown and left out; --map FILE can name it")
    missing = sorted(set(given) - {normalize(heading) for heading in headings})
    problems += [f"--map names a column “{heading}”, which the table doesn't have" for heading in missing]
    mapped = [column for column in found if column]
    problems += [f"--map gives “{column.field}” to two columns" for column in dict.fromkeys(mapped) if mapped.count(column) > 1]
    taken = set(mapped)
    # What can be only one thing comes first, then what is called as the field is: “Name” before “City”.
    for place, fields, number in sorted(open_, key=lambda one: (len(one[1]), normalize(headings[one[0]]) != one[1][0])):
        column = _free(fields, number, taken)
        if column is None:
            other = next(
                (headings[at] for at, one in enumerate(found) if one and one.field == fields[0]), fields[0].replace("_", " ")
            )
            problems.append(
                f"“{other}” and “{headings[place]}” would both be the {fields[0].replace('_', ' ')}; "
                f"say with --map FILE which one is, such as “{headings[place]}: {IGNORE}”"
            )
            continue
        found[place] = column
        taken.add(column)
    return Layout(tuple(found), tuple(problems), tuple(notes))


def read_mapping(path: Path) -> dict[str, Column | None]:
    """Return what a mapping file says of columns, by normalised heading.

    It is YAML: a heading, a colon, one of `FIELDS` (a contact's with a number behind it where there are several: ``email 2``)
    or ``ignore``.

    Raises:
        UsageError: It can't be read, or names what is no column.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506  plain strings only
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not YAML with a line “Heading: field” for each column") from error
    if not isinstance(loaded, dict) or not all(isinstance(value, str) for value in loaded.values()):
        raise UsageError(f"{path} needs a line “Heading: field” for each column")
    mapping: dict[str, Column | None] = {}
    for heading, value in loaded.items():
        name, _, number = value.strip().rpartition(" ") if value.strip()[-1:].isdigit() else (value.strip(), "", "")
        field = name.strip().lower().replace(" ", "_").replace("-", "_")
        if field not in (*FIELDS, IGNORE) or (number and field not in CONTACT_FIELDS):
            raise UsageError(f"{path}: “{value}” is no column; those are {', '.join(FIELDS)}, and {IGNORE}")
        contact = field in CONTACT_FIELDS
        mapping[normalize(heading)] = None if field == IGNORE else Column(field, int(number or 1) if contact else 0)
    return mapping


def _free(fields: tuple[str, ...], number: int, taken: set[Column]) -> Column | None:
    for field in fields:
        if field in MEMBER_FIELDS:
            if Column(field) not in taken:
                return Column(field)
            continue
        # A contact's column without a number that stands there again belongs to the next contact.
        tries = [number] if number else range(1, 100)
        for one in tries:
            if Column(field, one) not in taken:
                return Column(field, one)
    return None


def _read(heading: str) -> tuple[tuple[str, ...], int, str]:
    """Return what a heading may mean, the number in it or 0, and the word that was recognised; nothing when it is unknown."""
    spoken = heading.replace("_", " ")
    for said in (spoken, _IN_BRACKETS.sub(" ", spoken), *re.split(r"[/\n|]", _IN_BRACKETS.sub(" ", spoken))):
        key = normalize(said)
        if fields := _headings().get(key):
            return fields, 0, key
        key = " ".join(_YEAR.sub(" ", key).split())
        if fields := _headings().get(key):
            return fields, 0, key
        number = _NUMBER.search(key)
        key = " ".join(_NUMBER.sub(" ", key, count=1).split())
        fields = tuple(field for field in _headings().get(key, ()) if field in CONTACT_FIELDS)
        if number and fields:
            return fields, int(number[1]), key
    return (), 0, ""


def _guess(heading: str) -> tuple[tuple[str, ...], int, str]:
    key = normalize(heading.replace("_", " "))
    best = process.extractOne(key, _headings().keys(), scorer=fuzz.ratio, score_cutoff=_SLIP) if len(key) > 4 else None
    return (_headings()[best[0]], 0, best[0]) if best else ((), 0, "")
