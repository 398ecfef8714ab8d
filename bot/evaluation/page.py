"""The report of a run: one page that needs nothing else, and its charts as files of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.errors import UsageError
from bot.evaluation import figures
from bot.evaluation.charts import calibration_chart, coverage_chart
from bot.evaluation.comparing import Comparison
from bot.evaluation.judging import Outcome, Verdict

PAGE = "index.html"


def write(
    folder: Path,
    outcomes: Sequence[Outcome],
    *,
    topics: Mapping[str, str],
    title: str,
    now: datetime,
    comparison: Comparison | None,
) -> Path:
    """Write the report and return the page's path.

    Args:
        folder: Is made if it is not there; gets the page, ``calibration.svg`` and ``coverage.svg``.
        outcomes: At least one.
        topics: Of each article.
        title: Of the page.
        now: At which instant the clock stood.
        comparison: With an earlier run, if there was one.

    Raises:
        UsageError: The folder can't be written to.
    """
    bins = figures.calibration(outcomes)
    error = figures.expected_error(bins)
    charts = {
        "calibration": calibration_chart(bins, error=error),
        "coverage": coverage_chart(figures.levels(outcomes), figures.level_now(outcomes)),
    }
    templates = Environment(
        loader=PackageLoader("bot.evaluation", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = templates.get_template("page.html").render(
        title=title,
        now=now,
        outcomes=outcomes,
        tables=figures.tables(outcomes, topics),
        verdicts=list(Verdict),
        confusions=figures.confusions(outcomes),
        error=error,
        comparison=comparison,
        misses=sorted((one for one in outcomes if one.verdict is not Verdict.RIGHT), key=_costliest_first),
        charts={name: Markup(chart) for name, chart in charts.items()},  # noqa: S704  escaped where they are drawn
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, chart in charts.items():
            (folder / f"{name}.svg").write_text(chart, encoding="utf-8")
        (folder / PAGE).write_text(page, encoding="utf-8")
    except OSError as error_:
        raise UsageError(f"can't write to {folder}: {error_.strerror}") from error_
    return folder / PAGE


def _costliest_first(outcome: Outcome) -> tuple[int, float]:
    return -list(Verdict).index(outcome.verdict), -(outcome.reply.confidence or 0.0)
