"""Which article answers a question, and how sure that is.

A question is compared with every article of its language at once: by words, their kin and words for the same things, by
whole phrasings, by runs of letters, by spelling (`bot.knowledge.evidence`). Words that no article knows, and names that a
candidate does not hold, count against it. The evidence is fused into one probability (`bot.knowledge.fusion`), fitted by
``benchmarks/calibrate.py`` on phrasings held out one at a time, on questions, and on questions that nothing answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.knowledge.evidence import NAMES, Asked, Found, names_in, together, weigh
from bot.knowledge.fusion import BY_PIECES, BY_SENTENCES, ranked
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.languages import Languages
from bot.knowledge.meanings import vectors_in
from bot.knowledge.semantics import Semantics
from bot.knowledge.shelves import OUTSIDE, Array, Shelf, unpack
from bot.knowledge.text import MAX_KEYWORD, MAX_QUESTION, normalize
from bot.knowledge.words import Vocabulary, Word

_STRANGE = NAMES.index("strange")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that may answer.

    Attributes:
        score: Probability that it is the one asked for, 0 to 1.
        evidence: What speaks for it, in the order of `bot.knowledge.evidence.NAMES`; empty where it was not compared.
    """

    slug: str
    score: float
    evidence: tuple[float, ...] = ()

    @property
    def strange(self) -> float:
        """Share of the question's telling words, by weight, that neither its title nor a phrasing holds, 0 to 1.

        What stands for a name or a number (`bot.knowledge.text.token_of`) is left aside.
        """
        return self.evidence[_STRANGE] if self.evidence else 0.0


_ASTRAY, _NAMED = NAMES.index("astray"), 0.1
_VERBATIM = 0.99  # score of an article for its own title or phrasing, in any order of words; fitting never sees one
_NO_LENGTH = 1e-9
_REMEMBERED = 32  # questions whose candidates are kept: what reads a message asks for the same several times
_CONTEXT = 0.35  # weight of a word that the conversation, not the question, brings in


