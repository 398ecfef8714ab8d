"""The shapes of the files under ``content/`` (content/README.md describes them for those who write them)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.knowledge.period import Period
from bot.knowledge.zones import all_zones
from bot.phrasebook import available_languages

MIN_PHRASINGS = 6
PRIVATE = ("status", "invoice", "payments", "contacts", "link", "privacy")
"""Capabilities whose answers come from the registry and the ledger: their articles need no source."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Strict(BaseModel):
    """Refuses keys that it does not know; strips white space."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


Texts = Annotated[dict[str, Annotated[str, Field(min_length=1)]], Field(min_length=1)]
"""A text by language."""


class SourceRef(Strict):
    """A place in a document of ``documents.yaml``."""

    document: str
    section: Annotated[str, Field(min_length=1)]


class Span(Strict):
    """First and last day, month or year of an event."""

    from_: Annotated[str, Field(alias="from")]
    to: str


class Matter(Strict):
    """Front matter that every article has."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    phrasings: Annotated[list[str], Field(min_length=MIN_PHRASINGS)]
    keywords: list[str] = []


class Original(Matter):
    """Front matter of an article in the first language."""

    sources: list[SourceRef] = []
    as_of: str
    lapses_on: date | None = None
    happens: Span | None = None
    related: list[str] = []
    follows: str | None = None
    computed: Literal["fees", "members", "member", "events", "event", *PRIVATE] | None = None  # type: ignore[valid-type]
    beyond_source: dict[Annotated[str, Field(min_length=1)], Annotated[str, Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _says_where_it_stands(self) -> Original:
        if not self.sources and self.computed not in PRIVATE:
            raise ValueError("sources are missing; name at least one document and section")
        return self

    @field_validator("as_of")
    @classmethod
    def _is_a_period(cls, value: str) -> str:
        Period.parse(value)
        return value

    @field_validator("lapses_on", mode="before")
    @classmethod
    def _is_a_day(cls, value: object) -> object:
        # pydantic would take “2023” for seconds since 1970.
        if isinstance(value, str) and not _DAY.fullmatch(value.strip()):
            raise ValueError(f"“{value}” is not a day such as 2021-10-18")
        return value

    @field_validator("happens")
    @classmethod
    def _is_a_span(cls, value: Span | None) -> Span | None:
        if value:
            Period.between(value.from_, value.to)
        return value


class Translation(Matter):
    """Front matter of a translation; ``original`` is the digest of the version that was translated."""

    original: str


class Secretariat(Strict):
    """How to reach the secretariat."""

    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: str
    website: Annotated[str, Field(pattern=r"^https?://")]
    address: Annotated[str, Field(max_length=200)] = ""


class AssociationFile(Strict):
    """``association.yaml``."""

    name: str
    short_name: str
    languages: Annotated[list[str], Field(min_length=1)]
    timezone: str
    secretariat: Secretariat

    @field_validator("languages")
    @classmethod
    def _are_spoken(cls, value: list[str]) -> list[str]:
        missing = [language for language in value if language not in available_languages()]
        if missing:
            raise ValueError(f"no sentences for {', '.join(missing)} in bot/locales/")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in all_zones():
            raise ValueError(f"“{value}” is not a time zone such as Asia/Seoul")
        return value


class DocumentEntry(Strict):
    """One entry of ``documents.yaml``."""

    title: Annotated[str, Field(min_length=1)]
    date: str
    file: Annotated[str, Field(pattern=r"^[^/\\]+$")] | None = None

    @field_validator("date")
    @classmethod
    def _is_a_period(cls, value: str) -> str:
        Period.parse(value)
        return value


class Reading(Strict):
    """What one place says where documents contradict each other."""

    says: Annotated[str, Field(min_length=1)]
    document: str
    section: Annotated[str, Field(min_length=1)]


class ConflictEntry(Strict):
    """One entry of ``conflicts.yaml``: the readings, the one that is followed and why, the articles that rest on it."""

    id: str
    title: Annotated[str, Field(min_length=1)]
    readings: Annotated[list[Reading], Field(min_length=2)]
    follows: Annotated[str, Field(min_length=1)]
    because: Annotated[str, Field(min_length=1)]
    articles: list[str] = []
