"""Announcing as a conversation: what the secretariat writes and presses, and what becomes of it."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.app import App
from bot.config import Settings
from bot.conversation import Account, Address, IncomingMessage, Kind, Reply
from bot.knowledge.library import Library
from bot.outreach.announcements import Stage
from bot.outreach.outbox import Pace, State
from tests.outreach.bureau import EUN, KIM, PARK, SITA, draft, opened, settle_in
from tests.scenarios.membership import say

FAST, LEASE = Pace(1000), timedelta(minutes=1)
LANGUAGES = ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
_looks = count()
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


def later(app: App) -> datetime:
    """Return a time at which everybody may be written to once more."""
    return app.clock.now() + timedelta(seconds=2 * next(_looks))


async def notices(app: App) -> dict[str, Reply]:
    """Return what is on its way to the secretariat's people, by recipient."""
    waiting = await app.outbox.claim("telegram", FAST, now=later(app), lease=LEASE)
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
    assert late.text == "That can't be done with announcement 1: it is cancelled."


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


@pytest.mark.parametrize("said", ["2026-11-22 10:00 local", "2026-11-22T10:00+09:00"])
async def test_another_time_is_asked_for_and_kept(app: App, said: str) -> None:
    preview = await written(app)
    asked = await say(app, EUN, action=button(preview, "when"))
    past = await say(app, EUN, "2026-11-20 10:00 local")
    again = await say(app, EUN, said)
    await say(app, EUN, action=button(again, "keep"))

    assert asked.text.startswith("When shall it leave? Write “now”, “2026-11-22 10:00 local” for that time where each reader is")
    assert (past.kind, past.text) == (
        Kind.ERROR,
        "The time to send it has passed: 2026-11-20 10:00 local. Give a later one, or now.",
    )
    assert str((await app.office.get(1)).draft.when) == said


async def test_button_of_tomorrow_morning_is_each_readers_own(app: App) -> None:
    asked = await say(app, EUN, action=button(await written(app), "when"))

    preview = await say(app, EUN, action=next(choice.action for choice in asked.choices if choice.action.endswith("local")))

    assert "Leaves: 22 November 2026, 10:00, where each reader is." in preview.text


async def test_what_is_approved_is_sent_at_another_time(app: App) -> None:
    await kept(app)
    approved = await say(app, KIM, action="announce:approve:1")

    asked = await say(app, KIM, action=button(approved, "later"))
    wrong = await say(app, KIM, "tomorrow")
    sent = await say(app, KIM, "2026-12-01 10:00 local")
    due = {row.due_at.isoformat(timespec="minutes") for row in await app.outbox.rows("announcement:1")}

    assert asked.text.startswith("When shall announcement 1 leave?")
    assert wrong.text.startswith("“tomorrow” is no time to send at; write now, 2026-12-01T10:00+09:00")
    assert sent.text == "Announcement 1 is scheduled for 3 people: 1 December 2026, 10:00, where each reader is."
    assert due == {"2026-12-01T01:00+00:00", "2026-12-01T09:00+00:00", "2026-12-01T10:00+00:00"}


async def test_everybody_is_asked_for_twice_at_another_time_too(app: App) -> None:
    await kept(app, segment="everyone")
    await say(app, KIM, action="announce:approve:1")
    await say(app, KIM, action="announce:later:1")

    asked = await say(app, KIM, "2026-12-01T10:00+09:00")
    before = await stage(app)
    sent = await say(app, KIM, action=button(asked, "everyone"))

    assert (before, asked.kind) == (Stage.APPROVED, Kind.CHOICES)
    assert sent.text == ("Announcement 1 is scheduled for 4 people: Tuesday, 1 December 2026, 10:00 (Seoul: Korean Standard Time).")


async def arrived(app: App, number: int = 1) -> None:
    """Let what is due on Telegram and Slack arrive."""
    for channel in ("telegram", "slack"):
        for one in await app.outbox.claim(channel, FAST, now=later(app), lease=LEASE):
            await app.outbox.sent(one, f'{{"messages": ["{channel}"]}}', at=app.clock.now())


