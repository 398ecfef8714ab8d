"""Numbers of several parts keep their order in right-to-left writing, on every channel."""

from __future__ import annotations

import httpx
import pytest

from bot.channels import slack_view
from bot.channels.rendering import plain, telegram_html, web_html
from bot.conversation import Choice, Kind, Reply
from tests.web.browsing import ask

PHONE = "اتصلوا على **+82-2-720-2936**، أو و2934~7."
INVOICE = Choice("الفاتورة 2026-0001", "pdf:2026-0001")
OPEN, CLOSED = "\u2066", "\u2069"


def test_chats_get_isolates_around_the_number() -> None:
    (message,) = slack_view.messages(Reply(Kind.ANSWER, PHONE, "ar", choices=(INVOICE,)))

    shown = [plain(PHONE), *telegram_html(PHONE), message.blocks[0]["text"]["text"]]
    numbers = [f"{OPEN}+82-2-720-2936{CLOSED}", f"{OPEN}2934~7{CLOSED}"]
    assert [[number in text for number in numbers] for text in shown] == [[True, True]] * 3
    assert message.blocks[-1]["elements"][0]["text"]["text"] == f"الفاتورة {OPEN}2026-0001{CLOSED}"


async def test_page_isolates_it_by_a_tag_so_that_a_copy_holds_no_invisible_signs(web: httpx.AsyncClient) -> None:
    reply = await ask(web, "ما هو رقم الهاتف؟")

    assert '<bdi dir="ltr">+82-2-720-2936</bdi>' in reply.text
    assert '<bdi dir="ltr">2934~7</bdi>' in reply.text
    assert '<bdi dir="ltr">2019 Annual Report (WeGO Secretariat' in reply.text  # a source stays together
    assert not {OPEN, CLOSED} & set(reply.text)


@pytest.mark.parametrize(
    "text",
    [
        "call +82-2-720-2936, invoice 2026-0001",
        "انظر https://we-gov.org/2021-10-2 أو invoice-2026-0001.pdf أو 2026-01.pdf أو office-2-3@we-gov.org",
        "في 2021–2023، 15:00–16:45، 1,500 و0.5",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_stray_isolates_of_a_text_make_no_tag() -> None:
    assert web_html(f"{OPEN}{OPEN}ا{CLOSED}<b>") == f'<p>{OPEN}<bdi dir="ltr">ا</bdi>&lt;b&gt;</p>'
