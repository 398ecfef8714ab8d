"""The composition root: builds each service once, ties them together, and closes what it opened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.assistant import Assistant
from bot.clock import SystemClock
from bot.config import Settings
from bot.handlers import directory, events
from bot.handlers import fees as fees_
from bot.handlers.answers import Answers, Capability
from bot.handlers.directory import MemberLists, MemberProfiles
from bot.handlers.events import EventDetails, EventLists
from bot.handlers.fees import FeeCalculator
from bot.handlers.help import Help
from bot.handlers.preferences import Preferences
from bot.knowledge.library import Library
from bot.store.database import Database
from bot.store.inbox import SqlInbox
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks
from bot.store.memory import SqlMemory
from bot.store.registry import SqlRegistry


@dataclass(frozen=True, slots=True)
class App:
    """The services, open and tied together."""

    settings: Settings
    clock: SystemClock
    database: Database
    library: Library
    memory: SqlMemory
    inbox: SqlInbox
    registry: SqlRegistry
    links: SqlLinks
    ledger: SqlLedger
    assistant: Assistant


@asynccontextmanager
async def open_app(settings: Settings, *, now: datetime | None = None, library: Library | None = None) -> AsyncIterator[App]:
    """Open all services, and close them at the end.

    Args:
        settings: Validated settings.
        now: An instant at which the clock stands still; ``None`` for the machine's clock.
        library: One that is open already, and stays open; ``None`` opens that of the settings.

    Raises:
        ConfigurationError: The database, the index or ``DATA_DIR`` can't be used.
        ContentError: The content has faults and there is no earlier index to answer from.
    """
    async with AsyncExitStack() as stack:
        library = library or stack.enter_context(closing(Library(settings.content_dir, settings.index_path)))
        clock = SystemClock(ZoneInfo(settings.timezone or library.association.timezone), standing_at=now)
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        await database.upgrade()
        memory = SqlMemory(database)
        yield App(
            settings=settings,
            clock=clock,
            database=database,
            library=library,
            memory=memory,
            inbox=SqlInbox(database),
            registry=SqlRegistry(database),
            links=SqlLinks(database),
            ledger=SqlLedger(database),
            assistant=_assistant(library, memory, clock),
        )


def _assistant(library: Library, memory: SqlMemory, clock: SystemClock) -> Assistant:
    fees = FeeCalculator(library)
    lists = MemberLists(library)
    profiles = MemberProfiles(library, lists)
    agenda, event = EventLists(library, clock), EventDetails(library, clock)
    capabilities: dict[str, Capability] = {
        fees_.NAME: fees,
        directory.NAME: lists,
        directory.PROFILE: profiles,
        events.NAME: agenda,
        events.ONE: event,
    }
    answers = Answers(library, capabilities)
    help_, preferences = Help(library), Preferences(library, memory, clock)
    return Assistant(
        library=library,
        memory=memory,
        clock=clock,
        commands={
            "start": help_.greet,
            "help": help_.help,
            "topics": help_.topics,
            "menu": help_.topics,
            "language": preferences.language,
            "timezone": preferences.zone,
            "ask": answers.ask,
            "events": agenda.command,
        },
        actions={
            "a": answers.show,
            "none": answers.none_of_these,
            fees_.NAME: fees.press,
            directory.NAME: lists.press,
            directory.EXPORT: lists.export,
            directory.PROFILE: profiles.press,
            events.NAME: agenda.press,
            events.ONE: event.press,
            events.FILE: event.file,
            "topics": help_.topics,
            "topic": help_.topic,
            "lang": preferences.language,
            "zone": preferences.zone,
        },
        small_talk={
            "hello": help_.greet,
            "thanks": help_.thank,
            "goodbye": help_.part,
            "who": help_.introduce,
            "help": help_.help,
            "topics": help_.topics,
            "language": preferences.language,
        },
        ask=answers.ask,
    )
