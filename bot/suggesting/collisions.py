"""Phrasings of two articles that say nearly the same: who asks so gets one of them by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from bot.knowledge.library import Library
from bot.knowledge.shelves import Array, Shelf
from bot.suggesting.lines import Line, lines_of

ALIKE = 0.95
"""Share of their words, by rarity (Dice), that colliding lines have in common at least."""
SPELT_ALIKE = 85.0
"""How alike their letters are at least, of 100, words in any order: "fee" and "why fees" share all that is rare."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Two lines of different articles.

    Attributes:
        first: One of them; of a title and a phrasing the title.
        second: The other one.
        likeness: Of their words, 0 to 1.
        is_same: Whether they are made of the same words.
    """

    first: Line
    second: Line
    likeness: float
    is_same: bool


def collisions(library: Library, lang: str) -> list[Collision]:
    """Return pairs of lines that collide in a language, the most alike first; two titles never do.

    Lines that differ in a number do not collide: “in 2021” and “in 2022” are told apart.
    """
    shelf, lines = library.matcher.shelf(lang), lines_of(library, lang)
    found: dict[tuple[str, ...], Collision] = {}
    for one, other, likeness in _near(shelf):
        first, second = sorted((lines[one], lines[other]), key=lambda line: not line.is_title)
        texts = " ".join(shelf.terms_of(one)), " ".join(shelf.terms_of(other))
        if not second.is_title and fuzz.ratio(*texts) >= SPELT_ALIKE and _numbers(texts[0]) == _numbers(texts[1]):
            pair = lines[one].article.slug, lines[other].article.slug, *texts  # a phrasing often says what its title does
            found.setdefault(pair, Collision(first, second, likeness, texts[0] == texts[1]))
    return sorted(found.values(), key=lambda one: (not one.is_same, -one.likeness, one.first.place, one.second.place))


def _near(shelf: Shelf) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of lines of different articles that share enough words, by rarity, and how alike they are."""
    owners = np.repeat(np.arange(len(shelf.slugs)), np.diff(shelf.first))
    for line in range(len(owners)):
        numbers = shelf.rows.numbers[shelf.rows.spans[line] : shelf.rows.spans[line + 1]]
        if not len(numbers):
            continue
        held = [shelf.lines[shelf.line_spans[number] : shelf.line_spans[number + 1]] for number in numbers]
        shared = np.bincount(np.concatenate(held), _each(shelf.weights[numbers], held), len(owners))
        alike = 2 * shared / (shelf.wholes + shelf.wholes[line])
        for other in np.flatnonzero((alike >= ALIKE) & (owners > owners[line])).tolist():
            yield line, other, float(alike[other])


def _each(weights: Array, held: Sequence[Array]) -> Array:
    result: Array = np.repeat(weights, [len(one) for one in held])
    return result


def _numbers(text: str) -> set[str]:
    return {term for term in text.split() if any(sign.isdigit() for sign in term)}
