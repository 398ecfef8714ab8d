"""No blast from the past: what lies behind when a rule, a member, an invoice, an event or a backup comes in is never sent."""

from __future__ import annotations

from datetime import timedelta

import structlog

from tests.outreach.world import World, dues_rule, event, event_rule


async def test_new_rule_sends_nothing_of_what_lies_behind(world: World) -> None:
    world.write(rules=dues_rule("+14d", id="fourteen", grace="30d"))
    for number in range(3):
        member = await world.join(f"p{number}", member=f"city-{number}")
        await world.invoice(member, "2024-03-31")
    world.clock.advance(timedelta(days=1))

    await world.switch_on()
    await world.run("2026-12-31T00:00", every=timedelta(hours=12))

    assert await world.states() == {}


async def test_rule_that_is_switched_on_tells_what_it_leaves_alone(world: World) -> None:
    world.write(rules=dues_rule("+14d"))
    for number in range(3):
        member = await world.join(f"p{number}", member=f"city-{number}")
        await world.invoice(member, "2024-03-31")
    await world.invoice(member, "2026-10-31")
    rules = [rule for rule, _ in await world.reminders.states()]

    behind = [due async for due in world.reminders.behind(rules)]
    ahead = [due async for due in world.reminders.forecast(rules, world.clock.now() + timedelta(days=30))]

    assert [f"{due.at:%Y-%m-%d}" for due in behind] == ["2024-04-14"] * 3
    assert [f"{due.at:%Y-%m-%d}" for due in ahead] == ["2026-11-14"]


async def test_rule_is_off_until_it_is_switched_on_and_acts_from_then(world: World) -> None:
    world.write(rules=event_rule("-1d", grace="20h"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.run("2026-11-09T09:30")

    await world.switch_on()
    await world.run("2026-11-10T09:00")

    assert await world.states() == {}


async def test_changed_rule_acts_from_its_change_and_says_so(world: World) -> None:
    world.write(rules=dues_rule("+60d"))
    member = await world.join()
    await world.invoice(member, "2026-10-31")
    await world.switch_on()
    await world.run("2026-11-20T00:00", every=timedelta(hours=6))

    world.write(rules=dues_rule("+14d", grace="30d"))
    with structlog.testing.capture_logs() as logs:
        await world.run("2026-12-31T00:00", every=timedelta(hours=6))

    assert await world.states() == {}
    assert [(entry["event"], entry["rules"]) for entry in logs if entry["log_level"] == "warning"] == [
        ("reminder_rules_changed", ["dues"])
    ]


async def test_new_wording_is_no_change_of_the_rule(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    world.at("2026-11-09T08:59")
    await world.reminders.plan()

    world.write(rules=event_rule("-1d").replace("{event} {when}", "Come! {event} {when}"))
    world.at("2026-11-09T10:00")
    await world.reminders.plan()

    assert [message.text[:5] for _, message in await world.deliver()] == ["Come!"]


async def test_imported_members_hear_nothing_of_before(world: World) -> None:
    world.write(rules=event_rule("-1d", grace="23h") + dues_rule("+14d", grace="30d"), events=event("2026-11-10T09:00"))
    await world.join("maya")
    await world.switch_on()
    await world.run("2026-11-09T10:00")

    for number in range(5):
        await world.join(f"p{number}", member=f"city-{number}")
    await world.run("2026-11-11T00:00")

    assert await world.sent() == ["2026-11-09 09:00 day assembly 20261110T0900Z maya"]


async def test_imported_old_invoices_are_not_reminded_of_and_their_next_dates_are(world: World) -> None:
    world.write(rules=dues_rule("+14d", id="fourteen", grace="30d") + dues_rule("+60d", id="sixty", grace="30d"))
    member = await world.join()
    await world.switch_on()
    await world.run("2026-11-09T00:00", every=timedelta(hours=6))

    await world.invoice(member, "2023-03-31")
    await world.invoice(member, "2026-10-20")  # +14d lies behind, +60d ahead
    await world.run("2027-01-31T00:00", every=timedelta(hours=6))

    assert [line[11:] for line in await world.sent()] == ["12:00 sixty 2026-0001 20261020 sita"]


async def test_event_that_is_published_late_is_told_only_from_then(world: World) -> None:
    world.write(rules=event_rule("-7d", id="week", grace="6d") + event_rule("-1d"))
    await world.join()
    await world.switch_on()
    await world.run("2026-11-09T00:00")

    world.write(events=event("2026-11-12T09:00"))
    await world.run("2026-11-13T00:00")

    assert await world.sent() == ["2026-11-11 09:00 day assembly 20261112T0900Z sita"]


async def test_rule_that_is_switched_off_sends_nothing_more(world: World) -> None:
    world.write(rules=event_rule("-1d"), events=event("2026-11-10T09:00"))
    await world.join()
    await world.switch_on()
    world.at("2026-11-09T09:00")
    await world.reminders.plan()

    assert await world.reminders.turn_off("day", actor="operator:test")
    await world.run("2026-11-11T00:00")

    assert await world.states() == {"day assembly 20261110T0900Z sita (withdrawn)": "cancelled"}
    assert not await world.reminders.turn_off("day", actor="operator:test")
