"""Which member somebody at a keyboard means."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.knowledge.text import fold
from bot.members.registry import Member

_ALIKE = 60
"""Score from which on a member is worth naming."""


def find_member(members: Sequence[Member], said: str) -> Member:
    """Return the member with a slug, or, without regard to case and accents, a name.

    Raises:
        UsageError: There is none or there are several; the text names up to three that look like it.
    """
    wanted = fold(said.strip())
    by_slug = [member for member in members if member.slug == said.strip()]
    found = by_slug or [member for member in members if wanted in {fold(name) for name in (member.name, *member.details.names)}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several members are called “{said}”: {_listed(found)}; give the slug")
    if not members:
        raise UsageError("there are no members yet; bring them in with `bot members import FILE`")
    names = {
        (place, name): fold(name)
        for place, member in enumerate(members)
        for name in (member.slug, member.name, *member.details.names)
    }
    names = {key: name for key, name in names.items() if 2 * len(name) >= len(wanted)}  # “lab” is a part of too much
    near = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=12)
    alike = list(dict.fromkeys(members[key[0]].slug for _, _, key in near))[:3]
    by_slug_of = {member.slug: member for member in members}
    hint = f"did you mean {_listed([by_slug_of[slug] for slug in alike])}?" if alike else "`bot members show NAME` looks for it"
    raise UsageError(f"there is no member “{said}”; {hint}")


def _listed(members: Sequence[Member]) -> str:
    return ", ".join(f"{member.slug} ({member.name})" for member in members)
