"""Questions in languages that no article is written in are compared by what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.cases import read
from bot.handlers.deciding import answering
from bot.knowledge.crosslingual import CrossLingual
from bot.knowledge.index import KnowledgeIndex
from bot.knowledge.semantics import Semantics
from tests.conftest import CONTENT


@pytest.fixture(scope="module")
def index(real_index: Path) -> Iterator[KnowledgeIndex]:
    with closing(KnowledgeIndex(real_index)) as index:
        yield index


@pytest.fixture(scope="module")
def without_portuguese(index: KnowledgeIndex) -> CrossLingual:
    others = [lang for lang in index.association.languages if lang != "pt"]
    return CrossLingual(index, others, size=Semantics().size)


def test_language_that_no_article_is_written_in_is_understood_in_part_and_seldom_mistaken(
    without_portuguese: CrossLingual, index: KnowledgeIndex
) -> None:
    slugs = {slug for topic in index.topics for slug, _ in index.titles(topic, "en")}
    cases = [case for case in read([CONTENT / "questions-exam-5.jsonl"], slugs=slugs) if case.lang == "pt" and not case.context]

    answers = [(case, answering(without_portuguese.search(case.q), computed=index.computed_slugs())) for case in cases]
    right = [case for case, hits in answers if {hit.slug for hit in hits} & set(case.expect)]
    wrong = [case for case, hits in answers if hits and not {hit.slug for hit in hits} & set(case.expect)]

    assert len(cases) > 80
    assert len(right) >= 0.3 * len(cases)
    assert len(wrong) <= 0.05 * len(cases)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Wo ist das Sekretariat?", "secretariat-address"),
        ("Come si diventa membri?", "how-to-join"),
        ("Sekreterlik nerede?", "secretariat-address"),
        ("Jak zostać członkiem?", "how-to-join"),
    ],
)
def test_nearest_article_is_the_one_that_is_meant(without_portuguese: CrossLingual, question: str, article: str) -> None:
    assert without_portuguese.search(question)[0].slug == article


@pytest.mark.parametrize("question", ["", "?", "सदस्यता शुल्क कति हो?", "ค่าสมาชิกเท่าไหร่", "\ud800"])
def test_nothing_is_found_for_words_that_mean_nothing_here(without_portuguese: CrossLingual, question: str) -> None:
    assert without_portuguese.search(question) == []


def test_languages_without_articles_are_left_out(index: KnowledgeIndex) -> None:
    alone, none = (CrossLingual(index, languages, size=Semantics().size) for languages in (["en", "de"], ["de"]))

    assert alone.search("Wer ist der Präsident?")[0].slug == "presidents"
    assert none.search("Wer ist der Präsident?") == []


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_gives_hits_in_order_whose_scores_are_shares(without_portuguese: CrossLingual, text: str) -> None:
    hits = without_portuguese.search(text)

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert 0 <= sum(hit.score for hit in hits) <= 1 + 1e-6
