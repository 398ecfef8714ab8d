"""What a short text says that goes on from the reply before it: "and in Nepal?", "how many?", "where was it?"."""

from __future__ import annotations

from collections.abc import Set

from bot.handlers.deciding import ALONE_AT
from bot.knowledge.library import Library
from bot.knowledge.text import is_unspaced, normalize

MOST_WORDS = 8
"""Of a text that goes on with an opener."""
_SPARE = 2  # words that may stand besides in a text that narrows a list: "just the companies, if possible"
_MOST_SIGNS = 7  # of a Chinese text that only asks where, or for what came before: "是在哪里举行的", "上一届呢"


def opens(library: Library, text: str) -> bool:
    """Whether a short text begins like "and in ..."."""
    said = normalize(text)
    follows = any(said.startswith(f"{opener} ") for opener in library.phrasebook.words("follow_up"))
    return follows and len(said.split()) <= MOST_WORDS


def narrows(library: Library, text: str) -> bool:
    """Whether a text says nothing but which ones of those listed are meant: "in Nepal", "only companies"; not "all companies"."""
    only = library.phrasebook.says_only(library.gazetteer.general(text), "membership", spare=_SPARE)
    own = library.gazetteer.speaks_of_membership(text) or asks_for_all(library, text) or _is_answered(library, text)
    return only and not own


def asks_how_many(library: Library, text: str) -> bool:
    """Whether a text asks how many there are and says nothing else but of what sort they are."""
    said, phrasebook = normalize(text), library.phrasebook
    asks = phrasebook.cues_in("how_many", said) and phrasebook.says_only(said, "a number")
    return bool(asks) and not _is_more_korean(said, _told(library, "how_many", "everyone") | _sorts(library))


def asks_for_all(library: Library, text: str) -> bool:
    """Whether a text asks for all of a sort: "all companies"."""
    return bool(library.phrasebook.cues_in("everyone", text))


def asks_only_for_all(library: Library, text: str) -> bool:
    """Whether a text asks for all of a sort and says nothing else: "list all the cities please"."""
    said, phrasebook = normalize(text), library.phrasebook
    if not asks_for_all(library, text) or not phrasebook.says_only(said, "membership"):
        return False
    member = {normalize(cue) for cue in phrasebook.table("names")["member"]}
    return not _is_more_korean(said, _told(library, "everyone", "listings") | _sorts(library) | member)


def asks_only_where(library: Library, text: str) -> bool:
    """Whether a text asks for a place and names nothing else: "where was it?"."""
    said, phrasebook = normalize(text), library.phrasebook
    if not phrasebook.cues_in("where", said) or not phrasebook.says_only(said, "an occasion"):
        return False
    says_more = is_unspaced(said) and len(said) > _MOST_SIGNS
    return not says_more and not _is_more_korean(said, _told(library, "where", "when", "happenings"))


def steps(library: Library, text: str) -> str:
    """Return whether a text asks for what came before (``back``) or after (``forth``), or for neither."""
    found = library.phrasebook.named("steps", text)
    return next(iter(found)) if len(found) == 1 else ""


def only_steps(library: Library, text: str) -> bool:
    """Whether a text asks for what came before or after and says nothing else: "and where was the one before?"."""
    told = frozenset(cue for cues in library.phrasebook.table("steps").values() for cue in map(normalize, cues))
    said = normalize(text)
    says_more = _is_more_korean(said, told | _told(library, "where", "when", "happenings", "pointing", "follow_up"))
    says_more = says_more or (is_unspaced(said) and len(said) > _MOST_SIGNS)
    return bool(steps(library, text)) and library.phrasebook.says_only(said, "a step") and not says_more


def asks_elsewhere(library: Library, text: str) -> bool:
    """Whether a text says nothing but a name and that it asks for a time: "in Kathmandu", "at what time in Madrid?"."""
    general = library.gazetteer.general(text)
    return general != normalize(text) and library.phrasebook.says_only(general, "an occasion")


def _is_answered(library: Library, text: str) -> bool:
    """Whether an article surely answers a text by itself."""
    return any(hit.score >= ALONE_AT for hit in library.search(text, limit=1))


def _told(library: Library, *roles: str) -> frozenset[str]:
    """Return the words with some roles, and those that say nothing of their own."""
    return library.phrasebook.fillers().union(*(library.phrasebook.words(role) for role in roles))


def _sorts(library: Library) -> frozenset[str]:
    """Return the words for sorts of members."""
    return frozenset(normalize(cue) for cues in library.phrasebook.table("payers").values() for cue in cues)


def _is_more_korean(said: str, told: Set[str]) -> bool:
    """Whether a Korean word of a normalised text begins with none of those told: its single signs would cover nearly anything."""
    korean = sorted((cue for cue in told if len(cue) > 1 and "\uac00" <= cue[0] <= "\ud7a3"), key=len, reverse=True)
    for cue in korean:
        said = f" {said}".replace(f" {cue}", " -")  # what stands behind it is an ending
    return any("\uac00" <= word[0] <= "\ud7a3" and word not in told for word in said.split())
