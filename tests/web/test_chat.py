"""The web chat over HTTP, with the real assistant behind it."""

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from html import unescape
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from bot.app import App, open_app
from bot.assistant import Assistant
from bot.channels.web import WebChat
from bot.config import load_settings
from bot.conversation import Conversation, File, IncomingMessage, Kind, Recollection, Reply
from bot.knowledge.library import Library
from bot.knowledge.text import MAX_QUESTION
from bot.store.memory import SqlMemory
from bot.web import server
from bot.web.chat import ChatPages
from bot.web.feeds import Feeds
from bot.web.health import Health
from bot.web.unsubscribe import UnsubscribePage
from tests.conftest import CONTENT

SECRET = "a secret of this test"
HERE = "http://bot.example"
FEES = "How much is the membership fee?"
CALENDAR = File("general-assembly-2021.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:총회\r\nEND:VCALENDAR\r\n".encode())

Browse = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
async def app(data_dir: Path, library: Library) -> AsyncIterator[App]:
    settings = load_settings(_env_file=None, data_dir=data_dir, content_dir=CONTENT, timezone="UTC", public_url="")
    async with open_app(settings, library=library) as opened:
        yield opened


@pytest.fixture
def browse(app: App) -> Browse:
    """Return what opens a browser without a script: it keeps cookies and follows no redirects."""

    @asynccontextmanager
    async def browser(
        *, memory: SqlMemory | None = None, origin: str = "", address: str = "192.0.2.7", assistant: Assistant | None = None
    ) -> AsyncIterator[httpx.AsyncClient]:
        chat = WebChat(assistant or app.assistant, memory or app.memory)
        pages = ChatPages(chat, app.library, retention_days=90, origin=origin)
        secure = origin.startswith("https://")
        health = Health(app.library, app.inbox, [], outbox=app.outbox, courier=None, clock=app.clock)
        health.phase = "ready"
        site = server.build(
            pages=pages,
            feeds=Feeds(app.library, public_url=""),
            unsubscribe=UnsubscribePage(app.unsubscribing, app.library),
            channels=[],
            health=health,
            secret=SECRET,
            secure=secure,
            retention_days=90,
        )
        transport = httpx.ASGITransport(app=site, client=(address, 50000), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            yield client

    return browser


@pytest.fixture
async def web(browse: Browse) -> AsyncIterator[httpx.AsyncClient]:
    async with browse() as client:
        yield client


async def ask(web: httpx.AsyncClient, text: str, *, id: str = "") -> httpx.Response:
    return await web.post("/messages", json={"id": id, "text": text})


async def press(web: httpx.AsyncClient, action: str) -> httpx.Response:
    return await web.post("/messages", json={"id": "", "action": action})


async def said(web: httpx.AsyncClient) -> list[str]:
    """Return what the page shows that the person said, oldest first."""
    page = (await web.get("/")).text.partition("<template")[0]
    return [unescape(text) for text in re.findall(r'class="said">.*?<p dir="auto">(.*?)</p>', page, re.DOTALL)]


def kind(reply: httpx.Response) -> str:
    return "".join(re.findall(r'data-kind="(\w+)"', reply.text))


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


@pytest.fixture
def filing(app: App) -> Assistant:
    """An assistant who answers everything with a file of the name that is asked for."""

    async def file(conversation: Conversation, text: str) -> Reply:
        return Reply(Kind.DONE, f"Here it is, {conversation.zone}.", "en", file=replace(CALENDAR, name=text))

    return Assistant(
        library=app.library, memory=app.memory, clock=app.clock, commands={}, actions={}, small_talk={}, dialogs={}, ask=file
    )


async def test_file_of_a_reply_is_linked_and_handed_out_as_a_file(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as web:
        reply = await ask(web, CALENDAR.name, id="one")
        again = await ask(web, CALENDAR.name, id="one")
        page = await web.get("/")
        file = await web.get(f"/files/one/{CALENDAR.name}")

    link = f'<a href="/files/one/{CALENDAR.name}" download="{CALENDAR.name}">{CALENDAR.name}</a>'
    assert [link in shown.text for shown in (reply, again, page)] == [True, True, True]
    assert (file.status_code, file.content) == (200, CALENDAR.content)
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.headers["content-disposition"] == f'attachment; filename="{CALENDAR.name}"'
    assert file.headers["cache-control"] == "private, no-store"
    assert_fenced(file)


async def test_file_is_handed_out_without_javascript_whatever_message_and_file_are_called(
    browse: Browse, filing: Assistant
) -> None:
    name = 'fees "2021" <b>.csv'
    async with browse(assistant=filing) as web:
        await web.post("/messages", data={"id": "a b/ü?", "text": name})
        page = await web.get("/")
        (address,) = re.findall(r'href="(/files/[^"]*)"', page.text)
        file = await web.get(address)

    assert file.headers["content-disposition"] == "attachment; filename*=utf-8''fees%20%222021%22%20%3Cb%3E.csv"
    assert name not in page.text


async def test_file_with_a_name_beyond_ascii_is_handed_out_under_it(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as web:
        await ask(web, "회비 2021.csv", id="one")
        file = await web.get("/files/one/회비 2021.csv")

    assert (file.status_code, file.headers["content-disposition"]) == (
        200,
        "attachment; filename*=utf-8''%ED%9A%8C%EB%B9%84%202021.csv",
    )


@pytest.mark.parametrize(
    "path", ["one/other.ics", "two/fees.csv", "%00/fees.csv", "%ed%a0%80/fees.csv", "one", "one/", "../fees.csv"]
)
async def test_file_that_there_is_not_is_not_found(browse: Browse, filing: Assistant, path: str) -> None:
    async with browse(assistant=filing) as web:
        await ask(web, "fees.csv", id="one")

        assert (await web.get(f"/files/{path}")).status_code == 404


async def test_file_is_handed_out_to_nobody_else_and_not_after_it_is_forgotten(browse: Browse, filing: Assistant) -> None:
    async with browse(assistant=filing) as one, browse(assistant=filing) as other, browse(assistant=filing) as stranger:
        await ask(one, "fees.csv", id="one")
        await ask(other, "fees.csv", id="another")
        answers = [await person.get("/files/one/fees.csv") for person in (one, other, stranger)]
        await one.post("/forget")
        answers.append(await one.get("/files/one/fees.csv"))

    assert [answer.status_code for answer in answers] == [200, 404, 404, 404]
    assert "set-cookie" not in answers[2].headers


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Kathmandu", "Asia/Kathmandu"), ("", "None"), ("../etc/passwd", "None"), ("x" * 1000, "None")]
)
async def test_browsers_time_zone_is_a_hint_if_there_is_one_of_that_name(
    browse: Browse, filing: Assistant, zone: str, known: str
) -> None:
    async with browse(assistant=filing) as web:
        reply = await web.post("/messages", json={"text": "when?", "zone": zone})

    assert f"Here it is, {known}." in reply.text


@pytest.mark.parametrize(("origin", "secure"), [("", False), ("https://bot.example", True)])
async def test_cookie_is_out_of_reach_for_scripts_and_other_sites(browse: Browse, origin: str, secure: bool) -> None:
    async with browse(origin=origin) as web:
        cookie = (await web.get("/")).headers["set-cookie"].lower()

    assert "; httponly" in cookie
    assert "; samesite=lax" in cookie
    assert ("; secure" in cookie) is secure


async def test_each_visit_to_the_page_renews_the_cookie(web: httpx.AsyncClient) -> None:
    await web.get("/")

    assert "max-age=7776000" in (await web.get("/")).headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://bot.example.evil.example"},
        {"origin": "http://bot.example:81"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://bot.example"},
    ],
)
@pytest.mark.parametrize("path", ["/messages", "/forget"])
async def test_post_from_another_site_is_refused_and_changes_nothing(
    web: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    await ask(web, FEES)

    refused = await web.post(path, data={"id": "two", "text": "Where is WeGO?"}, headers=headers)

    assert refused.status_code == 403
    assert "error" in refused.json()
    assert await said(web) == [FEES]


@pytest.mark.parametrize(
    ("public_url", "headers"),
    [
        ("", {"origin": HERE, "sec-fetch-site": "same-origin"}),
        ("", {"origin": HERE}),
        ("", {}),
        ("https://chat.example/", {"origin": "https://chat.example", "sec-fetch-site": "same-origin"}),
    ],
)
async def test_post_from_our_own_page_is_taken(browse: Browse, public_url: str, headers: dict[str, str]) -> None:
    async with browse(origin=public_url) as web:
        assert (await web.post("/messages", json={"text": FEES}, headers=headers)).status_code == 200


@pytest.mark.parametrize("path", ["/messages", "/forget"])
async def test_nothing_is_changed_by_a_get(web: httpx.AsyncClient, path: str) -> None:
    assert (await web.get(path)).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"null", b"[]", b'"text"', b"1e999", b"9" * 5000, b"[" * 100_000, b"\xff\xfe"),
        *(b'{"text": 1}', b'{"text": null}', b'{"text": ["a"]}', b'{"id": {}}'),
    ],
)
async def test_malformed_json_is_a_bad_request(web: httpx.AsyncClient, body: bytes) -> None:
    reply = await web.post("/messages", content=body, headers={"content-type": "application/json"})

    assert reply.status_code == 400
    assert "expected a JSON object" in reply.json()["error"]


