"""Text as the matcher sees it: one spelling for each word, whatever the keyboard, the script or the accents.

Source: RapidFuzz's ``default_process`` drops vowel signs of Indic scripts and FTS5's tokenizers do not segment
Korean or Chinese, hence this small pipeline of our own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

MAX_QUESTION = 2000
"""Characters of a question that are read; longer ones are sent back to the person."""

# Korean, Japanese and Chinese are matched by pairs of signs: words there carry particles, or no spaces at all.
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")
_SCRIPTS = {"ko": re.compile(r"[\uac00-\ud7a3\u3131-\u318e]")}
_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi",
    "id": "indonesian", "it": "italian", "ne": "nepali", "nl": "dutch", "pt": "portuguese", "ru": "russian", "tr": "turkish",
}  # fmt: skip
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})


def clean(text: str) -> str:
    """Return text that any database and encoding takes: no halves of surrogate pairs, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


@lru_cache(maxsize=2048)  # a question passes here half a dozen times on its way
def normalize(text: str) -> str:
    """Return the text in one spelling: compatible forms folded, lower case, accents of letters dropped, words parted by one space.

    Signs that belong to a script (Devanagari vowels) stay; punctuation, symbols, emoji, control and zero-width
    characters go. Lone surrogates go too. ``normalize(normalize(x)) == normalize(x)``.
    """
    folded = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode()).casefold()
    folded = folded.translate(_ARABIC)
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", folded):
        category = unicodedata.category(char)
        if category[0] in "LN":
            base = char
            kept.append(char)
        elif category[0] == "M":
            if base >= "\u0900":  # Latin, Greek, Cyrillic, Hebrew and Arabic lose their marks; Indic scripts keep them
                kept.append(char)
        elif (category not in ("Cf", "Cc") or char.isspace()) and char not in "'’":
            kept.append(" ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).casefold().split())


def stem(word: str, lang: str) -> str:
    """Return the stem of a normalised word, or the word itself where the language has no stemmer."""
    return _stem(word, lang) if lang in _STEMMERS else word


@lru_cache(maxsize=50_000)
def _stem(word: str, lang: str) -> str:
    stemmer = _stemmer(lang)
    return str(stemmer.stemWord(word))


@lru_cache
def _stemmer(lang: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[lang])


def pieces(word: str) -> list[str]:
    """Return what a normalised word is matched by: itself, or pairs of signs where it is Korean, Japanese or Chinese."""
    if not _SYLLABIC.search(word):
        return [word]
    found: list[str] = []
    position = 0
    for run in _SYLLABIC.finditer(word):
        if run.start() > position:
            found.append(word[position : run.start()])
        signs = run.group()
        found.extend(signs[i : i + 2] for i in range(max(1, len(signs) - 1)))
        position = run.end()
    if position < len(word):
        found.append(word[position:])
    return found


def terms(text: str, lang: str) -> list[str]:
    """Return the index terms of a text in its order, repeats kept: stems of words, pairs of signs."""
    return [stem(piece, lang) for word in normalize(text).split() for piece in pieces(word)]


def script_language(text: str) -> str | None:
    """Return the language that the text's script decides, if it does: Hangul is Korean."""
    for lang, pattern in _SCRIPTS.items():
        if pattern.search(text):
            return lang
    return None
