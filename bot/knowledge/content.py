"""All of ``content/`` as plain values: articles, topics, and the tables: fees, terms of dues, events, reminders, the directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from bot.dues.terms import Terms
from bot.errors import Fault
from bot.knowledge.articles import Article, Association
from bot.knowledge.directory import Directory, Group, Listed, Mentioned
from bot.knowledge.directory_files import read_directory
from bot.knowledge.dues_files import read_dues
from bot.knowledge.event_files import read_events
from bot.knowledge.events import Event, Rule
from bot.knowledge.fee_files import read_fees
from bot.knowledge.fees import Schedule
from bot.knowledge.outside_files import Outside
from bot.knowledge.reminder_files import read_reminders
from bot.knowledge.schema import DocumentEntry
from bot.outreach.rules import ReminderRule


@dataclass(frozen=True, slots=True)
class Reference:
    """All tables; each may be empty."""

    schedules: tuple[Schedule, ...] = ()
    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    members: tuple[Listed, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    regions: tuple[Group, ...] = ()
    fields: tuple[Group, ...] = ()
    dues: Terms = field(default_factory=Terms)
    reminders: tuple[ReminderRule, ...] = ()

    def directory(self) -> Directory:
        """Return the directory over its tables."""
        return Directory.of(self.members, self.mentioned, self.regions, self.fields)


@dataclass(frozen=True, slots=True)
class Content:
    """All of ``content/``, checked.

    Attributes:
        outdated: Translations that are older than their originals. They are left out: an old figure in one language
            beside a new one in another is worse than an answer in the first language.
        outside: Questions that no article answers.
        untranslated: Articles that lack a translation; they are answered in the first language.
    """

    association: Association
    topics: Mapping[str, Mapping[str, str]]
    articles: tuple[Article, ...] = field(repr=False)
    reference: Reference = field(repr=False)
    outside: Outside = field(default_factory=dict, repr=False)
    outdated: tuple[Fault, ...] = ()
    untranslated: tuple[Fault, ...] = ()


def read_reference(
    root: Path,
    documents: Mapping[str, DocumentEntry],
    slugs: frozenset[str],
    languages: tuple[str, ...],
    conflicts: frozenset[str] | None,
) -> tuple[Reference, list[Fault]]:
    """Return the tables of a content folder, or everything that is wrong with them; ``conflicts`` as for `read_fees`."""
    schedules, faults = read_fees(root, documents, conflicts)
    events, rules, found = read_events(root, documents, slugs, languages)
    faults += found
    directory, found = read_directory(root, documents, languages)
    faults += found
    terms, found = read_dues(root, slugs, languages)
    faults += found
    reminders, found = read_reminders(root, languages)
    faults += found
    if faults:
        return Reference(), faults
    reference = Reference(
        schedules=tuple(schedules),
        events=tuple(events),
        rules=tuple(rules),
        members=directory.members,
        mentioned=directory.mentioned,
        regions=directory.regions,
        fields=directory.fields,
        dues=terms,
        reminders=reminders,
    )
    return reference, []


_ADAPTER = TypeAdapter(Reference)


def to_json(reference: Reference) -> str:
    """Return the tables as text, for the index."""
    return _ADAPTER.dump_json(reference).decode()


def from_json(text: str) -> Reference:
    """Return the tables from what `to_json` wrote."""
    return _ADAPTER.validate_json(text)
