"""What is remembered of conversations: the contract of `bot.conversation.Memory`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from bot.conversation import Account, Address, Choice, Citation, File, IncomingMessage, Kind, Reply
from bot.store.database import Database
from bot.store.memory import SqlMemory

NOON = datetime(2021, 10, 18, 12, 0, tzinfo=UTC)
ANNA = Account("telegram", "7")
HALL = Address("telegram", "-100", thread_id="5")
QUESTION = IncomingMessage("1", ANNA, HALL, "what is the fee?", language_hint="en")
ANSWER = Reply(
    Kind.ANSWER,
    "**Ten** pounds.\n\n- “Half” in the 첫해 year 🏙️",
    "en",
    note="Source: The Statutes",
    choices=(Choice("회비", "a:fees"), Choice("None of these", "none")),
    citations=(Citation("The Statutes", "Section 7", "2021-10"),),
    article="fees",
    confidence=0.918,
    file=File("회비.csv", "text/csv", b"city;fee\r\nSeoul;10\r\n"),
)
PLAIN = Reply(Kind.UNKNOWN, "I don't know that.", "en")


@pytest.fixture
def memory(database: Database) -> SqlMemory:
    return SqlMemory(database)


async def say(memory: SqlMemory, *texts: str, message: IncomingMessage = QUESTION) -> None:
    for text in texts:
        await memory.remember(replace(message, id=f"{message.sender.user_id}:{text}", text=text), PLAIN, at=NOON)


async def said(memory: SqlMemory, message: IncomingMessage = QUESTION, limit: int = 5) -> list[str]:
    return [turn.text for turn in (await memory.recall(message, limit=limit)).history]


async def test_stranger_has_no_past(memory: SqlMemory) -> None:
    known = await memory.recall(QUESTION, limit=5)

    assert (known.language, known.zone, known.history, known.reply) == (None, None, [], None)


async def test_reply_is_recalled_as_it_was(memory: SqlMemory) -> None:
    await memory.remember(QUESTION, ANSWER, at=NOON)

    (turn,) = (await memory.recall(replace(QUESTION, id="2"), limit=5)).history

    assert turn.text == "what is the fee?"
    assert turn.reply == ANSWER
    assert (turn.asked_at, turn.message_id) == (NOON, "1")


async def test_last_turns_come_oldest_first_and_no_more_than_asked_for(memory: SqlMemory) -> None:
    await say(memory, "one", "two", "three", "four")

    assert await said(memory, limit=3) == ["two", "three", "four"]
    assert await said(memory, limit=10) == ["one", "two", "three", "four"]


async def test_last_turns_of_everybody_since_a_moment_come_oldest_first(memory: SqlMemory) -> None:
    bert = replace(QUESTION, sender=Account("telegram", "8"))
    await memory.remember(replace(QUESTION, id="old", text="old"), PLAIN, at=NOON - timedelta(seconds=1))
    await say(memory, "one", "two")
    await say(memory, "three", message=bert)

    found = await memory.since(NOON, limit=10)

    assert [(who, conversation, turn.text, turn.reply) for who, conversation, turn in found] == [
        (ANNA, "-100", "one", PLAIN),
        (ANNA, "-100", "two", PLAIN),
        (bert.sender, "-100", "three", PLAIN),
    ]
    assert [turn.text for _, _, turn in await memory.since(NOON, limit=2)] == ["two", "three"]


async def test_same_message_finds_its_reply_and_another_does_not(memory: SqlMemory) -> None:
    await memory.remember(QUESTION, ANSWER, at=NOON)

    again = await memory.recall(QUESTION, limit=5)
    another = await memory.recall(replace(QUESTION, id="2"), limit=5)

    assert again.reply == ANSWER
    assert another.reply is None


async def test_same_message_finds_its_reply_however_much_was_said_since(memory: SqlMemory) -> None:
    await memory.remember(QUESTION, ANSWER, at=NOON)
    await say(memory, *(f"later {number}" for number in range(10)))

    assert (await memory.recall(QUESTION, limit=2)).reply == ANSWER


async def test_same_message_is_remembered_once_as_it_was_first(memory: SqlMemory) -> None:
    await memory.remember(QUESTION, ANSWER, at=NOON)
    await memory.remember(replace(QUESTION, text="changed"), PLAIN, at=NOON + timedelta(hours=1))

    (turn,) = (await memory.recall(QUESTION, limit=5)).history

    assert (turn.text, turn.reply, turn.asked_at) == ("what is the fee?", ANSWER, NOON)


async def test_same_message_id_on_another_channel_is_another_message(memory: SqlMemory) -> None:
    on_slack = IncomingMessage("1", Account("slack", "U7"), Address("slack", "D1"), "hello")
    await memory.remember(QUESTION, ANSWER, at=NOON)
    await memory.remember(on_slack, PLAIN, at=NOON)

    assert (await memory.recall(on_slack, limit=5)).reply == PLAIN


async def test_people_in_one_room_do_not_see_each_others_turns(memory: SqlMemory) -> None:
    by_boris = replace(QUESTION, sender=Account("telegram", "8"))
    await say(memory, "from anna")
    await say(memory, "from boris", message=by_boris)

    assert await said(memory) == ["from anna"]
    assert await said(memory, by_boris) == ["from boris"]


async def test_person_has_a_past_of_its_own_in_every_conversation(memory: SqlMemory) -> None:
    in_private = replace(QUESTION, to=Address("telegram", "7"))
    await say(memory, "in the hall")

    assert await said(memory, in_private) == []


async def test_chosen_language_is_known_in_every_conversation_and_the_last_choice_counts(memory: SqlMemory) -> None:
    await memory.choose_language(ANNA, "ko", at=NOON)
    await memory.choose_language(ANNA, "es", at=NOON)

    in_private = await memory.recall(replace(QUESTION, to=Address("telegram", "7")), limit=5)
    somebody = await memory.recall(replace(QUESTION, sender=Account("telegram", "8")), limit=5)

    assert in_private.language == "es"
    assert somebody.language is None


async def test_chosen_zone_is_known_in_every_conversation_and_leaves_the_language_alone(memory: SqlMemory) -> None:
    await memory.choose_language(ANNA, "ko", at=NOON)
    await memory.choose_zone(ANNA, "Asia/Seoul", at=NOON)
    await memory.choose_zone(ANNA, "Asia/Kathmandu", at=NOON)

    in_private = await memory.recall(replace(QUESTION, to=Address("telegram", "7")), limit=5)
    somebody = await memory.recall(replace(QUESTION, sender=Account("telegram", "8")), limit=5)

    assert (in_private.language, in_private.zone) == ("ko", "Asia/Kathmandu")
    assert (somebody.language, somebody.zone) == (None, None)


async def test_language_is_known_together_with_the_past(memory: SqlMemory) -> None:
    await memory.choose_language(ANNA, "ko", at=NOON)
    await say(memory, "one", "two")

    known = await memory.recall(QUESTION, limit=5)

    assert (known.language, [turn.text for turn in known.history]) == ("ko", ["one", "two"])


async def test_forgotten_conversation_is_gone_and_others_stay(memory: SqlMemory) -> None:
    in_private = replace(QUESTION, to=Address("telegram", "7"))
    await say(memory, "in the hall")
    await memory.remember(replace(in_private, id="p", text="in private"), PLAIN, at=NOON)
    await memory.choose_language(ANNA, "ko", at=NOON)

    await memory.forget("telegram", "-100")

    assert await said(memory) == []
    assert await said(memory, in_private) == ["in private"]
    assert (await memory.recall(QUESTION, limit=5)).language == "ko"


async def test_forgotten_account_has_no_language_and_no_zone(memory: SqlMemory) -> None:
    await memory.choose_language(ANNA, "ko", at=NOON)
    await memory.choose_zone(ANNA, "Asia/Seoul", at=NOON)

    await memory.erase(ANNA)

    known = await memory.recall(QUESTION, limit=5)
    assert (known.language, known.zone) == (None, None)


async def test_turns_before_a_moment_are_forgotten_and_counted(memory: SqlMemory) -> None:
    await memory.remember(replace(QUESTION, id="old", text="old"), PLAIN, at=NOON - timedelta(seconds=1))
    await memory.remember(replace(QUESTION, id="new", text="new"), PLAIN, at=NOON)

    forgotten = await memory.forget_before(NOON)

    assert forgotten == 1
    assert await said(memory) == ["new"]


async def test_naive_moment_is_refused(memory: SqlMemory) -> None:
    with pytest.raises(StatementError, match="a naive datetime"):
        await memory.forget_before(datetime(2021, 10, 18))  # noqa: DTZ001
    with pytest.raises(StatementError, match="a naive datetime"):
        await memory.remember(QUESTION, ANSWER, at=datetime(2021, 10, 18))  # noqa: DTZ001
