"""What of a message its sender wrote to us: quoted and forwarded mail, salutation and signature left out.

Source: how Gmail, Outlook, Apple Mail, Thunderbird, Naver and QQ Mail mark what they quote, in the languages that they are set to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.knowledge.text import is_unspaced, normalize

_QUOTED = re.compile(r"(?:\s*(?:>|＞|&gt;|\|\s?>))+")
_RULE = re.compile(r"\s*(?:[-_=—–]{2,}\s*[^\W\d_].*[-_=—–]{2,}|_{10,}|[-_=]{20,})\s*")  # -----Original Message-----
_FORWARDED = re.compile(r"\s*begin forwarded message\s*:?\s*|\s*-- ?forwarded.*", re.IGNORECASE)
_FIELD = re.compile(r"\s*\*?([^\W\d_][^:：]{0,24}?)\s*\*?\s*[:：](?!//)")  # From: ..., *De :* ...
_SENDERS = frozenset(
    [
        *("from", "von", "de", "da", "van", "fra", "från", "od", "gönderen", "kimden", "от", "от кого", "من", "المرسل"),
        *("보낸 사람", "보낸사람", "발신", "발신자", "发件人", "寄件人", "寄件者", "差出人"),
    ]
)
"""How mail programs call the sender in the heading of what they quote, in a language that somebody may have set them to."""
_WROTE = re.compile(
    r"wrote|writes|schrieb|a [ée]crit|escribi[oó]|escreveu|написал[аи]?|пишет|كتب|작성|님이|写道|寫道|のメール"
    r"|ha scritto|schreef|skrev|yazdı"
)
_LONGEST_WROTE = 240  # signs of "On Monday, 4 October 2021 at 10:12, Somebody <somebody@example.org> wrote:", over two lines
_SIGNED = re.compile(r"\s*(?:-- ?|—)\s*")  # what mail programs put before a signature
_SALUTATION, _CLOSING = 9, 12  # words that such a line has at most

_SIGNS_A_WORD = 2  # of Chinese: a line of more is no salutation


def unquoted(text: str) -> str:
    """Return a message without what it quotes or forwards; what is quoted, where nothing else is there."""
    lines = text.splitlines()
    own: list[str] = []
    quoted: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        said_by = _attribution(lines, place)
        if _begins_quotation(lines, place):
            quoted += lines[place:]
            break
        if said_by:
            rest = lines[place + said_by :]
            place += said_by
            if not any(_QUOTED.match(one) for one in rest[:3]):  # nothing marks the lines, so all of them are quoted
                quoted += rest
                break
        else:
            (quoted if _QUOTED.match(line) else own).append(line)
            place += 1
    if len(own) == len(lines):
        return text
    said = "\n".join(own).strip()
    if normalize(said):
        return said
    inner = "\n".join(_unmarked(line) for line in quoted if not _is_heading(line)).strip()
    return inner if normalize(inner) else text


def body(text: str, *, salutations: Sequence[str], closings: Sequence[str]) -> str:
    """Return a letter without its salutation and what stands from its closing on; the whole where that leaves nothing.

    Args:
        text: As `unquoted` returns it.
        salutations: Words that such a line begins with, normalised: "dear".
        closings: Likewise: "kind regards", "sent from my".
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    signed = next((place for place, line in enumerate(lines) if place and _SIGNED.fullmatch(line)), len(lines))
    kept = lines[:signed]
    for place in range(len(kept) - 1, 0, -1):
        if _begins(kept[place], closings, _CLOSING) and not _asks(kept[place:]):
            kept = kept[:place]
    greeting = len(list(takewhile(lambda line: not line.strip() or _begins(line, salutations, _SALUTATION), kept)))
    kept = kept[greeting:]
    said = "\n".join(kept).strip()
    return said if normalize(said) else text


def _unmarked(line: str) -> str:
    mark = _QUOTED.match(line)
    return line[mark.end() :].strip() if mark else line


def _begins_quotation(lines: Sequence[str], place: int) -> bool:
    """Whether all from a line on is somebody else's: after a rule with words, or the heading of a mail."""
    line = lines[place]
    if _RULE.fullmatch(line) or _FORWARDED.fullmatch(line):
        behind = [one for one in lines[place + 1 :] if one.strip()]
        return bool(behind) and (any(sign.isalpha() for sign in line) or _is_heading(behind[0]))
    if not _is_sender(line):
        return False
    following = next((one for one in lines[place + 1 :] if one.strip()), "")
    return _is_heading(following)


def _is_sender(line: str) -> bool:
    field = _FIELD.match(line)
    return bool(field) and field[1].strip().casefold() in _SENDERS  # type: ignore[index]


def _is_heading(line: str) -> bool:
    """Whether a line is one of a mail's heading, or leads up to a quotation."""
    return bool(_FIELD.match(line) or _RULE.fullmatch(line) or _FORWARDED.fullmatch(line))


def _attribution(lines: Sequence[str], place: int) -> int:
    """Return how many lines from here on say who wrote what follows: "On ... wrote:"; 0 for none."""
    for count in (1, 2):
        said = " ".join(line.strip() for line in lines[place : place + count])
        if len(said) > _LONGEST_WROTE or not said or not any(sign.isdigit() or sign == "@" for sign in said):
            continue
        if said.endswith((":", "：")) and _WROTE.search(said.casefold()):
            return min(count, len(lines) - place)
    return 0


def _begins(line: str, cues: Sequence[str], most: int) -> bool:
    """Whether a short line that asks nothing begins with one of the cues."""
    said = normalize(line)
    if not said or said.count(" ") >= most or sum(map(is_unspaced, said)) > _SIGNS_A_WORD * most or _asks([line]):
        return False
    return any(said == cue or said.startswith(f"{cue} ") or (cue[0] >= "\u2e80" and said.startswith(cue)) for cue in cues)


def _asks(lines: Sequence[str]) -> bool:
    return any(sign in line for line in lines for sign in "?？؟")
