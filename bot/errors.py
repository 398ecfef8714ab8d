"""All errors that the assistant raises on purpose.

AssistantError
├── UsageError                  its text is shown to the person; nothing else ever is
├── ConfigurationError          a setting is missing or wrong; shown to the operator, one line
├── ContentError                content/ has faults; carries them all
└── DeliveryError               a reply did not reach the platform
    ├── RateLimitedError        not sent: try again after ``retry_after``
    ├── TemporaryDeliveryError  not sent: try again later
    ├── UncertainDeliveryError  perhaps sent: the connection broke after the request left
    ├── RecipientUnreachableError  never will be: blocked, deactivated, chat gone
    ├── ConversationMovedError  not sent: the conversation has another id now
    ├── ChannelRefusedError     not sent: the platform refuses our token or login
    └── MessageRejectedError    never will be: the platform refuses this text
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


class AssistantError(Exception):
    """Anything that the assistant raises on purpose."""


class UsageError(AssistantError):
    """What a person asked for can't be done; the text says why and what to do.

    Args:
        text: In the person's language; in English where a key is given, for the command line.
        key: The sentence of the phrasebook that says it in a conversation; empty where the text does.
        values: What stands in that sentence; a function where it depends on the language.
    """

    def __init__(self, text: str, key: str = "", **values: str | int | Callable[[str], str]) -> None:
        super().__init__(text)
        self.key = key
        self._values = values

    def values(self, lang: str) -> dict[str, str | int]:
        """Return what stands in the sentence in a language."""
        return {name: value(lang) if callable(value) else value for name, value in self._values.items()}


class ConfigurationError(AssistantError):
    """A setting is missing or wrong; the text names it and says how to mend it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file of content."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(AssistantError):
    """Content has faults; ``faults`` holds them all, by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in content; the first: {faults[0]}")
        self.faults = tuple(faults)


class DeliveryError(AssistantError):
    """A reply did not reach the platform, or may not have."""


class RateLimitedError(DeliveryError):
    """The platform asks to slow down; nothing was sent."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"rate limited for {retry_after.total_seconds():g} s")
        self.retry_after = retry_after


class TemporaryDeliveryError(DeliveryError):
    """The platform could not take the message; nothing was sent."""


class UncertainDeliveryError(DeliveryError):
    """The connection broke after the request left; the message may have been sent."""


class RecipientUnreachableError(DeliveryError):
    """The address can't be written to: blocked, deactivated, or gone."""


class ConversationMovedError(DeliveryError):
    """The conversation has another id now; nothing was sent."""

    def __init__(self, new_id: str) -> None:
        super().__init__(f"moved to {new_id}")
        self.new_id = new_id


class ChannelRefusedError(DeliveryError):
    """The platform refuses us, not the message: nothing can be sent on this channel until that is mended; nothing was."""


class MessageRejectedError(DeliveryError):
    """The platform refuses the message as it is; sending it again will not help."""
