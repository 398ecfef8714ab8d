"""Periods that questions name: days, months, quarters and years, in every language, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.dates import PeriodReader
from bot.knowledge.period import Period, Precision
from bot.phrasebook import Phrasebook

LANGUAGES = ("en", "ko", "es", "fr", "zh", "ar", "ru", "pt")
PHRASEBOOK = Phrasebook(LANGUAGES, association="")
READER = PeriodReader(LANGUAGES, PHRASEBOOK.table("quarters"), PHRASEBOOK.table("bounds"))
THIS_YEAR = 2022


def read(text: str) -> Period | None:
    return READER.read(text, year=THIS_YEAR)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("what happened on 2021-10-18", "2021-10-18"),
        ("2021-10", "2021-10"),
        ("2021-Q4", "2021-Q4"),
        ("18 October 2021", "2021-10-18"),
        ("the 18th of October 2021", "2021-10-18"),
        ("October 18, 2021", "2021-10-18"),
        ("Oct. 18", "2022-10-18"),
        ("18 Oct 2021 at 15:00", "2021-10-18"),
        ("2021 October 18", "2021-10-18"),
        ("18.10.2021", "2021-10-18"),
        ("3/9/2018", "2018-09-03"),
        ("09/30/2018", "2018-09-30"),
        ("october", "2022-10"),
        ("sept 2019", "2019-09"),
        ("the 5th GA October 2021", "2021-10"),
        ("October 18-20, 2021", "2021-10"),
        ("in Q3 2022", "2022-Q3"),
        ("Q3", "2022-Q3"),
        ("3rd quarter of 2021", "2021-Q3"),
        ("who joined in 2019", "2019"),
        ("2019?", "2019"),
        ("oct '22", "2022-10"),
        ("q3 19", "2019-Q3"),
        ("in may", "2022-05"),
        ("may 2021", "2021-05"),
        ("5 May", "2022-05-05"),
        ("next march", "2022-03"),
        ("2021년 10월 18일", "2021-10-18"),
        ("10월에", "2022-10"),
        ("10월 5개 행사", "2022-10"),
        ("2022년 3분기", "2022-Q3"),
        ("2019년", "2019"),
        ("18 de octubre de 2021", "2021-10-18"),
        ("octubre 18 de 2021", "2021-10-18"),
        ("tercer trimestre de 2022", "2022-Q3"),
        ("11 ago 2021", "2021-08-11"),
        ("le 1er octobre 2021", "2021-10-01"),
        ("décembre 2021", "2021-12"),
        ("3e trimestre 2022", "2022-Q3"),
        ("T3 2022", "2022-Q3"),
        ("2021年10月18日", "2021-10-18"),
        ("2022年第三季度", "2022-Q3"),
        ("1/4분기", "2022-Q1"),
        ("2022년 3/4분기 행사", "2022-Q3"),
        ("2사분기", "2022-Q2"),
        ("18 أكتوبر 2021", "2021-10-18"),
        ("18 تشرين الأول 2021", "2021-10-18"),
        ("كانون الثاني 2022", "2022-01"),
        ("في شباط 2020", "2020-02"),
        ("جويلية 2021", "2021-07"),
        ("غشت", "2022-08"),
        ("بأكتوبر 2021", "2021-10"),
        ("في أكتوبر", "2022-10"),
        ("١٨ أكتوبر ٢٠٢١", "2021-10-18"),
        ("الربع الثالث من 2022", "2022-Q3"),
        ("18 октября 2021", "2021-10-18"),
        ("в октябре 2021", "2021-10"),
        ("октябрь", "2022-10"),
        ("18 мая", "2022-05-18"),
        ("третий квартал 2022", "2022-Q3"),
        ("1.º de janeiro de 2023", "2023-01-01"),
        ("outubro de 2021", "2021-10"),
        ("3º trimestre de 2022", "2022-Q3"),
        ("22년 3분기에 뭐 했어요", "2022-Q3"),
        ("21년 10월 18일", "2021-10-18"),
        ("22年10月", "2022-10"),
    ],
)
def test_period_is_read_as_exactly_as_it_is_named(text: str, period: str) -> None:
    assert read(text) == Period.parse(period)


@pytest.mark.parametrize(
    "text",
    [
        "2019-2021", "2019–2021", "2019 - 2021", "2019/2021", "from 2019 to 2021", "between 2019 and 2021", "2019 through 2021",
        "2019년부터 2021년까지", "2019~2021", "de 2019 a 2021", "entre 2019 y 2021", "de 2019 à 2021", "entre 2019 et 2021",
        "2019年至2021年", "2019到2021", "من 2019 إلى 2021", "с 2019 по 2021 год", "entre 2019 e 2021",
    ],
)  # fmt: skip
def test_two_years_are_what_lies_between_them(text: str) -> None:
    period = read(text)

    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat(), period.precision) == ("2019-01-01", "2021-12-31", Precision.RANGE)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between March and May 2022", "2022-03", "2022-05"),
        ("March-May 2022", "2022-03", "2022-05"),
        ("September 2019 to October 2020", "2019-09", "2020-10"),
        ("may I know the events from march to june", "2022-03", "2022-06"),
        ("14 to 18 October 2021", "2021-10-14", "2021-10-18"),
        ("2022년 3월부터 5월까지", "2022-03", "2022-05"),
        ("3~5월", "2022-03", "2022-05"),
        ("entre marzo y mayo de 2022", "2022-03", "2022-05"),
        ("de noviembre a febrero de 2022", "2021-11", "2022-02"),
        ("du 14 au 18 octobre 2021", "2021-10-14", "2021-10-18"),
        ("20年7月到9月", "2020-07", "2020-09"),
        ("بين مارس ومايو 2022", "2022-03", "2022-05"),
        ("с марта по май 2022 года", "2022-03", "2022-05"),
        ("entre março e maio de 2022", "2022-03", "2022-05"),
        ("first half of 2019", "2019-01", "2019-06"),
        ("2022년 하반기", "2022-07", "2022-12"),
        ("segundo semestre de 2022", "2022-07", "2022-12"),
        ("au premier semestre 2022", "2022-01", "2022-06"),
        ("2022下半年", "2022-07", "2022-12"),
        ("النصف الأول من 2022", "2022-01", "2022-06"),
        ("во втором полугодии 2021", "2021-07", "2021-12"),
        ("no segundo semestre", "2022-07", "2022-12"),
    ],
)
def test_two_months_or_days_and_half_a_year_are_what_lies_between(text: str, first: str, last: str) -> None:
    assert read(text) == Period.between(first, last)


@pytest.mark.parametrize(("text", "besides"), [("what was on in Q3 2022?", "what was on in ?"), ("3~5월 행사", "~ 행사")])
def test_what_a_text_says_besides_its_period(text: str, besides: str) -> None:
    assert " ".join(READER.without(text).split()) == besides


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        (
            ["before 2023", "prior to the year 2023", "2023년 이전 회원", "2023년 전에 가입한", "antes de 2023",
             "antes del año 2023",
             "avant 2023", "avant l'année 2023",
             "2023年之前", "2023年以前加入", "قبل 2023", "قبل عام 2023",
             "до 2023", "до 2023 года",
             "antes de 2023?", "who joined before 2023"],
            date.min, date(2022, 12, 31),
        ),
        (["until 2022", "hasta 2022", "jusqu'en 2022", "2022년까지", "截至2022年", "حتى 2022", "до конца 2022",
          "por mim, até 2022"],
         date.min, date(2022, 12, 31)),
        (["since 2019", "members since 2019", "2019년부터", "desde 2019", "depuis 2019", "自2019年以来", "منذ 2019",
          "с 2019 года",
          "a partir de 2019"], date(2019, 1, 1), date.max),
        (["after 2018", "2018년 이후", "después de 2018", "après 2018", "2018年以后", "بعد عام 2018", "после 2018",
          "depois de 2018"],
         date(2019, 1, 1), date.max),
        (["before October 2021", "antes de octubre de 2021", "до октября 2021", "2021년 10월 이전"],
         date.min, date(2021, 9, 30)),
        (["before 18 October 2021"], date.min, date(2021, 10, 17)),
    ],
)  # fmt: skip
def test_what_lies_before_or_after_a_year_is_open_on_that_side(texts: list[str], first: date, last: date) -> None:
    periods = [read(text) for text in texts]

    assert [(text, period.first, period.last) for text, period in zip(texts, periods, strict=True) if period] == [
        (text, first, last) for text in texts
    ]


@pytest.mark.parametrize(
    "text",
    ["a city with 300 people in 2021", "город с населением 300 тысяч в 2021", "взнос по таблице 2021 года", "un cours en 2021"],
)
def test_year_without_such_a_word_is_meant_itself(text: str) -> None:
    assert read(text) == Period.parse("2021")


@pytest.mark.parametrize(
    "text",
    [
        "", "the 5th General Assembly", "1899", "20219", "12:30", "which events may we attend", "two years ago", "the way out",
        "set up a network", "a marching band", "our mayor", "decision", "sept employés", "марка", "el mar", "15:00",
        "31 February 2021", "2021-13", "2021-02-30", "31/31/2021", "2023-2021",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("name", ["october", "octubre", "octobre", "outubro", "октября", "октябрь", "اكتوبر"])
def test_names_of_months_are_known_normalised(name: str) -> None:
    assert name in READER.month_names


def test_names_of_months_that_are_other_words_too_are_none_by_themselves() -> None:
    assert READER.month_names & {"may", "ago", "out", "set", "mar"} == frozenset()


PIECES = st.sampled_from(
    ["31", "2", "2021", "-", "/", ".", "Q3", "Q9", "may", "feb", "월", "13月", "年", " ", "de", "и", "октября", "30"]
)


@given(st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=12).map(" ".join))
def test_any_text_names_a_period_or_none(text: str) -> None:
    period = read(text)

    assert period is None or period.first <= period.last
