"""What articles mean beside what a question means (`bot.knowledge.semantics`).

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
NEAREST = 20
"""Articles that are candidates because they mean about the same."""
_HELD_OUT = -1.0
_KEY, _KEYS = 8, "meaning_keys"


@dataclass(frozen=True, slots=True)
class Meant:
    """How near articles are to what a question means.

    Attributes:
        lines: Cosine of each line; those that are held out have -1.
        nearest: Of each article, that of its nearest line.
    """

    lines: Array
    nearest: Array

    def likeliest(self, among: Array) -> Array:
        """Return the nearest of some articles."""
        if len(among) <= NEAREST:
            return among
        found: Array = among[np.argpartition(-self.nearest[among], NEAREST)[:NEAREST]]
        return found


def meant_by(shelf: Shelf, vector: Array) -> Meant:
    """Return how near the articles of a shelf are to a question's vector."""
    lines = shelf.meanings @ vector
    lines[np.isinf(shelf.wholes)] = _HELD_OUT
    return Meant(lines, np.maximum.reduceat(lines, shelf.first[:-1]))


class Reader(Protocol):
    """What makes vectors of texts, such as `bot.knowledge.semantics.Semantics`."""

    @property
    def size(self) -> int:
        """How many numbers a vector has."""

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a row of ``size`` numbers for each text."""


def vectors_of(reader: Reader, lines: Sequence[str], stored: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the vectors of lines as they are stored with a shelf, and what each is known by.

    Args:
        reader: What makes them.
        lines: Normalised.
        stored: What was stored before, of the same reader: a line that is there is not read again.
    """
    before = stored.get(_KEYS, b"")
    known = {before[place * _KEY :][:_KEY]: row for place, row in enumerate(vectors_in(stored, reader.size))}
    keys = [blake2b(line.encode("utf-8", "replace"), digest_size=_KEY).digest() for line in lines]
    new = {key: line for key, line in zip(keys, lines, strict=True) if key not in known}
    known.update(zip(new, reader.vectors(list(new.values())).astype(np.float16), strict=True))
    return {MEANINGS: np.array([known[key] for key in keys], np.float16).tobytes(), _KEYS: b"".join(keys)}


def vectors_in(stored: Mapping[str, bytes], size: int) -> Array:
    """Return the vectors that were stored with a shelf, a row of ``size`` numbers for each line; none if there were none."""
    return np.frombuffer(stored.get(MEANINGS, b""), np.float16).reshape(-1, size)
