"""``bot dues invoice``: invoices for a fiscal year, shown before they are issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import Now, id_column, open_services, operator, out, print_table, quiet_settings, run
from bot.commands.dues_shared import Yes, confirm, day, statements_of, table
from bot.dues.amounts import figure, parse_amount, written
from bot.dues.invoicing import Plan, by_hand, is_annual_fee, plan_invoices
from bot.dues.ledger import InvoiceDraft, OpenInvoice, Statement
from bot.errors import UsageError
from bot.members.finding import find_member
from bot.members.registry import Member
from bot.members.spreadsheets import write_csv
from bot.money import Money

if TYPE_CHECKING:
    from bot.app import App

app = typer.Typer()

SHOWN = 10
"""Invoices that a preview lists, and members that it names of each kind that is left out."""


@app.command()
def invoice(
    year: Annotated[int, typer.Option("--year", help="Fiscal year.", min=2000, max=2200)],
    member: Annotated[str | None, typer.Option("--member", help="Only this one: slug or name.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="Due date; default: as content/dues.yaml says.")] = None,
    amount: Annotated[str | None, typer.Option("--amount", help="By hand, with --member: this amount.")] = None,
    text: Annotated[str, typer.Option("--text", help="By hand: what it is for; default: the annual fee.")] = "",
    plan_file: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the whole plan as CSV, too.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be invoiced, and stop.")] = False,
    yes: Yes = False,
    now: Now = None,
) -> None:
    """Issue invoices for a fiscal year.

    To all members, or to one, from the fee schedule in force and the members' figures. What would be issued, and who is
    left out and why, is shown first. A member that has an invoice for the annual fee of the year is left out; so a second run
    adds only those that are missing.
    """

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            today = services.clock.today()
            due_on = day(due, "--due") if due else today + timedelta(days=services.library.dues_terms.due_days)
            if due_on < today:
                raise UsageError(f"the due date {due_on} has passed; give a later one")
            if year > today.year + 1:
                raise UsageError(f"it is {today.year}; invoices can be issued up to {today.year + 1}")
            members = await services.registry.members()
            if member is not None:
                members = [find_member(members, member)]
            statements = await statements_of(services, members, today)
            if amount is not None or text:
                if member is None or amount is None:
                    raise UsageError("an invoice by hand needs --member and --amount")
                value = parse_amount(amount, services.library.dues_terms.currency)
                statement = statements[members[0].id]
                draft = by_hand(members[0], statement, year=year, issued_on=today, due_on=due_on, amount=value, text=text.strip())
                out.print(f"{members[0].name}: {written(value)} for “{draft.text}”, due {due_on}.")
                if not dry_run:
                    await _issue(services, [draft], once=False, yes=yes)
                return
            plan = _plan(services, members, statements, year, today, due_on)
            if plan_file is not None:
                _write_plan(plan_file, plan)
            _preview(plan, services.library.dues_terms.currency, due_on)
            _tell_others(plan, statements, year)
            if plan.drafts and not dry_run:
                await _issue(services, [one.invoice for one in plan.drafts], once=True, yes=yes)

    run(work())


def _plan(services: App, members: list[Member], statements: Mapping[int, Statement], year: int, today: date, due_on: date) -> Plan:
    billed = {
        member_id
        for member_id, statement in statements.items()
        if any(is_annual_fee(row.invoice) for row in _standing(statement, year))
    }
    library = services.library
    return plan_invoices(members, library.fees, library.dues_terms, year=year, issued_on=today, due_on=due_on, billed=billed)


def _preview(plan: Plan, currency: str, due_on: date) -> None:
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for draft in plan.drafts:
        source = f"{draft.schedule.source.document}, {draft.schedule.source.section}"
        status = "proposed" if draft.schedule.proposed else "in force"
        groups[draft.member.details.category, status, source].append(draft.invoice.amount.minor)
    counts = table(f"To be invoiced, due {due_on}", ["category", "fee table"], ["invoices", "sum"])
    for (category, status, _), amounts in sorted(groups.items()):
        counts.add_row(category, status, f"{len(amounts):,}", written(Money(currency, sum(amounts))))
    counts.add_row("all", "", f"{len(plan.drafts):,}", written(plan.total(currency)))
    print_table(counts)
    _list_first(plan)
    for category, status, source in sorted(groups):
        out.print(f"{category}: {source} ({status})", soft_wrap=True)
    if any(draft.schedule.proposed for draft in plan.drafts):
        out.print("A table that is only proposed is used from its first year on, and the invoices say so.", soft_wrap=True)
    if plan.undated:
        listed = _some([member.slug for member in plan.undated])
        out.print(f"Year of admission unknown, taken to be past the free years: {listed}", soft_wrap=True)
    reasons: dict[str, list[str]] = defaultdict(list)
    for one in plan.left_out:
        reasons[one.reason].append(f"{one.member.slug} ({one.detail})")
    for reason, listed_out in reasons.items():
        out.print(f"Left out, {reason}: {len(listed_out):,}: {_some(listed_out)}", soft_wrap=True)


def _list_first(plan: Plan) -> None:
    first = table("", [id_column("member"), "bracket"], ["amount"])
    for draft in plan.drafts[:SHOWN]:
        first.add_row(draft.member.slug, draft.bracket, written(draft.invoice.amount))
    if first.row_count:
        print_table(first)
    if len(plan.drafts) > SHOWN:
        out.print(f"and {len(plan.drafts) - SHOWN:,} more invoices (--csv FILE lists all)", soft_wrap=True)


def _tell_others(plan: Plan, statements: Mapping[int, Statement], year: int) -> None:
    """Name the invoices by hand for the year of those who are to be billed: one of them may have been meant for the fee."""
    others = [
        f"{draft.member.slug} ({row.invoice.number}, {row.invoice.text})"
        for draft in plan.drafts
        for row in _standing(statements[draft.member.id], year)
    ]
    if others:
        out.print(f"Invoiced by hand for {year}, beside the annual fee: {_some(others)}", soft_wrap=True)


def _standing(statement: Statement, year: int) -> list[OpenInvoice]:
    return [row for row in statement.invoices if row.invoice.fiscal_year == year and not row.is_reversed]


def _some(names: list[str]) -> str:
    more = f"; and {len(names) - SHOWN:,} more (--csv FILE lists all)" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def _write_plan(path: Path, plan: Plan) -> None:
    rows = []
    for draft in plan.drafts:
        amount, details = draft.invoice.amount, draft.member.details
        rows.append([details.slug, details.name, details.category, figure(amount), amount.currency, draft.invoice.basis, ""])
    for one in plan.left_out:
        details = one.member.details
        rows.append([details.slug, details.name, details.category, "", "", "", f"{one.reason}: {one.detail}"])
    write_csv(path, ["member", "name", "category", "amount", "currency", "basis", "left out"], rows)
    out.print(f"Wrote {path}.")


async def _issue(services: App, drafts: list[InvoiceDraft], *, once: bool, yes: bool) -> None:
    confirm(f"Issue {len(drafts):,} {'invoice' if len(drafts) == 1 else 'invoices'}?", yes)
    issued = await services.ledger.issue(drafts, actor=operator(), at=services.clock.now(), once=once)
    if not issued:
        raise UsageError("nothing was issued: all of them have been invoiced meanwhile")
    numbers = issued[0].number if len(issued) == 1 else f"{issued[0].number} to {issued[-1].number}"
    total = Money(issued[0].amount.currency, sum(one.amount.minor for one in issued))
    out.print(f"Issued {numbers}: {written(total)}.")
