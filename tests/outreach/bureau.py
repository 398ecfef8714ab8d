"""A secretariat with members, people and dues, for tests of what it sends out."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime
from typing import Any

from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.conversation import Account
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails, Office, Role, Staff, Status
from bot.outreach.drafts import AnnouncementDraft, Text, parse_when
from tests.scenarios.membership import employ, invoice, register

NOW = datetime.fromisoformat("2026-11-21T09:00+09:00")
EUN, KIM, PARK, ROOT = (Account("telegram", user_id) for user_id in ("1001", "1002", "1003", "1004"))
"""Of the secretariat: staff, approver, another approver, admin."""
SITA, OMAR, AWA = Account("telegram", "21"), Account("slack", "U22"), Account("telegram", "23")
CONNECTED = {
    "telegram_bot_token": "1:test",
    "slack_bot_token": "xoxb-test",
    "slack_signing_secret": "test",
    "smtp_url": "smtp://127.0.0.1:9",
    "mail_from": "assistant@city.example",
}
"""Settings of all channels on which people can be written to; nobody listens there."""
Open = Callable[..., AbstractAsyncContextManager[App]]


@asynccontextmanager
async def opened(settings: Settings, library: Library, *, now: datetime = NOW, **more: object) -> AsyncIterator[App]:
    """Open the app at a time, with all channels set up and some settings changed."""
    changed = load_settings(_env_file=None, data_dir=settings.data_dir, content_dir=settings.content_dir, **{**CONNECTED, **more})
    async with open_app(changed, now=now, library=library) as app:
        yield app


async def settle_in(app: App) -> None:
    """Register five members and their people.

    Dhulikhel (Nepal, owes 1,500 since March): Sita on Telegram, who speaks for Lalitpur as well. Tunis: Omar on Slack, and
    Lina by mail. Accra (suspended): Awa on Telegram in French. Nobody of Lyon can be reached. Left Town is none any more.
    """
    sita = ContactDetails("Sita Sharma", "sita@np.example", "Officer", "en", "Asia/Kathmandu")
    dhulikhel = await register(app, "dhulikhel", "Dhulikhel", (sita, SITA), networks=("ASCN",), region="asia-pacific")
    await register(app, "lalitpur", "Lalitpur_City", (sita, None), category="institution", region="asia-pacific")
    omar = ContactDetails("Omar Ben Ali", "omar@tunis.example", language="fr", zone="Africa/Tunis")
    lina = ContactDetails("", "lina@tunis.example", zone="Nowhere/Land")
    offices = (Office("advisory-board", "2023"),)
    await register(app, "tunis", "Tunis", (omar, OMAR), (lina, None), country="TN", region="africa", offices=offices)
    awa = ContactDetails("Awa *Star* Mensah", "", language="fr", zone="Africa/Accra")
    await register(app, "accra", "Accra", (awa, AWA), country="GH", region="africa", status=Status.SUSPENDED)
    await register(app, "lyon", "Lyon", (ContactDetails("Luc Petit"), None), country="FR", region="europe")
    await register(app, "left", "Left Town", (ContactDetails("Lea", "lea@left.example"), None), status=Status.WITHDRAWN)
    await invoice(app, dhulikhel, 1500, year=2026, due=date(2026, 3, 31))
    for account, role in ((EUN, Role.STAFF), (KIM, Role.APPROVER), (PARK, Role.APPROVER), (ROOT, Role.ADMIN)):
        await employ(app, account, role)


def draft(
    body: str = "Come!",
    *,
    segment: str = "region:africa",
    when: str = "now",
    title: str = "Webinar",
    also: Mapping[str, str] | None = None,
    **more: Any,
) -> AnnouncementDraft:
    """Return a draft in English; ``also`` has its text in other languages."""
    texts = {"en": Text(title, body)} | {lang: Text(f"{title} {lang}", text) for lang, text in (also or {}).items()}
    return AnnouncementDraft(texts, segment, parse_when(when), **more)


def as_staff(account: Account) -> Staff:
    """Return somebody of the secretariat."""
    roles = {EUN: Role.STAFF, KIM: Role.APPROVER, PARK: Role.APPROVER, ROOT: Role.ADMIN}
    return Staff(account, roles[account], "Kim")
