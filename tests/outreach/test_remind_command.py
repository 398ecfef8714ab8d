"""``bot remind`` and ``bot db``, as operators run them."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.store.database import Database
from tests.command_line import CommandLine, Run
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.world import World, dues_rule, event, event_rule


@pytest.fixture
def run(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot``, in a folder with an event, an old invoice and one contact, since 8 November 2026."""
    asyncio.run(_settle_in(folder))
    return CommandLine(monkeypatch, capsysbinary, CONTENT_DIR="content")


async def _settle_in(folder: ContentFolder) -> None:
    folder.write("reminders.yaml", event_rule("-1d") + dues_rule("+14d"))
    folder.write("events/2026.yaml", event("2026-11-10T09:00"))
    database = Database("sqlite:///var/assistant.db")
    await database.upgrade()
    with closing(Library(folder.root, Path("var/knowledge.db"))) as library:
        world = World(folder, FakeClock(datetime(2026, 11, 8, tzinfo=UTC)), database, library)
        await world.invoice(await world.join(), "2024-03-31")
    await database.close()


NOW = ("--now", "2026-11-08T12:00+00:00")


def test_rule_is_turned_on_after_showing_what_it_does_and_leaves_alone(run: Run) -> None:
    refused = run("remind", "on", "--all", *NOW, stdin="n\n")
    done = run("remind", "on", "--all", *NOW, stdin="y\n")
    again = run("remind", "on", "dues", *NOW)

    assert "day: 1 reminder to 1 person within a day, 1 reminder to 1 person within 30 days." in done.stdout
    assert "Not sent, because its day lies behind: 1 reminder to 1 person of 1 member (in 2024)." in done.stdout
    assert (refused.returncode, refused.stderr.strip()) == (1, "nothing was turned on")
    assert (done.returncode, "On from now: day, dues." in done.stdout) == (0, True)
    assert (again.returncode, again.stderr.strip()) == (1, "“dues” is on already")


def test_forecast_says_who_gets_what_when_and_why(run: Run) -> None:
    wanted = ("remind", "--dry-run", "--all", "--until", "2026-11-30", "--csv", "all.csv", *NOW)
    found = run(*wanted, TIMEZONE="Asia/Seoul", TELEGRAM_BOT_TOKEN="1:test")

    assert found.returncode == 0
    assert found.stdout.startswith("Times are those of Asia/Seoul.\n")
    assert "assembly, start 2026-11-10 18:00 │" in found.stdout
    assert Path("all.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "2026-11-09T18:00+09:00,2026-11-09T18:00+09:00,2026-11-10T06:00+09:00,day,email:sita@example.org,telegram,UTC,"
        '"assembly, start 2026-11-10T18:00+09:00"'
    ]


def test_what_no_channel_that_is_set_up_carries_is_told_before_a_rule_is_on(run: Run) -> None:
    on = run("remind", "on", "--all", "--yes", *NOW)
    forecast = run("remind", "--dry-run", *NOW)
    connected = run("remind", "--dry-run", *NOW, TELEGRAM_BOT_TOKEN="1:test")

    told = "Can't be sent: 1 reminder to 1 person without an address on a channel of the rule that is set up."
    assert [told in said.stdout for said in (on, forecast, connected)] == [True, True, False]


def test_since_when_rules_are_on_is_told_in_the_zone_of_the_association(run: Run) -> None:
    run("remind", "on", "--all", "--yes", *NOW)

    shown = [run("remind", command, TIMEZONE="Asia/Seoul").stdout for command in ("list", "status")]

    assert [said.startswith("Times are those of Asia/Seoul.\n") for said in shown] == [True, True]
    assert ["2026-11-08 21:00" in said and "UTC" not in said for said in shown] == [True, True]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["remind", "on", "nothing"], "there is no rule “nothing” in content/reminders.yaml; there are: day, dues"),
        (["remind", "off", "day"], "“day” is off already"),
        (["remind", "on"], "name one rule, or --all"),
        (["remind", "--dry-run", "--until", "2020-01-01"], "2020-01-01 has passed; give a later day"),
        (["db", "restore", "nowhere.db", "--yes"], "there is no file nowhere.db"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(run: Run, words: list[str], said: str) -> None:
    done = run(*words)

    assert (done.returncode, done.stderr.strip()) == (1, said)


def test_backup_and_restore_say_what_they_do(run: Run) -> None:
    run("remind", "on", "--all", "--yes", *NOW)

    backup, restored = run("db", "backup", "copy.db"), run("db", "restore", "copy.db", "--yes")

    assert (backup.returncode, backup.stdout.startswith("copy.db: ")) == (0, True)
    assert "Rules of reminders that act from now on: 2; what fell due since the backup is not sent." in restored.stdout
