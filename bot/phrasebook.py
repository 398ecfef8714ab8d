"""The assistant's own words in every language: what it says (Fluent) and what it understands of small talk (cues)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from fluent.runtime import FluentBundle, FluentResource

from bot import formats
from bot.knowledge.period import Period
from bot.knowledge.text import fold, is_unspaced, literal, normalize
from bot.knowledge.wording import Wording
from bot.money import Money

TABLES = (
    "measures", "payers", "units", "number_words", "joints", "countries", "quarters", "bounds", "lists", "kinds", "occasion",
    "names", "ordinals", "zones", "places_in_list", "steps",
)  # fmt: skip
"""Tables of cues (`Phrasebook.table`)."""
_YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Phrasebook:
    """Sentences and cues of the given languages, the first being the fallback.

    Args:
        languages: Two-letter codes; each needs ``<code>.ftl`` and ``<code>.cues.yaml`` in ``bot/locales/``.
        association: The association's short name, available to each sentence as ``$association``.

    Raises:
        ValueError: A language has no sentences.
    """

    def __init__(self, languages: tuple[str, ...], *, association: str) -> None:
        unknown = [language for language in languages if language not in available_languages()]
        if unknown:
            raise ValueError(f"no sentences for {', '.join(unknown)} in bot/locales/; there are {', '.join(available_languages())}")
        self.languages = languages
        self._association = association
        self._cues = {language: _cues(language) for language in languages}

    def say(self, lang: str, key: str, **values: str | int) -> str:
        """Return a sentence; ``key`` may name an attribute as ``message.attribute``.

        Raises:
            KeyError: Neither ``lang`` nor the fallback has the sentence.
            ValueError: A value that the sentence needs is missing.
        """
        message_id, _, attribute = key.partition(".")
        bundle = _bundle(lang if lang in self.languages else self.languages[0])
        if not bundle.has_message(message_id):
            bundle = _bundle(self.languages[0])
        message = bundle.get_message(message_id)
        pattern: Any = message.attributes[attribute] if attribute else message.value
        text, errors = bundle.format_pattern(pattern, {"association": self._association, **values})
        if errors:
            raise ValueError(f"sentence {key} in {lang}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that name."""
        return bool(_bundle(self.languages[0]).has_message(key))

    def cue(self, text: str) -> tuple[str, str | None] | None:
        """Return ``(what is meant, language)`` when the whole text is small talk, such as ``("hello", "es")``.

        Several in a row count as the first: "hola, buenos días" is a hello, "thank you, bye" a thanks. The language is
        ``None`` when the words are the same in several ("menu").
        """
        words = normalize(text).split()
        found = self._small_talk(words, padded=False) or self._small_talk(words, padded=True)
        if not found:
            return None
        language, meaning = next(iter(found.items()))
        return meaning, language if len(found) == 1 else None

    def _small_talk(self, words: list[str], *, padded: bool) -> dict[str, str]:
        """Return what words mean by language where they are nothing but small talk, or, ``padded``, that and padding."""
        found: dict[str, str] = {}
        for language, cues in self._cues.items():
            meanings = _small_talk(words, cues["small_talk"], cues["padding"] if padded else frozenset())
            found |= {language: meanings[0]} if meanings else {}
        return found

    def cancels(self, text: str) -> bool:
        """Whether all that a text says is that one wants to stop here, in any language: "cancel please"."""
        said = normalize(text)
        return not self.words("cancel").isdisjoint({said, self.unpadded(said, "")})

    def wanted_language(self, text: str) -> str | None:
        """Return the language that the text asks to be spoken ("in Spanish please"), if that is all it asks."""
        said = normalize(text)
        for cues in self._cues.values():
            for language, wordings in cues["languages"].items():
                if said in wordings and language in self.languages:
                    return str(language)
        return None

    def wanted_zone(self, text: str) -> tuple[str, str] | None:
        """Return ``(what follows, language)`` when the text begins with "time zone"; that may be empty, or no place."""
        said = f"{normalize(text)} "
        found = [
            (len(wording), said[len(wording) :].strip(), language)
            for language, cues in self._cues.items()
            for wording in cues["timezone"]
            if said.startswith(f"{wording} ")
        ]
        return max(found)[1:] if found else None

    def foreign(self, text: str) -> str | None:
        """Return the line by which a text in a language that is not spoken here is told so, in that language; else ``None``.

        It is recognised by signs that only it uses, or by having more of its commonest words than of any language spoken here.
        """
        said = normalize(text).split()
        folded = text.casefold()
        for code, language in _foreign().items():
            if code in self.languages:
                continue
            if language["signs"] and language["signs"].search(folded):
                return str(language["line"])
        own = max(sum(word in self.common_words(lang) for word in said) for lang in self.languages)
        counted = {
            code: sum(word in language["words"] for word in said)
            for code, language in _foreign().items()
            if code not in self.languages
        }
        best = max(counted, key=lambda code: counted[code], default=None)
        if best is None or counted[best] < 2 or counted[best] <= own or 3 * counted[best] < len(said):
            return None
        return str(_foreign()[best]["line"])

    def glosses(self) -> Mapping[str, Mapping[str, str]]:
        """Return the English of words of languages that are not spoken here, normalised, by language; none without English."""
        return {code: words for code, words in _glosses().items() if "en" in self.languages and code not in self.languages}

    def asks_only_when(self, said: str) -> bool:
        """Whether a normalised question asks for a date and names nothing else ("when was that?")."""
        asks = self._when(said)
        rest = set(said.replace(asks, "", 1).split())
        return bool(asks) and rest <= self.words("pointing") | self.words("common")

    def asks_when(self, said: str) -> bool:
        """Whether a normalised question asks for a date, whatever else it says."""
        return bool(self._when(said))

    def _when(self, said: str) -> str:
        return next((cue for cue in sorted(self.words("when"), key=len, reverse=True) if f" {cue} " in f" {said} "), "")

    def place_in_list(self, text: str) -> int:
        """Return which of several things a text means by its place ("the second one"), from 1; 0 if by none, or by several.

        One that says more asks something of its own: "what would they do on the third day".
        """
        places = {int(name) for name in self.named("places_in_list", text)}
        return places.pop() if len(places) == 1 and self.says_only(normalize(text), "a place") else 0

    def words(self, role: str, lang: str = "") -> frozenset[str]:
        """Return the words with a role, such as ``follow_up`` or ``common``, normalised, in a language or in any."""
        return _words((lang,) if lang in self._cues else self.languages, role)

    def unpadded(self, said: str, lang: str) -> str:
        """Return a normalised request without "please", "I need the" and the like; empty if it says nothing else."""
        padding = self.words("padding", lang)
        bare = " ".join(word for word in said.split() if word not in padding)
        if is_unspaced(bare):
            ends = "|".join(sorted(map(re.escape, padding), key=len, reverse=True))
            bare = re.sub(rf"^(?:{ends})+|(?:{ends})+$", "", bare)
        return bare

    def cues_in(self, role: str, text: str) -> frozenset[str]:
        """Return the words with a role that a text has: a longer one may carry an ending."""
        said = f" {normalize(text)} "
        return frozenset(cue for cue in self.words(role) if _holds(said, cue))

    def says_only(self, said: str, about: str, *, spare: int = 0) -> bool:
        """Whether a normalised text says nothing but what is asked about something.

        That is a time (``happenings``), a ``membership``, ``joining``, ``a place`` in a list, ``a number`` of members, ``an
        occasion``, ``a step`` back or forth, ``what is owed`` or ``our membership``; ``spare`` other words may stand in it.
        """
        return _wording(self.languages, about).covers(said, spare=spare)

    def fillers(self) -> frozenset[str]:
        """Return what a question may say besides what it names: function words, "and", "that one", "no, I meant"."""
        return _fillers(self.languages)

    def table(self, role: str, lang: str = "") -> dict[str, tuple[str, ...]]:
        """Return a table of cues of a language, or merged over all, folded: ``measures``, ``payers``, ``units``."""
        return {name: tuple(words) for name, words in _merged((lang,) if lang in self._cues else self.languages, role).items()}

    def named(self, role: str, text: str) -> frozenset[str]:
        """Return the names in a table of cues that a text has a cue of: a longer cue may carry an ending."""
        said = f" {normalize(text)} "
        return frozenset(name for name, cues in _normalized(self.languages, role).items() if any(_holds(said, cue) for cue in cues))

    def common_words(self, lang: str) -> frozenset[str]:
        """Return the function words of a language, normalised; may be empty."""
        return frozenset(self._cues[lang]["common"]) if lang in self._cues else frozenset()

    def name_of(self, lang: str) -> str:
        """Return a language's name for itself."""
        return self.say(lang, "language-name")

    def match_hint(self, tag: str | None) -> str | None:
        """Return our language for a client's tag (``pt-br``, ``zh-hans``, ``ko_KR``), if we speak it."""
        code = (tag or "").replace("_", "-").split("-")[0].lower()
        return code if code in self.languages else None

    def number(self, lang: str, value: int) -> str:
        """See `formats.number`."""
        return formats.number(lang, value)

    def money(self, lang: str, amount: Money) -> str:
        """See `formats.money`."""
        return formats.money(lang, amount)

    def time(self, lang: str, starts: datetime, ends: datetime | None) -> str:
        """Return a time with its day and place, in the zone of ``starts``: “Monday, 18 October 2021, 15:00–16:35 (Seoul: …)”."""
        hours = f"{starts:%H:%M}–{ends:%H:%M}" if ends else f"{starts:%H:%M}"
        return self.say(lang, "in-brackets", one=self._on(lang, starts, hours), other=self._where(lang, starts))

    def moment(self, lang: str, starts: datetime, ends: datetime | None) -> str:
        """Return the same as Markdown that a client which can shows by its reader's own clock: `[text](time:1634536800)`.

        The end, of which the hour alone is told, is linked to ``clock:``.
        """
        if ends is None:
            return f"[{literal(self.time(lang, starts, None))}](time:{starts.timestamp():.0f})"
        begins = self._on(lang, starts, f"{starts:%H:%M}")
        closes = self.say(lang, "in-brackets", one=f"{ends:%H:%M}", other=self._where(lang, starts))
        return f"[{literal(begins)}](time:{starts.timestamp():.0f})–[{literal(closes)}](clock:{ends.timestamp():.0f})"

    def _on(self, lang: str, at: datetime, hours: str) -> str:
        return self.say(lang, "day-and-hour", day=formats.weekday(lang, at), hour=hours)

    def _where(self, lang: str, at: datetime) -> str:
        city, called = formats.zone(lang, at)
        return self.say(lang, "with-colon", one=city, other=called)

    def date(self, lang: str, period: Period | date) -> str:
        """Return a day, month, year or range as people write it in that language; of an open one its end."""
        if isinstance(period, Period) and period.first == date.min:
            return self.say(lang, "until-date", date=formats.ending(lang, period.last))
        if isinstance(period, Period) and period.last == date.max:
            return self.say(lang, "from-date", date=formats.beginning(lang, period.first))
        return formats.period(lang, period)


