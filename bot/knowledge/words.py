"""The words of a question: slips of the finger mended, kin found, each weighed by how much it says.

A word stands for one or more index terms. One that the articles use stands for its own; one that they do not is mended
(nearest known word by edit distance, a swap of two letters before any other slip), and a rare one also stands for its
kin, words with the same beginning: that reaches "municipality" from "municipal", which stemmers keep apart.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.text import is_pair, is_unspaced, letter_language, normalize, pieces, script_language, stem

MAX_WORDS = 60
"""Words of a question that are weighed; what stands after them adds time, not meaning."""

COMMON = 0.3
"""Weight of a function word."""

MAX_MENDED = 12
"""Words that no article knows, of which slips of the finger are mended: each takes a look at all words there are."""

_PAIR = 0.5  # share of a word that a pair of Chinese or Japanese signs is: they overlap
_UNKNOWN = 0.8  # weight of a word that no article knows, as a share of the rarest word's
_SMALL_NUMBER = 0.5  # how much a number of one or two digits says, against a word as rare
_ALIKE = 0.6  # how much a word for the same thing counts as the word itself
_KIN = 0.6  # how much a word of the same beginning counts as the word itself
_BEGINNING = 5  # letters that kin share at least
_ENDING = 4  # letters in which kin differ at most
_RARE = 2  # a word in so few articles may be a slip that an article quotes, so it is mended as well
_WORDS_AN_ARTICLE = 100  # about as many different ones, so a share of articles comes to a share of words
_LETTER_VOTE = 1.5  # what a letter that only one language has says of a text's language, against a function word
_CLEAR = 0.7  # votes that a language needs
_APART = 0.6  # votes that it needs more than the next
_MOST_LANGUAGES = 3  # that a question is looked for in
_MAX_REMEMBERED = 10_000  # words whose reading is kept
_YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
    """The words of all articles."""

    def __init__(
        self,
        rows: Iterable[tuple[str, str, str, int]],
        articles: Mapping[str, int],
        common_words: Mapping[str, frozenset[str]],
    ) -> None:
        """Read the vocabulary.

        Args:
            rows: As of `KnowledgeIndex.vocabulary`.
            articles: How many articles there are in each language.
            common_words: Function words of each language, normalised.
        """
        self._articles = articles
        self._common_words = common_words
        self._common = frozenset().union(*common_words.values())
        self._total = max(1, sum(articles.values()))
        self.counts: dict[str, int] = {}
        # A hundred thousand words: tuples, each kept once, take a third of what sets and dicts would.
        self._languages: dict[str, tuple[tuple[str, int], ...]] = {}
        self._terms: dict[str, tuple[str, ...]] = {}
        once: dict[object, Any] = {}
        for word, term, lang, count in rows:
            said, meant = once.setdefault(word, word), once.setdefault(term, term)
            self.counts[meant] = self.counts.get(meant, 0) + count
            languages = (*self._languages.get(said, ()), (lang, count))
            self._languages[said] = once.setdefault(languages, languages)
            if meant not in self._terms.get(said, ()):
                terms = (*self._terms.get(said, ()), meant)
                self._terms[said] = once.setdefault(terms, terms)
        known = {word for word in self._terms if len(word) > 3 and not word.isdigit()}
        self._alike_in_form: dict[tuple[int, int], list[str]] = defaultdict(list)
        for word in sorted(known | {word for word in self._common if len(word) > 3}):
            self._alike_in_form[len(word), _script(word)].append(word)
        self._sorted = sorted(word for word in known if word.isascii() or word[0] < "\u1100")
        self._swapped = {
            swap: word for word in sorted(self._common) if 2 < len(word) < 5 and word.isascii() for swap in _swaps(word)
        }
        self._common_terms = {term for word in self._common for term in self._terms.get(word, ())}
        self._alike = self._concepts(articles)
        self._remembered: dict[str, Word] = {}

    def read(self, text: str) -> list[tuple[Word, float]]:
        """Return the words of a normalised text, each once, with the share of a word that each is: Korean comes in pieces."""
        words: dict[str, tuple[Word, float]] = {}
        wholes = text.split()[:MAX_WORDS]
        beyond = self._beyond(wholes)
        for whole in wholes:
            parts = [whole] if whole in self._common else pieces(whole)
            read = [(part, self._unknown(part) if part in beyond else self.word(part)) for part in parts if part not in words]
            unspaced = any(map(is_unspaced, parts))  # such a run of signs is a sentence: "GDP很低的城市"
            for part, word in read:
                share = (_PAIR if is_unspaced(part) else 1.0) if unspaced else 1 / len(parts)
                words[part] = (word, share)
        return list(words.values())

    def mended(self, text: str) -> str:
        """Return a normalised text with slips of the finger mended."""
        words = text.split()
        left = self._beyond(words)
        return " ".join(self.word(word).spelt if len(pieces(word)) == 1 and word not in left else word for word in words)

    def _beyond(self, words: Iterable[str]) -> frozenset[str]:
        """Return the words of a text that are strange and too many to be mended."""
        strange = [word for word in dict.fromkeys(words) if word not in self._terms and word not in self._common]
        return frozenset(strange[MAX_MENDED:])

    def _unknown(self, text: str) -> Word:
        weight = COMMON if len(text) < 3 else _UNKNOWN * math.log(1 + self._total)
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
        return COMMON if term in self._common_terms else math.log(1 + self._total / self.counts[term])

    def share(self, term: str) -> float:
        """Return how likely a term of the articles is anywhere."""
        return (self.counts[term] + 1) / (_WORDS_AN_ARTICLE * self._total)

    def uses(self, word: str) -> int:
        """Return how many articles use a normalised word; a function word counts as used by all."""
        return self._total if word in self._common else sum(count for _, count in self._languages.get(word, ()))

    def language_of(self, text: str) -> str | None:
        """See `bot.knowledge.matcher.Matcher`."""
        decided = script_language(text)
        if decided:
            return decided if decided in self._articles else None
        ranking = self._votes(text)
        if not ranking or ranking[0][1] < _CLEAR or (len(ranking) > 1 and ranking[0][1] - ranking[1][1] < _APART):
            return None
        return ranking[0][0]

    def languages(self, text: str) -> list[str]:
        """Return the languages that a text may be written in, the likeliest first; at least one."""
        decided = script_language(text)
        if decided in self._articles:
            return [str(decided)]
        ranking = self._votes(text)
        return [lang for lang, votes in ranking if ranking[0][1] - votes < _APART][:_MOST_LANGUAGES]

    def _votes(self, text: str) -> list[tuple[str, float]]:
        """Return how much speaks for each language, the most first."""
        votes = dict.fromkeys(self._articles, 0.0)
        for word in dict.fromkeys(normalize(text).split()[:MAX_WORDS]):
            languages = dict(self._languages.get(word, ()))
            total = sum(count / self._articles[lang] for lang, count in languages.items())
            for lang in votes:
                if word in self._common_words.get(lang, ()):
                    votes[lang] += 1.0
                elif languages:
                    votes[lang] += languages.get(lang, 0) / self._articles[lang] / total - 0.25
        by_letter = letter_language(text)
        if by_letter in votes:
            votes[by_letter] += _LETTER_VOTE
        return sorted(votes.items(), key=lambda vote: -vote[1])

    def _word(self, text: str) -> Word:
        if len(text) == 1 or (text in self._common and text not in self._alike):
            return Word(dict.fromkeys(self._terms.get(text, ()), 1.0), COMMON, min(self._terms.get(text, [text])), True)
        own = self._terms.get(text) or (
            set() if is_pair(text) else {stem(text, lang) for lang in self._articles} & self.counts.keys()
        )
        terms = dict.fromkeys(own, 1.0)
        mended = spelt = ""
        seen = max((self.counts[term] for term in own), default=0)
        if seen <= _RARE and text not in self._common:
            mended, likeness = self._mend(text, among_rare=not own)
            if mended in self._common and not own:
                return self.word(mended)
            spelt = text if own else mended
            for term in self._terms.get(mended, ()):
                terms.setdefault(term, likeness)
        for term in self._alike.get(text, self._alike.get(mended, ())):
            if terms.get(term, 0.0) < _ALIKE:
                terms[term] = _ALIKE
        for word, likeness in self._kin(text):
            for term in self._terms[word]:
                terms.setdefault(term, likeness)
        if not terms:
            return self._unknown(text)
        likest = max(terms, key=lambda term: (terms[term], self.counts[term], term))
        weight = min(self.weight(term) for term in terms if terms[term] == terms[likest])
        if text.isdigit() and len(text) < 3:
            weight *= _SMALL_NUMBER
        return Word(terms, weight, likest, False, spelt=spelt)

    def _concepts(self, languages: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the terms of words that mean about the same, by word."""
        words: dict[str, set[str]] = defaultdict(set)
        for lang in languages:
            for concept, alike in _alike(lang).items():
                words[concept].update(alike)
        terms: dict[str, frozenset[str]] = {}
        for group in words.values():
            known = frozenset(term for word in group for term in self._terms.get(word, ()))
            for word in group:
                terms[word] = known if word not in terms else terms[word] | known
        return terms

    def _mend(self, word: str, *, among_rare: bool) -> tuple[str, float]:
        """Return the vocabulary's word that a slip of the finger made this one from, and how alike they are, 0 to 1."""
        if word.isdigit() or len(word) < 3:
            return "", 0.0
        if word in self._swapped and among_rare:
            return self._swapped[word], 1.0
        if len(word) < 4:
            return "", 0.0
        slips = 1 if len(word) < 7 else 2
        if not among_rare:
            slips = 1 if len(word) > 4 else 0
        found: list[tuple[int, bool, bool, int, str]] = []
        letters = sorted(word)
        for length in range(len(word) - slips, len(word) + slips + 1):
            for near, distance, _ in process.extract(
                word, self._alike_in_form.get((length, _script(word)), ()), scorer=OSA.distance, score_cutoff=slips, limit=8
            ):
                count = max((self.counts[term] for term in self._terms.get(near, ())), default=self._total)
                if near != word and (among_rare or count > _RARE):
                    found.append((int(distance), sorted(near) != letters, near[0] != word[0], -count, near))
        if not found:
            return "", 0.0
        distance, *_, best = min(found)
        return best, 1 - distance / len(word)

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


@lru_cache
def _alike(lang: str) -> dict[str, frozenset[str]]:
    cues = resources.files("bot.locales").joinpath(f"{lang}.cues.yaml")
    if not cues.is_file():
        return {}  # a language whose articles can be matched, but that the assistant does not speak
    concepts = yaml.load(cues.read_text(encoding="utf-8"), Loader=_YAML).get("alike", {})  # noqa: S506  plain strings only
    return {concept: frozenset(normalize(word) for word in words) for concept, words in concepts.items()}


def _script(word: str) -> int:
    """Return a number that words of one script share, and hardly any other script has."""
    return ord(word[-1]) >> 8


def _swaps(word: str) -> list[str]:
    """Return a word with two neighbouring letters swapped, in every place."""
    return [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)]
