"""What articles mean beside what a question means, where a model of sentences is there (`bot.knowledge.semantics`).

The vectors of the lines are made when the index is built, kept in it, and used again for lines that have not changed.
A paraphrase that shares no word with any line is found by them, and `bot.knowledge.rivals` learns from them as from words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np

from bot.knowledge.shelves import Array, Shelf

MEANINGS = "meanings"
"""The name under which vectors are stored with a shelf."""
SPOKEN = ("slugs", "first", MEANINGS)
"""What `spoken_in` needs of what is stored."""
NEAREST = 20
"""Articles that are candidates because they mean about the same."""
_SEVERAL = 3  # lines
_HELD_OUT = -1.0
_KEY, _KEYS = 8, "meaning_keys"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The vectors of a language's lines.

    Attributes:
        numbers: Of its articles, by slug.
        first: A + 1 for A articles; where the lines of each begin.
        vectors: A row for each line, as they are stored.
    """

    numbers: Mapping[str, int]
    first: Array
    vectors: Array

    def lines_of(self, slug: str) -> Array:
        """Return the vectors of an article's lines; none where there is no such article."""
        number = self.numbers.get(slug)
        span = slice(0, 0) if number is None else slice(self.first[number], self.first[number + 1])
        found: Array = self.vectors[span].astype(np.float32)
        return found


@dataclass(frozen=True, slots=True)
class Meant:
    """How near articles are to what a question means.

    Attributes:
        lines: Cosine of each line; those that are held out have -1.
        nearest: Of each article, that of its nearest line.
        vector: The question's.
        others: What other languages hold: people there may have asked for an article in just these words.
    """

    lines: Array
    nearest: Array
    vector: Array
    others: Sequence[Spoken] = ()

    def likeliest(self, among: Array) -> Array:
        """Return the nearest of some articles."""
        if len(among) <= NEAREST:
            return among
        found: Array = among[np.argpartition(-self.nearest[among], NEAREST)[:NEAREST]]
        return found

    def several(self, lines: Sequence[Array]) -> Array:
        """Return how near the nearest lines of some articles are, the mean; ``lines`` are the numbers of theirs."""
        return np.array([np.sort(self.lines[one])[-_SEVERAL:].mean() for one in lines])

    def abroad(self, slugs: Sequence[str], known: Array) -> Array:
        """Return how near articles are in other languages: the mean of their nearest lines; ``known`` where no other has them."""
        found = known.copy()
        for place, slug in enumerate(slugs):
            near = [float((lines @ self.vector).max()) for one in self.others if len(lines := one.lines_of(slug))]
            if near:
                found[place] = sum(near) / len(near)
        return found

    def nearest_abroad(self, slug: str) -> tuple[Array, Array]:
        """Return the vectors of an article's nearest lines in each other language, and their cosines."""
        vectors, cosines = [np.zeros((0, len(self.vector)), np.float32)], [np.zeros(0, np.float32)]
        for one in self.others:
            lines = one.lines_of(slug)
            alike = lines @ self.vector
            best = np.argsort(-alike)[:_SEVERAL]
            vectors.append(lines[best])
            cosines.append(alike[best])
        return np.concatenate(vectors), np.concatenate(cosines)


def meant_by(shelf: Shelf, vector: Array | None, others: Sequence[Spoken] = ()) -> Meant | None:
    """Return how near the articles of a shelf are to a question's vector; ``None`` where either has none."""
    if vector is None or shelf.meanings is None:
        return None
    lines = shelf.meanings @ vector
    lines[np.isinf(shelf.wholes)] = _HELD_OUT
    return Meant(lines, np.maximum.reduceat(lines, shelf.first[:-1]), vector, others)


class Reader(Protocol):
    """What makes vectors of texts, such as `bot.knowledge.semantics.SentenceModel`."""

    size: int

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a row of ``size`` numbers for each text."""


def vectors_of(model: Reader, lines: Sequence[str], stored: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the vectors of lines as they are stored with a shelf, and what each is known by.

    Args:
        model: What makes them.
        lines: Normalised.
        stored: What was stored before, with the same model: a line that is there is not read again.
    """
    before = stored.get(_KEYS, b"")
    known = {before[place * _KEY :][:_KEY]: row for place, row in enumerate(vectors_in(stored, model.size))}
    keys = [blake2b(line.encode("utf-8", "replace"), digest_size=_KEY).digest() for line in lines]
    new = {key: line for key, line in zip(keys, lines, strict=True) if key not in known}
    known.update(zip(new, model.vectors(list(new.values())).astype(np.float16), strict=True))
    return {MEANINGS: np.array([known[key] for key in keys], np.float16).tobytes(), _KEYS: b"".join(keys)}


def spoken_in(stored: Mapping[str, bytes], size: int) -> Spoken | None:
    """Return the vectors of a language from what is stored with its shelf; ``None`` if there are none."""
    vectors = vectors_in(stored, size)
    numbers = {slug: number for number, slug in enumerate(stored["slugs"].decode().split("\n"))}
    return Spoken(numbers, np.frombuffer(stored["first"], np.int32), vectors) if len(vectors) else None


def vectors_in(stored: Mapping[str, bytes], size: int) -> Array:
    """Return the vectors that were stored with a shelf, a row of ``size`` numbers for each line; none if there were none."""
    return np.frombuffer(stored.get(MEANINGS, b""), np.float16).reshape(-1, size)
