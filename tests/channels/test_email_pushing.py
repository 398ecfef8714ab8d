"""What is pushed as mail, over real SMTP: subject, text, HTML, attachment, and the headers to unsubscribe."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from bot.channels.email import SmtpMailer, SmtpServer
from bot.channels.email_pushing import EmailSender
from bot.conversation import Address, Choice, File, Kind, Reply
from tests.fakes.clock import FakeClock
from tests.fakes.mailbox import Mailbox

SITA = Address("email", "sita@dhulikhel.example")
LINK = "https://bot.example.org/unsubscribe?of=abc"
WEBINAR = Reply(
    Kind.ANSWER,
    "**Webinar: air quality & you**\n\nDear Sita,\n\n- on [Zoom](https://zoom.example/1)\n- at 15:00",
    "en",
    note="From the secretariat of WeGO.",
    choices=(Choice("I'll come", "come:1"),),
    file=File("webinar.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        yield server


def sender(mailbox: Mailbox, link: str = LINK) -> EmailSender:
    mailer = SmtpMailer(SmtpServer.parse(mailbox.url), sender="WeGO <assistant@city.org>", clock=FakeClock())
    return EmailSender(mailer, lambda key, address: link, turn_off="reminders:off:")


async def pushed(mailbox: Mailbox, message: Reply, *, link: str = LINK) -> EmailMessage:
    await sender(mailbox, link).push("announcement:1:email:sita", SITA, message)
    return mailbox.mails[-1]


async def test_push_is_a_mail_in_text_and_html_with_its_heading_as_subject(mailbox: Mailbox) -> None:
    mail = await pushed(mailbox, WEBINAR)

    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert mail["Subject"] == "Webinar: air quality & you"
    assert "Dear Sita" in text.get_content()
    assert "<b" not in text.get_content()
    assert '<a href="https://zoom.example/1"' in html.get_content()
    assert "From the secretariat of WeGO." in html.get_content()


async def test_plain_text_has_the_address_behind_the_words_of_a_link_once_and_in_the_subject_none(mailbox: Mailbox) -> None:
    written = (
        "**See [the page](https://we-gov.org/a)**\n\nOn [*Zoom* and **more**](https://zoom.example/1), "
        "<https://we-gov.org/ü>, <office@we-gov.org>, [the office](mailto:office@we-gov.org), [15:00](time:1700000000)."
    )
    message = replace(WEBINAR, text=written, note="[All of it](https://we-gov.org/b)")

    mail = await pushed(mailbox, message)

    text = mail.get_body(("plain",))
    assert text is not None
    assert mail["Subject"] == "See the page"
    assert text.get_content().replace("\r\n", "\n") == (
        "See the page <https://we-gov.org/a>\n\nOn Zoom and more <https://zoom.example/1>, https://we-gov.org/ü, "
        "office@we-gov.org, the office <office@we-gov.org>, 15:00.\n\n-- \nAll of it <https://we-gov.org/b>\n"
    )


async def test_file_is_attached(mailbox: Mailbox) -> None:
    (attached,) = (await pushed(mailbox, WEBINAR)).iter_attachments()

    assert (attached.get_filename(), attached.get_content_type()) == ("webinar.ics", "text/calendar")


async def test_reader_can_unsubscribe_with_one_click(mailbox: Mailbox) -> None:
    mail = await pushed(mailbox, WEBINAR)

    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == (f"<{LINK}>", "List-Unsubscribe=One-Click")


async def test_header_to_unsubscribe_is_one_plain_line_however_long(mailbox: Mailbox) -> None:
    link = f"https://assistant.association-of-cities.example.org/unsubscribe?of={'W_' * 200}"

    await pushed(mailbox, WEBINAR, link=link)

    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in mailbox.sources[-1]


async def test_link_stands_below_the_mail_in_place_of_the_button(mailbox: Mailbox) -> None:
    message = replace(WEBINAR, choices=(*WEBINAR.choices, Choice("Turn announcements off", "reminders:off:announcements")))

    mail = await pushed(mailbox, message)

    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert f"From the secretariat of WeGO.\r\n\r\nTurn announcements off\r\n{LINK}\r\n" in text.get_content()
    assert f'<a href="{LINK}">Turn announcements off</a>' in html.get_content()


async def test_mail_that_cannot_be_turned_off_offers_no_link(mailbox: Mailbox) -> None:
    message = replace(WEBINAR, choices=(Choice("Turn announcements off", "reminders:off:announcements"),))

    mail = await pushed(mailbox, message, link="")

    text = mail.get_body(("plain",))
    assert text is not None
    assert "Turn announcements off" not in text.get_content()


async def test_what_cannot_be_turned_off_has_no_such_header(mailbox: Mailbox) -> None:
    assert (await pushed(mailbox, WEBINAR, link=""))["List-Unsubscribe"] is None


async def test_another_try_of_a_delivery_is_the_same_mail(mailbox: Mailbox) -> None:
    first = await sender(mailbox).push("reminder:a", SITA, WEBINAR)
    again = await sender(mailbox).push("reminder:a", SITA, WEBINAR)
    other = await sender(mailbox).push("reminder:b", SITA, WEBINAR)

    assert (first == again, first == other) == (True, False)


async def test_subject_never_breaks_the_header(mailbox: Mailbox) -> None:
    mail = await pushed(mailbox, Reply(Kind.ANSWER, f"**{'long ' * 60}**\n\nBcc: x@example.org\r\nhello", "ar"))

    assert len(mail["Subject"]) <= 120
    assert mail["Bcc"] is None
