"""Writing an announcement in a form."""

import pytest

from bot.app import App
from bot.conversation import Address, IncomingMessage
from tests.outreach.bureau import EUN, SITA
from tests.scenarios.announcing.chats import FILLED, button, form
from tests.scenarios.membership import say


async def test_form_opens_where_the_platform_has_forms_and_else_it_goes_step_by_step(app: App) -> None:
    there = IncomingMessage("m", EUN, Address("slack", "D1"), text="/announce", takes_forms=True)

    reply = await app.assistant.reply(there)
    steps = await say(app, EUN, action=button(reply, "write"))

    assert reply.form is not None
    assert [(field.name, field.label) for field in reply.form.fields] == [
        ("title", "Title"),
        ("text", "Text, in English"),
        ("segment", "Who gets it?"),
        ("when", "When does it leave?"),
        ("file", "File"),
    ]
    assert reply.text == "The form could not be opened. We can do it here, step by step."
    assert steps.text.startswith("Send me the text of the announcement")


async def test_filled_form_leads_to_the_same_preview(app: App) -> None:
    faults = await app.assistant.faults(form(FILLED))
    preview = await app.assistant.reply(form(FILLED))
    done = await say(app, EUN, action=button(preview, "keep"))

    assert faults == {}
    assert "Leaves: now." in preview.text
    assert "**Events**\n\nDear " in preview.text
    assert done.text == "Announcement 1 is kept as a draft. 3 people are asked to approve it; I'll tell you."


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("title", "", "The title is missing."),
        ("title", "T" * 201, "The title has 201 characters; at most 200 can be sent."),
        ("text", " ", "The text is missing."),
        ("text", "Dear {nmae}", "There is no variable {nmae}"),
        ("text", "Dear {name}", "{name} has no value for lina@tunis.example. Complete the registry, or write {name|…}."),
        ("text", "Dear {", "There is a brace by itself near “Dear {”; a variable is written {name}."),
        ("segment", "", "Nobody is named. Write for example region:africa"),
        ("segment", "region:afrika", "There is no “region:afrika”; did you mean africa?"),
        ("segment", "member:lyon", "That reaches nobody: everyone whose member is Lyon."),
        ("when", "soon", "“soon” is no time to send at; write now"),
        ("when", "2020-01-01T10:00+09:00", "The time to send it has passed: 2020-01-01T10:00+09:00."),
    ],
)
async def test_each_field_of_a_form_says_what_is_wrong_with_it(app: App, field: str, said: str, told: str) -> None:
    faults = await app.assistant.faults(form({**FILLED, field: said}))

    assert list(faults) == [field]
    assert faults[field].startswith(told)


async def test_form_refuses_an_amount_that_may_be_paid_before_it_leaves(app: App) -> None:
    faults = await app.assistant.faults(form({**FILLED, "text": "You owe {amount_due|nothing}", "when": "2099-12-01 10:00 local"}))

    assert list(faults) == ["text"]
    assert faults["text"].startswith("{amount_due} is worked out now and may have changed by 2099-12-01 10:00 local.")


async def test_form_tells_all_that_is_wrong_at_once_in_the_language_of_who_filled_it_in(app: App) -> None:
    await say(app, EUN, "/language es")

    faults = await app.assistant.faults(form({"title": "", "text": "", "segment": "", "when": "pronto"}))

    assert faults == {
        "title": "Falta el título.",
        "text": "Falta el texto.",
        "segment": "No se nombra a nadie. Escriba por ejemplo region:africa category:local-government, o everyone.",
        "when": "«pronto» no es una hora de envío; escriba now, 2026-12-01T10:00+09:00 o 2026-12-01 10:00 local.",
    }


async def test_form_of_a_stranger_tells_nothing_and_does_nothing(app: App) -> None:
    faults = await app.assistant.faults(form({}, person=SITA))
    reply = await app.assistant.reply(form(FILLED, person=SITA))

    assert (faults, reply.text) == ({}, "Only the secretariat announces things here.")
