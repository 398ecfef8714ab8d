"""What the cells of a secretariat's table mean, and how the registry's values are written into cells.

`Reader.read` takes what `written` gives: a table that was exported is read as what it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from email_validator import EmailNotValidError, validate_email
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.conversation import Account
from bot.knowledge.fees import CATEGORIES, LARGEST, Measure
from bot.knowledge.period import Period
from bot.knowledge.quantities import find
from bot.knowledge.text import fold, latin_digits, normalize
from bot.knowledge.zones import known_zone
from bot.members.columns import words
from bot.members.registry import Office, Status
from bot.members.vocabulary import Vocabulary

ACCOUNT_FIELDS = ("telegram_chat_id", "slack_user_id", "other_accounts")
"""Columns that link accounts; ``user_id`` is what the channel's adapter calls the sender."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TERM = re.compile(
    r"(?P<name>.*\S)\s*\(\s*(?P<since>\d[\d-]*(?:-?Q\d)?)?\s*(?:–|—|/|\.\.|to|until)\s*(?P<until>\d[\d-]*(?:-?Q\d)?)?\s*\)", re.S
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./년年-](?:\s*(\d{1,2})(?:\s*[./월月-]\s*(\d{1,2})?\s*[.일日]?)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}\S*$")
_WORD = re.compile(r"[^\W\d_]+")
_DECIMALS = re.compile(r"[.,٫]\d{1,2}(?!\d)")
_TELEGRAM = re.compile(r"[1-9]\d{0,18}")
_SLACK = re.compile(r"[UW][A-Z0-9]{4,30}")
_LIKE = 75  # percent of likeness from which a name is suggested


class CellError(Exception):
    """What is wrong with a cell: the end of a sentence that begins with the cell."""


