"""Articles that nobody finds who doesn't use one of their very phrasings.

Each phrasing is left out in turn and asked; an article that never comes first is named, with what comes first instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from bot.knowledge.articles import Article
from bot.knowledge.fusion import ranked
from bot.knowledge.library import Library
from bot.knowledge.text import normalize
from bot.suggesting.lines import Line, lines_of


@dataclass(frozen=True, slots=True)
class Hidden:
    """An article that was first for none of its phrasings.

    Attributes:
        article: In its language.
        rivals: Slugs that came first instead, and for how many phrasings, the most frequent first.
    """

    article: Article
    rivals: tuple[tuple[str, int], ...]


def hidden(library: Library, lang: str, *, topics: Collection[str]) -> list[Hidden]:
    """Return the articles of some topics that no phrasing finds when it is left out, in a language."""
    phrasings: dict[str, list[Line]] = {}
    for line in lines_of(library, lang):
        if not line.is_title and line.article.topic in topics:
            phrasings.setdefault(line.article.slug, []).append(line)
    found = []
    for slug, lines in phrasings.items():
        rivals: Counter[str] = Counter()
        for line in lines:
            first = _first(library, line)
            if first == slug:
                break  # one is enough, and most articles have it among their first
            rivals[first] += 1
        else:
            found.append(Hidden(lines[0].article, tuple(rivals.most_common())))
    return found


def _first(library: Library, line: Line) -> str:
    """Return the slug that a phrasing finds when it is left out; empty if it finds nothing."""
    matcher = library.matcher
    shelf = matcher.shelf(line.article.lang).without(line.number, normalize(line.asked))
    found = matcher.weigh(line.asked, shelf, among=library.computed if line.article.computed else None)
    best = ranked(found, matcher.fusion, first={})
    return found.slugs[best[0][0]] if best else ""
