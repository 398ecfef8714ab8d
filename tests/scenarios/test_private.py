"""Who may hear what: every kind of person, every private question, every channel; and what is told to whom may."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.conversation import Account, Address, File, Kind, Reply
from bot.dues.ledger import EntryKind, Posting
from bot.handlers.directory import as_csv
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import ContactDetails, Member, Role, Status
from bot.money import Money
from bot.outreach.outbox import Draft, Pace, PushKind
from tests.brief import data_folder
from tests.conftest import CONTENT
from tests.scenarios.membership import employ, invoice, pay, register, say

CHANNELS = ("telegram", "slack", "web", "console")
SITA = ContactDetails("Sita Shrestha", "sita@dhulikhel.example", "Officer")
RAM = ContactDetails("Ram Thapa", "ram@kathmandu.example", "Mayor's office")
DUE = date(2026, 3, 31)
REPLY = Reply(Kind.ANSWER, "Dear Sita", "en")
NOW = datetime.fromisoformat("2026-02-01T09:00+09:00")
ALLOWED = {"contact", "staff", "approver", "admin"}
ASKERS = ("visitor", "contact", "other", "staff", "approver", "admin")
QUESTIONS = {
    "status": "/status Dhulikhel",
    "does it owe": "does Dhulikhel owe anything",
    "invoice": "send the invoice of Dhulikhel",
    "payments": "when did Dhulikhel pay",
    "contacts": "contact person of Dhulikhel",
}


@dataclass(frozen=True)
class Town:
    """An app in which Dhulikhel owes 1,500 and Kathmandu nothing."""

    app: App
    dhulikhel: Member
    kathmandu: Member


@pytest.fixture(scope="module")
def settled(started_once: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with these members and people in it; copy it, don't open it."""
    data_dir = data_folder(tmp_path_factory.mktemp("settled") / "var", started_once)

    async def settle() -> None:
        async with open_app(in_folder(data_dir), now=NOW, library=library) as app:
            theirs = [(SITA, Account(channel, "contact")) for channel in CHANNELS]
            others = [(RAM, Account(channel, "other")) for channel in CHANNELS]
            dhulikhel = await register(app, "dhulikhel", "Dhulikhel", *theirs)
            await register(app, "kathmandu", "Kathmandu", *others)
            for channel in CHANNELS:
                for role in Role:
                    await employ(app, Account(channel, role.value), role)
            await invoice(app, dhulikhel, 1500, year=2026, due=DUE)

    asyncio.run(settle())
    return data_dir


@pytest.fixture
async def town(tmp_path: Path, settled: Path, library: Library) -> AsyncIterator[Town]:
    settings = in_folder(data_folder(tmp_path / "var", settled))
    async with open_app(settings, now=NOW, library=library) as app:
        dhulikhel, kathmandu = await app.registry.by_slug("dhulikhel"), await app.registry.by_slug("kathmandu")
        assert dhulikhel is not None
        assert kathmandu is not None
        yield Town(app, dhulikhel, kathmandu)


def in_folder(data_dir: Path) -> Settings:
    return load_settings(_env_file=None, data_dir=data_dir, content_dir=CONTENT)


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("channel", CHANNELS)
async def test_only_a_linked_contact_and_staff_hear_what_is_private(town: Town, channel: str, asker: str) -> None:
    account = Account(channel, asker)
    buttons = [f"{name}:{town.dhulikhel.id}" for name in ("status", "invoice", "payments", "contacts")]

    said = [await say(town.app, account, question) for question in QUESTIONS.values()]
    pressed = [await say(town.app, account, action=action) for action in [*buttons, "pdf:2026-0001"]]

    expected = Kind.ANSWER if asker in ALLOWED else Kind.DENIED
    assert {reply.kind for reply in [*said, *pressed]} == {expected}


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
async def test_in_a_group_everybody_gets_the_same_hint(town: Town, question: str, asker: str) -> None:
    reply = await say(town.app, Account("telegram", asker), question, private=False)

    assert (reply.kind, "private conversation" in reply.text, reply.choices) == (Kind.DENIED, True, ())


