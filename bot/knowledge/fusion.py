"""Evidence fused into an order and a probability, by two logistic functions with fitted weights.

What goes into them are shares, and logits between few rivals, which mean the same whatever the content.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bot.knowledge.evidence import NAMES, Found
from bot.knowledge.shelves import Array

ORDERING = (
    "coverage", "mass", "depth", "phrasing", "recall", "title", "missed", "rank", "relative", "several", "typical", "strange",
    "letters", "contrast", "chosen", "learned",
)  # fmt: skip
"""Evidence that the order of candidates is computed from."""
CERTAINTY = (
    "coverage", "mass", "phrasing", "missed", "foreign", "astray", "rank", "title", "recall", "several", "typical", "strange",
    "letters", "contrast", "chosen", "learned",
)  # fmt: skip
"""Evidence that the confidence in the first candidate is computed from, after its strength and its lead."""
ALONE = 3.0
"""Lead in strength from which a candidate has no rival."""

BEHIND = 2.0
"""Lead in strength that makes the likelier of two hits e times as likely."""
SUREST = 0.989
"""Most that the evidence comes to; only what is a phrasing, word for word, is surer."""

# Fitted by benchmarks/calibrate.py, the intercept of the second first; docs/quality.md says what they reach.
_ORDER = np.array([1.72, -4.57, -1.32, 1.91, -2.4, 0.64, -0.05, 0.24, 2.79, -1.64, 0.58, -1.22, 13.43, 0.1, 0.78, 0.47])
_CERTAINTY = np.array(
    [-5.08, -0.09, 0.65, 2.17, 3.65, 1.71, -0.26, 1.47, -2.33, 0.14, 1.56, -0.91, -0.48, -1.35, -1.1, 1.81, 0.37, -0.63, 0.16]
)
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
    strengths = features_of(found.evidence) @ _ORDER
    best = sorted(range(len(found)), key=lambda place: (found.slugs[place] not in first, -strengths[place], found.slugs[place]))
    values = _CERTAINTY[0] + certainty_of(found.evidence[best], strengths[best]) @ _CERTAINTY[1:]
    scores = SUREST / (1 + np.exp(-np.clip(values, -30, 30)))
    scores[1:] = np.minimum(scores[1:], scores[0] * np.exp((strengths[best[1:]] - strengths[best[0]]) / BEHIND))
    least = np.array([first.get(found.slugs[place], 0.0) for place in best])
    return list(zip(best, np.minimum.accumulate(np.maximum(scores, least)).tolist(), strict=True))
