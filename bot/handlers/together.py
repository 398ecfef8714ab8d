"""Several answers in one reply, for a message that asks for several things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Choice, Reply
from bot.knowledge.library import Library
from bot.knowledge.text import literal

MAX_CHOICES = 6


def together(library: Library, lang: str, replies: Sequence[Reply]) -> Reply:
    """Return answers as one, in their order, each under its title and with its own sources; it counts as the last of them.

    What was asked next leans on the last one, so its article and subject are those of the whole.
    """
    last = replies[-1]
    if len(replies) == 1:
        return last
    parts: list[str] = []
    for reply in replies:
        article = library.article(reply.article, lang) if reply.article else None
        if article and not article.computed:  # what is worked out says by itself what it is about
            parts.append(f"**{literal(article.title)}**")
        parts.append(reply.text)
        if reply.note and reply is not last:
            parts.append(f"_{literal(reply.note)}_")
    told = {f"a:{reply.article}" for reply in replies}
    return replace(
        last,
        text="\n\n".join(parts),
        also=tuple(reply.article for reply in replies[:-1] if reply.article),
        choices=_choices([[choice for choice in reply.choices if choice.action not in told] for reply in replies]),
        citations=tuple(dict.fromkeys(citation for reply in replies for citation in reply.citations)),
        confidence=min((reply.confidence for reply in replies if reply.confidence is not None), default=None),
        file=next((reply.file for reply in replies if reply.file), None),
    )


def either(library: Library, lang: str, replies: Sequence[Reply], *, chance: float) -> Reply:
    """Return an answer, or two as one, where either may be meant, the likelier first; then it counts as that one.

    Args:
        library: Where the articles stand.
        lang: Language of the reply.
        replies: One or two answers.
        chance: How likely one of two is meant.
    """
    first, *others = replies
    if not others:
        return first
    both, say = together(library, lang, replies), library.phrasebook.say
    return replace(
        both,
        text=f"{say(lang, 'either')}\n\n{both.text}",
        article=first.article,
        also=tuple(reply.article for reply in others if reply.article),
        choices=(*both.choices, Choice(say(lang, "none-of-these"), "none")),
        confidence=round(chance, 3),
    )


def _choices(offered: Sequence[Sequence[Choice]]) -> tuple[Choice, ...]:
    """Return the buttons of all answers, each once, as many of each as there is room for."""
    share = MAX_CHOICES // len(offered)
    few = [list(choices[:share]) for choices in offered[:-1]]
    return tuple(dict.fromkeys(choice for choices in [*few, offered[-1][: MAX_CHOICES - sum(map(len, few))]] for choice in choices))
