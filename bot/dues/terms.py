"""The association's terms for dues, which are content: when invoices are due, who pays from when, what follows from standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a standing: a sentence by language, and the slug of the article that says more; each may be empty."""

    text: Mapping[str, str] = field(default_factory=dict)
    article: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """All of ``content/dues.yaml``.

    Attributes:
        currency: Of the ledger; ISO 4217.
        due_days: Days from issue until an invoice is due.
        free_years: By category, how many years from admission on are free: 1 means that paying begins the year after.
        payment: How to pay, Markdown by language; printed on invoices.
        consequences: By `bot.dues.standing.Standing` value.
    """

    currency: str = "USD"
    due_days: int = 60
    free_years: Mapping[str, int] = field(default_factory=dict)
    payment: Mapping[str, str] = field(default_factory=dict)
    consequences: Mapping[str, Consequence] = field(default_factory=dict)
