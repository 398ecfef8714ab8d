"""Measures answers against a file of questions with expectations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from bot.app import App
from bot.asking import Question, ask
from bot.conversation import Kind, Reply
from bot.errors import ContentError, Fault


class Case(Question):
    """A question with its expectation: the slugs that answer it, or none when the assistant must abstain."""

    kind: str = "questions"
    expect: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: ``right``, ``offered`` (among the guesses), ``silent`` (abstained), or ``wrong``.

    A case that expects silence is ``right`` when the assistant abstained and ``offered`` when it asked back.
    """

    case: Case
    reply: Reply
    verdict: str
    elapsed_ms: float


def read(path: Path) -> list[Case]:
    """Read a JSONL file of cases.

    Raises:
        ContentError: With every line that can't be read.
    """
    cases, faults = [], []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 1, f"can't be read: {error}")]) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            faults.append(Fault(path, number, f"{'.'.join(str(part) for part in fault['loc'])} {fault['msg'].lower()}".strip()))
    if not cases and not faults:
        faults.append(Fault(path, 1, "holds no questions"))
    if faults:
        raise ContentError(faults)
    return cases


async def evaluate(app: App, cases: Sequence[Case]) -> list[Outcome]:
    """Ask every question and judge its reply."""
    outcomes = []
    for case in cases:
        # What a person writes in is found out, not told: that is part of what is measured.
        answered = await ask(app, case.model_copy(update={"lang": None}))
        outcomes.append(Outcome(case, answered.reply, _judge(case, answered.reply), answered.elapsed_ms))
    return outcomes


def describe(outcome: Outcome) -> str:
    """Return one line about what was asked, expected and got."""
    case, reply = outcome.case, outcome.reply
    got = reply.article or ", ".join(choice.action for choice in reply.choices)
    return f"{outcome.verdict:8} {case.id}: {case.q!r} expected {case.expect or 'silence'}, got {got} ({reply.confidence})"


def _judge(case: Case, reply: Reply) -> str:
    if reply.kind is Kind.ANSWER or (reply.kind is Kind.ASK and reply.article):  # asking for a detail is on the way to the answer
        return "right" if reply.article in case.expect else "wrong"
    if not case.expect:
        return "offered" if reply.kind is Kind.CHOICES else "right"
    if reply.kind is Kind.CHOICES:
        offered = {choice.action.removeprefix("a:") for choice in reply.choices}
        return "offered" if offered & set(case.expect) else "silent"
    return "silent"
