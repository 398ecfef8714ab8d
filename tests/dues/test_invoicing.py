"""Who is invoiced how much, by the real fee tables; and who is not."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dues.invoicing import Plan, Reason, billed_to, by_hand, plan_invoices
from bot.dues.ledger import Invoice, OpenInvoice, Statement
from bot.dues.terms import Terms
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.members.registry import Member, MemberDetails, Status
from bot.money import Money

CITY = MemberDetails("ulyanovsk", "Ulyanovsk Region", "local-government", "RU", population=1_200_000, gdp=10_166)
LAB = MemberDetails("lab", "Nepal Lab", "institution", "NP", kind="academic", gdp=1_000, employees=45, joined="2020-03")
FIRM = MemberDetails("firm", "Firm Ltd", "corporation", "KR", kind="start-up", employees=12, joined="2020")


def plan(library: Library, *details: MemberDetails, year: int = 2026, billed: frozenset[int] = frozenset()) -> Plan:
    members = [Member(number, one) for number, one in enumerate(details, 1)]
    days = {"issued_on": date(year, 1, 15), "due_on": date(year, 3, 16)}
    return plan_invoices(members, library.fees, library.dues_terms, year=year, billed=billed, **days)


AMOUNTS = {
    "a city, by the table in force": (CITY, 2022, 5000, "Annex 2, Current (in 2017)", False),
    "the same city, by the proposed one": (CITY, 2023, 5000, "Annex 2, Proposed", True),
    "a small rich city, proposed": (replace(CITY, population=150_000, gdp=60_000), 2026, 5000, "Annex 2, Proposed", True),
    "an academic institution until 2022: by GDP": (LAB, 2022, 1000, "Annex 3, Current", False),
    "an academic institution from 2023: by employees": (LAB, 2026, 2000, "Annex 3, Proposed", True),
    "an agency from 2023: by GDP": (replace(LAB, kind="public-agency", gdp=6000), 2026, 1500, "Annex 3, Proposed", True),
    "a start-up until 2022: as any company": (FIRM, 2022, 2000, "Annex 4, Current", False),
    "a start-up from 2023": (FIRM, 2026, 1500, "Annex 4, Proposed", True),
    "a company": (replace(FIRM, kind="company", employees=2000), 2026, 8000, "Annex 4, Proposed", True),
}


@pytest.mark.parametrize(("details", "year", "dollars", "source", "proposed"), AMOUNTS.values(), ids=AMOUNTS)
def test_fee_comes_from_the_table_for_the_year(
    library: Library, details: MemberDetails, year: int, dollars: int, source: str, proposed: bool
) -> None:
    (draft,) = plan(library, details, year=year).drafts

    assert draft.invoice.amount == Money.of(dollars, "USD")
    assert source in draft.invoice.basis
    assert ("only proposed" in draft.invoice.basis) == proposed
    assert draft.invoice.text == f"Membership fee {year}"
    assert (draft.invoice.issued_on, draft.invoice.due_on) == (date(year, 1, 15), date(year, 3, 16))


def test_basis_names_source_and_brackets(library: Library) -> None:
    (draft,) = plan(library, CITY, year=2026).drafts

    assert draft.invoice.basis == (
        "5th General Assembly, Program and Agenda Book, Annex 2, Proposed; Annex 1, supplementary provisions, Article 2: "
        "GDP per head USD 10,000–14,999, 1,000,000–1,999,999 inhabitants (a table that is only proposed)"
    )


LEFT_OUT = {
    "an institution in the year of its admission": (
        replace(LAB, joined="2026-01-05"),
        Reason.FREE,
        "admitted in 2026, pays from 2027",
    ),
    "a corporation in the year of its admission": (replace(FIRM, joined="2026"), Reason.FREE, "admitted in 2026, pays from 2027"),
    "admitted after the year": (replace(CITY, joined="2027-02"), Reason.FREE, "admitted in 2027"),
    "applicant": (replace(CITY, status=Status.APPLICANT), Reason.STATUS, "applicant"),
    "withdrawn before the year": (
        replace(CITY, status=Status.WITHDRAWN, status_since="2025-12"),
        Reason.STATUS,
        "withdrawn since 2025-12",
    ),
    "withdrawn in the year": (
        replace(CITY, status=Status.WITHDRAWN, status_since="2026-07-01"),
        Reason.STATUS,
        "withdrawn since 2026-07-01: if the year is owed, invoice it by hand",
    ),
    "terminated": (replace(CITY, status=Status.TERMINATED), Reason.STATUS, "terminated"),
    "population unknown": (replace(CITY, population=None), Reason.MISSING, "population"),
    "gdp unknown": (replace(CITY, gdp=None), Reason.MISSING, "gdp"),
    "kind unknown": (
        replace(LAB, kind=""),
        Reason.MISSING,
        "kind (association or public-agency or academic or non-profit)",
    ),
    "employees unknown": (replace(LAB, employees=None), Reason.MISSING, "employees"),
    "a figure that can't be": (replace(CITY, population=900_000_000), Reason.MISSING, "population 900,000,000 can't be right"),
    "no such category": (replace(CITY, category="individual"), Reason.SCHEDULE, "none for individual in 2026"),
}


@pytest.mark.parametrize(("details", "reason", "detail"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_member_that_is_left_out_is_named_with_the_reason(
    library: Library, details: MemberDetails, reason: Reason, detail: str
) -> None:
    planned = plan(library, details)

    assert planned.drafts == ()
    assert [(one.reason, one.detail) for one in planned.left_out] == [(reason, detail)]


@pytest.mark.parametrize(
    "details",
    [
        replace(CITY, joined="2026-05"),  # the documents print no free year for local governments
        replace(LAB, joined="2025-12-31"),
        replace(FIRM, joined="2025"),
        replace(CITY, status=Status.SUSPENDED),
    ],
)
def test_member_that_pays_this_year_is_billed(library: Library, details: MemberDetails) -> None:
    assert len(plan(library, details).drafts) == 1


def test_year_before_any_table_has_no_fee(library: Library) -> None:
    assert [one.detail for one in plan(library, CITY, year=2011).left_out] == ["none for local-government in 2011"]


def test_member_with_an_invoice_for_the_year_is_left_out(library: Library) -> None:
    planned = plan(library, CITY, FIRM, billed=frozenset({1}))

    assert [draft.member.slug for draft in planned.drafts] == ["firm"]
    assert [(one.member.slug, one.reason) for one in planned.left_out] == [("ulyanovsk", Reason.BILLED)]


def test_unknown_year_of_admission_is_told_where_it_could_matter(library: Library) -> None:
    planned = plan(library, CITY, replace(FIRM, joined=""))

    assert len(planned.drafts) == 2
    assert [member.slug for member in planned.undated] == ["firm"]


def test_table_in_another_currency_than_the_ledger_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="the fee table of local-government is in USD, the ledger in EUR"):
        plan_invoices([Member(1, CITY)], library.fees, Terms("EUR"), year=2026, issued_on=date(2026, 1, 1), due_on=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("details", "lines"),
    [
        (CITY, ["Ulyanovsk Region", "Russia"]),
        (replace(CITY, place="Ulyanovsk"), ["Ulyanovsk Region", "Ulyanovsk, Russia"]),
        (replace(CITY, billing="Finance\n\n 1 Main Road "), ["Ulyanovsk Region", "Finance", "1 Main Road"]),
        (replace(CITY, billing="Ulyanovsk Region\n1 Main Road"), ["Ulyanovsk Region", "1 Main Road"]),
    ],
)
def test_invoice_is_addressed_to_the_member(details: MemberDetails, lines: list[str]) -> None:
    assert billed_to(details).splitlines() == lines


def test_invoice_by_hand_has_the_amount_and_text_that_were_said() -> None:
    days = {"issued_on": date(2026, 1, 15), "due_on": date(2026, 3, 16)}

    draft = by_hand(Member(7, CITY), Statement("USD"), year=2026, amount=Money("USD", 5), text="Booth at the expo", **days)
    fee = by_hand(Member(7, CITY), Statement("USD"), year=2026, amount=Money("USD", 5), text="", **days)

    assert (draft.member_id, draft.amount, draft.text, draft.basis) == (
        7,
        Money("USD", 5),
        "Booth at the expo",
        "Set by the secretariat",
    )
    assert fee.text == "Membership fee 2026"


@pytest.mark.parametrize(("charged", "text", "stands"), [(5, "Booth", True), (0, "Booth", False), (5, "Stall", False)])
def test_invoice_by_hand_is_not_issued_twice(charged: int, text: str, stands: bool) -> None:
    day, amount = date(2026, 1, 15), Money("USD", 5)
    invoice = Invoice(1, "2026-0001", 7, 2026, day, day, amount, "Booth", "", "")
    statement = Statement("USD", (OpenInvoice(invoice, charged, 0, 0),))

    try:
        by_hand(Member(7, CITY), statement, year=2026, issued_on=day, due_on=day, amount=amount, text=text)
        refused = ""
    except UsageError as error:
        refused = str(error)

    assert refused.startswith("invoice 2026-0001 is for the same text and amount") == stands
