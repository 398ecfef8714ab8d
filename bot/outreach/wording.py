"""What a reminder says, in the reader's language and zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.conversation import Choice, File, Kind, Reply
from bot.dues.ledger import OpenInvoice
from bot.knowledge.events import Event, icalendar, told
from bot.knowledge.library import Library
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import literal, with_times_in_links
from bot.money import Money
from bot.outreach.occasions import closes_at
from bot.outreach.recipients import Topic
from bot.outreach.rules import ReminderRule, Subject
from bot.phrasebook import Phrasebook

COME, AWAY, MUTE, REMIND = "come", "away", "mute", "bell"
"""Actions of an event's buttons; with an id of 56 characters they are still within the 64 bytes that a button holds."""
SETTINGS = "reminders"
TURN_OFF = f"{SETTINGS}:off:"
"""The command, and where the actions of its buttons begin: ``reminders:off:events``."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def stop(phrasebook: Phrasebook, lang: str, topic: Topic) -> Choice:
    """Return the button that turns a topic off."""
    return Choice(phrasebook.say(lang, f"reminder-stop-{topic.value}"), f"{TURN_OFF}{topic.value}")


class Wording:
    """Writes reminders, and the words that correct them.

    Args:
        library: Sentences, and the association's name.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def event(self, rule: ReminderRule, event: Event, lang: str, zone: str) -> Reply:
        """Return a rule's reminder of an event, with its calendar file and buttons."""
        closes = closes_at(event)
        values = {
            "event": told(event.names, lang),
            "when": self.when(event, lang, zone),
            "place": told(event.place, lang) if event.place else "",
            "deadline": self.instant(closes, lang, zone) if closes else "",
        }
        return self._about_event(self._filled(rule, lang, values), event, lang)

    def moved(self, event: Event, lang: str, zone: str) -> Reply:
        """Return the word that an event takes place at another time than was said."""
        text = self._say(lang, "reminder-moved", event=told(event.names, lang), when=self.when(event, lang, zone))
        return self._about_event(text, event, lang)

    def deadline_moved(self, event: Event, closes: date | datetime, lang: str, zone: str) -> Reply:
        """Return the word that registration ends at another time than was said."""
        deadline = self.instant(closes, lang, zone)
        return self._about_event(
            self._say(lang, "reminder-deadline-moved", event=told(event.names, lang), deadline=deadline), event, lang
        )

    def cancelled(self, names: Mapping[str, str], start: date | datetime, lang: str, zone: str) -> Reply:
        """Return the word that an event does not take place."""
        text = self._say(lang, "reminder-cancelled", event=told(names, lang), when=self.instant(start, lang, zone))
        return Reply(Kind.ANSWER, text, lang, choices=(self._settings(lang),))

    def dues(self, rule: ReminderRule, row: OpenInvoice, member: str, lang: str, today: date) -> Reply:
        """Return a rule's reminder of an invoice, with the amount that is open now."""
        phrasebook, invoice = self._library.phrasebook, row.invoice
        values = {
            "member": literal(member),
            "invoice": invoice.number,
            "year": str(invoice.fiscal_year),
            "amount": phrasebook.money(lang, Money(invoice.amount.currency, row.open)),
            "due": phrasebook.date(lang, invoice.due_on),
            "days": str(max(0, (today - invoice.due_on).days)),
        }
        text = self._filled(rule, lang, values)
        if rule.subject is Subject.SECRETARIAT:
            return Reply(Kind.ANSWER, text, lang)
        pdf = Choice(self._say(lang, "status-invoice", number=invoice.number), f"pdf:{invoice.number}")
        if rule.statutory:
            return Reply(Kind.ANSWER, text, lang, note=self._say(lang, "reminder-statutory"), choices=(pdf,))
        return Reply(Kind.ANSWER, text, lang, choices=(pdf, self._stop(lang, Topic.DUES), self._settings(lang)))

    def when(self, event: Event, lang: str, zone: str) -> str:
        """Return when an event is, as Markdown: in the reader's zone where it has a time of day, else its days."""
        if event.starts_at is None:
            return self._library.phrasebook.date(lang, event.period)
        local = ZoneInfo(zone)
        ends = event.ends_at.astimezone(local) if event.ends_at else None
        return self._library.phrasebook.moment(lang, event.starts_at.astimezone(local), ends)

    def instant(self, at: date | datetime, lang: str, zone: str) -> str:
        """Return an instant in the reader's zone, or a day, as Markdown."""
        if isinstance(at, datetime):
            return self._library.phrasebook.moment(lang, at.astimezone(ZoneInfo(zone)), None)
        return self._library.phrasebook.date(lang, Period(at, at, Precision.DAY))

    def _about_event(self, text: str, event: Event, lang: str) -> Reply:
        content = icalendar([event], lang=lang, name=self._library.association.short_name)
        choices = (
            Choice(self._say(lang, "reminder-come"), f"{COME}:{event.id}"),
            Choice(self._say(lang, "reminder-away"), f"{AWAY}:{event.id}"),
            Choice(self._say(lang, "reminder-mute"), f"{MUTE}:{event.id}"),
            self._stop(lang, Topic.EVENTS),
            self._settings(lang),
        )
        file = File(f"{event.id}.ics", "text/calendar", content)
        return Reply(Kind.ANSWER, text, lang, choices=choices, file=file, subject=f"event:{event.id}")

    def _stop(self, lang: str, topic: Topic) -> Choice:
        return stop(self._library.phrasebook, lang, topic)

    def _settings(self, lang: str) -> Choice:
        return Choice(self._say(lang, "reminder-settings"), SETTINGS)

    def _filled(self, rule: ReminderRule, lang: str, values: Mapping[str, str]) -> str:
        return with_times_in_links(_PLACEHOLDER.sub(lambda found: values[found[1]], told(rule.text, lang)).strip())

    def _say(self, lang: str, key: str, **values: str | int) -> str:
        return self._library.phrasebook.say(lang, key, **values)