def alike(language: str) -> Mapping[str, frozenset[str]]:
    """Return words for the same things, normalised, by concept; of a language that the assistant does not speak none."""
    found: Mapping[str, frozenset[str]] = _cues(language)["alike"] if language in available_languages() else {}
    return found


def spellings(language: str) -> Mapping[str, str]:
    """Return the standard word for each that is spelt otherwise in chats, by ear or in dialect, both normalised."""
    found: Mapping[str, str] = _cues(language)["spellings"] if language in available_languages() else {}
    return found


@lru_cache
def available_languages() -> tuple[str, ...]:
    """Return the codes of all languages that have sentences, sorted."""
    names = [entry.name for entry in resources.files("bot.locales").iterdir()]
    return tuple(sorted(name.removesuffix(".ftl") for name in names if name.endswith(".ftl")))


@lru_cache
def _wording(languages: tuple[str, ...], about: str) -> Wording:
    book = Phrasebook(languages, association="")
    payers = [cue for cues in book.table("payers").values() for cue in cues]
    places = [cue for cues in book.table("places_in_list").values() for cue in cues]
    tables = {
        "happenings": [
            *book.words("happenings"),
            *book.words("to_come"),
            *(cue for cues in book.table("quarters").values() for cue in cues),
        ],
        "membership": [
            *(book.words("listings") | book.words("everyone")),
            *book.table("names")["member"],
            *payers,
        ],
        "joining": [*book.words("when"), *book.words("joining")],
        "what is owed": [
            *(word for role in ("amounts", "when", "owed", "fee") for word in book.words(role)),
            *book.table("measures")["year"],
        ],
        "our membership": book.words("our_membership"),
        "a place": [*places, *payers, *book.words("wants"), *book.words("asks")],
        "a number": [*payers, *book.words("how_many")],
        "an occasion": [
            *(book.words("when") | book.words("where") | book.words("happenings")),
            *(cue for cues in book.table("occasion").values() for cue in cues),
        ],
        "a step": [cue for role in ("steps", "occasion") for cues in book.table(role).values() for cue in cues],
    }
    asks = frozenset() if about == "a place" else book.words("asks")
    return Wording({*(book.fillers() - asks), *tables[about]})


