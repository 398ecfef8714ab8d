"""Who would pay, as a question tells it: category, kind, figures and fiscal year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.bounds import Bound, BoundReader
from bot.knowledge.fees import LARGEST, Fees, Measure, Payer
from bot.knowledge.quantities import NumberWords, Quantity, find
from bot.knowledge.text import fold, normalize
from bot.knowledge.wording import Wording
from bot.phrasebook import Phrasebook

_NEAR = 28  # characters between a number and the word that says what it counts
_CHOICES = 4  # numbers that are tried for one word
_COMMA = 6  # a comma between them counts as so many characters
_SHORT = 4  # a cue of fewer letters must be a whole word; a longer one may carry an ending
_SLIP_FROM = 5  # letters of a word from which a slip is mended
_FEW = 4  # a word in so few articles may be a misspelling that they quote
_MAX_REMEMBERED = 10_000  # words that are looked up once
_LATIN_WORD = re.compile(r"[^\W\d_]{4,}")
_YEARS = range(1990, 2101)
_A_TOWN = 50_000  # beside a town and a word of paying a number from here on counts its inhabitants: no fee is that high
_COUNTING = ("employees", "people")  # measures that few may be of


def payer_words(phrasebook: Phrasebook) -> PayerWords:
    """Return the cues of all languages."""

    def values(role: str) -> dict[str, Decimal]:
        return {word: Decimal(value[0]) for word, value in phrasebook.table(role).items()}

    numbers = NumberWords(values("units"), values("number_words"), frozenset(phrasebook.table("joints")))
    fee = tuple(sorted(phrasebook.words("fee")))
    return PayerWords(
        numbers,
        phrasebook.table("measures"),
        phrasebook.table("payers"),
        fee,
        phrasebook.table("bounds"),
        fillers=phrasebook.fillers(),
        asks=phrasebook.words("asks"),
    )


@dataclass(frozen=True, slots=True)
class PayerWords:
    """Cues of all languages, folded: what numbers count (`Measure` values, ``people``, ``year``), who pays, what bounds a year.

    Attributes:
        fillers: What a text may say beside a figure that it tells: "no, we are 40".
        asks: Words of questions.
    """

    numbers: NumberWords
    measures: Mapping[str, tuple[str, ...]]
    payers: Mapping[str, tuple[str, ...]]
    fee: tuple[str, ...]
    bounds: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    asks: frozenset[str]


class PayerReader:
    """Reads payers out of texts."""

    def __init__(self, words: PayerWords, fees: Fees, *, uses: Callable[[str], int]) -> None:
        self._uses = uses
        self._mended_words: dict[str, str] = {}
        cues = {cue for table in (words.measures, words.payers) for group in table.values() for cue in group}
        self._cues = sorted(cue for cue in {*cues, *words.fee} if cue.isalpha() and len(cue) >= _SLIP_FROM and cue < "\u2e80")
        self._numbers = words.numbers
        self._measures = {name: _pattern(cues) for name, cues in words.measures.items()}
        self._payers = {name: _pattern(cues) for name, cues in words.payers.items()}
        self._fee = _pattern(words.fee)
        self._small = {word: str(value) for word, value in words.numbers.words.items() if value in range(2, 10)}
        counted = "|".join(self._measures[name].pattern for name in (*_COUNTING, Measure.POPULATION.value))
        small = "|".join(sorted(map(re.escape, self._small), key=lambda word: (-len(word), word)))
        self._few = re.compile(rf"(?<!\w)({small})\w{{0,2}}\s+(?={counted})") if small and counted else None
        self._bounds = BoundReader(words.bounds)
        self._fillers = Wording(words.fillers)
        self._asks = _pattern(tuple(sorted(words.asks)))
        self._fees = fees

    def asks_for_amount(self, text: str) -> bool:
        """Whether a text certainly asks for a fee: it tells what a number counts, and speaks of paying or tells both."""
        folded = self._mended(text)
        quantities = find(folded, self._numbers)
        if not quantities:
            return False
        category, _ = self._who(folded)
        counted = self._counted(folded, quantities, category)
        both = {Measure.POPULATION, Measure.GDP} <= counted.keys()
        town = category == "local-government"
        if self._fee.search(folded):
            return bool(counted) or (town and any(one.value >= _A_TOWN and not one.money for one in quantities))
        return both or (town and Measure.GDP in counted and len(quantities) > 1)

    def speaks_of_fees(self, text: str) -> bool:
        """Whether a text speaks of paying, without any figure even."""
        return self._fee.search(self._mended(text)) is not None

    def tells_figure(self, text: str, *, before: Payer) -> bool:
        """Whether a text tells a figure of a payer, and asks for nothing but the fee: "we have 120 employees", "no, 40"."""
        folded = self._mended(text)
        quantities = find(folded, self._numbers)
        counted = self._counted(folded, quantities, before.category)
        said = folded
        for quantity in quantities:
            said = said[: quantity.start] + " " * (quantity.end - quantity.start) + said[quantity.end :]
        if any(sign in folded for sign in "?؟") or self._asks.search(said):
            return bool(counted) and self._fee.search(folded) is not None
        alone = any(not one.bare or one.value not in _YEARS for one in quantities) and self._fillers.covers(normalize(said))
        return alone or bool(counted) or any(one.money for one in quantities)

    def _mended(self, text: str) -> str:
        """Return a text, folded, with slips of the finger in cues mended: "comapny" where no article knows the word.

        A small number in words is one in digits where a word beside it says what it counts: "neuf personnes".
        """
        folded = fold(_LATIN_WORD.sub(self._mend, text))
        return self._few.sub(lambda match: f"{self._small[match[1]]} ", folded) if self._few else folded

    def _mend(self, match: re.Match[str]) -> str:
        word = match.group()
        if word not in self._mended_words:
            if len(self._mended_words) >= _MAX_REMEMBERED:
                self._mended_words.clear()
            self._mended_words[word] = self._nearest_cue(normalize(word)) or word
        return self._mended_words[word]

    def _nearest_cue(self, word: str) -> str:
        if len(word) < _SLIP_FROM or self._uses(word) > _FEW:
            return ""
        found = process.extractOne(word, self._cues, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2)
        return found[0] if found and found[0][0] == word[0] else ""

    def read(self, text: str, *, before: Payer | None = None, asked: str = "", given: str = "") -> Payer:
        """Return what a text says of the payer, and nothing of what it doesn't.

        Args:
            text: As it was written, in any of the languages.
            before: What is known from earlier; it decides what "45 people" counts.
            asked: What was asked for last (`bot.knowledge.fees.Missing`); a lone number answers it.
            given: Which measure was told last; a lone number corrects it.
        """
        folded = self._mended(text)
        category, kind = self._who(folded)
        known = category or (before.category if before else None)
        quantities = find(folded, self._numbers)
        counted = self._counted(folded, quantities, known)
        rest = [quantity for quantity in quantities if quantity not in counted.values()]
        figures = {name: quantity.value for name, quantity in counted.items()}
        for quantity in rest:
            name = self._guess(folded, quantity, figures, known, asked, given or _nearest(before, quantity), len(quantities) == 1)
            if name:
                figures[name] = quantity.value + (self._beyond(folded, quantity) if name == "year" else 0)
        return Payer(category=category, kind=kind, **figures)

    def _who(self, folded: str) -> tuple[str | None, str | None]:
        """Return category and kind; of several the first one named, the longer one where they begin together."""
        found = [(match.start(), -len(match.group()), name) for name, cue in self._payers.items() if (match := cue.search(folded))]
        for _, _, name in sorted(found):
            if name in self._fees.categories:
                kinds = [other for _, _, other in sorted(found) if self._fees.category_of(other) == name]
                return name, kinds[0] if kinds else None
            category = self._fees.category_of(name)
            if category:
                # "a start-up company": the narrower word says more than the wider one before or after it
                narrower = [
                    other for _, _, other in sorted(found) if other == "start-up" and self._fees.category_of(other) == category
                ]
                return category, narrower[0] if narrower else name
        return None, None

    def _counted(self, folded: str, quantities: list[Quantity], category: str | None) -> dict[str, Quantity]:
        """Return the numbers that a word beside them names: as many as can be, by the nearest words, each once."""
        near: dict[str, dict[Quantity, int]] = {}
        starts = [quantity.start for quantity in quantities]
        found = {name: list(cue.finditer(folded)) for name, cue in self._measures.items() if name != "year"}
        heads = found.get(Measure.GDP, [])  # "PIB por habitante" counts no inhabitants
        for name, match in ((name, match) for name, matches in found.items() for match in matches if not _is_within(match, heads)):
            place = bisect_left(starts, match.start())
            beside = [(quantity, folded[quantity.end : match.start()]) for quantity in quantities[max(0, place - 1) : place]]
            beside += [(quantity, folded[match.end() : quantity.start]) for quantity in quantities[place : place + 1]]
            for quantity, between in beside:
                if between.strip() and self._says_year(folded, quantity):
                    continue  # "employees decided in 2022"
                distance = len(between) + _COMMA * sum(between.count(sign) for sign in ",;.،、，。")
                distance += _COMMA if self._says_year(folded, quantity) else 0
                distance += 1 if quantity.money != (name == Measure.GDP) else 0  # of two as near, money is the GDP
                if distance <= _NEAR:
                    known = near.setdefault(self._measure(name, category), {})
                    known[quantity] = min(distance, known.get(quantity, distance))
        choices = [
            [(name, *one) for one in sorted(known.items(), key=lambda one: (one[1], one[0].start))[:_CHOICES]] + [None]
            for name, known in near.items()
        ]
        named = ([one for one in chosen if one] for chosen in product(*choices))
        possible = (chosen for chosen in named if len({quantity for _, quantity, _ in chosen}) == len(chosen))
        best = min(possible, key=lambda chosen: (-len(chosen), sum(distance for *_, distance in chosen)))
        return {name: quantity for name, quantity, _ in best}

    def _beyond(self, folded: str, quantity: Quantity) -> int:
        """Return how far the year that is meant lies from the one that is named: the one before 2023 is 2022."""
        return {Bound.BEFORE: -1, Bound.AFTER: 1}.get(self._bounds.of(folded, quantity.start, quantity.end) or Bound.SINCE, 0)

    def _says_year(self, folded: str, quantity: Quantity) -> bool:
        """Whether a number may be a year and has a word beside it that says so: "in 2022", "2022년"."""
        before = folded[max(0, quantity.start - 12) : quantity.start].strip()
        after = folded[quantity.end : quantity.end + 2].strip()
        year = self._measures["year"]
        bound = self._bounds.of(folded, quantity.start, quantity.end)
        return quantity.value in _YEARS and bool(bound or list(year.finditer(before))[-1:] or year.match(after))

    @staticmethod
    def _measure(name: str, category: str | None) -> str:
        if name != "people":
            return name
        return Measure.EMPLOYEES.value if category in ("corporation", "institution") else Measure.POPULATION.value

    def _guess(
        self,
        folded: str,
        quantity: Quantity,
        figures: Mapping[str, int],
        category: str | None,
        asked: str,
        given: str,
        alone: bool,
    ) -> str | None:
        """Return what a number counts that no word beside it names; ``None`` when it can't be told."""
        said_year = self._says_year(folded, quantity)
        if asked in set(Measure) and asked not in figures and not said_year:
            return asked
        if quantity.bare and quantity.value in _YEARS and (said_year or alone or "year" not in figures) and not quantity.money:
            return "year" if "year" not in figures else None
        if quantity.money and Measure.GDP not in figures:
            return Measure.GDP.value
        if given in set(Measure) and given not in figures and alone and quantity.value <= LARGEST[Measure(given)]:
            return given
        if category == "local-government":
            return next((name.value for name in (Measure.POPULATION, Measure.GDP) if name not in figures), None)
        if category in ("corporation", "institution") and Measure.EMPLOYEES not in figures:
            return Measure.EMPLOYEES.value
        return None


def _nearest(before: Payer | None, quantity: Quantity) -> str:
    """Return which of both figures of a town a number is likelier to correct, by its size; empty unless both were told."""
    told = {name: value for name in (Measure.POPULATION, Measure.GDP) if before and (value := before.measured(name))}
    if len(told) < 2 or quantity.value <= 0:
        return ""
    return min(told, key=lambda name: abs(log(told[name]) - log(quantity.value))).value


def _is_within(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(one.start() < match.start() and match.end() <= one.end() for one in others)


def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds the longest cue; Chinese, Japanese and Korean ones stand anywhere, others begin a word.

    An Arabic one may follow "and" in the same word.
    """
    parts = []
    for cue in sorted(cues, key=lambda cue: (-len(cue), cue)):
        escaped = re.escape(cue).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
        if cue[:1] >= "\u2e80":
            parts.append(escaped)
        else:
            ending = r"\w{0,4}" if len(cue) >= _SHORT else r"(?!\w)"
            joined = "[وف]?" if "\u0600" <= cue[:1] <= "\u06ff" else ""
            parts.append(rf"(?<!\w){joined}{escaped}{ending}")
    return re.compile("|".join(parts) or r"(?!)")
