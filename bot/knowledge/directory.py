"""Who the documents name as members, and what they say of each: the public directory, not the registry of dues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as _field

from bot.knowledge.articles import Source
from bot.knowledge.period import Period


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document says of a member.

    Attributes:
        kind: ``member``, ``founding``, ``joined``, ``applied``, ``withdrew``, ``office``, ``network``, ``award``, ``does``,
            ``fee-expected`` or ``participated``.
        value: What it is; empty where the kind says it all.
        since: First day, month or year (ISO, partial); empty where the document has none.
        until: Last one, likewise.
        as_of: Date of the document.
    """

    kind: str
    value: str
    since: str
    until: str
    source: Source
    as_of: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the documents name it; ``country`` is an ISO 3166 code."""

    id: str
    name: str
    category: str
    kind: str
    country: str
    place: str
    names: tuple[str, ...]
    facts: tuple[Fact, ...]

    def of(self, kind: str) -> list[Fact]:
        """Return the facts of a kind, oldest first."""
        return sorted((fact for fact in self.facts if fact.kind == kind), key=lambda fact: (fact.since or fact.as_of, fact.value))

    @property
    def withdrew(self) -> Fact | None:
        """Return the withdrawal, if there was one that no later joining undid."""
        left = self.of("withdrew")
        return left[-1] if left else None

    @property
    def is_former(self) -> bool:
        """Whether it withdrew, or is a founder that no later list and no application names."""
        told = {fact.kind for fact in self.facts}
        return bool(self.withdrew) or ("founding" in told and told.isdisjoint(("member", "joined", "applied")))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place or an organisation that the documents name, but not as a member."""

    name: str
    country: str
    appears_as: str
    names: tuple[str, ...]
    source: Source
    as_of: str


@dataclass(frozen=True, slots=True)
class Group:
    """A region (its countries) or a field of work (its members), with its names by language."""

    id: str
    names: Mapping[str, str]
    also: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which members are asked for; what is empty does not select.

    Attributes:
        countries: ISO codes; one of them.
        regions: Ids of regions; a member's country is in one of them.
        category: Of `bot.knowledge.fees.CATEGORIES`.
        field: Id of a field of work.
        joined: First and last year in which they applied or joined.
        office: Value of an ``office`` fact; ``term`` a year that it spans, 0 for any.
        fact: A kind of fact that they must have: ``founding``, ``withdrew``, ``award``, ``network``.
    """

    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    category: str = ""
    field: str = ""
    joined: tuple[int, int] | None = None
    office: str = ""
    term: int = 0
    fact: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it selects everybody."""
        return self == Selection()


@dataclass(frozen=True, slots=True)
class Directory:
    """All that the documents say of members, by name."""

    members: tuple[Listed, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    regions: tuple[Group, ...] = ()
    fields: tuple[Group, ...] = ()
    _by_id: Mapping[str, Listed] = _field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls, members: Iterable[Listed], mentioned: Sequence[Mentioned], regions: Sequence[Group], fields: Sequence[Group]
    ) -> Directory:
        """Return a directory in the order of names."""
        listed = tuple(sorted(members, key=lambda member: (member.name.casefold(), member.id)))
        return cls(listed, tuple(mentioned), tuple(regions), tuple(fields), {member.id: member for member in listed})

    def member(self, member_id: str) -> Listed | None:
        """Return a member by its id."""
        return self._by_id.get(member_id)

    def region(self, region_id: str) -> Group | None:
        """Return a region by its id."""
        return next((group for group in self.regions if group.id == region_id), None)

    def field(self, field_id: str) -> Group | None:
        """Return a field of work by its id."""
        return next((group for group in self.fields if group.id == field_id), None)

    def select(self, wanted: Selection) -> list[Listed]:
        """Return the members that are asked for, by name; former ones only where the past is asked for."""
        return [member for member in self.members if self._fits(member, wanted)]

    def former(self, wanted: Selection) -> list[Listed]:
        """Return former members that are asked for but for their being former, by name."""
        return [one for one in self.members if one.is_former and self._is_of(one, wanted) and not self._fits(one, wanted)]

    def _fits(self, member: Listed, wanted: Selection) -> bool:
        if member.is_former and not (wanted.office or wanted.fact or wanted.joined):
            return False
        if not self._is_of(member, wanted):
            return False
        if wanted.fact and not member.of(wanted.fact):
            return False
        if wanted.joined and not any(wanted.joined[0] <= year <= wanted.joined[1] for year in joining_years(member)):
            return False
        return not wanted.office or any(holds(fact, wanted) for fact in member.of("office"))

    def _is_of(self, member: Listed, wanted: Selection) -> bool:
        """Whether a member is of the countries, regions, category and field that are asked for."""
        countries = {code for region in wanted.regions if (group := self.region(region)) for code in group.countries}
        if (wanted.countries or wanted.regions) and member.country not in wanted.countries | countries:
            return False
        if wanted.category and member.category != wanted.category:
            return False
        return not wanted.field or member.id in (group.members if (group := self.field(wanted.field)) else ())


def joining_years(member: Listed) -> set[int]:
    """Return the years in which a member joined; in which it applied or founded, where no joining is told."""
    return {Period.parse(fact.since).first.year for fact in joining(member) if fact.since}


def joining(member: Listed) -> list[Fact]:
    """Return what is told of a member's joining: that itself, else that it applied, else that it is a founder."""
    return member.of("joined") or member.of("applied") or member.of("founding")


def holds(fact: Fact, wanted: Selection) -> bool:
    """Whether an ``office`` fact is the office that is asked for, in its year; what has no end lasts up to its document's date."""
    if fact.value != wanted.office:
        return False
    if not wanted.term:
        return True
    first = Period.parse(fact.since).first.year if fact.since else 0
    last = Period.parse(fact.until or fact.as_of).last.year
    return first <= wanted.term <= last
