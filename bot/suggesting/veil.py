"""What of a person's question may be shown to somebody else: no address, no long number, no word that could be their name.

A word is shown if the articles use it, or if two people said it; else ``…`` stands for it, or the known word that it was
meant for. A word that belongs to a contact's name, or is written as a name in the middle of a sentence and is none of
those that the content knows, is shown only if two people said it. A name in small letters whose words also stand in
articles is not recognised.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from bot.conversation import Account
from bot.knowledge.evidence import names_in
from bot.knowledge.library import Library
from bot.knowledge.text import is_unspaced, normalize, pieces

GAP = "…"
_TOLD = 2
"""People that make a word no one's own."""
_USUAL = 0.03
"""Share of articles from which a word that is also part of a contact's name is an ordinary one."""
_PRIVATE = re.compile(r"\S*@\S+|https?:\S+|www\.\S+|[+(]?\d[\d\s().\-/]{5,}\d")
_EDGES = "".join(sign for sign in map(chr, range(0x3100)) if unicodedata.category(sign)[0] in "PS") + "，！？：；（）。"
_SIGNS = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)")
_GAPS = re.compile(rf"{GAP}(?:[\s{GAP}]*{GAP})*")


class Veil:
    """Shows of questions what can't tell who asked them.

    Args:
        library: Its articles know which words are no secret.
        asked: All questions, each with who asked it.
        contacts: Names of the members' contacts.
    """

    def __init__(self, library: Library, asked: Iterable[tuple[str, Account]], contacts: Iterable[str]) -> None:
        self._library = library
        self._matcher = library.matcher
        people: dict[str, set[Account]] = defaultdict(set)
        for text, who in asked:
            for word in normalize(_PRIVATE.sub(GAP, text)).split():
                people[word].add(who)
        self._told = frozenset(word for word, who in people.items() if len(who) >= _TOLD)
        usual = _USUAL * sum(len(self._matcher.shelf(lang).slugs) for lang in library.association.languages)
        names = {word for name in contacts for word in normalize(name).split()}
        self._contacts = frozenset(name for name in names if len(name) > 1 and self._matcher.uses(name) < usual)

    def shown(self, text: str) -> str:
        """Return a question with ``…`` for what is not shown."""
        known = {word for mention in self._library.gazetteer.find(text) for word in mention.said.split()}
        names = {word for word in names_in(text) if len(word) > 1} - known
        tokens = _PRIVATE.sub(f" {GAP} ", text).split()
        veiled = " ".join(token.replace(core, self._word(core, names), 1) for token in tokens for core in [token.strip(_EDGES)])
        return _GAPS.sub(GAP, veiled)

    def _word(self, token: str, names: Collection[str]) -> str:
        words = normalize(token).split()
        if not token:
            return token  # signs alone
        if words and all(word in self._told for word in words):
            return token
        if not words or any(word in self._contacts or word in names for word in words):
            return GAP
        runs = [run for run in _SIGNS.split(token) if run]
        if len(runs) > 1:
            return "".join(self._word(run, names) for run in runs)
        if len(words) == 1 and len(pieces(words[0])) > 1:
            return token if self._is_known(words[0]) else self._signs(words[0])
        read = [self._matcher.read(word) for word in words]
        if all(self._is_known(word) for word in words):
            return token
        return " ".join(word.spelt or GAP if word.spelt != word.said else GAP for word in read)

    def _is_known(self, word: str) -> bool:
        return all(
            self._matcher.uses(piece) or piece in self._told or 1.0 in self._matcher.read(piece).terms.values()
            for piece in pieces(word)
        )

    def _signs(self, word: str) -> str:
        """Return a Korean or Chinese word with the signs of which some known pair is made; Korean in full or not at all."""
        if not is_unspaced(word):
            return GAP
        pairs = [word[place : place + 2] for place in range(len(word) - 1)]
        known = [bool(self._matcher.uses(pair)) for pair in pairs]
        shown = [(place and known[place - 1]) or (place < len(known) and known[place]) for place in range(len(word))]
        return "".join(sign if seen else GAP for sign, seen in zip(word, shown, strict=True))
