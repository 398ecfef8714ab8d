"""A segment in words, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

from babel import Locale

from bot.knowledge.events import told
from bot.outreach.segments import EVERYONE, All, Any, Key, Known, Not, Segment, Term

if TYPE_CHECKING:
    from bot.knowledge.library import Library


class Explainer:
    """Explains segments in one language.

    Args:
        library: Sentences, and the names of regions and events.
        lang: The language.
        known: Names of the values that have no name in another language.
    """

    def __init__(self, library: Library, lang: str, known: Known) -> None:
        self._phrasebook = library.phrasebook
        self._lang = lang
        self._known = known
        self._locale = Locale.parse(lang)
        self._names = {
            Key.REGION: {region.id: told(region.names, lang) for region in library.directory.regions},
            Key.EVENT: {event.id: told(event.names, lang) for event in library.calendar.events},
        }

    def explain(self, segment: Segment) -> str:
        """Return a segment in words: “everyone whose region is Africa and category is Local government”."""
        match segment:
            case All(()):
                return self._say("everyone")
            case Not(All(())):
                return self._say("nobody")
            case Not(part) if not isinstance(part, Term):
                return self._say("but", conditions=self._told(part))
            case _:
                return self._say("whose", conditions=self._told(segment))

    def _told(self, segment: Segment) -> str:
        match segment:
            case Term():
                return self._term(segment, "is")
            case Not(Term() as term):
                return self._term(term, "is-not")
            case Not(part):
                return self._say("not", conditions=self._within(part))
            case All(parts):
                told_ = [self._within(part) for part in parts if part != EVERYONE]
                return self._joined("both", told_) if told_ else self._say("everyone")
            case Any(parts):
                return self._joined("either", map(self._within, parts))

    def _within(self, part: Segment) -> str:
        told_ = self._told(part)
        return self._say("within", conditions=told_) if isinstance(part, All | Any) and part != EVERYONE else told_

    def _term(self, term: Term, how: str) -> str:
        values = self._joined("either", (self._name(term.key, value) for value in term.values))
        return self._say(how, what=self._say(f"key-{term.key.value}"), values=values)

    def _joined(self, how: str, parts: Iterable[str]) -> str:
        return reduce(lambda one, other: self._say(how, one=one, other=other), parts)

    def _name(self, key: Key, value: str) -> str:
        match key:
            case Key.COUNTRY:
                return str(self._locale.territories.get(value.upper(), value))
            case Key.LANG:
                return str(self._locale.languages.get(value, value))
            case Key.CATEGORY:
                return self._phrasebook.say(self._lang, f"member-category-{value}")
            case Key.STATUS | Key.STANDING:
                return self._say(f"state-{value}")
            case _:
                return self._names.get(key, {}).get(value) or self._known.get(key, {}).get(value, value)

    def _say(self, key: str, **values: str) -> str:
        return self._phrasebook.say(self._lang, f"segment-{key}", **values)
