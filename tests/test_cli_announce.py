"""``bot announce`` as the secretariat uses it: the real command line on a database of its own."""

import asyncio
import csv
import io
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import load_settings
from tests.brief import Brief
from tests.command_line import CommandLine, Run
from tests.outreach.bureau import CONNECTED, NOW, settle_in

EUN, KIM = "telegram:1001", "telegram:1002"
TEXT = """---
title: Webinar [free]
segment: region:africa
attachment: agenda.pdf
---
Dear {name|colleague} of **{member}**,

come!
"""
KOREAN = "---\ntitle: 웨비나\n---\n{name|회원}님, 오세요!\n"


@pytest.fixture(scope="module")
def bureau(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The same with members and people."""
    data_dir = brief.data_dir(tmp_path_factory.mktemp("bureau"))
    asyncio.run(_bring_in(data_dir, brief.content))
    return Brief(brief.content, data_dir)


@pytest.fixture
def bot(tmp_path: Path, bureau: Brief, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot`` on a database with members, with the file ``webinar.md`` in the current folder."""
    data_dir = bureau.data_dir(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("webinar.md").write_text(TEXT, encoding="utf-8")
    Path("webinar.ko.md").write_text(KOREAN, encoding="utf-8")
    Path("agenda.pdf").write_bytes(b"%PDF-1.4")
    connected = {name.upper(): value for name, value in CONNECTED.items()}
    return CommandLine(monkeypatch, capsysbinary, DATA_DIR=str(data_dir), CONTENT_DIR=str(bureau.content), **connected)


@pytest.fixture
def run(bot: Run) -> Run:
    """Return what runs ``bot announce`` there."""
    return partial(bot, "announce")


async def _bring_in(data_dir: Path, content: Path) -> None:
    async with open_app(load_settings(_env_file=None, data_dir=data_dir, content_dir=content), now=NOW) as app:
        await settle_in(app)


def test_from_a_file_to_the_report(run: Run, tmp_path: Path) -> None:
    none = run("list")
    segment = run("segment", "everyone")
    drafted = run("draft", "webinar.md", "--as", EUN)
    previewed = run("preview", "1")
    telegram, slack, email = (run("preview", "1", "--channel", name) for name in ("telegram", "slack", "email"))
    tested = run("test", "1", "--to", "telegram:1001")
    asked = run("ask", "1")
    too_early = run("send", "1", "--yes")
    approved = run("approve", "1", "--as", KIM)
    declined = run("send", "1", stdin="n\n")
    sent = run("send", "1", "--as", EUN, stdin="y\n")
    again = run("send", "1", "--yes")
    paused, resumed = run("pause", "1"), run("resume", "1")
    followed = run("status", "1")
    cancelled = run("cancel", "1")
    listed = run("list")
    reported = run("report", "1", "--csv", "report.csv")
    resolved = run("resolve", "1", "--drop")

    assert none.stdout == "None yet: bot announce draft FILE\n"
    assert "Reaches 4 of 5 people (2 by telegram, 1 by slack, 1 by email): everyone." in " ".join(segment.stdout.split())
    assert "Left out, can't be reached: Luc Petit." in segment.stdout
    assert drafted.stdout.splitlines() == [
        "Announcement 1, a draft: “Webinar [free]”.",
        "Reaches 3 of 5 people (1 by telegram, 1 by slack, 1 by email): everyone whose region is Africa.",
        "Leaves: now. In: en, ko; who reads another language gets en. With agenda.pdf.",
        "Next: bot announce preview 1, then bot announce approve 1 --as ACCOUNT (somebody else than its author).",
    ]
    assert "English: 3 readers, as Omar Ben Ali reads it" in previewed.stdout
    assert "Dear Omar Ben Ali of Tunis," in previewed.stdout
    assert "+ agenda.pdf" in previewed.stdout
    assert sorted(path.name for path in tmp_path.glob("agenda*")) == ["agenda.pdf"]
    assert "<b>Webinar [free]</b>\n\nDear Omar Ben Ali of <b>Tunis</b>," in telegram.stdout
    assert '"text": "*Webinar [free]*\\n\\nDear Omar Ben Ali of *Tunis*,' in slack.stdout
    assert "Webinar [free]\n\nDear Omar Ben Ali of Tunis,\n\ncome!\n\n-- \n" in email.stdout
    assert tested.stdout == "In the outbox for telegram:1001, in en: the running assistant delivers it.\n"
    assert asked.stdout == "Asked for approval: 3.\n"
    assert too_early.stderr == "announcement 1 can't be sent: it is a draft that nobody has approved\n"
    assert approved.stdout == "Announcement 1 is approved. Next: bot announce send 1\n"
    assert (declined.returncode, declined.stderr) == (1, "nothing was sent\n")
    assert "3 deliveries are in the outbox. Follow: bot announce status 1 --watch" in sent.stdout
    assert again.stderr == "announcement 1 can't be sent: it is being sent already\n"
    assert (paused.stdout, resumed.stdout) == ("Announcement 1 is paused.\n", "Announcement 1 is sending.\n")
    assert "Announcement 1: sending" in followed.stdout
    assert cancelled.stdout == "Announcement 1 is cancelled: 3 withdrawn, 0 had left.\n"
    assert "0 of 3" in listed.stdout
    assert reported.stdout == "Written to report.csv: 3 cancelled.\n"
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))
    assert {(row["recipient"], row["channel"], row["state"]) for row in rows} == {
        ("email:omar@tunis.example", "slack", "cancelled"),
        ("email:lina@tunis.example", "email", "cancelled"),
        ("contact:5", "telegram", "cancelled"),
    }
    assert resolved.stdout == "Nothing of announcement 1 is uncertain.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["draft", "nothing.md"], "can't read nothing.md: No such file or directory"),
        (["draft", "webinar.ko.md"], "webinar.ko.md is a translation; give webinar.md"),
        (
            ["draft", "webinar.md", "--as", "telegram:77"],
            "“telegram:77” is nobody of the secretariat; `bot staff list` shows who is",
        ),
        (["draft", "webinar.md", "--as", "kim"], "“kim” is no account"),
        (["segment", "region:afrika"], "no region is called “afrika”; did you mean africa?"),
        (["segment", "region:africa)"], "a closing parenthesis in the segment has no opening one"),
        (["preview", "7"], "there is no announcement 7; `bot announce list` shows them"),
        (["approve", "7"], "say who approves, such as --as telegram:123456; `bot staff list` shows who may"),
        (["test", "7", "--to", "me"], "there is no announcement 7"),
        (["resolve", "7"], "choose one: --resend sends the uncertain ones once more, --drop lets them be"),
        (["pause", "7"], "there is no announcement 7"),
        (["status", "7"], "there is no announcement 7"),
        (["report", "7"], "there is no announcement 7"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, arguments: list[str], reason: str) -> None:
    process = run(*arguments)

    assert process.stderr.startswith(reason)
    assert (process.returncode, len(process.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2099-12-01T10:00+09:00", {"2099-12-01 01:00"}),
        ("2099-12-01 10:00 local", {"2099-12-01 09:00", "2099-12-01 10:00"}),
    ],
)
def test_time_is_said_when_it_is_sent(run: Run, tmp_path: Path, at: str, due: set[str]) -> None:
    run("draft", "webinar.md", "--as", EUN)
    run("approve", "1", "--as", KIM)

    asked, past, wrong = (
        run("send", "1", "--at", at, stdin="n\n"),
        run("send", "1", "--at", "2001-01-01T10:00Z"),
        run("send", "1", "--at", "soon"),
    )
    sent = run("send", "1", "--at", at, "--yes", "--as", EUN)

    assert f"Leaves: {at}. Send “Webinar [free]” to 3 people?" in asked.stdout
    assert past.stderr.startswith("the time to send it has passed: 2001-01-01T10:00+00:00")
    assert wrong.stderr.startswith("“soon” is no time to send at; write now")
    assert "3 deliveries are in the outbox" in sent.stdout
    assert set(read(tmp_path, "SELECT substr(not_before, 1, 16) FROM deliveries")) == due
    assert read(tmp_path, "SELECT channel || ':' || user_id FROM boards") == [EUN]


