"""What is pushed, as mail: plain text and HTML, with the headers by which mail programs offer to unsubscribe."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.channels.email import SmtpMailer
from bot.channels.rendering import mail_text, plain, web_html
from bot.conversation import Address, Reply
from bot.members.letters import FOOT_STYLE, page
from bot.members.mail import Mail

_HEADING = re.compile(r"\A\*\*(.+?)\*\*\s*")
_MAX_SUBJECT = 120
_LINK, _LINK_IN_HTML = "{label}  \n<{link}>", "[{label}]({link})"


class EmailSender:
    """The `bot.outreach.courier.Sender` for mail; of its buttons only one that turns a topic off stays, as a link.

    Args:
        mailer: The way to the mail server.
        link: Makes the address by which who reads at an address turns off what a key is about; empty when there is none.
        turn_off: Where the actions of buttons begin that turn a topic off.
    """

    name = "email"

    def __init__(self, mailer: SmtpMailer, link: Callable[[str, str], str], *, turn_off: str) -> None:
        self._mailer = mailer
        self._link = link
        self._turn_off = turn_off

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `Sender`; the receipt is the mail's Message-ID, the same for each try of a delivery."""
        heading = _HEADING.match(message.text)
        subject = " ".join(plain(heading[1] if heading else message.text.split("\n", 1)[0]).split())
        unsubscribe = self._link(key, to.conversation_id)
        foot, foot_html = (self._foot(message, form, unsubscribe) for form in (_LINK, _LINK_IN_HTML))
        body = f'{web_html(message.text)}\n<div style="{FOOT_STYLE}">{web_html(foot_html)}</div>'
        return await self._mailer.send(
            Mail(
                to=to.conversation_id,
                subject=subject[:_MAX_SUBJECT],
                text=f"{mail_text(message.text)}\n\n-- \n{mail_text(foot)}\n",
                html=page(message.lang, subject, body),
                lang=message.lang,
                key=key,
                file=message.file,
                unsubscribe=unsubscribe,
            )
        )

    def _foot(self, message: Reply, form: str, unsubscribe: str) -> str:
        """Return what stands below a mail, as Markdown: its note, and the link that turns off what its button would."""
        offered = [choice.label for choice in message.choices if choice.action.startswith(self._turn_off)] if unsubscribe else []
        return "\n\n".join(filter(None, [message.note, *(form.format(label=label, link=unsubscribe) for label in offered)]))
