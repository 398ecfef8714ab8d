"""How articles are shown: the answer with its sources and date, only its date, or a few as guesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Choice, Citation, Conversation, Kind, Reply
from bot.handlers.sources import written
from bot.knowledge.articles import Article
from bot.knowledge.library import Library
from bot.knowledge.matcher import Hit
from bot.knowledge.period import Period
from bot.knowledge.schema import PRIVATE

MAX_RELATED = 3
MAX_SECTIONS = 3
"""Sections of a document that the small print names; `Citation`s name them all."""


class Shown:
    """Makes replies of articles."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, conversation: Conversation, slug: str, score: float) -> Reply:
        """Return an article as the answer, and a line that says so where what it tells is past."""
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
            choices=self.related(article, lang),
            citations=tuple(Citation(source.document, source.section, article.as_of) for source in article.sources),
            article=slug,
            confidence=round(score, 3),
        )

    def again(self, conversation: Conversation, reply: Reply) -> Reply:
        """Return a reply with a line that nothing more is known, if it was given just before.

        A member's own record says all that is asked of it: "what is open?", "until when?".
        """
        last = conversation.last
        is_record = reply.subject.partition(":")[0] in PRIVATE
        if last is None or is_record or reply.kind is not Kind.ANSWER or reply.text not in last.text:
            return reply
        line = self._library.phrasebook.say(conversation.lang, "again", email=self._library.association.email)
        return replace(reply, text=f"_{line}_\n\n{reply.text}")

    def date(self, conversation: Conversation, article: Article, period: Period) -> Reply:
        """Return only when what an article tells of takes place."""
        phrasebook, lang = self._library.phrasebook, conversation.lang
        answer = self.answer(conversation, article.slug, 1.0)
        date = phrasebook.date(lang, period)
        text = phrasebook.say(lang, "happens-on", title=article.title, date=date)
        if period.is_past(conversation.today):
            text += f" {phrasebook.say(lang, 'past')}"
        return Reply(Kind.ANSWER, text, lang, note=answer.note, citations=answer.citations, article=article.slug, confidence=1.0)

    def guess(self, conversation: Conversation, guesses: Sequence[Hit]) -> Reply:
        """Return articles to choose from."""
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

    def related(self, article: Article, lang: str) -> tuple[Choice, ...]:
        """Return buttons for what an article is related to."""
        related = [other for slug in article.related if (other := self._library.article(slug, lang)) and other.lang == article.lang]
        return tuple(Choice(other.title, f"a:{other.slug}") for other in related[:MAX_RELATED])

    def _note(self, lang: str, article: Article) -> str:
        """Return the line that names the documents, their sections, and the date as of which the article holds."""
        sections: dict[str, list[str]] = {}
        for source in article.sources:
            sections.setdefault(source.document, []).append(source.section)
        shown = {
            document: [*names[:MAX_SECTIONS], *(["…"] if len(names) > MAX_SECTIONS else [])] for document, names in sections.items()
        }
        sources = [f"{document} ({'; '.join(names)})" for document, names in shown.items()]
        return written(self._library, lang, sources, Period.parse(article.as_of))
