"""Evidence fused into an order and a probability, by two logistic functions with fitted weights.

What goes into them are shares, and logits between few rivals, which mean the same whatever the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.knowledge.evidence import NAMES, Found
from bot.knowledge.shelves import OUTSIDE, Array

ORDERING = (
    "coverage", "phrasing", "recall", "rank", "relative", "strange", "letters", "contrast", "chosen",
    "meant", "implied", "understood",
)  # fmt: skip
"""Evidence that the order of candidates is computed from."""
CERTAINTY = (*(name for name in ORDERING if name != "relative"), "mass", "foreign", "astray")
"""Evidence that the confidence in the first candidate is computed from, after its strength, its three leads and its company."""
ALONE = 3.0
"""Lead in strength from which a candidate has no rival."""
APART = 6.0
"""The same where the rivals are subjects that nothing answers."""

NEXT = 4
"""Candidates after one over whom its mean lead is taken."""
COMPANY = 5
"""Candidates among whom the share of subjects that nothing answers is taken."""

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
        certainty: An intercept, then the weights of strength, lead, mean lead over the `NEXT`, lead over subjects that nothing
            answers, the share of those among the first, and `CERTAINTY`. Of such a subject it is the lead over articles, and
            their share.
    """

    order: Array
    certainty: Array

    def features_of(self, evidence: Array) -> Array:
        """Return what the order of candidates is computed from, a row for each."""
        return evidence[:, _ORDERING]

    def certainty_of(self, evidence: Array, strengths: Array, outside: Array) -> Array:
        """Return what the confidence in each candidate is computed from, if those before it are not meant.

        Args:
            evidence: Of the candidates, the strongest first.
            strengths: Theirs.
            outside: Which of them are subjects that nothing answers.
        """
        leads = np.append(np.minimum(strengths[:-1] - strengths[1:], ALONE), ALONE)
        after = np.append(strengths[1:], np.full(NEXT, strengths[-1] - ALONE))
        ahead = strengths - np.convolve(after, np.full(NEXT, 1 / NEXT), "valid")[: len(strengths)]
        strongest = [max(strengths[outside != side], default=strengths[0] - APART) for side in (False, True)]  # on the other side
        apart = np.clip(strengths - np.where(outside, strongest[1], strongest[0]), -ALONE, APART)
        company = np.abs(outside[:COMPANY].mean() - outside)
        return np.column_stack([strengths, leads, ahead, apart, company, evidence[:, _CERTAINTY]])


# Fitted by benchmarks/calibrate.py; docs/quality.md says what they reach.
BY_PIECES = Fusion(
    np.array([3.49, 2.91, -1.78, -1.32, 2.41, 2.0, 10.23, 0.09, 0.56, 1.45, 0.43, 0.84]),
    np.array([
        -5.02, -0.15, 0.24, 0.46, 0.16, -2.8, 2.39, 1.41, -0.52, -1.64, -0.28, 0.14, 0.19, -0.3, 4.5, 0.46, -1.71, 0.81,
        -0.99, -1.57
    ]),
)  # fmt: skip
"""Weighs the evidence where pieces of words alone say what a question means."""
BY_SENTENCES = Fusion(
    np.array([3.46, 1.74, -1.72, -1.28, 2.12, 1.89, 9.92, 0.06, 0.51, 2.71, 0.43, 1.16]),
    np.array([
        -4.4, -0.14, 0.26, 0.41, 0.25, -2.55, 2.73, 0.65, -0.49, -1.95, -0.4, -0.31, 0.18, -0.38, 3.77, 0.53, -1.67,
        0.8, -1.13, -1.42
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
    outside = np.array([found.slugs[place].startswith(OUTSIDE) for place in best])
    values = by.certainty[0] + by.certainty_of(found.evidence[best], strengths[best], outside) @ by.certainty[1:]
    scores = SUREST / (1 + np.exp(-np.clip(values, -30, 30)))
    scores[1:] = np.minimum(scores[1:], scores[0] * np.exp((strengths[best[1:]] - strengths[best[0]]) / BEHIND))
    least = np.array([first.get(found.slugs[place], 0.0) for place in best])
    return list(zip(best, np.minimum.accumulate(np.maximum(scores, least)).tolist(), strict=True))
