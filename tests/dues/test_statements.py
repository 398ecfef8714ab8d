"""Bank statements: read in the shapes that banks give them, and whose payment each line is."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import Workbook

from bot.dues.amounts import Mark
from bot.dues.ledger import Entry, EntryKind, Invoice, Statement, settle
from bot.dues.matching import Match, State, match_lines
from bot.dues.statements import BankLine, DayFirst, is_heading, read_statement
from bot.errors import UsageError
from bot.members.registry import Member, MemberDetails
from bot.members.spreadsheets import Sheet, read_sheet
from bot.money import Money

TODAY = date(2026, 11, 21)
PLAIN = "Date,Amount,Payer,Description,Reference\n2026-03-01,1500.00,City of Zürich,Invoice 2026-0001,R1\n"


def sheet(text: str | bytes) -> Sheet:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_sheet(path, is_heading, such_as="date, amount, payer")


def read(text: str | bytes, **options: object) -> list[BankLine]:
    return read_statement(sheet(text), currency="USD", **options)[0]  # type: ignore[arg-type]


def workbook() -> bytes:
    """Return a statement as Excel keeps it: days, numbers and a title above the headings."""
    book, content = Workbook(write_only=True), BytesIO()
    page = book.create_sheet("Account")
    page.append(["Account 123"])
    page.append(["Booking date", "Amount", "Payer", "Description"])
    page.append([datetime(2026, 3, 1), 1500, "City of Zürich", "Invoice 2026-0001"])  # noqa: DTZ001  a workbook has no zones
    page.append([date(2026, 3, 2), -20.5, "Bank", "fee"])
    book.save(content)
    return content.getvalue()


def told(lines: list[BankLine]) -> list[tuple[str, str, str]]:
    return [(str(line.on), f"{line.amount.currency} {line.amount.minor}", line.payer) for line in lines]


SHAPES: dict[str, str | bytes] = {
    "plain": PLAIN,
    "German: semicolons, decimal comma, day first": (
        "Buchungstag;Auftraggeber;Verwendungszweck;Betrag;Währung\n31.01.2026;x;x;1.000,00;USD\n"
        "01.03.2026;City of Zürich;Invoice 2026-0001;1.500,00;USD\n"
    ),
    "Korean, dates with spaces": "거래일\t보낸분\t적요\t입금액\n2026. 3. 1. 10:20\tCity of Zürich\tInvoice 2026-0001\t1,500.00\n",
    "Chinese": "日期,摘要,金额,付款人\n2026年3月1日,Invoice 2026-0001,1500.00,City of Zürich\n",
    "American, month first": (
        "Posting Date,Description,Amount (USD),Name\n"
        '03/01/2026,Invoice 2026-0001,"1,500.00",City of Zürich\n01/31/26,x,1.25,y\n'
    ),
    "lines above the header": f"Account 123\nfrom 2026-01-01,to 2026-12-31\n\n{PLAIN}",
    "marked as UTF-16": PLAIN.encode("utf-16"),
    "byte order mark, Windows lines": PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
    "not UTF-8, but Latin-1": PLAIN.encode("latin-1"),
    "a workbook": workbook(),
    "a currency beside the amount": PLAIN.replace("1500.00", "USD 1500.00"),
    "a sign beside the amount": PLAIN.replace("1500.00", "US$ 1500.00"),
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_statement_is_read_in_the_shape_that_the_bank_gives_it(text: str | bytes) -> None:
    assert ("2026-03-01", "USD 150000", "City of Zürich") in told(read(text))


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "no header": ("1,2,3\n", "no row of headings found in its first 20 rows; it needs some such as date, amount, payer"),
    "no dates": (PLAIN.replace("Date", "When"), "a column of dates and one of amounts; its headings are “When, Amount, Payer, "),
    "no payments": (PLAIN.splitlines()[0], "has headings and no rows"),
    "an old workbook": (b"\xd0\xcf\x11\xe0", "is of Excel's old format"),
    "amounts that can be read in two ways": (PLAIN.replace("1500.00", "1.500"), "which can mean two things; say --decimal"),
    "both decimal marks": (PLAIN + '2026-03-02,"1500,50",x,x,R2\n', "has a decimal point and “1500,50” a decimal comma"),
    "dates that can be read in two ways": (PLAIN.replace("2026-03-01", "02/03/2026"), "“02/03/2026” can be read"),
    "both orders of dates": (PLAIN.replace("2026-03-01", "31/03/2026") + "03/31/2026,5,x,x,R2\n", "mend the file"),
    "no such day": (PLAIN.replace("2026-03-01", "2026-02-30"), "line 2: “2026-02-30” is not in the calendar"),
    "a date in words": (PLAIN.replace("2026-03-01", "yesterday"), "line 2: “yesterday” is not a date"),
    "no amount": (PLAIN.replace("1500.00", "1500.0.0,x"), "line 2: “1500.0.0” is not an amount"),
    "a quote that never ends": (PLAIN.replace("City", '"City') + "x" * 140_000, "is not CSV"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_statement_that_cannot_be_read_is_refused(text: str | bytes, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)

    assert reason in str(caught.value)


def test_what_the_file_does_not_tell_can_be_said() -> None:
    text = PLAIN.replace("2026-03-01", "02/03/2026").replace("1500.00", "1.500")

    (line,) = read(text, mark=Mark.COMMA, first=DayFirst.MONTH)

    assert (line.on, line.amount.minor) == (date(2026, 2, 3), 150_000)


def test_outgoing_and_empty_lines_are_counted_and_left_out() -> None:
    text = PLAIN + "2026-03-02,-20.00,Bank,fee,R2\n2026-03-03,0.00,x,x,R3\n,,,,\n"

    lines, left_out = read_statement(sheet(text), currency="USD")

    assert (len(lines), left_out) == (1, 2)


def test_key_is_the_same_in_the_next_statement_and_differs_for_two_payments_alike() -> None:
    once = read("Date,Amount,Payer\n2026-03-01,5.00,A\n")
    twice = read("Payer;Amount;Date\nA;5.00;2026-03-01\nA;5.00;2026-03-01\n")

    assert once[0].key == twice[0].key
    assert twice[0].key != twice[1].key


def test_one_reference_for_all_payments_does_not_make_them_one() -> None:
    lines = read("Date,Amount,Reference\n2026-03-01,5.00,TRANSFER\n2026-04-01,5.00,TRANSFER\n")

    assert len({line.key for line in lines}) == 2


def member(number: int, name: str, *, names: tuple[str, ...] = ()) -> Member:
    return Member(number, MemberDetails(f"m{number}", name, "local-government", "CH", names=names))


MEMBERS = [member(1, "City of Zürich", names=("Stadt Zürich",)), member(2, "Ulyanovsk Region"), member(3, "Chengdu")]


def books(*owed: int, paid: Sequence[Entry] = ()) -> dict[int, Statement]:
    """Return statements: the first member owes the first amount by invoice 2026-0001, and so on; payments are of the first."""
    found = {}
    for number, amount in enumerate(owed, 1):
        day, money = date(2026, 1, 15), Money("USD", amount)
        invoice = Invoice(number, f"2026-{number:04d}", number, 2026, day, day, money, "", "", "")
        charge = Entry(number, number, EntryKind.CHARGE, money, day, datetime(2026, 1, 15, tzinfo=UTC), "x", number)
        found[number] = settle("USD", [invoice], [charge, *(paid if number == 1 else ())], as_of=TODAY)
    return found


LINE = BankLine(2, date(2026, 3, 1), Money("USD", 1500), "", "", "", "#000000000000")


def matched(
    *lines: BankLine, posted: Set[tuple[str, date, Money]] = frozenset(), accepted: dict[int, Member] | None = None
) -> list[Match]:
    owed = books(1500, 2000, 2000)
    return match_lines(lines, MEMBERS, owed, currency="USD", today=TODAY, posted=posted, accepted=accepted or {})


MATCHES = {
    "names its invoice": (replace(LINE, text="Fee, invoice 2026-0001."), State.SURE, "m1"),
    "names its invoice, a part": (replace(LINE, text="2026-0001", amount=Money("USD", 500)), State.SURE, "m1"),
    "names an invoice, but more": (replace(LINE, text="2026-0001", amount=Money("USD", 1501)), State.SUGGESTED, "m1"),
    "names an invoice, paid by another member": (replace(LINE, text="2026-0001", payer="Chengdu"), State.SUGGESTED, "m1"),
    "names an invoice, paid by one like another member": (
        replace(LINE, text="2026-0002", payer="Treasury of the City of Zürich"),
        State.SUGGESTED,
        "m2",
    ),
    "names an invoice, and the text another member": (replace(LINE, text="2026-0002 Zürich City of"), State.SUGGESTED, "m2"),
    "names an invoice, but another member owes just that": (replace(LINE, text="2026-0002"), State.SUGGESTED, "m2"),
    "its own full name beside an amount that another owes": (
        replace(LINE, text="2026-0002", payer="Ulyanovsk Region"),
        State.SURE,
        "m2",
    ),
    "one like it": (replace(LINE, text="2026-0001", payer="Zürich, City of, Treasury"), State.SURE, "m1"),
    "two owe just that, one by the invoice": (
        replace(LINE, text="2026-0002", payer="J. Smith", amount=Money("USD", 2000)),
        State.SURE,
        "m2",
    ),
    "names no invoice that there is": (replace(LINE, text="2026-0009", payer="?"), State.SUGGESTED, "m1"),
    "payer and amount": (replace(LINE, payer="CITY OF ZURICH"), State.SURE, "m1"),
    "payer by another name": (replace(LINE, payer="Stadt Zürich"), State.SURE, "m1"),
    "payer, another amount": (replace(LINE, payer="Ulyanovsk Region"), State.SUGGESTED, "m2"),
    "a payer like it": (replace(LINE, payer="Government of the Ulyanovsk Region, Treasury"), State.SUGGESTED, "m2"),
    "a member in the text": (replace(LINE, text="CITY OF ZURICH MEMBERSHIP"), State.SUGGESTED, "m1"),
    "the only one that owes it": (replace(LINE, payer="J. Smith"), State.SUGGESTED, "m1"),
    "two owe it": (replace(LINE, payer="J. Smith", amount=Money("USD", 2000)), State.UNMATCHED, ""),
    "nobody owes it": (replace(LINE, payer="J. Smith", amount=Money("USD", 7)), State.UNMATCHED, ""),
    "in the future": (replace(LINE, text="2026-0001", on=date(2026, 11, 22)), State.UNMATCHED, ""),
    "another currency": (replace(LINE, text="2026-0001", amount=Money("KRW", 1500)), State.UNMATCHED, ""),
}


@pytest.mark.parametrize(("line", "state", "slug"), MATCHES.values(), ids=MATCHES)
def test_line_is_sure_suggested_or_unmatched(line: BankLine, state: State, slug: str) -> None:
    (match,) = matched(line)

    assert (match.state, match.member.slug if match.member else "") == (state, slug)


def test_second_payment_of_the_same_invoice_is_not_sure() -> None:
    line = replace(LINE, text="2026-0001")

    first, second = matched(line, replace(line, number=3, key="#1"))

    assert (first.state, second.state) == (State.SURE, State.SUGGESTED)


@pytest.mark.parametrize("reference", ["#000000000000", "R1", "r1"])
def test_what_is_booked_already_is_not_booked_again(reference: str) -> None:
    line = replace(LINE, text="2026-0001", reference="R1")

    (match,) = matched(line, posted={(reference, LINE.on, LINE.amount)})

    assert match.state is State.POSTED


def test_same_reference_for_another_amount_is_another_payment() -> None:
    line = replace(LINE, text="2026-0001", reference="R1")

    (match,) = matched(line, posted={("R1", LINE.on, Money("USD", 3))})

    assert match.state is State.SURE


def test_accepted_line_goes_to_whom_somebody_named() -> None:
    line = replace(LINE, text="2026-0001 and 2026-0003", payer="J. Smith", amount=Money("USD", 2500))

    (match,) = matched(line, accepted={2: MEMBERS[2]})

    assert (match.state, match.why) == (State.SURE, "as you say; more than it owes, which is kept as credit")
    assert (match.posting().member_id, match.posting().invoice_id) == (3, 3)
    assert "Smith" not in str(match.posting())


@pytest.mark.parametrize(
    ("on", "amount", "reference", "state"),
    [
        (date(2026, 2, 27), 500, "", State.SUGGESTED),
        (date(2026, 3, 15), 500, "", State.SUGGESTED),
        (date(2026, 3, 16), 500, "", State.SURE),
        (date(2026, 2, 27), 499, "", State.SURE),
        (date(2026, 2, 27), 500, "TT-9", State.SURE),
    ],
)
def test_payment_that_was_booked_by_hand_on_another_day_is_not_booked_unasked(
    on: date, amount: int, reference: str, state: State
) -> None:
    by_hand = Entry(9, 1, EntryKind.PAYMENT, Money("USD", -amount), on, datetime(2026, 3, 16, tzinfo=UTC), "x", reference=reference)
    line = replace(LINE, text="2026-0001", amount=Money("USD", 500))

    (match,) = match_lines(
        [line], MEMBERS, books(1500, 2000, 2000, paid=[by_hand]), currency="USD", today=TODAY, posted=frozenset(), accepted={}
    )

    assert match.state is state
    assert ("entry 9" in match.why) is (state is State.SUGGESTED)
