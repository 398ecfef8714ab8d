"""What has left is taken back or put right: what of it, with what patience, and what is told of the rest."""

from collections import deque
from datetime import timedelta

import pytest

from bot.app import App
from bot.config import Settings
from bot.errors import ChannelRefusedError, MessageRejectedError, RateLimitedError, UncertainDeliveryError, UsageError
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails, actor_of
from bot.outreach.announcements import Announcement, Outcome, Stage
from bot.outreach.drafts import parse_when
from bot.outreach.outbox import Delivery, Pace, State
from bot.outreach.recalling import NO_SEGMENT, NO_VALUE, NO_WAY_BACK, NOT_IN_SEGMENT, TRIES, UNKNOWN, Reviser
from tests.outreach.bureau import EUN, KIM, NOW, OMAR, as_staff, draft, opened
from tests.outreach.retractors import RecordingRetractor, changer
from tests.scenarios.membership import register

AUTHOR = actor_of(EUN)
FAST, LEASE = Pace(1000, chat_gap=0), timedelta(minutes=1)


@pytest.fixture
def reviser(app: App, telegram: RecordingRetractor) -> Reviser:
    return Reviser(
        app.office, app.audiences, app.revisions, app.outbox, changer(app, {"telegram": telegram}), app.notices, app.clock
    )


async def approved(app: App, body: str = "Come!", segment: str = "region:africa", corrects: int | None = None) -> Announcement:
    announcement = await app.office.draft(draft(body, segment=segment, corrects=corrects), author=AUTHOR)
    return await app.office.approve(announcement.id, as_staff(KIM))


async def sent(app: App, *, segment: str = "region:africa") -> Announcement:
    announcement, _ = await app.office.send((await approved(app, segment=segment)).id, actor=AUTHOR, everyone=True)
    return announcement


async def claimed(app: App, channel: str) -> list[Delivery]:
    return await app.outbox.claim(channel, FAST, now=NOW, lease=LEASE)


async def leave(app: App, *channels: str) -> None:
    """Let what is due on some channels arrive; its receipts are their names."""
    for channel in channels:
        for one in await claimed(app, channel):
            await app.outbox.sent(one, channel, at=NOW)


async def states(app: App, announcement: Announcement) -> dict[str, tuple[State, str]]:
    return {row.to.channel: (row.state, row.reason) for row in await app.outbox.rows(announcement.batch)}


async def outcome(app: App, announcement: Announcement) -> Outcome:
    found = (await app.office.progress(announcement.id)).outcome
    assert found is not None
    return found


async def notice(app: App) -> str:
    """Return the last word on its way to the author."""
    (told,) = [one.message.text for one in await claimed(app, "telegram") if one.recipient == f"account:{AUTHOR}"]
    return told


async def test_what_has_left_is_deleted_the_rest_withdrawn_and_who_asked_is_told(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app)
    await leave(app, "telegram", "email")

    await app.recalling.recall(announcement.id, actor=AUTHOR)
    before = await app.office.progress(announcement.id)
    await reviser.look()
    await reviser.look()
    after = await app.office.progress(announcement.id)

    assert telegram.withdrawn == ["telegram"]
    assert (before.is_open, after.is_open) == (True, False)
    assert await states(app, announcement) == {
        "telegram": (State.CANCELLED, "recalled"),
        "slack": (State.CANCELLED, ""),
        "email": (State.SENT, ""),
    }
    assert (after.outcome and after.outcome.done, after.outcome and after.outcome.refused) == (1, {NO_WAY_BACK: 1})
    assert await notice(app) == (
        "Announcement 1, **Webinar**, is taken back.\n\n- 1 taken back\n- 1 not taken back: mails can't be changed any more"
    )
    log = await app.registry.log(subjects=[announcement.batch])
    assert [line.action for line in log[:2]] == ["announcement.recalled", "announcement.cancelled"]
    assert log[0].after == {"changed": 1, "refused": 1}


