"""Runs everything that is configured, in one process, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import timedelta
from typing import Any

import structlog
import uvicorn

from bot.app import App, open_app
from bot.channels.base import Channel
from bot.channels.base import Traffic as ChannelTraffic
from bot.channels.web import WebChat
from bot.config import Settings
from bot.demo.backstage import Backstage
from bot.keys import server_secret
from bot.metrics import ARTICLES
from bot.outreach.alarm import Alarm
from bot.outreach.boards import LOOK_SECONDS, Reflector
from bot.outreach.changing import Changer, Retractor
from bot.outreach.courier import Courier, Sender
from bot.outreach.outbox import Pace
from bot.outreach.recalling import Reviser
from bot.outreach.traffic import Traffic
from bot.outreach.wording import TURN_OFF
from bot.scheduler.jobs import EACH_MINUTE, Housekeeping, schedule
from bot.web import server
from bot.web.chat import ChatPages
from bot.web.demo import PATH as DEMO_PATH
from bot.web.demo import DemoPage
from bot.web.feeds import Feeds
from bot.web.health import Health
from bot.web.links import LinkPage
from bot.web.unsubscribe import UnsubscribePage

log = structlog.get_logger(__name__)

Opened = Callable[[Settings], AbstractAsyncContextManager[App]]
REVISION_SECONDS = 1.0
COURIER_STOP_SECONDS = 1.5
ALL_STOP_SECONDS = 9.0
"""Of the ten that a stop may take, the courier's included; the rest is for closing the database."""


