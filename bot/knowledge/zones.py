"""The names of time zones, and the zones that a person means by the name of a place.

Sources: the tz database, data.iana.org/time-zones/theory.html: the last part of a name is a city or an island of the zone.
CLDR by way of Babel: the same places, and “Seoul time”, in every language that the assistant speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from bot.knowledge.text import name_key, normalize
from bot.phrasebook import available_languages

_NOT_A_PLACE = {"localtime", "Factory"}  # the machine's own zone, and none
_LOOKS = 24
_RUSSIAN_PREPOSITIONS = ("в", "по")
_RENAMED = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Godthab": "America/Nuuk",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Europe/Kiev": "Europe/Kyiv",
}
_OLDER = {today: older for older, today in _RENAMED.items()}
"""Browsers and CLDR tell the older spelling of these, which nobody wants to read. Source: unicode-org/cldr, bcp47/timezone.xml."""

_PRIMARY = {
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "EC": "America/Guayaquil", "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "UZ": "Asia/Tashkent",
}  # fmt: skip
"""The zone that stands for a country of several, where the others are few islands or a custom: unicode-org/cldr, metaZones.xml."""

_CLOCKS = {
    "Africa_Central": "Africa/Maputo", "Africa_Eastern": "Africa/Nairobi", "Africa_Southern": "Africa/Johannesburg",
    "Africa_Western": "Africa/Lagos", "America_Central": "America/Chicago", "America_Eastern": "America/New_York",
    "America_Mountain": "America/Denver", "America_Pacific": "America/Los_Angeles", "Arabian": "Asia/Riyadh",
    "Argentina": "America/Argentina/Buenos_Aires", "Bangladesh": "Asia/Dhaka", "Brasilia": "America/Sao_Paulo",
    "China": "Asia/Shanghai", "Colombia": "America/Bogota", "Europe_Central": "Europe/Paris",
    "Europe_Eastern": "Europe/Bucharest", "Gulf": "Asia/Dubai", "India": "Asia/Kolkata", "Indochina": "Asia/Bangkok",
    "Indonesia_Western": "Asia/Jakarta", "Japan": "Asia/Tokyo", "Korea": "Asia/Seoul", "Malaysia": "Asia/Kuala_Lumpur",
    "Mongolia": "Asia/Ulaanbaatar", "Moscow": "Europe/Moscow", "Nepal": "Asia/Kathmandu", "Pakistan": "Asia/Karachi",
    "Peru": "America/Lima", "Philippines": "Asia/Manila", "Singapore": "Asia/Singapore", "Uzbekistan": "Asia/Tashkent",
}  # fmt: skip
"""Times that have a name (“Brasilia Time”), each with the zone that stands for it: unicode-org/cldr, metaZones.xml, “001”."""


@lru_cache(maxsize=1)
def all_zones() -> frozenset[str]:
    """Return all names of the tz database, which is a folder of files: 5 ms, and every date of the content is checked."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the IANA names of all time zones, older spellings too."""
    return all_zones() - _NOT_A_PLACE


def known_zone(name: str | None) -> str | None:
    """Return the name in today's spelling if it is that of a time zone, else ``None``."""
    return _RENAMED.get(name, name) if name and name in zone_names() else None


def zones_called(place: str, *, at: datetime) -> tuple[str, ...]:
    """Return the time zones that a place's name may mean; several only where they differ; may be empty.

    Args:
        place: ``Kathmandu``, ``são paulo``, ``New York City``, ``Nairobi, Kenya``, ``서울``, ``Nairobi time`` or a whole name such
            as ``Asia/Seoul``.
        at: Zones that keep the same time in the year from this instant on count as one.
    """
    if place in zone_names():
        return (place,)
    for name in (place, place.partition(",")[0]):
        said = _key(name)
        for wanted in (said, said.removesuffix(" city"), said.removesuffix(" time")):
            if found := _by_place().get(wanted):
                return _distinct(found, at)
    return ()


