"""Text as numbered runs of letters: three to five of a word, one and two of Chinese, Japanese and Korean as well.

They reach what words do not: endings, compounds, slips, another spelling. The numbers are hashes, so no table is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

BITS = 16
BUCKETS = 1 << BITS
"""Numbers that runs are given, 0 to this; a few runs share one."""

_LENGTHS = (3, 4, 5)
_SPACE = 32
_BREAK = " \n "  # between texts; normalised ones hold no such sign
_SIGNS = 0x2E80  # from here on a sign says about as much as a word's beginning
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def grams(text: str, *, joined: bool = False) -> NDArray[Any]:
    """Return the numbers of a normalised text's runs, repeats kept; ``joined`` as for `grams_of`."""
    return grams_of([text], joined=joined)[0]


def grams_of(texts: Sequence[str], *, joined: bool = False) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the numbers of the runs of normalised texts, repeats kept, and the place of the text that each stands in.

    Args:
        texts: As `bot.knowledge.text.normalize` returns them.
        joined: Whether a run may go from one word into the next: such runs tell which words stand together.
    """
    signs = np.frombuffer(f" {_BREAK.join(texts)} ".encode("utf-32-le", "replace"), np.uint32)
    wide = signs.astype(np.uint64)
    texts_before = np.cumsum(signs == ord("\n"))
    spaces = np.concatenate(([0], np.cumsum(signs == _SPACE)))
    single = signs >= _SIGNS
    pairs = single[:-1] & single[1:]
    found = [_numbers(wide[single], 1), _numbers(wide[:-1][pairs] * _PRIME + wide[1:][pairs], 2)]
    owners = [texts_before[single], texts_before[:-1][pairs]]
    for length in _LENGTHS:
        if len(signs) < length:
            break
        run = np.zeros(len(signs) - length + 1, np.uint64)
        for place in range(length):
            run = run * _PRIME + wide[place : place + len(run)]
        ends = texts_before[length - 1 :]
        inner = spaces[length - 1 : length - 1 + len(run)] - spaces[1 : 1 + len(run)]  # spaces that are not at its ends
        within = inner <= joined
        within &= (texts_before[: len(run)] == ends) & (signs[: len(run)] != ord("\n"))
        found.append(_numbers(run[within], length))
        owners.append(ends[within])
    return np.concatenate(found), np.concatenate(owners)


def _numbers(runs: NDArray[Any], length: int) -> NDArray[Any]:
    mixed = (runs + np.uint64(length)) * _PRIME
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _PRIME >> np.uint64(64 - BITS)).astype(np.int64)
