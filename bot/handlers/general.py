"""Questions that ask for what is worked out: the same whatever name, event, period or number stands in them."""

from __future__ import annotations

from bot.handlers.deciding import ANSWER_AT, OUTSIDE_AT, VERBATIM_FROM
from bot.handlers.directory import NAME as LISTS
from bot.handlers.directory import PROFILE, introduces_oneself
from bot.handlers.events import ONE
from bot.handlers.fees import NAME as FEES
from bot.knowledge.evidence import names_in
from bot.knowledge.library import Library
from bot.knowledge.matcher import Hit
from bot.knowledge.names import PLACES, Sort
from bot.knowledge.schema import PRIVATE
from bot.knowledge.text import HAS_TOKEN, is_in_pairs, normalize, token_of

TOLD_FROM = 0.8
"""Score from which an article that accounts for all of a question, its names too, is meant rather than a computed one."""
SURE_FROM = 0.95
"""Score from which such an article is meant even where a computed one has the very phrasing."""
NAMED_FROM = 0.9
"""Score from which a computed article that accounts for all of a question but a guessed name is meant."""
MOST_STRANGE = 0.2
MOST_STRANGE_SURE = 0.5
"""What a computed article may leave out (`Hit.strange`); more where a member is surely asked for, or words are pairs of signs."""
ELSEWHERE_FROM = 0.5
"""Score from which a name alone is that of another organization: a subject that nothing answers."""
MOST_NAMES = 3
"""Names in a question that are looked at so."""
_EVENT, _NUMBER = token_of("event"), token_of("number")
_COMPANIES = "corporation"
_LISTED = frozenset((Sort.COUNTRY, Sort.REGION, Sort.FIELD))
_NO_MEMBERS = frozenset((Sort.COUNTRY, Sort.REGION, Sort.OTHER))


