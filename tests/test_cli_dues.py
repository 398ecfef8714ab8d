"""``bot dues`` as the secretariat uses it: the real command line on a database of its own."""

import asyncio
import csv
import io
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook

from bot.members.registry import MemberDetails, Status, Upsert
from bot.store.database import Database
from bot.store.registry import SqlRegistry
from tests.brief import Brief
from tests.command_line import CommandLine, Done, Run
from tests.dues.pdf_text import pdf_text

JANUARY, NOVEMBER = "2026-01-15T09:00+09:00", "2026-11-21T09:00+09:00"
MEMBERS = (
    MemberDetails("ulyanovsk", "Ulyanovsk Region", "local-government", "RU", region="europe", population=1_200_000, gdp=10_166),
    MemberDetails("lab", "Nepal Lab", "institution", "NP", region="asia-pacific", kind="academic", employees=45, joined="2020"),
    MemberDetails("late", "Late Lab", "institution", "NP", kind="academic", employees=45, joined="2026-03"),
    MemberDetails("firm", "Firm Ltd", "corporation", "KR"),
    MemberDetails("left", "Left Town", "local-government", "FR", status=Status.WITHDRAWN, status_since="2024"),
)


@pytest.fixture
def run(tmp_path: Path, brief: Brief, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs ``bot dues`` on a database with `MEMBERS`, in November 2026 if nothing else is said."""
    data_dir = brief.data_dir(tmp_path)
    with closing(sqlite3.connect(data_dir / "assistant.db")) as database:
        database.executescript("DELETE FROM members")  # those of the directory
    asyncio.run(_bring_in(f"sqlite:///{data_dir / 'assistant.db'}", MEMBERS))
    monkeypatch.chdir(tmp_path)
    command_line = CommandLine(monkeypatch, capsysbinary, DATA_DIR=str(data_dir), CONTENT_DIR=str(brief.content))

    def run(*arguments: str, stdin: str = "", now: str = NOVEMBER, **settings: str) -> Done:
        if arguments[0] == "members":
            return command_line(*arguments, stdin=stdin, **settings)
        return command_line("dues", *arguments, "--now", now, stdin=stdin, **settings)

    return run


async def _bring_in(url: str, members: Iterable[MemberDetails]) -> None:
    database = Database(url)
    await SqlRegistry(database).apply(
        [Upsert(None, one) for one in members], actor="operator:x", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    await database.close()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def figures(found: Iterable[dict[str, str]], *names: str) -> dict[str, tuple[str, ...]]:
    return {row["member"]: tuple(row[name] for name in names) for row in found}


def test_a_year_of_dues(run: Run, tmp_path: Path) -> None:
    planned = run("invoice", "--year", "2026", "--dry-run", "--csv", "plan.csv", now=JANUARY)
    nothing = run("status", "--csv", now=JANUARY)
    declined = run("invoice", "--year", "2026", stdin="n\n", now=JANUARY)
    issued = run("invoice", "--year", "2026", stdin="y\n", now=JANUARY)
    again = run("invoice", "--year", "2026", "--yes", now=JANUARY)
    by_hand = run("invoice", "--year", "2026", "--member", "firm ltd", "--amount", "1,500", "--due", "2026-12-31", "--yes")
    part = run("pay", "ulyanovsk", "1500", "--reference", "R1", "--yes")
    foreign = run("pay", "ulyanovsk", "3,000,000", "--currency", "KRW", "--booked", "2,100.50", "--invoice", "2026-0002", "--yes")
    waived = run("remit", "lab", "--invoice", "2026-0001", "--decision", "EXCOM 2026/3", "--yes")
    undone = run("reverse", "5", "--note", "another city's", "--yes")
    everybody = run("status", "--csv")
    one = run("status", "ulyanovsk")
    reported = run("report", "--year", "2026", "--csv", "report.csv", "--svg", "report.svg")
    printed = run("pdf", "2026-0002", "invoice.pdf", "--lang", "ko")

    assert {row["left out"] for row in rows((tmp_path / "plan.csv").read_text(encoding="utf-8"))} == {
        "",
        "a figure is missing: kind (company or start-up)",
        "not a paying member: withdrawn since 2024",
        "pays nothing yet: admitted in 2026, pays from 2027",
    }
    assert "USD 7,000.00" in planned.stdout
    assert {row["billed"] for row in rows(nothing.stdout)} == {"0.00"}
    assert (declined.returncode, "Aborted" in declined.stderr) == (1, True)
    assert "Issued 2026-0001 to 2026-0002: USD 7,000.00." in issued.stdout
    assert "Left out, already invoiced: 2" in again.stdout
    assert "Issued 2026-0003: USD 1,500.00." in by_hand.stdout
    assert "Ulyanovsk Region now owes USD 3,500.00." in part.stdout
    assert "(KRW 3,000,000)" in foreign.stdout
    assert "Ulyanovsk Region now owes USD 1,399.50." in foreign.stdout
    assert "Nepal Lab now owes nothing." in waived.stdout
    assert "Entry 7 undoes entry 5: USD 2,100.50." in undone.stdout
    assert figures(rows(everybody.stdout), "standing", "billed", "waived", "paid", "open") == {
        "ulyanovsk": ("overdue", "5000.00", "0.00", "1500.00", "3500.00"),
        "lab": ("remitted", "2000.00", "2000.00", "0.00", "0.00"),
        "late": ("good", "0.00", "0.00", "0.00", "0.00"),
        "firm": ("due", "1500.00", "0.00", "0.00", "1500.00"),
        "left": ("withdrawn", "0.00", "0.00", "0.00", "0.00"),
    }
    assert "overdue; open USD 3,500.00" in one.stdout
    assert "paid as KRW 3,000,000" in one.stdout
    assert "reversal of 5" in one.stdout
    assert reported.returncode == 0
    total = rows((tmp_path / "report.csv").read_text(encoding="utf-8"))[-1]
    assert [total[name] for name in ("invoices", "billed", "remitted", "paid", "outstanding")] == [
        "3",
        "8500.00",
        "2000.00",
        "1500.00",
        "5000.00",
    ]
    assert ElementTree.parse(tmp_path / "report.svg").getroot().attrib["role"] == "img"  # noqa: S314  we wrote it
    assert printed.returncode == 0
    assert "청구서" in pdf_text((tmp_path / "invoice.pdf").read_bytes())


def test_preview_lists_the_first_invoices_with_bracket_and_amount(run: Run, tmp_path: Path) -> None:
    more = [replace(MEMBERS[1], slug=f"lab-{number:02}", name=f"Lab {number}") for number in range(10)]
    asyncio.run(_bring_in(f"sqlite:///{tmp_path / 'var' / 'assistant.db'}", more))

    few = run("invoice", "--year", "2026", "--member", "lab", "--dry-run")
    many = run("invoice", "--year", "2026", stdin="n\n")

    assert "lab 10–49 employees USD 2,000.00" in " ".join(few.stdout.split())
    assert "more invoices" not in few.stdout
    assert many.stdout.count("10–49 employees") == 10
    assert "and 2 more invoices (--csv FILE lists all)\n" in many.stdout
    assert many.stdout.index("more invoices") < many.stdout.index("Issue 12 invoices? [y/N]")


def test_invoice_by_hand_for_something_else_leaves_the_annual_fee_to_be_invoiced(run: Run) -> None:
    year_of = ("invoice", "--year", "2026", "--member", "lab")
    run(*year_of, "--amount", "200", "--text", "Booth at the expo", "--yes")
    planned = run(*year_of, "--dry-run")
    issued = run(*year_of, "--yes")
    again = run(*year_of, "--yes")

    assert "Invoiced by hand for 2026, beside the annual fee: lab (2026-0001, Booth at the expo)" in planned.stdout
    assert "Issued 2026-0002: USD 2,000.00." in issued.stdout
    assert "Left out, already invoiced: 1: lab (for 2026)" in again.stdout


def test_annual_fee_by_hand_is_not_invoiced_again(run: Run) -> None:
    run("invoice", "--year", "2026", "--member", "lab", "--amount", "200", "--yes")

    again = run("invoice", "--year", "2026", "--member", "lab", "--yes")

    assert "Left out, already invoiced: 1: lab (for 2026)" in again.stdout


def test_log_of_a_printed_invoice_does_not_tell_its_letters(run: Run) -> None:
    run("invoice", "--year", "2026", "--member", "lab", "--amount", "5", "--yes")

    printed = run("pdf", "2026-0001", LOG_LEVEL="debug")

    assert printed.returncode == 0
    assert "glyph" not in printed.stderr.lower()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["pay", "ulyanovks", "5"], "there is no member “ulyanovks”; did you mean ulyanovsk (Ulyanovsk Region)?"),
        (["pay", "lab", "1.500,00"], "“1.500,00” has a decimal comma; write 1500.00"),
        (["pay", "lab", "5", "--on", "2026-12-24"], "2026-12-24 is in the future"),
        (["pay", "lab", "5", "--on", "24.12.2025"], "--on: “24.12.2025” is not a day such as 2026-03-31"),
        (["pay", "lab", "5", "--currency", "KRW"], "say what it comes to in USD: --booked AMOUNT"),
        (["pay", "lab", "5", "--currency", "WON", "--booked", "5"], "“WON” is not a currency such as KRW"),
        (["pay", "lab", "5", "--booked", "5"], "--booked goes with --currency"),
        (["remit", "lab", "5", "--decision", "EXCOM 2026/3"], "nothing is open for Nepal Lab"),
        (["reverse", "77", "--note", "x", "--yes"], "there is no entry 77"),
        (["invoice", "--year", "2029", "--yes"], "it is 2026; invoices can be issued up to 2027"),
        (["invoice", "--year", "2026", "--due", "2026-11-20"], "the due date 2026-11-20 has passed"),
        (["invoice", "--year", "2026", "--amount", "5"], "an invoice by hand needs --member and --amount"),
        (["pdf", "2026-0001"], "there is no invoice 2026-0001"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, arguments: list[str], reason: str) -> None:
    process = run(*arguments)

    assert process.returncode == 1
    assert process.stderr.startswith(reason)
    assert len(process.stderr.splitlines()) == 1


def test_overpayment_is_told_and_asked_for(run: Run) -> None:
    declined = run("pay", "lab", "100", stdin="n\n")
    accepted = run("pay", "lab", "100", "--reference", "R", stdin="y\n")

    assert "It is USD 100.00 more than is open, which is kept as credit for the next invoice." in declined.stdout
    assert declined.returncode == 1
    assert "Nepal Lab now is in credit by USD 100.00." in accepted.stdout


def test_payment_is_shown_and_asked_for_and_one_like_it_is_named(run: Run) -> None:
    run("invoice", "--year", "2026", "--member", "lab", "--yes")
    payment = ("pay", "lab", "50", "--on", "2026-11-20")

    unanswered = run(*payment)
    booked = run(*payment, stdin="y\n")
    declined = run(*payment, stdin="n\n")
    unasked = run(*payment, "--yes")
    other_day = run("pay", "lab", "50", "--on", "2026-11-19", stdin="y\n")

    assert "Nepal Lab: payment of USD 50.00 on 2026-11-20." in unanswered.stdout
    assert "Open before: USD 2,000.00; after: USD 1,950.00." in unanswered.stdout
    assert "Book it? [y/N]" in unanswered.stdout
    assert unanswered.returncode == 1
    assert "Entry 2: USD 50.00 of Nepal Lab, 2026-11-20." in booked.stdout
    assert "the same amount on the same day is booked already: entry 2.\nBook this one, too? [y/N]" in declined.stdout
    assert declined.returncode == 1
    assert "is booked already: entry 2." in unasked.stdout
    assert "Nepal Lab now owes USD 1,850.00." in other_day.stdout


def test_what_a_reversal_would_undo_is_shown_first(run: Run) -> None:
    run("invoice", "--year", "2026", "--member", "lab", "--yes")
    run("remit", "lab", "500", "--decision", "EXCOM 2026/3", "--yes")
    run("pay", "lab", "100", "--reference", "R1", "--yes")

    payment = run("reverse", "3", "--note", "bounced", stdin="n\n")
    charge = run("reverse", "1", "--note", "wrong", stdin="n\n")
    untouched = run("status", "lab").stdout
    unknown = run("reverse", "999", "--note", "x", stdin="y\n")

    assert payment.stdout.startswith("Entry 3: payment of Nepal Lab, USD 100.00, 2026-11-21, R1.\nUndo it? [y/N]")
    assert charge.stdout.startswith(
        "Entry 1: charge of Nepal Lab, USD 2,000.00, 2026-11-21, invoice 2026-0001.\n"
        "Entry 2: remission of Nepal Lab, USD 500.00, 2026-11-21, invoice 2026-0001, EXCOM 2026/3.\nUndo them? [y/N]"
    )
    assert "reversal" not in untouched
    assert (unknown.stdout, unknown.stderr) == ("", "there is no entry 999; `bot dues status MEMBER` lists them\n")


@pytest.mark.parametrize("who", ["lab", "ulyanovsk"])
def test_reference_is_booked_once_in_capitals_or_not(run: Run, who: str) -> None:
    run("pay", "lab", "100", "--reference", "R1", "--yes")

    again = run("pay", who, "70", "--reference", "r1", "--yes")
    run("reverse", "1", "--note", "bounced", "--yes")
    anew = run("pay", who, "70", "--reference", "r1", "--yes")

    assert again.stderr == (
        "the reference “r1” is booked already: entry 1, USD 100.00 of Nepal Lab, 2026-11-21; "
        "give this payment another one, or undo that entry first\n"
    )
    assert anew.returncode == 0


def test_log_tells_amounts_and_members_of_what_was_posted(run: Run) -> None:
    run("invoice", "--year", "2026", "--member", "lab", "--amount", "77", "--yes")
    run("remit", "lab", "--invoice", "2026-0001", "--decision", "EXCOM 2026/3", "--yes")
    run("pay", "lab", "1500", "--reference", "R1", "--yes")
    run("reverse", "3", "--note", "bounced", "--yes")

    of_all, of_lab, shown = (run("members", *arguments).stdout for arguments in (["log"], ["log", "lab"], ["show", "lab"]))
    of_firm = run("members", "log", "firm").stdout

    for log in (of_all, of_lab, shown):
        told = [line.strip() for line in log.splitlines() if line.startswith("    ")]
        assert [line for line in told if line.startswith("amount")] == [
            "amount: USD 1,500.00",
            "amount: USD 1,500.00",
            "amount: USD 77.00",
            "amount: USD 77.00",
        ]
        assert told.count("member: lab") == 4
        assert "reverses: entry:3" in told
    assert "dues." not in of_firm


def test_log_of_an_older_version_is_told_in_the_currency_of_the_ledger(run: Run, tmp_path: Path) -> None:
    run("pay", "lab", "1500", "--yes")
    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as database:
        database.executescript(
            "INSERT INTO audit (at, actor, action, subject, before, after) SELECT at, actor, action, subject, before,"
            " json_set(json_remove(after, '$.currency'), '$.amount', -700) FROM audit WHERE action = 'dues.payment'"
        )

    log = run("members", "log", "lab").stdout

    assert [line for line in log.splitlines() if "amount" in line] == ["    amount: USD 7.00", "    amount: USD 1,500.00"]


STATEMENT = """\
Date;Payer;Description;Amount;Reference
2026-02-01;Region;Invoice 2026-0002;1.000,00;R1
2026-02-02;Nepal Lab;dues;2.000,00;
2026-02-03;Firm Ltd, Seoul;dues;1.500,50;R3
2026-02-04;Nobody;gift;7,00;R4
2026-02-05;Bank;charges;-3,00;R5
"""


def test_bank_statement_is_booked_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text(STATEMENT, encoding="utf-8")
    run("invoice", "--year", "2026", "--yes", now=JANUARY)

    shown = run("import", "bank.csv", "--dry-run")
    untouched = run("status", "--csv")
    booked = run("import", "bank.csv", "--review", "review.csv", stdin="y\n")
    again = run("import", "bank.csv", "--yes")
    accepted = run("import", "bank.csv", "--accept", "4=firm", "--yes")
    (tmp_path / "review.csv").write_text(
        (tmp_path / "review.csv").read_text(encoding="utf-8").replace("\n,2026-02-04", "\nleft,2026-02-04"), encoding="utf-8"
    )
    reviewed = run("import", "review.csv", "--yes")
    at_last = run("status", "--csv")

    assert "2 sure, 1 suggested, 1 unmatched; 1 outgoing or empty left out." in shown.stdout
    assert {row["paid"] for row in rows(untouched.stdout)} == {"0.00"}
    assert "Booked 2: USD 3,000.00." in booked.stdout
    assert "1 suggested, 1 unmatched, 2 posted already" in again.stdout
    assert "Booked 1: USD 1,500.50." in accepted.stdout
    assert "Booked 1: USD 7.00." in reviewed.stdout
    assert figures(rows(at_last.stdout), "paid", "open", "credit") == {
        "ulyanovsk": ("1000.00", "4000.00", "0.00"),
        "lab": ("2000.00", "0.00", "0.00"),
        "late": ("0.00", "0.00", "0.00"),
        "firm": ("0.00", "0.00", "1500.50"),
        "left": ("0.00", "0.00", "7.00"),
    }


def test_workbook_of_a_bank_is_booked_by_its_row_numbers(run: Run, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("Account")
    for row in (["Date", "Amount", "Payer"], [date(2026, 2, 2), 2000, "Nepal Lab"], [date(2026, 2, 4), 7.5, "Nobody"]):
        page.append(row)
    book.save(tmp_path / "bank.xlsx")
    run("invoice", "--year", "2026", "--member", "lab", "--yes", now=JANUARY)

    booked = run("import", "bank.xlsx", "--accept", "3=firm", "--yes")

    assert "Booked 2: USD 2,007.50." in booked.stdout


def test_statement_in_latin_1_is_read_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_bytes("Date;Amount;Payer\n2026-02-02;7.00;Señor Núñez\n".encode("latin-1"))

    shown = run("import", "bank.csv", "--dry-run")
    other = run("import", "bank.csv", "--dry-run", "--encoding", "cp1251")

    assert "Señor Núñez" in shown.stdout
    assert "note: bank.csv: it is not UTF-8 and was read as Western European (Latin-1)" in shown.stderr
    assert "Seсor" in other.stdout


def test_payment_that_names_another_members_invoice_is_left_to_a_person(run: Run, tmp_path: Path) -> None:
    lines = "2026-02-01;2000.00;The Nepal Lab;Invoice 2026-0002;B8\n2026-02-02;2000.00;J. Smith;Invoice 2026-0002;B9\n"
    (tmp_path / "bank.csv").write_text(f"Date;Amount;Payer;Description;Reference\n{lines}", encoding="utf-8")
    run("invoice", "--year", "2026", "--yes", now=JANUARY)

    shown = run("import", "bank.csv", "--yes")

    assert "2 suggested." in shown.stdout
    assert "names invoice 2026-0002, but the payer is like lab" in " ".join(shown.stdout.split())
    assert "names invoice 2026-0002, but the amount is what lab owes" in " ".join(shown.stdout.split())
    assert "Booked" not in shown.stdout


def test_second_payment_of_one_invoice_is_left_to_a_person_though_another_is_open(run: Run, tmp_path: Path) -> None:
    lines = "".join(f"2026-02-0{day};2000.00;J. Smith;Invoice 2026-0001;B{day}\n" for day in (1, 2))
    (tmp_path / "bank.csv").write_text(f"Date;Amount;Payer;Description;Reference\n{lines}", encoding="utf-8")
    for year in ("2026", "2025"):
        run("invoice", "--year", year, "--member", "lab", "--yes", now=JANUARY)

    shown = run("import", "bank.csv", "--dry-run")

    assert "1 sure, 1 suggested." in shown.stdout
    assert "names invoice 2026-0001, but is more than is open" in " ".join(shown.stdout.split())


def test_what_a_bank_writes_is_no_markup_and_no_formula(run: Run, tmp_path: Path) -> None:
    lines = '2026-02-01;7.00;"=HYPERLINK(""http://x"") [/b]";[/b] of [city];@SUM(1)\n'
    (tmp_path / "bank.csv").write_text(f"Date;Amount;Payer;Description;Reference\n{lines}", encoding="utf-8")

    shown = run("import", "bank.csv", "--review", "review.csv", "--dry-run")
    unreadable = run("import", "bank.csv", "--review", "nowhere/review.csv", "--dry-run")

    (row,) = rows((tmp_path / "review.csv").read_text(encoding="utf-8-sig"))
    assert '=HYPERLINK("http://x") [/b]' in shown.stdout
    assert (row["payer"], row["reference"].partition(" ")[0]) == ('\'=HYPERLINK("http://x") [/b]', "'@SUM(1)")
    assert row["description"] == "[/b] of [city]"
    assert unreadable.stderr.strip() == "nowhere/review.csv can't be written: No such file or directory"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["missing.csv"], "missing.csv can't be read: No such file or directory"),
        (["bank.csv", "--accept", "firm"], "--accept: “firm” is not LINE=MEMBER, such as 7=ulyanovsk"),
        (["bank.csv", "--accept", "99=firm"], "--accept: line 99 of the statement is no payment"),
        (["bank.csv", "--accept", "2=frim"], "there is no member “frim”; did you mean firm (Firm Ltd)"),
    ],
)
def test_import_that_cannot_be_is_one_sentence(run: Run, tmp_path: Path, arguments: list[str], reason: str) -> None:
    (tmp_path / "bank.csv").write_text(STATEMENT, encoding="utf-8")

    process = run("import", *arguments)

    assert (process.returncode, process.stderr[: len(reason)]) == (1, reason)


def test_payment_that_was_booked_by_hand_is_known_to_the_import(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text("date,amount,payer,reference\n2026-02-03,70,Nepal Lab,R1\n", encoding="utf-8")
    run("pay", "lab", "70", "--on", "2026-02-03", "--reference", "r1", "--yes")

    imported = run("import", "bank.csv", "--accept", "2=lab", "--yes")

    assert "1 posted already." in imported.stdout


def test_payment_that_was_imported_is_refused_by_hand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text("date,amount,payer,reference\n2026-02-03,70,Nepal Lab,R1\n", encoding="utf-8")
    run("import", "bank.csv", "--accept", "2=lab", "--yes")

    by_hand = run("pay", "lab", "70", "--on", "2026-02-03", "--reference", "r1", "--yes")

    assert by_hand.returncode == 1
    assert "the reference “r1” is booked already: entry 1, USD 70.00 of Nepal Lab, 2026-02-03" in by_hand.stderr
