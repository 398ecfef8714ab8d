"""Whom a segment reaches on the real database, and what each of them reads."""

import pytest

from bot.app import App
from bot.conversation import Kind
from bot.errors import UsageError
from bot.members.registry import ContactDetails
from bot.outreach.audience import Audience
from bot.outreach.recipients import EventChoice, Preferences, Topic
from tests.outreach.bureau import AWA, NOW, draft
from tests.scenarios.membership import register, say

SITA_, OMAR_, LINA_ = "email:sita@np.example", "email:omar@tunis.example", "email:lina@tunis.example"


def names(audience: Audience) -> set[str]:
    return {one.recipient.name or one.recipient.person for one in audience.reached}


@pytest.mark.parametrize(
    ("segment", "reached"),
    [
        ("everyone", {"Sita", "Omar", "email:lina@tunis.example", "Awa"}),
        ("region:africa", {"Omar", "email:lina@tunis.example", "Awa"}),
        ("region:asia", {"Sita"}),
        ("country:np", {"Sita"}),
        ("country:Tunisia", {"Omar", "email:lina@tunis.example"}),
        ("category:institution", {"Sita"}),
        ("region:asia-pacific category:institution network:ascn", set()),
        ("network:ASCN", {"Sita"}),
        ("office:advisory-board", {"Omar", "email:lina@tunis.example"}),
        ("status:suspended", {"Awa"}),
        ("standing:overdue", {"Sita"}),
        ("standing:good", {"Sita", "Omar", "email:lina@tunis.example"}),
        ("-standing:overdue country:np", {"Sita"}),
        ("member:dhulikhel", {"Sita"}),
        ("lang:fr", {"Omar", "Awa"}),
        ("person:omar@tunis.example", {"Omar"}),
        ("event:general-assembly-2021", {"Omar"}),
        ("region:africa -event:general-assembly-2021", {"email:lina@tunis.example", "Awa"}),
        ("standing:terminated", set()),
        ("country:KE", set()),
    ],
)
async def test_segment_reaches(app: App, segment: str, reached: set[str]) -> None:
    await app.recipients.choose_event(OMAR_, "general-assembly-2021", EventChoice(coming=True), at=NOW)
    await app.recipients.choose_event(LINA_, "general-assembly-2021", EventChoice(reminded=True, coming=False), at=NOW)

    audience = await app.audiences.reached(segment)

    assert {name if "@" in name else name.split()[0] for name in names(audience)} == reached


