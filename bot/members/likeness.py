"""Members by name: the same name however it is written, and names that are so alike that they may be the same member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from bot.knowledge.text import normalize

_ALIKE = 87  # percent of likeness of the whole names, spaces apart
_WITHIN = 95  # of the words that they share with those of the shorter one
_COMMON = 500  # a word of so many names tells nothing
_LETTERS = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Name(Generic[T]):
    said: str
    owner: T
    country: str
    numbers: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, text: str, owner: T, country: str) -> _Name[T]:
        said = normalize(text)
        return cls(said, owner, country, frozenset(word for word in said.split() if any(sign.isdigit() for sign in word)))


class Names(Generic[T]):
    """Names with whose they are."""

    def __init__(self) -> None:
        self._exact: dict[str, dict[T, None]] = defaultdict(dict)
        self._parts: dict[str, list[_Name[T]]] = defaultdict(list)

    def add(self, owner: T, names: Iterable[str], country: str) -> None:
        """Add the names of somebody; owners are compared by equality."""
        for text in names:
            name = _Name.of(text, owner, country)
            if name.said and owner not in self._exact[name.said]:
                self._exact[name.said][owner] = None
                for part in _parts(name.said):
                    self._parts[part].append(name)

    def exact(self, text: str) -> list[T]:
        """Return whose name this is, in any case and with or without accents."""
        return list(self._exact.get(normalize(text), ()))

    def alike(self, text: str, country: str = "") -> list[T]:
        """Return whose names are like this one, the likest first; of another country none, unless the country is not known."""
        asked = _Name.of(text, None, country)
        found: dict[T, float] = {}
        for part in _parts(asked.said):
            names = self._parts.get(part, ())
            for name in names if len(names) <= _COMMON else ():
                if country and name.country and name.country != country:
                    continue
                score = _score(asked, name)
                if score > found.get(name.owner, 0):
                    found[name.owner] = score
        return sorted(found, key=lambda owner: -found[owner])


def _parts(said: str) -> set[str]:
    """Return by what a name is looked up: its longer words, and the first two signs of each word for misspelt ones."""
    words = said.split()
    return (
        {word for word in words if len(word) >= _LETTERS} | {f"{word[:2]}…" for word in words} | {f"{said.replace(' ', '')[:3]}…"}
    )


def _score(asked: _Name[None], name: _Name[T]) -> float:
    """Return how alike two names are in percent, 0 when they are not; with different numbers in them they never are."""
    if asked.numbers != name.numbers:
        return 0
    whole = fuzz.ratio(asked.said.replace(" ", ""), name.said.replace(" ", ""), score_cutoff=_ALIKE)
    if min(len(asked.said), len(name.said)) < _LETTERS:
        return whole
    return max(whole, fuzz.token_set_ratio(asked.said, name.said, score_cutoff=_WITHIN))
