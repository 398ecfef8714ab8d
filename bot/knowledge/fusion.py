"""Evidence fused into an order and a probability, by two logistic functions with fitted weights.

What goes into them are shares between 0 and 1, which mean the same whatever the content.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bot.knowledge.evidence import NAMES, Found
from bot.knowledge.shelves import Array

ORDERING = (
    "coverage", "mass", "depth", "phrasing", "recall", "title", "spelling", "missed", "rank", "relative", "several", "typical",
    "strange",
)  # fmt: skip
"""Evidence that the order of candidates is computed from."""
CERTAINTY = (
    "coverage", "mass", "phrasing", "missed", "foreign", "astray", "rank", "title", "spelling", "recall", "several", "typical",
    "strange",
)  # fmt: skip
"""Evidence that the confidence in the first candidate is computed from, after its strength and its lead."""
ALONE = 3.0
"""Lead in strength from which a candidate has no rival."""

# Fitted by benchmarks/calibrate.py, the intercept first; docs/quality.md says what they reach.
_ORDER = np.array([-9.23, -1.03, 1.22, 0.51, 2.07, -1.73, 1.7, 2.99, -0.38, -4.09, 5.79, 0.64, 4.54, 0.26])
_CERTAINTY = np.array([-1.82, 0.91, 0.72, 0.99, 1.64, -0.49, 0.56, -1.3, -2.79, 2.14, 0.59, -0.57, -0.65, 0.53, -1.41, -1.87])
_ORDERING, _CERTAIN = [NAMES.index(name) for name in ORDERING], [NAMES.index(name) for name in CERTAINTY]


def features_of(evidence: Array) -> Array:
    """Return what the order of candidates is computed from, a row for each."""
    return evidence[:, _ORDERING]


def certainty_of(evidence: Array, strengths: Array) -> Array:
    """Return what the confidence in each candidate is computed from, if those before it are not meant.

    Args:
        evidence: Of the candidates, the strongest first.
        strengths: Theirs.
    """
    leads = np.append(np.minimum(strengths[:-1] - strengths[1:], ALONE), ALONE)
    return np.column_stack([strengths, leads, evidence[:, _CERTAIN]])


def ranked(found: Found, *, first: Mapping[str, float]) -> list[tuple[int, float]]:
    """Return the places of candidates, the strongest first, with the probability that each is the one asked for.

    Args:
        found: The candidates.
        first: Those that come before all others, with their least probability.
    """
    if not len(found):
        return []
    strengths = _weighted(_ORDER, features_of(found.evidence))
    best = sorted(range(len(found)), key=lambda place: (found.slugs[place] not in first, -strengths[place], found.slugs[place]))
    values = _weighted(_CERTAINTY, certainty_of(found.evidence[best], strengths[best]))
    scores = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    least = np.array([first.get(found.slugs[place], 0.0) for place in best])
    return list(zip(best, np.minimum.accumulate(np.maximum(scores, least)).tolist(), strict=True))


def _weighted(weights: Array, features: Array) -> Array:
    result: Array = weights[0] + features @ weights[1:]
    return result
