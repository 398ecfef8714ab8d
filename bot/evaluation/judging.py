"""Asks questions through the whole assistant, and judges the replies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.app import App
from bot.asking import ask
from bot.conversation import Kind, Reply
from bot.evaluation.cases import Case
from bot.handlers.deciding import ALONE_AT


class Verdict(StrEnum):
    """What became of a question, the best first.

    ``right``: the expected answer, or silence where nothing answers; whoever asks for what is a member's own is not linked, so
    being told so, for the expected article, is right too. ``offered``: the right article among the guesses, or
    asked back where nothing answers. ``silent``: abstained, or guesses without the right one. ``wrong``: answered with
    something else, or answered what nothing answers.
    """

    RIGHT = "right"
    OFFERED = "offered"
    SILENT = "silent"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, the reply, the verdict, and how long the reply took."""

    case: Case
    reply: Reply
    verdict: Verdict
    elapsed_ms: float

    @property
    def key(self) -> tuple[str, str]:
        """Return what the question is known by from one run to the next: file, id."""
        return self.case.file, self.case.key

    @property
    def is_answered(self) -> bool:
        """Whether something was answered, not only offered."""
        return _answers(self.reply)

    @property
    def is_surely_wrong(self) -> bool:
        """Whether a wrong answer was given without a doubt: alone, and from the score on from which one stands alone."""
        score = self.reply.confidence
        return self.verdict is Verdict.WRONG and not self.reply.also and (score is None or score >= ALONE_AT)

    @property
    def first(self) -> str:
        """Return the article that was answered with, or offered first; empty after silence."""
        return self.reply.article or "" if self.is_answered else next(iter(_offered(self.reply)), "")

    @property
    def is_first_right(self) -> bool:
        """Whether that article is one of the expected ones, and the answer as expected."""
        return self.verdict is Verdict.RIGHT if self.is_answered else self.first in self.case.expect

    @property
    def expected(self) -> str:
        """Return what was expected, in words."""
        pattern = [f"“{self.case.pattern}”"] if self.case.pattern else []
        return "silence" if self.case.is_unanswerable else ", ".join([" or ".join(self.case.expect), *pattern]).removeprefix(", ")

    @property
    def got(self) -> str:
        """Return what was replied, in words."""
        if self.is_answered:
            return " and ".join(_answered(self.reply)) or "an answer"
        offered = _offered(self.reply)
        return f"{', '.join(offered)}?" if offered else "silence"


async def evaluate(app: App, cases: Sequence[Case]) -> list[Outcome]:
    """Ask every question and judge its reply."""
    outcomes = []
    for case in cases:
        # What a person writes in is found out, not told: that is part of what is measured.
        answered = await ask(app, case.model_copy(update={"lang": None}))
        outcomes.append(Outcome(case, answered.reply, judge(case, answered.reply), answered.elapsed_ms))
    return outcomes


def judge(case: Case, reply: Reply) -> Verdict:
    """Return the verdict on a reply."""
    if _answers(reply):
        expected = (not case.expect or any(slug in case.expect for slug in _answered(reply))) and _holds(reply, case.pattern)
        return Verdict.RIGHT if expected and not case.is_unanswerable else Verdict.WRONG
    offered = _offered(reply)
    if case.is_unanswerable:
        return Verdict.OFFERED if offered else Verdict.RIGHT
    return Verdict.OFFERED if set(offered) & set(case.expect) else Verdict.SILENT


def _answers(reply: Reply) -> bool:
    """Whether a reply says what was understood: on the way to the answer a detail is asked, or to link the account first."""
    return reply.kind is Kind.ANSWER or (reply.kind in (Kind.ASK, Kind.DENIED) and bool(reply.article))


def _answered(reply: Reply) -> list[str]:
    return [slug for slug in (reply.article, *reply.also) if slug]


def _offered(reply: Reply) -> list[str]:
    if reply.kind is not Kind.CHOICES:
        return []
    return [choice.action.removeprefix("a:") for choice in reply.choices if choice.action.startswith("a:")]


def _holds(reply: Reply, pattern: str) -> bool:
    return re.search(pattern, f"{reply.text}\n{reply.note}", re.IGNORECASE | re.DOTALL) is not None
