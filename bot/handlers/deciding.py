"""What is said of the articles that were found: the answer, two of them, guesses, or nothing.

Each threshold is a chance that what is shown holds what was meant; docs/quality.md tells what it costs and saves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.knowledge.matcher import Hit

ANSWER_AT = 0.7
"""From here the likeliest article is the answer, or the two likeliest together."""
ALONE_AT = 0.9
"""From here the likeliest article is given alone; below it the next one stands beside it."""
GUESS_AT = 0.5
"""From here guesses are offered; below it the assistant abstains."""
ALSO_AT = 0.1
"""From here an article stands beside the likeliest, in an answer or among guesses."""
OUTSIDE_AT = 0.4
"""From here a question is taken to mean a subject that nothing answers, whatever could be worked out."""
VERBATIM_FROM = 0.99
"""Score of a question that is a phrasing."""
MAX_GUESSES = 3
_MOST_STRANGE = 0.9
"""What an article that stands beside others may leave out of a question (`Hit.strange`): one that shares only our name is none."""


def chance(hits: Sequence[Hit]) -> float:
    """Return how likely one of the hits is meant."""
    return min(sum(hit.score for hit in hits), 1.0)


def answering(hits: Sequence[Hit], *, computed: Collection[str]) -> Sequence[Hit]:
    """Return the hit to answer with, or the first two where either may be meant; empty where that is not likely enough.

    Args:
        hits: The likeliest first.
        computed: Slugs of what is worked out. That stands alone: it is asked for by a name or a number. Where it is the
            likelier of two, it is given if it or an article is meant: the article tells of the same.
    """
    first, second = hits[:1], _beside(hits[1:2])
    if second and second[0].slug in computed:
        second = []
    alone = first and (first[0].score >= ALONE_AT or first[0].slug in computed)
    return (first if alone else [*first, *second]) if chance([*first, *second]) >= ANSWER_AT else []


def guesses(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits to choose from, two or three as a rule; empty where it is not likely enough that one of them is meant."""
    found = _beside(hits)[:MAX_GUESSES]
    return found if chance(found) >= GUESS_AT else []


def _beside(hits: Sequence[Hit]) -> Sequence[Hit]:
    return [hit for hit in hits if hit.score >= ALSO_AT and hit.strange <= _MOST_STRANGE]
