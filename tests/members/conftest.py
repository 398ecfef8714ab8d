"""Tables as people write them with the plan that comes of them, and a secretariat that links accounts."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import Account
from bot.knowledge.library import Library
from bot.members.cells import Reader
from bot.members.columns import known, read_layout
from bot.members.importing import Plan, plan
from bot.members.letters import Letters
from bot.members.linking import Linking
from bot.members.mail import Post
from bot.members.registry import Contact, ContactDetails, Link, Member, MemberDetails, Registered, Via
from bot.members.spreadsheets import read_sheet
from bot.members.vocabulary import Vocabulary
from bot.store.codes import SqlCodes
from bot.store.database import Database
from bot.store.links import SqlLinks
from bot.store.registry import SqlRegistry
from tests.fakes.clock import FakeClock
from tests.fakes.mailer import FakeMailer
from tests.members.office import OMAR, SITA, Office, member

LIMA = Member(1, MemberDetails("lima", "Lima", "local-government", "PE", names=("Ciudad de Lima",), population=9_000_000))
ACME = Member(2, MemberDetails("acme", "Acme", "corporation", "KR", employees=40))
ANA = Contact(7, 1, ContactDetails("Ana Quispe", "ana@lima.pe", role="Director", language="es", zone="America/Lima"))
NOBODY = Registered((), (), ())
SOME = Registered((LIMA, ACME), (ANA,), (Link(Account("telegram", "11"), ANA, LIMA, Via.EMAIL, datetime(2026, 1, 1, tzinfo=UTC)),))

Planned = Callable[..., Plan]


@pytest.fixture(scope="session")
def vocabulary(library: Library) -> Vocabulary:
    return Vocabulary.of(library.phrasebook, library.fees, library.directory.regions)


@pytest.fixture
def reader(vocabulary: Vocabulary) -> Reader:
    return Reader(vocabulary)


@pytest.fixture
def planned(tmp_path: Path, reader: Reader) -> Planned:
    """Return what plans the import of the lines of a CSV file."""

    def planned(*lines: str, registered: Registered = SOME) -> Plan:
        path = tmp_path / "table.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        sheet = read_sheet(path, known)
        return plan(sheet, read_layout(sheet.headings), registered, reader, today="2026-11-21")

    return planned


def told(notes: Sequence[object]) -> list[str]:
    return [str(note) for note in notes]


@pytest.fixture
async def office(database_path: Path, library: Library, clock: FakeClock) -> AsyncIterator[Office]:
    database = Database(f"sqlite:///{database_path}")
    registry, links, mailer = SqlRegistry(database), SqlLinks(database), FakeMailer()
    post = Post(mailer)
    linking = Linking(
        codes=SqlCodes(database),
        registry=registry,
        links=links,
        post=post,
        letters=Letters(library),
        key=b"a key of this test",
        clock=clock,
    )
    sita, omar = ContactDetails("Sita Sharma", SITA, language="ko"), ContactDetails("Omar Ben Ali", OMAR)
    people = [
        member("dhulikhel", "Dhulikhel", sita),
        member("kavre", "Kavre", sita, ContactDetails("No Mail")),
        member("tunis", "Tunis", omar),
    ]
    await registry.apply(people, actor="test", at=clock.now())
    yield Office(database, registry, links, mailer, post, clock, linking)
    await database.close()
