"""What goes with an announcement that is written in a chat: a file, and the same text in other languages."""

from dataclasses import replace
from itertools import count

import pytest

from bot.app import App
from bot.conversation import Address, IncomingMessage, Kind, Reply, Upload
from bot.errors import UsageError
from tests.outreach.bureau import EUN, KIM, draft
from tests.scenarios.announcing.chats import FILLED, LANGUAGES, button, form, notices, written
from tests.scenarios.membership import say

PDF = b"%PDF-1.7 the programme"
_sent = count()


def upload(name: str = "programme.pdf", content: bytes = PDF, size: int | None = None) -> Upload:
    """Return a file as a channel hands it over; ``size`` is what the platform tells, where that is not true."""

    async def fetch(most: int) -> bytes:
        return content[:most]

    return Upload(name, "application/pdf", len(content) if size is None else size, fetch)


async def hand(app: App, file: Upload, text: str = "") -> Reply:
    """Send a file as Eun."""
    to = Address(EUN.channel, EUN.user_id)
    return await app.assistant.reply(IncomingMessage(f"f{next(_sent)}", EUN, to, text, attachment=True, upload=file))


def labels(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices]


# -- files ----------------------------------------------------------------------------------------------------------


async def test_file_goes_with_it_to_the_approver_and_to_every_reader(app: App) -> None:
    preview = await written(app)
    asked = await say(app, EUN, action=button(preview, "file"))
    shown = await hand(app, upload())
    await say(app, EUN, action=button(shown, "keep"))
    requests = await notices(app)
    kept = (await app.office.get(1)).draft.attachment

    assert asked.text == "Send me the file that is to go with it: a document or a picture of at most 10 MB."
    assert "Leaves: now. With it goes **programme.pdf**.\n\nThis is how it looks:" in shown.text
    assert labels(shown)[:6] == [
        "Ask for approval",
        "Other recipients",
        "Another time",
        "Another file",
        "Without the file",
        "Add a language",
    ]
    assert requests["account:telegram:1003"].file == kept
    assert kept is not None
    assert (kept.name, kept.media_type, kept.content) == ("programme.pdf", "application/pdf", PDF)


async def test_file_with_the_text_below_it_is_taken_at_any_step(app: App) -> None:
    await say(app, EUN, "/announce")
    title = await hand(app, upload(), "Dear all, the programme is here.")
    alone = await hand(app, upload("poster.png"))
    await say(app, EUN, "Programme")
    preview = await say(app, EUN, "region:africa")

    assert title.text == "With it goes **programme.pdf**. And its title, in a few words?"
    assert alone.text == "With it goes **poster.png**. And its title, in a few words?"
    assert "With it goes **poster.png**." in preview.text


async def test_file_is_left_out_again(app: App) -> None:
    preview = await written(app)
    await say(app, EUN, action=button(preview, "file"))
    shown = await hand(app, upload())

    without = await say(app, EUN, action=button(shown, "nofile"))
    await say(app, EUN, action=button(without, "keep"))

    assert "programme.pdf" not in without.text
    assert (await app.office.get(1)).draft.attachment is None


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (upload(size=10_400_000), "programme.pdf has 10.4 MB; at most 10 MB can be sent."),
        (upload(content=b"x" * 10_000_001, size=1), "programme.pdf has 10.1 MB; at most 10 MB can be sent."),
        (upload(content=b""), "programme.pdf is empty."),
        (upload("../../etc/plan\n.pdf", b""), "plan .pdf is empty."),
    ],
)
async def test_file_that_cannot_be_sent_is_told_and_asked_for_still(app: App, file: Upload, told: str) -> None:
    await say(app, EUN, action=button(await written(app), "file"))

    refused = await hand(app, file)
    after = await hand(app, upload())

    assert (refused.kind, refused.text) == (Kind.ERROR, told)
    assert "With it goes **programme.pdf**." in after.text


async def test_file_that_the_platform_does_not_give_is_asked_for_again(app: App) -> None:
    async def fetch(_most: int) -> bytes:
        raise UsageError("no", "file-not-fetched", name="programme.pdf")

    await say(app, EUN, action=button(await written(app), "file"))
    reply = await hand(app, Upload("programme.pdf", "", None, fetch))

    assert (reply.kind, reply.text) == (Kind.ERROR, "I could not fetch programme.pdf. Please send it once more.")


