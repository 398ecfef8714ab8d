"""Linking as people live it: the real process, both chat platforms' peers, the web page, and a real mail server."""

from __future__ import annotations

import asyncio
import html
import itertools
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Upsert
from bot.store.database import Database
from bot.store.registry import SqlRegistry
from tests.brief import Brief
from tests.e2e.local_slack import BINARY, MISSING, PEOPLE, LocalSlack
from tests.e2e.process import ServedBot
from tests.fakes.mailbox import Mailbox
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_state import User

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

Json = dict[str, Any]
_numbers = itertools.count(700)
YEAR = str(datetime.now(UTC).year)


@dataclass
class House:
    """The assistant serving on all channels, the platforms, and the mail server."""

    bot: ServedBot
    telegram: FakeTelegram
    slack: LocalSlack | None
    mailbox: Mailbox
    data_dir: Path

    async def member(self, name: str) -> str:
        """Add a member with one contact; return the contact's address."""
        email = f"mayor@{name.lower()}.gov.np"
        database = Database(f"sqlite:///{self.data_dir / 'assistant.db'}")
        contact = ContactRow(ContactDetails(f"Mayor of {name}", email))
        wanted = Upsert(None, MemberDetails(name.lower(), name, "local-government", "NP"), (contact,))
        await SqlRegistry(database).apply([wanted], actor="test", at=datetime.now(UTC))
        await database.close()
        return email

    async def hear(self, person: User, count: int) -> str:
        """Return the newest message to somebody in Telegram, once there are so many."""
        await self.telegram.wait_for(lambda telegram: len(telegram.sent_to(person.id)) >= count, timeout=15)
        return self.telegram.sent_to(person.id)[-1].text


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory, brief: Brief) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("linking")
    with Mailbox() as mailbox:
        async with AsyncExitStack() as stack:
            telegram = await stack.enter_async_context(FakeTelegram(token="1:TEST", username="wego_bot"))
            slack = await stack.enter_async_context(LocalSlack(folder / "peer", events_to=None)) if BINARY.exists() else None
            env = {
                **telegram.env,
                "SMTP_URL": mailbox.url,
                "MAIL_FROM": "WeGO Assistant <assistant@city.org>",
                **(slack.env if slack else {}),
            }
            bot = await stack.enter_async_context(ServedBot(env, folder / "bot", brief=brief))
            yield House(bot, telegram, slack, mailbox, folder / "bot" / "var")


@pytest.fixture
def maya(house: House) -> User:
    return house.telegram.user(id=next(_numbers), first_name="Maya", language_code="en")


async def test_in_telegram_a_code_by_mail_links_and_unlinking_ends_it(house: House, maya: User) -> None:
    email = await house.member("Panauti")

    house.telegram.say(maya, "/link")
    asked = await house.hear(maya, 1)
    house.telegram.say(maya, email.upper())
    sent = await house.hear(maya, 2)
    house.telegram.say(maya, await house.mailbox.code(email))
    linked = await house.hear(maya, 3)
    listed = await house.bot.run("link", "list", "panauti")
    house.telegram.say(maya, "/unlink")
    await house.hear(maya, 4)
    press(house, maya, "unlink:")
    unlinked = await house.hear(maya, 5)

    assert "Which e-mail address" in asked
    assert "code of six digits is on its way" in sent
    assert "This account now speaks for Panauti (Mayor of Panauti)" in linked
    assert f"telegram:{maya.id}" in listed
    assert "no longer speaks for Panauti" in unlinked
    assert "No account is linked." in await house.bot.run("link", "list", "panauti")
    assert "An account now speaks for you" in (await house.mailbox.wait_for(email, 2))[1]["Subject"]


async def test_in_telegram_a_deep_link_of_the_secretariat_links_once(house: House, maya: User) -> None:
    await house.member("Banepa")
    eve = house.telegram.user(id=next(_numbers), first_name="Eve", language_code="en")

    printed = await house.bot.run("link", "code", "Banepa", "mayor of banepa")
    payload = re.findall(r"https://t\.me/wego_bot\?start=([\w-]{22})", printed)[0]
    house.telegram.say(maya, f"/start {payload}")
    offered = await house.hear(maya, 1)
    press(house, maya, "link:yes")
    linked = await house.hear(maya, 2)
    house.telegram.say(eve, f"/start {payload}")
    forwarded = await house.hear(eve, 1)

    assert "You will speak for Banepa as Mayor of Banepa" in offered
    assert "This account now speaks for Banepa" in linked
    assert "That invitation has been used" in forwarded


