"""Which article answers a question, and how sure that is.

FTS5 ranks articles as whole documents (nearest phrasing by edit distance fails: top-1 under 0.6 on public sets); the
best few are then weighed by what they share with the question: how much of its meaning they cover, how close their
nearest phrasing is (rapidfuzz), how clearly they lead. Words that no article knows are repaired against the
vocabulary (rapidfuzz) and otherwise count against every article. The evidence is fused into one probability by a
logistic function, fitted by ``benchmarks/calibrate.py`` on phrasings held out one at a time.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.text import normalize, pieces, script_language, stem


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that may answer; ``score`` is the probability that it is the one asked for, 0 to 1."""

    slug: str
    score: float


class Matcher(Protocol):
    """What the rest of the house asks of a matcher."""

    def search(self, question: str, *, about: str = "", limit: int = 5) -> list[Hit]:
        """Return the likeliest articles, best first, each once; empty when nothing fits.

        Args:
            question: What was asked, as it was written; any text, any length.
            about: What the conversation was about before; it can settle what a short question leaves open.
            limit: Most hits returned.
        """

    def language_of(self, text: str) -> str | None:
        """Return the language that a text is written in, of those that articles are written in; ``None`` when unclear."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: the terms that stand for it, and how rare and how surely read it is. No terms: nobody knows it."""

    terms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article in one language, taken apart for comparing."""

    slug: str
    named: frozenset[str]  # terms of the title and the phrasings
    phrasings: tuple[tuple[str, frozenset[str], float], ...]  # each as a line, its terms, and their weight together
    body: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate, each 0 to 1."""

    coverage: float  # of the question's words, by rarity, that the title or a phrasing holds (the body counts half)
    mass: float  # how much there is of that: a long letter that names four rare things is as clear as a short question
    phrasing: float  # of the nearest phrasing and the question: shared words by rarity (Dice)
    spelling: float  # of the nearest phrasing and the question: letters, words in any order
    rank: float  # BM25, the best candidate being 1
    foreign: float  # of the question's words, by weight, that no article knows


def features_of(evidence: Evidence) -> list[float]:
    """Return what the order of candidates is computed from."""
    return [evidence.coverage, evidence.mass, evidence.phrasing, evidence.spelling, evidence.rank]


def certainty_of(evidence: Evidence, strength: float, lead: float) -> list[float]:
    """Return what the confidence in the first candidate is computed from."""
    return [strength, min(lead, 3.0), evidence.coverage, evidence.mass, evidence.phrasing, evidence.phrasing**4, evidence.foreign]


# Fitted by benchmarks/calibrate.py, the intercept first; docs/quality.md says what they reach.
_ORDER = (-13.04, -0.95, 3.19, 4.79, 3.07, 7.6)
_CERTAINTY = (0.72, 0.93, 0.67, -0.23, -0.44, -2.55, 2.91, -3.03)
_CANDIDATES = 16
_MAX_WORDS = 60  # of a question that are weighed; what stands after that adds time, not meaning
_MAX_ROWS = 3000  # index rows read for a question
_MAX_CANDIDATES_KEPT = 1000  # rows taken apart that are kept in memory
_BODY = 0.5  # what a word is worth that only the body holds
_COMMON = 0.3  # weight of a function word
_UNKNOWN = 0.8  # weight of a word that no article knows, as a share of the rarest word's
_CONTEXT = 0.35  # weight of a word that the conversation, not the question, brings in
_MASS = 8.0  # weight of words (two or three rare ones) at which the mass of evidence is two thirds


def _weighted(weights: tuple[float, ...], features: list[float]) -> float:
    return weights[0] + sum(weight * feature for weight, feature in zip(weights[1:], features, strict=True))


