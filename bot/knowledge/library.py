"""The knowledge in use: opened at start, replaced as a whole when content changes, kept when an edit is broken."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import structlog

from bot.dues.terms import Terms
from bot.errors import ContentError, Fault
from bot.knowledge import index
from bot.knowledge.articles import Article, Association
from bot.knowledge.building import build
from bot.knowledge.dates import PeriodReader
from bot.knowledge.directory import Directory
from bot.knowledge.edition import Edition, MoreEvents, no_events
from bot.knowledge.ellipsis import EllipsisReader
from bot.knowledge.events import Calendar
from bot.knowledge.fees import Fees
from bot.knowledge.gazetteer import Gazetteer
from bot.knowledge.loading import ContentLoader
from bot.knowledge.matcher import Hit, Matcher
from bot.knowledge.parts import PartReader
from bot.knowledge.payers import PayerReader
from bot.knowledge.semantics import Semantics
from bot.knowledge.text import HAS_TOKEN, normalize
from bot.outreach.rules import ReminderRule
from bot.phrasebook import Phrasebook

log = structlog.get_logger(__name__)

SHOWN_FAULTS = 3
"""Faults that are logged one by one; `bot check` lists them all."""


class Library:
    """Articles, topics and the matcher over them; always the last good version of ``content/``.

    Attributes:
        faults: What is wrong with the content as it lies on disk now: a broken edit, which is not in use, or outdated
            translations, in whose place the originals are.
    """

    def __init__(
        self, content_dir: Path, index_path: Path, *, also: MoreEvents = no_events, semantics: Semantics | None = None
    ) -> None:
        """Open the index, building it first if the content has changed since.

        Args:
            content_dir: Where the content is.
            index_path: Where its index is, or goes.
            also: Adds events to the calendar.
            semantics: Knows what texts mean; the table of pieces alone, if it is ``None``.

        Raises:
            ContentError: The content has faults and there is no earlier index to answer from.
            ConfigurationError: The index can't be written.
        """
        self._loader = ContentLoader(content_dir)
        if not (content_dir / "association.yaml").is_file():
            self._loader.load()  # raises: a cache of some other folder must not hide that this one is missing
        self._index_path = index_path
        self._also, self._semantics = also, semantics or Semantics()
        self._lock = threading.Lock()
        self.faults: tuple[Fault, ...] = ()
        self._fingerprint = self._loader.fingerprint()
        if index.built_from(index_path) != self._stamp(self._fingerprint):
            try:
                build(self._loader, index_path, self._stamp(self._fingerprint), self._semantics)
            except ContentError as error:
                if not index.built_from(index_path).startswith(self._stamp("")):
                    raise
                self._report(error.faults)
        self._edition = Edition.open(index_path, also, self._semantics)
        if not self.faults:
            self._report(self._edition.index.outdated)

    def prepare(self) -> None:
        """Make all that questions need, so that the first one is answered as quickly as the next."""
        self._edition.prepare()

    def look(self) -> Edition | None:
        """Build what has changed on disk since the last look, for `use`; ``None`` when nothing did, or an edit is broken.

        Meant for a worker thread: it takes as long as the edit is large. A broken edit is logged and remembered in
        `faults`; the last good version stays in use.
        """
        with self._lock:
            fingerprint = self._loader.fingerprint()
            if fingerprint == self._fingerprint:
                return None
            try:
                build(self._loader, self._index_path, self._stamp(fingerprint), self._semantics)
            except ContentError as error:
                self._fingerprint = fingerprint  # broken until the next edit; any other failure is tried again
                self._report(error.faults)
                return None
            self._fingerprint = fingerprint
            edition = Edition.open(self._index_path, self._also, self._semantics)
            edition.prepare()
            self._report(edition.index.outdated)
            return edition

    def use(self, edition: Edition) -> None:
        """Answer from another edition from now on; for the thread that answers, so that no answer mixes two."""
        self._edition.index.close()
        self._edition = edition
        log.info("content_reloaded", articles=edition.index.article_count)

    def refresh(self) -> bool:
        """Look and use at once; return whether anything has changed."""
        edition = self.look()
        if edition:
            self.use(edition)
        return edition is not None

    def close(self) -> None:
        """Close the index."""
        self._edition.index.close()

    @property
    def phrasebook(self) -> Phrasebook:
        """The assistant's own sentences, in the languages of the content."""
        return self._edition.phrasebook

    @property
    def fees(self) -> Fees:
        """The schedules of fees."""
        return self._edition.fees

    @property
    def dues_terms(self) -> Terms:
        """The terms for dues."""
        return self._edition.index.reference.dues

    @property
    def reminder_rules(self) -> tuple[ReminderRule, ...]:
        """The rules of reminders, as they stand in the file."""
        return self._edition.index.reference.reminders

    @property
    def payers(self) -> PayerReader:
        """Who would pay, read out of questions."""
        return self._edition.payers

    @property
    def calendar(self) -> Calendar:
        """Events, and rules that recur."""
        return self._edition.calendar

    @property
    def periods(self) -> PeriodReader:
        """Periods, read out of questions."""
        return self._edition.periods

    @property
    def directory(self) -> Directory:
        """Members, as the documents name them."""
        return self._edition.directory

    @property
    def gazetteer(self) -> Gazetteer:
        """Names of members, countries, regions, fields of work and events."""
        return self._edition.gazetteer

    @property
    def parts(self) -> PartReader:
        """What a message asks, part by part."""
        return self._edition.parts

    def retyped(self, text: str) -> str:
        """See `bot.knowledge.retyping.Retyper.read`."""
        return self._edition.retyper.read(text)

    def glossed(self, text: str) -> str:
        """See `bot.knowledge.glossing.Glosser.read`."""
        return self._edition.glosser.read(text)

    @property
    def ellipsis(self) -> EllipsisReader:
        """Completes questions that name only what differs from the one before."""
        return self._edition.ellipsis

    @property
    def matcher(self) -> Matcher:
        """The matcher over the articles."""
        return self._edition.matcher

    @property
    def semantics(self) -> Semantics:
        """What knows the meaning of texts."""
        return self._semantics

    @property
    def association(self) -> Association:
        """Whom the assistant speaks for."""
        return self._edition.index.association

    @property
    def topics(self) -> Mapping[str, Mapping[str, str]]:
        """Topics of the menu with their names per language, in its order."""
        return self._edition.index.topics

    @property
    def article_count(self) -> int:
        """How many articles there are, translations not counted."""
        return self._edition.index.article_count

    def article(self, slug: str, lang: str) -> Article | None:
        """Return an article in a language, else in the first language; ``None`` if there is none of that name."""
        return self._edition.index.article(slug, lang)

    def computed_article(self, capability: str) -> str:
        """Return the slug of the first article that a capability computes; empty if there is none."""
        return self._edition.index.computed_article(capability)

    def topic_name(self, topic: str, lang: str) -> str:
        """Return a topic's name in a language, else in the first that it has one in.

        Raises:
            KeyError: There is no such topic.
        """
        names = self.topics[topic]
        return names.get(lang) or next(iter(names.values()), topic)

    def menu(self, lang: str) -> list[tuple[str, str]]:
        """Return ``(key, name)`` of the topics that have articles, in the order of the menu."""
        return [(topic, self.topic_name(topic, lang)) for topic in self.topics if topic in self._edition.used_topics]

    def topic_named(self, text: str) -> str | None:
        """Return the topic whose name, in any language, is the whole text."""
        said = normalize(text)
        for key, names in self.topics.items():
            if said == key or said in map(normalize, names.values()):
                return key
        return None

    def titles(self, topic: str, lang: str) -> list[tuple[str, str]]:
        """Return ``(slug, title)`` of a topic's articles, those that are asked for most plainly first."""
        return self._edition.index.titles(topic, lang)

    def behind(self, slug: str) -> str:
        """Return the slug of what came after what an article tells of, or nothing."""
        return self._edition.index.behind(slug)

    def search(self, question: str, *, about: str = "", limit: int = 5) -> list[Hit]:
        """See `bot.knowledge.matcher.Matcher`."""
        return self.matcher.search(question, about=about, limit=limit)

    def search_foreign(self, question: str) -> list[Hit]:
        """Return what a question in a language that is not spoken here means, by words of ours in it or by its meaning.

        The likelier of these counts, and where both are about as likely the one that is surer of its first article.
        """
        return max(
            self.search(question),
            self._edition.crosslingual.search(question),
            key=lambda hits: (round(sum(hit.score for hit in hits[:2]), 1), max((hit.score for hit in hits[:1]), default=0.0)),
        )

    def keyed(self, text: str, lang: str) -> str:
        """Return the slug of the article that a text is a keyword of, in a language, else in another; empty if of none.

        Padding is left out where the whole is none: "the deadlines please".
        """
        found = self.matcher.keyed(text) or self.matcher.keyed(self.phrasebook.unpadded(normalize(text), lang))
        return found.get(lang) or next(iter(found.values()), "")

    @property
    def computed(self) -> frozenset[str]:
        """Slugs of the computed articles."""
        return self._edition.computed

    def search_computed(self, general: str, lang: str) -> list[Hit]:
        """Return what a question made general (`Gazetteer.general`) fits; empty unless that is a computed article."""
        hits = self.matcher.search(general, limit=2, lang=lang)
        return hits if hits and hits[0].slug in self.computed else []

    def language_of(self, text: str, *, spoken: str = "") -> str | None:
        """Return the language that a text is written in, of those that articles are written in; ``None`` when unclear.

        Args:
            text: What was written.
            spoken: The language that it is taken to be in otherwise. Where what it says besides names is in one of several
                languages, and not in that, the likeliest is returned.
        """
        told = self.matcher.language_of(text)
        if told or not spoken:
            return told
        return self.matcher.language_of(HAS_TOKEN.sub(" ", self.gazetteer.general(text)), spoken=spoken)

    def _stamp(self, fingerprint: str) -> str:
        """Return what an index of some content is known by."""
        return f"{index.FORMAT}:{self._semantics.stamp}:{fingerprint}"

    def _report(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        for fault in faults[:SHOWN_FAULTS]:
            log.error("content_fault", file=str(fault.path), line=fault.line, fault=fault.message)
        if len(faults) > SHOWN_FAULTS:
            log.error("content_faults", count=len(faults), mend="run: bot check")
