"""What most tests need: settings of their own, the real content, the services open."""

import asyncio
import fcntl
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings as hypothesis
from sqlalchemy.engine import URL

from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.knowledge.library import Library
from bot.store.database import Database
from tests.brief import Brief, abridge, data_folder
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock

CONTENT = Path(__file__).parents[1] / "content"

# The terminal's width is read when the command line is imported, whichever test does so first.
os.environ["COLUMNS"] = "160"

# How long an example takes says something about the machine's other work, not about us.
hypothesis.register_profile("house", deadline=None)
hypothesis.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sources", metavar="DIR", help="folder with the texts that content/documents.yaml names")
    parser.addoption("--kills", metavar="N", type=int, default=3, help="how often the tests of sudden death kill the process; 3")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first: begun last, one would keep one core busy and leave the others idle."""
    long = {item.path for item in items for mark in item.iter_markers() if mark.name in ("e2e", "slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start with the real content leaves in the data folder; copy it, don't open it."""
    return made_once(tmp_path_factory, "started", lambda folder: start_once(CONTENT, folder))


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is made for all of pytest-xdist's workers by the one that needs it first."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name).exists():
            make(shared / f"{name}.draft")
            (shared / f"{name}.draft").rename(shared / name)
    return shared / name


def start_once(content: Path, data_dir: Path) -> Path:
    async def start(settings: Settings) -> None:
        async with open_app(settings):
            pass

    asyncio.run(start(load_settings(_env_file=None, data_dir=data_dir, content_dir=content)))
    return data_dir


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The URL of an empty schema in the PostgreSQL database that TEST_DATABASE_URL names; complete, for other processes too."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL server, such as postgresql://postgres@127.0.0.1/test")
    schema = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        at = connection.info
        url = URL.create("postgresql", at.user, at.password, at.host, at.port, at.dbname, {"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them; copy it, don't open it."""
    path = tmp_path_factory.mktemp("empty") / "assistant.db"

    async def migrate() -> None:
        database = Database(f"sqlite:///{path}")
        await database.upgrade()
        await database.close()

    asyncio.run(migrate())
    return path


@pytest.fixture
def database_path(tmp_path: Path, empty_database: Path) -> Path:
    """A copy of it, for the test alone."""
    return shutil.copyfile(empty_database, tmp_path / "assistant.db")


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """Less of the real content, for processes; copy it, don't change it."""

    def make(folder: Path) -> None:
        start_once(abridge(CONTENT, folder / "content"), folder / "var")

    folder = made_once(tmp_path_factory, "brief", make)
    return Brief(folder / "content", folder / "var")


@pytest.fixture(scope="session")
def real_index(started_once: Path) -> Path:
    """The index of the real content; read it, don't change it."""
    return started_once / "knowledge.db"


@pytest.fixture(scope="session")
def settled(started_once: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the bureau of `tests.outreach.bureau` has settled in; copy it, don't open it."""
    from tests.outreach.bureau import opened, settle_in

    data_dir = data_folder(tmp_path_factory.mktemp("bureau") / "var", started_once)

    async def settle() -> None:
        settings = load_settings(_env_file=None, data_dir=data_dir, content_dir=CONTENT)
        async with opened(settings, library) as app:
            await settle_in(app)

    asyncio.run(settle())
    return data_dir


@pytest.fixture
def data_dir(tmp_path: Path, started_once: Path) -> Path:
    """A data folder of the test's own, in which no conversation has been yet."""
    return data_folder(tmp_path / "var", started_once)


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    return load_settings(_env_file=None, data_dir=data_dir, content_dir=CONTENT)


@pytest.fixture(scope="session")
def library(real_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library over the real content, open for all tests that only ask it."""
    path = shutil.copyfile(real_index, tmp_path_factory.mktemp("library") / "knowledge.db")
    with closing(Library(CONTENT, path)) as library:
        library.prepare()
        yield library


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with open_app(settings, library=library) as opened:
        yield opened


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a test kills the process at random moments."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ContentFolder:
    """A small content folder without faults, named ``content`` in the current directory."""
    monkeypatch.chdir(tmp_path)
    return ContentFolder.make(Path("content"))
