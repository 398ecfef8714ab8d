"""What speaks for each article: the words that it shares with a question, its nearest phrasing, its runs of letters.

Evidence that fails differently: words by rarity know nothing of a new ending, runs of letters know it; a long article holds
many words, but no phrasing holds them together; a body names what no phrasing does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.grams import grams
from bot.knowledge.meanings import meant_by
from bot.knowledge.rivals import tell_apart
from bot.knowledge.shelves import BODY, FOUND, HELD, LOGARITHMS, Array, Shelf, gram_values
from bot.knowledge.text import HAS_TOKEN, is_pair, normalize, token_of
from bot.knowledge.words import COMMON, Word

CANDIDATES = 20
"""Articles that are compared line by line, the likeliest by all else."""
LINES = 16
"""Lines of an article that tell it apart from its rivals, the nearest."""

_LETTERS, _MEANING = 2.0, 3.0  # how much they count in what is likely
_MASS = 8.0  # weight of words (two or three rare ones) at which the mass of evidence is two thirds
_ASTRAY = 4.0  # the same for names
_NEARLY, _ROUNDING = 0.6, 1e-3
_SAME = 0.9  # cosine of lines that mean the same, though of function words alone
_TOKEN = re.compile(r"[^\W_]+")
_NUMBER = token_of("number")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is compared.

    Attributes:
        words: With what each says here.
        plain: The question, normalised, slips mended.
        names: Words that are written as names, normalised.
        vector: What it means (`bot.knowledge.semantics`).
    """

    words: Sequence[tuple[Word, float]]
    plain: str
    names: frozenset[str]
    vector: Array


NAMES = (
    "coverage",  # of the question's words, by rarity, that the title or a phrasing holds (the body counts half)
    "mass",  # how much there is of that: a long letter that names four rare things is as clear as a short question
    "phrasing",  # of the nearest phrasing and the question: shared words by rarity (Dice)
    "recall",  # of the question's words, by rarity, that one phrasing holds
    "rank",  # BM25, against the most that the question's words could bring
    "strange",  # of the question's telling words, by weight, that the title and the phrasings lack, placeholders aside
    "letters",  # of its runs of letters and the question's: cosine
    "relative",  # as rank, the best candidate being 1
    "foreign",  # of the question's words, by weight, that no article knows
    "contrast",  # what the question's words and letters say for it rather than for its rivals (`bot.knowledge.rivals`)
    "chosen",  # the same as a share
    "astray",  # names in the question that the candidate does not hold: other places, other organizations
    "meant",  # cosine of what its nearest line and the question mean
    "implied",  # what whole lines and their meaning say for it rather than for its rivals (`bot.knowledge.rivals`)
    "understood",  # the same as a share
)
"""What speaks for a candidate: shares, 0 to 1, but for ``contrast`` and ``implied``, which are logits."""
_PLACES = {name: place for place, name in enumerate(NAMES)}
_LIKELY = [NAMES.index("rank"), NAMES.index("coverage")]


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, in no order, with a row of evidence for each, in the order of `NAMES`."""

    slugs: tuple[str, ...]
    evidence: Array

    def __len__(self) -> int:
        return len(self.slugs)

    def without(self, slugs: Collection[str]) -> Found:
        """Return the other candidates, for measuring what is found where an article is missing."""
        places = [place for place, slug in enumerate(self.slugs) if slug not in slugs]
        return replace(self, slugs=tuple(self.slugs[place] for place in places), evidence=self.evidence[places])


NOTHING = Found((), np.zeros((0, len(NAMES))))


def weigh(shelf: Shelf, asked: Asked, *, among: Array | None = None) -> Found:
    """Return the likeliest articles with their evidence.

    Args:
        shelf: The articles.
        asked: The question.
        among: Numbers of the articles that are looked at; all, if it is ``None``.
    """
    if not asked.words:
        return NOTHING
    meant = meant_by(shelf, asked.vector)
    total = sum(weight for _, weight in asked.words)
    sums, strange, astray, worth = _by_words(shelf, asked)
    letters = _letters(shelf, asked.plain)
    shared, dice = _by_lines(shelf, worth, total)
    nearest = np.maximum.reduceat(dice, shelf.first[:-1])
    recall = np.maximum.reduceat(shared, shelf.first[:-1]) / total
    likely = sums[:, FOUND] / total + nearest + recall + _LETTERS * letters / (letters.max() or 1.0) + _MEANING * meant.nearest
    if among is None:
        among = np.arange(len(shelf.slugs))
    if all(_says_nothing(word) for word, _ in asked.words):  # who is the and of the 12
        among = np.intersect1d(among, np.union1d(_plain_spoken(shelf, dice), np.flatnonzero(meant.nearest >= _SAME)))
    if len(among) > CANDIDATES:
        likeliest = among[np.argpartition(-likely[among], CANDIDATES)[:CANDIDATES]]
        among = np.union1d(likeliest, meant.likeliest(among))
    if not len(among):
        return NOTHING
    words = asked.words
    telling = sum(weight for word, weight in words if _tells(word)) or 1.0
    lines = [np.arange(shelf.first[article], shelf.first[article + 1]) for article in among]
    rank, alike = sums[among, FOUND] / total, letters[among]
    near = dice + meant.lines
    nearest_lines = [one[np.argsort(-near[one], kind="stable")[:LINES]] for one in lines]
    told = tell_apart(shelf, words, asked.plain, nearest_lines, likely[among], meant)
    columns = {
        "coverage": sums[among, HELD] / total,
        "mass": 1 - np.exp(-sums[among, HELD] / _MASS),
        "phrasing": nearest[among],
        "recall": np.minimum(recall[among], 1.0),
        "rank": rank,
        "strange": strange[among] / telling,
        "letters": alike,
        "relative": rank / (rank.max() or 1.0),
        "contrast": told.contrast,
        "chosen": told.chosen,
        "foreign": sum(weight for word, weight in words if not shelf.terms.keys() & word.terms) / total,
        "astray": 1 - np.exp(-astray[among] / _ASTRAY),
        "meant": meant.nearest[among],
        "implied": told.implied,
        "understood": told.understood,
    }
    evidence = np.zeros((len(among), len(NAMES)))
    for name, column in columns.items():
        evidence[:, _PLACES[name]] = column
    return Found(tuple(shelf.slugs[article] for article in among), evidence)


def together(parts: Sequence[Found]) -> Found:
    """Return candidates from several shelves as one, each slug once, as it is found best."""
    if len(parts) == 1:
        return parts[0]
    slugs = [slug for part in parts for slug in part.slugs]
    evidence = np.concatenate([part.evidence for part in parts])
    best: dict[str, int] = {}
    for place in np.argsort(-evidence[:, _LIKELY].sum(axis=1), kind="stable").tolist():
        best.setdefault(slugs[place], place)
    return Found(tuple(best), evidence[list(best.values())])


def _plain_spoken(shelf: Shelf, dice: Array) -> Array:
    """Return what a question of nothing but function words may ask for: articles with such a line that is nearly the same."""
    common = np.flatnonzero((shelf.wholes <= COMMON * np.diff(shelf.rows.spans) + _ROUNDING) & (dice >= _NEARLY))
    return np.unique(np.searchsorted(shelf.first, common, "right") - 1)


def _by_words(shelf: Shelf, asked: Asked) -> tuple[Array, Array, Array, dict[int, tuple[float, float]]]:
    """Return sums over the question's words for each article, and by number of term what it is worth and how surely it is meant."""
    size = len(shelf.slugs)
    sums, strange, astray = np.zeros((size, 2), np.float32), np.zeros(size), np.zeros(size)
    worth: dict[int, tuple[float, float]] = {}
    for word, weight in asked.words:
        best = np.zeros((size, 2), np.float32)
        for term, likeness in word.terms.items():
            number = shelf.terms.get(term)
            if number is None:
                continue
            span = slice(shelf.spans[number], shelf.spans[number + 1])
            articles = shelf.articles[span]
            best[articles] = np.maximum(best[articles], likeness * shelf.values[span])
            if number not in worth or worth[number][0] < weight * likeness:
                worth[number] = (weight * likeness, likeness)
        sums += weight * best
        if not word.common:
            if _tells(word):
                strange += weight * (best[:, HELD] <= BODY)
            if word.said in asked.names:
                astray += weight * (1 - best[:, HELD])
    return sums, strange, astray, worth


