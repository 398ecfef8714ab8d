"""Bank statements, CSV or XLSX: columns in any order and language, dates and decimal marks told by the whole column, or refused."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dues.amounts import LARGEST, LARGEST_ELSEWHERE, Mark, decimal_mark, read_amount
from bot.errors import UsageError
from bot.knowledge.text import fold
from bot.members.spreadsheets import Sheet, unescaped
from bot.money import Money

COLUMNS: Mapping[str, str] = {
    "date": (
        "date, value date, booking date, transaction date, posting date, paid on, datum, buchungstag, valuta, "
        "wertstellung, fecha, fecha valor, data, date de valeur, 거래일, 거래일자, 날짜, 日期, 交易日期, التاريخ, дата"
    ),
    "amount": (
        "amount, credit, credit amount, paid in, betrag, umsatz, importe, abono, montant, montante, valor, 금액, 입금액, 입금, "
        "金额, 贷方金额, المبلغ, сумма"
    ),
    "currency": "currency, ccy, währung, moneda, devise, moeda, 통화, 币种, 货币, العملة, валюта",
    "payer": (
        "payer, name, from, sender, remitter, counterparty, counterparty name, debtor, ordering party, originator, "
        "auftraggeber, zahlungspflichtiger, name zahlungsbeteiligter, ordenante, payeur, donneur d'ordre, 보낸분, 의뢰인, "
        "입금자, 付款人, 对方户名, الدافع, плательщик"
    ),
    "text": (
        "description, details, text, narrative, purpose, remittance information, message, memo, note, verwendungszweck, "
        "buchungstext, concepto, descripción, libellé, motif, descrição, 적요, 내용, 摘要, 附言, البيان, назначение платежа, "
        "назначение"
    ),
    "reference": (
        "reference, ref, bank reference, transaction id, transaction reference, end to end id, id, referenz, "
        "referencia, référence, 거래번호, 流水号, 交易流水号, رقم المرجع, номер документа"
    ),
    "member": "member, slug",
}
"""What banks call a column, the plainest first."""
_KEY = re.compile(r"#[0-9a-f]{12}$")
_DAY = re.compile(r"(\d{1,4})\s*[-./년年]\s*(\d{1,2})\s*[-./월月]\s*(\d{1,4})(?=[ .T일日]|$)")
_ISO = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_OTHER = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")


class DayFirst(StrEnum):
    """What comes first in dates such as 02/03/2026."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class BankLine:
    """A payment as a bank tells it.

    Attributes:
        number: Of the line in the file, the first being 1.
        amount: In the currency of the line.
        reference: The bank's; may be empty, and some banks give several payments the same.
        key: What tells it from all others, in this statement and the next: the reference with a digest of date, amount
            and, without a reference, payer and text.
        member: Whom the file itself names, in a column ``member``; mostly empty.
    """

    number: int
    on: date
    amount: Money
    payer: str
    text: str
    reference: str
    key: str
    member: str = ""


def is_heading(text: str) -> bool:
    """Whether a bank calls a column so."""
    return _plain(text) in _HEADINGS


def bank_reference(key: str) -> str:
    """Return the reference that a bank gave to the line of a `key`; empty where it gave none."""
    return _KEY.sub("", key).rstrip()


