"""The words of a question: slips of the finger mended, kin found, each weighed by how much it says.

A word stands for one or more index terms. One that the articles use stands for its own; one that they do not is mended
(nearest known word by edit distance, a swap of two letters before any other slip; others as near may be meant, too), and a
rare one also stands for its kin, words with the same beginning: that reaches "municipality" from "municipal", which stemmers
keep apart.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.sounds import sound
from bot.knowledge.text import block_of, is_in_pairs, is_pair, is_unspaced, pieces, stem
from bot.phrasebook import alike, spellings

MAX_WORDS = 60
"""Words of a question that are weighed; what stands after them adds time, not meaning."""

MAX_PIECES = 400
"""The same for the pairs of signs that Korean and Chinese words are read in, and about as much text."""

COMMON = 0.3
"""Weight of a function word."""

MAX_MENDED = 12
"""Words that no article knows, of which slips of the finger are mended: each takes a look at all words there are."""

_PAIR = 0.5  # share of a word that a pair of Chinese or Japanese signs is: they overlap
_RARITY = 30.0  # the larger, the less the rarest words outweigh the usual ones
_UNKNOWN = 0.8  # weight of a word that no article knows, as a share of the rarest word's
_SMALL_NUMBER = 0.5  # how much a number of one or two digits says, against a word as rare
_ALIKE = 0.6  # how much a word for the same thing counts as the word itself
_BY_EAR = 0.95  # how much a word that sounds the same counts as the word itself
_FAR_MORE = 5  # times that such a word is more usual
_HEARD_FROM = 3  # letters of such a word
_UNUSUAL_PAIR = 7  # articles: a pair of signs in no more of them is not what another sounds like
_AS_NEAR = 0.8  # how much the next word that a slip may have been made from counts as the first
_MAX_AS_NEAR = 3  # such words
_SHORTEST = 3  # letters of a word that is mended, and of what it is mended to
_KIN = 0.6  # how much a word of the same beginning counts as the word itself
_BEGINNING = 5  # letters that kin share at least
_ENDING = 4  # letters in which kin differ at most
_RARE = 2  # a word in so few articles may be a slip that an article quotes, so it is mended as well
_SELDOM = 5  # a word in so few articles is what it sounds like, if that is far more usual: a slip that a phrasing shows
_MAX_REMEMBERED = 10_000  # words whose reading is kept


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question.

    Attributes:
        terms: What stands for it, and how surely, 0 to 1. Empty: no article knows it.
        weight: How much it says: rarer words more.
        term: The likeliest term, or the word itself.
        said: The word as it was said, normalised.
        spelt: The same, a slip of the finger mended.
        common: Whether it is a function word.
    """

    terms: Mapping[str, float]
    weight: float
    term: str
    common: bool
    said: str = ""
    spelt: str = ""