def test_recall_and_correction_are_left_to_the_running_assistant(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)
    run("approve", "1", "--as", KIM)
    run("send", "1", "--yes")
    Path("mended.md").write_text(TEXT.replace("attachment: agenda.pdf\n", "").replace("come!", "come at ten!"), encoding="utf-8")
    run("draft", "mended.md", "--as", EUN)

    early = run("correct", "1", "--by", "2", "--yes")
    run("approve", "2", "--as", KIM)
    declined = run("correct", "1", "--by", "2", stdin="n\n")
    corrected, correcting = run("correct", "1", "--by", "2", "--yes"), run("status", "1")
    recalled, recalling = run("recall", "1", "--yes"), run("status", "1")

    assert early.stderr.startswith("announcement 2 has the new text, and must be approved")
    assert (declined.returncode, declined.stderr) == (1, "nothing was corrected\n")
    assert corrected.stdout == "The running assistant corrects it. Follow: bot announce status 1 --watch\n"
    assert "corrected by 2, going on" in correcting.stdout
    assert recalled.stdout == "The running assistant takes it back. Follow: bot announce status 1 --watch\n"
    assert "recalled, going on" in recalling.stdout


@pytest.mark.parametrize(
    ("said", "told"),
    [("maybe", "webinar.md: count_links is true or false"), ("true", "links can be counted only where PUBLIC_URL is set")],
)
def test_counting_of_links_says_what_it_needs(run: Run, said: str, told: str) -> None:
    Path("webinar.md").write_text(TEXT.replace("segment:", f"count_links: {said}\nsegment:"), encoding="utf-8")

    assert run("draft", "webinar.md", "--as", EUN).stderr.startswith(told)


