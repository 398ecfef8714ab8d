"""Who speaks for a member and asks in words that anybody might use hears of that member; everybody else hears what all may."""

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.conversation import Account, Kind
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails
from tests.scenarios.membership import invoice, pay, register, say

SITA = ContactDetails("Sita Shrestha", "sita@dhulikhel.example", "Treasurer")
CONTACT, VISITOR = Account("telegram", "contact"), Account("telegram", "visitor")

OWED = [
    "how much we have to pay for 2026",
    "how much do we owe for 2026?",
    "What do we have to pay?",
    "how much is our fee",
    "¿cuánto tenemos que pagar en 2026?",
    "¿cuánto debemos de 2026?",
    "combien devons-nous pour 2026 ?",
    "Combien devons-nous payer cette année ?",
    "우리 2026년 회비 얼마 내야 하나요?",
    "저희가 올해 얼마를 납부해야 하나요",
    "我们2026年要付多少？",
    "我们今年要交多少会费",
    "كم علينا أن ندفع لعام 2026؟",
    "كم علينا؟",
    "сколько мы должны за 2026 год?",
    "сколько нам платить за 2026",
    "quanto temos de pagar em 2026?",
    "quanto devemos de 2026",
    "o que está em aberto?",
    "when do we have to pay?",
    "by when must we pay for 2026",
    "¿cuándo tenemos que pagar?",
    "quand devons-nous payer ?",
    "저희는 언제 내야 하나요?",
    "我们什么时候之前要付款？",
    "متى يجب أن ندفع؟",
    "когда нам платить?",
    "quando temos de pagar?",
]
MEMBERSHIP = [
    "are we a member?",
    "are we still members of WeGO?",
    "is our city a member",
    "¿somos miembros?",
    "¿Es miembro nuestra ciudad?",
    "sommes-nous membres ?",
    "notre ville est-elle membre de WeGO ?",
    "우리 회원인가요?",
    "저희 시는 회원인가요?",
    "我们是会员吗？",
    "هل نحن أعضاء؟",
    "هل مدينتنا عضو؟",
    "мы члены?",
    "Мы являемся членами WeGO?",
    "somos membros?",
]
INVOICE = [
    "necesito la factura",
    "quiero la factura",
    "invoice",
    "factura",
    "facture",
    "청구서",
    "发票",
    "الفاتورة",
    "счёт",
    "fatura",
    "we need an invoice",
    "what is the due date of our invoice?",
    "how do we get our invoice",
]
OF_2025 = [
    "send me the invoice of 2025",
    "our last year's invoice please",
    "la factura de 2025",
    "la factura del año pasado",
    "facture de 2025",
    "la facture de l'année dernière",
    "2025년 청구서",
    "작년 청구서 보내 주세요",
    "2025年的发票",
    "去年的发票",
    "فاتورة 2025",
    "فاتورة العام الماضي",
    "счёт за 2025 год",
    "счёт за прошлый год",
    "fatura de 2025",
    "a fatura do ano passado",
]
GENERAL = {
    "how do we pay?": "how-to-pay",
    "bank details": "how-to-pay",
    "can we pay in euros": "fee-currency",
    "what happens if we pay late": "unpaid-fees",
    "how do we change our contact person": "change-contact-person",
    "how do we leave": "how-to-leave",
    "when does a new member begin to pay": "when-fees-begin",
    "¿qué debemos hacer para ser miembros?": "how-to-join",
    "we want to join": "how-to-join",
    "how do we become a member": "how-to-join",
    "when do you send invoices": "fee-invoice",
    "how much does a city of 300,000 people have to pay": "fee-calculator",
}


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    """The assistant on 1 February 2026, when Dhulikhel owes 1,500 for the year."""
    async with open_app(settings, now=datetime.fromisoformat("2026-02-01T09:00+09:00"), library=library) as opened:
        dhulikhel = await register(opened, "dhulikhel", "Dhulikhel", (SITA, CONTACT))
        await invoice(opened, dhulikhel, 1500, year=2026, due=date(2026, 3, 31))
        yield opened


@pytest.mark.parametrize("text", OWED)
async def test_contact_who_asks_what_is_to_be_paid_hears_what_is_open(app: App, text: str) -> None:
    reply = await say(app, CONTACT, text)

    assert (reply.kind, reply.article, "**Dhulikhel**" in reply.text) == (Kind.ANSWER, "my-status", True)


@pytest.mark.parametrize("text", MEMBERSHIP)
async def test_contact_who_asks_whether_they_are_a_member_is_not_asked_for_a_name(app: App, text: str) -> None:
    reply = await say(app, CONTACT, text)

    assert (reply.kind, reply.article, "**Dhulikhel**" in reply.text) == (Kind.ANSWER, "my-status", True)


@pytest.mark.parametrize("text", INVOICE)
async def test_contact_who_asks_for_an_invoice_gets_the_members(app: App, text: str) -> None:
    reply = await say(app, CONTACT, text)

    assert (reply.article, reply.file.name if reply.file else "") == ("my-invoice", "invoice-2026-0001.pdf")
    assert reply.text.splitlines()[-1].startswith("- ")


