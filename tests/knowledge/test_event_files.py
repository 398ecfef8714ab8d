"""The files of events, rules and contradictions: what is wrong with them is said by file and line, and nothing is half taken."""

from datetime import UTC, datetime

import pytest

from bot.errors import ContentError
from bot.knowledge.event_files import KINDS
from bot.knowledge.loading import ContentLoader
from bot.knowledge.period import Precision
from tests.content_folder import ContentFolder
from tests.knowledge.broken_content import Edit
from tests.knowledge.table_files import CONFLICTS, EVENTS, RULES

TIMED = "  starts: 2021-10-18T15:00\n  ends: 2021-10-18T16:30\n"

FEES = """\
category: corporation
currency: EUR
schedules:
  - since: 2020
    status: in-force
    source: {document: statutes, section: Section 8}
    conflicts: [lamp-price]
    scales: [{rows: {measure: employees, unit: 1, brackets: [0+]}, amounts: [5]}]
"""


def faults_of(folder: ContentFolder) -> list[str]:
    with pytest.raises(ContentError) as caught:
        ContentLoader(folder.root).load()
    return [str(fault).removeprefix("content/") for fault in caught.value.faults]


EDITS = {
    "unknown zone": Edit(
        EVENTS, "Europe/Lisbon", "Europe/Atlantis", f"{EVENTS}:7: “zone”: “Europe/Atlantis” is not a time zone such as Asia/Seoul"
    ),
    "time of day without a zone": Edit(EVENTS, "  zone: Europe/Lisbon\n", "", f"{EVENTS}:1: a time of day needs its “zone”"),
    "day that no calendar has": Edit(
        EVENTS, TIMED, "  starts: 2021-02-30\n", f"{EVENTS}:5: “starts”: “2021-02-30” is not in the calendar"
    ),
    "hour that no clock has": Edit(EVENTS, "T15:00", "T25:00", f"{EVENTS}:5: “starts”: “2021-10-18T25:00” is not in the calendar"),
    "day in words": Edit(
        EVENTS,
        "starts: 2021-Q4",
        "starts: next autumn",
        f"{EVENTS}:17: “starts”: “next autumn” is not a day (2021-10-18), a month (2021-10), a quarter (2021-Q4) or a year (2021)",
    ),
    "end before the start, by the clock": Edit(
        EVENTS, "T16:30", "T14:30", f"{EVENTS}:1: ends at 2021-10-18T14:30, before it begins at 2021-10-18T15:00"
    ),
    "end before the start, by the day": Edit(
        EVENTS,
        TIMED,
        "  starts: 2021-10-18\n  ends: 2021-10-17\n",
        f"{EVENTS}:1: ends on 2021-10-17, before it begins on 2021-10-18",
    ),
    "end without a time of day": Edit(
        EVENTS,
        "ends: 2021-10-18T16:30",
        "ends: 2021-10-18",
        f"{EVENTS}:1: “starts” and “ends” are given equally exactly: both with a time of day, or neither",
    ),
    "no start": Edit(EVENTS, "  starts: 2021-Q4\n", "", f"{EVENTS}:14: “starts” is missing"),
    "name missing in a language": Edit(EVENTS, ", ko: 2021년 총회}", "}", f"{EVENTS}:2: “names” is missing in ko"),
    "place missing in a language": Edit(EVENTS, ", ko: 카스카이스}", "}", f"{EVENTS}:8: “place” is missing in ko"),
    "unknown document": Edit(
        EVENTS,
        "statutes, section: Section 4",
        "charter, section: Section 4",
        f"{EVENTS}:20: document “charter” is not in documents.yaml",
    ),
    "unknown article": Edit(EVENTS, "article: assembly", "article: regatta", f"{EVENTS}:9: dead link: no article “regatta”"),
    "unknown rule": Edit(EVENTS, "recurs: assembly", "recurs: regatta", f"{EVENTS}:10: no rule “regatta” in recurring.yaml"),
    "unknown kind": Edit(EVENTS, "kind: training", "kind: party", f"{EVENTS}:16: “kind”: “party” is none of {', '.join(KINDS)}"),
    "unknown key": Edit(EVENTS, "planned: true", "maybe: true", f"{EVENTS}:18: “maybe” is not a known key"),
    "no sources": Edit(
        EVENTS,
        "sources:\n    - {document: statutes, section: Section 4}",
        "sources: []",
        f"{EVENTS}:19: “sources”: list should have at least 1 item after validation, not 0",
    ),
    "id that is no slug": Edit(
        EVENTS,
        "id: lamp-course",
        "id: Lamp Course",
        f"{EVENTS}:14: “id”: “Lamp Course” is not a slug: lower-case words joined by hyphens, at most 56 characters",
    ),
    "id that no button carries": Edit(
        EVENTS,
        "id: lamp-course",
        f"id: {'x' * 57}",
        f"{EVENTS}:14: “id”: “{'x' * 57}” is not a slug: lower-case words joined by hyphens, at most 56 characters",
    ),
    "id that stands twice": Edit(EVENTS, "id: lamp-course", "id: assembly-2021", f"{EVENTS}:14: “assembly-2021” stands twice"),
    "rule with a dead link": Edit(RULES, "article: assembly", "article: regatta", f"{RULES}:5: dead link: no article “regatta”"),
    "rule missing in a language": Edit(RULES, ", ko: 총회}", "}", f"{RULES}:2: “names” is missing in ko"),
    "contradiction with one reading": Edit(
        CONFLICTS,
        "    - {says: twelve metres, document: statutes, section: Annex}\n",
        "",
        f"{CONFLICTS}:3: “readings”: list should have at least 2 items after validation, not 1",
    ),
    "contradiction of an unknown document": Edit(
        CONFLICTS,
        "document: statutes, section: Annex",
        "document: charter, section: Annex",
        f"{CONFLICTS}:5: document “charter” is not in documents.yaml",
    ),
    "contradiction in an unknown article": Edit(
        CONFLICTS, "[assembly]", "[assembly, regatta]", f"{CONFLICTS}:8: dead link: no article “regatta”"
    ),
    "contradiction without a reason": Edit(
        CONFLICTS, "  because: The annex is older.\n", "", f"{CONFLICTS}:1: “because” is missing"
    ),
    "contradictions that are no list": Edit(
        CONFLICTS, "- id: lamp-height\n ", "lamp-height:\n ", f"{CONFLICTS}:1: expected a list: entries that each begin with “- ”"
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_broken_edit_gives_exactly_its_one_fault(tables: ContentFolder, edit: Edit) -> None:
    tables.edit(edit.file, edit.old, edit.new)

    assert faults_of(tables) == [edit.fault]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (EVENTS, b"- id: caf\xe9", [f"{EVENTS}:1: is not UTF-8 text"]),
        (EVENTS, b"", [f"{EVENTS}:1: expected a list: entries that each begin with “- ”"]),
        (EVENTS, b"id: assembly-2021\n", [f"{EVENTS}:1: expected a list: entries that each begin with “- ”"]),
        (EVENTS, b"- just words\n", [f"{EVENTS}:1: expected keys with values, such as “title: …”"]),
        (EVENTS, b"- id: [a\n", [f"{EVENTS}:2: YAML: did not find expected ',' or ']'"]),
        (
            CONFLICTS,
            b"- id: &a b\n  title: *a\n",
            [f"{CONFLICTS}:1: YAML: anchors (&name) and aliases (*name) are not read; write it out"],
        ),
    ],
)
def test_broken_file_gives_exactly_these_faults(tables: ContentFolder, name: str, text: bytes, expected: list[str]) -> None:
    tables.write(name, text)

    assert faults_of(tables) == expected


