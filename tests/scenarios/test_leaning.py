"""Questions that lean on the one before, in all languages of the real content."""

import pytest

from bot.app import App
from bot.conversation import Kind
from tests.scenarios.talk import Person

DIALOGS = [
    (["Who is the Secretary General?", "who appoints her?"], "who-appoints-secretary-general"),
    (["¿Qué es el Comité Ejecutivo?", "¿Cuántas ciudades pueden ser?"], "excom-size"),
    (["Combien paie une entreprise ?", "et une start-up ?"], "fee-start-ups"),
    (["Как вступить в WeGO?", "и кто это решает?"], "who-approves-members"),
    (["O que é o Comitê Executivo?", "quantas cidades tem?"], "excom-size"),
    (["ما هي اللجنة التنفيذية؟", "كم عدد المدن فيها؟"], "excom-size"),
    (["执行委员会是什么？", "其中有多少个城市？"], "excom-size"),
    (["기업 회비는 얼마예요?", "스타트업은요?"], "fee-start-ups"),
    (["what does a university pay?", "what happened in 2022?"], "event-calendar"),
    (["Is Makati a member of WeGO?", "What about Davao?"], "is-member"),
    (["Where was the 2nd General Assembly held?", "and the third?", "and the fourth?"], "event-date"),
    (["What happened in 2019?", "no, I meant 2020"], "event-calendar"),
    (["Which cities bid to host the 2023 General Assembly?", "tell me more about the second one"], "bid-sao-paulo-2023"),
    (["2023년 총회 유치 후보 도시는 어디예요?", "두 번째 도시에 대해 더 알려줘"], "bid-sao-paulo-2023"),
    (["哪些城市申办2023年大会？", "第一个详细说说"], "bid-mexico-city-2023"),
    (["¿Qué proponía São Paulo para ser sede en 2023?", "y qué harían el tercer día"], "bid-sao-paulo-programme"),
    (["وين كان مقرر اجتماع excom 2022", "في اي شهر"], "excom-2022"),
    (["ما المدن المرشحة لاستضافة الجمعية العامة 2023؟", "أخبرني المزيد عن الثانية"], "bid-sao-paulo-2023"),
    (["Is Barcelona a member?", "when did they leave?"], "is-member"),
    (["São Paulo é membro?", "Entrou quando?"], "is-member"),
    (["알마티도 회원이에요?", "언제 가입했어요?"], "is-member"),
    (["Barcelone est toujours membre ?", "Ah bon, elle est partie quand ?"], "is-member"),
    (["Is Barcelona a member?", "ok", "when did they leave?"], "is-member"),
    (["首尔是会员吗？", "什么时候加入的？"], "is-member"),
    (["Is Seoul a member?", "when was the first assembly?"], "event-date"),
    (["Is Seoul a member?", "until when can we withdraw?"], "how-to-leave"),
    (["quanto paga uma empresa grande?", "Ok obrigado. quem é o secretário geral?"], "secretary-general"),
    (["WeGO fait encore des études de faisabilité ?", "Quelles villes y ont déjà eu droit ?"], "feasibility-study-cities"),
    (["When was the 2014 General Assembly?", "and the one before?"], "event-date"),
    (["Onde foi a Assembleia Geral de 2014?", "e a seguinte?"], "event-date"),
    (["2014年大会在哪里举行？", "上一届呢？"], "general-assembly-2012-barcelona"),
    (["Who was Young-sook Nam?", "and before that?"], "gunso-kim"),
    (["사무총장은 누구예요?", "전임자는요?"], "kyong-yul-lee"),
    (["Кто генеральный секретарь?", "а до неё?"], "kyong-yul-lee"),
    (
        ["Où s'est tenue l'Assemblée générale de 2014 ?", "et celle d'avant, quel était son thème ?"],
        "general-assembly-2012-barcelona",
    ),
    (["¿Quién es la secretaria general?", "¿y antes de ella?"], "kyong-yul-lee"),
    (["أين عقدت الجمعية العامة 2014؟", "والتي قبلها؟"], "event-date"),
    (["What did WeGO do in 2020?", "and the year before?"], "activities-2019"),
    (["Which cities sit on EXCOM?", "is Seongnam in it?"], "excom-members-2021-2023"),
    (["Which cities sit on EXCOM?", "is Seongnam a member?"], "is-member"),
    (["Quais cidades criaram a WeGO em 2010?", "e do Brasil, tinha alguma?"], "founding-members"),
    (["Что за сеть NEASCN?", "Россия туда входит?"], "neascn"),
    (["What does the Mediterranean Regional Office do?", "thanks. by the way, how do I become a sponsor?"], "become-a-sponsor"),
]

QUESTIONS = [
    ("street lights Malaysia", "study-seberang-perai-2016"),  # nobody there does them
    ("which members do drones in Chile", "members-list"),
    ("من هي المؤسسات النيجيرية الأعضاء عندكم؟", "members-list"),  # institutions, which look like founders
    ("الساعة كم بتوقيت الرياض كان لقاء انطلاق أنشطة ٢٠٢٢؟", "event-date"),
    ("what time was the leaders forum in Los Angeles?", "event-date"),
    ("who was the president in 2015", "presidents"),  # nobody who joined then
    ("кто был президентом wego в 2012", "presidents"),
]


