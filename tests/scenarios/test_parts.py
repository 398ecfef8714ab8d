"""Several questions in one message, questions in letters, and quoted mail, in all languages of the real content."""

import pytest

from bot.app import App
from bot.conversation import Kind
from tests.scenarios.talk import Person

FEES_AND_JOINING = {
    "en": "what does it cost and how do we join",
    "ko": "회비는 얼마이고 어떻게 가입하나요?",
    "es": "¿cuánto cuesta y cómo nos unimos?",
    "fr": "combien ça coûte et comment adhérer ?",
    "zh": "会费多少，怎么加入？",
    "ar": "كم تكلف العضوية وكيف ننضم؟",
    "ru": "сколько стоит и как вступить?",
    "pt": "quanto custa e como entramos?",
}


@pytest.mark.parametrize("lang", FEES_AND_JOINING)
async def test_two_questions_in_one_message_are_both_answered(app: App, lang: str) -> None:
    reply = await Person(app).say(FEES_AND_JOINING[lang])

    answers = [app.library.article(slug, lang) for slug in ("what-fees", "how-to-join")]
    places = [reply.text.find(f"**{article.title}**\n\n{article.body}") for article in answers if article]

    assert (reply.kind, reply.lang, reply.article) == (Kind.ANSWER, lang, "how-to-join")
    assert -1 < places[0] < places[1]
    assert {(source.document, source.section) for article in answers if article for source in article.sources} == {
        (citation.document, citation.section) for citation in reply.citations
    }
    assert not {choice.action for choice in reply.choices} & {"a:what-fees", "a:how-to-join"}


async def test_each_answer_has_its_sources_below_it(app: App) -> None:
    reply = await Person(app).say("Where is the secretariat, and when was WeGO founded?")

    first, second = reply.text.split("**", 2)[2].rsplit("**", 2)[0::2]

    assert "Source" in first
    assert "Source" in reply.note
    assert "Source" not in second


async def test_what_is_asked_next_leans_on_the_last_answer(app: App) -> None:
    person = Person(app)
    await person.say("What is the WeGO Activator and who appoints the Secretary General?")

    reply = await person.say("how long is her term?")

    assert reply.article == "terms-of-office" or "terms-of-office" in {choice.action[2:] for choice in reply.choices}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("rules for suspension and appeal", "appeal-against-suspension"),
        ("Korea and Nepal members", "members-list"),
        ("¿La empresa indonesia Qlue es miembro? ¿Desde qué año?", "is-member"),
        ("Our university has 640 employees. What would it cost us per year?", "fee-calculator"),
    ],
)
async def test_one_question_is_not_torn_apart(app: App, text: str, article: str) -> None:
    assert (await Person(app).say(text)).article == article


