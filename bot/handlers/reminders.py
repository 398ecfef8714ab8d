"""What people choose of reminders: topics, channel, quiet hours; and of one event: that they come, or want no more of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import time

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.events import Event, told
from bot.knowledge.library import Library
from bot.outreach.recipients import CHANNELS, EventChoice, Preferences, Recipients, Topic
from bot.outreach.wording import MUTE, SETTINGS

_QUIET = ("21:00-08:00", "22:00-07:00", "19:00-09:00")
"""Hours that are offered; ``00:00-00:00`` are none."""
_TOPICS = tuple(topic.value for topic in Topic)
_NONE = "00:00-00:00"
_USUAL = "usual"


class ReminderSettings:
    """Shows and keeps what a person wants to hear of, where, and when not.

    Args:
        library: Sentences.
        recipients: Where it is kept.
        clock: The time.
    """

    def __init__(self, library: Library, recipients: Recipients, clock: Clock) -> None:
        self._library = library
        self._recipients = recipients
        self._clock = clock

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Show the settings, or do what a button says: ``off:events``, ``on:dues``, ``quiet``, ``channel:slack``."""
        if not conversation.message.private and not argument.startswith("off:"):
            return Reply(Kind.DENIED, self._say(conversation, "status-in-private"), conversation.lang)
        people = await self._recipients.people_of(conversation.message.sender)
        chosen = await self._recipients.preferences(*people)
        what, _, value = argument.strip().partition(":")
        match what:
            case "on" | "off" if value in _TOPICS:
                return await self._switch(conversation, people, chosen, Topic(value), on=what == "on")
            case "quiet" if not value:
                return self._ask(
                    conversation,
                    "reminders-which-quiet",
                    [(self._hours(conversation, one), f"quiet:{one}") for one in (*_QUIET, _NONE)],
                )
            case "quiet" if value in (*_QUIET, _NONE):
                begin, _, end = value.partition("-")
                chosen = replace(chosen, quiet_from=time.fromisoformat(begin), quiet_until=time.fromisoformat(end))
            case "channel" if not value:
                offered = [(channel.title(), f"channel:{channel}") for channel in CHANNELS]
                usual = (self._say(conversation, "reminders-channel-usual"), f"channel:{_USUAL}")
                return self._ask(conversation, "reminders-which-channel", [*offered, usual])
            case "channel" if value in (*CHANNELS, _USUAL):
                chosen = replace(chosen, channel="" if value == _USUAL else value)
            case "":
                return self._show(conversation, chosen)
            case _ if conversation.message.action:
                raise UsageError(self._say(conversation, "outdated-button"))
            case _:
                return self._show(conversation, chosen)
        await self._choose(people, chosen)
        return self._show(conversation, chosen, Kind.DONE)

    async def _choose(self, people: Sequence[str], chosen: Preferences) -> None:
        for person in people:
            await self._recipients.choose(person, chosen, at=self._clock.now())

    async def _switch(
        self, conversation: Conversation, people: Sequence[str], chosen: Preferences, topic: Topic, *, on: bool
    ) -> Reply:
        muted = chosen.muted - {topic} if on else chosen.muted | {topic}
        await self._choose(people, replace(chosen, muted=muted))
        name = self._say(conversation, f"mail-topic-{topic.value}")
        if on:
            return self._show(conversation, replace(chosen, muted=muted), Kind.DONE)
        text = self._say(conversation, "unsubscribe-done", topic=name)
        choices = (self._toggle(conversation, topic, on=True), Choice(self._say(conversation, "reminder-settings"), SETTINGS))
        text = f"{text[:1].upper()}{text[1:]}."
        if topic is Topic.DUES:
            text += f" {self._say(conversation, 'unsubscribe-statutory')}"
        return Reply(Kind.DONE, text, conversation.lang, choices=choices)

    def _show(self, conversation: Conversation, chosen: Preferences, kind: Kind = Kind.ANSWER) -> Reply:
        lines = [
            self._say(
                conversation,
                "reminders-topic-off" if topic in chosen.muted else "reminders-topic-on",
                topic=self._say(conversation, f"mail-topic-{topic.value}"),
            )
            for topic in Topic
        ]
        channel = chosen.channel.title() or self._say(conversation, "reminders-channel-usual")
        zone = conversation.zone or self._library.association.timezone
        lines += [
            self._say(conversation, "reminders-channel", channel=channel),
            self._say(
                conversation,
                "reminders-quiet",
                hours=self._hours(conversation, f"{chosen.quiet_from:%H:%M}-{chosen.quiet_until:%H:%M}"),
                zone=zone.replace("_", " "),
            ),
            self._say(conversation, "reminders-exempt"),
        ]
        choices = [self._toggle(conversation, topic, on=topic in chosen.muted) for topic in Topic]
        choices += [
            Choice(self._say(conversation, "reminders-other-quiet"), f"{SETTINGS}:quiet"),
            Choice(self._say(conversation, "reminders-other-channel"), f"{SETTINGS}:channel"),
            Choice(self._say(conversation, "command-timezone"), "zone"),
        ]
        text = "\n".join(f"- {line}" for line in lines)
        return Reply(kind, f"**{self._say(conversation, 'reminders-title')}**\n\n{text}", conversation.lang, choices=tuple(choices))

    def _toggle(self, conversation: Conversation, topic: Topic, *, on: bool) -> Choice:
        name = self._say(conversation, f"mail-topic-{topic.value}")
        key = "reminders-turn-on" if on else "reminders-turn-off"
        return Choice(self._say(conversation, key, topic=name), f"{SETTINGS}:{'on' if on else 'off'}:{topic.value}")

    def _ask(self, conversation: Conversation, key: str, offered: list[tuple[str, str]]) -> Reply:
        choices = tuple(Choice(label, f"{SETTINGS}:{action}") for label, action in offered)
        return Reply(Kind.ASK, self._say(conversation, key), conversation.lang, choices=choices)

    def _hours(self, conversation: Conversation, hours: str) -> str:
        begin, _, end = hours.partition("-")
        return self._say(conversation, "reminders-no-quiet") if begin == end else f"{begin}–{end}"

    def _say(self, conversation: Conversation, key: str, **values: str | int) -> str:
        return self._library.phrasebook.say(conversation.lang, key, **values)


