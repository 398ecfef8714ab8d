"""Segments: rules that select recipients, written as ``region:africa category:local-government -country:KE``.

```
segment = any ; any = all {"or" all} ; all = one {["and"] one} ; one = ("not" | "-") one | "(" any ")" | "everyone" | term
term    = key ":" value {"," value}        several values: one of them; a value with spaces in quotation marks
```
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.outreach.recipients import Recipient

MAX_LENGTH = 1000
MAX_DEPTH = 20
_LIKE = 0.75
"""How alike a value must be to what was written to be suggested, 0 to 1."""


class Key(StrEnum):
    """What can be selected by."""

    CATEGORY = "category"
    KIND = "kind"
    REGION = "region"
    COUNTRY = "country"
    NETWORK = "network"
    OFFICE = "office"
    STATUS = "status"
    STANDING = "standing"
    MEMBER = "member"
    LANG = "lang"
    EVENT = "event"  # people who said that they come
    PERSON = "person"  # their e-mail address


@dataclass(frozen=True, slots=True)
class Term:
    """One of some values of a key."""

    key: Key
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All whom the part does not select."""

    part: Segment


@dataclass(frozen=True, slots=True)
class All:
    """Whom every part selects; without parts everyone."""

    parts: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Whom at least one part selects."""

    parts: tuple[Segment, ...]


Segment = Term | Not | All | Any
EVERYONE = All()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as one of the members for which they speak; ``facts`` holds the values by key, in lower case."""

    recipient: Recipient
    facts: Mapping[Key, Collection[str]]


