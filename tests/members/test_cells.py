from typing import Any

import pytest

from bot.conversation import Account
from bot.members.cells import CellError, Reader, written
from bot.members.registry import Office, Status


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("country", "KR", "KR"),
        ("country", "kor", "KR"),
        ("country", "대한민국", "KR"),
        ("country", "Corée du Sud", "KR"),
        ("country", "Republic of Korea", "KR"),
        ("country", "Cote d'Ivoire", "CI"),
        ("country", "UAE", "AE"),
        ("country", "Türkiye", "TR"),
        ("region", "África", "africa"),
        ("category", "City", "local-government"),
        ("category", "Local Governments", "local-government"),
        ("category", "기업", "corporation"),
        ("category", "NGO", "institution"),
        ("kind", "Start Up", "start-up"),
        ("kind", "Ministry of things", "Ministry of things"),
        ("status", "Actif", Status.ACTIVE),
        ("status", "탈퇴", Status.WITHDRAWN),
        ("contact_language", "français", "fr"),
        ("contact_language", "en-US", "en"),
        ("contact_zone", "Asia/Kathmandu", "Asia/Kathmandu"),
        ("population", "1,200,000", 1_200_000),
        ("population", "1.200.000", 1_200_000),
        ("population", "1 200 000", 1_200_000),
        ("population", "1.500,00", 1_500),
        ("population", "300k", 300_000),
        ("population", "1.2 million", 1_200_000),
        ("population", "30만", 300_000),
        ("gdp", "$12,345.67", 12_346),
        ("joined", "2021-10", "2021-10"),
        ("joined", "2021.3.4", "2021-03-04"),
        ("joined", "18/10/2021", "2021-10-18"),
        ("joined", "10/18/2021", "2021-10-18"),
        ("joined", "4.3.2021", "2021-03-04"),
        ("joined", "2021년 3월 4일", "2021-03-04"),
        ("joined", "Oct 18, 2021", "2021-10-18"),
        ("joined", "12 de mayo de 2019", "2019-05-12"),
        ("joined", "2021-10-18 00:00:00", "2021-10-18"),
        ("names", "Ciudad de Lima; Lima Metropolitana\nLima;", ("Ciudad de Lima", "Lima Metropolitana", "Lima")),
        ("offices", "president (2010 – 2012); host", (Office("president", "2010", "2012"), Office("host"))),
        ("offices", "president (2010 to )", (Office("president", "2010"),)),
        ("telegram_chat_id", "11; 12", (Account("telegram", "11"), Account("telegram", "12"))),
        ("slack_user_id", "U012AB3CD", (Account("slack", "U012AB3CD"),)),
        ("other_accounts", "web:4f:1c", (Account("web", "4f:1c"),)),
        ("email", "Ana@LIMA.pe", "Ana@lima.pe"),
    ],
)
def test_cell_is_understood(reader: Reader, field: str, text: str, meant: Any) -> None:
    assert reader.read(field, text) == meant


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("country", "Nepall", "is no country (did you mean Nepal, NP?); write its name or ISO code"),
        ("country", "Atlantis", "is no country; write its name or ISO code"),
        ("category", "Circus", "is no category; those are local-government, institution, corporation"),
        ("status", "so so", "is no status; those are applicant, active, suspended, withdrawn, terminated"),
        ("contact_language", "Klingon", "is no language; write its name or its code, such as ko"),
        ("contact_zone", "Seoul time", "is no time zone such as Asia/Seoul"),
        ("population", "many", "is no number that can be read for certain; write digits only, such as 1500000"),
        ("population", "12 or 13", "is no number that can be read for certain; write digits only, such as 1500000"),
        ("population", "50%", "is no number that can be read for certain; write digits only, such as 1500000"),
        ("population", "1.5", "is no whole number; write digits only, such as 1500000"),
        ("population", "0", "is out of range: 1 to 200,000,000"),
        ("employees", "-5", "is out of range: 1 to 5,000,000"),
        ("joined", "04/03/2021", "may be 2021-03-04 or 2021-04-03; write it with the year first"),
        ("joined", "31.02.2021", "is not in the calendar"),
        ("joined", "2021-13", "is not in the calendar"),
        ("joined", "soon", "is no date; write 2021-10-18, or 2021-10 or 2021 where that is all that is known"),
        ("offices", "chair (2012 – 2010)", "ends before it begins: “chair (2012 – 2010)”"),
        ("slug", "Abu Dhabi", "is no slug: lower-case letters, digits and hyphens, such as abu-dhabi"),
        ("telegram_chat_id", "@ana", "is a user name, which can change hands; the column needs the numeric id"),
        ("telegram_chat_id", "-1001", "is the id of a group; a person's has no minus"),
        ("telegram_chat_id", "11 12", "is no Telegram id: digits only, such as 123456789"),
        ("slack_user_id", "ana", "is no Slack user id such as U012AB3CD; it stands in the profile under “Copy member ID”"),
        ("other_accounts", "4f1c", "is no account such as web:4f1c…"),
    ],
)
def test_cell_that_means_nothing_says_what_to_do(reader: Reader, field: str, text: str, why: str) -> None:
    with pytest.raises(CellError) as refused:
        reader.read(field, text)

    assert str(refused.value) == why


@pytest.mark.parametrize("text", ["a@b", "ana@@lima.pe", "Ana <ana@lima.pe>", "ana@lima,pe", "ana lima@lima.pe", "ana"])
def test_misspelt_address_is_no_address(reader: Reader, text: str) -> None:
    with pytest.raises(CellError, match="is no e-mail address: "):
        reader.read("email", text)


@pytest.mark.parametrize(
    ("email", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gmail.co", "ana@gmail.com"),
        ("ana@hotnail.com", "ana@hotmail.com"),
        ("ana@gmail.com", ""),
        ("ana@ymail.com", ""),
        ("ana@lima.pe", ""),
    ],
)
def test_address_a_slip_away_from_a_known_service_is_doubted(reader: Reader, email: str, meant: str) -> None:
    assert reader.doubt(email) == meant


def test_values_are_written_as_they_are_read(reader: Reader) -> None:
    offices = (Office("president", "2010", ""), Office("chair", "", "2012-03"), Office("host"))
    accounts = (Account("web", "4f"), Account("console", "1"))

    assert reader.read("offices", str(written(offices))) == offices
    assert reader.read("other_accounts", str(written(accounts))) == accounts
    assert (written(None), written(12), written(("a", "b"))) == ("", 12, "a; b")
