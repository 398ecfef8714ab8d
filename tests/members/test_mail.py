"""Mail in the background: tried again where that helps, waited for at the end, and never in anybody's way."""

import pytest
import structlog

from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    MessageRejectedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.members.mail import Mail, Post
from tests.fakes.mailer import FakeMailer

MAIL = Mail("sita@dhulikhel.gov.np", "123456 is your code", "Hello", "<p>Hello</p>", "en")


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def post(mailer: FakeMailer) -> Post:
    return Post(mailer)


@pytest.mark.parametrize("error", [TemporaryDeliveryError("busy"), UncertainDeliveryError("hung up")])
async def test_mail_that_did_not_leave_is_tried_again_and_at_once_when_all_ends(
    mailer: FakeMailer, post: Post, error: TemporaryDeliveryError
) -> None:
    mailer.errors = [error]

    post.send_later(lambda: MAIL)
    await post.close(within=5)

    assert (mailer.tries, mailer.sent) == (2, [MAIL])


async def test_mail_is_given_up_after_four_tries(mailer: FakeMailer, post: Post) -> None:
    mailer.errors = [TemporaryDeliveryError("busy")] * 9

    post.send_later(lambda: MAIL)
    await post.close(within=5)

    assert (mailer.tries, mailer.sent) == (4, [])


@pytest.mark.parametrize(
    "error", [ChannelRefusedError("login"), MessageRejectedError("too large"), RecipientUnreachableError("no such user")]
)
async def test_refused_mail_is_not_tried_again_and_the_log_holds_no_address(
    mailer: FakeMailer, post: Post, error: DeliveryError
) -> None:
    mailer.errors = [error]

    with structlog.testing.capture_logs() as logs:
        post.send_later(lambda: MAIL)
        await post.close(within=5)

    assert (mailer.tries, mailer.sent) == (1, [])
    assert [entry["event"] for entry in logs] == ["mail_refused"]
    assert "sita" not in str(logs)


async def test_end_waits_for_a_mail_no_longer_than_it_is_told(mailer: FakeMailer, post: Post) -> None:
    mailer.open.clear()

    with structlog.testing.capture_logs() as logs:
        post.send_later(lambda: MAIL)
        await post.close(within=0.05)

    assert mailer.sent == []
    assert logs == [{"event": "mail_lost", "count": 1, "log_level": "warning"}]


async def test_mail_that_can_not_be_written_is_logged_and_hurts_nobody(mailer: FakeMailer, post: Post) -> None:
    def broken() -> Mail:
        raise KeyError("no such sentence")

    with structlog.testing.capture_logs() as logs:
        post.send_later(broken)
        post.send_later(lambda: MAIL)
        await post.close(within=5)

    assert mailer.sent == [MAIL]
    assert [entry["event"] for entry in logs] == ["mail_failed"]


async def test_without_a_mail_server_nothing_is_written() -> None:
    post = Post(None)
    written: list[Mail] = []

    post.send_later(lambda: written.append(MAIL) or MAIL)  # type: ignore[func-returns-value]
    await post.close(within=5)

    assert not post.is_open
    assert written == []
