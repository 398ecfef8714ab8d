"""What has left is taken back or put right: in which order, with what patience, and what is told of the rest."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.app import App
from bot.config import Settings
from bot.conversation import Reply
from bot.errors import DeliveryError, MessageRejectedError, RateLimitedError, UncertainDeliveryError, UsageError
from bot.knowledge.library import Library
from bot.members.registry import actor_of
from bot.outreach.announcements import Announcement, Stage
from bot.outreach.outbox import Pace, State
from bot.outreach.recalling import Recalling
from bot.store.announcements import SqlAnnouncements
from tests.outreach.bureau import EUN, KIM, NOW, as_staff, draft, opened, settle_in

AUTHOR = actor_of(EUN)


@dataclass
class RecordingRetractor:
    """A platform that keeps what it is asked, and fails as it is told."""

    name: str = "telegram"
    failures: deque[DeliveryError] = field(default_factory=deque)
    withdrawn: list[str] = field(default_factory=list)
    edited: list[tuple[str, str]] = field(default_factory=list)

    async def withdraw(self, receipt: str) -> None:
        self._fail()
        self.withdrawn.append(receipt)

    async def edit(self, receipt: str, message: Reply) -> None:
        self._fail()
        self.edited.append((receipt, message.text))

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.popleft()


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with opened(settings, library) as app:
        await settle_in(app)
        yield app


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def recalling(app: App, waits: list[float]) -> Recalling:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    return Recalling(app.office, app.audiences, SqlAnnouncements(app.database), app.outbox, app.clock, sleep=sleep)


async def approved(app: App, body: str = "Come!", segment: str = "region:africa") -> Announcement:
    announcement = await app.office.draft(draft(body, segment=segment), author=AUTHOR)
    return await app.office.approve(announcement.id, as_staff(KIM))


async def left(app: App, *channels: str, segment: str = "region:africa") -> Announcement:
    """Return an announcement that has left on some channels; its receipts are their names."""
    announcement, _ = await app.office.send((await approved(app, segment=segment)).id, actor=AUTHOR, everyone=True)
    for channel in channels:
        for one in await app.outbox.claim(channel, Pace(1000), now=NOW, lease=timedelta(minutes=1)):
            await app.outbox.sent(one, channel, at=NOW)
    return announcement


async def states(app: App, announcement: Announcement) -> dict[str, tuple[State, str]]:
    return {row.to.channel: (row.state, row.reason) for row in await app.outbox.rows(announcement.batch)}


async def test_what_has_left_is_deleted_and_the_rest_withdrawn(app: App, recalling: Recalling) -> None:
    announcement = await left(app, "telegram", "email")
    telegram = RecordingRetractor()

    outcome = await recalling.recall(announcement.id, {"telegram": telegram}, actor=AUTHOR)
    again = await recalling.recall(announcement.id, {"telegram": telegram}, actor=AUTHOR)

    assert (outcome.done, outcome.refused) == (1, {"email takes nothing back": 1})
    assert (again.done, telegram.withdrawn) == (0, ["telegram"])
    assert await states(app, announcement) == {
        "telegram": (State.CANCELLED, "recalled"),
        "slack": (State.CANCELLED, ""),
        "email": (State.SENT, ""),
    }
    log = await app.registry.log(subject=announcement.batch)
    assert [line.action for line in log[:3]] == ["announcement.recalled", "announcement.recalled", "announcement.cancelled"]
    assert log[1].after == {"changed": 1, "refused": 1}


async def test_platform_that_asks_to_slow_down_is_obeyed_and_what_is_in_doubt_is_tried_again(
    app: App, recalling: Recalling, waits: list[float]
) -> None:
    announcement = await left(app, "telegram")
    failures = deque([RateLimitedError(timedelta(seconds=7)), UncertainDeliveryError("no answer")])

    outcome = await recalling.recall(announcement.id, {"telegram": RecordingRetractor(failures=failures)}, actor=AUTHOR)

    assert (outcome.done, outcome.refused, waits[:2]) == (1, {}, [7.0, 1.0])


async def test_refusal_of_one_does_not_hold_up_the_others(app: App, recalling: Recalling) -> None:
    announcement = await left(app, "telegram", segment="everyone")
    telegram = RecordingRetractor(failures=deque([MessageRejectedError("message can't be deleted")]))

    outcome = await recalling.recall(announcement.id, {"telegram": telegram}, actor=AUTHOR)

    assert (outcome.done, outcome.refused) == (1, {"message can't be deleted": 1})


async def test_correction_brings_the_approved_text_to_each_reader(app: App, recalling: Recalling) -> None:
    announcement = await left(app, "telegram", "email")
    new = await approved(app, "Dear {name|colleague}, come at ten!")
    telegram = RecordingRetractor()

    outcome = await recalling.correct(announcement.id, new.id, {"telegram": telegram}, actor=AUTHOR)

    assert (outcome.done, outcome.refused) == (1, {"email takes nothing back": 1})
    assert telegram.edited == [("telegram", "**Webinar**\n\nDear Awa \\*Star\\* Mensah, come at ten!")]
    assert (await app.office.get(new.id)).stage is Stage.CANCELLED
    with pytest.raises(UsageError, match="must be approved before it takes the place of another"):
        await recalling.correct(announcement.id, new.id, {"telegram": telegram}, actor=AUTHOR)


async def test_correction_that_nobody_approved_changes_nothing(app: App, recalling: Recalling) -> None:
    announcement = await left(app, "telegram")
    new = await app.office.draft(draft("Come at ten!"), author=AUTHOR)
    telegram = RecordingRetractor()

    with pytest.raises(UsageError, match="must be approved"):
        await recalling.correct(announcement.id, new.id, {"telegram": telegram}, actor=AUTHOR)

    assert telegram.edited == []
