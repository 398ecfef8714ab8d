"""What the secretariat's people are told of an announcement: how far it is, what became of it, and what can be done."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.conversation import Choice, Kind, Reply
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.outreach.announcements import Outcome, Progress, Stage
from bot.outreach.drafts import When
from bot.outreach.outbox import State
from bot.outreach.recalling import NO_SEGMENT, NO_VALUE, NO_WAY_BACK, NOT_IN_SEGMENT, UNKNOWN, refusals

ACTION = "announce"
"""Where the actions of buttons about announcements begin; they go on with what to do, and the number."""
_COUNTED = {
    "sent": (State.SENT,),
    "open": (State.QUEUED, State.SENDING),
    "failed": (State.FAILED,),
    "unreachable": (State.UNREACHABLE,),
    "uncertain": (State.UNCERTAIN,),
    "withdrawn": (State.CANCELLED, State.SKIPPED),
}
_BUTTONS = {Stage.SENDING: ("pause", "cancel"), Stage.PAUSED: ("resume", "cancel")}
_OURS = {
    NO_WAY_BACK: "announce-no-way-back",
    NOT_IN_SEGMENT: "announce-not-in-segment",
    NO_VALUE: "announce-lacking",
    NO_SEGMENT: "announce-no-segment",
    UNKNOWN: "announce-nobody-knows",
}
"""Sentences for reasons of ours; the platforms' are told as they are."""
_NAMED = 3
"""Reasons and links that are named; the CSV report has all."""


class Teller:
    """Tells it.

    Args:
        library: For the words.
        zone: Where the secretariat is: instants are told in it.
    """

    def __init__(self, library: Library, zone: str) -> None:
        self._library = library
        self._zone = ZoneInfo(zone)

    def board(self, lang: str, progress: Progress) -> Reply:
        """Return the message that shows how far an announcement is, as long as it is sent, and its end."""
        return Reply(Kind.ANSWER, self.told(lang, progress), lang, choices=self.choices(lang, progress))

    def told(self, lang: str, progress: Progress) -> str:
        """Return how far an announcement is, and what became of it."""
        say, announcement = self._library.phrasebook.say, progress.announcement
        stage = say(lang, f"announce-is-{progress.stage}", when=self.when(lang, announcement.draft.when))
        lines = [say(lang, "announce-progress", number=announcement.id, title=f"**{literal(announcement.title)}**", stage=stage)]
        points = self._points(lang, progress)
        return "\n".join([*lines, "", *(f"- {point}" for point in points)]) if points else lines[0]

    def choices(self, lang: str, progress: Progress) -> tuple[Choice, ...]:
        """Return the buttons for what can be done with what is being sent, or has left."""
        stage, number = progress.announcement.stage, progress.announcement.id
        names = _BUTTONS.get(stage, ()) if progress.is_open else ()
        revising = progress.outcome is not None and progress.outcome.revision.done_at is None
        if progress.counts.get(State.SENT) and not revising:
            names = (*names, "correct", "recall") if stage in _BUTTONS else (*names, "recall")
        return (*self._deciding(lang, progress), *self.named(lang, number, *names))

    def _deciding(self, lang: str, progress: Progress) -> tuple[Choice, ...]:
        """Return the buttons for what nobody knows of whether it arrived; what is stopped is not sent once more."""
        say, announcement = self._library.phrasebook.say, progress.announcement
        count = progress.counts.get(State.UNCERTAIN, 0)
        names = ("resend", "letbe") if announcement.stage is Stage.SENDING else ("letbe",)
        return tuple(
            Choice(say(lang, f"announce-{name}", count=count), f"{ACTION}:{name}:{announcement.id}") for name in names if count
        )

    def named(self, lang: str, number: int, *names: str) -> tuple[Choice, ...]:
        """Return buttons by what they do."""
        return tuple(Choice(self._library.phrasebook.say(lang, f"announce-{name}"), f"{ACTION}:{name}:{number}") for name in names)

    def when(self, lang: str, when: When) -> str:
        """Return when an announcement leaves."""
        phrasebook = self._library.phrasebook
        if when.at is None:
            return phrasebook.say(lang, "announce-when-now")
        if when.is_local:
            return phrasebook.say(lang, "announce-when-local", time=f"{when.at:%H:%M}", day=phrasebook.date(lang, when.at.date()))
        return phrasebook.time(lang, when.at.astimezone(self._zone), None)

    def outcome(self, lang: str, outcome: Outcome) -> list[str]:
        """Return how many messages were taken back or put right, and why others were not."""
        say = self._library.phrasebook.say
        what = "recalled" if outcome.revision.by_id is None else "corrected"
        told = [say(lang, f"announce-{what}-count", count=outcome.done)]
        for reason, count in refusals(outcome)[:_NAMED]:
            why = say(lang, _OURS[reason]) if reason in _OURS else reason
            told.append(say(lang, f"announce-not-{what}", count=count, reason=literal(why)))
        return told

    def _points(self, lang: str, progress: Progress) -> list[str]:
        say = self._library.phrasebook.say
        points = []
        outcome = progress.outcome
        recalled = outcome.done if outcome and outcome.revision.by_id is None else 0
        for name, states in _COUNTED.items():
            if count := sum(progress.counts.get(state, 0) for state in states) - (recalled if name == "withdrawn" else 0):
                reasons = [reason for (state, reason), _ in progress.reasons.items() if state in states and reason][:_NAMED]
                why = f" ({literal('; '.join(reasons))})" if reasons else ""
                points.append(f"{say(lang, f'announce-{name}-count', count=count)}{why}")
        if outcome:
            points += self.outcome(lang, outcome)
        if progress.reactions:
            given = ", ".join(f"{emoji} {count}" for emoji, count in progress.reactions.items())
            points.append(say(lang, "announce-reactions", given=given))
        for url, count in [*progress.opened.items()][:_NAMED]:
            points.append(say(lang, "announce-opened", count=count, url=literal(url)))
        return points
