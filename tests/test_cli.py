"""The command line as operators and programs use it: its output and its exit codes."""

import csv
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar as ICalendar

from bot import __version__
from tests.brief import Brief
from tests.command_line import CommandLine, Done, Run, run_process
from tests.content_folder import ASSEMBLY, CITIES, CITIES_KO, ContentFolder

CONTRACT = ["id", "kind", "text", "lang", "article", "confidence", "sources", "choices", "elapsed_ms"]
COMMANDS = ["serve", "chat", "ask", "check", "eval", "doctor", "directory", "fees", "events"]
GROUPS = ["announce", "db", "dues", "knowledge", "link", "members", "remind", "staff"]
ALL = [*COMMANDS, *GROUPS]
FEES = "How much is the membership fee for local governments?"


@pytest.fixture
def run(tmp_path: Path, brief: Brief, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot`` with a data folder of its own, in a folder without a .env."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsysbinary, DATA_DIR=str(brief.data_dir(tmp_path)), CONTENT_DIR=str(brief.content))


@pytest.fixture
def process(tmp_path: Path, brief: Brief) -> Run:
    """Return what does the same in a process of its own, for what only that shows."""
    return partial(run_process, tmp_path, DATA_DIR=str(brief.data_dir(tmp_path)), CONTENT_DIR=str(brief.content))


def answers(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(*questions: object) -> str:
    return "\n".join(json.dumps(question, ensure_ascii=False) for question in questions)


def test_every_command_is_named_and_explains_itself(run: Run) -> None:
    overview, explained = run("--help"), [run(command, "--help") for command in ALL]

    assert [command for command in ALL if f" {command} " not in overview.stdout] == []
    assert [done.stdout.split()[:3] for done in explained] == [["Usage:", "bot", command] for command in ALL]
    assert [(done.returncode, done.stderr) for done in explained] == [(0, "")] * len(ALL)


def test_version_is_shown(process: Run) -> None:
    assert process("--version").stdout == f"{__version__}\n"


def test_answer_is_printed_for_people(run: Run) -> None:
    done = run("ask", FEES)

    assert done.returncode == 0
    assert "400 to 10,000 USD a year" in done.stdout
    assert "as of October 2021" in done.stdout
    assert "**" not in done.stdout
    assert done.stderr == ""


def test_answer_is_printed_for_programs(process: Run) -> None:
    done = process("ask", FEES, "--json")

    (answer,) = answers(done)
    assert list(answer) == CONTRACT
    assert (answer["kind"], answer["article"], answer["lang"], answer["id"]) == ("answer", "fee-local-governments", "en", None)
    assert 0.5 <= answer["confidence"] <= 1
    assert [sorted(source) for source in answer["sources"]] == [["as_of", "document", "section"]] * len(answer["sources"])
    assert [sorted(choice) for choice in answer["choices"]] == [["action", "label"]] * len(answer["choices"])
    assert 0 < answer["elapsed_ms"] < 5000
    assert (done.returncode, done.stderr) == (0, "")


def test_question_is_answered_in_the_language_asked_for(run: Run) -> None:
    (answer,) = answers(run("ask", "What is WeGO?", "--json", "--lang", "ko"))

    assert (answer["article"], answer["lang"]) == ("what-is-wego", "ko")


def test_time_can_be_set(run: Run) -> None:
    question = ("ask", "When was the 5th General Assembly?", "--json", "--now")

    (before,), (after,) = answers(run(*question, "2021-10-18T16:00+09:00")), answers(run(*question, "2021-10-19T01:00+09:00"))

    assert before["article"] == after["article"] == "event-date"
    assert ("is past" in before["text"], "is past" in after["text"]) == (False, True)


def test_many_questions_are_answered_in_their_order(run: Run) -> None:
    ids = ["a", 2, "b", None, 1]

    done = run("ask", "--jsonl", stdin=lines(*({"id": one, "q": "What is WeGO?"} for one in ids)))

    assert [answer["id"] for answer in answers(done)] == ids
    assert {tuple(answer) for answer in answers(done)} == {tuple(CONTRACT)}
    assert (done.returncode, done.stderr) == (0, "")


def test_line_that_cannot_be_read_gets_an_error_and_the_rest_goes_on(process: Run) -> None:
    stdin = "\n".join(
        [
            "rubbish",
            "[]",
            "{}",
            '{"id": 4, "q": 5}',
            '{"id": 5, "q": "x", "lang": "xx"}',
            '{"id": 6, "q": "x", "as": "nobody"}',
            "  ",
            "[" * 5000,
            '{"id": 9, "q": "What is WeGO?", "unknown": 1}',
        ]
    )

    found = answers(process("ask", "--jsonl", stdin=stdin))

    assert [(answer["id"], answer["kind"]) for answer in found] == [
        (None, "error"),
        (None, "error"),
        (None, "error"),
        (4, "error"),
        (5, "error"),
        (6, "error"),
        (None, "error"),
        (9, "answer"),
    ]
    assert {tuple(answer) for answer in found[:-1]} == {(*CONTRACT, "error")}
    assert found[0]["error"] == 'line 1: this is not JSON; expected {"id": …, "q": "question"}'
    assert found[4]["error"] == "line 5: “xx” is not a language that I speak; there are en, ko, es"
    assert found[5]["error"].startswith("line 6: as: expected an account such as telegram:4711")


def test_context_is_what_the_same_person_said_before(run: Run) -> None:
    when = {"q": "when was that?"}
    alone, in_context, after = answers(
        run("ask", "--jsonl", stdin=lines(when, {**when, "context": ["When was the 5th General Assembly?"]}, when))
    )

    assert in_context["article"] == "event-date"
    assert (alone["article"], after["article"]) == (None, None)


def test_questions_can_name_language_and_account(run: Run) -> None:
    found = answers(
        run(
            "ask",
            "--jsonl",
            stdin=lines({"q": "What is WeGO?", "lang": "es"}, {"q": "What is WeGO?"}, {"q": "What is WeGO?", "as": "telegram:7"}),
        )
    )

    assert [answer["lang"] for answer in found] == ["es", "en", "en"]


def test_nothing_asked_on_the_command_line_is_kept(run: Run, tmp_path: Path) -> None:
    run("ask", "What is WeGO?", "--lang", "ko")

    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as database:
        kept = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("turns", "accounts", "inbox")]  # noqa: S608
    assert kept == [0, 0, 0]


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["ask"], 2, "give a question in quotes, or --jsonl"),
        (["ask", "hi", "--now", "yesterday"], 2, "“yesterday” is not a time such as"),
        (["ask", "hi", "--lang", "xx"], 1, "“xx” is not a language that I speak; there are en, ko, es"),
        (["directory", "--lang", "xx"], 1, "“xx” is not a language that I speak; there are en, ko, es"),
        (["events", "export", "--lang", "xx"], 1, "“xx” is not a language that I speak"),
        (["events", "export", "no-such-event"], 1, "there is no event “no-such-event”; the ids stand in "),
        (
            ["fees", "estimate", "45 people"],
            1,
            "“45 people” doesn't say who would pay; begin with a city, an institution, a company",
        ),
        (["fees", "estimate", "city of 9 billion"], 1, "population 9,000,000,000 can't be right; expected 1 to 200,000,000"),
        (["fees", "estimate", "company of 45 in 2005"], 1, "there is no fee table for 2005; the years stand in content/fees/"),
        (["eval", "nowhere.jsonl"], 1, "nowhere.jsonl:1: can't be read: "),
        (["check", "--sources", "nowhere"], 2, "“nowhere” is not a folder; it must hold the texts that documents.yaml names"),
        (["frobnicate"], 2, "No such command 'frobnicate'"),
    ],
)
def test_wrong_use_is_said_without_a_traceback(run: Run, arguments: list[str], code: int, complaint: str) -> None:
    done = run(*arguments)

    assert complaint in done.stderr
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr


