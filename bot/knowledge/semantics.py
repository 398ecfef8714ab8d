"""What a text means, as a vector: by the pieces of its words, and by a model of sentences where ``SEMANTIC_MODEL`` names one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.knowledge.pieces import pieces, stamp
from bot.knowledge.sentences import SentenceModel
from bot.knowledge.shelves import Array

_SHARE = 0.5
"""What the pieces count beside a model of sentences."""


class Semantics:
    """Turns normalised texts into vectors whose inner products tell how alike they mean.

    Attributes:
        model: The model of sentences, if there is one.
    """

    def __init__(self, model: str = "") -> None:
        """Take the table of pieces, and the named model.

        Raises:
            ConfigurationError: There is no model of that name, or its package is not installed.
        """
        self.model = SentenceModel(model) if model else None
        self._remembered = lru_cache(maxsize=256)(lambda text: self.vectors([text])[0])

    def __reduce__(self) -> tuple[type[Semantics], tuple[str, ...]]:
        """Let another process take the same table and model."""
        return Semantics, ((self.model.name,) if self.model else ())

    @property
    def stamp(self) -> str:
        """What made the vectors: those that something else made are of no use."""
        return stamp() + (self.model.stamp if self.model else "")

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return pieces().size + (self.model.size if self.model else 0)

    def vector(self, text: str) -> Array:
        """Return the vector of one text, remembered for a while; do not write into it."""
        found: Array = self._remembered(text)
        return found

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a vector of length 1 for each text, float32; a text of which nothing is known may have a shorter one."""
        found = pieces().vectors(texts)
        if self.model is None:
            return found
        both: Array = np.hstack((_SHARE**0.5 * found, (1 - _SHARE) ** 0.5 * self.model.vectors(texts)))
        return both