async def test_what_was_being_sent_when_it_was_recalled_is_deleted_once_it_has_left(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app)
    (under_way,) = await claimed(app, "telegram")

    await app.recalling.recall(announcement.id, actor=AUTHOR)
    await reviser.look()
    early = (await outcome(app, announcement)).revision.done_at
    await app.outbox.sent(under_way, "late", at=NOW)
    await reviser.look()
    await reviser.look()

    assert (early, telegram.withdrawn) == (None, ["late"])
    assert (await outcome(app, announcement)).revision.done_at == NOW


async def test_recall_goes_on_after_a_restart(app: App, telegram: RecordingRetractor, settings: Settings, library: Library) -> None:
    announcement = await sent(app)
    await leave(app, "telegram")
    await app.recalling.recall(announcement.id, actor=AUTHOR)

    async with opened(settings, library) as later:
        changing = changer(later, {"telegram": telegram})
        reviser = Reviser(later.office, later.audiences, later.revisions, later.outbox, changing, later.notices, later.clock)
        await reviser.look()

    assert telegram.withdrawn == ["telegram"]


@pytest.mark.parametrize(
    "passing", [RateLimitedError(timedelta(seconds=0.01)), UncertainDeliveryError("no answer"), ChannelRefusedError("401")]
)
async def test_what_fails_in_passing_is_done_with_the_next_look(
    app: App, reviser: Reviser, telegram: RecordingRetractor, passing: RateLimitedError
) -> None:
    announcement = await sent(app)
    await leave(app, "telegram")
    telegram.failures = deque([passing])
    await app.recalling.recall(announcement.id, actor=AUTHOR)

    await reviser.look()
    first = list(telegram.withdrawn)
    await reviser.look()

    assert (first, telegram.withdrawn) == ([], ["telegram"])
    assert (await outcome(app, announcement)).refused == {}


async def test_what_always_fails_is_let_be_after_some_tries(app: App, reviser: Reviser, telegram: RecordingRetractor) -> None:
    announcement = await sent(app)
    await leave(app, "telegram")
    telegram.failures = deque([UncertainDeliveryError("no answer")] * TRIES)
    await app.recalling.recall(announcement.id, actor=AUTHOR)

    for _ in range(TRIES + 1):
        await reviser.look()

    assert (await outcome(app, announcement)).refused == {"no answer": 1}
    assert (await outcome(app, announcement)).revision.done_at == NOW


async def test_refusal_of_one_does_not_hold_up_the_others_and_is_tried_anew_when_asked(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app, segment="everyone")
    await leave(app, "telegram")
    telegram.failures = deque([MessageRejectedError("message can't be deleted")])

    await app.recalling.recall(announcement.id, actor=AUTHOR)
    await reviser.look()
    first = await outcome(app, announcement)
    await app.recalling.recall(announcement.id, actor=AUTHOR)
    await reviser.look()
    second = await outcome(app, announcement)

    assert (first.done, first.refused) == (1, {"message can't be deleted": 1})
    assert (second.done, second.refused) == (1, {})


async def test_correction_brings_the_approved_text_to_each_reader_and_to_what_has_not_left(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app)
    await leave(app, "telegram", "email")
    new = await approved(app, "Dear {name|colleague}, come at ten!")

    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)
    await reviser.look()
    found = await outcome(app, announcement)
    (waiting,) = await claimed(app, "slack")

    assert (found.done, found.refused) == (2, {NO_WAY_BACK: 1})
    assert [(receipt, message.text) for receipt, message in telegram.edited] == [
        ("telegram", "**Webinar**\n\nDear Awa \\*Star\\* Mensah, come at ten!")
    ]
    assert waiting.message.text == "**Webinar**\n\nDear Omar Ben Ali, come at ten!"
    assert (await app.office.get(new.id)).stage is Stage.PLACED
    with pytest.raises(UsageError, match="must be approved before it takes the place of another"):
        await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)


async def test_what_left_with_the_old_text_in_the_moment_of_the_correction_is_edited_after(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app)
    (under_way,) = await claimed(app, "telegram")
    new = await approved(app, "Come at ten!")

    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)
    await reviser.look()
    await app.outbox.sent(under_way, "late", at=NOW)
    await reviser.look()

    assert [receipt for receipt, _ in telegram.edited] == ["late"]


