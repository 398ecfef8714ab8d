"""Chinese in Latin letters: "zenme jiaru", "hui fei duo shao".

Words are parted into syllables, tones left aside; of the signs that each may be, those are meant that stand side by side
in the articles most.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.knowledge.sounds import fuzzy, syllable_of

_WORD = re.compile(r"[A-Za-z]?[a-z']*[?!.,]*")
_PAIR = re.compile(r"[\u3400-\u9fff]{2}")
_LONGEST = 6  # letters of a syllable: "zhuang"
_SIGNS = 12  # the most usual ones of a syllable are looked at


class PinyinReader:
    """Reads such texts.

    Args:
        words: Words of the Chinese articles, pairs of signs among them, with how many articles use each.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._pairs = {pair: math.log1p(count) for pair, count in words.items() if _PAIR.fullmatch(pair)}
        uses = defaultdict[str, float](float)
        for pair, often in self._pairs.items():
            uses[pair[0]] += often
            uses[pair[1]] += often
        self._signs: dict[str, list[str]] = defaultdict(list)
        for sign in sorted(uses, key=uses.__getitem__, reverse=True):
            self._signs[syllable_of(sign)].append(sign)

    def read(self, text: str) -> str:
        """Return the text with words that part into syllables as signs; the others stay."""
        read: list[str] = []
        waiting: list[str] = []
        for place, word in enumerate(text.split()):
            is_name = place and word[0].isupper()
            syllables = self._syllables(word.lower().rstrip("?!.,")) if _WORD.fullmatch(word) and not is_name else []
            waiting += syllables
            if not syllables:
                read += [self._written(waiting), word]
                waiting = []
        return " ".join(filter(None, [*read, self._written(waiting)]))

    def _syllables(self, word: str) -> list[str]:
        """Part a word into as few syllables as possible; empty where it has none."""
        parted: list[list[str] | None] = [[]]
        for end in range(1, len(word) + 1):
            ways = [
                [*before, syllable]
                for start in range(max(0, end - _LONGEST), end)
                if (before := parted[start]) is not None and (syllable := fuzzy(word[start:end])) in self._signs
            ]
            parted.append(min(ways, key=len, default=None))
        return parted[-1] or []

    def _written(self, syllables: Sequence[str]) -> str:
        """Return the signs of syllables, those that stand side by side most (Viterbi's algorithm)."""
        best = {"": (0.0, "")}  # by the last sign
        for syllable in syllables:
            best = {
                sign: max((worth + self._pairs.get(last + sign, 0.0), written + sign) for last, (worth, written) in best.items())
                for sign in self._signs[syllable][:_SIGNS]
            }
        return max(best.values())[1]
