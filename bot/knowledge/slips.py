"""Words that phrasings show misspelt, since people write so: found in the content itself, with no dictionary.

A rare word that stands in no title and no body is a slip for a far more usual one that does, if it differs from that by a
letter or two and most of the articles that show the slip show the other word as well: "genral" stands where "general" does,
"benin" does not stand where "begin" does. So a phrasing with a slip counts as one without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.text import block_of, pieces

_SHORTEST = 4  # letters of a word that is looked at
_LONG = 7  # letters from which two of them may differ
_RARE = 40  # articles that a slip stands in at most
_USUAL, _FAR_MORE = 6, 5  # articles that the word that is meant stands in at least, and how many times as many as the slip
_TOGETHER = 2 / 3  # share of the articles with the slip in which the word stands, too
_BY_CHANCE = 3  # times that such a share is more than that of all articles


def slips(held: Mapping[str, set[int]], trusted: frozenset[str], articles: int) -> dict[str, str]:
    """Return what is meant by each word that is taken for a slip.

    Args:
        held: Numbers of the articles that hold a normalised word, by word.
        trusted: Words of titles and bodies; they are no slips.
        articles: How many articles there are.
    """
    words = sorted(word for word in held if len(word) >= _SHORTEST)
    usual = _alike(word for word in words if len(held[word]) >= (_USUAL if word in trusted else _RARE))
    rare = _alike(
        word for word in words if word not in trusted and word.isalpha() and len(held[word]) <= _RARE and len(pieces(word)) == 1
    )
    likely: dict[str, list[tuple[int, float, bool, int, str]]] = defaultdict(list)
    for (block, length), doubtful in rare.items():
        most = 1 if length < _LONG else 2
        for others in filter(None, (usual.get((block, near)) for near in range(length - most, length + most + 1))):
            distances = process.cdist(doubtful, others, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
            for row, column in np.argwhere(distances <= most):
                word, other = doubtful[row], others[column]
                together = len(held[word] & held[other]) / len(held[word])
                is_usual = len(held[other]) > _FAR_MORE * len(held[word])
                if is_usual and together >= max(_TOGETHER, _BY_CHANCE * len(held[other]) / articles):
                    reordered = sorted(other) == sorted(word)
                    likely[word].append((int(distances[row, column]), -together, not reordered, -len(held[other]), other))
    return {word: min(meant)[-1] for word, meant in likely.items()}


def _alike(words: Iterable[str]) -> Mapping[tuple[int, int], list[str]]:
    """Return words by their script and length."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word in words:
        found[block_of(word), len(word)].append(word)
    return found
