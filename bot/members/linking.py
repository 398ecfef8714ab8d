"""Linking: how an account proves for whom it speaks, by a code in a mail, by an invitation, or by its workspace.

What is typed is looked up by its keyed hash, so that the database holds no code; a code from a mail is hashed together with
the account that asked for it, so that it is nothing to anybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from hmac import compare_digest

from bot.clock import Clock
from bot.conversation import Account
from bot.keys import keyed_hash
from bot.members import codes
from bot.members.codebook import Book, Code, Codes, Purpose
from bot.members.letters import Letters
from bot.members.mail import Post
from bot.members.registry import Contact, Link, Links, Member, Registry, Via, actor_of

CODE_LIVES = timedelta(minutes=10)
INVITATION_LIVES = timedelta(days=7)
TRIES = 5
PAUSE = timedelta(minutes=15)
"""So many wrong codes within so long begin a pause of so long; as a code lives shorter, it has no more tries than these."""
REQUESTS = 5
WINDOW = timedelta(hours=1)
"""Codes that an account may ask for, and that may be asked for an address, by whomever."""
REQUESTS_A_DAY = 10
"""Codes that may be asked for an address in a day, so that many accounts together don't try many codes."""
CODES_KEPT = timedelta(days=1)
INVITATIONS_KEPT = timedelta(days=30)
"""How long what is over is still known, so that whoever types it is told what is wrong with it."""


class Why(StrEnum):
    """Why somebody was not linked; ``link-…`` are the sentences that say so."""

    WRONG = "wrong"  # never sent to this account, or sent to another's
    NONE = "none"  # no code was asked for
    EXPIRED = "expired"
    USED = "used"
    REPLACED = "replaced"
    PAUSED = "paused"
    LIMITED = "limited"
    INVITATION_UNKNOWN = "invitation-unknown"
    INVITATION_EXPIRED = "invitation-expired"
    INVITATION_USED = "invitation-used"


@dataclass(frozen=True, slots=True)
class Refused:
    """That it can't be done, and in how many minutes it may be tried again, where that helps."""

    why: Why
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the secretariat passes on: the payload of a deep link, the same to be typed, and until when they hold."""

    payload: str
    typed: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom an invitation is for; ``seal`` is what the button carries, of use to the asking account alone."""

    seal: str
    contact: Contact
    member: Member
    linked: bool


