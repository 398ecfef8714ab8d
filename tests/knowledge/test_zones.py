"""Time zones that people mean by the name of a place."""

from datetime import UTC, datetime

import pytest

from bot.knowledge.zones import known_zone, zone_names, zones_called

AUTUMN = datetime(2021, 10, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "zones"),
    [
        ("Kathmandu", ["Asia/Kathmandu"]),
        ("Asia/Kathmandu", ["Asia/Kathmandu"]),
        ("asia/KATHMANDU", ["Asia/Kathmandu"]),
        ("são paulo", ["America/Sao_Paulo"]),
        ("Bogotá", ["America/Bogota"]),
        ("new york", ["America/New_York"]),
        ("New_York", ["America/New_York"]),
        ("New York City", ["America/New_York"]),
        ("Mexico City", ["America/Mexico_City"]),
        ("Nairobi, Kenya", ["Africa/Nairobi"]),
        ("St. John's", ["America/St_Johns"]),
        ("Port-au-Prince", ["America/Port-au-Prince"]),
        ("UTC", ["UTC"]),
        ("Etc/GMT+5", ["Etc/GMT+5"]),
        ("West", ["Australia/West", "Brazil/West"]),
        ("Buenos Aires", ["America/Argentina/Buenos_Aires"]),  # two spellings of one zone
        ("Istanbul", ["Europe/Istanbul"]),
        ("서울", ["Asia/Seoul"]),
        ("서울 시간", ["Asia/Seoul"]),
        ("Москва", ["Europe/Moscow"]),
        ("по Москве", ["Europe/Moscow"]),
        ("القاهرة", ["Africa/Cairo"]),
        ("توقيت القاهرة", ["Africa/Cairo"]),
        ("上海", ["Asia/Shanghai"]),
        ("东京时间", ["Asia/Tokyo"]),
        ("Nairobi time", ["Africa/Nairobi"]),
        ("hora de México", []),
        ("Moscou", ["Europe/Moscow"]),
        ("Ciudad de México", ["America/Mexico_City"]),
        ("Katmandú", ["Asia/Kathmandu"]),
        ("카트만두", ["Asia/Kathmandu"]),
        ("加德满都", ["Asia/Kathmandu"]),
        ("كاتماندو", ["Asia/Kathmandu"]),
        ("horário de Brasília", ["America/Sao_Paulo"]),
        ("heure d’Europe centrale", ["Europe/Paris"]),
        ("莫斯科时间", ["Europe/Moscow"]),
        ("GMT+5", []),  # its sign is the other way round there
        ("Atlantis", []),
        ("localtime", []),
        ("Factory", []),
        ("../etc/passwd", []),
        ("\0", []),
        ("", []),
        (",", []),
        ("city", []),
    ],
)
def test_place_names_the_zones_of_that_name_that_differ(place: str, zones: list[str]) -> None:
    assert list(zones_called(place, at=AUTUMN)) == zones


def test_every_zone_is_found_by_its_whole_name() -> None:
    assert [name for name in zone_names() if zones_called(name, at=AUTUMN) != (name,)] == []


def test_buttons_of_zones_fit_the_platforms() -> None:
    assert max(len(f"zone:{name}") for name in zone_names()) <= 64


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Calcutta", None),
        ("asia/calcutta", None),
        ("localtime", None),
        ("", None),
        (None, None),
    ],
)
def test_zone_is_known_by_its_exact_name_alone_and_told_in_todays_spelling(name: str | None, known: str | None) -> None:
    assert known_zone(name) == known
