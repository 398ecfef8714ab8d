"""The knowledge in use: opened at start, replaced as a whole when content changes, kept when an edit is broken."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import structlog

from bot.errors import ContentError, Fault
from bot.knowledge import index
from bot.knowledge.articles import Article, Association
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import FusionMatcher, Hit
from bot.phrasebook import Phrasebook

log = structlog.get_logger(__name__)


class Library:
    """Articles, topics and the matcher over them; always the last good version of ``content/``.

    Attributes:
        faults: What is wrong with the content as it lies on disk now; empty when it is what the library answers from.
    """

    def __init__(self, content_dir: Path, index_path: Path) -> None:
        """Open the index, building it first if the content has changed since.

        Raises:
            ContentError: The content has faults and there is no earlier index to answer from.
            ConfigurationError: The index can't be written.
        """
        self._loader = ContentLoader(content_dir)
        self._index_path = index_path
        self._lock = threading.Lock()
        self.faults: tuple[Fault, ...] = ()
        self._fingerprint = self._loader.fingerprint()
        if index.built_from(index_path) != _stamp(self._fingerprint):
            try:
                index.build(index_path, self._loader.load(), _stamp(self._fingerprint))
            except ContentError as error:
                if not index.built_from(index_path).startswith(_stamp("")):
                    raise
                self._report(error)
        self._open()

    def refresh(self) -> bool:
        """Take up what has changed on disk since the last look; return whether anything did.

        Safe to call from a worker thread while the event loop answers. A broken edit is logged and remembered in
        `faults`; the last good version stays in use.
        """
        with self._lock:
            fingerprint = self._loader.fingerprint()
            if fingerprint == self._fingerprint:
                return False
            try:
                index.build(self._index_path, self._loader.load(), _stamp(fingerprint))
            except ContentError as error:
                self._fingerprint = fingerprint  # broken until the next edit; any other failure is tried again
                self._report(error)
                return False
            self._fingerprint = fingerprint
            self.faults = ()
            self._open()
            log.info("content_reloaded", articles=self._index.article_count)
            return True

    @property
    def association(self) -> Association:
        """Whom the assistant speaks for."""
        return self._index.association

    @property
    def topics(self) -> Mapping[str, Mapping[str, str]]:
        """Topics of the menu with their names per language, in its order."""
        return self._index.topics

    @property
    def article_count(self) -> int:
        """How many articles there are, translations not counted."""
        return self._index.article_count

    def article(self, slug: str, lang: str) -> Article | None:
        """Return an article in a language, else in the first language; ``None`` if there is none of that name."""
        return self._index.article(slug, lang)

    def titles(self, topic: str, lang: str) -> list[tuple[str, str]]:
        """Return ``(slug, title)`` of a topic's articles, by title."""
        return self._index.titles(topic, lang)

    def search(self, question: str, *, about: str = "", limit: int = 5) -> list[Hit]:
        """See `bot.knowledge.matcher.Matcher`."""
        return self.matcher.search(question, about=about, limit=limit)

    def language_of(self, text: str) -> str | None:
        """See `bot.knowledge.matcher.Matcher`."""
        return self.matcher.language_of(text)

    def _open(self) -> None:
        # The old index is not closed: a search in the event loop may be reading it; it goes with its last reader.
        opened = index.KnowledgeIndex(self._index_path)
        phrasebook = Phrasebook(opened.association.languages, association=opened.association.short_name)
        matcher = FusionMatcher(opened, {lang: phrasebook.common_words(lang) for lang in phrasebook.languages})
        self.phrasebook, self._index, self.matcher = phrasebook, opened, matcher

    def _report(self, error: ContentError) -> None:
        self.faults = error.faults
        for fault in error.faults[:20]:
            log.error("content_broken", file=str(fault.path), line=fault.line, fault=fault.message)


def _stamp(fingerprint: str) -> str:
    return f"{index.FORMAT}:{fingerprint}"
