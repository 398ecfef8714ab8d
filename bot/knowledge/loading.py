"""From ``content/`` to checked values; every fault with its file and line, all of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.errors import ContentError, Fault
from bot.knowledge import markup, outside_files
from bot.knowledge.articles import Article, Association, Source
from bot.knowledge.checking import ArticleFile, check_body, cross_check, outdated, read_conflicts, untranslated
from bot.knowledge.content import Content, Reference, read_reference
from bot.knowledge.period import Period
from bot.knowledge.schema import AssociationFile, DocumentEntry, Original, Translation
from bot.knowledge.text import normalize

FILES = ("association.yaml", "documents.yaml", "topics.yaml", "conflicts.yaml", "dues.yaml", "reminders.yaml")
TABLES = ("fees", "events", "members", outside_files.FOLDER)
"""Folders that hold tables."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = re.compile(r"(?P<slug>[^.]+)(?:\.(?P<lang>[a-z]{2}))?\.md")


class ContentLoader:
    """Reads a content folder; unchanged files are not read again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, tuple[tuple[int, int], ArticleFile]] = {}

    def fingerprint(self) -> str:
        """Return a value that changes when a file is added, removed or saved; reads no file."""
        seen = hashlib.sha256()
        for path in self._files():
            state = path.stat()
            seen.update(f"{path.relative_to(self.root)}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
        return seen.hexdigest()

    def count(self) -> int:
        """Return how many files there are."""
        return len(self._files())

    def load(self) -> Content:
        """Return all content but for outdated translations, which it names.

        Raises:
            ContentError: With every fault of every file, in the order of files and lines.
        """
        if not (self.root / "association.yaml").is_file():
            raise ContentError(
                [Fault(self.root / "association.yaml", 1, "is missing; CONTENT_DIR must name the folder that holds it")]
            )
        faults: list[Fault] = []
        association = self._association(faults)
        documents = self._documents(faults)
        topics = self._topics(faults)
        files = [self._article_file(path) for path in self._files() if path.suffix == ".md" and path.name != "README.md"]
        faults.extend(fault for file in files for fault in file.faults)
        languages = tuple(association.languages) if association else ()
        faults.extend(cross_check(files, documents, topics, languages))
        originals = {file.slug: file for file in files if file.lang is None}
        asked = {(file.lang or languages[0], said): file.slug for file in files if file.matter and languages for said in file.said}
        outside, found = outside_files.read_outside(self.root, languages, asked)
        faults.extend(found)
        reference = Reference()
        if documents is not None and association is not None:
            slugs = frozenset(originals)
            conflicts, found = read_conflicts(self.root, documents, slugs)
            faults.extend(found)
            reference, found = read_reference(self.root, documents, slugs, languages, conflicts)
            faults.extend(found)
        stale = {file.path: fault for file in files if file.slug in originals and (fault := outdated(file, originals[file.slug]))}
        if faults:
            faults.extend(stale.values())
        if faults or association is None or documents is None or topics is None:
            raise ContentError(sorted(set(faults), key=lambda fault: (str(fault.path), fault.line, fault.message)))
        return Content(
            association=Association(
                name=association.name,
                short_name=association.short_name,
                languages=languages,
                timezone=association.timezone,
                email=association.secretariat.email,
                phone=association.secretariat.phone,
                website=association.secretariat.website,
                address=association.secretariat.address,
            ),
            topics=topics,
            reference=reference,
            outside=outside,
            articles=tuple(_articles((file for file in files if file.path not in stale), documents, languages[0])),
            outdated=tuple(stale.values()),
            untranslated=tuple(untranslated(files, languages)),
        )

    def verify(self, folder: Path) -> tuple[int, list[Fault]]:
        """Look for what the originals say in the texts of their documents.

        Args:
            folder: Holds the files that ``documents.yaml`` names; a document without one is left out, and with it the
                articles that cite it.

        Returns:
            How many articles were compared, and what was not found, in the order of files and lines.
        """
        from bot.knowledge.verification import read_texts, verify  # its patterns would make every start slower

        broken: list[Fault] = []  # `load` tells of them
        association, documents = self._association(broken), self._documents(broken)
        if association is None or documents is None:
            return 0, []
        texts, faults = read_texts(folder, self.root / "documents.yaml", documents)
        files = [self._article_file(path) for path in self._files() if path.suffix == ".md" and path.name != "README.md"]
        originals = [
            file
            for file in files
            if isinstance(file.matter, Original) and all(source.document in texts for source in file.matter.sources)
        ]
        faults.extend(verify(originals, texts, association))
        return len(originals), sorted(faults, key=lambda fault: (str(fault.path), fault.line, fault.message))

    def _files(self) -> list[Path]:
        names = [self.root / name for name in FILES]
        articles = (path for path in (self.root / "articles").rglob("*.md") if not path.name.startswith("."))
        tables = (path for name in TABLES for path in (self.root / name).glob("*") if not path.name.startswith("."))
        found = [*(path for path in names if path.is_file()), *(path for path in articles if path.exists()), *tables]
        return sorted(found)

    def _yaml(self, name: str, faults: list[Fault]) -> markup.Document:
        document, found = markup.read(self.root / name)
        faults.extend(found)
        return document

    def _association(self, faults: list[Fault]) -> AssociationFile | None:
        document = self._yaml("association.yaml", faults)
        if document.root is None and faults:
            return None
        association, found = markup.validate(document, AssociationFile)
        faults.extend(found)
        return association

    def _documents(self, faults: list[Fault]) -> dict[str, DocumentEntry] | None:
        before = len(faults)
        document = self._yaml("documents.yaml", faults)
        content = markup.plain(document)
        if not isinstance(content, dict):
            faults.append(document.fault("expected documents, each a key with “title” and “date”"))
            return None
        found: dict[str, DocumentEntry] = {}
        for key in content:
            part = markup.Document(document.path, document.first_line, markup.child(document, key))
            entry, problems = markup.validate(part, DocumentEntry)
            faults.extend(problems)
            if entry:
                found[key] = entry
        return found if len(faults) == before else None

    def _topics(self, faults: list[Fault]) -> dict[str, dict[str, str]] | None:
        before = len(faults)
        document = self._yaml("topics.yaml", faults)
        content = markup.plain(document)
        if not isinstance(content, dict) or not all(_are_names(names) for names in content.values()):
            faults.append(document.fault("expected topics, each with its name per language: “fees: {en: Fees, ko: 회비}”"))
        return content if isinstance(content, dict) and len(faults) == before else None

    def _article_file(self, path: Path) -> ArticleFile:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        known = self._read.get(path)
        if known and known[0] == stamp:
            return known[1]
        file = _read_article(path)
        self._read[path] = (stamp, file)
        return file


def _read_article(path: Path) -> ArticleFile:
    name = _FILE.fullmatch(path.name)
    slug, lang = (name["slug"], name["lang"]) if name else (path.stem, None)
    topic = path.parent.name

    def failed(line: int, message: str) -> ArticleFile:
        return ArticleFile(path, topic, slug, lang, markup.Document(path, 1, None), None, "", 1, (Fault(path, line, message),))

    if not name or not _SLUG.fullmatch(slug) or len(slug) > 48:
        return failed(
            1,
            f"“{path.name}” is not a slug (lower-case words joined by hyphens, at most 48 characters) with .md or .ko.md",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return failed(1, _unreadable(error))
    parts = text.replace("\r\n", "\n").split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        return failed(1, "begins with “---”, the front matter, “---”; that is not so here")
    document, faults = markup.parse(parts[1], path, first_line=2)
    model: type[Original] | type[Translation] = Translation if lang else Original
    matter: Original | Translation | None = None
    if not any(fault.message.startswith("YAML") for fault in faults):
        matter, problems = markup.validate(document, model)
        faults += problems
    body = parts[2].strip()
    body_line = 3 + parts[1].count("\n") + (len(parts[2]) - len(parts[2].lstrip("\n")))
    faults += check_body(path, body, first_line=body_line)
    document = replace(document, root=None, text=parts[1] if document.root else "")
    said = tuple(map(normalize, (matter.title, *matter.phrasings))) if matter else ()
    return ArticleFile(path, topic, slug, lang, document, matter, body, body_line, tuple(faults), said)


def _are_names(names: object) -> bool:
    return isinstance(names, dict) and all(isinstance(name, str) for name in names.values())


def _articles(files: Iterable[ArticleFile], documents: Mapping[str, DocumentEntry], first: str) -> Iterable[Article]:
    files = list(files)
    originals: dict[str, Article] = {}
    for file in files:
        if isinstance(file.matter, Original):
            matter = file.matter
            originals[file.slug] = Article(
                slug=file.slug,
                lang=first,
                topic=file.topic,
                title=matter.title,
                phrasings=tuple(matter.phrasings),
                body=file.body,
                sources=tuple(Source(documents[source.document].title, source.section) for source in matter.sources),
                as_of=matter.as_of,
                lapses_on=matter.lapses_on,
                happens=Period.between(matter.happens.from_, matter.happens.to) if matter.happens else None,
                related=tuple(matter.related),
                follows=matter.follows or "",
                computed=matter.computed or "",
                keywords=tuple(matter.keywords),
            )
    yield from originals.values()
    for file in files:
        if isinstance(file.matter, Translation) and file.lang:
            phrasings, keywords = tuple(dict.fromkeys(file.matter.phrasings)), tuple(file.matter.keywords)
            own = replace(originals[file.slug], lang=file.lang, title=file.matter.title, body=file.body)
            yield replace(own, phrasings=phrasings, keywords=keywords)


def _unreadable(error: OSError | UnicodeDecodeError) -> str:
    return "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"can't be read: {error.strerror}"
