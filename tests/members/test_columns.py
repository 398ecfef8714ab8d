from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.members.columns import FIELDS, Column, read_layout, read_mapping


def fields(*headings: str) -> list[str]:
    return [f"{one.field} {one.number}".removesuffix(" 0") if one else "-" for one in read_layout(headings).columns]


@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Country", "Population", "E-mail", "Contact person"),
        ("NAME OF ORGANISATION", "country code", "inhabitants", "e mail address", "Focal Point"),
        ("회원명", "국가", "인구", "이메일", "담당자"),
        ("Nombre", "País", "Población", "Correo electrónico", "Persona de contacto"),
        ("Organisation", "Pays", "Population", "Courriel", "Nom du contact"),
        ("名称", "国家", "人口", "电子邮件", "联系人"),
        ("الاسم", "الدولة", "عدد السكان", "البريد الإلكتروني", "جهة الاتصال"),
        ("Название", "Страна", "Население", "Эл. почта", "Контактное лицо"),
        ("Nome", "País", "População", "Correio eletrônico", "Nome do contato"),
    ],
)
def test_headings_are_known_in_eight_languages_and_several_spellings(headings: tuple[str, ...]) -> None:
    assert fields(*headings) == ["name", "country", "population", "email 1", "contact_name 1"]


def test_order_of_columns_does_not_matter() -> None:
    assert fields("Contact person", "Name", "E-mail") == ["contact_name 1", "name", "email 1"]


def test_export_has_headings_that_are_known() -> None:
    columns = read_layout(FIELDS).columns

    assert [column.field for column in columns if column] == list(FIELDS)


def test_number_in_a_heading_tells_contacts_apart() -> None:
    assert fields("Name", "Contact 1", "Email 1", "Contact 2", "2nd email", "contact2_role") == [
        "name", "contact_name 1", "email 1", "contact_name 2", "-", "contact_role 2",
    ]  # fmt: skip


def test_contact_column_that_stands_again_is_the_next_contact() -> None:
    assert fields("Name", "Contact", "Email", "Contact", "Email") == [
        "name",
        "contact_name 1",
        "email 1",
        "contact_name 2",
        "email 2",
    ]


def test_year_and_unit_in_a_heading_are_no_part_of_it() -> None:
    assert fields("Member / 회원명", "GDP per capita 2021 (USD)", "Population (2020)") == ["name", "gdp", "population"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("City", "Country"), ["name", "country"]),
        (("Company", "City"), ["name", "place"]),
        (("City", "Name"), ["place", "name"]),
        (("Organization", "Name"), ["name", "contact_name 1"]),
    ],
)
def test_heading_with_two_meanings_is_what_no_other_column_is(headings: tuple[str, ...], expected: list[str]) -> None:
    assert fields(*headings) == expected


def test_misspelt_heading_is_taken_for_the_nearest_and_told() -> None:
    layout = read_layout(("Name", "Poplation"))

    assert layout.columns[1] == Column("population")
    assert layout.notes == ("the column “Poplation” is taken for “population”",)


def test_unknown_heading_is_left_out_and_told() -> None:
    layout = read_layout(("Name", "Shoe size"))

    assert layout.columns == (Column("name"), None)
    assert layout.notes == ("the column “Shoe size” is unknown and left out; --map FILE can name it",)


def test_two_columns_for_one_field_are_a_problem_that_names_both() -> None:
    layout = read_layout(("Name", "Country", "Nation"))

    assert layout.problems == (
        "“Country” and “Nation” would both be the country; say with --map FILE which one is, such as “Nation: ignore”",
    )


def test_mapping_file_wins_over_what_a_heading_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("Size: population\nCountry: ignore\nReplaced by: email 2\n", encoding="utf-8")

    layout = read_layout(("Name", "SIZE", "Country", "Replaced by"), read_mapping(path))

    assert layout.columns == (Column("name"), Column("population"), None, Column("email", 2))
    assert (layout.problems, layout.notes) == ((), ())


def test_mapping_of_a_column_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("Size: population", encoding="utf-8")

    assert read_layout(("Name",), read_mapping(path)).problems == ("--map names a column “size”, which the table doesn't have",)


@pytest.mark.parametrize("text", ["Size: shoes", "Size: population 2", "just words", "- a\n- b", "a: {b: c}", "a: [", "\tx: y"])
def test_mapping_file_that_says_nothing_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        read_mapping(path)

    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
