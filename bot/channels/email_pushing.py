"""What is pushed, as mail: plain text and HTML, with the headers by which mail programs offer to unsubscribe."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.channels.email import SmtpMailer
from bot.channels.rendering import plain, web_html
from bot.conversation import Address, Reply
from bot.members.letters import FOOT_STYLE, page
from bot.members.mail import Mail

_HEADING = re.compile(r"\A\*\*(.+?)\*\*\s*")
_MAX_SUBJECT = 120


class EmailSender:
    """The `bot.outreach.courier.Sender` for mail; buttons, which a mail has none of, are left out.

    Args:
        mailer: The way to the mail server.
        link: Makes the address by which who reads at an address turns off what a key is about; empty when there is none.
    """

    name = "email"

    def __init__(self, mailer: SmtpMailer, link: Callable[[str, str], str]) -> None:
        self._mailer = mailer
        self._link = link

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `Sender`; the receipt is the mail's Message-ID, the same for each try of a delivery."""
        heading = _HEADING.match(message.text)
        subject = " ".join(plain(heading[1] if heading else message.text.split("\n", 1)[0]).split())
        body = f'{web_html(message.text)}\n<div style="{FOOT_STYLE}">{web_html(message.note)}</div>'
        return await self._mailer.send(
            Mail(
                to=to.conversation_id,
                subject=subject[:_MAX_SUBJECT],
                text=f"{plain(message.text)}\n\n-- \n{plain(message.note)}\n",
                html=page(message.lang, subject, body),
                lang=message.lang,
                key=key,
                file=message.file,
                unsubscribe=self._link(key, to.conversation_id),
            )
        )