async def test_form_with_countless_fields_is_a_bad_request(web: httpx.AsyncClient) -> None:
    assert (await web.post("/messages", data={f"field{number}": "x" for number in range(5000)})).status_code == 400


async def test_body_that_declares_too_much_is_refused(web: httpx.AsyncClient) -> None:
    reply = await web.post("/messages", content=b"x" * 10_000_000, headers={"content-type": "application/json"})

    assert reply.status_code == 413
    assert "longer than" in reply.json()["error"]


async def test_body_that_goes_on_for_too_long_is_refused_without_reading_it_all(web: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10_000_000:
            sent += 65_536
            yield b"x" * 65_536

    reply = await web.post("/messages", content=endless(), headers={"content-type": "application/json"})

    assert reply.status_code == 413
    assert sent < 2 * server.MAX_BODY


@pytest.mark.parametrize("length", ["-1", "many", "1e3"])
async def test_nonsensical_length_is_refused(web: httpx.AsyncClient, length: str) -> None:
    assert (await web.post("/messages", content=b"{}", headers={"content-length": length})).status_code == 413


async def test_twenty_first_message_within_a_minute_waits(web: httpx.AsyncClient) -> None:
    answered = [(await ask(web, "hello")).status_code for _ in range(20)]

    refused = await ask(web, "hello")

    assert answered == [200] * 20
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert refused.json() == {"error": "That was a lot of messages at once. Please wait a minute and go on."}


async def test_too_many_messages_by_form_are_told_on_the_page_and_the_text_stays(web: httpx.AsyncClient) -> None:
    for _ in range(20):
        await ask(web, "hello")

    page = await web.post("/messages", data={"id": "21", "text": FEES})

    assert (page.status_code, page.headers["retry-after"]) == (429, "60")
    assert "Please wait a minute" in page.text.partition('id="notice"')[2]
    assert f">{FEES}</textarea>" in page.text


async def test_script_that_throws_its_cookie_away_is_held_by_its_address(web: httpx.AsyncClient) -> None:
    statuses = []
    for _ in range(121):
        web.cookies.clear()
        statuses.append((await ask(web, "hello")).status_code)

    assert statuses == [200] * 120 + [429]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</p></div></template><style>*{display:none}</style>",
        "{{ 7 * 7 }} {% raw %}",
        "[click](javascript:alert(1)) **bold** <https://evil.example>",
        "&lt;b&gt; &amp; &#60;",
    ],
)
async def test_markup_in_a_question_is_shown_as_text(web: httpx.AsyncClient, text: str) -> None:
    reply = await ask(web, text)

    page = (await web.get("/")).text
    assert await said(web) == [text]
    assert re.findall(r"<script>|<img src=x|<style|javascript:alert\(1\)\"|49", reply.text + page) == []


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


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/chat.css", 200),
        ("GET", "/static/../chat.py", 404),
        ("GET", "/static/%2e%2e/chat.py", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/messages", 405),
        ("POST", "/messages", 200),
        ("POST", "/forget", 303),
        ("GET", "/health", 200),
        ("GET", "/metrics", 200),
    ],
)
async def test_every_response_forbids_what_the_page_does_not_need(
    web: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    response = await web.request(method, path)

    assert response.status_code == status
    assert_fenced(response)


async def test_refusal_and_breakdown_carry_the_same_headers_and_tell_no_details(
    app: App, browse: Browse, web: httpx.AsyncClient
) -> None:
    class BrokenMemory(SqlMemory):
        async def recall(self, message: IncomingMessage, *, limit: int) -> Recollection:
            raise OSError("disk /dev/secret is gone")

    too_long = await web.post("/messages", content=b"x" * 2_000_000)
    async with browse(memory=BrokenMemory(app.database)) as broken:
        failed = await broken.get("/")

    assert (too_long.status_code, failed.status_code) == (413, 500)
    assert "secret" not in failed.text
    assert_fenced(too_long)
    assert_fenced(failed)


@pytest.mark.parametrize("path", ["/", "/messages"])
async def test_conversations_are_kept_in_no_cache(web: httpx.AsyncClient, path: str) -> None:
    response = await web.request("POST" if path == "/messages" else "GET", path, json={"text": FEES})

    assert response.headers["cache-control"] == "no-store"


async def test_health_names_state_and_channels(app: App, web: httpx.AsyncClient) -> None:
    health = await web.get("/health")

    assert health.status_code == 200
    assert health.json() == {
        "status": "ok",
        "channels": {"web": "ok"},
        "articles": app.library.article_count,
        "content_faults": 0,
        "inbox_backlog": 0,
        "outbox": {},
    }


async def test_metrics_count_replies_and_hold_no_text(web: httpx.AsyncClient) -> None:
    await ask(web, "Where is the zebra crossing?")

    metrics = (await web.get("/metrics")).text

    assert 'channel="web"' in metrics
    assert "zebra" not in metrics


def assert_fenced(response: httpx.Response) -> None:
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
