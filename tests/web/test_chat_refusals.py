"""What the web chat refuses: other sites, malformed and endless requests, too many messages."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web import server
from tests.web.browsing import FEES, HERE, Browse, ask, said


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
