"""Rules that reach a segment only: whom they tell, and what a segment does that means nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import UsageError
from tests.outreach.world import World, dues_rule, event, event_rule


async def test_event_is_told_to_those_whom_the_segment_selects(world: World) -> None:
    world.write(
        rules=event_rule("-1d", "segment: lang:ko") + event_rule("-1d", "segment: country:NP -lang:ko", id="rest"),
        events=event("2026-11-10T09:00"),
    )
    await world.join("sita")
    await world.join("minji", member="seoul", language="ko", country="KR")
    await world.join("omar", member="tunis", country="TN")
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert await world.sent() == [
        "2026-11-09 09:00 day assembly 20261110T0900Z minji",
        "2026-11-09 09:00 rest assembly 20261110T0900Z sita",
    ]


async def test_dues_are_told_where_the_member_that_owes_is_selected(world: World) -> None:
    world.write(rules=dues_rule("+1d", "segment: category:institution"))
    city = await world.join("sita")
    await world.invoice(city, "2026-11-08")
    school = await world.join("maya", member="academy", category="institution")
    await world.invoice(school, "2026-11-08")
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert [line.split()[-1] for line in await world.sent()] == ["maya"]


async def test_segment_that_has_lost_its_meaning_tells_nobody_and_holds_up_no_other_rule(world: World) -> None:
    world.write(
        rules=event_rule("-1d", "segment: -network:ascn") + event_rule("-1h", id="hour", grace="45m"),
        events=event("2026-11-10T09:00"),
    )
    await world.join("sita")
    await world.switch_on()

    await world.run("2026-11-11T00:00")

    assert [line.split()[2] for line in await world.sent()] == ["hour"]


async def test_segment_that_means_nothing_is_told_when_the_rule_is_turned_on(world: World) -> None:
    world.write(rules=event_rule("-1d", "segment: country:XX"))
    await world.join("sita")

    with pytest.raises(UsageError, match="no country is called “xx”"):
        await world.reminders.check([rule for rule, _ in await world.reminders.states()])


async def test_another_segment_begins_the_rule_anew(world: World) -> None:
    world.write(rules=event_rule("-1d"))
    ((rule, _),) = await world.reminders.states()

    assert replace(rule, segment="lang:ko").fingerprint not in (rule.fingerprint, replace(rule, segment="lang:fr").fingerprint)
