"""Who would pay, read out of what people write: in any order, with slips, in every language."""

import pytest

from bot.knowledge.fees import Payer
from bot.knowledge.library import Library

CITY, FIRM, BODY = "local-government", "corporation", "institution"


def payer(category: str | None = None, kind: str | None = None, **figures: int) -> Payer:
    return Payer(category=category, kind=kind, **figures)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a city of 300k with a GDP per head of 12,000", payer(CITY, population=300_000, gdp=12_000)),
        ("300k inhabitants, GDP 12k, in 2022: what would the town pay", payer(CITY, population=300_000, gdp=12_000, year=2022)),
        ("GDP per capita 12000 population 300000 city", payer(CITY, population=300_000, gdp=12_000)),
        ("12000 GDP per capita 300000 population city", payer(CITY, population=300_000, gdp=12_000)),
        ("GDP per head of 12000 population of 300000", payer(population=300_000, gdp=12_000)),
        ("fees for companies with few employees decided in 2022", payer("corporation", "company", year=2022)),
        ("in 2022 GDP 12000, city of 300k", payer(CITY, population=300_000, gdp=12_000, year=2022)),
        ("$12,000 per head and 1.4 million residents, municipality", payer(CITY, population=1_400_000, gdp=12_000)),
        ("our city has 45,000 and USD 4500", payer(CITY, population=45_000, gdp=4_500)),
        ("300k / 12k, city", payer(CITY, population=300_000, gdp=12_000)),
        ("city with 2022 inhabitants", payer(CITY, population=2_022)),
        ("for 2000 inhabitants", payer(population=2_000)),
        ("how much for a town of 2000 people in 2022", payer(CITY, population=2_000, year=2022)),
        ("we are 45 people, start-up", payer(FIRM, "start-up", employees=45)),
        ("a start up company, 8 staff", payer(FIRM, "start-up", employees=8)),
        ("company with a young start-up inside, 350 people", payer(FIRM, "start-up", employees=350)),
        ("company, 350 people", payer(FIRM, "company", employees=350)),
        ("SME 120 workers", payer(FIRM, "company", employees=120)),
        ("corporate member", payer(FIRM)),
        ("NGO with 60 employees", payer(BODY, "non-profit", employees=60)),
        ("a university with 90 staff", payer(BODY, "academic", employees=90)),
        ("ministry, GDP per capita 8000", payer(BODY, "public-agency", gdp=8_000)),
        ("association of cities", payer(BODY, "association")),
        ("institution", payer(BODY)),
        ("and in 2022?", payer(year=2022)),
        ("2022", payer(year=2022)),
        ("fee in 2023 for a company of 45", payer(FIRM, "company", employees=45, year=2023)),
        ("what would a city of 300k pay before 2023", payer(CITY, population=300_000, year=2022)),
        ("fee of a company until the end of 2022", payer(FIRM, "company", year=2022)),
        ("before the end of 2022", payer(year=2022)),
        ("after 2022", payer(year=2023)),
        ("2023년 이전 회비, 인구 30만 도시", payer(CITY, population=300_000, year=2022)),
        ("до 2023 года, город 300 тысяч", payer(CITY, population=300_000, year=2022)),
        ("antes de 2023, una ONG con 60 empleados", payer(BODY, "non-profit", employees=60, year=2022)),
        ("une ville de 90 000 habitants, avant 2023", payer(CITY, population=90_000, year=2022)),
        ("2023年之前，30万人口的城市", payer(CITY, population=300_000, year=2022)),
        ("مدينة عدد سكانها ٣٠٠ ألف قبل 2023", payer(CITY, population=300_000, year=2022)),
        ("ciudad de 300.000 habitantes, PIB por habitante 9000", payer(CITY, population=300_000, gdp=9_000)),
        ("PIB por habitante 9000", payer(gdp=9_000)),
        ("PIB par habitant de 9000, ville de 200 000", payer(CITY, population=200_000, gdp=9_000)),
        ("12 members of staff, NGO", payer(BODY, "non-profit", employees=12)),
        ("ville de cent mille habitants", payer(CITY, population=100_000)),
        ("population 9 billion", payer(population=9_000_000_000)),
        ("-5 employees", payer(employees=-5)),
        ("0 employees", payer(employees=0)),
        ("45 people", payer(population=45)),
        ("how many members are there", payer()),
        ("what did 45 members decide", payer()),
        ("the 5th General Assembly", payer()),
        ("", payer()),
    ],
)
def test_text_says_so_much_of_the_payer_and_no_more(library: Library, text: str, expected: Payer) -> None:
    assert library.payers.read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we are a comapny with 45 employes", payer(FIRM, "company", employees=45)),
        ("univeristy with 45 staf members", payer(BODY, "academic", employees=45)),
        ("muncipality of 45000 inhabitents", payer(CITY, population=45_000)),
        ("startup with 12 emplyees", payer(FIRM, "start-up", employees=12)),
        ("popualtion 300k", payer(population=300_000)),
    ],
)
def test_slips_of_the_finger_are_mended(library: Library, text: str, expected: Payer) -> None:
    assert library.payers.read(text) == expected


