"""An announcement from the draft to the outbox: who may what, what is refused, and what a crash leaves; on the real database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.config import Settings
from bot.conversation import Account
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails, actor_of
from bot.outreach.announcements import Announcement, Stage
from bot.outreach.drafts import AnnouncementDraft
from bot.outreach.office import TAKEN_UP_AFTER, Office
from bot.outreach.outbox import Draft, Pace, State
from bot.store.announcements import SqlAnnouncements
from bot.store.outbox import SqlOutbox
from tests.outreach.bureau import EUN, KIM, NOW, OMAR, PARK, ROOT, as_staff, draft, opened
from tests.scenarios.membership import register

AUTHOR = actor_of(EUN)
FAST = Pace(1000)


async def approved(app: App, wanted: AnnouncementDraft | None = None) -> Announcement:
    announcement = await app.office.draft(wanted or draft(), author=AUTHOR)
    return await app.office.approve(announcement.id, as_staff(KIM))


async def sending(app: App, wanted: AnnouncementDraft | None = None) -> Announcement:
    started, _ = await app.office.send((await approved(app, wanted)).id, actor=AUTHOR, everyone=True)
    return started


async def counts(app: App, announcement: Announcement) -> dict[State, int]:
    return dict((await app.office.progress(announcement.id)).counts)


async def test_from_draft_to_outbox(app: App) -> None:
    announcement = await app.office.draft(draft(), author=AUTHOR)
    await app.office.approve(announcement.id, as_staff(KIM))
    started, count = await app.office.send(announcement.id, actor=AUTHOR, everyone=False)

    rows = await app.outbox.rows(started.batch)
    log = [(line.action, line.actor) for line in await app.registry.log(subjects=[f"announcement:{announcement.id}"])]
    assert (started.stage, started.approved_by, count) == (Stage.SENDING, "telegram:1002", 3)
    assert sorted((row.to.channel, row.to.conversation_id) for row in rows) == [
        ("email", "lina@tunis.example"),
        ("slack", "U22"),
        ("telegram", "23"),
    ]
    assert log == [("announcement.sending", AUTHOR), ("announcement.approved", "telegram:1002"), ("announcement.drafted", AUTHOR)]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (draft(segment="region:south-america"), "the segment reaches nobody: everyone whose region is South America"),
        (draft(segment="member:lyon"), "the segment reaches nobody"),
        (draft(segment="region:afrika"), "did you mean africa?"),
        (draft(when="2026-11-21T08:59+09:00"), "the time to send it has passed: 2026-11-21T08:59+09:00"),
        (draft(when="2026-11-20 12:00 local"), "the time to send it has passed: 2026-11-20 12:00 local"),
        (draft("Dear {name}"), "{name} has no value for lina@tunis.example"),
        (draft("Dear {nobody}"), "there is no variable {nobody}"),
    ],
)
async def test_draft_that_could_not_be_sent_is_refused(app: App, wanted: AnnouncementDraft, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        await app.office.draft(wanted, author=AUTHOR)

    assert said in str(caught.value)
    assert await app.office.all() == []


async def test_time_that_is_still_to_come_somewhere_is_accepted(app: App) -> None:
    await app.office.draft(draft(when="2026-11-20 14:00 local"), author=AUTHOR)  # 01:00 UTC of the 21st in Pago Pago


@pytest.mark.parametrize(
    ("author", "approver", "said"),
    [
        (KIM, EUN, "only an approver or an admin may approve"),
        (KIM, KIM, "who wrote an announcement can't approve it"),
        (ROOT, ROOT, "who wrote an announcement can't approve it"),
    ],
)
async def test_approval_needs_a_second_person_with_the_role(app: App, author: Account, approver: Account, said: str) -> None:
    announcement = await app.office.draft(draft(), author=actor_of(author))

    with pytest.raises(UsageError, match=said):
        await app.office.approve(announcement.id, as_staff(approver))

    assert (await app.office.get(announcement.id)).stage is Stage.DRAFT


async def test_secretariat_of_one_person_approves_its_own(settings: Settings, library: Library) -> None:
    async with opened(settings, library, one_person_secretariat=True) as app:
        announcement = await app.office.draft(draft(), author=actor_of(KIM))

        assert (await app.office.approve(announcement.id, as_staff(KIM))).stage is Stage.APPROVED


async def test_rejected_draft_is_over(app: App) -> None:
    announcement = await app.office.draft(draft(), author=AUTHOR)

    with pytest.raises(UsageError, match="only an approver or an admin may reject"):
        await app.office.reject(announcement.id, as_staff(EUN))
    await app.office.reject(announcement.id, as_staff(KIM))

    with pytest.raises(UsageError, match="can't be approved: it is cancelled"):
        await app.office.approve(announcement.id, as_staff(PARK))


async def test_of_two_approvals_at_once_one_counts(app: App) -> None:
    announcement = await app.office.draft(draft(), author=AUTHOR)

    done = await asyncio.gather(
        *(app.office.approve(announcement.id, as_staff(one)) for one in (KIM, PARK)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in done) == ["Announcement", "UsageError"]


async def test_of_two_who_press_send_at_once_one_wins_and_nobody_gets_it_twice(
    app: App, settings: Settings, library: Library
) -> None:
    announcement = await approved(app)

    async with opened(settings, library) as other:
        presses = [one.office.send(announcement.id, actor=AUTHOR, everyone=False) for one in (app, other, app, other)]
        done = await asyncio.gather(*presses, return_exceptions=True)

    refused = [str(one) for one in done if isinstance(one, UsageError)]
    assert refused == [f"announcement {announcement.id} can't be sent: it is being sent already"] * 3
    assert await counts(app, announcement) == {State.QUEUED: 3}


async def test_everybody_is_asked_for_twice(app: App) -> None:
    announcement = await approved(app, draft(segment="everyone"))

    with pytest.raises(UsageError, match="it goes to everybody there is, 4 people"):
        await app.office.send(announcement.id, actor=AUTHOR, everyone=False)
    assert await counts(app, announcement) == {}

    _, count = await app.office.send(announcement.id, actor=AUTHOR, everyone=True)
    assert count == 4


async def test_what_nobody_approved_is_not_sent(app: App) -> None:
    announcement = await app.office.draft(draft(), author=AUTHOR)

    with pytest.raises(UsageError, match=r"can't be sent: it is a draft that nobody has approved$"):
        await app.office.send(announcement.id, actor=AUTHOR, everyone=False)


async def test_time_that_passed_since_the_approval_is_told(app: App, settings: Settings, library: Library) -> None:
    announcement = await approved(app, draft(when="2026-11-21T10:00+09:00"))

    async with opened(settings, library, now=NOW + timedelta(hours=2)) as later:
        with pytest.raises(UsageError, match="the time to send it has passed"):
            await later.office.send(announcement.id, actor=AUTHOR, everyone=False)


async def test_local_time_is_each_readers_own(app: App) -> None:
    started = await sending(app, draft(when="2026-12-01 10:00 local"))

    due = {row.recipient: row.due_at for row in await app.outbox.rows(started.batch)}
    assert sorted(f"{at:%H:%M}" for at in due.values()) == ["09:00", "09:00", "10:00"]  # Tunis, of Tunis without a zone, Accra


async def test_nothing_leaves_while_it_is_paused_and_the_rest_after(app: App) -> None:
    started = await sending(app)
    await app.office.pause(started.id, actor=AUTHOR)
    held = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))
    with pytest.raises(UsageError, match="can't be paused: it is paused"):
        await app.office.pause(started.id, actor=AUTHOR)
    await app.office.resume(started.id, actor=AUTHOR)
    with pytest.raises(UsageError, match="can't be resumed: it is being sent already"):
        await app.office.resume(started.id, actor=AUTHOR)
    claimed = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))

    assert (held, len(claimed)) == ([], 1)


async def test_what_has_left_stays_and_the_rest_is_withdrawn(app: App) -> None:
    started = await sending(app)
    (first,) = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))
    await app.outbox.sent(first, "{}", at=NOW)

    cancelled, count = await app.office.cancel(started.id, actor=AUTHOR)

    assert (cancelled.stage, count) == (Stage.CANCELLED, 2)
    assert await counts(app, started) == {State.SENT: 1, State.CANCELLED: 2}
    with pytest.raises(UsageError, match="can't be sent: it is cancelled"):
        await app.office.send(started.id, actor=AUTHOR, everyone=False)


@pytest.mark.parametrize(("resend", "becomes", "noted"), [(True, State.QUEUED, "resent"), (False, State.FAILED, "dropped")])
async def test_secretariat_decides_on_what_is_uncertain(app: App, resend: bool, becomes: State, noted: str) -> None:
    started = await sending(app)
    (lost,) = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))
    await app.outbox.give_up(lost, State.UNCERTAIN, "the connection broke", at=NOW)

    count = await app.office.resolve(started.id, resend=resend, actor=AUTHOR)

    (row,) = [row for row in await app.outbox.rows(started.batch) if row.to.channel == "telegram"]
    (line, *_) = await app.registry.log(subjects=[started.batch])
    assert (count, row.state) == (1, becomes)
    assert (line.action, line.after) == (f"announcement.{noted}", {"uncertain": 1})


async def test_it_is_done_when_nothing_is_open(app: App) -> None:
    started = await sending(app, draft(segment="lang:fr country:GH"))
    before = await app.office.progress(started.id)
    (only,) = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))
    await app.outbox.sent(only, "{}", at=NOW)
    after = await app.office.progress(started.id)

    assert (before.stage, before.is_open, after.stage, after.is_open) == ("sending", True, "done", False)


def office(app: App, outbox: SqlOutbox) -> Office:
    return Office(
        app.audiences,
        SqlAnnouncements(app.database),
        outbox,
        app.clock,
        revisions=app.revisions,
        responses=app.responses,
        told=app.notices,
        alone=False,
        public_url="",
    )


class DyingOutbox(SqlOutbox):
    """Dies when it has queued so many."""

    def __init__(self, app: App, after: int) -> None:
        super().__init__(app.database)
        self._after = after

    async def enqueue(self, drafts: Sequence[Draft], *, at: datetime) -> int:
        await super().enqueue(drafts[: self._after], at=at)
        raise ConnectionError


@pytest.mark.parametrize("queued", [0, 2, 3])
async def test_what_a_crash_kept_from_the_outbox_is_taken_up_once(
    app: App, settings: Settings, library: Library, queued: int
) -> None:
    announcement = await approved(app)
    with pytest.raises(ConnectionError):
        await office(app, DyingOutbox(app, queued)).send(announcement.id, actor=AUTHOR, everyone=False)

    at_once = await app.office.take_up()
    async with opened(settings, library, now=NOW + TAKEN_UP_AFTER + timedelta(seconds=1)) as later:
        is_open = (await later.office.progress(announcement.id)).is_open
        taken = [await later.office.take_up() for _ in range(2)]

    assert (at_once, is_open, taken) == (0, True, [1, 0])
    assert await counts(app, announcement) == {State.QUEUED: 3}


async def test_one_that_has_lost_its_meaning_does_not_hold_up_the_others(app: App, settings: Settings, library: Library) -> None:
    lost, good = await approved(app, draft(segment="person:omar@tunis.example")), await approved(app)
    for announcement in (lost, good):
        with pytest.raises(ConnectionError):
            await office(app, DyingOutbox(app, 0)).send(announcement.id, actor=AUTHOR, everyone=False)
    await app.links.forget(OMAR, at=NOW)

    async with opened(settings, library, now=NOW + timedelta(hours=1)) as later:
        taken = [await later.office.take_up() for _ in range(2)]
        waiting = await later.outbox.rows(f"notice:{lost.batch}")
        told = await later.outbox.claim("telegram", FAST, now=later.clock.now(), lease=timedelta(minutes=1))

    assert (taken, len(waiting)) == ([1, 0], 1)
    assert sum((await counts(app, good)).values()) == 2
    assert (await app.office.get(lost.id)).stage is Stage.PAUSED
    (notice,) = [one.message for one in told if one.batch == f"notice:{lost.batch}"]
    assert notice.text.startswith(f"The sending of announcement {lost.id}, **Webinar**, was interrupted and is paused")
    assert [choice.action for choice in notice.choices] == [f"announce:resume:{lost.id}", f"announce:cancel:{lost.id}"]


async def test_what_is_mended_and_resumed_after_a_crash_is_taken_up(app: App, settings: Settings, library: Library) -> None:
    announcement = await approved(app, draft("Dear {name}", segment="country:GH"))
    with pytest.raises(ConnectionError):
        await office(app, DyingOutbox(app, 0)).send(announcement.id, actor=AUTHOR, everyone=False)
    await register(app, "accra", "Accra", (ContactDetails("", "office@accra.example"), None))

    async with opened(settings, library, now=NOW + timedelta(hours=1)) as later:
        first = await later.office.take_up()
        await register(later, "accra", "Accra", (ContactDetails("Ama", "office@accra.example"), None))
        await later.office.resume(announcement.id, actor=AUTHOR)
        second = await later.office.take_up()

    assert (first, second) == (0, 1)
    assert await counts(app, announcement) == {State.QUEUED: 2}


class InterruptedOutbox(SqlOutbox):
    """Lets something happen before it queues anything."""

    def __init__(self, app: App, meanwhile: Callable[[], Awaitable[object]]) -> None:
        super().__init__(app.database)
        self._meanwhile = meanwhile

    async def enqueue(self, drafts: Sequence[Draft], *, at: datetime) -> int:
        await self._meanwhile()
        return await super().enqueue(drafts, at=at)

    async def resolve(self, batch: str, *, resend: bool, at: datetime) -> int:
        await self._meanwhile()
        return await super().resolve(batch, resend=resend, at=at)


@pytest.mark.parametrize(("stop", "becomes"), [("pause", State.QUEUED), ("cancel", State.CANCELLED)])
async def test_stop_that_comes_while_it_is_queued_holds(app: App, stop: str, becomes: State) -> None:
    announcement = await approved(app)
    outbox = InterruptedOutbox(app, lambda: getattr(app.office, stop)(announcement.id, actor=AUTHOR))

    await office(app, outbox).send(announcement.id, actor=AUTHOR, everyone=False)

    assert await counts(app, announcement) == {becomes: 3}
    assert await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1)) == []


@pytest.mark.parametrize(("stop", "becomes"), [("pause", State.QUEUED), ("cancel", State.CANCELLED)])
async def test_stop_that_comes_while_the_uncertain_is_queued_anew_holds(app: App, stop: str, becomes: State) -> None:
    started = await sending(app)
    (lost,) = await app.outbox.claim("telegram", FAST, now=NOW, lease=timedelta(minutes=1))
    await app.outbox.give_up(lost, State.UNCERTAIN, "the connection broke", at=NOW)
    outbox = InterruptedOutbox(app, lambda: getattr(app.office, stop)(started.id, actor=AUTHOR))

    await office(app, outbox).resolve(started.id, resend=True, actor=AUTHOR)

    assert await counts(app, started) == {becomes: 3}
    assert await app.outbox.claim("telegram", FAST, now=NOW + timedelta(minutes=1), lease=timedelta(minutes=1)) == []
