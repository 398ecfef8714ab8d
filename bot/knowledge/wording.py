"""Whether a text says nothing but what some words say: then what it names decides what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.knowledge.text import HAS_TOKEN, normalize

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_MOST_SIGNS = 2  # of Korean or Chinese that may be left over: particles, 呢


class Wording:
    """Words that a text may consist of; Korean and Chinese ones stand anywhere in it."""

    def __init__(self, words: Iterable[str]) -> None:
        known = {normalize(word) for word in words} - {""}
        self._words = frozenset(word for word in known if " " not in word)
        phrases = sorted((word for word in known if " " in word or _SIGNS.search(word)), key=lambda word: (-len(word), word))
        bounded = (re.escape(phrase) if _SIGNS.search(phrase) else rf"\b{re.escape(phrase)}\b" for phrase in phrases)
        self._phrases = re.compile("|".join(bounded) or r"(?!)")

    def covers(self, said: str, *, spare: int = 0) -> bool:
        """Whether a normalised text says nothing else, but ``spare`` words; what stands for a name or number left aside.

        That is what `Gazetteer.general` puts in their place.
        """
        rest = self._phrases.sub(" ", HAS_TOKEN.sub(" ", said)).split()
        left = [word for word in rest if word not in self._words and (len(word) > 1 or _SIGNS.match(word))]
        signs = [word for word in left if _SIGNS.search(word)]
        return len(left) - len(signs) <= spare and sum(map(len, signs)) <= _MOST_SIGNS
