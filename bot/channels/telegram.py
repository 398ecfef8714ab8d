"""Telegram: long polling or webhook in, HTML messages with inline buttons out.

The SDK's own polling confirms an update before it is handled; here its queue writes to our inbox first, so nothing is
lost when the process dies (DESIGN, decision 3).

Source: core.telegram.org/bots/api; behaviour of python-telegram-bot 22.8 as noted in docs/architecture.md.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog
from telegram import Bot, BotCommand, Update
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot.assistant import Assistant
from bot.channels import telegram_messages
from bot.channels.base import STOP_SECONDS, Finding, HttpAnswer, OnReaction, Traffic
from bot.channels.telegram_errors import REFUSED
from bot.channels.telegram_request import TelegramRequest
from bot.channels.telegram_sending import TelegramSender
from bot.clock import Clock
from bot.conversation import Address, Reply
from bot.errors import ConfigurationError
from bot.inbox import Inbox, InboxRepository
from bot.knowledge.library import Library
from bot.metrics import UPDATES

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
COMMANDS = ("topics", "ask", "status", "invoice", "link", "reminders", "language", "timezone", "privacy", "help")
TROUBLE_SECONDS = 60.0
_READ_SECONDS = 20.0  # the SDK's 5 s would call a slow but successful send a failure


class TelegramChannel:
    """The `bot.channels.base.Channel` for Telegram."""

    name = "telegram"
    change_seconds = 0.0

    def __init__(
        self,
        *,
        token: str,
        api_base: str,
        webhook: tuple[str, str] | None,
        assistant: Assistant,
        library: Library,
        inbox: InboxRepository,
        clock: Clock,
        traffic: Traffic,
        on_reaction: OnReaction | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            token: The bot's token.
            api_base: Scheme and host of the Bot API server.
            webhook: ``(public URL, secret)`` to be called by Telegram; ``None`` for long polling.
            assistant: Answers.
            library: For command menus and the words around answers.
            inbox: Where updates are kept.
            clock: The time.
            traffic: Told of what leaves and who is heard.
            on_reaction: Told of reactions to our messages.
        """
        base = api_base.rstrip("/")
        self._webhook = webhook
        self.webhook_path = "/telegram/webhook" if webhook else None
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=TelegramRequest(connections=64, seconds=_READ_SECONDS),
            get_updates_request=TelegramRequest(connections=1, seconds=_READ_SECONDS),
        )
        self._bot_id = token.partition(":")[0]
        self._assistant = assistant
        self._library = library
        self._inbox = Inbox(self.name, inbox, self._handle, clock)
        self._updater = Updater(self._bot, _InboxQueue(self._keep))
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble: tuple[float, str] | None = None
        self._connected = False
        self._resumed = False
        self._albums: deque[str] = deque(maxlen=100)
        self._traffic = traffic
        self._on_reaction = on_reaction
        self._sender = TelegramSender(self._bot, self._note_trouble, self._traffic)

    async def start(self) -> None:
        """See `Channel`."""
        try:
            await self._connect()
        except InvalidToken:
            await self._bot.shutdown()
            raise ConfigurationError(REFUSED) from None  # the SDK's error holds the token
        except TelegramError as error:
            self._note_trouble(error)
            self._spawn(self._connect_later())

    async def stop(self) -> None:
        """See `Channel`."""
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(2):
                if self._updater.running:
                    await self._updater.stop()
        await self._inbox.close(STOP_SECONDS - 3)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(TelegramError, TimeoutError, RuntimeError):
            async with asyncio.timeout(1):
                await self._updater.shutdown()
                await self._bot.shutdown()

    async def receive(self, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """See `Channel`; the update is in the inbox before Telegram hears 200."""
        assert self._webhook is not None  # noqa: S101  there is a route only in webhook mode
        given = headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), self._webhook[1].encode()):
            return HttpAnswer(401, "wrong or missing secret token")
        if not self._resumed:  # kept now, it would be found among what is left and handled twice
            return HttpAnswer(503, "not ready")  # Telegram calls again
        try:
            sent = json.loads(body)
            if not isinstance(sent, dict) or not isinstance(sent.get("update_id"), int):
                return HttpAnswer(400, "not an update")
            update = Update.de_json(sent, self._bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return HttpAnswer(400, "not an update")
        await self._keep(update)
        return HttpAnswer(200)

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `bot.outreach.courier.Sender`."""
        return await self._sender.push(key, to, message)

    async def withdraw(self, receipt: str) -> None:
        """See `bot.outreach.changing.Retractor`."""
        await self._sender.withdraw(receipt)

    async def edit(self, receipt: str, message: Reply) -> None:
        """See `bot.outreach.changing.Retractor`."""
        await self._sender.edit(receipt, message)

    def trouble(self) -> str | None:
        """See `Channel`."""
        if self._trouble and (not self._connected or time.monotonic() - self._trouble[0] < TROUBLE_SECONDS):
            return self._trouble[1]
        return None

    async def examine(self) -> list[Finding]:
        """See `Channel`."""
        try:
            async with self._bot:
                return telegram_messages.findings(self._bot.username, await self._bot.get_webhook_info(), self._webhook_url())
        except InvalidToken:
            return [Finding("Telegram", ok=False, detail="TELEGRAM_BOT_TOKEN is refused (401); copy it again from @BotFather")]
        except TelegramError as error:
            return [Finding("Telegram", ok=False, detail=f"can't be reached: {error}; check the network and TELEGRAM_API_BASE")]

    # -- connecting ---------------------------------------------------------------------------------------------

    async def _connect(self) -> None:
        await self._updater.initialize()  # calls getMe
        if not self._resumed:
            await self._inbox.resume()
            self._resumed = True
        if self._webhook:
            await self._bot.set_webhook(self._webhook_url(), secret_token=self._webhook[1], allowed_updates=ALLOWED_UPDATES)
        else:
            await self._updater.start_polling(
                allowed_updates=ALLOWED_UPDATES, bootstrap_retries=0, error_callback=self._note_trouble
            )
        self._connected, self._trouble = True, None
        self._spawn(self._introduce())
        log.info("telegram_connected", bot=self._bot.username, mode="webhook" if self._webhook else "polling")

    async def _connect_later(self) -> None:
        delay = 1.0
        while True:
            await asyncio.sleep(delay)
            try:
                await self._connect()
            except TelegramError as error:
                self._note_trouble(error)
                delay = min(60.0, delay * 2)
            else:
                return

    async def _introduce(self) -> None:
        """Set the command menu and descriptions in every language; without them the bot still works."""
        phrasebook = self._library.phrasebook
        try:
            for lang in (None, *phrasebook.languages):
                spoken = lang or phrasebook.languages[0]
                commands = [BotCommand(name, phrasebook.say(spoken, f"command-{name}")) for name in COMMANDS]
                await self._bot.set_my_commands(commands, language_code=lang)
                await self._bot.set_my_description(phrasebook.say(spoken, "bot-description")[:512], language_code=lang)
                await self._bot.set_my_short_description(phrasebook.say(spoken, "bot-short")[:120], language_code=lang)
        except TelegramError as error:
            log.warning("telegram_menu_not_set", reason=str(error))

    def _webhook_url(self) -> str:
        return f"{self._webhook[0].rstrip('/')}{self.webhook_path}" if self._webhook else ""

    def _note_trouble(self, error: TelegramError) -> None:
        reason = REFUSED if isinstance(error, InvalidToken) else str(error)  # the SDK's error holds the token
        self._trouble = (time.monotonic(), f"{type(error).__name__}: {reason}")
        log.warning("telegram_trouble", error=type(error).__name__, reason=reason)

    def _spawn(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # -- handling -----------------------------------------------------------------------------------------------

    async def _keep(self, update: Update) -> None:
        UPDATES.labels(channel=self.name).inc()
        lane = str(update.effective_chat.id if update.effective_chat else update.update_id)
        await self._inbox.put(f"{self._bot_id}:{update.update_id}", lane, update.to_json())
        if update.callback_query:
            self._spawn(self._answer_press(update.callback_query.id))

    async def _handle(self, payload: str) -> None:
        update = Update.de_json(json.loads(payload), self._bot)
        if member := update.my_chat_member:
            self._note_membership(Address(self.name, str(member.chat.id)), member.new_chat_member.status)
            return
        if update.message_reaction:
            if self._on_reaction and (reaction := telegram_messages.reaction(update.message_reaction)):
                await self._on_reaction(reaction)
            return
        said = telegram_messages.read(update, bot=self._bot.bot, knows_command=self._assistant.knows_command)
        if said is None or (said.album and said.album in self._albums):
            return
        self._traffic.heard(Address(self.name, str(said.chat_id)))
        self._spawn(self._show_typing(said))
        await self._sender.send(said, await self._assistant.reply(said.message))
        if said.album:
            self._albums.append(said.album)

    def _note_membership(self, chat: Address, status: str) -> None:
        """Take note of somebody who blocks us or takes us out of a group, or who lets us in again."""
        if status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
            self._traffic.lost(chat, f"the chat says: {status}")
        else:
            self._traffic.heard(chat)

    async def _answer_press(self, query_id: str) -> None:
        with suppress(TelegramError):  # an old press can't be answered any more; its question still can
            await self._bot.answer_callback_query(query_id)

    async def _show_typing(self, said: telegram_messages.Said) -> None:
        with suppress(TelegramError):
            await self._bot.send_chat_action(said.chat_id, ChatAction.TYPING, message_thread_id=said.thread_id)


class _InboxQueue(asyncio.Queue[object]):
    """The queue that polling fills; ``put`` returns once the update is in the inbox, and only then is it confirmed."""

    def __init__(self, keep: Any) -> None:
        super().__init__()
        self._keep = keep

    async def put(self, item: object) -> None:
        delay = 0.5
        while True:
            try:
                await self._keep(item)
            except Exception:
                log.exception("update_not_kept")  # a full disk, a locked database: the platform keeps it while we wait
                await asyncio.sleep(delay)
                delay = min(30.0, delay * 2)
            else:
                return
