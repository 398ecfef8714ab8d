"""One member of the public directory: what the documents say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation import Choice, Citation, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.handlers.deciding import GUESS_AT
from bot.handlers.directory import (
    MAX_CITATIONS,
    NAME,
    PROFILE,
    MemberLists,
    asks_of_membership,
    citations,
    country_name,
    dated,
    standing,
)
from bot.handlers.following import MOST_WORDS, opens
from bot.handlers.sources import small_print
from bot.knowledge.directory import Fact, Listed, Mentioned
from bot.knowledge.library import Library
from bot.knowledge.names import Mention, Sort
from bot.knowledge.period import Period
from bot.knowledge.text import is_in_pairs, normalize, token_of
from bot.money import Money

MAX_PROFILES = 5
"""Members of one name, or of one question, that are told of at once."""
MOST_OF_A_KIND = 10
"""Offices, awards and the like of a member that are told of, the latest."""
_SURE_FROM, _MOST_STRANGE = 0.95, 0.4
"""Of a text with a name put in front: from which score it asks of that member, and what that may leave out (`Hit.strange`)."""
_SHORTEST_NAME = 4
_ON = {"applied": "applied-on"}
"""Facts that are told with another sentence."""


class MemberProfiles:
    """One member, or a name that is none: what the documents say of it."""

    def __init__(self, library: Library, lists: MemberLists) -> None:
        self._library = library
        self._lists = lists

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer whether somebody is a member and what is known of them; ``None`` when the text names nobody."""
        if own := self._own(text):
            return self._told_of(conversation, own, text)
        mentions = self._library.gazetteer.find(text, guess=True)
        named = [mention for mention in mentions if mention.keys(Sort.MEMBER) or mention.keys(Sort.OTHER)]
        if not named:
            if any(mention.keys(Sort.COUNTRY) or mention.keys(Sort.REGION) for mention in mentions):
                listed = await self._lists.answer(conversation, text)
                return replace(listed, article=self._library.computed_article(NAME)) if listed else None
            unknown = next((mention for mention in mentions if _is_nobodys(mention)), None)
            return self._told_of(conversation, unknown, text) if unknown else None
        when = self._library.phrasebook.asks_when(normalize(text)) and self._library.gazetteer.speaks_of_membership(text)
        if when and len(named) == 1 and (member := self._only_member(named[0])):
            return self._since(conversation, member)
        asked = {mention.targets[:1] or mention.said: mention for mention in mentions if mention in named or _is_nobodys(mention)}
        return self._about(conversation, named[0]) if len(asked) == 1 else self._several(conversation, [*asked.values()], text)

    def _several(self, conversation: Conversation, mentions: list[Mention], text: str) -> Reply:
        """Return in a sentence each whether those who are named are members; if a name means several, ask which of them."""
        replies = [self._told_of(conversation, one, text) for one in mentions[:MAX_PROFILES]]
        if unclear := next((reply for reply in replies if reply.kind is Kind.ASK), None):
            return unclear
        cited = tuple(dict.fromkeys(citation for reply in replies for citation in reply.citations))[:MAX_CITATIONS]
        return replace(
            replies[0],
            text="\n".join(f"- {reply.text.partition(chr(10))[0]}" for reply in replies),
            note=small_print(self._library, conversation.lang, cited),
            citations=cited,
            choices=(),
        )

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on from a member: to another ("and Busan?"), or to the day on which it joined or left ("since when?")."""
        member, said, phrasebook = self._library.directory.member(state), normalize(text), self._library.phrasebook
        if member and (phrasebook.asks_only_when(said) or self._asks_when_it_joined(said)):
            return self._since(conversation, member)
        named = [one for one in self._library.gazetteer.find(text) if one.keys(Sort.MEMBER) or one.keys(Sort.OTHER)]
        if named and opens(self._library, text):
            return self._about(conversation, named[0])
        if not named and (name := self._only_unknown(said)):
            return self._unknown(conversation, _as_written(name, text))
        guessed = [] if named or " " in said else self._library.gazetteer.find(text, guess=True, of_members=is_in_pairs(said))
        if member and not named and self._asks_of_a_member(said, conversation.lang):
            return self._profile(conversation, member)
        others = [one for one in guessed if not one.targets and one.said != said]  # behind it stands a particle: 수원은
        if not others or any(hit.score >= GUESS_AT for hit in self._library.search(text)):
            return None
        return self._told_of(conversation, others[0], text)

    def _asks_when_it_joined(self, said: str) -> bool:
        """Whether a normalised text asks when somebody joined or left, not when those who ask may."""
        phrasebook = self._library.phrasebook
        asks = phrasebook.says_only(said, "joining") and phrasebook.cues_in("joining", said) and phrasebook.cues_in("when", said)
        return bool(asks) and not self._library.gazetteer.speaks_of_oneself(said)

    def _only_unknown(self, said: str) -> str:
        """Return the one word of a normalised text that says something, if no article knows it: "and Lusaka?"."""
        fillers, matcher = self._library.phrasebook.fillers(), self._library.matcher
        words = [word for word in said.split() if word not in fillers and matcher.read(word).spelt not in fillers]
        if len(words) != 1 or len(words[0]) < _SHORTEST_NAME or is_in_pairs(words[0]):
            return ""
        return "" if matcher.uses(words[0]) else words[0]

    def _asks_of_a_member(self, said: str, lang: str) -> bool:
        """Whether a normalised text would ask of a member if it had a name in front: "was it on the committee?"."""
        brief = len(said.split()) <= MOST_WORDS and not self._library.gazetteer.speaks_of_oneself(said)
        found = self._library.search_computed(f"{token_of('name')} {said}", lang) if brief else []
        profile = self._library.computed_article(PROFILE)
        return bool(found) and found[0].slug == profile and found[0].score >= _SURE_FROM and found[0].strange <= _MOST_STRANGE

    def claims(self, text: str) -> str:
        """Claim what names members, speaks of membership, and says nothing else; or asks so of the place told besides."""
        sorts = [mention.sorts[:1] for mention in self._library.gazetteer.find(text)]
        named = bool(sorts) and set(sorts) <= {(Sort.MEMBER,), (Sort.OTHER,)}
        asks = (named and asks_of_membership(self._library, text)) or self._own(text)
        return self._library.computed_article(PROFILE) if asks else ""

    def _own(self, text: str) -> Mention | None:
        """Return whom those who ask speak for, where they tell it in another sentence: "I work for Maputo. Are we a member?"."""
        message, gazetteer = self._library.parts.read(text), self._library.gazetteer
        if not message.told or len(message.clauses) != 1:
            return None
        asked = message.clauses[0]
        becomes = self._library.phrasebook.cues_in("becoming", asked)
        if becomes or not (gazetteer.speaks_of_oneself(asked) and asks_of_membership(self._library, asked)):
            return None
        told = gazetteer.find(message.told, guess=True, of_members=True)
        named = [one for one in told if one.keys(Sort.MEMBER) or one.keys(Sort.OTHER) or _is_nobodys(one)]
        return named[0] if len(named) == 1 and not gazetteer.find(asked) else None

    async def press(self, conversation: Conversation, member_id: str) -> Reply:
        """Show a member from a button."""
        member = self._library.directory.member(member_id)
        if member is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return self._profile(conversation, member)

    def _told_of(self, conversation: Conversation, mention: Mention, text: str) -> Reply:
        """Return what the documents say of somebody that a text names, or that they name nobody so."""
        nobodys = _is_nobodys(mention)
        return self._unknown(conversation, _as_written(mention.said, text)) if nobodys else self._about(conversation, mention)

    def _about(self, conversation: Conversation, mention: Mention) -> Reply:
        directory = self._library.directory
        members = [member for key in mention.keys(Sort.MEMBER) if (member := directory.member(key))]
        if not members:
            return self._mentioned(conversation, directory.mentioned[int(mention.keys(Sort.OTHER)[0])])
        if len(members) == 1:
            return self._profile(conversation, members[0])
        lang = conversation.lang
        choices = [
            Choice(f"{one.name} ({country_name(one.country, lang)})"[:60], f"{PROFILE}:{one.id}") for one in members[:MAX_PROFILES]
        ]
        return Reply(Kind.ASK, self._library.phrasebook.say(lang, "member-which"), lang, choices=tuple(choices))

    def _only_member(self, mention: Mention) -> Listed | None:
        keys = mention.keys(Sort.MEMBER)
        return self._library.directory.member(keys[0]) if len(keys) == 1 else None

    def _since(self, conversation: Conversation, member: Listed) -> Reply:
        """Return since when somebody is a member, as far as the documents tell, and whether it is one still."""
        lang = conversation.lang
        facts = [*member.of("founding"), *member.of("joined"), *member.of("applied")]
        told = "; ".join(dict.fromkeys(self._entry(lang, fact) for fact in facts))
        name = f"**{member.name}**"
        since = (
            self._library.phrasebook.say(lang, "with-colon", one=name, other=told)
            if told
            else self._library.phrasebook.say(lang, "member-since-unknown", name=name)
        )
        cited = citations([*facts, *member.of("member"), *([member.withdrew] if member.withdrew else [])])
        return Reply(
            Kind.ANSWER,
            f"{since}\n\n{standing(self._library, lang, member)}",
            lang,
            note=small_print(self._library, lang, cited),
            citations=cited[:MAX_CITATIONS],
            subject=f"{PROFILE}:{member.id}",
        )

    def _entry(self, lang: str, fact: Fact) -> str:
        """Return how a member came in, with the day, month or year."""
        day = dated(self._library, lang, fact.since) if fact.since else ""
        said = self._library.phrasebook.say(lang, f"member-{_ON.get(fact.kind, fact.kind)}", date=day)
        return self._library.phrasebook.say(lang, "in-brackets", one=said, other=day) if day and day not in said else said

    def _profile(self, conversation: Conversation, member: Listed) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        say = phrasebook.say
        status = standing(self._library, lang, member)
        listed, founding = member.of("member"), member.of("founding")
        lines = [say(lang, f"member-category-{member.category}")]
        lines += [self._entry(lang, fact) for fact in (*founding, *member.of("joined"), *member.of("applied"))]
        for kind in ("office", "network", "award", "does", "fee-expected", "participated"):
            lines += [self._fact(lang, fact) for fact in member.of(kind)[-MOST_OF_A_KIND:]]
        facts = [*listed, *(fact for fact in member.facts if fact.kind != "member")]
        return Reply(
            Kind.ANSWER,
            "\n".join([status, "", *(f"- {line}" for line in dict.fromkeys(lines))]),
            lang,
            note=small_print(self._library, lang, cited := citations(facts)),
            citations=cited[:MAX_CITATIONS],
            subject=f"{PROFILE}:{member.id}",
        )

    def _fact(self, lang: str, fact: Fact) -> str:
        phrasebook = self._library.phrasebook
        first, last = fact.since or fact.until, fact.until or fact.since
        term = phrasebook.date(lang, Period.between(first, last).known_as()) if first else ""
        if fact.kind == "fee-expected":
            return phrasebook.say(lang, "member-fee-expected", amount=phrasebook.money(lang, Money.of(int(fact.value), "USD")))
        if fact.kind == "office" and phrasebook.has(f"office-{fact.value}"):
            office = phrasebook.say(lang, f"office-{fact.value}")
            if fact.since and not fact.until:
                return phrasebook.say(lang, "member-office-since", office=office, date=term)
            return " ".join(filter(None, [office, term]))
        label = phrasebook.say(lang, f"member-{fact.kind}-is", what=fact.value)
        says_it = any(day[:4] in fact.value for day in (fact.since, fact.until) if day)
        return phrasebook.say(lang, "in-brackets", one=label, other=term) if term and not says_it else label

    def _mentioned(self, conversation: Conversation, other: Mentioned) -> Reply:
        say, lang = self._library.phrasebook.say, conversation.lang
        cited = (Citation(other.source.document, other.source.section, other.as_of),)
        text = say(lang, "member-not", name=f"**{other.name}**", what=other.appears_as)
        note = small_print(self._library, lang, cited)
        return Reply(Kind.ANSWER, text, lang, note=note, citations=cited, subject=f"{PROFILE}:")

    def _capitalized(self, name: str) -> str:
        """Return a name with capitals, if it has none: a question that was completed is normalised."""
        small = self._library.phrasebook.words("common")
        return " ".join(word if word in small else word.capitalize() for word in name.split()) if name.islower() else name

    def _unknown(self, conversation: Conversation, name: str) -> Reply:
        lang = conversation.lang
        text = self._library.phrasebook.say(
            lang,
            "member-unknown",
            name=self._capitalized(name),
            count=len(self._library.directory.members),
            email=self._library.association.email,
        )
        return Reply(Kind.ANSWER, text, lang, subject=f"{PROFILE}:")


def _is_nobodys(mention: Mention) -> bool:
    """Whether a name is that of a place alone, or one that nobody told of."""
    return set(mention.sorts) <= {Sort.ZONE}


def _as_written(said: str, text: str) -> str:
    """Return a normalised name as it stands in a text."""
    words = [match.span() for match in re.finditer(r"[^\W_]+", text)]
    spans = (text[first:end] for place, (first, _) in enumerate(words) for _, end in words[place:])
    return next((span for span in spans if normalize(span) == said), said)