_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>[()]|-(?=[\w("]))|(?P<key>\w+):(?P<values>(?:"[^"]*"|[^\s(),"]+)(?:,(?:"[^"]*"|[^\s(),"]+))*)|(?P<word>[^\s()]+))"""
)
_VALUE = re.compile(r'"([^"]*)"|([^,"]+)')


Known = Mapping[Key, Mapping[str, str]]
"""Values that there are, in lower case, each with its name: ``{Key.COUNTRY: {"ke": "Kenya"}}``."""


def parse(text: str, known: Known | None = None) -> Segment:
    """Return the segment that a text describes.

    Args:
        text: As in the module's grammar; empty is nobody's wish: write ``everyone``.
        known: A value may be said by its name, too; others are refused with what they may be a slip of. A key that is not
            in it takes any value.

    Raises:
        UsageError: It can't be read; the text says what is wrong and what to write.
    """
    if not text.strip():
        text = "the segment is empty; write for example region:africa category:local-government, or everyone"
        raise UsageError(text, "segment-empty")
    if len(text) > MAX_LENGTH:
        raise UsageError(f"the segment is longer than {MAX_LENGTH} characters", "segment-long", most=MAX_LENGTH)
    reader = _Reader(list(_tokens(text)), known or {})
    segment = reader.any(0)
    reader.end()
    return segment


def matches(segment: Segment, candidate: Candidate) -> bool:
    """Whether a segment selects a person as a member's."""
    match segment:
        case Term():
            return not frozenset(segment.values).isdisjoint(candidate.facts.get(segment.key, ()))
        case Not():
            return not matches(segment.part, candidate)
        case All():
            return all(matches(part, candidate) for part in segment.parts)
        case Any():
            return any(matches(part, candidate) for part in segment.parts)


def select(segment: Segment, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the people whom a segment selects, each once, as the first of their members that it fits."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.recipient.person not in found and matches(segment, candidate):
            found[candidate.recipient.person] = candidate
    return list(found.values())


def written(segment: Segment) -> str:
    """Return a segment as `parse` reads it."""
    match segment:
        case Term():
            values = ",".join(f'"{value}"' if re.search(r'[\s(),"]', value) else value for value in segment.values)
            return f"{segment.key.value}:{values}"
        case Not():
            return f"not {_grouped(segment.part)}"
        case All():
            return " ".join(map(_grouped, segment.parts)) or "everyone"
        case Any():
            return " or ".join(map(_grouped, segment.parts))


def _grouped(segment: Segment) -> str:
    text = written(segment)
    return f"({text})" if isinstance(segment, All | Any) and segment != EVERYONE else text


def _too_deep() -> UsageError:
    return UsageError(f"the segment is nested more than {MAX_DEPTH} deep", "segment-deep", most=MAX_DEPTH)


@dataclass(frozen=True, slots=True)
class _Token:
    sign: str
    key: str
    values: tuple[str, ...]
    word: str


def _tokens(text: str) -> Iterable[_Token]:
    place = 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if found is None:
            near = text[place : place + 20].strip()
            raise UsageError(f"the segment can't be read at “{near}”", "segment-unreadable", near=near)
        values = tuple((quoted or plain).strip().casefold() for quoted, plain in _VALUE.findall(found["values"] or ""))
        yield _Token(found["sign"] or "", (found["key"] or "").casefold(), values, found["word"] or "")
        place = found.end()


class _Reader:
    def __init__(self, tokens: list[_Token], known: Known) -> None:
        self._tokens = tokens
        self._known = known
        self._place = 0

    def any(self, depth: int) -> Segment:
        if depth > MAX_DEPTH:
            raise _too_deep()
        parts = [self._all(depth)]
        while self._word() == "or":
            self._place += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def end(self) -> None:
        if self._place < len(self._tokens):
            raise UsageError("a closing parenthesis in the segment has no opening one", "segment-parenthesis")

    def _all(self, depth: int) -> Segment:
        parts = [self._one(depth)]
        while (token := self._peek()) and token.sign != ")" and self._word() != "or":
            if self._word() == "and":
                self._place += 1
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Segment:
        token = self._peek()
        if token is None:
            raise UsageError("the segment ends where something must follow", "segment-ends")
        if depth > MAX_DEPTH:
            raise _too_deep()
        self._place += 1
        if token.sign == "-" or token.word.casefold() == "not":
            return Not(self._one(depth + 1))
        if token.sign == "(":
            inner = self.any(depth + 1)
            closing = self._peek()
            if closing is None or closing.sign != ")":
                raise UsageError("an opening parenthesis in the segment has no closing one", "segment-parenthesis")
            self._place += 1
            return inner
        if token.word.casefold() == "everyone":
            return EVERYONE
        if not token.key:
            what, keys = (token.sign or token.word)[:30], ", ".join(Key)
            text = f"“{what}” in the segment is no condition; write key:value, with one of {keys}"
            raise UsageError(text, "segment-no-condition", said=what, keys=keys)
        return self._term(token)

    def _term(self, token: _Token) -> Term:
        if token.key not in set(Key):
            hint = next(iter(get_close_matches(token.key, list(Key), 1)), "")
            keys, near = ", ".join(Key), f"{hint}:" if hint else ""
            text = f"there is no “{token.key}:”; {f'did you mean {near}?' if near else f'there are {keys}'}"
            raise UsageError(text, "segment-near-key" if near else "segment-no-key", said=f"{token.key}:", near=near, keys=keys)
        key = Key(token.key)
        return Term(key, tuple(self._value(key, value) for value in token.values))

    def _value(self, key: Key, said: str) -> str:
        if not said:
            raise UsageError(f"a value is missing after “{key.value}:” in the segment", "segment-no-value", what=f"{key.value}:")
        known = self._known.get(key)
        if known is None or said in known:
            return said
        by_name = {name.casefold(): value for value, name in known.items()}
        if said in by_name:
            return by_name[said]
        near = dict.fromkeys(by_name.get(one, one) for one in get_close_matches(said, [*known, *by_name], 3, _LIKE))
        shown = [value if known[value].casefold() == value else f"{value} ({known[value]})" for value in near]
        values = f"{', '.join(sorted(known)[:12])}{' …' if len(known) > 12 else ''}"
        there_are = f"there are {values}" if known else "nobody has one"
        hint = f"did you mean {' or '.join(shown)}?" if near else there_are
        sentence = f"segment-value-{'near' if near else 'none' if known else 'nobody'}"
        listed = ", ".join(shown) if near else values
        raise UsageError(f"no {key.value} is called “{said}”; {hint}", sentence, what=f"{key.value}:", said=said, values=listed)

    def _peek(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _word(self) -> str:
        token = self._peek()
        return token.word.casefold() if token else ""