class Matcher:
    """Finds articles in a knowledge index; holds the vocabulary and the shelves in memory.

    Attributes:
        fusion: What weighs the evidence.
    """

    def __init__(self, index: KnowledgeIndex, common_words: dict[str, frozenset[str]], semantics: Semantics) -> None:
        """Read the vocabulary.

        Args:
            index: An open index.
            common_words: Function words of each language ("the", "que"), normalised; they identify a language and
                say little about a subject.
            semantics: What the vectors in the index were made with.
        """
        self.fusion = BY_SENTENCES if semantics.model else BY_PIECES
        self._semantics = semantics
        self._index = index
        self._common_words = common_words
        self._articles = index.article_counts()
        self._languages = Languages(index.held, self._articles, common_words)
        self._words: dict[str, Vocabulary] = {}
        self._shelves: dict[str, Shelf] = {}
        self._compared: dict[tuple[str, str, str, frozenset[str] | None], Found] = {}

    def search(
        self, question: str, *, about: str = "", limit: int = 5, lang: str = "", among: frozenset[str] | None = None
    ) -> list[Hit]:
        """Return the likeliest articles, best first, each once; empty when nothing fits.

        Args:
            question: What was asked, as it was written; any text, any length.
            about: What the conversation was about before; it can settle what a short question leaves open.
            limit: Most hits returned.
            lang: Whose articles are looked at; those that the question may be written in, if it is empty.
            among: Slugs of the articles that are looked at; all, if it is ``None``.
        """
        question, about = question[:MAX_QUESTION], about[:MAX_QUESTION]
        said = normalize(question)
        verbatim = self._index.verbatim(said)
        for one in () if verbatim else self._looked_at(said, about, lang):
            verbatim |= self._index.verbatim(self.words(one).mended(said))
        found = self.compare(question, about=about, lang=lang, among=among)
        sure = {slug: _VERBATIM for slug in sorted(verbatim) if among is None or slug in among}
        scores = {slug: score for slug, score in sure.items() if slug not in found.slugs}  # in another language than it seems
        evidence = dict(zip(found.slugs, map(tuple, found.evidence.tolist()), strict=True))
        for place, score in ranked(found, self.fusion, first=sure):
            slug = found.slugs[place]
            if not slug.startswith(OUTSIDE):
                scores[slug] = score
            elif not about:
                break  # likelier than all that follow is a subject that no article answers
        return [Hit(slug, score, evidence.get(slug, ())) for slug, score in list(scores.items())[:limit]]

    def keyed(self, text: str) -> Mapping[str, str]:
        """Return the article that a text is a keyword of, by language; slips are mended where it is none as it stands."""
        said = normalize(text[:MAX_QUESTION])
        if not 0 < len(said.split()) <= MAX_KEYWORD:
            return {}
        found = self._index.keyed(said)
        for lang in () if found else self._looked_at(said, "", ""):
            mended = self.words(lang).mended(said)
            slug = self._index.keyed(mended).get(lang) if len(mended.split()) == len(said.split()) else None
            found |= {lang: slug} if slug else {}
        return found

    def outside(self, question: str, *, wholly: bool = False) -> float:
        """Return how likely a question means a subject that no article answers, and that holds all names in it.

        Above 0 means that such a subject is likelier than any article.

        Args:
            question: What was asked.
            wholly: Whether it must hold most of what nearly all phrasings of the subject say: “Medellín” alone is not the
                office to let there.
        """
        found = self.compare(question)
        place, score = next(iter(ranked(found, self.fusion, first={})), (0, 0.0))
        meant = score and found.slugs[place].startswith(OUTSIDE) and found.evidence[place, _ASTRAY] < _NAMED
        return score if meant and (not wholly or self._is_about(found.slugs[place], question)) else 0.0

    def _is_about(self, slug: str, question: str) -> bool:
        """Whether a question holds most, by weight, of what nearly all phrasings of an article say."""
        for shelf in map(self.shelf, self._looked_at(normalize(question), "", "")):
            if slug in shelf.slugs:
                typical = shelf.typical(shelf.slugs.index(slug))
                said = {shelf.terms.get(term) for word, _ in self.weighed(question, shelf.lang) for term in word.terms}
                if 2 * sum(weight for term, weight in typical.items() if term in said) >= sum(typical.values()):
                    return True
        return False

    def compare(self, question: str, *, about: str = "", lang: str = "", among: frozenset[str] | None = None) -> Found:
        """Return candidates with their evidence, each slug once; arguments as for `search`."""
        asked = question[:MAX_QUESTION], about[:MAX_QUESTION], lang, among
        found = self._compared.get(asked)
        if found is None:
            languages = self._looked_at(normalize(asked[0]), asked[1], lang)
            found = together([self.weigh(asked[0], self.shelf(one), about=asked[1], among=among) for one in languages])
            found.evidence.flags.writeable = False
            if len(self._compared) >= _REMEMBERED:
                self._compared.clear()
            self._compared[asked] = found
        return found

    def _looked_at(self, said: str, about: str, lang: str) -> list[str]:
        return [lang] if lang else self._languages.possible(said or normalize(about))

    def weigh(self, question: str, shelf: Shelf, *, about: str = "", among: frozenset[str] | None = None) -> Found:
        """Return candidates of one language with their evidence; arguments as for `search`, but for the articles to look at."""
        said, vocabulary = normalize(question[:MAX_QUESTION]), self.words(shelf.lang)
        words = self.weighed(question, shelf.lang)
        if about:
            known = {word.said for word, _ in words}
            context = vocabulary.read(normalize(about))
            words += [(word, _CONTEXT * share * word.weight) for word, share in context if word.said not in known]
        mended = vocabulary.mended(said)
        asked = Asked(words, mended, names_in(question), self._meaning(mended, normalize(about)))
        return weigh(shelf, asked, among=_numbers(shelf, among))

    def _meaning(self, said: str, about: str) -> Array:
        """Return the vector of a normalised question, drawn towards that of what the conversation was about."""
        vector = self._semantics.vector(said)
        if about:
            vector = vector + _CONTEXT * self._semantics.vector(about)
            vector = vector / max(float(np.linalg.norm(vector)), _NO_LENGTH)
        return vector

    def language_of(self, text: str, *, spoken: str = "") -> str | None:
        """Return the language that a text is written in, of those that articles are written in; ``None`` when unclear.

        The script if it decides, else the language whose articles and function words hold its words.
        A text that is a keyword in one language alone is in that.

        Args:
            text: What was written.
            spoken: The language that it is taken to be in otherwise: then it is unclear only where that may be meant.
        """
        told = self._languages.of(text, spoken=spoken)
        keyed = [] if told else [*self.keyed(text)]
        return keyed[0] if len(keyed) == 1 or (spoken and keyed and spoken not in keyed) else told

    def uses(self, word: str) -> int:
        """Return how many articles use a normalised word; a function word counts as used by all."""
        return self._languages.uses(word)

    def forget(self) -> None:
        """Forget what was compared last, for measuring."""
        self._compared.clear()

    def prepare(self) -> None:
        """Read the words of all languages and what tells the meaning of texts, so that no question waits for it."""
        self._semantics.vector("")
        for lang in self._articles:
            self.words(lang).prepare()

    def words(self, lang: str) -> Vocabulary:
        """Return the words of a language's articles."""
        if lang not in self._words:
            rows = self._index.vocabulary(lang)
            self._words[lang] = Vocabulary(lang, rows, self._articles[lang], self._common_words, self._articles)
        return self._words[lang]

    def read(self, word: str) -> Word:
        """Return what one normalised word, or pair of signs, stands for, in the language that knows it best."""
        readings = [self.words(lang).word(word) for lang in self._articles]
        return max(readings, key=lambda read: max(read.terms.values(), default=0.0))

    def weighed(self, text: str, lang: str) -> list[tuple[Word, float]]:
        """Return the words of a text in a language with what each says, each once."""
        return [(word, share * word.weight) for word, share in self.words(lang).read(normalize(text[:MAX_QUESTION]))]

    def shelf(self, lang: str) -> Shelf:
        """Return the articles of a language, as questions are compared with them."""
        if lang not in self._shelves:
            stored = self._index.shelf(lang)
            meanings = vectors_in(stored, self._semantics.size).astype(np.float32)
            self._shelves[lang] = unpack(stored, lang, meanings, self.words(lang).weight)
        return self._shelves[lang]


def _numbers(shelf: Shelf, among: frozenset[str] | None) -> Array | None:
    return None if among is None else np.array([number for number, slug in enumerate(shelf.slugs) if slug in among], int)
