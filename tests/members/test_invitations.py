"""Who proves what by an invitation or by their workspace, and when what they got is over."""

import asyncio
from datetime import timedelta

import pytest

from bot.conversation import Account
from bot.members.linking import INVITATION_LIVES, TRIES, Refused, Why
from tests.members.office import EVE, MAYA, SITA, Office, members, offer, why


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
