"""Fits the weights of `bot.knowledge.fusion` and prints them: ``python -m benchmarks.calibrate``; three minutes, seeded.

With ``--model NAME`` (as ``SEMANTIC_MODEL``) those for questions that a model of sentences has read.

Examples are (1) phrasings drawn from all, held out one at a time and asked with and without a slip of the finger, (2) phrasings
whose whole article is held out, and the questions of ``content/outside/``, held out one at a time or with their whole
subject: nothing answers them, (3) function words or numbers at random: they mean nothing, and (4) the questions in
``content/questions*.jsonl``; a follow-up needs its conversation, so those are left to ``bot eval``. First the order of
candidates is fitted (which of them is right?), then the confidence (is the first one right?). The weights that are printed see
all examples; the figures come from four rounds, each judged by weights that saw three quarters, the others not among them.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.handlers.deciding import ANSWER_AT, answering
from bot.knowledge.evidence import Found
from bot.knowledge.fusion import Fusion, ranked
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Hit, Matcher
from bot.knowledge.semantics import Semantics
from bot.knowledge.shelves import OUTSIDE, Array
from bot.knowledge.text import normalize, with_tokens

SEED = 7
PHRASINGS = 2000
"""Phrasings that are drawn from all."""
SLIPS, ORPHANS, OUTSIDERS = 0.5, 0.3, 0.35
"""Shares: of them that are asked with a slip, and also as if their article did not exist; of questions that nothing answers."""
ORDER_WEIGHTS = {"question": 1.0, "phrasing": 0.05, "outside": 0.1}
CERTAINTY_WEIGHTS = {"question": 1.0, "phrasing": 0.03, "orphan": 0.08, "outside": 0.1, "unknown": 0.1, "nonsense": 0.5}
"""What an example counts: a phrasing without its own words is harder than what people ask."""
NONSENSE, HALF = 300, 0.5
"""Texts in each language that mean nothing: function words, half of the time, or numbers."""
FOLDS = 4
RIDGE = 1.0
"""Pulls the weights of the order to 0."""
_STILL = 1e-9
CONTENT = Path("content")


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found: evidence, a row for each candidate; which are right, and which are subjects that nothing answers.

    ``kind`` is ``question``, ``phrasing``, ``orphan``, ``outside`` (the subject is known), ``unknown`` (it is not) or ``nonsense``.
    """

    kind: str
    asked: str
    answerable: bool
    evidence: Array
    right: Array
    outside: Array


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    semantics = Semantics(parser.parse_args().model)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(CONTENT, Path(folder) / "knowledge.db", semantics=semantics)
        languages = library.association.languages
        trials = [trial for trial in _trials(library, languages) if len(trial.right)]
        fusion = library.matcher.fusion
        library.close()
    fitted = fit_fusion(fusion, trials)
    print("BY_SENTENCES:" if semantics.model else "BY_PIECES:")
    for weights in (fitted.order, fitted.certainty):
        print(f"np.array({weights.round(2).tolist()}),")
    print(f"each judged by weights that did not see it; answered from {ANSWER_AT}")
    for line in _report(fusion, trials):
        print(line)


def fit_fusion(fusion: Fusion, trials: Sequence[Trial]) -> Fusion:
    """Return a fusion with other weights: the order's, then the certainty's given it; `Trial.kind` says what each counts."""
    with_right = [trial for trial in trials if trial.right.any() and trial.kind in ORDER_WEIGHTS]
    order = fit_order(
        [(fusion.features_of(trial.evidence), trial.right.astype(float)) for trial in with_right],
        np.array([ORDER_WEIGHTS[trial.kind] for trial in with_right]),
        ridge=RIDGE,
    )
    ordered = replace(fusion, order=order)
    firsts = [(trial, *first_of(ordered, trial.evidence, trial.outside)) for trial in trials]
    shown = [(trial, features, place) for trial, features, place in firsts if not trial.outside[place]]  # the others never are
    certainty = fit(
        np.array([features for _, features, _ in shown]),
        np.array([trial.right[place] for trial, _, place in shown], float),
        np.array([CERTAINTY_WEIGHTS[trial.kind] for trial, _, _ in shown]),
    )
    return replace(ordered, certainty=certainty)


