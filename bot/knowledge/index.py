"""The knowledge index: one SQLite file built from ``content/`` with sqlite-utils, full-text searchable, open to Datasette.

Tables: ``articles`` (as written) with an FTS5 index for curators, ``lines`` (titles and phrasings, their words sorted),
``vocabulary`` (how many articles of a language hold a word, and its term), ``shelves`` (what a question is compared with,
`bot.knowledge.shelves`), ``meta`` (the tables of the content, too). The file is a cache: deleting it costs one rebuild.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError, Fault
from bot.knowledge.articles import Article, Association, Source
from bot.knowledge.content import Content, from_json, to_json
from bot.knowledge.meanings import vectors_of
from bot.knowledge.period import Period, Precision
from bot.knowledge.semantics import SentenceModel
from bot.knowledge.shelves import OUTSIDE, Written, pack
from bot.knowledge.text import normalize, pieces, stem, with_tokens

if TYPE_CHECKING:
    from sqlite_utils import Database

FORMAT = "16"
"""Raise it when the tables or the text pipeline change: an older file is then built anew."""

_TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"


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
        self.model = meta.get("model", "")

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
        """Return ``(slug, title)`` of a topic's articles, by title; titles in the language where it has them."""
        first = self.association.languages[0]
        rows = self._connection.execute(
            "SELECT a.slug, coalesce(t.title, a.title) AS title FROM articles a"
            " LEFT JOIN articles t ON t.slug = a.slug AND t.lang = ? WHERE a.topic = ? AND a.lang = ? ORDER BY title",
            (lang, topic, first),
        )
        return [(row["slug"], row["title"]) for row in rows]

    def vocabulary(self) -> list[tuple[str, str, str, int]]:
        """Return ``(word, term, language, number of articles that hold it)``."""
        return [tuple(row) for row in self._connection.execute("SELECT word, term, lang, articles FROM vocabulary")]

    def article_counts(self) -> dict[str, int]:
        """Return how many articles there are in each language."""
        return dict(self._connection.execute("SELECT lang, count(*) FROM articles GROUP BY lang").fetchall())

    def verbatim(self, said: str) -> frozenset[str]:
        """Return the slugs of articles that have a normalised question as title or phrasing, its words in any order."""
        rows = self._connection.execute("SELECT DISTINCT slug FROM lines WHERE words = ?", (_in_order(said),))
        return frozenset(row[0] for row in rows)

    def shelf(self, lang: str) -> dict[str, bytes]:
        """Return what questions in a language are compared with, as `bot.knowledge.shelves.unpack` takes it."""
        return dict(self._connection.execute("SELECT name, data FROM shelves WHERE lang = ?", (lang,)).fetchall())

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


def build(path: Path, content: Content, fingerprint: str, model: SentenceModel | None = None) -> None:
    """Write the index beside its place, then move it there: a reader sees the old one or the new one, never a part.

    Args:
        path: Of the index; vectors of sentences in an older one that the same model made are used again.
        content: What goes into it.
        fingerprint: What it is known by (`built_from`).
        model: Makes vectors of the sentences in its languages, if there is one.

    Raises:
        ConfigurationError: The folder can't be written to.
    """
    from sqlite_utils import Database  # a tenth of a second that only this needs

    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with Database(draft) as db:
            written = _fill(db, content, fingerprint)
            if model:
                rows = _meanings(path, written, model)
                db.table("shelves").insert_all({"lang": lang, "name": name, "data": data} for lang, name, data in rows)
                db.table("meta").insert({"key": "model", "value": model.stamp})
        draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise ConfigurationError(f"DATA_DIR: can't write {path}: {error}; name a folder that this user may write to") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _fill(db: Database, content: Content, fingerprint: str) -> Mapping[str, Sequence[Written]]:
    """Write all but vectors of sentences, and return the articles of each language as questions are compared with them."""
    db.execute("PRAGMA journal_mode = OFF")
    lines = set[tuple[str, str]]()
    written: dict[str, list[Written]] = defaultdict(list)
    readers = {lang: _Reader(lang) for lang in content.association.languages}
    for article in content.articles:
        reader = readers[article.lang]
        plain = list(map(normalize, (article.title, *map(with_tokens, article.phrasings))))
        body = normalize(article.body)
        written[article.lang].append(Written(article.slug, list(map(reader.terms, plain)), plain, reader.terms(body), body))
        lines.update((_in_order(one), article.slug) for one in plain)
        reader.next_article()
    for lang, subjects in content.outside.items():
        for subject, questions in subjects.items() if lang in written else ():
            plain = list(map(normalize, questions))
            written[lang].append(Written(OUTSIDE + subject, list(map(readers[lang].terms, plain)), plain))
            readers[lang].next_article()
    with db.atomic():
        db.table("articles").insert_all((_row(number, one) for number, one in enumerate(content.articles, start=1)), pk="id")
        db.table("articles").create_index(["slug", "lang"], unique=True)
        db.table("lines").create({"words": str, "slug": str})
        db.table("vocabulary").create({"word": str, "term": str, "lang": str, "articles": int})
        # A hundred thousand rows: plain statements take a third of insert_all's time.
        db.conn.executemany("INSERT INTO lines VALUES (?, ?)", sorted(lines))
        db.conn.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?, ?)", sorted(row for reader in readers.values() for row in reader.vocabulary())
        )
        db.table("lines").create_index(["words"])
        db.table("shelves").insert_all(
            {"lang": lang, "name": name, "data": data} for lang, shelf in written.items() for name, data in pack(shelf).items()
        )
        association = content.association
        meta = {
            "fingerprint": fingerprint,
            "articles": str(len({article.slug for article in content.articles})),
            "topics": json.dumps(content.topics, ensure_ascii=False),
            "outdated": json.dumps([[str(fault.path), fault.line, fault.message] for fault in content.outdated]),
            "reference": to_json(content.reference),
            "association": json.dumps(
                {name: getattr(association, name) for name in association.__dataclass_fields__}, ensure_ascii=False
            ),
        }
        db.table("meta").insert_all(({"key": key, "value": value} for key, value in meta.items()), pk="key")
        if content.articles:
            db.table("articles").enable_fts(["title", "phrasings", "body"], tokenize=_TOKENIZER)
    return written


