"""Ways to break a content folder, each with the faults that must be reported for it."""

from dataclasses import dataclass

from tests.content_folder import ASSEMBLY, CITIES, CITIES_KO, COMPANIES, FILES

STYLE = "headings, tables, images and HTML don't show in every channel; use text, lists, bold and links"
SLUG = "is not a slug (lower-case words joined by hyphens, at most 48 characters) with .md or .ko.md"
DIGEST = "b7620f11"  # of the original of CITIES_KO

BANKS_KO = f"""\
---
title: 은행 회비
phrasings: [은행은 얼마를 내나요, 은행 회비, 금융기관 회비, 은행 회비 금액, 우리 은행이 낼 돈, 은행 연회비]
original: {DIGEST}
---
1년에 30파운드입니다.
"""


@dataclass(frozen=True)
class Edit:
    """What is replaced in which file, and the one fault that it must give."""

    file: str
    old: str
    new: str
    fault: str


EDITS = {
    "missing sources": Edit(
        COMPANIES,
        "sources:\n  - document: statutes\n    section: Section 8\n",
        "",
        f"{COMPANIES}:2: sources are missing; name at least one document and section",
    ),
    "no sources": Edit(
        COMPANIES,
        "sources:\n  - document: statutes\n    section: Section 8\n",
        "sources: []\n",
        f"{COMPANIES}:2: sources are missing; name at least one document and section",
    ),
    "source without section": Edit(COMPANIES, "    section: Section 8\n", "", f"{COMPANIES}:11: “sources.0.section” is missing"),
    "unknown document": Edit(
        COMPANIES, "document: statutes", "document: charter", f"{COMPANIES}:11: document “charter” is not in documents.yaml"
    ),
    "phrasing shared by two articles": Edit(
        COMPANIES, "- corporate dues", "- City  DUES?", f"{COMPANIES}:5: phrasing “City  DUES?” also stands in content/{CITIES}"
    ),
    "keyword shared by two articles": Edit(
        COMPANIES,
        "phrasings:\n",
        "keywords: [dues, City TOLL]\nphrasings:\n",
        f"{COMPANIES}:3: keyword “City TOLL” also stands in content/{CITIES}",
    ),
    "keyword that is a sentence": Edit(
        COMPANIES,
        "phrasings:\n",
        "keywords: [how much is it for us]\nphrasings:\n",
        f"{COMPANIES}:3: a keyword has one to 5 words; “how much is it for us” has not",
    ),
    "keyword without words": Edit(
        COMPANIES, "phrasings:\n", "keywords: ['?']\nphrasings:\n", f"{COMPANIES}:3: a keyword has one to 5 words; “?” has not"
    ),
    "phrasing without words": Edit(COMPANIES, "- corporate dues", "- '?!'", f"{COMPANIES}:5: a phrasing without words"),
    "too few phrasings": Edit(
        COMPANIES,
        "  - corporate dues\n",
        "",
        f"{COMPANIES}:3: “phrasings”: list should have at least 6 items after validation, not 5",
    ),
    "dead related link": Edit(
        CITIES, "related: [companies]", "related: [banks]", f"{CITIES}:14: dead link: no other article “banks”"
    ),
    "article that follows none": Edit(
        CITIES, "related: [companies]", "follows: banks", f"{CITIES}:14: dead link: no other article “banks”"
    ),
    "article related to itself": Edit(
        CITIES, "related: [companies]", "related: [cities]", f"{CITIES}:14: dead link: no other article “cities”"
    ),
    "dead link in the body": Edit(
        COMPANIES,
        "Twenty pounds a year.",
        "Twenty pounds.\n\nSee [cities](cities.md).",
        f"{COMPANIES}:17: dead link “cities.md”; a link begins with https:// or mailto:",
    ),
    "script as a link": Edit(
        COMPANIES,
        "Twenty pounds a year.",
        "[Pay](javascript:alert)",
        f"{COMPANIES}:15: dead link “javascript:alert”; a link begins with https:// or mailto:",
    ),
    "translation without original": Edit(CITIES_KO, f"original: {DIGEST}\n", "", f"{CITIES_KO}:2: “original” is missing"),
    "YAML that can't be read": Edit(
        COMPANIES, "title: Fees of companies", "title: [Fees", f"{COMPANIES}:3: YAML: did not find expected ',' or ']'"
    ),
    "YAML with a tab": Edit(
        COMPANIES, "as_of: 2021", "\tas_of: 2021", f"{COMPANIES}:13: YAML: found a tab character that violates indentation"
    ),
    "YAML alias": Edit(
        COMPANIES,
        "as_of: 2021",
        "as_of: 2021\nrelated: &a [*a]",
        f"{COMPANIES}:14: YAML: anchors (&name) and aliases (*name) are not read; write it out",
    ),
    "YAML key that is a list": Edit(
        COMPANIES, "as_of: 2021", "as_of: 2021\n[a, b]: c", f"{COMPANIES}:14: YAML: a key is a word, not a list or keys of its own"
    ),
    "YAML template left unfilled": Edit(
        COMPANIES,
        "title: Fees of companies",
        "title: {{ title }}",
        f"{COMPANIES}:2: YAML: a key is a word, not a list or keys of its own",
    ),
    "YAML nested without end": Edit(
        COMPANIES, "as_of: 2021", f"as_of: {'[' * 3000}{']' * 3000}", f"{COMPANIES}:13: YAML: is nested too deeply"
    ),
    "front matter that is a list": Edit(
        CITIES_KO,
        FILES[CITIES_KO][4:].split("---")[0],
        "- title\n- phrasings\n",
        f"{CITIES_KO}:2: expected keys with values, such as “title: …”",
    ),
    "duplicate key": Edit(COMPANIES, "as_of: 2021", "as_of: 2021\nas_of: 2022", f"{COMPANIES}:14: “as_of” stands twice"),
    "bad date": Edit(
        COMPANIES,
        "as_of: 2021",
        "as_of: October 2021",
        f"{COMPANIES}:13: “as_of”: “October 2021” is not a day (2021-10-18), a month (2021-10), a quarter (2021-Q4)"
        " or a year (2021)",
    ),
    "date that no calendar has": Edit(
        COMPANIES, "as_of: 2021", "as_of: 2021-02-30", f"{COMPANIES}:13: “as_of”: “2021-02-30” is not in the calendar"
    ),
    "last day that is a month": Edit(
        COMPANIES,
        "as_of: 2021",
        "as_of: 2021\nlapses_on: 2023-12",
        f"{COMPANIES}:14: “lapses_on”: “2023-12” is not a day such as 2021-10-18",
    ),
    "last day that is a year": Edit(
        COMPANIES,
        "as_of: 2021",
        "as_of: 2021\nlapses_on: 2023",
        f"{COMPANIES}:14: “lapses_on”: “2023” is not a day such as 2021-10-18",
    ),
    "happens reversed": Edit(
        ASSEMBLY,
        "{from: 2021-10-18, to: 2021-10-19}",
        "{from: 2021-10-18, to: 2021-10-17}",
        f"{ASSEMBLY}:14: “happens”: ends on 2021-10-17, before it begins on 2021-10-18",
    ),
    "happens without end": Edit(
        ASSEMBLY, "{from: 2021-10-18, to: 2021-10-19}", "{from: 2021-10-18}", f"{ASSEMBLY}:14: “happens.to” is missing"
    ),
    "no front matter": Edit(
        COMPANIES, "---\ntitle", "title", f"{COMPANIES}:1: begins with “---”, the front matter, “---”; that is not so here"
    ),
    "front matter without end": Edit(
        COMPANIES,
        "---\nTwenty",
        "Twenty",
        f"{COMPANIES}:1: begins with “---”, the front matter, “---”; that is not so here",
    ),
    "heading": Edit(COMPANIES, "Twenty", "# Fees\nTwenty", f"{COMPANIES}:15: {STYLE}"),
    "table": Edit(COMPANIES, "a year.", "a year.\n\n| a | b |", f"{COMPANIES}:17: {STYLE}"),
    "HTML": Edit(COMPANIES, "a year.", "a year.\n<br>", f"{COMPANIES}:16: {STYLE}"),
    "image": Edit(COMPANIES, "a year.", "a year ![chart](https://lighthouse.example/c.png)", f"{COMPANIES}:15: {STYLE}"),
    "too long": Edit(
        COMPANIES,
        "Twenty pounds a year.",
        "x" * 1501,
        f"{COMPANIES}:15: the answer has 1501 characters; 1500 is the most that reads well in a chat",
    ),
    "empty body": Edit(COMPANIES, "Twenty pounds a year.\n", "", f"{COMPANIES}:15: the answer is missing below the front matter"),
    "title too long": Edit(
        COMPANIES,
        "title: Fees of companies",
        f"title: {'x' * 61}",
        f"{COMPANIES}:2: “title”: string should have at most 60 characters",
    ),
    "no title": Edit(COMPANIES, "title: Fees of companies\n", "", f"{COMPANIES}:2: “title” is missing"),
    "unknown key": Edit(COMPANIES, "as_of: 2021", "as_of: 2021\nauthor: Ann", f"{COMPANIES}:14: “author” is not a known key"),
    "unknown language of the association": Edit(
        "association.yaml", "[en, ko]", "[en, ko, xx]", "association.yaml:3: “languages”: no sentences for xx in bot/locales/"
    ),
    "unknown time zone": Edit(
        "association.yaml",
        "Europe/Lisbon",
        "Europe/Atlantis",
        "association.yaml:4: “timezone”: “Europe/Atlantis” is not a time zone such as Asia/Seoul",
    ),
    "association without an address": Edit(
        "association.yaml", "  email: office@lighthouse.example\n", "", "association.yaml:5: “secretariat.email” is missing"
    ),
    "document without a title": Edit("documents.yaml", "  title: The Statutes\n", "", "documents.yaml:2: “title” is missing"),
    "topic without names": Edit(
        "topics.yaml",
        "events: {en: Events}",
        "events: Events",
        "topics.yaml:1: expected topics, each with its name per language: “fees: {en: Fees, ko: 회비}”",
    ),
    "topic whose name is a list": Edit(
        "topics.yaml",
        "events: {en: Events}",
        "events: {en: [Events]}",
        "topics.yaml:1: expected topics, each with its name per language: “fees: {en: Fees, ko: 회비}”",
    ),
}


