"""The real process in a real workspace's stead: Socket Mode and HTTP, through restarts and sudden death."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.brief import Brief
from tests.e2e.local_slack import BINARY, BOT, GENERAL, MISSING, PEOPLE, SECRET, LocalSlack
from tests.e2e.process import ServedBot, free_port

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not BINARY.exists(), reason=MISSING),
    pytest.mark.asyncio(loop_scope="module"),
]

Json = dict[str, Any]
FEES = {
    "How much is the membership fee?": "Every member pays an annual fee",
    "회비는 얼마인가요?": "회비",
    "¿Cuánto cuesta ser miembro?": "Cada miembro paga una cuota anual",
}
QUESTION = "How much is the membership fee?"
KILLED_AFTER = (0.01, 0.1)
"""Seconds from the questions, at random; eight of them take about as long to be kept, answered and recorded."""


@dataclass
class Workspace:
    """A workspace, and the assistant in it."""

    mode: str
    slack: LocalSlack
    bot: ServedBot

    async def come_again(self) -> None:
        """Start the assistant, and let Slack do what it does then: over HTTP, bring again what may not have been heard."""
        await self.bot.start()
        if self.mode == "http":
            await self.slack.redeliver()


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["socket", "http"])
async def workspace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, brief: Brief
) -> AsyncIterator[Workspace]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    port = free_port()
    events_to = f"http://127.0.0.1:{port}/slack/events" if request.param == "http" else None
    async with (
        LocalSlack(folder / "peer", events_to=events_to) as slack,
        ServedBot({**slack.env, "LOG_LEVEL": "debug"}, folder / "bot", brief=brief, port=port) as bot,
    ):
        yield Workspace(request.param, slack, bot)


async def test_a_question_is_answered_in_the_language_it_is_asked_in(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[0]

    asked = [(await slack.say(person, question))["ts"] for question in FEES]
    answers = await slack.wait_for_answers(slack.direct(person), 3)

    assert [fragment in answer["text"] for fragment, answer in zip(FEES.values(), answers, strict=True)] == [True, True, True]
    assert [answer.get("thread_ts") for answer in answers] == asked
    assert "as of October 2021" in answers[0]["blocks"][1]["elements"][0]["text"]


async def test_a_slash_command_is_answered_to_its_sender_alone(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[1]
    before = len(await slack.answers(GENERAL))

    await slack.command(person, "language es", channel=GENERAL)
    await slack.wait_for_answers(GENERAL, before + 1)
    await slack.command(person, "topics", channel=GENERAL)
    answers = (await slack.wait_for_answers(GENERAL, before + 2))[before:]

    assert [answer["text"] for answer in answers] == ["A partir de ahora le hablo en español.", "¿Sobre qué le gustaría saber?"]
    assert [answer["ephemeral_to"] for answer in answers] == [person, person]


async def test_buttons_lead_from_the_topics_to_an_article(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[2]

    await slack.say(person, "topics")
    [menu] = await slack.wait_for_answers(slack.direct(person), 1)
    await slack.press(person, menu, button(menu, "topic:fees"))
    topic = (await slack.wait_for_answers(slack.direct(person), 2))[1]
    await slack.press(person, topic, button(topic, "a:how-to-pay"))
    article = (await slack.wait_for_answers(slack.direct(person), 3))[2]

    assert topic["text"] == "Fees: pick a question."
    assert "Source" in article["text"]


async def test_a_mention_is_answered_in_its_thread_and_other_talk_is_not(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[3]

    await slack.say(person, "How much is the membership fee, does anybody know?", channel=GENERAL)
    asked = await slack.say(person, f"<@{BOT}> {QUESTION}", channel=GENERAL)
    [answer] = await in_thread(slack, asked, 1)
    again = await slack.say(person, f"<@{BOT}> thanks", channel=GENERAL, thread=asked["ts"])
    thanks = (await in_thread(slack, asked, 2))[1]

    assert answer["text"].startswith(FEES[QUESTION])
    assert again["thread_ts"] == thanks["thread_ts"]
    assert [said for said in await slack.answers(GENERAL) if "thread_ts" not in said and "ephemeral_to" not in said] == []


async def test_an_edited_question_is_answered_anew_where_it_stands(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[4]

    direct = await slack.say(person, "hello")
    await slack.wait_for_answers(slack.direct(person), 1)
    await slack.edit(person, direct, QUESTION)
    answers = await slack.wait_for_answers(slack.direct(person), 2)
    mention = await slack.say(person, f"<@{BOT}> hello", channel=GENERAL)
    await in_thread(slack, mention, 1)
    await slack.edit(person, mention, f"<@{BOT}> {QUESTION}")
    in_channel = await in_thread(slack, mention, 2)

    assert [found[1]["text"].startswith(FEES[QUESTION]) for found in (answers, in_channel)] == [True, True]


async def test_the_home_tab_is_published_to_who_opens_it(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[5]

    await slack.open_home(person)
    [published] = await slack.wait_for_calls("views.publish", bool)

    assert published["detail"]["user_id"] == person
    assert published["detail"]["view"]["blocks"][0]["text"]["text"] == "Ask WeGO"


async def test_a_question_asked_in_the_middle_of_a_restart_is_answered_once(workspace: Workspace) -> None:
    slack, person = workspace.slack, PEOPLE[6]

    await slack.say(person, QUESTION)
    code = await workspace.bot.terminate()
    await workspace.come_again()
    await slack.say(person, "thanks")
    answers = await slack.wait_for_answers(slack.direct(person), 2)

    assert code == 0
    assert [answer["text"][:14] for answer in answers] == ["Every member p", "You're welcome"]


async def test_sudden_death_loses_no_question_and_doubles_only_what_was_accepted_and_not_yet_recorded(
    workspace: Workspace, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    slack, dice = workspace.slack, random.Random(20211001)  # noqa: S311
    earlier = len(await slack.calls("chat.postMessage"))
    deaths: list[Death] = []

    for _ in range(kills):
        deaths.append(await ask_all_and_kill(workspace, dice))
        await workspace.come_again()
        await slack.wait_for_calls("chat.postMessage", deaths[-1].is_mended_by)
        await workspace.bot.wait_until_idle()
    sent = (await slack.calls("chat.postMessage"))[earlier:]

    times: dict[str, list[int]] = {}
    for call in sent:
        times.setdefault(call["detail"]["client_msg_id"], []).append(call["time"])
    doubled = [found for found in times.values() if len(found) > 1]
    heard = sum(len(death.heard) for death in deaths)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{workspace.mode}: {kills} deaths, {heard} questions heard,"
            f" {sum(death.answered for death in deaths)} answered before death, {len(doubled)} answered twice"
        )
    assert all(len(found) == 2 for found in doubled)
    assert all(any(first <= death.at <= second for death in deaths) for first, second in doubled)
    assert heard <= len(times) <= kills * len(PEOPLE)


async def test_the_log_holds_no_token_and_no_word_of_what_was_said(workspace: Workspace) -> None:
    log = workspace.bot.log.read_text(encoding="utf-8")

    assert "replied" in log
    assert [word for word in ("xoxb-", "xapp-", SECRET, "membership fee?", "annual fee", "/_hooks/") if word in log] == []
    assert [line for line in log.splitlines() if '"level": "error"' in line] == []


@dataclass(frozen=True)
class Death:
    """One sudden death: when (ms), whose question Slack knows to be heard or brings again, and what had been said to whom."""

    at: int
    heard: frozenset[str]
    said: dict[str, set[str]]
    answered: int

    def is_mended_by(self, calls: list[Json]) -> bool:
        """Whether everybody who was heard has got one answer more than before they asked."""
        return all(len(names(calls, channel)) == len(self.said[channel]) + 1 for channel in self.heard)


async def ask_all_and_kill(workspace: Workspace, dice: random.Random) -> Death:
    """Let everybody ask at once, and end the assistant in the middle of it."""
    slack = workspace.slack
    calls, dropped = await slack.calls("chat.postMessage"), await slack.dropped()
    said = {slack.direct(person): names(calls, slack.direct(person)) for person in PEOPLE}
    asking = {asyncio.create_task(slack.say(person, QUESTION)): slack.direct(person) for person in PEOPLE}
    await asyncio.sleep(dice.uniform(*KILLED_AFTER))
    await workspace.bot.kill()
    at = int(time.time() * 1000)
    done, waiting = await asyncio.wait(asking, timeout=0.3)
    for task in waiting:  # the peer waits for an acknowledgement that will not come
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    heard = frozenset(asking.values() if workspace.mode == "http" else (asking[task] for task in done))
    if await slack.dropped() > dropped:
        heard = frozenset()  # some were never brought, and the peer doesn't say whose
    return Death(at, heard, said, len(await slack.calls("chat.postMessage")) - len(calls))


def names(calls: list[Json], channel: str) -> set[str]:
    """Return the names of the messages that were sent to a channel."""
    return {call["detail"]["client_msg_id"] for call in calls if call["detail"]["channel"] == channel}


def button(message: Json, action: str) -> Json:
    """Return the button of a message that carries an action."""
    buttons = [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]
    return next(element for element in buttons if element["value"] == action)


async def in_thread(slack: LocalSlack, message: Json, count: int) -> list[Json]:
    """Return what the assistant wrote below a message, once there is ``count`` of it."""
    found = await slack.wait_for_answers(message["channel"], count, thread=message["ts"])
    return found[:count]
