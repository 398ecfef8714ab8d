"""Which questions about an event are for the calendar, and which for the event's own article."""

from datetime import datetime

import pytest

from bot.app import open_app
from bot.config import Settings
from bot.knowledge.library import Library
from tests.scenarios.talk import Person

WHAT = {
    "o que é o EXCOM?": "excom",
    "C'est quoi ASCN ?": "ascn",
    "what is Smart City Week": "smart-city-week-2021",
    "what is EXCOM": "excom",
    "qué es el EXCOM": "excom",
    "什么是执行委员会会议": "excom",
    "ما هي الجمعية العامة الخامسة": "general-assembly-2021",
    "что такое EXCOM?": "excom",
    "5th General Assembly": "general-assembly-2021",
}
WHEN = [
    "when is EXCOM", "EXCOM date", "quando é o EXCOM?", "C'est quand la 5e Assemblée générale ?", "집행위원회 회의 언제예요?",
    "第五届全体大会是什么时候", "متى الجمعية العامة الخامسة", "когда была 5-я Генеральная ассамблея",
    "where was the 5th General Assembly",
    "¿en qué ciudad fue la 5.ª Asamblea General?", "5th General Assembly start time in Accra",
]  # fmt: skip


@pytest.mark.parametrize(("question", "article"), WHAT.items())
async def test_what_an_event_is_is_told_by_its_own_article(
    settings: Settings, library: Library, question: str, article: str
) -> None:
    assert await answered(settings, library, question) == article


@pytest.mark.parametrize("question", WHEN)
async def test_when_and_where_an_event_is_is_told_by_the_calendar(settings: Settings, library: Library, question: str) -> None:
    assert await answered(settings, library, question) == "event-date"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿A qué hora empezaba en Lima la asamblea del 18 de octubre de 2021?", "01:00"),
        ("what time did the meeting of 23 February 2022 start in Nairobi?", "09:00"),
    ],
)
async def test_hour_elsewhere_is_told_of_an_event_that_only_its_day_names(
    settings: Settings, library: Library, question: str, told: str
) -> None:
    async with open_app(settings, now=datetime.fromisoformat("2022-05-02T09:00+09:00"), library=library) as app:
        assert told in (await Person(app).say(question)).text


async def test_next_event_of_a_kind_is_told_though_no_day_is_known(settings: Settings, library: Library) -> None:
    async with open_app(settings, now=datetime.fromisoformat("2022-05-02T09:00+09:00"), library=library) as app:
        assert "6th General Assembly" in (await Person(app).say("next general assembly")).text


async def answered(settings: Settings, library: Library, question: str) -> str | None:
    async with open_app(settings, now=datetime.fromisoformat("2022-05-02T09:00+09:00"), library=library) as app:
        return (await Person(app).say(question)).article
