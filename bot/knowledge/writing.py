"""Texts as they were written: capitals, apostrophes, and particles behind Latin letters."""

from __future__ import annotations

import re

from bot.knowledge.names import Mention
from bot.knowledge.text import normalize

_WRITTEN = re.compile(r"[^\W\d_]+")
_WITH_ARTICLE = re.compile(r"(?<![^\W_])[lL]['’]([^\W\d_]+)")
_APOSTROPHES = re.compile(r"['’]")
_GLUED = re.compile(r"(?<=[a-z])(?=[\uac00-\ud7a3])")  # a Korean particle behind Latin letters: EXCOM이
_LATIN_BESIDE_HAN = re.compile(r"(?<=[a-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[a-z])")
_APART = "\u02bc"  # begins a particle that was parted from its word, and is a letter to `normalize`


class Written:
    """The words of a text as they were written."""

    def __init__(self, text: str) -> None:
        self._words = {normalize(word): word for word in _WRITTEN.findall(text)}
        self._telling = not text.isupper()
        self._with_article = {normalize(word) for word in _WITH_ARTICLE.findall(text)}

    def as_written(self, word: str) -> str:
        """Return a normalised word as it was written, the last time; itself if it does not stand there."""
        return str(self._words.get(word, word))

    def is_capital(self, word: str, *, acronym: bool = False) -> bool:
        """Whether a normalised word has a capital, or nothing but capitals; never in a text that has nothing else."""
        found = self.as_written(word)
        return self._telling and (found.isupper() if acronym else found[:1].isupper())

    def has_article(self, word: str) -> bool:
        """Whether a normalised word stands behind an elided article, as what is no name does: “l'eau”."""
        return word in self._with_article


def spellings(name: str) -> set[str]:
    """Return a name, normalised, with its apostrophes and as people type it without: “Côte d'Ivoire”, “cote divoire”."""
    return {normalize(name), normalize(_APOSTROPHES.sub("", name))}


def unparted(parts: list[str | Mention]) -> list[str | Mention]:
    """Return the parts with Korean particles joined to their words again, but not to a name."""
    found: list[str | Mention] = []
    for part in parts:
        last = found[-1] if found else ""
        if isinstance(part, str) and part.startswith(_APART):
            bare = part.removeprefix(_APART)
            found[-1:] = [last + bare] if isinstance(last, str) else [last, bare]
        else:
            found.append(part)
    return found


def unglued(said: str) -> str:
    """Return a normalised text with Latin words parted from what is glued to them: a Korean particle (EXCOM이), Chinese."""
    return _LATIN_BESIDE_HAN.sub(" ", _GLUED.sub(f" {_APART}", said))
