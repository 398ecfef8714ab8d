"""The operators' door: one command line, thin."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot import __version__, logs
from bot.commands import announce, announce_after, db, knowledge, link, members, remind, staff
from bot.commands.base import Lang, Now, err, group, open_services, out, print_json, print_table, quiet_settings, run
from bot.commands.dues import app as dues
from bot.commands.evaluate import evaluate
from bot.config import ContentSettings, load_settings, place_in_env_file, unknown_settings
from bot.errors import AssistantError, ConfigurationError, ContentError, UsageError

app = typer.Typer(
    name="bot",
    help="A chat assistant for an association's members: answers with sources in Telegram, Slack, on the web and here.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
fees = group("Work out fees.")
events = group("The calendar.")
app.add_typer(announce.app, name="announce")
for command in announce_after.COMMANDS:
    announce.app.command()(command)
app.add_typer(db.app, name="db")
app.add_typer(fees, name="fees")
app.add_typer(events, name="events")
app.add_typer(dues, name="dues")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(remind.app, name="remind")
app.add_typer(link.app, name="link")
app.add_typer(members.app, name="members")
app.add_typer(staff.app, name="staff")


def main() -> None:
    """Run the command line; a deliberate error is one clear sentence and exit code 1."""
    try:
        app(standalone_mode=True)
    except ContentError as error:
        for fault in error.faults:
            err.print(str(fault), soft_wrap=True)
        sys.exit(1)
    except AssistantError as error:
        err.print(str(error), soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@app.callback(invoke_without_command=True)
def _options(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        out.print(__version__)
        raise typer.Exit


@app.command()
def serve(
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Show it with sample members, dues and events: on the web page alone, nothing is sent."),
    ] = False,
) -> None:
    """Run the assistant on all its channels.

    That is the web chat, and Telegram and Slack where a token is set; with no token at all the web chat alone, on
    http://127.0.0.1:8080. Settings come from the environment and .env; .env.example explains each. Ctrl-C or SIGTERM
    stops it within ten seconds.
    """
    settings = load_settings()
    logs.set_up(settings.log_level)
    for line in unknown_settings():
        err.print(f"warning: {line}", soft_wrap=True)
    from bot.serve import serve as serving

    if not demo:
        run(serving(settings))
        return
    from bot.demo.stage import open_demo

    run(serving(settings, opened=open_demo, demo=True))


@app.command()
def chat(lang: Lang = None) -> None:
    """Converse in the terminal.

    Pick choices by number; leave with Ctrl-D.
    """
    from bot.channels.console import ConsoleChat

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            await ConsoleChat(services.assistant, language_hint=lang, refresh=services.library.refresh).run()

    run(work())


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question; not needed with --jsonl.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read {"id", "q", "lang"?, "context"?, "as"?} a line from standard input, write one object a line.',
        ),
    ] = False,
    now: Now = None,
    lang: Lang = None,
) -> None:
    """Ask one question, or many with --jsonl."""
    from bot.asking import Question, ask_lines
    from bot.asking import as_json as to_json
    from bot.asking import ask as ask_one
    from bot.channels.console import show

    async def work() -> None:
        async with open_services(quiet_settings(), now=now) as services:
            if jsonl:
                lines = (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
                async for answer in ask_lines(services, lines, lang=lang):
                    print_json(answer)
                return
            answered = await ask_one(services, Question(q=question or "", lang=lang))
            if as_json:
                print_json(to_json(answered))
            else:
                show(out, answered.reply)

    if question is None and not jsonl:
        raise typer.BadParameter("give a question in quotes, or --jsonl to read questions from standard input")
    run(work())


@app.command()
def check(
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            help="Look for the numbers, dates and names of every answer in the texts of its documents, which are in this folder.",
        ),
    ] = None,
) -> None:
    """Check settings and content.

    Every fault is a line, as file:line: message; the exit code is 1 if there is any.
    """
    from bot.knowledge.loading import ContentLoader

    if sources is not None and not sources.is_dir():
        raise typer.BadParameter(
            f"“{sources}” is not a folder; it must hold the texts that documents.yaml names", param_hint="--sources"
        )
    faults: list[str] = []
    compared = ""
    try:
        load_settings()
    except ConfigurationError as error:
        faults.extend(place_in_env_file(line) for line in str(error).splitlines())
    loader = ContentLoader(ContentSettings().content_dir)
    try:
        content = loader.load()
        faults.extend(str(fault) for fault in (*content.outdated, *content.untranslated))
    except ContentError as error:
        faults.extend(str(fault) for fault in error.faults)
    if sources is not None:
        count, found = loader.verify(sources)
        faults.extend(str(fault) for fault in found)
        compared = f"; {count} compared with their documents"
    for fault in faults:
        err.print(fault, soft_wrap=True)
    if faults:
        raise typer.Exit(1)
    per_language = Counter(article.lang for article in content.articles)
    out.print(f"No faults: {', '.join(f'{count} articles in {lang}' for lang, count in per_language.most_common())}{compared}.")


app.command("eval")(evaluate)


@app.command()
def doctor() -> None:
    """Test everything and say what to mend.

    Looks at the content, the database, the port, the clock, the mail server, and each token and webhook.
    """
    from bot.doctor import examine

    findings = run(examine(quiet_settings()))
    table = Table("", "what", "finding")
    for finding in findings:
        table.add_row(Text("ok", "green") if finding.ok else Text("mend", "red"), finding.what, finding.detail)
    print_table(table)
    for line in unknown_settings():
        err.print(f"warning: {line}", soft_wrap=True)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@fees.command("estimate")
def estimate_fee(
    who: Annotated[str, typer.Argument(help="Who would pay, as a member would say it: “city of 300k, GDP per head 12,000”.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a schedule.")] = False,
) -> None:
    """Work out a fee by every schedule that there is."""
    from bot import estimating
    from bot.app import open_library

    settings = quiet_settings()
    with closing(open_library(settings)) as library:
        rows = estimating.estimates(library, who)
    if as_json:
        for row in rows:
            print_json(asdict(row))
        return
    table = Table("years", "status", "bracket")
    table.add_column("a year", no_wrap=True)
    table.add_column("source")
    for row in rows:
        table.add_row(row.years, row.status, row.bracket or row.needs, row.amount, row.source)
    print_table(table)


@events.command("export")
def export_events(
    event: Annotated[str | None, typer.Argument(help="Id of one event, such as general-assembly-2021; without it, all.")] = None,
    lang: Lang = None,
) -> None:
    """Write an iCalendar file to standard output."""
    from bot.app import open_library
    from bot.asking import spoken_language
    from bot.knowledge.events import icalendar

    settings = quiet_settings()
    with closing(open_library(settings)) as library:
        found = [one for one in library.calendar.events if event in (None, one.id)]
        if not found:
            raise UsageError(f"there is no event “{event}”; the ids stand in {settings.content_dir}/events/")
        written = icalendar(found, lang=spoken_language(library, lang), name=library.association.short_name)
    sys.stdout.buffer.write(written)


@events.command("coming")
def count_coming(event: Annotated[str, typer.Argument(help="Id of the event, such as general-assembly-2021.")]) -> None:
    """Count who said by button that they come, or can't."""

    async def work() -> None:
        async with open_services(quiet_settings()) as services:
            if services.library.calendar.event(event) is None:
                raise UsageError(f"there is no event “{event}”; the ids stand in {services.settings.content_dir}/events/")
            choices = list((await services.recipients.event_choices(event)).values())
            coming, away = (sum(one.coming is said for one in choices) for said in (True, False))
            out.print(f"{event}: {coming} come, {away} can't, {sum(one.reminded for one in choices)} asked to be reminded.")

    run(work())


@app.command("directory")
def export_directory(lang: Lang = None) -> None:
    """Write the members as CSV to standard output.

    Those whom the documents name, each with what they say of it last.
    """
    from bot.app import open_library
    from bot.asking import spoken_language
    from bot.handlers.directory import as_csv

    settings = quiet_settings()
    with closing(open_library(settings)) as library:
        table = as_csv(list(library.directory.members), spoken_language(library, lang))
    sys.stdout.buffer.write(table.encode())
