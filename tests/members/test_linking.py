"""Who proves what to be linked: the rules of codes and invitations, against every way of cheating that we know."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.conversation import Account
from bot.knowledge.library import Library
from bot.members.letters import Letters
from bot.members.linking import INVITATION_LIVES, PAUSE, REQUESTS, TRIES, Linking, Offer, Refused, Why
from bot.members.mail import Post
from bot.members.registry import Contact, ContactDetails, ContactRow, Link, MemberDetails, Upsert
from bot.store.codes import SqlCodes
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


@pytest.fixture
async def office(database_path: Path, library: Library, clock: FakeClock) -> AsyncIterator[Office]:
    database = Database(f"sqlite:///{database_path}")
    registry, links, mailer = SqlRegistry(database), SqlLinks(database), FakeMailer()
    post = Post(mailer)
    linking = Linking(
        codes=SqlCodes(database),
        registry=registry,
        links=links,
        post=post,
        letters=Letters(library),
        key=b"a key of this test",
        clock=clock,
    )
    sita, omar = ContactDetails("Sita Sharma", SITA, language="ko"), ContactDetails("Omar Ben Ali", OMAR)
    people = [
        member("dhulikhel", "Dhulikhel", sita),
        member("kavre", "Kavre", sita, ContactDetails("No Mail")),
        member("tunis", "Tunis", omar),
    ]
    await registry.apply(people, actor="test", at=clock.now())
    yield Office(database, registry, links, mailer, post, clock, linking)
    await database.close()


def why(outcome: object) -> Why:
    assert isinstance(outcome, Refused), outcome
    return outcome.why


def members(outcome: tuple[Link, ...] | Refused | None) -> list[str]:
    assert isinstance(outcome, tuple), outcome
    return [link.member.slug for link in outcome]


def offer(outcome: Offer | Refused) -> Offer:
    assert isinstance(outcome, Offer), outcome
    return outcome


# -- a code by mail -----------------------------------------------------------------------------------------------------------


async def test_code_links_to_every_contact_with_the_address_and_tells_the_address(office: Office) -> None:
    code = await office.code()

    made = await office.linking.redeem(MAYA, code)
    await office.post.close(within=5)

    assert members(made) == ["dhulikhel", "kavre"]
    assert await office.members_of() == ["dhulikhel", "kavre"]
    assert [(mail.to, mail.lang) for mail in office.mailer.sent] == [(SITA, "en"), (SITA, "ko")]
    assert "Dhulikhel, Kavre" in office.mailer.sent[1].text
    assert await office.logged() == [
        ("telegram:7", "link.requested", "contact:1"),
        ("telegram:7", "link.requested", "contact:2"),
        ("telegram:7", "link.added", "contact:1"),
        ("telegram:7", "link.added", "contact:2"),
    ]


async def test_address_is_known_in_any_case_and_the_code_goes_where_the_secretariat_wrote_it(office: Office) -> None:
    await office.ask(address="SITA@DHULIKHEL.GOV.NP")

    assert [mail.to for mail in office.mailer.sent] == [SITA]


async def test_address_that_is_the_same_only_by_case_folding_gets_no_code(office: Office) -> None:
    await office.ask(address="ſita@dhulikhel.gov.np")

    assert [mail.to for mail in office.mailer.sent] == [SITA]


async def test_unknown_address_gets_nothing_and_its_asker_learns_nothing(office: Office) -> None:
    asked = await office.ask(address=NOBODY)

    assert asked is None
    assert office.mailer.sent == []
    assert await office.wrong(1) == [Why.WRONG]
    assert await office.logged() == [
        ("telegram:7", "link.requested", "contact:unknown"),
        ("telegram:7", "link.failed", "code"),
    ]


async def test_asking_does_not_wait_for_the_mail_server(office: Office) -> None:
    office.mailer.open.clear()

    asked = await office.linking.request(MAYA, SITA, lang="en")

    assert asked is None
    assert office.mailer.sent == []
    office.mailer.open.set()
    await office.post.close(within=5)
    assert len(office.mailer.sent) == 1


async def test_database_holds_no_code_and_no_unknown_address(office: Office) -> None:
    code = await office.code()
    await office.ask(address=NOBODY)
    invitation = await office.linking.invite(await office.contact(OMAR), actor="operator:eun")

    kept = await office.everything_kept()

    assert [secret for secret in (code, invitation.payload, invitation.typed, NOBODY, "nobody") if secret in kept] == []


async def test_somebody_elses_code_is_a_wrong_one_and_stays_good_for_its_owner(office: Office) -> None:
    code = await office.code(MAYA)
    await office.ask(EVE, NOBODY)

    stolen = await office.linking.redeem(EVE, code)
    redeemed = await office.linking.redeem(MAYA, code)

    assert why(stolen) is Why.WRONG
    assert await office.members_of(EVE) == []
    assert members(redeemed) == ["dhulikhel", "kavre"]


async def test_code_without_a_request_is_told_so(office: Office) -> None:
    assert why(await office.linking.redeem(EVE, "123456")) is Why.NONE


async def test_code_holds_ten_minutes(office: Office) -> None:
    code = await office.code()
    office.clock.advance(10 * MINUTE)

    late = await office.linking.redeem(MAYA, code)

    assert why(late) is Why.EXPIRED
    assert await office.members_of() == []


async def test_code_holds_until_its_last_second(office: Office) -> None:
    code = await office.code()
    office.clock.advance(10 * MINUTE - timedelta(seconds=1))

    assert members(await office.linking.redeem(MAYA, code)) == ["dhulikhel", "kavre"]


async def test_code_is_good_once_even_after_unlinking(office: Office) -> None:
    code = await office.code()
    await office.linking.redeem(MAYA, code)
    await office.links.unlink(MAYA, actor="test", at=office.clock.now())

    replayed = await office.linking.redeem(MAYA, code)

    assert why(replayed) is Why.USED
    assert await office.members_of() == []


async def test_newer_code_takes_the_place_of_the_one_before(office: Office) -> None:
    first, second = await office.code(), await office.code()

    replaced, redeemed = await office.linking.redeem(MAYA, first), await office.linking.redeem(MAYA, second)

    assert why(replaced) is Why.REPLACED
    assert members(redeemed) == ["dhulikhel", "kavre"]


async def test_five_wrong_codes_begin_a_pause_in_which_the_right_one_is_refused_too(office: Office) -> None:
    code = await office.code()

    tried = await office.wrong(TRIES + 1)
    right = await office.linking.redeem(MAYA, code)
    asked = await office.ask()

    assert tried == [Why.WRONG] * TRIES + [Why.PAUSED]
    assert right == Refused(Why.PAUSED, 15)
    assert asked == Refused(Why.PAUSED, 15)
    assert await office.members_of() == []


async def test_pause_ends_after_fifteen_minutes_with_five_new_tries(office: Office) -> None:
    await office.code()
    await office.wrong(TRIES)
    office.clock.advance(PAUSE)

    code = await office.code()
    tried = await office.wrong(TRIES - 1)
    right = await office.linking.redeem(MAYA, code)

    assert tried == [Why.WRONG] * (TRIES - 1)
    assert members(right) == ["dhulikhel", "kavre"]


async def test_pause_of_one_account_is_none_for_another(office: Office) -> None:
    await office.ask(EVE, NOBODY)
    await office.wrong(TRIES, EVE)

    assert members(await office.linking.redeem(MAYA, await office.code())) == ["dhulikhel", "kavre"]


async def test_no_code_gets_more_tries_than_five_however_they_are_spread(office: Office) -> None:
    await office.code()

    tried = []
    for _ in range(9):
        tried += await office.wrong(1)
        office.clock.advance(MINUTE)

    assert tried == [Why.WRONG] * TRIES + [Why.PAUSED] * 4


async def test_many_tries_at_the_same_time_are_still_five(office: Office) -> None:
    await office.code()

    tried = await asyncio.gather(*(office.linking.redeem(MAYA, f"{number:06}") for number in range(12)))

    assert sorted(why(one).value for one in tried) == ["paused"] * 7 + ["wrong"] * TRIES


async def test_many_requests_at_the_same_time_are_still_five(office: Office) -> None:
    asked = await asyncio.gather(*(office.linking.request(EVE, NOBODY, lang="en") for _ in range(12)))

    assert asked.count(None) == REQUESTS


@pytest.mark.parametrize("address", [SITA, NOBODY])
async def test_account_asks_five_times_an_hour(office: Office, address: str) -> None:
    asked = [await office.ask(address=address) for _ in range(REQUESTS + 1)]
    office.clock.advance(60 * MINUTE)
    later = await office.ask(address=address)

    assert asked == [None] * REQUESTS + [Refused(Why.LIMITED, 60)]
    assert later is None


@pytest.mark.parametrize("address", [SITA, NOBODY])
async def test_address_is_asked_for_five_times_an_hour_by_whomever(office: Office, address: str) -> None:
    askers = [Account("web", f"visitor-{number}") for number in range(REQUESTS + 1)]

    asked = [await office.ask(asker, address) for asker in askers]
    other = await office.ask(askers[-1], OMAR)

    assert asked == [None] * REQUESTS + [Refused(Why.LIMITED, 60)]
    assert other is None


async def test_address_is_asked_for_ten_times_a_day(office: Office) -> None:
    asked = []
    for number in range(11):
        asked.append(await office.ask(Account("web", f"visitor-{number}")))
        office.clock.advance(20 * MINUTE)

    assert asked == [None] * 10 + [Refused(Why.LIMITED, 24 * 60 - 200)]


async def test_refused_request_sends_nothing_and_counts_for_nothing(office: Office) -> None:
    for _ in range(REQUESTS + 3):
        await office.ask()
        office.clock.advance(MINUTE)

    assert len(office.mailer.sent) == REQUESTS
    assert await office.ask() == Refused(Why.LIMITED, 52)


async def test_account_may_speak_for_several_and_a_contact_through_several(office: Office) -> None:
    await office.linking.redeem(MAYA, await office.code(MAYA, SITA))
    await office.linking.redeem(MAYA, await office.code(MAYA, OMAR))
    await office.linking.redeem(EVE, await office.code(EVE, OMAR))

    assert await office.members_of(MAYA) == ["dhulikhel", "kavre", "tunis"]
    assert await office.members_of(EVE) == ["tunis"]


# -- invitations --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["payload", "typed"])
async def test_invitation_links_its_contact_alone_once_it_is_confirmed(office: Office, form: str) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")

    offered = offer(await office.linking.invited(MAYA, getattr(invitation, form)))
    before = await office.members_of()
    made = await office.linking.accept(MAYA, offered.seal)
    await office.post.close(within=5)

    assert (offered.member.slug, offered.contact.details.name) == ("dhulikhel", "Sita Sharma")
    assert before == []
    assert members(made) == ["dhulikhel"]
    assert [mail.to for mail in office.mailer.sent] == [SITA]


async def test_contact_without_an_address_can_be_invited_and_gets_no_notice(office: Office) -> None:
    (contact,) = [one for one in await office.registry.contacts() if one.details.name == "No Mail"]
    invitation = await office.linking.invite(contact, actor="operator:eun")

    offered = offer(await office.linking.invited(MAYA, invitation.payload))
    made = await office.linking.accept(MAYA, offered.seal)
    await office.post.close(within=5)

    assert members(made) == ["kavre"]
    assert office.mailer.sent == []


@pytest.mark.parametrize("again", ["payload", "typed"])
async def test_invitation_is_good_once_in_either_form(office: Office, again: str) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    await office.linking.accept(MAYA, offer(await office.linking.invited(MAYA, invitation.payload)).seal)

    forwarded = await office.linking.invited(EVE, getattr(invitation, again))

    assert why(forwarded) is Why.INVITATION_USED


async def test_first_who_confirms_a_forwarded_invitation_has_it(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    maya = offer(await office.linking.invited(MAYA, invitation.payload))
    eve = offer(await office.linking.invited(EVE, invitation.payload))

    first, second = await office.linking.accept(MAYA, maya.seal), await office.linking.accept(EVE, eve.seal)

    assert members(first) == ["dhulikhel"]
    assert why(second) is Why.INVITATION_USED
    assert await office.members_of(EVE) == []


async def test_of_two_who_confirm_at_the_same_time_one_has_it(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    accounts = [Account("web", f"visitor-{number}") for number in range(6)]
    seals = [offer(await office.linking.invited(account, invitation.payload)).seal for account in accounts]

    made = await asyncio.gather(*(office.linking.accept(*one) for one in zip(accounts, seals, strict=True)))

    assert [isinstance(one, Refused) for one in made].count(False) == 1
    assert len(await office.links.links()) == 1


async def test_button_pressed_twice_says_the_same_again(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    seal = offer(await office.linking.invited(MAYA, invitation.payload)).seal

    assert members(await office.linking.accept(MAYA, seal)) == members(await office.linking.accept(MAYA, seal))


async def test_button_of_another_account_and_made_up_ones_are_worth_nothing(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    seal = offer(await office.linking.invited(MAYA, invitation.payload)).seal

    tried = [await office.linking.accept(EVE, made_up) for made_up in (seal, "1.", "é.1", f"{'9' * 30}.00")]

    assert [why(one) for one in tried] == [Why.INVITATION_UNKNOWN] * 4
    assert await office.members_of(EVE) == []


async def test_invitation_holds_seven_days_and_so_does_its_button(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    seal = offer(await office.linking.invited(MAYA, invitation.payload)).seal
    office.clock.advance(INVITATION_LIVES)

    assert why(await office.linking.invited(MAYA, invitation.payload)) is Why.INVITATION_EXPIRED
    assert why(await office.linking.accept(MAYA, seal)) is Why.INVITATION_EXPIRED


async def test_newer_invitation_ends_the_one_before(office: Office) -> None:
    contact = await office.contact()
    first = await office.linking.invite(contact, actor="operator:eun")
    second = await office.linking.invite(contact, actor="operator:eun")

    assert why(await office.linking.invited(MAYA, first.payload)) is Why.INVITATION_USED
    assert offer(await office.linking.invited(MAYA, second.payload)).member.slug == "dhulikhel"


async def test_guessing_invitations_begins_the_same_pause(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")

    tried = [why(await office.linking.invited(EVE, f"2222-2222-222{number}")) for number in range(TRIES)]

    assert tried == [Why.INVITATION_UNKNOWN] * TRIES
    assert why(await office.linking.invited(EVE, invitation.payload)) is Why.PAUSED


async def test_who_is_linked_already_does_not_use_the_invitation_up(office: Office) -> None:
    await office.linking.redeem(MAYA, await office.code())
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")

    assert offer(await office.linking.invited(MAYA, invitation.payload)).linked
    assert not offer(await office.linking.invited(EVE, invitation.payload)).linked


async def test_burnt_invitation_is_over_and_the_log_says_who_burnt_it(office: Office) -> None:
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")

    burnt = [await office.linking.burn(EVE, secret) for secret in ("2222-2222-2222", invitation.typed, invitation.typed)]

    assert burnt == [False, True, False]
    assert why(await office.linking.invited(MAYA, invitation.payload)) is Why.INVITATION_USED
    assert ("web:eve", "link.burnt", "contact:1") in await office.logged()


# -- workspaces, erasure, housekeeping ----------------------------------------------------------------------------------------


async def test_address_that_a_workspace_vouches_for_links_its_contacts(office: Office) -> None:
    slack = Account("slack", "U1")

    found = await office.linking.vouched(SITA.upper())
    made = await office.linking.link_vouched(slack, SITA.upper())

    assert [member.slug for _, member in found] == ["dhulikhel", "kavre"]
    assert members(made) == ["dhulikhel", "kavre"]
    assert {link.via.value for link in made} == {"workspace"}


async def test_erased_contact_can_no_longer_be_linked_by_what_was_sent_before(office: Office) -> None:
    code = await office.code(EVE)
    invitation = await office.linking.invite(await office.contact(), actor="operator:eun")
    await office.linking.link_vouched(MAYA, SITA)

    await office.links.forget(MAYA, at=office.clock.now())

    assert why(await office.linking.redeem(EVE, code)) is Why.NONE
    assert why(await office.linking.invited(EVE, invitation.payload)) is Why.INVITATION_UNKNOWN


async def test_codes_are_deleted_a_day_and_invitations_a_month_after_they_ended(office: Office) -> None:
    await office.code()
    await office.linking.invite(await office.contact(), actor="operator:eun")

    counts = []
    for days in (0, 1, 1, 34, 3):
        office.clock.advance(timedelta(days=days, minutes=15))
        counts.append(await office.linking.forget_old())

    assert counts == [0, 1, 0, 0, 2]