class Vocabulary:
    """The words of the articles of one language."""

    def __init__(
        self,
        lang: str,
        rows: Iterable[tuple[str, str, int, str]],
        articles: int,
        common_words: Mapping[str, frozenset[str]],
        languages: Iterable[str] = (),
    ) -> None:
        """Read the vocabulary.

        Args:
            lang: The language.
            rows: ``(word, term, number of articles that hold it, word that is meant)``, as of `KnowledgeIndex.vocabulary`.
            articles: How many articles there are in the language.
            common_words: Function words of each language, normalised. Those of others are no unknown words here.
            languages: Whose words for the same things are known: one writes "fee" in Korean, too.
        """
        self._lang = lang
        self._common = common_words.get(lang, frozenset())
        self._common_elsewhere = frozenset().union(*common_words.values())
        self._total = max(1, articles)
        self.counts: Counter[str] = Counter()
        self._terms: dict[str, str] = {}
        common: Counter[str] = Counter()
        self._meant: dict[str, str] = {}
        for word, term, count, meant in rows:
            word, term = intern(word), intern(term)
            if meant != word:
                self._meant[word] = meant
                continue
            self.counts[term] += count
            self._terms[word] = term
            if word in self._common:
                common[term] += count
        for word, meant in spellings(lang).items():
            if word not in self._terms and meant not in self._meant:
                self._meant[word] = meant
        self._alike_in_form: dict[tuple[int, int], list[str]] = defaultdict(list)
        for word in sorted(self._terms.keys() | self._common):
            if len(word) >= _SHORTEST and not word.isdigit():
                self._alike_in_form[len(word), block_of(word)].append(word)
        self._sorted = sorted(
            word for word in self._terms if len(word) > 3 and not word.isdigit() and (word.isascii() or word[0] < "\u1100")
        )
        self._swapped = {
            swap: word for word in sorted(self._common) if 2 < len(word) < 5 and word.isascii() for swap in _swaps(word)
        }
        # A function word may share its stem with another: "quite" with "quit".
        self._common_terms = {term for term, uses in common.items() if 2 * uses >= self.counts[term]}
        self._alike = self._concepts(languages)
        self._remembered: dict[str, Word] = {}
        self._last_mended = "", ""

    def prepare(self) -> None:
        """Make what only some words need."""
        _ = self._sounding

    def read(self, text: str) -> list[tuple[Word, float]]:
        """Return the words of a normalised text, each once, with the share of a word that each is: Korean comes in pieces."""
        words: dict[str, tuple[Word, float]] = {}
        wholes = [self._meant.get(whole, whole) if is_in_pairs(whole) else whole for whole in text.split()[:MAX_WORDS]]
        beyond = self._beyond(wholes)
        for whole in wholes:
            if len(words) >= MAX_PIECES:
                break
            parts = [whole] if self._is_common(whole) else pieces(whole)[: MAX_PIECES - len(words)]
            read = [(part, self._unknown(part) if part in beyond else self.word(part)) for part in parts if part not in words]
            unspaced = any(map(is_unspaced, parts))  # such a run of signs is a sentence: "GDP很低的城市"
            for part, word in read:
                share = (_PAIR if is_unspaced(part) else 1.0) if unspaced else 1 / len(parts)
                words[part] = (word, share)
        return list(words.values())

    def mended(self, text: str) -> str:
        """Return the words that are weighed with slips of the finger mended; the last is remembered, since a search asks twice."""
        if self._last_mended[0] != text:
            self._last_mended = text, self._mended(text)
        return self._last_mended[1]

    def _mended(self, text: str) -> str:
        said = (self._meant.get(word, word) for word in text.split()[:MAX_WORDS])
        words = [word for word in said if word in self._terms or len(pieces(word)) > 1 or not self._is_common(word)]
        left = self._beyond(words)
        return " ".join(self._spelt(word) if word not in left else word for word in words)

    def _spelt(self, word: str) -> str:
        """Return a word with its slips mended, in Korean and Chinese those of each pair of signs."""
        if len(pieces(word)) == 1:
            return self.word(word).spelt
        signs = list(word)
        for place in range(len(signs) - 1):
            pair = "".join(signs[place : place + 2])
            spelt = self.word(pair).spelt
            if spelt == pair or not is_pair(pair) or len(spelt) != len(pair):
                continue
            before, after = "".join(signs[max(place - 1, 0) : place + 1]), "".join(signs[place + 1 : place + 3])
            if not (spelt[0] != pair[0] and self._is_usual(before)) and not (spelt[1] != pair[1] and self._is_usual(after)):
                signs[place : place + 2] = spelt  # no sign that is part of a usual word as it is
        return "".join(signs)

    def _beyond(self, words: Iterable[str]) -> frozenset[str]:
        """Return the words of a text that are strange and too many to be mended."""
        strange = [word for word in dict.fromkeys(words) if word not in self._terms and not self._is_common(word)]
        return frozenset(strange[MAX_MENDED:])

    def _unknown(self, text: str) -> Word:
        weight = COMMON if len(text) < 3 else _UNKNOWN * self._rarity(0)
        return Word({}, weight, text, False, said=text, spelt=text)

    def word(self, text: str) -> Word:
        """Return what one normalised word, or pair of signs, stands for."""
        known = self._remembered.get(text)
        if known is None:
            found = self._word(text)
            known = replace(found, said=text, spelt=found.spelt or text)
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            self._remembered[text] = known
        return known

    def weight(self, term: str) -> float:
        """Return how much a term of the articles says."""
        return COMMON if term in self._common_terms else self._rarity(self.counts[term])

    def _rarity(self, articles: int) -> float:
        return math.log(1 + _RARITY * self._total / max(1, articles))

    def _is_common(self, word: str) -> bool:
        return word in self._common or (word in self._common_elsewhere and word not in self._terms)

    def _word(self, text: str) -> Word:
        if text in self._meant:
            return self.word(self._meant[text])
        own = self._terms.get(text)
        if len(text) == 1 or (self._is_common(text) and text not in self._alike):
            return Word({own: 1.0} if own else {}, COMMON, own or text, True)
        if own is None and not is_pair(text) and (term := stem(text, self._lang)) in self.counts:
            own = term
        terms = {own: 1.0} if own else {}
        seen = self.counts[own] if own else 0
        swapped = not own and text in self._swapped
        mended, likeness = ("", 0.0) if swapped or self._is_common(text) else self._by_ear(text, seen)
        if mended and (own or mended in self._common):
            return self.word(mended)  # a phrasing shows how it is written by ear
        as_near = list[str]()
        if not mended and seen <= _RARE and not self._is_common(text):
            (mended, *as_near), likeness = self._mend(text, among_rare=not own)
            if mended in self._common and not own:
                return self.word(mended)
        spelt = text if own else mended
        if mended in self._terms:
            terms.setdefault(self._terms[mended], likeness)
        for near in as_near:
            if near in self._terms and not own:
                terms.setdefault(self._terms[near], _AS_NEAR * likeness)
        for term in self._alike.get(text, self._alike.get(mended, ())):
            if terms.get(term, 0.0) < _ALIKE:
                terms[term] = _ALIKE
        for word, likeness in self._kin(text):
            terms.setdefault(self._terms[word], likeness)
        if not terms:
            return self._unknown(text)
        likest = max(terms, key=lambda term: (terms[term], self.counts[term], term))
        weight = min(self.weight(term) for term in terms if terms[term] == terms[likest])
        if own and mended in self._terms and self._terms[mended] not in self._common_terms:
            weight = min(weight, self.weight(self._terms[mended]))
        if text.isdigit() and len(text) < 3:
            weight *= _SMALL_NUMBER
        return Word(terms, weight, likest, False, spelt=spelt)

    def _concepts(self, languages: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the terms of words that mean about the same, by word."""
        words: dict[str, set[str]] = defaultdict(set)
        for lang in languages:
            for concept, meant in alike(lang).items():
                words[concept].update(meant)
        terms: dict[str, frozenset[str]] = {}
        for group in words.values():
            known = frozenset(self._terms[word] for word in group & self._terms.keys())
            for word in group:
                terms[word] = known if word not in terms else terms[word] | known
        return terms

    def _by_ear(self, word: str, seen: int) -> tuple[str, float]:
        """Return the word that sounds like this one and is far more usual, and how much it counts as this one.

        Args:
            word: Normalised.
            seen: How many articles hold it as it is.
        """
        if (len(word) < _HEARD_FROM and not is_pair(word)) or seen > (0 if is_pair(word) else _SELDOM):
            return "", 0.0
        near = [(self._usual(other), other) for other in self._sounding.get(sound(word), ()) if other != word]
        usual, best = max(near, default=(0, ""))
        return (best, _BY_EAR) if usual > _FAR_MORE * seen else ("", 0.0)

    def _usual(self, word: str) -> int:
        return self._total if word in self._common else self.counts[self._terms[word]]

    def _is_usual(self, pair: str) -> bool:
        return pair in self._terms and self._usual(pair) > _UNUSUAL_PAIR

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        """Usual words by how they sound."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._terms.keys() | self._common):
            if len(word) > 1 and self._usual(word) > (_UNUSUAL_PAIR if is_pair(word) else _RARE) and (key := sound(word)):
                found[key].append(word)
        return found

    def _mend(self, word: str, *, among_rare: bool) -> tuple[list[str], float]:
        """Return the vocabulary's words that a slip of the finger made this one from, and how alike they are, 0 to 1.

        The likeliest comes first, then those that are as near; an empty word alone, where none is near.
        """
        if word.isdigit() or len(word) < _SHORTEST:
            return [""], 0.0
        if word in self._swapped and among_rare:
            return [self._swapped[word]], 1.0
        slips = 1 if len(word) < 7 else 2
        if not among_rare:
            slips = 1 if len(word) > 4 else 0
        found: list[tuple[int, bool, bool, int, str]] = []
        letters = sorted(word)
        for length in range(len(word) - slips, len(word) + slips + 1):
            for near, distance, _ in process.extract(
                word, self._alike_in_form.get((length, block_of(word)), ()), scorer=OSA.distance, score_cutoff=slips, limit=8
            ):
                count = self.counts[self._terms[near]] if near in self._terms else self._total
                other = sorted(near) != letters
                if near == word or not (among_rare or count > _RARE):
                    continue
                if len(word) == len(near) == _SHORTEST and other:
                    continue  # another letter makes another word of so few
                found.append((int(distance), other, near[0] != word[0], -count, near))
        if not found:
            return [""], 0.0
        found.sort()
        nearest = [near for distance, *_, near in found if distance == found[0][0]]
        return nearest[: 1 + _MAX_AS_NEAR], 1 - found[0][0] / len(word)

    def _kin(self, word: str) -> list[tuple[str, float]]:
        """Return words with the same beginning, and how much they count as this one."""
        shared = max(_BEGINNING, math.ceil(0.7 * len(word)))
        if len(word) < shared or word.isdigit():
            return []
        beginning = word[:shared]
        kin: list[tuple[str, float]] = []
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            other = self._sorted[place]
            if not other.startswith(beginning) or len(kin) > 8:
                break
            if other != word and len(other) - shared <= _ENDING:
                kin.append((other, _KIN))
        return kin


def _swaps(word: str) -> list[str]:
    """Return a word with two neighbouring letters swapped, in every place."""
    return [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)]
