"""Since when somebody is a member, what a member holds, and who speaks of themselves rather than of members."""

import pytest

from bot.app import App
from tests.scenarios.talk import Person


async def test_office_without_an_end_is_held_up_to_the_documents_date(app: App) -> None:
    assert "- Seoul" in (await Person(app).say("which city held the presidency in 2015")).text


@pytest.mark.parametrize(
    ("before", "said", "first"),
    [
        ("Is Jakarta a member?", "since when?", "**Jakarta**: Founding member (2010)"),
        ("", "when did jakarta join?", "**Jakarta**: Founding member (2010)"),
        ("¿Es Barcelona miembro?", "¿desde cuándo?", "**Barcelona**: Miembro fundador (2010)"),
        ("Is Dhulikhel a member?", "since when", "**Dhulikhel**: Applied: 20 July 2017"),
    ],
)
async def test_since_when_is_answered_first(app: App, before: str, said: str, first: str) -> None:
    person = Person(app)
    if before:
        await person.say(before)

    reply = await person.say(said)

    assert reply.text.splitlines()[0] == first
    assert len(reply.text.splitlines()) == 3


async def test_latest_offices_are_told_and_what_lasts_is_told_as_lasting(app: App) -> None:
    person = Person(app)
    seoul, chengdu = await person.say("is Seoul a member?"), await person.say("is Chengdu a member?")

    assert "Executive Committee 2021–2023" in seoul.text
    assert "Candidate for President 2021–2023" in seoul.text
    assert "Regional office since 2014" in chengdu.text


@pytest.mark.parametrize(
    "said",
    [
        "Bonjour, nous sommes une ONG française et nous voulons adhérer",
        "we are a company from Spain and want to join",
        "我们是一家中国公司，想加入WeGO",
        "저희는 한국 기업인데 가입하고 싶어요",
    ],
)
async def test_who_introduces_themselves_asks_for_no_list(app: App, said: str) -> None:
    reply = await Person(app).say(said)

    assert reply.article in ("corporate-members", "institutional-members", "how-to-join")


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Je cherche la liste des organismes membres au Nigeria, pas seulement les villes", "members-list"),
        ("우리나라에서는 어느 지자체들이 회원인가요", "members-list"),
        ("Curitiba é associada?", "is-member"),
        ("¿Medellín es miembro?", "is-member"),
        ("What offices has Maputo held over the years?", "is-member"),
        ("En quelle année Wellington a-t-elle présenté sa demande d'adhésion ?", "is-member"),
        ("회원사 중에 블록체인 하는 데만 추려 주세요", "members-list"),
    ],
)
async def test_list_or_member_is_still_asked_for(app: App, said: str, slug: str) -> None:
    assert (await Person(app).say(said)).article == slug


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ("", "هل القاهرة عضو؟", "القاهرة"),
        ("", "o Rio de Janeiro é membro?", "“Rio de Janeiro”"),
        ("O Maputo é membro?", "e o Rio de Janeiro?", "“Rio de Janeiro”"),
        ("서울은 회원이에요?", "수원은?", "“수원”"),
        ("수원은 회원인가요?", "대전은요?", "“대전”"),
        ("首尔是会员吗？", "苏州呢？", "“苏州”"),
        ("", "I work for the city of Maputo. Is our city a member?", "Yes, **Maputo**"),
        ("", "Trabalho no gabinete do prefeito de Maputo. Nossa cidade é membro?", "Sim, **Maputo**"),
        ("", "Trabajo en la alcaldía de Medellín. ¿Nuestra ciudad es miembro?", "**Medellín** no figura"),
        ("", "Je travaille à la mairie de Dakar. Notre ville est-elle membre ?", "Oui, **Dakar**"),
        ("", "Я работаю в мэрии Улан-Удэ. Наш город состоит в организации?", "«Улан-Удэ»"),
        ("", "أعمل في بلدية القاهرة. هل مدينتنا عضو؟", "القاهرة"),
        ("", "저는 수원시청에서 일합니다. 우리 시는 회원인가요?", "“수원”"),
        ("", "我在成都市政府工作。我们市是会员吗？", "**Chengdu**"),
    ],
)
async def test_whoever_is_named_is_looked_up(app: App, before: str, said: str, told: str) -> None:
    person = Person(app)
    if before:
        await person.say(before)

    reply = await person.say(said)

    assert reply.article == "is-member"
    assert told in reply.text


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("서울은 회원이에요?", "날씨는?"),
        ("서울은 회원이에요?", "혜택은?"),
        ("", "Trabalho em Maputo. Como podemos ser membros?"),
        ("", "I work in Maputo. How can our city become a member?"),
    ],
)
async def test_what_names_nobody_or_asks_how_to_join_looks_up_nobody(app: App, before: str, said: str) -> None:
    person = Person(app)
    if before:
        await person.say(before)

    assert (await person.say(said)).article != "is-member"


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("서울은 회원이에요?", "네, 회원입니다: **Seoul** (대한민국)."),
        ("부산은 회원이에요?", "**Busan**: 회원으로 나오지 않습니다."),
        ("首尔是会员吗？", "是的，**Seoul**（韩国）是会员；"),
        ("尼泊尔有哪些成员城市？", "**地方政府 · 尼泊尔**：18"),
        ("所有企业", "**企业**：35（1–20）"),
        ("événements en octobre 2022", "**Octobre 2022**\u00a0: 1 événement"),
    ],
)
async def test_lists_and_records_are_written_as_the_language_is(app: App, said: str, first: str) -> None:
    assert (await Person(app).say(said)).text.startswith(first)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("首尔是会员吗？", "- 执行委员会 2021–2023年"),
        ("Сеул — член?", "- Президент, начало: 2010"),
        ("2022年10月有哪些活动", "- **2022年10月**：2022年全球智慧城市博览会，西班牙巴塞罗那（预告）"),
        ("فعاليات أكتوبر 2022", "- **أكتوبر 2022**: مؤتمر ومعرض المدن الذكية العالمي 2022، برشلونة، إسبانيا (مُعلن عنها)"),
    ],
)
async def test_lines_are_written_as_the_language_is(app: App, said: str, line: str) -> None:
    assert line in (await Person(app).say(said)).text.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "Is Kathmandu a member of ICLEI?",
        "¿Bogotá es miembro de ICLEI?",
        "부산은 ICLEI 회원인가요?",
        "釜山是CityNet的会员吗",
        "هل أمانة عمان عضو في ICLEI؟",
        "시티넷은 회원 도시가 모두 몇 곳이죠?",
    ],
)
async def test_member_of_another_organization_is_not_told_of(app: App, text: str) -> None:
    reply = await Person(app).say(text)

    assert reply.kind.value == "unknown"


async def test_university_is_not_its_city(app: App) -> None:
    reply = await Person(app).say("Is Nairobi University a member?")

    assert reply.text.startswith("I don't find “Nairobi University” among")
