"""The dialog that README shows is the one that people get."""

from __future__ import annotations

import re

from bot.app import App
from bot.channels.rendering import plain
from bot.conversation import Account, Address, IncomingMessage
from tests.conftest import CONTENT


async def test_the_dialog_in_the_readme_is_true(app: App) -> None:
    readme = (CONTENT.parent / "README.md").read_text(encoding="utf-8")
    dialog = re.search(r"```\n(› .*?)```", readme, re.DOTALL)
    assert dialog is not None
    exchanges = [exchange.splitlines() for exchange in dialog[1].split("› ")[1:]]

    missing = []
    for number, (question, *lines) in enumerate(exchanges):
        message = IncomingMessage(str(number), Account("test", "reader"), Address("test", "readme"), text=question)
        reply = await app.assistant.reply(message)
        shown = " ".join(f"{plain(reply.text)} {reply.note}".split())
        promised = [part.strip() for line in lines for part in re.split(r"\[…\]|…", line) if len(part.strip()) > 12]
        missing += [(question, part, shown) for part in promised if part.strip(" );,") not in shown]

    assert len(exchanges) == 4
    assert missing == []
