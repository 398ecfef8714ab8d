"""The secretariat's side of linking, for tests: all that the rules need, over a real database."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from bot.conversation import Account
from bot.members.linking import Linking, Offer, Refused, Why
from bot.members.mail import Post
from bot.members.registry import Contact, ContactDetails, ContactRow, Link, MemberDetails, Upsert
from bot.store.database import Database
from bot.store.links import SqlLinks
from bot.store.registry import SqlRegistry
from tests.fakes.clock import FakeClock
from tests.fakes.mailer import FakeMailer

SITA, OMAR, NOBODY = "Sita@dhulikhel.gov.np", "omar@tunis.tn", "nobody@nowhere.org"
MAYA, EVE = Account("telegram", "7"), Account("web", "eve")
MINUTE = timedelta(minutes=1)


def member(slug: str, name: str, *contacts: ContactDetails) -> Upsert:
    return Upsert(None, MemberDetails(slug, name, "local-government", "NP"), tuple(ContactRow(one) for one in contacts))


@dataclass
class Office:
    """The secretariat's side: all that the rules need, over a real database."""

    database: Database
    registry: SqlRegistry
    links: SqlLinks
    mailer: FakeMailer
    post: Post
    clock: FakeClock
    linking: Linking

    async def ask(self, account: Account = MAYA, address: str = SITA) -> Refused | None:
        """Let an account ask for a code, and the mail leave."""
        asked = await self.linking.request(account, address, lang="en")
        await self.post.close(within=5)
        return asked

    async def code(self, account: Account = MAYA, address: str = SITA) -> str:
        """Return the code that an account gets by asking."""
        assert await self.ask(account, address) is None
        return self.mailer.code()

    async def wrong(self, times: int, account: Account = MAYA) -> list[Why]:
        """Let an account type codes that are not those in the mailbox; return what each came to."""
        right = {mail.subject[:6] for mail in self.mailer.sent}
        wrong = [digits for number in range(times + len(right)) if (digits := f"{number:06}") not in right][:times]
        return [why(await self.linking.redeem(account, digits)) for digits in wrong]

    async def contact(self, email: str = SITA) -> Contact:
        return (await self.registry.contacts_at(email))[0]

    async def members_of(self, account: Account = MAYA) -> list[str]:
        return [link.member.slug for link in (await self.links.speaker(account)).links]

    async def logged(self) -> list[tuple[str, str, str]]:
        """Return who did what to which contact, as the audit log has it, oldest first, without the import."""
        lines = [(line.actor, line.action, line.subject) for line in reversed(await self.registry.log())]
        return [line for line in lines if line[0] != "test"]

    async def everything_kept(self) -> str:
        """Return all that the database holds of codes and in the audit log, as text."""
        async with self.database.connect() as connection:
            rows = [*await connection.execute(text("SELECT * FROM codes")), *await connection.execute(text("SELECT * FROM audit"))]
        return "\n".join(str(value) for row in rows for value in row)


def why(outcome: object) -> Why:
    assert isinstance(outcome, Refused), outcome
    return outcome.why


def members(outcome: tuple[Link, ...] | Refused | None) -> list[str]:
    assert isinstance(outcome, tuple), outcome
    return [link.member.slug for link in outcome]


def offer(outcome: Offer | Refused) -> Offer:
    assert isinstance(outcome, Offer), outcome
    return outcome
