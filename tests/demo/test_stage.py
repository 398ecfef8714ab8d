"""A demonstration has all that there is to try, begins anew each time, and neither touches nor writes to anything real."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.app import App
from bot.channels.base import NoTraffic
from bot.config import Settings, load_settings
from bot.conversation import Account, Kind
from bot.demo.backstage import Backstage
from bot.demo.stage import open_demo
from bot.dues.ledger import settle
from bot.dues.standing import Standing, position
from bot.outreach.rules import Subject
from bot.serve import connect_channels
from tests.brief import Brief
from tests.scenarios.membership import say

VISITOR = Account("web", "a visitor")


@pytest.fixture
def settings(tmp_path: Path, brief: Brief) -> Settings:
    """Those of an association in operation."""
    data_dir = brief.data_dir(tmp_path)
    (data_dir / "demo").mkdir()
    os.link(data_dir / "knowledge.db", data_dir / "demo" / "knowledge.db")  # the index alone
    return load_settings(
        _env_file=None,
        data_dir=data_dir,
        content_dir=brief.content,
        database_url=f"sqlite:///{tmp_path / 'var' / 'assistant.db'}",
        telegram_bot_token="1:REAL",
        slack_bot_token="xoxb-real",
        slack_app_token="xapp-real",
        smtp_url="smtp://127.0.0.1:9",
        mail_from="office@city.org",
    )


def backstage(app: App) -> Backstage:
    return Backstage(app.registry, app.linking, app.reminders, app.clock)


async def standings(app: App) -> dict[str, Standing]:
    """Return how the members of the samples stand."""
    found = {}
    for _, member in await backstage(app).people():
        statement = settle("USD", *await app.ledger.of(member.id), as_of=app.clock.today())
        found[member.slug] = position(member.details, statement, today=app.clock.today()).standing
    return found


async def test_real_data_stays_as_it_is(settings: Settings) -> None:
    files = [settings.data_dir / name for name in ("assistant.db", "knowledge.db")]
    before = [path.read_bytes() for path in files]

    async with open_demo(settings) as app:
        await say(app, VISITOR, "hello")

    assert [path.read_bytes() for path in files] == before
    assert sorted(path.name for path in settings.data_dir.iterdir()) == ["assistant.db", "demo", "knowledge.db"]


async def test_nothing_can_leave_whatever_is_configured(settings: Settings) -> None:
    async with open_demo(settings) as app:
        channels, ways = connect_channels(app, NoTraffic()), (app.mailer, app.linking.by_mail)
        on = [rule for rule, state in await app.reminders.states() if state]

    assert (channels, ways, on) == ([], (None, False), [])


async def test_dues_are_open_overdue_and_paid(settings: Settings) -> None:
    async with open_demo(settings) as app:
        found = await standings(app)

    assert found == {
        "sample-lanternport": Standing.DUE,
        "sample-cloudbridge": Standing.OVERDUE,
        "sample-paper-boats": Standing.GOOD,
    }


async def test_visitor_becomes_a_contact_by_a_code_that_holds_once(settings: Settings) -> None:
    async with open_demo(settings) as app:
        denied = await say(app, VISITOR, "what do we owe")
        contact, _ = (await backstage(app).people())[1]
        code = await backstage(app).code(contact.id, actor="web:a visitor")
        assert code is not None
        offered = await say(app, VISITOR, f"/link {code.typed}")
        await say(app, VISITOR, action=offered.choices[0].action)
        owed = await say(app, VISITOR, "what do we owe")
        invoice = await say(app, VISITOR, "send us our invoice")
        again = await say(app, Account("web", "another"), f"/link {code.typed}")

    assert (denied.kind, again.kind) == (Kind.DENIED, Kind.ERROR)
    assert "Cloudbridge Works (sample)" in owed.text
    assert "2,500" in owed.text
    assert "Cloudbridge Works (sample)" in invoice.text
    assert invoice.file is not None


async def test_events_of_the_coming_days_are_told_and_found_by_name(settings: Settings) -> None:
    async with open_demo(settings) as app:
        agenda = await say(app, VISITOR, "upcoming events")
        webinar = await say(app, VISITOR, "when is the sample webinar")

    assert agenda.text.count("Sample ") == 3
    assert "street lights" in webinar.text


async def test_reminders_of_events_and_dues_can_be_seen(settings: Settings) -> None:
    async with open_demo(settings) as app:
        coming = await backstage(app).reminders()

    assert {due.rule.subject for due, _ in coming} == {Subject.EVENT, Subject.DUES}
    assert [reply.text for _, reply in coming if "sample" not in reply.text.lower()] == []
    assert [due.not_before for due, _ in coming] == sorted(due.not_before for due, _ in coming)


async def test_nobody_gets_a_code_for_a_contact_that_is_not_there(settings: Settings) -> None:
    async with open_demo(settings) as app:
        assert await backstage(app).code(4711, actor="web:a visitor") is None


def test_demonstration_begins_anew_with_each_start(settings: Settings) -> None:
    async def show() -> tuple[int, int]:
        async with open_demo(settings) as app:
            contact, _ = (await backstage(app).people())[0]
            code = await backstage(app).code(contact.id, actor="web:a visitor")
            assert code is not None
            offered = await say(app, VISITOR, f"/link {code.typed}")
            await say(app, VISITOR, action=offered.choices[0].action)
            invoices, _ = await app.ledger.all()
            return len(await app.links.links()), len(invoices)

    first, second = asyncio.run(show()), asyncio.run(show())

    assert first == second == (1, 4)
