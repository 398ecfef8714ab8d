"""Writing an announcement in a chat, step by step, in any language."""

import pytest

from bot.app import App
from bot.conversation import Account, Kind
from bot.outreach.announcements import Stage
from bot.outreach.outbox import State
from tests.outreach.bureau import EUN, KIM, SITA, draft
from tests.scenarios.announcing.chats import LANGUAGES, TEXT, button, kept, notices, stage, written
from tests.scenarios.membership import say


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
    assert "First on: Telegram 1, Slack 1. Leaves: now.\n\nThis is how it looks:" in preview.text
    assert "**Events**\n\nDear Omar Ben Ali of Tunis,  \nEvents begin in **May**." in preview.text
    assert done.text == "Announcement 1 is kept as a draft. 3 people are asked to approve it; I'll tell you."
    assert sorted(requests) == ["account:telegram:1002", "account:telegram:1003", "account:telegram:1004"]
    assert requests["account:telegram:1003"].text.startswith("**Kim** asks you to approve announcement 1.\n\nIt reaches 2 of 5")
    assert (approved.kind, approved.text) == (Kind.DONE, "Announcement 1, “Events”, is approved.")
    assert [choice.label for choice in told.choices] == ["Send now to 2", "Another time"]
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
        (["Dear {nmae}"], "There is no variable {nmae}; there are {name}, {member}", TEXT),
        (["x" * 3501], "The text has 3,501 characters; at most 3,500 can be sent.", TEXT),
        ([TEXT, "T" * 201], "The title has 201 characters; at most 200 can be sent.", "Title"),
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


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_refusals_are_told_in_every_language(app: App, lang: str) -> None:
    await kept(app, KIM)
    english = [await say(app, EUN, action=action) for action in ("announce:approve:1", "announce:pause:1", "announce:show:9")]
    await say(app, EUN, f"/language {lang}")

    told = [await say(app, EUN, action=action) for action in ("announce:approve:1", "announce:pause:1", "announce:show:9")]

    assert [reply.kind for reply in told] == [Kind.ERROR] * 3
    assert [reply.lang for reply in told] == [lang] * 3
    assert lang == "en" or not {reply.text for reply in told} & {reply.text for reply in english}


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_conversation_is_held_in_every_language(app: App, lang: str) -> None:
    await say(app, EUN, f"/language {lang}")
    replies = [await say(app, EUN, said) for said in ("/announce", TEXT, "Events", "everyone")]
    replies.append(await say(app, EUN, action=button(replies[-1], "keep")))
    replies.append(await say(app, KIM, action="announce:approve:1"))
    afterwards = ("show", "later", "send", "everyone", "cancel", "recall", "takeback", "show")
    replies += [await say(app, EUN, action=f"announce:{what}:1") for what in afterwards]

    assert {reply.lang for reply in replies if reply is not replies[5]} == {lang}
    assert [reply.kind for reply in replies if reply.kind is Kind.ERROR] == []
