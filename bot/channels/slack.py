"""Slack: Socket Mode or HTTP in, Block Kit messages out.

Bolt acknowledges an event before its listener has run; here a middleware puts it into our inbox first, so nothing is
lost when the process dies (DESIGN, decision 3). An event that can't be kept within a second is not acknowledged, and
Slack brings it again. Slash commands and clicks are never brought again; they are kept just as well.

Source: docs.slack.dev/apis/events-api; behaviour of slack-bolt 1.30 and slack-sdk 3.47 as noted in docs/architecture.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.assistant import Assistant
from bot.channels import slack_view
from bot.channels.base import STOP_SECONDS, Finding, HttpAnswer, OnReaction, Traffic
from bot.channels.slack_connection import SlackConnection, sdk_log
from bot.channels.slack_errors import NETWORK, code
from bot.channels.slack_files import SlackFiles
from bot.channels.slack_home import SlackHome
from bot.channels.slack_messages import CHANNEL, Task, Update, read
from bot.channels.slack_people import Person, SlackPeople
from bot.channels.slack_sending import SlackSender
from bot.clock import Clock
from bot.conversation import Address, Form, IncomingMessage, Reply
from bot.errors import TemporaryDeliveryError
from bot.inbox import Inbox, InboxRepository
from bot.knowledge.library import Library
from bot.metrics import UPDATES

log = structlog.get_logger(__name__)

KEEP_SECONDS = 1.0
"""How long an update may take to be kept. Slack waits three seconds for our answer."""
_TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id")
FORM_SECONDS = 1.5
"""How long looking at a form may take; it is kept after that, within Slack's three seconds."""


