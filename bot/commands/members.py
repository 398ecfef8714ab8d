"""``bot members``: the registry on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands import members_view
from bot.commands.base import err, group, name_zone, open_services, operator, out, quiet_settings, run
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.app import App
    from bot.members.importing import Plan
    from bot.members.registry import Change, Member, Registered

app = group("The registry of members: import, export, look, change.")

LINES = 10
"""Lines of the audit log that `show` prints."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX; the columns in any order and language.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE.yaml", help="What columns are, a line each: “My heading: population”.")
    ] = None,
    encoding: Annotated[str, typer.Option("--encoding", help="Of a CSV file, such as cp949; without it, found out.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show every member of the difference, however many.")] = False,
) -> None:
    """Add and update members, contacts and links from a table.

    Shows the difference and asks before it writes. All of it is written, or, when anything must be mended, nothing. An empty cell
    leaves things as they are, a “-” clears. Several rows may be about one member, for several contacts.
    """
    from bot.members.columns import known, read_layout, read_mapping
    from bot.members.spreadsheets import read_sheet

    columns = read_mapping(mapping) if mapping else {}
    sheet = read_sheet(file, lambda heading: known(heading, columns), encoding=encoding)
    layout = read_layout(sheet.headings, columns)
    for note in sheet.notes:
        err.print(f"note: {file.name}: {note}", soft_wrap=True)

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            plan = await _plan(services, sheet, layout, progress=True)
            members_view.print_plan(plan, everything=everything)
            if plan.problems:
                err.print(f"Nothing was written: mend {members_view.counted(len(plan.problems), 'problem')} first.")
                raise typer.Exit(1)
            if dry_run or not plan.upserts:
                return
            if not yes and not _confirmed():
                err.print("Nothing was written.")
                raise typer.Exit(1)
            await services.registry.apply(plan.upserts, actor=operator(), at=services.clock.now())
            out.print(f"Written: {members_view.counted(len(plan.upserts), 'member')}.")

    run(work())


@app.command("export")
def export(
    file: Annotated[Path | None, typer.Argument(help="A .csv or .xlsx file, which is replaced.")] = None,
    sqlite: Annotated[
        Path | None, typer.Option("--sqlite", metavar="FILE.db", help="A new SQLite database, to look at with Datasette.")
    ] = None,
) -> None:
    """Write the registry as a table that `members import` reads again, or as a database to look at.

    The table has a row for each contact, with its member and its links.
    """
    from bot.members import exporting, spreadsheets

    writers = {".csv": spreadsheets.write_csv, ".xlsx": spreadsheets.write_xlsx}
    if (file is None) == (sqlite is None):
        raise typer.BadParameter("name one file to write: FILE.csv, FILE.xlsx or --sqlite FILE.db")
    if file and file.suffix.lower() not in writers:
        raise typer.BadParameter(f"“{file.name}” is neither .csv nor .xlsx")

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            registered = await _registered(services)
            if file is not None:
                writers[file.suffix.lower()](file, exporting.HEADINGS, exporting.rows(registered))
            if sqlite is not None:
                invoices, entries = await services.ledger.all()
                exporting.write_database(sqlite, registered, {"invoices": invoices, "entries": entries})
            out.print(f"{members_view.counted(len(registered.members), 'member')} in {file or sqlite}", soft_wrap=True)

    run(work())


@app.command("list")
def list_(
    status: Annotated[str | None, typer.Option("--status", help="Such as active or withdrawn.")] = None,
    category: Annotated[str | None, typer.Option("--category", help="Such as local-government.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Name or ISO code.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Such as africa.")] = None,
) -> None:
    """List members, all or some."""
    wanted = {"status": status, "category": category, "country": country, "region": region}

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            meant = {name: _meant(services, name, text) for name, text in wanted.items() if text}
            codes = _countries_in(services, meant.pop("region", None))
            found = [
                member
                for member in await services.registry.members()
                if all(getattr(member.details, name) == value for name, value in meant.items())
                and (codes is None or member.details.country in codes)
            ]
            members_view.print_members(found)

    run(work())


