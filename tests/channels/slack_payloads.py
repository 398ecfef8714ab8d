"""What Slack sends, as in its documentation: docs.slack.dev/reference/events, /reference/interaction-payloads."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from tests.fakes.slack import BOT

Json = dict[str, Any]
MAYA = "U061F7AUR"
DIRECT = "D024BE91L"
CHANNEL = "C123ABC456"
TS = "1515449522.000016"


def event_call(event: Json, event_id: str = "Ev123ABC456") -> Json:
    return {
        "token": "XXYYZZ",
        "team_id": "T123ABC456",
        "api_app_id": "A123ABC456",
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1515449522,
        "authorizations": [
            {"enterprise_id": None, "team_id": "T123ABC456", "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        ],
        "event_context": "4-eyJldCI6ImFwcF9tZW50aW9uIn0",
    }


def direct_message(text: str = "How much is the membership fee?", **more: Any) -> Json:
    return {
        "client_msg_id": "8e1b8f4e-0000-4000-8000-000000000000",
        "type": "message",
        "user": MAYA,
        "text": text,
        "ts": TS,
        "team": "T123ABC456",
        "channel": DIRECT,
        "event_ts": TS,
        "channel_type": "im",
        **more,
    }


def mention(text: str = f"<@{BOT}> How much is the membership fee?", **more: Any) -> Json:
    return {"type": "app_mention", "user": MAYA, "text": text, "ts": TS, "channel": CHANNEL, "event_ts": TS, **more}


def changed(channel: str, before: str, after: str, **more: Any) -> Json:
    message = {"type": "message", "user": MAYA, "text": after, "ts": TS, "edited": {"user": MAYA, "ts": "1515449530.000000"}}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel,
        "ts": "1515449530.000100",
        "event_ts": "1515449530.000100",
        "message": {**message, **more},
        "previous_message": {"type": "message", "user": MAYA, "text": before, "ts": TS},
    }


def home_opened(tab: str = "home") -> Json:
    return {"type": "app_home_opened", "user": MAYA, "channel": DIRECT, "event_ts": "1515449522000016", "tab": tab}


def thread_started() -> Json:
    thread = {"user_id": MAYA, "context": {"channel_id": CHANNEL}, "channel_id": DIRECT, "thread_ts": TS}
    return {"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": TS}


def slash(text: str, response_url: str, channel: str = CHANNEL, **more: str) -> Json:
    return {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": "T0001",
        "team_domain": "example",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": MAYA,
        "user_name": "maya",
        "command": "/wego",
        "text": text,
        "response_url": response_url,
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        "api_app_id": "A123456",
        **more,
    }


def click(value: str, *, channel: str = DIRECT, **more: Any) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": "T9TK3CUKW", "domain": "example"},
        "user": {"id": MAYA, "username": "maya", "team_id": "T9TK3CUKW"},
        "api_app_id": "AABA1ABCD",
        "token": "9s8d9as89d8as9d8as989",
        "container": {"type": "message", "message_ts": TS, "channel_id": channel, "is_ephemeral": False},
        "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        "channel": {"id": channel, "name": "directmessage"},
        "message": {"bot_id": "BAH5CA16Z", "type": "message", "text": "…", "user": BOT, "ts": TS},
        "response_url": "https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209",
        "actions": [
            {
                "action_id": "choice:0",
                "block_id": "=qXel",
                "text": {"type": "plain_text", "text": "View", "emoji": False},
                "value": value,
                "type": "button",
                "action_ts": "1548426417.840180",
            }
        ],
        **more,
    }


def home_click(value: str) -> Json:
    pressed = click(value, container={"type": "view", "view_id": "VMHU10V25"}, view={"id": "VMHU10V25", "type": "home"})
    return {key: pressed[key] for key in pressed if key not in ("channel", "message", "response_url")}


def body(payload: Json) -> tuple[bytes, str]:
    """Return a payload as Slack writes it into an HTTP call, and the content type."""
    if "command" in payload:
        return urlencode(payload).encode(), "application/x-www-form-urlencoded"
    if payload["type"] in ("block_actions", "shortcut", "view_submission"):
        return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"
    return json.dumps(payload).encode(), "application/json"
