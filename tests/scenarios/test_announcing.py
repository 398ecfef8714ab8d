"""Announcing as a conversation: what the secretariat writes and presses, and what becomes of it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import App
from bot.config import Settings
from bot.conversation import Account, Kind, Reply
from bot.knowledge.library import Library
from bot.outreach.announcements import Stage
from bot.outreach.outbox import Pace, State
from tests.outreach.bureau import EUN, KIM, PARK, SITA, draft, opened, settle_in
from tests.scenarios.membership import say

FAST, LEASE = Pace(1000), timedelta(minutes=1)
LANGUAGES = ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
TEXT = "Dear {name|colleague} of {member},\nEvents begin in **May**."


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with opened(settings, library) as app:
        await settle_in(app)
        yield app


def button(reply: Reply, what: str) -> str:
    """Return the action of the button that does something."""
    return next(choice.action for choice in reply.choices if choice.action.split(":")[1] == what)


async def written(app: App, person: Account = EUN, *, text: str = TEXT, segment: str = "region:africa") -> Reply:
    """Return the preview of an announcement that somebody has written in a chat."""
    for said in ("/announce", text, "Events"):
        await say(app, person, said)
    return await say(app, person, segment)


async def kept(app: App, person: Account = EUN, *, segment: str = "region:africa") -> Reply:
    preview = await written(app, person, segment=segment)
    return await say(app, person, action=button(preview, "keep"))


async def notices(app: App) -> dict[str, Reply]:
    """Return what is on its way to the secretariat's people, by recipient."""
    waiting = await app.outbox.claim("telegram", FAST, now=app.clock.now(), lease=LEASE)
    return {one.recipient: one.message for one in waiting if one.batch.startswith("notice:")}


async def stage(app: App, number: int = 1) -> Stage:
    return (await app.office.get(number)).stage


async def test_from_a_text_to_the_last_delivery(app: App) -> None:
    asked = await say(app, EUN, "/announce")
    title = await say(app, EUN, TEXT)
    segment = await say(app, EUN, "Events")  # the name of a topic, and yet the title
    preview = await say(app, EUN, "region:africa lang:fr")
    done = await say(app, EUN, action=button(preview, "keep"))
    requests = await notices(app)
    approved = await say(app, KIM, action=button(requests["account:telegram:1002"], "approve"))
    told = (await notices(app))["account:telegram:1001"]
    sent = await say(app, EUN, action=button(told, "send"))
    progress = await say(app, EUN, action=button(sent, "show"))

    assert [reply.kind for reply in (asked, title, segment)] == [Kind.ASK] * 3
    assert asked.text.startswith("Send me the text of the announcement in one message, in English. You may use {name}, {member}")
    assert title.text == "And its title, in a few words?"
    assert "region:africa category:local-government -country:KE" in segment.text
    assert preview.text.startswith("It reaches 2 of 5 people: everyone whose region is Africa and language is French.")
    assert "First on: Telegram 1, Slack 1." in preview.text
    assert "**Events**\n\nDear Omar Ben Ali of Tunis,  \nEvents begin in **May**." in preview.text
    assert done.text == "Announcement 1 is kept as a draft. 3 people are asked to approve it; I'll tell you."
    assert sorted(requests) == ["account:telegram:1002", "account:telegram:1003", "account:telegram:1004"]
    assert requests["account:telegram:1003"].text.startswith("**Kim** asks you to approve announcement 1.\n\nIt reaches 2 of 5")
    assert (approved.kind, approved.text) == (Kind.DONE, "Announcement 1, “Events”, is approved.")
    assert [choice.label for choice in told.choices] == ["Send now to 2"]
    assert sent.text == "Announcement 1 is on its way to 2 people."
    assert progress.text == "Announcement 1, **Events**: being sent.\n\n- 2 still to leave"
    assert dict((await app.office.progress(1)).counts) == {State.QUEUED: 2}


@pytest.mark.parametrize("account", [SITA, Account("web", "visitor")])
async def test_others_are_denied(app: App, account: Account) -> None:
    announcement = await app.office.draft(draft(), author="telegram:1001")

    for said, action in (("/announce", ""), ("/announce 1", ""), ("", "announce:approve:1"), ("", "announce:show:1")):
        reply = await say(app, account, said, action=action)
        assert (reply.kind, reply.text) == (Kind.DENIED, "Only the secretariat announces things here.")
    assert await stage(app, announcement.id) is Stage.DRAFT


@pytest.mark.parametrize("account", [EUN, SITA])
async def test_never_in_a_group(app: App, account: Account) -> None:
    reply = await say(app, account, "/announce", private=False)

    assert reply.kind is Kind.DENIED
    assert "in private" in reply.text


@pytest.mark.parametrize(
    ("said", "told", "mended"),
    [
        (["Dear {nmae}"], "there is no variable {nmae}", TEXT),
        (["x" * 3501], "the text has 3501 characters; at most 3500 can be sent", TEXT),
        ([TEXT, "T" * 201], "the title has 201 characters; at most 200 can be sent", "Title"),
        ([TEXT, "Title", "region:afrika"], "did you mean africa?", "region:africa"),
        ([TEXT, "Title", "member:lyon"], "That reaches nobody: everyone whose member is Lyon. Who shall get it?", "country:tn"),
        (["Dear {name}", "Title", "region:africa"], "{name} has no value for lina@tunis.example", "lang:fr"),
    ],
)
async def test_what_cannot_be_used_is_told_and_asked_for_still(app: App, said: list[str], told: str, mended: str) -> None:
    await say(app, EUN, "/announce")
    replies = [await say(app, EUN, text) for text in said]
    after = await say(app, EUN, mended)

    assert replies[-1].kind is Kind.ERROR
    assert told in replies[-1].text
    assert after.choices[-1].action == "announce:drop"


