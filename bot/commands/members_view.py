"""How ``bot members`` shows the registry and what would change in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from bot.commands.base import err, id_column, local, name_zone, out, print_table

if TYPE_CHECKING:
    from bot.app import App
    from bot.members.importing import Difference, Plan
    from bot.members.registry import Change, Contact, Member

SHOWN = 40
"""Members of a preview that are printed one by one, unless all are asked for."""


def print_plan(plan: Plan, *, everything: bool) -> None:
    """Print notes and problems to standard error, what would change to standard output."""
    for note in plan.warnings:
        err.print(f"note: {note}", soft_wrap=True)
    for note in plan.problems:
        err.print(f"problem: {note}", soft_wrap=True)
    shown = plan.differences if everything else plan.differences[:SHOWN]
    for difference in shown:
        _print_difference(difference)
    if len(plan.differences) > len(shown):
        out.print(f"… and {len(plan.differences) - len(shown)} more; --all shows them")
    new = sum(difference.is_new for difference in plan.differences)
    contacts = sum(change.what == "contact" for difference in plan.differences for change in difference.changes)
    links = sum(change.what == "link" for difference in plan.differences for change in difference.changes)
    out.print(
        f"{new} new, {len(plan.differences) - new} changed, {plan.unchanged} unchanged; {counted(contacts, 'new contact')}, "
        f"{counted(links, 'new link')}; {counted(len(plan.warnings), 'note')}, {counted(len(plan.problems), 'problem')}",
        soft_wrap=True,
    )


def _print_difference(difference: Difference) -> None:
    mark = "[green]+[/]" if difference.is_new else "[yellow]~[/]"
    name = f"{mark} {escape(difference.name)} [dim]{difference.slug}[/]"
    if difference.is_new:
        fields = [f"{change.what} {change.new}" for change in difference.changes if change.what not in ("contact", "link")]
        out.print(f"{name}  {escape(', '.join(fields))}", markup=True, soft_wrap=True)
    else:
        out.print(name, markup=True, soft_wrap=True)
    for change in difference.changes:
        if change.what in ("contact", "link"):
            out.print(f"    [green]+[/] {change.what} {escape(change.new)}", markup=True, soft_wrap=True)
        elif not difference.is_new:
            out.print(f"    {escape(change.what)}: {_shown(change.old)} → {_shown(change.new)}", markup=True, soft_wrap=True)


def _shown(value: str) -> str:
    return escape(value) if value else "[dim]nothing[/]"


def print_members(members: Sequence[Member]) -> None:
    """Print a table of members."""
    table = Table(id_column("slug"), "name", "category", "country", "status", "joined")
    for member in members:
        details = member.details
        table.add_row(member.slug, member.name, details.category, details.country, details.status, details.joined)
    print_table(table)
    out.print(counted(len(members), "member"))


async def print_member(services: App, member: Member, changes: Sequence[Change]) -> None:
    """Print all about a member, with what was changed last."""
    from bot.dues.ledger import settle
    from bot.dues.standing import position
    from bot.members.cells import written

    table = Table(show_header=False, box=None)
    for field in fields(member.details):
        if value := written(getattr(member.details, field.name)):
            table.add_row(field.name.replace("_", " "), f"{value:,}" if isinstance(value, int) else value)
    today, terms = services.clock.today(), services.library.dues_terms
    statement = settle(terms.currency, *await services.ledger.of(member.id), as_of=today)
    standing = position(member.details, statement, today=today)
    owed = services.library.phrasebook.money("en", standing.owed)
    table.add_row("standing", f"{standing.standing}{f', {owed} open' if standing.owed.minor else ''}")
    links = await services.links.links(member.id)
    for contact in await services.registry.contacts(member.id):
        details = contact.details
        about = ", ".join(filter(None, [details.name, details.email, details.role, details.language, details.zone]))
        table.add_row("contact", about)
        for link in links:
            if link.contact.id == contact.id:
                since = local(link.linked_at, services.clock.zone)
                table.add_row("  linked", f"{link.account.channel}:{link.account.user_id}, {link.via}, {since}")
    name_zone(services.clock.zone)
    print_table(table)
    print_changes(changes, [member], currency=terms.currency, zone=services.clock.zone)


async def print_removal(services: App, member: Member, contact: Contact, *, erase: bool) -> None:
    """Print what follows when a contact is removed."""
    everyone = await services.links.links()
    accounts = {link.account for link in everyone if link.contact.id == contact.id}
    others = [one for one in await services.registry.contacts(member.id) if one.id != contact.id]
    lines = [f"{contact.details.name} <{contact.details.email}> speaks for {member.name} no longer:".replace(" <>", "")]
    for account in sorted(accounts, key=str):
        still = [link.member.name for link in everyone if link.account == account and link.contact.id != contact.id]
        lines.append(
            f"  {account.channel}:{account.user_id} is unlinked, and speaks for {', '.join(still) or 'nobody'} from then on"
        )
    lines.append(f"  no reminder, announcement or invitation about {member.name} reaches this person; what is queued is withdrawn")
    lines.append(f"  {counted(len(others), 'contact')} of {member.name} {'stays' if len(others) == 1 else 'stay'}")
    lines.append("  a table that still has this person adds them again with its next import")
    lines.append(
        f"  the audit log {'loses what it holds of this person' if erase else 'keeps who it was; --erase takes that out too'}"
    )
    for line in lines:
        out.print(line, soft_wrap=True)


def print_changes(changes: Sequence[Change], members: Sequence[Member], *, currency: str, zone: tzinfo) -> None:
    """Print lines of the audit log, each with its fields below.

    Args:
        changes: Newest first.
        members: Those whose invoices and payments are among them.
        currency: Of the ledger, in which amounts are that name none.
        zone: In which times are told.
    """
    slugs = {member.id: member.slug for member in members}
    for change in (_in_words(one, slugs, currency) if one.action.startswith("dues.") else one for one in changes):
        head = f"[dim]{local(change.at, zone)}[/] {escape(change.actor)} [bold]{escape(change.action)}[/] {escape(change.subject)}"
        out.print(head, markup=True, soft_wrap=True)
        both = bool(change.before and change.after)
        for name in [name for name, value in {**change.before, **change.after}.items() if both or value]:
            old, new = (_shown(_said(values.get(name, ""))) for values in (change.before, change.after))
            told = f"{old} → {new}" if both else new if change.after else old
            out.print(f"    {escape(name.replace('_', ' '))}: {told}", markup=True, soft_wrap=True)


def _in_words(change: Change, slugs: Mapping[int, str], currency: str) -> Change:
    """Return a line on the ledger with the member's slug, and the amount as people write it, of a payment without its sign."""
    from bot.dues.amounts import written
    from bot.money import Money

    after: dict[str, Any] = dict(change.after)
    if "member_id" in after:
        number = after.pop("member_id")
        after = {"member": slugs.get(number, str(number)), **after}
    if "amount" in after:
        amount = Money(after.pop("currency", currency), after["amount"])
        after["amount"] = written(-amount if change.action in ("dues.payment", "dues.remission") else amount)
    return replace(change, after=after)


def _said(value: Any) -> str:
    """Return a value of the audit log, which is JSON, as people read it."""
    if isinstance(value, list):
        return "; ".join(map(_said, value))
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    return f"{value:,}" if isinstance(value, int) else str(value)


def counted(count: int, what: str) -> str:
    """Return a number of things: “1 member”, “2,000 members”."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
