"""``bot fees``, ``bot events`` and ``bot directory``: what the tables say, for people and programs."""

import csv
import io
from pathlib import Path

from icalendar import Calendar as ICalendar
from rich.console import Console
from rich.table import Table

from bot.commands.base import id_column
from tests.command_line import Run
from tests.commands.talking import answers


def test_fee_is_worked_out_by_every_schedule_for_people(run: Run) -> None:
    done = run("fees", "estimate", "city of 3 million, GDP per head 5,000")

    said = " ".join(done.stdout.split())
    assert [part for part in ("2012–2022", "in force", "2023–", "proposed", "USD 1,900", "Annex 2") if part not in said] == []
    assert (done.returncode, done.stderr) == (0, "")


def test_fee_is_worked_out_for_programs_or_what_is_missing_is_named(run: Run) -> None:
    done = run("fees", "estimate", "an institution in a country with a GDP per head of 12,000", "--json")

    before, proposed = answers(done)
    assert [row["years"] for row in (before, proposed)] == ["2012–2022", "2023–"]
    assert (before["status"], before["amount"], before["bracket"]) == ("in force", "USD\u00a03,000", "gdp 10,000–19,999")
    assert (proposed["status"], proposed["amount"]) == ("proposed", "")
    assert proposed["needs"] == "needs the kind, one of association, public-agency, academic, non-profit"
    assert done.stderr == ""


def test_year_in_the_question_leaves_one_schedule(run: Run) -> None:
    (row,) = answers(run("fees", "estimate", "start-up with 12 people in 2024", "--json"))

    assert (row["years"], row["amount"], row["bracket"]) == ("2023–", "USD\u00a01,500", "employees 11–20")


def test_calendar_is_written_whole_or_one_event_in_a_language(run: Run) -> None:
    whole, one = run("events", "export"), run("events", "export", "general-assembly-2021", "--lang", "ko")

    (entry,) = ICalendar.from_ical(one.stdout).walk("VEVENT")
    assert len(ICalendar.from_ical(whole.stdout).walk("VEVENT")) > 50
    assert (str(entry["SUMMARY"]), str(entry["UID"])) == ("제5차 총회", "general-assembly-2021@wego")
    assert (whole.stderr, one.stderr) == ("", "")


def test_directory_is_written_as_a_table(run: Run) -> None:
    done = run("directory", "--lang", "es")

    header, *rows = csv.reader(done.stdout.removeprefix("\ufeff").splitlines())
    assert done.stdout.startswith("\ufeffname,category,country,")
    assert [row[:3] for row in rows if row[0] == "Seoul"] == [["Seoul", "local-government", "Corea del Sur"]]
    assert {len(row) for row in rows} == {len(header)}
    assert (done.returncode, done.stderr) == (0, "")


LONG = "the-very-long-name-of-a-member-in-the-far-south"


def test_piped_table_is_whole(forked: Run, tmp_path: Path) -> None:
    row = f"{LONG},The Very Long Name of a Member in the Far South,city,Peru"
    (tmp_path / "table.csv").write_text(f"slug,name,category,country\n{row}\n", encoding="utf-8")
    forked("members", "import", "table.csv", "--yes")

    shown = forked("members", "list").stdout.splitlines()

    assert [line for line in shown if f"│ {LONG} │ The Very Long Name of a Member in the Far South │" in line]


def test_other_columns_give_way_before_what_one_must_type() -> None:
    table, narrow = Table(id_column("slug"), "name"), Console(file=io.StringIO(), width=len(LONG) + 20)
    table.add_row(LONG, "The Very Long Name of a Member in the Far South")

    with narrow.capture() as captured:
        narrow.print(table)

    assert f"│ {LONG} │" in captured.get()
