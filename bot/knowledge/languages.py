"""Which of the articles' languages a text is written in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.knowledge.text import letter_language, normalize, script_language
from bot.knowledge.words import MAX_WORDS

_LETTER_VOTE = 1.5  # what a letter that only one language has says, against a function word
_CLEAR, _LIKELY = 0.55, 0.3  # votes that a language needs; to be likelier than the one that is spoken otherwise
_APART = 0.6  # votes that it needs more than the next
_MAYBE = 0.9  # votes within which another may be meant
_MOST_LANGUAGES = 3  # that a question is looked for in


class Languages:
    """Tells languages by script, else by words: those of articles, and function words.

    Args:
        held: As `KnowledgeIndex.held`.
        articles: How many articles there are in each language.
        common_words: Function words of each language, normalised.
    """

    def __init__(
        self,
        held: Callable[[Collection[str]], Mapping[str, Mapping[str, int]]],
        articles: Mapping[str, int],
        common_words: Mapping[str, frozenset[str]],
    ) -> None:
        self._held = held
        self._articles = articles
        self._common_words = common_words
        self._common = frozenset().union(*common_words.values())

    def uses(self, word: str) -> int:
        """Return how many articles use a normalised word; a function word counts as used by all."""
        return sum(self._articles.values()) if word in self._common else sum(self._held([word]).get(word, {}).values())

    def of(self, text: str, *, spoken: str = "") -> str | None:
        """See `bot.knowledge.matcher.Matcher.language_of`."""
        decided = script_language(text)
        if decided:
            return decided if decided in self._articles else None
        ranking = self._votes(text)
        if not ranking or ranking[0][1] < (_LIKELY if spoken else _CLEAR):
            return None
        likeliest, most = ranking[0]
        rival = dict(ranking).get(spoken) if spoken else max((votes for _, votes in ranking[1:]), default=None)
        return likeliest if rival is None or most - rival >= _APART else None

    def possible(self, text: str) -> list[str]:
        """Return the languages that a text may be written in, the likeliest first; at least one."""
        decided = script_language(text)
        if decided in self._articles:
            return [str(decided)]
        ranking = self._votes(text)
        return [lang for lang, votes in ranking if ranking[0][1] - votes < _MAYBE][:_MOST_LANGUAGES]

    def _votes(self, text: str) -> list[tuple[str, float]]:
        """Return how much speaks for each language, the most first."""
        votes = dict.fromkeys(self._articles, 0.0)
        words = list(dict.fromkeys(normalize(text).split()[:MAX_WORDS]))
        held = self._held(words)
        for word in words:
            languages = held.get(word, {})
            total = sum(count / self._articles[lang] for lang, count in languages.items())
            for lang in votes:
                if word in self._common_words.get(lang, ()):
                    votes[lang] += 1.0
                elif languages:
                    votes[lang] += languages.get(lang, 0) / self._articles[lang] / total - 0.25
        by_letter = letter_language(text)
        if by_letter in votes:
            votes[by_letter] += _LETTER_VOTE
        return sorted(votes.items(), key=lambda vote: -vote[1])
