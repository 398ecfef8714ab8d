from dataclasses import replace

import pytest

from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, MemberDetails, Registered, Status
from tests.members.conftest import ACME, ANA, LIMA, NOBODY, SOME, Planned, told

NEW = "Name,Country,Category,Email"


def test_new_member_gets_slug_region_and_status(planned: Planned) -> None:
    plan = planned("Name,Country,Category,Population", "São Paulo,Brasil,City,12 million", registered=NOBODY)

    (upsert,) = plan.upserts
    assert (upsert.member_id, plan.problems, plan.warnings) == (None, (), ())
    assert upsert.details == MemberDetails(
        "sao-paulo", "São Paulo", "local-government", "BR", region="americas", population=12_000_000, status=Status.ACTIVE
    )


@pytest.mark.parametrize(
    ("before", "row", "after"),
    [
        ("americas", "lima,ES,", "europe"),
        ("africa", "lima,ES,", "africa"),
        ("", "lima,ES,", ""),
        ("americas", "lima,ES,asia-pacific", "asia-pacific"),
        ("americas", "lima,PE,", "americas"),
    ],
)
def test_region_follows_the_country_unless_it_was_set_by_hand(planned: Planned, before: str, row: str, after: str) -> None:
    lima = replace(LIMA, details=replace(LIMA.details, region=before))

    plan = planned("slug,country,region", row, "acme,,", registered=Registered((lima, ACME), (), ()))

    regions = {one.slug: change.new for one in plan.differences for change in one.changes if change.what == "region"}
    assert regions.get("lima", before) == after
    assert "acme" not in regions


def test_slugs_that_are_taken_get_the_country_then_a_number(planned: Planned) -> None:
    plan = planned(NEW, "Lima,US,city,", "Lima Lima,PE,corporation,", "서울,KR,city,", registered=SOME)

    assert [upsert.details.slug for upsert in plan.upserts] == ["lima-us", "lima-lima", "kr-1"]


def test_only_what_differs_is_changed(planned: Planned) -> None:
    plan = planned("Name,Population,Place,Status", "LIMA,9000000,,active", "acme,,Seoul,suspended")

    assert plan.unchanged == 1
    assert [(one.slug, [(change.what, change.old, change.new) for change in one.changes]) for one in plan.differences] == [
        ("acme", [("place", "", "Seoul"), ("status", "active", "suspended"), ("status since", "", "2026-11-21")])
    ]
    assert plan.upserts[0].before == ACME.details


def test_empty_cell_leaves_and_dash_clears(planned: Planned) -> None:
    plan = planned("Name,Population,Other names,Employees", "Lima,,-,", "Acme,,,-")

    assert [(one.details.population, one.details.names, one.details.employees) for one in plan.upserts] == [
        (9_000_000, (), None),
        (None, (), None),
    ]


@pytest.mark.parametrize("heading", ["Country", "Category", "Status"])
def test_what_every_member_has_cant_be_cleared(planned: Planned, heading: str) -> None:
    assert told(planned(f"Name,{heading}", "Lima,-").problems) == [f"row 2: {heading.lower()} can't be cleared"]


def test_member_is_found_by_any_of_its_names_and_keeps_its_own(planned: Planned) -> None:
    plan = planned("City,Country,Population", "ciudad de lima,Peru,10000000")

    assert [(one.member_id, one.details.name) for one in plan.upserts] == [(1, "Lima")]


def test_member_found_by_slug_can_be_renamed(planned: Planned) -> None:
    plan = planned("slug,Name", "lima,Lima Metropolitana")

    assert [(one.member_id, one.details.name) for one in plan.upserts] == [(1, "Lima Metropolitana")]


def test_unknown_slug_with_a_known_name_is_taken_for_that_member_and_told(planned: Planned) -> None:
    plan = planned("slug,Name,Population", "17,Lima,10000000")

    assert [one.member_id for one in plan.upserts] == [1]
    assert told(plan.warnings) == ["row 2: slug “17” is unknown; “Lima” is taken for lima by its name"]


