"""Two charts of a run: whether the score tells the truth, and what answering more or less boldly would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from bot.evaluation.figures import Bin, Level
from bot.svg import drawing, label

_WIDTH, _HEIGHT = 560, 470
_LEFT, _TOP, _SIDE, _TALL = 80, 60, 450, 340
_LIGHT = (
    ".grid { stroke: #d9dce1 } .ideal { stroke: #8a8f98; stroke-dasharray: 5 4 }"
    " .line { stroke: #1b6e53; stroke-width: 2; fill: none } .dot { fill: #1b6e53; fill-opacity: .75 } .now { fill: #c2571a }"
)
_DARK = ".grid { stroke: #3a3e45 } .line { stroke: #4fbf97 } .dot { fill: #4fbf97 } .now { fill: #f0905a }"

Place = Callable[[float, float], tuple[float, float]]


def calibration_chart(bins: Sequence[Bin], *, error: float) -> str:
    """Return the calibration curve: how often the first article is right, by the score that it was given."""
    shapes, place = _axes("score", "of these, right", lowest=0.0)
    (x1, y1), (x2, y2) = place(0, 0), place(1, 1)
    shapes.append(f'<line class="ideal" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>')
    shapes.append(_curve([place(one.score, one.right) for one in bins]))
    most = max((one.count for one in bins), default=1)
    for one in bins:
        x, y = place(one.score, one.right)
        tip = f"{one.count} with a score of {one.low:.0%} to {one.high:.0%}: {one.right:.0%} right"
        radius = 4 + 10 * sqrt(one.count / most)
        shapes += [_dot(x, y, radius, "dot", tip), label(x, y + radius + 14, str(one.count), "soft", anchor="middle")]
    if not bins:
        shapes.append(label(_LEFT + 20, _TOP + 40, "Nothing was answered or offered with a score.", "soft"))
    says = [f"{one.count} scores around {one.score:.2f}: {one.right:.0%} right" for one in bins]
    title = f"Does the score tell the truth? Expected error {error:.3f}"
    return drawing(
        shapes, title=title, says=". ".join(says) + ".", size=(_WIDTH, _HEIGHT), light=_LIGHT, dark=_DARK, name="calibration-"
    )


def coverage_chart(levels: Sequence[Level], now: Level) -> str:
    """Return the share of right answers over the share of questions that are answered, as the threshold goes down."""
    lowest = int(10 * min((one.accuracy for one in (*levels, now)), default=0.0)) / 10
    shapes, place = _axes("of all questions, answered", "of these, right", lowest=min(lowest, 0.9))
    shapes.append(_curve([place(one.coverage, one.accuracy) for one in levels]))
    for score in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        level = next((one for one in reversed(levels) if one.score >= score), None)
        if level:
            x, y = place(level.coverage, level.accuracy)
            tip = f"answering from {score}: {level.coverage:.0%} answered, {level.accuracy:.0%} of these right"
            shapes += [_dot(x, y, 4, "dot", tip), label(x + 6, y - 8, f"{score:g}", "soft")]
    x, y = place(now.coverage, now.accuracy)
    shapes.append(_dot(x, y, 7, "now", f"now: {now.coverage:.1%} answered, {now.accuracy:.1%} of these right"))
    shapes.append(
        label(x - 12, y + 22, f"now: {now.coverage:.0%} answered, {now.accuracy:.0%} of these right", "head", anchor="end")
    )
    says = [
        f"answering from {one.score:.2f}: {one.coverage:.0%} answered, {one.accuracy:.0%} of these right" for one in levels[::10]
    ]
    title = "What another threshold would give"
    return drawing(
        shapes, title=title, says=". ".join(says) + ".", size=(_WIDTH, _HEIGHT), light=_LIGHT, dark=_DARK, name="coverage-"
    )


def _axes(across: str, up: str, *, lowest: float) -> tuple[list[str], Place]:
    """Return a grid of shares, and what says where on it a pair of shares lies; the upward axis begins at ``lowest``."""

    def place(x: float, y: float) -> tuple[float, float]:
        return _LEFT + _SIDE * x, _TOP + _TALL * (1 - (y - lowest) / (1 - lowest))

    shapes = [label(_LEFT, _TOP - 8, up, "soft"), label(_LEFT + _SIDE, _HEIGHT - 20, across, "soft", anchor="end")]
    for step in range(6):
        share = step / 5
        x, _ = place(share, lowest)
        height = lowest + (1 - lowest) * share
        _, y = place(0, height)
        shapes.append(f'<line class="grid" x1="{x:g}" y1="{_TOP}" x2="{x:g}" y2="{_TOP + _TALL}"/>')
        shapes.append(f'<line class="grid" x1="{_LEFT}" y1="{y:g}" x2="{_LEFT + _SIDE}" y2="{y:g}"/>')
        shapes.append(label(x, _TOP + _TALL + 20, f"{share:.0%}", "soft", anchor="middle"))
        shapes.append(label(_LEFT - 8, y + 4, f"{height:.0%}", "soft", anchor="end"))
    return shapes, place


def _curve(points: Sequence[tuple[float, float]]) -> str:
    return f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _dot(x: float, y: float, radius: float, style: str, tip: str) -> str:
    return f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{tip}</title></circle>'
