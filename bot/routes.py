"""Who answers what: the handler of each command, button, courtesy and worked-out article."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.clock import Clock
from bot.dues.ledger import OpenInvoice
from bot.handlers import agenda, announcing, directory, events
from bot.handlers import fees as fees_
from bot.handlers import linking as linking_
from bot.handlers.announcing import AnnounceDialog
from bot.handlers.answers import Answers, Capability
from bot.handlers.directory import MemberLists
from bot.handlers.events import EventDetails
from bot.handlers.fees import FeeCalculator
from bot.handlers.help import Help
from bot.handlers.linking import LinkDialog
from bot.handlers.own import Own
from bot.handlers.preferences import Preferences
from bot.handlers.privacy import FORGET, MY_DATA, PRIVACY, Privacy
from bot.handlers.profiles import MemberProfiles
from bot.handlers.reminders import EventWishes, ReminderSettings
from bot.handlers.status import PDF, Account, Desk, Invoices, PrintInvoice, PrivateAnswer
from bot.knowledge.library import Library
from bot.members.access import Private
from bot.members.linking import Linking
from bot.outreach.reminders import Reminders
from bot.outreach.wording import AWAY, COME, MUTE, REMIND, SETTINGS
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks
from bot.store.memory import SqlMemory
from bot.store.recipients import SqlRecipients
from bot.store.registry import SqlRegistry


@dataclass(frozen=True, slots=True)
class Store:
    """What is kept of conversations and members, and asked for by most."""

    memory: SqlMemory
    registry: SqlRegistry
    links: SqlLinks
    ledger: SqlLedger


def assistant(
    library: Library,
    store: Store,
    linking: Linking,
    announce: AnnounceDialog,
    recipients: SqlRecipients,
    reminders: Reminders,
    clock: Clock,
    *,
    retention_days: int,
) -> Assistant:
    """Return the assistant, which knows who answers which command, button, courtesy and worked-out article.

    Args:
        library: What is known.
        store: What is remembered of conversations, and of members.
        linking: Ties accounts to contacts.
        announce: The secretariat's dialog of announcements.
        recipients: Whom reminders reach, and what they want of them.
        reminders: Knows which events people are reminded of.
        clock: Tells the time.
        retention_days: How long what was said is kept.
    """
    fees = FeeCalculator(library)
    lists = MemberLists(library)
    profiles = MemberProfiles(library, lists)
    event = EventDetails(library, clock)
    happenings = agenda.EventLists(library, clock, event)
    desk = Desk(library, store.registry, store.links, linking.by_mail)
    account = Account(library, store.registry, store.ledger, clock, print_invoice=_printer(library, clock))
    status = PrivateAnswer(desk, Private.STATUS, account.status)
    invoice = PrivateAnswer(desk, Private.INVOICE, account.invoice)
    payments = PrivateAnswer(desk, Private.PAYMENTS, account.payments)
    contacts = PrivateAnswer(desk, Private.CONTACTS, account.contacts)
    privacy = Privacy(library, store.memory, store.links, recipients, clock, retention_days=retention_days)
    help_, preferences = Help(library), Preferences(library, store.memory, clock)
    link = LinkDialog(library, linking, store.links, greet=help_.greet)
    capabilities: dict[str, Capability] = {
        fees_.NAME: fees,
        directory.NAME: lists,
        directory.PROFILE: profiles,
        agenda.NAME: happenings,
        events.ONE: event,
        Private.STATUS.value: status,
        Private.INVOICE.value: invoice,
        Private.PAYMENTS.value: payments,
        Private.CONTACTS.value: contacts,
        PRIVACY: privacy,
        linking_.NAME: link,
    }
    settings_of = ReminderSettings(library, recipients, clock)
    wishes = EventWishes(library, recipients, clock, reminding=reminders.reminds_of_events)
    answers = Answers(library, capabilities, Own(library, store.links))
    return Assistant(
        library=library,
        memory=store.memory,
        clock=clock,
        commands={
            "start": link.start,
            "help": help_.help,
            "topics": help_.topics,
            "menu": help_.topics,
            "language": preferences.language,
            "timezone": preferences.zone,
            "ask": answers.ask,
            "events": happenings.command,
            "status": status.command,
            "invoice": invoice.command,
            SETTINGS: settings_of.command,
            PRIVACY: privacy.answer,
            MY_DATA: privacy.export,
            FORGET: privacy.forget,
            linking_.NAME: link.command,
            linking_.UNLINK: link.unlink,
            announcing.NAME: announce.command,
        },
        actions={
            "a": answers.show,
            "none": answers.none_of_these,
            fees_.NAME: fees.press,
            directory.NAME: lists.press,
            directory.EXPORT: lists.export,
            directory.PROFILE: profiles.press,
            agenda.NAME: happenings.press,
            events.ONE: event.press,
            events.FILE: event.file,
            SETTINGS: settings_of.command,
            COME: wishes.come,
            AWAY: wishes.away,
            MUTE: wishes.mute,
            REMIND: wishes.remind,
            "topics": help_.topics,
            "topic": help_.topic,
            "lang": preferences.language,
            "zone": preferences.zone,
            Private.STATUS.value: status.press,
            Private.INVOICE.value: invoice.press,
            Private.PAYMENTS.value: payments.press,
            Private.CONTACTS.value: contacts.press,
            PDF: Invoices(desk, account, store.ledger).press,
            PRIVACY: privacy.answer,
            MY_DATA: privacy.export,
            FORGET: privacy.forget,
            linking_.NAME: link.press,
            linking_.UNLINK: link.press_unlink,
            announcing.NAME: announce.press,
        },
        small_talk={
            "hello": help_.greet,
            "thanks": help_.thank,
            "nods": help_.go_on,
            "upset": help_.regret,
            "goodbye": help_.part,
            "cancel": help_.leave_off,
            "who": help_.introduce,
            "help": help_.help,
            "topics": help_.topics,
            "link": link.command,
            "unlink": link.unlink,
            "language": preferences.language,
        },
        dialogs={announcing.NAME: announce.answer},
        ask=answers.ask,
        forms={announcing.NAME: announce.faults},
    )


def _printer(library: Library, clock: Clock) -> PrintInvoice:
    async def print_invoice(row: OpenInvoice, lang: str) -> bytes:
        from bot.dues.document import invoice_pdf  # fonts and shaping: only who sends an invoice pays for them

        return await asyncio.to_thread(
            invoice_pdf,
            row,
            lang=lang,
            phrasebook=library.phrasebook,
            issuer=library.association,
            terms=library.dues_terms,
            on=clock.today(),
        )

    return print_invoice