async def test_denial_says_nothing_about_the_member_that_was_asked_about(town: Town) -> None:
    names = ("Dhulikhel", "Kathmandu", "Seoul", "Atlantis")
    accounts = (Account("web", "visitor"), Account("web", "visitor 2"))

    replies = [await say(town.app, account, f"/status {name}") for name in names for account in accounts]
    pressed = [await say(town.app, accounts[0], action=f"status:{member_id}") for member_id in (town.dhulikhel.id, 999999)]
    invoices = [await say(town.app, accounts[0], action=f"pdf:{number}") for number in ("2026-0001", "2026-9999")]

    assert len({(one.kind, one.text, one.choices, one.note) for one in [*replies, *pressed, *invoices]}) == 1


@pytest.mark.parametrize("text", ["what is our status", "do we owe anything", "are our dues paid", "/status"])
async def test_contact_needs_not_name_the_member(town: Town, text: str) -> None:
    reply = await say(town.app, Account("telegram", "contact"), text)

    assert (reply.kind, "**Dhulikhel**" in reply.text, "USD\xa01,500" in reply.text) == (Kind.ANSWER, True, True)
    assert "31 March 2026" in reply.text


async def test_who_speaks_for_two_members_is_asked_which(town: Town) -> None:
    both = Account("slack", "both")
    await register(town.app, "dhulikhel", "Dhulikhel", (SITA, both))
    await register(town.app, "kathmandu", "Kathmandu", (RAM, both))

    asked = await say(town.app, both, "do we owe anything")
    told = await say(town.app, both, action=next(one.action for one in asked.choices if one.label == "Kathmandu"))

    assert (asked.kind, sorted(one.label for one in asked.choices)) == (Kind.ASK, ["Dhulikhel", "Kathmandu"])
    assert "**Kathmandu**" in told.text


async def test_staff_are_asked_for_the_name_and_may_just_write_it(town: Town) -> None:
    kim = Account("slack", "staff")

    asked = await say(town.app, kim, "/status")
    told = await say(town.app, kim, "Dhulikhel")

    assert (asked.kind, told.kind) == (Kind.ASK, Kind.ANSWER)
    assert "**Dhulikhel**" in told.text


async def test_staff_find_members_that_no_document_names(town: Town) -> None:
    await register(town.app, "bandipur", "Bandipur Rural Municipality")

    assert "**Bandipur" in (await say(town.app, Account("slack", "staff"), "/status Bandipur Rural Municipality")).text


async def told(town: Town, text: str) -> Reply:
    return await say(town.app, Account("telegram", "contact"), text)


async def test_after_paying_nothing_is_open_and_the_payment_is_told(town: Town) -> None:
    await pay(town.app, town.dhulikhel, 1500, date(2026, 1, 20), paid=Money("NPR", 20_000_000))

    status, payments = await told(town, "/status"), await told(town, "when did we pay")

    assert "nothing is open" in status.text
    assert "USD\xa01,500 received on 20 January 2026 (NPR\xa0200,000)" in payments.text


async def test_overpaying_counts_towards_the_next_invoice(town: Town) -> None:
    await pay(town.app, town.dhulikhel, 2000, date(2026, 1, 20))

    assert "In your favour: USD\xa0500" in (await told(town, "/status")).text


async def test_waived_fee_is_good_standing(town: Town) -> None:
    waived = Posting(town.dhulikhel.id, EntryKind.REMISSION, Money.of(1500, "USD"), date(2026, 1, 9), reference="EXCOM 2026/1")
    await town.app.ledger.post([waived], actor="operator:test", at=town.app.clock.now())

    assert "waived" in (await told(town, "/status")).text


