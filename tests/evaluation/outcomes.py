"""Outcomes without an assistant that replied."""

from collections.abc import Sequence

from bot.conversation import Choice, Kind, Reply
from bot.evaluation.cases import Case
from bot.evaluation.judging import Outcome, judge


def case(id: str, *expect: str, **more: object) -> Case:
    return Case.model_validate({"id": id, "q": f"question {id}", "expect": list(expect), "file": "some", **more})


def answer(article: str, score: float | None = None, text: str = "Yes.") -> Reply:
    return Reply(Kind.ANSWER, text, "en", article=article, confidence=score)


def guesses(articles: Sequence[str], score: float) -> Reply:
    choices = [Choice(article, f"a:{article}") for article in articles]
    return Reply(Kind.CHOICES, "Did you mean?", "en", choices=(*choices, Choice("None", "none")), confidence=score)


SILENCE = Reply(Kind.UNKNOWN, "I don't know.", "en", choices=(Choice("Topics", "topics"),), confidence=0.1)


def outcome(asked: Case, reply: Reply) -> Outcome:
    return Outcome(asked, reply, judge(asked, reply), elapsed_ms=1.0)