def test_question_in_bytes_that_are_no_text_is_answered(process: Run) -> None:
    done = process("ask", b"\xff\xfe What is WeGO?", "--json")

    assert answers(done)[0]["article"] == "what-is-wego"
    assert done.stderr == ""


def test_good_content_is_counted(run: Run) -> None:
    done = run("check")

    assert done.stdout.startswith("No faults: ")
    assert " articles in ko" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_every_fault_of_the_content_is_a_line(run: Run, tmp_path: Path, brief: Brief) -> None:
    shutil.copytree(brief.content, tmp_path / "content")
    (tmp_path / "content/articles/fees/fee-corporations.md").write_text("rubbish")
    (tmp_path / "content/articles/about/logo.md").write_text("---\ntitle: x\n---\n# Logo\n")

    done = run("check", CONTENT_DIR="content")

    found = done.stderr.splitlines()
    assert [line for line in found if not line.startswith("content/articles/")] == []
    assert "content/articles/about/logo.md:2: “phrasings” is missing" in found
    assert "content/articles/fees/fee-corporations.md:1: begins with “---”, the front matter, “---”; that is not so here" in found
    assert (done.returncode, done.stdout) == (1, "")


@pytest.fixture
def small(tmp_path: Path) -> ContentFolder:
    """A small content folder, ``content`` in the folder in which `run` runs."""
    return ContentFolder.make(tmp_path / "content")


