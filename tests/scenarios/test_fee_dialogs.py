"""Fees in several messages: what is told, corrected and varied, through the real assistant with the real content."""

from dataclasses import replace

import pytest

from bot.app import App
from tests.scenarios.talk import Expected, Person

ANSWER, ASK = "answer", "ask"


async def last_reply(app: App, said: tuple[str, ...], expected: Expected) -> Expected:
    """Return what was expected of the reply to the last text, as far as it is so, with plain spaces in numbers."""
    person = Person(app)
    replies = [await person.say(text) for text in said]
    return expected.of(replace(replies[-1], text=" ".join(replies[-1].text.split())))


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        (("인구 30만 도시 회비가 얼마인가요?", "1인당 GDP는 35,000달러입니다"), "USD 6,500"),
        (("인구 30만 도시 회비가 얼마인가요?", "1인당 GDP는 3만 5천 달러입니다"), "USD 6,500"),
        (("인구 30만 도시 회비가 얼마인가요?", "1인 당 국내총생산 32,000달러"), "USD 6,500"),
        (("인구 30만 도시 회비가 얼마인가요?", "일인당 GDP 32,000달러"), "USD 6,500"),
        (("인구 30만 도시 회비가 얼마인가요?", "1인당 GDP는 35,000달러입니다", "아니요 인구 150만이에요"), "USD 7,500"),
        (("제 도시 인구는 30만, 1인당 GDP는 35,000달러입니다. 회비는요?",), "USD 6,500"),
    ],
)
async def test_one_of_per_head_is_no_figure(app: App, said: tuple[str, ...], amount: str) -> None:
    expected = Expected(ANSWER, lang="ko", text=f"{amount}**")

    assert await last_reply(app, said, expected) == expected


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("With the suburbs we're 310 000, the statistics office says 280 000. Which one do you go by?", "which-population-counts"),
        ("We're at 298,000 residents and growing. At what number does the next step kick in?", "fee-bracket-boundaries"),
        ("City of 310 000, GDP per head 28 000: what would we pay?", "fee-calculator"),
    ],
)
async def test_question_on_the_rules_that_holds_figures_is_not_worked_out(app: App, said: str, slug: str) -> None:
    expected = Expected(ANSWER, slug)

    assert await last_reply(app, (said,), expected) == expected


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        (("fee for a city of 1.4 million people", "GDP per capita is 10,400", "no, 9,500"), "USD 3,500"),
        (("fee for a city of 1.4 million people", "GDP per capita is 10,400", "no, 9,500", "sorry, 10,400"), "USD 5,000"),
        (("fee for a city of 1.4 million people", "GDP per capita is 10,400", "and with 300,000?"), "USD 4,000"),
        (("cuota para una ciudad de 1,4 millones de habitantes", "el PIB per cápita es 10.400", "no, 9.500"), "3.500 USD"),
        (("cotisation pour une ville de 1,4 million d'habitants", "le PIB par habitant est de 10 400", "non, 9 500"), "3 500 USD"),
        (("quanto paga uma cidade de 1,4 milhões de habitantes", "o PIB per capita é 10.400", "não, 9.500"), "USD 3.500"),
        (("work out our fee", "Institution", "University", "20 employees", "and in 2022?", "3000", "no, 30000"), "USD 5,000"),
        (("fee for a city of 300k people and GDP 12k", "no, 1.4 million"), "USD 5,000"),
        (("fee for a city of 1.4 million people and GDP per capita 10,400", "no, 9,500"), "USD 3,500"),
    ],
)
async def test_figure_that_was_told_last_is_the_one_that_is_corrected(app: App, said: tuple[str, ...], amount: str) -> None:
    expected = Expected(ANSWER, text=f"{amount}**")

    assert await last_reply(app, said, expected) == expected