def first_of(fusion: Fusion, evidence: Array, outside: Array) -> tuple[Array, int]:
    """Return what the confidence in the first candidate is computed from, and its place."""
    strengths = fusion.features_of(evidence) @ fusion.order
    best = np.argsort(-strengths, kind="stable")
    return fusion.certainty_of(evidence[best], strengths[best], outside[best])[0], int(best[0])


def _report(fusion: Fusion, trials: Sequence[Trial]) -> Iterator[str]:
    """Yield a line for each kind: how often the right article is first, and what is answered."""
    fold = [zlib.crc32(trial.asked.encode()) % FOLDS for trial in trials]
    judged: list[tuple[Trial, bool, Sequence[bool]]] = []
    for part in range(FOLDS):
        fitted = fit_fusion(fusion, [trial for trial, of in zip(trials, fold, strict=True) if of != part])
        for trial in (trial for trial, of in zip(trials, fold, strict=True) if of == part):
            places = hits_of(trial, fitted)
            answers = [bool(trial.right[int(hit.slug)]) for hit in answering(places, computed=())]
            judged.append((trial, bool(places) and bool(trial.right[int(places[0].slug)]), answers))
    for kind in CERTAINTY_WEIGHTS:
        of_kind = [(trial, first, answers) for trial, first, answers in judged if trial.kind == kind]
        answered = [(trial, answers) for trial, _, answers in of_kind if answers]
        answerable = sum(trial.answerable for trial, *_ in of_kind)
        yield (
            f"{kind:9} {answerable} answerable: right first {sum(first and trial.answerable for trial, first, _ in of_kind)}, "
            f"answered right {sum(trial.answerable and any(answers) for trial, answers in answered)} "
            f"({sum(trial.answerable and len(answers) > 1 for trial, answers in answered)} by two), "
            f"wrong {sum(trial.answerable and not any(answers) for trial, answers in answered)}; "
            f"{len(of_kind) - answerable} unanswerable: answered {sum(not trial.answerable for trial, _ in answered)}"
        )


def hits_of(trial: Trial, fusion: Fusion) -> list[Hit]:
    """Return what a search would find, by place instead of slug: up to the first subject that nothing answers."""
    found = Found(tuple(f"{OUTSIDE if outside else ''}{place}" for place, outside in enumerate(trial.outside)), trial.evidence)
    hits: list[Hit] = []
    for place, score in ranked(found, fusion, first={}):
        if trial.outside[place]:
            break
        hits.append(Hit(str(place), score, tuple(trial.evidence[place].tolist())))
    return hits


