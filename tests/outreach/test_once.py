"""Over random clocks, restarts and double planners: each reminder at most once, and none that was due is missing."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.library import Library
from bot.outreach.rules import ReminderRule, expiry, moment
from bot.store.database import Database
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.world import World, dues_rule, event, event_rule

BEGIN = datetime(2026, 10, 23, 12, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "Asia/Seoul", "America/New_York", "Pacific/Apia")
EVENT_AT, DUE_ON = datetime(2026, 10, 27, 7, 30, tzinfo=UTC), date(2026, 10, 26)  # clocks go back in Berlin on the 25th
RULES = (
    event_rule("-3d", id="three", grace="1d")
    + event_rule("-1d", id="day", grace="12h")
    + event_rule("-1h", id="hour", grace="40m")
    + dues_rule("-2d", id="before", grace="1d")
    + dues_rule("+1d", id="after", grace="6h")
)


@dataclass(frozen=True)
class Tick:
    """A look: so much later (or earlier) than the one before, by the same process, a new one, or two at once."""

    minutes: int
    by: str


ticks = st.lists(
    st.builds(
        Tick, st.one_of(st.integers(1, 90), st.integers(60, 2000), st.integers(-300, -1)), st.sampled_from(["same", "new", "two"])
    ),
    min_size=12,
    max_size=30,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content, its index, and a database with five people, an invoice, and all rules on."""
    root = tmp_path_factory.mktemp("once")
    folder = ContentFolder.make(root / "content")
    folder.write("reminders.yaml", RULES)
    folder.write("events/2026.yaml", event(f"{EVENT_AT:%Y-%m-%dT%H:%M}"))

    async def fill() -> None:
        database = Database(f"sqlite:///{root}/assistant.db")
        await database.upgrade()
        with closing(Library(folder.root, root / "knowledge.db")) as library:
            world = World(folder, FakeClock(BEGIN), database, library)
            for number, zone in enumerate(ZONES):
                member = await world.join(f"p{number}", zone=zone)
            await world.invoice(member, DUE_ON.isoformat())
            await world.switch_on()
        await database.close()

    asyncio.run(fill())
    return root


@pytest.mark.slow
@given(ticks)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_each_reminder_once_and_none_missing(template: Path, tmp_path_factory: pytest.TempPathFactory, run: list[Tick]) -> None:
    root = tmp_path_factory.mktemp("run")
    shutil.copyfile(template / "assistant.db", root / "assistant.db")

    rules, looks, states, new = asyncio.run(_live(template, root, run))
    shutil.rmtree(root)

    assert states == _expected(rules, looks)
    assert new == len(states)  # no key was queued twice, by whichever planner


async def _live(template: Path, root: Path, run: list[Tick]) -> tuple[list[ReminderRule], list[datetime], dict[str, str], int]:
    database, new, looks = Database(f"sqlite:///{root}/assistant.db"), 0, list[datetime]()
    with closing(Library(template / "content", template / "knowledge.db")) as library:
        world = World(ContentFolder(template / "content"), FakeClock(BEGIN), database, library)
        for tick in run:
            world.clock.advance(timedelta(minutes=tick.minutes))
            looks.append(world.clock.now())
            planners = {"same": [world.reminders], "new": [world.another()], "two": [world.reminders, world.another()]}[tick.by]
            new += sum(await asyncio.gather(*(planner.plan() for planner in planners)))
            await world.deliver()
        states = dict(await world.states())
        rules = list(library.reminder_rules)
    await database.close()
    return rules, looks, states, new


def _expected(rules: list[ReminderRule], looks: list[datetime]) -> dict[str, str]:
    """Return what must have become of each reminder: sent where a look fell between its moment and its expiry, else skipped."""
    found = {}
    for rule in rules:
        anchor = EVENT_AT if rule.subject == "event" else DUE_ON
        for number, zone in enumerate(ZONES):
            at = moment(rule, anchor, zone)
            assert at is not None
            first = next((look for look in looks if look >= at), None)
            if first is not None and at >= BEGIN:
                in_time = first < expiry(rule, anchor, at, zone)
                about = "assembly 20261027T0730Z" if rule.subject == "event" else "2026-0001 20261026"
                found[f"{rule.id} {about} p{number}"] = "sent" if in_time else "skipped"
    return found