@pytest.mark.parametrize(
    ("text", "before", "asked", "expected"),
    [
        ("45 people", payer(FIRM), "", payer(employees=45)),
        ("45 people", payer(BODY), "", payer(employees=45)),
        ("45 people", payer(CITY), "", payer(population=45)),
        ("12,000", payer(CITY, population=5), "gdp", payer(gdp=12_000)),
        ("300k", payer(CITY), "population", payer(population=300_000)),
        ("about 2022", payer(CITY), "population", payer(population=2_022)),
        ("in 2022", payer(CITY), "population", payer(year=2022)),
        ("2000 in 2022", payer(CITY), "population", payer(population=2_000, year=2022)),
        ("we are 45", payer(FIRM, "start-up"), "", payer(employees=45)),
        ("and with 20,000 USD?", payer(CITY, population=5, gdp=9), "", payer(gdp=20_000)),
        ("and for a start-up?", payer(FIRM, "company", employees=5), "", payer(FIRM, "start-up")),
        ("twelve", payer(FIRM), "employees", payer(employees=12)),
        ("thanks a lot", payer(FIRM), "employees", payer()),
    ],
)
def test_what_is_known_from_before_decides_what_a_number_counts(
    library: Library, text: str, before: Payer, asked: str, expected: Payer
) -> None:
    assert library.payers.read(text, before=before, asked=asked) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("인구 30만, 1인당 GDP 1만2천 달러인 도시는 얼마 내요?", payer(CITY, population=300_000, gdp=12_000)),
        ("인구30만 도시", payer(CITY, population=300_000)),
        ("직원 45명 스타트업인데요", payer(FIRM, "start-up", employees=45)),
        ("2022년에는요?", payer(year=2022)),
        ("ciudad de 300.000 habitantes con un PIB per cápita de 12.000", payer(CITY, population=300_000, gdp=12_000)),
        ("una ciudad con 300 mil habitantes", payer(CITY, population=300_000)),
        ("somos una ONG con 60 empleados", payer(BODY, "non-profit", employees=60)),
        ("une ville de 300 000 habitants, PIB par habitant de 12 000 dollars", payer(CITY, population=300_000, gdp=12_000)),
        ("une start-up de 45 salariés", payer(FIRM, "start-up", employees=45)),
        ("人口30万、人均GDP1.2万美元的城市", payer(CITY, population=300_000, gdp=12_000)),
        ("我们是一家有45名员工的初创企业", payer(FIRM, "start-up", employees=45)),
        ("مدينة عدد سكانها 300 ألف ونصيب الفرد من الناتج المحلي 12000 دولار", payer(CITY, population=300_000, gdp=12_000)),
        ("شركة ناشئة فيها ٤٥ موظفا", payer(FIRM, "start-up", employees=45)),
        ("مدينة فيها مليون ونصف ونصيب الفرد 45 ألف دولار", payer(CITY, population=1_500_000, gdp=45_000)),
        ("НКО с восемью сотрудниками", payer(BODY, "non-profit", employees=8)),
        ("jeune entreprise, neuf personnes", payer(FIRM, "start-up", employees=9)),
        ("协会，人均GDP一万九", payer(BODY, "association", gdp=19_000)),
        ("город с населением 300 тысяч и ВВП на душу 12 000 долларов", payer(CITY, population=300_000, gdp=12_000)),
        ("стартап, 45 сотрудников", payer(FIRM, "start-up", employees=45)),
        ("uma cidade de 300 mil habitantes com PIB per capita de 12 mil dólares", payer(CITY, population=300_000, gdp=12_000)),
        ("somos uma ONG com 60 funcionários", payer(BODY, "non-profit", employees=60)),
    ],
)
def test_payer_is_read_in_every_language(library: Library, text: str, expected: Payer) -> None:
    assert library.payers.read(text) == expected


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how much does a city of 300k pay", True),
        ("what is the fee for 45 employees", True),
        ("comapny with 45 employes, how much", True),
        ("ville de 180 000 habitants, combien par an ?", True),
        ("город миллион двести, сколько с нас", True),
        ("Jeune entreprise, neuf personnes. Ça ferait combien ?", True),
        ("Сколько заплатит НКО с восемью сотрудниками?", True),
        ("我们是行业协会，所在国人均GDP一万九，怎么收", True),
        ("Fundación con 12 trabajadores, ¿qué nos toca?", True),
        ("مدينة فيها مليون ونصف ونصيب الفرد 45 ألف دولار", True),
        ("which city pays 12,000 a year", False),
        ("a city that pays USD 60,000", False),
        ("what does a city pay", False),  # an article tells that
        ("what did the members decide in 2021", False),
        ("a city of 300k", False),
        ("population 9 billion", False),
        ("", False),
    ],
)
def test_fee_is_certainly_asked_for_when_a_text_speaks_of_paying_and_says_what_its_number_counts(
    library: Library, text: str, asks: bool
) -> None:
    assert library.payers.asks_for_amount(text) is asks
