"""Text as the matcher sees it: one spelling for each word, whatever the keyboard, the script or the accents.

Source: RapidFuzz's ``default_process`` drops vowel signs of Indic scripts and FTS5's tokenizers do not segment
Korean or Chinese, hence this small pipeline of our own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

MAX_QUESTION = 2000
"""Characters of a question that are read; longer ones are sent back to the person."""

MAX_KEYWORD = 5
"""Words of a keyword."""

# Korean, Japanese and Chinese are matched by pairs of signs: words there carry particles, or no spaces at all.
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")
# Scripts that decide a language among those of the United Nations and Korean, the first that fits; Japanese is none of ours.
_SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3\u3131-\u318e]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_LETTERS = {"es": re.compile(r"[ñ¿¡]"), "pt": re.compile(r"[ãõ]|\bé\b"), "fr": re.compile(r"[èùœëî]")}
_SCRIPT_SHARE = 0.2  # of the letters: one name in another script does not decide
_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi",
    "id": "indonesian", "it": "italian", "ne": "nepali", "nl": "dutch", "pt": "portuguese", "ru": "russian", "tr": "turkish",
}  # fmt: skip
# French (and Catalan): "l'adhésion" is the word "adhésion". "N'Djamena" is whole.
_ELIDED = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=[aeiouyh])")
_MARKS_OF_ANY_SCRIPT = re.compile(r"[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_ARABIC_PREFIXES = re.compile(r"^(?:و|ف)?(?:ال|لل|بال|كال|ب|ل|ك)?(?=\w{3})")
_RUSSIAN_ENDINGS = re.compile(r"(?<=\w{4})(?:ами|ями|ах|ях|ом|ем|ам|ям|ов|ев|[аеиоуыэюяйь]+)$")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})


PLACEHOLDER = re.compile(r"\{(name|field|event|period|number)\}")
"""In a phrasing of a computed article: any name, field of work, event, time, or number."""


HAS_TOKEN = re.compile(r"\bzz(?:name|field|event|period|number)\b")


def token_of(placeholder: str) -> str:
    """Return the word that stands for a placeholder in the index and in a question made general."""
    return f"zz{placeholder}"


def with_tokens(phrasing: str) -> str:
    """Return a phrasing with the words that stand for its placeholders."""
    return PLACEHOLDER.sub(lambda match: f" {token_of(match[1])} ", phrasing)


def clean(text: str) -> str:
    """Return text that any database and encoding takes: no halves of surrogate pairs, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\*_`[]<>"})


def literal(text: str) -> str:
    """Return a text as Markdown shows it, whatever signs it holds."""
    return text.translate(_MARKUP)


_TIME = re.compile(r"\[([^\[\]]*)\]\((?:time|clock):\d+\)")
_LINK = re.compile(rf"\[(?:[^\[\]]*{_TIME.pattern})+[^\[\]]*\](?=\()")


def with_times_in_links(markdown: str) -> str:
    """Return Markdown in which a link whose label tells a time (`Phrasebook.moment`) is one still: in a link there is no other."""
    return _LINK.sub(lambda label: _TIME.sub(r"\1", label[0]), markdown)


class _Signs(dict[int, str | None]):
    """A table for ``str.translate`` that works out each sign once."""

    def __init__(self, rule: Callable[[str], str | None]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str | None:
        found = self._rule(chr(code))
        self[code] = found
        return found


def _without_accent(sign: str) -> str | None:
    if sign.isspace():
        return " "
    category = unicodedata.category(sign)
    if category in ("Cf", "Cc"):
        return None
    if category[0] == "M" and (sign < "\u0900" or _MARKS_OF_ANY_SCRIPT.match(sign)):
        return None  # of Latin, Greek, Cyrillic, Hebrew, Arabic; Indic signs belong to the word
    return sign


def _of_a_word(sign: str) -> str | None:
    if sign in "'’":
        return None
    return sign if unicodedata.category(sign)[0] in "LNM" else " "


_FOLDED, _WORDS = _Signs(_without_accent), _Signs(_of_a_word)


@lru_cache(maxsize=2048)  # a question passes here half a dozen times on its way
def normalize(text: str) -> str:
    """Return the text in one spelling: folded, words parted by one space.

    Punctuation, symbols, emoji, control and zero-width characters go. ``normalize(normalize(x)) == normalize(x)``.
    """
    return " ".join(_ELIDED.sub("", fold(text)).translate(_WORDS).casefold().split())


def fold(text: str) -> str:
    """Return the text with compatible forms folded, in lower case, letters without accents; punctuation stays.

    Signs that belong to a script (Devanagari vowels) stay; zero-width characters, control characters and lone surrogates go.
    """
    if text.isascii():
        return text.lower().translate(_FOLDED)
    folded = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode()).casefold().translate(_ARABIC)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded).translate(_FOLDED))


def latin_digits(text: str) -> str:
    """Return the text with the digits of all scripts as 0 to 9, each in its place."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)


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


def keyword_key(said: str) -> str:
    """Return what a normalised keyword is looked up by: its words in any order; of Korean and Chinese all signs, however spaced."""
    return "".join(said.split()) if is_in_pairs(said) else " ".join(sorted(said.split()))


def name_key(word: str) -> str:
    """Return what a normalised word of a name is compared by: Russian without its ending, Arabic without article and prefix."""
    if "\u0400" <= word[0] <= "\u04ff":
        return _RUSSIAN_ENDINGS.sub("", word)
    if "\u0600" <= word[0] <= "\u06ff":
        return _ARABIC_PREFIXES.sub("", word)
    return word


def is_pair(word: str) -> bool:
    """Whether a term is a pair of Korean, Japanese or Chinese signs, or a single one."""
    return len(word) < 3 and bool(_SYLLABIC.match(word))


def is_in_pairs(text: str) -> bool:
    """Whether a text is Korean, Japanese or Chinese, which is matched by pairs of signs."""
    return script_language(text) in ("ko", "ja", "zh")


def is_unspaced(word: str) -> bool:
    """Whether a normalised word is Chinese or Japanese, where a whole sentence has no space."""
    return "\u3040" <= word[:1] <= "\u9fff"


def block_of(word: str) -> int:
    """Return a number that words of one script share, and hardly any other script has."""
    return ord(word[-1]) >> 8


def terms(text: str, lang: str) -> list[str]:
    """Return the index terms of a text in its order, repeats kept: stems of words, pairs of signs."""
    return [stem(piece, lang) for word in normalize(text).split() for piece in pieces(word)]


def script_language(text: str) -> str | None:
    """Return the language that the text's script decides, if it does: Hangul is Korean, Cyrillic taken for Russian."""
    letters = sum(sign.isalpha() for sign in text)
    for lang, pattern in _SCRIPTS.items():
        if letters and len(pattern.findall(text)) >= _SCRIPT_SHARE * letters:
            return lang
    return None


def letter_language(text: str) -> str | None:
    """Return the language that alone has one of the text's letters or marks, among those in Latin script; ``None`` if none does."""
    found = [lang for lang, pattern in _LETTERS.items() if pattern.search(text.casefold())]
    return found[0] if len(found) == 1 else None
