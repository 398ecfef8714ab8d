"""Payments and remissions as they are asked for at the till: what is posted, and what is refused with one sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.dues.booking import Payment, beyond, payment, remissions
from bot.dues.ledger import Entry, EntryKind, Invoice, Statement, settle
from bot.errors import UsageError
from bot.members.registry import Member, MemberDetails
from bot.money import Money

TODAY = date(2026, 11, 21)
MEMBER = Member(1, MemberDetails("a", "Ålesund", "local-government", "NO"))


def statement(*amounts: int, paid: int = 0) -> Statement:
    """Return the statement of a member with an invoice a year from 2024 on; one of 0 is reversed."""
    posted = datetime(2024, 1, 1, tzinfo=UTC)
    invoices, entries = [], []
    for year, amount in enumerate(amounts, 2024):
        day = date(year, 1, 15)
        money = Money("USD", amount or 900)
        invoices.append(Invoice(year, f"{year}-0001", 1, year, day, day, money, "", "", ""))
        charge = Entry(year, 1, EntryKind.CHARGE, money, day, posted, "x", year)
        entries += (
            [charge] if amount else [charge, replace(charge, id=-year, kind=EntryKind.REVERSAL, amount=-money, reverses_id=year)]
        )
    if paid:
        entries.append(Entry(9999, 1, EntryKind.PAYMENT, Money("USD", -paid), date(2024, 2, 1), posted, "x"))
    return settle("USD", invoices, entries, as_of=TODAY)


def pays(minor: int, **options: object) -> Payment:
    return replace(Payment(Money("USD", minor), TODAY), **options)  # type: ignore[arg-type]


def test_payment_names_its_invoice_and_keeps_what_was_paid() -> None:
    made = pays(700, paid=Money("KRW", 1_000_000), reference="R", on=date(2026, 11, 20))

    posting = payment(MEMBER, statement(700), made, today=TODAY, invoice="2024-0001")

    assert (posting.member_id, posting.kind, posting.amount, posting.invoice_id) == (1, EntryKind.PAYMENT, Money("USD", 700), 2024)
    assert (posting.on, posting.paid, posting.reference) == (date(2026, 11, 20), Money("KRW", 1_000_000), "R")


@pytest.mark.parametrize(
    ("made", "invoice", "reason"),
    [
        (pays(1, on=date(2026, 11, 22)), "", "2026-11-22 is in the future"),
        (pays(1, on=date(1926, 11, 1)), "", "1926-11-01 can't be right"),
        (pays(1), "2024-0009", "Ålesund has no invoice 2024-0009; there are 2024-0001"),
        (pays(1), "2025-0001", "invoice 2025-0001 was reversed"),
    ],
)
def test_payment_that_cannot_be_right_is_refused(made: Payment, invoice: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        payment(MEMBER, statement(700, 0), made, today=TODAY, invoice=invoice)


@pytest.mark.parametrize(("minor", "over"), [(500, 0), (1200, 0), (1201, 1)])
def test_what_is_more_than_all_that_is_open_is_told(minor: int, over: int) -> None:
    assert beyond(statement(700, 1000, paid=500), Money("USD", minor)) == Money("USD", over)


@pytest.mark.parametrize(
    ("minor", "invoice", "expected"),
    [
        (None, "2025-0001", [(2025, 1000)]),
        (300, "2025-0001", [(2025, 300)]),
        (600, "", [(2024, 200), (2025, 400)]),
        (100, "", [(2024, 100)]),
    ],
)
def test_remission_names_each_invoice_that_it_waives(minor: int | None, invoice: str, expected: list[tuple[int, int]]) -> None:
    amount = Money("USD", minor) if minor is not None else None

    postings = remissions(MEMBER, statement(700, 1000, paid=500), amount, decision=" EXCOM 2026/3 ", on=TODAY, invoice=invoice)

    assert [(one.invoice_id, one.amount.minor) for one in postings] == expected
    assert {(one.kind, one.reference) for one in postings} == {(EntryKind.REMISSION, "EXCOM 2026/3")}


@pytest.mark.parametrize(
    ("minor", "invoice", "decision", "reason"),
    [
        (100, "", " ", "name the decision"),
        (None, "", "EXCOM", "say how much is waived"),
        (1301, "", "EXCOM", r"only USD 12\.00 is open for Ålesund; waive that or less"),
        (300, "2024-0001", "EXCOM", r"only USD 2\.00 is open of 2024-0001"),
        (None, "2023-0001", "EXCOM", "Ålesund has no invoice 2023-0001"),
    ],
)
def test_remission_that_cannot_be_right_is_refused(minor: int | None, invoice: str, decision: str, reason: str) -> None:
    amount = Money("USD", minor) if minor is not None else None

    with pytest.raises(UsageError, match=reason):
        remissions(MEMBER, statement(700, 1000, paid=500), amount, decision=decision, on=TODAY, invoice=invoice)


def test_nothing_is_waived_where_nothing_is_open() -> None:
    with pytest.raises(UsageError, match="nothing is open for Ålesund"):
        remissions(MEMBER, statement(700, paid=700), Money("USD", 1), decision="EXCOM", on=TODAY)
