"""Everything that has a name in the content, and which of the names are ordinary words too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from babel import Locale

from bot.knowledge.directory import Directory
from bot.knowledge.events import Calendar, Event, Rule
from bot.knowledge.text import normalize
from bot.knowledge.zones import clock_names, zone_cities, zone_country
from bot.phrasebook import Phrasebook

_NO_COUNTRIES = ("ZZ", "EU", "EZ", "UN", "XA", "XB", "RE")  # the last is Réunion, which is a meeting in three languages
_NO_CITIES = ("Indian/Reunion", "America/Nome", "Pacific/Chuuk", "Europe/Guernsey")  # a meeting, a name, they left, dry
_UNIT_FROM = 3  # letters of a word that multiplies a number: shorter ones are written behind it
_STEM = 5  # letters from which it may carry an ending
_CITY_FROM = 3  # signs of a city's name: shorter ones are parts of words
_MEANT = re.compile(r"(.+?)\s*\([^()]+\)$")
_NUMBER = re.compile(r"(?<![\d-])([1-9]\d?)(?![\d-])")


class Sort(StrEnum):
    """What a name names."""

    MEMBER = "member"
    COUNTRY = "country"
    REGION = "region"
    FIELD = "field"
    EVENT = "event"
    RULE = "rule"
    OTHER = "other"
    ZONE = "zone"


PLACES = frozenset({Sort.MEMBER, Sort.COUNTRY, Sort.REGION, Sort.OTHER, Sort.ZONE})
"""Sorts of which one may be asked about in the place of another."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name may mean; ``key`` is an id, an ISO country code, a time zone, or the place in `Directory.mentioned`."""

    sort: Sort
    key: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, as it was said (normalised), with all that it may mean."""

    said: str
    targets: tuple[Target, ...]

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """Return of which sorts it may be; empty for a guess."""
        return tuple(target.sort for target in self.targets)

    def keys(self, sort: Sort) -> list[str]:
        """Return what it may mean of one sort."""
        return [target.key for target in self.targets if target.sort is sort]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that decide whether something is a name, normalised, of all languages.

    Attributes:
        ordinary: Names that are ordinary words too: "gana" (Ghana, wins), 수단 (Sudan, means).
        before: After one of these such a word is a name all the same.
        behind: Likewise before one that begins so.
        member: Words of membership; beside them a word that nobody knows may be a name.
        own: Words in which people speak of themselves: a place soon after one is theirs.
        bodies: Words for what bears a city's name and is not the city: its university.
        units: Words that multiply the number before them: "90 thousand".
    """

    ordinary: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    behind: tuple[str, ...] = ()
    member: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def speak_of_membership(self, words: Sequence[str]) -> bool:
        """Whether a normalised text, given by its words, speaks of being a member."""
        return _speak_of(self.member, words)

    def multiplies(self, word: str) -> bool:
        """Whether a normalised word multiplies the number before it; in its endings, too: тысячи."""
        return any(word in self.units or (len(word) > _STEM and word[:cut] in self.units) for cut in (-1, -2))

    def speak_of_oneself(self, words: Sequence[str]) -> bool:
        """Whether in such a text people speak of themselves."""
        return _speak_of(self.own, words)