def test_same_name_with_another_category_asks_for_the_slug(planned: Planned) -> None:
    plan = planned("Name,Country,Category", "Lima,PE,corporation")

    assert told(plan.problems) == [
        "row 2: “Lima” is in the registry as local-government (lima); fill in the slug, of that one or a new one"
    ]


def test_several_rows_make_several_contacts_of_one_member(planned: Planned) -> None:
    plan = planned(
        "Name,Country,Category,Contact,Email", "Quito,EC,city,Eva,eva@quito.ec", "Quito,,,Leo,leo@quito.ec", ",,,Mia,mia@quito.ec"
    )

    (upsert,) = plan.upserts
    assert [row.details.name for row in upsert.contacts] == ["Eva", "Leo", "Mia"]


def test_numbered_columns_make_several_contacts_of_one_row(planned: Planned) -> None:
    plan = planned("Name,Contact 1,Email 1,Contact 2,Email 2", "Acme,Eva,eva@acme.kr,Leo,leo@acme.kr")

    assert [row.details for row in plan.upserts[0].contacts] == [
        ContactDetails("Eva", "eva@acme.kr"),
        ContactDetails("Leo", "leo@acme.kr"),
    ]


def test_contact_is_found_by_address_whatever_its_case(planned: Planned) -> None:
    plan = planned("Name,Email,Role", "Lima,ANA@lima.pe,Mayor")

    assert plan.upserts[0].contacts == (
        ContactRow(ContactDetails("Ana Quispe", "ana@lima.pe", "Mayor", "es", "America/Lima"), (), ANA.id),
    )


def test_address_of_a_contact_can_change(planned: Planned) -> None:
    plan = planned("Name,Contact,Email", "Lima,Ana Quispe,ana@city.pe")

    assert [(row.contact_id, row.details.email) for row in plan.upserts[0].contacts] == [(ANA.id, "ana@city.pe")]
    assert [(one.what, one.old, one.new) for one in plan.differences[0].changes] == [
        ("contact Ana Quispe <ana@lima.pe>, email", "ana@lima.pe", "ana@city.pe")
    ]


def test_second_person_of_the_same_name_is_another_contact(planned: Planned) -> None:
    plan = planned("Name,Contact,Email", "Lima,Ana Quispe,ana@city.pe", "Lima,Ana Quispe,ana@lima.pe")

    assert [(row.contact_id, row.details.email) for row in plan.upserts[0].contacts] == [(None, "ana@city.pe")]


def test_accounts_become_links_named_as_the_channels_name_senders(planned: Planned) -> None:
    plan = planned("Name,Email,telegram_chat_id,slack_user_id", "Lima,ana@lima.pe,11; 12,U012AB3CD")

    assert plan.upserts[0].contacts[0].accounts == (Account("telegram", "12"), Account("slack", "U012AB3CD"))


def test_account_without_a_contact_is_a_problem(planned: Planned) -> None:
    assert told(planned("Name,telegram_chat_id", "Lima,12").problems) == [
        "row 2: telegram chat id stands without a contact; fill in contact name or email"
    ]


@pytest.mark.parametrize("other", ["Lima", "Acme"])
def test_account_of_two_persons_is_told(planned: Planned, other: str) -> None:
    plan = planned("Name,Email,Telegram", "Lima,a@lima.pe,12", f"{other},b@lima.pe,12")

    assert told(plan.warnings) == ["row 3: telegram:12 is given to b@lima.pe and, in row 2, to a@lima.pe; one person, or a slip?"]


def test_one_person_may_speak_for_two_members(planned: Planned) -> None:
    plan = planned("Name,Email,Telegram", "Lima,a@lima.pe,12", "Acme,a@lima.pe,12")

    assert (len(plan.upserts), plan.problems, plan.warnings) == (2, (), ())


