"""Files that people send: told with what the platform tells of them, fetched when they are wanted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, Update

from bot.app import App
from bot.channels.slack import SlackChannel
from bot.channels.slack_files import SlackFiles
from bot.channels.telegram_messages import read
from bot.channels.telegram_request import TelegramRequest
from bot.conversation import Account, Upload
from bot.errors import UsageError
from bot.members.registry import Role, Staff
from tests.channels.slack_payloads import MAYA, click, direct_message
from tests.channels.slack_running import call, event, make, running
from tests.channels.test_slack_forms import FILLED, shortcut, submission
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.outreach.bureau import settle_in

Json = dict[str, Any]
PDF = b"%PDF-1.7 the programme"
FILE = {"id": "F9", "name": "programme.pdf", "mimetype": "application/pdf", "size": len(PDF)}


# -- Telegram -------------------------------------------------------------------------------------------------------


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token="1:TEST") as platform:
        yield platform


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    request = TelegramRequest(connections=2, seconds=5)
    base = telegram.base_url
    async with Bot("1:TEST", base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", request=request) as started:
        yield started


async def uploaded(bot: Bot) -> Upload:
    """Return the file of the one message that waits, after it has lain in the inbox."""
    (update,) = await bot.get_updates(timeout=0)
    said = read(Update.de_json(json.loads(update.to_json()), bot), bot=bot.bot, knows_command=lambda _: False)
    assert said is not None
    assert said.message.upload is not None
    return said.message.upload


async def test_document_in_telegram_is_fetched(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.send_document(telegram.user(id=7, first_name="Maya"), "programme.pdf", PDF)

    upload = await uploaded(bot)

    assert (upload.name, upload.media_type, upload.size) == ("programme.pdf", "application/pdf", len(PDF))
    assert await upload.fetch(10_000_000) == PDF


async def test_photo_in_telegram_is_fetched(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.send_photo(telegram.user(id=7, first_name="Maya"))

    upload = await uploaded(bot)

    assert (upload.name, upload.media_type) == ("photo.jpg", "image/jpeg")
    assert (await upload.fetch(10_000_000)).startswith(b"\xff\xd8")


async def test_file_that_telegram_does_not_give_is_a_usage_error_without_the_token(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.send_document(telegram.user(id=7, first_name="Maya"), "programme.pdf", PDF)
    upload = await uploaded(bot)
    telegram.state.uploads.clear()

    with pytest.raises(UsageError, match=r"programme\.pdf could not be fetched from Telegram") as caught:
        await upload.fetch(10_000_000)

    assert caught.value.__cause__ is None


# -- Slack ----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def channel(app: App, slack: FakeSlack) -> AsyncIterator[SlackChannel]:
    """The channel of an association with members, where Maya is of the secretariat."""
    await settle_in(app)
    await app.links.set_staff(Staff(Account("slack", MAYA), Role.STAFF, "Maya"), actor="test", at=app.clock.now())
    slack.files["F9"] = PDF
    async with running(make(app, slack.api_base)) as started:
        yield started


def with_file(filled: Json, **told: Any) -> Json:
    """Return a form that was submitted with a file."""
    filled["view"]["state"]["values"]["file"] = {"value": {"type": "file_input", "files": [{**FILE, **told}]}}
    return filled


async def test_file_in_the_modal_goes_with_the_announcement(channel: SlackChannel, slack: FakeSlack, app: App) -> None:
    answer = await call(channel, with_file(submission(FILLED)))
    [preview] = await slack.wait_for("chat.postMessage")
    await call(channel, click(preview["blocks"][-1]["elements"][0]["value"], channel=preview["channel"]))
    await slack.wait_for("chat.postMessage", 2)

    attachment = (await app.office.get(1)).draft.attachment
    assert (answer.status, answer.body) == (200, "")
    assert "With it goes programme.pdf." in preview["text"]
    assert attachment is not None
    assert (attachment.name, attachment.media_type, attachment.content) == ("programme.pdf", "application/pdf", PDF)


async def test_file_that_is_too_large_is_told_in_the_modal(channel: SlackChannel, slack: FakeSlack) -> None:
    answer = await call(channel, with_file(submission(FILLED), size=12_000_000))

    assert json.loads(answer.body)["errors"] == {"file": "programme.pdf has 12.0 MB; at most 10 MB can be sent."}
    assert slack.made("files.info") == []


async def test_file_in_the_direct_conversation_is_taken_when_it_is_asked_for(channel: SlackChannel, slack: FakeSlack) -> None:
    await call(channel, submission(FILLED))
    [preview] = await slack.wait_for("chat.postMessage")
    add = next(one["value"] for one in preview["blocks"][-1]["elements"] if one["text"]["text"] == "Add a file")
    await call(channel, click(add, channel=preview["channel"]))
    await slack.wait_for("chat.postMessage", 2)
    await event(channel, direct_message("", subtype="file_share", files=[FILE], channel=preview["channel"]), "Ev7")
    said = await slack.wait_for("chat.postMessage", 3)

    assert said[1]["text"].startswith("Send me the file that is to go with it")
    assert "With it goes programme.pdf." in said[2]["text"]


async def test_file_that_nobody_asked_for_is_not_fetched(channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, direct_message("", subtype="file_share", files=[FILE]))
    await slack.wait_for("chat.postMessage")

    assert slack.made("files.info") == []


async def test_app_without_the_scope_gets_the_form_without_the_file(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.answer("views.open", {"ok": False, "error": "missing_scope"})

    await call(channel, shortcut())

    views = [
        json.loads(one["view"]) if isinstance(one["view"], str) else one["view"] for one in await slack.wait_for("views.open", 2)
    ]
    assert [[block["block_id"] for block in view["blocks"]][-1] for view in views] == ["file", "when"]


@pytest.mark.parametrize(
    "url", ["https://evil.example/f", "http://files.slack.com/f", "https://slack.com.evil.example/f", "https://[f", ""]
)
async def test_token_is_told_to_slack_alone(channel: SlackChannel, slack: FakeSlack, url: str) -> None:
    slack.answer("files.info", {"ok": True, "file": {"url_private_download": url}})
    files = SlackFiles(channel._client, slack.api_base)

    with pytest.raises(UsageError, match=r"programme\.pdf could not be fetched from Slack"):
        await files.upload(FILE).fetch(100)


async def test_file_is_read_no_further_than_it_may_be_long(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.files["F9"] = b"x" * 1_000_000
    files = SlackFiles(channel._client, slack.api_base)

    assert len(await files.upload({**FILE, "size": None}).fetch(1000)) == 1000
