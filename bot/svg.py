"""Charts as SVG: for light and dark surroundings, and read out by screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_LIGHT = """\
  text { font: 13px system-ui, sans-serif; fill: #1c1c1c } .head { font-weight: 600 } .soft { fill: #555 }
  .ground { fill: #fff }"""
_DARK = "text { fill: #f0f0f0 } .soft { fill: #b8b8b8 } .ground { fill: #16181c }"


def drawing(
    shapes: Iterable[str], *, title: str, says: str, size: tuple[int, int], light: str = "", dark: str = "", name: str = ""
) -> str:
    """Return a whole chart, its title written on it.

    Args:
        shapes: What is drawn, as SVG; the title takes the uppermost 40 pixels.
        title: What it shows.
        says: All that it shows, in words, for who cannot see it.
        size: Width and height, pixels.
        light: CSS of the shapes' classes.
        dark: What of it is different in dark surroundings.
        name: Begins the chart's ids, where several stand on one page.
    """
    width, height = size
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
            f' aria-labelledby="{name}title {name}desc">',
            f'<title id="{name}title">{escape(title)}</title>',
            f'<desc id="{name}desc">{escape(says)}</desc>',
            f"<style>\n{_LIGHT} {light}\n  @media (prefers-color-scheme: dark) {{\n    {_DARK}\n    {dark}\n  }}\n</style>",
            f'<rect class="ground" width="{width}" height="{height}"/>',
            f'<text class="head" x="20" y="32" style="font-size: 17px">{escape(title)}</text>',
            *shapes,
            "</svg>\n",
        ]
    )


def label(x: float, y: float, text: str, style: str = "", *, anchor: str = "start") -> str:
    """Return a text; ``anchor`` says what of it stands at the place: ``start``, ``middle`` or ``end``."""
    marked = f' class="{style}"' if style else ""
    moved = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{marked} x="{x:g}" y="{y:g}"{moved}>{escape(text)}</text>'
