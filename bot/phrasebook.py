"""The assistant's own words in every language: what it says (Fluent) and what it understands of small talk (cues)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from babel import dates
from fluent.runtime import FluentBundle, FluentResource

from bot.knowledge.period import Period, Precision
from bot.knowledge.text import normalize

# The day before the month, as international bodies write English.
_LOCALES = {"en": "en_GB"}

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
        self._bundles = {language: _bundle(language) for language in languages}
        self._cues = {language: _cues(language) for language in languages}

    def say(self, lang: str, key: str, **values: str | int) -> str:
        """Return a sentence; ``key`` may name an attribute as ``message.attribute``.

        Raises:
            KeyError: Neither ``lang`` nor the fallback has the sentence.
            ValueError: A value that the sentence needs is missing.
        """
        message_id, _, attribute = key.partition(".")
        bundle = self._bundles.get(lang) or self._bundles[self.languages[0]]
        if not bundle.has_message(message_id):
            bundle = self._bundles[self.languages[0]]
        message = bundle.get_message(message_id)
        pattern: Any = message.attributes[attribute] if attribute else message.value
        text, errors = bundle.format_pattern(pattern, {"association": self._association, **values})
        if errors:
            raise ValueError(f"sentence {key} in {lang}: {errors[0]}")
        return str(text)

    def cue(self, text: str) -> tuple[str, str | None] | None:
        """Return ``(what is meant, language)`` when the whole text is small talk, such as ``("hello", "es")``.

        Several in a row count as the first: "hola, buenos días" is a hello, "thank you, bye" a thanks. The language is
        ``None`` when the words are the same in several ("menu").
        """
        words = normalize(text).split()
        found = {
            language: meanings[0] for language, cues in self._cues.items() if (meanings := _small_talk(words, cues["small_talk"]))
        }
        if not found:
            return None
        language, meaning = next(iter(found.items()))
        return meaning, language if len(found) == 1 else None

    def wanted_language(self, text: str) -> str | None:
        """Return the language that the text asks to be spoken ("in Spanish please"), if that is all it asks."""
        said = normalize(text)
        for cues in self._cues.values():
            for language, wordings in cues["languages"].items():
                if said in wordings and language in self.languages:
                    return str(language)
        return None

    def words(self, role: str) -> frozenset[str]:
        """Return the words with a role in any language: ``follow_up``, ``pointing``, ``when`` or ``common``, normalised."""
        return frozenset().union(*(cues[role] for cues in self._cues.values()))

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

    def date(self, lang: str, period: Period | date) -> str:
        """Return a day, month, year or range as people write it in that language."""
        return _date(_LOCALES.get(lang, lang), period)


@lru_cache(maxsize=512)  # an answer names two or three dates, and most answers the same ones
def _date(locale: str, period: Period | date) -> str:
    if isinstance(period, date):
        return str(dates.format_date(period, "long", locale=locale))
    if period.precision is Precision.DAY:
        return str(dates.format_date(period.first, "long", locale=locale))
    if period.precision is Precision.YEAR:
        return str(dates.format_skeleton("y", period.first, locale=locale))
    if period.precision is Precision.MONTH:
        return str(dates.format_skeleton("yMMMM", period.first, locale=locale))
    return str(dates.format_interval(period.first, period.last, "yMMMMd", locale=locale))


@lru_cache
def available_languages() -> tuple[str, ...]:
    """Return the codes of all languages that have sentences, sorted."""
    names = [entry.name for entry in resources.files("bot.locales").iterdir()]
    return tuple(sorted(name.removesuffix(".ftl") for name in names if name.endswith(".ftl")))


@lru_cache
def _bundle(language: str) -> FluentBundle:
    source = resources.files("bot.locales").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    # Isolation marks around placeables would break addresses and references that people copy.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


@lru_cache
def _cues(language: str) -> dict[str, Any]:
    source = resources.files("bot.locales").joinpath(f"{language}.cues.yaml").read_text(encoding="utf-8")
    cues = yaml.load(source, Loader=_YAML)  # noqa: S506  plain strings only: "on" and "no" are words here
    words = {role: frozenset(normalize(cue) for cue in cues[role]) for role in ("follow_up", "pointing", "when", "common")}
    small_talk = ("hello", "thanks", "goodbye", "who", "help", "topics", "language")
    return {
        **words,
        "small_talk": {meaning: frozenset(normalize(cue) for cue in cues[meaning]) for meaning in small_talk},
        "languages": {code: frozenset(normalize(cue) for cue in wordings) for code, wordings in cues["languages"].items()},
    }


def _small_talk(words: list[str], wordings: dict[str, frozenset[str]]) -> list[str]:
    """Return what a text means that consists of nothing but small talk; empty if there is more to it."""
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
            return []
    return meanings
