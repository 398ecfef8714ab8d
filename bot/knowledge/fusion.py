"""Evidence fused into an order and a probability, by two logistic functions with fitted weights.

What goes into them are shares, and logits between few rivals, which mean the same whatever the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.knowledge.evidence import NAMES, Found
from bot.knowledge.shelves import Array

ORDERING = (
    "coverage", "phrasing", "recall", "rank", "relative", "strange", "letters", "contrast", "chosen",
    "meant", "implied", "understood",
)  # fmt: skip
"""Evidence that the order of candidates is computed from."""
CERTAINTY = (*(name for name in ORDERING if name != "relative"), "mass", "foreign", "astray")
"""Evidence that the confidence in the first candidate is computed from, after its strength and its two leads."""
ALONE = 3.0
"""Lead in strength from which a candidate has no rival."""

NEXT = 4
"""Candidates after one over whom its mean lead is taken."""

BEHIND = 2.0
"""Lead in strength that makes the likelier of two hits e times as likely."""
SUREST = 0.989
"""Most that the evidence comes to; only what is a phrasing, word for word, is surer."""


_ORDERING, _CERTAINTY = ([NAMES.index(name) for name in names] for names in (ORDERING, CERTAINTY))


@dataclass(frozen=True, slots=True)
class Fusion:
    """Two logistic functions.

    Attributes:
        order: Weights of `ORDERING`.
        certainty: An intercept, then the weights of strength, lead, mean lead over the `NEXT` and `CERTAINTY`.
    """

    order: Array
    certainty: Array

    def features_of(self, evidence: Array) -> Array:
        """Return what the order of candidates is computed from, a row for each."""
        return evidence[:, _ORDERING]

    def certainty_of(self, evidence: Array, strengths: Array) -> Array:
        """Return what the confidence in each candidate is computed from, if those before it are not meant.

        Args:
            evidence: Of the candidates, the strongest first.
            strengths: Theirs.
        """
        leads = np.append(np.minimum(strengths[:-1] - strengths[1:], ALONE), ALONE)
        after = np.append(strengths[1:], np.full(NEXT, strengths[-1] - ALONE))
        ahead = strengths - np.convolve(after, np.full(NEXT, 1 / NEXT), "valid")[: len(strengths)]
        return np.column_stack([strengths, leads, ahead, evidence[:, _CERTAINTY]])


# Fitted by benchmarks/calibrate.py; docs/quality.md says what they reach.
BY_PIECES = Fusion(
    np.array([1.77, 1.85, -1.68, -0.23, 1.99, 0.6, 10.87, 0.05, 0.68, 0.25, 0.48, 0.98]),
    np.array([
        -5.59, -0.1, 0.22, 0.73, 1.66, 1.34, -1.42, -1.17, -1.63, 0.14, 0.11, -0.41, 5.54, 0.24, -1.54, 1.22, 0.08,
        -1.81
    ]),
)  # fmt: skip
"""Weighs the evidence where pieces of words alone say what a question means."""
BY_SENTENCES = Fusion(
    np.array([1.75, 0.8, -1.54, 0.05, 1.6, 0.45, 10.55, 0.04, 0.52, 1.52, 0.53, 1.01]),
    np.array([
        -5.66, -0.04, 0.16, 0.7, 1.77, 0.67, -1.34, -1.24, -1.44, -0.29, 0.09, -0.22, 5.0, 0.25, -1.09, 1.75, 0.66,
        -1.7
    ]),
)  # fmt: skip
"""Weighs it where a model of sentences does as well."""


def ranked(found: Found, by: Fusion, *, first: Mapping[str, float]) -> list[tuple[int, float]]:
    """Return the places of candidates, the strongest first, with the probability that each is the one asked for.

    Args:
        found: The candidates.
        by: What weighs them.
        first: Those that come before all others, with their least probability.
    """
    if not len(found):
        return []
    strengths = by.features_of(found.evidence) @ by.order
    best = sorted(range(len(found)), key=lambda place: (found.slugs[place] not in first, -strengths[place], found.slugs[place]))
    values = by.certainty[0] + by.certainty_of(found.evidence[best], strengths[best]) @ by.certainty[1:]
    scores = SUREST / (1 + np.exp(-np.clip(values, -30, 30)))
    scores[1:] = np.minimum(scores[1:], scores[0] * np.exp((strengths[best[1:]] - strengths[best[0]]) / BEHIND))
    least = np.array([first.get(found.slugs[place], 0.0) for place in best])
    return list(zip(best, np.minimum.accumulate(np.maximum(scores, least)).tolist(), strict=True))
