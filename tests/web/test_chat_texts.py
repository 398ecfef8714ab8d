"""Whatever is typed or pressed on the page is shown as text and answered."""

import json
import re

import httpx
import pytest

from bot.knowledge.text import MAX_QUESTION
from tests.web.browsing import ask, kind, press, said


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</p></div></template><style>*{display:none}</style>",
        "{{ 777 * 777777 }} {% raw %}",
        "[click](javascript:alert(1)) **bold** <https://evil.example>",
        "&lt;b&gt; &amp; &#60;",
    ],
)
async def test_markup_in_a_question_is_shown_as_text(web: httpx.AsyncClient, text: str) -> None:
    reply = await ask(web, text)

    page = (await web.get("/")).text
    assert await said(web) == [text]
    assert re.findall(r"<script>|<img src=x|<style|javascript:alert\(1\)\"|604332729", reply.text + page) == []


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "🙂🎉", "\u200b\u200d\ufeff", "\u202e", "?!…", "\0", "\ud83d"])
async def test_message_without_words_asks_for_some_and_is_not_kept(web: httpx.AsyncClient, text: str) -> None:
    reply = await web.post("/messages", content=json.dumps({"text": text}), headers={"content-type": "application/json"})

    assert (reply.status_code, kind(reply)) == (200, "error")
    assert "reached me without words" in reply.text
    assert await said(web) == []


@pytest.mark.parametrize(
    "text",
    ["כמה עולה החברות?", "كم رسوم العضوية؟", "\u202eeef pihsrebmem\u202c", "mem\u200bber\u00adship fee", "회비는?", "ﷺ" * 300],
)
async def test_any_script_is_answered_and_shown_as_it_was_written(web: httpx.AsyncClient, text: str) -> None:
    reply = await ask(web, text)

    assert reply.status_code == 200
    assert "went wrong" not in reply.text
    assert await said(web) == [text]


async def test_half_a_character_or_a_nul_in_a_question_does_no_harm(web: httpx.AsyncClient) -> None:
    reply = await web.post(
        "/messages",
        content=rb'{"id": "\ud800\u0000", "text": "membership fee \ud83d\u0000"}',
        headers={"content-type": "application/json"},
    )

    assert (reply.status_code, kind(reply)) == (200, "answer")
    assert await said(web) == ["membership fee ?"]


async def test_a_hundred_thousand_characters_are_sent_back(web: httpx.AsyncClient) -> None:
    reply = await ask(web, "What is the membership fee of a city? " * 2_700)

    assert (reply.status_code, kind(reply)) == (200, "error")
    assert "more than I can read at once" in reply.text
    assert await said(web) == []


async def test_longest_question_is_answered(web: httpx.AsyncClient) -> None:
    reply = await ask(web, ("membership fee " * 200)[:MAX_QUESTION].strip())

    assert kind(reply) in ("answer", "choices", "unknown")


@pytest.mark.parametrize(
    "action", ["drop", "a:no-such-article", "topic:nowhere", "topic:fees:x", "topic:fees:²", "a:../../etc/passwd", ":", "x" * 500]
)
async def test_action_that_nobody_issued_is_out_of_date(web: httpx.AsyncClient, action: str) -> None:
    reply = await press(web, action)

    assert (reply.status_code, kind(reply)) == (200, "error")
    assert "That button is out of date" in reply.text


async def test_text_beside_an_action_is_not_taken_for_the_buttons_label(web: httpx.AsyncClient) -> None:
    await web.post("/messages", json={"action": "topic:fees", "text": "I never said this"})

    assert await said(web) == ["Fees"]
