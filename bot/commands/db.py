"""``bot db``: the database brought up to date, copied, and restored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.base import group, open_services, out, quiet_settings, run
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
    out.print(f"{file}: {size:,} bytes.", markup=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `bot db backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Put a backup in the place of the database.

    Stop the assistant first. Nothing of the past is sent again: rules of reminders begin anew, what was queued is
    cancelled.
    """
    from bot.app import machine_clock
    from bot.store.backup import Restored
    from bot.store.backup import restore as put_back

    settings = quiet_settings()
    if not yes and not typer.confirm(f"Replace the database of {settings.data_dir} by {file}?"):
        raise UsageError("nothing was restored")

    async def work() -> Restored:
        return await put_back(settings.database, file, at=machine_clock("UTC").now())

    done = run(work())
    out.print(f"Restored from {file}.", markup=False)
    out.print(f"{done.rules} rules of reminders act from now on; what fell due since the backup is not sent.")
    out.print(
        f"{done.deliveries} deliveries that were queued in the backup are cancelled; {done.questions} open questions are closed."
    )
