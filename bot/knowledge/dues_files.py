"""``content/dues.yaml``: its shape, what can be wrong with it, and the terms that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from babel.numbers import list_currencies
from pydantic import Field, field_validator

from bot.dues.standing import Standing
from bot.dues.terms import Consequence, Terms
from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.schema import Strict, Texts

FILE = "dues.yaml"


class ConsequenceEntry(Strict):
    """What follows from a standing."""

    text: Texts
    article: str = ""


class DuesFile(Strict):
    """``dues.yaml``."""

    currency: str
    due_days: Annotated[int, Field(ge=0, le=366)]
    free_years: dict[Literal["local-government", "institution", "corporation"], Annotated[int, Field(ge=0, le=20)]]
    payment: Texts
    consequences: dict[Standing, ConsequenceEntry]

    @field_validator("currency")
    @classmethod
    def _is_a_currency(cls, value: str) -> str:
        if value not in list_currencies():
            raise ValueError(f"“{value}” is not a currency such as USD")
        return value

    @field_validator("consequences")
    @classmethod
    def _are_all_there(cls, value: dict[Standing, ConsequenceEntry]) -> dict[Standing, ConsequenceEntry]:
        missing = [standing.value for standing in Standing if standing not in value]
        if missing:
            raise ValueError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
        return value


def read_dues(root: Path, slugs: frozenset[str], languages: tuple[str, ...]) -> tuple[Terms, list[Fault]]:
    """Return the terms of a content folder, or what is wrong with them; plain ones without texts when it has none."""
    if not (root / FILE).is_file():
        return Terms(), []
    document, faults = markup.read(root / FILE)
    if faults:
        return Terms(), faults
    file, faults = markup.validate(document, DuesFile)
    if file is None:
        return Terms(), faults
    faults += _untranslated(document, file.payment, ("payment",), languages)
    for standing, entry in file.consequences.items():
        place = ("consequences", standing.value)
        faults += _untranslated(document, entry.text, (*place, "text"), languages)
        if entry.article and entry.article not in slugs:
            faults.append(document.fault(f"dead link: no article “{entry.article}”", (*place, "article")))
    terms = Terms(
        currency=file.currency,
        due_days=file.due_days,
        free_years={str(category): years for category, years in file.free_years.items()},
        payment=file.payment,
        consequences={standing.value: Consequence(entry.text, entry.article) for standing, entry in file.consequences.items()},
    )
    return terms, faults


def _untranslated(
    document: markup.Document, text: Mapping[str, str], place: tuple[str, ...], languages: tuple[str, ...]
) -> list[Fault]:
    missing = [language for language in languages if language not in text]
    return [document.fault(f"“{'.'.join(place)}” is missing in {', '.join(missing)}", place)] if missing else []
