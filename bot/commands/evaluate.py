"""``bot eval``: how good the answers are, and whether they have become better or worse."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.base import Now, err, open_services, out, quiet_settings, run

if TYPE_CHECKING:
    from bot.evaluation.comparing import Comparison
    from bot.evaluation.figures import Row
    from bot.evaluation.judging import Outcome

SHOWN_CONFUSIONS = 10
"""The report has all of them."""


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Questions, JSON a line (.jsonl) or YAML; content/README.md describes them.")],
    least: Annotated[
        float, typer.Option("--min", help="Exit with 1 when the share of right answers is below this.", min=0, max=1)
    ] = 0.0,
    most_wrong: Annotated[
        float, typer.Option("--max-wrong", help="Exit with 1 when the share of wrong answers is above this.", min=0, max=1)
    ] = 1.0,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Compare with the run saved here; exit with 1 if fewer are right or more wrong."
        ),
    ] = None,
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help="Save this run, for --baseline.")] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FOLDER", help="Write a page with charts, tables and all misses there.")
    ] = None,
    now: Now = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every question that was not answered right.")] = False,
) -> None:
    """Measure answers to files of questions.

    Counts how many were answered right, offered as a guess, withheld, or answered wrong, and how many of these
    without a doubt: by kind of question, topic and language. With --baseline the clock stands where it stood then,
    unless --now says otherwise.
    """
    from bot.evaluation import cases, comparing, figures, judging, page

    before = comparing.load(baseline) if baseline else None
    moment = now or (before.now.isoformat() if before else None)

    async def work() -> tuple[list[Outcome], Comparison | None]:
        async with open_services(quiet_settings(), now=moment) as services:
            library, started = services.library, services.clock.now()
            topics = {slug: topic for topic in library.topics for slug, _ in library.titles(topic, "")}
            asked = cases.read(files, slugs=topics.keys())
            with err.status(f"Asking {len(asked)} questions …"):
                outcomes = await judging.evaluate(services, asked)
            compared = comparing.compare(before, outcomes) if before else None
            if verbose:
                for one in outcomes:
                    if one.verdict is not judging.Verdict.RIGHT:
                        _tell(one.verdict.value, one)
            for name, rows in figures.tables(outcomes, topics).items():
                if len(rows) > 2 or name == "kind":
                    out.print(_table(name, rows))
            if report:
                title = f"How good the answers are: {library.association.short_name}"
                path = page.write(report, outcomes, topics=topics, title=title, now=started, comparison=compared)
                out.print(f"Report: {path}", soft_wrap=True)
            if save:
                comparing.save(save, outcomes, now=started)
            return outcomes, compared

    outcomes, compared = run(work())
    _sum_up(outcomes)
    if compared:
        out.print(f"Compared with {baseline}: {compared}.", soft_wrap=True)
        for name, changes in (("worse", compared.worse), ("better", compared.better)):
            for change in changes:
                _tell(f"{name}, was {change.before.value}", change.outcome)
    whole = figures.rows(("", one) for one in outcomes)[-1]
    right, wrong = whole.share(judging.Verdict.RIGHT), whole.share(judging.Verdict.WRONG)
    failures = [
        *([f"{right:.1%} right is below --min {least:.1%}"] if right < least else []),
        *([f"{wrong:.1%} wrong is above --max-wrong {most_wrong:.1%}"] if wrong > most_wrong else []),
        *([f"worse than {baseline}: {compared}"] if compared and compared.is_worse else []),
    ]
    for failure in failures:
        err.print(failure, soft_wrap=True)
    if failures:
        raise typer.Exit(1)


def _tell(what: str, outcome: Outcome) -> None:
    case, score = outcome.case, outcome.reply.confidence
    told = f"{what:8} {case.key}: {case.q!r} expected {outcome.expected}, got {outcome.got} ({score})"
    out.print(told, soft_wrap=True)


def _table(name: str, rows: Sequence[Row]) -> Table:
    from bot.evaluation.judging import Verdict

    table = Table(name, *(verdict.value for verdict in Verdict), "surely wrong", "questions", "right %")
    for row in rows:
        share, counts = f"{100 * row.share(Verdict.RIGHT):.1f}", (str(row.counts.get(verdict, 0)) for verdict in Verdict)
        table.add_row(row.name, *counts, str(row.surely_wrong), str(row.total), share, end_section=row is rows[-2])
    return table


def _sum_up(outcomes: Sequence[Outcome]) -> None:
    """Print what was mixed up, how far scores tell the truth, and how long replies took."""
    from bot.evaluation import figures

    mixed = figures.confusions(outcomes)
    if mixed:
        out.print(
            f"asked for → answered{f', the first {SHOWN_CONFUSIONS} of {len(mixed)}' if len(mixed) > SHOWN_CONFUSIONS else ''}:"
        )
        for asked, got, count in mixed[:SHOWN_CONFUSIONS]:
            out.print(f"  {count} × {asked} → {got}", soft_wrap=True)
    bins = figures.calibration(outcomes)
    out.print(f"expected calibration error: {figures.expected_error(bins):.3f} ({sum(one.count for one in bins)} scores)")
    times = sorted(outcome.elapsed_ms for outcome in outcomes)
    if len(times) > 1:
        slow = times[int(len(times) * 0.95)]
        out.print(f"from question to reply: median {statistics.median(times):.1f} ms, 95th percentile {slow:.1f} ms")
