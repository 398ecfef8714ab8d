"""The public directory as the registry's beginning: what the documents say of each member, for the secretariat to go on from."""

from __future__ import annotations

from datetime import datetime

from bot.knowledge.directory import Directory, Listed
from bot.members.registry import MemberDetails, Office, Registry, Status

_OF_MEMBERS = ("member", "joined", "founding")


async def seed(registry: Registry, directory: Directory, *, at: datetime) -> int:
    """Put the directory's members into a registry that is empty; return how many there were.

    What the audit log says of each is ``member.seeded``. Nothing happens where there is a member already.
    """
    if not directory.members or await registry.count():
        return 0
    return await registry.seed([details_of(member, directory) for member in directory.members], at=at)


def details_of(member: Listed, directory: Directory) -> MemberDetails:
    """Return what the documents say of a member, as the registry holds it.

    Who withdrew is withdrawn since that day; of whom they say only that it applied is an applicant; all others are active. The
    day of joining is that of admission, else of the founding, else of the application.
    """
    joined = next((fact.since for kind in ("joined", "founding", "applied") for fact in member.of(kind) if fact.since), "")
    if left := member.withdrew:
        status, since = Status.WITHDRAWN, left.since
    elif member.of("applied") and not any(member.of(kind) for kind in _OF_MEMBERS):
        status, since = Status.APPLICANT, next((fact.since for fact in member.of("applied")), "")
    else:
        status, since = Status.ACTIVE, ""
    return MemberDetails(
        slug=member.id,
        name=member.name,
        category=member.category,
        country=member.country,
        kind=member.kind,
        region=next((group.id for group in directory.regions if member.country in group.countries), ""),
        place=member.place,
        names=member.names,
        joined=joined,
        status=status,
        status_since=since,
        networks=tuple(dict.fromkeys(fact.value for fact in member.of("network"))),
        offices=tuple(dict.fromkeys(Office(fact.value, fact.since, fact.until) for fact in member.of("office"))),
    )
