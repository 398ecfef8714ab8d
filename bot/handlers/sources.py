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
    return written(library, lang, documents, latest)


def written(library: Library, lang: str, sources: Sequence[str], as_of: Period) -> str:
    """Return the line that names sources and their date; amid right-to-left writing each is kept together."""
    say = library.phrasebook.say
    named = " · ".join(say(lang, "one-source", source=source) for source in sources)
    date = say(lang, "as-of", date=library.phrasebook.date(lang, as_of))
    return f"{say(lang, 'source', sources=named, count=len(sources))} · {date}"
