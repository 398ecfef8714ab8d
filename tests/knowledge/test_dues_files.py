"""``dues.yaml``: every fault with its line, and the terms that come out."""

import pytest

from bot.dues.standing import Standing
from bot.dues.terms import Terms
from bot.errors import ContentError
from bot.knowledge.content import from_json, to_json
from bot.knowledge.library import Library
from bot.knowledge.loading import ContentLoader
from tests.content_folder import ContentFolder

DUES = """\
currency: EUR
due_days: 30
free_years: {corporation: 1}
payment: {en: Pay the keeper., ko: 등대지기에게.}
consequences:
  good: {text: {en: Fine., ko: 좋아요.}}
  due: {text: {en: Pay., ko: 내세요.}, article: cities}
""" + "".join(
    f"  {name}: {{text: {{en: So., ko: 네.}}}}\n"
    for name in ("overdue", "arrears", "remitted", "suspended", "withdrawn", "terminated", "applicant")
)


def test_terms_are_read_and_kept_as_they_were_written(folder: ContentFolder) -> None:
    folder.write("dues.yaml", DUES)

    reference = ContentLoader(folder.root).load().reference
    terms = from_json(to_json(reference)).dues

    assert terms == reference.dues
    assert (terms.currency, terms.due_days, dict(terms.free_years)) == ("EUR", 30, {"corporation": 1})
    assert terms.payment["ko"] == "등대지기에게."
    assert terms.consequences["due"].article == "cities"


def test_folder_without_terms_has_plain_ones(folder: ContentFolder) -> None:
    assert ContentLoader(folder.root).load().reference.dues == Terms()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("currency: EUR", "currency: EURO", "dues.yaml:1: “currency”: “EURO” is not a currency such as USD"),
        ("due_days: 30", "due_days: soon", "dues.yaml:2: “due_days”: input should be a valid integer, unable to parse string"),
        ("corporation: 1", "village: 1", "dues.yaml:3: “free_years.village.[key]”: input should be 'local-government'"),
        (", ko: 등대지기에게.", "", "dues.yaml:4: “payment” is missing in ko"),
        ("{en: Fine., ko: 좋아요.}", "{ko: 좋아요.}", "dues.yaml:6: “consequences.good.text” is missing in en"),
        ("article: cities", "article: towns", "dues.yaml:7: dead link: no article “towns”"),
        ("  applicant: {text: {en: So., ko: 네.}}\n", "", "dues.yaml:5: “consequences”: applicant is missing"),
        ("payment:", "payments:", "dues.yaml:4: “payments” is not a known key"),
    ],
)
def test_fault_is_told_with_its_line(folder: ContentFolder, old: str, new: str, fault: str) -> None:
    folder.write("dues.yaml", DUES)
    folder.edit("dues.yaml", old, new)

    with pytest.raises(ContentError) as caught:
        ContentLoader(folder.root).load()

    assert [line for line in map(str, caught.value.faults) if fault in line] != []


def test_an_edit_of_the_terms_is_seen(folder: ContentFolder) -> None:
    folder.write("dues.yaml", DUES)
    loader = ContentLoader(folder.root)
    before = loader.fingerprint()

    folder.edit("dues.yaml", "due_days: 30", "due_days: 3")

    assert loader.fingerprint() != before


def test_real_terms_say_what_follows_in_every_language(library: Library) -> None:
    terms = library.dues_terms

    assert terms.currency == "USD"
    assert dict(terms.free_years) == {"institution": 1, "corporation": 1, "local-government": 0}
    assert [standing for standing in Standing if set(terms.consequences[standing].text) != set(library.association.languages)] == []
    assert "Seoul" in library.association.address
