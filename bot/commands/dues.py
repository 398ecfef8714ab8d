"""``bot dues invoice``, ``pay``, ``remit`` and ``reverse``: what is posted to the ledger."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from babel.numbers import list_currencies

from bot.commands.base import Now, group, open_services, operator, out, quiet_settings, run
from bot.commands.dues_import import app as importing
from bot.commands.dues_shared import Who, Yes, confirm, day, member_named, statements_of, table, tell_owed, write_file
from bot.commands.dues_views import app as views
from bot.dues.amounts import LARGEST_ELSEWHERE, figure, parse_amount, written
from bot.dues.booking import Payment, beyond, payment, referred, remissions, twins
from bot.dues.invoicing import Plan, by_hand, is_annual_fee, plan_invoices
from bot.dues.ledger import Entry, EntryKind, Invoice, InvoiceDraft, OpenInvoice, Statement, to_undo
from bot.errors import UsageError
from bot.members.finding import find_member
from bot.members.registry import Member
from bot.money import Money

if TYPE_CHECKING:
    from bot.app import App

app = group("Invoices, payments, and who owes what.")
app.add_typer(views)
app.add_typer(importing)

SHOWN = 10
"""Members that are named of each kind that an invoicing leaves out."""


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
                out.print(f"{members[0].name}: {written(value)} for “{draft.text}”, due {due_on}.", markup=False)
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
    out.print(counts)
    for category, status, source in sorted(groups):
        out.print(f"{category}: {source} ({status})", markup=False, soft_wrap=True)
    if any(draft.schedule.proposed for draft in plan.drafts):
        out.print("A table that is only proposed is used from its first year on, and the invoices say so.", soft_wrap=True)
    if plan.undated:
        listed = _some([member.slug for member in plan.undated])
        out.print(f"Year of admission unknown, taken to be past the free years: {listed}", markup=False, soft_wrap=True)
    reasons: dict[str, list[str]] = defaultdict(list)
    for one in plan.left_out:
        reasons[one.reason].append(f"{one.member.slug} ({one.detail})")
    for reason, listed_out in reasons.items():
        out.print(f"Left out, {reason}: {len(listed_out):,}: {_some(listed_out)}", markup=False, soft_wrap=True)


def _tell_others(plan: Plan, statements: Mapping[int, Statement], year: int) -> None:
    """Name the invoices by hand for the year of those who are to be billed: one of them may have been meant for the fee."""
    others = [
        f"{draft.member.slug} ({row.invoice.number}, {row.invoice.text})"
        for draft in plan.drafts
        for row in _standing(statements[draft.member.id], year)
    ]
    if others:
        out.print(f"Invoiced by hand for {year}, beside the annual fee: {_some(others)}", markup=False, soft_wrap=True)


def _standing(statement: Statement, year: int) -> list[OpenInvoice]:
    return [row for row in statement.invoices if row.invoice.fiscal_year == year and not row.is_reversed]


def _some(names: list[str]) -> str:
    more = f"; and {len(names) - SHOWN:,} more (--csv FILE lists all)" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def _write_plan(path: Path, plan: Plan) -> None:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["member", "name", "category", "amount", "currency", "basis", "left out"])
    for draft in plan.drafts:
        amount, details = draft.invoice.amount, draft.member.details
        writer.writerow([details.slug, details.name, details.category, figure(amount), amount.currency, draft.invoice.basis, ""])
    for one in plan.left_out:
        details = one.member.details
        writer.writerow([details.slug, details.name, details.category, "", "", "", f"{one.reason}: {one.detail}"])
    write_file(path, file.getvalue())


async def _issue(services: App, drafts: list[InvoiceDraft], *, once: bool, yes: bool) -> None:
    confirm(f"Issue {len(drafts):,} {'invoice' if len(drafts) == 1 else 'invoices'}?", yes)
    issued = await services.ledger.issue(drafts, actor=operator(), at=services.clock.now(), once=once)
    if not issued:
        raise UsageError("nothing was issued: all of them have been invoiced meanwhile")
    numbers = issued[0].number if len(issued) == 1 else f"{issued[0].number} to {issued[-1].number}"
    total = Money(issued[0].amount.currency, sum(one.amount.minor for one in issued))
    out.print(f"Issued {numbers}: {written(total)}.")


@app.command()
def pay(
    who: Who,
    amount: Annotated[str, typer.Argument(help="Such as 1500 or 1,500.00.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Day on which the money came; default: today.")] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="In which it was paid, if not the ledger's.")] = None,
    booked: Annotated[str | None, typer.Option("--booked", metavar="AMOUNT", help="With --currency: what it comes to.")] = None,
    number: Annotated[
        str, typer.Option("--invoice", metavar="NUMBER", help="The invoice that it names; default: the oldest.")
    ] = "",
    reference: Annotated[str, typer.Option("--reference", help="The bank's; one that is booked already is refused.")] = "",
    yes: Yes = False,
    now: Now = None,
) -> None:
    """Book a payment: all, a part, or more, which is kept as credit.

    What would be booked, and what is open before and after, is shown first; so is a payment of the same amount on the same
    day that is booked already.
    """

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            member, statement = await member_named(services, who)
            today = services.clock.today()
            value, paid = _amounts(amount, currency, booked, services.library.dues_terms.currency)
            made = Payment(value, day(on, "--on") if on else today, paid, reference.strip())
            posting = payment(member, statement, made, today=today, invoice=number)
            await _refuse_known(services, made.reference)
            _show_payment(member, statement, made, number)
            alike = ", ".join(str(entry.id) for entry in twins(statement, made))
            if alike:
                out.print(f"A payment of the same amount on the same day is booked already: entry {alike}.", soft_wrap=True)
            confirm("Book this one, too?" if alike else "Book it?", yes)
            posted = await services.ledger.post([posting], actor=operator(), at=services.clock.now())
            if not posted:
                raise UsageError(f"a payment of {member.name} with the reference “{made.reference}” was booked meanwhile")
            out.print(f"Entry {posted[0].id}: {_received(made)} of {member.name}, {made.on}.", markup=False)
            await tell_owed(services, member)

    run(work())


async def _refuse_known(services: App, reference: str) -> None:
    _, entries = await services.ledger.all()
    known = referred(entries, reference)
    if known is not None:
        payer = await services.registry.member(known.member_id)
        whose = f" of {payer.name}" if payer else ""
        raise UsageError(
            f"the reference “{reference}” is booked already: entry {known.id}, {written(-known.amount)}{whose}, {known.on}; "
            "give this payment another one, or undo that entry first"
        )


def _show_payment(member: Member, statement: Statement, made: Payment, number: str) -> None:
    over = beyond(statement, made.amount)
    before = Money(statement.currency, sum(row.open for row in statement.invoices))
    after = before - made.amount + over
    named = f" for invoice {number.strip()}" if number else ""
    out.print(f"{member.name}: payment of {_received(made)} on {made.on}{named}.", markup=False, soft_wrap=True)
    out.print(f"Open before: {written(before)}; after: {written(after)}.", markup=False)
    if over.minor:
        out.print(f"It is {written(over)} more than is open, which is kept as credit for the next invoice.", markup=False)


def _received(made: Payment) -> str:
    return f"{written(made.amount)} ({written(made.paid)})" if made.paid else written(made.amount)


def _amounts(amount: str, currency: str | None, booked: str | None, ledger: str) -> tuple[Money, Money | None]:
    foreign = (currency or ledger).upper()
    if foreign == ledger:
        if booked is not None:
            raise UsageError(f"--booked goes with --currency; an amount in {ledger} is booked as it is")
        return parse_amount(amount, ledger), None
    if foreign not in list_currencies():
        raise UsageError(f"“{currency}” is not a currency such as KRW")
    if booked is None:
        raise UsageError(f"say what it comes to in {ledger}: --booked AMOUNT")
    return parse_amount(booked, ledger), parse_amount(amount, foreign, largest=LARGEST_ELSEWHERE)


@app.command()
def remit(
    who: Who,
    amount: Annotated[str | None, typer.Argument(help="What is waived; without it, all of --invoice.")] = None,
    number: Annotated[str, typer.Option("--invoice", metavar="NUMBER", help="Of this invoice; default: of the oldest.")] = "",
    decision: Annotated[str, typer.Option("--decision", help="The decision's reference, such as “EXCOM 2026/3”.")] = "",
    yes: Yes = False,
    now: Now = None,
) -> None:
    """Waive a fee, or a part of it, by a decision."""

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            member, statement = await member_named(services, who)
            value = parse_amount(amount, statement.currency) if amount is not None else None
            postings = remissions(member, statement, value, decision=decision, on=services.clock.today(), invoice=number)
            total = Money(statement.currency, sum(one.amount.minor for one in postings))
            confirm(f"Waive {written(total)} of {member.name} by {decision.strip()}?", yes)
            for entry in await services.ledger.post(postings, actor=operator(), at=services.clock.now()):
                out.print(f"Entry {entry.id}: {written(-entry.amount)} of {member.name} waived, {entry.reference}.", markup=False)
            await tell_owed(services, member)

    run(work())


@app.command()
def reverse(
    entry: Annotated[int, typer.Argument(help="Its number, as `bot dues status MEMBER` shows it.", min=1)],
    note: Annotated[str, typer.Option("--note", help="Why; kept with the reversal.")],
    yes: Yes = False,
    now: Now = None,
) -> None:
    """Undo an entry of the ledger; of an invoice, what was waived of it, too.

    What would be undone is shown first. Nothing is deleted: a reversal is posted beside it.
    """

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            if not note.strip():
                raise UsageError("say why: --note “paid by somebody else”")
            invoices, entries = await services.ledger.all()
            undoing = to_undo(entries, entry)
            (member,) = (one for one in await services.registry.members() if one.id == undoing[0].member_id)
            for one in undoing:
                out.print(_described(one, member, invoices), markup=False, soft_wrap=True)
            confirm(f"Undo {'it' if len(undoing) == 1 else 'them'}?", yes)
            undone = await services.ledger.reverse(
                entry, note=note.strip(), on=services.clock.today(), actor=operator(), at=services.clock.now()
            )
            out.print(f"Entry {undone.id} undoes entry {entry}: {written(undone.amount)}.")
            await tell_owed(services, member)

    run(work())


def _described(entry: Entry, member: Member, invoices: Sequence[Invoice]) -> str:
    amount = entry.amount if entry.kind is EntryKind.CHARGE else -entry.amount
    number = next((f"invoice {one.number}" for one in invoices if one.id == entry.invoice_id), "")
    about = [f"{entry.kind} of {member.name}", written(amount), str(entry.on), number, entry.reference]
    return f"Entry {entry.id}: {', '.join(filter(None, about))}."