def zone_of_country(country: str, *, at: datetime) -> str | None:
    """Return a country's zone (ISO 3166 code), or the primary one; ``None`` where it has several that differ at that instant."""
    if country in _PRIMARY:
        return _PRIMARY[country]
    zones = [zone for zone in get_global("territory_zones").get(country, ()) if zone in zone_names()]
    offsets = {at.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}
    return known_zone(zones[0]) if len(offsets) == 1 else None


def zone_of_place(place: str, country: str, *, at: datetime) -> str | None:
    """Return the zone of a place: its country's or, where that has several, the one that is called like the place."""
    if zone := zone_of_country(country, at=at):
        return zone
    called = [zone for zone in zones_called(place, at=at) if zone_country(zone) == country]
    return called[0] if len(called) == 1 else None


def zone_cities(language: str) -> Iterator[tuple[str, str]]:
    """Yield the cities by which CLDR names the zones in a language, each with its zone."""
    names = Locale(language).time_zones
    for name in sorted(get_global("zone_territories")):
        zone = known_zone(name)
        if zone and "/" in name and not name.startswith(("Etc/", "Antarctica/", "Arctic/")):
            called = names.get(name) or names.get(_OLDER.get(name, "")) or {}
            yield called.get("city") or name.rpartition("/")[2].replace("_", " "), zone


def clock_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield what CLDR calls the time of zones in a language: “Brasilia Time”, “heure d’Europe centrale”."""
    names = Locale(language).meta_zones
    places = {normalize(city) for city, _ in zone_cities(language)}
    for clock, zone in _CLOCKS.items():
        told = names.get(clock, {}).get("long", {})
        for name in {told.get("generic"), told.get("standard")} - {None}:
            if " " in name and normalize(name) not in places:  # a single word is a place: in Russian “Москва”
                yield name, zone


def zone_country(zone: str) -> str:
    """Return the country of a zone (ISO 3166 code); empty if it belongs to none."""
    territories = get_global("zone_territories")
    return str(territories.get(zone) or territories.get(_OLDER.get(zone, ""), ""))


@lru_cache(maxsize=1)
def _by_place() -> dict[str, tuple[str, ...]]:
    """Return zones by their whole name, by its last part, and by what CLDR calls their city in each language.

    Those with a digit are left out: no place has one in its name, and ``Etc/GMT+5`` lies west.
    """
    found: dict[str, list[str]] = {}
    for name in sorted(zone_names()):
        if not any(sign.isdigit() for sign in name):
            for key in {_key(name), _key(name.rpartition("/")[2])}:
                found.setdefault(key, []).append(name)
    for language in available_languages():
        told = Locale(language).zone_formats["region"]  # "{0} time"
        for city, zone in zone_cities(language):
            for key in {_key(city), _key(told % city)}:
                found.setdefault(key, []).append(zone)
        for name, zone in clock_names(language):
            found.setdefault(_key(name), []).append(zone)
    return {key: tuple(names) for key, names in found.items()}


def _key(place: str) -> str:
    """Return what a place's name is compared by: in Russian without its case, which follows a preposition."""
    words = normalize(place).split()
    if len(words) > 1 and words[0] in _RUSSIAN_PREPOSITIONS:
        words = words[1:]
    return " ".join(name_key(word) if "\u0400" <= word[0] <= "\u04ff" else word for word in words)


def _distinct(names: tuple[str, ...], at: datetime) -> tuple[str, ...]:
    """Return one zone for each way of keeping time: of two spellings the fuller one."""
    moments = [at + timedelta(days=365 * look / _LOOKS) for look in range(_LOOKS)]
    by_offsets: dict[tuple[timedelta | None, ...], str] = {}
    for name in sorted(names, key=lambda name: (name.count("/"), name)):
        zone = ZoneInfo(name)
        by_offsets[tuple(moment.astimezone(zone).utcoffset() for moment in moments)] = _RENAMED.get(name, name)
    return tuple(sorted(by_offsets.values()))
