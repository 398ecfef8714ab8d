"""Texts typed in the letters of another script: Russian or Chinese in Latin letters, a keyboard that was still set to English.

"skolko platit gorod", "zenme jiaru", "crjkmrj gkfnbn ujhjl", "ghlql skqqn". A text is read so only where hardly a word of
it is known as it stands and most are known then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from anyascii import anyascii

from bot.knowledge.pinyin import PinyinReader
from bot.knowledge.text import MAX_QUESTION, is_pair, normalize, pieces

_MOST_KNOWN, _LEAST_READ = 0.5, 0.65  # shares of a text's letters in words that are known as it stands, and as it is read
_LATIN = re.compile(r"[a-z][a-z'`\[\];,.]*", re.IGNORECASE)
_SELDOM = 2  # a word in so few articles is none that is known as it stands: phrasings show Russian in Latin letters, too
_OF_A_PAIR = 3  # letters of another script that a pair of signs is typed with, at least
_LONG = 4  # letters of a word that two scripts seldom share by chance

_RUSSIAN_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_ARABIC_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvnm,.", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوز") | {ord("b"): "لا"}
_HANGUL_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True)) | dict(
    zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True)
)
"""What the keys of an English keyboard write on the usual Russian, Arabic (101) and Korean (two sets) one."""
_LEADS, _VOWELS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_ENDINGS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""Letters of Hangul in Unicode's order of syllables (The Unicode Standard, 3.12)."""
_COMPOUND = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ",
    "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_SYLLABLE = re.compile(
    rf"(?P<lead>[{_LEADS}])(?P<vowel>ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[{_VOWELS}])"
    rf"(?P<end>(?:ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[{_ENDINGS.strip()}])(?![{_VOWELS}])|[ㄱㄴㄹㅂ](?=[{_LEADS}][{_VOWELS}]))?"
)
# Russian in Latin letters, as different people write it, comes to one spelling.
_ONE_SPELLING = (
    (re.compile(r"sh?ch"), "sh"), (re.compile(r"kh|x"), "h"), (re.compile(r"ts|tc"), "c"), (re.compile(r"zh"), "z"),
    (re.compile(r"4"), "ch"), (re.compile(r"[yj]"), "i"), (re.compile(r"w"), "v"), (re.compile(r"[^a-z]"), ""),
    (re.compile(r"(.)\1+"), r"\1"), (re.compile(r"(?<=[aeou])ie(?=i|$)"), "e"), (re.compile(r"^ie"), "e"),
)  # fmt: skip


class Retyper:
    """Reads such texts.

    Args:
        uses: How many articles use a normalised word.
        words: The words of a language that articles use, with how many do.
    """

    def __init__(self, uses: Callable[[str], int], words: Callable[[str], Mapping[str, int]]) -> None:
        self._uses = uses
        self._words = words

    def prepare(self) -> None:
        """Make what only some texts need."""
        _ = self._by_spelling, self._pinyin

    def read(self, text: str) -> str:
        """Return the text in the script that was meant; as it is, if it is known so or no script makes sense of it."""
        if len(text) > MAX_QUESTION or not text.isascii() or "@" in text or not any(len(word) >= _LONG for word in text.split()):
            return text
        if self._known(text, lambda word: self._uses(word) > _SELDOM) > _MOST_KNOWN:
            return text
        readings = [
            (self._known(one, lambda word: not word.isascii() and self._uses(word) > 0), one) for one in self._readings(text)
        ]
        share, best = max(readings)
        return best if share >= _LEAST_READ else text

    def _readings(self, text: str) -> Iterator[str]:
        for keys in (_RUSSIAN_KEYS, _ARABIC_KEYS):
            yield text.lower().translate(keys)
        yield _hangul(text)
        if " " in text:  # a single word may be a name: Kazan
            yield _LATIN.sub(lambda match: self._by_spelling.get(_spelling(match.group()), match.group()), text.lower())
            yield self._pinyin.read(text)

    @staticmethod
    def _known(text: str, knows: Callable[[str], bool]) -> float:
        """Return the share of a text's letters that stand in known words; of Korean, in known pairs of signs."""
        parts = [part for word in normalize(text).split() for part in pieces(word)]
        weights = [_OF_A_PAIR if is_pair(part) else len(part) for part in parts]
        known = sum(weight for part, weight in zip(parts, weights, strict=True) if knows(part))
        return known / max(1, sum(weights))

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        """Return Russian words by how they are spelt in Latin letters, the most usual of each spelling."""
        usual = sorted(self._words("ru").items(), key=lambda item: (item[1], item[0]))
        return {_spelling(anyascii(word)): word for word, _ in usual if "\u0400" <= word[:1] <= "\u04ff"}

    @cached_property
    def _pinyin(self) -> PinyinReader:
        return PinyinReader(self._words("zh"))


def _spelling(word: str) -> str:
    word = word.lower()
    for pattern, one in _ONE_SPELLING:
        word = pattern.sub(one, word)
    return word


def _hangul(text: str) -> str:
    """Return what the keys write in Korean."""
    lower = (sign if sign in _HANGUL_KEYS else sign.lower() for sign in text)
    return _SYLLABLE.sub(_syllable, "".join(_HANGUL_KEYS.get(sign, sign) for sign in lower))


def _syllable(match: re.Match[str]) -> str:
    lead, vowel, end = match["lead"], match["vowel"], match["end"] or " "
    place = (_LEADS.index(lead) * 21 + _VOWELS.index(_COMPOUND.get(vowel, vowel))) * 28 + _ENDINGS.index(_COMPOUND.get(end, end))
    return chr(0xAC00 + place)
