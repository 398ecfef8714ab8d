"""An invoice as a PDF in one of the assistant's languages; names in any script that the fonts beside this file cover."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib import resources

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.dues.invoicing import is_annual_fee
from bot.dues.ledger import OpenInvoice
from bot.dues.terms import Terms
from bot.knowledge.articles import Association
from bot.money import Money
from bot.phrasebook import Phrasebook

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_LATIN = "NotoSans"
_SCRIPTS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("NotoSansArabic-Regular.ttf", ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))),
    ("NotoSansArmenian-Regular.ttf", ((0x0530, 0x058F), (0xFB13, 0xFB17))),
    ("NotoSansBengali-Regular.ttf", ((0x0980, 0x09FF),)),
    ("NotoSansCJKsc-Regular.otf", ((0x2E80, 0x33FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))),
    ("NotoSansDevanagari-Regular.ttf", ((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
    ("NotoSansEthiopic-Regular.ttf", ((0x1200, 0x139F), (0x2D80, 0x2DDF))),
    ("NotoSansGeorgian-Regular.ttf", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("NotoSansHebrew-Regular.ttf", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    ("NotoSansKhmer-Regular.ttf", ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
    ("NotoSansLao-Regular.ttf", ((0x0E80, 0x0EFF),)),
    ("NotoSansMyanmar-Regular.ttf", ((0x1000, 0x109F),)),
    ("NotoSansSinhala-Regular.ttf", ((0x0D80, 0x0DFF),)),
    ("NotoSansTamil-Regular.ttf", ((0x0B80, 0x0BFF),)),
    ("NotoSansThai-Regular.ttf", ((0x0E00, 0x0E7F),)),
)
_WIDE = "\u2e80-\u2fff\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff"
_BREAKS = re.compile(rf"[{_WIDE}][^ \w]* *|[^ {_WIDE}]{{1,40}} *| +")
"""What stays together: a sign of Chinese or Japanese with the marks after it, else a word, or forty letters of a long one."""
_MARGIN, _WIDTH = 20.0, 170.0
_GREY, _BLACK, _GREEN, _RED = (95, 95, 95), (20, 20, 20), (0, 100, 60), (160, 20, 20)


def invoice_pdf(row: OpenInvoice, *, lang: str, phrasebook: Phrasebook, issuer: Association, terms: Terms, on: date) -> bytes:
    """Return an invoice as a PDF of one page or more, A4; the same arguments give the same bytes.

    Args:
        row: The invoice and what of it is settled.
        lang: Of labels, dates and amounts; the fallback where the phrasebook does not speak it.
        phrasebook: Gives the labels.
        issuer: Whose invoice it is: name, address and how to reach it.
        terms: Say how to pay.
        on: The day as of which paid and open amounts are told.
    """
    lang = lang if lang in phrasebook.languages else phrasebook.languages[0]
    invoice, currency = row.invoice, row.invoice.amount.currency
    how = terms.payment.get(lang) or next(iter(terms.payment.values()), "")

    def say(key: str, **values: str) -> str:
        return phrasebook.say(lang, f"invoice-{key}", **values)

    def amount(minor: int) -> str:
        return phrasebook.money(lang, Money(currency, minor))

    sheet = _Sheet(f"{say('title')} {invoice.number}", lang, author=issuer.name, made_on=invoice.issued_on)
    sheet.load_fonts(issuer.name, issuer.address, invoice.billed_to, invoice.text, invoice.basis, say("title"), how)
    sheet.put(issuer.name, size=13, bold=True)
    for line in (issuer.address, f"{issuer.email}   {issuer.phone}"):
        sheet.put(line, size=9, colour=_GREY)
    sheet.skip(12)
    sheet.title(say("title"), *_mark(row, phrasebook, lang))
    sheet.skip(6)
    facts = [
        (say("number"), invoice.number),
        (say("issued"), phrasebook.date(lang, invoice.issued_on)),
        (say("due"), phrasebook.date(lang, invoice.due_on)),
        (say("year"), str(invoice.fiscal_year)),
    ]
    sheet.beside(say("billed-to"), invoice.billed_to.splitlines(), facts)
    sheet.skip(10)
    is_fee = is_annual_fee(invoice)
    text = say("fee", year=str(invoice.fiscal_year)) if is_fee else invoice.text
    sheet.amounts([(say("for"), say("amount"))], size=9, colour=_GREY)
    sheet.rule()
    sheet.amounts([(text, amount(invoice.amount.minor))])
    if invoice.basis:
        sheet.put(f"{say('basis')}: {invoice.basis}", size=9, colour=_GREY, width=_WIDTH - 45)
    sheet.rule()
    sheet.amounts([(say("total"), amount(invoice.amount.minor))], bold=True)
    sheet.skip(4)
    sheet.put(say("as-of", date=phrasebook.date(lang, on)), size=9, colour=_GREY)
    settled = [(say("remitted"), row.remitted), (say("paid"), row.paid)]
    sheet.amounts([(label, amount(minor)) for label, minor in settled if minor])
    sheet.amounts([(say("open"), amount(row.open))], bold=True)
    if row.open and how:
        sheet.skip(10)
        sheet.put(say("payment"), size=9, colour=_GREY)
        sheet.put(how)
    return sheet.finish()


def _mark(row: OpenInvoice, phrasebook: Phrasebook, lang: str) -> tuple[str, tuple[int, int, int]]:
    """Return what is stamped on an invoice of which nothing is open, and its colour; nothing on another."""
    if row.is_reversed:
        return phrasebook.say(lang, "invoice-mark-reversed"), _RED
    if row.open:
        return "", _BLACK
    return phrasebook.say(lang, "invoice-mark-paid" if row.paid else "invoice-mark-remitted"), _GREEN


class _Sheet:
    """A document that is filled from the top; mirrored for languages written from right to left.

    Bold is there for Latin, Greek and Cyrillic letters alone; the others stay as they are.
    """

    def __init__(self, title: str, lang: str, *, author: str, made_on: date) -> None:
        self._mirrored = lang in RIGHT_TO_LEFT
        self._near, self._far = ("R", "L") if self._mirrored else ("L", "R")
        pdf = self._pdf = FPDF(format="A4")
        pdf.set_margin(_MARGIN)
        pdf.c_margin = 0
        pdf.set_auto_page_break(auto=True, margin=_MARGIN)
        pdf.set_title(title)
        pdf.set_author(author)
        pdf.set_lang(lang)
        pdf.set_creation_date(datetime.combine(made_on, time(), UTC))
        pdf.set_text_shaping(use_shaping_engine=True)
        pdf.add_page()
        self._known: frozenset[int] = frozenset()

    def load_fonts(self, *texts: str) -> None:
        """Load the fonts for all signs of some texts; the large ones take a tenth of a second each."""
        folder = resources.files("bot.dues") / "fonts"
        signs = {ord(sign) for text in texts for sign in _composed(text)}
        names = [name for name, spans in _SCRIPTS if any(first <= sign <= last for first, last in spans for sign in signs)]
        with resources.as_file(folder) as place:
            self._pdf.add_font(_LATIN, fname=place / "NotoSans-Regular.ttf")
            self._pdf.add_font(_LATIN, style="B", fname=place / "NotoSans-Bold.ttf")
            for name in names:
                self._pdf.add_font(name, fname=place / name)
        self._pdf.set_fallback_fonts(names, exact_match=False)
        self._known = frozenset().union(*(font.cmap for font in self._pdf.fonts.values() if isinstance(font, TTFFont)))

    def put(
        self,
        text: str,
        *,
        size: float = 10.5,
        bold: bool = False,
        colour: tuple[int, int, int] = _BLACK,
        width: float = _WIDTH,
        far: bool = False,
        at: float = 0,
    ) -> None:
        """Write a text and go below it; empty ones are left out.

        Args:
            text: One paragraph.
            size: In points.
            bold: Where the script has bold letters.
            colour: RGB.
            width: Of its column, in mm.
            far: Whether it ends at the far side of its column instead of beginning at the near one.
            at: Where the column begins, in mm from the near side.
        """
        if not text.strip():
            return
        pdf = self._pdf
        pdf.set_font(_LATIN, style="B" if bold else "", size=size)
        pdf.set_text_color(*colour)
        for line in self._lines(self._legible(text), width):
            pdf.set_x(_MARGIN + (_WIDTH - at - width if self._mirrored else at))
            # After a line with letters of another font the page still has that one, which fpdf2 (2.8) forgets.
            pdf.current_font_is_set_on_page = False
            pdf.cell(width, size * 0.5, line, align=self._far if far else self._near, new_x="LMARGIN", new_y="NEXT")

    def _legible(self, text: str) -> str:
        """Return a text with a question mark for each sign that no font has: left out, it would not be missed."""
        return "".join(sign if ord(sign) in self._known else "?" for sign in _composed(text))

    def _lines(self, text: str, width: float) -> list[str]:
        """Break a paragraph between words, and between signs of scripts without spaces; in the order in which it is read."""
        lines = [""]
        for piece in _BREAKS.findall(text):
            if lines[-1] and self._pdf.get_string_width((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
        return [line.rstrip() for line in lines]

    def skip(self, height: float) -> None:
        """Leave some millimetres free."""
        self._pdf.set_y(self._pdf.get_y() + height)

    def rule(self) -> None:
        """Draw a thin line."""
        self.skip(1.5)
        self._pdf.set_draw_color(*_GREY)
        self._pdf.set_line_width(0.2)
        self._pdf.line(_MARGIN, self._pdf.get_y(), _MARGIN + _WIDTH, self._pdf.get_y())
        self.skip(1.5)

    def title(self, text: str, mark: str, colour: tuple[int, int, int]) -> None:
        """Write the title, and a mark in a frame at the far side."""
        top = self._pdf.get_y()
        self.put(text, size=22, bold=True, width=_WIDTH * 0.6)
        below = self._pdf.get_y()
        if mark:
            self._pdf.set_y(top + 1)
            self._pdf.set_font(_LATIN, style="B", size=14)
            wide = self._pdf.get_string_width(self._legible(mark)) + 10
            self._pdf.set_draw_color(*colour)
            self._pdf.set_line_width(0.6)
            self._pdf.rect(_MARGIN if self._mirrored else _MARGIN + _WIDTH - wide, top - 0.8, wide, 10.6, round_corners=True)
            self.put(mark, size=14, bold=True, colour=colour, width=wide - 5, at=_WIDTH - wide, far=True)
        self._pdf.set_y(below)

    def beside(self, heading: str, lines: Sequence[str], facts: Sequence[tuple[str, str]]) -> None:
        """Write an address at the near side, and facts with their labels beside it."""
        top = self._pdf.get_y()
        self.put(heading, size=9, colour=_GREY, width=80)
        for number, line in enumerate(lines):
            self.put(line, bold=number == 0, width=80)
        below = self._pdf.get_y()
        self._pdf.set_y(top)
        for label, value in facts:
            self._pair(label, value, at=90, width=80)
        self._pdf.set_y(max(below, self._pdf.get_y()))

    def amounts(
        self,
        rows: Sequence[tuple[str, str]],
        *,
        size: float = 10.5,
        bold: bool = False,
        colour: tuple[int, int, int] = _BLACK,
    ) -> None:
        """Write lines, each with an amount at the far side."""
        for label, value in rows:
            top = self._pdf.get_y()
            self.put(label, size=size, bold=bold, colour=colour, width=_WIDTH - 47)
            below = self._pdf.get_y()
            self._pdf.set_y(top)
            self.put(value, size=size, bold=bold, colour=colour, at=_WIDTH - 45, width=45, far=True)
            self._pdf.set_y(below + 0.8)

    def _pair(self, label: str, value: str, *, at: float, width: float) -> None:
        top = self._pdf.get_y()
        self.put(label, size=9, colour=_GREY, at=at, width=width / 2 - 1)
        below = self._pdf.get_y()
        self._pdf.set_y(top)
        self.put(value, at=at + width / 2, width=width / 2, far=True)
        self._pdf.set_y(max(below, self._pdf.get_y()) + 0.8)

    def finish(self) -> bytes:
        """Return the document."""
        return bytes(self._pdf.output())


def _composed(text: str) -> str:
    """Return a text with letters and their accents in one sign, as the fonts have them."""
    return unicodedata.normalize("NFC", text)
