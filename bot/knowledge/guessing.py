"""Names that nobody told the content of: “is Mumbai a member”."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from bot.knowledge.names import Mention, NameWords, Sort
from bot.knowledge.text import normalize, pieces
from bot.knowledge.writing import Written

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_HAN_NAME = re.compile(
    r"(?:请问|那么?)?(?P<name>(?![他她它其])[\u4e00-\u9fff]{2,7}?)市?(?=(?:也|还)?(?:是|有没有|加入|属于|算|会员|成员|在|入会|退出|参加|跟你们|呢$))"
)
_HANGUL_NAME = re.compile(
    r"(?P<name>[a-z0-9]{0,8}[\uac00-\ud7a3]{2,8}?|[\uac00-\ud7a3]{1,4}[a-z0-9]{2,8})(?:시청?)?(?:(?:은|는|이|가|도|을|를|의|에서|만)요?)?"
)
_LINKS = frozenset(["de", "do", "da", "del", "la", "le", "las", "los", "les", "of", "sur", "en", "upon", "am"])
_CITIES = {Sort.MEMBER, Sort.OTHER, Sort.ZONE}
_HYPHENED = re.compile(r"\w+-\w+")
_FEW = 24  # a name may stand in so many articles and subjects, a few in each language, and still be unknown


class NameGuesser:
    """Takes words that hardly anybody knows for names, where there is no name otherwise; see `Gazetteer` for what it is given."""

    def __init__(self, *, uses: Callable[[str], int], common: frozenset[str], words: NameWords) -> None:
        self._uses = uses
        self._common = common
        self._words = words
        self._own = frozenset(words.own)
        self._said = frozenset(word for cue in words.member for word in cue.split())  # says membership, so it is no name

    def guess(self, parts: list[str | Mention], text: str, *, of_members: bool = False) -> list[str | Mention]:
        """Return the parts with words that hardly anybody knows as names, where there is no name otherwise.

        Such a word has a capital within the text, or the text speaks of membership; see `Gazetteer.find` for ``of_members``.
        """
        if any(isinstance(part, Mention) for part in parts):
            return parts
        words = [str(part) for part in parts]
        written = Written(text)
        member = self._words.speak_of_membership(words)
        guessed: list[str | Mention] = []
        for place, word in enumerate(words):
            known = word in self._common or word in self._said or word.isdigit() or word.startswith("zz")
            unknown = not known and self._uses(word) <= _FEW
            if _SIGNS.search(word):
                may_name = (member or of_members) and word not in self._own
                guessed += self._guessed_signs(word) if may_name else [word]
            elif unknown and (_is_long(word, written) if member else len(word) > 3 and place and written.is_capital(word)):
                guessed.append(Mention(word, ()))
            else:
                guessed.append(word)
        hyphened = {normalize(word) for word in _HYPHENED.findall(text)}
        joined = _joined_names(guessed, lambda place, word: bool(place) and (word in _LINKS or written.is_capital(word)))
        return _with_hyphens(joined, hyphened)

    def bodies(self, parts: list[str | Mention], text: str) -> list[str | Mention]:
        """Return the parts with what bears a city's name as a name of its own: University of Seoul, Anna University, 首尔大学."""
        written, said = Written(text), normalize(text)
        found = list(parts)
        for place in reversed(range(len(parts))):
            if place >= len(found) or not self._may_be_city(parts[place], written):
                continue
            name, behind = _said(parts[place]), _said(parts[place + 1]) if place + 1 < len(parts) else ""
            links = len(list(takewhile(_LINKS.__contains__, reversed(parts[:place]))))
            first = place - links - 1
            sign = next((sign for sign in self._words.bodies if sign >= "\u2e80" and behind.startswith(sign)), "")
            if first >= 0 and _said(parts[first]) in self._words.bodies:
                found[first : place + 1] = [Mention(" ".join(map(_said, parts[first : place + 1])), ())]
            elif sign and name + sign in said:
                found[place : place + 2] = [Mention(name + sign, ()), *filter(None, [behind.removeprefix(sign)])]
            elif behind in self._words.bodies and not sign:
                found[place : place + 2] = [Mention(f"{name} {behind}", ())]
        return found

    def _may_be_city(self, part: str | Mention, written: Written) -> bool:
        if isinstance(part, Mention):
            return not _CITIES.isdisjoint(part.sorts)
        known = part in self._common or part in self._words.bodies or self._uses(part) > _FEW
        return not known and written.is_capital(part)

    def _guessed_signs(self, word: str) -> list[str | Mention]:
        """Return a Korean or Chinese word with the name that it may begin with: 오사카도, 大阪是会员吗."""
        match = _HAN_NAME.match(word) or _HANGUL_NAME.fullmatch(word)
        name = match["name"] if match else ""
        pairs = pieces(name)
        if match is None or 2 * sum(self._uses(pair) > _FEW for pair in pairs) >= len(pairs):
            return [word]
        return [*filter(None, [word[: match.start("name")]]), Mention(name, ()), *filter(None, [word[match.end() :]])]


def _is_long(word: str, written: Written) -> bool:
    """Whether a word is long enough for a name, where one is asked for: two letters only as an abbreviation, such as KT."""
    return len(word) > 2 or (len(word) > 1 and written.is_capital(word, acronym=True))


def _said(part: str | Mention) -> str:
    return part if isinstance(part, str) else part.said


def _with_hyphens(parts: list[str | Mention], hyphened: set[str]) -> list[str | Mention]:
    """Return the parts with what a hyphen joins to a guessed name as part of it: Улан-Удэ."""
    found: list[str | Mention] = []
    for part in parts:
        last = found[-1] if found else ""
        if isinstance(last, Mention) and isinstance(part, str) and f"{last.said} {part}" in hyphened:
            found[-1] = Mention(f"{last.said} {part}", last.targets)
        else:
            found.append(part)
    return found


def _joined_names(parts: list[str | Mention], joins: Callable[[int, str], bool]) -> list[str | Mention]:
    """Return the parts with names that stand together as one, and with what belongs to them: Rio de Janeiro, New Plymouth."""
    spans: list[tuple[int, int]] = []
    for place, part in enumerate(parts):
        if isinstance(part, str):
            continue
        first = place
        while first and isinstance(before := parts[first - 1], str) and joins(first - 1, before):
            first -= 1
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], place + 1
            continue
        while parts[first] in _LINKS:
            first += 1
        spans.append((first, place + 1))
    found = list(parts)
    for first, end in reversed(spans):
        said = " ".join(map(_said, parts[first:end]))
        found[first:end] = [Mention(said, ())]
    return found