@pytest.mark.parametrize(
    ("segment", "said"),
    [
        ("region:afrika", "no region is called “afrika”; did you mean africa?"),
        ("country:Tunesia", "no country is called “tunesia”; did you mean tn (Tunisia)?"),
        ("category:city", "no category is called “city”"),
        ("standing:late", "no standing is called “late”"),
        ("-event:general-asembly-2021", "did you mean general-assembly-2021 (5th General Assembly)"),
        ("kind:academic", "no kind is called “academic”; there are "),
        ("lang:de", "no lang is called “de”"),
    ],
)
async def test_value_that_nobody_can_have_is_told(app: App, segment: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        await app.audiences.reached(segment)

    assert said in str(caught.value)


async def test_counts_are_by_first_channel_and_name_who_is_left_out(app: App) -> None:
    await app.recipients.choose(OMAR_, Preferences(muted=frozenset({Topic.ANNOUNCEMENTS})), at=NOW)
    await app.recipients.choose(SITA_, Preferences(channel="email", muted=frozenset({Topic.DUES})), at=NOW)

    audience = await app.audiences.reached("everyone")

    assert (len(audience.reached), audience.candidates, audience.is_everyone) == (3, 5, True)
    assert dict(audience.channels) == {"email": 2, "telegram": 1}
    assert [one.recipient.name for one in audience.muted] == ["Omar Ben Ali"]
    assert [one.recipient.name for one in audience.unreachable] == ["Luc Petit"]
    assert not (await app.audiences.reached("-lang:fr")).is_everyone


async def test_who_is_linked_under_two_addresses_is_reached_once_and_turns_it_off_for_both(app: App) -> None:
    again = ContactDetails("Awa", "awa@lyon.example")
    await register(app, "lyon", "Lyon", (again, AWA))

    everyone = await app.audiences.reached("everyone")
    of_lyon = await app.audiences.reached("member:lyon")
    reply = await say(app, AWA, action="reminders:off:announcements")
    after = await app.audiences.reached("everyone")

    assert [one.recipient.addresses[0].conversation_id for one in everyone.reached].count(AWA.user_id) == 1
    assert (len(everyone.reached), everyone.is_everyone, [one.recipient.name for one in of_lyon.reached]) == (4, True, ["Awa"])
    assert reply.kind is Kind.DONE
    assert [one for one in after.reached if one.recipient.addresses[0].conversation_id == AWA.user_id] == []
    assert len(after.muted) == 2


async def test_chat_where_one_of_two_people_turned_it_off_is_left_alone(app: App) -> None:
    await register(app, "lyon", "Lyon", (ContactDetails("Awa", "awa@lyon.example"), AWA))
    await app.recipients.choose("email:awa@lyon.example", Preferences(muted=frozenset({Topic.ANNOUNCEMENTS})), at=NOW)

    audience = await app.audiences.reached("member:accra")
    shown = await say(app, AWA, "/reminders")

    assert (audience.reached, len(audience.muted)) == ((), 1)
    assert "- announcements: off" in shown.text


async def test_segment_is_explained_with_the_names_of_what_it_says(app: App) -> None:
    audience = await app.audiences.reached("country:np,GH -event:general-assembly-2021")

    assert (
        app.audiences.explained(audience, "en")
        == "everyone whose country is Nepal or Ghana and coming event is not 5th General Assembly"
    )


async def test_everybody_reads_their_own_language_and_values(app: App) -> None:
    body = "Dear {name|colleague} of {member}, at {local_time:2026-12-01T10:00+09:00}, you owe {amount_due|nothing}."
    wanted = draft(body, segment="everyone", also={"fr": "Bonjour {name|collègue} de {member} !"})

    messages = await app.audiences.messages(wanted, await app.audiences.reached("everyone"))

    sita, lina, omar = messages[SITA_], messages[LINA_], messages[OMAR_]
    assert (
        "Dear Sita Sharma of Dhulikhel, at [Tuesday, 1 December 2026, 06:45 (Kathmandu: GMT+05:45)](time:1796086800)" in sita.text
    )
    assert "you owe USD\xa01,500." in sita.text
    assert "you owe nothing." in lina.text
    assert sita.text.startswith("**Webinar**\n\n")
    assert [choice.label for choice in sita.choices] == ["Turn announcements off"]
    there = "[Tuesday, 1 December 2026, 02:00 (Tunis: Central European Standard Time)](time:1796086800)"
    assert f"Dear colleague of Tunis, at {there}" in lina.text
    assert (omar.lang, omar.text) == ("fr", "**Webinar fr**\n\nBonjour Omar Ben Ali de Tunis !")
    (awa,) = (message for person, message in messages.items() if person.startswith("contact:"))
    assert "Awa \\*Star\\* Mensah" in awa.text
    assert not [message for message in messages.values() if "{" in message.text]


async def test_time_in_the_label_of_a_link_leaves_it_a_link(app: App) -> None:
    wanted = draft("[Join at {local_time:2026-12-01T10:00+09:00}](https://x.example/1)", segment="everyone")

    messages = await app.audiences.messages(wanted, await app.audiences.reached("everyone"))

    assert "[Join at Tuesday, 1 December 2026, 06:45 (Kathmandu: GMT+05:45)](https://x.example/1)" in messages[SITA_].text


async def test_variable_without_a_value_for_somebody_stops_all(app: App) -> None:
    audience = await app.audiences.reached("everyone")

    with pytest.raises(UsageError) as caught:
        await app.audiences.messages(draft("Dear {name}"), audience)

    assert str(caught.value) == (
        "{name} has no value for lina@tunis.example; complete the registry, or write {name|something else}"
    )


async def test_amount_without_a_stand_in_stops_all_where_somebody_owes_nothing(app: App) -> None:
    with pytest.raises(UsageError, match="has no value for lina@tunis"):
        await app.audiences.messages(draft("You owe {amount_due}."), await app.audiences.reached("person:lina@tunis.example"))


async def test_name_of_the_member_is_that_by_which_somebody_was_selected(app: App) -> None:
    audience = await app.audiences.reached("category:institution")

    messages = await app.audiences.messages(draft("For {member}"), audience)

    assert "For Lalitpur\\_City" in messages[SITA_].text


async def test_reader_without_a_zone_has_that_of_the_members_country_or_place(app: App) -> None:
    for slug, name, country in (("lima", "Lima", "PE"), ("sao-paulo", "São Paulo", "BR"), ("niteroi", "Niterói", "BR")):
        await register(app, slug, name, (ContactDetails(name, f"{slug}@x.example"), None), country=country)

    audience = await app.audiences.reached("country:PE,BR")

    zones = {one.recipient.name: one.recipient.zone for one in audience.reached}
    assert zones == {"Lima": "America/Lima", "São Paulo": "America/Sao_Paulo", "Niterói": "Asia/Seoul"}
    assert [one.name for one in audience.zoneless] == ["Niterói"]
    assert {"America/Lima", "America/Sao_Paulo"} <= set(await app.recipients.zones())
    assert "Time zone not known of 1, for whom it is that of Asia/Seoul." in app.notices.reach("en", audience)
