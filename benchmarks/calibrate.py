"""Fits the weights of `bot.knowledge.matcher` and prints them: ``python -m benchmarks.calibrate``.

Positive and negative examples are (1) every phrasing, held out and asked with and without a slip of the finger,
(2) phrasings whose whole article is held out, and ``out_of_scope.txt``: nothing answers them, and
(3) half of the questions in the files that are used for tuning (the first line, the third and so on; the others stay unseen).
First the order of candidates is fitted (is this candidate the right one?), then the confidence (is the first one right?).
Last it prints what both halves come to at the threshold; a follow-up needs its conversation, so those are left to ``bot eval``.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.handlers.answers import ANSWER_AT
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import ALONE, Evidence, FusionMatcher, certainty_of, features_of
from bot.knowledge.text import terms

Found = list[tuple[str, Evidence, bool]]  # candidates, and whether each is right
Example = tuple[list[float], bool, float]  # features, right, weight
SEED = 7
ORDER_WEIGHT = 0.15
"""Weight of a held-out phrasing, a question's being 1, when the order of candidates is fitted."""
CERTAINTY_WEIGHT = 0.06
"""The same for the confidence: a phrasing without its own words is harder than what people ask, so it would learn doubt."""
UNANSWERABLE_WEIGHT = 0.5
"""Weight of a question of ``out_of_scope.txt`` for the confidence: there are more of them than of questions."""
PHRASINGS = 2000
"""Phrasings that are drawn from all."""
ORPHANS = 0.5
"""Share of phrasings that are also asked as if their article did not exist: questions close to the field, unanswerable."""
CONTENT = Path("content")
QUESTIONS = ("questions.jsonl", "questions-eight.jsonl")


@dataclass(frozen=True, slots=True)
class Trial:
    """A question that was asked of the matcher; ``kind`` is ``phrasing``, ``orphan``, ``unanswerable``, ``seen`` or ``unseen``."""

    kind: str
    answerable: bool
    found: Found


def main() -> None:
    """Fit and print."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(CONTENT, Path(folder) / "knowledge.db")
        trials = list(_trials(library.matcher))
    fitted = [trial for trial in trials if trial.kind != "unseen" and trial.found]
    order_weights = {"phrasing": ORDER_WEIGHT, "orphan": CERTAINTY_WEIGHT}
    order = fit(
        [
            (features_of(evidence), right, order_weights.get(trial.kind, 1.0))
            for trial in fitted
            for _, evidence, right in trial.found
        ]
    )
    print("_ORDER =", tuple(round(value, 2) for value in order))
    weights = {"phrasing": CERTAINTY_WEIGHT, "orphan": CERTAINTY_WEIGHT, "unanswerable": UNANSWERABLE_WEIGHT}
    certainty = fit([(*_first(trial, order), weights.get(trial.kind, 1.0)) for trial in fitted])
    print("_CERTAINTY =", tuple(round(value, 2) for value in certainty))
    print(f"single questions, without the follow-ups; answered from {ANSWER_AT}")
    for kind in ("seen", "unseen", "unanswerable"):
        print(f"{kind:13}", _report([trial for trial in trials if trial.kind == kind], order, certainty))


def _first(trial: Trial, order: Sequence[float]) -> tuple[list[float], bool]:
    """Return what the confidence in the first candidate is computed from, and whether it is right."""
    ranked = sorted(((_dot(order, features_of(evidence)), evidence, right) for _, evidence, right in trial.found), key=_strength)
    strength, evidence, right = ranked[-1]
    lead = strength - ranked[-2][0] if len(ranked) > 1 else ALONE
    return certainty_of(evidence, strength, lead), right


def _strength(one: tuple[float, Evidence, bool]) -> float:
    return one[0]


def _report(trials: Sequence[Trial], order: Sequence[float], certainty: Sequence[float]) -> str:
    """Return in a line what the fitted weights make of questions."""
    firsts = [(trial, *_first(trial, order)) for trial in trials if trial.found]
    answered = [(trial, right) for trial, features, right in firsts if 1 / (1 + math.exp(-_dot(certainty, features))) >= ANSWER_AT]
    answerable = sum(trial.answerable for trial in trials)
    right = sum(right for _, right in answered)
    wrong = sum(trial.answerable and not right for trial, right in answered)
    astray = sum(not trial.answerable for trial, _ in answered)
    ranked = sum(right for _, _, right in firsts)
    return (
        f"{answerable} answerable: right first {ranked}, answered right {right}, answered wrong {wrong}; "
        f"{len(trials) - answerable} unanswerable: answered {astray}"
    )


def _trials(matcher: FusionMatcher) -> Iterator[Trial]:
    chance = random.Random(SEED)  # noqa: S311
    pairs = [(article, phrasing) for article in ContentLoader(CONTENT).load().articles for phrasing in article.phrasings]
    for article, phrasing in chance.sample(pairs, min(PHRASINGS, len(pairs))):
        if article.computed:
            continue
        held_out = (article.slug, " ".join(sorted(terms(phrasing, article.lang))))
        for question in (phrasing, slip(phrasing, chance)):
            found = matcher.weigh(question, without=held_out)
            yield Trial("phrasing", True, _judged(found, [article.slug]))
        if chance.random() < ORPHANS:
            others = [one for one in matcher.weigh(phrasing) if one[0] != article.slug]
            yield Trial("orphan", False, _judged(others, []))
    for question in (Path(__file__).parent / "out_of_scope.txt").read_text(encoding="utf-8").splitlines():
        yield Trial("unanswerable", False, _judged(matcher.weigh(question), []))
    for name in QUESTIONS:
        for number, line in enumerate((CONTENT / name).read_text(encoding="utf-8").splitlines()):
            case = json.loads(line)
            if not case.get("context"):
                kind = "unseen" if number % 2 else "seen"
                yield Trial(kind, bool(case["expect"]), _judged(matcher.weigh(case["q"]), case["expect"]))


def _judged(found: Sequence[tuple[str, Evidence]], expected: Sequence[str]) -> Found:
    return [(slug, evidence, slug in expected) for slug, evidence in found]


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
    values = np.array([[1.0, *features] for features, _, _ in examples])
    right = np.array([float(one[1]) for one in examples])
    importance = np.array([one[2] for one in examples])
    weights = np.zeros(values.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        gradient = values.T @ (importance * (right - chance)) - ridge * weights
        curvature = (values.T * (importance * chance * (1 - chance))) @ values + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return [float(weight) for weight in weights]


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return weights[0] + sum(weight * feature for weight, feature in zip(weights[1:], features, strict=True))


if __name__ == "__main__":
    main()
