"""E-mail: messages out over SMTP. The only code that speaks it.

Source: RFC 5321 (answers), RFC 3834 (`Auto-Submitted`), RFC 2369 and 8058 (one click unsubscribes); behaviour of aiosmtplib 5.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import Policy
from email.utils import format_datetime, make_msgid, parseaddr
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.channels.base import Finding
from bot.clock import Clock
from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    MessageRejectedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.members.mail import Mail

TIMEOUT = 20.0
"""Seconds for the connection, and for each answer."""
_TOO_LARGE = 552  # answered where the size is told, with the sender (RFC 1870)
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over.

    Attributes:
        implicit_tls: Encrypted from the first byte (``smtps``); else STARTTLS, which is insisted on unless ``plain``.
        plain: Not encrypted: allowed on this machine only.
    """

    host: str
    port: int
    implicit_tls: bool = False
    plain: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> SmtpServer:
        """Return the server of a checked ``SMTP_URL``."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        return cls(
            host=host,
            port=parts.port or _PORTS[parts.scheme],
            implicit_tls=parts.scheme == "smtps",
            plain=parts.scheme == "smtp" and _is_this_machine(host),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class SmtpMailer:
    """Implements `bot.members.mail.Mailer`: one connection a mail; there are few.

    Args:
        server: Where mail is handed over.
        sender: What stands in From: ``Name <address>``.
        clock: The time.
        tls: Whose certificates are believed; ``None`` for the machine's.
    """

    def __init__(self, server: SmtpServer, *, sender: str, clock: Clock, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._clock = clock
        self._tls = tls

    async def send(self, mail: Mail) -> str:
        """See `Mailer`."""
        try:
            message = self._message(mail)
        except ValueError as error:  # a line break in a header
            raise MessageRejectedError("the mail has a header that can't be sent") from error
        client = self._client()
        try:
            await client.connect()
        except (SMTPException, OSError, ValueError) as error:
            raise _not_connected(error) from error
        try:
            await client.send_message(message)
        except (SMTPException, OSError, ValueError) as error:
            raise _translated(error) from error
        finally:
            await _part(client)
        return str(message["Message-ID"])

    async def examine(self) -> Finding:
        """Connect and log in, and send nothing; for ``bot doctor``."""
        where = f"{self._server.host}:{self._server.port}"
        client = self._client()
        try:
            await client.connect()
            await client.noop()
        except (SMTPException, OSError, ValueError) as error:
            return Finding("mail", ok=False, detail=f"{where}: {_not_connected(error)}; check SMTP_URL")
        finally:
            await _part(client)
        how = "encrypted" if not self._server.plain else "not encrypted, on this machine"
        known = f", logged in as {self._server.user}" if self._server.user else ""
        return Finding("mail", ok=True, detail=f"{where} takes mail ({how}{known}); sender {parseaddr(self._sender)[1]}")

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.implicit_tls,
            start_tls=not (server.implicit_tls or server.plain),
            username=server.user or None,
            password=server.password or None,
            tls_context=self._tls,
            timeout=TIMEOUT,
        )

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self._clock.now())
        domain = parseaddr(self._sender)[1].rpartition("@")[2]
        message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, mail.key)}@{domain}>" if mail.key else make_msgid(domain=domain)
        message["Auto-Submitted"] = "auto-generated"  # no holiday notice answers it
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        if mail.file:
            main, _, sub = mail.file.media_type.partition("/")
            message.add_attachment(mail.file.content, maintype=main, subtype=sub, filename=mail.file.name)
        if mail.unsubscribe:
            message["List-Unsubscribe"] = _Whole("List-Unsubscribe", f"<{mail.unsubscribe}>")
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message["Content-Language"] = mail.lang  # last: setting the content removes it
        return message


class _Whole(str):
    """A header that stays on one line: the standard library encodes what is too long to fold, which RFC 2369 forbids here."""

    name: str

    def __new__(cls, name: str, value: str) -> _Whole:
        """Return the value of the header of that name."""
        header = super().__new__(cls, value)
        header.name = name
        return header

    def fold(self, *, policy: Policy) -> str:
        """Return the line, as `email` asks for it."""
        return f"{self.name}: {self}{policy.linesep}"


async def _part(client: SMTP) -> None:
    """End a connection; the mail is handed over, or not, already."""
    try:
        if client.is_connected:
            await client.quit(timeout=2)
    except (SMTPException, OSError):
        client.close()


def _not_connected(error: Exception) -> DeliveryError:
    """Return our error for one before anything was sent; its text holds no secret."""
    encryption = error if isinstance(error, ssl.SSLError) else error.__cause__
    match error:
        case SMTPAuthenticationError() if error.code >= 500:
            return ChannelRefusedError(f"the mail server refuses the login ({error.code})")
        case SMTPResponseException() if error.code >= 500:
            return ChannelRefusedError(f"the mail server answers {error.code}")
        case SMTPNotSupported():
            return ChannelRefusedError("the mail server offers no login that we know")
        case SMTPException() if type(error) is SMTPException:  # what aiosmtplib raises then
            return ChannelRefusedError("the mail server offers no STARTTLS, and is not on this machine")
        case _ if isinstance(encryption, ssl.SSLCertVerificationError):
            return ChannelRefusedError(f"no encrypted connection: {encryption.verify_message}")
        case _ if isinstance(encryption, ssl.SSLError):
            return TemporaryDeliveryError(f"no encrypted connection: {encryption.reason}")
        case SMTPResponseException():
            return TemporaryDeliveryError(f"the mail server answers {error.code}")
        case _:
            return TemporaryDeliveryError(f"no connection to the mail server ({type(error).__name__})")


def _translated(error: Exception) -> DeliveryError:
    """Return our error for one while sending: 4yz may be tried again, 5yz not; without an answer it may have been taken."""
    match error:
        case SMTPRecipientsRefused() if all(refused.code >= 500 for refused in error.recipients):
            return RecipientUnreachableError(f"the mail server refuses the address ({error.recipients[0].code})")
        case SMTPRecipientsRefused():
            return TemporaryDeliveryError(f"the mail server does not take the address now ({error.recipients[0].code})")
        case SMTPSenderRefused() if error.code >= 500 and error.code != _TOO_LARGE:
            return ChannelRefusedError(f"the mail server refuses the sender ({error.code})")
        case SMTPResponseException() if error.code >= 500:
            return MessageRejectedError(f"the mail server refuses the mail ({error.code})")
        case SMTPResponseException():
            return TemporaryDeliveryError(f"the mail server does not take the mail now ({error.code})")
        case SMTPNotSupported() | ValueError():
            return MessageRejectedError("the mail server can't take an address with such letters")
        case _:
            return UncertainDeliveryError(f"the mail server did not answer ({type(error).__name__})")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
