"""Questions: the curated answer with its source, a choice of guesses, or an honest "I don't know"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import Choice, Citation, Conversation, Kind, Reply, Turn
from bot.errors import UsageError
from bot.knowledge.articles import Article
from bot.knowledge.library import Library
from bot.knowledge.matcher import Hit
from bot.knowledge.period import Period
from bot.knowledge.text import normalize
from bot.phrasebook import Phrasebook

ANSWER_AT = 0.5
"""Score from which a hit is given as the answer; see docs/quality.md for what it costs and saves."""
GUESS_AT = 0.15
"""Score from which a hit is offered as a guess; below it the assistant abstains."""
MAX_GUESSES = 3
MAX_RELATED = 3


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """A question that leans on the one before: what is new in it, and what that one was about."""

    text: str
    about: str
    last: Article
    opened: bool  # begins like "and for ...": asks for something else than before
    when: bool  # asks only for the date


class Answers:
    """Answers questions from the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def ask(self, conversation: Conversation, text: str) -> Reply:
        """Answer a question, offer guesses, or abstain."""
        if not text:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "empty"))
        follow_up = self._follow_up(conversation, text)
        if follow_up and follow_up.when and follow_up.last.happens:
            return self._date(conversation, follow_up.last, follow_up.last.happens)
        hits = self._hits(text, follow_up)
        if hits and hits[0].score >= ANSWER_AT:
            return self._answer(conversation, hits[0].slug, hits[0].score)
        guesses = [hit for hit in hits if hit.score >= GUESS_AT][:MAX_GUESSES]
        if guesses:
            return self._guess(conversation, guesses)
        return self.abstain(conversation, confidence=hits[0].score if hits else 0.0)

    async def show(self, conversation: Conversation, slug: str) -> Reply:
        """Show the article of a button."""
        if self._library.article(slug, conversation.lang) is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return self._answer(conversation, slug, 1.0)

    async def none_of_these(self, conversation: Conversation, _argument: str) -> Reply:
        """Abstain: none of the guesses was meant."""
        return self.abstain(conversation, confidence=0.0)

    def abstain(self, conversation: Conversation, *, confidence: float) -> Reply:
        """Say that the answer is not known, and who will know it."""
        say, lang = self._library.phrasebook.say, conversation.lang
        return Reply(
            Kind.UNKNOWN,
            say(lang, "unknown", email=self._library.association.email),
            lang,
            choices=(Choice(say(lang, "unknown-topics"), "topics"),),
            confidence=round(confidence, 3),
        )

    def _hits(self, text: str, follow_up: _FollowUp | None) -> list[Hit]:
        alone = self._library.search(text)
        if follow_up is None or (not follow_up.opened and alone and alone[0].score >= ANSWER_AT):
            return alone
        leaning = self._library.search(follow_up.text, about=follow_up.about)
        if follow_up.opened:
            leaning = [hit for hit in leaning if hit.slug != follow_up.last.slug]
        if follow_up.when and not leaning:
            return [Hit(follow_up.last.slug, 1.0)]
        if alone and (not leaning or alone[0].score > max(leaning[0].score, ANSWER_AT)):
            return alone
        return leaning

    def _follow_up(self, conversation: Conversation, text: str) -> _FollowUp | None:
        """Return how a question leans on the last answered one, if it may."""
        turn = next((turn for turn in reversed(conversation.history) if turn.reply.article), None)
        last = self._library.article(turn.reply.article, conversation.lang) if turn and turn.reply.article else None
        if turn is None or last is None:
            return None
        phrasebook = self._library.phrasebook
        said = normalize(text)
        rest = _without_opener(said, phrasebook.words("follow_up"))
        words = set(rest.split())
        when = _is_when(rest, phrasebook)
        points = bool(words & phrasebook.words("pointing"))
        opened = rest != said
        if not (opened or points or when or len(words) <= 3):
            return None
        return _FollowUp(rest or said, f"{_asked(turn)} {last.title}", last, opened and not when, when)

    def _answer(self, conversation: Conversation, slug: str, score: float) -> Reply:
        article = self._library.article(slug, conversation.lang)
        assert article is not None  # noqa: S101  slugs come from the same library
        say, lang = self._library.phrasebook.say, conversation.lang
        parts = [] if article.lang == lang else [f"_{say(lang, 'answer-elsewhere')}_"]
        parts.append(article.body)
        if article.lapses_on and article.lapses_on < conversation.today:
            parts.append(f"_{say(lang, 'lapsed', date=self._library.phrasebook.date(lang, article.lapses_on))}_")
        elif article.happens and article.happens.is_past(conversation.today):
            parts.append(f"_{say(lang, 'past-event', date=self._library.phrasebook.date(lang, article.happens))}_")
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=self._note(lang, article),
            choices=self._related(article, lang),
            citations=tuple(Citation(source.document, source.section, article.as_of) for source in article.sources),
            article=slug,
            confidence=round(score, 3),
        )

    def _date(self, conversation: Conversation, article: Article, period: Period) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        answer = self._answer(conversation, article.slug, 1.0)
        date = phrasebook.date(lang, period)
        text = phrasebook.say(lang, "happens-on", title=article.title, date=date)
        if period.is_past(conversation.today):
            text += f"\n\n_{phrasebook.say(lang, 'past-event', date=date)}_"
        return Reply(Kind.ANSWER, text, lang, note=answer.note, citations=answer.citations, article=article.slug, confidence=1.0)

    def _guess(self, conversation: Conversation, guesses: list[Hit]) -> Reply:
        say, lang = self._library.phrasebook.say, conversation.lang
        articles = [article for hit in guesses if (article := self._library.article(hit.slug, lang))]
        choices = [Choice(article.title, f"a:{article.slug}") for article in articles]
        return Reply(
            Kind.CHOICES,
            say(lang, "did-you-mean"),
            lang,
            choices=(*choices, Choice(say(lang, "none-of-these"), "none")),
            confidence=round(guesses[0].score, 3),
        )

    def _related(self, article: Article, lang: str) -> tuple[Choice, ...]:
        related = [self._library.article(slug, lang) for slug in article.related[:MAX_RELATED]]
        return tuple(Choice(other.title, f"a:{other.slug}") for other in related if other)

    def _note(self, lang: str, article: Article) -> str:
        """Return the line that names the documents, their sections, and the date as of which the article holds."""
        phrasebook = self._library.phrasebook
        sections: dict[str, list[str]] = {}
        for source in article.sources:
            sections.setdefault(source.document, []).append(source.section)
        sources = " · ".join(f"{document} ({'; '.join(names)})" for document, names in sections.items())
        as_of = phrasebook.say(lang, "as-of", date=phrasebook.date(lang, Period.parse(article.as_of)))
        return f"{phrasebook.say(lang, 'source', sources=sources, count=len(sections))} · {as_of}"


def _asked(turn: Turn) -> str:
    return turn.text if not turn.text.startswith("/") else ""


def _without_opener(said: str, openers: frozenset[str]) -> str:
    """Return a normalised question without "and", "what about" and the like at its front; itself if it has none."""
    found = [opener for opener in openers if said.startswith(f"{opener} ")]
    return said[len(max(found, key=len)) :].strip() if found else said


def _is_when(said: str, phrasebook: Phrasebook) -> bool:
    """Whether a question asks for a date and names nothing else ("when was that?")."""
    asks = next((cue for cue in sorted(phrasebook.words("when"), key=len, reverse=True) if f" {cue} " in f" {said} "), "")
    rest = set(said.replace(asks, "", 1).split())
    return bool(asks) and rest <= phrasebook.words("pointing") | phrasebook.words("common")
