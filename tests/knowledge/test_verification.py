"""What an answer says is looked for in its documents: errors are found, other spellings of the same thing are not errors."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.claims import figures, plain
from bot.knowledge.loading import ContentLoader
from bot.knowledge.verification import Text, missing
from tests.conftest import CONTENT
from tests.content_folder import ASSEMBLY, CITIES, COMPANIES, ContentFolder

DOCUMENT = Text(
    """
# 5<sup>th</sup> Assembly of the Lighthouses, October 18, 2021
LISBON | 2021 Keepers' Day

The Lantern Network, founded in Lisbon on the 7th of September 2010, has over 190 members, 46 of them in Beyoğlu &amp; São Tomé.
It met from October 14 to 16 at the House of Lights; the next meeting takes place on March 3-5, 2023. Founded by fifty keepers.
As of April 2021 the fund held 1.2 million, and 30.1% of dues were paid; attendance was 6%p higher. Sailors may use the boat.
<p>Mr. <b>Won-Soon Costa</b>, Keeper General; Secretary: OLIVEIRA Ana-Maria; see https://www.lights.example.org/list or write to
office@lights.example. T: +351 (0)21 720 2934, 15:00 - 16:35. Coast guards and light-
house friends met in Septem-
ber at 3 p.m. in the 4 <sup>th</sup> hall. Pilot uses 5G and PM2.5 meters. Edition IV of the book, with 17 (seventeen) maps.</p>
Fee (USD)	0 - 299	300 - 599
Towns	400	1,250
Applied	Name
28/6/2017	Porto Alegre
Oct.12.(Tue) 14:00	Opening
10.19.(Tue)	Closing
ARTICLE 11</b> Presidents 1. There is one. 4. The next host is chosen. ARTICLE 12 Committee 7. It votes.
The paper has 1.610 readers in 12.325.232 homes, and costs Php5,000 (USD315) or KRW 3.1 trillion.
""",
    2021,
)
ORDINARY = DOCUMENT.ordinary | {"they", "under", "paragraph", "sail", "call", "led"}


def not_found(answer: str) -> list[str]:
    text = plain(answer)
    return [text[claim.start : claim.end] for claim in missing(text, [DOCUMENT], ORDINARY)]


@pytest.mark.parametrize(
    "answer",
    [
        # numbers
        "Over 190 members, one hundred and ninety in words.",
        "1,200,000 in the fund, 1.2 million, 1\u202f200\u202f000, 1200 thousand.",
        "50 keepers, fifty keepers, the fiftieth.",
        "30.1% of dues, 30.1 percent, 30.1 per cent; 6 percentage points.",
        "Towns pay 400 USD, $400 or USD 1,250.",
        "1,610 readers in 12,325,232 homes.",
        "Php5,000, or 315 dollars; KRW 3.1 trillion.",
        "The fourth edition, the 4th hall, 4 of them.",
        "Under-46s; one or the first are ordinary words.",
        "Paragraph 11.4 and 12.7 of the statutes.",
        "+351 21 720 2934, at 15:00–16:35 and 15:00, also 3 pm.",
        # dates
        "On 18 October 2021, October 18, 2021, 18th October 2021, 18 Oct. 2021, 2021-10-18 or 18/10/2021.",
        "On 7 September 2010, and on 28 June 2017; in June 2017.",
        "From 14 to 16 October, 14–16 October 2021, and 3–5 March 2023.",
        "12 October, 19 October 2021, Sept. 2021, in April and in 2017.",
        # names
        "The Lantern Network and **Lisbon**; Beyoglu, São Tomé, Sao Tome.",
        "Won-soon Costa, Costa Won-Soon, Ana-Maria Oliveira, Keeper General.",
        "Secretaries, Keepers' Day, Lisbon's keepers.",
        "Sailors, Members and Coast guards begin sentences. They do. Sailing too.",
        "See [the list](https://lights.example.org/list), www.lights.example.org/list/ or office@lights.example.",
        "5G, PM 2.5, and “over 190 members”, “Founded by fifty keepers”.",
        "Coast guards and “lighthouse friends” met in September.",
    ],
)
def test_what_the_document_says_in_another_spelling_is_found(answer: str) -> None:
    assert not_found(answer) == []


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        # numbers
        ("Over 191 members.", ["191"]),
        ("Over 1,900 members.", ["1,900"]),
        ("Forty-seven members in a town.", ["Forty-seven"]),
        ("The fund held 1.3 million.", ["1.3 million"]),
        ("The fund held 12 million.", ["12 million"]),
        ("A share of 31.1%.", ["31.1%"]),
        ("They pay 30.1 each.", ["30.1"]),
        ("A share of 46%.", ["46%"]),
        ("They pay 1,350 USD.", ["1,350 USD"]),
        ("They pay 400 euros.", ["400 euros"]),
        ("The sixth edition.", ["sixth"]),
        ("Paragraph 11.7 of the statutes.", ["11.7"]),
        ("Call +351 21 720 2935.", ["+351 21 720 2935"]),
        ("It begins at 15:30.", ["15:30"]),
        ("It begins at 3 am.", ["3 am"]),
        ("Founded in 2011.", ["2011"]),
        ("Founded 2010, in 28 places.", ["28"]),  # the day of a date is no number
        # dates
        ("On 18 October 2022.", ["18 October 2022"]),
        ("On 18 September 2021.", ["18 September 2021"]),
        ("On 10 July 2010.", ["10 July 2010"]),
        ("Founded on 9/7/2010.", ["9/7/2010"]),  # day and month swapped
        ("On 7 September 2021.", ["7 September 2021"]),
        ("On 14 October 2012.", ["14 October 2012"]),
        ("From 3 to 6 March 2023.", ["3 to 6 March 2023"]),
        ("From 3 March to 18 October 2023.", ["18 October 2023"]),
        ("In April 2010.", ["April 2010"]),
        ("In February.", ["February"]),
        ("On 3 June 2017.", ["3 June 2017"]),
        # names
        ("Founded in Lisboa.", ["Lisboa"]),
        ("The Latern Network.", ["Latern"]),
        ("Met by Won-Sook Costa.", ["Sook"]),
        ("The keeper is Won-Soon Oliveira.", ["Soon Oliveira"]),
        ("Lisbao founded it.", ["Lisbao"]),
        ("- **Madrid**: a member.", ["Madrid"]),
        ("Led by Dr. Ana-Marie Oliveira.", ["Dr", "Marie"]),
        ("Members of the ILO.", ["ILO"]),
        ("The Portuguese members.", ["Portuguese"]),
        ("See https://lights.example.org/lists.", ["https://lights.example.org/lists."]),
        ("Write to info@lights.example.", ["info@lights.example"]),
        ("It uses 4G.", ["4G"]),
        ("It is “over 190 keepers”.", ["over 190 keepers"]),
        ("It speaks of “Founded by sixty keepers”.", ["Founded by sixty keepers"]),
    ],
)
def test_what_the_document_does_not_say_is_found_out(answer: str, wrong: list[str]) -> None:
    assert not_found(answer) == wrong


@given(st.integers(2, 10**12))
def test_number_is_read_alike_however_its_thousands_are_parted(number: int) -> None:
    spellings = [str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", "\u00a0")]

    read = [[claim.key for claim in figures(plain(f"about {spelling} of them"))] for spelling in spellings]

    assert read == [[(str(number), "")]] * 4


@given(st.decimals(Decimal("0.01"), 999, places=2), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]))
def test_scale_multiplies(number: Decimal, scale: tuple[str, int]) -> None:
    word, zeros = scale

    ((value, unit),) = [claim.key for claim in figures(f"about {number} {word} USD")]

    assert (Decimal(str(value)), unit) == (number.scaleb(zeros), "usd")


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()  # noqa: SIM905
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def in_words(number: int) -> str:
    if number < 18:
        return ONES[number]
    if number < 20:
        return ("eighteen", "nineteen")[number - 18]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    return f"{in_words(number // 1000)} thousand" + (f" {in_words(number % 1000)}" if number % 1000 else "")


@given(st.integers(2, 9_999))
def test_number_in_words_is_the_number(number: int) -> None:
    read = [claim.key for claim in figures(f"about {in_words(number)} of them")]

    assert read == [(str(number), "")]


@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)))
def test_date_is_read_alike_in_every_spelling(day: date) -> None:
    spellings = [
        f"{day:%-d %B %Y}",
        f"{day:%B %-d, %Y}",
        f"{day:%d %b %Y}",
        f"{day:%b}{'.' * (day.month != 5)} {day:%-d, %Y}",
        f"{day:%-d/%-m/%Y}",
        day.isoformat(),
    ]

    read = [[claim.key for claim in figures(f"on {spelling}.")] for spelling in spellings]

    assert read[:4] + read[5:] == [[(day.year, day.month, day.day)]] * 5
    assert read[4] in ([(day.year, day.month, day.day)], [(day.year, day.day, day.month)])


@given(st.text(max_size=200))
@example("0*1")
@example("5**1")
def test_any_text_can_be_read_and_is_found_in_itself(text: str) -> None:
    said = plain(text)

    found = [claim for claim in missing(said, [Text(text)], frozenset()) if claim.kind in ("number", "clock", "phone")]

    assert found == []


STATUTES = """
Section 7: ten pounds a year, half of it at first; see https://lighthouse.example/fees. Section 8: twenty pounds a year.
The assembly met on 18 and 19 October 2021 in the old room.
"""


@pytest.fixture
def sources(folder: ContentFolder) -> Path:
    """A folder with the text of the one document that the small content cites."""
    folder.edit("documents.yaml", "date: 2020-05", "date: 2020-05\n  file: statutes.txt")
    path = Path("sources")
    path.mkdir()
    (path / "statutes.txt").write_text(STATUTES, encoding="utf-8")
    return path


def line(folder: ContentFolder, name: str, text: str) -> str:
    """Return where a text stands in a file, as faults name it."""
    lines = (folder.root / name).read_text(encoding="utf-8").splitlines()
    return f"{name}:{next(number for number, one in enumerate(lines, 1) if text in one)}"


def faults_of(folder: ContentFolder, sources: Path) -> list[str]:
    return [str(fault).removeprefix("content/") for fault in ContentLoader(folder.root).verify(sources)[1]]


def test_answers_that_stand_in_their_documents_have_no_faults(folder: ContentFolder, sources: Path) -> None:
    assert ContentLoader(folder.root).verify(sources) == (3, [])


def test_fault_names_the_line_and_the_documents(folder: ContentFolder, sources: Path) -> None:
    folder.edit(CITIES, "- Half of it in the **first** year.", "- Half of it in the **first** year.\n- Since 3 May 2019.")
    folder.edit(COMPANIES, "title: Fees of companies", "title: Fees of companies in 2024")

    assert faults_of(folder, sources) == [
        f"{line(folder, CITIES, 'Since 3 May')}: “3 May 2019” is in none of the documents cited (statutes)",
        f"{COMPANIES}:2: “2024” is in none of the documents cited (statutes)",
    ]


def test_fault_tells_of_a_document_that_says_it_but_is_not_cited(folder: ContentFolder, sources: Path) -> None:
    folder.edit("documents.yaml", "statutes:", "report:\n  title: The Report\n  date: 2019\n  file: report.txt\nstatutes:")
    (sources / "report.txt").write_text("There are 830 lighthouses on 57 coasts.", encoding="utf-8")
    folder.edit(COMPANIES, "Twenty pounds a year.", "Twenty pounds a year, for 830 lighthouses on 57 coasts.")

    at = line(folder, COMPANIES, "for 830")
    assert faults_of(folder, sources) == [
        f"{at}: “57” is in none of the documents cited (statutes)",  # so small a number stands in many, for other reasons
        f"{at}: “830” is in none of the documents cited (statutes), but in report",
    ]


def test_declared_exception_excuses_only_its_text(folder: ContentFolder, sources: Path) -> None:
    folder.edit(COMPANIES, "Twenty pounds a year.", "Twenty pounds a year: 83 are 9 times as many as 2083.")
    folder.edit(COMPANIES, "as_of: 2021", "as_of: 2021\nbeyond_source: {83 are: counted, 9 times: worked out}")

    assert faults_of(folder, sources) == [f"{line(folder, COMPANIES, '2083')}: “2083” is in none of the documents cited (statutes)"]


@pytest.mark.parametrize(
    ("excuse", "fault"),
    [
        ("Thirty", "“Thirty” is not in the answer"),
        ("Twenty pounds", "“Twenty pounds” is in the documents; it needs no exception"),
    ],
)
def test_exception_that_is_none_is_a_fault(folder: ContentFolder, sources: Path, excuse: str, fault: str) -> None:
    folder.edit(COMPANIES, "as_of: 2021", f"as_of: 2021\nbeyond_source:\n  {excuse}: counted")

    assert faults_of(folder, sources) == [f"{line(folder, COMPANIES, excuse + ': counted')}: {fault}"]


def test_association_may_be_named_and_reached_without_a_document(folder: ContentFolder, sources: Path) -> None:
    folder.edit(
        COMPANIES, "Twenty", "The office of SoL, the Society of Lighthouses: office@lighthouse.example, +351 21 000 0000. Twenty"
    )

    assert faults_of(folder, sources) == []


def test_article_is_left_out_when_one_of_its_documents_has_no_text(folder: ContentFolder, sources: Path) -> None:
    folder.edit("documents.yaml", "statutes:", "report:\n  title: The Report\n  date: 2019\nstatutes:")
    folder.edit(COMPANIES, "document: statutes", "document: report")
    folder.edit(ASSEMBLY, "lantern", "Lantern")

    count, faults = ContentLoader(folder.root).verify(sources)

    assert (count, [fault.message for fault in faults]) == (2, ["“Lantern” is in none of the documents cited (statutes)"])


def test_text_that_cannot_be_read_is_a_fault_of_the_table(folder: ContentFolder, sources: Path) -> None:
    (sources / "statutes.txt").unlink()

    assert faults_of(folder, sources) == ["documents.yaml:4: can't read sources/statutes.txt: No such file or directory"]


def test_text_that_is_not_utf_8_is_a_fault_of_the_table(folder: ContentFolder, sources: Path) -> None:
    (sources / "statutes.txt").write_bytes(b"\xff\xfe")

    assert faults_of(folder, sources) == ["documents.yaml:4: can't read sources/statutes.txt: it is not UTF-8 text"]


def test_shipped_answers_stand_in_their_documents(request: pytest.FixtureRequest) -> None:
    folder = request.config.getoption("--sources")
    if folder is None:
        pytest.skip("needs the texts of the documents: pytest --sources DIR")

    count, faults = ContentLoader(CONTENT).verify(Path(folder))

    assert count > 100
    assert [str(fault) for fault in faults] == []