def test_rows_that_contradict_each_other_are_a_problem_with_both_rows(planned: Planned) -> None:
    plan = planned("Name,Population,Email,Role", "Lima,1000000,a@lima.pe,Mayor", "Lima,2000000,a@lima.pe,Clerk")

    assert told(plan.problems) == [
        "row 3: “Lima”: population is “2000000” here and “1000000” in row 2; make them alike, or leave one empty",
        "row 3: a@lima.pe: contact role is “Clerk” here and “Mayor” in row 2; make them alike, or leave one empty",
    ]


def test_repeated_row_is_told_and_left_out(planned: Planned) -> None:
    plan = planned("Name,Email", "Lima,a@lima.pe", "Lima,a@lima.pe")

    assert len(plan.upserts[0].contacts) == 1
    assert told(plan.warnings) == ["row 3: repeats row 2 and is left out"]


def test_new_member_needs_country_and_category(planned: Planned) -> None:
    assert told(planned("Name,Email", "Quito,a@quito.ec").problems) == [
        "row 2: “Quito” is not in the registry and has no category and no country"
    ]


def test_every_problem_is_told_with_its_row(planned: Planned) -> None:
    plan = planned(
        "Name,Country,Category,Population,Joined,Email",
        "Quito,Ecuadorr,town,1.5,04/03/2021,eva@quito",
        "Cusco,PE,Circus,#REF!,,",
        ",,,,,x@y.org",
    )

    assert [note.row for note in plan.problems] == [2, 2, 2, 2, 3, 3]
    assert told(plan.problems)[0] == (
        "row 2: country “Ecuadorr” is no country (did you mean Ecuador, EC?); write its name or ISO code"
    )
    assert "row 3: population holds “#REF!”, a formula that failed" in told(plan.problems)


def test_first_row_without_a_member_is_a_problem(planned: Planned) -> None:
    assert told(planned("Name,Email", ",x@y.org").problems) == ["row 2: names no member; fill in its name or its slug"]


def test_doubtful_address_is_told_and_taken(planned: Planned) -> None:
    plan = planned("Name,Email", "Lima,eva@gmial.com")

    assert told(plan.warnings) == ["row 2: email “eva@gmial.com”: did you mean eva@gmail.com?"]
    assert plan.upserts[0].contacts[0].details.email == "eva@gmial.com"


@pytest.mark.parametrize("name", ["Limma", "Lima Metropolitan Municipality", "Ciudad de Limas"])
def test_new_member_that_looks_like_one_is_told(planned: Planned, name: str) -> None:
    (warning,) = told(planned(NEW, f"{name},PE,city,").warnings)

    assert warning == f"row 2: “{name}” would be new, and looks like Lima (PE, slug lima); if it is, fill in that slug"


def test_two_new_members_that_look_alike_are_told(planned: Planned) -> None:
    plan = planned(NEW, "Puente Alto,CL,city,", "Puente-Alto Town,CL,city,")

    looks = "would be new, and looks like “Puente Alto” in row 2"
    assert told(plan.warnings) == [f"row 3: “Puente-Alto Town” {looks}; if they are one member, give both rows one slug"]


@pytest.mark.parametrize(("one", "other"), [("Dhaka North", "Dhaka South"), ("District 7", "District 8"), ("Lyon", "Lisbon")])
def test_members_with_different_names_are_not_taken_for_alike(planned: Planned, one: str, other: str) -> None:
    assert planned(NEW, f"{one},BD,city,", f"{other},BD,city,", registered=NOBODY).warnings == ()


def test_contacts_that_cant_be_told_apart_ask_for_the_address(planned: Planned) -> None:
    twins = Registered((LIMA,), (ANA, type(ANA)(8, 1, ContactDetails("Ana Quispe", "ana2@lima.pe"))), ())

    plan = planned("Name,Contact,Role", "Lima,Ana Quispe,Mayor", registered=twins)

    assert told(plan.problems) == ["row 2: there are 2 contacts called Ana Quispe; fill in the email"]
