import csv
import json
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.brief import Brief
from tests.command_line import CommandLine, Run

TABLE = """Organisation;Country;Type;Population;Contact person;E-mail;telegram_chat_id
Ayacucho;Peru;City;430k;Eva Mamani;eva@ayacucho.pe;123456
Ayacucho;Peru;City;;Leo Huamán;leo@ayacucho.pe;
"""


@pytest.fixture
def bot(tmp_path: Path, brief: Brief, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot`` with a data folder of its own, in a folder with ``table.csv``."""
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    data_dir = brief.data_dir(tmp_path)
    return CommandLine(monkeypatch, capsysbinary, DATA_DIR=str(data_dir), CONTENT_DIR=str(brief.content))


@pytest.fixture
def run(bot: Run) -> Run:
    """Return what runs ``bot members`` there."""
    return partial(bot, "members")


def held(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "var" / "assistant.db")) as database:
        return database.execute(query).fetchall()


def test_dry_run_shows_the_difference_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("import", "table.csv", "--dry-run")

    assert done.stdout.splitlines() == [
        "+ Ayacucho ayacucho  category local-government, country PE, region americas, population 430000",
        "    + contact Eva Mamani <eva@ayacucho.pe>",
        "    + link telegram:123456 speaks as Eva Mamani <eva@ayacucho.pe>",
        "    + contact Leo Huamán <leo@ayacucho.pe>",
        "1 new, 0 changed, 0 unchanged; 2 new contacts, 1 new link; 0 notes, 0 problems",
    ]
    assert done.returncode == 0
    assert held(tmp_path, "SELECT * FROM contacts") == []


@pytest.mark.parametrize("said", ["", "n\n"])
def test_import_asks_first_and_takes_silence_for_no(run: Run, tmp_path: Path, said: str) -> None:
    done = run("import", "table.csv", stdin=said)

    assert done.returncode == 1
    assert "Nothing was written." in done.stderr
    assert held(tmp_path, "SELECT * FROM contacts") == []


def test_import_links_accounts_and_says_who_did_it(run: Run, tmp_path: Path) -> None:
    assert run("import", "table.csv", stdin="y\n").returncode == 0

    again = run("import", "table.csv", "--yes")

    assert held(tmp_path, "SELECT channel, user_id, via FROM links") == [("telegram", "123456", "import")]
    ((actor, after),) = held(tmp_path, "SELECT actor, after FROM audit WHERE subject = 'member:ayacucho'")
    assert str(actor).startswith("operator:")
    assert json.loads(str(after))["population"] == 430_000
    assert again.stdout == "0 new, 0 changed, 1 unchanged; 0 new contacts, 0 new links; 0 notes, 0 problems\n"


def test_one_problem_keeps_all_from_being_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE + "Quito;Ecuadorr;City;;;;\n", encoding="utf-8")

    done = run("import", "table.csv", "--yes")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "problem: row 4: country “Ecuadorr” is no country (did you mean Ecuador, EC?); write its name or ISO code",
        "Nothing was written: mend 1 problem first.",
    ]
    assert held(tmp_path, "SELECT * FROM members WHERE slug = 'ayacucho'") == []


def test_number_with_unquoted_commas_is_a_problem_and_not_a_smaller_number(run: Run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("Name,Country,Type,Population,,\nQuito,Ecuador,City,2,800,000\n", encoding="utf-8")

    done = run("import", "table.csv", "--yes")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "problem: row 2: “800 000” stands to the right of the last heading; write numbers with digits only, "
        "put text with commas in quotation marks, or give the column a heading",
        "Nothing was written: mend 1 problem first.",
    ]
    assert "Quito" not in done.stdout


def test_region_goes_with_the_country_that_is_set(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    done = run("set", "ayacucho", "country=Spain")

    assert "    region: americas → europe" in done.stdout.splitlines()
    assert held(tmp_path, "SELECT country, region FROM members WHERE slug = 'ayacucho'") == [("ES", "europe")]


def test_export_is_read_again_without_a_change(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    run("export", "all.csv")
    run("export", "all.xlsx")

    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["email"] for row in csv.DictReader(file) if row["slug"] == "ayacucho"] == ["eva@ayacucho.pe", "leo@ayacucho.pe"]
    (members,) = held(tmp_path, "SELECT count(*) FROM members")[0]
    unchanged = f"0 new, 0 changed, {members} unchanged; 0 new contacts, 0 new links; 0 notes, 0 problems\n"
    assert [run("import", name, "--dry-run").stdout for name in ("all.csv", "all.xlsx")] == [unchanged, unchanged]


def test_database_for_datasette_is_written(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    assert run("export", "--sqlite", "look.db").returncode == 0

    with closing(sqlite3.connect(tmp_path / "look.db")) as database:
        found = database.execute(
            "SELECT m.slug FROM members_fts f JOIN members m ON m.rowid = f.rowid WHERE members_fts MATCH 'ayacucho'"
        )
        assert found.fetchall() == [("ayacucho",)]
        assert database.execute("SELECT user_id FROM links").fetchall() == [("123456",)]


def test_field_is_set_with_an_entry_in_the_log(run: Run) -> None:
    changed = run("set", "kathmandu", "population=1.4 million", "status=suspended")
    log = run("log", "kathmandu").stdout

    assert "    population: nothing → 1400000" in changed.stdout.splitlines()
    assert "    status: active → suspended" in log.splitlines()
    assert "member.updated member:kathmandu" in log
    assert "member.seeded member:kathmandu" in log


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("set", "kathmandu", "population=many"), "population “many” is no number"),
        (("set", "kathmandu", "country="), "country can't be cleared"),
        (("set", "kathmandu", "shoes=2"), "“shoes=2” is not FIELD=VALUE"),
        (("set", "atlantis", "population=2"), "there is no member “atlantis”"),
        (("show", "zzzzzz"), "no member is called anything like “zzzzzz”"),
        (("log", "atlantis"), "there is no member “atlantis”"),
        (("list", "--country", "Atlantis"), "“Atlantis” is no country"),
        (("export",), "name one file to write"),
        (("export", "all.pdf"), "“all.pdf” is neither .csv nor .xlsx"),
        (("import", "gone.csv"), "gone.csv can't be read"),
        (("import", "table.csv", "--map", "gone.yaml"), "gone.yaml can't be read"),
    ],
)
def test_what_cant_be_done_is_one_clear_line(run: Run, arguments: tuple[str, ...], why: str) -> None:
    done = run(*arguments)

    assert done.returncode in (1, 2)
    assert why in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_member_is_shown_by_a_name_that_is_nearly_right(run: Run) -> None:
    run("import", "table.csv", "--yes")

    shown = run("show", "Ayacuchu").stdout

    assert "Eva Mamani, eva@ayacucho.pe" in shown
    assert "telegram:123456, import" in shown
    assert "good" in shown


def test_members_are_listed_by_status_and_country(run: Run) -> None:
    listed = run("list", "--status", "withdrawn", "--country", "España").stdout

    assert ("Barcelona" in listed, "Kathmandu" in listed) == (True, False)


def test_removing_a_contact_shows_what_follows_and_writes_nothing_in_a_dry_run(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    done = run("remove-contact", "ayacucho", "eva@ayacucho.pe", "--dry-run")

    assert done.stdout.splitlines() == [
        "Eva Mamani <eva@ayacucho.pe> speaks for Ayacucho no longer:",
        "  telegram:123456 is unlinked, and speaks for nobody from then on",
        "  no reminder, announcement or invitation about Ayacucho reaches this person; what is queued is withdrawn",
        "  1 contact of Ayacucho stays",
        "  a table that still has this person adds them again with its next import",
        "  the audit log keeps who it was; --erase takes that out too",
    ]
    assert len(held(tmp_path, "SELECT * FROM contacts")) == 2


@pytest.mark.parametrize("said", ["", "n\n"])
def test_contact_is_removed_only_when_that_is_confirmed(run: Run, tmp_path: Path, said: str) -> None:
    run("import", "table.csv", "--yes")

    done = run("remove-contact", "ayacucho", "Eva Mamani", stdin=said)

    assert (done.returncode, "Nothing was changed." in done.stderr) == (1, True)
    assert len(held(tmp_path, "SELECT * FROM links")) == 1


def test_removed_contact_is_gone_with_its_link_and_the_log_says_who_it_was(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    done = run("remove-contact", "ayacucho", "eva@ayacucho.pe", stdin="y\n")

    assert done.stdout.splitlines()[-1].strip() == "Removed: Eva Mamani of Ayacucho."
    assert held(tmp_path, "SELECT name FROM contacts") == [("Leo Huamán",)]
    assert held(tmp_path, "SELECT * FROM links") == []
    assert "contact: Eva Mamani" in run("log", "ayacucho").stdout
    assert "account: telegram:123456" in run("log").stdout


def test_erased_contact_is_in_no_line_of_the_log(run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")

    run("remove-contact", "ayacucho", "eva@ayacucho.pe", "--yes", "--erase")

    lines = [" ".join(map(str, line)) for line in held(tmp_path, "SELECT actor, action, subject, before, after FROM audit")]
    assert [line for line in lines if "Eva" in line or "eva@" in line or "123456" in line] == []
    assert len([line for line in lines if "contact.removed" in line]) == 2


def test_links_and_the_log_are_told_in_the_zone_of_the_association(bot: Run, run: Run, tmp_path: Path) -> None:
    run("import", "table.csv", "--yes")
    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as database, database:
        database.execute("UPDATE links SET linked_at = '2026-11-22 22:30:00.000000'")

    shown, logged = run("show", "ayacucho", TIMEZONE="Asia/Seoul"), run("log", "ayacucho", TIMEZONE="Asia/Seoul")
    listed = bot("link", "list", TIMEZONE="Asia/Seoul")

    assert [done.stdout.splitlines()[0] for done in (shown, logged, listed)] == ["Times are those of Asia/Seoul."] * 3
    assert "telegram:123456, import, 2026-11-23 07:30" in shown.stdout
    assert "2026-11-23 07:30" in listed.stdout
