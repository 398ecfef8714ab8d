"""Fits the weights of `bot.knowledge.fusion` and prints them: ``python -m benchmarks.calibrate``; under two minutes, seeded.

Positive and negative examples are (1) phrasings drawn from all, held out one at a time and asked with and without a slip of
the finger, (2) phrasings whose whole article is held out, and ``out_of_scope.txt``: nothing answers them, and (3) half of
the questions in ``content/questions*.jsonl`` (the first line, the third and so on; the others stay unseen).
First the order of candidates is fitted (is this candidate the right one?), then the confidence (is the first one right?).
Last it prints what both halves come to at the threshold; a follow-up needs its conversation, so those are left to ``bot eval``.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.handlers.answers import ANSWER_AT
from bot.knowledge.evidence import Found
from bot.knowledge.fusion import certainty_of, features_of
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.shelves import Array
from bot.knowledge.text import normalize, with_tokens

SEED = 7
PHRASINGS = 2000
"""Phrasings that are drawn from all."""
SLIPS, ORPHANS = 0.5, 0.5
"""Shares of them that are asked with a slip, and that are also asked as if their article did not exist."""
ORDER_WEIGHTS = {"phrasing": 0.15, "orphan": 0.06}
CERTAINTY_WEIGHTS = {"phrasing": 0.06, "orphan": 0.06, "unanswerable": 0.5}
"""What an example counts, a question being 1: a phrasing without its own words is harder than what people ask."""
CONTENT = Path("content")


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found: evidence, a row for each candidate, and which are right.

    ``kind`` is ``phrasing``, ``orphan``, ``unanswerable``, ``seen`` or ``unseen``.
    """

    kind: str
    answerable: bool
    evidence: Array
    right: Array


def main() -> None:
    """Fit and print."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(CONTENT, Path(folder) / "knowledge.db")
        trials = [trial for trial in _trials(library) if len(trial.right)]
        library.close()
    fitted = [trial for trial in trials if trial.kind != "unseen"]
    rows = np.concatenate([features_of(trial.evidence) for trial in fitted])
    importance = np.concatenate([np.full(len(trial.right), ORDER_WEIGHTS.get(trial.kind, 1.0)) for trial in fitted])
    order = fit(rows, np.concatenate([trial.right for trial in fitted]), importance)
    print("_ORDER =", order.round(2).tolist())
    firsts = [_first(trial, order) for trial in fitted]
    importance = np.array([CERTAINTY_WEIGHTS.get(trial.kind, 1.0) for trial in fitted])
    certainty = fit(np.array([features for features, _ in firsts]), np.array([right for _, right in firsts]), importance)
    print("_CERTAINTY =", certainty.round(2).tolist())
    print(f"single questions, without the follow-ups; answered from {ANSWER_AT}")
    for kind in ("seen", "unseen", "unanswerable", "orphan"):
        print(f"{kind:13}", _report([trial for trial in trials if trial.kind == kind], order, certainty))


def _first(trial: Trial, order: Array) -> tuple[Array, bool]:
    """Return what the confidence in the first candidate is computed from, and whether it is right."""
    strengths = order[0] + features_of(trial.evidence) @ order[1:]
    best = np.argsort(-strengths, kind="stable")
    return certainty_of(trial.evidence[best], strengths[best])[0], bool(trial.right[best[0]])


def _report(trials: Sequence[Trial], order: Array, certainty: Array) -> str:
    """Return in a line what the fitted weights make of questions."""
    firsts = [(trial.answerable, *_first(trial, order)) for trial in trials]
    answered = [(able, right) for able, features, right in firsts if _chance(certainty, features) >= ANSWER_AT]
    answerable = sum(trial.answerable for trial in trials)
    right = sum(right for _, right in answered)
    wrong = sum(able and not right for able, right in answered)
    astray = sum(not able for able, _ in answered)
    return (
        f"{answerable} answerable: right first {sum(right for *_, right in firsts)}, answered right {right}, wrong {wrong}; "
        f"{len(trials) - answerable} unanswerable: answered {astray}"
    )


def _chance(weights: Array, features: Array) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))))


def _trials(library: Library) -> Iterator[Trial]:
    matcher, chance = library.matcher, random.Random(SEED)  # noqa: S311
    articles = {(article.lang, article.slug): article for article in ContentLoader(CONTENT).load().articles}
    phrasings = [
        (article, int(shelf.first[number]) + 1 + place)
        for lang in library.association.languages
        for shelf in [matcher.shelf(lang)]
        for number, slug in enumerate(shelf.slugs)
        for article in [articles[lang, slug]]
        for place in range(0 if article.computed else len(article.phrasings))
    ]
    for article, line in chance.sample(phrasings, min(PHRASINGS, len(phrasings))):
        shelf = matcher.shelf(article.lang)
        phrasing = article.phrasings[line - int(shelf.first[shelf.article_of(line)]) - 1]
        asked = slip(phrasing, chance) if chance.random() < SLIPS else phrasing
        held_out = shelf.without(line, normalize(with_tokens(phrasing)))
        yield _judged("phrasing", matcher.weigh(asked, shelf=held_out), [article.slug])
        if chance.random() < ORPHANS:
            near = {article.slug, *article.related}
            yield _judged("orphan", matcher.weigh(phrasing, lang=article.lang).without(near), [])
    for question in _unanswerable():
        yield _judged("unanswerable", matcher.weigh(question), [])
    for file in sorted(CONTENT.glob("questions*.jsonl")):
        for place, row in enumerate(file.read_text(encoding="utf-8").splitlines()):
            case = json.loads(row)
            if not case.get("context"):
                yield _judged("unseen" if place % 2 else "seen", matcher.weigh(case["q"]), case["expect"])


def _unanswerable() -> list[str]:
    return (Path(__file__).parent / "out_of_scope.txt").read_text(encoding="utf-8").splitlines()


def _judged(kind: str, found: Found, expected: Sequence[str]) -> Trial:
    return Trial(kind, bool(expected), found.evidence, np.array([slug in expected for slug in found.slugs], bool))


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


def fit(values: Array, right: Array, importance: Array, *, rounds: int = 25, ridge: float = 0.5) -> Array:
    """Return the weights of a logistic regression, the intercept first, by Newton's method with a ridge."""
    values = np.column_stack([np.ones(len(values)), values])
    weights = np.zeros(values.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        gradient = values.T @ (importance * (right - chance)) - ridge * weights
        curvature = (values.T * (importance * chance * (1 - chance))) @ values + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


if __name__ == "__main__":
    main()
