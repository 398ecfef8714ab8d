"""Whose payment a line of a bank statement is: by invoice number, by payer, by amount; sure, suggested, or unmatched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz import fuzz, process

from bot.dues.ledger import EntryKind, OpenInvoice, Posting, Statement
from bot.dues.statements import BankLine
from bot.knowledge.text import normalize
from bot.members.registry import Member
from bot.money import Money

ALIKE = 88
"""Score from which on a payer's name suggests a member."""
BOOKED_WITHIN = timedelta(days=14)
"""How far apart the days may be of a payment that was booked by hand and of the line that tells of it."""
_NUMBER = re.compile(r"(?<!\d)(\d{4}-\d{4,})(?!\d)")


class State(StrEnum):
    """What becomes of a line."""

    SURE = "sure"  # posted when confirmed
    SUGGESTED = "suggested"  # a person decides
    UNMATCHED = "unmatched"
    POSTED = "posted already"


@dataclass(frozen=True, slots=True)
class Match:
    """A line, whose it is, and why.

    Attributes:
        member: ``None`` where nobody fits, or several do.
        invoice: The one that it names.
    """

    line: BankLine
    state: State
    why: str
    member: Member | None = None
    invoice: OpenInvoice | None = None

    def posting(self) -> Posting:
        """Return what is to be posted: without the payer's name, which may be a person's, and would stay for good."""
        assert self.member is not None  # noqa: S101  the caller chose one
        return Posting(
            member_id=self.member.id,
            kind=EntryKind.PAYMENT,
            amount=self.line.amount,
            on=self.line.on,
            invoice_id=self.invoice.invoice.id if self.invoice else None,
            reference=self.line.key,
            note="bank statement",
        )


@dataclass(slots=True)
class _Books:
    """What is open, of each member and of each invoice by number, as lines take from it."""

    members: dict[int, Member]
    left: dict[int, int]
    by_number: dict[str, OpenInvoice]
    open: dict[str, int]
    names: dict[tuple[int, int], str]
    exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def match_lines(
    lines: Sequence[BankLine],
    members: Sequence[Member],
    statements: Mapping[int, Statement],
    *,
    currency: str,
    today: date,
    posted: Set[tuple[str, date, Money]],
    accepted: Mapping[int, Member],
) -> list[Match]:
    """Return each line with whose it is, in their order.

    A line is sure when it names an invoice, is not more than what is open of it, and either the payer is that member by its
    full name or nothing speaks for another one: a payer that resembles it, or an amount that is all that it owes. It is
    sure, too, when the payer is a member by its full name and the amount is all that it owes or one of its open invoices.
    It is not where a payment of that amount from about that day was booked by hand: it may be the same.

    Args:
        lines: Of the statement.
        members: Of the registry.
        statements: Of all of them, by id.
        currency: Of the ledger; a line in another one is never sure: somebody must say what it comes to.
        today: Lines after it are not booked.
        posted: Reference, day and amount of the payments that stand in the ledger; references are compared without case.
        accepted: By number of the line, whose it is as somebody has said.
    """
    by_number = {row.invoice.number: row for one in statements.values() for row in one.invoices if not row.is_reversed}
    books = _Books(
        {member.id: member for member in members},
        {member_id: sum(row.open for row in one.invoices) for member_id, one in statements.items()},
        by_number,
        {number: row.open for number, row in by_number.items()},
        {
            (member.id, place): normalize(name)
            for member in members
            for place, name in enumerate((member.name, *member.details.names))
            if len(name) > 2
        },
    )
    for (member_id, _), name in books.names.items():
        books.exact[name].add(member_id)
    known = {(reference.casefold(), on, amount) for reference, on, amount in posted}
    found = []
    for line in lines:
        if any((one.casefold(), line.on, line.amount) in known for one in (line.key, line.reference or line.key)):
            found.append(Match(line, State.POSTED, line.key))
        elif line.on > today:
            found.append(Match(line, State.UNMATCHED, "dated in the future"))
        elif line.amount.currency != currency:
            why = f"in {line.amount.currency}: book it with `bot dues pay --currency {line.amount.currency} --booked AMOUNT`"
            found.append(Match(line, State.UNMATCHED, why))
        else:
            match = (
                _accepted(line, accepted[line.number], books)
                if line.number in accepted
                else _unless_booked(_match(line, books, statements), statements)
            )
            if match.state is State.SURE and match.member:
                books.left[match.member.id] -= line.amount.minor
                if match.invoice:
                    books.open[match.invoice.invoice.number] -= line.amount.minor
            found.append(match)
    return found


