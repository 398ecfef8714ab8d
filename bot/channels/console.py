"""The terminal: a conversation with choices by number."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from bot.assistant import Assistant
from bot.conversation import Account, Address, Choice, File, IncomingMessage, Reply

CHANNEL = "console"


class ConsoleChat:
    """Reads questions from the terminal and prints replies, until the input ends."""

    def __init__(self, assistant: Assistant, *, language_hint: str | None, refresh: Callable[[], object]) -> None:
        """Take the assistant, the language to begin in, and what takes up edited content before each question."""
        self._assistant = assistant
        self._refresh = refresh
        self._language_hint = language_hint
        self._console = Console(highlight=False)
        self._choices: tuple[Choice, ...] = ()
        self._conversation = secrets.token_hex(8)

    async def run(self) -> None:
        """Converse; Ctrl-D, Ctrl-C or an empty ``/quit`` ends it."""
        signal.signal(signal.SIGINT, signal.default_int_handler)  # asyncio's own would wait for the line to end
        await self._say("/start")
        while True:
            try:
                line = self._console.input("[bold cyan]›[/] ")  # blocks the loop, in which nothing else runs
            except (EOFError, KeyboardInterrupt):
                self._console.print()
                return
            line = line.encode("utf-8", "replace").decode().strip()
            if line in ("/quit", "/exit"):
                return
            if line:
                await self._say(line)

    async def _say(self, line: str) -> None:
        self._refresh()
        number = int(line) if line.isascii() and line.isdigit() and len(line) < 4 else 0
        action = self._choices[number - 1].action if 0 < number <= len(self._choices) else ""
        reply = await self._assistant.reply(
            IncomingMessage(
                id=secrets.token_hex(8),
                sender=Account(CHANNEL, str(os.getuid())),
                to=Address(CHANNEL, self._conversation),
                text="" if action else line,
                action=action,
                language_hint=self._language_hint,
            )
        )
        self._choices = reply.choices
        show(self._console, reply)


def show(console: Console, reply: Reply) -> None:
    """Print a reply as a terminal shows it best; its file is saved in the current folder, and named."""
    console.print(Padding(Markdown(reply.text), (1, 2, 0, 2)))
    if reply.note:
        console.print(Padding(Text(reply.note, style="dim"), (1, 2, 0, 2)))
    if reply.file:
        console.print(Padding(Text(f"→ {_save(reply.file)}"), (1, 2, 0, 2)))
    if reply.choices:
        listing = Text()
        for number, choice in enumerate(reply.choices, start=1):
            listing.append(f"{number:>2} ", style="cyan").append(choice.label)
            listing.append("\n" if number < len(reply.choices) else "")
        console.print(Padding(listing, (1, 2, 0, 2)))
    console.print()


def _save(file: File) -> str:
    """Save a file under its name, or a numbered one where another file has it; return the path, or why there is none."""
    wanted = Path(Path(file.name).name)
    path, number = wanted, 1
    try:
        while path.exists() and path.read_bytes() != file.content:
            number += 1
            path = wanted.with_stem(f"{wanted.stem}-{number}")
        path.write_bytes(file.content)
    except OSError as error:
        return f"{path}: {error.strerror}"
    return str(path)
