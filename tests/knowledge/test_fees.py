"""Fees against the agenda book of 2021: every cell, both sides of every boundary, every fee that it expects of new members."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.knowledge.content import Reference
from bot.knowledge.fee_files import read_fees
from bot.knowledge.fees import LARGEST, Estimate, Fees, Measure, Missing, OutOfRange, Payer, estimate
from bot.knowledge.loading import ContentLoader
from bot.knowledge.schema import DocumentEntry
from bot.money import Money

CONTENT = Path(__file__).parents[2] / "content"
K = 1000

# Typed from Annexes 2 to 4, not from content/fees: thousands of inhabitants across, GDP per head down, merged cells repeated.
POPULATION_2012 = [0, 300, 600, 1_000, 2_000, 4_000, 7_000, 10_000]
LOCAL_2012 = {
    0: [400, 400, 500, 500, 600, 600, 700, 700],
    1_000: [500, 500, 600, 600, 700, 700, 800, 800],
    2_000: [500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_250],
    4_000: [700, 1_000, 1_300, 1_600, 1_900, 2_200, 2_500, 3_000],
    6_000: [1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000],
    8_000: [2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 5_500],
    10_000: [3_500, 4_000, 4_500, 5_000, 5_500, 6_000, 6_500, 7_000],
    15_000: [4_500, 5_000, 5_500, 6_000, 6_500, 7_000, 7_500, 8_000],
    20_000: [6_000, 6_500, 7_000, 7_500, 8_000, 8_500, 8_500, 10_000],
}
POPULATION_2023 = [0, 50, 200, 300, 600, 1_000, 2_000, 4_000, 7_000, 10_000]
LOCAL_2023 = {
    0: [400, 400, 500, 500, 600, 600, 700, 700, 800, 800],
    2_000: [400, 450, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_250],
    4_000: [500, 500, 700, 1_000, 1_300, 1_600, 1_900, 2_200, 2_500, 3_000],
    6_000: [900, 1_200, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000],
    8_000: [1_600, 1_800, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 5_500],
    10_000: [2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 5_500, 6_000, 6_500, 7_000],
    15_000: [3_500, 4_000, 4_500, 5_000, 5_500, 6_000, 6_500, 7_000, 7_500, 8_000],
    20_000: [4_000, 5_000, 6_000, 6_500, 7_000, 7_500, 8_000, 8_500, 8_500, 10_000],
}
INSTITUTION_2012 = {0: 1_000, 10_000: 3_000, 20_000: 5_000}
AGENCY_2023 = {0: 750, 2_000: 1_000, 5_000: 1_500, 8_000: 2_000, 10_000: 3_000, 15_000: 4_000, 20_000: 5_000}
ACADEMIC_2023 = {0: 1_000, 10: 2_000, 50: 3_000, 100: 4_000, 500: 5_000}
COMPANY_2012 = {0: 2_000, 500: 4_000, 2_000: 8_000}
COMPANY_2023 = {1: 2_000, 300: 2_500, 500: 5_000, 2_000: 8_000}
START_UP_2023 = {1: 1_000, 11: 1_500, 21: 2_000}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return ContentLoader(CONTENT).load().reference


@pytest.fixture(scope="module")
def fees(reference: Reference) -> Fees:
    return Fees(reference.schedules)


def pays(fees: Fees, year: int, **payer: object) -> int:
    """Return the fee in whole dollars."""
    who = Payer(**payer)  # type: ignore[arg-type]
    schedule = fees.schedule(who.category or "", year)
    assert schedule
    result = estimate(schedule, who)
    assert isinstance(result, Estimate), result
    assert result.amount == Money.of(result.amount.minor // 100, "USD")
    return result.amount.minor // 100


def sides(lows: list[int], largest: int, unit: int = 1) -> list[tuple[int, int]]:
    """Return ``(bracket, value)`` for the first and last value of every bracket, in plain units."""
    ends = [*(low * unit - 1 for low in lows[1:]), largest]
    return [(place, value) for place, (low, end) in enumerate(zip(lows, ends, strict=True)) for value in {max(low * unit, 1), end}]


@pytest.mark.parametrize(
    ("year", "populations", "table"),
    [(2012, POPULATION_2012, LOCAL_2012), (2022, POPULATION_2012, LOCAL_2012), (2023, POPULATION_2023, LOCAL_2023)],
)
def test_every_cell_for_local_governments_on_both_sides_of_every_boundary(
    fees: Fees, year: int, populations: list[int], table: dict[int, list[int]]
) -> None:
    rows = list(table.values())
    found = {}
    expected = {}
    for row, gdp in sides(list(table), LARGEST[Measure.GDP]):
        for column, population in sides(populations, LARGEST[Measure.POPULATION], K):
            found[gdp, population] = pays(fees, year, category="local-government", population=population, gdp=gdp)
            expected[gdp, population] = rows[row][column]

    assert found == expected
    assert len(found) == 4 * len(table) * len(populations)


@pytest.mark.parametrize(
    ("year", "category", "kind", "measure", "table"),
    [
        (2022, "institution", "association", "gdp", INSTITUTION_2012),
        (2022, "institution", "public-agency", "gdp", INSTITUTION_2012),
        (2022, "institution", "academic", "gdp", INSTITUTION_2012),
        (2022, "institution", None, "gdp", INSTITUTION_2012),
        (2023, "institution", "association", "gdp", AGENCY_2023),
        (2023, "institution", "public-agency", "gdp", AGENCY_2023),
        (2023, "institution", "academic", "employees", ACADEMIC_2023),
        (2026, "institution", "non-profit", "employees", ACADEMIC_2023),
        (2022, "corporation", None, "employees", COMPANY_2012),
        (2022, "corporation", "start-up", "employees", COMPANY_2012),
        (2023, "corporation", "company", "employees", COMPANY_2023),
        (2023, "corporation", "start-up", "employees", START_UP_2023),
    ],
)
def test_every_bracket_of_institutions_and_companies(
    fees: Fees, year: int, category: str, kind: str | None, measure: str, table: dict[int, int]
) -> None:
    amounts = list(table.values())
    found = {
        value: pays(fees, year, category=category, kind=kind, **{measure: value})
        for _, value in sides(list(table), LARGEST[Measure(measure)])
    }

    assert found == {value: amounts[place] for place, value in sides(list(table), LARGEST[Measure(measure)])}


# Agenda 1, New Memberships: population as printed (0: none is), and the “expected membership fee”, by country.
EXPECTED_OF_CITIES = {
    "AF": {"Ghazni": (15_931, 1_250), "Pul-i-Alam": (111_800, 500)},
    "AR": {"San Antonio de Areco": (24_138, 6_000)},
    "BE": {"Brussels": (1_200_000, 7_500)},
    "CM": {"Batibo": (20_000, 500), "Andek": (69_960, 500), "Tubah": (9_750, 500)},
    "CR": {"Buenos Aires": (52_000, 4_500)},
    "DO": {"Villa Tapia": (24_871, 4_500)},
    "GH": {"Accra": (4_200_000, 3_500)},
    "IR": {"Shiraz": (1_700_000, 6_000), "Isfahan": (1_961_000, 6_000), "Tabriz": (1_800_000, 6_000)},
    "KR": {"Jeju City": (400_000, 7_000), "Anyang": (556_561, 6_500)},
    "KZ": {"Almaty": (2_000_000, 7_500)},
    "MA": {"Rabat": (577_827, 2_500)},
    "MN": {"Altai City": (18_961, 3_500), "Choibalsan": (81_100, 3_500), "Sainshand": (25_274, 3_500), "Erdenet": (104_400, 3_500)},
    "MX": {"Coatzacoalcos": (340_000, 6_500)},
    "MY": {"Penang Island": (722_384, 7_000)},
    "NG": {"Abuja": (1_967_500, 1_600)},
    "NP": {
        "Dhulikhel": (33_857, 500), "Ramgram": (28_973, 500), "Sunwal": (56_423, 500), "Sundarharaicha": (80_518, 500),
        "Tarakeshwor": (81_443, 500), "Belbari": (65_974, 1_000), "Patharishanishchare": (62_440, 500), "Ratuwamai": (55_418, 500),
        "Itahari": (140_517, 500), "Sunawarshi": (50_758, 500), "Bhadrapur": (199_867, 500), "Kankai": (40_294, 1_250),
        "Shivasatakshi": (85_000, 500),
    },
    "NZ": {"Wellington": (420_000, 6_500)},
    "PE": {"Lima": (9_000_000, 6_500)},
    "PK": {"Peshawar": (0, 1_600)},
    "PS": {"Ramallah": (70_000, 500)},
    "RU": {"Magas": (8_771, 6_000)},
    "TN": {"Menzel Jemil": (41_343, 3_500)},
    "ZA": {"Tshwane": (3_300_000, 5_500)},
    "ZM": {"Kasama": (0, 700), "Lunte": (127_604, 700)},
}  # fmt: skip
NOT_FROM_THE_TABLE = {
    "Accra": "4.2 million inhabitants stand in 4,000-6,999 thousand, where no row has 3,500; one column less has it",
    "Ghazni": "1,250 is the fee of 1 to 2 million inhabitants in the row 2,000-3,999; 15,931 are printed",
    "Belbari": "1,000 is no fee below 300,000 inhabitants; the other Nepali towns of its size have 500",
    "Kankai": "1,250 is no fee below 300,000 inhabitants; the other Nepali towns of its size have 500",
    "Almaty": "“about 2 million” begins the column 2,000-3,999, which has 8,000 in that row; 7,500 is the fee just below",
    "Jeju City": "400,000 inhabitants in the row 20,000+ pay 6,500, as Anyang does; 7,000 is that of 600,000 and more",
}


def rows_that_give(fees: Fees, population: int, fee: int) -> set[int]:
    """Return the rows (lowest GDP) of the schedule in force in which a population pays a fee; of any, where none is printed."""
    populations = [population] if population else [1, *(low * K for low in POPULATION_2012[1:])]
    return {
        gdp
        for gdp in LOCAL_2012
        for people in populations
        if pays(fees, 2021, category="local-government", population=people, gdp=max(gdp, 1)) == fee
    }


def test_the_fees_expected_of_new_cities_come_from_the_schedule_in_force_and_one_row_a_country(fees: Fees) -> None:
    by_city = {
        (country, city): rows_that_give(fees, *printed)
        for country, cities in EXPECTED_OF_CITIES.items()
        for city, printed in cities.items()
    }

    assert len(by_city) == 46
    assert {city for (_, city), rows in by_city.items() if not rows} == NOT_FROM_THE_TABLE.keys()
    for country in EXPECTED_OF_CITIES:
        regular = [rows for (where, city), rows in by_city.items() if where == country and city not in NOT_FROM_THE_TABLE]
        assert not regular or set.intersection(*regular), country


# Agenda 1: employees as printed (None: none are), and the expected fee.
EXPECTED_OF_COMPANIES = {
    "Tmoney": (300, 2_000), "GABOTECH": (50, 2_000), "SRPOST": (60, 2_000), "NTSYS": (43, 2_000), "Hancom": (350, 4_000),
    "IGB & Company": (None, 2_000), "Sycros": (40, 2_000), "KBSYS": (30, 2_000), "SIIM": (None, 2_000),
    "Fantom Foundation": (25, 2_000),
    "XnTree": (10, 2_000), "Danfoss": (70, 2_000), "Winitech": (180, 2_000), "LifeBlocs": (None, 2_000), "TG": (75, 2_000),
    "ICONLOOP": (170, 2_000), "GACHain": (30, 2_000), "Haezoom": (47, 2_000), "Data Alliance": (20, 2_000),
    "SCANETCHAIN": (15, 1_000),
    "Manageon": (20, 2_000), "UMAY": (None, 2_000), "Qlue": (80, 2_000), "USIS": (48, 2_000), "Geomexsoft": (50, 2_000),
    "Winner Technology": (15, 2_000), "INTERINNOV": (None, 2_000), "WeavAir": (None, 2_000), "DamoGO": (15, 2_000),
    "Breeze Technologies": (15, 2_000), "FATOS": (20, 2_000), "InsightAir": (None, 2_000), "beCloud": (200, 2_000),
    "DaiBon UK": (None, 2_000), "SEADS": (None, 2_000),
}  # fmt: skip
COMPANIES_NOT_FROM_THE_TABLE = {
    "Hancom": "350 employees pay 2,000 by the table in force; 4,000 is that of 500 to 1,999 (the group may have been counted)",
    "SCANETCHAIN": "15 employees pay 2,000; 1,000 stands in neither table (the proposed one has 1,500 for a start-up of 11 to 20)",
}


def test_the_fees_expected_of_new_companies_come_from_the_schedule_in_force(fees: Fees) -> None:
    different = {
        name
        for name, (employees, fee) in EXPECTED_OF_COMPANIES.items()
        if pays(fees, 2021, category="corporation", employees=employees or 1) != fee
    }

    assert len(EXPECTED_OF_COMPANIES) == 35
    assert different == COMPANIES_NOT_FROM_THE_TABLE.keys()


# Agenda 1: institutions, by country, with the expected fee. The table goes by a GDP per head that no document prints.
EXPECTED_OF_INSTITUTIONS = {
    "BW": {"BOCRA": 3_000}, "AF": {"Engineering School of Kabul University": 1_000},
    "NG": {"African Smart Cities Innovation Foundation": 1_000, "Digizens": 1_000}, "IN": {"Enactus IIT Delhi": 1_000},
    "DE": {"FIWARE Foundation": 3_000}, "MN": {"Healthy City Network of Mongolia": 3_000},
    "CH": {"Solar Impulse Foundation": 5_000},
    "KR": {"Seoul Housing & Communities Corporation": 5_000, "Korea Internet & Security Agency": 5_000,
           "Seoul Digital Foundation": 5_000},
}  # fmt: skip
INSTITUTIONS_NOT_FROM_THE_ROW = {
    "FIWARE Foundation": "Germany's cities stand in the row 20,000+, which gives 5,000; 3,000 is that of 10,000-19,999"
}


def test_the_fees_expected_of_new_institutions_are_amounts_of_the_schedule_in_force_and_one_a_country(fees: Fees) -> None:
    amounts = {pays(fees, 2021, category="institution", gdp=max(low, 1)) for low in INSTITUTION_2012}

    assert sum(len(names) for names in EXPECTED_OF_INSTITUTIONS.values()) == 11  # twelve are announced
    assert {fee for names in EXPECTED_OF_INSTITUTIONS.values() for fee in names.values()} <= amounts
    assert all(len(set(names.values())) == 1 for names in EXPECTED_OF_INSTITUTIONS.values())
    assert (
        pays(fees, 2021, category="institution", gdp=50_000)
        != EXPECTED_OF_INSTITUTIONS["DE"][next(iter(INSTITUTIONS_NOT_FROM_THE_ROW))]
    )


def test_the_expected_fees_of_the_directory_are_those_of_this_table(reference: Reference) -> None:
    printed = sorted(
        [fee for cities in EXPECTED_OF_CITIES.values() for _, fee in cities.values()]
        + [fee for _, fee in EXPECTED_OF_COMPANIES.values()]
        + [fee for names in EXPECTED_OF_INSTITUTIONS.values() for fee in names.values()]
    )

    assert sorted(int(fact.value) for member in reference.members for fact in member.of("fee-expected")) == printed


@pytest.mark.parametrize(
    ("payer", "year", "missing"),
    [
        (Payer("local-government"), 2023, Missing("population")),
        (Payer("local-government", population=5), 2023, Missing("gdp")),
        (Payer("institution"), 2023, Missing("kind", ("association", "public-agency", "academic", "non-profit"))),
        (Payer("institution"), 2022, Missing("gdp")),
        (Payer("corporation"), 2023, Missing("kind", ("company", "start-up"))),
        (Payer("corporation", employees=8), 2023, Missing("kind", ("company", "start-up"))),
    ],
)
def test_one_thing_at_a_time_is_asked_for(fees: Fees, payer: Payer, year: int, missing: Missing) -> None:
    schedule = fees.schedule(payer.category or "", year)

    assert schedule
    assert estimate(schedule, payer) == missing


def test_the_kind_is_not_asked_for_where_it_makes_no_difference(fees: Fees) -> None:
    assert pays(fees, 2023, category="corporation", employees=45) == 2_000


@pytest.mark.parametrize("population", [-1, 0, 200_000_001, 9 * 10**9])
def test_absurd_figures_are_out_of_range(fees: Fees, population: int) -> None:
    schedule = fees.schedule("local-government", 2023)

    assert schedule
    assert estimate(schedule, Payer("local-government", population=population, gdp=1)) == OutOfRange(
        Measure.POPULATION, population, 1, 200_000_000
    )


def test_there_is_no_schedule_before_2012(fees: Fees) -> None:
    assert fees.schedule("local-government", 2011) is None


GOOD = {
    "category": "corporation",
    "currency": "USD",
    "schedules": [
        {
            "since": 2012,
            "until": 2022,
            "status": "in-force",
            "source": {"document": "book", "section": "Annex"},
            "scales": [
                {"rows": {"measure": "employees", "unit": 1, "brackets": ["0-499", "500-1999", "2000+"]}, "amounts": [1, 2, 3]}
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("brackets", "says"),
    [
        (["0-499", "600-1999", "2000+"], "there is a gap before 600-1999: 500 has no bracket"),
        (["0-499", "400-1999", "2000+"], "overlaps the one before it"),
        (["499-0", "500-1999", "2000+"], "bracket 499-0 descends"),
        (["500-1999", "0-499", "2000+"], "stands out of order"),
        (["0-499", "500-1999", "2000-3000"], "the last bracket is open"),
        (["0-499", "500+", "2000+"], "the last bracket is open"),
        (["0-499", "many", "2000+"], "“many” is not a bracket such as 0-299 or 10000+"),
    ],
)
def test_malformed_brackets_are_told_with_their_line(tmp_path: Path, brackets: list[str], says: str) -> None:
    broken = yaml.safe_load(yaml.safe_dump(GOOD))
    broken["schedules"][0]["scales"][0]["rows"]["brackets"] = brackets

    schedules, messages = read(tmp_path, broken)

    assert schedules == []
    assert len(messages) == 1
    assert says in messages[0]
    assert messages[0].startswith(f"{tmp_path}/fees/corporations.yaml:")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"until": 2010}, "ends in 2010, before it begins in 2012"),
        ({"status": "hoped"}, "status"),
        ({"source": {"document": "none", "section": "x"}}, "document “none” is not in documents.yaml"),
        ({"conflicts": ["known", "unknown"]}, "corporations.yaml:6: no contradiction “unknown” in conflicts.yaml"),
        ({"scales": [{"rows": GOOD["schedules"][0]["scales"][0]["rows"], "amounts": [1, 2]}]}, "2 amounts for 3 brackets"),  # type: ignore[index]
        ({"scales": [{"rows": GOOD["schedules"][0]["scales"][0]["rows"], "amounts": [1, -2, 3]}]}, "greater than or equal to 0"),  # type: ignore[index]
    ],
)
def test_malformed_schedules_are_told(tmp_path: Path, change: dict[str, object], says: str) -> None:
    broken = yaml.safe_load(yaml.safe_dump(GOOD))
    broken["schedules"][0].update(change)

    schedules, messages = read(tmp_path, broken)

    assert schedules == []
    assert any(says in message for message in messages), messages


def test_schedules_that_leave_years_out_are_told(tmp_path: Path) -> None:
    broken = yaml.safe_load(yaml.safe_dump(GOOD))
    later = yaml.safe_load(yaml.safe_dump({**GOOD["schedules"][0], "since": 2024, "status": "proposed"}))  # type: ignore[dict-item]
    del later["until"]
    broken["schedules"].append(later)

    _, messages = read(tmp_path, broken)

    assert "the schedule of 2024 does not begin where the one of 2012 ends" in messages[0]


def read(root: Path, file: dict[str, object]) -> tuple[list[object], list[str]]:
    (root / "fees").mkdir()
    (root / "fees" / "corporations.yaml").write_text(yaml.safe_dump(file, allow_unicode=True))
    schedules, faults = read_fees(root, {"book": DocumentEntry(title="Book", date="2021")}, frozenset({"known"}))
    return list(schedules), [str(fault) for fault in faults]
