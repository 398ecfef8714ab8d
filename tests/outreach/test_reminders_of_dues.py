"""Dues are told to those who speak for the member while they are open; on a real database, with a clock that is turned by hand."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.conversation import Account, Address
from bot.members.registry import Status
from bot.outreach.recipients import Preferences, Topic
from tests.outreach.world import PACE, World, dues_rule, event, event_rule


@pytest.mark.parametrize("addressed", ["queued", "waits for the end of quiet hours"])
async def test_reminder_of_dues_does_not_go_to_an_account_that_has_been_unlinked(world: World, addressed: str) -> None:
    world.write(rules=dues_rule("+14d"))
    member = await world.join()
    quiet = (time(0), time(0)) if addressed == "queued" else (time(8), time(20))
    await world.prefer("sita", Preferences(quiet_from=quiet[0], quiet_until=quiet[1]))
    await world.invoice(member, "2026-11-05")
    await world.switch_on()
    world.at("2026-11-19T09:00")
    await world.reminders.plan()

    await world.links.unlink(Account("telegram", "100"), actor="telegram:100", at=world.clock.now())
    world.at("2026-11-19T20:00")
    by_telegram = await world.deliver()
    (by_mail,) = await world.outbox.claim("email", PACE, now=world.clock.now(), lease=timedelta(minutes=1))

    assert by_telegram == []
    assert by_mail.to == Address("email", "sita@example.org")


async def test_reminder_of_dues_does_not_go_to_an_account_that_speaks_for_another_member_alone(world: World) -> None:
    world.write(rules=dues_rule("+14d"))
    account = Account("telegram", "100")
    for name, slug in (("sita", "dhulikhel"), ("awa", "accra")):
        member = await world.join(name, member=slug, accounts=(account,))
        await world.invoice(member, "2026-11-05")
    await world.switch_on()
    world.at("2026-11-19T09:00")
    await world.reminders.plan()

    await world.links.unlink(account, actor="telegram:100", at=world.clock.now(), member_id=member.id)

    assert [message.text for _, message in await world.deliver()] == ["Dhulikhel USD\xa0500"]


async def test_one_chat_for_two_addresses_is_reminded_of_the_dues_of_both_members(world: World) -> None:
    world.write(rules=dues_rule("+14d"))
    for name, slug in (("sita", "dhulikhel"), ("awa", "accra")):
        await world.invoice(await world.join(name, member=slug, accounts=(Account("telegram", "100"),)), "2026-11-05")
    await world.switch_on()
    world.at("2026-11-19T09:00")
    await world.reminders.plan()

    assert sorted(message.text for _, message in await world.deliver()) == ["Accra USD\xa0500", "Dhulikhel USD\xa0500"]


async def test_dues_are_told_with_the_amount_that_is_open_when_it_leaves(world: World) -> None:
    world.write(rules=dues_rule("+14d"))
    member = await world.join()
    await world.invoice(member, "2026-11-05", dollars=500)
    await world.switch_on()
    world.at("2026-11-19T09:00")
    await world.reminders.plan()

    await world.pay(member, 200)
    ((_, message),) = await world.deliver()

    assert message.text == "Dhulikhel USD\xa0300"


async def test_nothing_goes_out_after_payment(world: World) -> None:
    world.write(rules=dues_rule("-7d", id="before") + dues_rule("+14d", id="after"))
    member = await world.join()
    await world.invoice(member, "2026-11-15")
    await world.switch_on()
    await world.run("2026-11-09T00:00", every=timedelta(hours=3))

    await world.pay(member, 500)
    world.at("2026-11-09T09:00")
    await world.run("2026-12-24T09:00", every=timedelta(days=1))

    assert await world.sent() == ["2026-11-08 09:00 before 2026-0001 20261115 sita"]


async def test_payment_between_planning_and_sending_withdraws_the_reminder(world: World) -> None:
    world.write(rules=dues_rule("+14d"))
    member = await world.join()
    await world.invoice(member, "2026-11-05")
    await world.switch_on()
    world.at("2026-11-19T09:00")
    await world.reminders.plan()

    await world.pay(member, 500)
    await world.deliver()

    assert list((await world.states()).values()) == ["cancelled"]


async def test_statutory_dues_can_not_be_muted_and_others_can(world: World) -> None:
    world.write(rules=dues_rule("+14d") + dues_rule("+60d", "statutory: true", id="last"))
    member = await world.join()
    await world.prefer("sita", Preferences(muted=frozenset({Topic.DUES}), quiet_from=time(0), quiet_until=time(0)))
    await world.invoice(member, "2026-11-05")
    await world.switch_on()

    world.at("2026-11-08T09:00")
    await world.run("2027-01-10T09:00", every=timedelta(days=1))

    assert await world.sent() == ["2027-01-04 09:00 last 2026-0001 20261105 sita"]


async def test_secretariat_is_told_before_suspension_comes_into_question(world: World) -> None:
    world.write(rules=dues_rule("+75d", id="office", subject="secretariat"))
    await world.employ("900")
    member = await world.join()
    await world.invoice(member, "2026-11-05")
    await world.switch_on()

    world.at("2026-11-08T09:00")
    await world.run("2027-02-01T09:00", every=timedelta(days=1))

    assert await world.sent() == ["2027-01-19 09:00 office 2026-0001 20261105 account:telegram:900"]


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.TERMINATED, Status.APPLICANT])
async def test_who_is_no_member_is_not_reminded_of_dues(world: World, status: Status) -> None:
    world.write(rules=dues_rule("+14d") + dues_rule("+15d", id="office", subject="secretariat"))
    await world.employ()
    member = await world.join(status=status)
    await world.invoice(member, "2026-11-05")
    await world.switch_on()

    world.at("2026-11-08T09:00")
    await world.run("2026-12-01T09:00", every=timedelta(days=1))

    assert await world.states() == {}


async def test_who_still_speaks_for_another_member_loses_only_what_is_about_the_dues_of_the_one(world: World) -> None:
    world.write(rules=event_rule("-1d") + dues_rule("+3d"), events=event("2026-11-10T09:00"))
    dhulikhel, cascais = await world.join(), await world.join(member="cascais")
    await world.invoice(dhulikhel, "2026-11-06")
    await world.invoice(cascais, "2026-11-06")
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()

    sita = next(one for one in await world.registry.contacts(dhulikhel.id))
    withdrawn = await world.links.remove_contact(sita, actor="operator:test", at=world.clock.now())

    assert withdrawn == 1
    assert sorted(key for key, state in (await world.states()).items() if state == "queued") == [
        "day assembly 20261110T0900Z sita",
        "dues 2026-0002 20261106 sita",
    ]
