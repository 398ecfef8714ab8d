"""The knowledge index: one SQLite file built from ``content/`` with sqlite-utils, full-text searchable, open to Datasette.

Tables: ``articles`` (as written) with an FTS5 index for curators, ``lines`` (titles and phrasings, their words sorted),
``keywords`` (what is answered where it is all that is asked), ``vocabulary`` (how many articles of a language hold a word, and
its term), ``shelves`` (what a question is compared with, `bot.knowledge.shelves`), ``meta`` (the tables of the content, too). The
file is a cache: deleting it costs one rebuild.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.errors import Fault
from bot.knowledge.articles import Article, Association, Source
from bot.knowledge.content import from_json
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import keyword_key

FORMAT = "24"
"""Raise it when the tables, the text pipeline or `bot.phrasebook.spellings` change: an older file is then built anew."""


class KnowledgeIndex:
    """An open index; reading it is quick enough for the event loop (well under a millisecond a query)."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        facts = json.loads(meta["association"])
        self.association = Association(**{**facts, "languages": tuple(facts["languages"])})
        self.topics: Mapping[str, Mapping[str, str]] = json.loads(meta["topics"])
        self.outdated = tuple(Fault(Path(path), line, message) for path, line, message in json.loads(meta["outdated"]))
        self.article_count = int(meta["articles"])
        self.reference = from_json(meta["reference"])

    def article(self, slug: str, lang: str) -> Article | None:
        """Return an article in a language, else in the association's first language; ``None`` if there is none of that name."""
        first = self.association.languages[0]
        row = self._connection.execute(
            "SELECT * FROM articles WHERE slug = ? AND lang IN (?, ?) ORDER BY lang = ? DESC LIMIT 1",
            (slug, lang, first, lang),
        ).fetchone()
        return _article(row) if row else None

    def computed_article(self, capability: str) -> str:
        """Return the slug of the first article that a capability computes; empty if there is none."""
        row = self._connection.execute("SELECT min(slug) FROM articles WHERE computed = ?", (capability,)).fetchone()
        return row[0] or ""

    def computed_slugs(self) -> frozenset[str]:
        """Return the slugs of the computed articles."""
        return frozenset(row[0] for row in self._connection.execute("SELECT slug FROM articles WHERE computed != ''"))

    def used_topics(self) -> frozenset[str]:
        """Return the topics that have articles."""
        return frozenset(row[0] for row in self._connection.execute("SELECT DISTINCT topic FROM articles"))

    def titles(self, topic: str, lang: str) -> list[tuple[str, str]]:
        """Return ``(slug, title)`` of a topic's articles; titles in the language where it has them.

        What people ask most plainly comes first: articles with more keywords, then by title.
        """
        first = self.association.languages[0]
        rows = self._connection.execute(
            "SELECT a.slug, coalesce(t.title, a.title) AS title FROM articles a"
            " LEFT JOIN articles t ON t.slug = a.slug AND t.lang = ? WHERE a.topic = ? AND a.lang = ?"
            " ORDER BY length(a.keywords) - length(replace(a.keywords, char(10), '')) DESC, a.keywords = '', title",
            (lang, topic, first),
        )
        return [(row["slug"], row["title"]) for row in rows]

    def behind(self, slug: str) -> str:
        """Return the slug of what came after what an article tells of (`bot.knowledge.articles.Article.follows`), or nothing."""
        row = self._connection.execute("SELECT slug FROM articles WHERE follows = ?", (slug,)).fetchone()
        return row["slug"] if row else ""

    def vocabulary(self, lang: str) -> Iterator[tuple[str, str, int, str]]:
        """Yield the words of a language: ``(word, term, number of articles that hold it, word that is meant)``.

        The word that is meant is another one where phrasings show a slip (`bot.knowledge.slips`); the term is that of it.
        """
        yield from map(
            tuple, self._connection.execute("SELECT word, term, articles, meant FROM vocabulary WHERE lang = ?", (lang,))
        )

    def held(self, words: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return in how many articles of each language the words stand that any article holds."""
        rows = self._connection.execute(
            "SELECT word, lang, articles FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(list(words)),)
        )
        held: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for word, lang, articles in rows:
            held[word][lang] = articles
        return held

    def article_counts(self) -> dict[str, int]:
        """Return how many articles there are in each language."""
        return dict(self._connection.execute("SELECT lang, count(*) FROM articles GROUP BY lang").fetchall())

    def verbatim(self, said: str) -> frozenset[str]:
        """Return the slugs of articles that have a normalised question as title or phrasing, its words in any order."""
        rows = self._connection.execute("SELECT DISTINCT slug FROM lines WHERE words = ?", (in_order(said),))
        return frozenset(row[0] for row in rows)

    def keyed(self, said: str) -> dict[str, str]:
        """Return the slug of the article that a normalised text is a keyword of, by language."""
        rows = self._connection.execute("SELECT lang, slug FROM keywords WHERE key = ?", (keyword_key(said),))
        return dict(rows.fetchall())

    def shelf(self, lang: str, *names: str) -> dict[str, bytes]:
        """Return what questions in a language are compared with, as `bot.knowledge.shelves.unpack` takes it, or parts of it."""
        chosen = f" AND name IN ({', '.join('?' * len(names))})" if names else ""
        query = f"SELECT name, data FROM shelves WHERE lang = ?{chosen}"  # noqa: S608  only question marks
        return dict(self._connection.execute(query, (lang, *names)).fetchall())

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def built_from(path: Path) -> str:
    """Return the fingerprint of the content that an index was built from; empty if it can't be used."""
    if not path.is_file():
        return ""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return str(connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()[0])
        finally:
            connection.close()
    except (sqlite3.Error, TypeError):
        return ""


def _article(row: sqlite3.Row) -> Article:
    happens = None
    if row["happens_first"]:
        happens = Period(
            date.fromisoformat(row["happens_first"]),
            date.fromisoformat(row["happens_last"]),
            Precision(row["happens_precision"]),
        )
    return Article(
        slug=row["slug"],
        lang=row["lang"],
        topic=row["topic"],
        title=row["title"],
        phrasings=tuple(row["phrasings"].split("\n")),
        body=row["body"],
        sources=tuple(Source(document, section) for document, section in json.loads(row["sources"])),
        as_of=row["as_of"],
        lapses_on=date.fromisoformat(row["lapses_on"]) if row["lapses_on"] else None,
        happens=happens,
        related=tuple(json.loads(row["related"])),
        follows=row["follows"],
        computed=row["computed"],
        keywords=tuple(filter(None, row["keywords"].split("\n"))),
    )


def in_order(said: str) -> str:
    """Return the words of a normalised line, sorted."""
    return " ".join(sorted(said.split()))