def _says_nothing(word: Word) -> bool:
    """Whether it is a function word, or a number that may be anything."""
    return word.common or (word.said.isdigit() and len(word.said) < 3) or word.said == _NUMBER


def _tells(word: Word) -> bool:
    """Whether a word says what is asked for; unknown pairs of signs are mostly grammar."""
    return not word.common and not HAS_TOKEN.fullmatch(word.said) and (bool(word.terms) or not is_pair(word.said))


def _by_lines(shelf: Shelf, worth: Mapping[int, tuple[float, float]], total: float) -> tuple[Array, Array]:
    """Return what each line shares with the question, by weight, and how alike each line is (Dice)."""
    size = len(shelf.wholes)
    if not worth:
        return np.zeros(size), np.zeros(size)
    numbers = list(worth)
    lines = [shelf.lines[shelf.line_spans[number] : shelf.line_spans[number + 1]] for number in numbers]
    lengths = [len(one) for one in lines]
    together = np.concatenate(lines)
    shared = np.bincount(together, np.repeat([worth[number][0] for number in numbers], lengths), size)
    theirs = np.bincount(together, np.repeat([worth[number][1] * shelf.weights[number] for number in numbers], lengths), size)
    shared[np.isinf(shelf.wholes)] = 0.0
    return shared, 2 * shared / (total + shared + shelf.wholes - theirs)


def _letters(shelf: Shelf, plain: str) -> Array:
    """Return how alike the runs of letters of each article and of a question are."""
    numbers, counts = np.unique(grams(plain), return_counts=True)
    held = shelf.gram_spans[numbers + 1] - shelf.gram_spans[numbers]
    values = gram_values(held, len(shelf.slugs))
    own = (1 + np.log(counts)) * values
    size = math.sqrt(float(own @ own)) or 1.0
    ends = np.cumsum(held)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(shelf.gram_spans[numbers] - ends + held, held)
    shown = np.repeat(own * values, held) * LOGARITHMS[shelf.gram_counts[places]]
    alike: Array = np.bincount(shelf.gram_articles[places], shown, len(shelf.slugs)) / size / shelf.gram_norms
    return alike


def names_in(question: str) -> frozenset[str]:
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
