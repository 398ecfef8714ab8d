"""Phrasings that collide, and articles that only their own phrasings find: in a small folder with faults made on purpose."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.suggesting.collisions import collisions
from bot.suggesting.hidden import hidden
from tests.content_folder import CITIES, COMPANIES, ContentFolder

TOPICS = ("fees", "events")


@pytest.fixture
def opened(folder: ContentFolder, tmp_path: Path) -> Iterator[Callable[[], Library]]:
    """Return what opens the library over the folder as it is then."""
    libraries: list[Library] = []

    def open_() -> Library:
        libraries.append(Library(folder.root, tmp_path / "knowledge.db"))
        return libraries[-1]

    yield open_
    for library in libraries:
        library.close()


def colliding(library: Library, lang: str = "en") -> list[tuple[str, str, bool]]:
    return [(one.first.text, one.second.text, one.is_same) for one in collisions(library, lang)]


def test_content_without_likenesses_has_no_collisions(opened: Callable[[], Library]) -> None:
    assert colliding(opened()) == []


def test_nearly_the_same_words_under_two_articles_collide_and_the_same_words_come_first(
    folder: ContentFolder, opened: Callable[[], Library]
) -> None:
    folder.edit(COMPANIES, "- fee of a firm\n", "- fee of a firm\n  - the yearly contribution of a city\n  - dues, cities\n")

    assert colliding(opened()) == [
        ("city dues", "dues, cities", True),
        ("yearly contribution of a city", "the yearly contribution of a city", False),
    ]


def test_title_that_is_another_articles_phrasing_collides(folder: ContentFolder, opened: Callable[[], Library]) -> None:
    folder.edit(CITIES, "- city dues\n", "- city dues\n  - of a company, fees\n  - of company fees\n")

    assert colliding(opened()) == [
        ("Fees of companies", "of company fees", True),
        ("Fees of companies", "of a company, fees", False),
    ]


def test_phrasings_that_differ_in_a_number_do_not_collide(folder: ContentFolder, opened: Callable[[], Library]) -> None:
    folder.edit(CITIES, "- city dues\n", "- city dues\n  - what changed for everybody in 2021\n")
    folder.edit(COMPANIES, "- fee of a firm\n", "- fee of a firm\n  - what changed for everybody in 2022\n")

    assert colliding(opened()) == []


def test_collision_in_a_translation_is_found_in_its_language_once(folder: ContentFolder, opened: Callable[[], Library]) -> None:
    phrasings = "회비 도시, 회사 회비, 법인이 낼 돈, 기업 분담금, 업체 연회비, 회사는 얼마"
    text = f"---\ntitle: 기업 회비\nphrasings: [{phrasings}]\noriginal: 5aeb2e36\n---\n20파운드입니다.\n"
    folder.write(COMPANIES.replace(".md", ".ko.md"), text)
    library = opened()

    assert colliding(library) == []
    assert colliding(library, "ko") == [("도시 회비", "회비 도시", True)]


def test_article_is_hidden_when_each_of_its_phrasings_leads_elsewhere_without_itself(
    folder: ContentFolder, opened: Callable[[], Library]
) -> None:
    text = (folder.root / COMPANIES).read_text(encoding="utf-8")
    front = text.split("phrasings:\n")[0].replace("Fees of companies", "Wharfage")
    rest = text.split("  - what does our company owe\n")[1]
    wordings = ["the assembly date now", "day of a general meeting", "our yearly gathering", "does the assembly meet"]
    phrasings = "".join(f"  - {one}\n" for one in [*wordings, "place for the general assembly", "when the assembly is"])
    folder.write(COMPANIES, f"{front}phrasings:\n{phrasings}{rest}")
    library = opened()

    found = hidden(library, "en", topics=("fees",))

    assert [(one.article.slug, one.rivals) for one in found] == [("companies", (("assembly", 6),))]


def test_article_that_one_left_out_phrasing_finds_is_not_hidden(opened: Callable[[], Library]) -> None:
    assert hidden(opened(), "en", topics=TOPICS) == []
