"""Writes the knowledge index (`bot.knowledge.index` tells its tables)."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.knowledge.articles import Article
from bot.knowledge.content import Content, to_json
from bot.knowledge.index import FORMAT, in_order
from bot.knowledge.meanings import vectors_of
from bot.knowledge.semantics import Semantics
from bot.knowledge.shelves import OUTSIDE, Written, pack
from bot.knowledge.slips import slips
from bot.knowledge.text import keyword_key, normalize, pieces, stem, with_tokens
from bot.phrasebook import spellings

if TYPE_CHECKING:
    from sqlite_utils import Database

_DIGEST = "digest:"  # and a language: the key in ``meta`` of what `_digests` returns
_SEMANTICS = "semantics"  # the key in ``meta`` of what made the vectors
_TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"


def build(path: Path, content: Content, fingerprint: str, semantics: Semantics, *, processes: int = 1) -> None:
    """Write the index beside its place, then move it there: a reader sees the old one or the new one, never a part.

    Args:
        path: Of the index; vectors in an older one that the same semantics made are used again.
        content: What goes into it; a language in which an older one holds the same texts is copied from there.
        fingerprint: What it is known by (`built_from`).
        semantics: Makes the vectors of titles and phrasings.
        processes: Languages that are read at once, each in a process of its own; with 1 they are read in this one.

    Raises:
        ConfigurationError: The folder can't be written to.
    """
    draft = path.with_suffix(f".{os.getpid()}.draft")
    digests = _digests(content)
    known_by = {
        "fingerprint": fingerprint,
        _SEMANTICS: semantics.stamp,
        **{_DIGEST + lang: digest for lang, digest in digests.items()},
    }
    as_before = _as_before(path, digests, semantics.stamp)
    reading = _Reading(semantics, path, processes)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(draft, content, known_by, reading, as_before)
        except sqlite3.DatabaseError:
            if not as_before:
                raise
            _write(draft, content, known_by, reading, ())  # the older one may be damaged
        draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise ConfigurationError(f"DATA_DIR: can't write {path}: {error}; name a folder that this user may write to") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _digests(content: Content) -> dict[str, str]:
    """Return a value for each language that changes with what questions in it are compared with."""
    digests = {lang: hashlib.sha256(FORMAT.encode()) for lang in content.association.languages}
    for one in content.articles:
        digests[one.lang].update(repr((one.slug, one.title, one.phrasings, one.keywords, one.body)).encode())
    for lang, subjects in content.outside.items():
        digests[lang].update(repr(subjects).encode())
    return {lang: digest.hexdigest() for lang, digest in digests.items()}


def _as_before(path: Path, digests: Mapping[str, str], semantics: str) -> set[str]:
    """Return the languages in which an index, if there is one, holds the same texts, read by the same semantics."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as older:
            rows = older.execute("SELECT key, value FROM meta WHERE key = ? OR key LIKE ?", (_SEMANTICS, f"{_DIGEST}%"))
            held = dict(rows.fetchall())
    except sqlite3.Error:
        return set()
    return {lang for lang, digest in digests.items() if held.get(_DIGEST + lang) == digest and held.get(_SEMANTICS) == semantics}


def _write(draft: Path, content: Content, known_by: Mapping[str, str], reading: _Reading, as_before: Collection[str]) -> None:
    """Write an index, with languages ``as_before`` as they stand in the older one."""
    from sqlite_utils import Database  # a tenth of a second that only this needs

    draft.unlink(missing_ok=True)
    with Database(draft) as db:
        if as_before:
            db.attach("older", reading.older)
        db.execute("PRAGMA journal_mode = OFF")
        with db.atomic():
            _fill(db, content, known_by, reading, as_before)


