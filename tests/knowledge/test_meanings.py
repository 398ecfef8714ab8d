"""Questions in other words than their article's, found by what they mean, with and without a model of sentences."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.index import built_from
from bot.knowledge.library import Library
from bot.knowledge.meanings import vectors_in, vectors_of
from bot.knowledge.semantics import Semantics
from bot.knowledge.sentences import MODEL
from tests.content_folder import CITIES, COMPANIES, ContentFolder

ASKED = "our mayor wants to know what he must budget for you"
SIZE = 8


@pytest.fixture(scope="module", params=["", MODEL], ids=["pieces", "sentences"])
def semantics(request: pytest.FixtureRequest) -> Semantics:
    return Semantics(request.param)


@pytest.fixture
def understanding(folder: ContentFolder, tmp_path: Path, semantics: Semantics) -> Iterator[Library]:
    with closing(Library(folder.root, tmp_path / "meant.db", semantics=semantics)) as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "slug"), [(ASKED, "cities"), ("invoice for a manufacturer", "companies"), ("what is a factory charged", "companies")]
)
def test_question_in_other_words_than_its_article_is_found_by_what_it_means(understanding: Library, asked: str, slug: str) -> None:
    assert understanding.matcher.search(asked, lang="en")[0].slug == slug


def test_question_of_function_words_alone_is_found_by_what_it_means(
    folder: ContentFolder, tmp_path: Path, semantics: Semantics
) -> None:
    folder.write(CITIES, folder.root.joinpath(CITIES).read_text().replace("city dues", "who are you"))

    with closing(Library(folder.root, tmp_path / "who.db", semantics=semantics)) as library:
        found = [library.matcher.search(question, lang="en") for question in ("and who are you", "would should")]

    assert [[hit.slug for hit in hits[:1]] for hits in found] == [["cities"], []]


def test_index_is_built_anew_when_the_model_comes_or_goes(folder: ContentFolder, tmp_path: Path) -> None:
    path = tmp_path / "knowledge.db"
    stamps = []
    for name in ("", MODEL, ""):
        Library(folder.root, path, semantics=Semantics(name)).close()
        stamps.append(built_from(path))

    assert stamps[0] == stamps[2] != stamps[1]


@pytest.mark.parametrize("file", [CITIES, COMPANIES])
def test_edit_is_taken_up_with_what_it_means(understanding: Library, folder: ContentFolder, file: str) -> None:
    folder.write(file, folder.root.joinpath(file).read_text().replace("yearly contribution", "annual contribution"))

    assert understanding.refresh()
    assert understanding.matcher.search(ASKED, lang="en")[0].slug == "cities"


class _Reader:
    """Makes vectors, and keeps what it read."""

    size = SIZE

    def __init__(self) -> None:
        self.read: list[str] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        return np.array([[len(text)] * SIZE for text in texts], np.float32).reshape(-1, SIZE)


def test_only_lines_that_are_new_are_read_again() -> None:
    reader = _Reader()
    before = vectors_of(reader, ["one", "three", "one"], {})

    after = vectors_of(reader, ["three", "seven", "one"], before)

    assert reader.read == ["one", "three", "seven"]
    assert vectors_in(after, SIZE)[:, 0].tolist() == [5, 5, 3]
    assert vectors_in({}, SIZE).shape == (0, SIZE)
