"""What people ask of their own member, in words that anybody might use: who speaks for one hears what its record says.

Who is linked to no member gets what the documents say to all.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import Conversation
from bot.handlers.deciding import ALSO_AT
from bot.knowledge.library import Library
from bot.knowledge.text import HAS_TOKEN, normalize, token_of
from bot.members.access import Private
from bot.members.registry import Links

_FOUND_FROM = 0.2
"""Score from which an article tells what a question is about, though hardly what it asks."""
_LEAST = ALSO_AT / 2
"""Score from which a private article may be meant instead of the general one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A private article, and what it is to be asked; empty where the question names nobody."""

    slug: str
    text: str


class Own:
    """Finds the private article that a question of somebody who is linked means.

    Args:
        library: Articles and cues.
        links: Who speaks for which member.
    """

    def __init__(self, library: Library, links: Links) -> None:
        self._library = library
        self._links = links

    async def meant(self, conversation: Conversation, text: str) -> Meant | None:
        """Return what a question means for who asks it; ``None`` where that is what it means for everybody."""
        message = conversation.message
        if not message.private or not (await self._links.speaker(message.sender)).links:
            return None
        if self._asks_how_it_stands(text):
            return Meant(self._library.computed_article(Private.STATUS.value), "")
        slug = self._instead_of_general(text, conversation.lang)
        return Meant(slug, text) if slug else None

    def _asks_how_it_stands(self, text: str) -> bool:
        """Whether a text asks what one owes or until when, or whether one is a member, and says nothing else but a year."""
        phrasebook, association = self._library.phrasebook, self._library.association
        said = self._undated(text)
        for name in (association.name, association.short_name):
            said = said.replace(normalize(name), " ")
        if HAS_TOKEN.search(said):
            return False
        asks = phrasebook.cues_in("amounts", said) or phrasebook.cues_in("when", said)
        owes = phrasebook.says_only(said, "what is owed") and bool(asks and phrasebook.cues_in("owed", said))
        return owes or (phrasebook.says_only(said, "our membership") and bool(phrasebook.cues_in("our_membership", said)))

    def _undated(self, text: str) -> str:
        """Return a text, made general, without the periods that it names."""
        said = self._library.gazetteer.general(text).replace(token_of("period"), " ")
        for cue in self._library.phrasebook.cues_in("last_year", text):
            said = said.replace(cue, " ")
        return " ".join(said.split())

    def _instead_of_general(self, text: str, lang: str) -> str:
        """Return the private article that goes before what all may read of invoices; empty where that is not asked for.

        It is by a bare keyword ("invoice"), by "our invoice", and by an invoice of a year or a number.
        """
        library, general = self._library, self._library.gazetteer.general(text)
        bare = " ".join(self._undated(text).replace(token_of("number"), " ").split())
        keyed, hits = library.keyed(text, lang) or library.keyed(bare, lang), library.search(bare)
        first = keyed or next((hit.slug for hit in hits[:1] if hit.score >= _FOUND_FROM), "")
        slug = library.computed_article(Private.INVOICE.value)
        invoice = library.article(slug, lang)
        of_invoices = {slug, *(invoice.related if invoice else ())}
        own = {library.computed_article(one.value) for one in Private}
        says_ours = bool(keyed) or library.gazetteer.speaks_of_oneself(text)
        if first not in of_invoices and not (says_ours and first in own):
            return ""
        if not says_ours and bare == general:
            return ""
        return next((hit.slug for hit in hits if hit.slug in own and hit.score >= _LEAST), "")