class FusionMatcher:
    """The `Matcher` over a knowledge index; holds the vocabulary in memory and the rest in SQLite."""

    def __init__(self, index: KnowledgeIndex, common_words: dict[str, frozenset[str]]) -> None:
        """Read the vocabulary.

        Args:
            index: An open index.
            common_words: Function words of each language ("the", "que"), normalised; they identify a language and
                say little about a subject.
        """
        self._index = index
        self._articles = index.article_counts()
        self._term_articles: dict[str, int] = defaultdict(int)
        self._word_languages: dict[str, dict[str, int]] = defaultdict(dict)
        self._word_terms: dict[str, set[str]] = defaultdict(set)
        by_length: dict[int, list[str]] = defaultdict(list)
        for word, term, lang, count in index.vocabulary():
            self._term_articles[term] += count
            self._word_languages[word][lang] = count
            if word not in self._word_terms and len(word) > 3 and not word.isdigit():
                by_length[len(word)].append(word)
            self._word_terms[word].add(term)
        self._by_length = dict(by_length)
        self._total = max(1, sum(self._articles.values()))
        self._common = common_words
        self._candidates: dict[int, _Candidate] = {}
        self._all_common = frozenset().union(*common_words.values())
        common_terms = {term for word in self._all_common for term in self._word_terms.get(word, ())}
        self._weights = {
            term: _COMMON if term in common_terms else math.log(1 + self._total / count)
            for term, count in self._term_articles.items()
        }

    def search(self, question: str, *, about: str = "", limit: int = 5) -> list[Hit]:
        """See `Matcher`."""
        ranked = sorted(
            ((_weighted(_ORDER, features_of(evidence)), slug, evidence) for slug, evidence in self.weigh(question, about=about)),
            key=lambda one: -one[0],
        )
        hits: list[Hit] = []
        for place, (strength, slug, evidence) in enumerate(ranked[:limit]):
            following = ranked[place + 1][0] if place + 1 < len(ranked) else 0.0
            score = 1 / (1 + math.exp(-_weighted(_CERTAINTY, certainty_of(evidence, strength, strength - following))))
            hits.append(Hit(slug, min(score, hits[-1].score) if hits else score))
        return hits

    def weigh(self, question: str, *, about: str = "", without: tuple[str, str] | None = None) -> list[tuple[str, Evidence]]:
        """Return candidates with their evidence, each slug once, in no order.

        Args:
            question: As for `search`.
            about: As for `search`.
            without: ``(slug, phrasing)`` to leave out, for calibration on held-out phrasings.
        """
        text = normalize(question)
        words = self._read(text)
        context = self._read(normalize(about), scale=_CONTEXT) if about else []
        ranked = self._index.search(self._wanted([*words, *context]), limit=_CANDIDATES)
        if not ranked:
            return []
        best_rank = ranked[0][1] or 1.0
        found: dict[str, Evidence] = {}
        for row, rank in ranked:
            candidate = self._candidate(row)
            evidence = self._compare(text, [*words, *context], candidate, rank / best_rank, without)
            best = found.get(candidate.slug)
            if best is None or sum(features_of(evidence)) > sum(features_of(best)):
                found[candidate.slug] = evidence
        return list(found.items())

    def language_of(self, text: str) -> str | None:
        """See `Matcher`: the script if it decides, else the language whose articles and function words hold its words."""
        decided = script_language(text)
        if decided:
            return decided if decided in self._articles else None
        votes = dict.fromkeys(self._articles, 0.0)
        for word in normalize(text).split()[:_MAX_WORDS]:
            languages = self._word_languages.get(word, {})
            total = sum(count / self._articles[lang] for lang, count in languages.items())
            for lang in votes:
                if word in self._common.get(lang, ()):
                    votes[lang] += 1.0
                elif languages:
                    votes[lang] += languages.get(lang, 0) / self._articles[lang] / total - 0.25
        ranking = sorted(votes.items(), key=lambda vote: -vote[1])
        if not ranking or ranking[0][1] < 0.7 or (len(ranking) > 1 and ranking[0][1] - ranking[1][1] < 0.6):
            return None
        return ranking[0][0]

    def _read(self, text: str, *, scale: float = 1.0) -> list[_Word]:
        """Return the words of a normalised text, misspelt ones repaired; each word once."""
        words: dict[str, _Word] = {}
        for word in text.split()[:_MAX_WORDS]:
            parts = pieces(word)
            for piece in parts:
                if piece not in words:
                    words[piece] = self._word(piece, scale / len(parts))
        return list(words.values())

    def _word(self, word: str, scale: float) -> _Word:
        if word in self._word_terms:
            terms = frozenset(self._word_terms[word])
            return _Word(terms, scale * self._weight(word, terms))
        stems = frozenset(stem(word, lang) for lang in self._articles) & self._term_articles.keys()
        if stems:
            return _Word(stems, scale * self._weight(word, stems))
        repaired, likeness = self._repair(word)
        if repaired:
            terms = frozenset(self._word_terms[repaired])
            return _Word(terms, scale * likeness * self._weight(repaired, terms))
        return _Word(frozenset(), scale * (_COMMON if len(word) < 4 else _UNKNOWN * math.log(1 + self._total)))

    def _weight(self, word: str, terms: frozenset[str]) -> float:
        return _COMMON if word in self._all_common else min(self._weights[term] for term in terms)

    def _repair(self, word: str) -> tuple[str, float]:
        """Return the vocabulary's word nearest to one that it does not hold, and how alike they are, 0 to 1."""
        if len(word) < 4 or word.isdigit():
            return "", 0.0
        slips = 1 if len(word) < 7 else 2
        best, best_distance = "", slips + 1
        for length in range(len(word) - slips, len(word) + slips + 1):
            near = process.extractOne(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=min(slips, best_distance)
            )
            if near and (near[1] < best_distance or (near[1] == best_distance and near[0][0] == word[0] != best[:1])):
                best, best_distance = near[0], int(near[1])
        return (best, 1 - best_distance / len(word)) if best else ("", 0.0)

    def _wanted(self, words: Iterable[_Word]) -> list[str]:
        """Return the terms to search for, rarest first: frequent ones cost time and find everything."""
        terms = {term for word in words for term in word.terms}
        wanted: list[str] = []
        rows = 0
        for term in sorted(terms, key=lambda term: (self._term_articles[term], term)):
            rows += self._term_articles[term]
            if wanted and rows > _MAX_ROWS:
                break
            wanted.append(term)
        return wanted

    def _candidate(self, row: int) -> _Candidate:
        known = self._candidates.get(row)
        if known is None:
            text = self._index.text(row)
            phrasings = [(line, frozenset(line.split())) for line in text.phrasings]
            known = _Candidate(
                slug=text.slug,
                named=frozenset(text.title.split()).union(*(terms for _, terms in phrasings)),
                phrasings=tuple((line, terms, sum(self._weights[term] for term in terms)) for line, terms in phrasings),
                body=frozenset(text.body.split()),
            )
            if len(self._candidates) >= _MAX_CANDIDATES_KEPT:
                self._candidates.clear()
            self._candidates[row] = known
        return known

    def _compare(
        self, text: str, words: Sequence[_Word], candidate: _Candidate, rank: float, without: tuple[str, str] | None
    ) -> Evidence:
        phrasings, named = candidate.phrasings, candidate.named
        if without and without[0] == candidate.slug:
            phrasings = tuple(phrasing for phrasing in phrasings if phrasing[0] != without[1])
            named = frozenset().union(*(terms for _, terms, _ in phrasings))
        total = sum(word.weight for word in words) or 1.0
        covered = 0.0
        asked: dict[str, float] = {}
        for word in words:
            if not word.terms.isdisjoint(named):
                covered += word.weight
                for term in word.terms:
                    asked[term] = word.weight
            elif not word.terms.isdisjoint(candidate.body):
                covered += _BODY * word.weight
        nearest = spelling = 0.0
        for line, terms, weight in phrasings:
            shared = theirs = 0.0
            for term, asked_weight in asked.items():
                if term in terms:
                    shared += asked_weight
                    theirs += self._weights[term]
            nearest = max(nearest, 2 * shared / (total + shared + weight - theirs) if shared else 0.0)
            spelling = max(spelling, fuzz.token_sort_ratio(text, line, score_cutoff=spelling))
        foreign = sum(word.weight for word in words if not word.terms)
        return Evidence(covered / total, 1 - math.exp(-covered / _MASS), nearest, spelling / 100, rank, foreign / total)
