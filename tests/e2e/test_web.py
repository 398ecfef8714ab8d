"""The web chat as a person uses it: the real process, and Debian's Chromium in front of it."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from bot.app import open_app
from bot.config import load_settings
from bot.conversation import Kind
from tests.brief import Brief
from tests.e2e.browsing import NEEDED
from tests.e2e.process import ROOT, ServedBot
from tests.scenarios.talk import Person

FEES = "How much is the membership fee?"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.asyncio(loop_scope="module"),  # one process and one browser for all
    NEEDED,
]


class Visitor:
    """A person with a browser: what they do, what they see, and what the browser complains of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.posted: list[str] = []
        self.loads: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.posted.append(request.post_data or ""))
        page.on("request", lambda request: self.loads.append(request.url) if request.is_navigation_request() else None)
        self.box = page.get_by_role("textbox")
        self.notice = page.get_by_role("alert")
        self.said = page.locator("#log .said p")
        self.replies = page.locator("#log .turn .reply")

    async def ask(self, text: str) -> None:
        """Ask, and wait for the reply."""
        count = await self.replies.count()
        await self.box.fill(text)
        await self.box.press("Enter")
        await expect(self.replies).to_have_count(count + 1)

    async def press(self, name: str) -> None:
        """Press the newest button of that name, and wait for the reply."""
        count = await self.replies.count()
        await self.page.get_by_role("button", name=name, exact=True).last.click()
        await expect(self.replies).to_have_count(count + 1)

    def forgive(self, *complaints: str) -> None:
        """Drop the complaints that a test provokes."""
        self.complaints = [text for text in self.complaints if not any(part in text for part in complaints)]


