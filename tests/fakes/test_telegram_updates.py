"""Updates of the fake as they are polled, and what people do that makes them."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import ChatMigrated, Conflict, Forbidden

from tests.fakes.telegram_client import GROUP, Api, description

from .telegram import FakeTelegram
from .telegram_state import User


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