async def under_way(app: App) -> Reply:
    """Return how far an announcement is that has arrived on two channels."""
    await kept(app)
    await say(app, KIM, action="announce:approve:1")
    await say(app, KIM, action="announce:send:1")
    await arrived(app)
    return await say(app, EUN, "/announce 1")


async def test_taken_back_from_a_chat_after_a_second_word(app: App) -> None:
    shown = await under_way(app)

    sure = await say(app, EUN, action=button(shown, "recall"))
    before = await stage(app)
    done = await say(app, EUN, action=button(sure, "takeback"))
    again = await say(app, EUN, "/announce 1")

    assert sure.text.startswith("Take back announcement 1, “Events”? What has arrived is deleted where the platform allows it")
    assert (before, await stage(app)) == (Stage.SENDING, Stage.CANCELLED)
    assert done.text == "I'm taking announcement 1 back, and will tell you how it ended."
    assert again.text.endswith("- 1 withdrawn\n- 0 taken back")
    assert [one.actor for one in await app.revisions.open()] == ["telegram:1001"]


async def test_corrected_from_a_chat_with_a_text_that_a_second_person_approves(app: App) -> None:
    shown = await under_way(app)

    asked = await say(app, EUN, action=button(shown, "correct"))
    await say(app, EUN, "Dear {name|colleague},\nEvents begin in **June**.")
    preview = await say(app, EUN, "Events, corrected")
    await say(app, EUN, action=button(preview, "keep"))
    requests = await notices(app)
    await say(app, KIM, action=button(requests["account:telegram:1002"], "approve"))
    told = (await notices(app))["account:telegram:1001"]
    done = await say(app, EUN, action=button(told, "place"))

    assert asked.text.startswith("Send me the text that is to come in the place of announcement 1, in one message")
    assert preview.text.startswith("It takes the place of announcement 1 wherever that has arrived and can be changed.")
    assert [choice.label for choice in preview.choices] == ["Ask for approval", "Add a language", "Drop it"]
    assert requests["account:telegram:1002"].text.startswith(
        "**Kim** asks you to approve announcement 2, which corrects announcement 1."
    )
    assert [choice.label for choice in told.choices] == ["Correct announcement 1"]
    assert done.text == "I'm correcting announcement 1, and will tell you how it ended."
    assert [(one.announcement_id, one.by_id) for one in await app.revisions.open()] == [(1, 2)]
    assert (await stage(app), await stage(app, 2)) == (Stage.SENDING, Stage.PLACED)


async def test_correction_of_what_was_told_in_several_languages_says_that_it_is_in_one(app: App) -> None:
    announcement = await app.office.draft(draft(also={"ko": "오세요!"}), author="telegram:1001")
    await say(app, KIM, action=f"announce:approve:{announcement.id}")
    await say(app, KIM, action=f"announce:send:{announcement.id}")

    await say(app, EUN, action=f"announce:correct:{announcement.id}")
    await say(app, EUN, "Come at ten!")
    preview = await say(app, EUN, "Webinar")

    assert "Everybody gets this one text, also who got the other in another language." in preview.text


async def test_unapproved_correction_takes_nobodys_place(app: App) -> None:
    shown = await under_way(app)
    await say(app, EUN, action=button(shown, "correct"))
    await say(app, EUN, "Events begin in June.")
    preview = await say(app, EUN, "Events")
    await say(app, EUN, action=button(preview, "keep"))

    reply = await say(app, EUN, action="announce:place:2")

    assert reply.text == "Announcement 2 has the new text, and must be approved before it takes the place of another."
    assert await app.revisions.open() == []


async def test_who_sends_it_is_shown_how_far_it_is(app: App) -> None:
    await under_way(app)

    (board,) = await app.board_repository.open()

    assert (board.announcement_id, board.account, board.lang) == (1, KIM, "en")


FILLED = {"title": "Events", "text": "Dear {name|colleague},\nsee you.", "segment": "region:africa", "when": "now"}


