"""What is asked in a language that no article is written in: the articles that mean about the same, in all languages at once.

Of each article and language the line counts that is nearest to the question (`bot.knowledge.pieces`), and of these the best
few languages: what is near in one alone is chance. Nothing here knows words or letters, so that a language needs no list.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.matcher import Hit
from bot.knowledge.meanings import MEANINGS, vectors_in
from bot.knowledge.pieces import pieces
from bot.knowledge.shelves import OUTSIDE, Array
from bot.knowledge.text import MAX_QUESTION, normalize

LANGUAGES = 4
"""In how many languages an article has to be near."""
NEAR, SHARPNESS = 0.54, 36.0
"""The cosine at which it is as likely that nothing is meant, and how fast that changes; docs/quality.md says what they bring."""
RIVALS = 10
"""Articles that compete, the nearest."""
_STEPS, _MOST = 200.0, 127  # a line takes 128 bytes: whole numbers, of which so many are 1
_KNOWN = 0.6  # share of a question's letters that the table must know


class CrossLingual:
    """Compares a question with the lines of all languages.

    Args:
        index: An open index.
        languages: In which there are articles.
        size: How many numbers a line's vector has in the index; those of the pieces come first.
    """

    def __init__(self, index: KnowledgeIndex, languages: Sequence[str], *, size: int) -> None:
        self._slugs: dict[str, int] = {}
        self._shelves: list[tuple[Array, Array, Array]] = []
        width = pieces().size
        for lang in languages:
            stored = index.shelf(lang, "slugs", "first", MEANINGS)
            if not stored:
                continue  # nothing is written in it yet
            vectors = vectors_in(stored, size)[:, :width].astype(np.float32)
            vectors *= _STEPS / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
            places = [self._slugs.setdefault(slug, len(self._slugs)) for slug in stored["slugs"].decode().split("\n")]
            whole = np.rint(vectors.clip(-_MOST, _MOST)).astype(np.int8)
            self._shelves.append((np.array(places), np.frombuffer(stored["first"], np.int32)[:-1], whole))

    def search(self, question: str, *, limit: int = 5) -> list[Hit]:
        """Return the likeliest articles, best first; empty where the question's words mean nothing to us."""
        said = normalize(question[:MAX_QUESTION])
        if not self._shelves or pieces().known(said) < _KNOWN:
            return []
        (vector,) = pieces().vectors([said])
        near = np.zeros((len(self._shelves), len(self._slugs)), np.float32)
        for row, (places, first, vectors) in zip(near, self._shelves, strict=True):
            row[places] = np.maximum.reduceat(vectors.astype(np.float32) @ vector, first) / _STEPS
        nearest = np.sort(near, axis=0)[-LANGUAGES:].mean(axis=0)
        best = np.argsort(-nearest, kind="stable")[:RIVALS]
        weights = np.exp(SHARPNESS * (np.append(nearest[best], NEAR) - nearest[best[0]]))
        shares = weights / weights.sum()
        slugs = list(self._slugs)
        found = [Hit(slugs[place], float(share)) for place, share in zip(best, shares[:-1], strict=True)]
        return [hit for hit in found if not hit.slug.startswith(OUTSIDE)][:limit]
