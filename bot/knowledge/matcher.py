"""Which article answers a question, and how sure that is.

FTS5 finds candidates, once by the words of the question and once by words for the same things as well (nearest phrasing
by edit distance fails: top-1 under 0.6 on public sets). The best few are then weighed by what they share with the
question: how much of its meaning they cover, how often they speak of it, how close their nearest phrasing is
(rapidfuzz), how clearly they lead. Words that no article knows, and names that a candidate does not hold, count against
it. The evidence is fused into one probability by two logistic functions, fitted by ``benchmarks/calibrate.py`` on
phrasings held out one at a time, on questions, and on questions that nothing answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from rapidfuzz import fuzz, process

from bot.knowledge.index import KnowledgeIndex, SearchText
from bot.knowledge.text import HAS_TOKEN, MAX_QUESTION, is_pair, normalize
from bot.knowledge.words import Vocabulary, Word


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that may answer.

    Attributes:
        score: Probability that it is the one asked for, 0 to 1.
        strange: Share of the question's telling words, by weight, that neither its title nor a phrasing holds, 0 to 1; what
            stands for a name or a number (`bot.knowledge.text.token_of`) left aside.
    """

    slug: str
    score: float
    strange: float = 0.0


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
class _Line:
    """A title or a phrasing as it is matched."""

    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article in one language, taken apart for comparing."""

    slug: str
    lines: tuple[_Line, ...]  # the title first, then the phrasings
    texts: tuple[str, ...]  # the same, sorted words of each
    named: Mapping[str, int]  # in how many of the lines a term stands
    body: Mapping[str, int]  # how often it stands in the body
    size: int  # how many terms there are in all, counted likewise
    long: float  # BM25's constant for an article of that size


@dataclass(slots=True)
class Evidence:
    """What speaks for a candidate, each 0 to 1."""

    coverage: float  # of the question's words, by rarity, that the title or a phrasing holds (the body counts half)
    mass: float  # how much there is of that: a long letter that names four rare things is as clear as a short question
    depth: float  # the same as coverage, but by how many phrasings hold a word
    phrasing: float  # of the nearest phrasing and the question: shared words by rarity (Dice)
    recall: float  # of the question's words, by rarity, that one phrasing holds
    title: float  # of the title's words, by rarity, that the question holds
    spelling: float  # of the nearest phrasing and the question: letters, words in any order
    missed: float  # the rarest word that it does not hold, against the question's rarest word
    foreign: float  # of the question's words, by weight, that no article knows
    astray: float  # names in the question that it does not hold: other places, other organizations
    rank: float  # BM25, against the most that the question's words could bring
    several: float  # as phrasing, the mean of the three nearest
    typical: float  # how much likelier the article's lines make the question's words than all articles do
    strange: float  # of the question's telling words, by weight, that the title and the phrasings lack, placeholders aside
    relative: float = 1.0  # as rank, the best candidate being 1


def features_of(evidence: Evidence) -> list[float]:
    """Return what the order of candidates is computed from."""
    return [
        evidence.coverage,
        evidence.mass,
        evidence.depth,
        evidence.phrasing,
        evidence.recall,
        evidence.title,
        evidence.spelling,
        evidence.missed,
        evidence.rank,
        evidence.relative,
        evidence.several,
        evidence.typical,
        evidence.strange,
    ]


def certainty_of(evidence: Evidence, strength: float, lead: float) -> list[float]:
    """Return what the confidence in the first candidate is computed from."""
    return [
        strength,
        min(lead, 3.0),
        evidence.coverage,
        evidence.mass,
        evidence.phrasing,
        evidence.missed,
        evidence.foreign,
        evidence.astray,
        evidence.rank,
        evidence.title,
        evidence.spelling,
        evidence.recall,
        evidence.several,
        evidence.typical,
        evidence.strange,
    ]


ALONE = 3.0
"""Lead of a candidate that has no rival."""

# Fitted by benchmarks/calibrate.py, the intercept first; docs/quality.md says what they reach.
_ORDER = (-9.23, -1.03, 1.22, 0.51, 2.07, -1.73, 1.7, 2.99, -0.38, -4.09, 5.79, 0.64, 4.54, 0.26)
_CERTAINTY = (-1.82, 0.91, 0.72, 0.99, 1.64, -0.49, 0.56, -1.3, -2.79, 2.14, 0.59, -0.57, -0.65, 0.53, -1.41, -1.87)
_VERBATIM = 0.99  # score of an article for its own title or phrasing, in any order of words; fitting never sees one
_CANDIDATES = 12  # rows that share the question's words
_ALIKE_CANDIDATES = 6  # rows that share words for the same things
_SURE = 0.7  # how surely a term must stand for a word to be searched for in the first place
_MAX_ROWS = 400  # index rows read for a question
_MAX_CANDIDATES_KEPT = 500  # rows taken apart that are kept in memory
_BODY = 0.5  # what a word is worth that only the body holds
_CONTEXT = 0.35  # weight of a word that the conversation, not the question, brings in
_MASS = 8.0  # weight of words (two or three rare ones) at which the mass of evidence is two thirds
_ASTRAY = 4.0  # the same for names
_DEPTH = 1.5  # phrasings that hold a word at which its depth is half
_SEVERAL = 3  # lines
_MOST_TYPICAL = 7.0  # logarithm of how much likelier a word can be in an article than anywhere
_SIZE = 150.0  # length of a usual article
_TOKEN = re.compile(r"[^\W_]+")


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
        self._words = Vocabulary(index.vocabulary(), index.article_counts(), common_words)
        self._candidates: dict[int, _Candidate] = {}

    def search(self, question: str, *, about: str = "", limit: int = 5, rows: Sequence[int] | None = None) -> list[Hit]:
        """See `Matcher`; with ``rows``, only those of the index are looked at."""
        weighed = self.weigh(question, about=about, rows=rows)
        ranked = sorted(
            ((_weighted(_ORDER, features_of(evidence)), slug, evidence) for slug, evidence in weighed),
            key=lambda one: (one[2].spelling < 1.0, -one[0], one[1]),
        )
        hits: list[Hit] = []
        for place, (strength, slug, evidence) in enumerate(ranked[:limit]):
            lead = strength - ranked[place + 1][0] if place + 1 < len(ranked) else ALONE
            score = 1 / (1 + math.exp(-_weighted(_CERTAINTY, certainty_of(evidence, strength, lead))))
            if evidence.spelling == 1.0:
                score = max(score, _VERBATIM)
            hits.append(Hit(slug, min(score, hits[-1].score) if hits else score, evidence.strange))
        return hits

    def weigh(
        self, question: str, *, about: str = "", without: tuple[str, str] | None = None, rows: Sequence[int] | None = None
    ) -> list[tuple[str, Evidence]]:
        """Return candidates with their evidence, each slug once, in no order.

        Args:
            question: As for `search`.
            about: As for `search`.
            rows: Rows of the index to look at; those that share words with the question, if it is ``None``.
            without: ``(slug, phrasing)`` to leave out, for calibration on held-out phrasings; the phrasing as indexed.
        """
        question = question[:MAX_QUESTION]
        words = [(word, share * word.weight) for word, share in self._words.read(normalize(question))]
        if about:
            known = {word.said for word, _ in words}
            context = self._words.read(normalize(about))
            words += [(word, _CONTEXT * share * word.weight) for word, share in context if word.said not in known]
        names = _names(question)
        said = " ".join(sorted(word.term for word, _ in words))
        total = sum(weight for _, weight in words) or 1.0
        found: dict[str, Evidence] = {}
        verbatim = dict.fromkeys(self._index.verbatim(question)) if not without else {}
        looked_at = verbatim | self._rows([word for word, _ in words]) if rows is None else dict.fromkeys(rows)
        for row in looked_at:
            candidate = self._candidate(row)
            if without and without[0] == candidate.slug:
                candidate = self._taken_apart(self._index.text(row), without[1])
            evidence = self._compare(words, said, total, names, candidate)
            if row in verbatim:
                evidence.spelling = 1.0
            best = found.get(candidate.slug)
            if best is None or (best.spelling < 1.0 and evidence.rank + evidence.coverage > best.rank + best.coverage):
                found[candidate.slug] = evidence
        best_rank = max((evidence.rank for evidence in found.values()), default=0.0) or 1.0
        for evidence in found.values():
            evidence.relative = evidence.rank / best_rank
        return list(found.items())

    def language_of(self, text: str) -> str | None:
        """See `Matcher`: the script if it decides, else the language whose articles and function words hold its words."""
        return self._words.language_of(text)

    def uses(self, word: str) -> int:
        """Return how many articles use a normalised word; a function word counts as used by all."""
        return self._words.uses(word)

    def _rows(self, words: Sequence[Word]) -> dict[int, None]:
        """Return the rows worth a closer look."""
        telling = [word for word in words if not word.common] or words
        sure = {term for word in telling for term, likeness in word.terms.items() if likeness >= _SURE}
        alike = {term for word in telling for term in word.terms}
        rows = dict.fromkeys(row for row, _ in self._index.search(self._affordable(sure), limit=_CANDIDATES))
        if not alike <= sure:
            rows.update(dict.fromkeys(row for row, _ in self._index.search(self._affordable(alike), limit=_ALIKE_CANDIDATES)))
        return rows

    def _affordable(self, terms: set[str]) -> list[str]:
        """Return terms to search for, rarest first: frequent ones cost time and find everything."""
        wanted: list[str] = []
        rows = 0
        for term in sorted(terms, key=lambda term: (self._words.counts[term], term)):
            rows += self._words.counts[term]
            if wanted and rows > _MAX_ROWS:
                break
            wanted.append(term)
        return wanted

    def _candidate(self, row: int) -> _Candidate:
        known = self._candidates.get(row)
        if known is None:
            known = self._taken_apart(self._index.text(row))
            if len(self._candidates) >= _MAX_CANDIDATES_KEPT:
                self._candidates.clear()
            self._candidates[row] = known
        return known

    def _taken_apart(self, text: SearchText, without: str = "") -> _Candidate:
        texts = tuple(line for line in (text.title, *text.phrasings) if line != without or line is text.title)
        lines = tuple(_Line(frozenset(line.split())) for line in texts)
        named = Counter(chain.from_iterable(line.terms for line in lines))
        body = text.body.split()
        size = 2 * sum(named.values()) + len(body)
        return _Candidate(
            text.slug, lines, texts, named, Counter(body), size, 1.2 * (0.25 + 0.75 * size / _SIZE)
        )  # BM25's constants

    def _compare(
        self, words: Sequence[tuple[Word, float]], said: str, total: float, names: frozenset[str], candidate: _Candidate
    ) -> Evidence:
        body, named = candidate.body, candidate.named
        typical = 0.0
        covered = depth = rank = foreign = astray = rarest = missed = telling = strange = 0.0
        asked: dict[str, tuple[float, float]] = {}  # what each term of the article is worth in the question, how surely it is meant
        for word, weight in words:
            held = often = found = usual = 0.0
            for term, likeness in word.terms.items():
                lines = named.get(term, 0)
                count = body.get(term, 0) + 2 * lines
                if not count:
                    continue
                held = max(held, likeness if lines else likeness * _BODY)
                often = max(often, likeness * lines / (lines + _DEPTH))
                found = max(found, likeness * count / (count + candidate.long))
                usual = max(usual, likeness * math.log1p(count / candidate.size / self._words.share(term)) / _MOST_TYPICAL)
                if lines and (term not in asked or asked[term][0] < weight * likeness):
                    asked[term] = (weight * likeness, likeness)
            covered += weight * held
            depth += weight * often
            rank += weight * found
            typical += weight * usual
            if not word.terms:
                foreign += weight
            if not word.common:
                rarest = max(rarest, weight)
                missed = max(missed, weight * (1 - held))
                if not HAS_TOKEN.fullmatch(word.said) and (
                    word.terms or not is_pair(word.said)
                ):  # unknown pairs are mostly grammar
                    telling += weight
                    strange += weight * (held <= _BODY)
                if word.said in names:
                    astray += weight * (1 - held)
        nearest, several, recall, title = self._nearest(candidate.lines, asked, total)
        spelling = process.extractOne(said, candidate.texts, scorer=fuzz.ratio)
        return Evidence(
            coverage=covered / total,
            mass=1 - math.exp(-covered / _MASS),
            depth=depth / total,
            phrasing=nearest,
            recall=recall,
            title=title,
            spelling=spelling[1] / 100 if spelling else 0.0,
            missed=missed / rarest if rarest else 0.0,
            foreign=foreign / total,
            astray=1 - math.exp(-astray / _ASTRAY),
            rank=rank / total,
            several=several,
            typical=typical / total,
            strange=strange / telling if telling else 0.0,
        )

    def _nearest(
        self, lines: Sequence[_Line], asked: Mapping[str, tuple[float, float]], total: float
    ) -> tuple[float, float, float, float]:
        """Return likeness of the nearest line and of the three nearest, recall, and how much of the first, the title, was asked."""
        recall = title = 0.0
        likes: list[float] = []
        for line in lines:
            shared = theirs = 0.0
            if line is not lines[0] and line.terms.isdisjoint(asked):
                continue
            for term in line.terms & asked.keys():
                worth, likeness = asked[term]
                shared += worth
                theirs += likeness * self._words.weights[term]
            if shared:
                whole = sum(self._words.weights[term] for term in line.terms)
                likes.append(2 * shared / (total + shared + whole - theirs))
                recall = max(recall, shared / total)
                if line is lines[0]:
                    title = theirs / whole
        likes = sorted(likes, reverse=True)[:_SEVERAL]
        return likes[0] if likes else 0.0, sum(likes) / _SEVERAL, min(recall, 1.0), min(title, 1.0)


def _names(question: str) -> frozenset[str]:
    """Return words that are written as names: capitals within a sentence, or abbreviations; normalised."""
    tokens = list(_TOKEN.finditer(question))
    if sum(token.group()[0].isupper() for token in tokens) > 0.6 * len(tokens) and len(tokens) > 2:
        return frozenset()  # they write everything in capitals
    names: set[str] = set()
    for token in tokens:
        word = token.group()
        before = question[: token.start()].rstrip(" \"'“‘¿¡(")
        begins = not before or before[-1] in ".?!:\n"
        if word[0].isupper() and (not begins or (len(word) > 1 and word.isupper())):
            names.update(normalize(word).split())
    return frozenset(names)
