"""Progress in a chat: one message, edited until it is the final report; after a restart, too, and never a second one."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.app import App
from bot.config import Settings
from bot.conversation import Account, Address, Reaction
from bot.errors import MessageRejectedError, UncertainDeliveryError
from bot.knowledge.library import Library
from bot.members.registry import actor_of
from bot.outreach.announcements import Announcement
from bot.outreach.boards import CALM_LOOKS, KEPT_UP, Reflector
from bot.outreach.outbox import Delivery, Pace, PushKind, State
from tests.outreach.bureau import AWA, EUN, KIM, NOW, as_staff, draft, opened
from tests.outreach.retractors import RecordingRetractor, changer

AUTHOR = actor_of(EUN)


@pytest.fixture
def moments() -> Iterator[datetime]:
    """Moments at which everybody may be written to once more."""
    return (NOW + timedelta(seconds=2 * number) for number in count())


def reflector(app: App, telegram: RecordingRetractor) -> Reflector:
    return Reflector(app.board_repository, app.office, app.outbox, changer(app, {"telegram": telegram}), app.teller, app.clock)


async def sent(app: App, account: Account = EUN) -> Announcement:
    announcement = await app.office.draft(draft(), author=AUTHOR)
    await app.office.approve(announcement.id, as_staff(KIM))
    announcement, _ = await app.office.send(announcement.id, actor=AUTHOR, everyone=False)
    await app.boards.open(announcement.id, account, "en")
    return announcement


async def due(app: App, at: datetime, channel: str = "telegram") -> dict[PushKind, Delivery]:
    """Claim what is due on a channel."""
    return {one.kind: one for one in await app.outbox.claim(channel, Pace(1000), now=at, lease=timedelta(minutes=1))}


def shown(telegram: RecordingRetractor) -> list[str]:
    return [message.text.partition("\n\n")[2] for _, message in telegram.edited]


async def test_one_message_is_sent_and_edited_until_it_is_the_final_report(
    app: App, telegram: RecordingRetractor, moments: Iterator[datetime]
) -> None:
    await sent(app)
    looking = reflector(app, telegram)
    await looking.look()
    await looking.look()
    claimed = await due(app, next(moments))
    await app.outbox.sent(claimed[PushKind.PROGRESS], "board", at=NOW)
    await looking.look()
    await app.outbox.sent(claimed[PushKind.ANNOUNCEMENT], '{"messages": [5]}', at=NOW)
    await looking.look()
    for channel in ("slack", "email"):
        await app.outbox.sent((await due(app, next(moments), channel))[PushKind.ANNOUNCEMENT], "", at=NOW)
    await looking.look()

    first, last = claimed[PushKind.PROGRESS].message, telegram.edited[-1][1]
    assert first.text == "Announcement 1, **Webinar**: being sent.\n\n- 3 still to leave"
    assert [choice.label for choice in first.choices] == ["Pause", "Cancel"]
    assert [receipt for receipt, _ in telegram.edited] == ["board", "board"]
    assert shown(telegram) == ["- 1 delivered\n- 2 still to leave", "- 3 delivered"]
    assert last.text == "Announcement 1, **Webinar**: done.\n\n- 3 delivered"
    assert [choice.label for choice in last.choices] == ["Correct it", "Take it back"]


async def test_restart_goes_on_with_the_same_message(
    app: App, telegram: RecordingRetractor, settings: Settings, library: Library, moments: Iterator[datetime]
) -> None:
    await sent(app)
    await reflector(app, telegram).look()
    claimed = await due(app, next(moments))
    await app.outbox.sent(claimed[PushKind.PROGRESS], "board", at=NOW)
    await app.outbox.sent(claimed[PushKind.ANNOUNCEMENT], "", at=NOW)

    async with opened(settings, library) as later:
        looking = reflector(later, telegram)
        await looking.look()
        await looking.look()
        again = await due(later, next(moments))

    assert shown(telegram) == ["- 1 delivered\n- 2 still to leave"]
    assert again == {}


async def test_two_processes_and_two_presses_make_one_message(app: App, telegram: RecordingRetractor) -> None:
    announcement = await sent(app)
    await app.boards.open(announcement.id, EUN, "en")

    for looking in (reflector(app, telegram), reflector(app, telegram)):
        await looking.look()

    assert len(await app.outbox.rows("progress:1:telegram:1001")) == 1


async def test_where_nobody_knows_whether_it_arrived_the_report_comes_once_by_itself(
    app: App, telegram: RecordingRetractor, moments: Iterator[datetime]
) -> None:
    announcement = await sent(app)
    looking = reflector(app, telegram)
    await looking.look()
    claimed = await due(app, next(moments))
    await app.outbox.give_up(claimed[PushKind.PROGRESS], State.UNCERTAIN, "no answer", at=NOW)
    await looking.look()
    early = await due(app, next(moments))
    await app.office.cancel(announcement.id, actor=AUTHOR)
    await app.outbox.sent(claimed[PushKind.ANNOUNCEMENT], "", at=NOW)
    for _ in range(CALM_LOOKS):
        await looking.look()
    report = (await due(app, next(moments)))[PushKind.NOTICE]

    assert early == {}
    assert report.message.text == "Announcement 1, **Webinar**: cancelled.\n\n- 1 delivered\n- 2 withdrawn"
    assert telegram.edited == []
    assert await app.board_repository.open() == []


async def test_edit_that_fails_in_passing_is_made_up_for_and_a_deleted_message_is_let_be(
    app: App, telegram: RecordingRetractor, moments: Iterator[datetime]
) -> None:
    await sent(app)
    looking = reflector(app, telegram)
    await looking.look()
    claimed = await due(app, next(moments))
    await app.outbox.sent(claimed[PushKind.PROGRESS], "board", at=NOW)
    await app.outbox.sent(claimed[PushKind.ANNOUNCEMENT], "", at=NOW)

    telegram.failures = deque([UncertainDeliveryError("no answer")])
    await looking.look()
    await looking.look()
    made_up = shown(telegram)
    await app.office.pause(1, actor=AUTHOR)
    telegram.failures = deque([MessageRejectedError("message to edit not found")])
    await looking.look()

    assert made_up == ["- 1 delivered\n- 2 still to leave"]
    assert await app.board_repository.open() == []


async def test_nothing_is_edited_while_nothing_changes(app: App, telegram: RecordingRetractor, moments: Iterator[datetime]) -> None:
    await sent(app)
    looking = reflector(app, telegram)
    await looking.look()
    await app.outbox.sent((await due(app, next(moments)))[PushKind.PROGRESS], "board", at=NOW)

    for _ in range(5):
        await looking.look()

    assert telegram.edited == []


async def test_final_report_takes_up_reactions_for_two_days(
    app: App, telegram: RecordingRetractor, settings: Settings, library: Library, moments: Iterator[datetime]
) -> None:
    announcement = await sent(app)
    looking = reflector(app, telegram)
    await looking.look()
    claimed = await due(app, next(moments))
    await app.outbox.sent(claimed[PushKind.PROGRESS], "board", at=NOW)
    await app.outbox.sent(claimed[PushKind.ANNOUNCEMENT], '{"messages": [5]}', at=NOW)
    await app.office.cancel(announcement.id, actor=AUTHOR)
    await looking.look()
    counted = await app.responses.react(Reaction(AWA, Address("telegram", AWA.user_id), "5", added=("👍",)))
    for _ in range(CALM_LOOKS):
        await looking.look()
    async with opened(settings, library, now=NOW + KEPT_UP + timedelta(seconds=1)) as later:
        await reflector(later, telegram).look()
        left = await later.board_repository.open()

    assert counted
    assert shown(telegram)[-1] == "- 1 delivered\n- 2 withdrawn\n- Reactions: 👍 1"
    assert left == []


async def test_who_has_no_chat_gets_no_board(app: App) -> None:
    announcement = await sent(app)
    before = await app.board_repository.open()

    await app.boards.open(announcement.id, Account("web", "visitor"), "en")

    assert await app.board_repository.open() == before
