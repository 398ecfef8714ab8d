"""``bot announce`` once it is sent: how far it is, what became of it, and what of it is taken back or put right."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.live import Live

from bot.commands.announce import Number
from bot.commands.announce_view import progress_table
from bot.commands.base import open_services, operator, out, quiet_settings, run
from bot.errors import UsageError
from bot.members.spreadsheets import csv_text, write_csv
from bot.outreach.outbox import Row

Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]


def resolve(
    number: Number,
    resend: Annotated[bool, typer.Option("--resend", help="Send what is uncertain once more.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Let it be.")] = False,
) -> None:
    """Decide on deliveries of which nobody knows whether they arrived."""

    async def work() -> None:
        if resend == drop:
            raise UsageError("choose one: --resend sends the uncertain ones once more, --drop lets them be")
        async with open_services(quiet_settings()) as services:
            count = await services.office.resolve(number, resend=resend, actor=operator())
            done = "sent once more" if resend else "let be"
            out.print(f"{count} deliveries are {done}." if count else f"Nothing of announcement {number} is uncertain.")

    run(work())


def status(
    number: Number,
    watch: Annotated[bool, typer.Option("--watch", help="Show it until nothing is open; leave with Ctrl-C.")] = False,
) -> None:
    """Show what became of the deliveries."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            progress = await services.office.progress(number)
            with Live(progress_table(progress), console=out, refresh_per_second=4) as live:
                while watch and progress.is_open:
                    await asyncio.sleep(1)
                    progress = await services.office.progress(number)
                    live.update(progress_table(progress))

    run(work())


def report(
    number: Number, to: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it there.")] = None
) -> None:
    """Write every delivery as CSV: who, where, what became of it, when, and why not."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            announcement = await services.office.get(number)
            headings = ["recipient", "channel", "address", "state", "attempts", "reason", "finished_at", "reactions"]
            lines: list[list[str | int]] = []
            rows = await services.outbox.rows(announcement.batch)
            given = await services.responses.given(announcement.batch)
            for row in rows:
                finished = row.finished_at.isoformat(timespec="seconds") if row.finished_at else ""
                address = (row.to.channel, row.to.conversation_id)
                reactions = " ".join(given.get(row.id, ()))
                lines.append([row.recipient, *address, row.state.value, row.attempts, row.reason, finished, reactions])
            if to is None:
                out.print(csv_text(headings, lines), soft_wrap=True, end="")
            else:
                write_csv(to, headings, lines)
                out.print(f"Written to {to}: {_counted(rows)}.")

    run(work())


def recall(number: Number, yes: Yes = False) -> None:
    """Withdraw what has not left, and have what has deleted; the running assistant does it.

    Telegram deletes within 48 hours, Slack always; mails stay where they are. Run it again to try again what was refused.
    """

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            announcement = await services.office.get(number)
            if not yes and not typer.confirm(f"Recall “{announcement.title}”?"):
                raise UsageError("nothing was recalled")
            await services.recalling.recall(number, actor=operator())
            out.print(f"The running assistant takes it back. Follow: bot announce status {number} --watch")

    run(work())


def correct(
    number: Number,
    by: Annotated[int, typer.Option("--by", metavar="NUMBER", help="The announcement with the new text: drafted, and approved.")],
    yes: Yes = False,
) -> None:
    """Have the text of another announcement put in the place of what has left; the running assistant does it.

    The other one is drafted and approved like any, and is not sent itself. What has not left yet leaves with the new text.
    Mails stay as they are.
    """

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            old, new = await services.office.get(number), await services.office.get(by)
            if not yes and not typer.confirm(f"Put “{new.title}” in the place of “{old.title}”?"):
                raise UsageError("nothing was corrected")
            await services.recalling.correct(number, by, actor=operator())
            out.print(f"The running assistant corrects it. Follow: bot announce status {number} --watch")

    run(work())


def _counted(rows: Sequence[Row]) -> str:
    """Return how many deliveries are in each state, and why where it is not what was wished for."""
    counted = Counter(f"{row.state.value} ({row.reason})" if row.reason else row.state.value for row in rows)
    return ", ".join(f"{count} {what}" for what, count in counted.most_common()) or "nothing yet"


COMMANDS = (status, report, resolve, recall, correct)
"""Of the group ``announce``, in the order in which they are listed."""
