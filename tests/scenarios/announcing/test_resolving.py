"""What is uncertain of an announcement, decided in a chat: with a count, a second word, and as the command does it."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.conversation import Kind, Reply
from bot.outreach.outbox import Pace, State
from tests.outreach.bureau import EUN, KIM, SITA
from tests.scenarios.announcing.chats import LANGUAGES, button, kept, later
from tests.scenarios.membership import say

SLOW = timedelta(minutes=1)


async def in_doubt(app: App) -> None:
    """Send an announcement to three: one has it, of two nobody knows."""
    await kept(app)
    await say(app, KIM, action="announce:approve:1")
    await say(app, KIM, action="announce:send:1")
    for channel in ("telegram", "slack", "email"):
        (one,) = [
            one for one in await app.outbox.claim(channel, Pace(1000), now=later(app), lease=SLOW) if one.batch == "announcement:1"
        ]
        if channel == "email":
            await app.outbox.sent(one, "", at=app.clock.now())
        else:
            await app.outbox.give_up(one, State.UNCERTAIN, "the connection broke", at=app.clock.now())


async def counts(app: App) -> dict[State, int]:
    return dict((await app.office.progress(1)).counts)


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


async def test_report_offers_to_send_again_and_does_so_after_a_second_word(app: App) -> None:
    await in_doubt(app)

    report = app.teller.board("en", await app.office.progress(1))
    sure = await say(app, EUN, action=button(report, "resend"))
    before = await counts(app)
    done = await say(app, EUN, action=button(sure, "again"))
    twice = await say(app, KIM, action=button(sure, "again"))

    assert "- 2 uncertain: nobody knows whether they arrived" in report.text
    assert labels(report)[:2] == ["Send the 2 uncertain again", "Let the 2 uncertain be"]
    assert (sure.kind, sure.text) == (
        Kind.CHOICES,
        "Send announcement 1 once more to 2 people of whom nobody knows whether it arrived? Whoever has it gets it twice.",
    )
    assert labels(sure) == ["Yes, send 2 again", "How far is it?"]
    assert before == {State.SENT: 1, State.UNCERTAIN: 2}
    assert (done.kind, done.text) == (Kind.DONE, "Announcement 1 is sent once more to 2 people.")
    assert await counts(app) == {State.SENT: 1, State.QUEUED: 2}
    assert twice.text == "Nothing of announcement 1 is uncertain any more; nothing was sent."


async def test_letting_it_be_is_asked_for_twice_and_told_in_the_audit_log(app: App) -> None:
    await in_doubt(app)

    sure = await say(app, EUN, action="announce:letbe:1")
    done = await say(app, EUN, action=button(sure, "settle"))
    (line, *_) = await app.registry.log(subjects=["announcement:1"])
    after = await say(app, EUN, "/announce 1")

    assert sure.text == "Let 2 uncertain deliveries of announcement 1 be? They are not sent again, and count as failed."
    assert done.text == "2 uncertain deliveries of announcement 1 are let be."
    assert (line.action, line.actor, line.after) == ("announcement.dropped", "telegram:1001", {"uncertain": 2})
    assert "2 failed (uncertain, and dropped)" in after.text
    assert not {"announce:resend:1", "announce:letbe:1"} & {choice.action for choice in after.choices}


@pytest.mark.parametrize("stop", ["pause", "withdraw"])
async def test_what_is_stopped_is_not_sent_again(app: App, stop: str) -> None:
    await in_doubt(app)
    shown = await say(app, EUN, action=f"announce:{stop}:1")

    reply = await say(app, EUN, action="announce:again:1")

    assert "announce:resend:1" not in {choice.action for choice in shown.choices}
    assert "announce:letbe:1" in {choice.action for choice in shown.choices}
    assert (reply.kind, (await counts(app))[State.UNCERTAIN]) == (Kind.ERROR, 2)


async def test_members_decide_nothing(app: App) -> None:
    await in_doubt(app)

    reply = await say(app, SITA, action="announce:again:1")

    assert (reply.kind, (await counts(app))[State.UNCERTAIN]) == (Kind.DENIED, 2)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_deciding_is_told_in_every_language(app: App, lang: str) -> None:
    await in_doubt(app)
    await say(app, EUN, f"/language {lang}")

    replies = [await say(app, EUN, action=f"announce:{what}:1") for what in ("show", "resend", "letbe", "settle", "resend")]

    assert {reply.lang for reply in replies} == {lang}
    assert [reply.kind for reply in replies] == [Kind.ANSWER, Kind.CHOICES, Kind.CHOICES, Kind.DONE, Kind.DONE]
    assert max(len(choice.label) for reply in replies for choice in reply.choices) <= 75