async def serve(settings: Settings, *, opened: Opened = open_app, demo: bool = False, plan_every: timedelta = EACH_MINUTE) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is under way and return, within 10 seconds.

    Args:
        settings: What is configured.
        opened: Opens the services; by default with the machine's clock.
        demo: Show what `bot.demo.stage.open_demo` opens: samples instead of the association's members.
        plan_every: How often it is looked whether a reminder has fallen due.

    Raises:
        ConfigurationError: Something that is configured can't be used: a token, the port, the database.
        ContentError: The content has faults and there is no earlier index to answer from.
    """
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(server.listen(settings.http_host, settings.http_port))
        app = await stack.enter_async_context(opened(settings))
        settings = app.settings
        app.library.prepare()
        traffic = Traffic(app.outbox, _paces(settings), app.clock)
        channels = connect_channels(app, traffic)
        courier = _courier(app, channels, traffic)
        health = Health(app.library, app.inbox, channels, outbox=app.outbox, courier=courier, clock=app.clock)
        web = _web(app, channels, health, demo=demo)
        serving = asyncio.create_task(web.serve(sockets=[listener]))
        stack.push_async_callback(_end, app, web, serving, courier, channels)
        stopped = asyncio.create_task(stop.wait())
        starting: asyncio.Future[Any] = asyncio.gather(*(channel.start() for channel in channels))
        await asyncio.wait(list[asyncio.Future[Any]]([starting, stopped]), return_when=asyncio.FIRST_COMPLETED)
        if stopped.done():
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            return
        await starting
        scheduler = schedule(
            Housekeeping(
                library=app.library,
                memory=app.memory,
                inbox=app.inbox,
                linking=app.linking,
                office=app.office,
                outbox=app.outbox,
                clock=app.clock,
                retention=timedelta(days=settings.retention_days),
            ),
            app.reminders,
            plan_every=plan_every,
        )
        scheduler.start()
        courier.start()
        rounds = _rounds(app, channels, traffic)
        stack.push_async_callback(rounds.close)
        stack.callback(scheduler.shutdown, wait=False)
        ARTICLES.set(app.library.article_count)
        host, port = listener.getsockname()[:2]
        health.phase = "ready"
        log.info("serving", web=f"http://{host}:{port}{DEMO_PATH if demo else ''}", channels=[channel.name for channel in channels])
        await asyncio.wait({stopped, serving}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        health.phase = "stopping"
        log.info("stopping")
    log.info("stopped")


def connect_channels(app: App, traffic: ChannelTraffic) -> list[Channel]:
    """Return the configured chat services, not started; ``traffic`` is told of what leaves and who is heard."""
    # Each SDK takes half a second and 15 MB to import: only those that are configured are.
    settings, channels = app.settings, list[Channel]()
    if settings.telegram_bot_token:
        from bot.channels.telegram import TelegramChannel

        channels.append(
            TelegramChannel(
                token=settings.telegram_bot_token.get_secret_value(),
                api_base=settings.telegram_api_base,
                webhook=(
                    (settings.public_url, settings.telegram_webhook_secret.get_secret_value())
                    if settings.telegram_mode == "webhook" and settings.telegram_webhook_secret
                    else None
                ),
                assistant=app.assistant,
                library=app.library,
                inbox=app.inbox,
                clock=app.clock,
                traffic=traffic,
                on_reaction=app.responses.react,
            )
        )
    if settings.slack_bot_token:
        from bot.channels.slack import SlackChannel

        channels.append(
            SlackChannel(
                bot_token=settings.slack_bot_token.get_secret_value(),
                app_token=settings.slack_app_token.get_secret_value() if settings.slack_app_token else None,
                signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None,
                api_base=settings.slack_api_base,
                assistant=app.assistant,
                library=app.library,
                inbox=app.inbox,
                clock=app.clock,
                traffic=traffic,
                on_reaction=app.responses.react,
            )
        )
    return channels


def _paces(settings: Settings) -> dict[str, Pace]:
    """Return how fast each channel may be written to.

    Source: core.telegram.org/bots/faq for a message a second to a person and twenty a minute to a group;
    docs.slack.dev/apis/web-api/rate-limits for one a second to a conversation.
    """
    return {
        "telegram": Pace(settings.telegram_rate, chat_gap=1.01, group_gap=3.05),
        "slack": Pace(settings.slack_rate, chat_gap=1.01, group_gap=1.01),
        "email": Pace(settings.mail_rate),
    }


def _courier(app: App, channels: list[Channel], traffic: Traffic) -> Courier:
    senders: dict[str, Sender] = {channel.name: channel for channel in channels if isinstance(channel, Sender)}
    if app.mailer:
        from bot.channels.email_pushing import EmailSender

        senders["email"] = EmailSender(app.mailer, app.unsubscribing.link_of, turn_off=TURN_OFF)
    alarm = Alarm(app.outbox, app.links, app.library, senders, app.clock)
    return Courier(
        app.outbox, senders, traffic=traffic, clock=app.clock, fresh=app.reminders.fresh, on_refused=alarm.channel_refused
    )


class _Rounds:
    """Looks after what has left, again and again, until it is closed; what fails is looked at again.

    These are no jobs of the scheduler, which goes by the machine's clock: what is to be taken back does not wait for an hour
    because that was set back by one.
    """

    def __init__(self, looks: Mapping[Callable[[], Awaitable[None]], float]) -> None:
        self._tasks = [asyncio.create_task(self._repeat(look, seconds)) for look, seconds in looks.items()]

    async def _repeat(self, look: Callable[[], Awaitable[None]], seconds: float) -> None:
        while True:
            try:
                await look()
            except Exception:
                log.exception("round_failed")
            await asyncio.sleep(seconds)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _rounds(app: App, channels: list[Channel], traffic: Traffic) -> _Rounds:
    changer = Changer({channel.name: channel for channel in channels if isinstance(channel, Retractor)}, traffic)
    reviser = Reviser(app.office, app.audiences, app.revisions, app.outbox, changer, app.notices, app.clock)
    reflector = Reflector(app.board_repository, app.office, app.outbox, changer, app.teller, app.clock)
    return _Rounds({reviser.look: REVISION_SECONDS, reflector.look: LOOK_SECONDS})


def _web(app: App, channels: list[Channel], health: Health, *, demo: bool) -> uvicorn.Server:
    settings = app.settings
    pages = ChatPages(
        WebChat(app.assistant, app.memory),
        app.library,
        retention_days=settings.retention_days,
        origin=settings.public_url,
        demo=demo,
    )
    application = server.build(
        pages=pages,
        demo=_demo_page(app, pages) if demo else None,
        feeds=Feeds(app.library, public_url=settings.public_url),
        unsubscribe=UnsubscribePage(app.unsubscribing, app.library),
        links=LinkPage(app.responses),
        channels=channels,
        health=health,
        secret=server_secret(settings.data_dir),
        secure=settings.public_url.startswith("https://"),
        retention_days=settings.retention_days,
    )
    return server.server(application, trusted_proxies=settings.trusted_proxies)


def _demo_page(app: App, pages: ChatPages) -> DemoPage:
    backstage = Backstage(app.registry, app.linking, app.reminders, app.clock)
    return DemoPage(pages, app.library, backstage, zone=app.clock.zone)


async def _end(app: App, web: uvicorn.Server, serving: asyncio.Task[None], courier: Courier, channels: list[Channel]) -> None:
    """Stop the courier, which needs the channels, then everything at the same time: they have ten seconds in all."""
    web.should_exit = True
    try:
        async with asyncio.timeout(ALL_STOP_SECONDS):
            await courier.close(COURIER_STOP_SECONDS)
            await asyncio.gather(serving, *(channel.stop() for channel in channels))
            await app.post.close(within=ALL_STOP_SECONDS)
    except TimeoutError:
        log.warning("stopped_late")
