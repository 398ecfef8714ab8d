"""Questions that share no word with what answers them, found by a model of sentences; and that nothing changes without one."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.index import KnowledgeIndex, built_from
from bot.knowledge.library import Library
from bot.knowledge.meanings import vectors_in, vectors_of
from bot.knowledge.semantics import SentenceModel
from tests.content_folder import CITIES, ContentFolder
from tests.knowledge.small_model import SIZE, concepts, write_model

ALIKE = (
    ("cities", "city", "municipality", "town", "council", "metropolis", "borough"),
    ("pay", "dues", "fee", "owe", "fees", "contribution", "levy", "charged"),
    ("companies", "company", "firms", "corporations"),
    ("assembly", "congress", "meeting", "plenary"),
)
ASKED = "levy charged metropolis borough"


@pytest.fixture
def model(tmp_path: Path) -> SentenceModel:
    return SentenceModel(str(write_model(tmp_path / "model", *concepts(ALIKE))))


@pytest.fixture
def understanding(folder: ContentFolder, tmp_path: Path, model: SentenceModel) -> Iterator[Library]:
    with closing(Library(folder.root, tmp_path / "meant.db", model=model)) as library:
        yield library


@pytest.fixture
def plain(folder: ContentFolder, tmp_path: Path) -> Iterator[Library]:
    with closing(Library(folder.root, tmp_path / "plain.db")) as library:
        yield library


def test_question_without_a_word_of_its_article_is_found_by_what_it_means(understanding: Library, plain: Library) -> None:
    with_model, without = (library.matcher.search(ASKED, lang="en") for library in (understanding, plain))

    assert with_model[0].slug == "cities"
    assert with_model[0].score > max((hit.score for hit in without), default=0.0)


def test_question_of_function_words_alone_is_found_by_what_it_means(folder: ContentFolder, tmp_path: Path) -> None:
    knowing = SentenceModel(str(write_model(tmp_path / "who", *concepts([["who", "you"], ["would", "should"]]))))
    folder.write(CITIES, folder.root.joinpath(CITIES).read_text().replace("city dues", "who are you"))

    with closing(Library(folder.root, tmp_path / "who.db", model=knowing)) as library:
        found = [library.matcher.search(question, lang="en") for question in ("and who", "would should")]

    assert [[hit.slug for hit in hits] for hits in found] == [["cities"], []]


def test_language_that_the_model_is_not_used_for_is_matched_as_without(understanding: Library, plain: Library) -> None:
    questions = ["시청은 얼마를 내나요", "도시 회비가 얼마예요", "회비"]

    assert [understanding.search(one) for one in questions] == [plain.search(one) for one in questions]


def test_index_with_vectors_finds_without_the_model_what_one_without_finds(
    understanding: Library, plain: Library, tmp_path: Path
) -> None:
    common = {lang: understanding.phrasebook.common_words(lang) for lang in understanding.phrasebook.languages}
    questions = ["what does a city pay", "fee of companys", "when is the assembly", ASKED, "what is it"]

    with closing(KnowledgeIndex(tmp_path / "meant.db")) as index:
        matcher = type(plain.matcher)(index, common)

        assert [matcher.search(one) for one in questions] == [plain.search(one) for one in questions]


def test_index_is_built_anew_when_the_model_or_its_languages_change(
    folder: ContentFolder, tmp_path: Path, model: SentenceModel
) -> None:
    path = tmp_path / "knowledge.db"
    stamps = []
    for one in (None, model, SentenceModel(model.name, ["en", "ko"]), None):
        Library(folder.root, path, model=one).close()
        stamps.append(built_from(path))

    assert len(set(stamps)) == 3
    assert stamps[0] == stamps[3]


def test_edit_is_taken_up_with_the_model_still_in_use(understanding: Library, folder: ContentFolder) -> None:
    folder.write(CITIES, folder.root.joinpath(CITIES).read_text().replace("what do cities pay", "what do ports pay"))

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