@lru_cache
def _foreign() -> dict[str, dict[str, Any]]:
    source = resources.files("bot.locales").joinpath("foreign.yaml").read_text(encoding="utf-8")
    return {
        code: {
            "words": frozenset(normalize(word) for word in language.get("words", ())),
            "signs": re.compile(language["signs"]) if "signs" in language else None,
            "line": language["line"],
        }
        for code, language in yaml.load(source, Loader=_YAML).items()  # noqa: S506  plain strings only
    }


@lru_cache
def _glosses() -> dict[str, dict[str, str]]:
    source = resources.files("bot.locales").joinpath("glosses.yaml").read_text(encoding="utf-8")
    return {
        code: {normalize(word): english for english, words in groups.items() for word in words}
        for code, groups in yaml.load(source, Loader=_YAML).items()  # noqa: S506  plain strings only
    }


@lru_cache
def _bundle(language: str) -> FluentBundle:
    """Return the sentences of a language, read when the first is said: 30 ms each that most processes do without."""
    source = resources.files("bot.locales").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    # Isolation marks around placeables would break addresses and references that people copy.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(_no_break(source) if language == "fr" else source))
    return bundle


def _no_break(french: str) -> str:
    """Return French sentences with spaces that no line breaks at before ":", "?" and the like, and within quotation marks."""
    return re.sub(r"(?<=\S) (?=[:;?!»])|(?<=«) ", "\u00a0", french)


