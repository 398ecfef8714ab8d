"""Whether what an answer says stands in the documents that it cites.

A claim that stands nowhere in them is a fault. That it stands there doesn't prove that it is told of the right thing: a wrong
figure that happens to stand elsewhere in the same document is not noticed, least of all a small one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.checking import ArticleFile
from bot.knowledge.claims import WORD, Claim, claims, figures, plain, squashed, written
from bot.knowledge.schema import AssociationFile, DocumentEntry, Original
from bot.knowledge.text import stem
from bot.phrasebook import Phrasebook

NEAR_YEAR = 300
"""Characters from a date without a year to the year before or after it that may be its own."""
NEAR_CURRENCY = 1500
"""Characters before an amount within which the head of its table may name the currency."""
NEAR_WORDS = 3
"""Words from one word of a name to the next: documents put the family name first or last, or a title between."""

_CURRENCIES = {"usd": re.compile(r"usd|\$|dollars"), "krw": re.compile(r"krw|₩|won\b"), "eur": re.compile(r"eur\b|€|euros")}
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|del)\b[^<>]*>|\\(?=[^\w\s])|(?<![\d*`])[*`]++|[*`]++(?!\d)"
)  # 5*1 is no emphasis
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n\s*(?=[a-z])")
_DOTTED = re.compile(r"\d{1,3}\.\d{3}")
"""A decimal, or thousands as parts of the world write them."""
_ROMAN = re.compile(r"\b(?:II|III|IV|VI|VII|VIII|IX)\b")
_ROMANS = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


class Text:
    """A document's text, ready to be asked whether something stands in it.

    Args:
        text: As it came; tags, entities and emphasis of HTML and Markdown don't count, nor hyphens at the ends of lines.
        year: The document's own: a date without a year may be of this one.

    Attributes:
        words: All its words, in lower case.
        ordinary: Those that stand in it in lower case.
    """

    def __init__(self, text: str, year: int | None = None) -> None:
        self._plain = plain(_HYPHEN.sub("", html.unescape(_TAG.sub(" ", _INLINE.sub("", text)))))
        self._lower = self._plain.lower()
        self._squashed = squashed(self._plain)
        self._year = year
        self._keys: set[tuple[object, ...]] = set()
        self._numbers: dict[object, list[int]] = {}
        self._dates: dict[object, list[tuple[object, object, int]]] = {}
        self._years: list[tuple[int, int]] = []
        for claim in figures(self._plain):
            self._take(claim)
        for match in _ROMAN.finditer(self._plain):
            self._take(Claim("number", (str(_ROMANS[match[0]]), ""), *match.span()))
        self._years.sort()
        self._words: dict[str, list[int]] = {}
        for number, word in enumerate(WORD.findall(self._plain)):
            self._words.setdefault(word.lower(), []).append(number)
        self.words = frozenset(self._words)
        self.ordinary = frozenset(word for word in WORD.findall(self._plain) if word.islower())

    def _take(self, claim: Claim) -> None:
        self._keys.add((claim.kind, *claim.key))
        said = self._plain[claim.start : claim.end]
        numbers: list[str] = []
        if claim.kind == "number" and claim.key[1] != "%":
            numbers = [str(claim.key[0])]
            if _DOTTED.fullmatch(said):
                numbers.append(said.replace(".", ""))
        elif claim.kind in ("code", "phone"):
            groups = re.findall(r"\d+(?:\.\d+)?", said)
            numbers = [written(Decimal(group)) for group in (groups if claim.kind == "code" else groups[-1:])]
        elif claim.kind == "date":
            self._dates.setdefault(claim.key[1], []).append((claim.key[0], claim.key[2], claim.start))
            numbers = [str(claim.key[0])]
        for number in numbers:
            self._numbers.setdefault(number, []).append(claim.start)
            if re.fullmatch(r"[12]\d{3}", number):
                self._years.append((claim.start, int(number)))

    def has(self, claim: Claim) -> bool:
        """Return whether it stands here."""
        key = claim.key
        if claim.kind == "number" and not key[1]:
            return key[0] in self._numbers or self._has_paragraph(str(key[0]))
        if claim.kind == "number":
            return ("number", *key) in self._keys or self._has_amount(*key)
        if claim.kind == "date":
            return self._has_date(*key)
        if claim.kind == "name":
            return self._has_name([str(word) for word in key])
        if claim.kind == "quotation":
            return str(key[0]) in self._squashed
        if claim.kind == "address":
            return bool(re.search(rf"(?<![\w@-]){re.escape(str(key[0]))}(?![\w-])", self._lower))
        if claim.kind == "code":
            letters = r"[\W_]*".join(str(key[0]))
            return bool(re.search(rf"(?<![^\W_]){letters}(?![^\W_])", self._lower))
        return (claim.kind, *key) in self._keys

    def _has_paragraph(self, number: str) -> bool:
        """Return whether 11.4 is paragraph 4 of an article 11: “ARTICLE 11 … 4. The next host city”, “Article 11 (4)”."""
        article, _, paragraph = number.partition(".")
        within = rf"\barticle {article}\b(?:\s\({paragraph}\)|(?:(?!\barticle \d+\b(?! of)).)*?(?<![\w.]){paragraph}\.\s)"
        return bool(paragraph and re.search(within, self._lower, re.DOTALL))

    def _has_amount(self, value: object, currency: object) -> bool:
        """Return whether it stands below the head of a table that names the currency."""
        places = self._numbers.get(value, []) if currency in _CURRENCIES else []
        return any(_CURRENCIES[str(currency)].search(self._lower, max(0, place - NEAR_CURRENCY), place) for place in places)

    def _has_date(self, year: object, month: object, day: object) -> bool:
        def of_year(said: object, place: int) -> bool:
            if said or not year:
                return year in (said, None)
            return year == self._year or year in self._years_beside(place)

        return any(day in (None, here) and of_year(said, place) for said, here, place in self._dates.get(month, []))

    def _years_beside(self, place: int) -> list[int]:
        at = bisect_left(self._years, (place, 0))
        return [year for where, year in self._years[max(0, at - 1) : at + 1] if abs(where - place) <= NEAR_YEAR]

    def _has_name(self, words: Sequence[str]) -> bool:
        places = [self._places(word) for word in words]
        if all(places):
            return len(places) == 1 or any(_is_near(place, places[1]) for place in places[0])
        return len("".join(words)) >= 6 and "".join(words) in self._squashed

    def _places(self, word: str) -> list[int]:
        spellings = (word, f"{word}s", word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))
        return sorted({place for spelling in spellings for place in self._words.get(spelling, ())})


def _is_near(place: int, others: list[int]) -> bool:
    at = bisect_left(others, place - NEAR_WORDS)
    return at < len(others) and others[at] <= place + NEAR_WORDS


def missing(text: str, texts: Iterable[Text], ordinary: frozenset[str]) -> list[Claim]:
    """Return what a plain text claims and none of the texts has; of claims that overlap, the first."""
    texts = list(texts)
    found: list[Claim] = []
    for claim in claims(text, ordinary):
        if not any(one.has(claim) for one in texts) and not any(_overlap(claim, other) for other in found):
            found.append(claim)
    return sorted(found, key=lambda claim: claim.start)


def _overlap(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def verify(files: Sequence[ArticleFile], texts: Mapping[str, Text], association: AssociationFile) -> Iterator[Fault]:
    """Yield what originals say and their documents don't, and what they needlessly declare as ``beyond_source``.

    Args:
        files: Originals whose documents are all among ``texts``.
        texts: By key of ``documents.yaml``.
        association: Its name, and how to reach it, may be said without a document.
    """
    reach = association.secretariat
    own = Text(f"{association.name}, {association.short_name}; {reach.email}, {reach.phone}, {reach.website}")
    first = association.languages[0]
    common = Phrasebook((first,), association=association.short_name).common_words(first)
    ordinary = _ordinary(files, texts.values()) | common | {"meanwhile", "moreover", "otherwise", "therefore"}
    for file in files:
        if isinstance(file.matter, Original):
            yield from _verify(file, file.matter, texts, own, ordinary)


def _ordinary(files: Iterable[ArticleFile], texts: Iterable[Text]) -> frozenset[str]:
    """Return the words that are no names: in lower case in a document or an answer, or in phrasings and in no document."""
    found: set[str] = set()
    known: set[str] = set()
    for text in texts:
        found |= text.ordinary
        known |= text.words
    for file in files:
        found.update(word for word in WORD.findall(plain(file.body)) if word.islower())
        if file.matter:
            found.update(word for word in WORD.findall(plain(" ".join(file.matter.phrasings)).lower()) if word not in known)
    return frozenset(found | {stem(word, "en") for word in found})


def _verify(file: ArticleFile, matter: Original, texts: Mapping[str, Text], own: Text, ordinary: frozenset[str]) -> Iterator[Fault]:
    cited = list(dict.fromkeys(source.document for source in matter.sources))
    needed: set[str] = set()
    for said, line in ((matter.title, file.document.line_of(("title",))), (file.body, file.body_line)):
        text = plain(said)
        for claim in missing(text, [own, *(texts[key] for key in cited)], ordinary):
            if claim.kind == "quotation" and matter.computed:
                continue  # an example of what can be asked
            excuses = [excuse for excuse in matter.beyond_source if _excuses(plain(excuse), text, claim)]
            needed.update(excuses)
            if excuses:
                continue
            words = " ".join((said if len(said) == len(text) else text)[claim.start : claim.end].split())
            telling = claim.kind != "number" or len(str(claim.key[0])) > 2  # small numbers stand everywhere
            elsewhere = [key for key, other in texts.items() if telling and key not in cited and other.has(claim)]
            hint = f", but in {', '.join(elsewhere)}" if elsewhere else ""
            message = f"“{words}” is in none of the documents cited ({', '.join(cited)}){hint}"
            yield Fault(file.path, line + text.count("\n", 0, claim.start), message)
    for excuse in matter.beyond_source:
        if excuse not in matter.title and excuse not in file.body:
            yield file.document.fault(f"“{excuse}” is not in the answer", ("beyond_source", excuse))
        elif excuse not in needed:
            yield file.document.fault(f"“{excuse}” is in the documents; it needs no exception", ("beyond_source", excuse))


def _excuses(excuse: str, text: str, claim: Claim) -> bool:
    """Return whether the claim lies in the excuse or the other way round; an excuse for 12 is none for 2012."""
    places = re.finditer(rf"(?<!\w){re.escape(excuse)}(?!\w)", text)
    return any(place.start() < claim.end and claim.start < place.end() for place in places)


def read_texts(folder: Path, table: Path, documents: Mapping[str, DocumentEntry]) -> tuple[dict[str, Text], list[Fault]]:
    """Return the texts of the documents that name a file; what can't be read is a fault of ``table``, ``documents.yaml``."""
    texts: dict[str, Text] = {}
    faults: list[Fault] = []
    for key, entry in documents.items():
        if entry.file is None:
            continue
        try:
            text = (folder / entry.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            line = markup.read(table)[0].line_of((key, "file"))
            faults.append(Fault(table, line, f"can't read {folder / entry.file}: {reason}"))
        else:
            texts[key] = Text(f"{entry.title}\n{entry.date}\n{text}", int(entry.date[:4]))
    return texts, faults
