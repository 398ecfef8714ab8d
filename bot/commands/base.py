"""What all commands share: the terminal, settings, and the services opened for one command."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections.abc import Coroutine
from datetime import datetime, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Column, Table

from bot import logs
from bot.config import Settings, load_settings

# What is printed comes from tables and bank statements: brackets in it are no markup.
out = Console(highlight=False, emoji=False, markup=False)
err = Console(stderr=True, highlight=False, emoji=False, markup=False)
_wide = Console(highlight=False, emoji=False, markup=False, width=10_000)

Now = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help="As if it were this time, such as 2021-10-01T09:00+09:00."),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help="In this language, such as ko; default: the question's, else the first.",
    ),
]


def group(help_text: str) -> typer.Typer:
    """Return a group of commands."""
    return typer.Typer(help=help_text, no_args_is_help=True, rich_markup_mode=None)


def operator() -> str:
    """Return the actor in the audit log for whoever runs a command: the machine's user."""
    try:
        return f"operator:{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user without a name
        return "operator:unknown"


def print_json(value: dict[str, Any]) -> None:
    """Print one object on a line of its own; half surrogates, which no encoding knows, become question marks."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
    sys.stdout.flush()


def quiet_settings() -> Settings:
    """Return the settings for a command whose output is read by a person or a program: only warnings are logged."""
    settings = load_settings()
    logs.set_up("warning" if settings.log_level == "info" else settings.log_level)
    return settings


def open_services(settings: Settings, *, now: str | None = None) -> Any:
    """Return the services, to be entered with ``async with``; ``now`` as the option ``--now`` has it."""
    from bot.app import open_app

    return open_app(settings, now=instant(now))


def instant(text: str | None) -> datetime | None:
    """Return the instant of an option; without a zone it is UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is not a time such as 2021-10-01T09:00+09:00", param_hint="--now") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))


def id_column(heading: str) -> Column:
    """Return a column of what one types into the next command: the other columns give way before it."""
    return Column(heading, no_wrap=True, overflow="fold")


def print_table(table: Table) -> None:
    """Print a table: to a terminal within its width, else with every cell whole."""
    (out if out.is_terminal else _wide).print(table)


def local(moment: datetime, zone: tzinfo) -> str:
    """Return date and time of an instant in the association's zone, which `name_zone` names once for all of an output."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def name_zone(zone: tzinfo) -> None:
    """Say of which zone the times below are."""
    out.print(f"Times are those of {zone}.")


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a command's work to its end."""
    return asyncio.run(work)
