"""Our matcher beside others on public sets of questions: ``python -m benchmarks.matching FOLDER``.

The folder holds files such as ``clinc150.tsv`` and ``banking77.tsv``: a header, then a line for each question: split, ``in`` or
``oos...`` for what no class answers, class, text, parted by tabs. Each class becomes an article without a body, its questions
phrasings. Measured are the share of test questions whose class comes first, the same with a slip of the finger for every
eight letters, and how well the score tells what no class answers (AUROC, 0.5 is chance).
“ours” uses the shipped weights, “ours, fitted” those of the set's own training questions, left out one at a time, with and without
slips, and of questions of ``content/outside/``, which no class answers. With ``--model NAME`` (as ``SEMANTIC_MODEL``) both are
measured with a model of sentences as well.

Peers are measured where they are installed: scikit-learn, bm25s, ChatterBot; node-nlp by ``--node-nlp FOLDER``, the folder that
holds its ``node_modules``.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
import random
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.calibrate import first_of, fit, fit_order
from bot.knowledge.articles import Article
from bot.knowledge.evidence import Found
from bot.knowledge.fusion import Fusion
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.index_writer import build
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Matcher
from bot.knowledge.semantics import Semantics
from bot.knowledge.text import normalize
from bot.phrasebook import Phrasebook

CONTENT = Path("content")
LETTERS_A_SLIP = 8
SEED = 7
LEFT_OUT = 600
"""Training questions that are left out, one at a time, to fit weights; as many that no class answers are added."""
RIDGE = 10.0
"""Pulls those weights to 0: such a set has few questions and says nothing of what else is asked."""
Labelled = Sequence[tuple[str, str]]
"""Questions with their classes."""
Ask = Callable[[Sequence[str]], list[tuple[str, float]]]
"""Returns the likeliest class of each question, and a score that compares across questions."""


def main() -> None:
    """Measure every matcher on every set, and print a row for each pair."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=["clinc150", "banking77"])
    parser.add_argument("--split", default="train_10")
    parser.add_argument("--node-nlp", type=Path, default=None)
    parser.add_argument("--model", default="")
    parser.add_argument("--ours-alone", action="store_true")
    options = parser.parse_args()
    peers: dict[str, Callable[[Labelled], Ask]] = {"ours": ours, "ours, fitted": lambda pairs: ours(pairs, fitted=True)}
    if options.model:
        sentences = Semantics(options.model)
        peers["ours, sentences"] = lambda pairs: ours(pairs, sentences)
        peers["ours, sentences, fitted"] = lambda pairs: ours(pairs, sentences, fitted=True)
    peers |= {} if options.ours_alone else _others(options.node_nlp)
    table = Table("set", "matcher", "first", "with slips", "AUROC", "ms a question", "s to build")
    console = Console(highlight=False)
    for name in options.sets:
        splits = read(options.folder / f"{name}.tsv")
        test = splits["test", "in"]
        outside = [question for (split, kind), rows in splits.items() if split == "test" and kind != "in" for question, _ in rows]
        for peer, trained in peers.items():
            row = measure(trained, splits[options.split, "in"], test, outside)
            table.add_row(f"{name}, {options.split}", peer, *row)
            console.print(name, peer, *row)
    console.print(table)


def _others(node_nlp_folder: Path | None) -> dict[str, Callable[[Labelled], Ask]]:
    peers: dict[str, Callable[[Labelled], Ask]] = {}
    if importlib.util.find_spec("sklearn"):
        peers["TF-IDF + SVM (scikit-learn)"] = support_vectors
    if importlib.util.find_spec("bm25s"):
        peers["BM25 per class (bm25s)"] = bm25
    if importlib.util.find_spec("chatterbot"):
        peers["ChatterBot"] = chatterbot
    if node_nlp_folder:
        peers["node-nlp"] = lambda pairs: node_nlp(pairs, node_nlp_folder)
    return peers