@pytest.fixture
def sourced(small: ContentFolder, tmp_path: Path) -> ContentFolder:
    """A small content folder in one language whose one document has its text in the folder ``sources``."""
    small.edit("association.yaml", "[en, ko]", "[en]")
    small.delete(CITIES_KO)
    small.edit("documents.yaml", "date: 2020-05", "date: 2020-05\n  file: statutes.txt")
    (tmp_path / "sources").mkdir()
    text = "Cities: ten pounds, half of it at first; companies: twenty. The assembly: 18 and 19 October 2021. https://lighthouse.example/fees"
    (tmp_path / "sources/statutes.txt").write_text(text)
    return small


def test_answers_are_compared_with_the_texts_of_their_documents(run: Run, sourced: ContentFolder) -> None:
    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    assert done.stdout == "No faults: 3 articles in en; 3 compared with their documents.\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_in_no_document_is_a_fault_beside_the_others(run: Run, sourced: ContentFolder) -> None:
    sourced.edit(CITIES, "related: [companies]", "related: [banks]")
    sourced.edit(ASSEMBLY, "18 and 19 October 2021, in", "18 and 20 October 2021, in")

    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    said = [line.partition(": ")[2] for line in done.stderr.splitlines()]
    assert said == [
        "dead link: no other article “banks”",
        "“18 and 20 October 2021” is in none of the documents cited (statutes)",
    ]
    assert (done.returncode, done.stdout) == (1, "")


def test_text_that_is_missing_is_one_sentence(run: Run, sourced: ContentFolder, tmp_path: Path) -> None:
    (tmp_path / "sources/statutes.txt").unlink()

    done = run("check", "--sources", "sources", CONTENT_DIR="content")

    assert done.stderr == "content/documents.yaml:4: can't read sources/statutes.txt: No such file or directory\n"
    assert done.returncode == 1


def test_evaluation_fails_below_its_minimum(run: Run, tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = [
        {"id": "1", "q": "What is WeGO?", "kind": "easy", "expect": ["what-is-wego"]},
        {"id": "2", "q": "best pizza in Naples", "kind": "none", "out_of_scope": True},
    ]
    (tmp_path / "good.jsonl").write_text(lines(*cases))
    (tmp_path / "bad.jsonl").write_text(lines(cases[0], cases[0] | {"id": "3", "expect": ["logo"]}))

    good, bad = run("eval", "good.jsonl", "--min", "1"), run("eval", "bad.jsonl", "--min", "0.6", "-v")

    assert (good.returncode, good.stderr) == (0, "")
    assert "100.0" in good.stdout
    assert (bad.returncode, bad.stderr) == (1, "50.0% right is below --min 60.0%\n")
    assert "wrong    3: 'What is WeGO?' expected logo, got what-is-wego" in bad.stdout
    assert "1 × logo → what-is-wego" in bad.stdout


def test_evaluation_of_several_files_fails_above_its_most_wrong(run: Run, tmp_path: Path) -> None:
    for lang, expected in (("en", "what-is-wego"), ("es", "logo")):
        (tmp_path / f"{lang}.jsonl").write_text(lines({"id": lang, "q": "What is WeGO?", "lang": lang, "expect": [expected]}))

    done = run("eval", "en.jsonl", "es.jsonl", "--max-wrong", "0.4")

    assert (done.returncode, done.stderr) == (1, "50.0% wrong is above --max-wrong 40.0%\n")
    by_language = done.stdout.partition("language")[2]
    assert [line.split("│")[1:3] for line in by_language.splitlines() if "│ e" in line] == [
        [" en       ", " 1     "],
        [" es       ", " 0     "],
    ]


def test_evaluation_fails_when_it_has_become_worse_than_the_saved_run(run: Run, tmp_path: Path) -> None:
    case = {"id": "1", "q": "What is WeGO?", "expect": ["what-is-wego"]}
    (tmp_path / "cases.jsonl").write_text(lines(case))
    saved = run("eval", "cases.jsonl", "--save", "before.json")
    same = run("eval", "cases.jsonl", "--baseline", "before.json", "--report", "report")
    (tmp_path / "cases.jsonl").write_text(lines(case | {"expect": ["logo"]}))

    worse = run("eval", "cases.jsonl", "--baseline", "before.json")

    assert (saved.returncode, same.returncode, worse.returncode) == (0, 0, 1)
    assert "Compared with before.json: 0 better, 0 worse, 1 the same: 0 more right, 0 more wrong." in same.stdout
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["calibration.svg", "coverage.svg", "index.html"]
    assert "worse, was right 1: 'What is WeGO?' expected logo, got what-is-wego" in worse.stdout
    assert worse.stderr == "worse than before.json: 0 better, 1 worse, 0 the same: 1 fewer right, 1 more wrong\n"


@pytest.mark.usefixtures("small")
def test_first_start_makes_its_folder_index_and_tables(process: Run, tmp_path: Path) -> None:
    done = process("ask", "What do cities pay?", "--json", CONTENT_DIR="content", DATA_DIR="new/var")

    assert answers(done)[0]["article"] == "cities"
    assert sorted(path.name for path in (tmp_path / "new/var").iterdir()) == ["assistant.db", "knowledge.db", "web-secret"]
    assert done.stderr == ""


def test_evaluation_names_the_lines_that_it_cannot_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"q": "hi", "expect": []}\nrubbish\n{"id": 3}\n')

    done = run("eval", "cases.jsonl")

    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["cases.jsonl:2:", "cases.jsonl:3:"]
    assert done.returncode == 1


