"""A segment in words, in each language."""

import pytest

from bot.app import App
from bot.conversation import Kind
from bot.dues.standing import Standing
from bot.knowledge.library import Library
from bot.members.registry import Status
from bot.outreach.explaining import Explainer
from bot.outreach.segments import Key, parse
from tests.outreach.bureau import EUN
from tests.scenarios.membership import say

KNOWN = {
    Key.REGION: {"africa": "Africa", "europe": "Europe"},
    Key.COUNTRY: {"ke": "Kenya", "gh": "Ghana"},
    Key.MEMBER: {"tunis": "Tunis"},
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("everyone", "everyone"),
        ("not everyone", "nobody"),
        ("region:africa -country:ke,gh", "everyone whose region is Africa and country is not Kenya or Ghana"),
        ("everyone -region:europe", "everyone whose region is not Europe"),
        ("-(region:africa or lang:fr)", "everyone but those whose region is Africa or language is French"),
        (
            "lang:fr -(region:africa country:ke)",
            "everyone whose language is French and not (region is Africa and country is Kenya)",
        ),
        ("(region:africa or event:ga) lang:fr", "everyone whose (region is Africa or coming event is ga) and language is French"),
        ("category:local-government standing:arrears", "everyone whose category is Local government and standing is in arrears"),
        ("member:tunis -everyone", "everyone whose member is Tunis and not everyone"),
    ],
)
def test_segment_is_explained_in_words(library: Library, text: str, said: str) -> None:
    assert Explainer(library, "en", KNOWN).explain(parse(text, KNOWN)) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", "다음에 해당하는 모든 사람(지역: 아프리카, 그리고 국가: 케냐 또는 가나 제외, 그리고 언어: 프랑스어)"),
        ("es", "todos aquellos de quienes la región es África y el país no es Kenia o Ghana y el idioma es francés"),
        ("fr", "tous ceux dont la région est Afrique et le pays n’est pas Kenya ou Ghana et la langue est français"),
        ("zh", "所有地区为非洲且国家不为肯尼亚或加纳且语言为法语的人"),
        ("ar", "كل من منطقته أفريقيا وبلده غير كينيا أو غانا ولغته الفرنسية"),
        ("ru", "все, у кого регион — Африка и страна — не Кения или Гана и язык — французский"),
        ("pt", "todos aqueles de quem a região é África e o país não é Quênia ou Gana e a língua é francês"),
    ],
)
def test_segment_is_explained_in_the_readers_language(library: Library, lang: str, said: str) -> None:
    assert Explainer(library, lang, KNOWN).explain(parse("region:africa -country:ke,gh lang:fr", KNOWN)) == said


@pytest.mark.parametrize("lang", ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"])
def test_every_key_and_state_has_a_word_in_every_language(library: Library, lang: str) -> None:
    explainer = Explainer(library, lang, KNOWN)
    states = [f"standing:{one}" for one in Standing] + [f"status:{one}" for one in Status]

    told = [explainer.explain(parse(one)) for one in states] + [
        explainer.explain(parse(f"{key}:x")) for key in set(Key) - {Key.CATEGORY, Key.STATUS, Key.STANDING}
    ]

    assert len(set(told)) == len(told)


async def test_who_reaches_nobody_is_told_in_ones_own_language(app: App) -> None:
    await say(app, EUN, "/language fr")
    for said in ("/announce", "Dear all, come!", "Events"):
        await say(app, EUN, said)

    reply = await say(app, EUN, "region:south-america")

    assert (reply.kind, reply.text) == (
        Kind.ERROR,
        "Cela n’atteint personne\u00a0: tous ceux dont la région est Amérique du Sud. Qui doit la recevoir\u00a0?",
    )


async def test_preview_says_in_ones_own_language_whom_it_reaches(app: App) -> None:
    await say(app, EUN, "/language es")
    for said in ("/announce", "Dear all, come!", "Events"):
        await say(app, EUN, said)

    reply = await say(app, EUN, "region:africa lang:fr")

    assert reply.text.startswith("Llega a 2 de 5 personas: todos aquellos de quienes la región es África y el idioma es francés.")
