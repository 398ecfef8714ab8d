"""Fits the weights of `bot.knowledge.matcher` and prints them: ``python -m benchmarks.calibrate``.

Positive and negative examples are (1) every phrasing, held out and asked with and without a slip of the finger,
(2) phrasings whose whole article is held out, and ``out_of_scope.txt``: nothing answers them, and
(3) half of the questions in ``content/questions.jsonl`` (the even lines; the odd ones stay unseen, see docs/quality.md).
First the order of candidates is fitted (is this candidate the right one?), then the confidence (is the first one right?).
"""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Evidence, FusionMatcher, certainty_of, features_of

Example = tuple[list[float], bool, float]  # features, right, weight
SEED = 7
PHRASING_WEIGHT = 0.15
ORPHANS = 0.5
"""Share of phrasings that are also asked as if their article did not exist: questions close to the field, unanswerable."""
CONTENT = Path("content")


def main() -> None:
    """Fit and print."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(CONTENT, Path(folder) / "knowledge.db")
        matcher = library.matcher
        cases = list(_cases(matcher))
    order = fit([(features_of(evidence), right, weight) for found, weight in cases for _, evidence, right in found])
    print("ORDER = ", [round(value, 2) for value in order])
    tops: list[Example] = []
    for found, weight in cases:
        ranked = sorted(found, key=lambda one: -_dot(order, features_of(one[1])))
        following = next((one for one in ranked[1:] if one[0] != ranked[0][0]), None)
        strength = _dot(order, features_of(ranked[0][1]))
        lead = strength - (_dot(order, features_of(following[1])) if following else 0.0)
        tops.append((certainty_of(ranked[0][1], strength, lead), ranked[0][2], weight))
    confidence = fit(tops)
    print("CERTAINTY = ", [round(value, 2) for value in confidence])
    right = sum(weight for _, is_right, weight in tops if is_right) / sum(weight for *_, weight in tops)
    print(f"{len(cases)} examples; the first candidate is right in {right:.1%} (by weight, out of scope included)")


def _cases(matcher: FusionMatcher) -> Iterator[tuple[list[tuple[str, Evidence, bool]], float]]:
    chance = random.Random(SEED)
    for article in ContentLoader(CONTENT).load().articles:
        for phrasing in article.phrasings:
            for question in (phrasing, slip(phrasing, chance)):
                found = matcher.weigh(question, without=(article.slug, phrasing))
                if found:
                    yield [(slug, evidence, slug == article.slug) for slug, evidence in found], PHRASING_WEIGHT
            others = [(slug, evidence, False) for slug, evidence in matcher.weigh(phrasing) if slug != article.slug]
            if others and chance.random() < ORPHANS:
                yield others, PHRASING_WEIGHT
    for question in (Path(__file__).parent / "out_of_scope.txt").read_text(encoding="utf-8").splitlines():
        if found := matcher.weigh(question):
            yield [(slug, evidence, False) for slug, evidence in found], 1.0
    for line in (CONTENT / "questions.jsonl").read_text(encoding="utf-8").splitlines()[::2]:
        case = json.loads(line)
        found = matcher.weigh(case["q"]) if not case.get("context") else []
        if found:
            yield [(slug, evidence, slug in case["expect"]) for slug, evidence in found], 1.0


def slip(text: str, chance: random.Random) -> str:
    """Return the text with one letter swapped, dropped or doubled."""
    if len(text) < 4:
        return text
    place = chance.randrange(1, len(text) - 1)
    match chance.randrange(3):
        case 0:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        case 1:
            return text[:place] + text[place + 1 :]
        case _:
            return text[:place] + text[place] + text[place:]


def fit(examples: Sequence[Example], *, rounds: int = 25, ridge: float = 0.5) -> list[float]:
    """Return the weights of a logistic regression, the intercept first, by Newton's method with a ridge."""
    size = len(examples[0][0]) + 1
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-ridge * weight for weight in weights]
        curvature = [[ridge * (row == column) for column in range(size)] for row in range(size)]
        for features, right, importance in examples:
            values = [1.0, *features]
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * v for w, v in zip(weights, values, strict=True))))))
            for row in range(size):
                gradient[row] += importance * (right - chance) * values[row]
                for column in range(size):
                    curvature[row][column] += importance * chance * (1 - chance) * values[row] * values[column]
        weights = [weight + step for weight, step in zip(weights, _solve(curvature, gradient), strict=True)]
    return weights


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return weights[0] + sum(weight * feature for weight, feature in zip(weights[1:], features, strict=True))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot in range(len(rows)):
        best = max(range(pivot, len(rows)), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        for row in range(len(rows)):
            if row != pivot:
                factor = rows[row][pivot] / rows[pivot][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


if __name__ == "__main__":
    main()
