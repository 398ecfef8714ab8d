"""The fake's webhook; an unmodified application, and another process, in front of it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest
from telegram.ext import Application, MessageHandler, Updater

from tests.fakes.telegram_client import BOT_KEY, WATCHWORD, Api, Json, caller, client, description

from .telegram import FakeTelegram, WebhookPace
from .telegram_state import User


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
