"""One knowledge base of many languages beside one for each: ``python -m benchmarks.languages FOLDER``.

The folder holds files such as ``xsid_da.tsv``, as `benchmarks.matching` describes them, one for each language. Measured is the
share of test questions whose class comes first: with an index of that language alone, and with one that holds all, the language
not told.
"""

from __future__ import annotations

import argparse
import collections
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.matching import CONTENT, Labelled, article_of, read
from bot.knowledge.content import Content
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.index_writer import build
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Matcher
from bot.knowledge.semantics import Semantics
from bot.phrasebook import Phrasebook

SET = "xsid_"


def main() -> None:
    """Measure and print a row for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    splits = {path.stem.removeprefix(SET): read(path) for path in sorted(parser.parse_args().folder.glob(f"{SET}*.tsv"))}
    tests = {lang: split["test", "in"] for lang, split in splits.items()}
    table = Table("language", "alone", "among all", "difference", "questions")
    content = ContentLoader(CONTENT).load()
    together = right(content, {lang: split["train", "in"] for lang, split in splits.items()}, tests)
    for lang, split in splits.items():
        alone = right(content, {lang: split["train", "in"]}, {lang: tests[lang]})[lang]
        row = f"{alone:.3f}", f"{together[lang]:.3f}", f"{100 * (together[lang] - alone):+.1f}"
        table.add_row(lang, *row, str(len(tests[lang])))
    Console(highlight=False).print(table)


def right(content: Content, train: Mapping[str, Labelled], tests: Mapping[str, Labelled]) -> dict[str, float]:
    """Return the share of the test questions of each language whose class comes first, all training questions in one index."""
    articles = []
    for lang, pairs in train.items():
        by_class: dict[str, list[str]] = collections.defaultdict(list)
        for question, label in pairs:
            by_class[label].append(question)
        articles += [article_of(label, questions, lang) for label, questions in by_class.items()]
    known = content.association.languages
    phrasebook = Phrasebook(known, association="")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "knowledge.db"
        association = replace(content.association, languages=tuple(train))
        build(path, replace(content, articles=tuple(articles), outside={}, association=association), "public", Semantics())
        matcher = Matcher(KnowledgeIndex(path), {lang: phrasebook.common_words(lang) for lang in known}, Semantics())
        return {lang: _share(matcher, pairs) for lang, pairs in tests.items()}


def _share(matcher: Matcher, pairs: Sequence[tuple[str, str]]) -> float:
    found = [(matcher.search(question, limit=1), label) for question, label in pairs]
    return sum(bool(hits) and hits[0].slug == label for hits, label in found) / len(found)


if __name__ == "__main__":
    main()