@pytest.mark.parametrize("media_type", ["pdf", "application/x\r\nBcc: eve@x.example", "message/rfc822", "multipart/mixed", ""])
async def test_file_of_a_type_that_mail_cannot_attach_goes_as_bytes(app: App, media_type: str) -> None:
    await say(app, EUN, action=button(await written(app), "file"))
    shown = await hand(app, replace(upload(), media_type=media_type))
    await say(app, EUN, action=button(shown, "keep"))

    attachment = (await app.office.get(1)).draft.attachment
    assert attachment is not None
    assert attachment.media_type == "application/octet-stream"


async def test_words_in_place_of_a_file_are_no_file(app: App) -> None:
    await say(app, EUN, action=button(await written(app), "file"))

    assert (await say(app, EUN, "the programme")).text == "That is no file. Send a document or a picture, or press a button."


async def test_file_when_a_time_is_asked_for_sends_nothing(app: App) -> None:
    await app.office.draft(draft(), author="telegram:1001")
    await say(app, KIM, action="announce:approve:1")
    await say(app, EUN, action="announce:later:1")

    reply = await hand(app, upload())

    assert reply.text.startswith("When shall announcement 1 leave?")
    assert (await app.office.progress(1)).total == 0


async def test_correction_takes_no_file(app: App) -> None:
    await app.office.draft(draft(), author="telegram:1001")
    await say(app, KIM, action="announce:approve:1")
    await say(app, EUN, action="announce:send:1")
    await say(app, EUN, action="announce:correct:1")

    reply = await hand(app, upload())

    assert reply.text == "A file can't be put into a message that has left; correct the text alone."


async def test_file_that_nobody_asked_for_is_not_fetched(app: App) -> None:
    async def fetch(_most: int) -> bytes:
        raise AssertionError("fetched")

    reply = await hand(app, Upload("cat.png", "", 1, fetch))

    assert reply.kind is Kind.ERROR


async def test_file_waits_for_its_announcement_as_long_as_conversations_are_kept(app: App) -> None:
    await say(app, EUN, action=button(await written(app), "file"))
    shown = await hand(app, upload())
    now = app.clock.now()

    await app.outbox.forget_before(now)
    still = await say(app, EUN, action=button(shown, "languages"))
    await app.outbox.forget_before(now.replace(year=now.year + 1))
    gone = await say(app, EUN, action=button(shown, "keep"))

    assert still.kind is Kind.CHOICES
    assert gone.text == "programme.pdf is not here any more; add it once more."


async def test_file_of_a_form_goes_with_it_and_one_that_is_too_large_is_told_in_the_form(app: App) -> None:
    filled = form(FILLED)
    large = await app.assistant.faults(replace(filled, upload=upload(size=20_000_000)))
    preview = await app.assistant.reply(replace(filled, upload=upload()))

    assert large == {"file": "programme.pdf has 20.0 MB; at most 10 MB can be sent."}
    assert "With it goes **programme.pdf**." in preview.text


# -- languages ------------------------------------------------------------------------------------------------------


async def translated(app: App, preview: Reply, lang: str, text: str, title: str) -> Reply:
    """Add a text in a language, and return the preview."""
    asked = await say(app, EUN, action=button(preview, "languages"))
    await say(app, EUN, action=next(choice.action for choice in asked.choices if choice.action.endswith(f":{lang}")))
    await say(app, EUN, text)
    return await say(app, EUN, title)


async def test_each_reader_gets_the_text_in_their_language(app: App) -> None:
    preview = await written(app)
    asked = await say(app, EUN, action=button(preview, "languages"))
    french = await say(app, EUN, action=asked.choices[2].action)
    title = await say(app, EUN, "Chers {name|collègues} de {member}, les réunions commencent en **mai**.")
    shown = await say(app, EUN, "Réunions")
    await say(app, EUN, action=button(shown, "keep"))
    texts = (await app.office.get(1)).draft.texts

    assert asked.text.startswith("In which language is the next text? Who reads that language gets it, everybody else the one in")
    assert labels(asked) == ["한국어", "Español", "Français", "中文", "العربية", "Русский", "Português"]
    assert french.text == "Send me the text in Français, in one message. The same variables may be used."
    assert title.text == "And its title in Français?"
    assert "In English, for one person:\n\n**Events**\n\nDear colleague of Tunis," in shown.text
    assert "In Français, for 2 people:\n\n**Réunions**\n\nChers Omar Ben Ali de Tunis" in shown.text
    assert (list(texts), texts["fr"].title) == (["en", "fr"], "Réunions")


