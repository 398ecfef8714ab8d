"""A run compared with one before: which questions fare better now, and which worse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import UsageError
from bot.evaluation.judging import Outcome, Verdict

_RANK = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Baseline:
    """The verdicts of a run, by file and id of the questions, and the instant at which its clock stood."""

    now: datetime
    verdicts: Mapping[tuple[str, str], Verdict]


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose verdict is another one now."""

    before: Verdict
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed since a run.

    Attributes:
        better: Questions whose verdict is a better one now.
        worse: Those with a worse one.
        same: How many have the same.
        new: How many there were not.
        gone: How many are not there any more, of the files that were asked.
        right: How many more are right now, of those in both runs; negative: fewer.
        wrong: How many more are wrong.
    """

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    same: int
    new: int
    gone: int
    right: int
    wrong: int

    @property
    def is_worse(self) -> bool:
        """Whether fewer are right, or more are wrong."""
        return self.right < 0 or self.wrong > 0

    def __str__(self) -> str:
        others = [
            f"{self.same} the same",
            *(f"{count} {name}" for count, name in ((self.new, "new"), (self.gone, "gone")) if count),
        ]
        right, wrong = (
            f"{abs(count)} {'more' if count >= 0 else 'fewer'} {name}"
            for count, name in ((self.right, "right"), (self.wrong, "wrong"))
        )
        return f"{len(self.better)} better, {len(self.worse)} worse, {', '.join(others)}: {right}, {wrong}"


def compare(before: Baseline, outcomes: Sequence[Outcome]) -> Comparison:
    """Return what has changed; questions that are not in both runs are only counted."""
    files = {outcome.case.file for outcome in outcomes}
    changes = [Change(before.verdicts[outcome.key], outcome) for outcome in outcomes if outcome.key in before.verdicts]
    better, worse = (
        tuple(change for change in changes if sign * (_RANK[change.outcome.verdict] - _RANK[change.before]) > 0) for sign in (-1, 1)
    )
    was, now = (
        (Counter(verdicts) for verdicts in zip(*((one.before, one.outcome.verdict) for one in changes), strict=True))
        if changes
        else (Counter[Verdict](), Counter[Verdict]())
    )
    return Comparison(
        better,
        worse,
        same=len(changes) - len(better) - len(worse),
        new=len(outcomes) - len(changes),
        gone=len({key for key in before.verdicts if key[0] in files} - {outcome.key for outcome in outcomes}),
        right=now[Verdict.RIGHT] - was[Verdict.RIGHT],
        wrong=now[Verdict.WRONG] - was[Verdict.WRONG],
    )


def save(path: Path, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Write the verdicts of a run, a question a line, for `load`.

    Raises:
        UsageError: The file can't be written.
    """
    files: dict[str, dict[str, str]] = {}
    for outcome in outcomes:
        file, key = outcome.key
        files.setdefault(file, {})[key] = outcome.verdict.value
    text = json.dumps({"now": now.isoformat(), "questions": files}, ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"can't write {path}: {error.strerror}") from error


def load(path: Path) -> Baseline:
    """Read what `save` wrote.

    Raises:
        UsageError: It can't be read.
    """
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        verdicts = {(file, key): Verdict(verdict) for file, found in saved["questions"].items() for key, verdict in found.items()}
        return Baseline(datetime.fromisoformat(saved["now"]), verdicts)
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}; `bot eval … --save {path}` makes it") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not what `bot eval … --save` writes; make it anew") from error
