"""Mail over real SMTP: what a server gets, and what its answers mean for us."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from bot.channels.base import Finding
from bot.channels.email import SmtpMailer, SmtpServer
from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    MessageRejectedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.knowledge.library import Library
from bot.members.letters import Letters
from bot.members.mail import Mail
from tests.e2e.process import free_port
from tests.fakes.clock import FakeClock
from tests.fakes.mailbox import Mailbox, code_in, text_of

TO = "sita@dhulikhel.gov.np"
SENDER = "WeGO Assistant 안내 <assistant@city.org>"
MAIL = Mail(TO, "Your code: 인증 코드 · رمز", "Hello Sita\n", "<p>Hello Sita</p>", "ko")
PASSWORD = "pa55-word-for-no-log"


def mailer(url: str, tls: ssl.SSLContext | None = None) -> SmtpMailer:
    return SmtpMailer(SmtpServer.parse(url), sender=SENDER, clock=FakeClock(), tls=tls)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that nobody else believes."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed (apt-get install openssl)")
    folder = tmp_path_factory.mktemp("tls")
    names = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
    made = ("-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-nodes", "-newkey", "rsa:2048")
    subprocess.run([openssl, "req", "-x509", *made, *names], cwd=folder, check=True, capture_output=True)  # noqa: S603
    whole = folder / "both.pem"
    whole.write_text((folder / "key.pem").read_text() + (folder / "certificate.pem").read_text())
    return whole


def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def believing(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


def login(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
    return AuthResult(success=getattr(data, "password", b"") == PASSWORD.encode(), handled=False)


async def test_mail_arrives_in_both_forms_with_the_headers_that_keep_it_out_of_trouble(mailbox: Mailbox) -> None:
    await mailer(mailbox.url).send(MAIL)

    (mail,) = mailbox.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (TO, SENDER, MAIL.subject)
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "ko")
    assert parsedate_to_datetime(mail["Date"]) == datetime(2021, 10, 1, 9, 0, tzinfo=UTC)
    assert str(mail["Message-ID"]).endswith("@city.org>")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert (text_of(mail).strip(), text_of(mail, "html").strip()) == ("Hello Sita", "<p>Hello Sita</p>")


async def test_every_mail_has_a_name_of_its_own(mailbox: Mailbox) -> None:
    await mailer(mailbox.url).send(MAIL)
    await mailer(mailbox.url).send(MAIL)

    assert len({mail["Message-ID"] for mail in mailbox.mails}) == 2


@pytest.mark.parametrize("lang", ["en", "es", "fr", "pt", "ru", "zh", "ko", "ar"])
async def test_code_arrives_whole_in_every_language_and_direction(mailbox: Mailbox, library: Library, lang: str) -> None:
    await mailer(mailbox.url).send(Letters(library).code(lang, TO, "042137", "telegram"))

    (mail,) = mailbox.mails
    html = text_of(mail, "html")
    assert code_in(mail) == "042137"
    assert "042137" in mail["Subject"]
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in html
    assert '<p dir="ltr"' in html
    assert ">042137</p>" in html
    assert library.association.email in text_of(mail)


async def test_what_no_header_may_hold_is_refused_and_nothing_is_sent(mailbox: Mailbox) -> None:
    with pytest.raises(MessageRejectedError):
        await mailer(mailbox.url).send(replace(MAIL, subject="Hello\r\nBcc: eve@nowhere.org"))

    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("answer", "ours"),
    [
        ("550 no such user", RecipientUnreachableError),
        ("450 greylisted, come back", TemporaryDeliveryError),
        ("421 too busy", TemporaryDeliveryError),
    ],
)
async def test_refused_address_is_final_or_not_as_the_server_says(mailbox: Mailbox, answer: str, ours: type[DeliveryError]) -> None:
    mailbox.refusals[TO] = answer

    with pytest.raises(ours) as caught:
        await mailer(mailbox.url).send(MAIL)

    assert TO not in str(caught.value)


@pytest.mark.parametrize(("answer", "ours"), [("550 not your address", ChannelRefusedError), ("451 later", TemporaryDeliveryError)])
async def test_refused_sender_is_the_channels_trouble_and_not_the_mails(
    mailbox: Mailbox, answer: str, ours: type[DeliveryError]
) -> None:
    mailbox.refusals["assistant@city.org"] = answer

    with pytest.raises(ours):
        await mailer(mailbox.url).send(MAIL)


async def test_mail_that_is_too_large_for_the_server_is_refused() -> None:
    with Mailbox(data_size_limit=2000) as small, pytest.raises(MessageRejectedError):
        await mailer(small.url).send(replace(MAIL, text="x" * 5000))


async def test_server_that_is_not_there_is_tried_again() -> None:
    with pytest.raises(TemporaryDeliveryError, match=r"^no connection to the mail server"):
        await mailer(f"smtp://127.0.0.1:{free_port()}").send(MAIL)


async def test_server_that_hangs_up_in_the_middle_may_have_taken_it() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            if line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                writer.close()
                return
            writer.write(b"250 fine\r\n")

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    with pytest.raises(UncertainDeliveryError):
        await mailer(f"smtp://127.0.0.1:{port}").send(MAIL)
    server.close()


async def test_mail_to_another_machine_is_encrypted_with_starttls_and_its_login(certificate: Path) -> None:
    tls = believing(certificate)
    with Mailbox(tls_context=server_tls(certificate), require_starttls=True, authenticator=login, auth_required=True) as secure:
        server = SmtpServer("127.0.0.1", secure.port, user="bot", password=PASSWORD)

        await SmtpMailer(server, sender=SENDER, clock=FakeClock(), tls=tls).send(MAIL)
        found = await SmtpMailer(server, sender=SENDER, clock=FakeClock(), tls=tls).examine()
        wrong = SmtpMailer(replace(server, password="wrong"), sender=SENDER, clock=FakeClock(), tls=tls)
        refused = await wrong.examine()
        with pytest.raises(ChannelRefusedError, match=r"^the mail server refuses the login \(535\)$"):
            await wrong.send(MAIL)

    where = f"127.0.0.1:{secure.port}"
    assert len(secure.mails) == 1
    assert found == Finding("mail", ok=True, detail=f"{where} takes mail (encrypted, logged in as bot); sender assistant@city.org")
    assert refused == Finding("mail", ok=False, detail=f"{where}: the mail server refuses the login (535); check SMTP_URL")


async def test_server_whose_certificate_nobody_believes_gets_neither_mail_nor_password(certificate: Path) -> None:
    with Mailbox(tls_context=server_tls(certificate), require_starttls=True, authenticator=login) as secure:
        server = SmtpServer("127.0.0.1", secure.port, user="bot", password=PASSWORD)

        with pytest.raises(ChannelRefusedError, match=r"^no encrypted connection: self-signed certificate$"):
            await SmtpMailer(server, sender=SENDER, clock=FakeClock()).send(MAIL)

    assert secure.mails == []


async def test_server_on_another_machine_without_encryption_gets_nothing(mailbox: Mailbox) -> None:
    server = SmtpServer("127.0.0.1", mailbox.port)

    with pytest.raises(ChannelRefusedError, match="STARTTLS"):
        await SmtpMailer(server, sender=SENDER, clock=FakeClock()).send(MAIL)

    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, plain=True)),
        ("smtp://localhost:25", SmtpServer("localhost", 25, plain=True)),
        ("smtp://[::1]:1025", SmtpServer("::1", 1025, plain=True)),
        ("smtp://u:p%40ss%2F@mail.city.org", SmtpServer("mail.city.org", 587, user="u", password="p@ss/")),
        (
            "smtps://bot%40city.org:x@mail.city.org",
            SmtpServer("mail.city.org", 465, implicit_tls=True, user="bot@city.org", password="x"),
        ),
        ("smtps://127.0.0.1:465", SmtpServer("127.0.0.1", 465, implicit_tls=True)),
        ("smtp://10.0.0.5:25", SmtpServer("10.0.0.5", 25)),
    ],
)
def test_setting_says_how_the_server_is_spoken_to(url: str, server: SmtpServer) -> None:
    assert SmtpServer.parse(url) == server


async def test_examination_sends_nothing_and_shows_no_password(mailbox: Mailbox) -> None:
    good = await mailer(mailbox.url).examine()
    bad = await mailer(f"smtp://bot:{PASSWORD}@127.0.0.1:{free_port()}").examine()

    assert good.ok
    assert good.detail == f"127.0.0.1:{mailbox.port} takes mail (not encrypted, on this machine); sender assistant@city.org"
    assert not bad.ok
    assert PASSWORD not in f"{bad} {SmtpServer.parse(f'smtp://bot:{PASSWORD}@127.0.0.1')}"
    assert mailbox.mails == []
