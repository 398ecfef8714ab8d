"""What an announcement's file says, and the one sentence about each thing that can be wrong with it."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation import File
from bot.errors import UsageError
from bot.outreach.drafts import Text, Variable, When, fill, parse_when, read, variables

LANGUAGES = ("en", "ko", "fr")
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
MATTER = "---\ntitle: Webinar\nsegment: region:africa\n---\n"
WHOLE = """---
title: Webinar
segment: region:africa
when: 2026-12-01 10:00 local
attachment: agenda.pdf
---

Dear {name|friend},

come!
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "agenda.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path / "webinar.md"


@pytest.mark.parametrize("text", [WHOLE, "\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n")], ids=["plain", "BOM", "CRLF"])
def test_file_says_what_is_announced_to_whom_and_when(path: Path, text: str) -> None:
    path.write_bytes(text.encode())

    draft = read(path, LANGUAGES)

    assert draft.texts == {"en": Text("Webinar", "Dear {name|friend},\n\ncome!")}
    assert draft.segment == "region:africa"
    assert draft.when == When(datetime.fromisoformat("2026-12-01T10:00"))
    assert draft.attachment == File("agenda.pdf", "application/pdf", b"%PDF-1.4")


def test_translations_stand_beside_it(path: Path) -> None:
    path.write_text(MATTER + "Come!", encoding="utf-8")
    path.with_name("webinar.ko.md").write_text("---\ntitle: 웨비나\n---\n오세요!", encoding="utf-8")
    path.with_name("webinar-2.fr.md").write_text("another one's", encoding="utf-8")

    assert read(path, LANGUAGES).texts == {"en": Text("Webinar", "Come!"), "ko": Text("웨비나", "오세요!")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Come!", "webinar.md has no front matter; it begins with a line ---"),
        ("", "has no front matter"),
        ("---\ntitle: Webinar\n---\nCome!", "webinar.md: segment is missing"),
        ("---\ntitle: Webinar\nsegment:\n---\nCome!", "webinar.md: segment is missing"),
        ("---\nsegment: everyone\n---\nCome!", "webinar.md: the title is missing"),
        ("---\ntitle: Webinar\nsegment: everyone\n---\n \n", "webinar.md: there is no text below the title"),
        ("---\ntitle: Webinar\nsegment: everyone\n---", "webinar.md: there is no text below the title"),
        (
            "---\ntitle: Webinar\nsegment: everyone\nsend: now\n---\nCome!",
            "there is no “send:” here; the front matter has title, segment",
        ),
        ("---\ntitle: Webinar: now\nsegment: everyone\n---\nCome!", "can't be read: mapping values are not allowed here"),
        ("---\ntitle: [a, b]\nsegment: everyone\n---\nCome!", "must be lines such as title: …"),
        ("---\njust words\n---\nCome!", "must be lines such as title: …"),
        (MATTER + "Dear {nmae}", "webinar.md: there is no variable {nmae}; there are {name}, {member}, {amount_due}, {local_time}"),
        (MATTER + "Dear {}", "there is no variable {}"),
        (MATTER + "Dear {name:x}", "there is no variable {name:x}"),
        (MATTER + "Dear {name, come!", "there is a brace by itself near “Dear {name, come!”"),
        (MATTER + "Dear {{name}}", "there is a brace by itself"),
        (MATTER + "At {local_time}", "names no instant; write for example {local_time:2026-12-01T10:00+09:00}"),
        (MATTER + "At {local_time:2026-12-01T10:00}", "names no instant"),
        (MATTER + "x" * 3501, "webinar.md: the text has 3501 characters; at most 3500 can be sent"),
        (MATTER.replace("Webinar", "W" * 201) + "Come!", "the title has 201 characters; at most 200 can be sent"),
        (MATTER.replace("---\n", "---\nwhen: tomorrow\n", 1) + "Come!", "“tomorrow” is no time to send at"),
        (MATTER.replace("---\n", "---\nattachment: none.pdf\n", 1) + "Come!", "none.pdf: No such file or directory"),
        (MATTER.replace("---\n", "---\nattachment: .\n", 1) + "Come!", "Is a directory"),
        (MATTER.replace("---\n", "---\nattachment: empty.pdf\n", 1) + "Come!", "the attachment empty.pdf is empty"),
        (
            MATTER.replace("---\n", "---\nattachment: large.pdf\n", 1) + "Come!",
            "the attachment large.pdf has 10.2 MB; at most 10 MB",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(path: Path, text: str, said: str) -> None:
    path.with_name("empty.pdf").write_bytes(b"")
    with path.with_name("large.pdf").open("wb") as large:
        large.truncate(10_200_000)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        read(path, LANGUAGES)

    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_file_that_is_not_there_or_no_text_is_said(path: Path) -> None:
    with pytest.raises(UsageError, match=r"can't read .*webinar\.md: No such file"):
        read(path, LANGUAGES)

    path.write_bytes(MATTER.encode() + b"\xff\xfe")
    with pytest.raises(UsageError, match=r"webinar\.md is not UTF-8 text"):
        read(path, LANGUAGES)


def test_translation_without_the_english_text_is_told(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name("webinar.ko.md").write_text("---\ntitle: 웨비나\n---\n오세요!\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"webinar\.md, the text in “en”, is missing beside webinar\.ko\.md"):
        read(path, LANGUAGES)


def test_translation_given_in_place_of_the_english_text_is_told(path: Path) -> None:
    with pytest.raises(UsageError, match=r"webinar\.ko\.md is a translation; give webinar\.md, the text in “en”"):
        read(path.with_name("webinar.ko.md"), LANGUAGES)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("webinar.de.md", "---\ntitle: Webinar\n---\nKommt!", "webinar.de.md: “de” is not spoken here; there are en, ko, fr"),
        ("webinar.ko.md", MATTER + "오세요!", "webinar.ko.md: there is no “segment:” here; the front matter has title"),
        ("webinar.ko.md", "---\ntitle: 웨비나\n---\n{이름}", "webinar.ko.md: there is no variable {이름}"),
        ("webinar.ko.md", "오세요!", "webinar.ko.md has no front matter"),
    ],
)
def test_translation_is_checked_like_the_text(path: Path, name: str, text: str, said: str) -> None:
    path.write_text(MATTER + "Come!", encoding="utf-8")
    path.with_name(name).write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        read(path, LANGUAGES)

    assert said in str(caught.value)


@pytest.mark.parametrize("said", ["now", "2026-12-01T10:00+09:00", "2026-12-01 10:00 local"])
def test_time_is_written_as_it_is_read(said: str) -> None:
    assert str(parse_when(said)) == said


@pytest.mark.parametrize(
    "said", ["soon", "10:00", "10:00 local", "2026-12-01", "2026-12-01T10:00", "2026-13-01 10:00 local", "2026-12-01 25:00 local"]
)
def test_what_is_no_time_is_told_with_an_example(said: str) -> None:
    with pytest.raises(UsageError, match="is no time to send at; write now, 2026-12-01T10:00"):
        parse_when(said)


@pytest.mark.parametrize(
    ("when", "zone", "leaves"),
    [
        ("now", "Asia/Seoul", "2026-11-21T06:00+00:00"),
        ("2026-12-01T10:00+09:00", "Africa/Accra", "2026-12-01T01:00+00:00"),
        ("2026-12-01 10:00 local", "Asia/Seoul", "2026-12-01T01:00+00:00"),
        ("2026-12-01 10:00 local", "Asia/Kathmandu", "2026-12-01T04:15+00:00"),
        ("2026-12-01 10:00 local", "America/Lima", "2026-12-01T15:00+00:00"),
        ("2027-03-28 02:30 local", "Europe/Paris", "2027-03-28T01:30+00:00"),  # jumped over: 03:30
        ("2027-10-31 02:30 local", "Europe/Paris", "2027-10-31T00:30+00:00"),  # comes twice: the first
    ],
)
def test_it_leaves_at_that_time_in_each_zone(when: str, zone: str, leaves: str) -> None:
    at = parse_when(when).instant(zone, NOW)

    assert at.astimezone(UTC) == datetime.fromisoformat(leaves)


def test_time_that_is_jumped_over_is_the_hour_after() -> None:
    at = parse_when("2027-03-28 02:30 local").instant("Europe/Paris", NOW)

    assert f"{at.astimezone(ZoneInfo('Europe/Paris')):%H:%M}" == "03:30"


def test_variables_have_an_argument_and_what_stands_in_their_place() -> None:
    text = "{ name | dear colleague } at {local_time:2026-12-01T10:00+09:00}"

    found = variables(text)

    assert found == [Variable("name", otherwise="dear colleague"), Variable("local_time", "2026-12-01T10:00+09:00")]
    assert fill(text, dict(zip(found, ["Sita", "ten"], strict=True))) == "Sita at ten"
