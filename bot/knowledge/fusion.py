"""Evidence fused into an order and a probability, by two logistic functions with fitted weights.

What goes into them are shares, and logits between few rivals, which mean the same whatever the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

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
"""Evidence that the confidence in the first candidate is computed from, after its strength and its two leads."""
_MEANING = (
    "meant",
    "meaning",
    "implied",
    "understood",
    "abroad",
)  # of these the last three order candidates: the others add nothing
ALONE = 3.0
"""Lead in strength from which a candidate has no rival."""

NEXT = 4
"""Candidates after one over whom its mean lead is taken."""

BEHIND = 2.0
"""Lead in strength that makes the likelier of two hits e times as likely."""
SUREST = 0.989
"""Most that the evidence comes to; only what is a phrasing, word for word, is surer."""


@lru_cache
def _places(names: tuple[str, ...]) -> list[int]:
    """Return the columns of evidence; every search asks for the same ones."""
    return [NAMES.index(name) for name in names]


@dataclass(frozen=True, slots=True)
class Fusion:
    """Two logistic functions.

    Attributes:
        ordering: Names of the evidence that the order of candidates is computed from.
        certain: Names of the evidence that the confidence in the first is computed from, after its strength and its lead.
        order: Weights of ``ordering``.
        certainty: An intercept, then the weights of strength, lead, mean lead over the `NEXT` and ``certain``.
    """

    ordering: tuple[str, ...]
    certain: tuple[str, ...]
    order: Array
    certainty: Array

    def features_of(self, evidence: Array) -> Array:
        """Return what the order of candidates is computed from, a row for each."""
        return evidence[:, _places(self.ordering)]

    def certainty_of(self, evidence: Array, strengths: Array) -> Array:
        """Return what the confidence in each candidate is computed from, if those before it are not meant.

        Args:
            evidence: Of the candidates, the strongest first.
            strengths: Theirs.
        """
        leads = np.append(np.minimum(strengths[:-1] - strengths[1:], ALONE), ALONE)
        after = np.append(strengths[1:], np.full(NEXT, strengths[-1] - ALONE))
        ahead = strengths - np.convolve(after, np.full(NEXT, 1 / NEXT), "valid")[: len(strengths)]
        return np.column_stack([strengths, leads, ahead, evidence[:, _places(self.certain)]])


# Fitted by benchmarks/calibrate.py; docs/quality.md says what they reach.
BY_WORDS = Fusion(
    ORDERING,
    CERTAINTY,
    np.array([3.69, -4.24, 0.12, 2.51, -1.74, 0.55, -0.22, -0.93, 2.99, 0.61, -0.61, 0.17, 10.92, 0.12, 0.59, 0.46]),
    np.array(
        [
            -5.29,
            0.03,
            0.04,
            1.01,
            3.59,
            2.09,
            0.32,
            0.38,
            1.82,
            -2.19,
            -0.56,
            1.15,
            0.15,
            0.4,
            -4.76,
            -1.02,
            -0.29,
            0.03,
            -0.55,
            -0.26,
        ]
    ),
)
"""Weighs what words and letters say."""
BY_MEANING = Fusion(
    (*ORDERING, *_MEANING[2:]),
    (*CERTAINTY, *_MEANING),
    np.array(
        [3.0, -3.33, -1.53, 1.42, -0.96, 0.13, -0.67, -0.67, 3.03, -0.99, 0.32, 0.47, 6.84, 0.13, 0.58, 0.13, 0.17, 0.64, 10.65]
    ),
    np.array(
        [
            -4.88,
            -0.4,
            0.37,
            0.73,
            4.3,
            1.38,
            0.34,
            0.23,
            1.76,
            -1.97,
            -0.42,
            0.9,
            -1.04,
            -0.13,
            -4.14,
            -0.99,
            3.26,
            0.13,
            -0.57,
            0.03,
            3.26,
            2.71,
            0.33,
            -1.83,
            -2.24,
        ]
    ),
)
"""Weighs what a model of sentences says as well."""


def fusion_of(found: Found) -> Fusion:
    """Return what weighs the evidence of some candidates."""
    return BY_MEANING if found.meant else BY_WORDS


def ranked(found: Found, *, first: Mapping[str, float], by: Fusion | None = None) -> list[tuple[int, float]]:
    """Return the places of candidates, the strongest first, with the probability that each is the one asked for.

    Args:
        found: The candidates.
        first: Those that come before all others, with their least probability.
        by: What weighs them, if it is not the shipped weights.
    """
    if not len(found):
        return []
    fusion = by or fusion_of(found)
    strengths = fusion.features_of(found.evidence) @ fusion.order
    best = sorted(range(len(found)), key=lambda place: (found.slugs[place] not in first, -strengths[place], found.slugs[place]))
    values = fusion.certainty[0] + fusion.certainty_of(found.evidence[best], strengths[best]) @ fusion.certainty[1:]
    scores = SUREST / (1 + np.exp(-np.clip(values, -30, 30)))
    scores[1:] = np.minimum(scores[1:], scores[0] * np.exp((strengths[best[1:]] - strengths[best[0]]) / BEHIND))
    least = np.array([first.get(found.slugs[place], 0.0) for place in best])
    return list(zip(best, np.minimum.accumulate(np.maximum(scores, least)).tolist(), strict=True))