@pytest.mark.parametrize(
    ("said", "lang", "amount"),
    [
        (("How much does a company pay?", "we have 120 employees"), "en", "USD 2,000"),
        (("Сколько платят компании?", "а стартапы?", "у нас 12 сотрудников"), "ru", "1 500 USD"),
        (("We are an IT company with 40 people. What would the fee be?",), "en", "USD 2,000"),
        (("we are an LLC with 200 employees. membership fee?",), "en", "USD 2,000"),
        (("У нас IT-компания, 40 человек. Какой будет взнос?", "а если нас станет 350"), "ru", "2 500 USD"),
        (("¿cuánto paga una empresa al año?", "somos 320 empleados"), "es", "2.500 USD"),
        (("¿cuánto paga una empresa al año?", "somos 32 empleados", "perdón, son 320"), "es", "2.500 USD"),
        (("¿cuánto paga una empresa al año?", "somos 320 empleados", "¿y en 2022?"), "es", "2.000 USD"),
        (("¿cuánto paga una ciudad?", "¿y si somos una ONG con 60 empleados?"), "es", "3.000 USD"),
        (("combien paie une entreprise ?", "nous sommes 40"), "fr", "2 000 USD"),
        (("nous sommes une ONG, combien coûte la cotisation ?", "12 salariés"), "fr", "2 000 USD"),
        (("quanto paga uma empresa?", "temos 80 funcionários"), "pt", "USD 2.000"),
        (("сколько платит компания?", "у нас 80 сотрудников"), "ru", "2 000 USD"),
        (("كم تدفع شركة؟", "لدينا 80 موظفا"), "ar", "2,000 USD"),
        (("기업 회비는 얼마예요?", "직원이 50명이에요"), "ko", "USD 2,000"),
        (("企业要交多少会费？", "我们有80人"), "zh", "USD 2,000"),
        (("we are a university in India, how much is the fee?", "20 staff"), "en", "USD 2,000"),
        (("what would my city pay?", "300k people", "12k"), "en", "USD 4,000"),
        (("¿cuánto paga una ciudad?", "300 mil habitantes", "12.000 dólares"), "es", "4.000 USD"),
    ],
)
async def test_figure_after_an_article_of_fees_is_reckoned_with(app: App, said: tuple[str, ...], lang: str, amount: str) -> None:
    expected = Expected(ANSWER, "fee-calculator", lang, text=f"{amount}**")

    assert await last_reply(app, said, expected) == expected


async def test_figure_that_is_missing_after_an_article_of_fees_is_asked_for(app: App) -> None:
    expected = Expected(ASK, "fee-calculator", text="What is the country's GDP per head")

    assert await last_reply(app, ("what would my city pay?", "300k people"), expected) == expected


@pytest.mark.parametrize(
    "question",
    ["how many members are there?", "who joined in 2019?", "what about 3 projects"],
)
async def test_question_with_a_number_after_an_article_of_fees_tells_no_figure(app: App, question: str) -> None:
    person = Person(app)
    await person.say("How much does a company pay?")

    assert (await person.say(question)).article != "fee-calculator"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            ("fee for a company of three hundred employees", "no, 30", "it is a startup"),
            Expected(ANSWER, text="21 or more employees"),
        ),
        (("взнос для компании с 300 сотрудниками", "нет, 30", "это стартап"), Expected(ANSWER, text="**2 000 USD**")),
        (("fee for a city of 300k people", "12k", "and for companies?"), Expected(ASK, text="How many employees")),
        (("كم تدفع مدينتي؟", "300 ألف نسمة", "12000 دولار", "وللشركات؟"), Expected(ASK, lang="ar", text="كم عدد الموظفين")),
        (("30万人口的城市会费多少？", "12000美元", "那企业呢？"), Expected(ASK, lang="zh", text="多少名员工")),
        (("인구 30만 도시 회비가 얼마인가요?", "12000달러", "기업은요?"), Expected(ASK, lang="ko", text="직원이 모두 몇 명")),
    ],
)
async def test_after_a_fee_it_is_enough_to_say_who_pays_instead(app: App, said: tuple[str, ...], expected: Expected) -> None:
    assert await last_reply(app, said, expected) == expected


