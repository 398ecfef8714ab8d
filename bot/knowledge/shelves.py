"""All articles of one language as arrays: which hold a term, in how many phrasings, which runs of letters they are made of.

Made when the index is built, kept in it, and read as they lie there. A question is compared with every article at once.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.grams import BUCKETS, grams, grams_of

Array = NDArray[Any]

_TITLE_GRAMS, _PHRASING_GRAMS, _BODY_GRAMS = 4, 3, 1  # how often a run of letters counts that stands there
_MOST_GRAMS = 255
_TYPICAL = 0.6  # share of lines
_WORTH_BITS = 3
_SIZE = 150.0  # length of a usual article
BODY = 0.5
"""What a word is worth that only the body holds."""
HELD, FOUND = range(2)
"""Columns of `Shelf.values`: whether a line or only the body holds a term; BM25."""


OUTSIDE = "?"
"""Begins the name of a subject that no article answers and that competes with the articles."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article in one language as a shelf takes it: of each line, the title first, its terms and its plain words."""

    slug: str
    lines: Sequence[Sequence[str]]
    plain: Sequence[str]
    body: Sequence[str] = ()
    plain_body: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What each of N lines holds of M things.

    Attributes:
        spans: N + 1 places in ``numbers``, where those of a line begin.
        numbers: 0 to M - 1, each once in a line.
        weights: M; how much a thing tells lines apart, the rarer the more.
        lengths: N; of a line as a vector of those weights.
    """

    spans: Array
    numbers: Array
    weights: Array
    lengths: Array

    @classmethod
    def of(cls, lines: Array, numbers: Array, size: int, most: int) -> Rows:
        """Weigh ``most`` things by how many of ``size`` lines hold them; ``lines`` are sorted, each with one of ``numbers``."""
        weights = gram_values(np.bincount(numbers, minlength=most), size)
        squares = np.bincount(lines, weights[numbers].astype(float) ** 2, size)
        return cls(_spans(lines, size), numbers.astype(_kind(most)), weights, np.sqrt(squares).astype(np.float32) + 1e-6)

    def pack(self, name: str) -> dict[str, bytes]:
        """Return the arrays as they are stored."""
        return {f"{name}_{part}": getattr(self, part).tobytes() for part in self.__dataclass_fields__}

    @classmethod
    def unpack(cls, stored: Mapping[str, bytes], name: str, most: int) -> Rows:
        """Return what was stored under a name; arguments as of `of`."""
        kinds: dict[str, type[np.generic]] = {
            "spans": np.int32,
            "numbers": _kind(most),
            "weights": np.float32,
            "lengths": np.float32,
        }
        return cls(**{part: np.frombuffer(stored[f"{name}_{part}"], kind) for part, kind in kinds.items()})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of a language; A articles, N lines (titles and phrasings), T terms.

    Attributes:
        slugs: Of the articles, in order.
        terms: Number of each term.
        weights: T; how much a term says: rarer ones more.
        spans, articles, named, body: T + 1 places, and there the articles that hold a term, in how many
            lines, how often in the body.
        values: What that comes to (`HELD`, ...), a row for each of them.
        line_spans, lines: T + 1 places, and there the lines that hold a term.
        first: A + 1; where the lines of an article begin, the title being the first.
        wholes: N; the weight of all terms of a line.
        sizes: A; how many terms an article has, those of lines counted twice.
        gram_spans, gram_articles, gram_counts, gram_norms: The same for runs of letters (`bot.knowledge.grams`).
        rows, grams: The terms of each line, and its runs of letters.
        meanings: N rows; the vectors of the lines (`bot.knowledge.meanings`).
        lang: The language.
    """

    slugs: tuple[str, ...]
    terms: Mapping[str, int]
    weights: Array
    spans: Array
    articles: Array
    named: Array
    body: Array
    values: Array
    line_spans: Array
    lines: Array
    first: Array
    wholes: Array
    sizes: Array
    gram_spans: Array
    gram_articles: Array
    gram_counts: Array
    gram_norms: Array
    rows: Rows
    grams: Rows
    meanings: Array
    lang: str

    def article_of(self, line: int) -> int:
        """Return the article that a line belongs to."""
        return int(np.searchsorted(self.first, line, "right")) - 1

    def terms_of(self, line: int) -> list[str]:
        """Return the terms of a line, each once, sorted; slow, for curators."""
        names = list(self.terms)
        return [names[number] for number in self._numbers_of(line)]

    def typical(self, article: int) -> dict[int, float]:
        """Return the terms that nearly all lines of an article hold, by number, with what each says."""
        lines = range(int(self.first[article]), int(self.first[article + 1]))
        counts = Counter(number for line in lines for number in self._numbers_of(line))
        return {number: float(self.weights[number]) for number, count in counts.items() if count >= _TYPICAL * len(lines)}

    def _numbers_of(self, line: int) -> list[int]:
        numbers: list[int] = self.rows.numbers[self.rows.spans[line] : self.rows.spans[line + 1]].tolist()
        return numbers

    def without(self, line: int, plain: str) -> Shelf:
        """Return the shelf as if a phrasing did not exist, for measuring; ``plain`` are its words as written, normalised."""
        article = self.article_of(line)
        named, values, wholes, counts = self.named.copy(), self.values.copy(), self.wholes.copy(), self.gram_counts.copy()
        terms = dict(self.terms)
        for number, term in zip(self._numbers_of(line), self.terms_of(line), strict=True):
            if np.diff(self.spans[number : number + 2]) == 1 and np.diff(self.line_spans[number : number + 2]) == 1:
                del terms[term]  # nobody else says so
            place = self.spans[number] + int(np.searchsorted(self.articles[self.spans[number] : self.spans[number + 1]], article))
            named[place] -= 1
            one = slice(place, place + 1)
            values[one] = _values(named[one], self.body[one], self.sizes[article : article + 1])
        wholes[line] = math.inf
        for number, count in Counter(grams(plain).tolist()).items():
            span = slice(self.gram_spans[number], self.gram_spans[number + 1])
            place = int(np.searchsorted(self.gram_articles[span], article))
            place += int(self.gram_spans[number])
            counts[place] -= min(int(counts[place]), _PHRASING_GRAMS * count)
        return replace(self, terms=terms, named=named, values=values, wholes=wholes, gram_counts=counts)