LETTERS = {
    "en": """Dear Sir or Madam,

I work for the municipality of a mid-sized town in the north. We have been following your activities for quite some time, and last
year my colleague visited one of your events, from which she came back full of ideas.

Our mayor has asked me to find out more, since the council will meet soon and talk about next year.

Therefore I would like to know how we can become a member.

Thank you very much for your help. I look forward to hearing from you.

Kind regards,
Jane Doe
Head of International Relations""",
    "ko": """안녕하세요, 담당자님.

저는 지방의 작은 시청에서 국제협력을 담당하고 있는 김민수라고 합니다. 작년에 동료가 귀 기관의 행사에
다녀온 뒤로 저희 시장님께서 큰 관심을 가지고 계십니다.

저희는 오랫동안 교통과 환경 분야에서 여러 사업을 추진해 왔고, 다른 나라
도시들과 경험을 나누고 싶습니다.

회원으로 가입하려면 어떻게 해야 하나요?

바쁘신 와중에 읽어 주셔서 감사합니다.
김민수 드림""",
    "es": """Estimados señores:

Les escribo desde el ayuntamiento de una ciudad mediana del interior. Llevamos años trabajando en movilidad y en datos abiertos, y
un colega nos habló de ustedes en un congreso.

Nuestro alcalde está muy interesado, y el concejo se reúne el mes que viene.

Quisiera saber cómo podemos afiliarnos.

Muchas gracias de antemano por su ayuda.

Un cordial saludo,
María Pérez
Directora de Innovación""",
    "fr": """Madame, Monsieur,

Je travaille pour la mairie d'une ville moyenne de province. Nous suivons vos activités depuis longtemps, et un collègue a participé
l'an dernier à l'une de vos rencontres.

Notre maire souhaite avancer sur ce sujet avant l'été, et le conseil se réunit bientôt.

Pourriez-vous me dire comment adhérer ?

En vous remerciant par avance de votre réponse,

Cordialement,
Jeanne Petit""",
    "zh": """尊敬的秘书处：

您好！我在一个中等城市的市政府工作，负责国际交流。去年我的同事参加了你们的活动，回来以后我们市长很感兴趣。

我们多年来一直在做交通和环境方面的项目，也希望与其他城市交流经验。

请问怎样加入？

非常感谢！
王明
国际合作处""",
    "ar": """السلام عليكم ورحمة الله وبركاته

أعمل في بلدية مدينة متوسطة الحجم، ونتابع أنشطتكم منذ فترة طويلة، وقد شارك زميلي في إحدى فعالياتكم في العام الماضي وعاد بأفكار كثيرة.

ورئيس البلدية مهتم جدا بالموضوع، وسيجتمع المجلس البلدي في الشهر القادم.

نود أن نعرف كيف ننضم إليكم؟

شكرا جزيلا لكم.

مع خالص التحية
أحمد علي""",
    "ru": """Здравствуйте, уважаемые коллеги!

Я работаю в администрации небольшого города на севере. Мы давно следим за вашей деятельностью, а в прошлом году моя коллега побывала
на одном из ваших мероприятий и вернулась с новыми идеями.

Наш мэр очень заинтересован, и скоро городской совет будет это обсуждать.

Подскажите, пожалуйста, как нам вступить?

Заранее благодарю за ответ.

С уважением,
Иван Петров""",
    "pt": """Prezados senhores,

Trabalho na prefeitura de uma cidade média do interior. Acompanhamos o trabalho de vocês há bastante tempo, e no ano passado um
colega participou de um dos seus eventos e voltou cheio de ideias.

O nosso prefeito está muito interessado, e a câmara vai se reunir no mês que vem.

Gostaria de saber como podemos nos tornar membros.

Desde já agradeço a atenção.

Atenciosamente,
João Silva""",
}


@pytest.mark.parametrize("lang", LETTERS)
async def test_question_in_a_long_polite_letter_is_answered(app: App, lang: str) -> None:
    reply = await Person(app).say(LETTERS[lang])

    assert (reply.kind, reply.lang, reply.article) == (Kind.ANSWER, lang, "how-to-join")


async def test_what_a_letter_tells_is_used_for_what_it_asks(app: App) -> None:
    reply = await Person(app).say(
        "Dear team,\n\nWe are a start-up with 12 employees based in Lyon, working on sensors for water networks. A partner "
        "recommended you to us, and we would like to join soon, since our board meets next month.\n\n"
        "Could you please tell me how much we would have to pay per year?\n\nBest,\nPaul"
    )

    assert reply.article == "fee-calculator"
    assert "1,500" in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "> Dear member, please pay\n> your fee\n\nWhere is the secretariat?",
        "Where is the secretariat?\n\n-----Original Message-----\nFrom: Kim\nSent: Monday\n\nWie hoch ist der Beitrag?",
        "> Where is the secretariat?",
    ],
)
async def test_quoted_mail_is_not_what_is_asked(app: App, text: str) -> None:
    reply = await Person(app).say(text)

    assert (reply.kind, reply.lang, reply.article) == (Kind.ANSWER, "en", "secretariat-address")


async def test_a_short_answer_above_a_long_quotation_is_not_too_long(app: App) -> None:
    reply = await Person(app).say(
        "Where is the secretariat?\n\nOn 4 Oct 2021, Kim <kim@example.org> wrote:\n" + "> please pay\n" * 300
    )

    assert reply.article == "secretariat-address"


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        (
            "que son los premios wego y cada cuanto se dan y quienes integran el comite ejecutivo 2021-2023",
            ["wego-awards", "excom-members-2021-2023"],
        ),
        (
            "What did the very first head of the secretariat study, and where? silver award 2021 list",
            ["gunso-kim", "award-silver-special-2021"],
        ),
    ],
)
async def test_clause_that_asks_nothing_alone_stays_with_the_one_before(app: App, text: str, articles: list[str]) -> None:
    reply = await Person(app).say(text)

    shown = [article for slug in articles if (article := app.library.article(slug, reply.lang))]
    assert [article.title for article in shown if f"**{article.title}**" in reply.text] == [article.title for article in shown]