async def test_fee_of_a_member_that_is_named_is_not_the_one_worked_out_before(app: App) -> None:
    fresh = await Person(app, name="boris").say("what does Dhulikhel pay in 2026?")

    person = Person(app)
    await person.say("city 300.000 inhabitants gdp 10.000")

    assert (await person.say("what does Dhulikhel pay in 2026?")).text == fresh.text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            ("city 300.000 inhabitants gdp 10.000", "and for a city of 2 million people in Nepal?"),
            Expected(ASK, text="GDP per head"),
        ),
        (("city of 300k in Nepal, gdp 1,400, fee?", "and for 2 million people in Nepal?"), Expected(ANSWER, text="USD 700")),
        (("what is our fee, 30 employees", "a university in India"), Expected(ANSWER, "fee-calculator", text="10–49 employees")),
    ],
)
async def test_another_country_is_asked_for_its_gdp(app: App, said: tuple[str, ...], expected: Expected) -> None:
    assert await last_reply(app, said, expected) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("my city has 33,726 people, how much fee", "nepal", "1.4k usd"), Expected(ANSWER, "fee-calculator", text="**USD 400**")),
        (("work out our fee", "company", "I don't know", "about 50"), Expected(ANSWER, "fee-calculator", text="**USD 2,000**")),
        (("인구 30만 도시 회비가 얼마인가요?", "만 이천 달러"), Expected(ANSWER, "fee-calculator", text="**USD 4,000**")),
    ],
)
async def test_figure_that_was_asked_for_is_taken_a_few_turns_later(app: App, said: tuple[str, ...], expected: Expected) -> None:
    assert await last_reply(app, said, expected) == expected


async def test_figure_belongs_to_no_question_of_long_ago(app: App) -> None:
    said = ("my city has 33,726 people, how much fee", "What is WeGO?", "Who is the president?", "What is WeGO?", "1.4k usd")

    reply = await last_reply(app, said, Expected(ANSWER))

    assert reply.kind != ANSWER


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        (("quanto paga uma cidade de 300 mil habitantes?", "PIB per capita: US$ 10.500"), "pt"),
        (("¿cuánto paga una ciudad de 300 mil habitantes?", "PIB per cápita: 12000 USD"), "es"),
        (("¿cuánto paga una ciudad de 300 mil habitantes?", "the GDP per head is 12,000 USD"), "en"),
    ],
)
async def test_figure_is_answered_in_the_language_that_names_it(app: App, said: tuple[str, ...], lang: str) -> None:
    expected = Expected(ANSWER, "fee-calculator", lang, text="4")

    assert await last_reply(app, said, expected) == expected


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        ("hi, what does a university pay?", "and in 2022?", "GDP per head"),
        ("¿Cuánto paga una ONG?", "¿y en 2021?", "PIB per cápita"),
        ("기업 회비는 얼마예요?", "2022년에는요?", "직원이 모두 몇 명"),
    ],
)
async def test_year_alone_after_an_article_of_fees_is_worked_out(app: App, first: str, then: str, asked: str) -> None:
    person = Person(app)
    await person.say(first)
    reply = await person.say(then)

    assert (reply.kind.value, reply.article) == (ASK, "fee-calculator")
    assert asked in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "How much would it cost to put smart traffic lights in a city of 100,000 people?",
        "how much for garbage sensors, city of 80k",
        "¿Cuánto cuesta instalar cámaras en una ciudad de 200.000 habitantes?",
        "combien coûte un réseau LoRa pour une ville de 100 000 habitants",
        "quanto custa um painel de dados para uma cidade de 90 mil habitantes",
        "스마트 가로등 설치하는데 인구 10만 도시면 얼마 들어요?",
        "一个20万人口的县城上智慧停车多少钱",
        "كم يكلف نظام ري ذكي لبلدية عدد سكانها 60 ألف",
        "сколько будет стоить умная остановка в городе на 70 тысяч человек",
    ],
)
async def test_what_a_system_costs_in_a_city_is_no_fee(app: App, text: str) -> None:
    reply = await Person(app).say(text)

    assert reply.kind.value == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "how much would it be for a city of 90k people",
        "cuánto saldría para una ciudad de 90 mil",
        "combien pour une ville de 90 000 habitants",
        "quanto sai para uma cidade de 90 mil habitantes",
        "인구 9만 도시는 얼마예요",
        "9万人口的城市要多少钱",
        "بكم لمدينة 90 ألف نسمة",
        "сколько стоит для города на 90 тысяч жителей",
    ],
)
async def test_what_it_costs_a_city_is_the_fee(app: App, text: str) -> None:
    reply = await Person(app).say(text)

    assert (reply.kind.value, reply.article) == (ASK, "fee-calculator")
