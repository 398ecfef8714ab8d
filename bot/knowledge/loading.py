"""From ``content/`` to checked values; every fault with its file and line, all of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.errors import ContentError, Fault
from bot.knowledge import markup
from bot.knowledge.articles import Article, Association, Content, Source
from bot.knowledge.period import Period
from bot.knowledge.text import normalize
from bot.phrasebook import available_languages

MIN_PHRASINGS = 4
MAX_BODY = 1500
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = re.compile(r"(?P<slug>[^.]+)(?:\.(?P<lang>[a-z]{2}))?\.md")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)]*)\)")
_NOT_ALLOWED = re.compile(r"^[ \t]*(#{1,6} |\||<[a-zA-Z/!])|!\[", re.MULTILINE)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class _SourceRef(_Strict):
    document: str
    section: Annotated[str, Field(min_length=1)]


class _Span(_Strict):
    from_: Annotated[str, Field(alias="from")]
    to: str


class _Matter(_Strict):
    title: Annotated[str, Field(min_length=1, max_length=60)]
    phrasings: Annotated[list[str], Field(min_length=MIN_PHRASINGS)]


class _Original(_Matter):
    sources: Annotated[list[_SourceRef], Field(min_length=1)]
    as_of: str
    lapses_on: date | None = None
    happens: _Span | None = None
    related: list[str] = []

    @field_validator("as_of")
    @classmethod
    def _is_a_period(cls, value: str) -> str:
        Period.parse(value)
        return value

    @field_validator("lapses_on", mode="before")
    @classmethod
    def _is_a_day(cls, value: object) -> object:
        # pydantic would take “2023” for seconds since 1970.
        if isinstance(value, str) and not _DAY.fullmatch(value.strip()):
            raise ValueError(f"“{value}” is not a day such as 2021-10-18")
        return value

    @field_validator("happens")
    @classmethod
    def _is_a_span(cls, value: _Span | None) -> _Span | None:
        if value:
            Period.between(value.from_, value.to)
        return value


class _Translation(_Matter):
    original: str


class _Secretariat(_Strict):
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: str
    website: Annotated[str, Field(pattern=r"^https?://")]


class _AssociationFile(_Strict):
    name: str
    short_name: str
    languages: Annotated[list[str], Field(min_length=1)]
    timezone: str
    secretariat: _Secretariat

    @field_validator("languages")
    @classmethod
    def _are_spoken(cls, value: list[str]) -> list[str]:
        missing = [language for language in value if language not in available_languages()]
        if missing:
            raise ValueError(f"no sentences for {', '.join(missing)} in bot/locales/")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"“{value}” is not a time zone such as Asia/Seoul")
        return value


class _DocumentEntry(_Strict):
    title: Annotated[str, Field(min_length=1)]
    date: str

    @field_validator("date")
    @classmethod
    def _is_a_period(cls, value: str) -> str:
        Period.parse(value)
        return value


@dataclass(frozen=True, slots=True)
class _ArticleFile:
    """One file of ``articles/``, read and checked by itself."""

    path: Path
    topic: str
    slug: str
    lang: str | None
    document: markup.Document
    matter: _Original | _Translation | None
    body: str
    faults: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        title = self.matter.title if self.matter else ""
        return hashlib.sha256(f"{title}\n{self.body}".encode()).hexdigest()[:8]


class ContentLoader:
    """Reads a content folder; unchanged files are not read again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[Path, tuple[tuple[int, int], _ArticleFile]] = {}

    def fingerprint(self) -> str:
        """Return a value that changes when a file is added, removed or saved; reads no file."""
        seen = hashlib.sha256()
        for path in self._files():
            state = path.stat()
            seen.update(f"{path.relative_to(self._root)}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
        return seen.hexdigest()

    def load(self) -> Content:
        """Return all content.

        Raises:
            ContentError: With every fault of every file, in the order of files and lines.
        """
        if not (self._root / "association.yaml").is_file():
            raise ContentError(
                [Fault(self._root / "association.yaml", 1, "is missing; CONTENT_DIR must name the folder that holds it")]
            )
        faults: list[Fault] = []
        association = self._association(faults)
        documents = self._documents(faults)
        topics = self._topics(faults)
        files = [self._article_file(path) for path in self._files() if path.suffix == ".md" and path.name != "README.md"]
        faults.extend(fault for file in files for fault in file.faults)
        languages = tuple(association.languages) if association else ()
        faults.extend(_cross_check(files, documents, topics, languages))
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
            ),
            topics=topics,
            articles=tuple(_articles(files, documents, languages[0])),
        )

    def _files(self) -> list[Path]:
        names = [self._root / name for name in ("association.yaml", "documents.yaml", "topics.yaml")]
        return sorted([*(path for path in names if path.is_file()), *(self._root / "articles").rglob("*.md")])

    def _yaml(self, name: str, faults: list[Fault]) -> markup.Document:
        path = self._root / name
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Fault(path, 1, _unreadable(error)))
            return markup.Document(path, 1, None)
        document, found = markup.parse(text, path)
        faults.extend(found)
        return document

    def _association(self, faults: list[Fault]) -> _AssociationFile | None:
        document = self._yaml("association.yaml", faults)
        if document.root is None and faults:
            return None
        association, found = markup.validate(document, _AssociationFile)
        faults.extend(found)
        return association

    def _documents(self, faults: list[Fault]) -> dict[str, _DocumentEntry] | None:
        before = len(faults)
        document = self._yaml("documents.yaml", faults)
        content = markup.plain(document)
        if not isinstance(content, dict):
            faults.append(document.fault("expected documents, each a key with “title” and “date”"))
            return None
        found: dict[str, _DocumentEntry] = {}
        for key in content:
            part = markup.Document(document.path, document.first_line, markup.child(document, key))
            entry, problems = markup.validate(part, _DocumentEntry)
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

    def _article_file(self, path: Path) -> _ArticleFile:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        known = self._read.get(path)
        if known and known[0] == stamp:
            return known[1]
        file = _read_article(path)
        self._read[path] = (stamp, file)
        return file


