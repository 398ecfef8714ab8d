"""The shipped content: without faults, within the platforms' limits, and enough of it in each language."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.config import Settings
from bot.evaluation import cases, comparing, judging
from bot.knowledge.articles import Article
from bot.knowledge.content import Content
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.period import Period
from bot.knowledge.schema import PRIVATE
from tests.conftest import CONTENT

QUESTIONS = CONTENT / "questions.jsonl"
EVERY = 12
"""Which part of the questions the tests ask."""
LONGEST_ACTION = 64
"""Bytes. Source: core.telegram.org/bots/api#inlinekeyboardbutton, callback_data."""


@pytest.fixture(scope="module")
def content() -> Content:
    return ContentLoader(CONTENT).load()  # raises with every fault there is


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def those(content: Content, wrong: Any) -> list[str]:
    return [f"{article.slug} ({article.lang})" for article in content.articles if wrong(article)]


def test_enough_is_known_in_each_language(content: Content) -> None:
    articles = Counter(article.lang for article in content.articles)

    assert articles["en"] >= 60
    assert articles["ko"] >= 20
    assert articles["es"] >= 20


def test_every_topic_has_articles_and_a_name_in_every_language(content: Content) -> None:
    filled = {article.topic for article in content.articles}

    assert set(content.topics) == filled
    assert {topic: set(content.association.languages) - set(names) for topic, names in content.topics.items()} == {
        topic: set() for topic in content.topics
    }


def test_no_article_holds_as_of_the_future(content: Content) -> None:
    assert those(content, lambda article: Period.parse(article.as_of).first > date.today()) == []  # noqa: DTZ011


def test_buttons_fit_what_platforms_carry(content: Content) -> None:
    def too_long(article: Article) -> bool:
        return len(f"a:{article.slug}".encode()) > LONGEST_ACTION or len(article.title) > 60

    assert those(content, too_long) == []
    assert [topic for topic in content.topics if len(f"topic:{topic}:1000".encode()) > LONGEST_ACTION] == []


def test_every_article_can_be_asked_for_in_at_least_four_ways(content: Content) -> None:
    assert those(content, lambda article: len(set(article.phrasings)) < 4) == []


def test_every_answer_but_those_from_the_registry_names_a_document_and_a_section(content: Content) -> None:
    assert those(content, lambda article: not all(source.document and source.section for source in article.sources)) == []
    assert those(content, lambda article: not article.sources and article.computed not in PRIVATE) == []


def test_answers_begin_with_the_answer_not_with_a_list(content: Content) -> None:
    assert those(content, lambda article: article.body.startswith("- ")) == []


def test_answers_do_not_call_anything_upcoming(content: Content) -> None:
    words = ("next month", "next week", "upcoming", "다음 달", "próximo mes", "mañana")

    assert those(content, lambda article: any(word in article.body.lower() for word in words)) == []


def test_event_is_known_to_have_ended_before_the_answer_may_lapse(content: Content) -> None:
    assert those(content, lambda article: article.happens and article.lapses_on and article.lapses_on < article.happens.first) == []


def test_no_two_articles_share_a_title_in_a_language(content: Content) -> None:
    titles = Counter((article.lang, article.title.casefold()) for article in content.articles)

    assert [title for title, count in titles.items() if count > 1] == []


def written_down(library: Library) -> list[cases.Case]:
    """Return the questions of all files but the exam."""
    slugs = {slug for topic in library.topics for slug, _ in library.titles(topic, "en")}
    return cases.read(sorted(CONTENT.glob("questions*.jsonl")), slugs=slugs)


def test_every_question_stands_in_the_baseline(library: Library) -> None:
    baseline = comparing.load(CONTENT / "questions-baseline.json")

    assert {(case.file, case.key) for case in written_down(library)} == baseline.verdicts.keys()


@pytest.mark.slow
async def test_no_fewer_questions_are_answered_right_than_before_and_no_more_wrong(settings: Settings, library: Library) -> None:
    """Asks a part of them; ``.ci/run`` asks all."""
    before = comparing.load(CONTENT / "questions-baseline.json")
    asked = written_down(library)[::EVERY]

    async with open_app(settings, now=before.now, library=library) as app:
        found = comparing.compare(before, await judging.evaluate(app, asked))

    assert not found.is_worse, "\n".join(
        [str(found), *(f"{one.outcome.key}: {one.before} -> {one.outcome.verdict}, {one.outcome.got}" for one in found.worse)]
    )


def test_questions_are_in_three_languages_and_expect_articles_that_exist(content: Content, questions: list[dict[str, Any]]) -> None:
    slugs = {article.slug for article in content.articles}
    languages = Counter(question.get("lang") for question in questions)

    assert min(languages[lang] for lang in ("en", "ko", "es")) >= 15
    assert [question["id"] for question in questions if not set(question["expect"]) <= slugs] == []
    assert [question["id"] for question in questions if not question["q"].strip()] == []


def test_questions_are_not_the_phrasings_of_the_articles(content: Content, questions: list[dict[str, Any]]) -> None:
    phrasings = {phrasing.casefold().strip(" ?") for article in content.articles for phrasing in article.phrasings}

    whole = [question for question in questions if question["kind"] != "terse"]  # there are not many ways to say "CPS"
    copied = [question["id"] for question in whole if question["q"].casefold().strip(" ?") in phrasings]

    assert len(copied) <= len(whole) // 50


def test_guide_for_writers_shows_only_what_the_checker_takes() -> None:
    guide = (Path(CONTENT) / "README.md").read_text(encoding="utf-8")

    assert [
        name
        for name in ("title:", "phrasings:", "sources:", "as_of:", "lapses_on:", "happens:", "related:", "original:")
        if name not in guide
    ] == []


def test_guide_for_writers_shows_questions_that_can_be_read(content: Content, tmp_path: Path) -> None:
    guide = (Path(CONTENT) / "README.md").read_text(encoding="utf-8")
    example = guide.partition("## Questions")[2].partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")

    found = cases.read([tmp_path / "example.yaml"], slugs={article.slug for article in content.articles})

    assert [(one.key, one.is_unanswerable) for one in found] == [
        ("fees-small-town", False),
        ("best pizza in Naples", True),
        ("follow-up.1", False),
        ("follow-up.2", False),
    ]