@pytest.mark.parametrize("text", GENERAL)
async def test_contact_hears_what_holds_for_all_where_that_is_asked(app: App, text: str) -> None:
    assert (await say(app, CONTACT, text)).article == GENERAL[text]


async def test_contact_who_names_another_member_is_told_nothing_of_either(app: App) -> None:
    reply = await say(app, CONTACT, "how much does Kathmandu owe for 2026")

    assert "Dhulikhel" not in reply.text
    assert "USD" not in reply.text


@pytest.mark.parametrize("text", ["invoice", "are we a member?", "necesito la factura", "how much we have to pay for 2026"])
async def test_visitor_and_group_hear_what_all_may(app: App, text: str) -> None:
    replies = [await say(app, VISITOR, text), await say(app, CONTACT, text, private=False)]

    assert [reply.article for reply in replies if reply.article in ("my-status", "my-invoice")] == []


@pytest.mark.parametrize("text", OF_2025)
async def test_year_without_an_invoice_is_told_and_what_there_is_offered(app: App, text: str) -> None:
    reply = await say(app, CONTACT, text)

    assert (reply.kind, reply.article, reply.file, "2025" in reply.text) == (Kind.ANSWER, "my-invoice", None, True)
    assert [choice.action for choice in reply.choices] == ["pdf:2026-0001"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("send me the invoice of 2025", "2025-0001"),
        ("factura 2025", "2025-0001"),
        ("invoice 2025-0001", "2025-0001"),
        ("our 2026 invoice", "2026-0001"),
        ("our invoice", "2026-0001"),
    ],
)
async def test_invoice_of_the_year_that_is_named_is_sent(app: App, text: str, number: str) -> None:
    dhulikhel = await app.registry.by_slug("dhulikhel")
    assert dhulikhel is not None
    await invoice(app, dhulikhel, 1200, year=2025, due=date(2025, 3, 31))
    await pay(app, dhulikhel, 1200, date(2025, 3, 1))

    reply = await say(app, CONTACT, text)

    assert reply.file is not None
    assert reply.file.name == f"invoice-{number}.pdf"


async def test_several_invoices_of_the_years_that_are_named_are_offered(app: App) -> None:
    dhulikhel = await app.registry.by_slug("dhulikhel")
    assert dhulikhel is not None
    await invoice(app, dhulikhel, 1200, year=2025, due=date(2025, 3, 31))

    reply = await say(app, CONTACT, "our invoices from 2025 to 2026")

    assert (reply.kind, "2025–2026" in reply.text) == (Kind.ASK, True)
    assert [choice.action for choice in reply.choices] == ["pdf:2025-0001", "pdf:2026-0001"]


async def test_year_is_kept_while_it_is_asked_for_which_of_two_members(app: App) -> None:
    await register(app, "kathmandu", "Kathmandu", (SITA, CONTACT))

    asked = await say(app, CONTACT, "send me the invoice of 2025")
    told = await say(app, CONTACT, action=next(one.action for one in asked.choices if one.label == "Dhulikhel"))

    assert (told.file, "no invoice of Dhulikhel for 2025" in told.text) == (None, True)


async def test_second_question_about_the_same_record_is_just_answered(app: App) -> None:
    first = await say(app, CONTACT, "what is still open for us?")

    assert (await say(app, CONTACT, "until when must we pay?")).text == first.text


async def test_who_asks_whether_a_payment_arrived_hears_what_is_open_and_where_receipts_come_from(app: App) -> None:
    dhulikhel = await app.registry.by_slug("dhulikhel")
    assert dhulikhel is not None
    nothing = await say(app, CONTACT, "has our payment arrived?")
    await pay(app, dhulikhel, 500, date(2026, 1, 30))

    some = await say(app, CONTACT, "has our payment arrived?")
    await pay(app, dhulikhel, 1000, date(2026, 1, 31))
    everything = await say(app, CONTACT, "has our payment arrived?")

    assert "No payment of Dhulikhel is in the ledger." in nothing.text
    assert "Still open:\n\n- Invoice 2026-0001 for 2026: USD\xa01,500, due 31 March 2026" in nothing.text
    assert "USD\xa0500 received on 30 January 2026" in some.text
    assert "USD\xa01,000 of USD\xa01,500 still open" in some.text
    assert "For a receipt, write to the secretariat" in some.text
    assert [choice.action for choice in some.choices] == ["pdf:2026-0001"]
    assert ("Still open" in everything.text, everything.choices) == (False, ())


@pytest.mark.parametrize(("text", "begins"), [("我们欠多少", "**Dhulikhel**："), ("combien devons-nous ?", "**Dhulikhel**\xa0: ")])
async def test_record_is_written_with_the_signs_of_its_language(app: App, text: str, begins: str) -> None:
    assert (await say(app, CONTACT, text)).text.startswith(begins)
