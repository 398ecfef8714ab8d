"""The report as an SVG chart: bars by category, region and age."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bot.dues.amounts import written
from bot.dues.report import Line, Report
from bot.money import Money
from bot.svg import drawing, label

_WIDTH, _LEFT, _BAR, _STEP = 760, 190, 400, 26
_PARTS = (("paid", "Paid"), ("remitted", "Waived"), ("outstanding", "Outstanding"))
_LIGHT = ".paid { fill: #1b6e53 } .remitted { fill: #8a8f98 } .outstanding { fill: #c2571a }"
_DARK = ".paid { fill: #4fbf97 } .remitted { fill: #9aa0aa } .outstanding { fill: #f0905a }"


def as_svg(found: Report, *, title: str) -> str:
    """Return the chart; its description says all figures in words."""
    shapes: list[str] = []
    y = 92
    tables: Sequence[tuple[str, Sequence[Line]]] = (
        ("By category", found.categories),
        ("By region", found.regions),
        ("What is outstanding, by time since the due date", found.ages),
    )
    for heading, lines in tables:
        if not lines:
            continue
        shapes.append(label(20, y, heading, "head"))
        largest = max(line.billed if lines is not found.ages else line.outstanding for line in lines) or 1
        for line in lines:
            y += _STEP
            shapes += _bar(found, line, y, largest, whole=lines is not found.ages)
        y += 2 * _STEP
    if not found.total.invoices:
        shapes.append(label(20, y, f"No invoices for {found.year}.", "soft"))
        y += _STEP
    legend = []
    x = 20
    for name, part in _PARTS:
        legend += [f'<rect class="{name}" x="{x}" y="52" width="12" height="12" rx="2"/>', label(x + 18, 63, part, "soft")]
        x += 110
    return drawing([*legend, *shapes], title=title, says=_words(found), size=(_WIDTH, y), light=_LIGHT, dark=_DARK)


def _bar(found: Report, line: Line, y: int, largest: int, *, whole: bool) -> list[str]:
    shapes = [label(20, y, line.group)]
    x = float(_LEFT)
    for name, part in _PARTS if whole else _PARTS[2:]:
        minor = getattr(line, name)
        if minor:
            wide = _BAR * minor / largest
            tip = f"{line.group}: {part} {written(Money(found.currency, minor))}"
            shapes.append(
                f'<rect class="{name}" x="{x:.1f}" y="{y - 13}" width="{max(wide, 0.5):.1f}" height="17">'
                f"<title>{escape(tip)}</title></rect>"
            )
            x += wide
    amount = line.billed if whole else line.outstanding
    shapes.append(label(round(x) + 8, y, written(Money(found.currency, amount)), "soft"))
    return shapes


def _words(found: Report) -> str:
    def sums(line: Line, *, whole: bool = True) -> str:
        parts = [f"{part.lower()} {written(Money(found.currency, getattr(line, name)))}" for name, part in _PARTS]
        billed = f"billed {written(Money(found.currency, line.billed))}"
        return f"{line.group}: {', '.join([billed, *parts]) if whole else parts[2]}"

    groups = [sums(line) for line in (found.total, *found.categories, *found.regions)]
    return ". ".join([*groups, *(sums(line, whole=False) for line in found.ages)]) + "."
