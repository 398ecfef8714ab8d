"""``bot dues import``: payments from a bank statement."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import Now, err, id_column, open_services, operator, out, print_table, quiet_settings, run
from bot.commands.dues_shared import Yes, confirm, table
from bot.dues.amounts import Mark, figure, written
from bot.dues.ledger import standing_payments
from bot.dues.matching import Match, State, match_lines
from bot.dues.report import statements
from bot.dues.statements import BankLine, DayFirst, is_heading, read_statement
from bot.errors import UsageError
from bot.members.finding import find_member
from bot.members.registry import Member
from bot.members.spreadsheets import read_sheet, write_csv
from bot.money import Money

if TYPE_CHECKING:
    from bot.app import App

app = typer.Typer()


@app.command("import")
def import_statement(
    file: Annotated[
        Path, typer.Argument(help="CSV or XLSX, a date and an amount at least; payer, description and reference help.")
    ],
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="LINE=MEMBER", help="Whose a line is; may be given several times.")
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review", metavar="FILE", help="Write what is not sure as CSV with a column “member”, to be filled in and imported."
        ),
    ] = None,
    decimal: Annotated[
        Mark | None, typer.Option("--decimal", help="What parts the decimals, where the file does not tell.")
    ] = None,
    first: Annotated[
        DayFirst | None, typer.Option("--first", help="What comes first in dates, where the file does not tell.")
    ] = None,
    encoding: Annotated[str, typer.Option("--encoding", help="Of a CSV file, such as cp949; without it, found out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show whose payments they are, and stop.")] = False,
    yes: Yes = False,
    now: Now = None,
) -> None:
    """Book the payments of a bank statement.

    Lines are matched by the invoice number that they name, by payer and by amount. Only what is sure is booked, after
    confirmation; for the others say whose they are, with --accept or in the file's column “member”. The same statement
    twice books nothing twice.
    """
    sheet = read_sheet(file, is_heading, such_as="date, amount, payer", encoding=encoding)
    for note in sheet.notes:
        err.print(f"note: {file.name}: {note}", soft_wrap=True)

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            currency = services.library.dues_terms.currency
            lines, left_out = read_statement(sheet, currency=currency, mark=decimal, first=first)
            found = await _matched(services, lines, accept or [])
            _show(found, left_out)
            if review is not None:
                _write_review(review, found)
            sure = [match for match in found if match.state is State.SURE]
            if not sure or dry_run:
                return
            total = Money(currency, sum(match.line.amount.minor for match in sure))
            confirm(f"Book {len(sure)} {'payment' if len(sure) == 1 else 'payments'}, {written(total)}?", yes)
            posted = await services.ledger.post([one.posting() for one in sure], actor=operator(), at=services.clock.now())
            booked = Money(currency, -sum(entry.amount.minor for entry in posted))
            out.print(f"Booked {len(posted)}: {written(booked)}.")

    run(work())


async def _matched(services: App, lines: list[BankLine], accept: list[str]) -> list[Match]:
    members = await services.registry.members()
    invoices, entries = await services.ledger.all()
    today, currency = services.clock.today(), services.library.dues_terms.currency
    by_member = statements(members, invoices, entries, currency=currency, as_of=today)
    posted = {(entry.reference, entry.on, -entry.amount) for entry in standing_payments(entries) if entry.reference}
    accepted = _accepted(lines, accept, members)
    return match_lines(lines, members, by_member, currency=currency, today=today, posted=posted, accepted=accepted)


def _accepted(lines: list[BankLine], accept: list[str], members: list[Member]) -> dict[int, Member]:
    numbers = {line.number for line in lines}
    found = {line.number: find_member(members, line.member) for line in lines if line.member}
    for said in accept:
        number, _, who = said.partition("=")
        if not number.strip().isdigit() or not who.strip():
            raise UsageError(f"--accept: “{said}” is not LINE=MEMBER, such as 7=ulyanovsk")
        if int(number) not in numbers:
            raise UsageError(f"--accept: line {number} of the statement is no payment")
        found[int(number)] = find_member(members, who)
    return found


def _show(found: list[Match], left_out: int) -> None:
    shown = table("", ["", id_column("member"), "why", "payer"], ["line", "on", "amount"])
    for match in found:
        line = match.line
        who = match.member.slug if match.member else ""
        payer = line.payer or line.text
        shown.add_row(match.state.value, who, match.why, payer, str(line.number), str(line.on), written(line.amount))
    if found:
        print_table(shown)
    counted = Counter(match.state for match in found)
    told = [f"{counted[state]} {state.value}" for state in State if counted[state]] or ["no payments"]
    out.print(f"{', '.join(told)}{f'; {left_out} outgoing or empty left out' if left_out else ''}.")


def _write_review(path: Path, found: list[Match]) -> None:
    rows = []
    for match in found:
        if match.state in (State.SUGGESTED, State.UNMATCHED):
            line, who = match.line, match.member.slug if match.member else ""
            amount = (figure(line.amount), line.amount.currency)
            rows.append([who, line.on.isoformat(), *amount, line.payer, line.text, line.key, match.state.value, match.why])
    write_csv(path, ["member", "date", "amount", "currency", "payer", "description", "reference", "state", "why"], rows)
    out.print(f"Wrote {path}.")