class Linking:
    """The rules, over the ports; every wish and every failure is in the audit log.

    Args:
        codes: Where codes are kept.
        registry: Who the contacts are.
        links: For whom accounts speak.
        post: Where mail goes.
        letters: Writes it.
        key: Of the hashes.
        clock: The time.
    """

    def __init__(
        self, *, codes: Codes, registry: Registry, links: Links, post: Post, letters: Letters, key: bytes, clock: Clock
    ) -> None:
        self._codes = codes
        self._registry = registry
        self._links = links
        self._post = post
        self._letters = letters
        self._key = key
        self._clock = clock

    @property
    def by_mail(self) -> bool:
        """Whether codes can be sent."""
        return self._post.is_open

    def now(self) -> datetime:
        """Return this instant."""
        return self._clock.now()

    # -- a code by mail -----------------------------------------------------------------------------------------

    async def request(self, account: Account, address: str, *, lang: str) -> Refused | None:
        """Send a code to an address if a contact has it; whether one does can't be told from what comes back, nor when."""
        now, digits, hashed = self._clock.now(), codes.new_digits(), self._hash("address", address.casefold())
        known = await self._registry.contacts_at(address)
        async with self._codes.open(actor=actor_of(account), at=now) as book:
            refused = await self._paused(book, account, now) or await self._limited(book, account, hashed, now)
            if refused:
                return refused
            await book.add(
                Code(
                    id=0,
                    purpose=Purpose.EMAIL,
                    digest=self._hash("mail", *_named(account), digits),
                    created_at=now,
                    expires_at=now + CODE_LIVES,
                    account=account,
                    address=hashed,
                    email_key=address.casefold() if known else None,
                )
            )
            for subject in [f"contact:{contact.id}" for contact in known] or ["contact:unknown"]:
                book.note("link.requested", subject, via=Via.EMAIL.value)
        # To the address as the secretariat wrote it: what was typed may only look the same when case is disregarded.
        for theirs in dict.fromkeys(contact.details.email for contact in known):
            self._post.send_later(partial(self._letters.code, lang, theirs, digits, account.channel))
        return None

    async def redeem(self, account: Account, digits: str) -> tuple[Link, ...] | Refused:
        """Link an account to all contacts with the address to which its newest code went."""
        now, digest = self._clock.now(), self._hash("mail", *_named(account), digits)
        async with self._codes.open(actor=actor_of(account), at=now) as book:
            if paused := await self._paused(book, account, now):
                return paused
            mailed = await book.mailed(account)
            code = next((code for code in mailed if compare_digest(code.digest, digest)), None)
            why = _why_not(code, mailed, now)
            contact_ids = await book.contact_ids(code.email_key) if code and code.email_key and not why else []
            if not contact_ids:  # the hash of a code that was never sent fits by chance, or the contact is gone since
                why = why or Why.WRONG
            if why or not code:
                return self._failed(book, why or Why.WRONG)
            await book.use(code)
            for contact_id in contact_ids:
                await book.tie(account, contact_id, Via.EMAIL)
        return await self._announced(account, contact_ids)

    # -- invitations --------------------------------------------------------------------------------------------

    async def invite(self, contact: Contact, *, actor: str) -> Invitation:
        """Make an invitation for a contact; it takes the place of open ones for the same contact."""
        now = self._clock.now()
        made = Invitation(codes.new_payload(), codes.new_typed(), now + INVITATION_LIVES)
        async with self._codes.open(actor=actor, at=now) as book:
            await book.close_invitations(contact.id)
            for secret in (made.payload, made.typed):
                digest = self._hash("invitation", secret)
                await book.add(Code(0, Purpose.INVITATION, digest, now, made.expires_at, contact_id=contact.id))
            book.note("link.invited", f"contact:{contact.id}")
        return made

    async def invited(self, account: Account, secret: str) -> Offer | Refused:
        """Return whom an invitation is for, to be confirmed; a wrong one counts as a try."""
        now, speaker = self._clock.now(), await self._links.speaker(account)
        async with self._codes.open(actor=actor_of(account), at=now) as book:
            if paused := await self._paused(book, account, now):
                return paused
            code = await book.invitation(digest=self._hash("invitation", secret))
            why = _why_no_invitation(code, now)
            linked = code is not None and any(link.contact.id == code.contact_id for link in speaker.links)
            if why and not linked:
                return self._failed(book, why)
        contact = await self._registry.contact(code.contact_id) if code and code.contact_id else None
        member = await self._registry.member(contact.member_id) if contact else None
        if code is None or contact is None or member is None:  # erased a moment ago
            return Refused(Why.INVITATION_UNKNOWN)
        return Offer(self._seal(account, code.id), contact, member, linked)

    async def accept(self, account: Account, seal: str) -> tuple[Link, ...] | Refused:
        """Link an account to the contact of an offer; one that was made to another account is unknown."""
        now = self._clock.now()
        number = seal.partition(".")[0]
        code_id = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        async with self._codes.open(actor=actor_of(account), at=now) as book:
            genuine = compare_digest(self._seal(account, code_id).encode(), seal.encode())
            code = await book.invitation(code_id=code_id) if genuine else None
            why = _why_no_invitation(code, now)
            contact_id = code.contact_id if code and code.contact_id else 0
            if why is Why.INVITATION_USED and (theirs := await self._speaks_for(account, [contact_id])):
                return theirs  # the button was pressed twice
            if why or not code:
                return self._failed(book, why or Why.INVITATION_UNKNOWN)
            await book.close_invitations(contact_id)
            await book.tie(account, contact_id, Via.INVITATION)
        return await self._announced(account, [contact_id])

    async def burn(self, account: Account, secret: str) -> bool:
        """End an invitation that others could read; whether there was one."""
        now = self._clock.now()
        async with self._codes.open(actor=actor_of(account), at=now) as book:
            code = await book.invitation(digest=self._hash("invitation", secret))
            if code is None or _why_no_invitation(code, now):
                return False
            await book.close_invitations(code.contact_id or 0)
            book.note("link.burnt", f"contact:{code.contact_id}")
        return True

    # -- the workspace ------------------------------------------------------------------------------------------

    async def vouched(self, address: str) -> Sequence[tuple[Contact, Member]]:
        """Return the contacts with an address that a workspace has verified, with their members."""
        found = []
        for contact in await self._registry.contacts_at(address):
            if member := await self._registry.member(contact.member_id):
                found.append((contact, member))
        return found

    async def link_vouched(self, account: Account, address: str) -> tuple[Link, ...]:
        """Link an account to those contacts; empty when there are none any more."""
        async with self._codes.open(actor=actor_of(account), at=self._clock.now()) as book:
            contact_ids = await book.contact_ids(address)
            for contact_id in contact_ids:
                await book.tie(account, contact_id, Via.WORKSPACE)
        return await self._announced(account, contact_ids)

    # -- what they share ----------------------------------------------------------------------------------------

    async def forget_old(self) -> int:
        """Delete codes whose time is over; return how many there were."""
        now = self._clock.now()
        return await self._codes.forget_before(mailed=now - CODES_KEPT, invited=now - INVITATIONS_KEPT)

    async def _announced(self, account: Account, contact_ids: Sequence[int]) -> tuple[Link, ...]:
        """Return the links to some contacts, and tell each of their addresses."""
        made = await self._speaks_for(account, contact_ids)
        for address in dict.fromkeys(link.contact.details.email for link in made if link.contact.details.email):
            theirs = [link for link in made if link.contact.details.email == address]
            self._post.send_later(partial(self._letters.linked, address, theirs))
        return made

    async def _speaks_for(self, account: Account, contact_ids: Sequence[int]) -> tuple[Link, ...]:
        speaker = await self._links.speaker(account)
        return tuple(link for link in speaker.links if link.contact.id in contact_ids)

    def _failed(self, book: Book, why: Why) -> Refused:
        book.note("link.failed", "code", why=why.value)
        return Refused(why)

    async def _paused(self, book: Book, account: Account, now: datetime) -> Refused | None:
        failures = await book.failures(account, now - PAUSE)
        return Refused(Why.PAUSED, _minutes(failures[0] + PAUSE - now)) if len(failures) >= TRIES else None

    async def _limited(self, book: Book, account: Account, address: str, now: datetime) -> Refused | None:
        by_account = await book.asked(now - WINDOW, account=account)
        for_address = await book.asked(now - timedelta(days=1), address=address)
        within_the_hour = [at for at in for_address if at > now - WINDOW]
        ends = [
            *([by_account[REQUESTS - 1] + WINDOW] if len(by_account) >= REQUESTS else []),
            *([within_the_hour[REQUESTS - 1] + WINDOW] if len(within_the_hour) >= REQUESTS else []),
            *([for_address[REQUESTS_A_DAY - 1] + timedelta(days=1)] if len(for_address) >= REQUESTS_A_DAY else []),
        ]
        return Refused(Why.LIMITED, _minutes(max(ends) - now)) if ends else None

    def _seal(self, account: Account, code_id: int) -> str:
        return f"{code_id}.{self._hash('seal', *_named(account), str(code_id))[:24]}"

    def _hash(self, *parts: str) -> str:
        return keyed_hash(self._key, *parts).hex()


def _why_not(code: Code | None, mailed: Sequence[Code], now: datetime) -> Why | None:
    """Return why a code by mail is not good; what is told of it is told to the account that asked for it."""
    if code is None:
        return Why.WRONG if mailed else Why.NONE
    if code.used_at:
        return Why.USED
    if code.expires_at <= now:
        return Why.EXPIRED
    if code.id == mailed[0].id:
        return None
    return Why.USED if mailed[0].used_at else Why.REPLACED


def _why_no_invitation(code: Code | None, now: datetime) -> Why | None:
    if code is None:
        return Why.INVITATION_UNKNOWN
    if code.used_at:
        return Why.INVITATION_USED
    return Why.INVITATION_EXPIRED if code.expires_at <= now else None


def _named(account: Account) -> tuple[str, str]:
    return account.channel, account.user_id


def _minutes(left: timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))