class Reader:
    """Reads cells; equal ones once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._known: dict[tuple[str, str], Any] = {}
        self._services = frozenset(words()["mail_services"])

    def read(self, field: str, text: str) -> Any:
        """Return what a cell that is not empty means for a column of `bot.members.columns.FIELDS`.

        Raises:
            CellError: It means nothing there.
        """
        if field in _PLAIN:
            return text
        if field not in _FEW_VALUES:
            return getattr(self, f"_{_METHODS.get(field, field)}")(text)
        if (field, text) not in self._known:
            self._known[field, text] = getattr(self, f"_{_METHODS.get(field, field)}")(text)
        return self._known[field, text]

    def doubt(self, email: str) -> str:
        """Return the address that was perhaps meant, where the given one is a slip away from a well-known mail service."""
        local, _, domain = email.rpartition("@")
        if domain in self._services or len(domain) < 6:
            return ""
        found = process.extractOne(domain, self._services, scorer=OSA.distance, score_cutoff=1 if len(domain) < 8 else 2)
        return f"{local}@{found[0]}" if found and found[0][0] == domain[0] else ""

    def _slug(self, text: str) -> str:
        if not _SLUG.fullmatch(text):
            raise CellError("is no slug: lower-case letters, digits and hyphens, such as abu-dhabi")
        return text

    def _country(self, text: str) -> str:
        key = normalize(text)
        if found := self.vocabulary.countries.get(key):
            return found
        raise CellError(f"is no country{self._suggestion(key, self.vocabulary.countries)}; write its name or ISO code")

    def _region(self, text: str) -> str:
        key = normalize(text)
        if found := self.vocabulary.regions.get(key):
            return found
        ids = dict.fromkeys(self.vocabulary.regions.values())
        raise CellError(f"is no region{self._suggestion(key, self.vocabulary.regions)}; there are {', '.join(sorted(ids))}")

    def _category(self, text: str) -> str:
        category = self.vocabulary.category_of(self._payer(text))
        if category is None:
            raise CellError(f"is no category; those are {', '.join(CATEGORIES)}")
        return category

    def _kind(self, text: str) -> str:
        """Return the kind as fee schedules call it, else what is written."""
        kind = self._payer(text)
        return kind if kind and kind not in CATEGORIES and normalize(kind) == normalize(text) else text

    def kind_in(self, category: str) -> str:
        """Return the kind that a category's cell tells as well ("NGO"), or nothing."""
        kind = self._payer(category)
        return "" if kind in CATEGORIES else kind

    def _payer(self, text: str) -> str:
        key = normalize(text)
        return self.vocabulary.payers.get(key) or self.vocabulary.payers.get(key.removesuffix("s")) or ""

    def _status(self, text: str) -> Status:
        found = self.vocabulary.statuses.get(normalize(text))
        if found is None:
            raise CellError(f"is no status; those are {', '.join(Status)}")
        return found

    def _language(self, text: str) -> str:
        found = self.vocabulary.languages.get(normalize(text.partition("-")[0]))
        if not found:
            raise CellError("is no language; write its name or its code, such as ko")
        return found

    def _zone(self, text: str) -> str:
        zone = known_zone(text)
        if not zone:
            raise CellError("is no time zone such as Asia/Seoul")
        return zone

    def _number(self, text: str, measure: Measure) -> int:
        if text.isascii() and text.isdigit():
            value = int(text)
        else:
            folded = latin_digits(fold(text))
            found = find(text, self.vocabulary.numbers)
            whole = len(found) == 1 and not _NOT_A_UNIT.search(folded[: found[0].start] + folded[found[0].end :])
            if not whole:
                raise CellError("is no number that can be read for certain; write digits only, such as 1500000")
            value = found[0].value
            if _DECIMALS.search(folded) and value < 1000:
                raise CellError("is no whole number; write digits only, such as 1500000")
        if not 0 < value <= LARGEST[measure]:
            raise CellError(f"is out of range: 1 to {LARGEST[measure]:,}")
        return value

    def _population(self, text: str) -> int:
        return self._number(text, Measure.POPULATION)

    def _gdp(self, text: str) -> int:
        return self._number(text, Measure.GDP)

    def _employees(self, text: str) -> int:
        return self._number(text, Measure.EMPLOYEES)

    def _day(self, text: str) -> str:
        """Return an ISO date, as exact as the text."""
        try:
            Period.parse(text)
        except ValueError:
            return self._other_day(text)
        return text

    def _other_day(self, text: str) -> str:
        said = _TIME.sub("", latin_digits(text)).strip()
        if match := _YEAR_FIRST.fullmatch(said):
            parts = [int(part) for part in match.groups() if part]
        elif parts := self._with_month(said):
            pass
        elif match := _YEAR_LAST.fullmatch(said):
            first, second, year = int(match[1]), int(match[3]), int(match[4])
            if match[2] != "." and first != second and max(first, second) <= 12:
                raise CellError(
                    f"may be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}; write it with the year first"
                )
            month_first = match[2] != "." and second > 12
            parts = [year, first, second] if month_first else [year, second, first]
        else:
            raise CellError("is no date; write 2021-10-18, or 2021-10 or 2021 where that is all that is known")
        day = "-".join(f"{part:02}" for part in parts)
        try:
            Period.parse(day)
        except ValueError as error:
            raise CellError("is not in the calendar") from error
        return day

    def _with_month(self, text: str) -> list[int]:
        """Return year, month and day of “18 October 2021”, “Oct. 18, 2021” or “October 2021”; nothing when it is another text."""
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        months = [month for word in _WORD.findall(fold(text)) if (month := self.vocabulary.months.get(word))]
        others = [word for word in _WORD.findall(fold(text)) if word not in self.vocabulary.months and word not in _OF_DATES]
        years = [number for number in numbers if number > 31]
        if len(months) != 1 or len(years) != 1 or len(numbers) > 2 or others:
            return []
        return [*years, *months, *(number for number in numbers if number <= 31)]

    def _list(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for piece in re.split(r"[;\n]", text) if (part := piece.strip())))

    def _offices(self, text: str) -> tuple[Office, ...]:
        offices = []
        for part in self._list(text):
            match = _TERM.fullmatch(part)
            if match and (match["since"] or match["until"]):
                since, until = (self._day(day) if day else "" for day in (match["since"], match["until"]))
                if since and until and Period.parse(until).last < Period.parse(since).first:
                    raise CellError(f"ends before it begins: “{part}”")
                offices.append(Office(match["name"], since, until))
            else:
                offices.append(Office(part))
        return tuple(offices)

    def _email(self, text: str) -> str:
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError as error:
            reason = str(error).rstrip(".")
            raise CellError(f"is no e-mail address: {reason[:1].lower()}{reason[1:]}") from error

    def _telegram(self, text: str) -> tuple[Account, ...]:
        return tuple(Account("telegram", self._telegram_id(part)) for part in self._list(text.replace(",", ";")))

    def _telegram_id(self, text: str) -> str:
        if text.startswith("@"):
            raise CellError("is a user name, which can change hands; the column needs the numeric id")
        if text.startswith("-"):
            raise CellError("is the id of a group; a person's has no minus")
        if not _TELEGRAM.fullmatch(text):
            raise CellError("is no Telegram id: digits only, such as 123456789")
        return text

    def _slack(self, text: str) -> tuple[Account, ...]:
        found = self._list(text.replace(",", ";"))
        if any(not _SLACK.fullmatch(one) for one in found):
            raise CellError("is no Slack user id such as U012AB3CD; it stands in the profile under “Copy member ID”")
        return tuple(Account("slack", one) for one in found)

    def _accounts(self, text: str) -> tuple[Account, ...]:
        found = []
        for part in self._list(text):
            channel, _, user = part.partition(":")
            if not channel.isidentifier() or not user:
                raise CellError("is no account such as web:4f1c…")
            found.append(Account(channel, user))
        return tuple(found)

    def _suggestion(self, key: str, names: Mapping[str, str]) -> str:
        found = process.extractOne(key, names.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        return f" (did you mean {found[0].title()}, {names[found[0]]}?)" if found else ""


_PLAIN = frozenset({"name", "place", "billing", "contact_name", "contact_role"})
_FEW_VALUES = frozenset(
    {"country", "region", "category", "kind", "status", "contact_language", "contact_zone", "joined", "status_since"}
)
_METHODS = {
    "joined": "day", "status_since": "day", "names": "list", "networks": "list", "contact_language": "language",
    "contact_zone": "zone", "telegram_chat_id": "telegram", "slack_user_id": "slack", "other_accounts": "accounts",
}  # fmt: skip
_OF_DATES = frozenset({"de", "del", "of", "the", "st", "nd", "rd", "th", "г", "года"})
_NOT_A_UNIT = re.compile(r"[^\s$€.,+]")


def written(value: Any) -> str | int:
    """Return a value of the registry as it is written into a cell; whole numbers stay such."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return "; ".join(_written_item(item) for item in value)
    return str(value)


def _written_item(item: Any) -> str:
    if isinstance(item, Account):
        return item.user_id if item.channel in ("telegram", "slack") else f"{item.channel}:{item.user_id}"
    if isinstance(item, Office):
        return f"{item.name} ({item.since} – {item.until})" if item.since or item.until else item.name
    return str(item)
