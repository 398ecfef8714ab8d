"""``bot knowledge``: what would make the content easier to find."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.base import Now, err, group, open_services, out, print_json, quiet_settings, run
from bot.errors import UsageError
from bot.suggesting.lines import file_of, place_of
from bot.suggesting.veil import GAP

if TYPE_CHECKING:
    from bot.app import App
    from bot.suggesting.collisions import Collision
    from bot.suggesting.hidden import Hidden
    from bot.suggesting.unanswered import Group

app = group("What the assistant knows: where it is hard to find.")
MOST_TURNS = 50_000
"""Turns of conversations that are looked through, the newest."""
MOST_GROUPS = 50
"""Groups of questions that are shown as text."""


@dataclass(frozen=True, slots=True)
class _Found:
    collisions: Sequence[Collision]
    hidden: Sequence[Hidden]
    groups: Sequence[Group]


@app.callback()
def _group() -> None:
    """Keep ``suggest`` a command of its own while it is the only one."""


@app.command("suggest")
def suggest(
    lang: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Only this language, such as ko.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="NAME", help="Only articles of this topic, such as fees.")] = None,
    days: Annotated[int, typer.Option("--days", help="How far back questions are looked at.", min=1)] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    now: Now = None,
) -> None:
    """Say which phrasings collide, which articles are hard to find, and what was asked in vain.

    Of people's questions nothing is shown that could tell who asked: no addresses, no long numbers, no names.
    """

    async def work() -> tuple[_Found, str]:
        async with open_services(quiet_settings(), now=now) as services:
            library = services.library
            for chosen, known, name in ((lang, library.association.languages, "language"), (topic, library.topics, "topic")):
                if chosen and chosen not in known:
                    raise UsageError(f"there is no {name} “{chosen}”; there are {', '.join(known)}")
            languages = [lang] if lang else list(library.association.languages)
            found = await _find(services, languages, [topic] if topic else library.topics, days=days)
            return found, library.association.languages[0]

    found, first = run(work())
    if as_json:
        print_json(_as_json(found, first))
        return
    for section in (_collisions(found.collisions), _hidden(found.hidden), _asked(found.groups, first, days)):
        for line in section:
            out.print(line, soft_wrap=True)


async def _find(services: App, languages: Sequence[str], topics: Collection[str], *, days: int) -> _Found:
    from bot.suggesting.collisions import collisions
    from bot.suggesting.hidden import hidden
    from bot.suggesting.unanswered import groups, unanswered

    library, since = services.library, services.clock.now() - timedelta(days=days)
    collided: list[Collision] = []
    unfound: list[Hidden] = []
    with err.status("Comparing phrasings …") as status:
        for lang in languages:
            status.update(f"Comparing phrasings: {lang} …")
            collided += [
                one for one in collisions(library, lang) if {one.first.article.topic, one.second.article.topic} & set(topics)
            ]
            unfound += hidden(library, lang, topics=topics)
        status.update("Looking at questions …")
        asked = [one for one in unanswered(await services.memory.since(since, limit=MOST_TURNS)) if one.lang in languages]
        contacts = [contact.details.name for contact in await services.registry.contacts()]
        found = groups(library, asked, contacts)
    every = set(topics) == set(library.topics)
    return _Found(collided, unfound, [one for one in found if every or (one.home and one.home.topic in topics)])


def _collisions(found: Sequence[Collision]) -> Iterable[str]:
    yield f"Phrasings that collide: {len(found)}"
    if found:
        yield "Two articles have nearly the same phrasing, so who asks like this gets one of them by chance."
        yield "Change one of the two so that it says what is special about its article, or delete it."
    for one in found:
        yield ""
        for margin, line in ((one.first.article.lang, one.first), ("  ", one.second)):
            yield f"  {margin}  {line.place}, {'title' if line.is_title else 'phrasing'}: “{line.text}”"
        if one.is_same:
            yield "      These are the same words."
    yield ""


def _hidden(found: Sequence[Hidden]) -> Iterable[str]:
    yield f"Articles that are hard to find: {len(found)}"
    if found:
        yield "Each of their phrasings was left out in turn and then asked: another article came first every time. So whoever asks"
        yield "in words of their own will hardly find them. Add phrasings with words that belong to this article alone, and look"
        yield "whether the article that comes first instead has phrasings which belong here."
        yield ""
    for one in found:
        rivals = ", ".join(f"{slug} ({count})" for slug, count in one.rivals[:3] if slug) or "nothing"
        count = len(one.article.phrasings)
        yield f"  {one.article.lang}  {place_of(one.article)}: none of {count} phrasings; first came {rivals}"
    yield ""


def _asked(found: Sequence[Group], first: str, days: int) -> Iterable[str]:
    count = sum(one.count for one in found)
    yield f"What was asked in the last {days} days and not answered: {count} questions in {len(found)} groups"
    if found:
        yield f"“{GAP}” stands for words that could tell who asked."
    for one in found[:MOST_GROUPS]:
        yield ""
        yield f"  {one.lang}  asked {one.count} × by {one.people} {'person' if one.people == 1 else 'people'}"
        yield from (f"      “{text}”" for text in one.wordings)
        if not one.wordings:
            yield "      (not shown: too much of it could tell who asked)"
        if one.home is None:
            yield "      No article is near. If the documents answer it, it takes a new one."
            continue
        file = file_of(one.home, one.lang, first=first)
        if one.phrasing:
            yield f"      If “{one.home.title}” answers it, add under the phrasings of {file}:"
            yield f"        {one.phrasing}"
        else:
            yield f"      If “{one.home.title}” answers it, add a phrasing in your own words to {file}."
    if len(found) > MOST_GROUPS:
        yield ""
        yield f"  … and {len(found) - MOST_GROUPS} more groups, asked by fewer people; --json shows all."
    yield ""


def _as_json(found: _Found, first: str) -> dict[str, Any]:
    def line(one: Any) -> dict[str, Any]:
        return {"article": one.article.slug, "topic": one.article.topic, "title": one.is_title, "text": one.text}

    return {
        "collisions": [
            {
                "lang": one.first.article.lang,
                "lines": [line(one.first), line(one.second)],
                "likeness": round(one.likeness, 3),
                "same": one.is_same,
            }
            for one in found.collisions
        ],
        "hard_to_find": [
            {
                "lang": one.article.lang,
                "article": one.article.slug,
                "topic": one.article.topic,
                "phrasings": len(one.article.phrasings),
                "first_instead": [{"article": slug, "times": count} for slug, count in one.rivals if slug],
            }
            for one in found.hidden
        ],
        "unanswered": [
            {
                "lang": one.lang,
                "count": one.count,
                "people": one.people,
                "wordings": list(one.wordings),
                "article": one.home.slug if one.home else None,
                "file": file_of(one.home, one.lang, first=first) if one.home else None,
                "add": one.phrasing or None,
            }
            for one in found.groups
        ],
    }