async def test_language_that_nobody_reads_is_told(app: App) -> None:
    shown = await translated(app, await written(app), "ko", "{name|동료} 님, 행사가 시작됩니다.", "행사")

    assert "In 한국어: nobody of them reads it." in shown.text


async def test_approver_sees_the_text_that_nobody_reads_yet(app: App) -> None:
    shown = await translated(app, await written(app), "ko", "{name|동료} 님, 행사가 시작됩니다.", "행사")
    await say(app, EUN, action=button(shown, "keep"))

    request = (await notices(app))["account:telegram:1003"]

    assert "In 한국어: nobody of them reads it.\n\n**행사**\n\n{name|동료} 님, 행사가 시작됩니다." in request.text


async def test_language_is_left_out_again(app: App) -> None:
    shown = await translated(app, await written(app), "fr", "Venez, chers collègues.", "Réunions")
    asked = await say(app, EUN, action=button(shown, "languages"))
    again = await say(app, EUN, action=asked.choices[2].action)

    without = await say(app, EUN, action=button(again, "without"))
    await say(app, EUN, action=button(without, "keep"))

    assert labels(again) == ["Leave out Français", "Drop it"]
    assert list((await app.office.get(1)).draft.texts) == ["en"]


@pytest.mark.parametrize(
    ("said", "told"), [("Cher {nom}", "There is no variable {nom}; there are {name}"), ("x" * 3501, "The text has 3,501")]
)
async def test_what_is_wrong_with_a_translation_is_told_and_asked_for_still(app: App, said: str, told: str) -> None:
    asked = await say(app, EUN, action=button(await written(app), "languages"))
    await say(app, EUN, action=asked.choices[2].action)

    wrong = await say(app, EUN, said)
    after = await say(app, EUN, "Venez !")

    assert (wrong.kind, wrong.text.startswith(told)) == (Kind.ERROR, True)
    assert after.text == "And its title in Français?"


async def test_text_in_another_language_than_it_is_meant_for_is_remarked_on(app: App) -> None:
    korean = "안녕하세요, 회원 여러분. 다음 달 총회에 여러분을 초대합니다. 많은 참여 부탁드립니다."

    preview = await written(app, text=korean)

    assert "Careful: the text that is meant to be in English looks like 한국어." in preview.text


async def test_correction_may_be_in_several_languages(app: App) -> None:
    await app.office.draft(draft(also={"fr": "Venez !"}), author="telegram:1001")
    await say(app, KIM, action="announce:approve:1")
    await say(app, EUN, action="announce:send:1")
    await say(app, EUN, action="announce:correct:1")
    await say(app, EUN, "Come at ten!")
    one = await say(app, EUN, "Webinar")

    both = await translated(app, one, "fr", "Venez à dix heures !", "Webinaire")

    assert "Everybody gets this one text" in one.text
    assert "Everybody gets this one text" not in both.text


async def test_form_of_a_further_language_says_what_is_wrong_and_leads_to_the_preview(app: App) -> None:
    preview = await written(app)
    asked = await say(app, EUN, action=button(preview, "languages"))
    action = asked.choices[2].action
    to = Address(EUN.channel, EUN.user_id)

    there = await app.assistant.reply(IncomingMessage("w", EUN, to, action=action, takes_forms=True))
    wrong = await app.assistant.faults(IncomingMessage("x", EUN, to, action=action, fields={"title": "", "text": "Cher {nom}"}))
    shown = await app.assistant.reply(
        IncomingMessage("y", EUN, to, action=action, fields={"title": "Réunions", "text": "Chers collègues,\nvenez."})
    )
    steps = await say(app, EUN, action=button(there, "steps"))

    assert there.form is not None
    assert (there.form.title, [field.label for field in there.form.fields]) == ("Another language", ["Title", "Text, in Français"])
    assert sorted(wrong) == ["text", "title"]
    assert "In Français, for 2 people:\n\n**Réunions**\n\nChers collègues," in shown.text
    assert steps.text.startswith("Send me the text in Français")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_file_and_language_are_asked_for_in_every_language(app: App, lang: str) -> None:
    await say(app, EUN, f"/language {lang}")
    preview = await written(app)
    asked = await say(app, EUN, action=button(preview, "file"))
    wrong = await say(app, EUN, "no file")
    shown = await hand(app, upload())
    both = await translated(app, shown, "fr", "Venez, chers collègues.", "Réunions")

    assert {reply.lang for reply in (preview, asked, wrong, shown, both)} == {lang}
    assert "programme.pdf" in both.text
    assert max(len(label) for label in labels(both)) <= 30