class SlackChannel:
    """The `bot.channels.base.Channel` for Slack."""

    name = CHANNEL
    change_seconds = 1.2
    """Slack takes some 50 calls of `chat.update`, and of `chat.delete`, a minute (tier 3)."""

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str | None,
        signing_secret: str | None,
        api_base: str,
        assistant: Assistant,
        library: Library,
        inbox: InboxRepository,
        clock: Clock,
        traffic: Traffic,
        on_reaction: OnReaction | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            bot_token: The bot's token, ``xoxb-``.
            app_token: App-level token, ``xapp-``, for Socket Mode; ``None`` to be called over HTTP.
            signing_secret: What HTTP calls are signed with; not used in Socket Mode.
            api_base: Where Slack's Web API is, such as ``https://slack.com/api/``.
            assistant: Answers.
            library: Topics and words of the Home tab.
            inbox: Where updates are kept.
            clock: The time.
            traffic: Told of what leaves and who is heard.
            on_reaction: Told of reactions to our messages.
        """
        self.webhook_path = None if app_token else "/slack/events"
        self._verifier = SignatureVerifier(signing_secret) if signing_secret and not app_token else None
        self._client = AsyncWebClient(
            token=bot_token, base_url=f"{api_base.rstrip('/')}/", retry_handlers=[], timeout=30, logger=sdk_log()
        )
        self._app = AsyncApp(
            name=CHANNEL,
            client=self._client,
            signing_secret="",
            request_verification_enabled=False,  # done in `receive`, before anything is parsed
            ssl_check_enabled=False,
            before_authorize=self._take_in,
            logger=sdk_log(),
        )
        self._connection = SlackConnection(self._client, self._app, app_token)
        self._assistant = assistant
        self._inbox = Inbox(self.name, inbox, self._handle, clock)
        self._keeping: set[asyncio.Task[bool]] = set()
        self._receiving = False
        self._traffic = traffic
        self._sender = SlackSender(self._client, self._traffic)
        self._on_reaction = on_reaction
        self._people = SlackPeople(self._client, self._connection, clock)
        self._files = SlackFiles(self._client, api_base)
        self._home = SlackHome(self._client, self._sender, assistant, library)

    async def start(self) -> None:
        """See `Channel`."""
        await self._connection.open()
        await self._inbox.resume()
        self._receiving = True
        self._connection.hold()

    async def stop(self) -> None:
        """See `Channel`."""
        self._receiving = False
        self._connection.known.set()
        await self._connection.let_go()
        if self._keeping:
            await asyncio.wait(self._keeping, timeout=KEEP_SECONDS)
        await self._inbox.close(STOP_SECONDS - 3.5)
        await self._connection.close()

    async def receive(self, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """See `Channel`; the update is in the inbox before Slack hears 200."""
        if self._verifier is None:
            return HttpAnswer(404, "no such thing here")
        if not self._receiving:
            return HttpAnswer(503, "not ready")  # Slack calls again
        timestamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        try:
            text = body.decode("utf-8")
            genuine = self._verifier.is_valid(text, timestamp, signature)
        except ValueError:
            genuine = False
        if not genuine:
            return HttpAnswer(401, "wrong or missing signature, or one older than five minutes")
        try:
            request = AsyncBoltRequest(body=text, headers=dict(headers))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return HttpAnswer(400, "not a call of Slack's")
        answer = await self._app.async_dispatch(request)
        return HttpAnswer(answer.status, answer.body, answer.first_headers()["content-type"])

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `bot.outreach.courier.Sender`."""
        if self._connection.bot_user is None:
            raise TemporaryDeliveryError("Slack can't be reached yet")
        return await self._sender.push(key, to, message)

    async def withdraw(self, receipt: str) -> None:
        """See `bot.outreach.changing.Retractor`."""
        await self._sender.withdraw(receipt)

    async def edit(self, receipt: str, message: Reply) -> None:
        """See `bot.outreach.changing.Retractor`."""
        await self._sender.edit(receipt, message)

    def trouble(self) -> str | None:
        """See `Channel`."""
        return self._connection.trouble

    async def examine(self) -> list[Finding]:
        """See `Channel`."""
        found = await self._connection.examine()
        if self._verifier:
            detail = f"calls are taken at {self.webhook_path} and checked with SLACK_SIGNING_SECRET"
            found.append(Finding("Slack HTTP", ok=True, detail=detail))
        elif self.webhook_path:
            detail = "SLACK_SIGNING_SECRET is missing; see “Basic Information” on api.slack.com/apps"
            found.append(Finding("Slack HTTP", ok=False, detail=detail))
        return found

    # -- taking in ----------------------------------------------------------------------------------------------

    async def _take_in(self, body: dict[str, Any], next_: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
        """Keep what Slack calls about, then acknowledge it; the one door of both transports."""
        if body.get("type") == "url_verification":
            return await next_()
        if body.get("type") == "app_rate_limited":
            log.warning("slack_holds_events_back")
        try:
            update = read(body, self._connection.bot_user)
        except (KeyError, TypeError, AttributeError) as error:
            log.error("slack_call_not_understood", type=body.get("type"), error=repr(error)[:80])  # noqa: TRY400
            update = None
        if update is not None and update.fields and (faults := await self._faults(update)):
            return BoltResponse(status=200, body={"response_action": "errors", "errors": faults})
        if update is not None and not await self._keep(update):
            return BoltResponse(status=500)
        return BoltResponse(status=200)

    async def _faults(self, update: Update) -> dict[str, str]:
        """Return what is wrong with a form; what can't be told in time is told in the conversation."""
        try:
            async with asyncio.timeout(FORM_SECONDS):
                person = await self._people.get(update.user)
                return await self._assistant.faults(self._message(update, update.user, person))
        except TimeoutError:
            log.warning("form_not_checked_in_time", channel=self.name, update_id=update.id)
            return {}

    async def _keep(self, update: Update) -> bool:
        """Put an update into the inbox; whether that succeeded in time.

        What is late is not broken off: if it were kept but not taken up, Slack's repeat would be dropped as one.
        """
        UPDATES.labels(channel=self.name).inc()
        keeping = asyncio.create_task(self._inbox.put(update.id, update.lane, update.payload()))
        self._keeping.add(keeping)
        keeping.add_done_callback(self._kept)
        done, _ = await asyncio.wait({keeping}, timeout=KEEP_SECONDS)
        if not done:
            log.warning("update_not_kept_in_time", channel=self.name, update_id=update.id)
        return bool(done) and keeping.exception() is None

    def _kept(self, keeping: asyncio.Task[bool]) -> None:
        self._keeping.discard(keeping)
        if not keeping.cancelled() and (error := keeping.exception()):
            log.error("update_not_kept", channel=self.name, error=type(error).__name__)

    # -- handling -----------------------------------------------------------------------------------------------

    async def _handle(self, payload: str) -> None:
        await self._connection.known.wait()
        if self._connection.bot_user is None:
            raise TemporaryDeliveryError("stopped before Slack could be reached")
        update = Update.parse(payload)
        if update.task is Task.REACT:
            if self._on_reaction:
                await self._on_reaction(update.reacted())
            return
        self._traffic.heard(Address(self.name, update.user), *([Address(self.name, update.channel)] if update.channel else []))
        person = await self._people.get(update.user)
        match update.task:
            case Task.SHOW_HOME:
                await self._home.show(update, person.locale)
            case Task.SUGGEST:
                await self._home.suggest(update, person.locale)
            case Task.ANSWER:
                await self._answer(update, person)

    async def _answer(self, update: Update, person: Person) -> None:
        channel = update.channel or await self._sender.direct_channel(update.user)
        reply = await self._assistant.reply(self._message(update, channel, person))
        if reply.form is None or not await self._open(update, reply.form):
            await self._sender.send(update, channel, reply)
        if not update.channel and update.action.startswith("lang:"):
            await self._home.show(update, person.locale)

    def _message(self, update: Update, channel: str, person: Person) -> IncomingMessage:
        upload = self._files.upload(update.upload) if update.upload else None
        return update.message(channel, person.locale, person.zone, person.email, upload)

    async def _open(self, update: Update, form: Form) -> bool:
        """Open a form; ``False`` when it is too late for that (three seconds), and the reply's text is to be said.

        One with a place for a file is refused where the app lacks ``files:read``; it is opened without.
        """
        for shown in dict.fromkeys((form, replace(form, fields=tuple(field for field in form.fields if not field.file)))):
            try:
                await self._client.views_open(trigger_id=update.trigger, view=slack_view.modal(shown))
            except (SlackApiError, *NETWORK) as error:
                reason = code(error) or type(error).__name__
                log.warning("slack_form_not_opened", reason=reason)
                if reason in _TOO_LATE:
                    break
            else:
                return True
        return False
