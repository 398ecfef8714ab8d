"""Invoices as PDF: what stands on them in each language, in which letters, and that they are the same each time."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dues.document import invoice_pdf
from bot.dues.ledger import Invoice, OpenInvoice
from bot.knowledge.library import Library
from bot.money import Money
from tests.dues.pdf_text import pdf_text

INVOICE = Invoice(
    id=1,
    number="2026-0007",
    member_id=1,
    fiscal_year=2026,
    issued_on=date(2026, 1, 15),
    due_on=date(2026, 3, 16),
    amount=Money("USD", 250_000),
    text="Membership fee 2026",
    basis="Annex 2, Proposed: 600,000–999,999 inhabitants",
    billed_to="City of Zürich\nStadthausquai 17",
)
NAMES = {
    "Korean": "서울특별시 스마트도시정책관 뷁",
    "Chinese": "成都市人民政府 深圳",
    "traditional Chinese": "臺北市政府",
    "Japanese": "横浜市みなと",
    "Cyrillic": "Администрация города, Київ",
    "Mongolian": "Улаанбаатар хот, Өвөрхангай",
    "Vietnamese": "Ủy ban nhân dân Thành phố Đà Nẵng",
    "Turkish": "Beyoğlu Belediyesi, İstanbul",
    "Georgian": "თბილისი",
    "Armenian": "Երևան",
    "Thai": "กรุงเทพมหานคร",
    "Ethiopic": "አዲስ አበባ",
}


def document(library: Library, row: OpenInvoice | None = None, *, lang: str = "en", billed_to: str = INVOICE.billed_to) -> bytes:
    row = row or OpenInvoice(INVOICE, charged=250_000, paid=0, remitted=0)
    return invoice_pdf(
        replace(row, invoice=replace(row.invoice, billed_to=billed_to)),
        lang=lang,
        phrasebook=library.phrasebook,
        issuer=library.association,
        terms=library.dues_terms,
        on=date(2026, 11, 21),
    )


def lines_of(pdf: bytes) -> list[str]:
    return pdf_text(pdf).replace("\xa0", " ").replace("\u202f", " ").splitlines()


def test_invoice_says_who_bills_whom_for_what_until_when(library: Library) -> None:
    lines = lines_of(document(library))

    assert lines[:2] == [library.association.name, library.association.address]
    assert {"Invoice", "2026-0007", "15 January 2026", "16 March 2026", "2026", "City of Zürich", "Stadthausquai 17"} <= set(lines)
    assert lines[lines.index("Membership fee for 2026") + 1] == "USD 2,500"
    assert "Basis: Annex 2, Proposed: 600,000–999,999 inhabitants" in lines
    assert lines[lines.index("Open") + 1] == "USD 2,500"
    assert "How to pay" in lines


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ko", ["청구서", "2026년 회비", "2026년 3월 16일", "납부 방법"]),
        ("es", ["Factura", "Cuota de miembro de 2026", "16 de marzo de 2026", "2.500 USD"]),
        ("fr", ["Facture", "Cotisation 2026", "16 mars 2026", "2 500 USD"]),
        ("zh", ["账单", "2026年会费", "2026年3月16日"]),
        ("ru", ["Счёт", "Членский взнос за 2026 год", "16 марта 2026 г."]),
        ("pt", ["Fatura", "Quota de membro de 2026", "16 de março de 2026"]),
        ("ar", ["فاتورة"[::-1], f"2026 {'مارس'[::-1]} 16"]),
        ("de", ["Invoice"]),  # not spoken: the first language
    ],
)
def test_labels_dates_and_amounts_are_in_the_language(library: Library, lang: str, expected: list[str]) -> None:
    lines = lines_of(document(library, lang=lang))

    assert [text for text in expected if text not in lines] == []


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_name_in_any_script_has_all_its_signs(library: Library, name: str) -> None:
    assert name in lines_of(document(library, billed_to=name))


@pytest.mark.parametrize("name", ["ঢাকা", "ירושלים", "ភ្នំពេញ", "ວຽງຈັນ", "ရန်ကုန်", "කොළඹ", "சென்னை", "काठमाडौँ", "عمّان"])
def test_every_script_has_its_font(library: Library, name: str) -> None:
    assert "?" not in "".join(lines_of(document(library, billed_to=name)))


def test_arabic_letters_are_joined_and_run_from_right_to_left(library: Library) -> None:
    name = "أمانة عمان"

    assert name[::-1] in lines_of(document(library, billed_to=name))


def test_devanagari_keeps_its_words(library: Library) -> None:
    assert "काठमाडौँ" in lines_of(document(library, billed_to="काठमाडौँ"))


def test_accents_that_stand_apart_are_joined_with_their_letters(library: Library) -> None:
    assert "Đà Nẵng" in lines_of(document(library, billed_to="Đa\u0300 Na\u0306\u0303ng"))


def test_sign_without_a_font_is_a_question_mark_and_not_left_out(library: Library) -> None:
    assert "?野家" in lines_of(document(library, billed_to="\U00020bb7野家"))


def test_long_name_is_broken_between_words_and_nothing_is_lost(library: Library) -> None:
    name = "Agency for the Development of the Information Society of the Free and Hanseatic City " * 3 + "成都市人民政府" * 8

    text = "".join(lines_of(document(library, billed_to=name)))

    assert name.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize(
    ("charged", "paid", "remitted", "mark"),
    [(250_000, 250_000, 0, "Paid"), (250_000, 50_000, 200_000, "Paid"), (250_000, 0, 250_000, "Waived"), (0, 0, 0, "Reversed")],
)
def test_settled_invoice_bears_a_mark_and_does_not_ask_for_money(
    library: Library, charged: int, paid: int, remitted: int, mark: str
) -> None:
    lines = lines_of(document(library, OpenInvoice(INVOICE, charged, paid, remitted)))

    assert lines[lines.index("Invoice") + 1] == mark
    assert "How to pay" not in lines


def test_partly_paid_invoice_says_what_is_open(library: Library) -> None:
    lines = lines_of(document(library, OpenInvoice(INVOICE, 250_000, 100_050, 50_000)))

    amounts = {label: lines[lines.index(label) + 1] for label in ("Waived", "Paid", "Open")}

    assert amounts == {"Waived": "USD 500", "Paid": "USD 1,000.50", "Open": "USD 999.50"}


def test_text_written_by_hand_is_printed_as_it_is(library: Library) -> None:
    row = OpenInvoice(replace(INVOICE, text="Hosting of the assembly"), 250_000, 0, 0)

    assert "Hosting of the assembly" in lines_of(document(library, row, lang="ko"))


def test_same_invoice_gives_the_same_bytes(library: Library) -> None:
    assert document(library, lang="zh") == document(library, lang="zh")
    assert b"(D:20260115000000Z)" in document(library)
