"""Members, people and dues for tests of what is private."""

from dataclasses import replace
from datetime import date
from itertools import count

from bot.app import App
from bot.conversation import Account, Address, IncomingMessage, Reply
from bot.dues.ledger import EntryKind, Invoice, InvoiceDraft, Posting
from bot.members.registry import Contact, ContactDetails, ContactRow, Member, MemberDetails, Role, Staff, Upsert
from bot.money import Money

_numbers = count()


async def register(app: App, slug: str, name: str, *people: tuple[ContactDetails, Account | None], **details: object) -> Member:
    """Add a member with its contacts and the accounts that are linked to them; one that is there already is brought to this."""
    known = await app.registry.by_slug(slug)
    wanted = replace(
        known.details if known else MemberDetails(slug, name, "local-government", "NP"),
        name=name,
        **details,  # type: ignore[arg-type]
    )
    rows = tuple(ContactRow(person, (account,) if account else ()) for person, account in people)
    await app.registry.apply([Upsert(known.id if known else None, wanted, rows)], actor="operator:test", at=app.clock.now())
    member = await app.registry.by_slug(slug)
    assert member is not None
    return member


async def contact_of(app: App, member: Member) -> Contact:
    return (await app.registry.contacts(member.id))[0]


async def invoice(app: App, member: Member, dollars: int, *, year: int, due: date) -> Invoice:
    draft = InvoiceDraft(
        member.id, year, date(year, 1, 5), due, Money.of(dollars, "USD"), f"Membership fee {year}", "by hand", member.name
    )
    (issued,) = await app.ledger.issue([draft], actor="operator:test", at=app.clock.now(), once=True)
    return issued


async def pay(app: App, member: Member, dollars: int, on: date, *, paid: Money | None = None) -> None:
    posting = Posting(member.id, EntryKind.PAYMENT, Money.of(dollars, "USD"), on, paid=paid)
    await app.ledger.post([posting], actor="operator:test", at=app.clock.now())


async def employ(app: App, account: Account, role: Role) -> None:
    await app.links.set_staff(Staff(account, role, "Kim"), actor="operator:test", at=app.clock.now())


async def say(app: App, account: Account, text: str = "", *, action: str = "", private: bool = True) -> Reply:
    """Send a text or press a button as an account, in a private conversation or in a group."""
    to = Address(account.channel, account.user_id if private else "group")
    message = IncomingMessage(f"m{next(_numbers)}", account, to, text=text, action=action, private=private)
    return await app.assistant.reply(message)
