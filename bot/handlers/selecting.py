"""Selections of members as buttons and replies carry them from one message to the next."""

from __future__ import annotations

import re
from datetime import MINYEAR

from bot.knowledge.directory import Selection
from bot.knowledge.fees import CATEGORIES

PARTS = {"c": "countries", "r": "regions", "k": "category", "f": "field", "j": "joined", "o": "office", "t": "term", "x": "fact"}
"""Signs in buttons of what a `Selection` selects by."""
FACTS = ("founding", "withdrew", "award")
OFFICES = ("vice-president", "president", "executive-committee", "regional-office")
"""The first one named counts: who names a vice president says “president” too."""
_KNOWN = {"category": CATEGORIES, "office": OFFICES, "fact": FACTS}
"""What a button may select by; what else it names is looked up."""
_YEARS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


def encoded(selection: Selection) -> str:
    """Return a selection short enough for a button: ``cNP,klocal-government``."""
    parts = []
    for sign, name in PARTS.items():
        value = getattr(selection, name)
        if name == "joined" and value:
            parts.append(f"{sign}{value[0]}" if value[0] == value[1] else f"{sign}{value[0]}-{value[1]}")
        elif value:
            parts += [f"{sign}{one}" for one in (sorted(value) if isinstance(value, frozenset) else [value])]
    return ",".join(parts)


def decoded(state: str) -> Selection | None:
    """Return the selection of a button; ``None`` if it is not one of ours."""
    values: dict[str, object] = {"countries": frozenset(), "regions": frozenset()}
    for part in filter(None, state.split(",")):
        name, value = PARTS.get(part[0]), part[1:]
        if name is None or value not in _KNOWN.get(name, (value,)) or not value:
            return None
        if name in ("countries", "regions"):
            values[name] = frozenset({*values[name], value})  # type: ignore[misc]
        elif name == "joined":
            years = _YEARS.fullmatch(value)
            first, last = (int(years[1]), int(years[2] or years[1])) if years else (0, 0)
            if not MINYEAR <= first <= last:
                return None
            values[name] = (first, last)
        elif name == "term":
            if not (value.isascii() and value.isdigit() and len(value) < 5):
                return None
            values[name] = int(value)
        else:
            values[name] = value
    return Selection(**values)  # type: ignore[arg-type]
