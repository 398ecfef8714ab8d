"""Fees: what a city, an institution or a company of such a size pays, asked for in as many messages as it takes."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise

from bot.conversation import Choice, Citation, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.events import told
from bot.knowledge.fees import LARGEST, Bracket, Estimate, Measure, Missing, OutOfRange, Payer, Schedule, estimate
from bot.knowledge.library import Library
from bot.knowledge.names import Sort
from bot.knowledge.period import Period
from bot.knowledge.text import normalize

NAME = "fees"
"""Of this capability: what articles that are computed by it say, and where subjects and actions begin."""

_FIGURES = {"p": "population", "g": "gdp", "e": "employees", "y": "year"}
_LAST_YEAR = 9999
_FIGURE = re.compile(r"([pgey])(-?\d{1,16})")
_TOWNS, _A_TOWN = "local-government", 10_000  # inhabitants: of whom so many are told is no institution and no company
_SURE = 0.95  # score from which an article surely answers
_MANY_WORDS = 14  # a longer text is a question of its own, not the answer to what was asked


class FeeCalculator:
    """Works out fees from the schedules of the content; what it knows so far travels in `Reply.subject` and in buttons."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def answer(self, conversation: Conversation, text: str) -> Reply:
        """Answer a question about a fee from its words alone."""
        return self._reply(conversation, self._library.payers.read(text))

    async def press(self, conversation: Conversation, state: str) -> Reply:
        """Go on from a button; ``state`` is what is known."""
        payer = _decoded(state)
        if payer is None or not self._knows(payer):
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return self._reply(conversation, payer)

    def claims(self, text: str) -> str:
        """Claim what speaks of paying and gives a figure that fees go by, but not what is asked of the rules."""
        asks = self._library.payers.asks_for_amount(text) and not self._asks_for_a_rule(text)
        return self._library.computed_article(NAME) if asks else ""

    def _asks_for_a_rule(self, text: str) -> bool:
        """Whether an article on fees that names no payer surely answers a text: which of two figures counts."""
        hits = self._library.search(text, limit=1)
        article = self._library.article(hits[0].slug, self._library.association.languages[0]) if hits else None
        if article is None or article.topic != NAME or article.computed or hits[0].score < _SURE:
            return False
        return self._library.payers.read(article.title).category is None

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on after a reply about fees, if the text answers what was asked or varies the case; else ``None``."""
        before, last = _decoded(state), conversation.last
        if before is None or not self._knows(before) or len(normalize(text).split()) > _MANY_WORDS:
            return None
        waits = last is not None and last.kind in (Kind.ASK, Kind.ERROR)
        phrasebook = self._library.phrasebook
        opened = any(normalize(text).startswith(f"{opener} ") for opener in phrasebook.words("follow_up"))
        if not waits and _figures(before) == Payer():
            return self._begun(conversation, text, opened=opened)
        missing = self._missing(conversation, before) if waits else ""
        given = "" if opened else self._given(conversation)
        found = self._library.payers.read(text, before=before, asked=missing, given=given)
        if found == Payer():
            return None
        figures = any(getattr(found, name) is not None for name in _FIGURES.values())
        says_who = bool(found.category) and self._library.ellipsis.is_elliptic(text)
        if not (waits or opened or figures or says_who):
            return None
        if elsewhere := self._new_place(conversation, text):
            if not _measured(found) and not (waits and found.category):
                return None  # what a member pays is another question
            before = _without(before, Measure.GDP) if elsewhere is Sort.COUNTRY else Payer(before.category, before.kind)
        return self._reply(conversation, before.updated(found))

    def _begun(self, conversation: Conversation, text: str, *, opened: bool) -> Reply | None:
        """Work out a fee for whom an article was about, if the text tells a figure of theirs, or only a year; else ``None``."""
        before, payers = self._asked_about(conversation), self._library.payers
        if before.category is None:
            return None
        found = payers.read(text, before=before)
        tells = _measured(found) and ((opened and found.category) or payers.tells_figure(text, before=before))
        phrasebook, general = self._library.phrasebook, self._library.gazetteer.general(text)
        only_a_year = phrasebook.says_only(general, "what is owed") and not phrasebook.cues_in("happenings", text)
        in_a_year = found == Payer(year=found.year) and only_a_year
        return self._reply(conversation, before.updated(found)) if tells or (found.year and in_a_year) else None

    def _asked_about(self, conversation: Conversation) -> Payer:
        """Return whom the last question named, else the article that it was answered with."""
        turn = next((turn for turn in reversed(conversation.history) if turn.reply is conversation.last), None)
        if turn is None:
            return Payer()
        named = self._library.payers.read(turn.text)
        article = self._library.article(turn.reply.article, turn.reply.lang) if turn.reply.article else None
        if named.category or article is None:
            return named
        titled = self._library.payers.read(article.title)
        return Payer(category=titled.category, kind=titled.kind, year=named.year)

    def _new_place(self, conversation: Conversation, text: str) -> Sort | None:
        """Return whether a text names a member or a country that was not spoken of before; ``None`` if neither."""
        find = self._library.gazetteer.find
        known = {target for turn in conversation.history for mention in find(turn.text) for target in mention.targets}
        sorts = {target.sort for mention in find(text) for target in mention.targets if target not in known}
        return next((sort for sort in (Sort.MEMBER, Sort.COUNTRY) if sort in sorts), None)

    def _given(self, conversation: Conversation) -> str:
        """Return the measure that was told last; empty where several were told at once."""
        states = (turn.reply.subject.partition(":") for turn in conversation.history)
        payers = [Payer(), *(_decoded(state) or Payer() for name, _, state in states if name == NAME)]
        for before, after in reversed(list(pairwise(payers))):
            told = [name.value for name in Measure if after.measured(name) not in (None, before.measured(name))]
            if told:
                return told[0] if len(told) == 1 else ""
        return ""

    def _knows(self, payer: Payer) -> bool:
        fees = self._library.fees
        return (payer.category or fees.categories[0]) in fees.categories and (
            payer.kind is None or fees.category_of(payer.kind) == payer.category
        )

    def _missing(self, conversation: Conversation, payer: Payer) -> str:
        schedule = self._schedule(conversation, payer)
        result = estimate(schedule, payer) if schedule else None
        if isinstance(result, OutOfRange):
            return result.measure.value
        return result.what if isinstance(result, Missing) else ""

    def _schedule(self, conversation: Conversation, payer: Payer) -> Schedule | None:
        year = payer.year or conversation.today.year
        return self._library.fees.schedule(payer.category, year) if payer.category else None

    def _reply(self, conversation: Conversation, payer: Payer) -> Reply:
        say, lang = self._library.phrasebook.say, conversation.lang
        if payer.category is None and (payer.population or 0) >= _A_TOWN and _TOWNS in self._library.fees.categories:
            payer = payer.updated(Payer(category=_TOWNS))
        if payer.category is None:
            options = [
                Choice(say(lang, f"category-{name}"), _subject(Payer(category=name).updated(_figures(payer))))
                for name in self._library.fees.categories
            ]
            return self._ask(conversation, payer, say(lang, "fee-ask-category"), tuple(options))
        schedule = self._schedule(conversation, payer)
        if schedule is None:
            first = min(one.since for one in self._library.fees.schedules if one.category == payer.category)
            text = say(lang, "fee-no-schedule", year=str(payer.year), since=str(first))
            return Reply(Kind.ANSWER, text, lang, subject=_subject(payer), confidence=1.0)
        result = estimate(schedule, payer)
        if isinstance(result, Missing) and result.options:
            options = [Choice(say(lang, f"kind-{kind}"), _subject(payer.updated(Payer(kind=kind)))) for kind in result.options]
            return self._ask(conversation, payer, say(lang, "fee-ask-kind"), tuple(options))
        if isinstance(result, Missing):
            return self._ask(conversation, payer, say(lang, f"fee-ask-{result.what}"), ())
        if isinstance(result, OutOfRange):
            number = self._library.phrasebook.number
            text = say(
                lang, f"fee-range-{result.measure}", value=number(lang, result.value),
                lowest=number(lang, result.lowest), highest=number(lang, result.highest),
            )  # fmt: skip
            return Reply(Kind.ASK, text, lang, subject=_subject(_without(payer, result.measure)))
        return self._estimate(conversation, payer, result)

    def _ask(self, conversation: Conversation, payer: Payer, text: str, choices: tuple[Choice, ...]) -> Reply:
        return Reply(Kind.ASK, text, conversation.lang, choices=choices, subject=_subject(payer))

    def _estimate(self, conversation: Conversation, payer: Payer, result: Estimate) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        say, schedule = phrasebook.say, result.schedule
        year = payer.year or conversation.today.year
        amount = phrasebook.money(lang, result.amount)
        key = "fee-proposed" if schedule.proposed else "fee-in-force"
        lines = [
            say(lang, key, amount=f"**{amount}**", year=str(year), since=str(schedule.since), until=str(schedule.until or "")),
            f"- {say(lang, 'fee-bracket', brackets='; '.join(self._bracket(lang, *one) for one in result.brackets))}",
        ]
        others = self._library.fees.others(schedule)
        lines += [f"- {self._difference(lang, payer, result, other)}" for other in others]
        parts = ["\n".join([lines[0], "", *lines[1:]])]
        if schedule.note:
            parts.append(f"_{told(schedule.note, lang)}_")
        choices = [
            Choice(
                say(lang, "fee-other-year", year=str(other.until or other.since)),
                _subject(payer.updated(Payer(year=other.until or other.since))),
            )
            for other in others
        ]
        return Reply(
            Kind.ANSWER,
            "\n\n".join(parts),
            lang,
            note=self._note(lang, schedule),
            choices=(*choices, Choice(say(lang, "fee-another"), NAME)),
            citations=(Citation(schedule.source.document, schedule.source.section, schedule.as_of),),
            confidence=1.0,
            subject=_subject(payer),
        )

    def _difference(self, lang: str, payer: Payer, result: Estimate, other: Schedule) -> str:
        phrasebook = self._library.phrasebook
        years = {"since": str(other.since), "until": str(other.until or "")}
        kind = payer.kind if payer.kind in other.kinds or not other.kinds else None
        compared = estimate(other, Payer(payer.category, kind, payer.population, payer.gdp, payer.employees))
        if not isinstance(compared, Estimate):
            needed = compared.measure if isinstance(compared, OutOfRange) else compared.what
            key = "fee-compare-unknown-proposed" if other.proposed else "fee-compare-unknown"
            return phrasebook.say(lang, key, needed=phrasebook.say(lang, f"needs-{needed}"), **years)
        more = compared.amount.minor > result.amount.minor
        gap = max(compared.amount, result.amount) - min(compared.amount, result.amount)
        return phrasebook.say(
            lang,
            "fee-compare-proposed" if other.proposed else "fee-compare",
            amount=phrasebook.money(lang, compared.amount),
            gap=phrasebook.money(lang, gap),
            direction="same" if not gap.minor else "more" if more else "less",
            **years,
        )

    def _bracket(self, lang: str, measure: Measure, bracket: Bracket) -> str:
        number = self._library.phrasebook.number
        low = number(lang, bracket.low)
        span = (
            f"{low}–{number(lang, bracket.high)}"
            if bracket.high is not None
            else self._library.phrasebook.say(lang, "from-number", number=low)
        )
        return self._library.phrasebook.say(lang, f"fee-measure-{measure}", span=span)

    def _note(self, lang: str, schedule: Schedule) -> str:
        phrasebook, source = self._library.phrasebook, schedule.source
        as_of = phrasebook.say(lang, "as-of", date=phrasebook.date(lang, Period.parse(schedule.as_of)))
        return f"{phrasebook.say(lang, 'source', sources=f'{source.document} ({source.section})', count=1)} · {as_of}"


def _figures(payer: Payer) -> Payer:
    return Payer(population=payer.population, gdp=payer.gdp, employees=payer.employees, year=payer.year)


def _measured(payer: Payer) -> bool:
    return any(payer.measured(name) is not None for name in Measure)


def _without(payer: Payer, measure: Measure) -> Payer:
    return Payer(**{field.name: getattr(payer, field.name) for field in fields(payer) if field.name != measure.value})


def _subject(payer: Payer) -> str:
    """Return what is known of a payer, as a reply's subject and as a button's action: ``fees:corporation.start-up,e45,y2022``.

    Figures that can't be are left out: with all that can be, an action has 64 bytes.
    """
    who = f"{payer.category}.{payer.kind}" if payer.kind else payer.category or ""
    likely = {
        name: value for name in _FIGURES.values() if (value := getattr(payer, name)) is not None and 0 <= value <= _most(name)
    }
    figures = [f"{sign}{likely[name]}" for sign, name in _FIGURES.items() if name in likely]
    return f"{NAME}:{','.join([who, *figures])}"


def _most(name: str) -> int:
    return LARGEST[Measure(name)] if name in set(Measure) else _LAST_YEAR


def _decoded(state: str) -> Payer | None:
    """Return the payer of a button or a subject; ``None`` if it is not one of ours."""
    who, *figures = state.split(",")
    category, _, kind = who.partition(".")
    values: dict[str, int] = {}
    for figure in figures:
        match = _FIGURE.fullmatch(figure)
        if not match:
            return None
        values[_FIGURES[match[1]]] = int(match[2])
    return Payer(category=category or None, kind=kind or None, **values)
