"""``bot db``: the database brought up to date, copied, and restored."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from bot.commands.base import group, open_services, operator, out, quiet_settings, run
from bot.commands.members_view import counted
from bot.errors import UsageError

app = group("The database: upgrade, backup, restore.")


@app.command()
def upgrade() -> None:
    """Bring the tables to the current version; every start does so by itself."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            out.print(f"The tables are at version {await services.database.version()}.")

    run(work())


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Copy the database while the assistant runs."""
    from bot.store.backup import back_up

    settings = quiet_settings()
    size = back_up(settings.database, file)
    out.print(f"{file}: {size:,} bytes.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `bot db backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Put a backup in the place of the database, which is kept beside it.

    Stop the assistant first. Nothing of the past is sent again: rules of reminders begin anew, what was queued is
    cancelled. Who was erased since the backup is back, and must be erased again.
    """
    from bot.app import machine_clock
    from bot.store.backup import Restored, check
    from bot.store.backup import restore as put_back

    settings = quiet_settings()
    check(settings.database, file)
    if not yes and not typer.confirm(f"Replace the database of {settings.data_dir} by {file}?"):
        raise UsageError("nothing was restored")

    async def work() -> Restored:
        return await put_back(settings.database, file, actor=operator(), at=machine_clock("UTC").now())

    done = run(work())
    _say(f"Restored from {file}.")
    if done.kept:
        _say(f"What it replaces is kept as {done.kept}; delete that once you don't need it.")
    _say(f"Rules of reminders that act from now on: {done.rules}; what fell due since the backup is not sent.")
    _say(
        f"Of the backup: queued messages cancelled: {done.deliveries:,}; announcements cancelled: {done.announcements:,}; "
        f"open questions closed: {done.questions:,}."
    )
    _say("What people had erased since the backup (/forget, --erase) is back and must be erased again.")
    if done.erased:
        _say(f"The replaced database tells of {counted(len(done.erased), 'contact')}:")
    for slug, contact in done.erased:
        _say(f"  bot members remove-contact {slug} {quote(contact)} --erase")


def _say(line: str) -> None:
    out.print(line, soft_wrap=True)
