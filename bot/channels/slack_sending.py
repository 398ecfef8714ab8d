"""Messages to Slack: replies, answers that one person alone sees, what is pushed, and the file that comes with either."""

from __future__ import annotations

import json
from collections.abc import Awaitable
from functools import partial
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels import slack_view
from bot.channels.base import Traffic
from bot.channels.parts import Part, Parts
from bot.channels.slack_connection import sdk_log
from bot.channels.slack_errors import NETWORK, code, delivery_error, translated
from bot.channels.slack_messages import CHANNEL, Update
from bot.conversation import Address, File, Reply
from bot.errors import MessageRejectedError

_T = TypeVar("_T")

_GONE = ("message_not_found", "file_not_found", "file_deleted")
_MAX_KNOWN = 10_000
_NAMESPACE = uuid5(NAMESPACE_URL, "member-assistant/slack")


class SlackSender:
    """Sends messages; ``client`` must not try anything again by itself, ``traffic`` is told of what leaves."""

    name = CHANNEL

    def __init__(self, client: AsyncWebClient, traffic: Traffic) -> None:
        self._client = client
        self._direct: dict[str, str] = {}
        self._parts = Parts[str](CHANNEL, traffic)

    async def send(self, update: Update, channel: str, reply: Reply) -> None:
        """Send a reply, in as many messages as it takes, then its file; a second try goes on where the first one broke.

        Raises:
            DeliveryError: It did not arrive, or nobody knows.
        """
        parts: list[Part[str]] = [
            partial(self._send_message, update, channel, message, number)
            for number, message in enumerate(slack_view.messages(reply))
        ]
        if reply.file:
            parts.append(partial(self._send_file, update, channel, reply.file))
        await self._parts.reply(update.id, parts)

    async def push(self, key: str, to: Address, message: Reply) -> str:
        """See `bot.outreach.courier.Sender`; the conversation is a channel or a person."""
        where, _, thread = to.conversation_id.partition(":")
        thread = to.thread_id or thread
        parts: list[Part[str]] = [
            partial(self._post, where, thread, shown, f"push:{key}#{number}")
            for number, shown in enumerate(slack_view.messages(message))
        ]
        if message.file:
            parts.append(partial(self._share, where, thread, message.file))
        sent = await self._parts.push(key, parts)
        return json.dumps({"channel": self._direct.get(where, where), "messages": sent})

    async def withdraw(self, receipt: str) -> None:
        """See `bot.outreach.changing.Retractor`."""
        sent = json.loads(receipt)
        for name in sent["messages"]:
            if name.startswith("F"):
                await self._change(self._client.files_delete(file=name))
            else:
                await self._change(self._client.chat_delete(channel=sent["channel"], ts=name))

    async def edit(self, receipt: str, message: Reply) -> None:
        """See `bot.outreach.changing.Retractor`."""
        sent, shown = json.loads(receipt), slack_view.messages(message)
        if len(shown) > 1:
            raise MessageRejectedError("the new text does not fit into one message")
        where = {"channel": sent["channel"], "ts": sent["messages"][0]}
        await self._change(self._client.chat_update(**where, text=shown[0].text, blocks=shown[0].blocks))

    async def _change(self, call: Awaitable[AsyncSlackResponse]) -> None:
        """Await a call that changes a message; that it is gone is no error."""
        try:
            await call
        except (SlackApiError, SlackRequestError, *NETWORK) as error:
            if code(error) not in _GONE:
                raise translated(error) from error

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

    async def _send_message(self, update: Update, channel: str, message: slack_view.Message, number: int) -> str:
        if update.response_url and await self._respond(update.response_url, message):
            return ""
        if not update.response_url:
            return await self._post(channel, update.thread, message, f"{update.id}#{number}")
        answer = await self.deliver(
            self._client.chat_postEphemeral(
                channel=channel, user=update.user, text=message.text, blocks=message.blocks, thread_ts=update.thread or None
            )
        )
        return str(answer.get("message_ts") or "")

    async def _post(self, channel: str, thread: str, message: slack_view.Message, key: str) -> str:
        """Post a message to a channel or a person; return its ``ts``. One with the same key may be told apart as a repeat.

        Posting to a person opens the conversation by itself; `conversations.open` may be called some 50 times a minute only.
        Source: docs.slack.dev/reference/methods/chat.postMessage#channels.
        """
        answer = await self.deliver(
            self._client.chat_postMessage(
                channel=self._direct.get(channel, channel),
                text=message.text,
                blocks=message.blocks,
                thread_ts=thread or None,
                unfurl_links=False,
                unfurl_media=False,
                client_msg_id=str(uuid5(_NAMESPACE, key)),
            )
        )
        if _is_person(channel) and answer.get("channel"):
            bounded(self._direct)[channel] = str(answer["channel"])
        return str(answer["ts"])

    async def _send_file(self, update: Update, channel: str, file: File) -> str:
        """Share a file where the reply is; it can't be shown to one person alone, so theirs goes into our direct conversation."""
        if update.response_url:
            return await self._share(update.user, "", file)
        return await self._share(channel, update.thread, file)

    async def _share(self, channel: str, thread: str, file: File) -> str:
        """Share a file in a channel or with a person; return its id.

        Source: docs.slack.dev/reference/methods/files.completeUploadExternal; only that last of three calls shares anything.
        """
        if _is_person(channel):
            channel = await self.direct_channel(channel)
        answer = await self.deliver(
            self._client.files_upload_v2(filename=file.name, content=file.content, channel=channel, thread_ts=thread or None)
        )
        return str(((answer.get("files") or [{}])[0]).get("id") or "")

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


def _is_person(conversation: str) -> bool:
    return conversation.startswith(("U", "W"))


def bounded(known: dict[str, _T]) -> dict[str, _T]:
    """Forget what is known longest when there is too much of it."""
    if len(known) >= _MAX_KNOWN:
        del known[next(iter(known))]
    return known
