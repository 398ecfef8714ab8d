from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.errors import UsageError
from bot.members.columns import known
from bot.members.spreadsheets import clean, read_sheet, unescaped, write_csv, write_xlsx

TABLE = "Name{0}Country{0}Population\nSão Paulo{0}Brasil{0}12000000\n"


def cells(path: Path, encoding: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(path, known, encoding=encoding).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_is_read_whatever_its_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE.format(delimiter).encode(encoding))

    assert cells(path) == [("São Paulo", "Brasil", "12000000")]


def test_korean_csv_as_excel_saves_it_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("회원명,국가\n서울특별시,대한민국\n".encode("cp949"))

    sheet = read_sheet(path, known)

    assert [row.cells for row in sheet.rows] == [("서울특별시", "대한민국")]
    assert sheet.notes == ("it is not UTF-8 and was read as Korean (cp949); if names look wrong, say --encoding",)


def test_encoding_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("Название,Страна\nКазань,Россия\n".encode("windows-1251"))

    assert cells(path, "windows-1251") == [("Казань", "Россия")]


def test_titles_and_blank_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('sep=;\nMembers 2026;;\n;;\nName;Country;Notes\nLima;PE;"two\nlines"\n;;\nQuito;EC;\n', encoding="utf-8")

    sheet = read_sheet(path, known)

    assert [(row.number, row.cells) for row in sheet.rows] == [(5, ("Lima", "PE", "two\nlines")), (8, ("Quito", "EC", ""))]


def test_workbook_is_read_as_text(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("About").append(["About this list"])
    sheet = book.create_sheet("List")
    for row in (
        ["Members", None, None],
        ["Name", "Population", "Joined"],
        ["Lima", 9_000_000.0, date(2015, 3, 4)],
        [None],
        ["Quito"],
    ):
        sheet.append(row)
    path = tmp_path / "table.xlsx"
    book.save(path)

    assert cells(path) == [("Lima", "9000000", "2015-03-04"), ("Quito", "", "")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "save it as .xlsx"),
        (b"PK\x03\x04 and no more", "is not a workbook"),
        (b"Lima,PE\nQuito,EC\n", "no row of headings"),
        (b"Name,Country\n", "no rows"),
        (bytes(range(128, 256)) * 20, "no row of headings"),
    ],
)
def test_file_that_is_no_table_is_refused_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)

    with pytest.raises(UsageError, match=why) as refused:
        read_sheet(path, known)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["klingon", "utf-8"])
def test_wrong_encoding_is_refused_in_one_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE.format(",").encode("latin-1"))

    with pytest.raises(UsageError):
        read_sheet(path, known, encoding=encoding)


@pytest.mark.parametrize("text", ["=1+1", "+82 2", "-", "@x", "'=1", "''-a", "\tx", "#DIV/0!"])
def test_what_spreadsheets_take_for_a_formula_is_written_as_text(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "table.csv", ["name", "country"], [[text, "PE"]])
    write_xlsx(tmp_path / "table.xlsx", ["name", "country"], [[text, "PE"]])

    cell = load_workbook(tmp_path / "table.xlsx")["members"]["A2"]
    assert f"'{text}" in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert (cell.value, cell.data_type) == (f"'{text}", "s")


def test_number_is_written_as_a_number(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "table.xlsx", ["name", "population"], [["Lima", 9_000_000]])

    assert load_workbook(tmp_path / "table.xlsx")["members"]["B2"].value == 9_000_000


@given(rows=st.lists(st.lists(st.text(max_size=12).map(clean), min_size=2, max_size=2).filter(any), min_size=1, max_size=4))
@pytest.mark.parametrize(("name", "write"), [("table.csv", write_csv), ("table.xlsx", write_xlsx)])
def test_any_text_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, write: object, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("tables") / name
    assert callable(write)
    write(path, ["name", "country"], rows)

    assert [[unescaped(cell) for cell in row] for row in cells(path)] == rows
