"""What Slack's calls ask of us, in our words; no SDK here.

`read` turns the body of an event, a slash command or a click into an `Update`, which is what the inbox keeps: little
more than who said what and where. `Update.message` turns it into what the assistant understands.

Source: docs.slack.dev/reference/events, /reference/interaction-payloads, /interactivity/implementing-slash-commands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from bot.channels.slack_text import emoji, readable
from bot.conversation import Account, Address, IncomingMessage, Reaction, Upload

CHANNEL = "slack"
_COMMANDS = {"help": 1, "topics": 1, "language": 2, "timezone": 2, "link": 4, "unlink": 1, "announce": 2, "reminders": 1}
"""What may follow a slash command, with the most words that it may have; what has more is a question."""
VALUE = "value"
"""What the element of each field of a form is called."""
_WRITTEN = (None, "file_share", "thread_broadcast")
"""Subtypes of a message that a person wrote; all others are Slack's own notes, or edits."""


class Task(StrEnum):
    """What is to be done."""

    ANSWER = "answer"
    SHOW_HOME = "show_home"
    SUGGEST = "suggest"
    REACT = "react"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing to see to.

    Attributes:
        id: Our name for it; a repeat by Slack has the same.
        channel: Slack's id of the conversation; empty for the Home tab.
        thread: ``ts`` of the thread's first message, in which the reply belongs; empty for none.
        text: What was said, without Slack's markup.
        action: What a pressed button carries, untrusted.
        response_url: Where an answer goes that only this person sees; empty when the answer is an ordinary message.
        trigger: By what a form may be opened within three seconds; empty when none may.
        fields: What was filled into a form, by field.
        upload: What Slack tells of the first file that came with it: ``id``, ``name``, ``mimetype``, ``size``.
        reaction: Emoji that was given to the message ``message_ts``, or with ``taken`` taken back.
    """

    id: str
    task: Task
    user: str
    channel: str = ""
    thread: str = ""
    text: str = ""
    action: str = ""
    response_url: str = ""
    attachment: bool = False
    trigger: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    message_ts: str = ""
    reaction: str = ""
    taken: bool = False
    upload: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, payload: str) -> Update:
        """Return what `payload` wrote."""
        fields = json.loads(payload)
        return cls(**{**fields, "task": Task(fields["task"])})

    def payload(self) -> str:
        """Return this as text for the inbox."""
        return json.dumps(asdict(self))

    @property
    def private(self) -> bool:
        """Whether only the sender reads the reply."""
        return bool(self.response_url) or not self.channel or _is_direct(self.channel)

    @property
    def lane(self) -> str:
        """What is handled in order: a direct conversation, a thread, or what one person does in a channel or on the Home tab."""
        if self.channel and _is_direct(self.channel):
            return self.channel
        return f"{self.channel or 'home'}:{self.thread or self.user}"

    def message(
        self,
        channel: str,
        language_hint: str | None,
        zone_hint: str | None = None,
        verified_email: str = "",
        upload: Upload | None = None,
    ) -> IncomingMessage:
        """Return what the assistant is to answer; ``channel`` is where the reply goes."""
        in_thread = self.thread and not _is_direct(channel)
        return IncomingMessage(
            id=self.id,
            sender=Account(CHANNEL, self.user),
            to=Address(CHANNEL, f"{channel}:{self.thread}" if in_thread else channel, self.thread or None),
            text=self.text,
            action=self.action,
            language_hint=language_hint,
            attachment=self.attachment,
            private=self.private,
            zone_hint=zone_hint,
            verified_email=verified_email,
            takes_forms=bool(self.trigger),
            fields=self.fields,
            upload=upload,
        )

    def reacted(self) -> Reaction:
        """Return the reaction that it is."""
        names = (emoji(self.reaction),)
        added, removed = ((), names) if self.taken else (names, ())
        return Reaction(Account(CHANNEL, self.user), Address(CHANNEL, self.channel), self.message_ts, added, removed)


def read(body: Mapping[str, Any], bot_user: str | None) -> Update | None:
    """Return what a call asks of us; ``None`` when it asks nothing.

    Args:
        body: The parsed body of an Events API call, a slash command or an interaction, from Slack.
        bot_user: Our own user id, if it is known yet.
    """
    if "command" in body:
        return _command(body)
    match body.get("type"):
        case "event_callback":
            me = bot_user or _authorized_bot(body)
            return _event(str(body["event_id"]), body["event"], me)
        case "block_actions":
            return _click(body)
        case "shortcut":
            return _shortcut(body)
        case "view_submission":
            return _submission(body)
        case _:
            return None


def _event(event_id: str, event: Mapping[str, Any], me: str | None) -> Update | None:
    match event.get("type"):
        case "message" if event.get("subtype") == "message_changed":
            return _edit(event, me)
        case "message" if _is_direct(event.get("channel", "")) and event.get("subtype") in _WRITTEN:
            return _said(event_id, event, event["channel"], me)
        case "app_mention" if not _is_direct(event.get("channel", "")):
            return _mention(event_id, event, me)
        case "reaction_added" | "reaction_removed" if event["item"].get("type") == "message" and event["user"] != me:
            return _reaction(event_id, event)
        case "app_home_opened" if event.get("tab") == "messages":
            return Update(event_id, Task.SUGGEST, event["user"], event["channel"])
        case "app_home_opened":
            return Update(event_id, Task.SHOW_HOME, event["user"])
        case "assistant_thread_started":  # apps that still have the older `assistant_view`
            opened = event["assistant_thread"]
            return Update(event_id, Task.SUGGEST, opened["user_id"], opened["channel_id"], opened["thread_ts"])
        case _:
            return None


def _reaction(event_id: str, event: Mapping[str, Any]) -> Update:
    item, taken = event["item"], event["type"] == "reaction_removed"
    told = {"message_ts": item["ts"], "reaction": event["reaction"], "taken": taken}
    return Update(event_id, Task.REACT, event["user"], item["channel"], **told)


def _mention(event_id: str, event: Mapping[str, Any], me: str | None) -> Update | None:
    """Return a mention in a channel; an edited message that mentions us comes as another mention, marked ``edited``."""
    edited = event.get("edited")
    update_id = _edit_id(event["channel"], event["ts"], edited["ts"]) if edited else event_id
    return _said(update_id, event, event["channel"], me, thread=event.get("thread_ts") or event["ts"])


def _edit(event: Mapping[str, Any], me: str | None) -> Update | None:
    """Return an edit of a direct message or of a mention, if it changed the text."""
    message, before, channel = event["message"], event.get("previous_message", {}), event.get("channel", "")
    if message.get("subtype") not in _WRITTEN or not message.get("edited"):
        return None
    if readable(message.get("text", ""), me) == readable(before.get("text", ""), me):
        return None
    update_id = _edit_id(channel, message["ts"], message["edited"]["ts"])
    if _is_direct(channel):
        return _said(update_id, message, channel, me)
    if me is None or f"<@{me}" not in message.get("text", ""):
        return None
    return _said(update_id, message, channel, me, thread=message.get("thread_ts") or message["ts"])


def _edit_id(channel: str, ts: str, edited_ts: str) -> str:
    """Name an edit the same whether it is told as a changed message, as a new mention, or as both."""
    return f"edit:{channel}:{ts}:{edited_ts}"


def _said(update_id: str, message: Mapping[str, Any], channel: str, me: str | None, thread: str = "") -> Update | None:
    user = message.get("user")
    if not user or message.get("bot_id") or user in (me, "USLACKBOT"):
        return None
    text, files = readable(message.get("text") or "", me), message.get("files") or []
    if not text and not files and thread:
        text = "/start"  # a mention with nothing else to it
    # In the Agent messaging experience every direct message begins a thread, and its answer belongs into that.
    # Source: docs.slack.dev/ai/migrating-to-agent-messaging
    thread = thread or message.get("thread_ts") or message["ts"]
    return Update(update_id, Task.ANSWER, user, channel, thread, text, attachment=bool(files), upload=_first(files))


def _first(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is needed of the first of some files."""
    return {name: files[0].get(name) for name in ("id", "name", "mimetype", "size")} if files else {}


