"""A week of reminders to 300 contacts on Telegram's and Slack's peers, by an injected clock, killed again and again."""

from __future__ import annotations

import asyncio
import csv
import io
import random
import re
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import open_app
from bot.config import Settings, load_settings
from bot.conversation import Account
from tests.brief import Brief
from tests.e2e import serve_at, week
from tests.e2e.local_slack import BINARY, MISSING, LocalSlack
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not BINARY.exists(), reason=MISSING)]

ZONE = "Asia/Seoul"
LOOK_SECONDS, PATIENCE_SECONDS = 0.04, 120.0
A_LEASE = timedelta(seconds=61)
Heard = tuple[Account, str]


@dataclass
class Machine:
    """The assistant by a clock of its own, and what stands in its database.

    Attributes:
        deadly: The moments at which it dies, each with how many more deliveries are sent first.
    """

    bot: ServedBot
    clock: Path
    database: Path
    deadly: Mapping[datetime, int]
    deaths: int = 0
    sent: int = 0

    def turn_to(self, moment: datetime) -> None:
        """Set the clock; it goes on from there."""
        ahead = self.clock.with_suffix(".tmp")
        ahead.write_text(f"{(moment - datetime.now(UTC)).total_seconds():.6f}", encoding="ascii")
        ahead.replace(self.clock)

    def now(self) -> datetime:
        """Return what the clock shows."""
        return datetime.now(UTC) + timedelta(seconds=float(self.clock.read_text(encoding="ascii")))

    async def live(self, moment: datetime) -> None:
        """Return when it was looked what is due at a moment, and all of it has left, though it may die in between."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            if moment in self.deadly:
                while self._count("state = 'sent'") < self.sent + self.deadly[moment]:
                    await asyncio.sleep(LOOK_SECONDS)
                await self.die()
            since = self.now()
            while not self._is_settled(since):
                await asyncio.sleep(LOOK_SECONDS)
        self.sent = self._count("state = 'sent'")

    async def die(self, *, until: datetime | None = None) -> None:
        """End it at once, and start it again then, or when the leases of what it had claimed are over."""
        await self.bot.kill()
        self.deaths += 1
        self.turn_to(until or self.now() + A_LEASE)
        await self.bot.start(wait=False)

    def knows(self, event: str, starts: str) -> bool:
        """Whether an event is known to begin then."""
        return self._read("SELECT occurrence FROM reminder_events WHERE id = ?", event) == [(starts,)]

    def heard(self, where: str) -> set[Heard]:
        """Return deliveries as those for whom they are would hear them."""
        rows = self._read(f"SELECT channel, conversation_id, message FROM deliveries WHERE {where}")  # noqa: S608  ours
        return {(Account(channel, conversation), what(message)) for channel, conversation, message in rows}

    def _is_settled(self, since: datetime) -> bool:
        (behind,) = self._read("SELECT count(*) FROM reminder_rules WHERE planned_until < ?", _stored(since))
        due = self._count("state = 'sending' OR (state = 'queued' AND not_before <= ?)", _stored(self.now()))
        return (int(behind[0]), due) == (0, 0)

    def _count(self, where: str, *values: str) -> int:
        return int(self._read(f"SELECT count(*) FROM deliveries WHERE {where}", *values)[0][0])  # noqa: S608  ours

    def _read(self, statement: str, *values: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.database, timeout=10, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()


@dataclass
class Ledgers:
    """What the two platforms have taken.

    Attributes:
        steps: What arrived since the step before, by the moment of each step.
    """

    telegram: FakeTelegram
    slack: LocalSlack
    people: Sequence[str]
    steps: dict[datetime, Counter[Heard]] = field(default_factory=dict)

    async def look(self, moment: datetime) -> None:
        """Note what has arrived since the last look."""
        self.steps[moment] = await self._all() - self.total

    @property
    def total(self) -> Counter[Heard]:
        """Return how often everybody has heard what, up to the last look."""
        return sum(self.steps.values(), Counter())

    async def _all(self) -> Counter[Heard]:
        sent = [(Account("telegram", str(one.chat_id)), one.text) for one in self.telegram.sent if one.document is None]
        for person in self.people:
            said = await self.slack.answers(self.slack.direct(person))
            sent += [(Account("slack", person), one["text"]) for one in said if not one.get("files")]
        return Counter((account, what(text)) for account, text in sent)


def _stored(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


async def live_through(machine: Machine, ledgers: Ledgers, settings: Settings, content: Brief) -> None:
    """Let the week pass: a payment, an outage of some hours, an event that is moved, and deaths at any moment."""
    for moment in week.steps():
        if moment == week.OUTAGE[1]:
            await machine.die(until=moment)
        machine.turn_to(moment + timedelta(seconds=30))
        if moment == week.PAID:
            async with open_app(settings, now=moment) as app:
                await week.settle_invoice(app)
        if moment == week.MOVED:
            week.set_fair(content, "2027-03-14T16:00")
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not machine.knows("fair", "20270314T1600Z"):
                    await asyncio.sleep(LOOK_SECONDS)
        await machine.live(moment)
        await ledgers.look(moment)


def what(text: str) -> str:
    """Return what a message says, as the week names it."""
    (found,) = [told.begins for told in (*week.WEEK, week.TO_STAFF) if told.begins in text.replace("*", "")]
    return found


def reported(table: str) -> dict[str, Counter[str]]:
    """Return what ``bot remind status`` counts, by rule and state."""
    rows = [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in table.splitlines() if line[:1] in "│┃"]
    names = rows[0][3:]
    return {row[0]: +Counter(dict(zip(names, map(int, row[3:]), strict=True))) for row in rows[1:]}


STEADY = ("event-registration", "event-hour", "dues-week-before", "dues-14-days-after", "dues-60-days-after")


def forecast(table: str) -> set[tuple[str, str, str]]:
    """Return what was foretold of the rules whose subjects do not change in the week, and is of use: rule, person, time."""
    rows = csv.DictReader(io.StringIO(table))
    return {
        (row["rule"], row["recipient"], row["sent_from"])
        for row in rows
        if row["rule"] in STEADY and row["sent_from"] < row["expires"]
    }


def unchanged(expected: dict[Heard, datetime], rules: dict[str, str]) -> set[tuple[str, str, str]]:
    """Return the same of what must be heard."""
    emails = {one.account: f"email:{one.email}" for one in week.PEOPLE}
    return {
        (rules[begins], emails[account], moment.astimezone(ZoneInfo(ZONE)).isoformat(timespec="minutes"))
        for (account, begins), moment in expected.items()
        if rules[begins] in STEADY
    }


@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")  # an upload that was cut off
async def test_week_of_reminders_reaches_all_in_time_and_twice_only_the_uncertain(
    tmp_path: Path, brief: Brief, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected, steps = week.content(brief, tmp_path), week.expected(), week.steps()
    settings = load_settings(_env_file=None, data_dir=tmp_path / "bot" / "var", content_dir=content.content, timezone=ZONE)
    busy, clock = Counter(first(steps, moment) for moment in expected.values()), tmp_path / "ahead"
    chance = random.Random(20270315)  # noqa: S311
    deadly = {moment: chance.randrange(busy[moment]) for moment in chance.sample(sorted(busy), min(kills - 1, len(busy)))}
    on = {name: sorted({one.user_id for one, _ in expected if one.channel == name}) for name in ("telegram", "slack")}
    async with FakeTelegram(token="1:TEST") as telegram, LocalSlack(tmp_path / "peer", events_to=None, people=on["slack"]) as slack:
        for chat in on["telegram"]:
            telegram.user(id=int(chat))
        env = {**telegram.env, "TELEGRAM_RATE": "300", "TIMEZONE": ZONE}
        env |= {**slack.env, "SLACK_RATE": "300"}
        bot = ServedBot(env, tmp_path / "bot", brief=content, program=(serve_at.__file__, str(clock)))
        machine = Machine(bot, clock, settings.data_dir / "assistant.db", deadly)
        ledgers = Ledgers(telegram, slack, on["slack"])
        async with open_app(settings, now=week.BEGIN) as app:
            await week.bring_in(app)
        now, until = (f"{moment:%Y-%m-%dT%H:%MZ}" for moment in (week.BEGIN, week.END))
        await asyncio.gather(
            bot.run("remind", "on", "--all", "--yes", "--now", now),
            bot.run("remind", "--dry-run", "--all", "--until", until, "--now", now, "--csv", str(tmp_path / "forecast.csv")),
        )
        machine.turn_to(week.BEGIN)
        async with bot:
            await live_through(machine, ledgers, settings, content)
        status = reported(await bot.run("remind", "status"))

    had, doubtful, uncertain = ledgers.total, machine.heard("doubts > 0"), machine.heard("state = 'uncertain'")
    twice = {heard for heard, count in had.items() if count == 2}
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{machine.deaths} kills, {len(expected)} reminders due in {len(steps)} moments: "
            f"{len(had) - len(twice)} arrived once, {len(twice)} twice, {len(expected.keys() - had.keys())} are missing; "
            f"{len(doubtful)} had been in doubt, {len(uncertain)} still are; {dict(Counter(account.channel for account, _ in had))}"
        )
    rules = {told.begins: told.rule for told in (*week.WEEK, week.TO_STAFF)}
    due = Counter(rules[begins] for _, begins in expected)
    too_late = sum(week.is_too_late(one, week.WEEK[3]) for one in week.PEOPLE if one.member in week.CITY)
    assert machine.deaths == len(deadly) + 1
    assert had.keys() - expected.keys() == set()
    assert expected.keys() - had.keys() <= uncertain
    assert (max(had.values()) <= 2, twice <= doubtful) == (True, True)
    assert [
        heard for moment, arrived in ledgers.steps.items() for heard in arrived if first(steps, expected[heard]) != moment
    ] == []
    assert {rule: counts["sent"] + counts["uncertain"] for rule, counts in status.items()} == {rule: due[rule] for rule in status}
    assert {rule: counts["skipped"] for rule, counts in status.items() if counts["skipped"]} == {"event-hour": too_late}
    assert forecast((tmp_path / "forecast.csv").read_text(encoding="utf-8-sig")) == unchanged(expected, rules)


def first(steps: Sequence[datetime], moment: datetime) -> datetime:
    """Return the step in which is heard what is due at a moment."""
    return steps[bisect_left(steps, moment)]
