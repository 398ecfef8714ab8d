"""What is wrong with content is said by file and line, all of it at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.knowledge.content import Content
from bot.knowledge.loading import ContentLoader
from bot.knowledge.period import Precision
from tests.content_folder import ASSEMBLY, CITIES, CITIES_KO, COMPANIES, FILES, ContentFolder
from tests.knowledge.broken_content import DIGEST, EDITS, NEW_FILES, Edit


def faults_of(folder: ContentFolder) -> list[str]:
    with pytest.raises(ContentError) as caught:
        ContentLoader(folder.root).load()
    return [str(fault).removeprefix("content/") for fault in caught.value.faults]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_broken_edit_gives_exactly_its_one_fault(folder: ContentFolder, edit: Edit) -> None:
    folder.edit(edit.file, edit.old, edit.new)

    faults = faults_of(folder)

    assert faults == [edit.fault]


@pytest.mark.parametrize(("name", "text", "expected"), NEW_FILES.values(), ids=NEW_FILES.keys())
def test_broken_file_gives_exactly_these_faults(folder: ContentFolder, name: str, text: str | bytes, expected: list[str]) -> None:
    folder.write(name, text)

    assert faults_of(folder) == expected


def test_folder_without_association_names_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    faults = faults_of(ContentFolder(Path("content")))

    assert faults == ["association.yaml:1: is missing; CONTENT_DIR must name the folder that holds it"]


def test_association_that_is_a_folder_is_a_fault(folder: ContentFolder) -> None:
    folder.delete("association.yaml")
    (folder.root / "association.yaml").mkdir()

    assert faults_of(folder) == ["association.yaml:1: is missing; CONTENT_DIR must name the folder that holds it"]


def test_translation_older_than_its_original_is_named_and_left_out(folder: ContentFolder) -> None:
    folder.edit(CITIES_KO, DIGEST, "0badcafe")

    content = ContentLoader(folder.root).load()

    mend = f"is older than its original and not shown; compare them, then set “original: {DIGEST}”"
    assert [str(fault) for fault in content.outdated] == [f"{folder.root / CITIES_KO}:4: {mend}"]
    assert [article.lang for article in content.articles if article.slug == "cities"] == ["en"]


def test_lock_file_of_an_editor_is_not_an_article(folder: ContentFolder) -> None:
    (folder.root / "articles/fees/.#cities.md").symlink_to("somebody@somewhere.1234")

    assert len(ContentLoader(folder.root).load().articles) == 4


def test_article_that_is_a_folder_is_a_fault(folder: ContentFolder) -> None:
    (folder.root / "articles/fees/banks.md").mkdir()

    assert faults_of(folder) == ["articles/fees/banks.md:1: can't be read: Is a directory"]


def test_all_faults_come_at_once_in_the_order_of_files_and_lines(folder: ContentFolder) -> None:
    folder.edit(COMPANIES, "as_of: 2021", "as_of: soon")
    folder.edit(COMPANIES, "Twenty pounds a year.", "## Twenty\n[pounds](pounds)")
    folder.edit(ASSEMBLY, "document: statutes", "document: charter")
    folder.edit(CITIES, "related: [companies]", "related: [banks, boats]")
    folder.edit("association.yaml", "Europe/Lisbon", "Europe/Atlantis")

    faults = faults_of(folder)

    assert [fault.split(": ")[0] for fault in faults] == [
        f"{ASSEMBLY}:11",
        f"{CITIES}:14",
        f"{CITIES}:14",
        f"{COMPANIES}:13",
        f"{COMPANIES}:15",
        f"{COMPANIES}:16",
        "association.yaml:4",
    ]


def load(folder: ContentFolder) -> Content:
    return ContentLoader(folder.root).load()


def test_good_folder_loads_whole(folder: ContentFolder) -> None:
    content = load(folder)

    assert content.association.languages == ("en", "ko")
    assert [(article.slug, article.lang, article.title) for article in content.articles] == [
        ("assembly", "en", "The assembly of 2021"),
        ("cities", "en", "Fees of cities"),
        ("companies", "en", "Fees of companies"),
        ("cities", "ko", "도시 회비"),
    ]


def test_translation_takes_sources_dates_and_links_from_its_original(folder: ContentFolder) -> None:
    articles = {(article.slug, article.lang): article for article in load(folder).articles}

    original, translation = articles["cities", "en"], articles["cities", "ko"]

    assert translation.sources == original.sources
    assert [(source.document, source.section) for source in translation.sources] == [("The Statutes", "Section 7")]
    assert (translation.as_of, translation.related) == ("2021-10", ("companies",))


def test_happens_is_read_as_the_days_of_the_event(folder: ContentFolder) -> None:
    (assembly,) = [article for article in load(folder).articles if article.slug == "assembly"]

    assert assembly.happens is not None
    assert (assembly.happens.first.isoformat(), assembly.happens.last.isoformat()) == ("2021-10-18", "2021-10-19")
    assert assembly.happens.precision is Precision.RANGE


@pytest.mark.parametrize("name", FILES)
def test_windows_line_ends_and_byte_order_mark_change_nothing(folder: ContentFolder, name: str) -> None:
    before = load(folder)
    folder.write(name, b"\xef\xbb\xbf" + FILES[name].replace("\n", "\r\n").encode())

    assert load(folder) == before


def test_files_beside_the_articles_are_left_alone(folder: ContentFolder) -> None:
    before = load(folder)
    folder.write("articles/README.md", "# Notes")
    folder.write("articles/fees/cities.md.bak", "rubbish")
    folder.write("articles/.DS_Store", b"\0\1")

    assert load(folder) == before


SNIPPETS = st.sampled_from(
    [
        "---\n",
        "\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!map ",
        "? ",
        "|",
        ">",
        "'",
        '"',
        "%",
        "\t",
        "\0",
        "#",
        "\r",
        "�",
        "9" * 30,
    ]
)


@pytest.fixture(scope="module")
def hurt(tmp_path_factory: pytest.TempPathFactory) -> ContentFolder:
    return ContentFolder.make(tmp_path_factory.mktemp("content"))


@given(data=st.binary(max_size=300))
def test_any_bytes_are_faults_or_an_article(hurt: ContentFolder, data: bytes) -> None:
    hurt.write(COMPANIES, data)

    loads_or_says_why(hurt)


@given(
    at=st.integers(0, len(FILES[COMPANIES])), length=st.integers(0, 20), pieces=st.lists(SNIPPETS | st.text(max_size=5), max_size=6)
)
def test_any_damage_to_an_article_is_faults_or_an_article(hurt: ContentFolder, at: int, length: int, pieces: list[str]) -> None:
    text = FILES[COMPANIES]
    hurt.write(COMPANIES, (text[:at] + "".join(pieces) + text[at + length :]).encode("utf-8", "replace"))

    loads_or_says_why(hurt)


@given(
    name=st.sampled_from(["association.yaml", "documents.yaml", "topics.yaml"]),
    at=st.integers(0, 200),
    pieces=st.lists(SNIPPETS, max_size=6),
)
def test_any_damage_to_a_table_is_faults_or_content(hurt: ContentFolder, name: str, at: int, pieces: list[str]) -> None:
    hurt.write(COMPANIES, FILES[COMPANIES])
    hurt.write(name, (FILES[name][:at] + "".join(pieces) + FILES[name][at:]).encode("utf-8", "replace"))

    try:
        loads_or_says_why(hurt)
    finally:
        hurt.write(name, FILES[name])


def loads_or_says_why(folder: ContentFolder) -> None:
    try:
        content = ContentLoader(folder.root).load()
    except ContentError as error:
        assert error.faults  # noqa: PT017  either outcome is right, as long as it is one of the two
    else:
        assert content.articles