def form(fields: Mapping[str, str], action: str = "announce:form:0", person: Account = EUN) -> IncomingMessage:
    return IncomingMessage("form", person, Address(person.channel, person.user_id), action=action, fields=fields)


async def test_form_opens_where_the_platform_has_forms_and_else_it_goes_step_by_step(app: App) -> None:
    there = IncomingMessage("m", EUN, Address("slack", "D1"), text="/announce", takes_forms=True)

    reply = await app.assistant.reply(there)
    steps = await say(app, EUN, action=button(reply, "write"))

    assert reply.form is not None
    assert [(field.name, field.label) for field in reply.form.fields] == [
        ("title", "Title"),
        ("text", "Text, in English"),
        ("segment", "Who gets it?"),
        ("when", "When does it leave?"),
        ("file", "File"),
    ]
    assert reply.text == "The form could not be opened. We can do it here, step by step."
    assert steps.text.startswith("Send me the text of the announcement")


async def test_filled_form_leads_to_the_same_preview(app: App) -> None:
    faults = await app.assistant.faults(form(FILLED))
    preview = await app.assistant.reply(form(FILLED))
    done = await say(app, EUN, action=button(preview, "keep"))

    assert faults == {}
    assert "Leaves: now." in preview.text
    assert "**Events**\n\nDear " in preview.text
    assert done.text == "Announcement 1 is kept as a draft. 3 people are asked to approve it; I'll tell you."


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("title", "", "The title is missing."),
        ("title", "T" * 201, "The title has 201 characters; at most 200 can be sent."),
        ("text", " ", "The text is missing."),
        ("text", "Dear {nmae}", "There is no variable {nmae}"),
        ("text", "Dear {name}", "{name} has no value for lina@tunis.example. Complete the registry, or write {name|…}."),
        ("text", "Dear {", "There is a brace by itself near “Dear {”; a variable is written {name}."),
        ("segment", "", "Nobody is named. Write for example region:africa"),
        ("segment", "region:afrika", "There is no “region:afrika”; did you mean africa?"),
        ("segment", "member:lyon", "That reaches nobody: everyone whose member is Lyon."),
        ("when", "soon", "“soon” is no time to send at; write now"),
        ("when", "2020-01-01T10:00+09:00", "The time to send it has passed: 2020-01-01T10:00+09:00."),
    ],
)
async def test_each_field_of_a_form_says_what_is_wrong_with_it(app: App, field: str, said: str, told: str) -> None:
    faults = await app.assistant.faults(form({**FILLED, field: said}))

    assert list(faults) == [field]
    assert faults[field].startswith(told)


async def test_form_tells_all_that_is_wrong_at_once_in_the_language_of_who_filled_it_in(app: App) -> None:
    await say(app, EUN, "/language es")

    faults = await app.assistant.faults(form({"title": "", "text": "", "segment": "", "when": "pronto"}))

    assert faults == {
        "title": "Falta el título.",
        "text": "Falta el texto.",
        "segment": "No se nombra a nadie. Escriba por ejemplo region:africa category:local-government, o everyone.",
        "when": "«pronto» no es una hora de envío; escriba now, 2026-12-01T10:00+09:00 o 2026-12-01 10:00 local.",
    }


async def test_form_of_a_stranger_tells_nothing_and_does_nothing(app: App) -> None:
    faults = await app.assistant.faults(form({}, person=SITA))
    reply = await app.assistant.reply(form(FILLED, person=SITA))

    assert (faults, reply.text) == ({}, "Only the secretariat announces things here.")


async def test_approvers_are_asked_in_the_language_that_each_chose(app: App) -> None:
    await say(app, KIM, "/language ko")
    await kept(app)

    requests = await notices(app)

    assert requests["account:telegram:1002"].text.startswith("**Kim** 님이 공지 1의 승인을 요청합니다.")
    assert requests["account:telegram:1003"].text.startswith("**Kim** asks you to approve announcement 1.")


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
