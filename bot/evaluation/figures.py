"""What outcomes come to: counts, confusions, how far the score tells the truth, what another threshold would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.judging import Outcome, Verdict

BINS = 10
"""Of scores, each as wide as the others."""
NO_TOPIC = "out of scope"


@dataclass(frozen=True, slots=True)
class Row:
    """How often each verdict was given, for one group of questions, and how many of the wrong answers without a doubt."""

    name: str
    counts: Mapping[Verdict, int]
    surely_wrong: int

    @property
    def total(self) -> int:
        """Return how many questions there are."""
        return sum(self.counts.values())

    def share(self, verdict: Verdict) -> float:
        """Return a verdict's share, 0 to 1."""
        return self.counts.get(verdict, 0) / max(1, self.total)


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores from ``low`` up to ``high``: how many, their mean, and the share of first articles that were right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Level:
    """What answering from a score on would give: the share of all questions answered, and the share of those answered right."""

    score: float
    coverage: float
    accuracy: float


def tables(outcomes: Sequence[Outcome], topics: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of each table by what it divides by; the last row of each holds all.

    Args:
        outcomes: At least one.
        topics: Of each article.
    """
    return {
        "kind": rows((outcome.case.kind, outcome) for outcome in outcomes),
        "topic": rows((topics.get(next(iter(outcome.case.expect), ""), NO_TOPIC), outcome) for outcome in outcomes),
        "language": rows((outcome.case.lang or "?", outcome) for outcome in outcomes),
    }


def rows(named: Iterable[tuple[str, Outcome]]) -> list[Row]:
    """Return a row for each name, as they first come up, and one for all."""
    groups: dict[str, list[Outcome]] = {}
    for name, outcome in named:
        groups.setdefault(name, []).append(outcome)
    whole = ("all", [outcome for group in groups.values() for outcome in group])
    return [
        Row(name, Counter(one.verdict for one in group), sum(one.is_surely_wrong for one in group))
        for name, group in (*groups.items(), whole)
    ]


def confusions(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int]]:
    """Return ``(asked for, answered, how often)`` of wrong answers, the most frequent first; of several expectations the first."""
    wrong = [outcome for outcome in outcomes if outcome.verdict is Verdict.WRONG]
    counted = Counter((next(iter(outcome.case.expect), outcome.expected), outcome.got) for outcome in wrong)
    return [(asked, got, count) for (asked, got), count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


def calibration(outcomes: Iterable[Outcome]) -> list[Bin]:
    """Return how often the first article was right, by the score that it was given; bins without any are left out.

    Counted are answers and guesses that have a score; silence names no article that could be right.
    """
    scored: dict[int, list[tuple[float, bool]]] = {}
    for outcome in outcomes:
        score = outcome.reply.confidence
        if score is not None and outcome.first:
            scored.setdefault(min(int(score * BINS), BINS - 1), []).append((score, outcome.is_first_right))
    return [
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(found),
            sum(score for score, _ in found) / len(found),
            sum(right for _, right in found) / len(found),
        )
        for number, found in sorted(scored.items())
    ]


def expected_error(bins: Iterable[Bin]) -> float:
    """Return how far score and share of right ones are apart, on average: the expected calibration error, 0 to 1."""
    bins = list(bins)
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.score - one.right) for one in bins) / total if total else 0.0


def levels(outcomes: Sequence[Outcome]) -> list[Level]:
    """Return what each possible threshold would give, the highest first.

    What has no score, such as the next step of a calculation, counts as certain. Below the lowest score that is offered nothing
    is known.
    """
    ranked = sorted(
        (
            (1.0 if (score := outcome.reply.confidence) is None else score, outcome.is_first_right)
            for outcome in outcomes
            if outcome.first
        ),
        key=lambda one: -one[0],
    )
    found: list[Level] = []
    right = 0
    for place, (score, is_right) in enumerate(ranked, start=1):
        right += is_right
        if place == len(ranked) or ranked[place][0] < score:
            found.append(Level(score, place / len(outcomes), right / place))
    return found


def level_now(outcomes: Sequence[Outcome]) -> Level:
    """Return what was answered, and how much of that right; its score is the lowest that was answered with."""
    answered = [outcome for outcome in outcomes if outcome.is_answered]
    right = sum(outcome.is_first_right for outcome in answered)
    lowest = min((score for outcome in answered if (score := outcome.reply.confidence) is not None), default=1.0)
    return Level(lowest, len(answered) / max(1, len(outcomes)), right / max(1, len(answered)))
