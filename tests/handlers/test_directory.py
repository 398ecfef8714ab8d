"""What lists of members are restricted to, in the words of eight languages."""

import pytest

from bot.handlers.directory import MemberLists
from bot.knowledge.library import Library


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("vice president cities of 2017", "vice-president"),
        ("부의장도시는 어디인가요", "vice-president"),
        ("副主席城市有哪些", "vice-president"),
        ("les villes vice-présidentes", "vice-president"),
        ("la présidence et la vice-présidence", "vice-president"),
        ("ciudades vicepresidentas", "vice-president"),
        ("cidades vice-presidentes", "vice-president"),
        ("города вице-президенты", "vice-president"),
        ("نواب الرئيس", "vice-president"),
        ("vice presidents of the executive committee", "vice-president"),
        ("主席城市", "president"),
        ("the president city", "president"),
        ("villes présidentes", "president"),
        ("los miembros del comité ejecutivo", "executive-committee"),
        ("지역사무소", "regional-office"),
        ("members in Nepal", ""),
    ],
)
def test_office_is_the_narrowest_that_is_named(library: Library, text: str, office: str) -> None:
    assert MemberLists(library).read(text, 2022).office == office
