"""Codes that prove for whom an account speaks: their shapes, and how people type them."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from email_validator import EmailNotValidError, validate_email

DIGITS = 6
PAYLOAD_BYTES = 16
"""128 bits in a deep link: 22 characters of ``[A-Za-z0-9_-]``; Telegram takes 64.

Source: core.telegram.org/bots/features#deep-linking.
"""
TYPED_LENGTH = 12
"""Signs of an invitation as it is typed: 59 bits; where one links somebody, behind a limit of tries."""
_LEAST_DIGITS = 2
# Crockford's base 32: no letters that are taken for digits, and what people read instead.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OILU", "011V")
_GROUP = 4
_GROUPED = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}(?:[\-‐-―_]?[0-9A-Z]{4}){2}(?![0-9A-Z])")
_SPACED = re.compile(r"[0-9A-Z]{4}(?:[\s.][0-9A-Z]{4}){2}")  # with spaces only where there is nothing else
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{22}")
_DEEP_LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"“”«»‘’,;:|]+@[^\s<>()\[\]\"“”«»‘’;:|]+")
_SEPARATED = re.compile(r"[\s.\-‐-―・·_]+")
_MOST_WORDS = 6  # beside a code; what has more is a question that happens to hold a number
# Providers that people write to from everywhere; never the domains of contacts, which would tell whose they are.
_PROVIDERS = (
    "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "msn.com", "aol.com",
    "ymail.com", "mail.com", "email.com", "protonmail.com", "naver.com", "daum.net", "hanmail.net", "qq.com", "163.com",
    "126.com", "mail.ru", "yandex.ru", "gmx.net",
)  # fmt: skip
_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "og": "org", "orgg": "org", "nte": "net"}
_LIKE = 0.85


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed to be linked: one of these, the others empty.

    Attributes:
        address: An e-mail address that can be one.
        near: What follows the @ where the address can't be one, or hardly: as it was probably meant; empty if nobody knows.
        bad_address: Whether it was to be an address and can't be one, or hardly.
        digits: A code from our mail, or a number that is none by its length.
        invitation: A payload of a deep link, or an invitation's typed form in capital letters.
    """

    address: str = ""
    near: str = ""
    bad_address: bool = False
    digits: str = ""
    invitation: str = ""


def new_digits() -> str:
    """Return a new code for a mail."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def new_payload() -> str:
    """Return a new payload for a deep link."""
    return secrets.token_urlsafe(PAYLOAD_BYTES)


def new_typed() -> str:
    """Return a new invitation to be typed."""
    while True:  # with digits, so that no word is taken for one
        typed = "".join(secrets.choice(_ALPHABET) for _ in range(TYPED_LENGTH))
        if sum(sign.isdigit() for sign in typed) >= _LEAST_DIGITS:
            return typed


def spaced(typed: str) -> str:
    """Return an invitation as people read it: ``7K3M-QX4T-2WBP``."""
    return "-".join(typed[start : start + _GROUP] for start in range(0, len(typed), _GROUP))


def read(text: str) -> Typed:
    """Return what a text holds, whatever keyboard and script it was typed with; nothing in it if it is something else."""
    said = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf").strip()
    if link := _DEEP_LINK.search(said):
        return Typed(invitation=link[1])
    if "@" in said:
        return _read_address(said)
    if _PAYLOAD.fullmatch(said):
        return Typed(invitation=said)
    if typed := _as_typed(said):
        return Typed(invitation=typed)
    digits = _digits(said)
    return Typed(digits=digits) if digits else Typed()


def _as_typed(said: str) -> str:
    """Return the invitation in a text, in capital letters and without hyphens; empty if there is none."""
    written = said.upper()
    found = _SPACED.fullmatch(written) or _GROUPED.search(written)
    if found is None or len(said.split()) > _MOST_WORDS or not any(sign.isdigit() for sign in found[0]):
        return ""
    joined = _SEPARATED.sub("", found[0]).translate(_MISREAD)
    return joined if set(joined) <= set(_ALPHABET) else ""


def _digits(said: str) -> str:
    """Return the one number of a short text, in ASCII digits; empty if there is none, or several."""
    ascii_digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in said)
    numbers = re.findall(r"\d(?:[\s.\-‐-―・·_]*\d)*", ascii_digits)
    others = re.sub(r"[\d\W_]+", " ", ascii_digits).split()
    if len(numbers) != 1 or len(others) > _MOST_WORDS:
        return ""
    return re.sub(r"\D", "", numbers[0])


def _read_address(said: str) -> Typed:
    found = _ADDRESS.search(said)
    written = (found[0] if found else said).strip(".,;:!?'")
    try:
        address = validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        return Typed(bad_address=True, near=_near(written))
    near = _near(address)
    domain = address.rpartition("@")[2].lower()
    return Typed(address=address, near=near if near != domain else "", bad_address=bool(near) and near != domain)


def _near(address: str) -> str:
    """Return what follows the @ of an address as it was probably meant; empty if nothing is better than what is there."""
    domain = re.sub(r"[,;\s]+", ".", address.rpartition("@")[2].strip(" .,;").lower())
    head, _, ending = domain.rpartition(".")
    domain = f"{head}.{_ENDINGS[ending]}" if head and ending in _ENDINGS else domain
    if domain not in _PROVIDERS:
        domain = next(iter(get_close_matches(domain, _PROVIDERS, n=1, cutoff=_LIKE)), domain)
    try:
        validate_email(f"name@{domain}", check_deliverability=False)
    except EmailNotValidError:
        return ""
    return domain
