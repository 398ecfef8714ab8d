"""``bot announce``: what the secretariat broadcasts, from the draft to the last delivery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer
from rich.table import Table

from bot.commands.announce_view import Shown, show_audience, show_late, show_message
from bot.commands.base import Now, group, id_column, open_services, operator, out, print_table, quiet_settings, run
from bot.commands.naming import account_named, address_named
from bot.errors import UsageError
from bot.members.registry import Staff, actor_of
from bot.outreach.announcements import Stage, cannot
from bot.outreach.drafts import parse_when, read
from bot.outreach.outbox import Draft, PushKind, State
from bot.outreach.recipients import NOT_SET_UP

if TYPE_CHECKING:
    from bot.app import App

app = group("Announcements: draft, preview, approve, send, follow.")
Number = Annotated[int, typer.Argument(help="Number of the announcement; `bot announce list` shows them.")]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="ACCOUNT", help="Act as this account of the secretariat, such as telegram:123456."),
]


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="Markdown with title: and segment: above it; NAME.ko.md beside it in Korean.")],
    as_: As = None,
    now: Now = None,
) -> None:
    """Check a file and keep it as a draft.

    Nothing is sent. Shows whom it would reach.
    """

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            author = await _actor(services, as_)
            wanted = read(file, services.library.association.languages)
            announcement = await services.office.draft(wanted, author=author)
            out.print(f"Announcement {announcement.id}, a draft: “{announcement.title}”.")
            show_audience(services.audiences, await services.audiences.reached(wanted.segment))
            first = next(iter(wanted.texts))
            with_ = f" With {wanted.attachment.name}." if wanted.attachment else ""
            out.print(
                f"Leaves: {wanted.when}. In: {', '.join(wanted.texts)}; who reads another language gets {first}.{with_}",
            )
            approve = f"bot announce approve {announcement.id} --as ACCOUNT (somebody else than its author)"
            out.print(f"Next: bot announce preview {announcement.id}, then {approve}.")

    run(work())


@app.command("list")
def list_() -> None:
    """List announcements, the latest first."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            names = {actor_of(person.account): person.name for person in await services.links.staff()}
            table = Table(id_column(""), "title", "segment", "leaves", "stage", "author", "approved by", "sent")
            table.columns[3].no_wrap = True
            for one in await services.office.all():
                progress = await services.office.progress(one.id)
                sent = f"{progress.counts.get(State.SENT, 0)} of {progress.total}" if progress.total else ""
                who = (names.get(one.author, one.author), names.get(one.approved_by, one.approved_by))
                table.add_row(str(one.id), one.title, one.draft.segment, str(one.draft.when), progress.stage, *who, sent)
            if table.row_count:
                print_table(table)
            else:
                out.print("None yet: bot announce draft FILE")

    run(work())


@app.command()
def segment(rule: Annotated[str, typer.Argument(help="Such as 'region:africa category:local-government -country:KE'.")]) -> None:
    """Show whom a segment reaches, in words and in numbers."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            show_audience(services.audiences, await services.audiences.reached(rule))

    run(work())


@app.command()
def preview(
    number: Number,
    channel: Annotated[
        Shown, typer.Option("--channel", help="Show what is handed to this channel, sign by sign.")
    ] = Shown.TERMINAL,
) -> None:
    """Show the message in each language that somebody reads, as its first reader gets it, and whom it reaches."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            announcement = await services.office.get(number)
            for lang, one in (await services.office.previews(announcement)).items():
                reader = one.reader.name or one.reader.person.removeprefix("email:")
                count = f"{one.count} readers, " if one.count > 1 else ""
                out.rule(f"{services.library.phrasebook.name_of(lang)}: {count}as {reader} reads it")
                show_message(one.message, channel)
            audience = await services.audiences.reached(announcement.draft.segment)
            show_audience(services.audiences, audience)
            show_late(audience, announcement.draft.when, services.clock.now())

    run(work())