def _speak_of(cues: Iterable[str], words: Sequence[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(cue in said if cue >= "\u2e80" else f" {cue} " in said for cue in cues)


def name_words(phrasebook: Phrasebook) -> NameWords:
    """Return the words of all languages."""
    table = {role: [normalize(word) for word in words] for role, words in phrasebook.table("names").items()}
    return NameWords(
        ordinary=frozenset(table["ordinary"]),
        before=frozenset(table["before"]),
        behind=tuple(table["behind"]),
        member=tuple(table["member"]),
        own=tuple(table["own"]),
        bodies=tuple(table["bodies"]),
        units=tuple(unit for unit in map(normalize, phrasebook.table("units")) if len(unit) >= _UNIT_FROM),
    )


def names_of(
    directory: Directory,
    calendar: Calendar,
    languages: Sequence[str],
    countries: Mapping[str, Sequence[str]],
    ordinals: Mapping[str, Sequence[str]],
    zones: Mapping[str, Sequence[str]],
) -> Iterable[tuple[str, Target]]:
    """Yield every name with what it names.

    Args:
        directory: Members, other places, regions and fields.
        calendar: Events and rules.
        languages: In which countries are named (CLDR by way of Babel).
        countries: More names by ISO code: adjectives, short forms, inflected forms.
        ordinals: Ways to count by number: "5th", "fifth", 제5차; what recurs is known by its number too.
        zones: More names by time zone: “по московскому времени”.
    """
    for member in directory.members:
        for name in _with_bare((member.name, *member.names)):
            yield name, Target(Sort.MEMBER, member.id)
    for language in languages:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                yield str(name), Target(Sort.COUNTRY, code)
    for code, names in countries.items():
        for name in names:
            yield name, Target(Sort.COUNTRY, code.upper())
    for number, other in enumerate(directory.mentioned):
        for name in _with_bare((other.name, *other.names)):
            yield name, Target(Sort.OTHER, str(number))
    for sort, groups in ((Sort.REGION, directory.regions), (Sort.FIELD, directory.fields)):
        for group in groups:
            for name in (*group.names.values(), *group.also):
                yield name, Target(sort, group.id)
    for event in calendar.events:
        for name in (*event.names.values(), *event.also):
            yield name, Target(Sort.EVENT, event.id)
    for rule in calendar.rules:
        for place, event in _counted(calendar, rule).items():
            for name in _by_number(rule, ordinals.get(place, ())):
                yield name, Target(Sort.EVENT, event.id)
    for rule in calendar.rules:
        for name in (*rule.names.values(), *rule.also):
            yield name, Target(Sort.RULE, rule.id)
    listed = _cities(directory)
    for language in languages:
        for name, zone in zone_cities(language):
            if len(name) >= _CITY_FROM and zone not in _NO_CITIES:
                yield from ((name, target) for target in listed.get(zone, ()))
                yield name, Target(Sort.ZONE, zone)
        for name, zone in clock_names(language):
            yield name, Target(Sort.ZONE, zone)
    for zone, names in zones.items():
        for name in names:
            yield name, Target(Sort.ZONE, zone)
    for name in ("GMT", "UTC", "Greenwich", "Greenwich Mean Time"):
        yield name, Target(Sort.ZONE, "UTC")


def _with_bare(names: Iterable[str]) -> Iterable[str]:
    """Yield names, and those that tell in brackets which of the name is meant without them too: “Buenos Aires (Costa Rica)”."""
    for name in names:
        yield name
        if bare := _MEANT.match(name):
            yield bare[1]


def _cities(directory: Directory) -> dict[str, list[Target]]:
    """Return who of the directory is the city of a time zone, by zone: so that CLDR's names for it are theirs too."""
    zones = {(normalize(zone.rpartition("/")[2].replace("_", " ")), zone_country(zone)): zone for _, zone in zone_cities("en")}
    places = [(member.name, member.names, member.country, Target(Sort.MEMBER, member.id)) for member in directory.members]
    places += [
        (other.name, other.names, other.country, Target(Sort.OTHER, str(number)))
        for number, other in enumerate(directory.mentioned)
    ]
    found: dict[str, list[Target]] = {}
    for name, names, country, target in places:
        for zone in {zones[key] for one in (name, *names) if (key := (normalize(one), country)) in zones}:
            found.setdefault(zone, []).append(target)
    return found


def _counted(calendar: Calendar, rule: Rule) -> dict[str, Event]:
    """Return the occurrences that bear a number in a name; of several with one number the one with the shortest name."""
    found: dict[str, Event] = {}
    own = (event for event in calendar.events if event.recurs == rule.id)
    for event in sorted(own, key=lambda event: len(next(iter(event.names.values())))):
        number = next((match[1] for name in (*event.names.values(), *event.also) if (match := _NUMBER.search(name))), "")
        if number:
            found.setdefault(number, event)
    return found


def _by_number(rule: Rule, ordinals: Iterable[str]) -> Iterable[str]:
    """Yield the names of an occurrence by its number: “sixth assembly”, “6차 총회”, “الجمعية السادسة”."""
    for name in (*rule.names.values(), *rule.also, *rule.counted):
        for ordinal in ordinals:
            if _script(name) == _script(ordinal):
                yield f"{ordinal} {name}"
                yield f"{name} {ordinal}"


def _script(text: str) -> str:
    """Return the first word of a letter's Unicode name: LATIN, HANGUL, CJK."""
    return next((unicodedata.name(sign, "").partition(" ")[0] for sign in reversed(text) if sign.isalpha()), "")
