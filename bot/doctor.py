"""``bot doctor``: tests what is configured and says what to mend."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.app import App, open_app
from bot.channels.base import Finding, NoTraffic
from bot.config import Settings
from bot.errors import ConfigurationError, ContentError
from bot.outreach.recipients import NOT_SET_UP
from bot.serve import connect_channels

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_NEAR = aiohttp.ClientTimeout(total=2)
_NAMED = 5
"""How many of those are named who can't be reached."""
_MAX_DRIFT = timedelta(seconds=60)
"""Slack refuses signatures whose time is five minutes off; a minute is early enough to warn."""


async def examine(settings: Settings) -> list[Finding]:
    """Return what was found, one entry for each thing looked at; nothing is changed but missing tables and folders."""
    try:
        async with open_app(settings) as app:
            found = [_content(app), _meaning(app), await _database(app), await _port(settings), await _clock(app)]
            found += [await _mail(app), *await _contacts(app)]
            channels = connect_channels(app, NoTraffic())
            for findings in await asyncio.gather(*(channel.examine() for channel in channels)):
                found.extend(findings)
            if not channels:
                found.append(Finding("channels", ok=True, detail="the web chat only; no Telegram or Slack token is set"))
            return found
    except ConfigurationError as error:
        return [Finding("settings", ok=False, detail=str(error))]
    except ContentError as error:
        return [Finding("content", ok=False, detail=f"{error}; `bot check` lists them all")]


def _content(app: App) -> Finding:
    if app.library.faults:
        return Finding("content", ok=False, detail=f"{len(app.library.faults)} faults; `bot check` lists them all")
    return Finding("content", ok=True, detail=f"{app.library.article_count} articles in {app.settings.content_dir}")


def _meaning(app: App) -> Finding:
    model = app.library.semantics.model
    if model is None:
        return Finding("sentences", ok=True, detail="no SEMANTIC_MODEL: the table of word pieces tells what is meant")
    return Finding("sentences", ok=True, detail=f"{model.name} for {', '.join(model.speaks(app.library.association.languages))}")


async def _database(app: App) -> Finding:
    return Finding("database", ok=True, detail=f"{app.database.dialect}, tables of version {await app.database.version()}")


async def _mail(app: App) -> Finding:
    if app.mailer is None:
        return Finding("mail", ok=True, detail="no SMTP_URL: members are linked by invitation alone (`bot link code`)")
    return await app.mailer.examine()


async def _contacts(app: App) -> list[Finding]:
    """Return a finding for each channel that is not set up and by which alone some can be written to."""
    closed: dict[str, list[str]] = {}
    for one in await app.recipients.all():
        channels = [address.channel for address in one.addresses]
        if channels and not set(channels) & set(app.settings.push_channels):
            closed.setdefault(channels[0], []).append(one.name or one.person.removeprefix("email:"))
    found = []
    for channel, names in closed.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        detail = f"{NOT_SET_UP[channel]}, and by nothing else can be reached: {', '.join(names[:_NAMED])}{more}"
        found.append(Finding("contacts", ok=False, detail=detail))
    return found


async def _port(settings: Settings) -> Finding:
    where = f"{settings.http_host}:{settings.http_port}"
    with socket.socket(socket.AF_INET6 if ":" in settings.http_host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.http_host, settings.http_port))
        except OSError as error:
            if await _is_ours(where):
                return Finding("HTTP port", ok=True, detail=f"{where}: `bot serve` is running there")
            detail = f"{where}: {error.strerror}; stop the other program, or set another HTTP_PORT"
            return Finding("HTTP port", ok=False, detail=detail)
    return Finding("HTTP port", ok=True, detail=f"{where} is free")


async def _is_ours(where: str) -> bool:
    try:
        async with aiohttp.ClientSession(timeout=_NEAR) as session, session.get(f"http://{where}/health") as response:
            return "channels" in await response.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


async def _clock(app: App) -> Finding:
    """Compare this machine's clock with the one of the first platform that is configured."""
    settings = app.settings
    base = (
        settings.telegram_api_base if settings.telegram_bot_token else settings.slack_api_base if settings.slack_bot_token else ""
    )
    if not base:
        return Finding("clock", ok=True, detail=f"{app.clock.now():%Y-%m-%d %H:%M} UTC; nothing to compare it with")
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, session.get(base) as response:
            theirs = parsedate_to_datetime(response.headers["date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as error:
        return Finding("clock", ok=False, detail=f"{base} can't be reached to compare it: {error or type(error).__name__}")
    drift = abs(app.clock.now() - theirs)
    if drift > _MAX_DRIFT:
        return Finding("clock", ok=False, detail=f"{drift.total_seconds():.0f} s off {base}; switch on time synchronisation (NTP)")
    return Finding("clock", ok=True, detail=f"within {max(1, round(drift.total_seconds()))} s of {base}")
