"""Tables in files: CSV in whatever encoding and delimiter, and XLSX; read as text, written so that nothing becomes a formula.

A cell whose text begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break, after any number of apostrophes, is written with an
apostrophe before it, and so is what Excel shows for a formula that failed; it is read without. Spreadsheets show it as text, and
what is read is what was written.
Source: OWASP, “CSV Injection”. Numbers are written as they are, negative ones as well.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.errors import UsageError

_DELIMITERS = ",;\t|"
_SEARCHED = 20
"""Rows at the top of a table in which the headings are looked for, below titles and blank lines."""
_ENOUGH = 2  # headings that make a row the one of headings
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
_SPECIAL = rf"(?!-\d+(?:\.\d+)?$)(?:[=+\-@\t\r\n]|(?i:{'|'.join(map(re.escape, _ERRORS))})$)"
_RISKY, _ESCAPED = re.compile(f"'*{_SPECIAL}"), re.compile(f"'+{_SPECIAL}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_XML_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings.

    Attributes:
        number: That of the spreadsheet's margin.
        cells: As written (`unescaped`).
        surplus: Cells that are not empty, to the right of the last heading.
    """

    number: int
    cells: tuple[str, ...]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings and its rows, without empty ones; ``notes`` say how it was read where that is a guess."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Known = Callable[[str], bool]


def read_sheet(path: Path, known: Known, *, such_as: str = "name, country, email", encoding: str = "") -> Sheet:
    """Return the table of a file.

    Args:
        path: CSV, or a workbook, of which the first sheet with most known headings is read.
        known: Whether a text is a heading; the row with most of them is that of the headings.
        such_as: Some headings, to be named where none is found.
        encoding: Of CSV; empty to find it out.

    Raises:
        UsageError: It is no table, or has no headings or no rows.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from error
    if content.startswith(_OLD_EXCEL):
        raise UsageError(f"{path} is of Excel's old format, or has a password; save it as .xlsx without one, or as CSV")
    if content.startswith(_ZIP):
        candidates, notes = list(_workbook(path)), list[str]()
    else:
        text, note = _decoded(path, content, encoding)
        notes = [note] if note else []
        top = "\n".join(text.splitlines()[:_SEARCHED])
        candidates = [(delimiter, list(_separated(path, top, delimiter))) for delimiter in _DELIMITERS]
        delimiter = max(candidates, key=lambda one: _headings(one[1], known)[0])[0]
        candidates = [(delimiter, list(_separated(path, text, delimiter)))]
    best = max(candidates, key=lambda one: _headings(one[1], known)[0], default=None)
    if best is None or not any(any(row.cells) for row in best[1]):
        raise UsageError(f"{path} is empty")
    name, rows = best
    count, place = _headings(rows, known)
    if count < _ENOUGH and not (count and len([cell for cell in rows[place].cells if cell]) == 1):
        raise UsageError(f"{path}: no row of headings found in its first {_SEARCHED} rows; it needs some such as {such_as}")
    others = [other for other, found in candidates if other != name and _headings(found, known)[0] >= _ENOUGH]
    if content.startswith(_ZIP) and others:
        notes.append(f"the sheet “{name}” is read; not {', '.join(f'“{other}”' for other in others)}")
    headings = _without_empty_end(rows[place].cells)
    below = [_fitted(row, len(headings)) for row in rows[place + 1 :] if any(row.cells)]
    if not below:
        raise UsageError(f"{path} has headings and no rows")
    return Sheet(headings, tuple(below), tuple(notes))


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue()


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Write a table as UTF-8 with a BOM and commas, which Excel opens as it is.

    Raises:
        UsageError: The file can't be written.
    """
    _write(path, ("\ufeff" + csv_text(headings, rows)).encode())


def write_xlsx(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Write a table as a workbook with one sheet, headings fixed and filters on.

    Raises:
        UsageError: The file can't be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("members")
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        widest = max((len(str(row[number - 1])) for row in rows[:1000]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest, len(heading)) + 2, _WIDEST)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    sheet.append([_bold(sheet, heading, Font(bold=True)) for heading in headings])
    for row in rows:
        sheet.append([_of_workbook(_written(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    _write(path, out.getvalue())


def clean(text: str) -> str:
    """Return text as cells hold it: no control characters, plain line feeds, no space around it."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _bold(sheet: Any, text: str, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.font = font
    return cell


def _of_workbook(cell: str | int) -> str | int | None:
    """Return what is written into a workbook; ``_x0041_`` would be read as a letter there. Source: ECMA-376 Part 1, 22.9.2.19."""
    return (_XML_ESCAPE.sub(r"_x005F_x\1_", cell) or None) if isinstance(cell, str) else cell


def _written(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and _RISKY.match(cell) else cell


def unescaped(cell: str) -> str:
    """Return what a cell says, without the apostrophe that keeps it from being a formula."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from error


def _fitted(row: Row, width: int) -> Row:
    cells = (*row.cells, *([""] * (width - len(row.cells))))
    return Row(row.number, cells[:width], tuple(cell for cell in cells[width:] if cell))


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[: max(place for place, cell in enumerate(cells, start=1) if cell)]


def _headings(rows: Sequence[Row], known: Known) -> tuple[int, int]:
    """Return how many known headings the row with most of them has, and its place."""
    counted = [(sum(known(cell) for cell in set(row.cells) if cell), -place) for place, row in enumerate(rows[:_SEARCHED])]
    count, place = max(counted, default=(0, 0))
    return count, -place


def _decoded(path: Path, content: bytes, encoding: str) -> tuple[str, str]:
    """Return the text of a CSV file, and what to say about the encoding where it was guessed."""
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff"), ""
        except LookupError as error:
            raise UsageError(f"“{encoding}” is not an encoding such as utf-8, cp949, gb18030, windows-1251 or latin-1") from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path} is not {encoding}: byte {error.start} can't be read; leave --encoding away") from error
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), ""
    nulls = content[:2000].count(0)
    if nulls > len(content[:2000]) // 4:  # UTF-16 without its mark: every other byte of Latin text is 0
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace"), "read as UTF-16"
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        korean = content.decode("euc_kr")
    except UnicodeDecodeError:
        korean = ""
    signs = [sign for sign in korean if not sign.isascii()]
    if signs and sum("가" <= sign <= "힣" for sign in signs) > len(signs) / 2:
        return korean, "it is not UTF-8 and was read as Korean (cp949); if names look wrong, say --encoding"
    return (
        content.decode("cp1252", "replace"),
        "it is not UTF-8 and was read as Western European (Latin-1); if names look wrong, say --encoding or save it as UTF-8",
    )


def _separated(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first = 1
        for cells in reader:
            yield Row(first, tuple(clean(cell) for cell in cells))
            first = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}: line {reader.line_num}: is not CSV: {error}") from error


def _workbook(path: Path) -> Iterator[tuple[str, list[Row]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # some programs write a wrong one
                yield (
                    str(sheet.title),
                    [
                        Row(number, tuple(clean(_text(value)) for value in values))
                        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1)
                    ],
                )
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise UsageError(f"{path} is not a workbook that can be read (.xlsx); save it anew, or as CSV") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return _XML_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def is_error(cell: str) -> bool:
    """Whether a cell holds what Excel shows for a formula that failed."""
    return cell.startswith("#") and cell.upper() in _ERRORS
