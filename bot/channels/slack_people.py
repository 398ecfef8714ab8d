"""Who writes to us in Slack: the language and the zone that they set there, and the address that Slack has verified."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack_connection import SlackConnection
from bot.channels.slack_errors import NETWORK, code
from bot.channels.slack_sending import bounded
from bot.clock import Clock

log = structlog.get_logger(__name__)

_SECONDS = 1.0
_KEPT, _FAILURE_KEPT = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack tells of somebody: their locale, such as ``pt-BR``, their time zone, and the address that it has verified."""

    locale: str | None = None
    zone: str | None = None
    email: str = ""


class SlackPeople:
    """Asks Slack about people; ``connection`` knows which workspace is ours."""

    def __init__(self, client: AsyncWebClient, connection: SlackConnection, clock: Clock) -> None:
        self._client = client
        self._connection = connection
        self._clock = clock
        self._known: dict[str, tuple[Person, datetime]] = {}

    async def get(self, user: str) -> Person:
        """Return what a person set in Slack, asked for at most once an hour, once a minute while there is no answer."""
        now = self._clock.now()
        person, until = self._known.get(user, (Person(), now))
        if until > now:
            return person
        person, kept = Person(), _KEPT
        try:
            async with asyncio.timeout(_SECONDS):
                answer = await self._client.users_info(user=user, include_locale=True)
            told = answer.get("user") or {}
            person = Person(told.get("locale"), told.get("tz"), verified_email(told, self._connection.team))
        except (SlackApiError, *NETWORK) as error:
            log.info("slack_person_unknown", reason=code(error) or type(error).__name__)
            kept = _KEPT if code(error) == "missing_scope" else _FAILURE_KEPT
        bounded(self._known)[user] = person, now + kept
        return person


def verified_email(user: Mapping[str, Any], team: str | None) -> str:
    """Return the address of a user of ours that Slack has verified; empty for everybody else.

    Else are: bots, who left, people of other workspaces (Slack Connect), and those who have not confirmed their address.

    Source: docs.slack.dev/reference/objects/user-object.
    """
    ours = team is not None and user.get("team_id") == team and not user.get("is_stranger")
    if not ours or user.get("deleted") or user.get("is_bot") or user.get("is_email_confirmed") is not True:
        return ""
    return str((user.get("profile") or {}).get("email") or "")
