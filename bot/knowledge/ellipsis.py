"""Questions that name only what differs from the one before: "and the third?", "what about Busan?", "no, I meant 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.gazetteer import Gazetteer
from bot.knowledge.names import PLACES, Mention
from bot.knowledge.text import normalize
from bot.knowledge.wording import Wording

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_MOST_WORDS = 12
_STEM = 6  # letters from which a cue may carry an ending: стартапы
_GLUED = "وفبلك"  # Arabic, before a word


@dataclass(frozen=True, slots=True)
class Slot:
    """What a question names that another could name in its place: of which sort, and where it stands in the normalised text."""

    sort: str
    start: int
    end: int


class EllipsisReader:
    """Completes questions.

    Args:
        gazetteer: Finds names.
        ordinals: Cues of ordinals, by number.
        payers: Cues of those who pay, by kind.
        fillers: Words that say nothing of their own: function words, "and", "I meant".
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        ordinals: Mapping[str, Iterable[str]],
        payers: Mapping[str, Iterable[str]],
        fillers: frozenset[str],
    ) -> None:
        self._gazetteer = gazetteer
        self._patterns = {"ordinal": _patterns(ordinals), "payer": _patterns(payers)}
        self._fillers = Wording(fillers)

    def complete(self, text: str, before: str) -> str:
        """Return the question before with what a text names in the place of what it named.

        Empty if the text says more than that, or the question before names nothing of the sort, or several of them.
        """
        return self.renew(text, before) if self.is_elliptic(text) else ""

    def renew(self, text: str, before: str) -> str:
        """Return the same, whatever else the text says."""
        said, earlier = normalize(text), normalize(before)
        if said.count(" ") >= _MOST_WORDS:
            return ""
        old, named = self._slots(earlier, before), self._slots(said, text)
        told = {earlier[slot.start : slot.end] for slot in old}
        new = [slot for slot in named if said[slot.start : slot.end] not in told]  # "Rabat, not Riyadh"
        for slot in new:
            same = [one for one in old if one.sort == slot.sort]
            if len(same) != 1:
                return ""
            place = same[0]
            earlier = earlier[: place.start] + said[slot.start : slot.end] + earlier[place.end :]
            old = self._slots(earlier, earlier)
        return earlier if new else ""

    def is_elliptic(self, text: str) -> bool:
        """Whether a text says nothing but such names."""
        said = normalize(text)
        slots = self._slots(said, text)
        return bool(slots) and not self._says_more(said, slots)

    def _says_more(self, said: str, slots: Iterable[Slot]) -> bool:
        for slot in slots:
            said = said[: slot.start] + " " * (slot.end - slot.start) + said[slot.end :]
        return not self._fillers.covers(said)

    def _slots(self, said: str, text: str) -> list[Slot]:
        """Return what a text names, each part of it once: names before all else."""
        slots: list[Slot] = []

        def add(sort: str, start: int, end: int) -> None:
            if start >= 0 and not any(start < one.end and one.start < end for one in slots):
                slots.append(Slot(sort, start, end))

        for match in _YEAR.finditer(said):
            add("year", match.start(), match.end())
        for mention in self._gazetteer.find(text, guess=True):
            if set(mention.sorts or PLACES) & PLACES and (start := said.find(mention.said)) >= 0:
                add("place", start + self._is_glued(mention), start + len(mention.said))
        for sort, patterns in self._patterns.items():
            for match in (match for pattern in patterns for match in pattern.finditer(said)):
                add(sort, match.start("cue"), match.end("cue"))
        return sorted(slots, key=lambda slot: slot.start)

    def _is_glued(self, mention: Mention) -> bool:
        """Whether the first letter of a name is an Arabic word of its own: "and Cairo"."""
        without = mention.said[1:] if mention.said[0] in _GLUED else ""
        return any(one.targets == mention.targets and one.said == without for one in self._gazetteer.find(without))


def _patterns(cues: Mapping[str, Iterable[str]]) -> list[re.Pattern[str]]:
    """Return patterns of cues that are words, with their endings, and of those in signs without spaces, which stand anywhere."""
    words = sorted({normalize(cue) for group in cues.values() for cue in group} - {""}, key=lambda cue: (-len(cue), cue))
    apart, anywhere = (
        "|".join(re.escape(cue) + (r"\w{0,3}" if len(cue) >= _STEM else "") for cue in some) or r"(?!)"
        for some in ([cue for cue in words if not _SIGNS.search(cue)], [cue for cue in words if _SIGNS.search(cue)])
    )
    return [re.compile(rf"(?<!\w)[{_GLUED}]?(?P<cue>{apart})(?!\w)"), re.compile(rf"(?P<cue>{anywhere})")]
