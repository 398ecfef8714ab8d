"""Lists of the public directory: who is a member, who is where and does what, as the documents name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date

from babel import Locale

from bot.conversation import Choice, Citation, Conversation, File, Kind, Reply
from bot.errors import UsageError
from bot.handlers.following import asks_how_many, asks_only_for_all, narrows, opens
from bot.handlers.selecting import FACTS, OFFICES, PARTS, decoded, encoded
from bot.handlers.sources import small_print
from bot.knowledge.directory import Fact, Listed, Selection, holds, joining
from bot.knowledge.library import Library
from bot.knowledge.names import Sort
from bot.knowledge.period import Period, Precision
from bot.knowledge.text import normalize
from bot.members.spreadsheets import csv_text

NAME, PROFILE, EXPORT = "members", "member", "members-csv"
"""Of the capabilities and of their buttons: lists, one member, a list as a file."""
PAGE = 20
"""Members that are shown at once."""
MAX_FORMER = 5
"""Former members that are told of where there are no others."""
MAX_CITATIONS = 12
_COMPANIES = "company"
"""The kind that stands for its whole category; of other kinds the documents tell no list."""


class MemberLists:
    """Lists and counts of members; what is asked for travels in buttons and in `Reply.subject`."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer with the members that a question selects, or all if it asks for just that; else ``None``.

        Of a field of work in which nobody is named it may ask something else: “street lights Malaysia” was a study.
        """
        selection = self.read(text, conversation.today.year)
        if selection.is_empty and not asks_of_membership(self._library, text):
            return None
        spoken_of = selection.category or not selection.field or self._library.gazetteer.speaks_of_membership(text)
        return self.show(conversation, selection) if spoken_of or self._library.directory.select(selection) else None

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from a list: "and in India?", "only companies", "how many are they?"."""
        before, newer = decoded(state), self.read(text, conversation.today.year)
        counts = asks_how_many(self._library, text)
        leans = counts if newer.is_empty else counts or opens(self._library, text) or narrows(self._library, text)
        if before is None or not leans:
            return None
        if newer.countries or newer.regions:
            before = replace(before, countries=frozenset(), regions=frozenset())
        wanted = replace(before, **{name: value for name in PARTS.values() if (value := getattr(newer, name))})
        some = bool(self._library.directory.select(wanted))
        return self.count(conversation, wanted) if counts and some else self.show(conversation, wanted)

    def claims(self, text: str) -> str:
        """Claim what names a country, a region or a field, speaks of members, not of those who ask, and says nothing else."""
        if introduces_oneself(self._library, text):
            return ""
        sorts = [sort for mention in self._library.gazetteer.find(text) for sort in mention.sorts[:1]]
        placed = bool(sorts) and set(sorts) <= {Sort.COUNTRY, Sort.REGION, Sort.FIELD}
        payers = self._library.payers
        firms = set(sorts) == {Sort.FIELD} and payers.read(text).category == "corporation" and not payers.speaks_of_fees(text)
        asks = placed and asks_of_membership(self._library, text, spare=int(firms))  # "companies that measure air quality"
        return self._library.computed_article(NAME) if asks or (not sorts and self._asks_for_all(text)) else ""

    def _asks_for_all(self, text: str) -> bool:
        """Whether a text asks for all members, or all of a category, and says nothing else: "list all the cities"."""
        if not asks_only_for_all(self._library, text):
            return False
        named = self._library.payers.read(text)
        return named.kind in (None, _COMPANIES) if named.category else self._library.gazetteer.speaks_of_membership(text)

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Show another page; the argument is ``selection`` or ``selection:first``."""
        state, _, first = argument.partition(":")
        selection = decoded(state)
        if selection is None or not ((first.isascii() and first.isdigit()) or not first):
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return self.show(conversation, selection, int(first[:6] or 0))

    async def export(self, conversation: Conversation, state: str) -> Reply:
        """Send a list as a file."""
        selection = decoded(state)
        if selection is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        lang = conversation.lang
        members = self._library.directory.select(selection)
        text = self._library.phrasebook.say(lang, "members-file", count=len(members))
        return Reply(Kind.DONE, text, lang, file=File("members.csv", "text/csv", as_csv(members, lang).encode()))

    def read(self, text: str, year: int) -> Selection:
        """Return which members a text asks for."""
        mentions = self._library.gazetteer.find(text)
        cues = self._library.phrasebook
        countries = frozenset(key for mention in mentions for key in mention.keys(Sort.COUNTRY))
        regions = frozenset(key for mention in mentions for key in mention.keys(Sort.REGION)) if not countries else frozenset()
        field = next((key for mention in mentions for key in mention.keys(Sort.FIELD)), "")
        lists = cues.named("lists", text)
        period = self._library.periods.read(text, year=year)
        office = next((name for name in OFFICES if name in lists), "")
        of_others = office or lists & {"withdrew", "head"}  # whoever was president then did not join then
        joined = (period.first.year, period.last.year) if period and not of_others else None
        return Selection(
            countries=countries,
            regions=regions,
            category=self._library.payers.read(text).category or "",
            field=field,
            joined=joined,
            office=office,
            term=self._term(office, period) if office else 0,
            fact=next((name for name in FACTS if name in lists), ""),
        )

    def _term(self, office: str, period: Period | None) -> int:
        """Return a year within the term that is asked for, or within the latest one; 2021-2023 is a term, not its neighbours."""
        if period and period.first.year == MINYEAR:
            return period.last.year
        if period and period.last.year == MAXYEAR:
            return period.first.year
        if period:
            return (period.first.year + period.last.year) // 2
        terms = [
            (fact.since, fact.until)
            for member in self._library.directory.members
            for fact in member.of("office")
            if fact.value == office
        ]
        first, last = max(terms, default=("", ""))
        return (int(first[:4]) + int((last or first)[:4])) // 2 if first else 0

    def show(self, conversation: Conversation, selection: Selection, first: int = 0) -> Reply:
        """Return a page of the members that are selected, with how many there are."""
        phrasebook, lang = self._library.phrasebook, conversation.lang
        members = self._library.directory.select(selection)
        if not members:
            former = self._library.directory.former(selection)[:MAX_FORMER]
            told = [f"- {standing(self._library, lang, member)}" for member in former]
            text = "\n".join(
                [phrasebook.say(lang, "members-none", what=self._title(lang, selection)), *([""] if told else []), *told]
            )
            note = small_print(self._library, lang, cited := citations(fact for member in former for fact in member.facts))
            cited = cited[:MAX_CITATIONS]
            return Reply(Kind.ANSWER, text, lang, note=note, citations=cited, subject=f"{NAME}:{encoded(selection)}")
        first = first if first < len(members) else 0
        page = members[first : first + PAGE]
        country = len(selection.countries) != 1
        lines = [f"- {self._line(lang, member, selection, country=country)}" for member in page]
        heading = self._heading(lang, selection, len(members))
        if len(members) > PAGE:
            heading = phrasebook.say(lang, "in-brackets", one=heading, other=f"{first + 1}–{first + len(page)}")
        state = encoded(selection)
        choices = []
        if first + PAGE < len(members):
            choices.append(Choice(phrasebook.say(lang, "more"), f"{NAME}:{state}:{first + PAGE}"))
        choices.append(Choice(phrasebook.say(lang, "members-export"), f"{EXPORT}:{state}"))
        return self._listed(conversation, selection, "\n".join([heading, "", *lines]), choices)

    def count(self, conversation: Conversation, selection: Selection) -> Reply:
        """Return only how many members are selected."""
        heading = self._heading(conversation.lang, selection, len(self._library.directory.select(selection)))
        table = Choice(self._library.phrasebook.say(conversation.lang, "members-export"), f"{EXPORT}:{encoded(selection)}")
        return self._listed(conversation, selection, heading, [table])

    def _listed(self, conversation: Conversation, selection: Selection, text: str, choices: list[Choice]) -> Reply:
        """Return what is told of a selection, with where its facts stand."""
        lang = conversation.lang
        members = self._library.directory.select(selection)
        facts = [fact for member in members for fact in member.facts if fact.kind in _shown(selection)]
        return Reply(
            Kind.ANSWER,
            text,
            lang,
            note=small_print(self._library, lang, cited := citations(facts)),
            choices=tuple(choices),
            citations=cited[:MAX_CITATIONS],
            subject=f"{NAME}:{encoded(selection)}",
        )

    def _heading(self, lang: str, selection: Selection, count: int) -> str:
        return self._library.phrasebook.say(lang, "members-count", what=self._title(lang, selection), count=count)

    def _title(self, lang: str, selection: Selection) -> str:
        return " · ".join(self._labels(lang, selection))

    def _line(self, lang: str, member: Listed, selection: Selection, *, country: bool) -> str:
        say, phrasebook = self._library.phrasebook.say, self._library.phrasebook
        line = say(lang, "in-brackets", one=member.name, other=country_name(member.country, lang)) if country else member.name
        days = [fact.since for fact in joining(member)] if selection.joined else []
        days += [member.withdrew.since] if selection.fact == "withdrew" and member.withdrew else []
        for day in filter(None, days):
            line = say(lang, "with-comma", one=line, other=phrasebook.date(lang, Period.parse(day)))
        does = member.of("does") if selection.field else []
        return say(lang, "with-colon", one=line, other=does[-1].value) if does else line

    def _terms(self, selection: Selection) -> str:
        """Return the terms that a selected office has in the year that is asked for: “2021–2023”, “2014–” without an end."""
        if not selection.term:
            return ""
        held = [
            fact for member in self._library.directory.select(selection) for fact in member.of("office") if holds(fact, selection)
        ]
        return ", ".join(sorted({"–".join(dict.fromkeys([fact.since[:4], fact.until[:4]])) for fact in held}))

    def _joined(self, lang: str, first: int, last: int) -> str:
        phrasebook = self._library.phrasebook
        if first == last:
            return phrasebook.say(lang, "members-joined", year=str(first))
        period = Period(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)
        return phrasebook.say(lang, "members-joined-period", period=phrasebook.date(lang, period))

    def _labels(self, lang: str, selection: Selection) -> list[str]:
        say, directory = self._library.phrasebook.say, self._library.directory
        labels = [say(lang, f"members-{selection.category}" if selection.category else "members-all")]
        labels += sorted(country_name(code, lang) for code in selection.countries)
        labels += [group.names.get(lang, key) for key in sorted(selection.regions) if (group := directory.region(key))]
        field = directory.field(selection.field)
        labels += [field.names.get(lang, field.id)] if field else []
        if selection.office:
            labels.append(" ".join(filter(None, [say(lang, f"office-{selection.office}"), self._terms(selection)])))
        if selection.joined:
            labels.append(self._joined(lang, *selection.joined))
        return [*labels, *([say(lang, f"members-{selection.fact}")] if selection.fact else [])]


def asks_of_membership(library: Library, text: str, *, spare: int = 0) -> bool:
    """Whether a text speaks of members and says nothing else but names, and ``spare`` words."""
    general = library.gazetteer.general(text)
    member = library.phrasebook.table("names")["member"]
    return any(normalize(cue) in general for cue in member) and library.phrasebook.says_only(general, "membership", spare=spare)


def introduces_oneself(library: Library, text: str) -> bool:
    """Whether those who wrote a text speak of themselves and ask for no list: “we are a company from Spain and want to join”."""
    return library.gazetteer.speaks_of_oneself(text) and not library.phrasebook.cues_in("listings", text)


def as_csv(members: list[Listed], lang: str) -> str:
    """Return members as a table that spreadsheets open: UTF-8 with a BOM, commas."""
    rows = []
    for member in members:
        offices = "; ".join(" ".join(filter(None, [fact.value, fact.since, fact.until])) for fact in member.of("office"))
        joined = next((fact.since for fact in joining(member)), "")
        latest = (member.of("member") or list(member.facts))[-1:]
        source = [f"{fact.source.document} ({fact.source.section})" for fact in latest] + [fact.as_of for fact in latest]
        left = member.withdrew.since if member.withdrew else ""
        row = [member.name, member.category, country_name(member.country, lang), member.place, joined, left, offices]
        rows.append([*row, *(source or ["", ""])])
    headings = ["name", "category", "country", "place", "joined", "withdrew", "offices", "source", "as_of"]
    return "\ufeff" + csv_text(headings, rows)


def country_name(code: str, lang: str) -> str:
    """Return a country's name in a language (CLDR)."""
    return str(Locale(lang).territories.get(code, code))


