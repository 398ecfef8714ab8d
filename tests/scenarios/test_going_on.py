"""What goes on from a list or an event in few words: how many, only companies, in Madrid, where; and lists of all."""

import pytest

from bot.app import App
from tests.scenarios.talk import Person


async def said_after(app: App, before: list[str], said: str) -> str:
    """Return the first line of the reply to the last of several messages."""
    person = Person(app)
    for earlier in before:
        await person.say(earlier)
    return (await person.say(said)).text.partition("\n")[0]


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ("which cities of nepal are there", "how many are they?", "**Local governments · Nepal**: 18"),
        ("네팔에 어느 도시가 있어요?", "몇 곳이에요?", "**지방정부 · 네팔**: 18곳"),
        ("ما هي مدن نيبال الأعضاء؟", "كم عددهم؟", "**الحكومات المحلية · نيبال**: 18"),
        ("Какие города Непала состоят в организации?", "сколько их?", "**Местные органы власти · Непал**: 18"),
        ("¿qué ciudades de Nepal son miembros?", "¿cuántas son?", "**Gobiernos locales · Nepal**: 18"),
        ("Quelles villes du Népal sont membres ?", "combien sont-elles ?", "**Gouvernements locaux · Népal**\u00a0: 18"),
        ("Quais cidades do Nepal são membros?", "quantas são?", "**Governos locais · Nepal**: 18"),
        ("尼泊尔有哪些成员城市？", "有几个？", "**地方政府 · 尼泊尔**：18"),
    ],
)
async def test_how_many_after_a_list_counts_that_list(app: App, before: str, said: str, told: str) -> None:
    person = Person(app)
    await person.say(before)

    reply = await person.say(said)

    assert (reply.text, reply.article) == (told, "members-list")


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        (["members in Korea"], "only companies", "**Companies · South Korea**: 22 (1–20)"),
        (["members in Korea", "only companies"], "and only cities", "**Local governments · South Korea**: 7"),
        (["members in Korea", "only cities"], "and in Nepal?", "**Local governments · Nepal**: 18"),
        (["한국 회원", "도시만"], "네팔은요?", "**지방정부 · 네팔**: 18곳"),
        (["韩国有哪些会员？", "只要企业"], "那中国呢？", "**企业 · 中国**：2"),
        (["Miembros en Corea"], "solo empresas", "**Empresas · Corea del Sur**: 22 (1–20)"),
        (["члены из Кореи"], "только компании", "**Компании · Республика Корея**: 22 (1–20)"),
        (["الأعضاء في كوريا"], "الشركات فقط", "**الشركات · كوريا الجنوبية**: 22 (1–20)"),
        (["members in Korea"], "list all the companies", "**Companies**: 35 (1–20)"),
        (["members in Nepal"], "and how many companies?", "The documents name none for: Companies · Nepal."),
    ],
)
async def test_few_words_narrow_a_list_and_go_on_with_it(app: App, before: list[str], said: str, told: str) -> None:
    assert await said_after(app, before, said) == told


