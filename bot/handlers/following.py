"""What a short text says that goes on from the reply before it: "and in Nepal?", "how many?", "where was it?"."""

from __future__ import annotations

from bot.handlers.deciding import ALONE_AT
from bot.knowledge.library import Library
from bot.knowledge.text import is_unspaced, normalize

MOST_WORDS = 8
"""Of a text that goes on with an opener."""
_MOST_SIGNS = 7  # of a Chinese text that only asks where: "是在哪里举行的"


def opens(library: Library, text: str) -> bool:
    """Whether a short text begins like "and in ..."."""
    said = normalize(text)
    follows = any(said.startswith(f"{opener} ") for opener in library.phrasebook.words("follow_up"))
    return follows and len(said.split()) <= MOST_WORDS


def narrows(library: Library, text: str) -> bool:
    """Whether a text says nothing but which ones of those listed are meant: "in Nepal", "only companies"; not "all companies"."""
    only = library.phrasebook.says_only(library.gazetteer.general(text), "membership")
    own = library.gazetteer.speaks_of_membership(text) or asks_for_all(library, text) or _is_answered(library, text)
    return only and not own


def asks_how_many(library: Library, text: str) -> bool:
    """Whether a text asks how many there are and says nothing else but of what sort they are."""
    said = normalize(text)
    return bool(library.phrasebook.cues_in("how_many", said)) and library.phrasebook.says_only(said, "a number")


def asks_for_all(library: Library, text: str) -> bool:
    """Whether a text asks for all of a sort: "all companies"."""
    return bool(library.phrasebook.cues_in("everyone", text))


def asks_only_where(library: Library, text: str) -> bool:
    """Whether a text asks for a place and names nothing else: "where was it?"."""
    said, phrasebook = normalize(text), library.phrasebook
    told = tuple(
        cue for role in ("where", "when", "pointing", "happenings", "follow_up", "common") for cue in phrasebook.words(role)
    )
    named = any("\uac00" <= word[0] <= "\ud7a3" and not word.startswith(told) for word in said.split())  # 영상은 어디서
    named = named or (is_unspaced(said) and len(said) > _MOST_SIGNS)
    return bool(phrasebook.cues_in("where", said)) and not named and phrasebook.says_only(said, "an occasion")


def asks_elsewhere(library: Library, text: str) -> bool:
    """Whether a text says nothing but a name and that it asks for a time: "in Kathmandu", "at what time in Madrid?"."""
    general = library.gazetteer.general(text)
    return general != normalize(text) and library.phrasebook.says_only(general, "an occasion")


def _is_answered(library: Library, text: str) -> bool:
    """Whether an article surely answers a text by itself."""
    return any(hit.score >= ALONE_AT for hit in library.search(text, limit=1))