def read(tmp_path: Path, query: str) -> list[str]:
    """Return a column of the database of a test."""
    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as connection:
        return [row[0] for row in connection.execute(query)]


def test_everybody_needs_to_be_said_twice(run: Run) -> None:
    Path("webinar.md").write_text(TEXT.replace("region:africa", "everyone"), encoding="utf-8")
    run("draft", "webinar.md", "--as", EUN)
    run("approve", "1", "--as", KIM)

    once, twice = run("send", "1", "--yes"), run("send", "1", "--yes", "--everyone")

    assert once.stderr == "it goes to everybody there is, 4 people; say so once more with --everyone\n"
    assert "4 deliveries are in the outbox" in twice.stdout


def test_author_is_told_to_ask_somebody_else(run: Run) -> None:
    run("draft", "webinar.md", "--as", KIM)

    assert run("approve", "1", "--as", KIM).stderr.startswith("who wrote an announcement can't approve it; ask a second person")
    assert run("approve", "1", "--as", EUN).stderr.startswith("only an approver or an admin may approve an announcement")


NO_MAIL = {"SMTP_URL": "", "MAIL_FROM": ""}


def test_without_a_mail_server_those_with_an_address_alone_are_not_reached(run: Run) -> None:
    segment = run("segment", "region:africa", **NO_MAIL)

    assert "Reaches 2 of 5 people (1 by telegram, 1 by slack)" in segment.stdout
    assert "Left out, no mail server is set (SMTP_URL): lina@tunis.example." in segment.stdout


def test_nothing_is_put_into_the_outbox_for_a_channel_that_is_not_set_up(run: Run) -> None:
    Path("mail.md").write_text("---\ntitle: Mail\nsegment: person:lina@tunis.example\n---\nCome!\n", encoding="utf-8")
    run("draft", "mail.md", "--as", EUN, **NO_MAIL)
    run("approve", "1", "--as", KIM)

    refused = run("send", "1", "--yes", **NO_MAIL)
    later = run("send", "1", "--yes")

    assert refused.returncode == 1
    assert "nobody whom it is for can be written to: no mail server is set (SMTP_URL)" in refused.stderr
    assert "1 delivery is in the outbox" in later.stdout


def test_nobody_is_said_to_be_asked_where_no_channel_of_theirs_is_set_up(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)

    asked = run("ask", "1", TELEGRAM_BOT_TOKEN="")

    assert asked.returncode == 1
    assert "nobody who may approve it can be written to" in asked.stderr


