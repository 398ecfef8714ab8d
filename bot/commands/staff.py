"""``bot staff``: the secretariat's people and their roles."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from bot.commands.base import group, id_column, open_services, operator, out, print_table, quiet_settings, run
from bot.commands.naming import account_named
from bot.conversation import Account
from bot.errors import UsageError
from bot.members.registry import Role, Staff

app = group("The secretariat's people: staff see members' dues, approvers release what is sent, admins give roles.")

Whom = Annotated[str, typer.Argument(help="Such as telegram:123456789 or slack:U0123ABCD.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it even if no admin is left.")]


@app.command("add")
def add(
    account: Whom,
    name: Annotated[str, typer.Option("--name", help="How the person is called.")],
    role: Annotated[Role, typer.Option("--role", help="What they may do.")] = Role.STAFF,
    yes: Yes = False,
) -> None:
    """Add somebody, or change their role or name."""

    async def work() -> None:
        person = Staff(account_named(account), role, name.strip())
        if not person.name:
            raise UsageError("--name is empty; say how the person is called")
        async with open_services(quiet_settings()) as services:
            staff = await services.links.staff()
            if role is not Role.ADMIN:
                _keep_an_admin(staff, person.account, yes=yes)
            await services.links.set_staff(person, actor=operator(), at=services.clock.now())
            known = any(one.account == person.account for one in staff)
            out.print(f"{'Changed' if known else 'Added'}: {person.name} ({account}), {role.value}.")

    run(work())


@app.command("list")
def show() -> None:
    """List them."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            table = Table(id_column("account"), "role", "name")
            for one in await services.links.staff():
                table.add_row(f"{one.account.channel}:{one.account.user_id}", one.role.value, one.name)
            if table.row_count:
                print_table(table)
            else:
                out.print("Nobody yet: `bot staff add telegram:123456789 --role admin --name …`")

    run(work())


@app.command("remove")
def remove(account: Whom, yes: Yes = False) -> None:
    """Remove somebody."""

    async def work() -> None:
        whom = account_named(account)
        async with open_services(quiet_settings()) as services:
            _keep_an_admin(await services.links.staff(), whom, yes=yes)
            if not await services.links.remove_staff(whom, actor=operator(), at=services.clock.now()):
                raise UsageError(f"{account} is not of the staff; see `bot staff list`")
            out.print(f"Removed: {account}.")

    run(work())


def _keep_an_admin(staff: list[Staff], account: Account, *, yes: bool) -> None:
    """Raise a `UsageError` when the last admin would go."""
    admins = [one.account for one in staff if one.role is Role.ADMIN]
    if admins == [account] and not yes:
        raise UsageError("that is the last admin; add another one first, or repeat with --yes")
