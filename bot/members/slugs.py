"""Slugs for new members."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count

_LONGEST = 48


def make_slug(name: str, country: str, taken: set[str]) -> str:
    """Return a slug that is not taken, and take it.

    It is the name in plain letters, with the country where that is taken, then with a number; of a name without Latin letters the
    country and a number.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].strip("-")
    tries = chain([base, f"{base}-{country.lower()}"] if base else [], (f"{base or country.lower()}-{n}" for n in count(1)))
    slug = next(one for one in tries if one not in taken)
    taken.add(slug)
    return slug