def test_same_id_in_two_files_or_twice_in_the_register_is_a_fault(tables: ContentFolder) -> None:
    tables.write("events/2022.yaml", (tables.root / EVENTS).read_text(encoding="utf-8").partition("\n\n")[0])
    register = (tables.root / CONFLICTS).read_text(encoding="utf-8")
    tables.write(CONFLICTS, register + register)

    assert faults_of(tables) == [f"{CONFLICTS}:9: “lamp-height” stands twice", "events/2022.yaml:1: “assembly-2021” stands twice"]


def test_all_faults_of_all_tables_come_at_once(tables: ContentFolder) -> None:
    tables.edit(EVENTS, "article: assembly", "article: regatta")
    tables.edit(EVENTS, "kind: training", "kind: party")
    tables.edit(RULES, ", ko: 총회}", "}")
    tables.edit(CONFLICTS, "[assembly]", "[regatta]")

    assert [fault.split(": ")[0] for fault in faults_of(tables)] == [f"{CONFLICTS}:8", f"{EVENTS}:9", f"{EVENTS}:16", f"{RULES}:2"]


def test_register_that_is_broken_itself_is_not_held_against_the_fees(tables: ContentFolder) -> None:
    tables.write("fees/corporations.yaml", FEES.encode())
    missed = "fees/corporations.yaml:7: no contradiction “lamp-price” in conflicts.yaml"
    assert faults_of(tables) == [missed]

    tables.edit(CONFLICTS, "  because: The annex is older.\n", "")

    assert faults_of(tables) == [f"{CONFLICTS}:1: “because” is missing"]


def test_good_files_are_read_whole(tables: ContentFolder) -> None:
    reference = ContentLoader(tables.root).load().reference
    assembly, course = reference.events
    (rule,) = reference.rules

    assert (assembly.starts_at, assembly.ends_at) == (
        datetime(2021, 10, 18, 14, 0, tzinfo=UTC),  # summer time in Lisbon
        datetime(2021, 10, 18, 15, 30, tzinfo=UTC),
    )
    assert (assembly.period.precision, assembly.recurs, assembly.article) == (Precision.DAY, "assembly", "assembly")
    assert (course.starts_at, course.period.precision, course.planned) == (None, Precision.QUARTER, True)
    assert [(source.document, source.section) for source in course.sources] == [("The Statutes", "Section 4")]
    assert course.as_of == "2020-05"
    assert (rule.id, rule.article, rule.also) == ("assembly", "assembly", ("general meeting",))


def test_folder_without_tables_has_none(folder: ContentFolder) -> None:
    reference = ContentLoader(folder.root).load().reference

    assert (reference.events, reference.rules, reference.members) == ((), (), ())


def test_byte_order_mark_changes_nothing(tables: ContentFolder) -> None:
    before = ContentLoader(tables.root).load()
    for name in (EVENTS, RULES, CONFLICTS):
        tables.write(name, b"\xef\xbb\xbf" + (tables.root / name).read_bytes())

    assert ContentLoader(tables.root).load() == before
