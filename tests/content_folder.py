"""A small content folder to break: two topics, three articles in English, one of them in Korean too."""

from dataclasses import dataclass
from pathlib import Path

CITIES = "articles/fees/cities.md"
CITIES_KO = "articles/fees/cities.ko.md"
COMPANIES = "articles/fees/companies.md"
ASSEMBLY = "articles/events/assembly.md"

FILES = {
    "association.yaml": """\
name: Society of Lighthouses
short_name: SoL
languages: [en, ko]
timezone: Europe/Lisbon
secretariat:
  email: office@lighthouse.example
  phone: +351 21 000 0000
  website: https://lighthouse.example
""",
    "documents.yaml": """\
statutes:
  title: The Statutes
  date: 2020-05
""",
    "topics.yaml": """\
fees: {en: Fees, ko: 회비}
events: {en: Events}
""",
    CITIES: """\
---
title: Fees of cities
phrasings:
  - what do cities pay
  - city dues
  - fee of a municipality
  - how much for a town
  - yearly contribution of a city
  - what does our council owe
sources:
  - document: statutes
    section: Section 7
as_of: 2021-10
related: [companies]
keywords: [toll city, toll]
---
Ten pounds a year.

- Half of it in the **first** year.
- See [the office](https://lighthouse.example/fees).
""",
    CITIES_KO: """\
---
title: 도시 회비
phrasings: [도시는 얼마를 내나요, 도시 회비, 지자체 회비, 시 회비 금액, 우리 시가 낼 돈, 시청 연회비]
original: b7620f11
---
1년에 10파운드입니다.
""",
    COMPANIES: """\
---
title: Fees of companies
phrasings:
  - what do companies pay
  - corporate dues
  - fee of a firm
  - how much for a business
  - yearly contribution of a firm
  - what does our company owe
sources:
  - document: statutes
    section: Section 8
as_of: 2021
---
Twenty pounds a year.
""",
    ASSEMBLY: """\
---
title: The assembly of 2021
phrasings:
  - when is the assembly
  - assembly date
  - day of the general meeting
  - the yearly gathering
  - when does the assembly meet
  - place of the general assembly
sources:
  - document: statutes
    section: Section 3
as_of: 2021-10-01
happens: {from: 2021-10-18, to: 2021-10-19}
---
On 18 and 19 October 2021, in the old lantern room.
""",
}


@dataclass(frozen=True, slots=True)
class ContentFolder:
    root: Path

    @classmethod
    def make(cls, root: Path) -> "ContentFolder":
        folder = cls(root)
        for name, text in FILES.items():
            folder.write(name, text)
        return folder

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of text that stands in the file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def delete(self, name: str) -> None:
        (self.root / name).unlink()