async def test_in_a_telegram_group_an_invitation_is_ended_and_no_address_is_taken(house: House, maya: User) -> None:
    email = await house.member("Dolakha")
    group = house.telegram.group(id=-1_000_700, title="Cities")
    typed = typed_code(await house.bot.run("link", "code", "dolakha", email))

    house.telegram.say(maya, f"/link {email}", chat=group)
    house.telegram.say(maya, f"/link {typed}", chat=group)
    await house.telegram.wait_for(lambda telegram: len(telegram.sent_to(group.id)) >= 2, timeout=15)
    house.telegram.say(maya, f"/link {typed}")
    late = await house.hear(maya, 1)

    assert "Please write to me in private" in house.telegram.texts(group.id)[0]
    assert "I have ended it" in house.telegram.texts(group.id)[1]
    assert "That invitation has been used" in late
    assert house.mailbox.to(email) == []


async def test_on_the_web_page_a_code_by_mail_links_that_browser(house: House) -> None:
    email = await house.member("Bidur")

    async with a_browser() as browser:
        sent = await on_the_page(browser, house, f"/link {email}")
        linked = await on_the_page(browser, house, await house.mailbox.code(email))
        async with browser.get(house.bot.base_url) as page:
            shown = await page.text()
    async with a_browser() as other:
        stranger = await on_the_page(other, house, "/unlink")

    assert "code of six digits is on its way" in sent
    assert "This account now speaks for <strong>Bidur</strong>" in linked
    assert "speaks for no member" in stranger
    assert email not in shown
    assert "•••" in shown


@pytest.mark.skipif(not BINARY.exists(), reason=MISSING)
async def test_in_slack_a_code_by_mail_links(house: House) -> None:
    slack, person, email = house.slack, PEOPLE[0], await house.member("Kirtipur")
    assert slack is not None

    await slack.say(person, "link my account")
    await slack.wait_for_answers(slack.direct(person), 1)
    await slack.say(person, f"<mailto:{email}|{email}>")
    await slack.wait_for_answers(slack.direct(person), 2)
    await slack.say(person, await house.mailbox.code(email))
    answers = await slack.wait_for_answers(slack.direct(person), 3)

    assert "Which e-mail address" in answers[0]["text"]
    assert "code of six digits is on its way" in answers[1]["text"]
    assert "This account now speaks for *Kirtipur*" in str(answers[2]["blocks"])


@pytest.mark.skipif(not BINARY.exists(), reason=MISSING)
async def test_in_slack_an_invitation_is_typed_after_the_slash_command_and_confirmed_by_a_button(house: House) -> None:
    slack, person, email = house.slack, PEOPLE[1], await house.member("Tansen")
    assert slack is not None
    typed, direct = typed_code(await house.bot.run("link", "code", "tansen", email)), slack.direct(person)

    await slack.command(person, f"link {typed}", channel=direct)
    [offered] = await slack.wait_for_answers(direct, 1)
    assert "You will speak for *Tansen* as Mayor of Tansen" in str(offered["blocks"])
    await slack.press(person, offered, offered["blocks"][-1]["elements"][0])
    linked = (await slack.wait_for_answers(direct, 2))[1]

    assert "This account now speaks for *Tansen*" in str(linked["blocks"])
    assert f"slack:{person}" in await house.bot.run("link", "list", "tansen")


@pytest.mark.skipif(not BINARY.exists(), reason=MISSING)
async def test_in_slack_an_address_that_the_workspace_has_not_verified_is_not_offered(house: House) -> None:
    slack, person = house.slack, PEOPLE[2]
    assert slack is not None

    await slack.say(person, "link")
    [asked] = await slack.wait_for_answers(slack.direct(person), 1)

    assert "Which e-mail address" in asked["text"]


async def test_in_telegram_a_contact_lives_with_dues_from_the_first_question_to_the_last(house: House, maya: User) -> None:
    email = await house.member("Ilam")
    invoiced = await house.bot.run(
        "dues", "invoice", "--year", YEAR, "--member", "ilam", "--amount", "1500", "--text", "Fee", "--yes"
    )

    house.telegram.say(maya, "do we owe anything?")
    stranger = await house.hear(maya, 1)
    house.telegram.say(maya, f"/link {email}")
    await house.hear(maya, 2)
    house.telegram.say(maya, await house.mailbox.code(email))
    await house.hear(maya, 3)
    house.telegram.say(maya, "do we owe anything?")
    owing = await house.hear(maya, 4)
    house.telegram.say(maya, "send me our invoice")
    await house.hear(maya, 6)
    document = house.telegram.sent_to(maya.id)[-1].document
    paid = await house.bot.run("dues", "pay", "ilam", "1500", "--reference", "R77", "--yes")
    house.telegram.say(maya, "/status")
    settled = await house.hear(maya, 7)
    house.telegram.say(maya, "/unlink")
    await house.hear(maya, 8)
    press(house, maya, "unlink:")
    await house.hear(maya, 9)
    house.telegram.say(maya, "/status")
    after = await house.hear(maya, 10)

    assert "Issued" in invoiced
    assert "link your account" in stranger
    assert "USD\xa01,500" in owing
    assert document is not None
    assert (document.file_name, document.content[:5]) == (f"invoice-{YEAR}-{document.file_name[13:17]}.pdf", b"%PDF-")
    assert "1,500.00" in paid
    assert "nothing is open" in settled
    assert (after, "Ilam" in after) == (stranger, False)