def read(path: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return questions with their classes, by split and kind."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        split, kind, label, text = line.split("\t")
        found[split, kind].append((text, label))
    return found


def measure(fit: Callable[[Labelled], Ask], train: Labelled, test: Labelled, outside: Sequence[str]) -> list[str]:
    """Return the figures of a row."""
    started = time.process_time()
    ask = fit(train)
    built = time.process_time() - started
    started = time.process_time()
    found = ask([question for question, _ in test])
    each = (time.process_time() - started) / len(test)
    slipped = ask([with_slips(question) for question, _ in test])
    right, right_slipped = (
        sum(label == expected for (label, _), (_, expected) in zip(answers, test, strict=True)) / len(test)
        for answers in (found, slipped)
    )
    auroc = f"{area([score for _, score in found], [score for _, score in ask(outside)]):.3f}" if outside else ""
    return [f"{right:.3f}", f"{right_slipped:.3f}", auroc, f"{1000 * each:.1f}", f"{built:.1f}"]


def with_slips(text: str) -> str:
    """Return a text with a slip for every eight letters, at least one: dropped, doubled, swapped, replaced, inserted; seeded."""
    chance = random.Random(zlib.crc32(f"{SEED}|{text}".encode()))  # noqa: S311
    letters = sorted({sign for sign in text.lower() if sign.isalpha()}) or ["e"]
    if all(sign < "\u0250" for sign in letters):
        letters = list("abcdefghijklmnopqrstuvwxyz")
    signs = list(text)
    for _ in range(max(1, len(text) // LETTERS_A_SLIP)):
        places = [place for place, sign in enumerate(signs) if sign.isalnum()]
        if not places:
            break
        place, slip = chance.choice(places), chance.choice(("drop", "double", "swap", "replace", "insert"))
        match slip:
            case "drop" if len(signs) > 2:
                del signs[place]
            case "double":
                signs.insert(place, signs[place])
            case "swap" if place + 1 < len(signs):
                signs[place], signs[place + 1] = signs[place + 1], signs[place]
            case "replace":
                signs[place] = chance.choice(letters)
            case _:
                signs.insert(place, chance.choice(letters))
    return "".join(signs)


def area(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return how likely a question that has a class scores above one that has none; ties count half (AUROC)."""
    ordered = np.sort(np.array(outside))
    below = np.searchsorted(ordered, inside, "left") + np.searchsorted(ordered, inside, "right")
    return float(below.sum() / 2 / len(inside) / len(outside))


def ours(train: Labelled, semantics: Semantics | None = None, *, fitted: bool = False, lang: str = "en") -> Ask:
    """Build our index over the classes."""
    content = ContentLoader(CONTENT).load()
    by_class: dict[str, list[str]] = collections.defaultdict(list)
    for question, label in train:
        by_class[label].append(question)
    articles = [article_of(label, questions, lang) for label, questions in by_class.items()]
    semantics = semantics or Semantics()
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "knowledge.db"
    build(path, replace(content, articles=tuple(articles), outside={}), "public", semantics)
    languages = content.association.languages
    phrasebook = Phrasebook(languages, association="")
    matcher = Matcher(KnowledgeIndex(path), {lang: phrasebook.common_words(lang) for lang in languages}, semantics)
    if fitted:
        matcher.fusion = _fitted(matcher, by_class, [one for asked in content.outside[lang].values() for one in asked], lang)

    def first(question: str) -> tuple[str, float]:
        hits = matcher.search(question, limit=1, lang=lang)
        return (hits[0].slug, hits[0].score) if hits else ("", 0.0)

    def ask(questions: Sequence[str], _folder: object = folder) -> list[tuple[str, float]]:
        return [first(question) for question in questions]

    return ask


def article_of(label: str, questions: Sequence[str], lang: str) -> Article:
    """Return a class as an article."""
    return Article(
        slug=label, lang=lang, topic="public", title=questions[0], phrasings=tuple(questions[1:]), body="", sources=(), as_of="",
        lapses_on=None, happens=None, related=(), computed="",
    )  # fmt: skip


def _fitted(matcher: Matcher, by_class: dict[str, list[str]], outside: Sequence[str], lang: str) -> Fusion:
    """Fit the order to training questions that are left out, the confidence to them and to what no class answers."""
    shelf, chance = matcher.shelf(lang), random.Random(SEED)  # noqa: S311
    lines = [(label, place) for label, questions in by_class.items() for place in range(len(questions))]
    clean, slipped = list[tuple[str, Found]](), list[tuple[str, Found]]()
    for label, place in chance.sample(lines, min(LEFT_OUT, len(lines))):
        question = by_class[label][place]
        without = shelf.without(int(shelf.first[shelf.slugs.index(label)]) + place, normalize(question))
        clean.append((label, matcher.weigh(question, without)))
        slipped.append((label, matcher.weigh(with_slips(question), without)))
    fusion = matcher.fusion
    groups = [
        (fusion.features_of(found.evidence), np.array([slug == label for slug in found.slugs], float))
        for label, found in clean + slipped
        if label in found.slugs
    ]
    fusion = replace(fusion, order=fit_order(groups, np.ones(len(groups)), ridge=RIDGE))
    clean += [("", matcher.weigh(question, shelf)) for question in chance.sample(outside, LEFT_OUT)]
    firsts = [
        (found.slugs[place] == label, features)
        for label, found in clean
        if len(found)
        for features, place in [first_of(fusion, found.evidence, np.zeros(len(found), bool))]
    ]
    values, right = np.array([features for _, features in firsts]), np.array([one for one, _ in firsts], float)
    return replace(fusion, certainty=fit(values, right, np.ones(len(firsts))))


def support_vectors(train: Labelled) -> Ask:
    """Words, pairs of words and runs of letters by TF-IDF, a linear support vector machine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+")  # noqa: S106
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    model = make_pipeline(make_union(words, letters), LinearSVC())
    model.fit([question for question, _ in train], [label for _, label in train])

    def ask(questions: Sequence[str]) -> list[tuple[str, float]]:
        scores = model.decision_function(list(questions))
        return [(str(model.classes_[row.argmax()]), float(row.max())) for row in scores]

    return ask


def bm25(train: Labelled) -> Ask:
    """One document for each class, stemmed."""
    import bm25s
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    by_class: dict[str, list[str]] = collections.defaultdict(list)
    for question, label in train:
        by_class[label].append(question)
    labels = list(by_class)

    def tokens(text: str) -> list[str]:
        return list(stemmer.stemWords(normalize(text).split()))

    retriever = bm25s.BM25()
    retriever.index([tokens(" ".join(by_class[label])) for label in labels], show_progress=False)

    def ask(questions: Sequence[str]) -> list[tuple[str, float]]:
        scores = [retriever.get_scores(tokens(question) or [""]) for question in questions]
        return [(labels[int(row.argmax())], float(row.max())) for row in scores]

    return ask


def chatterbot(train: Labelled) -> Ask:
    """ChatterBot's own comparison (Levenshtein) over all training questions."""
    from chatterbot.comparisons import LevenshteinDistance
    from chatterbot.conversation import Statement

    compare = LevenshteinDistance("en")
    known = [(Statement(text=question), label) for question, label in train]

    def first(question: str) -> tuple[str, float]:
        asked = Statement(text=question)
        score, label = max((float(compare.compare(asked, statement)), label) for statement, label in known)
        return label, score

    return lambda questions: [first(question) for question in questions]


_NODE = """
const { NlpManager } = require('node-nlp');
const lines = require('fs').readFileSync(0, 'utf8').split('\\n').filter(Boolean).map(JSON.parse);
(async () => {
  const manager = new NlpManager({ languages: ['en'], nlu: { log: false }, autoSave: false });
  for (const [text, label] of lines[0]) manager.addDocument('en', text, label);
  await manager.train();
  for (const text of lines[1]) {
    const found = await manager.process('en', text);
    console.log(JSON.stringify([found.intent, found.score]));
  }
})();
"""


def node_nlp(train: Labelled, folder: Path) -> Ask:
    """node-nlp as its guide shows it; it is trained anew for each list of questions, in a process of its own."""

    def ask(questions: Sequence[str]) -> list[tuple[str, float]]:
        told = "\n".join(json.dumps(list(part)) for part in (train, questions))
        command = ["node", "-e", _NODE]
        done = subprocess.run(command, cwd=folder, input=told, capture_output=True, text=True, check=True)  # noqa: S603
        found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
        return [(label, float(score)) for label, score in found]

    return ask


if __name__ == "__main__":
    main()
