"""What is wrong with articles: each by itself, and all of them together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.schema import ConflictEntry, DocumentEntry, Original, Translation
from bot.knowledge.text import MAX_KEYWORD, keyword_key, normalize

MAX_BODY = 1500
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)]*)\)")
_NOT_ALLOWED = re.compile(r"^[ \t]*(#{1,6} |\||<[a-zA-Z/!])|!\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One file of ``articles/``, read and checked by itself; ``said`` are its title and its phrasings, normalised."""

    path: Path
    topic: str
    slug: str
    lang: str | None
    document: markup.Document
    matter: Original | Translation | None
    body: str
    body_line: int
    faults: tuple[Fault, ...]
    said: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What a translation names as its original; another one when title or body change."""
        title = self.matter.title if self.matter else ""
        return hashlib.sha256(f"{title}\n{self.body}".encode()).hexdigest()[:8]


def check_body(path: Path, body: str, *, first_line: int) -> list[Fault]:
    """Return what is wrong with an answer's text; ``first_line`` is where it begins in the file, from 1."""
    faults = []
    if not body:
        faults.append(Fault(path, first_line, "the answer is missing below the front matter"))
    if len(body) > MAX_BODY:
        faults.append(
            Fault(
                path,
                first_line,
                f"the answer has {len(body)} characters; {MAX_BODY} is the most that reads well in a chat",
            )
        )
    for match in _NOT_ALLOWED.finditer(body):
        line = first_line + body.count("\n", 0, match.start())
        faults.append(
            Fault(
                path,
                line,
                "headings, tables, images and HTML don't show in every channel; use text, lists, bold and links",
            )
        )
    for match in _LINK.finditer(body):
        if not match[1].startswith(("https://", "http://", "mailto:")):
            line = first_line + body.count("\n", 0, match.start())
            faults.append(Fault(path, line, f"dead link “{match[1]}”; a link begins with https:// or mailto:"))
    return faults


def cross_check(
    files: Iterable[ArticleFile],
    documents: Mapping[str, DocumentEntry] | None,
    topics: Mapping[str, Mapping[str, str]] | None,
    languages: tuple[str, ...],
) -> Iterable[Fault]:
    """Check what articles say of each other and of the tables; a table that is broken itself is not held against them."""
    files = list(files)
    originals: dict[str, ArticleFile] = {}
    for file in files:
        if topics is not None and file.topic not in topics:
            yield Fault(file.path, 1, f"topic “{file.topic}” is not in topics.yaml")
        if file.lang is None:
            if file.slug in originals:
                yield Fault(file.path, 1, f"slug “{file.slug}” is also used by {originals[file.slug].path}")
            originals.setdefault(file.slug, file)
    wordings: dict[tuple[str, str], ArticleFile] = {}
    keys: dict[tuple[str, str], ArticleFile] = {}
    for file in files:
        if isinstance(file.matter, Original):
            yield from _check_references(file, file.matter, documents, originals)
        elif isinstance(file.matter, Translation):
            yield from _check_translation(file, file.matter, originals.get(file.slug), languages)
        if file.matter and languages:
            yield from _check_phrasings(file, file.lang or languages[0], wordings)
            yield from _check_keywords(file, file.lang or languages[0], keys)


def _check_references(
    file: ArticleFile,
    matter: Original,
    documents: Mapping[str, DocumentEntry] | None,
    originals: Mapping[str, ArticleFile],
) -> Iterable[Fault]:
    for number, source in enumerate(matter.sources):
        if documents is not None and source.document not in documents:
            yield file.document.fault(f"document “{source.document}” is not in documents.yaml", ("sources", number, "document"))
    for number, slug in enumerate(matter.related):
        if slug not in originals or slug == file.slug:
            yield file.document.fault(f"dead link: no other article “{slug}”", ("related", number))
    if matter.follows and (matter.follows not in originals or matter.follows == file.slug):
        yield file.document.fault(f"dead link: no other article “{matter.follows}”", ("follows",))


