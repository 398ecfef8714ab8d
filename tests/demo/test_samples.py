"""The samples say of themselves that they are made up, and lie where a visitor finds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.demo.samples import SOURCE, read, sample_bills, sample_events, sample_members
from bot.knowledge.events import Event
from bot.knowledge.library import Library
from bot.members.registry import Member

TODAY = date(2026, 12, 30)
MARKS = {
    "en": "Sample ",
    "ko": "예시",
    "es": "de muestra",
    "fr": "fictif|fictive",
    "zh": "示例",
    "ar": "تجريبي",
    "ru": "Пример",
    "pt": "de amostra",
}


def events(languages: Sequence[str] = tuple(MARKS)) -> list[Event]:
    return sample_events(read(), languages, today=TODAY, zone="Asia/Seoul")


def members() -> dict[str, Member]:
    return {one.details.slug: Member(number, one.details) for number, one in enumerate(sample_members(read()))}


@pytest.mark.parametrize("lang", MARKS)
def test_every_event_is_called_a_sample_in_every_language(lang: str) -> None:
    marks = MARKS[lang].split("|")

    assert [name for event in events() if not any(mark in (name := event.names[lang]) for mark in marks)] == []


def test_events_lie_in_the_coming_days_and_cite_that_they_are_made_up() -> None:
    found = events()

    assert [(event.period.first - TODAY).days for event in found] == [2, 9, 24]
    assert {event.sources[0].document for event in found} == {SOURCE}
    assert next(event.starts_at.isoformat() for event in found if event.starts_at) == "2027-01-01T15:00:00+09:00"


def test_language_that_the_samples_do_not_speak_reads_english() -> None:
    (first, *_) = events(["de"])

    assert first.names == {"de": "Sample webinar: street lights that listen"}


def test_every_member_contact_and_invoice_says_that_it_is_a_sample() -> None:
    people = [row.details.name for one in sample_members(read()) for row in one.contacts]
    bills = sample_bills(read(), members(), today=TODAY, currency="USD")
    names = [*people, *(member.name for member in members().values()), *(bill.draft.text for bill in bills)]

    assert [name for name in names if not name.endswith(" (sample)")] == []
    assert {bill.draft.billed_to.partition("\n")[0] for bill in bills} == {member.name for member in members().values()}
    assert {bill.draft.basis for bill in bills} == {SOURCE}


def test_addresses_of_contacts_belong_to_nobody() -> None:
    addresses = [row.details.email for one in sample_members(read()) for row in one.contacts]

    assert [address for address in addresses if not address.endswith(".example")] == []  # RFC 2606


def test_categories_are_those_that_the_fees_know(library: Library) -> None:
    known = {schedule.category for schedule in library.fees.schedules}

    assert {member.details.category for member in members().values()} <= known


def test_invoice_is_paid_after_it_was_issued_and_before_today() -> None:
    bills = sample_bills(read(), members(), today=TODAY, currency="USD")

    assert [bill for bill in bills if bill.paid.minor and not bill.draft.issued_on <= bill.paid_on <= TODAY] == []
