"""Recent questions that were not answered, those about the same thing together, and the article that they may belong to."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Account, Choice, Kind, Reply, Turn
from bot.knowledge.articles import Article
from bot.knowledge.library import Library
from bot.knowledge.text import normalize
from bot.suggesting.veil import GAP, Veil

ALIKE = 0.5
"""Share of their words, by rarity (Dice), that questions of one group have in common with its first one."""
NEAR = 0.12
"""Mean score from which an article is proposed as a home, right in two cases of five; below it, in one of ten."""
LONGEST = 80
"""Signs of a wording that is proposed as a phrasing."""
SHOWN = 5
"""Wordings of a group that are shown."""
_QUOTED = re.compile(r"^[-?!&*|>%@`\"'#{}\[\],]|: |:$| #")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was not answered; ``lang`` is the language of the reply."""

    text: str
    lang: str
    who: Account


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about the same thing.

    Attributes:
        lang: Their language.
        count: How often they were asked.
        people: By how many.
        wordings: What may be shown of them (`Veil`), at most `SHOWN`, the most frequent first; empty if nothing may.
        home: The article that they may belong to, in that language or the first; ``None`` when none is near.
        phrasing: What to add to its phrasings, as a line of YAML; empty when no wording can be shown in full.
    """

    lang: str
    count: int
    people: int
    wordings: tuple[str, ...]
    home: Article | None
    phrasing: str


def unanswered(turns: Iterable[tuple[Account, str, Turn]]) -> list[Unanswered]:
    """Return the questions that were not answered: no guess was offered, or none of those was taken.

    Args:
        turns: With account and conversation, oldest first.
    """
    conversations: dict[tuple[Account, str], list[Turn]] = defaultdict(list)
    for who, conversation, turn in turns:
        conversations[who, conversation].append(turn)
    found = []
    for (who, _), history in conversations.items():
        for before, turn, after in zip([None, *history], history, [*history[1:], None], strict=False):
            if before and _pressed(before.reply, turn.text):
                continue  # a button's label, not a question
            taken = _pressed(turn.reply, after.text) if after else None
            is_open = turn.reply.kind is Kind.UNKNOWN or (
                turn.reply.kind is Kind.CHOICES and not (taken and taken.action != "none")
            )
            if is_open and normalize(turn.text) and not turn.text.startswith("/"):
                found.append(Unanswered(turn.text, turn.reply.lang, who))
    return found


def groups(library: Library, asked: Sequence[Unanswered], contacts: Iterable[str]) -> list[Group]:
    """Return what was asked in groups, those of most people first.

    Args:
        library: Where a home is looked for.
        asked: Oldest first.
        contacts: Names of the members' contacts, which are not shown.
    """
    veil = Veil(library, ((one.text, one.who) for one in asked), contacts)
    found = [_group(library, veil, together) for together in _together(library, asked)]
    return sorted(found, key=lambda one: (-one.people, -one.count, one.lang))


def _pressed(reply: Reply, text: str) -> Choice | None:
    """Return the button of a reply whose label a text is, if it is one."""
    return next((choice for choice in reply.choices if choice.label == text), None)


def _together(library: Library, asked: Sequence[Unanswered]) -> list[list[Unanswered]]:
    """Return the questions in groups around the first of each, within a language."""
    firsts: list[tuple[Mapping[str, float], float]] = []
    found: list[list[Unanswered]] = []
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in asked:
        words = {word.term: weight for word, weight in library.matcher.weighed(one.text, one.lang) if not word.common}
        whole = sum(words.values())
        shared: dict[int, float] = defaultdict(float)
        for term, weight in words.items():
            for group in holding[one.lang, term]:
                shared[group] += weight
        best, alike = max(
            ((group, 2 * sum_ / (whole + firsts[group][1])) for group, sum_ in shared.items()),
            key=lambda it: it[1],
            default=(-1, 0.0),
        )
        if alike >= ALIKE:
            found[best].append(one)
            continue
        for term in words:
            holding[one.lang, term].append(len(found))
        firsts.append((words, whole))
        found.append([one])
    return found


def _group(library: Library, veil: Veil, together: Sequence[Unanswered]) -> Group:
    lang = together[0].lang
    scores: dict[str, float] = defaultdict(float)
    for one in together:
        for hit in library.search(one.text, limit=3):
            scores[hit.slug] += hit.score
    best, total = max(scores.items(), key=lambda one: one[1], default=("", 0.0))
    home = library.article(best, lang) if total / len(together) >= NEAR else None
    shown = Counter(veil.shown(one.text) for one in together)
    wordings = [text for text, _ in shown.most_common() if _tells(text)]
    said = {" ".join(one.text.split()) for one in together}
    whole = [text for text in wordings if text in said and GAP not in text and len(text) <= LONGEST]
    phrasing = _as_yaml(min(whole, key=lambda text: (-shown[text], len(text)))) if whole else ""
    people = len({one.who for one in together})
    return Group(lang, len(together), people, tuple(wordings[:SHOWN]), home, phrasing)


def _tells(shown: str) -> bool:
    """Whether more is shown than left out."""
    return len(shown.replace(GAP, " ").split()) > shown.count(GAP)


def _as_yaml(text: str) -> str:
    """Return a phrasing as an item of the list in an article's front matter."""
    text = text.rstrip("?？؟ ").lstrip("¿ ")
    return f"- {json.dumps(text, ensure_ascii=False) if _QUOTED.search(text) else text}"
