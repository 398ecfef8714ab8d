"""Planning reminders for very many people: ``python -m benchmarks.reminders [PEOPLE] [EVENTS]``.

Each figure comes from a process of its own, so that its peak of memory is its own, too.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot import logs
from bot.knowledge.library import Library
from bot.members.registry import MemberDetails, Upsert
from bot.store.database import Database
from bot.store.registry import SqlRegistry
from bot.store.tables import contacts
from tests.content_folder import ContentFolder
from tests.fakes.clock import FakeClock
from tests.outreach.world import World, event, event_rule

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
ZONES = (
    "Asia/Seoul",
    "Asia/Kathmandu",
    "Europe/Paris",
    "Africa/Nairobi",
    "America/New_York",
    "America/Bogota",
    "Asia/Jakarta",
    "UTC",
)
LANGUAGES = ("en", "ko")
MEMBERS = 2000
_CHUNK = 5000


def main() -> None:
    """Fill a database, and measure."""
    logs.set_up("error")
    people, events = (int(word) for word in (*sys.argv[1:], "100000", "20")[:2])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        asyncio.run(_fill(root, people, events))
        for what in ("idle", "forecast", "one event due"):
            command = [sys.executable, "-m", __name__.replace("__main__", "benchmarks.reminders"), "--measure", what, folder]
            done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
            found = json.loads(done.stdout)
            took = f"{found['seconds']:.1f} s ({found['busy']:.1f} s of a core)"
            print(f"{what}: {found['count']:,} reminders in {took}, peak {found['megabytes']:.0f} MB")


async def _fill(root: Path, people: int, events: int) -> None:
    folder = ContentFolder.make(root / "content")
    folder.write("reminders.yaml", event_rule("-7d", id="week", grace="2d") + event_rule("-1d") + event_rule("-1h", id="hour"))
    dated = ((number, BEGIN + timedelta(days=8 + number, hours=number % 12)) for number in range(events))
    folder.write("events/2026.yaml", "".join(event(f"{at:%Y-%m-%dT%H:%M}", id=f"event-{number}") for number, at in dated))
    database = Database(f"sqlite:///{root}/assistant.db")
    await database.upgrade()
    members = [MemberDetails(f"m{number}", f"Member {number}", "local-government", "NP") for number in range(MEMBERS)]
    await SqlRegistry(database).apply([Upsert(None, one) for one in members], actor="bench", at=BEGIN)
    ids = [member.id for member in await SqlRegistry(database).members()]
    for start in range(0, people, _CHUNK):
        rows = [
            {
                "member_id": ids[number % MEMBERS],
                "name": f"Person {number}",
                "email": f"p{number}@example.org",
                "email_key": f"p{number}@example.org",
                "role": "",
                "language": LANGUAGES[number % len(LANGUAGES)],
                "zone": ZONES[number % len(ZONES)],
                "added_at": BEGIN,
            }
            for number in range(start, min(start + _CHUNK, people))
        ]
        async with database.writing() as connection:
            await connection.execute(insert(contacts), rows)
    with closing(Library(folder.root, root / "knowledge.db")) as library:
        await World(folder, FakeClock(BEGIN), database, library).switch_on()
    await database.close()


async def _measure(what: str, root: Path) -> tuple[int, float, float]:
    database = Database(f"sqlite:///{root}/assistant.db")
    with closing(Library(root / "content", root / "knowledge.db")) as library:
        world = World(ContentFolder(root / "content"), FakeClock(BEGIN + timedelta(hours=1)), database, library)
        await world.reminders.plan()
        rules = list(library.reminder_rules)
        world.clock.at = BEGIN + timedelta(days=1) if what == "one event due" else BEGIN + timedelta(hours=1, minutes=1)
        started, busy = time.perf_counter(), time.process_time()
        if what == "forecast":
            count = 0
            async for _ in world.reminders.forecast(rules, BEGIN + timedelta(days=60)):
                count += 1
        else:
            count = await world.reminders.plan()
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
    await database.close()
    return count, seconds, busy


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        logs.set_up("error")
        number, took, core = asyncio.run(_measure(sys.argv[2], Path(sys.argv[3])))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"count": number, "seconds": took, "busy": core, "megabytes": peak}))
    else:
        main()