@lru_cache
def _cues(language: str) -> dict[str, Any]:
    source = resources.files("bot.locales").joinpath(f"{language}.cues.yaml").read_text(encoding="utf-8")
    cues = yaml.load(source, Loader=_YAML)  # noqa: S506  plain strings only: "on" and "no" are words here
    roles = (
        "follow_up", "pointing", "when", "where", "joining", "becoming", "common", "fee", "timezone",
        "how_many", "everyone", "events",
        "corrections", "happenings", "listings", "nods", "thanks",
        "amounts", "owed", "our_membership", "last_year", "to_come", "asks", "asks_first", "wants", "joins", "clause_endings",
        "salutations", "closings", "padding", "cancel",
    )  # fmt: skip
    words = {role: frozenset(normalize(cue) for cue in cues.get(role, [])) for role in roles}
    spelt = {normalize(one): normalize(word) for word, ones in cues.get("spellings", {}).items() for one in ones}
    words = {role: known | {one for one, word in spelt.items() if word in known} for role, known in words.items()}
    small_talk = ("hello", "thanks", "upset", "goodbye", "who", "help", "topics", "link", "unlink", "language", "nods")
    return {
        **words,
        "tables": {role: _table(cues.get(role, {})) for role in TABLES},
        "small_talk": {meaning: frozenset(normalize(cue) for cue in cues.get(meaning, [])) for meaning in small_talk},
        "languages": {code: frozenset(normalize(cue) for cue in wordings) for code, wordings in cues.get("languages", {}).items()},
        "alike": {concept: frozenset(normalize(word) for word in words) for concept, words in cues.get("alike", {}).items()},
        "spellings": spelt,
    }


@lru_cache
def _words(languages: tuple[str, ...], role: str) -> frozenset[str]:
    return frozenset().union(*(_cues(language)[role] for language in languages))


@lru_cache
def _fillers(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_words(languages, role) for role in ("common", "follow_up", "pointing", "corrections")))


@lru_cache
def _merged(languages: tuple[str, ...], role: str) -> Mapping[str, Collection[str]]:
    merged: dict[str, dict[str, None]] = {}
    for language in languages:
        for name, words in _cues(language)["tables"].get(role, {}).items():
            merged.setdefault(name, {}).update(dict.fromkeys(words))
    return merged


@lru_cache
def _normalized(languages: tuple[str, ...], role: str) -> Mapping[str, Collection[str]]:
    return {name: tuple(dict.fromkeys(map(normalize, cues))) for name, cues in _merged(languages, role).items()}


def _table(cues: Any) -> dict[str, tuple[str, ...]]:
    """Return cues by name, folded; of a mapping to numbers, each word with its number, of a list, each word with nothing."""
    if isinstance(cues, list):
        return {fold(cue): () for cue in cues}
    return {
        fold(name) if isinstance(cue, str) else name: (cue,) if isinstance(cue, str) else tuple(fold(word) for word in cue)
        for name, cue in cues.items()
    }


def _holds(said: str, cue: str) -> bool:
    """Whether a normalised text between spaces has a cue; a Chinese or Korean one may stand anywhere."""
    return cue in said if cue[:1] >= "\u2e80" else f" {cue} " in said or (len(cue) > 4 and f" {cue}" in said)


def _small_talk(words: list[str], wordings: Mapping[str, frozenset[str]], padding: frozenset[str]) -> list[str]:
    """Return what a text means that consists of nothing but small talk and padding; empty if there is more to it."""
    meanings: list[str] = []
    while words:
        for length in range(len(words), 0, -1):
            said = " ".join(words[:length])
            meaning = next((meaning for meaning, ways in wordings.items() if said in ways), None)
            if meaning:
                meanings.append(meaning)
                words = words[length:]
                break
        else:
            if words[0] not in padding:
                return []
            words = words[1:]
    return meanings