async def test_arrears_count_the_fiscal_years_that_have_ended(town: Town) -> None:
    for year in (2023, 2024):
        await invoice(town.app, town.dhulikhel, 1000, year=year, due=date(year, 3, 31))

    reply = await told(town, "/status")

    assert "in arrears for 2 fiscal years" in reply.text
    assert "Open in all: USD\xa03,500" in reply.text
    assert [choice.label for choice in reply.choices if choice.action.startswith("a:")] != []


async def test_suspended_member_is_told_so_with_the_article(town: Town) -> None:
    await register(town.app, "dhulikhel", "Dhulikhel", status=Status.SUSPENDED, status_since="2026-01-15")

    reply = await told(town, "/status")

    assert "suspended" in reply.text
    assert [choice for choice in reply.choices if choice.action.startswith("a:")] != []


async def test_invoice_comes_as_a_pdf(town: Town) -> None:
    reply = await told(town, "send me our invoice")

    assert reply.file is not None
    assert (reply.file.name, reply.file.media_type) == ("invoice-2026-0001.pdf", "application/pdf")
    assert reply.file.content.startswith(b"%PDF-")


async def test_of_several_open_invoices_one_is_chosen(town: Town) -> None:
    await invoice(town.app, town.dhulikhel, 1000, year=2025, due=date(2025, 3, 31))

    asked = await told(town, "/invoice")
    sent = await say(town.app, Account("telegram", "contact"), action=asked.choices[0].action)

    assert (asked.kind, len(asked.choices)) == (Kind.ASK, 2)
    assert sent.file is not None


async def test_contacts_are_named(town: Town) -> None:
    assert "Sita Shrestha, Officer, sita@dhulikhel.example" in (await told(town, "who is our contact")).text


async def test_names_are_told_as_they_are_written_and_make_no_links(town: Town) -> None:
    hostile, account = "[Pay here](http://evil.example) _Lab_", Account("telegram", "hostile")
    person = ContactDetails("_Sita_", "_sita_@lab.example", "*boss*")
    member = await register(town.app, "lab", hostile, (person, account))
    await invoice(town.app, member, 1500, year=2026, due=DUE)
    await pay(town.app, member, 100, date(2026, 2, 1))

    replies = [await say(town.app, account, text) for text in ("/status", "our invoice", "our payments", "our contacts")]

    assert all(literal(hostile) in reply.text for reply in replies)
    assert all(literal(one) in replies[-1].text for one in (person.name, person.email, person.role))


async def test_public_questions_stay_public(town: Town) -> None:
    reply = await say(town.app, Account("web", "visitor"), "Is Dhulikhel a member?")

    assert reply.kind is Kind.ANSWER


async def test_my_data_holds_what_was_said_and_for_whom_one_speaks(town: Town) -> None:
    await told(town, "who decides the fees")

    reply = await told(town, "/mydata")

    assert reply.file is not None
    kept = json.loads(reply.file.content)
    assert [turn["you"] for turn in kept["conversation"]] == ["who decides the fees"]
    assert kept["speaks_for"][0]["contact"]["email"] == SITA.email


async def test_forgetting_asks_first_and_then_leaves_nothing_of_the_person(town: Town) -> None:
    sita = Account("telegram", "contact")
    await pay(town.app, town.dhulikhel, 1500, date(2026, 1, 20))
    (known,) = await town.app.registry.contacts(town.dhulikhel.id)

    asked = await told(town, "/forget")
    before = await told(town, "/status")
    done = await say(town.app, sita, action="forget:yes")
    after = await told(town, "/status")

    assert (asked.kind, before.kind, done.kind, after.kind) == (Kind.ASK, Kind.ANSWER, Kind.DONE, Kind.DENIED)
    assert await town.app.registry.contacts(town.dhulikhel.id) == []
    lines = await town.app.registry.log(subjects=[f"contact:{known.id}"])
    assert ("Sita" in str(lines), "telegram:contact" in str(lines)) == (False, False)
    _, entries = await town.app.ledger.of(town.dhulikhel.id)
    assert [entry.kind for entry in entries] == [EntryKind.CHARGE, EntryKind.PAYMENT]


