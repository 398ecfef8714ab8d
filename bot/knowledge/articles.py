"""Curated knowledge as plain values: articles, the documents they cite, the topics of the menu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Fault
from bot.knowledge.period import Period


@dataclass(frozen=True, slots=True)
class Association:
    """Whom the assistant speaks for; ``languages`` are those that it answers in, the fallback first."""

    name: str
    short_name: str
    languages: tuple[str, ...]
    timezone: str
    email: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document; ``document`` is its title."""

    document: str
    section: str


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of knowledge in one language.

    Attributes:
        body: Markdown, begins with the answer itself.
        as_of: ISO day, month or year as of which it holds.
        lapses_on: Last day on which it can be relied on.
        happens: When the event that it tells of takes place.
        related: Slugs, in the order in which they are offered.
    """

    slug: str
    lang: str
    topic: str
    title: str
    phrasings: tuple[str, ...]
    body: str
    sources: tuple[Source, ...]
    as_of: str
    lapses_on: date | None = None
    happens: Period | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All of ``content/``, checked.

    Attributes:
        outdated: Translations that are older than their originals. They are left out: an old figure in one language
            beside a new one in another is worse than an answer in the first language.
    """

    association: Association
    topics: Mapping[str, Mapping[str, str]]
    articles: tuple[Article, ...] = field(repr=False)
    outdated: tuple[Fault, ...] = ()
