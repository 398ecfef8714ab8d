"""Texts typed in the letters of another script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Library


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghlql skqqn qkdqjq", "회비 납부 방법"),
        ("ghldnjsdl ehlfuaus djEjgrp gody?", "회원이 되려면 어떻게 해요?"),
        ("crjkmrj gkfnbn ujhjl?", "сколько платит город?"),
        ("rfr dcnegbnm d jhufybpfwb.", "как вступить в организацию"),
        ("vh hgavhaJ tn hghjphn", "vh hgavhaJ tn hghjphn"),  # nonsense in any script
        (";dt k]tu hgvs,l", "كيف ندفع الرسوم"),
        ("chto budet esli ne platit vznosy", "что будет если не платить взносы"),
        ("Skolko stoit chlenstvo dlya goroda?", "сколько стоит членство для города?"),
        ("kak stat chlenom organizacii", "как стать членом организации"),
        ("zenme jiaru wego", "怎么加入 wego"),
        ("Hui fei duo shao qian?", "会费多少钱"),
        ("women chengshi xiang jiaru WeGO, zenme ban?", "我们城市想加入 WeGO, 怎么办"),
    ],
)
def test_text_typed_in_the_letters_of_another_script_is_read(library: Library, typed: str, meant: str) -> None:
    assert library.retyped(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "how can we become a member", "membre de wego", "we want go out from wego, how to do it corectly", "qual a taxa pra nos",
               "WeGO Nexus login", "drones",
        "who is presidnet of wego rigth now",
        "names of profesors in advisry bord", "is Dhulikhel a member", "wie werden wir Mitglied?", "nguyen.thi@hanoi.vn",
        "bagaimana cara menjadi anggota", "lam sao de tham gia", "nani o shimasu ka", "nasil uye olurum", "Xian Chengdu Shenzhen",
        "кто мэр?", "회비", "12.10.2021", "", "hgv", "Novgorod", "ABCD-1234-EFGH",
    ],
)  # fmt: skip
def test_text_that_is_known_as_it_stands_or_means_nothing_stays(library: Library, text: str) -> None:
    assert library.retyped(text) == text


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_any_text_is_read(library: Library, text: str) -> None:
    assert library.retyped(text).strip() or not text.strip()
