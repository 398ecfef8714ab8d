"""Texts as they were written: capitals, elisions, and particles behind Latin letters."""

from __future__ import annotations

import re

from bot.knowledge.names import Mention
from bot.knowledge.text import normalize

_WRITTEN = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"(?i)(?<![^\W_])(l|d|qu|n|s|j|m|t|c|jusqu|lorsqu|puisqu)['’](?=[^\W\d_])")
_GLUED = re.compile(r"(?<=[a-z])(?=[\uac00-\ud7a3])")  # a Korean particle behind Latin letters: EXCOM이
ELIDED = "\u02bc"  # stands for the apostrophe of a word that was parted from its elision, and is a letter to `normalize`


class Written:
    """The words of a text as they were written."""

    def __init__(self, text: str) -> None:
        self._words = {normalize(word): word for word in _WRITTEN.findall(text)}
        self._telling = not text.isupper()

    def as_written(self, word: str) -> str:
        """Return a normalised word as it was written, the last time; itself if it does not stand there."""
        return str(self._words.get(word, word))

    def is_capital(self, word: str, *, acronym: bool = False) -> bool:
        """Whether a normalised word has a capital, or nothing but capitals; never in a text that has nothing else."""
        found = self.as_written(word)
        return self._telling and (found.isupper() if acronym else found[:1].isupper())


def parted(text: str) -> str:
    """Return a text with elisions parted from their words: “d'Abidjan”."""
    return _ELISION.sub(rf"\1{ELIDED} ", text)


def unparted(parts: list[str | Mention]) -> list[str | Mention]:
    """Return the parts with elisions and Korean particles joined to their words again, but not to a name."""
    found: list[str | Mention] = []
    for part in parts:
        last = found[-1] if found else ""
        if isinstance(part, str) and part.startswith(ELIDED):
            bare = part.removeprefix(ELIDED)
            found[-1:] = [last + bare] if isinstance(last, str) else [last, bare]
        elif isinstance(last, str) and last.endswith(ELIDED):
            bare = last.removesuffix(ELIDED)
            found[-1:] = [bare + part] if isinstance(part, str) else [bare, part]
        else:
            found.append(part)
    return found


def unglued(said: str) -> str:
    """Return a normalised text with Korean particles parted from the Latin words before them: EXCOM이."""
    return _GLUED.sub(f" {ELIDED}", said)
