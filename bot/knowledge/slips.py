"""Words that phrasings show misspelt, since people write so: found in the content itself, with no dictionary.

A rare word that stands in no title and no body is a slip for a far more usual one that does, if it differs from that by a
letter or two and most of the articles that show the slip show the other word as well: "genral" stands where "general" does,
"benin" does not stand where "begin" does. So a phrasing with a slip counts as one without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.text import block_of, pieces

_SHORTEST = 4  # letters of a word that is looked at
_LONG = 7  # letters from which two of them may differ
_RARE = 40  # articles that a slip stands in at most
_USUAL, _FAR_MORE = 6, 5  # articles that the word that is meant stands in at least, and how many times as many as the slip
_TOGETHER = 2 / 3  # share of the articles with the slip in which the word stands, too
_BY_CHANCE = 3  # times that such a share is more than that of all articles
_MOST_LIKE = 5


def slips(held: Mapping[str, set[int]], trusted: frozenset[str], articles: int) -> dict[str, str]:
    """Return what is meant by each word that is taken for a slip.

    Args:
        held: Numbers of the articles that hold a normalised word, by word.
        trusted: Words of titles and bodies; they are no slips.
        articles: How many articles there are.
    """
    usual: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word in sorted(held):
        if len(word) >= _SHORTEST and len(held[word]) >= (_USUAL if word in trusted else _RARE):
            usual[len(word), block_of(word)].append(word)
    found: dict[str, str] = {}
    for word in held.keys() - trusted:
        if len(word) < _SHORTEST or not word.isalpha() or len(held[word]) > _RARE or len(pieces(word)) > 1:
            continue
        most = 1 if len(word) < _LONG else 2
        likely: list[tuple[int, float, bool, int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            alike = usual.get((length, block_of(word)), ())
            for other, distance, _ in process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=_MOST_LIKE):
                together = len(held[word] & held[other]) / len(held[word])
                is_usual = len(held[other]) > _FAR_MORE * len(held[word])
                if is_usual and together >= max(_TOGETHER, _BY_CHANCE * len(held[other]) / articles):
                    likely.append((int(distance), -together, sorted(other) != sorted(word), -len(held[other]), other))
        if likely:
            found[word] = min(likely)[-1]
    return found
