"""``bot link``: invitations, and which account speaks for whom."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from bot.commands.base import (
    err,
    group,
    id_column,
    local,
    name_zone,
    open_services,
    operator,
    out,
    print_table,
    quiet_settings,
    run,
)
from bot.commands.naming import account_named, contact_named, member_named
from bot.config import Settings
from bot.errors import DeliveryError, UsageError

app = group("Which account speaks for whom.")


@app.command("code")
def code(
    member: Annotated[str, typer.Argument(help="The member's slug or name.")],
    contact: Annotated[str, typer.Argument(help="The contact's e-mail address or name.")],
) -> None:
    """Make an invitation for a contact.

    Prints a link for Telegram and a code for every channel: for one account, once, within seven days. Pass it on to that
    person alone. A newer invitation ends the one before.
    """
    from bot.members.codes import spaced

    async def work() -> None:
        settings = quiet_settings()
        async with open_services(settings) as services:
            whose = await member_named(services.registry, member)
            who = await contact_named(services.registry, whose, contact)
            made = await services.linking.invite(who, actor=operator())
            until = f"{local(made.expires_at, services.clock.zone)} ({services.clock.zone})"
            out.print(f"For {who.details.name} of {whose.name}, once, until {until}:")
            out.print(f"Telegram    {await _telegram(settings, made.payload)}", soft_wrap=True)
            out.print(f"elsewhere   {spaced(made.typed)}, to be typed after the word “link” or the command /link")

    run(work())


@app.command("list")
def show(member: Annotated[str | None, typer.Argument(help="Only this member's, by slug or name.")] = None) -> None:
    """List the linked accounts."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            whose = await member_named(services.registry, member) if member else None
            table = Table(id_column("member"), "contact", id_column("account"), "proved by", "since")
            for link in await services.links.links(whose.id if whose else None):
                since = local(link.linked_at, services.clock.zone)
                account = f"{link.account.channel}:{link.account.user_id}"
                table.add_row(link.member.slug, link.contact.details.name, account, link.via.value, since)
            if not table.row_count:
                out.print("No account is linked.")
                return
            name_zone(services.clock.zone)
            print_table(table)

    run(work())


@app.command("remove")
def remove(
    account: Annotated[str, typer.Argument(help="Such as telegram:123456789 or slack:U0123ABCD.")],
    member: Annotated[str | None, typer.Argument(help="Only from this member, by slug or name; else from all.")] = None,
) -> None:
    """Unlink an account."""

    async def work() -> None:
        whom = account_named(account)
        async with open_services(quiet_settings()) as services:
            whose = await member_named(services.registry, member) if member else None
            at, member_id = services.clock.now(), whose.id if whose else None
            count = await services.links.unlink(whom, actor=operator(), at=at, member_id=member_id)
            if not count:
                raise UsageError(f"{account} is not linked{f' to {whose.name}' if whose else ''}; see `bot link list`")
            out.print(f"Unlinked: {account} speaks for {whose.name if whose else 'nobody'}{' no longer' if whose else ' now'}.")

    run(work())


async def _telegram(settings: Settings, payload: str) -> str:
    """Return the deep link, or why there is none."""
    token, base = settings.telegram_bot_token, settings.telegram_api_base
    if not token:
        return f"(no TELEGRAM_BOT_TOKEN is set) https://t.me/<your bot>?start={payload}"
    from bot.channels.telegram_links import deep_link

    try:
        return await deep_link(token.get_secret_value(), base, payload)
    except DeliveryError as error:
        err.print(f"Telegram does not tell the bot's name: {error}")
        return f"https://t.me/<your bot>?start={payload}"