def _read_article(path: Path) -> _ArticleFile:
    name = _FILE.fullmatch(path.name)
    slug, lang = (name["slug"], name["lang"]) if name else (path.stem, None)
    topic = path.parent.name

    def failed(line: int, message: str) -> _ArticleFile:
        return _ArticleFile(path, topic, slug, lang, markup.Document(path, 1, None), None, "", (Fault(path, line, message),))

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
    model: type[_Original] | type[_Translation] = _Translation if lang else _Original
    matter: _Original | _Translation | None = None
    if not any(fault.message.startswith("YAML") for fault in faults):
        matter, problems = markup.validate(document, model)
        faults += problems
    body = parts[2].strip()
    faults += _check_body(path, body, first_line=3 + parts[1].count("\n") + (len(parts[2]) - len(parts[2].lstrip("\n"))))
    return _ArticleFile(path, topic, slug, lang, document, matter, body, tuple(faults))


def _check_body(path: Path, body: str, *, first_line: int) -> list[Fault]:
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


def _are_names(names: object) -> bool:
    return isinstance(names, dict) and all(isinstance(name, str) for name in names.values())


def _cross_check(
    files: Iterable[_ArticleFile],
    documents: Mapping[str, _DocumentEntry] | None,
    topics: Mapping[str, Mapping[str, str]] | None,
    languages: tuple[str, ...],
) -> Iterable[Fault]:
    """Check what articles say of each other and of the tables; a table that is broken itself is not held against them."""
    files = list(files)
    originals: dict[str, _ArticleFile] = {}
    for file in files:
        if topics is not None and file.topic not in topics:
            yield Fault(file.path, 1, f"topic “{file.topic}” is not in topics.yaml")
        if file.lang is None:
            if file.slug in originals:
                yield Fault(file.path, 1, f"slug “{file.slug}” is also used by {originals[file.slug].path}")
            originals.setdefault(file.slug, file)
    wordings: dict[tuple[str, str], _ArticleFile] = {}
    for file in files:
        if isinstance(file.matter, _Original):
            yield from _check_references(file, file.matter, documents, originals)
        elif isinstance(file.matter, _Translation):
            yield from _check_translation(file, file.matter, originals.get(file.slug), languages)
        if file.matter and languages:
            yield from _check_phrasings(file, file.lang or languages[0], wordings)


def _check_references(
    file: _ArticleFile,
    matter: _Original,
    documents: Mapping[str, _DocumentEntry] | None,
    originals: Mapping[str, _ArticleFile],
) -> Iterable[Fault]:
    for number, source in enumerate(matter.sources):
        if documents is not None and source.document not in documents:
            yield file.document.fault(f"document “{source.document}” is not in documents.yaml", ("sources", number, "document"))
    for number, slug in enumerate(matter.related):
        if slug not in originals or slug == file.slug:
            yield file.document.fault(f"dead link: no other article “{slug}”", ("related", number))


def _check_translation(
    file: _ArticleFile, matter: _Translation, original: _ArticleFile | None, languages: tuple[str, ...]
) -> Iterable[Fault]:
    if languages and file.lang == languages[0]:
        yield Fault(file.path, 1, f"“{file.lang}” is the first language: its text is {file.path.with_name(f'{file.slug}.md')}")
    elif languages and file.lang not in languages:
        yield Fault(file.path, 1, f"language “{file.lang}” is not in association.yaml")
    if original is None or original.path.parent != file.path.parent:
        yield Fault(file.path, 1, f"translates “{file.slug}”, which is not in {file.path.parent}")
    elif original.digest != matter.original:
        yield file.document.fault(
            f"is older than its original; compare them, then set “original: {original.digest}”", ("original",)
        )


def _check_phrasings(file: _ArticleFile, lang: str, wordings: dict[tuple[str, str], _ArticleFile]) -> Iterable[Fault]:
    assert file.matter is not None  # noqa: S101  the caller looked
    for number, phrasing in enumerate(file.matter.phrasings):
        wording = normalize(phrasing)
        if not wording:
            yield file.document.fault("a phrasing without words", ("phrasings", number))
            continue
        other = wordings.setdefault((lang, wording), file)
        if other is not file:
            yield file.document.fault(f"phrasing “{phrasing}” also stands in {other.path}", ("phrasings", number))


def _articles(files: Iterable[_ArticleFile], documents: Mapping[str, _DocumentEntry], first: str) -> Iterable[Article]:
    files = list(files)
    originals: dict[str, Article] = {}
    for file in files:
        if isinstance(file.matter, _Original):
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
            )
    yield from originals.values()
    for file in files:
        if isinstance(file.matter, _Translation) and file.lang:
            phrasings = tuple(dict.fromkeys(file.matter.phrasings))
            yield replace(originals[file.slug], lang=file.lang, title=file.matter.title, phrasings=phrasings, body=file.body)


def _unreadable(error: OSError | UnicodeDecodeError) -> str:
    return "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"can't be read: {error.strerror}"
