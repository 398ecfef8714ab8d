"""How well a language is understood that no article is written in: ``python -m benchmarks.crosslingual INDEX``.

The single questions of ``content/questions-exam*.jsonl`` are compared with the articles of the seven other languages alone, by
what they mean (`bot.knowledge.crosslingual`), as if their own were none of ours. INDEX is the ``knowledge.db`` of a data folder.
"""

from __future__ import annotations

import argparse
from collections import Counter
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.matching import CONTENT
from bot.evaluation.cases import Case, read
from bot.handlers.deciding import answering, guesses
from bot.knowledge.crosslingual import CrossLingual
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.semantics import Semantics

COLUMNS = ("first right", "answered right", "answered wrong", "offered right", "offered else", "silent", "unanswerable answered")


def main() -> None:
    """Measure and print a row for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    table = Table("language", *COLUMNS, "questions", "of them unanswerable")
    with closing(KnowledgeIndex(parser.parse_args().index)) as index:
        languages = index.association.languages
        slugs = {slug for topic in index.topics for slug, _ in index.titles(topic, languages[0])}
        asked = [case for case in read(sorted(CONTENT.glob("questions-exam*.jsonl")), slugs=slugs) if not case.context]
        whole: Counter[str] = Counter()
        for lang in languages:
            searcher = CrossLingual(index, [one for one in languages if one != lang], size=Semantics().size)
            counts = counted(searcher, [case for case in asked if case.lang == lang], index.computed_slugs())
            whole += counts
            table.add_row(lang, *_row(counts))
        table.add_row("all", *_row(whole))
    Console(highlight=False).print(table)


def counted(searcher: CrossLingual, cases: list[Case], computed: frozenset[str]) -> Counter[str]:
    """Return how often each of `COLUMNS` was true of some questions, how many there are, and how many nothing answers."""
    counts: Counter[str] = Counter(questions=len(cases))
    for case in cases:
        hits = searcher.search(case.q)
        right = set(case.expect)
        counts["unanswerable"] += not right
        counts["first right"] += bool(hits) and hits[0].slug in right
        answers, offered = answering(hits, computed=computed), guesses(hits)
        said = {hit.slug for hit in answers or offered}
        if answers and not right:
            counts["unanswerable answered"] += 1
        elif answers:
            counts["answered right" if said & right else "answered wrong"] += 1
        elif offered:
            counts["offered right" if said & right else "offered else"] += 1
        else:
            counts["silent"] += 1
    return counts


def _row(counts: Counter[str]) -> list[str]:
    return [
        *(f"{counts[name] / counts['questions']:.1%}" for name in COLUMNS),
        str(counts["questions"]),
        str(counts["unanswerable"]),
    ]


if __name__ == "__main__":
    main()
