"""A secretariat's table against the registry: what would change, and what must be mended first. Nothing is written here.

The rules: a row is about the member of its slug, else of its name (and country); several rows may be about one member, one
contact each; an empty cell leaves things as they are, a ``-`` clears; contacts and links are added, never removed. A cell that
holds what the registry holds is right, whatever it is, so that an export changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.conversation import Account
from bot.knowledge.text import normalize
from bot.members.cells import CellError, Reader, written
from bot.members.columns import Column, Layout
from bot.members.likeness import Names
from bot.members.people import CLEAR, Person, Roll
from bot.members.registry import Contact, Member, MemberDetails, Registered, Upsert, actor_of
from bot.members.slugs import make_slug
from bot.members.spreadsheets import Row, Sheet, is_error, unescaped

_REQUIRED = ("name", "category", "country")
_KEPT = ("slug", "name", "category", "country", "status")
_DEFAULTS = {one.name: one.default for one in fields(MemberDetails)}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of a row of the table (0: of the table as a whole)."""

    row: int
    text: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.text}" if self.row else self.text


@dataclass(frozen=True, slots=True)
class Changed:
    """A field, or a contact or link, with what it was and what it becomes; ``old`` is empty for what is added."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one member."""

    name: str
    slug: str
    is_new: bool
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; ``upserts`` is for `Registry.apply`, and only when there are no problems."""

    upserts: tuple[Upsert, ...]
    differences: tuple[Difference, ...]
    unchanged: int
    problems: tuple[Note, ...]
    warnings: tuple[Note, ...]


@dataclass(slots=True, eq=False)
class Draft:
    """A member as the rows read so far tell it; ``member`` is ``None`` for a new one."""

    row: int
    member: Member | None
    name: str
    slug: str = ""
    country: str = ""
    values: dict[str, tuple[Any, int]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    kind: str = ""
    roll: Roll = field(default_factory=Roll)


def plan(
    sheet: Sheet,
    layout: Layout,
    registered: Registered,
    reader: Reader,
    *,
    today: str,
    on_row: Callable[[int], None] = lambda _count: None,
) -> Plan:
    """Return what importing a table would do.

    Args:
        sheet: The table.
        layout: What its columns hold.
        registered: The registry as it is.
        reader: What cells mean.
        today: The association's day (ISO), from which a changed status holds where the table doesn't say.
        on_row: Called with the number of rows done, for a progress bar.
    """
    planner = _Planner(layout, registered, reader, today)
    for count, row in enumerate(sheet.rows, start=1):
        planner.row(row)
        on_row(count)
    return planner.plan()


class _Planner:
    def __init__(self, layout: Layout, registered: Registered, reader: Reader, today: str) -> None:
        self._layout, self._reader, self._today = layout, reader, today
        self._problems = [Note(0, text) for text in layout.problems]
        self._warnings = [Note(0, text) for text in layout.notes]
        self._by_slug = {member.slug: member for member in registered.members}
        self._names = Names[Member]()
        for member in registered.members:
            self._names.add(member, (member.name, *member.details.names), member.details.country)
        self._contacts: dict[int, list[Contact]] = defaultdict(list)
        for contact in registered.contacts:
            self._contacts[contact.member_id].append(contact)
        self._linked: dict[int, list[Account]] = defaultdict(list)
        for link in registered.links:
            self._linked[link.contact.id].append(link.account)
        self._taken = set(self._by_slug)
        self._drafts: dict[object, Draft] = {}
        self._new: dict[str, list[Draft]] = defaultdict(list)
        self._last: Draft | None = None
        self._seen: dict[tuple[str, ...], int] = {}

    def row(self, row: Row) -> None:
        """Take in one row."""
        cells = {column: cell for column, cell in zip(self._layout.columns, row.cells, strict=True) if column and cell}
        if not cells:
            return
        if (earlier := self._seen.setdefault(row.cells, row.number)) != row.number:
            self._warnings.append(Note(row.number, f"repeats row {earlier} and is left out"))
            return
        if row.surplus:
            told = f"“{_short(' '.join(row.surplus))}” stands to the right of the last heading"
            mend = "write numbers with digits only, put text with commas in quotation marks, or give the column a heading"
            self._problems.append(Note(row.number, f"{told}; {mend}"))
            return
        for column in [column for column, cell in cells.items() if is_error(cell)]:
            self._problems.append(Note(row.number, f"{_label(column.field)} holds “{cells.pop(column)}”, a formula that failed"))
        draft = self._draft(row.number, {column.field: cell for column, cell in cells.items() if not column.number})
        if draft is None:
            return
        self._last = draft
        by_slug = cells.get(Column("slug"), "") in self._by_slug
        for column, cell in cells.items():
            # Who is found by name keeps the registry's spelling of it.
            if not column.number and column.field != "slug" and not (column.field == "name" and draft.member and not by_slug):
                self._value(row.number, draft, column.field, cell)
        people: dict[int, dict[str, str]] = defaultdict(dict)
        for column, cell in cells.items():
            if column.number:
                people[column.number][column.field] = cell
        for _, person in sorted(people.items()):
            self._problems += [Note(row.number, problem) for problem in draft.roll.add(Person(row.number, person))]

    def _draft(self, row: int, cells: Mapping[str, str]) -> Draft | None:
        """Return the member that a row is about; one without slug and name is about that of the row above."""
        slug, name = (unescaped(cells.get(one, "")) for one in ("slug", "name"))
        if not slug and not name:
            if self._last is None:
                self._problems.append(Note(row, "names no member; fill in its name or its slug"))
            return self._last
        if slug in self._by_slug:
            return self._of(row, self._by_slug[slug])
        if slug and (draft := self._drafts.get(slug)):
            return draft
        country = self._meant("country", cells)
        category = self._meant("category", cells)
        found = self._names.exact(name)
        here = [member for member in found if not country or member.details.country == country]
        same = [member for member in here if not category or member.details.category == category]
        if len(same) == 1:
            if slug:
                self._warnings.append(Note(row, f"slug “{slug}” is unknown; “{name}” is taken for {same[0].slug} by its name"))
            return self._of(row, same[0])
        if here:
            slugs = ", ".join(sorted(member.slug for member in here))
            why = f"may be any of {slugs}" if same else f"is in the registry as {here[0].details.category} ({slugs})"
            if same or not slug:
                self._problems.append(Note(row, f"“{name}” {why}; fill in the slug, of that one or a new one"))
                return None
        return self._new_draft(row, slug, name, country)

    def _new_draft(self, row: int, slug: str, name: str, country: str) -> Draft | None:
        key = normalize(name)
        for draft in self._new[key]:
            if not slug and (not country or not draft.country or draft.country == country):
                return draft
        if slug:
            try:
                self._reader.read("slug", slug)
            except CellError as error:
                self._problems.append(Note(row, f"slug “{slug}” {error}"))
                return None
            self._taken.add(slug)
        draft = Draft(row, None, name, slug, country)
        self._new[key].append(draft)
        self._drafts[slug or (key, country)] = draft
        return draft

    def _of(self, row: int, member: Member) -> Draft:
        return self._drafts.setdefault(member.slug, Draft(row, member, member.name, member.slug, member.details.country))

    def _meant(self, name: str, cells: Mapping[str, str]) -> str:
        """Return what a cell means; nothing where it means nothing, which is told when its value is taken."""
        try:
            return str(self._reader.read(name, unescaped(cells[name]))) if cells.get(name) else ""
        except CellError:
            return ""

    def _value(self, row: int, draft: Draft, name: str, cell: str) -> None:
        text = unescaped(cell)
        draft.given.add(name)
        if draft.member and text == str(written(getattr(draft.member.details, name))):
            value = getattr(draft.member.details, name)
        elif cell == CLEAR:
            if name in _KEPT:
                self._problems.append(Note(row, f"{_label(name)} can't be cleared"))
                return
            value = _DEFAULTS[name]
        else:
            try:
                value = self._reader.read(name, text)
            except CellError as error:
                self._problems.append(Note(row, f"{_label(name)} “{_short(text)}” {error}"))
                return
        if name == "category" and not draft.member and "kind" not in self._layout.fields:
            draft.kind = self._reader.kind_in(text)
        earlier, at = draft.values.setdefault(name, (value, row))
        if earlier != value:
            told = f"{_label(name)} is “{_short(text)}” here and “{_short(str(written(earlier)))}” in row {at}"
            self._problems.append(Note(row, f"“{draft.name}”: {told}; make them alike, or leave one empty"))

    def plan(self) -> Plan:
        """Return the plan, once all rows are taken in."""
        upserts, differences, unchanged = [], [], 0
        for draft in self._drafts.values():
            known = self._contacts.get(draft.member.id, []) if draft.member else []
            rows, told, problems = draft.roll.match(known, self._linked, self._reader)
            self._problems += [Note(row, text) for row, text in problems]
            if draft.member is None and not self._complete(draft):
                continue
            details = self._details(draft)
            before = draft.member.details if draft.member else None
            changes = (*_changes(before, details), *(Changed(*one) for one in told))
            if not changes and before:
                unchanged += 1
                continue
            upserts.append(Upsert(draft.member.id if draft.member else None, details, tuple(rows), before))
            differences.append(Difference(details.name, details.slug, before is None, changes))
        self._look_alike()
        self._shared_accounts()
        self._doubtful_addresses()
        return Plan(tuple(upserts), tuple(differences), unchanged, tuple(_sorted(self._problems)), tuple(_sorted(self._warnings)))

    def _complete(self, draft: Draft) -> bool:
        missing = [_label(name) for name in _REQUIRED if name not in draft.given]
        if missing:
            what = f"“{draft.name or draft.slug}” is not in the registry and has no {' and no '.join(missing)}"
            self._problems.append(Note(draft.row, what))
        return all(name in draft.values for name in _REQUIRED)

    def _details(self, draft: Draft) -> MemberDetails:
        values = {name: value for name, (value, _) in draft.values.items()}
        region_of = self._reader.vocabulary.region_of
        if draft.member:
            before = draft.member.details
            if before.region == region_of.get(before.country, ""):  # derived, not set by hand: it follows the country
                values.setdefault("region", region_of.get(values.get("country", before.country), ""))
            if values.get("status", before.status) != before.status:
                values.setdefault("status_since", self._today)
            return replace(before, **values)
        if "region" not in self._layout.fields:
            values["region"] = region_of.get(values["country"], "")
        values.setdefault("kind", draft.kind)
        return MemberDetails(slug=draft.slug or make_slug(values["name"], values["country"], self._taken), **values)

    def _look_alike(self) -> None:
        fresh = [draft for draft in self._drafts.values() if draft.member is None]
        earlier = Names[Draft]()
        for draft in fresh:
            elsewhere = self._names.exact(draft.name)
            alike = self._names.alike(draft.name, draft.country)
            if known := next(iter([*alike, *elsewhere]), None):
                told = f"{known.name} ({known.details.country}, slug {known.slug}); if it is, fill in that slug"
                self._warnings.append(Note(draft.row, f"“{draft.name}” would be new, and looks like {told}"))
            if other := next(iter(earlier.alike(draft.name, draft.country)), None):
                told = f"“{other.name}” in row {other.row}; if they are one member, give both rows one slug"
                self._warnings.append(Note(draft.row, f"“{draft.name}” would be new, and looks like {told}"))
            earlier.add(draft, (draft.name,), draft.country)

    def _shared_accounts(self) -> None:
        users: dict[Account, Person] = {}
        for person in (one for draft in self._drafts.values() for one in draft.roll.people):
            for account in person.accounts:
                other = users.setdefault(account, person)
                if account in person.fresh and other is not person and not (other.email and other.email == person.email):
                    told = f"{actor_of(account)} is given to {person.label} and, in row {other.row}, to {other.label}"
                    self._warnings.append(Note(person.row, f"{told}; one person, or a slip?"))

    def _doubtful_addresses(self) -> None:
        for draft in self._drafts.values():
            for person in draft.roll.people:
                if person.has_new_address and (meant := self._reader.doubt(person.email)):
                    self._warnings.append(Note(person.row, f"email “{person.email}”: did you mean {meant}?"))


def _changes(before: MemberDetails | None, after: MemberDetails) -> list[Changed]:
    found = []
    for one in fields(MemberDetails):
        old, new = getattr(before, one.name) if before else _DEFAULTS.get(one.name), getattr(after, one.name)
        if old != new and one.name not in (("slug", "name") if before is None else ()):
            found.append(Changed(_label(one.name), "" if before is None else str(written(old)), str(written(new))))
    return found


def _label(name: str) -> str:
    return name.replace("_", " ")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _sorted(notes: Sequence[Note]) -> list[Note]:
    return sorted(dict.fromkeys(notes), key=lambda note: note.row)
