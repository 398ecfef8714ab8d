"""A mail server on this machine that keeps what it is given: real SMTP, in a thread of its own."""

from __future__ import annotations

import asyncio
import re
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.process import free_port

WAIT_SECONDS = 10.0


class Mailbox:
    """The server: ``with Mailbox() as mailbox: ...``; settings reach it at ``url``.

    Args:
        options: Of aiosmtpd's ``SMTP``: TLS, login.

    Attributes:
        mails: What was delivered, oldest first.
        sources: The same, byte by byte.
        refusals: Answers by address of sender or recipient, such as ``{"a@b.org": "550 no such user"}``.
        hold: While it is set, a mail is taken only once it is cleared again.
    """

    def __init__(self, **options: Any) -> None:
        self.mails: list[EmailMessage] = []
        self.sources: list[bytes] = []
        self.refusals: dict[str, str] = {}
        self.port = free_port()
        self._open = threading.Event()
        self._open.set()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    @property
    def url(self) -> str:
        """``SMTP_URL`` of this server."""
        return f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._open.set()
        self._controller.stop()

    def hold(self) -> None:
        """Take no mail until `release`."""
        self._open.clear()

    def release(self) -> None:
        """Take the mails that wait."""
        self._open.set()

    def to(self, address: str) -> list[EmailMessage]:
        """Return what was delivered to an address, oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]

    async def wait_for(self, address: str, count: int = 1) -> list[EmailMessage]:
        """Return what was delivered to an address, once there are so many.

        Raises:
            AssertionError: There were not, within ten seconds.
        """
        for _ in range(int(WAIT_SECONDS / 0.02)):
            if len(self.to(address)) >= count:
                return self.to(address)
            await asyncio.sleep(0.02)
        raise AssertionError(f"{address} has {len(self.to(address))} mails instead of {count}")

    async def code(self, address: str, count: int = 1) -> str:
        """Return the code in the newest mail to an address, once there are ``count`` mails."""
        return code_in((await self.wait_for(address, count))[-1])

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        while not self._open.is_set():
            await asyncio.sleep(0.01)
        content = envelope.original_content or b""
        self.sources.append(content)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """Return a mail's text, plain or ``html``."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def code_in(mail: EmailMessage) -> str:
    """Return the code in a mail."""
    found = re.search(r"^ {4}(\d{6})\b", text_of(mail), re.MULTILINE)
    assert found, text_of(mail)
    return found[1]
