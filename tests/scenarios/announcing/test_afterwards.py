"""An announcement that has arrived is taken back or corrected."""

from bot.app import App
from bot.outreach.announcements import Stage
from tests.outreach.bureau import EUN, KIM, draft
from tests.scenarios.announcing.chats import button, notices, stage, under_way
from tests.scenarios.membership import say


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
