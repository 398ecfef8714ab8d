"""Names in questions: in eight languages, inflected, misspelt, and never inside other words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.gazetteer import MAX_WORDS, Gazetteer
from bot.knowledge.library import Library
from bot.knowledge.names import NameWords, Sort, Target
from bot.knowledge.text import normalize

Found = list[tuple[str, str]]


def found(library: Library, text: str) -> Found:
    """Return what is named in a text, each with the first thing that it may mean."""
    return [(mention.targets[0].sort.value, mention.targets[0].key) for mention in library.gazetteer.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "members in Nepal", "NEPAL?", "네팔 회원 도시", "네팔에 있는 회원은?", "miembros en Nepal", "membres au Népal",
        "尼泊尔的会员城市",
        "الأعضاء في نيبال", "كم عضوا في النيبال", "بنيبال", "члены в Непале", "города Непала", "membros no Nepal", "Nepalese towns",
        "Nepali members", "is Nepal's capital a member",
    ],
)  # fmt: skip
def test_country_is_found_in_any_language_and_case(library: Library, text: str) -> None:
    assert found(library, text) == [("country", "NP")]


@pytest.mark.parametrize(
    "text",
    [
        "is Seoul a member", "seoul", "서울은 회원인가요", "서울이 회원이에요?", "서울시는요", "서울특별시에서",
        "¿es Seúl miembro?",
        "Séoul est-elle membre", "首尔是会员吗", "请问首尔市是不是会员", "هل سيول عضو", "وسيول", "بسيول", "Сеул является членом?",
        "с Сеулом", "в Сеуле", "Seul é membro?", "Seoul's mayor", "Seoul Metropolitan Government",
    ],
)  # fmt: skip
def test_member_is_found_in_any_language_and_case(library: Library, text: str) -> None:
    assert found(library, text) == [("member", "seoul")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kathamndu", ("member", "kathmandu")),
        ("Katmandu", ("member", "kathmandu")),
        ("barcelone", ("member", "barcelona")),
        ("Dhulikehl", ("member", "dhulikhel")),
        ("Nigreia", ("country", "NG")),
        ("Indonasia", ("country", "ID")),
        ("Bangladehs", ("country", "BD")),
    ],
)
def test_slip_of_the_finger_in_a_name_is_mended(library: Library, text: str, expected: tuple[str, str]) -> None:
    assert found(library, f"is {text} among them") == [expected]


def test_short_name_that_nobody_told_of_is_no_slip_of_another(library: Library) -> None:
    assert found(library, "Казань у вас состоит?") == []  # not a Kazakh


@pytest.mark.parametrize(
    "text",
    ["¿Buenos Aires es miembro?", "Buenos Aires, la de Costa Rica", "부에노스아이레스도 회원인가요"],
)
def test_name_is_known_without_what_tells_in_brackets_which_is_meant(library: Library, text: str) -> None:
    assert found(library, text)[0] == ("member", "buenos-aires-costa-rica")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("자문위원 누구누구", []),  # who advises, no company for consulting
        ("자문 기업", [("field", "consulting")]),
        ("wellington nz", [("member", "wellington"), ("country", "NZ")]),
        ("Ulan Bator", [("member", "ulaanbaatar")]),
        ("Mexico City and Mexico", [("member", "mexico-city"), ("country", "MX")]),
        ("South Korea", [("country", "KR")]),
        ("한국 회원", [("country", "KR")]),
        ("Latin America", [("region", "latin-america")]),
        ("아프리카와 유럽", [("region", "africa"), ("region", "europe")]),
        ("air quality in Turkey", [("field", "air-quality"), ("country", "TR")]),
        ("qualité de l'air", [("field", "air-quality")]),
        ("members in the UAE, the UK and the USA", [("country", "AE"), ("country", "GB"), ("country", "US")]),
        ("the next GA", [("rule", "general-assembly")]),
        ("¿cuándo es la reunión?", []),
        ("города Африки, африканские города", [("region", "africa")] * 2),
        ("5th General Assembly", [("event", "general-assembly-2021")]),
        ("제5차 총회는 언제", [("event", "general-assembly-2021")]),
        ("제5차총회", [("event", "general-assembly-2021")]),
        ("第五届全体大会是什么时候", [("event", "general-assembly-2021")]),
        ("the general assembly", [("rule", "general-assembly")]),
        ("집행위원회 회의는 언제", [("rule", "excom-meeting")]),
        ("what time is it at 06:00 GMT", [("zone", "UTC")]),
        ("les villes africaines", [("region", "africa")]),
        ("المدن الأفريقية", [("region", "africa")]),
        ("مدن آسيوية", [("region", "asia")]),
        ("villes latino-américaines", [("region", "latin-america")]),
        ("European cities", [("region", "europe")]),
        ("eu quero uma reunião", []),
        ("هل تتحدث العربية", []),
        ("Abou Dhabi", [("member", "abu-dhabi")]),
        ("كتمندو", [("member", "kathmandu")]),
        ("لا مارسا", [("member", "la-marsa")]),
        ("마푸토", [("member", "maputo")]),
        ("Seúl", [("member", "seoul")]),
        ("EXCOM이 뭐예요", [("rule", "excom-meeting")]),
        ("Kathmandu도 회원인가요", [("member", "kathmandu")]),
        ("sixth assembly", [("event", "general-assembly-2023")]),
        ("the 6th GA", [("event", "general-assembly-2023")]),
        ("6차 총회는 언제", [("event", "general-assembly-2023")]),
        ("제6회 총회", [("event", "general-assembly-2023")]),
        ("여섯 번째 총회", [("event", "general-assembly-2023")]),
        ("第六届大会在哪里", [("event", "general-assembly-2023")]),
        ("第6次全体大会", [("event", "general-assembly-2023")]),
        ("sixième assemblée", [("event", "general-assembly-2023")]),
        ("la 6e assemblée générale", [("event", "general-assembly-2023")]),
        ("sexta asamblea", [("event", "general-assembly-2023")]),
        ("a sexta Assembleia Geral", [("event", "general-assembly-2023")]),
        ("الجمعية العامة السادسة", [("event", "general-assembly-2023")]),
        ("шестая ассамблея", [("event", "general-assembly-2023")]),
        ("на 6-й Генеральной ассамблее", [("event", "general-assembly-2023")]),
        ("first General Assembly", [("event", "general-assembly-2010")]),
        ("4th WeGO Award", [("event", "ga-2021-awards-ceremony")]),
        ("la ville d'Abidjan", [("zone", "Africa/Abidjan")]),
        ("les membres d'Indonésie et d'Iran", [("country", "ID"), ("country", "IR")]),
        ("entreprises d'éclairage public", [("field", "street-lighting")]),
        ("بباريس", [("member", "paris")]),
        ("وبالقاهرة وبنيروبي", [("zone", "Africa/Cairo"), ("member", "nairobi")]),
        ("هل لدبي عضوية", [("zone", "Asia/Dubai")]),
    ],
)
def test_of_overlapping_names_the_longest_counts(library: Library, text: str, expected: Found) -> None:
    assert found(library, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿cuándo es la reunión?", []),
        ("con dos candidatas, gana la que tiene más votos", []),
        ("que metodología usa WeGO", []),
        ("entidades sin fines de lucro", []),
        ("citó el secretario", []),
        ("se lo dirán en secretaría", []),
        ("un seul vote par membre", []),
        ("traitement de l'eau", []),
        ("J'ai une question", []),
        ("tell us about it", []),
        ("Contact Us", []),
        ("العام المالي", []),
        ("الدعم المالي من المدينة", []),
        ("회비 납부 수단은 무엇인가요", []),
        ("어디로 가나요", []),
        ("EXCOM이란 무엇인가요", [("rule", "excom-meeting")]),
        ("штаты и провинции", []),
        ("тихий океан", []),
        ("is WeGO of any use to us", []),
        ("members in the US", [("country", "US")]),
        ("US members", [("country", "US")]),
        ("¿Gana es miembro?", [("country", "GH")]),
        ("membros em Gana", [("country", "GH")]),
        ("ciudades de usa", [("country", "US")]),
        ("membres aux EAU", [("country", "AE")]),
        ("Seul é membro?", [("member", "seoul")]),
        ("seúl es miembro", [("member", "seoul")]),
        ("هل مالي عضو", [("country", "ML")]),
        ("수단 회원 도시", [("country", "SD")]),
        ("수단에 있는 회원", [("country", "SD")]),
        ("가나는 회원인가요", [("country", "GH")]),
        ("가나 회원", [("country", "GH")]),
        ("이란 회원 도시는", [("country", "IR")]),
        ("Того — член?", [("country", "TG")]),
    ],
)
def test_name_that_is_an_ordinary_word_too_needs_a_capital_or_words_around_it(library: Library, text: str, expected: Found) -> None:
    assert found(library, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "limit", "climate", "Limassol", "woman", "Romance", "the Germanium mine", "chinaware", "Malian", "남서울대학교", "동서울",
        "is the membership expensive", "what is a smart city", "how do we pay", "so", "us", "in", "", "2021", "🎉", "\ud800",
    ],
)  # fmt: skip
def test_name_inside_another_word_is_none(library: Library, text: str) -> None:
    assert found(library, text) == []


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("Is Kathmandu a member?", "is zzname a member"),
        ("Are Kathmandu and Seoul members?", "are zzname members"),
        ("is Dakar in Senegal a member", "is zzname a member"),
        ("Kathmandu is with you, Seoul not", "zzname is with you zzname not"),
        ("who joined in 2019", "who joined in zzperiod"),
        ("events in October 2021", "events in zzperiod"),
        ("eventos del 18 de octubre de 2021", "eventos del zzperiod"),
        ("o que houve em 18 de outubro de 2021?", "o que houve em zzperiod"),
        ("le 1er octobre 2021", "le zzperiod"),
        ("on the 18th of October 2021", "on the zzperiod"),
        ("on October 18, 2021", "on zzperiod"),
        ("on 18.10.2021", "on zzperiod"),
        ("what was in Q3 2022", "what was in zzperiod"),
        ("в октябре 2021", "в zzperiod"),
        ("événements en mars", "evenements en zzperiod"),
        ("in may", "in zzperiod"),
        ("may we join", "may we join"),
        ("2022년 1/4분기 행사", "zzperiod 행사"),
        ("في تشرين الأول", "في zzperiod"),
        ("who joined between 2017 and 2019", "who joined between zzperiod"),
        ("who joined before 2018", "who joined zzperiod"),
        ("¿quién se unió antes de 2018?", "quien se unio zzperiod"),
        ("кто вступил до октября 2018 года", "кто вступил zzperiod года"),
        ("2018년 이전 회원", "zzperiod 회원"),
        ("companies that do air quality in India", "companies that do zzfield in zzname"),
        ("when is the 5th General Assembly", "when is the zzevent"),
        ("a city of 300000", "a city of zznumber"),
        ("a city of 300 thousand", "a city of zznumber"),
        ("город на 90 тысяч человек", "город на zznumber человек"),
        ("which events may we attend", "which events may we attend"),
        ("two years ago", "two years ago"),
        ("what time is it in Cairo", "what time is it in zzname"),
        ("كم الساعة في القاهرة", "كم الساعه في zzname"),
        ("카이로 시간으로", "zzname 시간으로"),
        ("cuándo es la reunión", "cuando es la reunion"),
        ("em nome da cidade", "em nome da cidade"),
        ("EXCOM이 뭐예요", "zzevent 이 뭐예요"),
        ("Zoom이 뭐예요", "zoom이 뭐예요"),
        ("l'organisation d'Abidjan", "organisation zzname"),
        ("membres d'Indonésie", "membres zzname"),
    ],
)
def test_question_is_made_general(library: Library, text: str, general: str) -> None:
    assert library.gazetteer.general(text) == general


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("is Quetzaltenango a member", ["quetzaltenango"]),
        ("is San Quetzaltenango Xela a member", ["san quetzaltenango xela"]),
        ("Dijon est membre ?", ["dijon"]),
        ("nagpura member?", ["nagpura"]),
        ("is nagpura a member", ["nagpura"]),
        ("¿Florencia es miembro?", ["florencia"]),
        ("дрезден является членом?", ["дрезден"]),
        ("هل ديجون عضو؟", ["ديجون"]),
        ("마르세유도 회원인가요?", ["마르세유"]),
        ("마르세유시는 회원인가요", ["마르세유"]),
        ("神户是会员吗", ["神户"]),
        ("请问利物浦市是会员吗？", ["利物浦"]),
        ("is New Plymouth a member", ["new plymouth"]),
        ("o Rio de Quetzal é membro?", ["rio de quetzal"]),
        ("Яндекс член организации или нет", ["яндекс"]),
        ("海康威视在不在会员名单里", ["海康威视"]),
        ("삼성SDS도 들어와 있나요", ["삼성sds"]),
        ("kiel dans le réseau ou pas ?", ["kiel"]),
        ("هل أمازون معكم", ["امازون"]),
        ("rosario é de vocês?", ["rosario"]),
        ("is nagpur onboard", ["nagpur"]),
        ("wuppertal, in or out", ["wuppertal"]),
        ("Is KT a member?", ["kt"]),
        ("is kt a member", []),
        ("我们是会员吗", []),
        ("城市是会员吗", []),
        ("is the city a member", []),
        ("are we a member", []),
        ("회원인가요", []),
        ("우리 도시도 회원인가요", []),
        ("что такое член", []),
        ("is nagpura nice", []),  # no word of membership, no capital
        ("is Seoul like Quetzaltenango", []),  # there is a name already
        ("is the secretariat a member", []),
        ("is Foo in it", []),
        # What bears a city's name is not the city.
        ("is the university of melbourne part of it", ["university of melbourne"]),
        ("Is Busan University a member?", ["busan university"]),
        ("Is Anna University a member?", ["anna university"]),
        ("is Incheon airport a member", ["incheon airport"]),
        ("¿La Universidad de Lima es miembro?", ["universidad de lima"]),
        ("A Universidade de Coimbra é membro?", ["universidade de coimbra"]),
        ("l'institut de Lyon est membre ?", ["institut de lyon"]),
        ("هل جامعة القاهرة عضو؟", ["جامعه القاهره"]),
        ("Университет Москвы состоит в сети?", ["университет москвы"]),
        ("부산대학교는 회원인가요?", ["부산대학교"]),
        ("釜山大学是会员吗", ["釜山大学"]),
        ("is the university of geneva a member", []),  # the documents name it
        ("are universities in Seoul members", []),
        ("Which universities of Korea are members?", []),
        ("we are the University of Nairobi, what is the membership fee", []),  # those who ask
    ],
)
def test_word_that_nobody_knows_may_be_a_name_where_there_is_none_otherwise(
    library: Library, text: str, guessed: list[str]
) -> None:
    mentions = library.gazetteer.find(text, guess=True)

    assert [mention.said for mention in mentions if not mention.targets] == guessed


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("We are a municipality from Ghana, how can we become a member?", "we are a municipality from how can we become a member"),
        ("Soy regidor de un municipio del Perú, ¿qué hay que mandar?", "soy regidor de un municipio del que hay que mandar"),
        ("Je suis de la municipalité de Maputo, comment adhérer ?", "je suis de la municipalite de comment adherer"),
        ("Мы из Ульяновска, как к вам вступить?", "мы из как к вам вступить"),
        ("أنا صحفية من بيروت، مع من أتكلم؟", "انا صحفيه من مع من اتكلم"),
        ("저희는 부산인데 어떻게 가입하나요?", "저희는 인데 어떻게 가입하나요"),
        ("我们是首尔的一家公司，怎么加入？", "我们是 的一家公司 怎么加入"),
        ("What does a city in Ghana pay?", ""),  # no word of those who ask
        ("How can we become a member?", ""),
        ("How does our city join the network of UNESCO?", ""),  # no place
        ("Are we allowed to see who of all those many cities and all of those companies won the award in Istanbul?", ""),  # far off
    ],
)
def test_place_of_those_who_ask_is_left_out(library: Library, text: str, without: str) -> None:
    assert library.gazetteer.impersonal(text) == without


def test_name_that_means_two_things_has_both() -> None:
    names = [
        ("Tunis", Target(Sort.MEMBER, "tunis")),
        ("Tunis", Target(Sort.COUNTRY, "TN")),
        ("Tunis", Target(Sort.MEMBER, "tunis")),
    ]
    gazetteer = Gazetteer(names, uses=lambda _word: 0, common=frozenset(), dates=re.compile("(?P<lead>)(?!)"), words=NameWords())

    (mention,) = gazetteer.find("in Tunis")

    assert mention.targets == (Target(Sort.MEMBER, "tunis"), Target(Sort.COUNTRY, "TN"))
    assert (mention.keys(Sort.MEMBER), mention.keys(Sort.COUNTRY), mention.keys(Sort.REGION)) == (["tunis"], ["TN"], [])


def test_word_that_many_articles_use_is_no_slip() -> None:
    names = [("Narita", Target(Sort.MEMBER, "narita"))]

    def gazetteer(uses: int) -> Gazetteer:
        return Gazetteer(names, uses=lambda _word: uses, common=frozenset(), dates=re.compile("(?P<lead>)(?!)"), words=NameWords())

    assert [len(gazetteer(uses).find("narito")) for uses in (0, 1, 5)] == [1, 0, 0]


def test_every_member_is_found_by_its_name(library: Library) -> None:
    missed = {
        member.name
        for member in library.directory.members
        if member.id
        not in [key for mention in library.gazetteer.find(f"is {member.name} a member") for key in mention.keys(Sort.MEMBER)]
    }

    assert missed == set()


def test_every_event_whose_name_is_not_too_long_is_found_by_it_in_every_language_that_parts_words(library: Library) -> None:
    missed = {
        name
        for event in library.calendar.events
        for lang, name in event.names.items()
        if lang not in ("ko", "zh")
        and len(normalize(name.replace("'", " ")).split()) <= MAX_WORDS
        and event.id not in [key for mention in library.gazetteer.find(name) for key in mention.keys(Sort.EVENT)]
    }

    assert missed == set()


PIECES = st.sampled_from(
    ["서울", "제5차", "총회", "는", "首尔", "届", "Nepal", "непал", "ال", "سيول", "2021", "년", " ", "'s", "zzname", "GA"]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=16).map("".join) | st.lists(PIECES, max_size=16).map(" ".join))
def test_any_text_is_searched_for_names(library: Library, text: str) -> None:
    mentions = library.gazetteer.find(text, guess=True)

    assert all(mention.said for mention in mentions)
    assert isinstance(library.gazetteer.general(text), str)
