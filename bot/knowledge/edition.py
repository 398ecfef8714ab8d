"""One version of the content, open: its tables, its articles, and the readers of questions made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern

from bot.knowledge.articles import Association
from bot.knowledge.crosslingual import CrossLingual
from bot.knowledge.dates import PeriodReader
from bot.knowledge.directory import Directory
from bot.knowledge.ellipsis import EllipsisReader
from bot.knowledge.events import Calendar, Event
from bot.knowledge.fees import Fees
from bot.knowledge.gazetteer import Gazetteer
from bot.knowledge.glossing import Glosser
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.matcher import Matcher
from bot.knowledge.names import name_words, names_of
from bot.knowledge.parts import PartReader, asking_words
from bot.knowledge.payers import PayerReader, payer_words
from bot.knowledge.retyping import Retyper
from bot.knowledge.semantics import Semantics
from bot.phrasebook import Phrasebook

MoreEvents = Callable[[Association], Iterable[Event]]
"""Makes events that stand in no file, for an association's languages and zone."""


def no_events(_association: Association) -> Iterable[Event]:
    """Return nothing: only what stands in the files takes place."""
    return ()


@dataclass(frozen=True)
class Edition:
    """One version of the content, open: what belongs together changes together.

    What only questions need is made when it is asked for: half a second that most commands do without.
    """

    index: KnowledgeIndex
    phrasebook: Phrasebook
    fees: Fees
    calendar: Calendar
    directory: Directory
    semantics: Semantics

    @classmethod
    def open(cls, path: Path, also: MoreEvents, semantics: Semantics) -> Edition:
        """Return what an index holds, and further events; see `Library`."""
        opened = KnowledgeIndex(path)
        tables, association = opened.reference, opened.association
        phrasebook = Phrasebook(association.languages, association=association.short_name)
        calendar = Calendar((*tables.events, *also(association)), tables.rules)
        return cls(opened, phrasebook, Fees(tables.schedules), calendar, tables.directory(), semantics)

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher over the articles."""
        common = {lang: self.phrasebook.common_words(lang) for lang in self.phrasebook.languages}
        return Matcher(self.index, common, self.semantics)

    @cached_property
    def crosslingual(self) -> CrossLingual:
        """What questions in other languages than the articles' are compared with."""
        return CrossLingual(self.index, self.index.association.languages, size=self.semantics.size)

    @cached_property
    def payers(self) -> PayerReader:
        """Who would pay, read out of questions."""
        return PayerReader(payer_words(self.phrasebook), self.fees, uses=self.matcher.uses)

    @cached_property
    def periods(self) -> PeriodReader:
        """Periods, read out of questions."""
        return PeriodReader(self.index.association.languages, self.phrasebook.table("quarters"), self.phrasebook.table("bounds"))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names, found in questions."""
        phrasebook, languages = self.phrasebook, self.index.association.languages
        tables = (phrasebook.table(role) for role in ("countries", "ordinals", "zones"))
        names = names_of(self.directory, self.calendar, languages, *tables)
        common, words = phrasebook.words("common"), name_words(phrasebook)
        return Gazetteer(names, uses=self.matcher.uses, common=common, dates=self.periods.dates, words=words)

    @cached_property
    def parts(self) -> PartReader:
        """What a message asks, part by part."""
        return PartReader(asking_words(self.phrasebook))

    @cached_property
    def ellipsis(self) -> EllipsisReader:
        """Completes questions that name only what differs from the one before."""
        book = self.phrasebook
        places = book.table("places_in_list")
        ordinals = {number: (*words, *places.get(number, ())) for number, words in book.table("ordinals").items()}
        return EllipsisReader(self.gazetteer, ordinals=ordinals, payers=book.table("payers"), fillers=book.fillers())

    @cached_property
    def retyper(self) -> Retyper:
        """Reads what was typed in the letters of another script."""
        return Retyper(
            self.matcher.uses,
            lambda lang: {intern(word): count for word, _, count, meant in self.index.vocabulary(lang) if word == meant},
        )

    @cached_property
    def glosser(self) -> Glosser:
        """Puts words of languages that are not spoken here into English."""
        return Glosser(self.phrasebook.glosses(), self.matcher.uses)

    @cached_property
    def computed(self) -> frozenset[str]:
        """Slugs of the computed articles."""
        return self.index.computed_slugs()

    @cached_property
    def used_topics(self) -> frozenset[str]:
        """Topics that have articles."""
        return self.index.used_topics()

    def prepare(self) -> None:
        """Make all that questions need."""
        self.matcher.prepare()
        self.retyper.prepare()
        _ = self.payers, self.periods, self.gazetteer, self.parts, self.ellipsis, self.computed
