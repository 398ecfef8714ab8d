"""What the commands of ``bot dues`` share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Column, Table

from bot.commands.base import out
from bot.dues.amounts import written
from bot.dues.ledger import Statement, settle
from bot.dues.report import statements as all_statements
from bot.errors import UsageError
from bot.members.finding import find_member
from bot.members.registry import Member

if TYPE_CHECKING:
    from bot.app import App

Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]
Who = Annotated[str, typer.Argument(help="A member's slug or name.")]


async def statements_of(services: App, members: Sequence[Member], today: date) -> dict[int, Statement]:
    """Return the statements of some members, by id; of all, or of one, in one reading."""
    currency = services.library.dues_terms.currency
    if len(members) == 1:
        return {members[0].id: settle(currency, *await services.ledger.of(members[0].id), as_of=today)}
    return all_statements(members, *await services.ledger.all(), currency=currency, as_of=today)


async def member_named(services: App, who: str) -> tuple[Member, Statement]:
    """Return the member that was named, and its statement.

    Raises:
        UsageError: There is none of that name.
    """
    member = find_member(await services.registry.members(), who)
    return member, (await statements_of(services, [member], services.clock.today()))[member.id]


async def tell_owed(services: App, member: Member) -> None:
    """Say what a member owes now."""
    statement = (await statements_of(services, [member], services.clock.today()))[member.id]
    balance = statement.balance
    told = (
        f"owes {written(balance)}"
        if balance.minor > 0
        else f"is in credit by {written(-balance)}"
        if balance.minor
        else "owes nothing"
    )
    out.print(f"{member.name} now {told}.")


def confirm(question: str, yes: bool) -> None:
    """Ask whether to go on, and stop if not; ``yes`` does not ask."""
    if not yes:
        typer.confirm(question, abort=True)


def day(text: str, option: str) -> date:
    """Return the day of an option.

    Raises:
        UsageError: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"{option}: “{text}” is not a day such as 2026-03-31") from error


def table(title: str, names: Sequence[str | Column], figures: Sequence[str]) -> Table:
    """Return a table whose figures stand at the right, whole; what is only named gives way where the terminal is narrow."""
    columns = [Column(name, overflow="fold") if isinstance(name, str) else name for name in names]
    columns += [Column(name, justify="right", no_wrap=True) for name in figures]
    return Table(*columns, title=title or None, box=box.SIMPLE_HEAD, pad_edge=False)


def write_file(path: Path, text: str | bytes) -> None:
    """Write a file and say so.

    Raises:
        UsageError: It can't be written.
    """
    try:
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    except OSError as error:
        raise UsageError(f"can't write {path}: {error.strerror}") from error
    out.print(f"Wrote {path}.")