@pytest.mark.parametrize(("said", "article"), QUESTIONS)
async def test_name_in_a_question_is_looked_up_where_that_is_what_it_asks(app: App, said: str, article: str) -> None:
    assert (await Person(app).say(said)).article == article


@pytest.mark.parametrize(("said", "article"), DIALOGS)
async def test_question_is_answered_in_the_light_of_the_one_before(app: App, said: list[str], article: str) -> None:
    person = Person(app)
    replies = [await person.say(text) for text in said]

    assert (replies[-1].kind, replies[-1].article) == (Kind.ANSWER, article)


@pytest.mark.parametrize(
    "text", ["when can we join?", "when did we join?", "我们什么时候可以加入", "가입 언제 하면 되나요", "когда нас приняли"]
)
async def test_question_after_a_member_about_those_who_ask_is_not_about_that_member(app: App, text: str) -> None:
    person = Person(app)
    await person.say("Is Barcelona a member?")

    assert (await person.say(text)).article != "is-member"


async def test_place_in_a_list_means_a_button_too(app: App) -> None:
    person = Person(app)
    guesses = await person.say("who pays")

    reply = await person.say("the second one")

    assert guesses.kind is Kind.CHOICES
    assert f"a:{reply.article}" == guesses.choices[1].action


async def test_question_that_has_nothing_to_do_with_the_one_before_means_what_it_means_alone(app: App) -> None:
    person = Person(app)
    await person.say("What is WeGO Nexus?")

    assert (await person.say("Will it rain in Pokhara tomorrow?")).kind is not Kind.ANSWER
    assert (await person.say("Where is the secretariat?")).article == "secretariat-address"


@pytest.mark.parametrize(
    "text",
    [
        "Combien coûte l'adhésion à CGLU pour une ville de 80 000 habitants ?",
        "How does a city become a member of ICLEI?",
        "How much does ICLEI charge a city of 200,000?",
        "¿cuánto cobra ICLEI a una ciudad de 200.000?",
        "ICLEI 회비는 인구 50만 도시 기준으로 얼마예요?",
    ],
)
async def test_what_another_network_asks_of_its_members_is_not_known(app: App, text: str) -> None:
    assert (await Person(app).say(text)).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Lyon est-elle membre ?", "is-member"),
        ("Is Toronto on your list of cities?", "is-member"),
        ("When is the 5th General Assembly?", "event-date"),
        ("Город 700 тысяч жителей, ВВП на душу 11 000 долларов. Сколько в год?", "fee-calculator"),
        ("prog du 2e trimestre 2022 ??", "event-calendar"),
        ("ماذا كان مبرمجاً للربع الثاني من ٢٠٢٢؟", "event-calendar"),
        ("터키 쪽 회원 도시만 좀 뽑아 줘", "members-list"),
        ("부산은 회원아님?", "is-member"),
        ("会员企业里哪些是做区块链的？", "members-list"),
        ("¿Entre los socios hay empresas que midan la calidad del aire?", "members-list"),
        ("what happend at wego in october 2021", "event-calendar"),
        ("q eventos tenian pensado pal ultimo trimestre del 2022", "event-calendar"),
        ("제5차 총회가 한국시간 오후 3시면 카트만두는 몇 시?", "event-date"),
        ("is pokhra a membr", "is-member"),
        ("what happened between March and May 2022?", "event-calendar"),
        ("20年7月到9月之间办了哪些东东", "event-calendar"),
        ("22년 상반기 행사", "event-calendar"),
        ("что было с марта по май 2022", "event-calendar"),
        ("ماذا جرى بين مارس ومايو 2022", "event-calendar"),
        ("qué hubo del 14 al 18 de octubre de 2021", "event-calendar"),
        ("明年有活动没", "event-calendar"),
        ("هل دبي معكم؟", "is-member"),
    ],
)
async def test_what_says_nothing_but_a_name_and_a_kind_of_question_is_worked_out(app: App, text: str, article: str) -> None:
    assert (await Person(app).say(text)).article == article


@pytest.mark.parametrize(
    "text",
    ["2019년 집행위원회 회의에는 몇 명 정도 왔나요?", "Comment une métropole adhère-t-elle à Metropolis ?", "who won in Q3 2022?"],
)
async def test_what_asks_for_something_else_is_not_worked_out(app: App, text: str) -> None:
    assert (await Person(app).say(text)).article not in ("event-date", "event-calendar", "is-member", "members-list")


@pytest.mark.parametrize("text", ["oficina latinoamerica contacto", "quanto custa a anuidade do iclei"])
async def test_what_is_a_member_s_own_is_not_asked_of_what_is_none(app: App, text: str) -> None:
    assert (await Person(app).say(text)).kind is not Kind.DENIED


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (["Where is the secretariat?", "which floor?"], "I can't tell more about this"),
        (["A WeGO tem newsletter?", "Quantos assinantes tem?", "Quantos assinantes tem?"], "não sei mais do que o seguinte"),
    ],
)
async def test_answer_that_was_given_just_before_says_that_nothing_more_is_known(app: App, said: list[str], line: str) -> None:
    person = Person(app)
    first, *others = [await person.say(text) for text in said]

    assert line not in first.text
    assert all(line in reply.text and reply.text.endswith(first.text) for reply in others)
