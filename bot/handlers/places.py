"""Where a person means when they name a place: its time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.knowledge.library import Library
from bot.knowledge.names import Mention, Sort
from bot.knowledge.zones import zone_of_country, zones_called


def zone_named(library: Library, mentions: Sequence[Mention], *, at: datetime) -> str | None:
    """Return the zone of the first place that is named at an instant; ``None`` if none is, or its country has several."""
    directory = library.directory
    for mention in mentions:
        if not mention.targets or mention.keys(Sort.EVENT):
            continue
        members = [member for key in mention.keys(Sort.MEMBER) if (member := directory.member(key))]
        names = [mention.said, *(name for member in members for name in (member.name, *member.names))]
        others = [directory.mentioned[int(key)].country for key in mention.keys(Sort.OTHER)]
        countries = [*(member.country for member in members), *mention.keys(Sort.COUNTRY), *others]
        cities = mention.keys(Sort.ZONE) or [zones[0] for name in names if len(zones := zones_called(name, at=at)) == 1]
        zones_of_countries = [zone for country in countries if (zone := zone_of_country(country, at=at))]
        if cities or zones_of_countries:
            return (cities or zones_of_countries)[0]
    return None