async def test_long_text_that_is_no_question_is_taken(app: App) -> None:
    await say(app, EUN, "/announce")

    assert (await say(app, EUN, "word " * 600)).kind is Kind.ASK


async def test_text_in_any_language_is_answered_in_that_of_the_conversation(app: App) -> None:
    await say(app, EUN, "/announce")

    reply = await say(app, EUN, "Sehr geehrte Damen und Herren, wir laden Sie ein, und das ist nicht alles")

    assert (reply.lang, reply.text) == ("en", "And its title, in a few words?")


async def test_command_leaves_the_conversation(app: App) -> None:
    await say(app, EUN, "/announce")
    await say(app, EUN, "/help")

    reply = await say(app, EUN, "How much is the membership fee for local governments?")

    assert reply.kind is Kind.ANSWER


async def test_draft_is_kept_once_and_an_older_button_means_its_own_text(app: App) -> None:
    first = await written(app)
    again = await say(app, EUN, action=button(first, "segment"))
    second = await say(app, EUN, "lang:fr")
    await say(app, EUN, action=button(first, "keep"))
    twice = await say(app, EUN, action=button(first, "keep"))
    await say(app, EUN, action=button(second, "keep"))

    assert again.kind is Kind.ASK
    assert twice.kind is Kind.ERROR
    assert [one.draft.segment for one in await app.office.all()] == ["lang:fr", "region:africa"]


async def test_dropped_is_dropped(app: App) -> None:
    preview = await written(app)

    reply = await say(app, EUN, action=button(preview, "drop"))

    assert reply.text == "Dropped; nothing was sent."
    assert await app.office.all() == []


async def test_author_is_not_asked_and_cannot_approve(app: App) -> None:
    await kept(app, KIM)

    requests = await notices(app)
    reply = await say(app, KIM, action=button(requests["account:telegram:1003"], "approve"))

    assert sorted(requests) == ["account:telegram:1003", "account:telegram:1004"]
    assert (reply.kind, await stage(app)) == (Kind.ERROR, Stage.DRAFT)


async def test_rejected_is_told_to_the_author(app: App) -> None:
    await kept(app)
    requests = await notices(app)

    await say(app, PARK, action=button(requests["account:telegram:1003"], "reject"))
    late = await say(app, KIM, action=button(requests["account:telegram:1002"], "approve"))

    assert (await notices(app))["account:telegram:1001"].text == "Announcement 1, “Events”, is rejected; nothing is sent."
    assert late.text == "announcement 1 can't be approved: it is cancelled"


async def test_staff_without_the_role_cannot_approve_with_a_made_up_button(app: App) -> None:
    await kept(app, KIM)

    reply = await say(app, EUN, action="announce:approve:1")

    assert (reply.kind, await stage(app)) == (Kind.ERROR, Stage.DRAFT)


async def test_everybody_is_asked_for_twice(app: App) -> None:
    await kept(app, segment="everyone")
    approved = await say(app, KIM, action="announce:approve:1")

    asked = await say(app, KIM, action=button(approved, "send"))
    before = await stage(app)
    sent = await say(app, KIM, action=button(asked, "everyone"))

    assert asked.text == "That is everybody there is: 4 people. Send it to all of them?"
    assert (before, sent.text) == (Stage.APPROVED, "Announcement 1 is on its way to 4 people.")


async def test_pause_go_on_and_cancel(app: App) -> None:
    await kept(app)
    await say(app, KIM, action="announce:approve:1")
    sent = await say(app, KIM, action="announce:send:1")

    paused = await say(app, EUN, action=button(sent, "pause"))
    resumed = await say(app, EUN, action=button(paused, "resume"))
    sure = await say(app, EUN, action=button(resumed, "cancel"))
    cancelled = await say(app, EUN, action=button(sure, "withdraw"))

    assert paused.text.startswith("Announcement 1, **Events**: paused.")
    assert resumed.text.startswith("Announcement 1, **Events**: being sent.")
    assert sure.text == "Withdraw what of announcement 1 has not left yet? What has left stays."
    assert cancelled.text == "Announcement 1, **Events**: cancelled.\n\n- 3 withdrawn"


@pytest.mark.parametrize(
    "action", ["announce:keep:ffffffffffff", "announce:approve:x", "announce:nothing:1", "announce:", "announce"]
)
async def test_button_that_means_nothing_is_out_of_date(app: App, action: str) -> None:
    assert (await say(app, EUN, action=action)).kind is Kind.ERROR


async def test_number_shows_how_far_it_is(app: App) -> None:
    await kept(app)

    own, approvers, none = (
        await say(app, EUN, "/announce 1"),
        await say(app, KIM, "/announce 1"),
        await say(app, EUN, "/announce 9"),
    )

    assert (own.text, own.choices) == ("Announcement 1, **Events**: a draft.", ())
    assert [choice.label for choice in approvers.choices] == ["Approve", "Reject"]
    assert none.kind is Kind.ERROR


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_conversation_is_held_in_every_language(app: App, lang: str) -> None:
    await say(app, EUN, f"/language {lang}")
    replies = [await say(app, EUN, said) for said in ("/announce", TEXT, "Events", "everyone")]
    replies.append(await say(app, EUN, action=button(replies[-1], "keep")))
    replies.append(await say(app, KIM, action="announce:approve:1"))
    replies += [await say(app, EUN, action=f"announce:{what}:1") for what in ("show", "send", "everyone", "cancel", "withdraw")]

    assert {reply.lang for reply in replies if reply is not replies[5]} == {lang}
    assert [reply.kind for reply in replies if reply.kind is Kind.ERROR] == []
