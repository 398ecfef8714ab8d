"""Messages in several parts."""

import pytest

from bot.channels.base import NoTraffic
from bot.channels.parts import Parts
from bot.errors import RecipientUnreachableError, TemporaryDeliveryError


async def gone() -> int:
    raise RecipientUnreachableError("blocked")


async def test_reply_goes_on_where_it_broke_whatever_fails_meanwhile() -> None:
    parts, tried = Parts[int]("telegram", NoTraffic()), []

    async def first() -> int:
        tried.append(1)
        return 1

    async def second() -> int:
        tried.append(2)
        if tried == [1, 2]:
            raise TemporaryDeliveryError("502")
        return 2

    with pytest.raises(TemporaryDeliveryError):
        await parts.reply("key", [first, second])
    for number in range(10_000):
        with pytest.raises(RecipientUnreachableError):
            await parts.reply(f"other {number}", [gone])
    await parts.reply("key", [first, second])

    assert tried == [1, 2, 2]


async def test_push_in_parts_arrives_whatever_fails_meanwhile() -> None:
    parts = Parts[int]("telegram", NoTraffic())

    async def while_ten_thousand_are_refused() -> int:
        for number in range(10_001):
            with pytest.raises(RecipientUnreachableError):
                await parts.push(f"other {number}", [gone])
        return 1

    async def second() -> int:
        return 2

    assert await parts.push("key", [while_ten_thousand_are_refused, second]) == [1, 2]
