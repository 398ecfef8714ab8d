"""What Slack's refusals and silences mean for a message of ours.

Source: docs.slack.dev/reference/methods/chat.postMessage#errors; aiohttp/client_exceptions.py for the tree of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)

NETWORK = (aiohttp.ClientError, OSError, TimeoutError, AttributeError)
"""What the SDK raises when there is no answer it understands. AttributeError: a 200 that is no JSON, such as a proxy's page."""

REFUSED = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
        "missing_scope",
        "no_permission",
        "org_login_required",
        "ekm_access_denied",
        "access_denied",
    }
)
"""The token is not good, or not good for this."""
_REFUSED = REFUSED - {"missing_scope", "no_permission", "access_denied"}
"""The token is good for nothing; the others may hold for one kind of message, or one conversation, alone."""
_POSTING = "chat.postMessage"
"""What carries every message: a token that may not call it is good for none."""
HOW_TO_MEND = "copy the bot token again from “OAuth & Permissions” on api.slack.com/apps"
_UNREACHABLE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "not_in_channel",
        "user_not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "not_enabled",
    }
)
_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_TEMPORARY = frozenset({"service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"})
_UNCERTAIN = frozenset({"fatal_error", "internal_error", "duplicate_message_not_found", "duplicate_channel_not_found"})
"""Some of it may have been carried out; the last two say that a message of the same `client_msg_id` was there before."""
_RETRY_AFTER = timedelta(seconds=30)  # where Slack names no time
_MAX_RETRY_AFTER = timedelta(hours=1)


def translated(error: Exception) -> DeliveryError:
    """Return our error for the SDK's: what never left is tried again, what was not answered may have been carried out."""
    match error:
        case SlackApiError():
            response = error.response  # the SDK's own, or aiohttp's when the body was no JSON
            if code(error) == "missing_scope" and str(getattr(response, "api_url", "")).endswith(_POSTING):
                needed = response.get("needed") or "chat:write"
                return ChannelRefusedError(
                    f"SLACK_BOT_TOKEN may not post (missing_scope); add {needed} under “OAuth & Permissions” "
                    "on api.slack.com/apps, then reinstall the app to the workspace"
                )
            status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
            return delivery_error(code(error), status, getattr(response, "headers", None) or {})
        case SlackRequestError():  # the SDK's word for a file that was not taken; it is not shared yet
            return TemporaryDeliveryError("Slack did not take the file")
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return TemporaryDeliveryError("no connection to Slack")
        case _:
            return UncertainDeliveryError(f"Slack did not answer ({type(error).__name__})")


def delivery_error(code: str, status: int, headers: Mapping[str, str]) -> DeliveryError:
    """Return what an answer that is no success means.

    Args:
        code: Slack's word, such as ``channel_not_found``; empty when it gave none.
        status: Of the HTTP answer.
        headers: Of the HTTP answer, for ``Retry-After``.
    """
    reason = code or f"HTTP {status}"
    if status == 429 or code in _LIMITED:
        after = headers.get("Retry-After", "")
        return RateLimitedError(min(_MAX_RETRY_AFTER, timedelta(seconds=max(1, int(after)))) if after.isdigit() else _RETRY_AFTER)
    if code in _REFUSED:
        return ChannelRefusedError(f"SLACK_BOT_TOKEN is refused by Slack ({code}); {HOW_TO_MEND}")
    if code in _UNREACHABLE:
        return RecipientUnreachableError(reason)
    if code in _TEMPORARY or (not code and status == 503):
        return TemporaryDeliveryError(reason)
    if code in _UNCERTAIN or not code:
        return UncertainDeliveryError(reason)
    return MessageRejectedError(reason)


def code(error: Exception) -> str:
    """Return Slack's word for what is wrong, such as ``channel_not_found``; empty when it gave none."""
    told = getattr(getattr(error, "response", None), "data", None)
    return str(told.get("error") or "") if isinstance(told, dict) else ""
