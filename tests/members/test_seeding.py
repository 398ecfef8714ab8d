from datetime import UTC, datetime

import pytest

from bot.app import App
from bot.knowledge.articles import Source
from bot.knowledge.directory import Directory, Fact, Group, Listed
from bot.members.registry import MemberDetails, Office, Status
from bot.members.seeding import details_of, seed

DAY = datetime(2026, 11, 21, tzinfo=UTC)
EUROPE = Group("europe", {"en": "Europe"}, countries=("ES",))


def listed(*facts: tuple[str, str, str, str]) -> Listed:
    told = tuple(Fact(*fact, Source("book", "1"), "2021") for fact in facts)
    return Listed("barcelona", "Barcelona", "local-government", "city", "ES", "Catalonia", ("BCN",), told)


def details(*facts: tuple[str, str, str, str]) -> MemberDetails:
    member = listed(*facts)
    return details_of(member, Directory.of([member], (), (EUROPE,), ()))


def test_what_documents_say_becomes_the_registrys_beginning() -> None:
    found = details(
        ("member", "", "2019", ""),
        ("network", "A network", "", ""),
        ("office", "president", "2010", "2012"),
        ("joined", "", "2011-05", ""),
        ("applied", "", "2011-02", ""),
    )

    assert found == MemberDetails(
        "barcelona", "Barcelona", "local-government", "ES", kind="city", region="europe", place="Catalonia", names=("BCN",),
        joined="2011-05", networks=("A network",), offices=(Office("president", "2010", "2012"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "status", "since"),
    [
        ([("member", "", "2019", "")], Status.ACTIVE, ""),
        ([("founding", "", "2010", ""), ("withdrew", "", "2017-05-09", "")], Status.WITHDRAWN, "2017-05-09"),
        ([("applied", "", "2021-09", "")], Status.APPLICANT, "2021-09"),
        ([("applied", "", "2019", ""), ("member", "", "2021", "")], Status.ACTIVE, ""),
        ([], Status.ACTIVE, ""),
    ],
)
def test_status_follows_from_the_facts(facts: list[tuple[str, str, str, str]], status: Status, since: str) -> None:
    found = details(*facts)

    assert (found.status, found.status_since) == (status, since)


async def test_first_start_seeds_the_registry_from_the_directory(app: App) -> None:
    members = await app.registry.members()

    assert {member.slug for member in members} == {member.id for member in app.library.directory.members}
    assert len(members) > 200


async def test_log_tells_what_came_from_the_documents(app: App) -> None:
    (change,) = await app.registry.log(subjects=["member:barcelona"])

    assert (change.actor, change.action, change.before) == ("system", "member.seeded", {})
    assert (change.after["name"], change.after["status"]) == ("Barcelona", "withdrawn")


async def test_registry_is_seeded_once(app: App) -> None:
    before = await app.registry.members()

    assert await seed(app.registry, Directory.of([listed()], (), (), ()), at=DAY) == 0
    assert await app.registry.seed([MemberDetails("new", "New", "institution", "KR")], at=DAY) == 0
    assert await app.registry.members() == before
