"""How ``bot announce`` shows an audience, a message, and how far an announcement is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from rich.table import Table

from bot.commands.base import out
from bot.conversation import Reply
from bot.outreach.announcements import Progress
from bot.outreach.audience import Audience, Audiences
from bot.outreach.drafts import When
from bot.outreach.outbox import State
from bot.outreach.recalling import refusals
from bot.outreach.recipients import NOT_SET_UP

_NAMED = 5
"""How many of those who are left out are named."""


class Shown(StrEnum):
    """How a preview is shown."""

    TERMINAL = "terminal"
    TELEGRAM = "telegram"
    SLACK = "slack"
    EMAIL = "email"


def progress_table(progress: Progress) -> Table:
    """Return how far an announcement is."""
    announcement = progress.announcement
    leaves = f" for {announcement.draft.when}" if progress.is_scheduled else ""
    table = Table("state", "deliveries", title=f"Announcement {announcement.id}: {progress.stage}{leaves}")
    table.columns[1].justify = "right"
    for state in State:
        if count := progress.counts.get(state):
            table.add_row(state.value, str(count))
    table.add_section()
    table.add_row("all", str(progress.total))
    table.add_section()
    if outcome := progress.outcome:
        what = "recalled" if outcome.revision.by_id is None else f"corrected by {outcome.revision.by_id}"
        going_on = "" if outcome.revision.done_at else ", going on"
        table.add_row(f"{what}{going_on}", str(outcome.done))
        for reason, count in refusals(outcome):
            table.add_row(f"not {what}: {reason}", str(count))
    for emoji, count in progress.reactions.items():
        table.add_row(f"reaction {emoji}", str(count))
    for url, count in progress.opened.items():
        table.add_row(f"opened {url}", str(count))
    return table


def show_message(message: Reply, channel: Shown) -> None:
    """Print a message as a terminal shows it, or as a channel is handed it."""
    from bot.channels import rendering, slack_view
    from bot.channels.console import show

    match channel:
        case Shown.TERMINAL:
            show(out, replace(message, file=None))
        case Shown.TELEGRAM:
            for text in rendering.telegram_html(message.text, message.note):
                out.print(f"{text}\n", soft_wrap=True)
        case Shown.SLACK:
            for shown in slack_view.messages(message):
                out.print(f"{json.dumps(shown.blocks, ensure_ascii=False, indent=2)}\n", soft_wrap=True)
        case Shown.EMAIL:
            out.print(f"{rendering.mail_text(message.text)}\n\n-- \n{rendering.mail_text(message.note)}\n", soft_wrap=True)
    if message.file:
        out.print(f"  + {message.file.name}, {len(message.file.content) / 1000:,.0f} kB\n")


def show_audience(audiences: Audiences, audience: Audience) -> None:
    """Print whom a segment reaches: in words, in numbers, and who is left out."""
    channels = ", ".join(f"{count} by {channel}" for channel, count in audience.channels.items())
    told = f" ({channels})" if channels else ""
    out.print(
        f"Reaches {len(audience.reached)} of {audience.candidates} people{told}: {audiences.explained(audience, 'en')}.",
    )
    closed = ((people, f"{NOT_SET_UP[channel]}") for channel, people in audience.closed.items())
    for left_out, why in ((audience.muted, "turned announcements off"), (audience.unreachable, "can't be reached"), *closed):
        names = [one.recipient.name or one.recipient.person.removeprefix("email:") for one in left_out]
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            out.print(f"Left out, {why}: {', '.join(names[:_NAMED])}{more}.")
    if strangers := audience.zoneless:
        out.print(f"Time zone not known of {len(strangers)}, for whom it is that of {strangers[0].zone}.")


def show_late(audience: Audience, when: When, now: datetime) -> None:
    """Print for how many the time at which it leaves has passed where they are."""
    if late := audience.late(when, now):
        out.print(f"{when} has passed for {late} of them: they get it at once.")