class EventWishes:
    """Takes what a person says to an event: that they come or can't, that they want to be reminded, or hear no more of it.

    Args:
        library: Events and sentences.
        recipients: Where it is kept.
        clock: The time.
        reminding: Whether events are reminded of at all.
    """

    def __init__(self, library: Library, recipients: Recipients, clock: Clock, *, reminding: Callable[[], Awaitable[bool]]) -> None:
        self._library = library
        self._recipients = recipients
        self._clock = clock
        self._reminding = reminding

    async def come(self, conversation: Conversation, event_id: str) -> Reply:
        """Count somebody in."""
        event = self._event(conversation, event_id)
        await self._keep(conversation, event, lambda before: replace(before, coming=True, muted=False))
        return self._done(
            conversation, "event-noted-coming", event, Choice(self._say(conversation, "reminder-away"), f"away:{event.id}")
        )

    async def away(self, conversation: Conversation, event_id: str) -> Reply:
        """Count somebody out; they are not reminded of it any more."""
        event = self._event(conversation, event_id)
        await self._keep(conversation, event, lambda before: replace(before, coming=False, reminded=False))
        return self._done(
            conversation, "event-noted-away", event, Choice(self._say(conversation, "reminder-come"), f"come:{event.id}")
        )

    async def mute(self, conversation: Conversation, event_id: str) -> Reply:
        """Tell somebody no more of an event."""
        event = self._event(conversation, event_id)
        await self._keep(conversation, event, lambda before: replace(before, muted=True, reminded=False))
        return self._done(
            conversation, "event-noted-muted", event, Choice(self._say(conversation, "event-remind"), f"bell:{event.id}")
        )

    async def remind(self, conversation: Conversation, event_id: str) -> Reply:
        """Remind somebody of an event, whether or not it is meant for them."""
        event, sender = self._event(conversation, event_id), conversation.message.sender
        people = await self._recipients.people_of(sender)
        if sender.channel not in CHANNELS and not any(person.startswith("email:") for person in people):
            return Reply(Kind.DENIED, self._say(conversation, "event-remind-nowhere"), conversation.lang)
        await self._keep(
            conversation,
            event,
            lambda before: replace(before, reminded=True, muted=False, coming=None if before.coming is False else before.coming),
        )
        if Topic.EVENTS in (await self._recipients.preferences(*people)).muted:
            name = self._say(conversation, "mail-topic-events")
            turn_on = Choice(self._say(conversation, "reminders-turn-on", topic=name), f"{SETTINGS}:on:{Topic.EVENTS.value}")
            return Reply(Kind.ASK, self._say(conversation, "event-remind-off"), conversation.lang, choices=(turn_on,))
        if not await self._reminding():
            return Reply(Kind.DONE, self._say(conversation, "event-remind-not-yet"), conversation.lang)
        stop = Choice(self._say(conversation, "reminder-mute"), f"{MUTE}:{event.id}")
        return self._done(conversation, "event-noted-remind", event, stop)

    async def _keep(self, conversation: Conversation, event: Event, change: Callable[[EventChoice], EventChoice]) -> None:
        for person in await self._recipients.people_of(conversation.message.sender):
            before = await self._recipients.event_choice(person, event.id)
            await self._recipients.choose_event(person, event.id, change(before), at=self._clock.now())

    def _event(self, conversation: Conversation, event_id: str) -> Event:
        event = self._library.calendar.event(event_id)
        if event is None or event.cancelled or event.is_over(self._clock.now(), conversation.today):
            raise UsageError(self._say(conversation, "outdated-button"))
        return event

    def _done(self, conversation: Conversation, key: str, event: Event, choice: Choice) -> Reply:
        text = self._say(conversation, key, event=told(event.names, conversation.lang))
        return Reply(Kind.DONE, text, conversation.lang, choices=(choice,))

    def _say(self, conversation: Conversation, key: str, **values: str | int) -> str:
        return self._library.phrasebook.say(conversation.lang, key, **values)
