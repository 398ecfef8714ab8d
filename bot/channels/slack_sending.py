"""Replies to Slack: messages, answers that one person alone sees, and the file that comes with a reply."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels import slack_view
from bot.channels.slack_connection import sdk_log
from bot.channels.slack_errors import NETWORK, delivery_error, translated
from bot.channels.slack_messages import Update
from bot.conversation import File, Reply

_T = TypeVar("_T")

_MAX_KNOWN = 10_000
_NAMESPACE = uuid5(NAMESPACE_URL, "member-assistant/slack")


class SlackSender:
    """Sends replies; ``client`` must not try anything again by itself."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._direct: dict[str, str] = {}
        self._parts_sent: dict[str, int] = {}

    async def send(self, update: Update, channel: str, reply: Reply) -> None:
        """Send a reply, in as many messages as it takes, then its file; a second try goes on where the first one broke.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """
        parts = [
            partial(self._send_message, update, channel, message, number)
            for number, message in enumerate(slack_view.messages(reply))
        ]
        if reply.file:
            parts.append(partial(self._send_file, update, channel, reply.file))
        for number, part in enumerate(parts):
            if number >= self._parts_sent.get(update.id, 0):
                await part()
                bounded(self._parts_sent)[update.id] = number + 1
        self._parts_sent.pop(update.id, None)

    async def direct_channel(self, user: str) -> str:
        """Return the channel between a person and us.

        Raises:
            DeliveryError: Slack does not tell.
        """
        if user not in self._direct:
            answer = await self.deliver(self._client.conversations_open(users=user))
            bounded(self._direct)[user] = str(answer["channel"]["id"])
        return self._direct[user]

    async def deliver(self, call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
        """Return Slack's answer to a call that sends.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """
        try:
            return await call
        except (SlackApiError, SlackRequestError, *NETWORK) as error:
            raise translated(error) from error

    async def _send_message(self, update: Update, channel: str, message: slack_view.Message, number: int) -> None:
        if update.response_url and await self._respond(update.response_url, message):
            return
        if update.response_url:
            call = self._client.chat_postEphemeral(
                channel=channel, user=update.user, text=message.text, blocks=message.blocks, thread_ts=update.thread or None
            )
        else:
            call = self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                thread_ts=update.thread or None,
                unfurl_links=False,
                unfurl_media=False,
                client_msg_id=str(uuid5(_NAMESPACE, f"{update.id}#{number}")),
            )
        await self.deliver(call)

    async def _send_file(self, update: Update, channel: str, file: File) -> None:
        """Share a file where the reply is; a file can't be shown to one person alone, so theirs goes into our direct conversation.

        Source: docs.slack.dev/reference/methods/files.completeUploadExternal; only that last of three calls shares anything.
        """
        hidden = bool(update.response_url)
        await self.deliver(
            self._client.files_upload_v2(
                filename=file.name,
                content=file.content,
                channel=await self.direct_channel(update.user) if hidden else channel,
                thread_ts=None if hidden else update.thread or None,
            )
        )

    async def _respond(self, response_url: str, message: slack_view.Message) -> bool:
        """Answer so that only the person who asked sees it; ``False`` when it is too late for that (30 minutes, five answers)."""
        webhook = AsyncWebhookClient(response_url, session=self._client.session, retry_handlers=[], logger=sdk_log())
        try:
            answer = await webhook.send(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except NETWORK as error:
            raise translated(error) from error
        if answer.status_code == 429 or answer.status_code >= 500:
            raise delivery_error("", answer.status_code, answer.headers)
        return answer.status_code == 200 and '"ok":false' not in answer.body.replace(" ", "")


def bounded(known: dict[str, _T]) -> dict[str, _T]:
    """Forget what is known longest when there is too much of it."""
    if len(known) >= _MAX_KNOWN:
        del known[next(iter(known))]
    return known
