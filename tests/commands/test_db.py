"""``bot db``: what a restore refuses, keeps and tells."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Run

TABLE = "Name,Country,Type,Contact,Email\nAyacucho,PE,city,Eva Mamani,eva@ayacucho.pe\nAyacucho,PE,city,Leo Huamán,\n"


def held(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def backed_up(run: Run, tmp_path: Path) -> Run:
    """The same with a member that has two contacts, and ``copy.db`` of that."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    run("members", "import", "table.csv", "--yes")
    run("db", "backup", "copy.db")
    return run


def test_restore_refuses_while_somebody_has_the_database_open(backed_up: Run, tmp_path: Path) -> None:
    backed_up("members", "set", "ayacucho", "population=430000")

    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as serving:
        serving.execute("SELECT * FROM members").fetchall()
        done = backed_up("db", "restore", "copy.db", stdin="y\n")

    assert (done.returncode, done.stdout) == (1, "")
    assert "assistant.db is in use: stop the assistant (`bot serve`) and other commands, then restore" in done.stderr
    assert held(tmp_path / "var" / "assistant.db", "SELECT population FROM members WHERE slug = 'ayacucho'") == [(430_000,)]
    assert list((tmp_path / "var").glob("*replaced*")) == []


def test_restore_looks_at_the_file_before_it_asks(run: Run) -> None:
    done = run("db", "restore", "nowhere.db", stdin="y\n")

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "there is no file nowhere.db\n")


def test_restore_refuses_a_damaged_database_and_leaves_it(backed_up: Run, tmp_path: Path) -> None:
    (tmp_path / "var" / "assistant.db").write_bytes(b"rubbish" * 100)

    done = backed_up("db", "restore", "copy.db", "--yes")

    assert (done.returncode, "move it elsewhere, then restore" in done.stderr) == (1, True)
    assert (tmp_path / "var" / "assistant.db").read_bytes() == b"rubbish" * 100


def test_restore_keeps_what_it_replaces_and_writes_the_log(backed_up: Run, tmp_path: Path) -> None:
    backed_up("members", "set", "ayacucho", "population=430000")

    done = backed_up("db", "restore", "copy.db", "--yes")

    (kept,) = (tmp_path / "var").glob("assistant-replaced-*.db")
    assert kept.name in done.stdout
    assert held(kept, "SELECT population FROM members WHERE slug = 'ayacucho'") == [(430_000,)]
    restored = tmp_path / "var" / "assistant.db"
    assert held(restored, "SELECT population FROM members WHERE slug = 'ayacucho'") == [(None,)]
    ((actor, after),) = held(restored, "SELECT actor, after FROM audit WHERE action = 'database.restored'")
    assert str(actor).startswith("operator:")
    assert after == f'{{"backup": "copy.db", "kept": "{kept.name}"}}'


def test_restore_names_contacts_that_were_erased_since_the_backup(backed_up: Run) -> None:
    backed_up("members", "remove-contact", "ayacucho", "eva@ayacucho.pe", "--yes")
    removed = backed_up("db", "restore", "copy.db", "--yes")
    backed_up("members", "remove-contact", "ayacucho", "Leo Huamán", "--yes", "--erase")

    erased = backed_up("db", "restore", "copy.db", "--yes")

    assert removed.stdout.splitlines()[-1] == (
        "What people had erased since the backup (/forget, --erase) is back and must be erased again."
    )
    assert erased.stdout.splitlines()[-2:] == [
        "The replaced database tells of 1 contact:",
        "  bot members remove-contact ayacucho 'Leo Huamán' --erase",
    ]


def test_nobody_else_reads_the_database_its_journals_and_its_copies(run: Run, tmp_path: Path) -> None:
    database = tmp_path / "var" / "assistant.db"
    database.chmod(0o644)

    run("db", "upgrade")
    run("db", "backup", "copy.db")
    run("db", "restore", "copy.db", "--yes")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 1")
        found = [*(tmp_path / "var").glob("assistant*"), tmp_path / "copy.db"]
        rights = {path.name.partition("-replaced")[0]: stat.filemode(path.stat().st_mode) for path in found}

    assert rights == dict.fromkeys(["assistant.db", "assistant.db-wal", "assistant.db-shm", "assistant", "copy.db"], "-rw-------")