async def test_what_waits_for_its_time_is_not_corrected_by_an_amount(app: App) -> None:
    announcement = await approved(app)
    await app.office.send(announcement.id, actor=AUTHOR, everyone=True, when=parse_when("2026-12-01 10:00 local"))
    new = await approved(app, "You owe {amount_due|nothing}.")

    with pytest.raises(UsageError, match="may have changed by 2026-12-01 10:00 local"):
        await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)

    assert (await app.office.get(new.id)).stage is Stage.APPROVED


async def test_uncertain_one_is_named_and_sent_with_the_new_text_if_it_is_sent_once_more(app: App, reviser: Reviser) -> None:
    announcement = await sent(app)
    (lost,) = await claimed(app, "telegram")
    await app.outbox.give_up(lost, State.UNCERTAIN, "no answer", at=NOW)
    new = await approved(app, "Come at ten!")

    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)
    await reviser.look()
    await app.office.resolve(announcement.id, resend=True, actor=AUTHOR)
    (again,) = [one for one in await claimed(app, "telegram") if one.batch == announcement.batch]

    assert (await outcome(app, announcement)).refused == {UNKNOWN: 1}
    assert again.message.text == "**Webinar**\n\nCome at ten!"


async def test_who_left_the_segment_keeps_the_old_text(app: App, reviser: Reviser, telegram: RecordingRetractor) -> None:
    announcement = await sent(app)
    await leave(app, "telegram")
    new = await approved(app, "Come at ten!")

    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)
    await register(app, "accra", "Accra", region="europe", country="FR")
    await reviser.look()

    assert (telegram.edited, (await outcome(app, announcement)).refused) == ([], {NOT_IN_SEGMENT: 1})


async def test_somebody_new_without_a_value_keeps_the_correction_from_nobody_else(
    app: App, reviser: Reviser, telegram: RecordingRetractor
) -> None:
    announcement = await sent(app, segment="country:GH")
    await leave(app, "telegram")
    new = await approved(app, "Dear {name}, come at ten!", segment="country:GH")
    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)

    await register(app, "accra", "Accra", (ContactDetails("", "office@accra.example"), None))
    await reviser.look()
    found = await outcome(app, announcement)

    assert ([receipt for receipt, _ in telegram.edited], found.done, found.refused) == (["telegram"], 1, {})


async def test_reader_who_has_lost_a_value_is_told_of_as_that(app: App, reviser: Reviser) -> None:
    announcement = await sent(app, segment="person:omar@tunis.example")
    new = await approved(app, "Dear {name}, come at ten!", segment="person:omar@tunis.example")
    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)

    await register(app, "tunis", "Tunis", (ContactDetails("", "omar@tunis.example"), None))
    await reviser.look()

    assert (await outcome(app, announcement)).refused == {NO_VALUE: 1}


async def test_correction_whose_segment_is_lost_says_so(app: App, reviser: Reviser) -> None:
    announcement = await sent(app, segment="person:omar@tunis.example")
    new = await approved(app, "Come at ten!", segment="person:omar@tunis.example")
    await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)

    await app.links.forget(OMAR, at=NOW)
    await reviser.look()

    assert (await outcome(app, announcement)).refused == {NO_SEGMENT: 1}


async def test_correction_that_nobody_approved_or_of_what_was_not_sent_changes_nothing(app: App) -> None:
    announcement = await sent(app)
    new = await app.office.draft(draft("Come at ten!"), author=AUTHOR)

    with pytest.raises(UsageError, match="must be approved"):
        await app.recalling.correct(announcement.id, new.id, actor=AUTHOR)
    with pytest.raises(UsageError, match="it was not sent, or was taken back"):
        await app.recalling.correct(new.id, new.id, actor=AUTHOR)

    assert (await app.office.progress(announcement.id)).outcome is None


async def test_correction_is_never_sent_by_itself(app: App) -> None:
    announcement = await sent(app)
    new = await approved(app, "Come at ten!", corrects=announcement.id)

    with pytest.raises(UsageError, match=f"bot announce correct {announcement.id} --by {new.id}"):
        await app.office.send(new.id, actor=AUTHOR, everyone=False)
