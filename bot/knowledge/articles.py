"""Articles as plain values, and the association whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.knowledge.period import Period


@dataclass(frozen=True, slots=True)
class Association:
    """Whom the assistant speaks for; ``languages`` are those that it answers in, the fallback first; ``address`` may be empty."""

    name: str
    short_name: str
    languages: tuple[str, ...]
    timezone: str
    email: str
    phone: str
    website: str
    address: str = ""


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
        keywords: What people type into a search box: "contacts"; an article answers it where it is all that is asked.
        follows: Slug of what came before it: the predecessor in an office, the fees until then; empty where nothing did, and
            where events say so (`bot.knowledge.events.Calendar.beside`).
        computed: Name of the capability that works the answer out (``fees``); empty when the body is the answer.
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
    follows: str = ""
    computed: str = ""
    keywords: tuple[str, ...] = ()
