"""``bot remind``: which rules are on, what they will send, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.base import (
    Now,
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
from bot.errors import UsageError
from bot.members.spreadsheets import write_csv
from bot.outreach.occasions import Due
from bot.outreach.outbox import State
from bot.outreach.rules import ReminderRule, Subject

if TYPE_CHECKING:
    from bot.app import App

app = group("Reminders of events and dues: rules on and off, forecasts, counts.")
RuleId = Annotated[str | None, typer.Argument(metavar="RULE", help="Id of a rule; `bot remind list` shows them.")]
AHEAD = timedelta(days=30)
SHOWN = 25
"""Reminders that a forecast lists on the screen; --csv holds all."""


@app.callback(invoke_without_command=True)
def forecast(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what will be sent; nothing is.")] = False,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day; default: in 30 days.")] = None,
    every: Annotated[bool, typer.Option("--all", help="As if all rules were on.")] = False,
    to: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write every reminder there.")] = None,
    now: Now = None,
) -> None:
    """Tell what will be sent, to whom, when and why, as things stand now."""
    if context.invoked_subcommand:
        return
    if not dry_run:
        raise typer.BadParameter("the running assistant sends reminders by itself; --dry-run shows which", param_hint="remind")

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            zone = services.clock.zone
            last = _end_of(until, zone) if until else services.clock.now() + AHEAD
            if last <= services.clock.now():
                raise UsageError(f"{until} has passed; give a later day")
            states = await services.reminders.states()
            rules = [rule for rule, state in states if every or state]
            await services.reminders.check(rules)
            found = [due async for due in services.reminders.forecast(rules, last)]
            found.sort(key=lambda due: (due.not_before, due.rule.id, due.recipient.person))
            _show(found, rules, zone)
            if to is not None:
                _write_csv(to, found, zone)
                out.print(f"Written to {to}.")
            if not rules:
                out.print("No rule is on: bot remind on --all, or --dry-run --all to look first.")

    run(work())


@app.command("list")
def list_() -> None:
    """List the rules, and since when each is on."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            table = Table(id_column("rule"), "about", "from", "offset", "to", "on since")
            for rule, state in await services.reminders.states():
                since = local(state.active_from, services.clock.zone) if state else "off"
                if state and state.fingerprint != rule.fingerprint:
                    since = "changed: on anew with the next look"
                table.add_row(rule.id, rule.subject.value, rule.anchor.value, _offset(rule), rule.segment, since)
            name_zone(services.clock.zone)
            print_table(table)

    run(work())


