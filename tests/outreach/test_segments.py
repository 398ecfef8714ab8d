"""What a segment selects, how it reads, and what is wrong with one that can't be read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.outreach.recipients import Preferences, Recipient
from bot.outreach.segments import EVERYONE, All, Any, Candidate, Key, Not, Segment, Term, matches, parse, select, written

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
KNOWN = {
    Key.REGION: {"africa": "Africa", "europe": "Europe"},
    Key.COUNTRY: {"ke": "Kenya", "gh": "Ghana", "ci": "Côte d’Ivoire"},
    Key.NETWORK: {},
}


def candidate(person: str = "email:sita", **facts: str) -> Candidate:
    recipient = Recipient(person, "", "en", "UTC", (), (), Preferences(), SINCE, knows_zone=True)
    return Candidate(recipient, {Key(key): {value} for key, value in facts.items()})


NAIROBI = candidate("email:a", region="africa", category="local-government", country="ke", standing="overdue")
ACCRA = candidate("email:b", region="africa", category="local-government", country="gh", standing="good")
SAFARI = candidate("email:c", region="africa", category="corporation", country="ke", standing="good", network="ascn")
LYON = candidate("email:d", region="europe", category="local-government", country="fr", standing="good", lang="fr")
ALL = {"Nairobi": NAIROBI, "Accra": ACCRA, "Safari": SAFARI, "Lyon": LYON}


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("everyone", "Nairobi Accra Safari Lyon"),
        ("region:africa", "Nairobi Accra Safari"),
        ("region:Africa category:local-government", "Nairobi Accra"),
        ("region:africa and category:local-government", "Nairobi Accra"),
        ("region:africa category:local-government standing:overdue", "Nairobi"),
        ("region:africa -country:KE", "Accra"),
        ("region:africa not country:ke", "Accra"),
        ("country:ke,fr", "Nairobi Safari Lyon"),
        ("country:gh or lang:fr", "Accra Lyon"),
        ("region:africa (standing:overdue or category:corporation)", "Nairobi Safari"),
        ("-(region:africa or lang:fr)", ""),
        ("not not lang:fr", "Lyon"),
        ("network:ASCN or country:gh region:africa", "Accra Safari"),
        ("everyone -region:europe", "Nairobi Accra Safari"),
        ('network:"ascn"', "Safari"),
    ],
)
def test_segment_selects(text: str, selected: str) -> None:
    segment = parse(text)

    assert [name for name, one in ALL.items() if matches(segment, one)] == selected.split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("africa", "“africa” in the segment is no condition"),
        ("regoin:africa", "did you mean region:?"),
        ("colour:red", "there is no “colour:”"),
        ("region:afrika", "did you mean africa?"),
        ("region:atlantis", "there are africa, europe"),
        ("country:kenia", "no country is called “kenia”; did you mean ke (Kenya)?"),
        ("network:ascn", "no network is called “ascn”; nobody has one"),
        ('region:""', "a value is missing after “region:”"),
        ("(region:africa", "has no closing one"),
        ("region:africa)", "has no opening one"),
        ("region:africa or", "ends where something must follow"),
        ("not", "ends where something must follow"),
        ("region:", "“region:” in the segment is no condition"),
        ('region:"', "no condition"),
        ("()", "“)” in the segment is no condition"),
        ("x" * 2000, "longer than 1000"),
        ("(" * 100, "nested more than 20"),
        ("not " * 100 + "lang:fr", "nested more than 20"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text, KNOWN)

    assert said in str(caught.value)


def test_person_of_two_members_is_selected_once() -> None:
    twice = [candidate("email:a", region="africa"), candidate("email:a", region="europe")]

    assert len(select(EVERYONE, twice)) == 1


def test_conditions_must_hold_for_the_same_member() -> None:
    twice = [candidate("email:a", region="africa", category="corporation"), candidate("email:a", region="europe", category="x")]

    assert select(parse("region:europe category:corporation"), twice) == []


def test_value_may_be_said_by_its_name() -> None:
    assert parse('country:Kenya,"Côte d’Ivoire"', KNOWN) == Term(Key.COUNTRY, ("ke", "ci"))


values = st.text("abcé (),-:0", min_size=1, max_size=6).map(str.strip).filter(bool)
terms = st.builds(Term, st.sampled_from(list(Key)), st.lists(values, min_size=1, max_size=3).map(tuple))
segments: st.SearchStrategy[Segment] = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@given(segments)
def test_what_is_written_reads_back_as_the_same(segment: Segment) -> None:
    assert parse(written(segment)) == segment


@given(st.text(max_size=60))
def test_no_text_gives_anything_but_a_segment_or_a_sentence(text: str) -> None:
    try:
        segment = parse(text)
    except UsageError as error:
        assert str(error)  # noqa: PT017  either outcome is right
    else:
        assert parse(written(segment)) == segment
