"""The directory: who is selected by what, and what of the content it holds."""

from dataclasses import replace

import pytest

from bot.knowledge.articles import Source
from bot.knowledge.directory import Directory, Fact, Group, Listed, Selection, holds, joining_years
from bot.knowledge.library import Library


def fact(kind: str, value: str = "", since: str = "", until: str = "") -> Fact:
    return Fact(kind, value, since, until, Source("The Book", "Annex"), "2021-10")


def member(name: str, country: str, *facts: Fact, category: str = "local-government") -> Listed:
    return Listed(name.lower(), name, category, "city", country, "", (), tuple(facts))


AGRA = member("Agra", "IN", fact("member"), fact("joined", since="2019-05"), fact("applied", since="2018"))
BATAM = member("Batam", "ID", fact("founding"), fact("office", "executive-committee", "2017", "2020"))
CASCAIS = member("Cascais", "PT", fact("applied", since="2019-11-02"), fact("office", "executive-committee", "2021", "2023"))
DELTA = member("delta", "IN", fact("does", "maps"), category="corporation")
EVORA = member("Evora", "PT", fact("member"), fact("joined", since="2015"), fact("withdrew", since="2018-07"))
FIRM = member("Firm", "PT", fact("award", "Lamp 2017"), fact("office", "president"), category="corporation")
DIRECTORY = Directory.of(
    [FIRM, EVORA, DELTA, CASCAIS, BATAM, AGRA],
    [],
    [Group("asia", {"en": "Asia"}, countries=("IN", "ID")), Group("europe", {"en": "Europe"}, countries=("PT",))],
    [Group("mapping", {"en": "mapping"}, members=("delta", "agra"))],
)


