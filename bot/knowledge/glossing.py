"""Texts in languages of whose words we know only the commonest, or mixed with them: “membership fee kati ho?”.

Word by word such words are put into English (`bot/locales/glosses.yaml`); what comes of it is no sentence, but says what is
asked for. A word for which there is none stays: it may be English, or a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.knowledge.text import MAX_QUESTION, normalize

_WORD = re.compile(r"[^\s?!.,;:()\"“”«»।؟]+")
_LEAST, _SHARE = 2, 3  # words that must be put into English, and which part of all words
_LONGEST = 3  # words that are one in English


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    words: int
    strange: int


class Glosser:
    """Puts words into English.

    Args:
        glosses: By language, the English of its words, normalised; empty for what says nothing.
        uses: How many articles use a normalised word.
    """

    def __init__(self, glosses: Mapping[str, Mapping[str, str]], uses: Callable[[str], int]) -> None:
        self._glosses = glosses
        self._uses = uses

    def read(self, text: str) -> str:
        """Return a text with such words put into English; as it is, where it has too few, or only such as we know otherwise."""
        words = [(match.start(), match.end(), normalize(match.group())) for match in _WORD.finditer(text[:MAX_QUESTION])]
        readings = [self._reading(text, words, glosses) for glosses in self._glosses.values()]
        best = max(readings, key=lambda reading: (reading.words, reading.strange), default=None)
        if best is None or best.words < _LEAST or _SHARE * best.words < len(words) or not best.strange:
            return text
        return best.text

    def _reading(self, text: str, words: list[tuple[int, int, str]], glosses: Mapping[str, str]) -> _Reading:
        said, place, end, known, strange = "", 0, 0, 0, 0
        while place < len(words):
            start = words[place][0]
            for length in range(min(_LONGEST, len(words) - place), 0, -1):
                foreign = " ".join(word for _, _, word in words[place : place + length])
                if foreign in glosses:
                    said += text[end:start] + glosses[foreign]
                    known += length
                    strange += any(self._uses(word) == 0 for word in foreign.split())
                    place, end = place + length, words[place + length - 1][1]
                    break
            else:
                place += 1
        return _Reading(" ".join((said + text[end:]).split()), known, strange)
