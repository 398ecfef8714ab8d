"""``reminders.yaml``: every fault with its line, and the rules that come out."""

import pytest

from bot.errors import ContentError
from bot.knowledge.content import from_json, to_json
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.outreach.rules import Subject
from tests.content_folder import ContentFolder

RULES = """\
- id: day
  subject: event
  anchor: start
  offset: -1d
  at: "09:00"
  grace: 12h
  kinds: [assembly]
  audience: asked
  quiet: ignored
  text: {en: "{event} {when}", ko: "{event}"}
- id: dues
  subject: dues
  anchor: due
  offset: +P14D
  grace: 3d
  statutory: true
  text: {en: "{member} {amount}", ko: "{member}"}
"""
EVENT = """\
- id: assembly
  names: {en: Assembly, ko: 총회}
  kind: assembly
  starts: 2026-11-10T09:00
  zone: UTC
  registration_until: 2026-11-05
  sources: [{document: statutes, section: Section 3}]
"""


def test_rules_are_read_and_kept_as_they_were_written(folder: ContentFolder) -> None:
    folder.write("reminders.yaml", RULES)
    reference = ContentLoader(folder.root).load().reference

    day, dues = from_json(to_json(reference)).reminders

    assert (day, dues) == reference.reminders
    assert (day.offset.days, day.grace.total_seconds(), f"{day.at}", day.kinds) == (-1, 43200, "09:00:00", ("assembly",))
    assert (dues.offset.days, dues.statutory, day.fingerprint == dues.fingerprint) == (14, True, False)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("offset: -1d", "offset: 1d", "reminders.yaml:1: “1d” lies after the event or its deadline"),
        ("offset: -1d", "offset: 0d", "reminders.yaml:1: “0d” is when the event begins"),
        ("offset: -1d", "offset: -P1M", "reminders.yaml:4: “offset”: “-P1M” is of no fixed length"),
        ("offset: -1d", "offset: soon", "reminders.yaml:4: “offset”: “soon” is not a distance such as -7d"),
        ("offset: -1d", "offset: -400d", "reminders.yaml:4: “offset”: “-400d” is more than a year away"),
        ("offset: -1d", "offset: -1h", "reminders.yaml:1: “-1h” counts hours or minutes, so “at” can't set the hour"),
        ("offset: +P14D", "offset: +2h", "reminders.yaml:11: “+2h”: a due date has no time of day"),
        ("grace: 12h", "grace: -1h", "reminders.yaml:6: “grace”: “-1h” is not a length"),
        ("grace: 12h", "grace: 90d", "reminders.yaml:6: “grace”: “90d” is not a length"),
        ('at: "09:00"', 'at: "9"', "reminders.yaml:5: “at”: “9” is not an hour such as 09:00"),
        ('at: "09:00"', 'at: "25:00"', "reminders.yaml:5: “at”: “25:00” is not an hour"),
        ("anchor: start", "anchor: due", "reminders.yaml:1: “event” has no “due”; its anchor is start or registration-deadline"),
        ("kinds: [assembly]", "kinds: [party]", "reminders.yaml:7: “kinds”: “party” is none of assembly"),
        ("audience: asked", "statutory: true", "reminders.yaml:1: an event can be muted"),
        ("audience: asked", "channels: [slack, slack]", "reminders.yaml:8: “channels”: one of them is named twice"),
        ("audience: asked", "channels: [pigeon]", "reminders.yaml:8: “channels.0”: input should be 'telegram', 'slack' or 'email'"),
        (
            "audience: asked",
            "segment: 'regoin:africa'",
            "reminders.yaml:8: “segment”: there is no “regoin:”; did you mean region:?",
        ),
        ("audience: asked", "segment: ''", "reminders.yaml:8: “segment”: the segment is empty"),
        ("statutory: true", "kinds: [assembly]", "reminders.yaml:11: “kinds” and “audience” belong to rules for events"),
        (
            "{event} {when}",
            "{name}",
            "reminders.yaml:10: “{name}” is no placeholder; there are {event}, {when}, {place}, {deadline}",
        ),
        ("{event} {when}", "{event", "reminders.yaml:10: a brace is opened or closed alone"),
        (', ko: "{event}"', "", "reminders.yaml:10: “text” is missing in ko"),
        ("id: dues", "id: day", "reminders.yaml:11: “day” stands twice"),
        ("id: dues", "id: Dues!", "reminders.yaml:11: “id”: “Dues!” is not a slug"),
        ("quiet: ignored", "quiet: maybe", "reminders.yaml:9: “quiet”: input should be 'respected'"),
        ("grace: 12h", "gracious: 12h", "reminders.yaml:6: “gracious” is not a known key"),
    ],
)
def test_fault_is_told_with_its_line(folder: ContentFolder, old: str, new: str, fault: str) -> None:
    folder.write("reminders.yaml", RULES)
    folder.edit("reminders.yaml", old, new)

    assert any(fault in line for line in faults_of(folder))


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("2026-11-11", "“registration_until” lies after the event"),
        ("2026-11", "“registration_until” is a day, with or without a time of day"),
        ("2026-11-31", "is not in the calendar"),
        ("2026-11-05T25:00", "is not in the calendar"),
    ],
)
def test_last_day_to_register_is_checked(folder: ContentFolder, new: str, fault: str) -> None:
    folder.write("events/2026.yaml", EVENT.replace("2026-11-05", new))

    assert [line for line in faults_of(folder) if fault in line and line.startswith("content/events/2026.yaml:")] != []


def test_folder_without_rules_has_none(folder: ContentFolder) -> None:
    assert ContentLoader(folder.root).load().reference.reminders == ()


def test_an_edit_of_the_rules_is_seen(folder: ContentFolder) -> None:
    folder.write("reminders.yaml", RULES)
    loader = ContentLoader(folder.root)
    before = loader.fingerprint()

    folder.edit("reminders.yaml", "12h", "10h")

    assert loader.fingerprint() != before


def test_shipped_rules_are_those_that_the_documents_promise(library: Library) -> None:
    rules = {rule.id: rule for rule in library.reminder_rules}

    assert [(rules[name].offset.days, rules[name].offset.seconds) for name in ("event-day", "event-hour")] == [(-1, 0), (0, -3600)]
    assert [rule.offset.days for rule in rules.values() if rule.subject is Subject.DUES] == [-30, -7, 0, 14, 30, 60]
    assert [rule.id for rule in rules.values() if set(rule.text) != set(library.association.languages)] == []


def faults_of(folder: ContentFolder) -> list[str]:
    try:
        ContentLoader(folder.root).load()
    except ContentError as error:
        return [str(fault) for fault in error.faults]
    return []
