"""What a member asks about itself: its standing and what it owes, its invoices, its payments, who speaks for it.

All of it is private: `bot.members.access` decides who hears it, and who doesn't learns nothing, not even whether there is
anything to hear.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR

from bot.clock import Clock
from bot.conversation import Choice, Conversation, File, Kind, Reply
from bot.dues.ledger import Entry, Ledger, OpenInvoice, Statement, settle
from bot.dues.standing import Position, Standing, position
from bot.errors import UsageError
from bot.handlers import linking
from bot.knowledge.library import Library
from bot.knowledge.names import Sort
from bot.knowledge.text import literal, normalize
from bot.members.access import Decision, Private, asker, decide
from bot.members.finding import find_member
from bot.members.registry import Links, Member, Registry, Speaker
from bot.money import Money

MAX_MEMBERS = 8
MAX_NAME = 8
"""Words that a name may have."""
MAX_INVOICES = 4
MAX_PAYMENTS = 12

Tell = Callable[[Conversation, Member, str], Awaitable[Reply]]
"""Tells of a member what a text asks; the text is empty where nothing more was said than what is wanted."""
PrintInvoice = Callable[[OpenInvoice, str], Awaitable[bytes]]
"""Makes the PDF of an invoice in a language."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Finds out which member somebody asks about, and whether they may.

    Attributes:
        library: Articles and sentences.
        registry: The members.
        links: Who speaks for which.
        by_mail: Whether a code can be sent by mail to those who are not linked.
    """

    library: Library
    registry: Registry
    links: Links
    by_mail: bool

    async def member(self, conversation: Conversation, what: Private, text: str, *, is_name: bool = False) -> Member | Reply:
        """Return the member that a text asks about, if the sender may know ``what`` of it; else the reply that says why not.

        ``is_name`` says that the text is nothing but a name: staff are helped with the spelling of it.
        """
        speaker, private = await self.links.speaker(conversation.message.sender), conversation.message.private
        if is_name and text and speaker.role and private:
            try:
                meant = find_member(await self.registry.members(), text)
            except UsageError:  # its text is for the command line
                unknown = self._say(conversation, "status-staff-unknown", name=text[:60])
                return Reply(Kind.ASK, unknown, conversation.lang, subject=f"{what.value}:")
            return self._decided(conversation, speaker, what, meant.id, meant)
        named = await self._named(text, everybody=bool(speaker.role))
        theirs = {link.member.id: link.member for link in speaker.links}
        if named is None:
            if len(theirs) > 1 and private:
                return self._which(conversation, what, list(theirs.values()))
            if not theirs and speaker.role and private:
                return Reply(Kind.ASK, self._say(conversation, "status-staff-which"), conversation.lang, subject=f"{what.value}:")
            named = list(theirs.values())
        member = next((one for one in named if one.id in theirs), named[0] if named else None)
        return self._decided(conversation, speaker, what, member.id if member else None, member)

    async def pressed(self, conversation: Conversation, what: Private, argument: str) -> Member | Reply:
        """Return the member of a button, under the same rule."""
        if not (argument.isascii() and argument.isdigit() and len(argument) < 16):
            raise UsageError(self._say(conversation, "outdated-button"))
        member = await self.registry.member(int(argument))
        speaker = await self.links.speaker(conversation.message.sender)
        return self._decided(conversation, speaker, what, int(argument), member)

    async def _named(self, text: str, *, everybody: bool) -> list[Member] | None:
        """Return the members that a text names; empty when it names somebody unknown, ``None`` when it names nobody.

        Members that no document names are looked for where ``everybody`` may be asked about: their names are not public.
        """
        mentions = self.library.gazetteer.find(text, guess=True)
        places = [one for one in mentions if one.keys(Sort.MEMBER) or one.keys(Sort.OTHER) or not one.targets]
        said = f" {normalize(text)} "
        if everybody and text:
            found = [one for one in await self.registry.members() if f" {normalize(one.name)} " in said]
            if found:
                return found
        if not places:
            return None
        slugs = dict.fromkeys(slug for mention in places for slug in mention.keys(Sort.MEMBER))
        return [member for slug in slugs if (member := await self.registry.by_slug(slug))]

    def _decided(
        self, conversation: Conversation, speaker: Speaker, what: Private, member_id: int | None, member: Member | None
    ) -> Member | Reply:
        """Return the member, or why it is not told: the one place here that asks `bot.members.access`."""
        decision = decide(asker(speaker, member_id), what, private=conversation.message.private)
        if decision is Decision.IN_PRIVATE:
            return Reply(Kind.DENIED, self._say(conversation, "status-in-private"), conversation.lang)
        if decision is Decision.DENIED or member is None:
            email = self.library.association.email
            denied = "status-denied" if self.by_mail else "status-denied-invitation"
            choices = (Choice(self._say(conversation, "link-offer"), linking.NAME),)
            return Reply(Kind.DENIED, self._say(conversation, denied, email=email), conversation.lang, choices=choices)
        return member

    def _which(self, conversation: Conversation, what: Private, members: list[Member]) -> Reply:
        choices = tuple(Choice(member.name[:60], f"{what.value}:{member.id}") for member in members[:MAX_MEMBERS])
        return Reply(Kind.ASK, self._say(conversation, "status-which"), conversation.lang, choices=choices)

    def _say(self, conversation: Conversation, key: str, **values: str | int) -> str:
        return self.library.phrasebook.say(conversation.lang, key, **values)


class PrivateAnswer:
    """One kind of private question, as the capability of its article, its command and its button."""

    def __init__(self, desk: Desk, what: Private, tell: Tell) -> None:
        self._desk = desk
        self._what = what
        self._tell = tell

    async def answer(self, conversation: Conversation, text: str) -> Reply:
        """Answer a question."""
        return await self._told(conversation, await self._desk.member(conversation, self._what, text), text)

    async def command(self, conversation: Conversation, name: str) -> Reply:
        """Answer a command, with the name that follows it if there is one."""
        return await self._told(conversation, await self._desk.member(conversation, self._what, name, is_name=True), "")

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Take the name that was asked for."""
        last = conversation.last
        asked = not state and last is not None and last.kind is Kind.ASK
        return await self.command(conversation, text) if asked and len(text.split()) <= MAX_NAME else None

    def claims(self, _text: str) -> str:
        """Claim nothing."""
        return ""

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Answer for the member of a button; where it was one of several that a question may have meant, that question."""
        last = conversation.history[-1] if conversation.history else None
        asked = last.text if last and last.reply.kind is Kind.ASK else ""
        return await self._told(conversation, await self._desk.pressed(conversation, self._what, argument), asked)

    async def _told(self, conversation: Conversation, found: Member | Reply, text: str) -> Reply:
        if isinstance(found, Reply):
            return found
        return replace(await self._tell(conversation, found, text), subject=f"{self._what.value}:{found.id}")


class Account:
    """What is told of a member to whom may hear it."""

    def __init__(self, library: Library, registry: Registry, ledger: Ledger, clock: Clock, *, print_invoice: PrintInvoice) -> None:
        self._library = library
        self._registry = registry
        self._ledger = ledger
        self._clock = clock
        self._print = print_invoice

    async def status(self, conversation: Conversation, member: Member, _text: str) -> Reply:
        """Tell standing, what is owed until when, and what follows from it."""
        lang, say = conversation.lang, self._library.phrasebook.say
        statement = await self._statement(member)
        stands = position(member.details, statement, today=self._clock.today())
        lines = [say(lang, "with-colon", one=f"**{literal(member.name)}**", other=self._standing(lang, stands)), ""]
        for row in statement.still_open[:MAX_INVOICES]:
            lines.append(f"- {self._invoice_line(lang, row)}")
        if len(statement.still_open) > 1:
            lines.append(f"- {say(lang, 'status-total', amount=self._money(lang, stands.owed))}")
        if statement.credit:
            lines.append(f"- {say(lang, 'status-credit', amount=self._money(lang, Money(statement.currency, statement.credit)))}")
        if statement.payments:
            lines.append(f"- {self._payment_line(lang, statement.payments[-1])}")
        if not statement.invoices:
            lines.append(f"- {say(lang, 'status-no-invoice')}")
        follows = self._library.dues_terms.consequences.get(stands.standing.value)
        if follows and (sentence := follows.text.get(lang) or follows.text.get(self._library.phrasebook.languages[0])):
            lines += ["", sentence]
        choices = [self._invoice_button(lang, row) for row in statement.invoices[-MAX_INVOICES:] if row.open]
        if statement.payments:
            choices.append(Choice(say(lang, "status-payments"), f"{Private.PAYMENTS.value}:{member.id}"))
        choices.append(Choice(say(lang, "status-contacts"), f"{Private.CONTACTS.value}:{member.id}"))
        article = self._library.article(follows.article, lang) if follows and follows.article else None
        choices += [Choice(article.title, f"a:{article.slug}")] if article else []
        return self._reply(lang, "\n".join(lines), tuple(choices))

    async def invoice(self, conversation: Conversation, member: Member, text: str) -> Reply:
        """Send the invoice that a text names by number or year, else the open one, else the latest; several as buttons."""
        lang, say = conversation.lang, self._library.phrasebook.say
        statement = await self._statement(member)
        issued = [row for row in statement.invoices if not row.is_reversed]
        if not issued:
            return self._reply(lang, say(lang, "invoice-none", name=literal(member.name), email=self._library.association.email))
        if numbered := next((row for row in issued if row.invoice.number in text), None):
            return await self._sent(lang, member, numbered)
        years = self._years(text)
        if years is None:
            return await self._one_of(lang, member, statement.still_open or issued[-1:], say(lang, "invoice-which"))
        first, last = years
        named = "–".join(dict.fromkeys(str(year) for year in years if MINYEAR < year < MAXYEAR))
        if found := [row for row in issued if first <= row.invoice.fiscal_year <= last]:
            return await self._one_of(lang, member, found, say(lang, "invoice-several", years=named))
        choices = tuple(self._invoice_button(lang, row) for row in issued[-MAX_MEMBERS:])
        return self._reply(lang, say(lang, "invoice-none-of", name=literal(member.name), years=named), choices)

    async def _one_of(self, lang: str, member: Member, found: Sequence[OpenInvoice], question: str) -> Reply:
        """Send an invoice, or ask which of several."""
        if len(found) == 1:
            return await self._sent(lang, member, found[0])
        choices = tuple(self._invoice_button(lang, row) for row in found[-MAX_MEMBERS:])
        return Reply(Kind.ASK, question, lang, choices=choices)

    def _years(self, text: str) -> tuple[int, int] | None:
        """Return the first and the last year that a text names; ``None`` if it names none."""
        this_year = self._clock.today().year
        if self._library.phrasebook.cues_in("last_year", text):
            return this_year - 1, this_year - 1
        period = self._library.periods.read(text, year=this_year)
        return (period.first.year, period.last.year) if period else None

    async def pdf(self, conversation: Conversation, member: Member, number: str) -> Reply:
        """Send one invoice of a member."""
        statement = await self._statement(member)
        row = next((row for row in statement.invoices if row.invoice.number == number), None)
        if row is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return await self._sent(conversation.lang, member, row)

    async def payments(self, conversation: Conversation, member: Member, _text: str) -> Reply:
        """Tell what was paid when, and what is open still: who asks whether a payment arrived may mean that one."""
        lang, say = conversation.lang, self._library.phrasebook.say
        statement = await self._statement(member)
        payments, still = statement.payments, statement.still_open[:MAX_INVOICES]
        if payments:
            lines = [say(lang, "payments-are", name=f"**{literal(member.name)}**", count=len(payments)), ""]
            lines += [f"- {self._payment_line(lang, entry)}" for entry in reversed(payments[-MAX_PAYMENTS:])]
        else:
            lines = [say(lang, "payments-none", name=literal(member.name))]
        if still:
            lines += ["", say(lang, "payments-open"), "", *(f"- {self._invoice_line(lang, row)}" for row in still)]
        if payments:
            lines += ["", say(lang, "payments-receipt", email=self._library.association.email)]
        return self._reply(lang, "\n".join(lines), tuple(self._invoice_button(lang, row) for row in still))

    async def contacts(self, conversation: Conversation, member: Member, _text: str) -> Reply:
        """Tell who speaks for the member."""
        lang, say = conversation.lang, self._library.phrasebook.say
        people = [contact.details for contact in await self._registry.contacts(member.id)]
        if not people:
            return self._reply(lang, say(lang, "contacts-none", name=literal(member.name), email=self._library.association.email))
        lines = [f"- {', '.join(filter(None, map(literal, (one.name, one.role, one.email))))}" for one in people]
        wrong = say(lang, "contacts-wrong", email=self._library.association.email)
        return self._reply(lang, "\n".join([say(lang, "contacts-are", name=f"**{literal(member.name)}**"), "", *lines, "", wrong]))

    async def _statement(self, member: Member) -> Statement:
        invoices, entries = await self._ledger.of(member.id)
        return settle(self._library.dues_terms.currency, invoices, entries, as_of=self._clock.today())

    def _standing(self, lang: str, stands: Position) -> str:
        phrasebook = self._library.phrasebook
        values: dict[str, str | int] = {"count": len(stands.years)}
        if stands.standing in (Standing.DUE, Standing.OVERDUE) and stands.due_on:
            values["date"] = phrasebook.date(lang, stands.due_on)
        return phrasebook.say(lang, f"standing-{stands.standing.value}", **values)

    def _invoice_line(self, lang: str, row: OpenInvoice) -> str:
        phrasebook = self._library.phrasebook
        values = {
            "number": row.invoice.number,
            "year": str(row.invoice.fiscal_year),
            "open": self._money(lang, Money(row.invoice.amount.currency, row.open)),
            "date": phrasebook.date(lang, row.invoice.due_on),
        }
        if row.open == row.charged:
            return phrasebook.say(lang, "status-open", **values)
        return phrasebook.say(lang, "status-partly", amount=self._money(lang, row.invoice.amount), **values)

    def _invoice_button(self, lang: str, row: OpenInvoice) -> Choice:
        number = row.invoice.number
        return Choice(self._library.phrasebook.say(lang, "status-invoice", number=number), f"{PDF}:{number}")

    def _payment_line(self, lang: str, entry: Entry) -> str:
        phrasebook = self._library.phrasebook
        text = phrasebook.say(lang, "payment-line", amount=self._money(lang, -entry.amount), date=phrasebook.date(lang, entry.on))
        return phrasebook.say(lang, "in-brackets", one=text, other=self._money(lang, entry.paid)) if entry.paid else text

    async def _sent(self, lang: str, member: Member, row: OpenInvoice) -> Reply:
        name = f"invoice-{row.invoice.number}.pdf"
        say = self._library.phrasebook.say
        sent = say(
            lang, "with-colon", one=f"**{literal(member.name)}**", other=say(lang, "invoice-sent", number=row.invoice.number)
        )
        text = f"{sent}\n\n{self._invoice_state(lang, row)}"
        return replace(self._reply(lang, text), file=File(name, "application/pdf", await self._print(row, lang)))

    def _invoice_state(self, lang: str, row: OpenInvoice) -> str:
        say = self._library.phrasebook.say
        if row.is_reversed:
            return say(lang, "invoice-reversed")
        return f"- {self._invoice_line(lang, row)}" if row.open else say(lang, "invoice-settled")

    def _reply(self, lang: str, text: str, choices: tuple[Choice, ...] = ()) -> Reply:
        today = self._library.phrasebook.date(lang, self._clock.today())
        return Reply(Kind.ANSWER, text, lang, note=self._library.phrasebook.say(lang, "from-ledger", date=today), choices=choices)

    def _money(self, lang: str, amount: Money) -> str:
        return self._library.phrasebook.money(lang, amount)


PDF = "pdf"
"""Of the button that sends one invoice; its argument is the number."""


class Invoices:
    """The button of one invoice: who may see invoices of its member gets it."""

    def __init__(self, desk: Desk, account: Account, ledger: Ledger) -> None:
        self._desk = desk
        self._account = account
        self._ledger = ledger

    async def press(self, conversation: Conversation, number: str) -> Reply:
        """Send the invoice; for one that does not exist and one of somebody else the reply is the same."""
        invoice = await self._ledger.invoice(number[:32])
        found = await self._desk.pressed(conversation, Private.INVOICE, str(invoice.member_id if invoice else 0))
        return found if isinstance(found, Reply) else await self._account.pdf(conversation, found, number)
