"""The composition root: builds each service once, ties them together, and closes what it opened."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.assistant import Assistant
from bot.clock import SystemClock
from bot.config import Settings
from bot.handlers.announce_after import Afterwards
from bot.handlers.announce_checks import FormChecks
from bot.handlers.announce_writing import Writing
from bot.handlers.announcing import AnnounceDialog
from bot.keys import derived_key, server_secret
from bot.knowledge.edition import MoreEvents, no_events
from bot.knowledge.library import Library
from bot.knowledge.semantics import Semantics
from bot.members.letters import Letters
from bot.members.linking import Linking
from bot.members.mail import Post
from bot.members.seeding import seed
from bot.outreach.audience import Audiences
from bot.outreach.boards import Boards
from bot.outreach.changes import EventChanges
from bot.outreach.notices import Notices
from bot.outreach.office import Office
from bot.outreach.planning import Planning
from bot.outreach.recalling import Recalling
from bot.outreach.reminders import Reminders
from bot.outreach.telling import Teller
from bot.outreach.unsubscribing import Unsubscribing
from bot.routes import Store, assistant
from bot.store.announcements import SqlAnnouncements
from bot.store.boards import SqlBoards
from bot.store.codes import SqlCodes
from bot.store.database import Database
from bot.store.files import SqlUploads
from bot.store.inbox import SqlInbox
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks
from bot.store.memory import SqlMemory
from bot.store.outbox import SqlOutbox
from bot.store.recipients import SqlRecipients
from bot.store.registry import SqlRegistry
from bot.store.reminders import SqlNotes
from bot.store.responses import SqlResponses
from bot.store.revisions import SqlRevisions

if TYPE_CHECKING:
    from bot.channels.email import SmtpMailer

MAIL_SECONDS = 8.0
"""How long a mail that is under way is waited for at the end."""


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
    recipients: SqlRecipients
    outbox: SqlOutbox
    audiences: Audiences
    office: Office
    notices: Notices
    recalling: Recalling
    revisions: SqlRevisions
    responses: SqlResponses
    boards: Boards
    board_repository: SqlBoards
    teller: Teller
    unsubscribing: Unsubscribing
    reminders: Reminders
    linking: Linking
    mailer: SmtpMailer | None
    post: Post
    assistant: Assistant


def machine_clock(zone: str, *, standing_at: datetime | None = None) -> SystemClock:
    """Return the machine's clock with the association's calendar day."""
    return SystemClock(ZoneInfo(zone), standing_at=standing_at)


def open_library(settings: Settings, *, also: MoreEvents = no_events) -> Library:
    """Open the content of the settings, and the model of sentences where they name one; ``also`` adds events to the calendar.

    Raises:
        ConfigurationError: The index or the model can't be used.
        ContentError: The content has faults and there is no earlier index to answer from.
    """
    return Library(settings.content_dir, settings.index_path, also=also, semantics=Semantics(settings.semantic_model))


@asynccontextmanager
async def open_app(
    settings: Settings, *, now: datetime | None = None, clock: SystemClock | None = None, library: Library | None = None
) -> AsyncIterator[App]:
    """Open all services, and close them at the end.

    Args:
        settings: Validated settings.
        now: An instant at which the clock stands still; ``None`` for the machine's clock.
        clock: Another clock than either.
        library: One that is open already, and stays open; ``None`` opens that of the settings.

    Raises:
        ConfigurationError: The database, the index or ``DATA_DIR`` can't be used.
        ContentError: The content has faults and there is no earlier index to answer from.
    """
    async with AsyncExitStack() as stack:
        library = library or stack.enter_context(closing(open_library(settings)))
        clock = clock or machine_clock(settings.timezone or library.association.timezone, standing_at=now)
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        await database.upgrade()
        store = Store(SqlMemory(database), SqlRegistry(database), SqlLinks(database), SqlLedger(database))
        await seed(store.registry, library.directory, at=clock.now())
        zone = settings.timezone or library.association.timezone
        recipients = SqlRecipients(database, clock, language=library.association.languages[0], zone=zone)
        audiences = Audiences(library, store.registry, store.ledger, recipients, clock, channels=settings.push_channels)
        outbox = SqlOutbox(database)
        alone, teller = settings.one_person_secretariat, Teller(library, zone)
        revisions, responses = SqlRevisions(database), SqlResponses(database)
        notices = Notices(library, audiences, store.links, outbox, teller, clock, alone=alone, channels=settings.push_channels)
        office = Office(
            audiences,
            SqlAnnouncements(database),
            outbox,
            clock,
            revisions=revisions,
            responses=responses,
            told=notices,
            alone=alone,
            public_url=settings.public_url,
        )
        recalling = Recalling(office, audiences, revisions, clock)
        board_repository = SqlBoards(database)
        boards = Boards(board_repository, clock)
        writing = Writing(library, audiences, office, SqlUploads(database), notices, teller, clock)
        checks = FormChecks(audiences, office, library.association.languages[0])
        after = Afterwards(library, office, recalling, writing, notices, teller)
        announce = AnnounceDialog(library, store.links, office, boards, writing, checks, after, notices, teller)
        mailer, secret = _mailer(settings, clock), server_secret(settings.data_dir)
        post = Post(mailer)
        stack.push_async_callback(post.close, within=MAIL_SECONDS)
        linking = Linking(
            codes=SqlCodes(database),
            registry=store.registry,
            links=store.links,
            post=post,
            letters=Letters(library),
            key=derived_key(secret, "codes"),
            clock=clock,
        )
        reminders = _reminders(
            library, store, recipients, audiences, outbox, SqlNotes(database), clock, channels=settings.push_channels
        )
        yield App(
            settings=settings,
            clock=clock,
            database=database,
            library=library,
            memory=store.memory,
            inbox=SqlInbox(database),
            registry=store.registry,
            links=store.links,
            ledger=store.ledger,
            recipients=recipients,
            outbox=outbox,
            audiences=audiences,
            unsubscribing=Unsubscribing(
                recipients, clock, secret=derived_key(secret, "unsubscribe"), public_url=settings.public_url
            ),
            office=office,
            notices=notices,
            reminders=reminders,
            recalling=recalling,
            revisions=revisions,
            responses=responses,
            boards=boards,
            board_repository=board_repository,
            teller=teller,
            linking=linking,
            mailer=mailer,
            post=post,
            assistant=assistant(
                library, store, linking, announce, recipients, reminders, clock, retention_days=settings.retention_days
            ),
        )


def _mailer(settings: Settings, clock: SystemClock) -> SmtpMailer | None:
    """Return the way to the mail server; ``None`` when none is set."""
    if not settings.smtp_url:
        return None
    from bot.channels.email import SmtpMailer, SmtpServer  # 50 ms that nobody without a mail server pays for

    return SmtpMailer(SmtpServer.parse(settings.smtp_url.get_secret_value()), sender=settings.mail_from, clock=clock)


def _reminders(
    library: Library,
    store: Store,
    recipients: SqlRecipients,
    audiences: Audiences,
    outbox: SqlOutbox,
    notes: SqlNotes,
    clock: SystemClock,
    *,
    channels: Collection[str],
) -> Reminders:
    planning = Planning(library, store.registry, store.ledger, recipients, audiences, notes, clock, channels=channels)
    changes = EventChanges(library, recipients, outbox, notes, clock)
    return Reminders(library, planning, changes, recipients, outbox, notes, clock)
