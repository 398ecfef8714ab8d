"""Fits the weights by which questions lean on the one before: ``python -m benchmarks.leaning content/questions*.jsonl``.

Learns from the questions with a context, and from others that are put after a question that they have nothing to do with: those
mean what they mean alone, or nothing. What only names something in the place of what the one before named is completed, not
weighed, so it is left out. Prints the weights for ``bot/handlers/leaning.py`` and, over five folds, what would become of each.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.app import App, open_app
from bot.asking import CHANNEL
from bot.config import load_settings
from bot.conversation import Account, Address, Conversation, IncomingMessage
from bot.evaluation.cases import Case, read
from bot.handlers.deciding import answering
from bot.handlers.leaning import WEIGHTS, Leaning, columns, none_of_them
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Hit

NAMES = tuple(WEIGHTS)
FOLDS, STEPS, RATE, SHRINK = 5, 400, 0.05, 0.0005
OTHERS = 300
NOWHERE = 300
LEANING_WEIGHT, NOTHING_WEIGHT = 6.0, 3.0
"""How much a question with a context counts, and one that nothing answers, against one that was put after something else: those who
wrote the dialogs were told to ask more of what nothing answers than people do."""


@dataclass(frozen=True)
class Example:
    """Candidates of a question as rows in the order of `NAMES`, the last one being none of them; which of them are right."""

    rows: np.ndarray
    right: np.ndarray
    leans: bool

    @property
    def weight(self) -> float:
        """How much it counts."""
        return 1.0 if not self.leans else NOTHING_WEIGHT if self.right[-1] else LEANING_WEIGHT


async def examples(app: App, files: list[Path]) -> list[Example]:
    """Return what can be learnt from, of questions with and without a context."""
    cases = read(files, slugs={slug for topic in app.library.topics for slug, _ in app.library.titles(topic, "en")})
    chance = random.Random(7)  # noqa: S311
    alone = [case for case in cases if not case.context]
    begins = [case for case in alone if case.expect]
    others = [
        case.model_copy(update={"context": [chance.choice([one for one in begins if one.lang == case.lang]).q]})
        for case in [*chance.sample(alone, min(OTHERS, len(alone))), *(case for case in alone if not case.expect), *nowhere()]
        if any(one.lang == case.lang for one in begins)
    ]
    leaning, found = Leaning(app.library), []
    for number, case in enumerate([*(case for case in cases if case.context), *others]):
        account = Account(CHANNEL, str(number))
        message = IncomingMessage("", account, Address(CHANNEL, str(number)))
        for place, said in enumerate(case.context):
            reply = await app.assistant.reply(replace(message, id=f"{number}:{place}", text=said))
        history = (await app.memory.recall(message, limit=5)).history
        conversation = Conversation(message, reply.lang, history, app.clock.today())
        follow_up = leaning.read(conversation, app.library.parts.read(case.q).text)
        if follow_up is None or app.library.ellipsis.complete(case.q, case.context[-1]):
            continue
        evidence = leaning.evidence(follow_up)
        rows = [[columns(follow_up, one).get(name, 0.0) for name in NAMES] for one in evidence.values()]
        rows.append([none_of_them(follow_up).get(name, 0.0) for name in NAMES])
        right = [slug in case.expect for slug in evidence]
        found.append(Example(np.array(rows), np.array([*right, not any(right)], float), number < len(cases) - len(alone)))
    return found


def nowhere() -> list[Case]:
    """Return questions that nothing answers."""
    outside = ContentLoader(Path("content")).load().outside
    asked = [(lang, question) for lang, subjects in outside.items() for questions in subjects.values() for question in questions]
    return [Case(q=question, lang=lang) for lang, question in random.Random(0).sample(asked, min(NOWHERE, len(asked)))]  # noqa: S311


def shares(example: Example, weights: np.ndarray) -> np.ndarray:
    """Return how likely each row is meant (softmax)."""
    values = example.rows @ weights
    powers = np.exp(values - values.max())
    found: np.ndarray = powers / powers.sum()
    return found


def fit(known: list[Example]) -> np.ndarray:
    """Return weights that make what is right likely (Adam, ridge)."""
    weights, mean, square = np.zeros(len(NAMES)), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, STEPS + 1):
        slope = SHRINK * weights
        for example in known:
            likely = shares(example, weights)
            meant = likely * example.right
            meant /= max(meant.sum(), 1e-12)
            slope += example.weight * example.rows.T @ (likely - meant) / len(known)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def judged(known: list[Example], weights: np.ndarray) -> list[str]:
    """Return ``right``, ``wrong`` or ``silent`` for each."""
    verdicts = []
    for example in known:
        likely = shares(example, weights)[:-1].tolist()
        hits = sorted((Hit(str(place), chance) for place, chance in enumerate(likely)), key=lambda hit: -hit.score)
        answers = answering(hits, computed=())
        right = any(example.right[int(hit.slug)] for hit in answers) if answers else bool(example.right[-1])
        verdicts.append("right" if right else "wrong" if answers else "silent")
    return verdicts


def main() -> None:
    """Print weights and figures."""

    async def work() -> list[Example]:
        with tempfile.TemporaryDirectory() as folder:
            async with open_app(load_settings(data_dir=Path(folder))) as app:
                return await examples(app, [Path(name) for name in sys.argv[1:]])

    known = asyncio.run(work())
    random.Random(1).shuffle(known)  # noqa: S311
    for leans in (True, False):
        counts = {"right": 0, "wrong": 0, "silent": 0}
        for fold in range(FOLDS):
            weights = fit([one for place, one in enumerate(known) if place % FOLDS != fold])
            for verdict in judged([one for one in known[fold::FOLDS] if one.leans is leans], weights):
                counts[verdict] += 1
        print("with their own context" if leans else "after something else", counts)
    print({name: round(float(weight), 2) for name, weight in zip(NAMES, fit(known), strict=True)})


if __name__ == "__main__":
    main()