def standing(library: Library, lang: str, member: Listed) -> str:
    """Return in a sentence whether somebody is a member, as of when, or was one."""
    phrasebook = library.phrasebook
    country = country_name(member.country, lang)
    where = phrasebook.say(lang, "with-comma", one=member.place, other=country) if member.place else country
    name = phrasebook.say(lang, "in-brackets", one=f"**{member.name}**", other=where)
    left, listed = member.withdrew, member.of("member")
    if left:
        return phrasebook.say(lang, "member-withdrew", name=name, date=dated(library, lang, left.since))
    if listed:
        latest = max(listed, key=lambda fact: Period.parse(fact.since or fact.as_of).last)
        return phrasebook.say(lang, "member-listed", name=name, date=dated(library, lang, latest.since or latest.as_of))
    return phrasebook.say(lang, "member-founding-only" if member.of("founding") else "member-applied", name=name)


def dated(library: Library, lang: str, day: str) -> str:
    """Return a day, month or year of the documents in words, or a question mark where they have none."""
    return library.phrasebook.date(lang, Period.parse(day)) if day else "?"


def citations(facts: Iterable[Fact]) -> tuple[Citation, ...]:
    """Return where facts stand, each place once."""
    return tuple(dict.fromkeys(Citation(fact.source.document, fact.source.section, fact.as_of) for fact in facts))


def _shown(selection: Selection) -> tuple[str, ...]:
    """Return the kinds of facts that a list rests on."""
    if selection.office:
        return ("office",)
    if selection.joined:
        return ("joined", "applied", "founding")
    return (selection.fact,) if selection.fact else ("member",)
