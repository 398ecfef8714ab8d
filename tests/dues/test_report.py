"""The report on a fiscal year: its sums, its CSV, and its chart."""

import csv
import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from bot.dues.charts import as_svg
from bot.dues.ledger import Entry, EntryKind, Invoice
from bot.dues.report import Line, Report, as_csv, report, statements
from bot.members.registry import Member, MemberDetails
from bot.money import Money

TODAY = date(2026, 11, 21)
POSTED = datetime(2026, 1, 15, tzinfo=UTC)
MEMBERS = [
    Member(1, MemberDetails("a", "A", "local-government", "KR", region="asia")),
    Member(2, MemberDetails("b", "B & <Co>", "corporation", "US")),
    Member(3, MemberDetails("c", "C", "local-government", "FR", region="europe")),
]


def billed(number: int, member_id: int, *, due: date, year: int = 2026) -> tuple[Invoice, Entry]:
    issued, amount = date(year, 1, 15), Money("USD", 1000)
    invoice = Invoice(number, f"{year}-{number:04d}", member_id, year, issued, due, amount, "", "", "")
    return invoice, Entry(number, member_id, EntryKind.CHARGE, amount, issued, POSTED, "x", number)


@pytest.fixture
def found() -> Report:
    """A owes half of what was due in March and C all that is due in December; B's was waived, and one of B's reversed."""
    pairs = [
        billed(1, 1, due=date(2026, 3, 15)),
        billed(2, 2, due=date(2026, 3, 15)),
        billed(3, 3, due=date(2026, 12, 31)),
        billed(4, 2, due=date(2026, 3, 15)),
        billed(5, 1, due=date(2025, 3, 15), year=2025),
    ]
    entries = [
        *(entry for _, entry in pairs),
        Entry(6, 1, EntryKind.PAYMENT, Money("USD", -1500), date(2026, 2, 1), POSTED, "x"),
        Entry(7, 2, EntryKind.REMISSION, Money("USD", -1000), date(2026, 2, 1), POSTED, "x", 2),
        Entry(8, 2, EntryKind.REVERSAL, Money("USD", -1000), date(2026, 2, 1), POSTED, "x", 4, reverses_id=4),
    ]
    by_member = statements(MEMBERS, [invoice for invoice, _ in pairs], entries, currency="USD", as_of=TODAY)
    return report(MEMBERS, by_member, year=2026, currency="USD", today=TODAY, regions=["europe", "asia"])


def test_sums_are_those_of_the_year_and_leave_out_what_was_reversed(found: Report) -> None:
    assert found.total == Line("all", invoices=3, billed=3000, remitted=1000, paid=500, outstanding=1500)
    assert found.categories == (Line("local-government", 2, 2000, 0, 500, 1500), Line("corporation", 1, 1000, 1000, 0, 0))


def test_regions_keep_their_order_and_members_without_one_are_told(found: Report) -> None:
    assert [line.group for line in found.regions] == ["europe", "asia", "no region"]


def test_age_counts_from_the_due_date(found: Report) -> None:
    assert [(line.group, line.outstanding) for line in found.ages] == [("not due yet", 1000), ("91–365 days", 500)]


def test_every_table_adds_up_to_the_total(found: Report) -> None:
    for lines in (found.categories, found.regions):
        assert sum(line.billed for line in lines) == found.total.billed
    for line in (found.total, *found.categories, *found.regions):
        assert line.billed == line.remitted + line.paid + line.outstanding
    assert sum(line.outstanding for line in found.ages) == found.total.outstanding


def test_csv_has_a_line_for_each_group_with_plain_figures(found: Report) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(found))))

    assert rows[0] == ["year", "by", "group", "invoices", "billed", "remitted", "paid", "outstanding", "currency"]
    assert rows[1] == ["2026", "category", "local-government", "2", "20.00", "0.00", "5.00", "15.00", "USD"]
    assert rows[-1] == ["2026", "all", "all", "3", "30.00", "10.00", "5.00", "15.00", "USD"]


def test_chart_says_all_figures_to_who_cannot_see_it(found: Report) -> None:
    chart = ElementTree.fromstring(as_svg(found, title="Dues <2026> & more"))  # noqa: S314  we wrote it
    texts = {element.tag.rpartition("}")[2]: element.text or "" for element in chart if element.get("id")}

    assert (chart.attrib["role"], chart.attrib["aria-labelledby"]) == ("img", "title desc")
    assert texts["title"] == "Dues <2026> & more"
    assert "europe: billed USD 10.00, paid USD 0.00, waived USD 0.00, outstanding USD 10.00" in texts["desc"]
    assert "prefers-color-scheme: dark" in as_svg(found, title="")


def test_chart_of_a_year_without_invoices_says_so() -> None:
    empty = report(
        MEMBERS, statements(MEMBERS, [], [], currency="USD", as_of=TODAY), year=2030, currency="USD", today=TODAY, regions=[]
    )

    assert "No invoices for 2030." in as_svg(empty, title="x")
    assert empty.total == Line("all")