@app.command("show")
def show(name: Annotated[str, typer.Argument(help="Slug or name, roughly; several that fit are listed.")]) -> None:
    """Show a member with its contacts, links, standing, and what was changed last."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            found = _find(await services.registry.members(), name)
            if not found:
                raise UsageError(f"no member is called anything like “{name}”; `bot members list` shows all")
            if len(found) > 1:
                members_view.print_members(found)
                return
            await members_view.print_member(services, found[0], await _log_of(services, found[0], LINES))

    run(work())


@app.command("set")
def set_(
    slug: Annotated[str, typer.Argument(help="Of the member; `bot members show NAME` tells it.")],
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="Such as population=1500000; “-” clears.")],
) -> None:
    """Change fields of a member; read as the cells of an import are."""
    from bot.members.columns import MEMBER_FIELDS, Column, Layout
    from bot.members.spreadsheets import Row, Sheet

    given = [tuple(part.strip() for part in value.partition("=")[::2]) for value in values]
    fields = tuple(name.lower().replace("-", "_") for name, _ in given)
    for field, value in zip(fields, values, strict=True):
        if "=" not in value or field not in MEMBER_FIELDS[1:]:
            raise typer.BadParameter(f"“{value}” is not FIELD=VALUE; the fields are {', '.join(MEMBER_FIELDS[1:])}")

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            if await services.registry.by_slug(slug) is None:
                raise UsageError(f"there is no member “{slug}”; `bot members show NAME` finds slugs")
            row = Row(0, (slug, *(value or "-" for _, value in given)))
            layout = Layout(tuple(Column(field) for field in ("slug", *fields)))
            plan = await _plan(services, Sheet(("slug", *fields), (row,)), layout)
            if plan.problems:
                raise UsageError("\n".join(note.text for note in plan.problems))
            await services.registry.apply(plan.upserts, actor=operator(), at=services.clock.now())
            members_view.print_plan(plan, everything=True)

    run(work())


@app.command("remove-contact")
def remove_contact(
    member: Annotated[str, typer.Argument(help="The member's slug or name.")],
    contact: Annotated[str, typer.Argument(help="The contact's e-mail address or name.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove without asking.")] = False,
    erase: Annotated[bool, typer.Option("--erase", help="Take the person out of the audit log too, as if by /forget.")] = False,
) -> None:
    """Remove a contact of a member, with the links of their accounts.

    Shows what follows and asks. The member, its invoices and its other contacts stay.
    """
    from bot.commands.naming import contact_named, member_named

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            whose = await member_named(services.registry, member)
            who = await contact_named(services.registry, whose, contact)
            await members_view.print_removal(services, whose, who, erase=erase)
            if dry_run:
                return
            if not yes and not _confirmed("Remove this contact?"):
                err.print("Nothing was changed.")
                raise typer.Exit(1)
            withdrawn = await services.links.remove_contact(who, actor=operator(), at=services.clock.now(), erase=erase)
            queued = f"; withdrawn: {members_view.counted(withdrawn, 'queued message')}" if withdrawn else ""
            out.print(f"Removed: {who.details.name} of {whose.name}{queued}.", soft_wrap=True)

    run(work())


@app.command("log")
def log(
    slug: Annotated[str | None, typer.Argument(help="Of a member; without it, of everything.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Lines, the newest first.")] = 50,
) -> None:
    """Show who changed what, when, from what to what."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            if slug is None:
                changes, members = await services.registry.log(limit=limit), await services.registry.members()
            else:
                member = await services.registry.by_slug(slug)
                if member is None:
                    raise UsageError(f"there is no member “{slug}”; `bot members show NAME` finds slugs")
                changes, members = await _log_of(services, member, limit), [member]
            name_zone(services.clock.zone)
            members_view.print_changes(changes, members, currency=services.library.dues_terms.currency, zone=services.clock.zone)

    run(work())


async def _plan(services: App, sheet: Any, layout: Any, *, progress: bool = False) -> Plan:
    from rich.progress import Progress

    from bot.members.cells import Reader
    from bot.members.importing import plan

    reader = Reader(_vocabulary(services))
    registered = await _registered(services)
    today = services.clock.today().isoformat()
    with Progress(console=err, transient=True, disable=not (progress and err.is_terminal)) as bar:
        task = bar.add_task("reading rows", total=len(sheet.rows))
        return plan(sheet, layout, registered, reader, today=today, on_row=lambda count: bar.update(task, completed=count))


def _vocabulary(services: App) -> Any:
    from bot.members.vocabulary import Vocabulary

    library = services.library
    return Vocabulary.of(library.phrasebook, library.fees, library.directory.regions)


async def _registered(services: App) -> Registered:
    from bot.members.registry import Registered

    registry = services.registry
    return Registered(await registry.members(), await registry.contacts(), await services.links.links())


def _meant(services: App, field: str, text: str) -> str:
    from bot.members.cells import CellError, Reader

    try:
        return str(Reader(_vocabulary(services)).read(field, text))
    except CellError as error:
        raise typer.BadParameter(f"“{text}” {error}", param_hint=f"--{field}") from error


def _countries_in(services: App, region: str | None) -> frozenset[str] | None:
    if region is None:
        return None
    found = services.library.directory.region(region)
    return frozenset(found.countries) if found else frozenset()


def _find(members: list[Member], name: str) -> list[Member]:
    from bot.members.likeness import Names

    names: Names[Member] = Names()
    for member in members:
        if member.slug == name:
            return [member]
        names.add(member, (member.slug, member.name, *member.details.names), member.details.country)
    return names.exact(name) or names.alike(name)


async def _log_of(services: App, member: Member, limit: int) -> list[Change]:
    contacts = await services.registry.contacts(member.id)
    invoices, entries = await services.ledger.of(member.id)
    subjects = [
        f"member:{member.slug}",
        *(f"contact:{contact.id}" for contact in contacts),
        *(f"invoice:{invoice.number}" for invoice in invoices),
        *(f"entry:{entry.id}" for entry in entries),
    ]
    return list(await services.registry.log(subjects=subjects, limit=limit))


def _confirmed(question: str = "Write this?") -> bool:
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        return False
