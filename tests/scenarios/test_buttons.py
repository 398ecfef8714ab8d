"""Buttons of the fees, the directory and the calendar: old ones, broken ones, and those of any figures."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from bot.app import App
from tests.scenarios.talk import Person

BUTTONS = [
    "fees:nonsense",
    "fees:institution.start-up",
    "fees:local-government,x5",
    "fees:,,,",
    "members:zz",
    "members:rafrica:x",
    "members:j20199",
    "members:j2019-2017",
    "members:j0",
    "members-csv:zz",
    "member:nobody",
    "event:no-such-event",
    "ics:no-such-event",
    "events:2022-01-01/2022-12-31:x",
]


@pytest.mark.parametrize("action", BUTTONS)
async def test_button_that_leads_nowhere_is_said_to_be_out_of_date(app: App, action: str) -> None:
    reply = await Person(app).press(action)

    assert (reply.kind.value, reply.text) == ("error", "That button is out of date. Please ask again, or pick a topic.")


@pytest.mark.parametrize("action", ["members:rafrica:999999", "events:2022-01-01/2022-12-31:999999"])
async def test_page_beyond_the_last_is_the_first(app: App, action: str) -> None:
    first, beyond = [await Person(app).press(one) for one in (action.rpartition(":")[0], action)]

    assert beyond.text == first.text


FIGURES = st.integers(-(10**15), 10**16)


@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.sampled_from(["city", "ministry", "university", "start-up", "company", "NGO", "institution", ""]),
    people=FIGURES,
    gdp=FIGURES,
    staff=FIGURES,
    year=st.integers(1980, 2110),
)
async def test_buttons_of_a_fee_fit_the_platforms_whatever_the_figures(
    app: App, who: str, people: int, gdp: int, staff: int, year: int
) -> None:
    question = f"fee of a {who} with {people} inhabitants, GDP per head {gdp}, {staff} employees, in {year}"

    reply = await Person(app, name=question).say(question)

    assert reply.text
    assert [choice.action for choice in reply.choices if len(choice.action.encode()) > 64] == []


@hypothesis(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["fees:", "members:", "members-csv:", "member:", "events:", "event:", "ics:"]),
    st.text("abcefgjkloprty,.:/-0129", max_size=30),
)
async def test_no_button_makes_the_assistant_fail(app: App, name: str, argument: str) -> None:
    reply = await Person(app, name=f"{name}{argument}").press(f"{name}{argument}")

    assert reply.text
    assert "something went wrong" not in reply.text