@app.command()
def on(
    rule_id: RuleId = None,
    every: Annotated[bool, typer.Option("--all", help="All that are off.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    now: Now = None,
) -> None:
    """Turn a rule on from now on, after showing what it will send.

    What lies behind is never sent.
    """

    async def work() -> None:
        if bool(rule_id) == every:
            raise UsageError("name one rule, or --all")
        async with open_services(quiet_settings(), now=now) as services:
            states = await services.reminders.states()
            if rule_id:
                services.reminders.named(rule_id)
            wanted = [rule for rule, state in states if state is None and (every or rule.id == rule_id)]
            if not wanted:
                raise UsageError(f"“{rule_id}” is on already" if rule_id else "all rules are on already")
            await services.reminders.check(wanted)
            await _preview(services, wanted)
            if not yes and not typer.confirm(f"Turn on {', '.join(rule.id for rule in wanted)}?"):
                raise UsageError("nothing was turned on")
            await services.reminders.turn_on(wanted, actor=operator())
            out.print(f"On from now: {', '.join(rule.id for rule in wanted)}.")

    run(work())


@app.command()
def off(rule_id: Annotated[str, typer.Argument(metavar="RULE", help="Id of the rule.")]) -> None:
    """Turn a rule off, and withdraw what it has queued."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            if not await services.reminders.turn_off(rule_id, actor=operator()):
                services.reminders.named(rule_id)
                raise UsageError(f"“{rule_id}” is off already")
            out.print(f"Off: {rule_id}.")

    run(work())


@app.command()
def status() -> None:
    """Show what became of the reminders so far, by rule."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            counts = await services.reminders.counts()
            names = [state for state in State if any(state.value == said for _, said in counts)]
            table = Table(id_column("rule"), "on since", "looked at until", *(state.value for state in names))
            states = {rule.id: state for rule, state in await services.reminders.states()}
            for rule_id in dict.fromkeys([*states, *(rule for rule, _ in counts)]):
                state = states.get(rule_id)
                times = (
                    [local(at, services.clock.zone) for at in (state.active_from, state.planned_until)] if state else ["off", ""]
                )
                table.add_row(rule_id, *times, *(str(counts.get((rule_id, one.value), 0)) for one in names))
            name_zone(services.clock.zone)
            print_table(table)

    run(work())


async def _preview(services: App, rules: list[ReminderRule]) -> None:
    """Tell what rules would send today and next, and how much of the past they leave alone."""
    now = services.clock.now()
    ahead = [due async for due in services.reminders.forecast(rules, now + AHEAD)]
    behind = [due async for due in services.reminders.behind(rules)]
    for rule in rules:
        coming = sorted((due for due in ahead if due.rule is rule), key=lambda due: due.at)
        today = [due for due in coming if due.at <= now + timedelta(days=1)]
        past = [due for due in behind if due.rule is rule]
        out.print(f"{rule.id}: {_of_whom(today)} within a day, {_of_whom(coming)} within 30 days.")
        if past:
            years = sorted({due.at.year for due in past})
            since = f"since {years[0]}" if len(years) > 1 else f"in {years[0]}"
            out.print(f"  Not sent, because its day lies behind: {_of_whom(past)} ({since}).")
    _tell_unreachable(ahead)


def _tell_unreachable(found: Sequence[Due]) -> None:
    """Tell how much of what is due reaches nobody."""
    if unreachable := [due for due in found if not due.addresses]:
        out.print(
            f"Can't be sent: {_of_whom(unreachable)} without an address on a channel of the rule that is set up.", soft_wrap=True
        )


def _of_whom(found: Sequence[Due]) -> str:
    people = len({due.recipient.person for due in found})
    members = len({due.occasion.bill.member_id for due in found if due.occasion.bill})
    text = f"{_number(len(found), 'reminder', 'reminders')} to {_number(people, 'person', 'people')}"
    return f"{text} of {_number(members, 'member', 'members')}" if members else text


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _show(found: Sequence[Due], rules: Sequence[ReminderRule], zone: tzinfo) -> None:
    name_zone(zone)
    counted = Counter(due.rule.id for due in found)
    table = Table(id_column("rule"), "reminders", "people", "first", "last")
    for rule in rules:
        own = [due for due in found if due.rule.id == rule.id]
        times = [local(due.not_before, zone) for due in (own[0], own[-1])] if own else ["", ""]
        table.add_row(rule.id, str(counted[rule.id]), str(len({due.recipient.person for due in own})), *times)
    print_table(table)
    listed = Table("when", id_column("rule"), "to", "why")
    for due in found[:SHOWN]:
        listed.add_row(local(due.not_before, zone), due.rule.id, due.recipient.person, _why(due, partial(local, zone=zone)))
    if found:
        print_table(listed)
    if len(found) > SHOWN:
        out.print(f"… and {len(found) - SHOWN} more; --csv FILE holds all.")
    _tell_unreachable(found)


def _write_csv(path: Path, found: Sequence[Due], zone: tzinfo) -> None:
    def written(moment: datetime) -> str:
        return moment.astimezone(zone).isoformat(timespec="minutes")

    rows = []
    for due in found:
        times = [written(at) for at in (due.at, due.not_before, due.expires_at)]
        channel = due.addresses[0].channel if due.addresses else ""
        rows.append([*times, due.rule.id, due.recipient.person, channel, due.recipient.zone, _why(due, written)])
    write_csv(path, ["at", "sent_from", "expires", "rule", "recipient", "channel", "zone", "why"], rows)


def _why(due: Due, written: Callable[[datetime], str]) -> str:
    """Return why somebody gets a reminder, in a few words; ``written`` gives an instant as text."""
    anchor = due.occasion.anchors[due.rule.anchor]
    when = written(anchor) if isinstance(anchor, datetime) else f"{anchor:%Y-%m-%d}"
    about = due.occasion.key.partition(".")[2]
    quiet = "; waits for the end of quiet hours" if due.not_before > due.at else ""
    if due.rule.subject is Subject.EVENT:
        return f"{about}, {due.rule.anchor.value} {when}{quiet}"
    return f"invoice {about}, due {when}{quiet}"


def _offset(rule: ReminderRule) -> str:
    offset = rule.offset
    parts = [f"{offset.days:+d}d"] if offset.days or not offset.seconds else []
    parts += [f"{offset.seconds // 60:+d}m"] if offset.seconds else []
    return " ".join(parts) + (f" at {rule.at:%H:%M}" if rule.at else "")


def _end_of(day: str, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(day)
    except ValueError as error:
        raise typer.BadParameter(f"“{day}” is not a day such as 2026-12-31", param_hint="--until") from error
    if moment.tzinfo:
        return moment
    return datetime.combine(moment.date(), time(23, 59, 59) if len(day) == len("2026-12-31") else moment.time(), tzinfo=zone)
