"""The library answers from the last good version of the content, whatever happens to files and index."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlite_utils

from bot.errors import ConfigurationError, ContentError
from bot.knowledge.edition import Edition
from bot.knowledge.index_writer import build
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from bot.knowledge.semantics import Semantics
from tests.content_folder import ASSEMBLY, CITIES, CITIES_KO, COMPANIES, FILES, ContentFolder

INDEX = Path("var/knowledge.db")
LONG_AGO = 1_000_000_000_000_000_000


_opened: list[Library] = []


@pytest.fixture(autouse=True)
def close_libraries() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def open_library(folder: ContentFolder) -> Library:
    library = Library(folder.root, INDEX)
    _opened.append(library)
    return library


def age(path: Path) -> None:
    """Make a file old, so that writing it anew shows."""
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def title(library: Library, slug: str, lang: str = "en") -> str | None:
    article = library.article(slug, lang)
    return article.title if article else None


def test_index_is_not_built_anew_while_the_content_is_the_same(folder: ContentFolder) -> None:
    open_library(folder)
    age(INDEX)

    library = open_library(folder)

    assert INDEX.stat().st_mtime_ns == LONG_AGO
    assert library.search("what do cities pay")[0].slug == "cities"


def test_index_is_built_anew_after_an_edit(folder: ContentFolder) -> None:
    open_library(folder)
    age(INDEX)
    folder.edit(COMPANIES, "Fees of companies", "Dues of companies")

    library = open_library(folder)

    assert INDEX.stat().st_mtime_ns > LONG_AGO
    assert title(library, "companies") == "Dues of companies"


def test_deleted_index_is_built_again(folder: ContentFolder) -> None:
    open_library(folder)
    INDEX.unlink()

    library = open_library(folder)

    assert library.search("corporate dues")[0].slug == "companies"
    assert INDEX.exists()


def test_index_of_an_older_format_is_built_anew(folder: ContentFolder) -> None:
    open_library(folder)
    with sqlite3.connect(INDEX) as connection:
        connection.execute("UPDATE meta SET value = '0:' || value WHERE key = 'fingerprint'")
    connection.close()
    age(INDEX)

    library = open_library(folder)

    assert INDEX.stat().st_mtime_ns > LONG_AGO
    assert library.article_count == 3


@pytest.mark.parametrize("rubbish", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000], ids=["empty", "text", "torn"])
def test_corrupt_index_is_built_anew(folder: ContentFolder, rubbish: bytes) -> None:
    INDEX.parent.mkdir()
    INDEX.write_bytes(rubbish)

    library = open_library(folder)

    assert library.search("corporate dues")[0].slug == "companies"


def test_index_that_is_whole_only_at_its_beginning_is_built_anew(folder: ContentFolder) -> None:
    open_library(folder)
    whole = INDEX.read_bytes()
    INDEX.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2))

    library = open_library(folder)

    assert library.search("corporate dues")[0].slug == "companies"


def test_index_can_be_inspected_with_sqlite_utils(folder: ContentFolder) -> None:
    open_library(folder)

    with sqlite_utils.Database(INDEX) as database:
        articles = [(row["slug"], row["lang"], row["topic"]) for row in database["articles"].rows]
        found = [row["slug"] for row in database.table("articles").search("town")]

    assert articles == [
        ("assembly", "en", "events"),
        ("cities", "en", "fees"),
        ("companies", "en", "fees"),
        ("cities", "ko", "fees"),
    ]
    assert found == ["cities"]


def tables_of(index: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(index) as connection:
        rows = {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608  our own names
            for table in ("articles", "lines", "keywords", "vocabulary", "shelves", "meta")
        }
    connection.close()
    return rows


@pytest.mark.parametrize(("file", "before", "after"), [(COMPANIES, "corporate dues", "price for firms"), (CITIES_KO, "도시", "시")])
def test_index_after_an_edit_of_one_language_is_the_same_as_one_built_from_nothing(
    folder: ContentFolder, file: str, before: str, after: str
) -> None:
    library = open_library(folder)
    folder.edit(file, before, after)
    library.refresh()
    edited = tables_of(INDEX)
    INDEX.unlink()

    open_library(folder)

    assert edited == tables_of(INDEX)


def test_index_is_the_same_however_many_languages_are_read_at_once(folder: ContentFolder, tmp_path: Path) -> None:
    content = ContentLoader(folder.root).load()
    for processes in (1, 2):
        build(tmp_path / f"{processes}.db", content, "same", Semantics(), processes=processes)

    assert tables_of(tmp_path / "1.db") == tables_of(tmp_path / "2.db")


def test_edit_is_taken_up_though_the_index_before_it_has_lost_a_table(folder: ContentFolder) -> None:
    library = open_library(folder)
    with sqlite3.connect(INDEX) as connection:
        connection.execute("DROP TABLE vocabulary")
    connection.close()
    folder.edit(CITIES_KO, "도시", "시")

    library.refresh()

    assert library.search("corporate dues")[0].slug == "companies"


def test_refresh_without_a_change_does_nothing(folder: ContentFolder) -> None:
    library = open_library(folder)
    age(INDEX)

    assert library.refresh() is False
    assert INDEX.stat().st_mtime_ns == LONG_AGO


def test_refresh_takes_up_an_edit(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.edit(COMPANIES, "corporate dues", "price for multinationals")

    assert library.refresh() is True
    assert library.search("price for multinationals")[0].slug == "companies"


def test_refresh_takes_up_a_new_file(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.write(
        "articles/events/regatta.md",
        FILES[ASSEMBLY].replace("assembly", "regatta").replace("ly g", " boat g").replace("general", "sailing"),
    )

    assert library.refresh() is True
    assert library.article_count == 4
    assert title(library, "regatta") == "The regatta of 2021"


def test_refresh_takes_up_a_deleted_file(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.delete(ASSEMBLY)

    assert library.refresh() is True
    assert library.article("assembly", "en") is None
    assert [hit.slug for hit in library.search("when is the assembly") if hit.slug == "assembly"] == []


def test_refresh_takes_up_a_renamed_association(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.edit("association.yaml", "SoL", "SOLIS")

    assert library.refresh() is True
    assert library.association.short_name == "SOLIS"
    assert "SOLIS" in library.phrasebook.say("en", "greeting")


def test_broken_edit_keeps_the_last_good_version_until_it_is_mended(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.edit(COMPANIES, "title: Fees of companies", "titel: Fees of firms")

    taken_up = library.refresh()

    assert taken_up is False
    assert [str(fault) for fault in library.faults] == [
        f"content/{COMPANIES}:2: “titel” is not a known key",
        f"content/{COMPANIES}:2: “title” is missing",
    ]
    assert title(library, "companies") == "Fees of companies"

    folder.edit(COMPANIES, "titel:", "title:")
    taken_up = library.refresh()

    assert taken_up is True
    assert library.faults == ()
    assert title(library, "companies") == "Fees of firms"


def test_taking_a_broken_edit_back_clears_its_faults(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.write(COMPANIES, "rubbish")
    library.refresh()

    folder.write(COMPANIES, FILES[COMPANIES])
    library.refresh()

    assert library.faults == ()


def test_start_with_broken_content_answers_from_the_earlier_index_and_names_the_faults(folder: ContentFolder) -> None:
    open_library(folder)
    folder.write(COMPANIES, "rubbish")

    library = open_library(folder)

    assert title(library, "companies") == "Fees of companies"
    assert [fault.path for fault in library.faults] == [folder.root / COMPANIES]


def test_start_with_broken_content_and_no_index_says_what_is_broken(folder: ContentFolder) -> None:
    folder.write(COMPANIES, "rubbish")

    with pytest.raises(ContentError) as caught:
        open_library(folder)

    assert [fault.path for fault in caught.value.faults] == [folder.root / COMPANIES]


def test_searches_go_on_while_a_thread_builds_the_next_edition(folder: ContentFolder) -> None:
    library = open_library(folder)
    answers: set[str] = set()
    used = searches = 0

    def edit_and_look(number: int) -> Edition | None:
        folder.write(COMPANIES, FILES[COMPANIES].replace("Twenty", f"{number}{'0' * number}"))
        return library.look()

    with ThreadPoolExecutor(1) as pool:
        for number in range(10):
            building = pool.submit(edit_and_look, number)
            while not building.done():
                answers.update((library.search("corporate dues")[0].slug, str(title(library, "companies"))))
                searches += 1
            if edition := building.result():
                library.use(edition)
                used += 1

    assert used == 10
    assert searches > 0
    assert answers == {"companies", "Fees of companies"}


def test_edited_original_is_answered_from_at_once_and_its_translation_waits(folder: ContentFolder) -> None:
    library = open_library(folder)
    folder.edit(CITIES, "Fees of cities", "Dues of cities")

    assert library.refresh()
    assert title(library, "cities", "ko") == "Dues of cities"
    assert [fault.path for fault in library.faults] == [folder.root / CITIES_KO]
    assert [fault.path for fault in open_library(folder).faults] == [folder.root / CITIES_KO]


def test_missing_content_is_not_hidden_by_an_old_index(folder: ContentFolder) -> None:
    open_library(folder)

    with pytest.raises(ContentError) as caught:
        Library(folder.root / "nowhere", INDEX)

    assert [fault.message for fault in caught.value.faults] == ["is missing; CONTENT_DIR must name the folder that holds it"]


def test_data_dir_that_cannot_be_written_is_one_sentence(folder: ContentFolder) -> None:
    Path("var").write_text("a file where the folder should be")

    with pytest.raises(ConfigurationError) as caught:
        open_library(folder)

    assert str(caught.value).startswith("DATA_DIR: can't write var/knowledge.db: ")
    assert str(caught.value).endswith("; name a folder that this user may write to")
    assert "\n" not in str(caught.value)


def test_edit_that_could_not_be_written_is_taken_up_once_it_can(folder: ContentFolder) -> None:
    library = open_library(folder)
    Path("var").rename("away")
    Path("var").write_text("the disk is gone")
    folder.edit(COMPANIES, "Fees of companies", "Dues of companies")
    with pytest.raises(ConfigurationError):
        library.refresh()
    Path("var").unlink()
    Path("away").rename("var")

    assert library.refresh() is True
    assert title(library, "companies") == "Dues of companies"


def test_title_is_in_the_language_that_has_it_else_in_the_first(folder: ContentFolder) -> None:
    library = open_library(folder)

    assert library.titles("fees", "ko") == [("cities", "도시 회비"), ("companies", "Fees of companies")]
    assert (title(library, "cities", "ko"), title(library, "companies", "ko")) == ("도시 회비", "Fees of companies")