class General:
    """Puts a computed article before what was found for a question, where it fits better."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def first(self, text: str, lang: str, hits: list[Hit]) -> list[Hit]:
        """Return the hits, or first that of the question made general, if one of its computed articles fits better.

        Such an article must account for every word: "who won {name} in {period}" is not "who joined in {period}". Where the
        name is a guess, or an article accounts for the name too, the rest must be a phrasing or near one.
        """
        fees = self._library.computed_article(FEES)
        if hits and hits[0].slug == fees and self._is_elsewhere(text):
            hits = [hit for hit in hits if hit.slug != fees]
        best = hits[0].score if hits else 0.0
        if best >= VERBATIM_FROM:
            return hits
        general = self._library.gazetteer.general(text)
        told = bool(hits) and not hits[0].strange
        dated = _EVENT in general and self._asks_when(text)
        of_country = self._names(text, Sort.COUNTRY)
        if told and best >= SURE_FROM and not (dated or of_country):
            return hits
        told = told and best >= TOLD_FROM and (hits[0].slug not in self._library.computed or self._is_of_fields(text))
        if HAS_TOKEN.search(general):
            found = self._library.search_computed(general, lang)
            if not found:
                return hits
            hit = found[0]
            least = max(best, ANSWER_AT if self._says_membership(hit, text) else SURE_FROM)
            its_date = dated and hit.slug == self._library.computed_article(ONE)
            # The lists of continents hold a country's members, too, but do not say which they are.
            its_list = of_country and hit.slug == self._library.computed_article(LISTS) and hit.score >= SURE_FROM
            comes_first = not told or self._names_nobody(text) or its_date or its_list or hit.score >= VERBATIM_FROM
            fits = hit.strange <= self._most_strange(hit, text) and hit.score > least and comes_first
            phrased = hit.score >= VERBATIM_FROM and set(HAS_TOKEN.findall(general)) == {_NUMBER}  # no other's name
            if fits and self._may_mean(hit, text, lang) and (phrased or not self.is_outside(text, hit)):
                return [hit, *hits]
        elif len(HAS_TOKEN.findall(general := self._library.gazetteer.general(text, guess=True))) == 1:
            found = self._library.search_computed(general, lang)
            least = VERBATIM_FROM if told else max(best, NAMED_FROM)
            most = MOST_STRANGE_SURE if is_in_pairs(text) else 0.0
            fits = bool(found) and found[0].score >= least and found[0].strange <= most
            if fits and not self._guesses_payer(text) and not self.is_outside(text, found[0]):
                return [found[0], *hits]
        return hits

    def _is_elsewhere(self, text: str) -> bool:
        """Whether a text that asks what is to be paid means something else than our fees: by a name in it, or as a whole."""
        if self._library.matcher.outside(text) > 0.0 or self._others_named(text):
            return True
        gazetteer = self._library.gazetteer
        if gazetteer.speaks_of_oneself(text) or gazetteer.speaks_of_membership(text):
            return False
        lang = self._library.association.languages[0]
        slugs = [self._library.computed_article(FEES), *(hit.slug for hit in self._library.search(text, limit=1))]
        return len({article.topic for slug in slugs if (article := self._library.article(slug, lang))}) > 1

    def _others_named(self, text: str) -> list[str]:
        """Return the names in a text that are those of other organizations, which nothing here answers for."""
        mentions = self._library.gazetteer.find(text)
        others = {mention.said for mention in mentions if set(mention.sorts) == {Sort.OTHER}}
        ours = {mention.said for mention in mentions} - others
        names = (names_in(text) | others) - ours - self._library.phrasebook.words("common")  # "an IT company"
        return [name for name in sorted(names)[:MOST_NAMES] if self._library.matcher.outside(name, wholly=True) > ELSEWHERE_FROM]

    def _is_of_another(self, text: str) -> bool:
        """Whether members of another organization are asked for: "is Busan a member of ICLEI", how many it has."""
        others = self._others_named(text)
        named = any(mention.said not in others for mention in self._library.gazetteer.find(text))
        return bool(others) and (named or bool(self._library.phrasebook.cues_in("how_many", text)))

    def _most_strange(self, hit: Hit, text: str) -> float:
        surely = hit.score >= SURE_FROM and (self._names(text, Sort.MEMBER) or self._names_nobody(text))
        return MOST_STRANGE_SURE if surely or is_in_pairs(text) else MOST_STRANGE

    def _names(self, text: str, sort: Sort) -> bool:
        return any(sort in mention.sorts for mention in self._library.gazetteer.find(text))

    def _names_nobody(self, text: str) -> bool:
        """Whether a text has a name that nobody told of, which no article accounts for."""
        return any(not mention.targets for mention in self._library.gazetteer.find(text, guess=True))

    def _says_membership(self, hit: Hit, text: str) -> bool:
        """Whether a text speaks of membership, if a hit looks it up: else it may ask anything of the one that it names."""
        member = self._library.computed_article(PROFILE)
        return hit.slug != member or self._library.gazetteer.speaks_of_membership(text)

    def is_outside(self, text: str, hit: Hit) -> bool:
        """Whether a text rather means a subject that nothing answers than a hit; where it names a member, only if that is likelier.

        Whoever asks what is to be paid may mean another organization, so there it need only be likelier than any article.
        """
        if hit.slug == self._library.computed_article(FEES):
            return self._is_elsewhere(text)
        of_members = hit.slug in (self._library.computed_article(PROFILE), self._library.computed_article(LISTS))
        if of_members and self._is_of_another(text):
            return True
        return self._library.matcher.outside(text, wholly=True) >= (hit.score if self._names(text, Sort.MEMBER) else OUTSIDE_AT)

    def _is_of_fields(self, text: str) -> bool:
        """Whether the names in a text are ordinary words: “payments” is a field of work, too."""
        return all(sort is Sort.FIELD for mention in self._library.gazetteer.find(text) for sort in mention.sorts)

    def _asks_when(self, text: str) -> bool:
        """Whether a text asks for a date or a time, which an event's computed article tells by the reader's clock."""
        phrasebook = self._library.phrasebook
        return phrasebook.asks_when(normalize(text)) or bool({"hour", "where"} & phrasebook.named("occasion", text))

    def _may_mean(self, hit: Hit, text: str, lang: str) -> bool:
        """Whether the names in a text may be what a computed article is asked for.

        What is a member's own is not a region's. A field of work, an ordinary word, is asked for with members or companies.
        """
        sorts = {sort for mention in self._library.gazetteer.find(text) for sort in mention.sorts}
        if hit.slug == self._library.computed_article(LISTS) and sorts == {Sort.FIELD}:
            companies = self._library.payers.read(text).category == _COMPANIES
            return companies or self._library.gazetteer.speaks_of_membership(text)
        lists_members = hit.slug in (self._library.computed_article(LISTS), self._library.computed_article(PROFILE))
        places = _LISTED | PLACES if hit.slug == self._library.computed_article(LISTS) else _LISTED
        if lists_members and sorts and sorts <= places and introduces_oneself(self._library, text):
            return False
        article = self._library.article(hit.slug, lang)
        return article is None or article.computed not in PRIVATE or not sorts or not sorts <= _NO_MEMBERS

    def _guesses_payer(self, text: str) -> bool:
        """Whether what is taken for a name says who pays: “what about NGOs”."""
        mentions = self._library.gazetteer.find(text, guess=True)
        return any(self._library.payers.read(mention.said).category for mention in mentions if not mention.targets)
