"""How a word sounds, roughly: what people write by ear comes to the same as what they mean.

"siudad" and "ciudad", "арганизация" and "организация", 언재 and 언제, 会废 and 会费. One key for each script, made of the mistakes
that are common in it: letters that sound alike become one, silent and doubled ones go. Chinese goes by its syllables without tones
(the package anyascii).
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_DOUBLED = re.compile(r"([^aeiou])\1+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Latin: soft c and g, qu, ph, n before b and p, no h but in ch; b and v, s and z, i and y are one each.
_LATIN = (
    (re.compile(r"ph"), "f"), (re.compile(r"ch"), "4"), (re.compile(r"(?<![st])h"), ""), (re.compile(r"[cs](?=[eiy])|[zx]"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"), (re.compile(r"q(?:u(?=[aeiouy]))?|c"), "k"), (re.compile(r"n(?=[bp])"), "m"),
)  # fmt: skip
_SAME_LATIN = str.maketrans("vyw", "biu")
_SAME_CYRILLIC = str.maketrans("оеэяыщ", "аииииш", "ъь")
_SAME_ARABIC = str.maketrans("ظذثصطقغج", "ضدتستككك", "ء")
_REFLEXIVE = re.compile(r"ться$|тся$|ца$")
_LONG_ENDING = re.compile(r"(?<=..)[اهيو]+$")
_FUZZY = ((re.compile(r"([zcs])h"), r"\1"), (re.compile(r"ng\b"), "n"))


def sound(word: str) -> str:
    """Return a key that normalised words share that sound alike; empty where nothing is known of the script."""
    first = word[:1]
    if "a" <= first <= "z":
        for pattern, one in _LATIN:
            word = pattern.sub(one, word)
        return _DOUBLED.sub(r"\1", word.translate(_SAME_LATIN))
    if "\u0400" <= first <= "\u04ff":
        return _DOUBLED.sub(r"\1", _REFLEXIVE.sub("ц", word).translate(_SAME_CYRILLIC))
    if "\u0600" <= first <= "\u06ff":
        return _DOUBLED.sub(r"\1", _LONG_ENDING.sub("", word.translate(_SAME_ARABIC)))
    if "\uac00" <= first <= "\ud7a3":
        return "".join(map(_syllable, word))
    if _HAN.fullmatch(word):
        return " ".join(map(syllable_of, word))
    return ""


def _syllable(sign: str) -> str:
    """Return a Hangul syllable with one letter for vowels that sound alike, and for endings that do."""
    code = ord(sign) - 0xAC00
    if not 0 <= code < 11172:
        return sign
    lead, vowel, end = code // 588, code % 588 // 28, code % 28
    return f"{lead}.{_ONE_VOWEL.get(vowel, vowel)}.{_ONE_ENDING.get(end, end)}"


_ONE_VOWEL = {5: 1, 7: 3, 10: 11, 15: 11}
"""Of the 21 vowels in Unicode's order: ㅔ as ㅐ, ㅖ as ㅒ, ㅙ and ㅞ as ㅚ."""
_ONE_ENDING = {2: 1, 24: 1, 19: 7, 20: 7, 22: 7, 23: 7, 25: 7, 27: 7, 26: 17, 18: 17, 5: 4, 6: 4}
"""Of the 28 endings in Unicode's order: ㄲ and ㅋ as ㄱ; ㅅ, ㅆ, ㅈ, ㅊ, ㅌ, ㅎ as ㄷ; ㅍ and ㅄ as ㅂ; ㄵ and ㄶ as ㄴ."""


@lru_cache(maxsize=10_000)
def syllable_of(sign: str) -> str:
    """Return the syllable of a Chinese sign in Latin letters, as of `fuzzy`."""
    return fuzzy(anyascii(sign).lower().strip())


def fuzzy(syllable: str) -> str:
    """Return a syllable of pinyin as those hear it who tell neither zh from z nor ang from an."""
    for pattern, one in _FUZZY:
        syllable = pattern.sub(one, syllable)
    return syllable
