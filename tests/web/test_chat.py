"""The web chat over HTTP, with the real assistant behind it."""

import re
from itertools import cycle

import httpx
import pytest

from bot.app import App
from tests.web.browsing import FEES, Browse, ask, press, said


async def test_first_page_greets_and_offers_every_topic_and_language(app: App, web: httpx.AsyncClient) -> None:
    page = await web.get("/")

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en" dir="ltr">' in page.text
    assert "Hello! I am the assistant of WeGO." in page.text
    assert re.findall(r'value="topic:(\w+)"', page.text) == list(app.library.topics)
    assert re.findall(r'value="lang:(\w+)"', page.text) == ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
    assert "kept for 90 days" in page.text


@pytest.mark.parametrize(
    ("browser", "lang"), [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("es-MX", "es"), ("de, es;q=0.5", "es"), ("xx;;;,", "en"), ("", "en")]
)
async def test_first_page_speaks_the_browsers_language_if_we_do(web: httpx.AsyncClient, browser: str, lang: str) -> None:
    page = await web.get("/", headers={"accept-language": browser})

    assert f'<html lang="{lang}"' in page.text


async def test_page_holds_no_inline_script_style_or_handler_and_nothing_from_elsewhere(web: httpx.AsyncClient) -> None:
    await ask(web, FEES)

    page = (await web.get("/")).text

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r'(?:src|href)="(?!/static/|#|mailto:)([^"]*)"', page) == []


@pytest.mark.parametrize("kind_of_file", ["css", "js", "svg"])
async def test_everything_the_page_names_is_served(web: httpx.AsyncClient, kind_of_file: str) -> None:
    page = (await web.get("/")).text
    addresses = set(re.findall(rf'(?:src|href)="(/static/[^"]*\.{kind_of_file}[^"]*)"', page))

    served = [(await web.get(address)).status_code for address in addresses]

    assert served == [200]


async def test_form_without_javascript_redirects_to_a_page_with_question_and_answer(web: httpx.AsyncClient) -> None:
    posted = await web.post("/messages", data={"id": "one", "text": FEES})

    assert (posted.status_code, posted.headers["location"]) == (303, "/#latest")
    page = (await web.get("/")).text
    assert FEES in page
    assert "400 to 10,000 USD" in page
    assert "Source: 5th General Assembly" in page
    assert page.count('id="latest"') == 1


async def test_form_without_javascript_is_told_what_was_wrong_and_keeps_its_text(web: httpx.AsyncClient) -> None:
    page = await web.post("/messages", data={"id": "one", "text": "/dance <b>"})

    assert page.status_code == 200
    assert "I don't know the command /dance" in page.text.partition('id="notice"')[2]
    assert ">/dance &lt;b&gt;</textarea>" in page.text
    assert await said(web) == []


@pytest.mark.parametrize(
    ("action", "label"), [("topic:fees", "Fees"), ("lang:ko", "한국어"), ("topic:people", "People and offices")]
)
async def test_press_of_the_pages_own_button_is_shown_by_its_label(web: httpx.AsyncClient, action: str, label: str) -> None:
    await web.post("/messages", data={"id": "one", "action": action})

    assert await said(web) == [label]


async def test_press_of_a_replys_button_is_shown_by_its_label(web: httpx.AsyncClient) -> None:
    await press(web, "topic:fees")
    await press(web, "a:how-to-pay")
    await press(web, "a:number-of-members")

    assert (await said(web))[0] == "Fees"
    assert (await said(web))[2] == "How many members WeGO has"


async def test_topic_button_answers_in_the_pages_language(app: App, browse: Browse) -> None:
    for lang, topic in zip(app.library.phrasebook.languages, cycle(app.library.topics), strict=False):
        async with browse() as web:
            reply = await web.post("/messages", json={"action": f"topic:{topic}"}, headers={"accept-language": lang})

            assert f'lang="{lang}"' in reply.text


async def test_json_gets_the_reply_alone(web: httpx.AsyncClient) -> None:
    reply = await ask(web, FEES)

    assert reply.status_code == 200
    assert reply.text.startswith('<div class="reply" data-kind="answer" lang="en" dir="ltr">')
    assert "<strong>Local governments</strong>" in reply.text
    assert re.findall(r'name="action" value="(a:[\w-]+)"', reply.text)


async def test_chosen_language_turns_the_page(web: httpx.AsyncClient) -> None:
    await web.get("/")

    reply = await press(web, "lang:ko")

    assert 'lang="ko"' in reply.text
    assert '<html lang="ko"' in (await web.get("/")).text


async def test_same_id_again_gets_the_same_reply_and_is_kept_once(web: httpx.AsyncClient) -> None:
    first = await ask(web, FEES, id="same")

    again = await ask(web, "Something else altogether", id="same")

    assert again.text == first.text
    assert await said(web) == [FEES]


async def test_same_id_of_another_visitor_is_another_message(browse: Browse) -> None:
    async with browse() as one, browse() as other:
        await ask(one, FEES, id="same")
        await ask(other, "Where is WeGO?", id="same")

        assert await said(one) == [FEES]
        assert await said(other) == ["Where is WeGO?"]


async def test_start_over_deletes_this_conversation_only(browse: Browse) -> None:
    async with browse() as one, browse() as other:
        await ask(one, FEES)
        await ask(other, FEES)

        forgotten = await one.post("/forget")

        assert (forgotten.status_code, forgotten.headers["location"]) == (303, "/")
        assert await said(one) == []
        assert await said(other) == [FEES]


@pytest.mark.parametrize("cookie", ["forged", "eyJpZCI6ICJtZSJ9.aaaaaa.bbbbbb", "x" * 5000, '"', "null"])
async def test_forged_cookie_gets_a_conversation_of_its_own(browse: Browse, web: httpx.AsyncClient, cookie: str) -> None:
    await ask(web, FEES)

    async with browse() as stranger:
        page = await stranger.get("/", headers={"cookie": f"visitor={cookie}"})

    assert page.status_code == 200
    assert FEES not in page.text
    assert page.cookies["visitor"] not in (cookie, web.cookies["visitor"])
