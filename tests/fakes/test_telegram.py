"""The fake's own promises, asked with python-telegram-bot and with bare HTTP."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import Application, MessageHandler, Updater

from .telegram import FakeTelegram, Fault, FaultKind, Limits, WebhookPace
from .telegram_state import User

BOT_KEY = "1:TEST"
WATCHWORD = "s3cret_-"
GROUP = -1_000_000_000_077
Json = dict[str, Any]


@dataclass
class Answer:
    """What bare HTTP got."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Json:
        parsed: Json = json.loads(self.body)
        return parsed


Api = Callable[..., Coroutine[Any, Any, Answer]]


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=BOT_KEY, username="wego_bot") as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with client(telegram) as connected:
        yield connected


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def api(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Api:
    return caller(telegram, session)


@pytest.fixture
def maya(telegram: FakeTelegram) -> User:
    return telegram.user(id=7, first_name="Maya", language_code="en")


def client(telegram: FakeTelegram) -> Bot:
    return Bot(BOT_KEY, base_url=f"{telegram.base_url}/bot", base_file_url=f"{telegram.base_url}/file/bot")


def caller(telegram: FakeTelegram, session: aiohttp.ClientSession) -> Api:
    async def call(method: str, **params: object) -> Answer:
        url = f"{telegram.base_url}/bot{BOT_KEY}/{method}"
        async with session.post(url, json=params) as response:
            return Answer(response.status, response.headers, await response.read())

    return call


def keyboard(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data=one)] for one in data])


def description(answer: Answer) -> str:
    text: str = answer.json["description"]
    return text


# Requests and their encodings


async def test_get_me_names_the_bot(bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.username, me.is_bot) == (1, "wego_bot", True)


