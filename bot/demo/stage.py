"""The demonstration: the assistant over a database that begins anew with each start, with nobody to write to.

It lies in ``demo/`` of the data folder under a name that the assistant itself never uses, so that no real database can be
taken for it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from urllib.parse import quote
from zoneinfo import ZoneInfo

import structlog

from bot.app import App, machine_clock, open_app, open_library
from bot.config import Settings
from bot.demo import samples
from bot.errors import ConfigurationError
from bot.knowledge.articles import Association
from bot.knowledge.events import Event

log = structlog.get_logger(__name__)

ACTOR = "system:demo"
"""Who brought the samples in, as the audit log has it."""
DATABASE = "samples.db"
_ELSEWHERE = ("telegram_bot_token", "slack_bot_token", "slack_app_token", "slack_signing_secret", "smtp_url", "mail_from")
"""Settings by which something would leave the machine."""


def demo_settings(settings: Settings) -> Settings:
    """Return the settings of a demonstration: a data folder of its own, the web page, no other channel and no mail."""
    folder = settings.data_dir / "demo"
    return settings.model_copy(
        update={
            **{name: Settings.model_fields[name].default for name in _ELSEWHERE},
            "data_dir": folder,
            "database_url": f"sqlite+aiosqlite:///{quote(str(folder / DATABASE))}",
        }
    )


@asynccontextmanager
async def open_demo(settings: Settings) -> AsyncIterator[App]:
    """Open all services with the samples in them; what an earlier demonstration left is deleted.

    Args:
        settings: Those of the association; what the demonstration doesn't use of them is named in the log.

    Raises:
        ConfigurationError: ``DATA_DIR`` can't be used.
        ContentError: The content has faults and there is no earlier index to answer from.
    """
    demo = demo_settings(settings)
    unused = [name.upper() for name in (*_ELSEWHERE, "database_url") if getattr(settings, name)]
    if unused:
        log.warning("not_used_by_the_demo", settings=unused)
    try:
        for ending in ("", "-wal", "-shm"):
            (demo.data_dir / f"{DATABASE}{ending}").unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(f"DATA_DIR: can't begin {demo.data_dir / DATABASE} anew: {error.strerror}") from error
    found, started_at = samples.read(), machine_clock("UTC").now()

    def events(association: Association) -> list[Event]:
        zone = demo.timezone or association.timezone
        today = started_at.astimezone(ZoneInfo(zone)).date()
        return samples.sample_events(found, association.languages, today=today, zone=zone)

    with closing(open_library(demo, also=events)) as library:
        async with open_app(demo, library=library) as app:
            await _bring_in(app, found)
            yield app


async def _bring_in(app: App, found: samples.Samples) -> None:
    """Register the sample members and issue their invoices."""
    at, today = app.clock.now(), app.clock.today()
    await app.registry.apply(samples.sample_members(found), actor=ACTOR, at=at)
    slugs = [one.slug for one in found.members]
    members = {member.slug: member for member in await app.registry.members() if member.slug in slugs}
    bills = samples.sample_bills(found, members, today=today, currency=app.library.dues_terms.currency)
    issued = await app.ledger.issue([bill.draft for bill in bills], actor=ACTOR, at=at, once=False)
    paid = [bill.payment(invoice) for bill, invoice in zip(bills, issued, strict=True) if bill.paid.minor]
    await app.ledger.post(paid, actor=ACTOR, at=at)