def read_statement(
    sheet: Sheet, *, currency: str, mark: Mark | None = None, first: DayFirst | None = None
) -> tuple[list[BankLine], int]:
    """Return the payments of a statement in its order, and how many lines are none: outgoing, or of nothing.

    Args:
        sheet: The table of the file, whose headings `is_heading` found.
        currency: Of lines that name none.
        mark: What parts the decimals; ``None`` finds out.
        first: What comes first in dates; ``None`` finds out.

    Raises:
        UsageError: It has no dates or no amounts, a line can't be read, or the decimal mark or the order of the dates can't be
            told.
    """
    places = _places(sheet.headings)
    if not {"date", "amount"} <= places.keys():
        shown = ", ".join(filter(None, sheet.headings))[:80]
        raise UsageError(f"the statement needs a column of dates and one of amounts; its headings are “{shown}”")

    def cell(row: Sequence[str], name: str) -> str:
        place = places.get(name)
        return " ".join(unescaped(row[place]).split()) if place is not None else ""

    filled = [(row.number, row.cells) for row in sheet.rows if cell(row.cells, "amount") and cell(row.cells, "date")]
    mark = mark or decimal_mark(_bare(cell(row, "amount")) for _, row in filled)
    if mark is None:
        raise UsageError("the amounts have three digits after each comma or point, which can mean two things; say --decimal . or ,")
    first = first or _first([cell(row, "date") for _, row in filled])
    seen: Counter[str] = Counter()
    lines: list[BankLine] = []
    for number, row in filled:
        try:
            on = _date(cell(row, "date"), first)
            paid_in = (cell(row, "currency") or _code(cell(row, "amount")) or currency).upper()
            largest = LARGEST if paid_in == currency else LARGEST_ELSEWHERE
            amount = None if _is_nothing(cell(row, "amount")) else read_amount(cell(row, "amount"), paid_in, mark, largest=largest)
        except UsageError as error:
            raise UsageError(f"line {number}: {error}") from error
        if amount is None:
            continue
        payer, text, reference = cell(row, "payer"), cell(row, "text"), cell(row, "reference")
        identity = [reference] if reference else [fold(payer), fold(text)]
        told = "|".join([on.isoformat(), amount.currency, str(amount.minor), *identity])
        seen[told] += 1  # two lines alike are two payments; their order tells them apart
        digest = hashlib.sha256(f"{told}|{seen[told]}".encode()).hexdigest()[:12]
        key = reference if _KEY.search(reference) else f"{reference} #{digest}".strip()
        lines.append(BankLine(number, on, amount, payer, text, reference, key, cell(row, "member")))
    return lines, len(filled) - len(lines)


def _places(header: Sequence[str]) -> dict[str, int]:
    names = [_plain(cell) for cell in header]
    found: dict[str, int] = {}
    for column, wordings in COLUMNS.items():
        for wording in (_plain(one) for one in wordings.split(", ")):
            if wording in names and names.index(wording) not in found.values():
                found[column] = names.index(wording)
                break
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"\(.*?\)|[^\w ]", " ", fold(name)).split())


_HEADINGS = frozenset(_plain(one) for wordings in COLUMNS.values() for one in wordings.split(", "))


def _bare(text: str) -> str:
    return re.sub(r"[^\d.,]", "", text)


def _is_nothing(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return bool(digits) and not digits.strip("0")


def _code(text: str) -> str:
    found = re.search(r"[A-Za-z]{3}", text)
    return found[0] if found else ""


def _first(dates: Sequence[str]) -> DayFirst | None:
    """Return what comes first, by a figure that can be no month.

    Raises:
        UsageError: Neither can be told, or both.
    """
    others = [(text, match) for text in dates if (match := _OTHER.fullmatch(_day_of(text)))]
    day = next((text for text, match in others if int(match[1]) > 12), "")
    month = next((text for text, match in others if int(match[2]) > 12), "")
    if day and month:
        raise UsageError(f"“{day}” begins with the day and “{month}” with the month; mend the file")
    if not day and not month and any(match[1] != match[2] for _, match in others):
        raise UsageError(f"“{others[0][0]}” can be read with the day or the month first; say --first day or --first month")
    return DayFirst.DAY if day else DayFirst.MONTH if month else None


def _day_of(text: str) -> str:
    """Return a date in figures and points, without the time after it: ``2026. 3. 1. 10:20`` is ``2026.3.1``."""
    found = _DAY.match(text)
    return ".".join(found.groups()) if found else text.split(" ")[0].split("T")[0]


def _date(text: str, first: DayFirst | None) -> date:
    said = _day_of(text)
    try:
        if match := _ISO.fullmatch(said):
            year, month, day = (int(part) for part in match.groups() if part)
            return date(year, month, day)
        if match := _OTHER.fullmatch(said):
            one, other, year = (int(part) for part in match.groups())
            day, month = (other, one) if first is DayFirst.MONTH else (one, other)
            return date(year if year > 99 else 2000 + year, month, day)
    except ValueError as error:
        raise UsageError(f"“{text}” is not in the calendar") from error
    raise UsageError(f"“{text}” is not a date such as 2026-03-31")