def names(**wanted: object) -> list[str]:
    return [one.name for one in DIRECTORY.select(Selection(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Agra", "Cascais", "delta", "Firm"]),  # whatever the case of a name; Evora has withdrawn, no list names Batam
        ({"countries": frozenset({"PT"})}, ["Cascais", "Firm"]),
        ({"countries": frozenset({"PT", "IN"})}, ["Agra", "Cascais", "delta", "Firm"]),
        ({"regions": frozenset({"asia"})}, ["Agra", "delta"]),
        ({"regions": frozenset({"asia"}), "countries": frozenset({"PT"})}, ["Agra", "Cascais", "delta", "Firm"]),
        ({"regions": frozenset({"atlantis"})}, []),
        ({"category": "corporation"}, ["delta", "Firm"]),
        ({"category": "corporation", "countries": frozenset({"IN"})}, ["delta"]),
        ({"field": "mapping"}, ["Agra", "delta"]),
        ({"field": "no-such-field"}, []),
        ({"fact": "founding"}, ["Batam"]),
        ({"fact": "award"}, ["Firm"]),
        ({"fact": "withdrew"}, ["Evora"]),
        ({"joined": (2019, 2019)}, ["Agra", "Cascais"]),
        ({"joined": (2018, 2018)}, []),  # Agra applied then and joined in 2019
        ({"joined": (1, 2018)}, ["Evora"]),
        ({"joined": (2018, 9999)}, ["Agra", "Cascais"]),
        ({"joined": (2015, 2015)}, ["Evora"]),  # who joined then, whatever came later
        ({"office": "executive-committee"}, ["Batam", "Cascais"]),
        ({"office": "executive-committee", "term": 2020}, ["Batam"]),
        ({"office": "executive-committee", "term": 2022}, ["Cascais"]),
        ({"office": "executive-committee", "term": 2024}, []),
        ({"office": "president", "term": 2022}, []),  # no document dates it
    ],
)
def test_members_are_selected_by_what_is_asked_for_alone(wanted: dict[str, object], found: list[str]) -> None:
    assert names(**wanted) == found


def test_selection_without_a_wish_is_empty() -> None:
    assert Selection().is_empty
    assert not Selection(joined=(2019, 2019)).is_empty


def test_facts_of_a_kind_come_oldest_first() -> None:
    twice = replace(AGRA, facts=(fact("award", "b", "2017"), fact("award", "a", "2014"), fact("award", "c")))

    assert [one.value for one in twice.of("award")] == ["a", "b", "c"]  # the undated one counts from its document


def test_member_that_withdrew_says_when() -> None:
    assert AGRA.withdrew is None
    assert EVORA.withdrew is not None
    assert EVORA.withdrew.since == "2018-07"


def test_year_of_joining_counts_before_that_of_applying() -> None:
    assert joining_years(AGRA) == {2019}
    assert joining_years(CASCAIS) == {2019}
    assert joining_years(BATAM) == set()


def test_office_without_an_end_is_that_of_its_first_year() -> None:
    mayor = fact("office", "president", "2021")

    assert holds(mayor, Selection(office="president", term=2021))
    assert not holds(mayor, Selection(office="president", term=2022))
    assert not holds(mayor, Selection(office="vice-president", term=2021))


def test_groups_and_members_are_found_by_their_ids() -> None:
    assert DIRECTORY.member("evora") == EVORA
    assert DIRECTORY.member("nobody") is None
    assert DIRECTORY.region("asia") is not None
    assert DIRECTORY.region("atlantis") is None
    assert DIRECTORY.field("atlantis") is None


# -- the directory of the content ---------------------------------------------------------------------------------------

NEPAL = [
    "Belbari", "Bhadrapur", "Dhulikhel", "Itahari", "Kankai", "Kathmandu", "Patharishanishchare", "Ramgram", "Ratuwamai",
    "Shivasatakshi", "Sunawarshi", "Sundarharaicha", "Sunwal", "Tarakeshwor",
]  # fmt: skip
"""Local governments of Nepal in the agenda book of 2021, Agenda 1, and in the annual report of 2019."""


def test_every_member_has_a_fact_and_a_region(library: Library) -> None:
    directory = library.directory
    covered = {code for region in directory.regions[:5] for code in region.countries}

    assert [one.id for one in directory.members if not one.facts] == []
    assert [one.id for one in directory.members if one.country not in covered] == []


def test_no_country_is_in_two_of_the_documents_regions(library: Library) -> None:
    countries = [code for region in library.directory.regions[:5] for code in region.countries]

    assert len(countries) == len(set(countries))


def test_cities_of_nepal_that_the_agenda_book_names_are_there(library: Library) -> None:
    nepal = library.directory.select(Selection(countries=frozenset({"NP"}), category="local-government"))

    assert set(NEPAL) <= {one.name for one in nepal}


def test_withdrawals_are_the_nine_that_the_agenda_book_lists(library: Library) -> None:
    """Source: agenda book of 2021, Agenda 1, Withdrawal of Members."""
    left = {one.name: one.withdrew.since for one in library.directory.members if one.withdrew}

    assert left == {
        "Barcelona": "2017-05-09",
        "Helsinki": "2017-12-04",
        "Stavropol": "2018-12-05",
        "Gwangmyeong": "2020-09-15",
        "Yakutsk": "2020-04-22",
        "Asia Pacific Foundation of Canada": "2021-03-08",
        "Central Information Technology Office": "2021-04-22",
        "UCWARE": "2021-04-28",
        "Seoul Business Agency": "2021-08-20",
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Selection(), ["Batam", "Evora"]),
        (Selection(countries=frozenset({"ID"})), ["Batam"]),
        (Selection(countries=frozenset({"IN"})), []),
        (Selection(category="corporation"), []),
        (Selection(fact="founding"), ["Evora"]),  # Batam is told of as a founder
    ],
)
def test_former_members_withdrew_or_are_founders_that_no_list_names_later(wanted: Selection, found: list[str]) -> None:
    assert [one.name for one in DIRECTORY.former(wanted)] == found


def test_as_many_local_governments_as_the_last_list_counts(library: Library) -> None:
    assert len(library.directory.select(Selection(category="local-government"))) == 160