def _command(body: Mapping[str, Any]) -> Update:
    """Return a slash command, whatever its name is; what follows it is one of `_COMMANDS`, or a question."""
    said = readable(str(body.get("text") or ""))
    words = said.split()
    ours = bool(words) and len(words) <= _COMMANDS.get(words[0].lower(), 0)
    return Update(
        f"command:{body['trigger_id']}",
        Task.ANSWER,
        body["user_id"],
        body["channel_id"],
        text=f"/{said}" if ours else said or "/start",
        response_url=body.get("response_url") or "",
        trigger=body["trigger_id"],
    )


def _shortcut(body: Mapping[str, Any]) -> Update | None:
    """Return a global shortcut; its callback id is one of `_COMMANDS`. What it gives rise to goes into our direct conversation."""
    name, trigger = str(body.get("callback_id") or ""), str(body["trigger_id"])
    if name not in _COMMANDS:
        return None
    return Update(f"shortcut:{trigger}", Task.ANSWER, body["user"]["id"], text=f"/{name}", trigger=trigger)


def _submission(body: Mapping[str, Any]) -> Update:
    """Return a form that was filled in; its callback id is the action."""
    view = body["view"]
    values = {name: value.get(VALUE, {}) for name, value in view["state"]["values"].items()}
    fields = {name: str(value.get("value") or "") for name, value in values.items() if "files" not in value}
    upload = _first([file for value in values.values() for file in value.get("files") or []])
    name = f"form:{view.get('id', '')}:{view.get('hash') or body.get('trigger_id', '')}"
    return Update(name, Task.ANSWER, body["user"]["id"], action=str(view["callback_id"]), fields=fields, upload=upload)


def _click(body: Mapping[str, Any]) -> Update | None:
    """Return the press of a button, on a message or on the Home tab."""
    pressed = next((action for action in body["actions"] if action.get("type") == "button" and action.get("value")), None)
    if pressed is None:
        return None
    user, container, message = body["user"]["id"], body.get("container", {}), body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    hidden = bool(container.get("is_ephemeral"))
    thread = message.get("thread_ts") or container.get("thread_ts") or ""
    if channel and not hidden and not _is_direct(channel):
        thread = thread or message.get("ts") or container.get("message_ts") or ""
    return Update(
        f"action:{user}:{body.get('trigger_id') or pressed['action_ts']}",
        Task.ANSWER,
        user,
        channel,
        "" if hidden else thread,
        action=str(pressed["value"]),
        response_url=(body.get("response_url") or "") if hidden else "",
        trigger=str(body.get("trigger_id") or ""),
    )


def _is_direct(channel: str) -> bool:
    """Whether a channel id is that of a conversation between one person and us; edits of these name no channel type."""
    return channel.startswith("D")


def _authorized_bot(body: Mapping[str, Any]) -> str | None:
    found = (entry.get("user_id") for entry in body.get("authorizations") or [] if entry.get("is_bot"))
    return next(found, None)
