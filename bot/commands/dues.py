"""``bot dues pay``, ``remit`` and ``reverse``: what is posted to the ledger, beside invoices and bank statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from babel.numbers import list_currencies

from bot.commands.base import Now, group, open_services, operator, out, quiet_settings, run
from bot.commands.dues_import import app as importing
from bot.commands.dues_invoice import app as invoicing
from bot.commands.dues_shared import Who, Yes, confirm, day, member_named, tell_owed
from bot.commands.dues_views import app as views
from bot.dues.amounts import LARGEST_ELSEWHERE, parse_amount, written
from bot.dues.booking import Payment, beyond, payment, referred, remissions, twins
from bot.dues.ledger import Entry, EntryKind, Invoice, Statement, to_undo
from bot.errors import UsageError
from bot.members.registry import Member
from bot.money import Money

if TYPE_CHECKING:
    from bot.app import App

app = group("Invoices, payments, and who owes what.")
app.add_typer(views)
app.add_typer(importing)
app.add_typer(invoicing)


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
            out.print(f"Entry {posted[0].id}: {_received(made)} of {member.name}, {made.on}.")
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
    out.print(f"{member.name}: payment of {_received(made)} on {made.on}{named}.", soft_wrap=True)
    out.print(f"Open before: {written(before)}; after: {written(after)}.")
    if over.minor:
        out.print(f"It is {written(over)} more than is open, which is kept as credit for the next invoice.")


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
                out.print(f"Entry {entry.id}: {written(-entry.amount)} of {member.name} waived, {entry.reference}.")
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
                out.print(_described(one, member, invoices), soft_wrap=True)
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
