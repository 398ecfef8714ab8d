"""Who proves what by a code in a mail: the rules, against every way of cheating that we know."""

import asyncio
from datetime import timedelta

import pytest

from bot.conversation import Account
from bot.members.linking import PAUSE, REQUESTS, TRIES, Refused, Why
from tests.members.office import EVE, MAYA, MINUTE, NOBODY, OMAR, SITA, Office, members, why


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