def _trials(library: Library, languages: Sequence[str]) -> Iterator[Trial]:
    matcher, chance = library.matcher, random.Random(SEED)  # noqa: S311
    content = ContentLoader(CONTENT).load()
    articles = {(article.lang, article.slug): article for article in content.articles}
    phrasings = [
        (article, int(shelf.first[number]) + 1 + place)
        for lang in languages
        for shelf in [matcher.shelf(lang)]
        for number, slug in enumerate(shelf.slugs)
        if (article := articles.get((lang, slug))) and not article.computed
        for place in range(len(article.phrasings))
    ]
    for article, line in chance.sample(phrasings, min(PHRASINGS, len(phrasings))):
        shelf = matcher.shelf(article.lang)
        phrasing = article.phrasings[line - int(shelf.first[shelf.article_of(line)]) - 1]
        asked = slip(phrasing, chance) if chance.random() < SLIPS else phrasing
        held_out = shelf.without(line, normalize(with_tokens(phrasing)))
        yield _judged("phrasing", asked, matcher.weigh(asked, held_out), [article.slug])
        if chance.random() < ORPHANS:
            others = frozenset(shelf.slugs) - {article.slug, *article.related}
            yield _judged("orphan", phrasing, matcher.weigh(phrasing, matcher.shelf(article.lang), among=others), [])
    for lang, subjects in ((lang, content.outside.get(lang, {})) for lang in languages):
        shelf = matcher.shelf(lang)
        for subject, questions in subjects.items():
            name = OUTSIDE + subject
            for place, question in enumerate(questions):
                if chance.random() < OUTSIDERS:
                    held_out = shelf.without(int(shelf.first[shelf.slugs.index(name)]) + place, normalize(question))
                    yield _judged("outside", question, matcher.weigh(question, held_out), [name])
                elif chance.random() < OUTSIDERS:
                    others = frozenset(shelf.slugs) - {name}
                    yield _judged("unknown", question, matcher.weigh(question, matcher.shelf(lang), among=others), [])
    for lang in languages:
        words = sorted(library.phrasebook.common_words(lang))
        for _ in range(NONSENSE):
            count = chance.randint(1, 5)
            said = " ".join(
                chance.sample(words, count) if chance.random() < HALF else [str(chance.randint(1, 99)) for _ in range(count)]
            )
            yield _judged("nonsense", said, matcher.weigh(said, matcher.shelf(lang)), [])
    yield from _questions(matcher)


def _questions(matcher: Matcher) -> Iterator[Trial]:
    for file in sorted(CONTENT.glob("questions*.jsonl")):
        for row in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(row)
            if not case.get("context"):
                yield _judged("question", case["q"], matcher.compare(case["q"]), case["expect"])


def _judged(kind: str, asked: str, found: Found, expected: Sequence[str]) -> Trial:
    right = np.array([slug in expected for slug in found.slugs], bool)
    outside = np.array([slug.startswith(OUTSIDE) for slug in found.slugs], bool)
    return Trial(kind, asked, kind in ("question", "phrasing") and bool(expected), found.evidence, right, outside)


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


def fit_order(groups: Sequence[tuple[Array, Array]], importance: Array, *, rounds: int = 12, ridge: float) -> Array:
    """Return the weights of a conditional logistic regression: how likely each of a group is the right one; no intercept.

    Args:
        groups: Features, a row for each candidate, and 1 for those that are right, at least one.
        importance: Of each group.
        rounds: Of Newton's method.
        ridge: Pulls the weights to 0.
    """
    values, right = np.concatenate([rows for rows, _ in groups]), np.concatenate([found for _, found in groups])
    starts = np.cumsum([0, *(len(rows) for rows, _ in groups[:-1])])
    group = np.repeat(np.arange(len(groups)), [len(rows) for rows, _ in groups])
    weights = np.zeros(values.shape[1])

    def shares(of: Array) -> Array:
        found: Array = of / np.maximum(np.add.reduceat(of, starts)[group], 1e-12)
        return found

    def likelihood(of: Array) -> float:
        strengths = values @ of
        chances = np.exp(strengths - np.maximum.reduceat(strengths, starts)[group])
        meant = np.add.reduceat(chances * right, starts) / np.add.reduceat(chances, starts)
        return float(importance @ np.log(np.maximum(meant, 1e-300)) - ridge / 2 * (of @ of))

    for _ in range(rounds):
        strengths = values @ weights
        all_of_them = np.exp(strengths - np.maximum.reduceat(strengths, starts)[group])
        chance, meant = shares(all_of_them), shares(all_of_them * right)
        gradient = values.T @ (importance[group] * (meant - chance)) - ridge * weights
        means = np.add.reduceat(values * chance[:, None], starts)
        curvature = (values * (importance[group] * chance)[:, None]).T @ values - (means * importance[:, None]).T @ means
        step = np.linalg.solve(curvature + ridge * np.eye(len(weights)), gradient)
        step *= min(1.0, 3.0 / float(np.abs(step).max() or 1.0))
        least = likelihood(weights)
        while likelihood(weights + step) < least and np.abs(step).max() > _STILL:
            step /= 2  # Newton's method may step over the best
        weights = weights + step
    return weights


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