def _fill(db: Database, content: Content, known_by: Mapping[str, str], reading: _Reading, as_before: Collection[str]) -> None:
    db.table("articles").insert_all((_row(number, one) for number, one in enumerate(content.articles, start=1)), pk="id")
    db.table("articles").create_index(["slug", "lang"], unique=True)
    db.table("lines").create({"words": str, "slug": str, "lang": str})
    db.table("keywords").create({"key": str, "slug": str, "lang": str})
    db.table("vocabulary").create({"word": str, "term": str, "lang": str, "articles": int, "meant": str})
    db.table("shelves").create({"lang": str, "name": str, "data": bytes})
    for read in reading.of(content, as_before):
        # A hundred thousand rows: plain statements take a third of insert_all's time.
        db.conn.executemany("INSERT INTO lines VALUES (?, ?, ?)", read.lines)
        db.conn.executemany("INSERT INTO keywords VALUES (?, ?, ?)", read.keywords)
        db.conn.executemany("INSERT INTO vocabulary VALUES (?, ?, ?, ?, ?)", read.vocabulary)
        db.table("shelves").insert_all({"lang": read.lang, "name": name, "data": data} for name, data in read.shelf.items())
    for lang in as_before:
        for table in ("lines", "keywords", "vocabulary", "shelves"):
            db.execute(f"INSERT INTO {table} SELECT * FROM older.{table} WHERE lang = ?", [lang])  # noqa: S608  our own names
    db.table("lines").create_index(["words"])
    db.table("keywords").create_index(["key"])
    db.table("vocabulary").create_index(["word"])
    association = content.association
    meta = {
        **known_by,
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
        db.table("articles").enable_fts(["title", "phrasings", "keywords", "body"], tokenize=_TOKENIZER)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the index holds of a language: rows of its tables, and its shelf with the vectors of its lines."""

    lang: str
    lines: Sequence[tuple[str, str, str]]
    keywords: Sequence[tuple[str, str, str]]
    vocabulary: Sequence[tuple[str, str, str, int, str]]
    shelf: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads languages, several at once where there are ``processes``; ``older`` is an index whose vectors are used again."""

    semantics: Semantics
    older: Path
    processes: int

    def of(self, content: Content, as_before: Collection[str]) -> Iterator[_Read]:
        """Yield what is read of all languages but some."""
        articles: dict[str, list[Article]] = {lang: [] for lang in content.association.languages if lang not in as_before}
        for article in content.articles:
            if article.lang in articles:
                articles[article.lang].append(article)
        spoken = [lang for lang in articles if articles[lang]]
        jobs = spoken, [articles[lang] for lang in spoken], [content.outside.get(lang, {}) for lang in spoken]
        if min(self.processes, len(spoken)) <= 1:
            yield from map(self._read, *jobs)
            return
        with ProcessPoolExecutor(self.processes, initializer=gc.disable) as executor:
            yield from executor.map(self._read, *jobs)

    def _read(self, lang: str, articles: Sequence[Article], outside: Mapping[str, Sequence[str]]) -> _Read:
        texts = list(_texts(articles, outside))
        reader = _Reader(lang, _slips(lang, texts))
        written = list(map(reader.read, texts))
        lines = {
            (in_order(line), text.slug, lang)
            for text, one in zip(texts, written, strict=True)
            if not text.slug.startswith(OUTSIDE)
            for line in {*text.lines, *one.plain}
        }
        keywords = {(keyword_key(normalize(keyword)), one.slug, lang) for one in articles for keyword in one.keywords}
        plain = [line for one in written for line in one.plain]
        meanings = vectors_of(self.semantics, plain, self._stored(lang))
        return _Read(lang, sorted(lines), sorted(keywords), sorted(reader.vocabulary()), {**pack(written), **meanings})

    def _stored(self, lang: str) -> Mapping[str, bytes]:
        """Return the shelf of a language in the older index, if the same semantics made its vectors."""
        try:
            with closing(sqlite3.connect(f"{self.older.resolve().as_uri()}?mode=ro", uri=True)) as older:
                made = older.execute("SELECT value FROM meta WHERE key = ?", (_SEMANTICS,)).fetchone()
                rows = older.execute("SELECT name, data FROM shelves WHERE lang = ?", (lang,)).fetchall()
        except sqlite3.Error:
            return {}  # there is none, or it is broken
        return dict(rows) if made == (self.semantics.stamp,) else {}


@dataclass(frozen=True, slots=True)
class _Text:
    """An article, or a subject that nothing answers: its title and phrasings, and its body, normalised."""

    slug: str
    lines: Sequence[str]
    body: str = ""


def _texts(articles: Sequence[Article], outside: Mapping[str, Sequence[str]]) -> Iterator[_Text]:
    for article in articles:
        lines = map(normalize, (article.title, *map(with_tokens, article.phrasings)))
        yield _Text(article.slug, list(lines), normalize(article.body))
    for subject, questions in outside.items():
        yield _Text(OUTSIDE + subject, list(map(normalize, questions)))


def _slips(lang: str, texts: Sequence[_Text]) -> Mapping[str, str]:
    """Return the words that phrasings show misspelt, or that are in chats, with what is meant."""
    held: dict[str, set[int]] = defaultdict(set)
    trusted: set[str] = set()
    for number, text in enumerate(texts):
        curated = text.body.split() + ([] if text.slug.startswith(OUTSIDE) else text.lines[0].split())
        trusted.update(curated)
        for word in {*curated, *" ".join(text.lines).split()}:
            held[word].add(number)
    found = slips(held, frozenset(trusted), len(texts))
    return found | {word: meant for word, meant in spellings(lang).items() if word not in trusted and meant not in found}


class _Reader:
    """Reads the articles of a language as they are matched; each word is taken apart once."""

    def __init__(self, lang: str, slips: Mapping[str, str]) -> None:
        self._lang = lang
        self._slips = slips
        self._pieces: dict[str, list[str]] = {}
        self._terms: dict[str, list[str]] = {}
        self._said: set[str] = set()
        self._slipped: set[str] = set()
        self._held: Counter[str] = Counter()
        self._showing: Counter[str] = Counter()

    def read(self, text: _Text) -> Written:
        """Return a text as questions are compared with it, the slips in its lines mended, and count its words."""
        plain = list(map(self._mended, text.lines))
        written = Written(text.slug, list(map(self._terms_of, plain)), plain, self._terms_of(text.body), text.body)
        self._held.update({piece for word in self._said for piece in self._pieces[word]})
        self._showing.update(self._slipped)
        self._said.clear()
        self._slipped.clear()
        return written

    def vocabulary(self) -> Iterator[tuple[str, str, str, int, str]]:
        """Yield rows as of `KnowledgeIndex.vocabulary`."""
        for word, held in self._held.items():
            yield word, stem(word, self._lang), self._lang, held, word
        for word, held in self._showing.items():
            yield word, stem(self._slips[word], self._lang), self._lang, held, self._slips[word]

    def _mended(self, line: str) -> str:
        words = line.split()
        self._slipped.update(self._slips.keys() & words)
        return " ".join(self._slips.get(word, word) for word in words)

    def _terms_of(self, plain: str) -> list[str]:
        words = plain.split()
        self._said.update(words)
        for word in words:
            if word not in self._pieces:
                self._pieces[word] = pieces(word)
                self._terms[word] = [stem(piece, self._lang) for piece in self._pieces[word]]
        return [term for word in words for term in self._terms[word]]


def _row(number: int, article: Article) -> dict[str, Any]:
    happens = article.happens
    return {
        "id": number,
        "slug": article.slug,
        "lang": article.lang,
        "topic": article.topic,
        "title": article.title,
        "phrasings": "\n".join(article.phrasings),
        "keywords": "\n".join(article.keywords),
        "body": article.body,
        "sources": json.dumps([[source.document, source.section] for source in article.sources], ensure_ascii=False),
        "as_of": article.as_of,
        "lapses_on": article.lapses_on.isoformat() if article.lapses_on else None,
        "happens_first": happens.first.isoformat() if happens else None,
        "happens_last": happens.last.isoformat() if happens else None,
        "happens_precision": happens.precision.value if happens else None,
        "related": json.dumps(article.related),
        "follows": article.follows,
        "computed": article.computed,
    }
