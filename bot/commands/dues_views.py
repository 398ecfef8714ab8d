"""``bot dues status``, ``report`` and ``pdf``: what the ledger says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import Lang, Now, id_column, open_services, out, print_table, quiet_settings, run
from bot.commands.dues_shared import member_named, statements_of, table, write_file
from bot.dues.amounts import figure, written
from bot.dues.charts import as_svg
from bot.dues.ledger import Entry, EntryKind, Statement, settle
from bot.dues.report import as_csv, report
from bot.dues.standing import Position, Standing, position
from bot.errors import UsageError
from bot.members.registry import Member
from bot.members.spreadsheets import csv_text
from bot.money import Money

if TYPE_CHECKING:
    from bot.app import App

app = typer.Typer()

Year = Annotated[int | None, typer.Option("--year", help="Only this fiscal year.", min=2000, max=2200)]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write CSV to standard output.")]


@app.command()
def status(
    who: Annotated[str | None, typer.Argument(help="A member's slug or name; without it, all.")] = None,
    year: Year = None,
    standing: Annotated[Standing | None, typer.Option("--standing", help="Without a member: only those that stand so.")] = None,
    csv_out: AsCsv = False,
    now: Now = None,
) -> None:
    """Show how a member stands, with its invoices and entries; or all members in a table."""

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            if who is None:
                await _all(services, year, standing, csv_out=csv_out)
                return
            member, statement = await member_named(services, who)
            if csv_out:
                _entries_csv(statement, year)
            else:
                _one(services, member, statement, year)

    run(work())


async def _all(services: App, year: int | None, standing: Standing | None, *, csv_out: bool) -> None:
    today, currency = services.clock.today(), services.library.dues_terms.currency
    members = await services.registry.members()
    found = await statements_of(services, members, today)
    rows: list[tuple[Member, Position, list[int]]] = []
    for member in members:
        statement = found[member.id]
        place = position(member.details, statement, today=today)
        counted = [row for row in statement.invoices if year in (None, row.invoice.fiscal_year)]
        sums = [sum(getattr(row, name) for row in counted) for name in ("charged", "remitted", "paid", "open")]
        if standing in (None, place.standing) and (year is None or counted):
            rows.append((member, place, sums))
    header = ["member", "name", "category", "standing", "billed", "waived", "paid", "open", "credit", "unpaid years"]
    lines = [
        [
            member.slug,
            member.name,
            member.details.category,
            place.standing.value,
            *(figure(Money(currency, minor)) for minor in (*sums, found[member.id].credit)),
            " ".join(map(str, place.years)),
        ]
        for member, place, sums in rows
    ]
    if csv_out:
        _print_csv([*header, "currency"], [[*line, currency] for line in lines])
        return
    title = f"Dues in {currency}{f', fiscal year {year}' if year else ''}"
    shown = table(title, [id_column("member"), "standing", "unpaid years"], ["billed", "waived", "paid", "open", "credit"])
    for line in lines:
        shown.add_row(line[0], line[3], line[-1], *line[4:9])
    print_table(shown)
    out.print(f"{len(lines):,} {'member' if len(lines) == 1 else 'members'}.")


def _one(services: App, member: Member, statement: Statement, year: int | None) -> None:
    place = position(member.details, statement, today=services.clock.today())
    out.print(f"{member.name} ({member.slug}): {_said(place)}", soft_wrap=True)
    consequence = services.library.dues_terms.consequences.get(place.standing)
    if consequence and consequence.text:
        first = services.library.association.languages[0]
        out.print(consequence.text.get(first, ""), soft_wrap=True)
    if statement.credit:
        out.print(f"In credit: {written(Money(statement.currency, statement.credit))}.")
    invoices = table("", ["for"], ["invoice", "due", "amount", "waived", "paid", "open"])
    rows = [row for row in statement.invoices if year in (None, row.invoice.fiscal_year)]
    for row in rows:
        one = row.invoice
        sums = [figure(Money(statement.currency, minor)) for minor in (row.remitted, row.paid, row.open)]
        text = f"{one.text} (reversed)" if row.is_reversed else one.text
        invoices.add_row(text, one.number, str(one.due_on), figure(one.amount), *sums)
    entries = table("", ["kind", "reference", "note"], ["entry", "on", "invoice", "amount"])
    for number, on, kind, amount, _, invoice, reference, note in _lines(statement, year):
        entries.add_row(kind, reference, note, number, on, invoice, amount)
    if rows:
        print_table(invoices)
    else:
        out.print("No invoices.")
    if entries.row_count:
        print_table(entries)


def _said(place: Position) -> str:
    told = place.standing.value
    if place.years:
        unit = "year" if len(place.years) == 1 else "years"
        told = f"{told}, {len(place.years)} {unit} unpaid ({', '.join(map(str, place.years))})"
    if place.owed.minor:
        told = (
            f"{told}; open {written(place.owed)}, of that past its due date {written(place.overdue)}; earliest due {place.due_on}"
        )
    return f"{told}."


def _lines(statement: Statement, year: int | None) -> list[list[str]]:
    """Return entries as text: id, day, kind, amount, currency, invoice, reference, note; positive adds to what is owed."""
    numbers = {row.invoice.id: row.invoice for row in statement.invoices}
    chosen = [
        entry
        for entry in statement.entries
        if year is None or (numbers[entry.invoice_id].fiscal_year if entry.invoice_id in numbers else entry.on.year) == year
    ]
    return [
        [
            str(entry.id),
            str(entry.on),
            _kind(entry),
            figure(entry.amount),
            entry.amount.currency,
            numbers[entry.invoice_id].number if entry.invoice_id in numbers else "",
            entry.reference,
            "; ".join(part for part in (f"paid as {written(entry.paid)}" if entry.paid else "", entry.note) if part),
        ]
        for entry in chosen
    ]


def _kind(entry: Entry) -> str:
    return f"reversal of {entry.reverses_id}" if entry.kind is EntryKind.REVERSAL else entry.kind.value


def _entries_csv(statement: Statement, year: int | None) -> None:
    _print_csv(["entry", "on", "kind", "amount", "currency", "invoice", "reference", "note"], _lines(statement, year))


def _print_csv(headings: list[str], rows: list[list[str]]) -> None:
    sys.stdout.buffer.write(csv_text(headings, rows).encode())
    sys.stdout.flush()


@app.command("report")
def show_report(
    year: Annotated[int, typer.Option("--year", help="Fiscal year.", min=2000, max=2200)],
    csv_file: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as CSV, too.")] = None,
    svg_file: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw it as SVG, too.")] = None,
    now: Now = None,
) -> None:
    """Show what was billed, paid and is outstanding, by category, region and age."""

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            today, library = services.clock.today(), services.library
            members = await services.registry.members()
            found = report(
                members,
                await statements_of(services, members, today),
                year=year,
                currency=library.dues_terms.currency,
                today=today,
                regions=[region.id for region in library.directory.regions],
            )
            columns = ["invoices", "billed", "waived", "paid", "outstanding"]
            shown = table(f"Dues {year}, {found.currency}", ["by", "group"], columns)
            for by, lines in found.tables().items():
                for place, line in enumerate(lines):
                    sums = (line.billed, line.remitted, line.paid, line.outstanding)
                    texts = (figure(Money(found.currency, minor)) for minor in sums)
                    last = place == len(lines) - 1
                    shown.add_row("" if place else by, line.group, f"{line.invoices:,}", *texts, end_section=last)
            print_table(shown)
            if csv_file is not None:
                write_file(csv_file, "\ufeff" + as_csv(found))
            if svg_file is not None:
                title = f"{library.association.short_name}: dues {year}, as of {today}, {found.currency}"
                write_file(svg_file, as_svg(found, title=title))

    run(work())


@app.command()
def pdf(
    number: Annotated[str, typer.Argument(help="Of the invoice, such as 2026-0001.")],
    file: Annotated[Path | None, typer.Argument(help="Default: its number, in the current folder.")] = None,
    lang: Lang = None,
    now: Now = None,
) -> None:
    """Write an invoice as PDF."""
    from bot.dues.document import invoice_pdf

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            library, today = services.library, services.clock.today()
            found = await services.ledger.invoice(number.strip())
            if found is None:
                raise UsageError(f"there is no invoice {number}; `bot dues status MEMBER` lists a member's")
            issued, entries = await services.ledger.of(found.member_id)
            rows = settle(library.dues_terms.currency, issued, entries, as_of=max(today, found.issued_on)).invoices
            row = next(one for one in rows if one.invoice.id == found.id)
            language = lang or library.association.languages[0]
            if language not in library.association.languages:
                raise UsageError(f"there is no language “{lang}”; there are {', '.join(library.association.languages)}")
            document = invoice_pdf(
                row,
                lang=language,
                phrasebook=library.phrasebook,
                issuer=library.association,
                terms=library.dues_terms,
                on=today,
            )
            write_file(file or Path(f"{found.number}.pdf"), document)

    run(work())
