"""What speaks for an article *rather than* for its likeliest rivals, learned when a question comes, from their lines.

Counting (`bot.knowledge.evidence`) says what an article shares with a question; of two fees both share "fee". So a softmax
regression over the lines of the likeliest articles learns what tells them apart: once from no more than the question's own
words and runs of letters, once from whole lines and what they mean; both in the dual form. Both are small enough to be learned
anew for each question, so nothing is trained, kept or outdated when content changes. Learning from the nearest examples alone
is known as local learning (Bottou and Vapnik, 1992).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge.grams import grams
from bot.knowledge.meanings import Meant
from bot.knowledge.shelves import Array, Rows, Shelf
from bot.knowledge.words import Word

RIVALS = 6
"""Articles that are told apart, the likeliest."""
_LESSONS, _PACE = 12, 1.0
_LESSONS_OF_MEANING, _PACE_OF_MEANING, _MEANING, _SURE = 30, 0.1, 0.7, 10.0  # the third: its share beside words and letters
_SHARP = 3.0  # what a logit counts in a share
_HALF = math.sqrt(0.5)  # words and runs of letters are a vector of length 1 together
_OWN = 0.9  # likeness from which a term is the word itself


@dataclass(frozen=True, slots=True)
class Told:
    """What was learned, for each of the articles that were given.

    Attributes:
        contrast: What the question's words and letters say for it, as a logit; 0 is the mean of the rivals.
        chosen: The same as a share of the rivals.
        implied: What its whole lines and their meaning say for it, as a logit.
        understood: The same as a share of the rivals.
    """

    contrast: Array
    chosen: Array
    implied: Array
    understood: Array


def tell_apart(
    shelf: Shelf, words: Sequence[tuple[Word, float]], plain: str, lines: Sequence[Array], likely: Array, meant: Meant
) -> Told:
    """Return what speaks for each of some articles rather than for the others.

    Args:
        shelf: The articles of a language.
        words: The question's, with what each says.
        plain: The question, normalised, slips mended.
        lines: Numbers of the lines of each article.
        likely: How likely each article is, on any scale; those that are not among the rivals get what the least one gets.
        meant: How near they are to what the question means.
    """
    rivals = np.argsort(-likely, kind="stable")[:RIVALS]
    rows = np.concatenate([lines[rival] for rival in rivals])
    owners = np.repeat(np.arange(len(rivals)), [len(lines[rival]) for rival in rivals])
    held_out = np.isinf(shelf.wholes[rows])
    rows, owners = rows[~held_out], owners[~held_out]
    right = (owners == np.arange(len(rivals))[:, None]).astype(np.float32)
    known = [(word, weight) for word, weight in words if any(term in shelf.terms for term in word.terms)]
    spoken = np.array([_weight(shelf, word, weight) for word, weight in known], np.float32)
    numbers = np.unique(grams(plain, joined=True))
    runs, places = _vectors(shelf.grams, rows, numbers)
    numbers, places = numbers[places >= 0], places[places >= 0]
    said = np.concatenate((_holding(shelf, known, rows) * spoken, runs[:, places]), axis=1) * _HALF
    asked = np.concatenate((_unit(spoken), _unit(shelf.grams.weights[numbers]))) * _HALF
    with np.errstate(invalid="ignore"):  # seen once of finite numbers, with numpy 2.4.6, as in github.com/numpy/numpy/issues/24067
        near = said @ asked
    logits = _learned(said @ said.T, right, _LESSONS, _PACE) @ near
    terms, _ = _vectors(shelf.rows, rows, np.zeros(0, int))
    alike = 0.5 * (runs @ runs.T + terms @ terms.T)
    np.fill_diagonal(alike, 1.0)  # `_vectors` leaves out what one line alone holds
    vectors = shelf.meanings[rows]
    together = _MEANING * (vectors @ vectors.T) + (1 - _MEANING) * alike
    duals = _learned(_SURE * together, right, _LESSONS_OF_MEANING, _PACE_OF_MEANING)
    whole = _SURE * (duals @ (_MEANING * meant.lines[rows] + (1 - _MEANING) * near))
    chosen, understood = np.zeros(len(lines)), np.zeros(len(lines))
    chosen[rivals] = _softmax(_SHARP * (logits - logits.max()))
    understood[rivals] = _softmax(whole - whole.max())
    return Told(_spread(logits, rivals, len(lines)), chosen, _spread(whole, rivals, len(lines)), understood)


def _learned(alike: Array, right: Array, lessons: int, pace: float) -> Array:
    """Return what each line counts for each rival: a softmax regression in the dual form, by gradient descent.

    Args:
        alike: How alike lines are, a row and a column for each.
        right: Which lines are whose, a row for each rival.
        lessons: Steps.
        pace: Their length.
    """
    duals = pace * (right - 1 / len(right))
    for _ in range(lessons - 1):
        duals += pace * (right - _softmax(duals @ alike))
    return duals


def _weight(shelf: Shelf, word: Word, weight: float) -> float:
    """Return how much a word of the question tells lines apart: the rarer in lines, the more."""
    own = [
        float(shelf.rows.weights[shelf.terms[term]])
        for term, likeness in word.terms.items()
        if likeness > _OWN and term in shelf.terms
    ]
    return max(own) * min(weight / max(word.weight, 0.01), 1.0) if own else weight


def _holding(shelf: Shelf, words: Sequence[tuple[Word, float]], rows: Array) -> Array:
    """Return how surely each line holds each word, by the line's length."""
    place = np.full(len(shelf.wholes), -1)
    place[rows] = np.arange(len(rows))
    held = np.zeros((len(rows), len(words)), np.float32)
    for column, (word, _) in enumerate(words):
        for term, likeness in word.terms.items():
            if (number := shelf.terms.get(term)) is not None:
                at = place[shelf.lines[shelf.line_spans[number] : shelf.line_spans[number + 1]]]
                at = at[at >= 0]
                held[at, column] = np.maximum(held[at, column], likeness)
    return held / shelf.rows.lengths[rows][:, None]


def _vectors(of: Rows, rows: Array, asked: Array) -> tuple[Array, Array]:
    """Return lines as vectors of what two of them hold, or one and the question, and the columns of ``asked`` (-1: none)."""
    held = of.spans[rows + 1] - of.spans[rows]
    ends = np.cumsum(held)
    found = of.numbers[np.arange(ends[-1]) + np.repeat(of.spans[rows] - ends + held, held)].astype(np.int64)
    count = np.bincount(found, minlength=len(of.weights))
    kept = count > 1
    kept[asked] = count[asked] > 0
    column = np.where(kept, np.cumsum(kept) - 1, -1)
    line = np.repeat(np.arange(len(rows)), held)
    taken = column[found] >= 0
    line, found = line[taken], found[taken]
    vectors = np.zeros((len(rows), int(kept.sum())), np.float32)
    vectors[line, column[found]] = of.weights[found] / of.lengths[rows[line]]
    return vectors, column[asked]


def _spread(values: Array, rivals: Array, size: int) -> Array:
    spread = np.full(size, float(values.min()))
    spread[rivals] = values
    return spread - float(values.mean())


def _unit(values: Array) -> Array:
    length = math.sqrt(float(values @ values))
    return values / length if length else values


def _softmax(values: Array) -> Array:
    """Return shares that columns of logits come to; the logits are few and small, so nothing overflows."""
    shown = np.exp(values)
    shown /= np.add.reduce(shown, 0)
    return shown