def test_doctor_names_those_who_can_be_reached_only_by_what_is_not_set_up(run: Run) -> None:
    command_line = run.func  # type: ignore[attr-defined]
    doctor = partial(command_line, TELEGRAM_BOT_TOKEN="", SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="", HTTP_PORT="0", **NO_MAIL)

    told = doctor("doctor")

    assert told.returncode == 1
    assert "no mail server is set (SMTP_URL), and by nothing else can be reached: lina@tunis.example" in told.stdout
    assert "no Telegram token is set (TELEGRAM_BOT_TOKEN)" in told.stdout
    assert "Awa *Star* Mensah" in told.stdout


@pytest.mark.parametrize("to", ["email:foo", "email:a b@x.example", "foo", "web:abc", "telegram:me"])
def test_test_goes_only_to_an_address_that_there_can_be(run: Run, to: str) -> None:
    run("draft", "webinar.md", "--as", EUN)

    refused = run("test", "1", "--to", to)

    assert refused.returncode == 1
    told = " ".join(refused.stderr.split())
    assert f"“{to}” is nowhere to send to" in told
    assert "email:me@example.org" in told


def test_test_by_a_channel_that_is_not_set_up_is_refused(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)

    refused = run("test", "1", "--to", "email:me@example.org", **NO_MAIL)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "nothing can be sent to email:me@example.org: no mail server is set (SMTP_URL)" in " ".join(refused.stderr.split())


def test_unapproved_draft_is_refused_before_anything_is_asked(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)

    refused = run("send", "1", stdin="y\n")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "announcement 1 can't be sent: it is a draft that nobody has approved" in refused.stderr


def test_what_has_a_time_ahead_is_scheduled_and_the_time_is_shown(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)
    run("approve", "1", "--as", KIM)
    run("send", "1", "--yes", "--at", "2099-12-01 10:00 local")

    status, listed = run("status", "1"), run("list")

    assert "Announcement 1: scheduled for 2099-12-01 10:00 local" in " ".join(status.stdout.split())
    assert "2099-12-01 10:00 local" in listed.stdout
    assert "scheduled" in listed.stdout


def test_amount_that_may_be_paid_before_it_leaves_is_refused(run: Run) -> None:
    text = "---\ntitle: Dues\nsegment: region:africa\n---\nYou owe {amount_due|nothing}.\n"
    Path("dues.md").write_text(text, encoding="utf-8")
    Path("later.md").write_text(text.replace("segment:", "when: 2099-12-01 10:00 local\nsegment:"), encoding="utf-8")
    told = "{amount_due} is worked out now and may have changed by 2099-12-01 10:00 local; send it now, or leave the amount out"

    drafted = run("draft", "later.md", "--as", EUN)
    run("draft", "dues.md", "--as", EUN)
    run("approve", "1", "--as", KIM)
    scheduled = run("send", "1", "--yes", "--at", "2099-12-01 10:00 local")
    sent = run("send", "1", "--yes")

    assert (drafted.returncode, scheduled.returncode, sent.returncode) == (1, 1, 0)
    assert told in " ".join(drafted.stderr.split())
    assert told in " ".join(scheduled.stderr.split())


def test_local_time_that_has_passed_for_some_is_told_before_it_is_sent(run: Run) -> None:
    run("draft", "webinar.md", "--as", EUN)
    run("approve", "1", "--as", KIM)

    sent = run("send", "1", "--yes", "--at", "2099-12-01 10:00 local", "--now", "2099-12-01T09:30+00:00")

    assert "2099-12-01 10:00 local has passed for 2 of them: they get it at once." in sent.stdout


def test_announcement_that_a_restore_withdraws_is_cancelled_and_not_done(bot: Run) -> None:
    bot("announce", "draft", "webinar.md", "--as", EUN)
    bot("announce", "approve", "1", "--as", KIM)
    bot("announce", "send", "1", "--as", EUN, "--yes")
    bot("db", "backup", "copy.db")

    restored = bot("db", "restore", "copy.db", "--yes")
    followed = bot("announce", "status", "1")

    assert "queued messages cancelled: 3; announcements cancelled: 1; open questions closed: 0." in restored.stdout
    assert "Announcement 1: cancelled" in followed.stdout
