"""Titles and phrasings of the articles of a language, each with its place on the shelf that questions are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.articles import Article
from bot.knowledge.library import Library
from bot.knowledge.text import with_tokens


@dataclass(frozen=True, slots=True)
class Line:
    """A title or a phrasing; ``number`` is that of the shelf's line."""

    article: Article
    number: int
    text: str
    is_title: bool

    @property
    def place(self) -> str:
        """Return where it stands: ``topic/slug``."""
        return place_of(self.article)

    @property
    def asked(self) -> str:
        """Return it as a question that is looked for: with what stands for placeholders."""
        return with_tokens(self.text)


def lines_of(library: Library, lang: str) -> list[Line]:
    """Return all lines of a language in the order of its shelf; empty if there is no article in it."""
    shelf = library.matcher.shelf(lang)
    found: list[Line] = []
    for slug in shelf.slugs:
        article = library.article(slug, lang)
        if article is None:  # here begin the subjects that no article answers
            break
        found.append(Line(article, len(found), article.title, is_title=True))
        for phrasing in article.phrasings:
            found.append(Line(article, len(found), phrasing, is_title=False))
    return found


def place_of(article: Article) -> str:
    """Return how an article is called in what is shown: ``topic/slug``."""
    return f"{article.topic}/{article.slug}"


def file_of(article: Article, lang: str, *, first: str) -> str:
    """Return the file of an article in a language, from the content folder on; ``first`` is the language without an ending."""
    return f"articles/{article.topic}/{article.slug}{'' if lang == first else f'.{lang}'}.md"