def pack(written: Sequence[Written]) -> dict[str, bytes]:
    """Return the arrays of a shelf as they are stored, by name."""
    of_lines = [len(one.lines) for one in written]
    owners = np.repeat(np.arange(len(written)), of_lines)
    lines = [line for one in written for line in one.lines]
    number: defaultdict[str, int] = defaultdict(itertools.count().__next__)
    in_lines = np.array([number[term] for line in lines for term in line], int)
    in_bodies = np.array([number[term] for one in written for term in one.body], int)
    terms = sorted(number)
    places = np.empty(len(terms), int)
    places[[number[term] for term in terms]] = np.arange(len(terms))
    line_terms, line_numbers = _pairs(places[in_lines], np.repeat(np.arange(len(lines)), list(map(len, lines))), len(lines))
    named_by = owners[line_numbers]
    bodies = np.repeat(np.arange(len(written)), [len(one.body) for one in written])
    keys, body = _counted(places[in_bodies] * len(written) + bodies)
    named_keys, named = _counted(line_terms * len(written) + named_by)
    held = np.union1d(keys, named_keys)
    sizes = 2 * np.bincount(named_by, minlength=len(written)) + np.bincount(bodies, minlength=len(written))
    plain = [line for one in written for line in one.plain]
    numbers, places_of = grams_of(plain)
    gram_spans, gram_articles, gram_counts = _gram_postings(written, numbers, places_of)
    numbers, places_of = grams_of(plain, joined=True)
    shown = gram_values(np.diff(gram_spans), len(written)).repeat(np.diff(gram_spans)) * LOGARITHMS[gram_counts]
    gram_norms = np.sqrt(np.bincount(gram_articles, shown**2, len(written))).astype(np.float32) + 1e-6
    rows = Rows.of(*_pairs(line_numbers, line_terms, len(terms)), len(lines), len(terms))
    gram_rows = Rows.of(*_pairs(places_of, numbers, BUCKETS), len(lines), BUCKETS)
    small = _kind(len(written))
    return {
        "slugs": "\n".join(one.slug for one in written).encode(),
        "terms": "\n".join(terms).encode(),
        "spans": _spans(held // len(written), len(terms)).tobytes(),
        "articles": (held % len(written)).astype(small).tobytes(),
        "named": _among(held, named_keys, named).tobytes(),
        "body": _among(held, keys, body).tobytes(),
        "line_spans": _spans(line_terms, len(terms)).tobytes(),
        "lines": line_numbers.astype(np.int32).tobytes(),
        "first": np.cumsum([0, *of_lines], dtype=np.int32).tobytes(),
        "sizes": sizes.astype(np.float32).tobytes(),
        "gram_spans": gram_spans.tobytes(),
        "gram_articles": gram_articles.astype(small).tobytes(),
        "gram_counts": gram_counts.tobytes(),
        "gram_norms": gram_norms.tobytes(),
        **rows.pack("rows"),
        **gram_rows.pack("grams"),
    }


def unpack(stored: Mapping[str, bytes], lang: str, meanings: Array, weight_of: Callable[[str], float]) -> Shelf:
    """Return a shelf.

    Args:
        stored: As of `pack`.
        lang: Its language.
        meanings: The vectors of its lines.
        weight_of: How much a term says.
    """

    def array(name: str, kind: type[np.generic]) -> Array:
        return np.frombuffer(stored[name], kind)

    slugs = tuple(stored["slugs"].decode().split("\n"))
    small = _kind(len(slugs))
    terms = {term: number for number, term in enumerate(stored["terms"].decode().split("\n"))}
    spans, line_spans, lines = array("spans", np.int32), array("line_spans", np.int32), array("lines", np.int32)
    articles, named, body, sizes = (
        array("articles", small),
        array("named", np.int16),
        array("body", np.int16),
        array("sizes", np.float32),
    )
    weight = np.fromiter(map(weight_of, terms), np.float32, len(terms))
    first = array("first", np.int32)
    size = int(first[-1])
    wholes = np.bincount(lines, np.repeat(weight, np.diff(line_spans)), size)
    return Shelf(
        slugs, terms, weight, spans, articles, named, body,
        _values(named, body, sizes[articles]),
        line_spans, lines, first, wholes.astype(np.float32), sizes,
        array("gram_spans", np.int32), array("gram_articles", small), array("gram_counts", np.uint8),
        array("gram_norms", np.float32), Rows.unpack(stored, "rows", len(terms)), Rows.unpack(stored, "grams", BUCKETS),
        meanings, lang,
    )  # fmt: skip


LOGARITHMS = np.log1p(np.arange(_MOST_GRAMS + 1) / _PHRASING_GRAMS).astype(np.float32)
"""What a run of letters counts for that occurs so often."""


def gram_values(held: Array, articles: int) -> Array:
    """Return how much runs of letters say that so many of the articles hold."""
    return np.log1p(articles / np.maximum(held, 1)).astype(np.float32)


def _kind(most: int) -> type[np.generic]:
    """Return the smallest type that holds numbers below ``most``."""
    return np.uint16 if most <= 1 << 16 else np.uint32


def _values(named: Array, body: Array, sizes: Array) -> Array:
    counts = body + 2.0 * named
    long = 1.2 * (0.25 + 0.75 * sizes / _SIZE)  # BM25's constants
    held = np.where(named > 0, 1.0, np.where(body > 0, BODY, 0.0))
    return np.stack([held, counts / (counts + long)], axis=1).astype(np.float32)


def _spans(sorted_numbers: Array, most: int) -> Array:
    """Return where each of ``most`` numbers begins among sorted ones, and the end."""
    return np.searchsorted(sorted_numbers, np.arange(most + 1)).astype(np.int32)


def _pairs(first: Array, second: Array, most: int) -> tuple[Array, Array]:
    """Return each pair of numbers once, in order; ``second`` is below ``most``."""
    keys = _sorted(first * most + second)
    keys = keys[_starts(keys)]
    return (keys // most).astype(np.int64), (keys % most).astype(np.int64)


def _sorted(keys: Array) -> Array:
    """Return sorted keys, in half the size where they fit, which takes half the time."""
    return np.sort(keys.astype(np.uint32) if len(keys) and keys.max() < 1 << 32 else keys)


def _counted(keys: Array) -> tuple[Array, Array]:
    """Return keys, each once, sorted, and how often each stands there."""
    keys = _sorted(keys)
    starts = _starts(keys)
    return keys[starts].astype(np.int64), np.diff(starts, append=len(keys))


def _starts(keys: Array) -> Array:
    """Return where each different one of sorted keys begins."""
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, int)


def _among(every: Array, keys: Array, values: Array) -> Array:
    """Return a value for each of some sorted keys, 0 where ``keys`` lacks it."""
    found = np.zeros(len(every), np.int16)
    found[np.searchsorted(every, keys)] = values
    return found


def _gram_postings(written: Sequence[Written], numbers: Array, lines: Array) -> tuple[Array, Array, Array]:
    """Return which articles hold each run of letters, and how often; ``numbers`` and ``lines`` are those of the lines."""
    sizes = [len(one.plain) for one in written]
    article = np.repeat(np.arange(len(written)), sizes)[lines]
    worth = np.full(sum(sizes), _PHRASING_GRAMS)
    worth[np.cumsum([0, *sizes[:-1]])] = _TITLE_GRAMS
    in_bodies, bodies = grams_of([one.plain_body for one in written])
    keys = np.concatenate((numbers * len(written) + article, in_bodies * len(written) + bodies))
    weighed = np.concatenate((worth[lines], np.full(len(bodies), _BODY_GRAMS)))
    keys = _sorted(keys << _WORTH_BITS | weighed)  # what a run counts goes along
    keys, weighed = keys >> _WORTH_BITS, keys & ((1 << _WORTH_BITS) - 1)
    starts = _starts(keys)
    found, counts = keys[starts], np.add.reduceat(weighed, starts, dtype=np.int64)
    return _spans(found // len(written), BUCKETS), found % len(written), np.minimum(counts, _MOST_GRAMS).astype(np.uint8)
