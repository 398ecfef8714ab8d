"""The report as an SVG chart: bars by category, region and age; for light and dark surroundings, and read out by screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bot.dues.amounts import written
from bot.dues.report import Line, Report
from bot.money import Money

_WIDTH, _LEFT, _BAR, _STEP = 760, 190, 400, 26
_PARTS = (("paid", "Paid"), ("remitted", "Waived"), ("outstanding", "Outstanding"))
_STYLE = """\
  text { font: 13px system-ui, sans-serif; fill: #1c1c1c } .head { font-weight: 600 } .soft { fill: #555 }
  .ground { fill: #fff } .paid { fill: #1b6e53 } .remitted { fill: #8a8f98 } .outstanding { fill: #c2571a }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f0f0 } .soft { fill: #b8b8b8 } .ground { fill: #16181c }
    .paid { fill: #4fbf97 } .remitted { fill: #9aa0aa } .outstanding { fill: #f0905a }
  }"""


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
        shapes.append(_text(20, y, heading, "head"))
        largest = max(line.billed if lines is not found.ages else line.outstanding for line in lines) or 1
        for line in lines:
            y += _STEP
            shapes += _bar(found, line, y, largest, whole=lines is not found.ages)
        y += 2 * _STEP
    if not found.total.invoices:
        shapes.append(_text(20, y, f"No invoices for {found.year}.", "soft"))
        y += _STEP
    legend = []
    x = 20
    for name, label in _PARTS:
        legend += [f'<rect class="{name}" x="{x}" y="52" width="12" height="12" rx="2"/>', _text(x + 18, 63, label, "soft")]
        x += 110
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y}" width="{_WIDTH}" height="{y}" role="img"'
            ' aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(_words(found))}</desc>',
            f"<style>\n{_STYLE}\n</style>",
            f'<rect class="ground" width="{_WIDTH}" height="{y}"/>',
            f'<text class="head" x="20" y="32" style="font-size: 17px">{escape(title)}</text>',
            *legend,
            *shapes,
            "</svg>\n",
        ]
    )


def _bar(found: Report, line: Line, y: int, largest: int, *, whole: bool) -> list[str]:
    shapes = [_text(20, y, line.group)]
    x = float(_LEFT)
    for name, label in _PARTS if whole else _PARTS[2:]:
        minor = getattr(line, name)
        if minor:
            wide = _BAR * minor / largest
            tip = f"{line.group}: {label} {written(Money(found.currency, minor))}"
            shapes.append(
                f'<rect class="{name}" x="{x:.1f}" y="{y - 13}" width="{max(wide, 0.5):.1f}" height="17">'
                f"<title>{escape(tip)}</title></rect>"
            )
            x += wide
    amount = line.billed if whole else line.outstanding
    shapes.append(_text(round(x) + 8, y, written(Money(found.currency, amount)), "soft"))
    return shapes


def _text(x: int, y: int, text: str, style: str = "") -> str:
    marked = f' class="{style}"' if style else ""
    return f'<text{marked} x="{x}" y="{y}">{escape(text)}</text>'


def _words(found: Report) -> str:
    def sums(line: Line, *, whole: bool = True) -> str:
        parts = [f"{label.lower()} {written(Money(found.currency, getattr(line, name)))}" for name, label in _PARTS]
        billed = f"billed {written(Money(found.currency, line.billed))}"
        return f"{line.group}: {', '.join([billed, *parts]) if whole else parts[2]}"

    groups = [sums(line) for line in (found.total, *found.categories, *found.regions)]
    return ". ".join([*groups, *(sums(line, whole=False) for line in found.ages)]) + "."