@app.command()
def test(
    number: Number,
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="Where: telegram:123456, slack:U012AB, email:me@example.org.")],
) -> None:
    """Send it to one address, in each language, before anybody else gets it.

    The running assistant sends it.
    """

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            announcement, now = await services.office.get(number), services.clock.now()
            previews = await services.office.previews(announcement)
            address = address_named(to)
            if address.channel not in services.settings.push_channels:
                raise UsageError(f"nothing can be sent to {to}: {NOT_SET_UP[address.channel]}")
            drafts = [
                Draft(f"test:{number}:{uuid4()}", PushKind.NOTICE, f"test:{number}", to, (address,), one.message, now)
                for one in previews.values()
            ]
            await services.outbox.enqueue(drafts, at=now)
            out.print(f"In the outbox for {to}, in {', '.join(previews)}: the running assistant delivers it.")

    run(work())


@app.command()
def ask(number: Number) -> None:
    """Ask all who may approve a draft, in their chats, where a button approves it.

    The running assistant sends it; who was asked already is not asked again.
    """

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            announcement = await services.office.get(number)
            audience = await services.audiences.reached(announcement.draft.segment)
            previews = await services.office.previews(announcement)
            count = await services.notices.ask(announcement, audience, previews.values())
            if not count:
                add = "`bot staff add ACCOUNT --role approver --name NAME` adds somebody"
                raise UsageError(f"nobody who may approve it can be written to: {add}; `bot doctor` tells what is set up")
            out.print(f"Asked for approval: {count}.")

    run(work())


@app.command()
def approve(number: Number, as_: As = None) -> None:
    """Approve a draft, as somebody of the secretariat who did not write it."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            if as_ is None:
                raise UsageError("say who approves, such as --as telegram:123456; `bot staff list` shows who may")
            announcement = await services.office.approve(number, await _staff(services, as_))
            out.print(f"Announcement {announcement.id} is approved. Next: bot announce send {announcement.id}")

    run(work())


@app.command()
def send(
    number: Number,
    everyone: Annotated[bool, typer.Option("--everyone", help="Say once more that it may go to everybody there is.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="WHEN",
            help="Not when the draft says: now, 2026-12-01T10:00+09:00, or '2026-12-01 10:00 local'.",
        ),
    ] = None,
    as_: As = None,
    now: Now = None,
) -> None:
    """Send an approved announcement; the running assistant delivers it.

    With --as, that account is shown in its chat how far it is.
    """

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            announcement = await services.office.get(number)
            if announcement.stage is not Stage.APPROVED:
                raise cannot(announcement, "sent")
            when = announcement.draft.when if at is None else parse_when(at)
            services.office.in_time(when, announcement.draft.texts)
            audience = await services.audiences.reached(announcement.draft.segment)
            show_audience(services.audiences, audience)
            show_late(audience, when, services.clock.now())
            leaves = "" if when.at is None else f"Leaves: {when}. "
            if not yes and not typer.confirm(f"{leaves}Send “{announcement.title}” to {len(audience.reached)} people?"):
                raise UsageError("nothing was sent")
            person = await _staff(services, as_) if as_ else None
            actor = actor_of(person.account) if person else operator()
            _, count = await services.office.send(number, actor=actor, everyone=everyone, when=when)
            if person:
                languages = services.library.association.languages
                lang = person.language if person.language in languages else languages[0]
                await services.boards.open(number, person.account, lang)
            what = "1 delivery is" if count == 1 else f"{count} deliveries are"
            out.print(f"{what} in the outbox. Follow: bot announce status {number} --watch")

    run(work())


@app.command()
def pause(number: Number) -> None:
    """Hold back what has not left yet."""
    _turn(number, "pause")


@app.command()
def resume(number: Number) -> None:
    """Go on after a pause."""
    _turn(number, "resume")


@app.command()
def cancel(number: Number) -> None:
    """Withdraw what has not left yet; what has left stays."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            _, count = await services.office.cancel(number, actor=operator())
            sent = (await services.office.progress(number)).counts.get(State.SENT, 0)
            out.print(f"Announcement {number} is cancelled: {count} withdrawn, {sent} had left.")

    run(work())


def _turn(number: int, how: str) -> None:
    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            turned = await getattr(services.office, how)(number, actor=operator())
            out.print(f"Announcement {number} is {turned.stage.value}.")

    run(work())


async def _staff(services: App, said: str) -> Staff:
    account = account_named(said)
    found = next((one for one in await services.links.staff() if one.account == account), None)
    if found is None:
        raise UsageError(f"“{said}” is nobody of the secretariat; `bot staff list` shows who is, `bot staff add` adds somebody")
    return found


async def _actor(services: App, said: str | None) -> str:
    return actor_of((await _staff(services, said)).account) if said else operator()
