"""Messages, edits, presses and files that a bot sends to the fake."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands, ReplyParameters
from telegram.error import BadRequest

from tests.fakes.telegram_client import BOT_KEY, GROUP, Api, Json, client, description, keyboard

from .telegram import FakeTelegram
from .telegram_state import User


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
