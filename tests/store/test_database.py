"""The database opens, migrates, survives company, and says in a sentence why it can't be used."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, inspect, select
from sqlalchemy.exc import StatementError

import bot.store
from bot.errors import ConfigurationError
from bot.store.database import Database
from bot.store.tables import VERSION, accounts, metadata, turns

MIGRATIONS = Path(bot.store.__file__).parent / "migrations"
TABLES = [
    "accounts",
    "alembic_version",
    "announcements",
    "audit",
    "boards",
    "codes",
    "contacts",
    "counted_links",
    "deliveries",
    "entries",
    "event_choices",
    "files",
    "inbox",
    "invoices",
    "links",
    "members",
    "paces",
    "preferences",
    "reactions",
    "reminder_events",
    "reminder_rules",
    "revised",
    "revisions",
    "staff",
    "turns",
    "unreachable",
]


def alembic(connection: Connection, run: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    run(config)


def run_at_once(program: str, *arguments: list[str]) -> list[str]:
    """Run a program once for each list of arguments, at the same time; return what each wrote to standard error."""
    commands = [[sys.executable, "-c", program, *given] for given in arguments]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]  # noqa: S603
    return [process.communicate(timeout=30)[1] for process in running]


STARTER = """
import asyncio, sys
from bot.store.database import Database

async def start(url):
    database = Database(url)
    await database.upgrade()
    await database.close()

asyncio.run(start(*sys.argv[1:]))
"""


async def tables(database: Database) -> list[str]:
    async with database.connect() as connection:
        return sorted(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_migrations_build_exactly_the_declared_tables(database: Database) -> None:
    async with database.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_server_default": True}), metadata)
        )

    assert differences == []


async def test_version_of_the_program_is_the_newest_migration(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]
    assert await database.version() == VERSION


async def test_way_down_and_up_again_ends_where_it_began(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: alembic(sync, lambda config: command.downgrade(config, "base")))
    below = await tables(database)
    await database.upgrade()

    assert below == ["alembic_version"]
    assert await tables(database) == TABLES
    assert await database.version() == VERSION


async def test_database_without_tables_has_no_version(url: str) -> None:
    database = Database(url)

    assert await database.version() is None

    await database.close()


async def test_upgrade_of_a_current_database_keeps_what_is_in_it(database: Database) -> None:
    async with database.connect() as connection:
        await connection.execute(insert(accounts).values(channel="web", user_id="v", created_at=datetime.now(UTC)))

    await database.upgrade()

    async with database.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(accounts)) == 1


async def test_upgrade_of_an_older_database_keeps_what_is_in_it(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: alembic(sync, lambda config: command.downgrade(config, "0001")))
        await connection.execute(insert(accounts).values(channel="web", user_id="v", language="ko", created_at=datetime.now(UTC)))

    await database.upgrade()

    async with database.connect() as connection:
        kept = (await connection.execute(select(accounts.c.user_id, accounts.c.language, accounts.c.zone))).all()
    assert [tuple(row) for row in kept] == [("v", "ko", None)]


async def test_processes_that_start_at_once_on_an_empty_database_all_find_it_ready(url: str) -> None:
    complaints = run_at_once(STARTER, [url], [url], [url])

    database = Database(url)
    assert complaints == ["", "", ""]
    assert await database.version() == VERSION
    await database.close()


async def test_database_of_a_newer_program_is_refused_in_one_sentence(database: Database) -> None:
    async with database.connect() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(ConfigurationError) as caught:
        await database.upgrade()

    assert str(caught.value).startswith("DATABASE_URL: the database is of a version that this program does not know ")
    assert str(caught.value).endswith("upgrade the program, or restore a backup")
    assert "\n" not in str(caught.value)


async def test_transaction_that_fails_leaves_nothing_behind(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as connection:
            await connection.execute(insert(accounts).values(channel="web", user_id="v", created_at=datetime.now(UTC)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()

    async with database.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(accounts)) == 0


async def test_naive_instant_is_refused(database: Database) -> None:
    naive = datetime(2021, 10, 18, 9, 0)  # noqa: DTZ001
    async with database.connect() as connection:
        with pytest.raises(StatementError, match="a naive datetime; instants are aware"):
            await connection.execute(insert(accounts).values(channel="web", user_id="v", created_at=naive))


async def test_instant_comes_back_in_utc_whatever_zone_it_was_in(database: Database) -> None:
    seoul = datetime.fromisoformat("2021-10-18T15:00+09:00")
    async with database.connect() as connection:
        await connection.execute(insert(accounts).values(channel="web", user_id="v", created_at=seoul))
        kept = await connection.scalar(select(accounts.c.created_at))

    assert kept == seoul
    assert kept.isoformat() == "2021-10-18T06:00:00+00:00"


async def test_transactions_that_read_before_they_write_wait_for_each_other(database: Database) -> None:
    async def count_up() -> None:
        async with database.writing() as connection:
            if database.dialect == "postgresql":
                await connection.exec_driver_sql("LOCK TABLE accounts")
            count = await connection.scalar(select(func.count()).select_from(accounts))
            await connection.execute(insert(accounts).values(channel="web", user_id=str(count), created_at=datetime.now(UTC)))

    await asyncio.gather(*(count_up() for _ in range(20)))

    async with database.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(accounts)) == 20


WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from bot.conversation import Account, Address, IncomingMessage, Kind, Reply
from bot.store.database import Database
from bot.store.memory import SqlMemory

async def write(url, name):
    database = Database(url)
    memory = SqlMemory(database)
    async def one(number):
        message = IncomingMessage(f"{name}{number}", Account("web", name), Address("web", name), "hello")
        await memory.recall(message, limit=5)
        await memory.remember(message, Reply(Kind.GREETING, "Hello!", "en"), at=datetime.now(UTC))
        await memory.choose_language(message.sender, "ko", at=datetime.now(UTC))
    for start in range(0, 100, 10):
        await asyncio.gather(*(one(start + number) for number in range(10)))
    await database.close()

asyncio.run(write(*sys.argv[1:]))
"""


