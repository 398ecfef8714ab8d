"""What the pieces of words mean: a table of vectors, so that a line's meaning is a sum; no network is run.

The pieces are those into which universal-sentence-encoder-multilingual 3 (Apache-2.0; Yang and others, 2019) parts words of
fifteen languages, normalised as the assistant normalises. The vector of a piece is what that encoder makes of it alone, turned
into the directions in which pieces differ most, and the shorter the more usual the piece is (Arora, Liang and Ma, 2017).
``benchmarks/vectors.py`` makes the table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from sentencepiece import SentencePieceProcessor

from bot.knowledge.shelves import Array
from bot.knowledge.text import clean

FILE = "pieces.npz"
"""The file beside this one: ``parting``, a model of SentencePiece as bytes; ``vectors``, a row of whole numbers for each of its
pieces; ``scales``, by which a row is multiplied."""
_UNKNOWN = 0  # a piece that means nothing
_BATCH = 512
_LONGEST = 600
"""Signs of a text that are read."""


class Pieces:
    """Turns normalised texts into vectors whose inner products tell how alike they mean.

    Attributes:
        size: Numbers in a vector.
    """

    def __init__(self) -> None:
        self._vectors, self._scales = _held("vectors"), _held("scales").astype(np.float32)
        self._parting = SentencePieceProcessor(model_proto=_held("parting").tobytes())
        self.size: int = self._vectors.shape[1]

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a vector of length 1 for each text, float32; of length 0 for one without a known piece."""
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), _BATCH):
            held = self._parting.encode([clean(text[:_LONGEST]) for text in texts[start : start + _BATCH]])
            numbers = np.array([number for one in held for number in (_UNKNOWN, *one)])
            begins = np.cumsum([0, *(len(one) + 1 for one in held[:-1])])
            found[start : start + _BATCH] = np.add.reduceat(self._vectors[numbers] * self._scales[numbers, None], begins)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def known(self, text: str) -> float:
        """Return which share of a normalised text's letters stand in pieces that are in the table, 0 to 1."""
        held = self._parting.encode(clean(text[:_LONGEST]))
        known = sum(len(self._parting.id_to_piece(number).lstrip("▁")) for number in held if number != _UNKNOWN)
        return known / max(1, len(text[:_LONGEST].replace(" ", "")))


@cache
def pieces() -> Pieces:
    """Return the table, read once: a tenth of a second and 30 MB that nobody needs who asks nothing."""
    return Pieces()


@cache
def stamp() -> str:
    """Return what names the table: vectors that were made with another are of no use with this."""
    return hashlib.sha256(_held("scales").tobytes()).hexdigest()[:16]


def _held(name: str) -> Array:
    with resources.files("bot.knowledge").joinpath(FILE).open("rb") as opened, np.load(opened, allow_pickle=False) as held:
        found: Array = held[name]
        return found