async def test_a_wrong_token_is_unauthorized(telegram: FakeTelegram, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{telegram.base_url}/bot1:WRONG/getMe") as response:
        answer = await response.json()

    assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (response.status, telegram.ledger[-1].status) == (401, 401)


async def test_an_unknown_method_is_not_found(api: Api) -> None:
    answer = await api("sendTelepathy")

    assert (answer.status, answer.json) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def test_method_names_are_not_case_sensitive(telegram: FakeTelegram, api: Api) -> None:
    await api("GETME")

    assert telegram.ledger[-1].method == "getMe"


@pytest.mark.parametrize("encoding", ["form", "multipart", "json", "query"])
async def test_every_encoding_gives_the_same_parameters(
    telegram: FakeTelegram, session: aiohttp.ClientSession, maya: User, encoding: str
) -> None:
    url = f"{telegram.base_url}/bot{BOT_KEY}/sendMessage"
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    flat = {"chat_id": str(maya.id), "text": "[1] & 2", "reply_markup": json.dumps(markup)}
    multipart = aiohttp.FormData(flat, default_to_multipart=True)
    bodies: dict[str, Any] = {
        "form": {"data": flat},
        "multipart": {"data": multipart},
        "json": {"json": flat | {"chat_id": maya.id, "reply_markup": markup}},
        "query": {"params": flat},
    }

    async with session.post(url, **bodies[encoding]) as response:
        assert response.status == 200

    assert telegram.ledger[-1].params == {"chat_id": maya.id, "text": "[1] & 2", "reply_markup": markup}


async def test_broken_nested_json_is_a_bad_request(api: Api, maya: User) -> None:
    answer = await api("sendMessage", chat_id=maya.id, text="x", reply_markup="{")

    assert description(answer) == "Bad Request: can't parse reply markup JSON object"


async def test_the_ledger_keeps_order_parameters_and_outcome(telegram: FakeTelegram, api: Api, maya: User) -> None:
    before = time.monotonic()
    await api("sendMessage", chat_id=maya.id, text="one")
    await api("sendMessage", chat_id=404, text="two")

    first, second = telegram.ledger
    assert (first.params["text"], first.committed, first.status) == ("one", True, 200)
    assert (second.params["text"], second.committed, second.status) == ("two", False, 400)
    assert second.description == "Bad Request: chat not found"
    assert before <= first.arrived_at <= second.arrived_at


# Updates


async def test_an_update_waits_until_a_higher_offset_confirms_it(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.say(maya, "one")
    telegram.say(maya, "two")

    first = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[0].update_id + 1)

    assert first == again
    assert [update.update_id for update in first] == [1000, 1001]
    assert [update.message.text for update in rest if update.message] == ["two"]
    assert [update["update_id"] for update in telegram.waiting] == [1001]


async def test_get_updates_gives_no_more_than_the_limit(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    for number in range(3):
        telegram.say(maya, str(number))

    assert len(await bot.get_updates(limit=2)) == 2


async def test_a_negative_offset_forgets_all_but_the_last(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    for number in range(3):
        telegram.say(maya, str(number))

    updates = await bot.get_updates(offset=-1)

    assert [update.update_id for update in updates] == [1002]


async def test_a_long_poll_wakes_at_once_on_a_new_update(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await telegram.wait_for(lambda t: t.calls("getUpdates"))
    said_at = time.monotonic()
    telegram.say(maya, "hello")

    updates = await poll

    assert len(updates) == 1
    assert time.monotonic() - said_at < 0.2


async def test_an_older_poll_is_terminated_by_a_newer_one(telegram: FakeTelegram, api: Api, maya: User) -> None:
    older = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.wait_for(lambda t: len(t.calls("getUpdates")) == 1)
    newer = asyncio.create_task(api("getUpdates", timeout=50))

    refused = await older
    telegram.say(maya, "hello")
    accepted = await newer

    assert refused.status == 409
    assert description(refused).startswith("Conflict: terminated by other getUpdates request")
    assert len(accepted.json["result"]) == 1


async def test_get_updates_conflicts_with_a_webhook(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/")

    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_updates_not_asked_for_are_not_queued(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    await bot.get_updates(allowed_updates=["message"])
    telegram.block(maya)
    telegram.say(maya, "hello")

    updates = await bot.get_updates()

    assert [update.effective_message.text for update in updates if update.effective_message] == ["hello"]
    assert len(updates) == 1


async def test_a_repeated_update_is_delivered_although_it_was_confirmed(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    update = telegram.say(maya, "hello")
    await bot.get_updates()
    await bot.get_updates(offset=update["update_id"] + 1)
    telegram.send_update(update)

    repeated = await bot.get_updates(offset=update["update_id"] + 1)
    after = await bot.get_updates(offset=update["update_id"] + 1)

    assert [one.update_id for one in repeated] == [update["update_id"]]
    assert after == ()


async def test_updates_can_arrive_out_of_order(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    message = telegram.say(maya, "late")["message"]
    telegram.send_update({"update_id": 2000, "message": message})
    telegram.send_update({"update_id": 1500, "message": message})

    updates = await bot.get_updates()

    assert [update.update_id for update in updates] == [1000, 2000, 1500]


async def test_a_poll_whose_client_left_does_not_conflict(telegram: FakeTelegram, api: Api) -> None:
    abandoned = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.wait_for(lambda t: t.calls("getUpdates"))
    abandoned.cancel()

    answer = await api("getUpdates", timeout=0)

    assert answer.status == 200


# People


async def test_commands_and_mentions_are_marked_in_utf16_units(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.say(maya, "🎉 /dues@wego_bot for @maya_b, a@b.c")

    (update,) = await bot.get_updates()

    assert update.message is not None
    found = update.message.parse_entities()
    assert sorted(found.values()) == ["/dues@wego_bot", "@maya_b"]
    assert sorted((entity.type, entity.offset) for entity in found) == [("bot_command", 3), ("mention", 22)]


async def test_a_forum_message_carries_its_thread_and_its_reply(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    forum = telegram.group(id=GROUP, title="Club", forum=True)
    first = telegram.say(maya, "question", chat=forum, thread_id=5)
    telegram.say(maya, "more", chat=forum, thread_id=5, reply_to=first["message"]["message_id"])

    _, update = await bot.get_updates()

    message = update.message
    assert message is not None
    assert message.reply_to_message is not None
    assert (message.chat.id, message.message_thread_id, message.chat.is_forum) == (GROUP, 5, True)
    assert message.reply_to_message.text == "question"


async def test_an_edit_is_an_update_with_the_same_message_id(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    message_id = telegram.say(maya, "/deus")["message"]["message_id"]
    telegram.edit(maya, message_id, "/dues")

    original, edited = await bot.get_updates()

    assert original.message is not None
    assert original.message.text == "/deus"
    assert edited.edited_message is not None
    assert (edited.edited_message.message_id, edited.edited_message.text) == (message_id, "/dues")


async def test_a_photo_is_a_message_without_text(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.send_photo(maya)

    (update,) = await bot.get_updates()

    assert update.message is not None
    assert (update.message.text, len(update.message.photo)) == (None, 1)


async def test_blocking_tells_the_bot_and_forbids_messages_until_unblocked(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.block(maya)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(maya.id, "hello")
    telegram.unblock(maya)
    await bot.send_message(maya.id, "hello again")

    statuses = [update.my_chat_member.new_chat_member.status for update in await bot.get_updates() if update.my_chat_member]
    assert statuses == ["kicked", "member"]
    assert telegram.texts(maya.id) == ["hello again"]


async def test_a_deactivated_user_cannot_be_written_to(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.deactivate(maya)

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(maya.id, "hello")


async def test_a_person_must_write_first(telegram: FakeTelegram, bot: Bot) -> None:
    shy = telegram.user(id=8, started=False)

    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(shy.id, "hello")
    telegram.say(shy, "/start")
    await bot.send_message(shy.id, "hello")

    assert telegram.texts(shy.id) == ["hello"]


async def test_a_group_that_threw_the_bot_out_refuses_messages(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.kick(maya, telegram.group(id=GROUP))

    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(GROUP, "hello")


async def test_a_migrated_group_names_its_new_id(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    group = telegram.group(id=-5)
    telegram.migrate(maya, group, to=GROUP)

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(-5, "hello")

    assert caught.value.new_chat_id == GROUP
    assert await bot.send_message(GROUP, "hello")


# Messages


async def test_a_message_is_stored_as_the_reader_sees_it_and_as_it_was_sent(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    html = '<b>Dues</b> &lt;12&gt; <a href="https://wego.example">here</a>'

    message = await bot.send_message(maya.id, html, parse_mode="HTML", reply_markup=keyboard("pay"))

    (sent,) = telegram.sent
    assert (sent.chat_id, sent.message_id, sent.text, sent.html) == (7, message.message_id, "Dues <12> here", html)
    assert [button["callback_data"] for button in sent.buttons()] == ["pay"]
    assert sorted(message.parse_entities().values()) == ["Dues", "here"]


async def test_a_reply_and_a_thread_are_kept(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    forum = telegram.group(id=GROUP, forum=True)
    asked = telegram.say(maya, "?", chat=forum, thread_id=5)["message"]["message_id"]

    await bot.send_message(GROUP, "!", message_thread_id=5, reply_parameters=ReplyParameters(asked))

    assert (telegram.sent[0].thread_id, telegram.sent[0].reply_to) == (5, asked)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🎉" * 2049}, "message is too long"),
        ({"text": "<p>x", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
        (
            {"text": "é<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "é</b>", "parse_mode": "HTML"}, "can't parse entities: Unexpected end tag at byte offset 2"),
        (
            {"text": "<b>x</i>", "parse_mode": "HTML"},
            'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ({"text": "1 < 2", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ({"text": "x <b", "parse_mode": "HTML"}, "can't parse entities: Unclosed start tag at byte offset 2"),
        ({"text": "x", "message_thread_id": 99}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "chat_id": 8}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ],
)
async def test_an_unacceptable_message_is_refused_in_telegrams_words(
    telegram: FakeTelegram, api: Api, maya: User, params: Json, expected: str
) -> None:
    answer = await api("sendMessage", **({"chat_id": maya.id} | params))

    assert (answer.status, description(answer)) == (400, f"Bad Request: {expected}")
    assert telegram.sent == []


@pytest.mark.parametrize("text", ["x" * 4096, "🎉" * 2048, "<b>" + "x" * 4096 + "</b>"])
async def test_length_is_counted_in_utf16_units_after_parsing(api: Api, maya: User, text: str) -> None:
    answer = await api("sendMessage", chat_id=maya.id, text=text, parse_mode="HTML")

    assert answer.status == 200


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
async def test_callback_data_is_1_to_64_bytes(api: Api, maya: User, data: str) -> None:
    markup = {"inline_keyboard": [[{"text": "Press", "callback_data": data}]]}

    answer = await api("sendMessage", chat_id=maya.id, text="x", reply_markup=markup)

    assert description(answer) == "Bad Request: BUTTON_DATA_INVALID"


async def test_a_keyboard_has_at_most_100_buttons(bot: Bot, maya: User) -> None:
    await bot.send_message(maya.id, "x", reply_markup=keyboard(*map(str, range(100))))

    with pytest.raises(BadRequest, match=r"(?i)Reply markup is too long"):
        await bot.send_message(maya.id, "x", reply_markup=keyboard(*map(str, range(101))))


async def test_an_edit_changes_the_message_and_keeps_its_earlier_text(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    message = await bot.send_message(maya.id, "one", reply_markup=keyboard("a"))

    await bot.edit_message_text("two", chat_id=maya.id, message_id=message.message_id)

    (sent,) = telegram.sent
    assert (sent.text, sent.earlier, sent.buttons()) == ("two", ["one"], [])


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, maya: User) -> None:
    message = await bot.send_message(maya.id, "one", reply_markup=keyboard("a"))

    with pytest.raises(BadRequest, match=r"(?i)Message is not modified"):
        await bot.edit_message_text("one", chat_id=maya.id, message_id=message.message_id, reply_markup=keyboard("a"))
    with pytest.raises(BadRequest, match=r"(?i)Message is not modified"):
        await bot.edit_message_reply_markup(maya.id, message.message_id, reply_markup=keyboard("a"))


async def test_only_a_message_of_the_bot_can_be_edited(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    said = telegram.say(maya, "mine")["message"]["message_id"]

    with pytest.raises(BadRequest, match=r"(?i)Message can't be edited"):
        await bot.edit_message_text("x", chat_id=maya.id, message_id=said)
    with pytest.raises(BadRequest, match=r"(?i)Message to edit not found"):
        await bot.edit_message_text("x", chat_id=maya.id, message_id=99)


async def test_a_press_is_answered_once_it_is_pressed(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    await bot.send_message(maya.id, "x", reply_markup=keyboard("yes"))
    press = telegram.press(maya, telegram.sent[0], "yes")
    (update,) = await bot.get_updates()

    assert update.callback_query is not None
    await update.callback_query.answer("Thanks")

    assert update.callback_query.data == "yes"
    assert (telegram.answer_to(press) or {})["text"] == "Thanks"


async def test_an_unknown_press_cannot_be_answered(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)Query is too old and response timeout expired or query ID is invalid"):
        await bot.answer_callback_query("none")


async def test_a_press_cannot_be_answered_late() -> None:
    async with FakeTelegram(token=BOT_KEY, callback_seconds=0) as telegram, client(telegram) as bot:
        maya = telegram.user(id=7)
        await bot.send_message(maya.id, "x", reply_markup=keyboard("yes"))
        press = telegram.press(maya, telegram.sent[0], "yes")

        with pytest.raises(BadRequest, match=r"(?i)Query is too old"):
            await bot.answer_callback_query(press["callback_query"]["id"])


async def test_a_document_can_be_read_back(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    content = b"member,paid\n" * 200_000

    message = await bot.send_document(maya.id, content, filename="paid.csv", caption="<i>all</i>", parse_mode="HTML")

    assert message.document is not None
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    sent = telegram.sent[0]
    assert sent.document is not None
    assert (sent.text, sent.document.file_name) == ("all", "paid.csv")


async def test_a_chat_action_leaves_no_message(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    await bot.send_chat_action(maya.id, "typing")

    assert (telegram.calls("sendChatAction")[0].committed, telegram.sent) == (True, [])


async def test_commands_are_kept_per_scope_and_language(telegram: FakeTelegram, bot: Bot) -> None:
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("dues", "What you owe")])
    await bot.set_my_commands([BotCommand("dues", "Ce que vous devez")], scope=private, language_code="fr")

    assert [command.description for command in await bot.get_my_commands()] == ["What you owe"]
    assert await bot.get_my_commands(scope=private) == ()
    assert set(telegram.state.profile.commands) == {("default", ""), ("all_private_chats", "fr")}
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_the_profile_is_kept_per_language(telegram: FakeTelegram, bot: Bot) -> None:
    await bot.set_my_description("Long", language_code="en")
    await bot.set_my_short_description("Short")
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    profile = telegram.state.profile
    assert (profile.descriptions, profile.short_descriptions) == ({"en": "Long"}, {"": "Short"})
    assert profile.menu_buttons == {None: {"type": "commands"}}


async def test_after_log_out_nothing_is_accepted(api: Api) -> None:
    await api("logOut")

    answer = await api("getMe")

    assert description(answer) == "Logged out"


# Limits


@pytest.mark.parametrize(
    ("limits", "chats", "accepted"),
    [
        (None, [7] * 40, 40),
        (Limits(per_chat_per_second=1, chat_burst=3), [7] * 5, 3),
        (Limits(per_chat_per_second=1), [7, 8, 7, 8], 2),
        (Limits(overall_per_second=4), [7, 8] * 3, 4),
        (Limits(group_per_minute=2), [GROUP] * 4, 2),
        (Limits(group_per_minute=2), [7] * 4, 4),
    ],
)
async def test_a_burst_is_accepted_up_to_the_limit(
    session: aiohttp.ClientSession, limits: Limits | None, chats: list[int], accepted: int
) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=limits) as telegram:
        telegram.user(id=7)
        telegram.user(id=8)
        telegram.group(id=GROUP)
        api = caller(telegram, session)

        answers = [await api("sendMessage", chat_id=chat_id, text="x") for chat_id in chats]

        assert [answer.status for answer in answers].count(200) == accepted
        assert len(telegram.sent) == accepted


async def test_over_a_limit_the_wait_is_told_three_times(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(group_per_minute=1)) as telegram:
        telegram.group(id=GROUP)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=GROUP, text="x")

        answer = await api("sendMessage", chat_id=GROUP, text="x")

        assert answer.status == 429
        assert answer.json["description"] == "Too Many Requests: retry after 60"
        assert answer.json["parameters"] == {"retry_after": 60}
        assert answer.headers["Retry-After"] == "60"


async def test_the_rate_comes_back_with_time(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(per_chat_per_second=10)) as telegram:
        telegram.user(id=7)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=7, text="x")
        await asyncio.sleep(0.12)

        answer = await api("sendMessage", chat_id=7, text="x")

        assert answer.status == 200


async def test_a_held_chat_stays_closed_until_the_wait_is_over(session: aiohttp.ClientSession) -> None:
    async with FakeTelegram(token=BOT_KEY, limits=Limits(per_chat_per_second=10, hold=True)) as telegram:
        telegram.user(id=7)
        api = caller(telegram, session)
        await api("sendMessage", chat_id=7, text="x")
        await api("sendMessage", chat_id=7, text="x")
        await asyncio.sleep(0.12)

        answer = await api("sendMessage", chat_id=7, text="x")

        assert (answer.status, telegram.ledger[-1].early) == (429, True)


async def test_the_ledger_shows_who_did_not_wait(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    other = telegram.user(id=8)
    telegram.faults.add(Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS, chat_id=maya.id, retry_after=5))
    with pytest.raises(RetryAfter):
        await bot.send_message(maya.id, "x")

    await bot.send_message(maya.id, "x")
    await bot.send_message(other.id, "x")

    assert [call.early for call in telegram.calls("sendMessage")] == [False, True, False]


# Faults


@pytest.mark.parametrize(
    ("kind", "committed"),
    [
        (FaultKind.RESET_BEFORE_COMMIT, False),
        (FaultKind.COMMIT_THEN_FIN, True),
        (FaultKind.COMMIT_THEN_RST, True),
    ],
)
async def test_a_broken_connection_says_nothing_of_the_commit(
    telegram: FakeTelegram, bot: Bot, maya: User, kind: FaultKind, committed: bool
) -> None:
    telegram.faults.add(Fault("sendMessage", kind))

    with pytest.raises(NetworkError):
        await bot.send_message(maya.id, "x")

    (call,) = telegram.calls("sendMessage")
    assert (call.committed, call.status, call.fault) == (committed, None, kind)
    assert len(telegram.sent) == int(committed)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.RESET_BEFORE_COMMIT, ConnectionResetError),
        (FaultKind.COMMIT_THEN_RST, ConnectionResetError),
        (FaultKind.COMMIT_THEN_FIN, asyncio.IncompleteReadError),
    ],
)
async def test_a_reset_is_a_reset_and_a_close_is_a_close(
    telegram: FakeTelegram, maya: User, kind: FaultKind, expected: type[Exception]
) -> None:
    telegram.faults.add(Fault("sendMessage", kind))
    host, port = telegram.base_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /bot{BOT_KEY}/sendMessage?chat_id={maya.id}&text=x HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    with pytest.raises(expected):
        await reader.readexactly(1)

    writer.close()


@pytest.mark.parametrize(
    ("fault", "committed"),
    [
        (Fault("sendMessage", FaultKind.STALL_BEFORE_COMMIT), False),
        (Fault("sendMessage", FaultKind.COMMIT_THEN_STALL), True),
        (Fault("sendMessage", FaultKind.SLOW, seconds=30), True),
    ],
)
async def test_a_client_that_gives_up_does_not_change_what_was_committed(
    telegram: FakeTelegram, bot: Bot, maya: User, fault: Fault, committed: bool
) -> None:
    telegram.faults.add(fault)

    with pytest.raises(TimedOut):
        await bot.send_message(maya.id, "x", read_timeout=0.05)
    await telegram.wait_for(lambda t: t.calls("sendMessage")[0].cut_off)
    telegram.faults.clear()

    assert telegram.calls("sendMessage")[0].committed is committed
    assert len(telegram.sent) == int(committed)


@pytest.mark.parametrize("kind", [FaultKind.STALL_BEFORE_COMMIT, FaultKind.COMMIT_THEN_STALL])
async def test_a_stalled_request_is_answered_when_released(telegram: FakeTelegram, bot: Bot, maya: User, kind: FaultKind) -> None:
    fault = telegram.faults.add(Fault("sendMessage", kind))
    sending = asyncio.create_task(bot.send_message(maya.id, "x"))
    await telegram.wait_for(lambda _: fault.hits)
    before = [(call.committed, call.status) for call in telegram.calls("sendMessage")]

    fault.release()
    message = await sending

    (call,) = telegram.calls("sendMessage")
    assert message.text == "x"
    assert before == [(kind is FaultKind.COMMIT_THEN_STALL, None)]
    assert (call.committed, call.status) == (True, 200)


async def test_a_slow_answer_comes_after_its_seconds(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.SLOW, seconds=0.1))
    started_at = time.monotonic()

    await bot.send_message(maya.id, "x")

    assert time.monotonic() - started_at >= 0.1


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("commits", [False, True])
async def test_a_server_error_is_an_html_page(telegram: FakeTelegram, api: Api, maya: User, status: int, commits: bool) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.SERVER_ERROR, status=status, commits=commits))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert (telegram.ledger[-1].committed, len(telegram.sent)) == (commits, int(commits))


async def test_a_429_need_not_say_how_long_to_wait(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    assert answer.json == {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    assert "Retry-After" not in answer.headers


async def test_truncated_json_cannot_be_read_but_took_effect(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.TRUNCATED_JSON))

    answer = await api("sendMessage", chat_id=maya.id, text="x")

    with pytest.raises(json.JSONDecodeError):
        _ = answer.json
    assert telegram.texts(maya.id) == ["x"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("getUpdates", FaultKind.UNAUTHORIZED), InvalidToken),
        (Fault("getUpdates", FaultKind.CONFLICT), Conflict),
        (Fault("getUpdates", FaultKind.BLOCKED), Forbidden),
        (Fault("*", FaultKind.REFUSED, status=400, description="Bad Request: PEER_ID_INVALID"), BadRequest),
    ],
)
async def test_a_planned_refusal_is_the_clients_error(
    telegram: FakeTelegram, bot: Bot, fault: Fault, expected: type[Exception]
) -> None:
    telegram.faults.add(fault)

    with pytest.raises(expected):
        await bot.get_updates()
    assert await bot.get_updates() == ()


async def test_duplicate_updates_stand_twice_in_one_answer(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.faults.add(Fault("getUpdates", FaultKind.DUPLICATE_UPDATES))
    telegram.say(maya, "x")

    updates = await bot.get_updates()

    assert [update.update_id for update in updates] == [1000, 1000]


async def test_a_fault_hits_its_chat_only_after_so_many_and_so_often(telegram: FakeTelegram, api: Api, maya: User) -> None:
    telegram.user(id=8)
    fault = telegram.faults.add(Fault("sendMessage", FaultKind.BLOCKED, chat_id=maya.id, after=1, times=2))

    answers = [await api("sendMessage", chat_id=chat_id, text="x") for chat_id in (7, 8, 7, 8, 7, 7)]

    assert [answer.status for answer in answers] == [200, 200, 403, 200, 403, 200]
    assert fault.hits == 2


async def test_a_fault_without_end_lasts_until_it_is_cleared(telegram: FakeTelegram, api: Api) -> None:
    telegram.faults.add(Fault("*", FaultKind.SERVER_ERROR, times=None))
    during = [(await api("getMe")).status for _ in range(3)]

    telegram.faults.clear()

    assert (during, (await api("getMe")).status) == ([500] * 3, 200)


# An outage


async def test_state_outlives_an_outage(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    await bot.send_message(maya.id, "before")
    address = telegram.base_url
    await telegram.stop()
    with pytest.raises(NetworkError):
        await bot.send_message(maya.id, "during")
    await telegram.start()

    await bot.send_message(maya.id, "after")

    assert (telegram.base_url, telegram.texts(maya.id)) == (address, ["before", "after"])


async def test_stopping_does_not_wait_for_a_poll(telegram: FakeTelegram, api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.wait_for(lambda t: t.calls("getUpdates"))

    async with asyncio.timeout(0.2):
        await telegram.stop()

    with pytest.raises(aiohttp.ClientError):
        await poll


# Waiting


async def test_waiting_ends_with_what_came_true(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    waiting = asyncio.create_task(telegram.wait_for(lambda t: t.texts(maya.id)))
    await bot.send_message(maya.id, "x")

    assert await waiting == ["x"]


async def test_waiting_in_vain_names_the_last_requests(telegram: FakeTelegram, api: Api) -> None:
    await api("getMe")

    with pytest.raises(TimeoutError, match="last requests: getMe 200"):
        await telegram.wait_for(lambda t: t.sent, timeout=0.01)


# The webhook


class Receiver:
    """A bot's webhook: answers from a script, then 200."""

    def __init__(self) -> None:
        self.script: list[web.Response] = []
        self.received: list[Json] = []
        self.secrets: list[str | None] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.received.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.script.pop(0) if self.script else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def quick() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=BOT_KEY, webhook_pace=WebhookPace(base_delay=0.05, cap=0.08)) as fake:
        yield fake


async def test_a_webhook_gets_what_waits_and_what_comes_with_its_secret(quick: FakeTelegram, receiver: Receiver) -> None:
    maya = quick.user(id=7)
    quick.say(maya, "before")
    async with client(quick) as bot:
        await bot.set_webhook(receiver.url, secret_token=WATCHWORD)
        quick.say(maya, "after")
        await quick.wait_for(lambda t: not t.waiting)
        info = await bot.get_webhook_info()

    assert (receiver.texts(), receiver.secrets) == (["before", "after"], [WATCHWORD] * 2)
    assert (info.url, info.pending_update_count) == (receiver.url, 0)
    assert Update.de_json(receiver.received[0], None).update_id == 1000


async def test_a_failed_delivery_is_repeated_in_order_with_growing_delay(
    quick: FakeTelegram, receiver: Receiver, session: aiohttp.ClientSession
) -> None:
    receiver.script = [web.Response(status=500) for _ in range(4)]
    await caller(quick, session)("setWebhook", url=receiver.url)
    maya = quick.user(id=7)
    quick.say(maya, "one")
    quick.say(maya, "two")
    await quick.wait_for(lambda t: not t.waiting)

    at = [attempt.started_at for attempt in quick.webhook.attempts]
    assert receiver.texts() == ["one"] * 5 + ["two"]
    assert [attempt.status for attempt in quick.webhook.attempts] == [500, 500, 500, 500, 200, 200]
    assert at[1] - at[0] < 0.05
    assert at[2] - at[1] >= 0.05
    assert at[3] - at[2] >= 0.08
    assert at[4] - at[3] < 0.16
    assert quick.webhook.info()["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_failing_chat_does_not_hold_up_another(
    quick: FakeTelegram, receiver: Receiver, session: aiohttp.ClientSession
) -> None:
    receiver.script = [web.Response(status=503, headers={"Retry-After": "0.1"})]
    await caller(quick, session)("setWebhook", url=receiver.url)
    quick.say(quick.user(id=7), "held up")
    await quick.wait_for(lambda t: t.webhook.attempts)
    quick.say(quick.user(id=8), "passes")
    await quick.wait_for(lambda t: not t.waiting)

    at = [attempt.started_at for attempt in quick.webhook.attempts]
    assert receiver.texts() == ["held up", "passes", "held up"]
    assert at[2] - at[0] >= 0.1


async def test_a_deleted_webhook_leaves_its_updates_to_polling(quick: FakeTelegram, session: aiohttp.ClientSession) -> None:
    api = caller(quick, session)
    await api("setWebhook", url="http://127.0.0.1:9/")
    quick.say(quick.user(id=7), "x")
    await quick.wait_for(lambda t: t.webhook.attempts)
    await api("deleteWebhook")

    answer = await api("getUpdates")

    assert quick.webhook.attempts[0].status is None
    assert [update["message"]["text"] for update in answer.json["result"]] == ["x"]


async def test_setting_a_webhook_ends_a_waiting_poll(telegram: FakeTelegram, api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.wait_for(lambda t: t.calls("getUpdates"))
    await api("setWebhook", url="http://127.0.0.1:9/")

    assert description(await poll) == "Conflict: terminated by setWebhook request"


async def test_deliveries_go_on_after_an_outage(quick: FakeTelegram, receiver: Receiver, session: aiohttp.ClientSession) -> None:
    receiver.script = [web.Response(status=503, headers={"Retry-After": "3600"})]
    await caller(quick, session)("setWebhook", url=receiver.url)
    quick.say(quick.user(id=7), "x")
    await quick.wait_for(lambda t: t.webhook.attempts)
    await quick.stop()
    await quick.start()

    await quick.wait_for(lambda t: not t.waiting)

    assert receiver.texts() == ["x", "x"]


async def test_pending_updates_are_dropped_on_request(telegram: FakeTelegram, bot: Bot, maya: User) -> None:
    telegram.say(maya, "x")

    await bot.delete_webhook(drop_pending_updates=True)

    assert telegram.waiting == []


async def test_plain_http_is_refused_when_https_is_asked_for() -> None:
    async with FakeTelegram(token=BOT_KEY, https_only=True) as telegram, client(telegram) as bot:
        with pytest.raises(BadRequest, match=r"(?i)An HTTPS URL must be provided"):
            await bot.set_webhook("http://127.0.0.1:9/")


# The whole client


async def test_an_unmodified_application_polls_and_answers(telegram: FakeTelegram, maya: User) -> None:
    async def echo(update: Update, _: object) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text(f"You said {update.effective_message.text}")

    application = Application.builder().token(BOT_KEY).base_url(f"{telegram.base_url}/bot").job_queue(None).updater(None).build()
    application.add_handler(MessageHandler(None, echo))
    updater = Updater(application.bot, application.update_queue)
    async with application, updater:
        await application.start()
        await updater.start_polling()
        telegram.say(maya, "one")
        await telegram.wait_for(lambda t: t.texts(maya.id))
        await updater.stop()
        await application.stop()

    assert telegram.texts(maya.id) == ["You said one"]
    assert telegram.waiting == []


# Another process


async def test_another_process_can_be_driven_over_control_endpoints(session: aiohttp.ClientSession) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"{__package__}.telegram", "--port", "0", "--chat-burst", "2",
        stdout=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().strip()

        async def control(verb: str, body: Json | None = None) -> Any:
            method = "GET" if body is None else "POST"
            async with session.request(method, f"{address}/_control/{verb}", json=body) as response:
                return await response.json()

        async def call(method: str, **params: object) -> Json:
            async with session.post(f"{address}/bot{BOT_KEY}/{method}", json=params) as response:
                answer: Json = await response.json()
                return answer

        said = await control("say", {"user_id": 7, "text": "/start"})
        await control("edit", {"user_id": 7, "message_id": said["message"]["message_id"], "text": "/help"})
        markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
        sent = await call("sendMessage", chat_id=7, text="Hello", reply_markup=markup)
        await control("press", {"user_id": 7, "message_id": sent["result"]["message_id"], "data": "yes"})
        await control("block", {"user_id": 7})
        await control("fault", {"method": "getUpdates", "kind": "conflict"})

        refused = await call("getUpdates")
        updates = (await call("getUpdates"))["result"]

        assert refused["error_code"] == 409
        kinds = [next(key for key in update if key != "update_id") for update in updates]
        assert kinds == ["message", "edited_message", "callback_query", "my_chat_member"]
        assert [message["text"] for message in await control("sent?chat_id=7")] == ["Hello"]
        ledger = await control("ledger")
        assert [(one["method"], one["committed"]) for one in ledger] == [
            ("sendMessage", True),
            ("getUpdates", False),
            ("getUpdates", True),
        ]
        assert "no such verb" in (await control("dance", {}))["error"]
        assert "KeyError" in (await control("say", {}))["error"]
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