def _accepted(line: BankLine, member: Member, books: _Books) -> Match:
    numbers = [books.by_number[number] for number in _NUMBER.findall(f"{line.text} {line.reference}") if number in books.by_number]
    own = [row for row in numbers if row.invoice.member_id == member.id]
    over = "" if line.amount.minor <= books.left[member.id] else "; more than it owes, which is kept as credit"
    return Match(line, State.SURE, f"as you say{over}", member, own[0] if len(own) == 1 else None)


def _unless_booked(match: Match, statements: Mapping[int, Statement]) -> Match:
    """Return a match, only suggested where the member has a payment without a reference that may be the same."""
    line, payments = match.line, statements[match.member.id].payments if match.member else ()
    near = [one for one in payments if -one.amount == line.amount and abs(one.on - line.on) <= BOOKED_WITHIN]
    booked = next((one for one in near if not one.reference), None)
    if booked is None:
        return match
    why = f"perhaps the payment of {booked.on} that was booked by hand (entry {booked.id})"
    return replace(match, state=State.SUGGESTED, why=why)


def _match(line: BankLine, books: _Books, statements: Mapping[int, Statement]) -> Match:
    named = {
        number: books.by_number[number] for number in _NUMBER.findall(f"{line.text} {line.reference}") if number in books.by_number
    }
    payers = books.exact.get(normalize(line.payer), set())
    if len(named) == 1:
        ((number, row),) = named.items()
        member = books.members[row.invoice.member_id]
        if payers and member.id not in payers:
            return Match(line, State.SUGGESTED, f"names invoice {number}, but the payer is another member", member, row)
        if line.amount.minor > min(books.open[number], books.left[member.id]):
            return Match(line, State.SUGGESTED, f"names invoice {number}, but is more than is open", member, row)
        if not payers and (doubt := _doubt(line, member, row, books)):
            return Match(line, State.SUGGESTED, f"names invoice {number}, but {doubt}", member, row)
        return Match(line, State.SURE, f"names invoice {number}", member, row)
    if len(payers) == 1:
        member = books.members[next(iter(payers))]
        open_ones = {row.open for row in statements[member.id].still_open}
        owed = books.left[member.id]
        if named:
            return Match(line, State.SUGGESTED, "names several invoices", member)
        if line.amount.minor == owed or (line.amount.minor in open_ones and line.amount.minor <= owed):
            return Match(line, State.SURE, "payer and amount", member)
        return Match(line, State.SUGGESTED, "payer, but not the amount that is open", member)
    return _by_likeness(line, books)


def _doubt(line: BankLine, member: Member, row: OpenInvoice, books: _Books) -> str:
    """Return what speaks for another member than the one whose invoice a line names; empty when nothing does."""
    near = _alike(line, books)
    nearer = [one for one, score in near.items() if score > near.get(member.id, 0.0)]
    if nearer:
        return f"the {'payer' if line.payer else 'text'} is like {_slugs(nearer, books)}"
    owing = [one for one, left in books.left.items() if left == line.amount.minor and one != member.id]
    if owing and line.amount.minor not in (row.open, books.left[member.id]):
        return f"the amount is what {_slugs(owing, books)} {'owes' if len(owing) == 1 else 'owe'}"
    return ""


def _slugs(member_ids: Sequence[int], books: _Books) -> str:
    """Return the first three."""
    return ", ".join(books.members[one].slug for one in member_ids[:3])


def _alike(line: BankLine, books: _Books) -> dict[int, float]:
    """Return the members whose name the payer resembles, or without a payer the text, with how much."""
    near: dict[int, float] = {}
    said = normalize(line.payer) or normalize(line.text)
    if len(said) > 3:
        for _, score, (member_id, _) in process.extract(
            said, books.names, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None
        ):
            near[member_id] = max(near.get(member_id, 0.0), score)
    return near


def _by_likeness(line: BankLine, books: _Books) -> Match:
    near = _alike(line, books)
    fitting = [member_id for member_id in near if books.left[member_id] == line.amount.minor]
    best = sorted(fitting or near, key=lambda member_id: -near[member_id])
    if best and (len(best) == 1 or near[best[0]] > near[best[1]]):
        amount = " and amount" if fitting else ""
        return Match(line, State.SUGGESTED, f"a payer like it{amount}", books.members[best[0]])
    if best:
        return Match(line, State.UNMATCHED, f"several like it: {_slugs(best, books)}")
    owing = [member_id for member_id, left in books.left.items() if left == line.amount.minor]
    if len(owing) == 1:
        return Match(line, State.SUGGESTED, "the only one that owes this amount", books.members[owing[0]])
    return Match(line, State.UNMATCHED, f"{len(owing)} members owe this amount" if owing else "nobody fits")
