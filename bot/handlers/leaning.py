"""Questions that lean on the one before: "who appoints her?", "is it free?", "and by when?".

Half of them are answered by the article that was shown last, a third by one that it is related to. How likely each candidate is
follows from its score in the light of what was asked before and from the evidence for that (`bot.knowledge.evidence`), from how
near it is to the last article, and from how the question leans. The weights were fitted on the questions with a context in
``content/questions*.jsonl`` and on others after a context that has nothing to do with them (softmax over the candidates and "none
of them").
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation import Conversation, Kind, Reply, Turn
from bot.handlers.following import only_steps, steps
from bot.knowledge.articles import Article
from bot.knowledge.evidence import NAMES
from bot.knowledge.library import Library
from bot.knowledge.matcher import Hit
from bot.knowledge.names import Mention, Sort, Target
from bot.knowledge.text import is_unspaced, normalize, pieces

_SHORT, _SHORT_IN_SIGNS = 9, 20  # words, or signs where words don't stand apart, up to which a question may lean
_MOST = 12  # articles that are looked at, of those the question alone brings, and of those that it brings with its context
_ALL = 100  # more than are ever compared
_LEAST_SHOWN = 0.05
_A_LIST = 4  # places that an article names, from which it lists them


class Relation(StrEnum):
    """How near a candidate is to the article that was shown last."""

    SAME = "same"
    RELATED = "related"
    TOPIC = "topic"
    ELSEWHERE = "elsewhere"


WEIGHTS = {
    "same": -1.51, "related": -0.79, "topic": -0.3, "elsewhere": -1.09, "likely near": 0.42, "likely far": 0.65,
    "stepped to": 3.75, "same, stepped": -1.44, "same, opened": 0.14, "same, named": -0.92, "same, pointed": -0.14,
    "same, computed": -1.29,
    "coverage": 1.87, "mass": -1.6, "phrasing": 0.1, "recall": 0.56, "rank": 3.75, "strange": -0.88, "letters": 1.03,
    "relative": 2.17, "foreign": 1.45, "contrast": 0.15, "chosen": -0.11, "astray": 0.0, "meant": 4.26, "implied": 0.13,
    "understood": -0.53, "not compared": -0.02,
    "none": 2.94, "none, by words": 0.88, "none, unknown": 1.48, "none, outside": 5.46, "none, leans": 0.65, "none, named": -1.47,
}  # fmt: skip
"""Fitted by ``python -m benchmarks.leaning``. Of scores the log-odds are weighed, of words the logarithm of their number, of what
speaks for a candidate the shares and logits as they are (`bot.knowledge.evidence.NAMES`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate: how near it is, and its score in the light of what was asked before.

    ``shown`` is the evidence that the score comes from (`bot.knowledge.matcher.Hit.evidence`), ``stepped_to`` whether it is
    `FollowUp.step`.
    """

    relation: Relation
    score: float
    shown: tuple[float, ...]
    stepped_to: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that may lean on the one before.

    Attributes:
        text: What is new in it, normalised: without "and", "what about".
        about: What that one was about: question and title.
        last: The article that it was answered with, or that was the first guess.
        opened: It begins like "and for ...".
        names: It opens so and asks nothing, so it names something else: "and for companies?"
        when: It asks for a date and nothing else.
        points: It says "it", "that", "there".
        step: What came before the last one, or after it, if it asks for that ("and the one before?"); a slug.
        steps: It says nothing else.
        bare: It says nothing but such words and function words.
        guessed: The last article was only offered.
        unknown: Share of its telling words, or pairs of signs, that no article knows.
        outside: How likely it means, alone, a subject that nothing answers (`bot.knowledge.matcher.Matcher.outside`).
    """

    text: str
    about: str
    last: Article
    opened: bool
    names: bool
    when: bool
    points: bool
    step: str
    steps: bool
    bare: bool
    guessed: bool
    unknown: float
    outside: float

    @property
    def leans(self) -> bool:
        """Whether it says that it leans."""
        return self.opened or self.points or self.bare


class Leaning:
    """Finds out what such questions mean."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def read(self, conversation: Conversation, text: str) -> FollowUp | None:
        """Return how a question leans on the last answered one, if it may."""
        turn = next((turn for turn in reversed(conversation.history) if _subject(turn.reply)), None)
        last = self._library.article(_subject(turn.reply), conversation.lang) if turn else None
        if turn is None or last is None:
            return None
        phrasebook, lang = self._library.phrasebook, conversation.lang
        said = normalize(text)
        rest = _without_opener(said, phrasebook.words("follow_up", lang))
        when = phrasebook.asks_only_when(rest)
        points = _points(rest, phrasebook.words("pointing", lang))
        opened = rest != said
        size, most = (len(rest), _SHORT_IN_SIGNS) if is_unspaced(rest) else (len(rest.split()), _SHORT)
        points = points and size <= most  # in a longer one "it" and "there" point to something that the question itself names
        if not (opened or when) and size > most:
            return None
        bare = set(rest.split()) <= phrasebook.words("pointing", lang) | phrasebook.words("common")
        before = [self._asked(turn), last.title] if turn.reply.lang == lang else [last.title]
        about = " ".join(self._library.ellipsis.renew(text, one) or one for one in before)
        opened = opened and not when
        names = opened and not self._library.parts.asks(rest)
        guessed = turn.reply.article is None
        outside, step = self._library.matcher.outside(rest), self._step(rest, turn.reply.subject, last)
        only = bool(step) and only_steps(self._library, rest)
        return FollowUp(rest, about, last, opened, names, when, points, step, only, bare, guessed, self._unknown(rest), outside)

    def listed(self, conversation: Conversation, text: str) -> str:
        """Return the slug of the article shown last, if it lists places and a text names one of them: "is Seongnam in it?"."""
        slug = conversation.last.article if conversation.last and not conversation.last.subject else None
        article = self._library.article(slug, conversation.lang) if slug else None
        if article is None or article.computed or not self._only_names(text, conversation.lang):
            return ""
        named = [_places(mention) for mention in self._library.gazetteer.find(text)]
        if len(named) != 1 or not named[0] or self._library.ellipsis.complete(text, conversation.history[-1].text):
            return ""  # "cities in Nepal? - and in Japan?" is another question
        listed = {targets for mention in self._library.gazetteer.find(article.body) if (targets := _places(mention))}
        meant = frozenset().union(*listed, *(self._countries(targets) for targets in listed))
        return article.slug if len(listed) >= _A_LIST and meant & named[0] else ""

    def _only_names(self, text: str, lang: str) -> bool:
        """Whether a text says nothing but a name, and "it", "there"."""
        phrasebook, said = self._library.phrasebook, normalize(text)
        general = self._library.gazetteer.general(text)
        asks = _points(said, phrasebook.words("pointing", lang)) and phrasebook.says_only(general, "membership")
        return (asks and general != said) or self._library.ellipsis.is_elliptic(text)

    def _countries(self, targets: Iterable[Target]) -> frozenset[Target]:
        """Return the countries of the members that a name may mean."""
        members = [self._library.directory.member(target.key) for target in targets if target.sort is Sort.MEMBER]
        return frozenset(Target(Sort.COUNTRY, member.country) for member in members if member)

    def evidence(self, follow_up: FollowUp) -> dict[str, Evidence]:
        """Return what speaks for each article that the question may mean, by slug."""
        last, matcher, text = follow_up.last, self._library.matcher, follow_up.text
        near = frozenset({last.slug, *last.related, follow_up.step} - {""})
        alone = [hit.slug for hit in self._library.search(text, limit=_MOST)]
        context = {hit.slug: hit for hit in self._library.search(text, about=follow_up.about, limit=_ALL)}
        beside = {hit.slug: hit for hit in matcher.search(text, about=follow_up.about, limit=_ALL, lang=last.lang, among=near)}
        topic = {slug for slug, _ in self._library.titles(last.topic, last.lang)}
        found = {}
        for slug in {*near, *alone, *itertools.islice(context, _MOST)}:
            hit = (beside if slug in near else context).get(slug, Hit(slug, 0.0))
            if slug in near:
                relation = Relation.SAME if slug == last.slug else Relation.RELATED
            else:
                relation = Relation.TOPIC if slug in topic else Relation.ELSEWHERE
            found[slug] = Evidence(relation, hit.score, hit.evidence, slug == follow_up.step)
        return found

    def hits(self, follow_up: FollowUp) -> list[Hit]:
        """Return what a question may mean after the last answer, the likeliest first; scores are probabilities."""
        if follow_up.steps:
            return [Hit(follow_up.step, 1.0)]
        weights = {slug: _weigh(columns(follow_up, one)) for slug, one in self.evidence(follow_up).items()}
        total = math.exp(_weigh(none_of_them(follow_up))) + sum(map(math.exp, weights.values()))
        hits = [Hit(slug, math.exp(weight) / total) for slug, weight in weights.items()]
        return sorted((hit for hit in hits if hit.score >= _LEAST_SHOWN), key=lambda hit: (-hit.score, hit.slug))

    def _step(self, said: str, subject: str, last: Article) -> str:
        """Return the slug of what came before, or after, what was told last, if a text asks for one of these; else nothing."""
        asked, calendar = steps(self._library, said), self._library.calendar
        back, told = asked == "back", calendar.event(subject.partition(":")[2])
        own = [told] if told else [event for event in calendar.events if event.article == last.slug and event.recurs]
        if len({event.period.first.year for event in own}) > 1 or any(rule.article == last.slug for rule in calendar.rules):
            return ""  # it tells of all of them
        if own:
            beside = calendar.beside(own[0 if back else -1], back=back) if asked else None
            return beside.article or "" if beside else ""
        if not only_steps(self._library, said):
            return ""  # what did she do before?
        return last.follows if back else self._library.behind(last.slug)

    def _unknown(self, said: str) -> float:
        common = self._library.phrasebook.words("common")
        words = [piece for word in said.split() if word not in common for piece in pieces(word)]
        return sum(not self._library.matcher.uses(word) for word in words) / max(1, len(words))

    def _asked(self, turn: Turn) -> str:
        """Return the question of a turn that was answered last."""
        message = self._library.parts.read(turn.text)
        return "" if turn.text.startswith("/") else message.clauses[-1] if len(message.clauses) > 1 else message.text


def columns(follow_up: FollowUp, evidence: Evidence) -> dict[str, float]:
    """Return what is weighed for a candidate, by the names in `WEIGHTS`."""
    same = evidence.relation is Relation.SAME
    where = "near" if same or evidence.relation is Relation.RELATED else "far"
    return {
        evidence.relation.value: 1.0,
        f"likely {where}": _log_odds(evidence.score),
        "stepped to": float(evidence.stepped_to),
        "same, stepped": float(same and bool(follow_up.step)),
        "same, opened": float(same and follow_up.opened),
        "same, named": float(same and follow_up.names),
        "same, pointed": float(same and follow_up.points),
        "same, computed": float(same and bool(follow_up.last.computed)),
        **(dict(zip(NAMES, evidence.shown, strict=True)) if evidence.shown else {}),
        "not compared": float(not evidence.shown),
    }


def none_of_them(follow_up: FollowUp) -> dict[str, float]:
    """Return what is weighed for a question that means none of the articles."""
    return {
        "none": 1.0,
        "none, by words": _extent(follow_up),
        "none, unknown": follow_up.unknown,
        "none, outside": follow_up.outside,
        "none, leans": float(follow_up.leans),
        "none, named": float(follow_up.names),
    }


def _weigh(values: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in values.items())


def _extent(follow_up: FollowUp) -> float:
    return math.log(max(1, len(follow_up.text.split())))


def _log_odds(score: float) -> float:
    return math.log(max(score, 0.01) / (1 - min(score, 0.99)))


def _places(mention: Mention) -> frozenset[Target]:
    """Return the members and countries that a name may mean."""
    return frozenset(target for target in mention.targets if target.sort in (Sort.MEMBER, Sort.COUNTRY))


def _subject(reply: Reply) -> str:
    """Return the slug of the article that a reply gave, or of its first guess; empty if it did neither."""
    guesses = reply.choices if reply.kind is Kind.CHOICES else ()
    return reply.article or next((guess.action[2:] for guess in guesses if guess.action.startswith("a:")), "")


def _without_opener(said: str, openers: frozenset[str]) -> str:
    """Return a normalised question without "and", "what about" and the like at its front; itself if it has none."""
    found = [opener for opener in openers if said.startswith(opener if is_unspaced(opener) else f"{opener} ")]
    rest = said[len(max(found, key=len)) :].strip() if found else said
    return rest or said


def _points(said: str, pointing: frozenset[str]) -> bool:
    """Whether a normalised question says "it", "there"; in Korean with a particle behind it, in Chinese anywhere."""
    return not pointing.isdisjoint(said.split()) or any(
        cue in said if is_unspaced(cue) else f" {cue}" in f" {said}"
        for cue in pointing
        if cue >= "\u2e80" and (len(cue) > 1 or is_unspaced(cue))
    )
