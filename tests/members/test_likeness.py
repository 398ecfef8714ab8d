import pytest

from bot.members.likeness import Names


@pytest.fixture
def names() -> Names[str]:
    names = Names[str]()
    for slug, called, country in (
        ("seoul", ("Seoul", "서울특별시", "Séoul"), "KR"),
        ("sejong", ("Sejong City",), "KR"),
        ("abu-dhabi", ("Abu Dhabi",), "AE"),
        ("district-7", ("District 7",), "VN"),
    ):
        names.add(slug, called, country)
    return names


@pytest.mark.parametrize("text", ["seoul", "SEOUL", " Séoul ", "서울특별시"])
def test_same_name_is_found_however_it_is_written(names: Names[str], text: str) -> None:
    assert names.exact(text) == ["seoul"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abudhabi", ["abu-dhabi"]),
        ("Abu Dabi", ["abu-dhabi"]),
        ("Municipality of Abu Dhabi", ["abu-dhabi"]),
        ("Sejng City", ["sejong"]),
        ("서울특별시청", ["seoul"]),
        ("District 8", []),
        ("Busan", []),
        ("", []),
    ],
)
def test_alike_names_are_found(names: Names[str], text: str, expected: list[str]) -> None:
    assert names.alike(text) == expected


def test_name_of_another_country_is_not_alike(names: Names[str]) -> None:
    assert (names.alike("Abudhabi", "AE"), names.alike("Abudhabi", "OM")) == (["abu-dhabi"], [])
