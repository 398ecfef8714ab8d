"""What settles what: a member's statement, and its standing, from invoices and entries."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dues.ledger import Entry, EntryKind, Invoice, OpenInvoice, Statement, settle
from bot.dues.standing import Position, Standing, position
from bot.members.registry import MemberDetails, Status
from bot.money import Money

POSTED = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def invoice(number: int, *, year: int = 2026, issued: date | None = None, due: date | None = None, amount: int = 1000) -> Invoice:
    issued = issued or date(year, 1, 15)
    return Invoice(
        number,
        f"{year}-{number:04d}",
        1,
        year,
        issued,
        due or date(year, 3, 15),
        Money("USD", amount),
        f"Membership fee {year}",
        "",
        "X",
    )


def charge(of: Invoice, *, id: int = 0) -> Entry:
    return entry(id or of.id, EntryKind.CHARGE, of.amount.minor, on=of.issued_on, invoice_id=of.id)


def entry(
    id: int,
    kind: EntryKind,
    amount: int,
    *,
    on: date = date(2026, 2, 1),
    invoice_id: int | None = None,
    reverses: int | None = None,
) -> Entry:
    return Entry(id, 1, kind, Money("USD", amount), on, POSTED, "operator:x", invoice_id, reverses_id=reverses)


def paid(id: int, amount: int, *, on: date = date(2026, 2, 1), of: Invoice | None = None) -> Entry:
    return entry(id, EntryKind.PAYMENT, -amount, on=on, invoice_id=of.id if of else None)


def remitted(id: int, amount: int, of: Invoice) -> Entry:
    return entry(id, EntryKind.REMISSION, -amount, invoice_id=of.id)


def undone(id: int, of: Entry, *, on: date = date(2026, 2, 2)) -> Entry:
    return entry(id, EntryKind.REVERSAL, -of.amount.minor, on=on, invoice_id=of.invoice_id, reverses=of.id)


def rows(statement: Statement) -> list[tuple[str, int, int, int]]:
    return [(row.invoice.number, row.paid, row.remitted, row.open) for row in statement.invoices]


OLD, NEW = invoice(1, year=2025), invoice(2)
BOTH = [charge(OLD), charge(NEW)]
CASES: dict[str, tuple[list[Entry], list[tuple[str, int, int, int]], int]] = {
    "nothing paid": (BOTH, [("2025-0001", 0, 0, 1000), ("2026-0002", 0, 0, 1000)], 0),
    "a payment goes to the oldest": ([*BOTH, paid(3, 400)], [("2025-0001", 400, 0, 600), ("2026-0002", 0, 0, 1000)], 0),
    "what is over goes to the next": ([*BOTH, paid(3, 1300)], [("2025-0001", 1000, 0, 0), ("2026-0002", 300, 0, 700)], 0),
    "what is over all is credit": ([*BOTH, paid(3, 2300)], [("2025-0001", 1000, 0, 0), ("2026-0002", 1000, 0, 0)], 300),
    "a payment that names the newer": ([*BOTH, paid(3, 400, of=NEW)], [("2025-0001", 0, 0, 1000), ("2026-0002", 400, 0, 600)], 0),
    "too much for the one it names": ([*BOTH, paid(3, 1200, of=NEW)], [("2025-0001", 200, 0, 800), ("2026-0002", 1000, 0, 0)], 0),
    "a part remitted, the rest paid": (
        [*BOTH, remitted(3, 600, NEW), paid(4, 400, of=NEW)],
        [("2025-0001", 0, 0, 1000), ("2026-0002", 400, 600, 0)],
        0,
    ),
    "remitted after it was paid: the money goes on": (
        [*BOTH, paid(3, 1000, of=OLD), remitted(4, 1000, OLD)],
        [("2025-0001", 0, 1000, 0), ("2026-0002", 1000, 0, 0)],
        0,
    ),
    "a charge undone frees its payment": (
        [*BOTH, paid(3, 1000, of=OLD), undone(4, BOTH[0])],
        [("2025-0001", 0, 0, 0), ("2026-0002", 1000, 0, 0)],
        0,
    ),
    "a payment undone": (
        [*BOTH, paid(3, 1000), undone(4, paid(3, 1000))],
        [("2025-0001", 0, 0, 1000), ("2026-0002", 0, 0, 1000)],
        0,
    ),
    "a remission undone": (
        [*BOTH, remitted(3, 1000, OLD), undone(4, remitted(3, 1000, OLD))],
        [("2025-0001", 0, 0, 1000), ("2026-0002", 0, 0, 1000)],
        0,
    ),
    "credit of last year settles this year's": (
        [charge(OLD), paid(3, 1700, on=date(2025, 2, 1)), charge(NEW)],
        [("2025-0001", 1000, 0, 0), ("2026-0002", 700, 0, 300)],
        0,
    ),
}


@pytest.mark.parametrize(("entries", "expected", "credit"), CASES.values(), ids=CASES)
def test_entries_settle_invoices(entries: list[Entry], expected: list[tuple[str, int, int, int]], credit: int) -> None:
    statement = settle("USD", [OLD, NEW], entries, as_of=TODAY)

    assert (rows(statement), statement.credit) == (expected, credit)


def test_payment_before_the_invoice_is_credit_until_then() -> None:
    entries = [paid(3, 400, on=date(2025, 12, 20)), charge(NEW)]

    before = settle("USD", [NEW], entries, as_of=date(2025, 12, 31))
    after = settle("USD", [NEW], entries, as_of=NEW.issued_on)

    assert (before.invoices, before.credit, before.balance) == ((), 400, Money("USD", -400))
    assert (rows(after), after.credit) == ([("2026-0002", 400, 0, 600)], 0)


def test_reversal_counts_from_its_own_day() -> None:
    payment = paid(3, 1000, of=NEW)
    entries = [charge(NEW), payment, undone(4, payment, on=date(2026, 6, 1))]

    assert settle("USD", [NEW], entries, as_of=date(2026, 5, 31)).balance.minor == 0
    assert settle("USD", [NEW], entries, as_of=date(2026, 6, 1)).balance.minor == 1000


def test_entry_in_another_currency_is_damage() -> None:
    foreign = Entry(3, 1, EntryKind.PAYMENT, Money("KRW", -1), date(2026, 1, 1), POSTED, "x")

    with pytest.raises(ValueError, match="not in USD"):
        settle("USD", [], [foreign], as_of=TODAY)


def test_reversed_invoice_is_told_from_one_that_was_remitted() -> None:
    assert OpenInvoice(NEW, 0, 0, 0).is_reversed
    assert not OpenInvoice(NEW, 1000, 0, 1000).is_reversed


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Invoice], list[Entry]]:
    """Draw invoices of some years with charges, then payments, remissions and reversals on any day."""
    days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
    invoices = [
        invoice(number, year=draw(st.integers(2024, 2027)), issued=draw(days), due=draw(days), amount=draw(st.integers(1, 5000)))
        for number in range(1, 1 + draw(st.integers(0, 4)))
    ]
    entries = [charge(one, id=100 + one.id) for one in invoices]
    for number in range(200, 200 + draw(st.integers(0, 6))):
        kind = draw(st.sampled_from([EntryKind.PAYMENT, EntryKind.REMISSION]))
        named = draw(st.sampled_from([None, *(one.id for one in invoices)]))
        entries.append(entry(number, kind, -draw(st.integers(1, 8000)), on=draw(days), invoice_id=named))
    for number, one in enumerate(draw(st.lists(st.sampled_from(entries), unique_by=lambda one: one.id)) if entries else (), 300):
        entries.append(undone(number, one, on=draw(days)))
    return invoices, entries


@given(ledgers(), st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.randoms(use_true_random=False))
def test_balance_is_what_is_open_less_the_credit_in_whatever_order(
    ledger: tuple[list[Invoice], list[Entry]], as_of: date, shuffler: Random
) -> None:
    invoices, entries = ledger
    shuffled = list(entries)
    shuffler.shuffle(shuffled)

    statement = settle("USD", invoices, entries, as_of=as_of)
    again = settle("USD", list(reversed(invoices)), shuffled, as_of=as_of)

    assert statement == again
    assert statement.balance.minor == sum(row.open for row in statement.invoices) - statement.credit
    assert statement.balance.minor == sum(one.amount.minor for one in statement.entries)
    assert all(0 <= row.paid + row.remitted <= row.charged and row.open >= 0 for row in statement.invoices)
    assert statement.credit == 0 or all(row.open == 0 for row in statement.invoices)


LAST = date(2025, 3, 15)
STANDINGS: dict[str, tuple[Status, list[Entry], date, Standing, tuple[int, ...]]] = {
    "all paid": (Status.ACTIVE, [*BOTH, paid(3, 2000)], TODAY, Standing.GOOD, ()),
    "no invoice": (Status.ACTIVE, [], TODAY, Standing.GOOD, ()),
    "open, not yet due": (Status.ACTIVE, [*BOTH, paid(3, 1000)], date(2026, 3, 15), Standing.DUE, ()),
    "the day after it was due": (Status.ACTIVE, [*BOTH, paid(3, 1000)], date(2026, 3, 16), Standing.OVERDUE, ()),
    "last year's unpaid": (Status.ACTIVE, [*BOTH, paid(3, 1000, of=NEW)], TODAY, Standing.ARREARS, (2025,)),
    "two years unpaid": (Status.ACTIVE, BOTH, date(2027, 1, 1), Standing.ARREARS, (2025, 2026)),
    "on the last day of the year not in arrears": (Status.ACTIVE, [BOTH[1]], date(2026, 12, 31), Standing.OVERDUE, ()),
    "waived": (Status.ACTIVE, [BOTH[1], remitted(3, 1000, NEW)], TODAY, Standing.REMITTED, ()),
    "waived last year, nothing since": (Status.ACTIVE, [BOTH[0], remitted(3, 1000, OLD)], TODAY, Standing.GOOD, ()),
    "suspended and in debt": (Status.SUSPENDED, BOTH, TODAY, Standing.SUSPENDED, (2025,)),
    "applicant": (Status.APPLICANT, [], TODAY, Standing.APPLICANT, ()),
    "withdrawn": (Status.WITHDRAWN, [], TODAY, Standing.WITHDRAWN, ()),
    "terminated": (Status.TERMINATED, BOTH, TODAY, Standing.TERMINATED, (2025,)),
}


@pytest.mark.parametrize(("status", "entries", "today", "standing", "years"), STANDINGS.values(), ids=STANDINGS)
def test_standing_follows_from_status_and_ledger(
    status: Status, entries: list[Entry], today: date, standing: Standing, years: tuple[int, ...]
) -> None:
    details = MemberDetails("x", "X", "local-government", "KR", status=status)
    charged = {one.invoice_id for one in entries}
    invoices = [one for one in (OLD, NEW) if one.id in charged]

    found = position(details, settle("USD", invoices, entries, as_of=today), today=today)

    assert (found.standing, found.years) == (standing, years)


def test_position_says_how_much_and_since_when() -> None:
    statement = settle("USD", [OLD, NEW], [*BOTH, paid(3, 300)], as_of=date(2026, 2, 1))
    details = MemberDetails("x", "X", "local-government", "KR")

    found = position(details, statement, today=date(2026, 2, 1))

    assert found == Position(Standing.ARREARS, Money("USD", 1700), Money("USD", 700), (2025,), LAST)
