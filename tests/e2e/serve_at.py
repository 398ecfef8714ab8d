"""Runs what ``bot serve`` runs, by a clock that a test sets: ``python serve_at.py FILE``.

The clock goes as the machine's does; the file holds by how many seconds it is ahead.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import open_app
from bot.clock import SystemClock
from bot.config import load_settings
from bot.serve import serve

PLAN_EVERY = timedelta(seconds=0.5)


class ShiftedClock(SystemClock):
    """The machine's clock, ahead by what a file says now."""

    def __init__(self, file: Path, zone: str) -> None:
        super().__init__(ZoneInfo(zone))
        self._file = file

    def now(self) -> datetime:
        """See `bot.clock.Clock`."""
        return super().now() + timedelta(seconds=float(self._file.read_text(encoding="ascii")))


if __name__ == "__main__":
    settings = load_settings()
    logs.set_up(settings.log_level)
    opened = partial(open_app, clock=ShiftedClock(Path(sys.argv[1]), settings.timezone))
    asyncio.run(serve(settings, opened=opened, plan_every=PLAN_EVERY))
