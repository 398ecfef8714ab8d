"""The small print below an answer that is worked out of several places: their documents, and the latest date."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import Citation
from bot.knowledge.library import Library
from bot.knowledge.period import Period


def small_print(library: Library, lang: str, citations: Sequence[Citation]) -> str:
    """Return the line that names the documents, each once, and the latest of their dates; empty without citations."""
    if not citations:
        return ""
    documents = list(dict.fromkeys(citation.document for citation in citations))
    latest = max((Period.parse(citation.as_of) for citation in citations), key=lambda day: day.last)
    as_of = library.phrasebook.say(lang, "as-of", date=library.phrasebook.date(lang, latest))
    return f"{library.phrasebook.say(lang, 'source', sources=' · '.join(documents), count=len(documents))} · {as_of}"
