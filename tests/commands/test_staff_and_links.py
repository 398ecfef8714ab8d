"""``bot staff`` and ``bot link``: what the secretariat does on the command line."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import Account
from bot.members.registry import Change, ContactDetails, ContactRow, MemberDetails, Upsert
from bot.store.database import Database
from bot.store.registry import SqlRegistry
from tests.command_line import Run
from tests.fakes.mailbox import Mailbox

Log = Callable[[], list[Change]]
SITA = ContactDetails("Sita Sharma", "sita@khopasi.gov.np")
ANNA, ANNAS = ContactDetails("Anna Kim", "anna@matmata.go.kr"), ContactDetails("Anna Kim", "kim@matmata.go.kr")
ADMIN = ("staff", "add", "telegram:1", "--role", "admin", "--name", "Eun")


@pytest.fixture
def log(tmp_path: Path, run: Run) -> Log:
    """Fill the registry; return what reads the audit log, newest first."""
    path = tmp_path / "var" / "assistant.db"

    async def fill() -> None:
        database = Database(f"sqlite:///{path}")
        people = {
            "khopasi": ("Khopasi Municipality", SITA, ContactDetails("No Mail")),
            "matmata": ("Matmata", ANNA, ANNAS),
        }
        linked = {SITA: (Account("telegram", "77"), Account("slack", "U0123ABCD")), ANNA: (Account("telegram", "77"),)}
        wanted = [
            Upsert(
                None,
                MemberDetails(slug, name, "local-government", "NP"),
                tuple(ContactRow(one, linked.get(one, ())) for one in contacts),
            )
            for slug, (name, *contacts) in people.items()
        ]
        await SqlRegistry(database).apply(wanted, actor="test", at=datetime.now(UTC))
        await database.close()

    async def read() -> list[Change]:
        database = Database(f"sqlite:///{path}")
        lines = await SqlRegistry(database).log()
        await database.close()
        return lines

    asyncio.run(fill())
    return lambda: asyncio.run(read())


def test_roles_are_given_changed_and_taken_and_the_log_says_by_whom(run: Run, log: Log) -> None:
    said = [
        run(*arguments).stdout.strip()
        for arguments in (
            ADMIN,
            ("staff", "add", "slack:U0AB12", "--name", "Min-jun"),
            ("staff", "add", "slack:U0AB12", "--name", "Min-jun", "--role", "approver"),
        )
    ]
    listed = run("staff", "list").stdout
    removed = run("staff", "remove", "slack:U0AB12")

    assert said == [
        "Added: Eun (telegram:1), admin.",
        "Added: Min-jun (slack:U0AB12), staff.",
        "Changed: Min-jun (slack:U0AB12), approver.",
    ]
    assert [re.split(r"\s*│\s*", line)[1:4] for line in listed.splitlines() if "│" in line] == [
        ["telegram:1", "admin", "Eun"],
        ["slack:U0AB12", "approver", "Min-jun"],
    ]
    assert removed.stdout == "Removed: slack:U0AB12.\n"
    assert [line.action for line in log()[:4]] == ["staff.removed", "staff.updated", "staff.added", "staff.added"]
    assert log()[0].actor.startswith("operator:")


def test_last_admin_stays_unless_it_is_said_twice(run: Run, log: Log) -> None:
    run(*ADMIN)

    kept = run("staff", "remove", "telegram:1")
    demoted = run("staff", "add", "telegram:1", "--name", "Eun")
    gone = run("staff", "remove", "telegram:1", "--yes")

    assert [one.returncode for one in (kept, demoted, gone)] == [1, 1, 0]
    assert kept.stderr == demoted.stderr == "that is the last admin; add another one first, or repeat with --yes\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("staff", "add", "Eun", "--name", "Eun"), "“Eun” is no account; one is telegram:123456789"),
        (("staff", "add", "telegram:@eun", "--name", "Eun"), "“telegram:@eun” is no account"),
        (("staff", "add", "slack:eun", "--name", "Eun"), "“slack:eun” is no account"),
        (("staff", "add", "telegram:5", "--name", " "), "--name is empty; say how the person is called"),
        (("staff", "remove", "telegram:5"), "telegram:5 is not of the staff; see `bot staff list`"),
        (("link", "code", "Kopasi", "Sita"), "there is no member “Kopasi”; did you mean khopasi"),
        (
            ("link", "code", "khopasi", "Anna"),
            "Khopasi Municipality has no contact “Anna”; its contacts are: Sita Sharma <sita@",
        ),
        (("link", "code", "matmata", "anna kim"), "Matmata has several contacts “anna kim”; name one by e-mail: Anna Kim <anna@"),
        (("link", "remove", "telegram:5"), "telegram:5 is not linked; see `bot link list`"),
        (("link", "remove", "slack:U0123ABCD", "matmata"), "slack:U0123ABCD is not linked to Matmata"),
    ],
)
def test_what_can_not_be_done_is_one_clear_sentence(run: Run, log: Log, arguments: tuple[str, ...], sentence: str) -> None:
    before = len(log())

    done = run(*arguments)

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert len(log()) == before


def test_invitation_is_printed_for_telegram_and_to_be_typed(run: Run, log: Log) -> None:
    by_address = run("link", "code", "khopasi", "SITA@khopasi.gov.np").stdout
    by_name = run("link", "code", "Khopasi Municipality", "no mail").stdout

    assert by_address.startswith("For Sita Sharma of Khopasi Municipality, once, until 2")
    assert re.search(r"no TELEGRAM_BOT_TOKEN is set.*\?start=[\w-]{22}\n", by_address)
    assert re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", by_address)
    assert by_name.startswith("For No Mail of Khopasi Municipality")
    assert [line.action for line in log()[:2]] == ["link.invited"] * 2


def test_links_are_listed_and_removed_for_one_member_or_for_all(run: Run, log: Log) -> None:
    listed = run("link", "list").stdout
    one = run("link", "remove", "telegram:77", "matmata").stdout
    of_matmata = run("link", "list", "matmata").stdout
    rest = run("link", "remove", "telegram:77").stdout

    assert [listed.count(account) for account in ("telegram:77", "slack:U0123ABCD")] == [2, 1]
    assert one == "Unlinked: telegram:77 speaks for Matmata no longer.\n"
    assert of_matmata == "No account is linked.\n"
    assert rest == "Unlinked: telegram:77 speaks for nobody now.\n"
    assert run("link", "list").stdout.count("slack:U0123ABCD") == 1
    assert [line.action for line in log()[:2]] == ["link.removed"] * 2


def test_doctor_tests_the_mail_server_and_says_what_it_is_for_when_there_is_none(run: Run) -> None:
    with Mailbox() as mailbox:
        good = run("doctor", HTTP_PORT="0", SMTP_URL=mailbox.url, MAIL_FROM="assistant@city.org")
    bad = run("doctor", HTTP_PORT="0", SMTP_URL=mailbox.url, MAIL_FROM="assistant@city.org")
    none = run("doctor", HTTP_PORT="0")

    assert (good.returncode, bad.returncode, none.returncode) == (0, 1, 0)
    assert "takes mail (not encrypted, on this machine)" in good.stdout
    assert "no connection to the mail server" in bad.stdout
    assert "no SMTP_URL" in none.stdout
    assert mailbox.mails == []
