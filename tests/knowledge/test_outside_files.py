"""``content/outside/``: questions that no article answers, and what can be wrong with them."""

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from tests.content_folder import ContentFolder

HOTEL = """\
hotel:
- which hotel do the keepers stay at
- hotel near the lamp
"""


def test_subjects_are_read_by_language(folder: ContentFolder) -> None:
    folder.write("outside/en.yaml", HOTEL)

    assert ContentLoader(folder.root).load().outside == {
        "en": {"hotel": ("which hotel do the keepers stay at", "hotel near the lamp")}
    }


def test_content_without_them_is_whole(folder: ContentFolder) -> None:
    assert ContentLoader(folder.root).load().outside == {}


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("de", HOTEL, "outside/de.yaml:1: “de” is none of the languages in association.yaml: en, ko"),
        ("en", "- hotel\n", "outside/en.yaml:1: expected subjects, each with questions"),
        ("en", "Hotel rooms: [a room?, any room?]\n", "outside/en.yaml:1: “Hotel rooms” is not a name"),
        ("en", "hotel: [where do we sleep]\n", "outside/en.yaml:1: “hotel” needs a list of 2 questions or more"),
        ("en", "hotel: {a: b}\n", "outside/en.yaml:1: “hotel” needs a list of 2 questions or more"),
        ("en", "hotel: [a room, [a bed]]\n", "outside/en.yaml:1: “hotel” needs a list of 2 questions or more"),
        ("en", HOTEL + "- Hotel near the lamp?\n", "outside/en.yaml:4: “Hotel near the lamp?” stands twice, also in “hotel”"),
        ("en", HOTEL + "- What do cities pay?\n", "outside/en.yaml:4: “What do cities pay?” is a phrasing of the article “cities”"),
        ("en", "hotel: [\n", "outside/en.yaml:"),
    ],
)
def test_each_fault_is_told_with_its_line(folder: ContentFolder, name: str, text: str, fault: str) -> None:
    folder.write(f"outside/{name}.yaml", text)

    with pytest.raises(ContentError) as caught:
        ContentLoader(folder.root).load()

    assert fault in "\n".join(str(one) for one in caught.value.faults)


def test_question_like_an_unanswered_one_finds_no_article(folder: ContentFolder, tmp_path: Path) -> None:
    asked = "which hotel do cities stay at"
    before = Library(folder.root, tmp_path / "before.db")
    folder.write("outside/en.yaml", HOTEL)
    after = Library(folder.root, tmp_path / "after.db")

    found = [[hit.slug for hit in library.search(asked)] for library in (before, after)]
    before.close()
    after.close()

    assert "cities" in found[0]
    assert found[1] == []