@pytest.mark.usefixtures("small")
def test_doctor_without_tokens_finds_all_well(run: Run) -> None:
    done = run("doctor", CONTENT_DIR="content", HTTP_PORT="0")

    assert done.returncode == 0
    assert [what for what in ("content", "database", "HTTP port", "clock", "the web chat only") if what not in done.stdout] == []
    assert "mend" not in done.stdout


@pytest.mark.usefixtures("small")
def test_doctor_says_what_to_mend(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("doctor", CONTENT_DIR="content", HTTP_PORT=str(other.getsockname()[1]))

    assert done.returncode == 1
    assert "Address already in use; stop the other program, or set another HTTP_PORT" in " ".join(done.stdout.split())


@pytest.mark.parametrize("command", [["serve"], ["ask", "hello"], ["check"]])
def test_wrong_settings_are_one_line_each_and_no_secret(run: Run, command: list[str]) -> None:
    done = run(*command, TELEGRAM_BOT_TOKEN="hunter2", HTTP_PORT="http")

    assert [line.split()[0] for line in done.stderr.splitlines()] == ["TELEGRAM_BOT_TOKEN", "HTTP_PORT"]
    assert done.returncode == 1
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", [["serve"], ["ask", "hello"]])
@pytest.mark.usefixtures("small")
def test_data_dir_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("not a folder")

    done = run(*command, CONTENT_DIR="content", DATA_DIR="file/var")

    assert done.stderr.startswith("DATA_DIR: can't write file/var/knowledge.db: ")
    assert done.stderr.count("\n") == 1
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.usefixtures("small")
def test_port_that_is_in_use_is_one_sentence(process: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = process("serve", CONTENT_DIR="content", HTTP_PORT=str(port))

    assert done.stderr == (
        f"HTTP_PORT: can't listen on 127.0.0.1:{port}: Address already in use; stop the other program, or set another HTTP_PORT\n"
    )
    assert done.returncode == 1


def test_settings_are_read_from_the_file_beside_the_program(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\n")

    done = run("check")

    assert done.stderr == ".env:1: LOG_LEVEL is wrong: input should be 'debug', 'info', 'warning' or 'error'\n"


def test_conversation_in_the_terminal_takes_choices_by_number(process: Run) -> None:
    done = process("chat", stdin=f"/topics\n3\n{FEES}\nhola\n99\n/quit\nnot read\n")

    said = " ".join(done.stdout.split())
    assert "Hello! I am the assistant of WeGO." in said
    assert "Fees: pick a question." in said
    assert "400 to 10,000 USD a year" in said
    assert "¡Hola! Soy el asistente de WeGO." in said
    assert (done.returncode, done.stderr) == (0, "")


def test_conversation_in_the_terminal_ends_with_its_input(run: Run) -> None:
    done = run("chat", "--lang", "ko", stdin="")

    assert "안녕하세요! 저는 WeGO 안내 도우미입니다." in " ".join(done.stdout.split())
    assert (done.returncode, done.stderr) == (0, "")


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


def test_chat_services_that_are_not_configured_are_not_even_imported(run: Run, tmp_path: Path) -> None:
    program = "import bot.cli, bot.serve, bot.app, sys; print(sorted({'telegram', 'slack_bolt', 'alembic'} & sys.modules.keys()))"

    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "[]\n"