@pytest.mark.parametrize(
    ("before", "said", "slug"),
    [
        ("members in Nepal", "what is the fee?", "what-fees"),
        ("members in Nepal", "how many members are there in total?", "number-of-members"),
        ("尼泊尔有哪些成员城市？", "多少钱？", "what-fees"),
        ("尼泊尔有哪些成员城市？", "会费多少？", "what-fees"),
        ("네팔 회원", "지역사무소는 몇 개예요?", "regional-offices"),
        ("몽골 회원 몇 곳이에요", "스타트업이 참가할 만한 프로그램 있어요?", "programmes-for-start-ups"),
        ("제5차 총회는 언제였나요?", "영상은 어디서 볼 수 있어요?", "general-assembly-2021-recording"),
    ],
)
async def test_question_of_its_own_is_no_part_of_what_was_shown(app: App, before: str, said: str, slug: str) -> None:
    person = Person(app)
    await person.say(before)

    assert (await person.say(said)).article == slug


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ("¿cuándo fue la asamblea general de 2021?", "¿a qué hora en Madrid?", "08:00–09:35"),
        ("¿cuándo fue la asamblea general de 2021?", "¿y en México?", "01:00–02:35"),
        ("когда была генеральная ассамблея 2021 года?", "по Москве", "09:00–10:35"),
        ("когда была генеральная ассамблея 2021 года?", "а во Владивостоке?", "16:00–17:35"),
        ("quando foi a assembleia geral de 2021?", "em Brasília", "03:00–04:35"),
        ("quand a eu lieu l'assemblée générale de 2021 ?", "à Paris", "08:00–09:35"),
        ("متى كانت الجمعية العامة 2021؟", "في القاهرة", "08:00–09:35"),
        ("2021년 총회는 언제였나요?", "카트만두 시간으로는?", "11:45–13:20"),
        ("2021年全体大会是什么时候？", "北京时间几点？", "14:00–15:35"),
        ("when was the general assembly 2021?", "in New York", "02:00–03:35"),
    ],
)
async def test_place_after_an_event_asks_for_its_time_there(app: App, before: str, said: str, told: str) -> None:
    person = Person(app)
    await person.say(before)

    assert told in (await person.say(said)).text


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ("when was the general assembly 2021?", "where was it?", "- Seoul, Republic of Korea"),
        ("¿cuándo fue la asamblea general de 2021?", "¿dónde?", "- Seúl, República de Corea"),
        ("quand a eu lieu l'assemblée générale de 2021 ?", "où ?", "- Séoul, République de Corée"),
        ("quando foi a assembleia geral de 2021?", "onde foi?", "- Seul, República da Coreia"),
        ("когда была генеральная ассамблея 2021 года?", "где она проходила?", "- Сеул, Республика Корея"),
        ("متى كانت الجمعية العامة 2021؟", "أين؟", "- سيول، جمهورية كوريا"),
        ("2021년 총회는 언제였나요?", "어디서 열렸나요?", "- 대한민국 서울"),
        ("2021年全体大会是什么时候？", "在哪里举行？", "- 韩国首尔"),
        ("what happened at the general assembly 2021?", "where was it?", "- Seoul, Republic of Korea"),
    ],
)
async def test_where_after_an_event_tells_its_place(app: App, before: str, said: str, told: str) -> None:
    person = Person(app)
    await person.say(before)

    assert told in (await person.say(said)).text


@pytest.mark.parametrize(
    "said",
    [
        "events of 2022", "eventos de 2022", "2022년 행사 알려줘", "2022年有哪些活动", "événements de 2022", "أحداث 2022",
        "мероприятия 2022 года", "quais eventos em 2022?",
    ],
)  # fmt: skip
async def test_events_of_a_year_are_listed(app: App, said: str) -> None:
    reply = await Person(app).say(said)

    assert reply.article == "event-calendar"
    assert "30" in reply.text.partition("\n")[0]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("list all the cities", 160), ("todas las ciudades", 160), ("toutes les villes membres", 160), ("todas as cidades", 160),
        ("все города", 160), ("جميع المدن الأعضاء", 160), ("所有城市", 160), ("모든 도시", 160), ("all companies", 35),
        ("todas las empresas", 35), ("toutes les entreprises", 35), ("todas as empresas", 35), ("все компании", 35),
        ("كل الشركات", 35), ("所有企业", 35), ("모든 기업", 35), ("all institutions", 11),
        ("all members", 206), ("모든 회원", 206), ("所有会员", 206),
    ],
)  # fmt: skip
async def test_all_of_a_category_are_listed(app: App, said: str, count: int) -> None:
    reply = await Person(app).say(said)

    assert reply.article == "members-list"
    assert f" {count}" in reply.text.replace("：", ": ").partition("\n")[0]


@pytest.mark.parametrize(
    "said", ["What does a city pay?", "all universities", "모든 회원이 투표할 수 있나요?", "모든 도시가 회비를 내나요?"]
)
async def test_what_is_no_category_of_the_list_is_not_listed(app: App, said: str) -> None:
    assert (await Person(app).say(said)).article != "members-list"