@pytest.mark.skipif(not BINARY.exists(), reason=MISSING)
async def test_in_slack_a_contact_lives_with_dues_from_the_first_question_to_the_last(house: House) -> None:
    slack, person, email = house.slack, PEOPLE[3], await house.member("Gorkha")
    assert slack is not None
    direct = slack.direct(person)
    await house.bot.run("dues", "invoice", "--year", YEAR, "--member", "gorkha", "--amount", "900", "--text", "Fee", "--yes")

    await slack.say(person, "link my account")
    await slack.wait_for_answers(direct, 1)
    await slack.say(person, f"<mailto:{email}|{email}>")
    await slack.wait_for_answers(direct, 2)
    await slack.say(person, await house.mailbox.code(email))
    await slack.wait_for_answers(direct, 3)
    await slack.say(person, "do we owe anything?")
    owing = (await slack.wait_for_answers(direct, 4))[3]
    await house.bot.run("dues", "pay", "gorkha", "900", "--reference", "R78", "--yes")
    await slack.say(person, "what is our status")
    settled = (await slack.wait_for_answers(direct, 5))[4]

    assert "USD\xa0900" in str(owing["blocks"]).replace("\\xa0", "\xa0")
    assert "nothing is open" in str(settled["blocks"])


async def test_on_the_web_page_a_contact_lives_with_dues_from_the_first_question_to_the_last(house: House) -> None:
    email = await house.member("Palpa")
    await house.bot.run("dues", "invoice", "--year", YEAR, "--member", "palpa", "--amount", "700", "--text", "Fee", "--yes")

    async with a_browser() as browser:
        stranger = await on_the_page(browser, house, "what is our status")
        await on_the_page(browser, house, f"/link {email}")
        await on_the_page(browser, house, await house.mailbox.code(email))
        owing = await on_the_page(browser, house, "what is our status")
        sent = await on_the_page(browser, house, "send me our invoice")
        async with browser.get(house.bot.base_url + re.findall(r'"(/files/[^"]+\.pdf)"', sent)[0]) as file:
            document = await file.read()
        await house.bot.run("dues", "pay", "palpa", "700", "--reference", "R79", "--yes")
        settled = await on_the_page(browser, house, "what is our status")
    report = await house.bot.run("dues", "report", "--year", YEAR)

    assert "link your account" in stranger
    assert "USD\xa0700" in owing
    assert document.startswith(b"%PDF-")
    assert "nothing is open" in settled
    assert "local-government" in report


async def test_stopping_waits_for_a_mail_that_is_under_way(house: House) -> None:
    email = await house.member("Waling")
    house.mailbox.hold()

    async with a_browser() as browser:
        await on_the_page(browser, house, f"/link {email}")
    stopping = asyncio.create_task(house.bot.terminate())
    await asyncio.sleep(0.5)
    before = house.mailbox.to(email)
    house.mailbox.release()
    ended = await stopping

    assert (before, ended) == ([], 0)
    assert len(house.mailbox.to(email)) == 1
    log = house.bot.log.read_text(encoding="utf-8")
    assert [word for word in ("gov.np", "assistant@city.org", "@") if word in re.sub(r'"ts[^,]*|@wego_bot', "", log)] == []


def press(house: House, person: User, action: str) -> None:
    """Press the first button of the newest message to somebody whose action begins so."""
    message = house.telegram.sent_to(person.id)[-1]
    found = [data for button in message.buttons() if (data := str(button["callback_data"])).startswith(action)]
    house.telegram.press(person, message, found[0])


def a_browser() -> aiohttp.ClientSession:
    """Return a browser that keeps cookies, and no connection: the server closes one that was idle for long."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), connector=aiohttp.TCPConnector(force_close=True))


def typed_code(printed: str) -> str:
    """Return what ``bot link code`` prints to be typed; the link above it may look alike."""
    [typed] = re.findall(r"^elsewhere +(\w{4}-\w{4}-\w{4}),", printed, re.MULTILINE)
    return str(typed)


async def on_the_page(browser: aiohttp.ClientSession, house: House, text: str) -> str:
    async with browser.post(f"{house.bot.base_url}/messages", json={"text": text, "id": ""}) as response:
        return html.unescape(await response.text())
