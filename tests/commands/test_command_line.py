"""The command line as a whole: its help, what is said of wrong use and wrong settings, a first start."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.knowledge.sentences import MODEL
from tests.command_line import Run
from tests.commands.talking import answers

COMMANDS = ["serve", "chat", "ask", "check", "eval", "doctor", "directory", "fees", "events"]
GROUPS = ["announce", "db", "dues", "knowledge", "link", "members", "remind", "staff"]
ALL = [*COMMANDS, *GROUPS]


def test_every_command_is_named_and_explains_itself(run: Run) -> None:
    overview, explained = run("--help"), [run(command, "--help") for command in ALL]

    assert [command for command in ALL if f" {command} " not in overview.stdout] == []
    assert [done.stdout.split()[:3] for done in explained] == [["Usage:", "bot", command] for command in ALL]
    assert [(done.returncode, done.stderr) for done in explained] == [(0, "")] * len(ALL)


def test_version_is_shown(process: Run) -> None:
    assert process("--version").stdout == f"{__version__}\n"


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


@pytest.mark.usefixtures("small")
def test_first_start_makes_its_folder_index_and_tables(process: Run, tmp_path: Path) -> None:
    done = process("ask", "What do cities pay?", "--json", CONTENT_DIR="content", DATA_DIR="new/var")

    assert answers(done)[0]["article"] == "cities"
    assert sorted(path.name for path in (tmp_path / "new/var").iterdir()) == ["assistant.db", "knowledge.db", "web-secret"]
    assert done.stderr == ""


@pytest.mark.usefixtures("small")
def test_doctor_without_tokens_finds_all_well(run: Run) -> None:
    done = run("doctor", CONTENT_DIR="content", HTTP_PORT="0")

    assert done.returncode == 0
    assert [what for what in ("content", "database", "HTTP port", "clock", "the web chat only") if what not in done.stdout] == []
    assert "mend" not in done.stdout


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("command", ["doctor", "serve"])
def test_unknown_name_in_the_settings_file_is_told_with_what_was_perhaps_meant(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / ".env").write_text("# SMPT_HOST=no\nTELEGRAM_BOT_TOKN=x\nCOMPOSE_PROJECT=y\nlog_level=info\n", encoding="utf-8")

    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run(command, HTTP_PORT=str(other.getsockname()[1]))

    assert [line for line in done.stderr.splitlines() if line.startswith("warning")] == [
        "warning: .env:2: TELEGRAM_BOT_TOKN is no setting and does nothing; did you mean TELEGRAM_BOT_TOKEN?",
        "warning: .env:3: COMPOSE_PROJECT is no setting and does nothing",
    ]


@pytest.mark.usefixtures("small")
def test_doctor_says_what_to_mend(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("doctor", CONTENT_DIR="content", HTTP_PORT=str(other.getsockname()[1]))

    assert done.returncode == 1
    assert "Address already in use; stop the other program, or set another HTTP_PORT" in " ".join(done.stdout.split())


@pytest.mark.usefixtures("small")
def test_doctor_tells_which_model_of_sentences_is_in_use(run: Run) -> None:
    used, none, unknown = (run("doctor", CONTENT_DIR="content", HTTP_PORT="0", SEMANTIC_MODEL=name) for name in (MODEL, "", "gpt"))

    assert (used.returncode, none.returncode, unknown.returncode) == (0, 0, 1)
    assert f"{MODEL} for en, ko" in " ".join(used.stdout.split())
    assert "no SEMANTIC_MODEL" in " ".join(none.stdout.split())
    assert f"there is no model “gpt”; the one there is: {MODEL}" in " ".join(unknown.stdout.split())


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

    assert done.stderr == ".env:1: LOG_LEVEL is not one of debug, info, warning, error\n"


def test_chat_services_that_are_not_configured_are_not_even_imported(run: Run, tmp_path: Path) -> None:
    program = "import bot.cli, bot.serve, bot.app, sys; print(sorted({'telegram', 'slack_bolt', 'alembic'} & sys.modules.keys()))"

    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "[]\n"