async def test_forgetting_leaves_no_address_in_what_was_pushed_and_cancels_what_was_not_yet(town: Town) -> None:
    sita, now = Account("telegram", "contact"), town.app.clock.now()
    (person,) = await town.app.recipients.people_of(sita)
    message = Reply(Kind.ANSWER, "Dear Sita", "en", file=File("sita.pdf", "application/pdf", b"Sita"))
    addresses = (Address("telegram", "contact"), Address("email", SITA.email))
    drafts = [
        Draft(f"reminder:{rule}:event.x:20261201:{person}", PushKind.REMINDER, "b", person, addresses, message, now)
        for rule in ("week", "day")
    ]
    await town.app.outbox.enqueue(drafts, at=now)
    [first] = await town.app.outbox.claim("telegram", Pace(1), now=now, lease=timedelta(minutes=1), most=1)
    await town.app.outbox.sent(first, '{"chat": "contact", "messages": [1]}', at=now)

    await say(town.app, sita, action="forget:yes")
    await town.app.outbox.forget_before(now)

    async with town.app.database.connect() as connection:
        rows = [dict(row) for row in (await connection.execute(text("SELECT * FROM deliveries ORDER BY id"))).mappings()]
        files = (await connection.execute(text("SELECT count(*) FROM files"))).scalar()
    assert [(row["state"], row["key"]) for row in rows] == [
        ("sent", f"reminder:week:event.x:20261201:erased:{rows[0]['id']}"),
        ("cancelled", f"reminder:day:event.x:20261201:erased:{rows[1]['id']}"),
    ]
    assert [word for word in ("sita", "contact", "email") if word in str(rows).lower()] == []
    assert files == 0


async def test_forgetting_takes_what_waits_for_each_address_under_which_an_account_is_known(town: Town) -> None:
    sita, now = Account("telegram", "contact"), town.app.clock.now()
    await register(town.app, "kathmandu", "Kathmandu", (ContactDetails("Sita", "sita@other.example"), sita))
    people = await town.app.recipients.people_of(sita)
    drafts = [
        Draft(f"announcement:1:{person}", PushKind.ANNOUNCEMENT, "b", person, (Address(*person.split(":")),), REPLY, now)
        for person in people
    ]
    await town.app.outbox.enqueue(drafts, at=now)

    await say(town.app, sita, action="forget:yes")

    assert set(people) == {f"email:{SITA.email}", "email:sita@other.example"}
    async with town.app.database.connect() as connection:
        rows = (await connection.execute(text("SELECT state, conversation_id, message FROM deliveries"))).all()
    assert [tuple(row) for row in rows] == [("cancelled", "erased", "")] * 2


@pytest.mark.parametrize("command", ["/mydata", "/forget"])
async def test_personal_data_is_not_handled_in_a_group(town: Town, command: str) -> None:
    reply = await say(town.app, Account("telegram", "contact"), command, private=False)

    assert (reply.kind, reply.file) == (Kind.DENIED, None)


async def test_privacy_is_explained_to_everybody(town: Town) -> None:
    reply = await say(town.app, Account("web", "visitor"), "/privacy")

    assert "90 days" in reply.text


async def test_member_that_only_the_registry_knows_is_in_no_public_answer(town: Town) -> None:
    stranger = Account("web", "stranger")
    await register(town.app, "lanternport", "Lanternport", (SITA, None))

    said = [await say(town.app, stranger, f"is {name} a member") for name in ("Lanternport", "Nonesuchport")]
    private = [await say(town.app, stranger, f"does {name} owe anything") for name in ("Lanternport", "Nonesuchport")]
    table = as_csv(list(town.app.library.directory.members), "en")

    assert said[0].text.replace("Lanternport", "Nonesuchport") == said[1].text
    assert private[0].text == private[1].text
    assert "Lanternport" not in table