def _check_translation(
    file: ArticleFile, matter: Translation, original: ArticleFile | None, languages: tuple[str, ...]
) -> Iterable[Fault]:
    if languages and file.lang == languages[0]:
        yield Fault(file.path, 1, f"“{file.lang}” is the first language: its text is {file.path.with_name(f'{file.slug}.md')}")
    elif languages and file.lang not in languages:
        yield Fault(file.path, 1, f"language “{file.lang}” is not in association.yaml")
    if original is None or original.path.parent != file.path.parent:
        yield Fault(file.path, 1, f"translates “{file.slug}”, which is not in {file.path.parent}")


def _check_phrasings(file: ArticleFile, lang: str, wordings: dict[tuple[str, str], ArticleFile]) -> Iterable[Fault]:
    assert file.matter is not None  # noqa: S101  the caller looked
    for number, (phrasing, wording) in enumerate(zip(file.matter.phrasings, file.said[1:], strict=True)):
        if not wording:
            yield file.document.fault("a phrasing without words", ("phrasings", number))
            continue
        other = wordings.setdefault((lang, wording), file)
        if other is not file:
            yield file.document.fault(f"phrasing “{phrasing}” also stands in {other.path}", ("phrasings", number))


def _check_keywords(file: ArticleFile, lang: str, keys: dict[tuple[str, str], ArticleFile]) -> Iterable[Fault]:
    assert file.matter is not None  # noqa: S101  the caller looked
    for number, keyword in enumerate(file.matter.keywords):
        said = normalize(keyword)
        if not 0 < len(said.split()) <= MAX_KEYWORD:
            yield file.document.fault(f"a keyword has one to {MAX_KEYWORD} words; “{keyword}” has not", ("keywords", number))
            continue
        other = keys.setdefault((lang, keyword_key(said)), file)
        if other is not file:
            yield file.document.fault(f"keyword “{keyword}” also stands in {other.path}", ("keywords", number))


def outdated(file: ArticleFile, original: ArticleFile) -> Fault | None:
    """Return what to do about a translation whose original has changed since; ``None`` when it is up to date."""
    if not isinstance(file.matter, Translation) or file.matter.original == original.digest:
        return None
    mend = f"is older than its original and not shown; compare them, then set “original: {original.digest}”"
    return file.document.fault(mend, ("original",))


def untranslated(files: Iterable[ArticleFile], languages: tuple[str, ...]) -> Iterable[Fault]:
    """Yield which languages of the association an article is missing in, one fault an article."""
    present: dict[str, set[str]] = {}
    originals: dict[str, ArticleFile] = {}
    for file in files:
        present.setdefault(file.slug, set()).add(file.lang or languages[0])
        if file.lang is None:
            originals[file.slug] = file
    for slug, file in originals.items():
        missing = [language for language in languages if language not in present[slug]]
        if missing:
            yield Fault(file.path, 1, f"has no translation in {', '.join(missing)}")


def read_conflicts(
    root: Path, documents: Mapping[str, DocumentEntry], slugs: frozenset[str]
) -> tuple[frozenset[str] | None, list[Fault]]:
    """Return the ids of ``conflicts.yaml``, the register of contradictions between documents, and what is wrong with it.

    A content folder may have none; ids are ``None`` where an entry can't be read, since its id is not known then.
    """
    path = root / "conflicts.yaml"
    if not path.is_file():
        return frozenset(), []
    document, faults = markup.read(path)
    entries, found = markup.validate_list(document, ConflictEntry) if not faults else ([], [])
    faults += found
    whole = not faults
    seen: set[str] = set()
    for number, entry in entries:
        if entry.id in seen:
            faults.append(document.fault(f"“{entry.id}” stands twice", (number, "id")))
        seen.add(entry.id)
        for place, reading in enumerate(entry.readings):
            if reading.document not in documents:
                message = f"document “{reading.document}” is not in documents.yaml"
                faults.append(document.fault(message, (number, "readings", place, "document")))
        for place, slug in enumerate(entry.articles):
            if slug not in slugs:
                faults.append(document.fault(f"dead link: no article “{slug}”", (number, "articles", place)))
    return (frozenset(seen) if whole else None), faults