NEW_FILES: dict[str, tuple[str, str | bytes, list[str]]] = {
    "duplicate slug in two topics": (
        "articles/fees/assembly.md",
        FILES[ASSEMBLY].replace("assembly", "meeting").replace("yearly", "annual").replace("general", "full"),
        [f"articles/fees/assembly.md:1: slug “assembly” is also used by content/{ASSEMBLY}"],
    ),
    "bad slug": (
        "articles/fees/Old_Fees.md",
        FILES[COMPANIES],
        [f"articles/fees/Old_Fees.md:1: “Old_Fees.md” {SLUG}"],
    ),
    "slug too long": (
        f"articles/fees/{'x' * 49}.md",
        FILES[COMPANIES],
        [f"articles/fees/{'x' * 49}.md:1: “{'x' * 49}.md” {SLUG}"],
    ),
    "copy with a number": (
        "articles/fees/companies (2).md",
        FILES[COMPANIES],
        [f"articles/fees/companies (2).md:1: “companies (2).md” {SLUG}"],
    ),
    "translation of nothing": (
        "articles/fees/banks.ko.md",
        BANKS_KO,
        ["articles/fees/banks.ko.md:1: translates “banks”, which is not in content/articles/fees"],
    ),
    "translation in another topic than its original": (
        "articles/events/cities.ko.md",
        BANKS_KO,
        ["articles/events/cities.ko.md:1: translates “cities”, which is not in content/articles/events"],
    ),
    "unknown language": (
        "articles/fees/cities.fr.md",
        BANKS_KO,
        ["articles/fees/cities.fr.md:1: language “fr” is not in association.yaml"],
    ),
    "translation into the first language": (
        "articles/fees/cities.en.md",
        BANKS_KO,
        ["articles/fees/cities.en.md:1: “en” is the first language: its text is content/articles/fees/cities.md"],
    ),
    "unknown topic": (
        "articles/banks/dues.md",
        FILES[COMPANIES].replace("compan", "bank").replace("corporate", "bank").replace("firm", "bank").replace("business", "bank"),
        ["articles/banks/dues.md:1: topic “banks” is not in topics.yaml"],
    ),
    "not UTF-8": (COMPANIES, FILES[COMPANIES].replace("pounds", "£").encode("latin-1"), [f"{COMPANIES}:1: is not UTF-8 text"]),
    "empty file": (COMPANIES, "", [f"{COMPANIES}:1: begins with “---”, the front matter, “---”; that is not so here"]),
    "NUL in the front matter": (
        COMPANIES,
        FILES[COMPANIES].replace("Fees", "Fe\0es"),
        [f"{COMPANIES}:2: YAML: unacceptable character #x0000: control characters are not allowed"],
    ),
    "association.yaml not UTF-8": (
        "association.yaml",
        FILES["association.yaml"].replace("Society", "Soci\xe9t\xe9").encode("latin-1"),
        ["association.yaml:1: is not UTF-8 text"],
    ),
    "association.yaml empty": (
        "association.yaml",
        "",
        ["association.yaml:1: expected keys with values, such as “title: …”"],
    ),
    "topics.yaml empty": (
        "topics.yaml",
        "",
        ["topics.yaml:1: expected topics, each with its name per language: “fees: {en: Fees, ko: 회비}”"],
    ),
}
