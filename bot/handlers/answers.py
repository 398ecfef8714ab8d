"""Questions: the curated answer with its source, a choice of guesses, or an honest "I don't know"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from bot.conversation import Choice, Conversation, Kind, Reply, Turn
from bot.errors import UsageError
from bot.handlers.deciding import ANSWER_AT, GUESS_AT, VERBATIM_FROM, answering, chance, guesses
from bot.handlers.events import ONE
from bot.handlers.fees import NAME as FEES
from bot.handlers.general import General
from bot.handlers.leaning import FollowUp, Leaning
from bot.handlers.own import Own
from bot.handlers.showing import Shown
from bot.handlers.together import either, together
from bot.knowledge.fees import Payer
from bot.knowledge.library import Library
from bot.knowledge.matcher import Hit
from bot.knowledge.parts import Message
from bot.knowledge.text import is_in_pairs, normalize

_JUST_NOW = datetime.max.replace(tzinfo=UTC)
_SEVERAL = 2
_WAITS_FOR = 2  # turns about something else, after which a figure still answers what was asked for a fee
_BRIEF, _BRIEF_IN_SIGNS = 4, 8  # words, or signs of Korean and Chinese, of a clause that may lean on the one before


class Capability(Protocol):
    """What works answers out of the tables of the content; articles name it as ``computed``."""

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer a question that matches such an article, or is empty for its button; ``None``: its body is the answer."""

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Go on after a reply whose subject was ``state``, if the text leans on it; else ``None``."""

    def claims(self, text: str) -> str:
        """Return the slug of the article to answer with when a text is certainly for this capability; else empty."""


class Answers:
    """Answers questions from the library.

    Args:
        library: Articles and tables.
        capabilities: By the name that articles give as ``computed``, and that begins the subjects of its replies.
        own: What those who are linked ask of their own member.
    """

    def __init__(self, library: Library, capabilities: Mapping[str, Capability], own: Own) -> None:
        self._library = library
        self._capabilities = capabilities
        self._own = own
        self._leaning = Leaning(library)
        self._shown = Shown(library)
        self._general = General(library)

    async def ask(self, conversation: Conversation, text: str) -> Reply:
        """Answer a question, or several of one message; offer guesses, or abstain."""
        if not text:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "empty"))
        message = self._library.parts.read(text)
        if len(message.clauses) > 1 and (replies := await self._several(conversation, message)):
            return together(self._library, conversation.lang, replies)
        asked = self._asked_in(message) if message.is_letter else message.text
        return await self._one(conversation, asked, told="" if asked == message.text else message.told)

    async def _one(self, conversation: Conversation, text: str, *, told: str = "", is_part: bool = False) -> Reply:
        """Answer one question.

        Args:
            conversation: What it is part of.
            text: The question.
            told: What the message says besides.
            is_part: Whether other answers stand in the same reply, so that this one must be a single one.
        """
        if listed := self._leaning.listed(conversation, text):
            return self._shown.answer(conversation, listed, 1.0)
        resumed = await self._resume(conversation, text, told)
        if resumed:
            return resumed
        if (own := await self._own.meant(conversation, text)) and (
            reply := await self._give(conversation, Hit(own.slug, 1.0), own.text)
        ):
            return reply
        if reply := await self._completed(conversation, text) or await self._chosen(conversation, text):
            return reply
        follow_up = self._leaning.read(conversation, text)
        if follow_up and follow_up.when and follow_up.last.happens and not follow_up.guessed:
            return self._shown.date(conversation, follow_up.last, follow_up.last.happens)
        hits = self._likeliest(text, conversation.lang, self._hits(conversation, text, follow_up))
        computed = self._library.computed
        while meant := answering(hits[:1] if is_part else hits, computed=computed):
            replies = [await self._give(conversation, hit, text) for hit in meant]
            given = [self._shown.again(conversation, reply) for reply in replies if reply]
            if len(given) == len(meant):
                return either(self._library, conversation.lang, given, chance=chance(meant))
            hits = [hit for hit in hits if hit not in meant or replies[meant.index(hit)]]  # what declines is no guess either
        if offered := guesses(hits):
            return self._shown.guess(conversation, offered)
        return self.abstain(conversation, confidence=hits[0].score if hits else 0.0)

    async def _completed(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer a text that names only what differs from the question before: "and the third?", "no, I meant 2020"."""
        ellipsis = self._library.ellipsis
        for place in range(len(conversation.history) - 1, -1, -1):
            turn = conversation.history[place]
            if turn.reply.lang == conversation.lang and (asked := ellipsis.complete(text, turn.text)):
                reply = await self._one(replace(conversation, history=conversation.history[:place]), asked)
                return reply if reply.kind in (Kind.ANSWER, Kind.ASK) else None
            if not ellipsis.is_elliptic(turn.text):
                return None
        return None

    async def _chosen(self, conversation: Conversation, text: str) -> Reply | None:
        """Answer a text that means one of the last answer's items or buttons: "tell me more about the second one"."""
        last = conversation.last
        place = self._library.phrasebook.place_in_list(text)
        if last is None or not place:
            return None
        if last.kind is Kind.CHOICES:
            actions = [choice.action[2:] for choice in last.choices if choice.action.startswith("a:")]
            return await self._give(conversation, Hit(actions[place - 1], 1.0), "") if place <= len(actions) else None
        article = self._library.article(last.article, conversation.lang) if last.article else None
        items = [line[2:] for line in last.text.splitlines() if line.startswith("- ")]
        if article is None or not place <= len(items) or len(items) < _SEVERAL:
            return None
        found = self._library.matcher.search(items[place - 1], limit=1, lang=article.lang, among=frozenset(article.related))
        return await self._give(conversation, found[0], text) if found and found[0].score >= GUESS_AT else None

    async def _several(self, conversation: Conversation, message: Message) -> list[Reply]:
        """Return the answers to the questions of a message, in their order; empty where it is to be taken as one question.

        It is parted where each part is sure, alone or in the light of the others, and means another article, and the whole is
        not surer. Of a letter the sentences that are not sure are left out: they are courtesies.
        """
        replies = await self._each(conversation, message, message.clauses)
        merged = [] if replies or message.is_letter else self._merged(message.clauses, conversation.lang)
        return replies or (await self._each(conversation, message, merged) if len(merged) > 1 else [])

    def _merged(self, clauses: Sequence[str], lang: str) -> list[str]:
        """Return clauses with those that are not sure put to the one before, or the first to the one behind."""
        merged: list[str] = []
        for clause in clauses:
            if merged and (not self._sure(clause, lang) or not self._sure(merged[-1], lang)):
                merged[-1] += f", {clause}"
            else:
                merged.append(clause)
        return merged if len(merged) < len(clauses) else []

    async def _each(self, conversation: Conversation, message: Message, clauses: Sequence[str]) -> list[Reply]:
        """Return the answers to clauses, in their order; empty where they are not to be parted so."""
        lang, common = conversation.lang, self._library.phrasebook.words("common")
        if any(common.issuperset(normalize(clause).split()) for clause in clauses) and not message.is_letter:
            return []  # "and where?" asks for nothing of its own
        alone = [self._sure(clause, lang) for clause in clauses]
        others = [" ".join([*clauses[:place], *clauses[place + 1 :]]) for place in range(len(clauses))]
        # A short clause may share its subject with the one before: "..., from how many countries?"
        brief = [_is_brief(clause) and place > 0 for place, clause in enumerate(clauses)]
        lit = [
            hit if hit and not short else self._sure(clause, lang, about=about)
            for clause, about, hit, short in zip(clauses, others, alone, brief, strict=True)
        ]
        if not any(alone) or (not message.is_letter and self._is_one(message.text, lang, alone, lit)):
            return []
        replies: list[Reply] = []
        history = tuple(conversation.history)
        for place, clause in enumerate(clauses):
            now = replace(conversation, history=history)
            hit = None if alone[place] or replies else lit[place]
            reply = await self._give(now, hit, clause) if hit else None
            if reply is None and (alone[place] or replies):
                reply = await self._one(now, clause, told=message.told, is_part=True)
            ended = bool(replies) and replies[-1].kind is not Kind.ANSWER  # it asks back, so nothing may follow
            if ended or not reply or reply.kind not in (Kind.ANSWER, Kind.ASK) or reply.article in {one.article for one in replies}:
                if message.is_letter:
                    continue
                return []
            replies.append(reply)
            history = (*history, Turn(clause, reply, _JUST_NOW))
        return replies

    def _is_one(self, text: str, lang: str, alone: list[Hit | None], lit: list[Hit | None]) -> bool:
        """Whether a text is surer as a whole than its parts are, or one of them means something else beside the others."""
        parts = [hit for hit in alone if hit]
        pairs = [(one, other) for one, other in zip(alone, lit, strict=True) if one and one.score < VERBATIM_FROM]
        if any(other is None or one.slug != other.slug for one, other in pairs):
            return True
        whole = self._sure(text, lang)
        if whole is None:
            return False
        scores = [hit.score for hit in parts]
        is_part = any(hit.slug == whole.slug for hit in parts)
        phrased = whole.score >= max(VERBATIM_FROM, *scores)
        return phrased or whole.score > max(scores) or (not is_part and whole.score >= min(scores))

    def _likeliest(self, text: str, lang: str, hits: list[Hit]) -> list[Hit]:
        """Return the hits for a text, or better ones: for what it asks in general, or whoever asks and wherever they are."""
        found = self._general.first(text, lang, hits)
        if answering(found, computed=self._library.computed) or not (impersonal := self._library.gazetteer.impersonal(text)):
            return found
        return max(found, self._library.search(impersonal), key=lambda hits: hits[0].score if hits else 0.0)

    def _sure(self, text: str, lang: str, *, about: str = "") -> Hit | None:
        """Return what a text certainly asks for, in the light of what is asked about with it."""
        hits = self._likeliest(text, lang, self._library.search(text, about=about) if about else self._alone(text, lang))
        return hits[0] if hits and hits[0].score >= ANSWER_AT else None

    def _asked_in(self, message: Message) -> str:
        """Return the clause of a letter that is answered most surely, or all of it where that is surer."""
        found = [(hits[0].score, clause) for clause in message.clauses if (hits := self._library.search(clause))]
        score, clause = max(found, default=(0.0, message.text))
        whole = next((hit.score for hit in self._library.search(message.text)), 0.0)
        return clause if score > whole and (score >= ANSWER_AT or whole < GUESS_AT) else message.text

    async def show(self, conversation: Conversation, slug: str) -> Reply:
        """Show the article of a button."""
        if self._library.article(slug, conversation.lang) is None:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        return await self._give(conversation, Hit(slug, 1.0), "") or self.abstain(conversation, confidence=0.0)

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

    async def _resume(self, conversation: Conversation, text: str, told: str) -> Reply | None:
        """Return what a capability makes of a text that leans on its last reply, or that it claims."""
        last = conversation.last
        name, _, state = self._subject(last).partition(":") if last else ("", "", "")
        if last and name in self._capabilities:
            reply = await self._capabilities[name].resume(conversation, text, state)
            if reply:
                return replace(reply, article=last.article if last.subject else self._library.computed_article(name))
        if reply := await self._late(conversation, text):
            return reply
        for capability in self._capabilities.values():
            slug = capability.claims(text)
            if slug and not self._general.is_outside(text, Hit(slug, 1.0)):
                return await self._give(conversation, Hit(slug, 1.0), text)
            if told and not capability.claims(told) and (slug := capability.claims(whole := f"{told} {text}")):
                return await self._give(conversation, Hit(slug, 1.0), whole)
        return None

    async def _late(self, conversation: Conversation, text: str) -> Reply | None:
        """Go on with what the fees still wait for, if a text only tells a figure a few turns later; else ``None``."""
        if self._library.phrasebook.place_in_list(text) or not self._library.payers.tells_figure(text, before=Payer()):
            return None
        places = [place for place, turn in enumerate(conversation.history) if turn.reply.kind is not Kind.GREETING]
        for place in reversed(places[-1 - _WAITS_FOR :]):
            reply = conversation.history[place].reply
            name, _, state = reply.subject.partition(":")
            if name == FEES:
                then = replace(conversation, history=conversation.history[: place + 1])
                went_on = await self._capabilities[FEES].resume(then, text, state) if reply.kind is Kind.ASK else None
                return replace(went_on, article=reply.article) if went_on else None
        return None

    def _subject(self, reply: Reply) -> str:
        """Return what a reply was about; of an article, the fees that may be worked out from there, or the event it tells of."""
        article = self._library.article(reply.article, reply.lang) if reply.article and not reply.subject else None
        if article and article.topic == FEES:
            return f"{FEES}:"
        event = self._library.calendar.told_in(article.slug) if article else None
        return f"{ONE}:{event.id}" if event else reply.subject

    async def _give(self, conversation: Conversation, hit: Hit, text: str) -> Reply | None:
        """Return an article's answer, worked out where it is a computed one; ``None`` when there is nothing to work out."""
        article = self._library.article(hit.slug, conversation.lang)
        if article is None or article.computed not in self._capabilities:
            return self._shown.answer(conversation, hit.slug, hit.score)
        reply = await self._capabilities[article.computed].answer(conversation, text)
        if reply:
            if reply.kind is Kind.DENIED and reply.choices:  # what anybody may read about it
                reply = replace(reply, choices=(*reply.choices, *self._shown.related(article, conversation.lang)))
            return replace(reply, article=reply.article or hit.slug, confidence=round(hit.score, 3))
        return self._shown.answer(conversation, hit.slug, hit.score) if not text or hit.score >= VERBATIM_FROM else None

    def _alone(self, text: str, lang: str) -> list[Hit]:
        """Return what a text means by itself: the article that it is a keyword of, or whatever is found."""
        if keyed := self._library.keyed(text, lang):
            return [Hit(keyed, VERBATIM_FROM)]
        return self._library.search_foreign(text) if self._library.phrasebook.foreign(text) else self._library.search(text)

    def _hits(self, conversation: Conversation, text: str, follow_up: FollowUp | None) -> list[Hit]:
        if follow_up is None:
            return self._alone(text, conversation.lang)
        alone = self._library.search(text)
        sure = alone[0].score if alone and not follow_up.leans else 0.0
        if sure >= VERBATIM_FROM:
            return alone
        leaning = self._leaning.hits(follow_up)
        if answering(leaning, computed=self._library.computed):
            return leaning
        if not follow_up.leans and answering(alone := self._alone(text, conversation.lang), computed=self._library.computed):
            return alone
        return [Hit(follow_up.last.slug, GUESS_AT if follow_up.guessed else 1.0)] if follow_up.when else leaning


def _is_brief(clause: str) -> bool:
    said = normalize(clause)
    return len(said) <= _BRIEF_IN_SIGNS if is_in_pairs(said) else said.count(" ") < _BRIEF