class Visitors:
    """Opens browsers for those who come."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self.came: list[Visitor] = []

    async def come(self, **options: Any) -> Visitor:
        """Return a visitor who looks at the page; ``options`` are those of a browser context."""
        context = await self._browser.new_context(**{"locale": "en-GB", **options})
        visitor = Visitor(await context.new_page())
        self.came.append(visitor)
        await visitor.page.goto(self._url)
        return visitor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory, brief: Brief) -> AsyncIterator[ServedBot]:
    async with ServedBot({}, tmp_path_factory.mktemp("served"), brief=brief) as bot:
        yield bot


@pytest_asyncio.fixture(loop_scope="module")
async def visitors(chromium: Browser, served: ServedBot) -> AsyncIterator[Visitors]:
    """Those who come during the test; at its end no browser may have complained."""
    visitors = Visitors(chromium, served.base_url)
    yield visitors
    for visitor in visitors.came:
        await visitor.page.context.close()
    assert [complaint for visitor in visitors.came for complaint in visitor.complaints] == []


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(visitors: Visitors) -> Visitor:
    return await visitors.come()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def unclear(tmp_path_factory: pytest.TempPathFactory, brief: Brief) -> str:
    """A question to which the assistant offers guesses, whatever the matcher has learnt since this was written."""
    known = json.loads((ROOT / "content" / "questions-baseline.json").read_text(encoding="utf-8"))["questions"]
    files = sorted((ROOT / "content").glob("questions*.jsonl"))
    questions = [(file.stem, json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    asked = [
        str(question["q"])
        for stem, question in questions
        if question["lang"] == "en" and not question.get("context") and known[stem][question["id"]] == "offered"
    ]
    data_dir = brief.data_dir(tmp_path_factory.mktemp("unclear"))
    async with open_app(load_settings(_env_file=None, data_dir=data_dir, content_dir=brief.content)) as app:
        for number, question in enumerate(asked):
            reply = await Person(app, name=f"person {number}").say(question)
            if (reply.kind, reply.lang) == (Kind.CHOICES, "en"):
                return question
    raise AssertionError("no question of the files is unclear")


async def test_question_is_asked_by_keyboard_alone_and_answered_with_its_source(visitor: Visitor) -> None:
    page = visitor.page

    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the question")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type(FEES)
    await page.keyboard.press("Enter")

    await expect(visitor.said).to_have_text([FEES])
    await expect(visitor.replies.last).to_contain_text("400 to 10,000 USD")
    await expect(visitor.replies.last.locator(".note")).to_contain_text(
        re.compile(r"^Source: 5th General Assembly.* · as of October 2021$")
    )
    await expect(visitor.box).to_be_focused()
    await expect(visitor.box).to_have_value("")


async def test_shift_and_enter_break_the_line_and_an_unfinished_syllable_is_not_sent(visitor: Visitor) -> None:
    await visitor.box.fill("first")
    await visitor.box.press("Shift+Enter")
    await visitor.box.press_sequentially("second")
    await visitor.box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )

    await expect(visitor.box).to_have_value("first\nsecond")
    await expect(visitor.said).to_have_count(0)


async def test_topic_leads_by_clicks_to_an_article(visitor: Visitor) -> None:
    await visitor.press("Fees")
    await visitor.press("How to pay the fee")

    await expect(visitor.said).to_have_text(["Fees", "How to pay the fee"])
    await expect(visitor.replies.last.locator(".note")).to_contain_text("Source")
    await expect(visitor.box).to_be_focused()
    assert len(visitor.loads) == 1  # the page stays; the script took the presses


async def test_button_of_an_older_reply_still_works(visitor: Visitor) -> None:
    await visitor.press("Fees")
    await visitor.ask("Where is WeGO?")
    await visitor.press("How to pay the fee")

    await expect(visitor.replies.last).to_have_attribute("data-kind", "answer")


async def test_unclear_question_is_cleared_up_by_a_button(visitor: Visitor, unclear: str) -> None:
    await visitor.ask(unclear)
    await expect(visitor.replies.last).to_have_attribute("data-kind", "choices")

    await visitor.press("None of these")

    await expect(visitor.replies.last).to_have_attribute("data-kind", "unknown")
    await expect(visitor.replies.last.get_by_role("link")).to_have_attribute("href", "mailto:secretariat@we-gov.org")


async def test_guess_that_was_meant_is_answered(visitor: Visitor, unclear: str) -> None:
    await visitor.ask(unclear)
    guess = visitor.replies.last.get_by_role("button").first
    title = await guess.inner_text()

    await guess.click()

    await expect(visitor.replies).to_have_count(2)
    await expect(visitor.said).to_have_text([unclear, title])
    await expect(visitor.replies.last).to_have_attribute("data-kind", "answer")


async def test_time_zone_of_the_browser_is_known_and_the_file_of_a_reply_is_downloaded(visitors: Visitors) -> None:
    person = await visitors.come(timezone_id="Asia/Seoul")
    await person.ask("timezone")
    await expect(person.replies.last).to_contain_text("Asia/Seoul")
    await person.ask("List of members in Kenya")
    await person.page.locator('button[value^="members-csv"]').click()

    async with person.page.expect_download() as downloading:
        await person.page.get_by_role("link", name="members.csv").click()

    assert "Nairobi" in (await (await downloading.value).path()).read_text(encoding="utf-8")


async def test_korean_by_button_turns_page_and_answers(visitor: Visitor) -> None:
    page = visitor.page

    await page.get_by_role("button", name="한국어").first.click()

    await expect(page.locator("html")).to_have_attribute("lang", "ko")
    await expect(page.get_by_role("button", name="보내기")).to_be_visible()
    await expect(visitor.said).to_have_text(["한국어"])
    await expect(visitor.box).to_be_focused()
    await visitor.ask("회비는 얼마인가요?")
    await expect(visitor.replies.last).to_have_attribute("lang", "ko")
    await expect(visitor.replies.last).to_contain_text("연회비")


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("locale", ["en-GB", "ko-KR", "es-MX"])
async def test_phone_shows_everything_without_scrolling_sideways(visitors: Visitors, width: int, locale: str) -> None:
    phone = await visitors.come(viewport={"width": width, "height": 740}, is_mobile=True, has_touch=True, locale=locale)

    await phone.ask(FEES)
    await phone.ask("W" * 300 + " https://example.org/" + "x" * 300)

    overflow = await phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    beyond = await phone.page.evaluate(
        """[...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
        .map((element) => element.className)"""
    )
    assert (overflow, beyond) == (0, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_in_both_colour_schemes(visitors: Visitors, scheme: str) -> None:
    person = await visitors.come(color_scheme=scheme)
    await person.ask(FEES)

    contrasts = await person.page.evaluate(_CONTRASTS)

    assert [name for name, contrast in contrasts.items() if contrast < 4.5] == []
    ground = await person.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(245, 247, 248)", "dark": "rgb(16, 23, 27)"}[scheme]


async def test_page_works_without_javascript(visitors: Visitors) -> None:
    plain = await visitors.come(java_script_enabled=False)

    await plain.box.fill(FEES)
    await plain.page.get_by_role("button", name="Send").click()
    await expect(plain.replies).to_have_count(1)
    await plain.press("Fees")
    await plain.press("How to pay the fee")
    await plain.press("Español")

    await expect(plain.said).to_have_text([FEES, "Fees", "How to pay the fee", "Español"])
    await expect(plain.page.locator("html")).to_have_attribute("lang", "es")
    await plain.page.get_by_role("button", name="Empezar de nuevo").click()
    await expect(plain.said).to_have_count(0)


async def test_restart_of_the_server_keeps_the_conversation(visitor: Visitor, served: ServedBot) -> None:
    await visitor.ask(FEES)

    await served.restart()
    await visitor.press("The fee for institutions")
    await visitor.page.reload()

    await expect(visitor.said).to_have_text([FEES, "The fee for institutions"])


async def test_message_that_did_not_get_through_is_kept_and_answered_once_when_sent_again(visitor: Visitor) -> None:
    await visitor.page.context.set_offline(True)
    await visitor.box.fill(FEES)
    await visitor.box.press("Enter")
    await expect(visitor.notice).to_have_text("That didn't reach me. Check your connection and send it again.")
    await expect(visitor.box).to_have_value(FEES)
    await expect(visitor.said).to_have_count(0)

    await visitor.page.context.set_offline(False)
    await visitor.box.press("Enter")

    await expect(visitor.replies).to_have_count(1)
    await expect(visitor.notice).to_be_empty()
    visitor.forgive("ERR_INTERNET_DISCONNECTED")


async def test_message_whose_reply_was_lost_is_sent_again_under_its_id_and_answered_once(visitor: Visitor) -> None:
    async def lose_the_reply(route: Route) -> None:
        await route.fetch()
        await route.abort("connectionreset")

    await visitor.page.route("**/messages", lose_the_reply, times=1)
    await visitor.box.fill(FEES)
    await visitor.box.press("Enter")
    await expect(visitor.notice).to_be_visible()
    await visitor.box.press("Enter")
    await expect(visitor.replies).to_have_count(1)
    first, second = [body for body in visitor.posted if body]
    assert first == second

    await visitor.page.reload()

    await expect(visitor.said).to_have_text([FEES])
    visitor.forgive("ERR_CONNECTION_RESET")


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (429, '{"error": "Please wait a minute."}', "Please wait a minute."),
        (413, '{"error": "the body is longer than 1000000 bytes"}', "That is more than I can read at once."),
        (400, '{"error": "expected a JSON object"}', "That didn't work."),
        (500, "Something went wrong here", "That didn't work."),
        (502, "<html>Bad gateway</html>", "That didn't work."),
    ],
)
async def test_refusal_is_told_in_words_and_the_text_stays(visitor: Visitor, status: int, body: str, told: str) -> None:
    await visitor.page.route("**/messages", lambda route: route.fulfill(status=status, body=body))

    await visitor.box.fill(FEES)
    await visitor.box.press("Enter")

    await expect(visitor.notice).to_contain_text(told)
    await expect(visitor.box).to_have_value(FEES)
    await expect(visitor.said).to_have_count(0)
    visitor.forgive(f"status of {status}")


async def test_reply_is_announced_and_the_wait_before_it_is_shown(visitor: Visitor) -> None:
    log = visitor.page.get_by_role("log", name="Conversation")
    held: list[Route] = []
    await visitor.page.route("**/messages", lambda route: held.append(route))

    await visitor.box.fill(FEES)
    await visitor.box.press("Enter")

    await expect(visitor.said).to_have_text([FEES])
    await expect(log.get_by_text("Looking it up …")).to_be_visible()
    await expect(log).to_have_attribute("aria-busy", "true")
    await held[0].continue_()
    await expect(visitor.replies).to_have_count(1)
    await expect(log).to_have_attribute("aria-busy", "false")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.get_by_text("Looking it up …")).to_have_count(0)


async def test_every_control_has_a_name_and_a_size_that_fingers_hit(visitor: Visitor) -> None:
    await visitor.ask(FEES)

    tree = await visitor.page.locator("body").aria_snapshot()
    controls = visitor.page.locator("button, textarea, a:not(.skip)")
    heights = await controls.evaluate_all("controls => controls.map((control) => control.getBoundingClientRect().height)")

    assert re.findall(r"- (button|textbox|link)(?=:|$| \[)", tree, re.MULTILINE) == []
    assert 'textbox "Your question"' in tree
    assert 'heading "WeGO assistant" [level=1]' in tree
    assert 'log "Conversation"' in tree
    assert min(heights) >= 24  # WCAG 2.2, 2.5.8


async def test_markup_in_a_question_stays_text(visitor: Visitor) -> None:
    text = '<img src="x" onerror="document.title=1"><b>bold</b>'

    await visitor.ask(text)
    await visitor.page.reload()

    await expect(visitor.said).to_have_text([text])
    await expect(visitor.page).to_have_title("WeGO assistant")
    await expect(visitor.page.locator("#log img, #log .said b")).to_have_count(0)


async def test_moving_parts_stand_still_for_those_who_ask_for_it(visitors: Visitors) -> None:
    person = await visitors.come(reduced_motion="reduce")
    await person.page.route("**/messages", lambda _: None)

    await person.box.fill(FEES)
    await person.box.press("Enter")

    await expect(person.page.locator(".waiting")).to_have_css("animation-name", "none")


_CONTRASTS = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    const colour = parse(getComputedStyle(element).backgroundColor);
    return colour.length === 4 && colour[3] === 0 ? ground(element.parentElement) : colour;
  };
  const contrast = (colour, element) => {
    const [a, b] = [light(parse(colour)), light(ground(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const texts = [...document.querySelectorAll("h1, p, li, strong, button, a")].filter((element) => element.textContent.trim());
  const found = texts.map((element) => [element.outerHTML.slice(0, 80), contrast(getComputedStyle(element).color, element)]);
  const box = document.getElementById("text");
  found.push(["placeholder", contrast(getComputedStyle(box, "::placeholder").color, box)]);
  return Object.fromEntries(found);
}"""
"""Contrast of every text with what lies behind it. Source: WCAG 2.2, 1.4.3 and "relative luminance"."""
