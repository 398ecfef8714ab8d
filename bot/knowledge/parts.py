"""The parts of one message: its sentences, which of them ask, and where one of them asks twice.

Parts are slices of the text: joined they are the text, so nothing is lost and nothing invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.knowledge.mail import body
from bot.knowledge.text import normalize
from bot.phrasebook import Phrasebook

_END = re.compile(r"[.!?…]+[\"'”»)\]]*(?=\s)|[。！？؟]+[\"”」）]*|\n\s*")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[^\W\d_]|\d+|mr|mrs|ms|dr|prof|sr|sra|srta|st|no|nr|vs|etc|e\.g|i\.e|гг|ул|им)\.$")
_LONG_LINE = 50  # signs of a line that a mail program may have broken
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PAUSE = re.compile(r"\s*[,，、،;；/+&]+\s*|\s+[-–—]+\s+")
_BEGINNING = re.compile(r"\s*(?P<said>[^,，、،;；.。…!！?？؟\n]+)[,，、،;；.。…!！?？؟\n]+\s*")
_MARGIN = " \t\r\n,，、،;；/+&-–—"
_QUESTION_MARKS = "?？؟"
_LEAST = 2  # signs of a part
READ_KEPT = 16
"""Messages whose parts are kept."""
MOST_CLAUSES = 5
"""Questions of one message that are looked at."""
_LETTER, _LETTER_IN_SIGNS = 30, 60  # words, or signs that stand without spaces, from which a message is a letter
_AT_THE_BEGINNING = 3  # words within which a question without a mark says that it is one


def _is_sign(word: str) -> bool:
    """Whether a word is Korean, Japanese or Chinese: it may stand anywhere in a longer one."""
    return word >= "\u2e80"


@dataclass(frozen=True, slots=True)
class AskingWords:
    """Words of all languages, normalised.

    Attributes:
        asks: What a question begins with: "how".
        first: What begins one as its very first word only: "can".
        wants: What says that something is wanted to be known: "tell", "interested".
        common: Function words.
        joins: What joins two questions: "and also".
        within: What asks where words don't stand apart, or where it need not come first.
        before: Endings of a word that lead to another clause: "-고".
        glued: What is written as one with the word behind it.
        salutations: How a letter begins.
        closings: How it ends.
        nods: What one says to an answer before one asks on: "ok thanks".
    """

    asks: frozenset[str]
    first: frozenset[str]
    wants: frozenset[str]
    common: frozenset[str]
    joins: tuple[str, ...]
    within: tuple[str, ...]
    before: tuple[str, ...]
    glued: tuple[str, ...]
    salutations: tuple[str, ...]
    closings: tuple[str, ...]
    nods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Message:
    """What a message asks and what it tells besides.

    Attributes:
        text: All of it but salutation and signature, and what it says to the answer before.
        clauses: What may each be a question of its own, in order, at most `MOST_CLAUSES`; empty where nothing looks like one.
        told: The sentences that ask nothing.
        is_letter: Whether it is so long that what is told hides what is asked.
    """

    text: str
    clauses: tuple[str, ...]
    told: str
    is_letter: bool


def asking_words(phrasebook: Phrasebook) -> AskingWords:
    """Return the words of all languages."""
    asks, joins = phrasebook.words("asks"), sorted(phrasebook.words("joins"), key=lambda word: (-len(word), word))
    signs = {word for word in asks if _is_sign(word)}
    return AskingWords(
        asks - signs,
        phrasebook.words("asks_first"),
        phrasebook.words("wants"),
        phrasebook.words("common"),
        tuple(joins),
        tuple(sorted(signs)),
        tuple(sorted(phrasebook.words("clause_endings"))),
        tuple(word for word in joins if "\u0600" <= word <= "\u06ff" and len(word) == 1),
        tuple(sorted(phrasebook.words("salutations"))),
        tuple(sorted(phrasebook.words("closings"))),
        phrasebook.words("nods") | phrasebook.words("thanks"),
    )


class PartReader:
    """Finds the parts of messages."""

    def __init__(self, words: AskingWords) -> None:
        self._words = words
        signs = [re.escape(joint) for joint in words.joins if _is_sign(joint)]
        self._joined_signs = re.compile("|".join(signs) or r"(?!)")
        self._read_before = lru_cache(READ_KEPT)(self._read)  # two readers ask of one text

    def read(self, text: str) -> Message:
        """Return the parts of a message."""
        return self._read_before(text)

    def _read(self, text: str) -> Message:
        said = self._beyond_nods(body(text, salutations=self._words.salutations, closings=self._words.closings))
        sentences = self.sentences(said)
        asking = [sentence for sentence in sentences if self.asks(sentence)]
        clauses = [self._plain(self.bare(clause)) for sentence in asking for clause in self.clauses(sentence)]
        told = " ".join(sentence.strip() for sentence in sentences if sentence not in asking)
        signs = sum(map(_is_sign, said))
        is_letter = len(sentences) > 1 and (len(said.split()) >= _LETTER or signs >= _LETTER_IN_SIGNS)
        return Message(said, tuple(clauses[:MOST_CLAUSES]), told, is_letter)

    def _beyond_nods(self, text: str) -> str:
        """Return a text without "ok thanks." or "ah, I see," at its beginning, if more follows."""
        while (match := _BEGINNING.match(text)) and normalize(match["said"]) in self._words.nods and normalize(text[match.end() :]):
            text = text[match.end() :]
        return text

    def sentences(self, text: str) -> list[str]:
        """Return the sentences and lines of a text; joined they are the text."""
        return _slices(text, [match.end() for match in _END.finditer(text) if not _goes_on(text, match)])

    def asks(self, sentence: str) -> bool:
        """Whether a sentence asks for something: by its mark, a word at its beginning, or one that wants to know."""
        words = normalize(sentence).split()
        return (
            any(mark in sentence for mark in _QUESTION_MARKS)
            or any(self._is_asking(word) for word in words[:_AT_THE_BEGINNING])
            or not self._words.first.isdisjoint(words[:1])
            or not self._words.wants.isdisjoint(words)
            or self._asks_within(" ".join(words))
        )

    def clauses(self, sentence: str) -> list[str]:
        """Return the clauses of a sentence that each may ask for something of its own; joined they are the sentence.

        "What does it cost and how do we join" has two; "rules for suspension and appeal" is one, since its end asks nothing. A
        pause alone parts only where another joint does ("what is it, who may use it and what does it cost").
        """
        cuts: dict[int, bool] = {}
        for cut, joined in sorted(self._places(sentence)):
            before = sentence[max(cuts, default=0) : cut]
            if cut not in cuts and len(before.strip(_MARGIN)) >= _LEAST and (self.asks(before) or self._holds_question(before)):
                cuts[cut] = joined
        return _slices(sentence, list(cuts) if any(cuts.values()) else [])

    def bare(self, clause: str) -> str:
        """Return a clause without the joint at its beginning and the punctuation around it."""
        said = clause.strip(_MARGIN)
        tokens = list(_TOKEN.finditer(said))
        length = self._joint(tokens, 0)
        if length and length < len(tokens):
            return said[tokens[length].start() :]
        signs = self._joined_signs.match(said)
        if signs and signs.end() < len(said):
            return said[signs.end() :].strip(_MARGIN)
        glued = tokens and normalize(tokens[0].group()) not in self._words.asks and self._is_asking(normalize(tokens[0].group()))
        return said[tokens[0].start() + 1 :] if glued else said

    def _plain(self, clause: str) -> str:
        """Return a clause without the words that only lead up to what it asks: "I would also like to know how ..."."""
        wanted = False
        for token in _TOKEN.finditer(clause):
            word = normalize(token.group())
            if wanted and self._is_asking(word):
                return clause[token.start() :]
            wanted = wanted or word in self._words.wants
            if not (word in self._words.wants or word in self._words.common):
                break
        signs = next((word for word in sorted(self._words.wants) if _is_sign(word) and clause.startswith(word)), "")
        return clause[len(signs) :] if self._asks_within(normalize(clause[len(signs) :])) else clause

    def _places(self, sentence: str) -> Iterator[tuple[int, bool]]:
        """Yield where another question may begin, and whether it is joined by more than a pause, or in signs without spaces."""
        tokens = list(_TOKEN.finditer(sentence))
        for place, token in enumerate(tokens[1:], start=1):
            word, last = normalize(token.group()), tokens[place - 1]
            joint = self._joint(tokens, place)
            glued = word not in self._words.asks and self._is_asking(word)
            paused = _PAUSE.fullmatch(sentence[last.end() : token.start()])
            led = bool(self._words.before) and len(last.group()) > _LEAST and last.group().endswith(self._words.before)
            first = place + joint
            if (joint or glued or paused or led) and self._begins(tokens[first : first + 2], sentence[token.start() :]):
                yield (
                    token.start(),
                    bool(joint or glued or led) or any(map(_is_sign, word)) or "&" in sentence[last.end() : token.start()],
                )
        for match in self._joined_signs.finditer(sentence):
            if self._asks_within(normalize(sentence[match.end() :])):
                yield match.start(), True

    def _joint(self, tokens: Sequence[re.Match[str]], place: int) -> int:
        """Return how many words from a place on join two clauses."""
        for joint in self._words.joins:
            length = joint.count(" ") + 1
            if " ".join(normalize(token.group()) for token in tokens[place : place + length]) == joint:
                return length
        return 0

    def _begins(self, tokens: Sequence[re.Match[str]], rest: str) -> bool:
        """Whether a question begins with these words ("until when"); where words come in any order, whether the rest asks."""
        words = [normalize(token.group()) for token in tokens]
        return any(map(self._is_asking, words)) or not self._words.first.isdisjoint(words[:1]) or self._asks_within(normalize(rest))

    def _holds_question(self, clause: str) -> bool:
        return any(self._is_asking(word) for word in normalize(clause).split())

    def _is_asking(self, word: str) -> bool:
        return word in self._words.asks or (len(word) > 2 and word.startswith(self._words.glued) and word[1:] in self._words.asks)

    def _asks_within(self, said: str) -> bool:
        return any(word in said for word in self._words.within)


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether what looks like the end of a sentence is none: an abbreviation, or a line that a mail program broke."""
    begin = text.rfind("\n", 0, end.start()) + 1
    if end.group().startswith("\n"):
        behind = text[end.end() : end.end() + 1]
        return end.group().count("\n") == 1 and end.start() - begin >= _LONG_LINE and behind.islower()
    return bool(_ABBREVIATED.search(text[max(begin, end.end() - 12) : end.end()].casefold()))


def _slices(text: str, cuts: Sequence[int]) -> list[str]:
    """Return a text cut at places; what holds no word stays with the part before it."""
    parts: list[str] = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[begin:end]
        if parts and not (normalize(part) and normalize(parts[-1])):
            parts[-1] += part
        elif part:
            parts.append(part)
    return parts
