"""The tables of the directory: what spreadsheets do to them, what is wrong with them, and that nothing is half taken."""

import pytest

from bot.errors import ContentError
from bot.knowledge.directory_files import FACTS as FACT_COLUMNS
from bot.knowledge.directory_files import KINDS
from bot.knowledge.directory_files import MEMBERS as MEMBER_COLUMNS
from bot.knowledge.loading import ContentLoader
from tests.content_folder import ContentFolder
from tests.knowledge.broken_content import Edit
from tests.knowledge.table_files import FACTS, FIELDS, MEMBERS, OTHERS, REGIONS, TABLE_FILES


def faults_of(folder: ContentFolder) -> list[str]:
    with pytest.raises(ContentError) as caught:
        ContentLoader(folder.root).load()
    return [str(fault).removeprefix("content/") for fault in caught.value.faults]


PENICHE = "peniche,Peniche,local-government,town,PT,,europe,\n"
WITHDREW = "peniche,withdrew,,2018-07-01,,statutes,Annex\n"
EDITS = {
    "member that stands twice": Edit(MEMBERS, PENICHE, PENICHE + PENICHE, f"{MEMBERS}:5: “peniche” stands twice"),
    "member under another id": Edit(
        MEMBERS,
        PENICHE,
        PENICHE + PENICHE.replace("peniche", "town-2"),
        f"{MEMBERS}:5: “Peniche” is already listed in line 4, as “peniche”",
    ),
    "member under another name of its own": Edit(
        MEMBERS,
        PENICHE,
        PENICHE + "town-2,KASKAIS,local-government,town,PT,,europe,\n",
        f"{MEMBERS}:5: “KASKAIS” is already listed in line 2, as “cascais”",
    ),
    "unknown country": Edit(
        MEMBERS, "town,PT,,europe,\n", "town,Portugal,,europe,\n", f"{MEMBERS}:4: “Portugal” is not a country code such as NP"
    ),
    "unknown region": Edit(MEMBERS, "PT,,europe,\n", "PT,,iberia,\n", f"{MEMBERS}:4: region “iberia” is not in regions.yaml"),
    "unknown category": Edit(
        MEMBERS,
        "corporation,company",
        "company,company",
        f"{MEMBERS}:3: category “company” is none of local-government, institution, corporation",
    ),
    "id that is no slug": Edit(
        MEMBERS, PENICHE, PENICHE.replace("peniche", "São", 1), f"{MEMBERS}:4: “São” is not a slug, or the name is missing"
    ),
    "no name": Edit(MEMBERS, ",Peniche,", ",,", f"{MEMBERS}:4: “peniche” is not a slug, or the name is missing"),
    "comma without quotes": Edit(
        MEMBERS,
        '"Port of Dakar, Ltd"',
        "Port of Dakar, Ltd",
        f"{MEMBERS}:3: has 9 values for 8 columns; quote a text that holds a comma",
    ),
    "quote that is never closed": Edit(MEMBERS, 'Ltd"', "Ltd", f"{MEMBERS}:2: is not CSV: unexpected end of data"),
    "columns in another order": Edit(
        MEMBERS, "id,name,", "name,id,", f"{MEMBERS}:1: expected the columns {','.join(MEMBER_COLUMNS)}"
    ),
    "column that is missing": Edit(
        FACTS, "member,fact,value,", "member,fact,", f"{FACTS}:1: expected the columns {','.join(FACT_COLUMNS)}"
    ),
    "fact of nobody": Edit(FACTS, "cascais,office", "sintra,office", f"{FACTS}:3: no member “sintra” in members.csv"),
    "unknown fact": Edit(FACTS, ",withdrew,", ",vanished,", f"{FACTS}:5: fact “vanished” is none of {', '.join(KINDS)}"),
    "amount with a currency": Edit(FACTS, ",2000,", ",USD 2000,", f"{FACTS}:4: “USD 2000” is not an amount in whole dollars"),
    "amount with cents": Edit(FACTS, ",2000,", ",2000.50,", f"{FACTS}:4: “2000.50” is not an amount in whole dollars"),
    "amount in another script": Edit(FACTS, ",2000,", ",²,", f"{FACTS}:4: “²” is not an amount in whole dollars"),
    "date that no calendar has": Edit(FACTS, "2018-07-01", "2018-13-01", f"{FACTS}:5: “2018-13-01” is not in the calendar"),
    "date as a spreadsheet shows it": Edit(
        FACTS,
        "2018-07-01",
        "01/07/2018",
        f"{FACTS}:5: “01/07/2018” is not a day (2021-10-18), a month (2021-10), a quarter (2021-Q4) or a year (2021)",
    ),
    "end before the start": Edit(FACTS, "2019,2021", "2021,2019", f"{FACTS}:3: ends on 2019, before it begins on 2021"),
    "fact of an unknown document": Edit(
        FACTS,
        WITHDREW,
        WITHDREW.replace("statutes", "charter"),
        f"{FACTS}:5: document “charter” is not in documents.yaml, or the section is missing",
    ),
    "fact without a section": Edit(
        FACTS,
        WITHDREW,
        WITHDREW.replace("Annex", ""),
        f"{FACTS}:5: document “statutes” is not in documents.yaml, or the section is missing",
    ),
    "other name of an unknown document": Edit(
        OTHERS, "statutes", "charter", f"{OTHERS}:2: document “charter” is not in documents.yaml"
    ),
    "region with an unknown country": Edit(REGIONS, "[PT, ES]", "[PT, XY]", f"{REGIONS}:3: “XY” is not a country code such as NP"),
    "region missing in a language": Edit(REGIONS, ", ko: 아프리카", "", f"{REGIONS}:4: “names” is missing in ko"),
    "field with an unknown member": Edit(FIELDS, "[dakar-port]", "[dakar]", f"{FIELDS}:4: no member “dakar” in members.csv"),
    "field without members": Edit(
        FIELDS, "[dakar-port]", "[]", f"{FIELDS}:4: “members”: list should have at least 1 item after validation, not 0"
    ),
    "field missing in a language": Edit(FIELDS, ", ko: 항구", "", f"{FIELDS}:1: “names” is missing in ko"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_broken_edit_gives_exactly_its_one_fault(tables: ContentFolder, edit: Edit) -> None:
    tables.edit(edit.file, edit.old, edit.new)

    assert faults_of(tables) == [edit.fault]


def members(folder: ContentFolder) -> list[str]:
    return [member.name for member in ContentLoader(folder.root).load().reference.members]


def as_saved_by(folder: ContentFolder, name: str, *, encoding: str = "utf-8", comma: str = ",", line: str = "\n") -> None:
    folder.write(name, TABLE_FILES[name].replace(",", comma).replace("\n", line).encode(encoding, "replace"))


@pytest.mark.parametrize("name", [MEMBERS, FACTS, OTHERS])
def test_byte_order_mark_windows_line_ends_and_empty_lines_change_nothing(tables: ContentFolder, name: str) -> None:
    before = ContentLoader(tables.root).load()
    as_saved_by(tables, name, encoding="utf-8-sig", line="\r\n")
    tables.write(name, (tables.root / name).read_bytes() + b",,,,,\r\n\r\n")

    assert ContentLoader(tables.root).load() == before


@pytest.mark.parametrize("name", [MEMBERS, FACTS, OTHERS])
def test_semicolons_are_told_as_such(tables: ContentFolder, name: str) -> None:
    as_saved_by(tables, name, comma=";")

    assert faults_of(tables) == [f"{name}:1: its columns are parted by semicolons; save it with commas"]


def test_table_in_latin_1_is_told_how_to_be_saved(tables: ContentFolder) -> None:
    tables.write(OTHERS, TABLE_FILES[OTHERS].replace("Berlenga,", "Berlengas Já,").encode("latin-1"))

    assert faults_of(tables) == [f"{OTHERS}:1: is not UTF-8 text; save it as “CSV UTF-8”"]


def test_table_that_is_missing_is_told(tables: ContentFolder) -> None:
    tables.delete(OTHERS)

    assert faults_of(tables) == [f"{OTHERS}:1: can't be read: No such file or directory"]


def test_members_of_one_name_in_two_countries_are_two_members(tables: ContentFolder) -> None:
    tables.edit(MEMBERS, PENICHE, f"{PENICHE}peniche-es,Peniche,local-government,town,ES,,europe,\n")

    assert members(tables) == ["Cascais", "Peniche", "Peniche", "Port of Dakar, Ltd"]


def test_all_faults_of_all_rows_come_at_once(tables: ContentFolder) -> None:
    tables.edit(MEMBERS, "PT,,europe,\n", "XX,,europe,\n")
    tables.edit(MEMBERS, ",SN,", ",SQ,")
    tables.edit(FACTS, "2015-03", "2015-33")

    assert [fault.partition(": ")[0] for fault in faults_of(tables)] == [f"{FACTS}:2", f"{MEMBERS}:3", f"{MEMBERS}:4"]


def test_member_whose_row_is_broken_is_not_missed_by_other_tables(tables: ContentFolder) -> None:
    tables.edit(MEMBERS, ",SN,", ",SQ,")

    assert faults_of(tables) == [f"{MEMBERS}:3: “SQ” is not a country code such as NP"]


def test_good_tables_are_read_whole(tables: ContentFolder) -> None:
    directory = ContentLoader(tables.root).load().reference.directory()
    cascais, port = directory.member("cascais"), directory.member("dakar-port")
    assert cascais
    assert port

    assert (cascais.country, cascais.names) == ("PT", ("Kaskais", "카스카이스"))
    assert [(fact.value, fact.since, fact.until, fact.source.document) for fact in cascais.of("office")] == [
        ("president", "2019", "2021", "The Statutes")
    ]
    assert [fact.value for fact in port.of("fee-expected")] == ["2000"]
    assert [(other.name, other.appears_as, other.names) for other in directory.mentioned] == [
        ("Berlenga", "a rock with a light", ("Berlengas",))
    ]
    assert [(group.id, group.countries) for group in directory.regions] == [("europe", ("PT", "ES")), ("africa", ("SN",))]
    assert [(group.id, group.members, group.also) for group in directory.fields] == [("harbours", ("dakar-port",), ("ports",))]