def _meanings(path: Path, written: Mapping[str, Sequence[Written]], model: SentenceModel) -> Iterator[tuple[str, str, bytes]]:
    """Yield language, name and data of the vectors of all lines; those that an older index has of the same model are kept."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as older:
            stored: dict[str, dict[str, bytes]] = defaultdict(dict)
            made = older.execute("SELECT value FROM meta WHERE key = 'model'").fetchone()
            for lang, name, data in older.execute("SELECT lang, name, data FROM shelves") if made == (model.stamp,) else ():
                stored[lang][name] = data
    except sqlite3.Error:
        stored = defaultdict(dict)  # there is none, or it is broken
    for lang in model.languages:
        lines = [line for one in written.get(lang, ()) for line in one.plain]
        for name, data in vectors_of(model, lines, stored[lang]).items() if lines else ():
            yield lang, name, data


class _Reader:
    """Reads the articles of a language as they are matched; each word is taken apart once."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._pieces: dict[str, list[str]] = {}
        self._terms: dict[str, list[str]] = {}
        self._said: set[str] = set()
        self._held: Counter[str] = Counter()

    def terms(self, plain: str) -> list[str]:
        """Return the terms of a normalised line."""
        words = plain.split()
        self._said.update(words)
        for word in words:
            if word not in self._pieces:
                self._pieces[word] = pieces(word)
                self._terms[word] = [stem(piece, self._lang) for piece in self._pieces[word]]
        return [term for word in words for term in self._terms[word]]

    def next_article(self) -> None:
        """Count what was read as the words of one article."""
        self._held.update({piece for word in self._said for piece in self._pieces[word]})
        self._said.clear()

    def vocabulary(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield rows as of `KnowledgeIndex.vocabulary`."""
        for word, held in self._held.items():
            yield word, stem(word, self._lang), self._lang, held


def _in_order(said: str) -> str:
    return " ".join(sorted(said.split()))


def _row(number: int, article: Article) -> dict[str, Any]:
    happens = article.happens
    return {
        "id": number,
        "slug": article.slug,
        "lang": article.lang,
        "topic": article.topic,
        "title": article.title,
        "phrasings": "\n".join(article.phrasings),
        "body": article.body,
        "sources": json.dumps([[source.document, source.section] for source in article.sources], ensure_ascii=False),
        "as_of": article.as_of,
        "lapses_on": article.lapses_on.isoformat() if article.lapses_on else None,
        "happens_first": happens.first.isoformat() if happens else None,
        "happens_last": happens.last.isoformat() if happens else None,
        "happens_precision": happens.precision.value if happens else None,
        "related": json.dumps(article.related),
        "computed": article.computed,
    }


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
        computed=row["computed"],
    )