async def test_processes_that_write_at_once_all_get_their_turn(database: Database, url: str) -> None:
    complaints = run_at_once(WRITER, [url, "anna"], [url, "boris"], [url, "chen"])

    async with database.connect() as connection:
        written = await connection.scalar(select(func.count()).select_from(turns))
    assert complaints == ["", "", ""]
    assert written == 300


@pytest.mark.parametrize(
    "url",
    [
        "hunter2",
        "oracle://u:hunter2@host/name",
        "nosuch://u:hunter2@host/name",
        "postgresql://u:hunter2@127.0.0.1:port/name",
    ],
)
def test_url_that_names_no_database_is_one_sentence_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Database(url)

    assert str(caught.value).startswith("DATABASE_URL is not usable; expected sqlite:///path, or postgresql://user@host/name")
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_server_that_does_not_answer_is_one_sentence_without_its_password() -> None:
    database = Database("postgresql://u:hunter2@127.0.0.1:1/name")

    with pytest.raises(ConfigurationError) as caught:
        await database.upgrade()

    assert str(caught.value).startswith("DATABASE_URL: can't use postgresql+psycopg://u:***@127.0.0.1:1/name: ")
    assert str(caught.value).endswith("; check that it exists and may be written to")
    assert "\n" not in str(caught.value)


async def test_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").write_text("this is a letter, not a database. " * 100)
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")

    with pytest.raises(ConfigurationError, match=r"file is not a database; check that it exists and may be written to$"):
        await database.upgrade()


def test_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")

    with pytest.raises(ConfigurationError, match=r"^DATA_DIR: can't make the folder of the database: "):
        Database(f"sqlite:///{tmp_path / 'var' / 'data' / 'assistant.db'}")
