"""Who approves an announcement, and when it leaves."""

import pytest

from bot.app import App
from bot.conversation import Kind
from bot.outreach.announcements import Stage
from tests.outreach.bureau import EUN, KIM, PARK
from tests.scenarios.announcing.chats import button, kept, notices, stage, written
from tests.scenarios.membership import say


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


async def test_amount_is_told_at_once_or_not_at_all(app: App) -> None:
    asked = await say(app, EUN, action=button(await written(app, text="You owe {amount_due|nothing}."), "when"))

    refused = await say(app, EUN, "2026-11-22 10:00 local")
    again = await say(app, EUN, "now")

    assert (asked.kind, refused.kind, again.kind) == (Kind.ASK, Kind.ERROR, Kind.ANSWER)
    assert refused.text == (
        "{amount_due} is worked out now and may have changed by 2026-11-22 10:00 local. Send it now, or leave the amount out."
    )


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
    assert due == {"2026-12-01T09:00+00:00", "2026-12-01T10:00+00:00"}


async def test_everybody_is_asked_for_twice_at_another_time_too(app: App) -> None:
    await kept(app, segment="everyone")
    await say(app, KIM, action="announce:approve:1")
    await say(app, KIM, action="announce:later:1")

    asked = await say(app, KIM, "2026-12-01T10:00+09:00")
    before = await stage(app)
    sent = await say(app, KIM, action=button(asked, "everyone"))

    assert (before, asked.kind) == (Stage.APPROVED, Kind.CHOICES)
    assert sent.text == ("Announcement 1 is scheduled for 4 people: Tuesday, 1 December 2026, 10:00 (Seoul: Korean Standard Time).")


async def test_approvers_are_asked_in_the_language_that_each_chose(app: App) -> None:
    await say(app, KIM, "/language ko")
    await kept(app)

    requests = await notices(app)

    assert requests["account:telegram:1002"].text.startswith("**Kim** 님이 공지 1의 승인을 요청합니다.")
    assert requests["account:telegram:1003"].text.startswith("**Kim** asks you to approve announcement 1.")
