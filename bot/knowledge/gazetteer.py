"""Names in questions: members, countries, regions, fields of work and events, in any of the languages, with endings and slips.

A question is also made general here: “is Kathmandu a member” becomes “is {name} a member”, the way in which computed
articles are phrased (`PLACEHOLDERS`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.guessing import NameGuesser
from bot.knowledge.names import PLACES, Mention, NameWords, Sort, Target
from bot.knowledge.text import name_key, normalize, token_of
from bot.knowledge.writing import Written, spellings, unglued, unparted

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_ARABIC_PREFIXES = "وفبلك"
_NUMBER = re.compile(r"\d+(?:k|m|mn)?")
# Years, months and quarters, and numbers, that signs without spaces follow: 2021年10月, 3분기, 30万.
_PERIODS = re.compile(
    r"(?:19|20)\d{2}\s*[年년](?:度|도)?(?:\s*\d{1,2}\s*[月월])?(?:\s*\d{1,2}\s*[日일号])?"
    r"(?:\s*(?:第[一二三四1-4]季度|[1-4](?: ?4|사)?\s*분기))?"
    r"|\d{1,2}\s*[月월](?:\s*\d{1,2}\s*[日일号])?|第[一二三四1-4]季度|[1-4](?: ?4|사)?\s*분기"
)
_COUNTED = re.compile(r"(?<!\d)\d+\s*[십백천만억十百千万萬亿億]+")
_YEARS = range(1990, 2101)
_NAME, _COUNT = token_of("name"), token_of("number")
READ_KEPT = 64
"""Texts whose names are kept."""
MAX_WORDS = 10
"""Words of the longest name that is looked for."""
MOST_SLIPS = 30
"""Words of a text, the first, in which a slip of the finger is looked for: each takes a look at all names."""
OWN_WITHIN = 9
"""Words and names behind one in which people speak of themselves, in which a place is their own."""


PLACEHOLDERS = {
    Sort.MEMBER: "name", Sort.COUNTRY: "name", Sort.REGION: "name", Sort.OTHER: "name", Sort.ZONE: "name", Sort.FIELD: "field",
    Sort.EVENT: "event", Sort.RULE: "event",
}  # fmt: skip


class Gazetteer:
    """Finds names.

    Args:
        names: Every name, with what it names.
        uses: How many articles use a normalised word: one that many use is no slip of a name.
        common: Function words, normalised: alone they name nothing.
        words: Which names are ordinary words too, and words of membership.
        dates: Finds dates in normalised texts; its group ``lead`` is none of the date (`bot.knowledge.dates.PeriodReader`).
    """

    def __init__(
        self,
        names: Iterable[tuple[str, Target]],
        *,
        uses: Callable[[str], int],
        common: frozenset[str],
        dates: re.Pattern[str],
        words: NameWords,
    ) -> None:
        self._phrases: dict[str, dict[Target, None]] = defaultdict(dict)
        self._signs: dict[str, dict[Target, None]] = defaultdict(dict)
        self._uses = uses
        self._common = common
        self._dates = dates
        self._words = words
        self._guesser = NameGuesser(uses=uses, common=common, words=words)
        self._ordinary = {name_key(word) for word in words.ordinary}
        self._accented = set()
        for name, target in names:
            if name.casefold() != normalize(name):
                self._accented.add(name.casefold())
            for said in spellings(name):
                if _SIGNS.search(said) and len(said) > 1:
                    self._signs[said.replace(" ", "")][target] = None
                if not _SIGNS.match(said) and len(said) > 1:
                    self._phrases[" ".join(name_key(word) for word in said.split())][target] = None
        self._longest_sign = max(map(len, self._signs), default=0)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._phrases), default=0)
        places = {phrase for phrase, targets in self._phrases.items() if all(target.sort is Sort.ZONE for target in targets)}
        self._single = sorted(phrase for phrase in self._phrases if " " not in phrase and len(phrase) > 4 and phrase not in places)
        alternatives = "|".join(re.escape(name) for name in sorted(self._signs, key=lambda name: (-len(name), name)))
        self._pattern = re.compile(alternatives) if alternatives else None
        self._parts = lru_cache(READ_KEPT)(self._read)  # half a dozen readers ask of one text

    def find(self, text: str, *, guess: bool = False, of_members: bool = False) -> list[Mention]:
        """Return the names in a text, in its order; of overlapping ones the longest.

        Args:
            text: As it was written.
            guess: Whether a capitalised word that hardly anybody knows counts as a name too; it has no targets then.
            of_members: Whether it is members that are talked of, so that a Korean or Chinese word may be such a name.
        """
        parts = list(self._parts(text))
        found = self._guesser.guess(parts, text, of_members=of_members) if guess else parts
        return [part for part in found if isinstance(part, Mention) and (guess or part.targets)]

    def general(self, text: str, *, guess: bool = False) -> str:
        """Return a text, normalised, with names, numbers and periods replaced by what stands for them; ``guess`` as for `find`.

        Two names with a function word between them are one.
        """
        words: list[str] = []
        parts = list(self._parts(text))
        for part in self._guesser.guess(parts, text) if guess else parts:
            token = (
                self._general(part)
                if isinstance(part, str)
                else token_of(PLACEHOLDERS[part.targets[0].sort] if part.targets else "name")
            )
            if words[-1:] == [_COUNT] and self._words.multiplies(token):  # "90 thousand"
                continue
            joined = not guess and token == _NAME and words[-2:-1] == [token] and words[-1] in self._common
            if joined:  # "Tashkent and Samarkand", "Dakar in Senegal"
                words.pop()
            elif not token.startswith("zz") or token not in words[-1:]:
                words.append(token)
        return " ".join(words)

    def speaks_of_membership(self, text: str) -> bool:
        """Whether a text speaks of being a member."""
        return self._words.speak_of_membership(normalize(text).split())

    def speaks_of_oneself(self, text: str) -> bool:
        """Whether those who wrote a text speak of themselves in it: "we", "our town"."""
        return self._words.speak_of_oneself(normalize(text).split())

    def impersonal(self, text: str) -> str:
        """Return a text, normalised, without the places of those who ask ("we are from Ghana"); empty where it names none."""
        said: list[str] = []
        parts = self._parts(text)
        for place, part in enumerate(parts):
            before = parts[max(0, place - OWN_WITHIN) : place]
            if isinstance(part, str):
                said.append(part)
            elif PLACES.isdisjoint(part.sorts) or not self._words.speak_of_oneself([one for one in before if isinstance(one, str)]):
                said.append(part.said)
        return " ".join(said) if len(said) < len(parts) else ""

    def _general(self, word: str) -> str:
        if _NUMBER.fullmatch(word):
            return token_of("period") if word.isdigit() and int(word) in _YEARS else token_of("number")
        return word

    def _read(self, text: str) -> tuple[str | Mention, ...]:
        """Return the text's words, with names in the place of theirs."""
        parts: list[str | Mention] = []
        written = Written(text)
        said = " ".join(_PERIODS.sub(f" {token_of('period')} ", normalize(text)).split())
        said = self._dates.sub(lambda match: f"{match['lead'] or ''}{token_of('period')}", said)
        words = unglued(_COUNTED.sub(f" {token_of('number')} ", said)).split()
        place = 0
        while place < len(words):
            mention, length = self._phrase(words, place, written)
            if mention:
                parts.append(mention)
                place += length
                continue
            mention, length, rest = self._joined(words, place)
            if mention:
                parts += [mention, *self._by_signs(rest, "")]
                place += length
                continue
            if _SIGNS.search(words[place]):
                parts += self._by_signs(words[place], words[place + 1] if place + 1 < len(words) else "")
            else:
                parts.append((self._slip(words[place]) if place < MOST_SLIPS else None) or words[place])
            place += 1
        read = unparted(parts)
        of_others = self._words.speak_of_membership(words) and not self._words.speak_of_oneself(words)
        return tuple(self._guesser.bodies(read, text) if of_others else read)

    def _phrase(self, words: Sequence[str], place: int, written: Written) -> tuple[Mention | None, int]:
        for length in range(min(self._longest, MAX_WORDS, len(words) - place), 0, -1):
            said = words[place : place + length]
            if length == 1 and not self._is_meant(words, place, written):
                continue  # "того" is mostly no country
            for variant in _variants(said):
                targets = self._phrases.get(variant)
                if targets:
                    return Mention(" ".join(said), tuple(targets)), length
        return None, 0

    def _is_meant(self, words: Sequence[str], place: int, written: Written) -> bool:
        """Whether a word that may be an ordinary one is meant as a name: by its capital, an accent, or the words around it."""
        word = words[place]
        if word not in self._common and name_key(word) not in self._ordinary:
            return True
        if (len(words) == 1 and word not in self._common) or written.as_written(word).casefold() in self._accented:
            return True
        if written.is_capital(word, acronym=len(word) < 4):
            return bool(place) or written.is_capital(word, acronym=True) or self._words.speak_of_membership(words)
        if word in self._common or written.has_article(word):
            return False
        before, behind = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
        return before in self._words.before or behind.startswith(self._words.behind)

    def _joined(self, words: Sequence[str], place: int) -> tuple[Mention | None, int, str]:
        """Return a Korean or Chinese name over several words, how many, and what follows it in the last: 제5차 총회는."""
        for length in range(min(MAX_WORDS, len(words) - place), 1, -1):
            joined, last = "".join(words[place : place + length]), len(words[place + length - 1])
            for end in range(min(len(joined), self._longest_sign), len(joined) - last, -1):
                targets = self._signs.get(joined[:end])
                if targets:
                    return Mention(joined[:end], tuple(targets)), length, joined[end:]
        return None, 0, ""

    def _by_signs(self, word: str, following: str) -> list[str | Mention]:
        """Return a word of Chinese, Japanese or Korean with the names in it; a Korean name begins the word.

        A name that is an ordinary word too is one where particles or the ``following`` word say so.
        """
        parts: list[str | Mention] = []
        position = 0
        for match in self._pattern.finditer(word) if self._pattern else ():
            hangul = match.group()[0] >= "\uac00"
            if hangul and match.start() > 0 and word[match.start() - 1] >= "\uac00":
                continue
            rest = word[match.end() :]
            behind = rest.startswith(self._words.behind) or following.startswith(self._words.behind)
            if match.group() in self._words.ordinary and not behind:
                continue
            if match.start() > position:
                parts.append(word[position : match.start()])
            parts.append(Mention(match.group(), tuple(self._signs[match.group()])))
            position = match.end()
        if position < len(word):
            parts.append(word[position:])
        return parts

    def _slip(self, word: str) -> Mention | None:
        """Return the name that a slip of the finger made this word from."""
        key = name_key(word)
        if len(word) < 6 or word.isdigit() or self._uses(word) or key in self._ordinary:
            return None
        slips = 1 if len(word) < 9 else 2
        found = process.extractOne(key, self._single, scorer=OSA.distance, score_cutoff=slips)
        if found is None or found[0][:2] != key[:2] or len(key) == len(found[0]) < 6:  # Казань is no Kazakh: too short to tell
            return None
        return Mention(word, tuple(self._phrases[found[0]]))


def _variants(words: Sequence[str]) -> Iterable[str]:
    keys = [name_key(word) for word in words]
    yield " ".join(keys)
    if words[0][0] in _ARABIC_PREFIXES and len(words[0]) > 3:  # ببوسان: one that is no part of the name, before one that is
        yield " ".join([name_key(words[0][1:]), *keys[1:]])
    last = keys[-1]
    if last.endswith("s") and len(last) > 4 and last.isascii():  # "Nepal's", "Nepalis"
        yield " ".join([*keys[:-1], last[:-1]])
