"""What becomes of each delivery: every answer of a platform has its consequence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from bot.channels.email import SmtpMailer, SmtpServer
from bot.channels.email_pushing import EmailSender
from bot.clock import Clock, SystemClock
from bot.conversation import Address, Kind, Reply
from bot.errors import (
    ChannelRefusedError,
    ConversationMovedError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.outreach.courier import FIRST_RETRY, LEASE, TRIED_FOR, Courier, Sender
from bot.outreach.outbox import Delivery, Draft, Pace, PushKind, Row, State
from bot.outreach.traffic import Traffic
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.fakes.clock import FakeClock
from tests.fakes.mailbox import Mailbox
from tests.fakes.post import RecordingSender

HELLO = Reply(Kind.ANSWER, "hello", "en")
FAST = Pace(1000, chat_gap=0, group_gap=0)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def outbox(database_path: Path) -> AsyncIterator[SqlOutbox]:
    database = Database(f"sqlite:///{database_path}")
    yield SqlOutbox(database)
    await database.close()


@pytest.fixture
def telegram() -> RecordingSender:
    return RecordingSender("telegram")


@pytest.fixture
def slack() -> RecordingSender:
    return RecordingSender("slack")


@pytest.fixture
def courier(outbox: SqlOutbox, telegram: RecordingSender, slack: RecordingSender, clock: FakeClock) -> Courier:
    return hire(outbox, clock, telegram, slack)


def hire(outbox: Any, clock: Clock, *senders: Sender, pace: Pace = FAST, **more: Any) -> Courier:
    """Return a courier in a process of its own."""
    traffic = Traffic(outbox, {sender.name: pace for sender in senders}, clock)
    return Courier(outbox, {sender.name: sender for sender in senders}, traffic=traffic, clock=clock, **more)


def draft(clock: Clock, number: int = 1, *ways: Address, kind: PushKind = PushKind.ANNOUNCEMENT) -> Draft:
    addresses = ways or (Address("telegram", str(number)),)
    return Draft(f"k{number}", kind, "b", f"contact:{number}", addresses, HELLO, clock.now())


async def round_(courier: Courier, channel: str = "telegram") -> None:
    """Let a courier send what is due on a channel."""
    before = asyncio.all_tasks()
    await courier.tick(channel)
    await asyncio.gather(*(asyncio.all_tasks() - before))


async def only(outbox: SqlOutbox) -> Row:
    [row] = await outbox.rows("b")
    return row


async def test_what_the_platform_took_is_sent_with_its_receipt(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    await outbox.enqueue([draft(clock)], at=clock.now())

    await round_(courier)

    row = await only(outbox)
    assert telegram.sent == [("k1", Address("telegram", "1"), HELLO)]
    assert (row.state, row.receipt, row.finished_at, row.attempts) == (State.SENT, '{"number": 1}', clock.now(), 1)


ERRORS: list[tuple[DeliveryError | RuntimeError, PushKind, State, timedelta]] = [
    (RateLimitedError(timedelta(seconds=7)), PushKind.ANNOUNCEMENT, State.QUEUED, timedelta(seconds=7)),
    (ChannelRefusedError("token"), PushKind.ANNOUNCEMENT, State.QUEUED, MINUTE),
    (ConversationMovedError("-1007"), PushKind.ANNOUNCEMENT, State.QUEUED, timedelta(0)),
    (RecipientUnreachableError("blocked"), PushKind.ANNOUNCEMENT, State.UNREACHABLE, timedelta(0)),
    (MessageRejectedError("too long"), PushKind.ANNOUNCEMENT, State.FAILED, timedelta(0)),
    (UncertainDeliveryError("reset"), PushKind.ANNOUNCEMENT, State.UNCERTAIN, timedelta(0)),
    (UncertainDeliveryError("reset"), PushKind.REMINDER, State.QUEUED, FIRST_RETRY),
    (UncertainDeliveryError("reset"), PushKind.NOTICE, State.QUEUED, FIRST_RETRY),
    (RuntimeError("a bug"), PushKind.NOTICE, State.UNCERTAIN, timedelta(0)),
]


@pytest.mark.parametrize(
    ("error", "kind", "state", "later"), ERRORS, ids=lambda value: getattr(value, "value", type(value).__name__)
)
async def test_each_error_has_its_consequence(
    outbox: SqlOutbox,
    courier: Courier,
    telegram: RecordingSender,
    clock: FakeClock,
    error: Exception,
    kind: PushKind,
    state: State,
    later: timedelta,
) -> None:
    telegram.answers.append(error)
    await outbox.enqueue([draft(clock, kind=kind)], at=clock.now())

    await round_(courier)

    row = await only(outbox)
    assert (row.state, row.due_at) == (state, clock.now() + later)
    assert telegram.keys == []


@pytest.mark.parametrize(
    ("error", "attempts"),
    [(RateLimitedError(timedelta(seconds=1)), 0), (ChannelRefusedError("token"), 0), (TemporaryDeliveryError("503"), 1)],
    ids=["429", "401", "503"],
)
async def test_being_asked_to_wait_is_no_attempt(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock, error: Exception, attempts: int
) -> None:
    telegram.answers.append(error)
    await outbox.enqueue([draft(clock)], at=clock.now())

    await round_(courier)

    assert (await only(outbox)).attempts == attempts


async def test_platform_that_is_down_is_tried_with_growing_pauses_for_about_a_day(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    telegram.answers.extend(TemporaryDeliveryError("503") for _ in range(TRIED_FOR))
    await outbox.enqueue([draft(clock)], at=clock.now())
    began = clock.now()

    pauses = []
    for _ in range(TRIED_FOR):
        await round_(courier)
        pauses.append((await only(outbox)).due_at - clock.now())
        clock.at = max(clock.at, (await only(outbox)).due_at)

    assert (await only(outbox)).state is State.FAILED
    assert timedelta(seconds=2.5) <= pauses[0] <= timedelta(seconds=5)
    assert max(pauses) <= timedelta(hours=1)
    assert timedelta(hours=18) < clock.now() - began < timedelta(hours=30)


async def test_message_that_cannot_reach_the_first_address_goes_to_the_next(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, slack: RecordingSender, clock: FakeClock
) -> None:
    telegram.answers.append(RecipientUnreachableError("blocked"))
    ways = (Address("telegram", "7"), Address("slack", "U7"))
    await outbox.enqueue([draft(clock, 1, *ways), draft(clock, 2, *ways)], at=clock.now())

    await round_(courier)
    await round_(courier)
    await round_(courier, "slack")
    await round_(courier, "slack")

    assert (telegram.tried, slack.keys) == (["k1"], ["k1", "k2"])


async def test_group_that_became_another_is_written_to_once_at_its_new_id(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    telegram.answers.append(ConversationMovedError("-1007"))
    await outbox.enqueue([draft(clock, 1, Address("telegram", "-7"))], at=clock.now())

    await round_(courier)
    await round_(courier)

    assert [to.conversation_id for _, to, _ in telegram.sent] == ["-1007"]


async def test_limit_of_one_group_holds_up_no_other(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    telegram.answers.append(RateLimitedError(timedelta(seconds=40)))
    await outbox.enqueue([draft(clock, 1, Address("telegram", "-7")), draft(clock, 2)], at=clock.now())

    await round_(courier)
    clock.advance(timedelta(seconds=39))
    await round_(courier)
    before = list(telegram.keys)
    clock.advance(timedelta(seconds=1))
    await round_(courier)

    assert (before, telegram.keys) == (["k2"], ["k2", "k1"])


async def test_refused_token_pauses_that_channel_alone_tells_staff_once_and_loses_nothing(
    outbox: SqlOutbox, telegram: RecordingSender, slack: RecordingSender, clock: FakeClock
) -> None:
    told: list[tuple[str, str]] = []

    async def tell(channel: str, reason: str) -> None:
        told.append((channel, reason))

    courier = hire(outbox, clock, telegram, slack, on_refused=tell)
    telegram.answers.extend(ChannelRefusedError("mend it") for _ in range(4))
    people = [draft(clock, number) for number in range(3)]
    await outbox.enqueue([*people, draft(clock, 9, Address("slack", "U9"))], at=clock.now())

    await round_(courier)
    await round_(courier, "slack")
    during = (dict(courier.refused), list(slack.keys))
    clock.advance(MINUTE)
    await round_(courier)  # one tries whether it is mended
    tried = len(telegram.tried)
    for _ in range(4):
        clock.advance(MINUTE)
        await round_(courier)

    assert during == ({"telegram": "mend it"}, ["k9"])
    assert (tried, told, dict(courier.refused)) == (4, [("telegram", "mend it")], {})
    assert sorted(telegram.keys) == ["k0", "k1", "k2"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_mail_that_waits_for_the_right_password_is_kept_and_leaves_with_it(outbox: SqlOutbox, clock: FakeClock) -> None:
    def login(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"right", handled=False)

    with Mailbox(authenticator=login, auth_required=True, auth_require_tls=False) as mailbox:
        wrong, right = (
            EmailSender(
                SmtpMailer(SmtpServer.parse(f"smtp://bot:{password}@127.0.0.1:{mailbox.port}"), sender="a@city.org", clock=clock),
                lambda key, address: "",
                turn_off="off",
            )
            for password in ("wrong", "right")
        )
        courier, mended = hire(outbox, clock, wrong), hire(outbox, clock, right)
        people = [Address("email", f"{number}@city.org") for number in range(5)]
        drafts = [draft(clock, number, to, kind=PushKind.NOTICE) for number, to in enumerate(people)]
        await outbox.enqueue(drafts, at=clock.now())

        await round_(courier, "email")
        clock.advance(MINUTE)
        await round_(courier, "email")
        kept = await outbox.rows("b")
        clock.advance(MINUTE)
        await round_(mended, "email")

    assert courier.refused == {"email": "the mail server refuses the login (535)"}
    assert {(row.state, row.attempts) for row in kept} == {(State.QUEUED, 0)}
    assert {row.state for row in await outbox.rows("b")} == {State.SENT}
    assert len(mailbox.mails) == 5


async def test_message_is_made_anew_right_before_it_is_sent_or_not_sent_at_all(
    outbox: SqlOutbox, telegram: RecordingSender, clock: FakeClock
) -> None:
    async def fresh(delivery: Delivery) -> Reply | None:
        return None if delivery.key == "k1" else replace(delivery.message, text="now")

    courier = hire(outbox, clock, telegram, fresh=fresh)
    await outbox.enqueue([draft(clock, 1), draft(clock, 2)], at=clock.now())

    await round_(courier)

    assert [row.state for row in await outbox.rows("b")] == [State.CANCELLED, State.SENT]
    assert [message.text for _, _, message in telegram.sent] == ["now"]


async def test_message_that_cannot_be_made_now_is_tried_later(
    outbox: SqlOutbox, telegram: RecordingSender, clock: FakeClock
) -> None:
    async def fresh(_: Delivery) -> Reply | None:
        raise RuntimeError("the ledger is locked")

    await outbox.enqueue([draft(clock)], at=clock.now())

    await round_(hire(outbox, clock, telegram, fresh=fresh))

    assert ((await only(outbox)).state, telegram.tried) == (State.QUEUED, [])


async def test_what_was_sent_is_recorded_once_the_database_takes_it_and_not_sent_again(
    outbox: SqlOutbox, telegram: RecordingSender, clock: FakeClock
) -> None:
    broken = BrokenOutbox(outbox, failures=2)
    await outbox.enqueue([draft(clock)], at=clock.now())

    await round_(hire(broken, clock, telegram))

    assert ((await only(outbox)).state, telegram.keys, broken.failures) == (State.SENT, ["k1"], 0)


async def test_silent_channel_holds_up_no_other(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, slack: RecordingSender, clock: FakeClock
) -> None:
    silence = asyncio.Event()
    telegram.answers.extend([silence] * 40)
    people = [draft(clock, number) for number in range(40)]
    await outbox.enqueue([*people, draft(clock, 99, Address("slack", "U9"))], at=clock.now())

    courier.start()
    await until(lambda: len(telegram.sent) == 16 and slack.keys == ["k99"])
    silence.set()
    await until(lambda: len(telegram.sent) == 40)
    await courier.close(1)

    assert {row.state for row in await outbox.rows("b")} == {State.SENT}


async def test_close_puts_back_what_has_not_left_and_doubts_what_is_not_answered_in_time(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    telegram.answers.extend([asyncio.Event()] * 30)
    await outbox.enqueue([draft(clock, number) for number in range(30)], at=clock.now())
    courier.start()
    await until(lambda: len(telegram.sent) == 16)

    await courier.close(0.05)

    rows = await outbox.rows("b")
    assert [row.state for row in rows] == [State.UNCERTAIN] * 16 + [State.QUEUED] * 14
    assert {row.attempts for row in rows[16:]} == {0}


async def test_send_that_lasts_longer_than_a_lease_is_not_taken_for_lost(
    outbox: SqlOutbox, courier: Courier, telegram: RecordingSender, clock: FakeClock
) -> None:
    slow = asyncio.Event()
    telegram.answers.append(slow)
    await outbox.enqueue([draft(clock, kind=PushKind.REMINDER)], at=clock.now())
    await courier.tick("telegram")
    await until(lambda: telegram.sent)

    for _ in range(10):
        clock.advance(LEASE / 3)
        await courier.tidy()
    slow.set()
    await courier.close(1)

    assert ((await only(outbox)).state, telegram.keys) == (State.SENT, ["k1"])


async def test_several_couriers_send_everything_once_at_one_rate(outbox: SqlOutbox) -> None:
    clock = SystemClock(UTC)
    senders = (RecordingSender(), RecordingSender())
    couriers = [hire(outbox, clock, sender, pace=Pace(100, chat_gap=0, group_gap=0)) for sender in senders]
    await outbox.enqueue([draft(clock, number) for number in range(150)], at=clock.now())

    began = time.monotonic()
    for courier in couriers:
        courier.start()
    await until(lambda: sum(len(sender.sent) for sender in senders) == 150)
    took = time.monotonic() - began
    await asyncio.gather(*(courier.close(1) for courier in couriers))

    assert sorted(senders[0].keys + senders[1].keys) == sorted(f"k{number}" for number in range(150))
    assert min(len(sender.sent) for sender in senders) > 0
    assert took > 1.15  # 150 at 100 a second, less what may leave ahead


async def test_platform_that_allows_little_is_written_to_at_its_whole_rate(outbox: SqlOutbox) -> None:
    clock, sender = SystemClock(UTC), RecordingSender()
    courier = hire(outbox, clock, sender, pace=Pace(1.5, chat_gap=0))
    await outbox.enqueue([draft(clock, number) for number in range(4)], at=clock.now())

    began = time.monotonic()
    courier.start()
    await until(lambda: len(sender.sent) == 4)
    took = time.monotonic() - began
    await courier.close(1)

    assert 1.5 < took < 3.0  # three gaps are 2.0


async def test_no_more_is_claimed_than_soon_has_its_turn_so_that_one_conversation_gets_its_messages_apart(
    outbox: SqlOutbox, clock: FakeClock
) -> None:
    courier = hire(outbox, clock, RecordingSender(), pace=Pace(10))
    await outbox.enqueue([draft(clock, number) for number in range(100)], at=clock.now())

    begun = time.perf_counter()
    for _ in range(30):  # nine seconds of the outbox's rate, and hardly any of the gate's, which keeps real time
        await courier.tick("telegram")
        clock.advance(timedelta(seconds=0.3))
    claimed = (await outbox.counts("b"))[State.SENDING]
    lasted = time.perf_counter() - begun
    await courier.close(0)

    assert claimed <= 5 + 10 + 10 * lasted  # that wait, that may pass at once, and that passed since


async def until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


class BrokenOutbox:
    """An outbox whose first records of what was sent fail, as on a full disk."""

    def __init__(self, outbox: SqlOutbox, failures: int) -> None:
        self._outbox = outbox
        self.failures = failures

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)

    async def sent(self, *values: Any, **more: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("database or disk is full")
        await self._outbox.sent(*values, **more)
