"""Files that come with replies: handed out to whom they were given, and to nobody else."""

import re
from dataclasses import replace

import pytest

from bot.app import App
from bot.assistant import Assistant
from bot.conversation import Conversation, Kind, Reply
from tests.web.browsing import CALENDAR, Browse, ask, assert_fenced


@pytest.fixture
def filing(app: App) -> Assistant:
    """An assistant who answers everything with a file of the name that is asked for."""

    async def file(conversation: Conversation, text: str) -> Reply:
        return Reply(Kind.DONE, f"Here it is, {conversation.zone}.", "en", file=replace(CALENDAR, name=text))

    return Assistant(
        library=app.library, memory=app.memory, clock=app.clock, commands={}, actions={}, small_talk={}, dialogs={}, ask=file
    )


async def test_file_of_a_reply_is_linked_and_handed_out_as_a_file(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as web:
        reply = await ask(web, CALENDAR.name, id="one")
        again = await ask(web, CALENDAR.name, id="one")
        page = await web.get("/")
        file = await web.get(f"/files/one/{CALENDAR.name}")

    link = f'<a href="/files/one/{CALENDAR.name}" download="{CALENDAR.name}">{CALENDAR.name}</a>'
    assert [link in shown.text for shown in (reply, again, page)] == [True, True, True]
    assert (file.status_code, file.content) == (200, CALENDAR.content)
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.headers["content-disposition"] == f'attachment; filename="{CALENDAR.name}"'
    assert file.headers["cache-control"] == "private, no-store"
    assert_fenced(file)


async def test_file_is_handed_out_without_javascript_whatever_message_and_file_are_called(
    browse: Browse, filing: Assistant
) -> None:
    name = 'fees "2021" <b>.csv'
    async with browse(assistant=filing) as web:
        await web.post("/messages", data={"id": "a b/ü?", "text": name})
        page = await web.get("/")
        (address,) = re.findall(r'href="(/files/[^"]*)"', page.text)
        file = await web.get(address)

    assert file.headers["content-disposition"] == "attachment; filename*=utf-8''fees%20%222021%22%20%3Cb%3E.csv"
    assert name not in page.text


async def test_file_with_a_name_beyond_ascii_is_handed_out_under_it(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as web:
        await ask(web, "회비 2021.csv", id="one")
        file = await web.get("/files/one/회비 2021.csv")

    assert (file.status_code, file.headers["content-disposition"]) == (
        200,
        "attachment; filename*=utf-8''%ED%9A%8C%EB%B9%84%202021.csv",
    )


@pytest.mark.parametrize(
    "path", ["one/other.ics", "two/fees.csv", "%00/fees.csv", "%ed%a0%80/fees.csv", "one", "one/", "../fees.csv"]
)
async def test_file_that_there_is_not_is_not_found(browse: Browse, filing: Assistant, path: str) -> None:
    async with browse(assistant=filing) as web:
        await ask(web, "fees.csv", id="one")

        assert (await web.get(f"/files/{path}")).status_code == 404


async def test_file_is_handed_out_to_nobody_else_and_not_after_it_is_forgotten(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as one, browse(assistant=filing) as other, browse(assistant=filing) as stranger:
        await ask(one, "fees.csv", id="one")
        await ask(other, "fees.csv", id="another")
        answers = [await person.get("/files/one/fees.csv") for person in (one, other, stranger)]
        await one.post("/forget")
        answers.append(await one.get("/files/one/fees.csv"))

    assert [answer.status_code for answer in answers] == [200, 404, 404, 404]
    assert "set-cookie" not in answers[2].headers


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Kathmandu", "Asia/Kathmandu"), ("", "None"), ("../etc/passwd", "None"), ("x" * 1000, "None")]
)
async def test_browsers_time_zone_is_a_hint_if_there_is_one_of_that_name(
    browse: Browse, filing: Assistant, zone: str, known: str
) -> None:
    async with browse(assistant=filing) as web:
        reply = await web.post("/messages", json={"text": "when?", "zone": zone})

    assert f"Here it is, {known}." in reply.text
