"""Announcements in Slack: the form that opens, what is wrong told in it, the conversation that follows; and reactions."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import App
from bot.channels.slack import SlackChannel
from bot.channels.slack_messages import Task, Update, read
from bot.channels.slack_text import emoji
from bot.config import Settings, load_settings
from bot.conversation import Account, Reaction
from bot.members.registry import Role, Staff
from bot.outreach.outbox import Pace
from tests.channels.slack_payloads import DIRECT, MAYA, TS, click, direct_message, event_call, slash
from tests.channels.slack_running import call, event, make, running
from tests.fakes.slack import BOT, Failure, FakeSlack
from tests.outreach.bureau import CONNECTED, KIM, OMAR, as_staff, draft, settle_in
from tests.outreach.test_recalling import LEASE

Json = dict[str, Any]
FILLED = {"title": "Webinar", "text": "Dear {name|colleague},\ncome!", "segment": "region:africa", "when": "now"}
MANIFEST = Path(__file__).parents[2] / "slack" / "manifest.yaml"


def shortcut(name: str = "announce") -> Json:
    return {"type": "shortcut", "callback_id": name, "trigger_id": "1.2.3", "user": {"id": MAYA}, "action_ts": "1.1"}


def submission(fields: Json, action: str = "announce:form:0") -> Json:
    values = {name: {"value": {"type": "plain_text_input", "value": said or None}} for name, said in fields.items()}
    view = {"id": "V1", "type": "modal", "callback_id": action, "hash": "1.a", "state": {"values": values}}
    return {"type": "view_submission", "user": {"id": MAYA}, "trigger_id": "4.5.6", "view": view}


def reaction(name: str, *, taken: bool = False, user: str = MAYA, ts: str = TS) -> Json:
    kind, item = "reaction_removed" if taken else "reaction_added", {"type": "message", "channel": DIRECT, "ts": ts}
    return {"type": kind, "user": user, "reaction": name, "item": item, "item_user": BOT}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Return settings by which everybody can be written to."""
    return load_settings(_env_file=None, data_dir=settings.data_dir, content_dir=settings.content_dir, **CONNECTED)


@pytest.fixture
async def channel(app: App, slack: FakeSlack) -> AsyncIterator[SlackChannel]:
    """The channel of an association with members, where Maya is of the secretariat."""
    await settle_in(app)
    await app.links.set_staff(Staff(Account("slack", MAYA), Role.STAFF, "Maya"), actor="test", at=app.clock.now())
    async with running(make(app, slack.api_base)) as started:
        yield started


def shown(view: Json) -> list[tuple[str, str, int | None, bool | None]]:
    """Return what is asked for in a modal: name, label, the longest answer, whether it is a box; of a file just the first two."""
    return [
        (block["block_id"], block["label"]["text"], block["element"].get("max_length"), block["element"].get("multiline"))
        for block in view["blocks"]
    ]


@pytest.mark.parametrize("payload", [shortcut(), slash("announce", "https://hooks.slack.com/1")])
async def test_shortcut_and_command_open_the_form(channel: SlackChannel, slack: FakeSlack, payload: Json) -> None:
    answer = await call(channel, payload)

    [opened] = await slack.wait_for("views.open")
    view = json.loads(opened["view"]) if isinstance(opened["view"], str) else opened["view"]
    assert (answer.status, opened["trigger_id"]) == (200, payload["trigger_id"])
    assert (view["type"], view["callback_id"]) == ("modal", "announce:form:0")
    assert [view[part]["text"] for part in ("title", "submit", "close")] == ["New announcement", "Preview", "Cancel"]
    assert shown(view) == [
        ("title", "Title", 200, False),
        ("text", "Text, in English", 3000, True),
        ("segment", "Who gets it?", 1000, False),
        ("when", "When does it leave?", 40, False),
        ("file", "File", None, None),
    ]
    assert (view["blocks"][4]["element"], view["blocks"][4]["optional"]) == (
        {"type": "file_input", "action_id": "value", "max_files": 1},
        True,
    )
    assert view["blocks"][2]["hint"]["text"].startswith("For example “region:africa category:local-government")
    assert (slack.made("chat.postMessage"), slack.made("respond")) == ([], [])


@pytest.mark.parametrize("lang", ["ko", "es", "fr", "zh", "ar", "ru", "pt"])
async def test_form_keeps_to_slacks_limits_in_every_language(channel: SlackChannel, slack: FakeSlack, lang: str, app: App) -> None:
    await app.memory.choose_language(Account("slack", MAYA), lang, at=app.clock.now())
    await call(channel, shortcut())

    [opened] = await slack.wait_for("views.open")
    view = json.loads(opened["view"]) if isinstance(opened["view"], str) else opened["view"]
    assert [view[part]["text"] for part in ("title", "submit", "close") if view[part]["text"].endswith("…")] == []


