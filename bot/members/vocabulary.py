"""What the names in a secretariat's cells mean: countries, regions, categories, statuses, languages, months, in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from bot.knowledge.directory import Group
from bot.knowledge.fees import CATEGORIES, Fees
from bot.knowledge.payers import payer_words
from bot.knowledge.quantities import NumberWords
from bot.knowledge.text import fold, normalize
from bot.members.columns import meanings, words
from bot.members.registry import Status
from bot.phrasebook import Phrasebook

_NO_COUNTRIES = ("ZZ", "EU", "EZ", "UN", "XA", "XB")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, normalised, and what they mean.

    Attributes:
        countries: ISO codes by names, three-letter codes, and codes.
        regions: Ids by names; ``region_of``: the first region of each country.
        payers: Categories and kinds by the words that questions about fees use for them.
        category_of: The category of a category or kind.
        languages: Two-letter codes by names, and by themselves.
        months: 1 to 12 by names, folded.
    """

    countries: Mapping[str, str]
    regions: Mapping[str, str]
    region_of: Mapping[str, str]
    payers: Mapping[str, str]
    category_of: Callable[[str], str | None]
    statuses: Mapping[str, Status]
    languages: Mapping[str, str]
    months: Mapping[str, int]
    numbers: NumberWords

    @classmethod
    def of(cls, phrasebook: Phrasebook, fees: Fees, regions: Sequence[Group]) -> Vocabulary:
        """Return the words of the content, of CLDR and of ``words.yaml``."""
        locales = [Locale(language) for language in dict.fromkeys((*phrasebook.languages, "en"))]
        groups = list(reversed(regions))  # the first one wins
        return cls(
            countries=_countries(locales, phrasebook.table("countries")),
            regions={normalize(name): one.id for one in groups for name in (*one.names.values(), *one.also, one.id)},
            region_of={code: one.id for one in groups for code in one.countries},
            payers={normalize(word): name for name, cues in phrasebook.table("payers").items() for word in (*cues, name)},
            category_of=lambda kind: kind if kind in CATEGORIES else fees.category_of(kind),
            statuses={word: Status(meant[0]) for word, meant in meanings(words()["statuses"]).items()},
            languages={
                name: code
                for locale in locales
                for code, called in locale.languages.items()
                if len(code) == 2
                for name in (normalize(str(called)), code)
            },
            months={
                fold(name).rstrip("."): number
                for locale in locales
                for use in ("format", "stand-alone")
                for width in ("wide", "abbreviated")
                for number, name in locale.months[use][width].items()
            },
            numbers=payer_words(phrasebook).numbers,
        )


def _countries(locales: Sequence[Locale], others: Mapping[str, Sequence[str]]) -> dict[str, str]:
    names = {word: meant[0] for word, meant in meanings(words()["countries"]).items()}
    codes = set[str]()
    for locale in locales:
        for code, name in locale.territories.items():
            if isinstance(code, str) and len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                codes.add(code)
                names.setdefault(normalize(str(name)), code)
    for alias, found in get_global("territory_aliases").items():
        if isinstance(alias, str) and len(alias) == 3 and alias.isalpha() and found[0] in codes:
            names.setdefault(alias.lower(), found[0])
    for code, called in others.items():
        for name in called:
            names.setdefault(normalize(name), code.upper())
    return names | {code.lower(): code for code in codes}