async def test_form_that_can_not_be_opened_any_more_becomes_a_conversation(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.answer("views.open", {"ok": False, "error": "expired_trigger_id"})

    await call(channel, shortcut())

    [said] = await slack.wait_for("chat.postMessage")
    assert said["text"] == "The form could not be opened. We can do it here, step by step."
    assert [button["value"] for button in said["blocks"][-1]["elements"]] == ["announce:write:0"]


async def test_what_is_wrong_is_told_in_the_form_and_nothing_is_said(channel: SlackChannel, slack: FakeSlack) -> None:
    answer = await call(channel, submission({**FILLED, "title": "", "segment": "region:afrika"}))

    assert (answer.status, answer.content_type) == (200, "application/json;charset=utf-8")
    assert json.loads(answer.body) == {
        "response_action": "errors",
        "errors": {"title": "The title is missing.", "segment": "There is no “region:afrika”; did you mean africa?"},
    }
    assert slack.made("chat.postMessage") == []


async def test_filled_form_closes_and_leads_to_preview_and_draft_in_the_direct_conversation(
    channel: SlackChannel, slack: FakeSlack, app: App
) -> None:
    answer = await call(channel, submission(FILLED))
    [preview] = await slack.wait_for("chat.postMessage")
    keep = preview["blocks"][-1]["elements"][0]
    await call(channel, click(keep["value"], channel=preview["channel"]))
    said = await slack.wait_for("chat.postMessage", 2)

    assert (answer.status, answer.body) == (200, "")
    assert preview["channel"] == f"D{MAYA}"
    assert "This is how it looks:" in preview["text"]
    assert "Dear Omar Ben Ali,\ncome!" in preview["text"]
    assert said[1]["text"].startswith("Announcement 1 is kept as a draft. 3 people are asked to approve it")
    assert (await app.office.get(1)).author == f"slack:{MAYA}"


async def test_form_of_somebody_else_is_denied(app: App, slack: FakeSlack) -> None:
    async with running(make(app, slack.api_base)) as channel:
        await call(channel, shortcut())
        [said] = await slack.wait_for("chat.postMessage")
        answer = await call(channel, submission({**FILLED, "title": ""}))
        denied = await slack.wait_for("chat.postMessage", 2)

    assert (answer.body, slack.made("views.open")) == ("", [])
    assert {said["text"], denied[1]["text"]} == {"Only the secretariat announces things here."}


async def test_correction_is_written_in_a_form_that_has_the_text(channel: SlackChannel, slack: FakeSlack, app: App) -> None:
    announcement = await app.office.draft(draft("Come at nine!"), author="test")
    await app.office.approve(announcement.id, as_staff(KIM))
    await app.office.send(announcement.id, actor="test", everyone=False)

    await call(channel, click("announce:correct:1"))

    [opened] = await slack.wait_for("views.open")
    view = json.loads(opened["view"]) if isinstance(opened["view"], str) else opened["view"]
    assert (view["callback_id"], view["title"]["text"]) == ("announce:form:1", "Correction")
    assert [block["element"]["initial_value"] for block in view["blocks"]] == ["Webinar", "Come at nine!"]


async def test_submission_survives_the_process(app: App, slack: FakeSlack) -> None:
    update = read(submission(FILLED), BOT)

    assert update is not None
    assert Update.parse(update.payload()) == update
    assert (update.task, update.action, update.fields) == (Task.ANSWER, "announce:form:0", FILLED)


async def test_slow_look_at_a_form_does_not_cost_the_acknowledgement(app: App, slack: FakeSlack) -> None:
    slack.answer("users.info", Failure.SILENT)
    async with running(make(app, slack.api_base)) as channel:
        async with asyncio.timeout(2.9):
            answer = await call(channel, submission(FILLED))

    assert answer.status == 200


# -- reactions ------------------------------------------------------------------------------------------------------


async def test_reactions_to_an_announcement_are_counted_and_to_other_messages_not(app: App, slack: FakeSlack) -> None:
    await settle_in(app)
    announcement = await app.office.draft(draft(), author="test")
    await app.office.approve(announcement.id, as_staff(KIM))
    await app.office.send(announcement.id, actor="test", everyone=False)
    (one,) = await app.outbox.claim("slack", Pace(1000), now=app.clock.now(), lease=LEASE)
    await app.outbox.sent(one, json.dumps({"channel": DIRECT, "messages": [TS]}), at=app.clock.now())

    async with running(make(app, slack.api_base)) as channel:
        who = OMAR.user_id
        given = [
            reaction("+1::skin-tone-3", user=who),
            reaction("tada", user=who),
            reaction("tada", user=who, taken=True),
            reaction("heart", user=who, ts="9.9"),
        ]
        for number, told in enumerate(given):
            await event(channel, told, f"Ev{number}")
        await event(channel, direct_message("thanks"), "Ev9")
        await slack.wait_for("chat.postMessage")  # in the same conversation, so the reactions are seen to

    assert (await app.office.progress(announcement.id)).reactions == {"👍": 1}


@pytest.mark.parametrize(("name", "shown"), [("heart", "❤"), ("+1::skin-tone-2", "👍"), ("party_parrot", ":party_parrot:")])
def test_reaction_is_told_as_the_emoji_that_it_is(name: str, shown: str) -> None:
    update = read(event_call(reaction(name)), BOT)

    assert update is not None
    assert (update.task, emoji(name)) == (Task.REACT, shown)
    assert isinstance(update.reacted(), Reaction)


def test_manifest_asks_for_what_is_used() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))

    (announce,) = manifest["features"]["shortcuts"]
    assert (announce["type"], announce["callback_id"]) == ("global", "announce")
    assert {"reaction_added", "reaction_removed"} <= set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert {"reactions:read", "files:read"} <= set(manifest["oauth_config"]["scopes"]["bot"])
    assert manifest["settings"]["interactivity"]["is_enabled"]
