"""Linking as a conversation: what a person says and presses, what they hear, and what stays of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from bot.app import App, open_app
from bot.config import Settings, load_settings
from bot.conversation import Account, Address, IncomingMessage, Reply
from bot.knowledge.library import Library
from bot.members.registry import ContactDetails
from tests.conftest import CONTENT
from tests.fakes.mailbox import Mailbox
from tests.scenarios.membership import register
from tests.scenarios.talk import Dialog, Expected, Person, Press, converse

ASK, DENIED, DONE, ERROR = "ask", "denied", "done", "error"
SITA, OMAR = "sita@khopasi.gov.np", "omar@matmata.tn"
LANGUAGES = ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
ASKED = Expected(ASK, text="Which e-mail address does the secretariat have for you?")
SENT = Expected(ASK, text="If the secretariat has that address, a code of six digits is on its way there.")
SPEAKS = Expected(DONE, text="This account now speaks for **Khopasi** (Sita Sharma)")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        yield server


async def open_with(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with open_app(settings, library=library) as app:
        people = {
            "khopasi": ("Khopasi", ContactDetails("Sita Sharma", SITA)),
            "matmata": ("Matmata", ContactDetails("Omar *Ben* Ali", OMAR)),
        }
        for slug, (name, contact) in people.items():
            await register(app, slug, name, (contact, None))
        yield app


@pytest.fixture
async def app(settings: Settings, library: Library, mailbox: Mailbox) -> AsyncIterator[App]:
    """The assistant with a mail server and two members."""
    mail = {"smtp_url": mailbox.url, "mail_from": "Assistant <assistant@city.org>"}
    with_mail = load_settings(_env_file=None, data_dir=settings.data_dir, content_dir=CONTENT, **mail)
    async for app in open_with(with_mail, library):
        yield app


@pytest.fixture
async def app_without_mail(settings: Settings, library: Library) -> AsyncIterator[App]:
    async for app in open_with(settings, library):
        yield app


async def linked(app: App, name: str = "anna") -> list[str]:
    return [link.member.slug for link in (await app.links.speaker(Account("test", name))).links]


async def invite(app: App, email: str = SITA) -> tuple[str, str]:
    """Return an invitation as a deep link's payload, and as it is typed."""
    made = await app.linking.invite((await app.registry.contacts_at(email))[0], actor="operator:eun")
    return made.payload, made.typed


async def in_group(app: App, said: str = "", *, action: str = "", name: str = "anna") -> Reply:
    """Say something, or press a button, where others read along."""
    to = Address("test", "group")
    message = IncomingMessage(f"group {said}{action}", Account("test", name), to, text=said, action=action, private=False)
    return await app.assistant.reply(message)


async def kept(app: App) -> str:
    """Return all that is remembered of conversations."""
    async with app.database.connect() as connection:
        return "\n".join(f"{row.text} {row.reply}" for row in await connection.execute(text("SELECT text, reply FROM turns")))


@pytest.mark.parametrize("said", ["/link", "link", "Link my account", "verify me!", "I have an invitation code", "/start"])
async def test_ways_to_begin(app: App, said: str) -> None:
    began = await converse(Person(app), [("hello", Expected("greeting")), (said, Expected(ASK))])

    assert began[1].kind == (ASK if said != "/start" else "greeting")


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("내 계정을 연결해 주세요", "ko"),
        ("vincular mi cuenta", "es"),
        ("relier mon compte", "fr"),
        ("绑定账号", "zh"),
        ("ربط حسابي", "ar"),
        ("привязать аккаунт", "ru"),
        ("vincular minha conta", "pt"),
    ],
)
async def test_wish_is_understood_in_every_language_and_the_mail_speaks_it(
    app: App, mailbox: Mailbox, said: str, lang: str
) -> None:
    person = Person(app)
    await person.say(said)

    sent = await person.say(SITA)
    (mail,) = await mailbox.wait_for(SITA)
    done = await person.say(await mailbox.code(SITA))

    assert (sent.lang, mail["Content-Language"], done.kind.value, done.lang) == (lang, lang, DONE, lang)
    assert await linked(app) == ["khopasi"]


async def test_person_links_by_mail_and_hears_for_whom_they_speak(app: App, mailbox: Mailbox) -> None:
    person = Person(app)
    asked = await converse(person, [("link my account", ASKED), (f"it's {SITA}", SENT)])
    code = await mailbox.code(SITA)

    done = await converse(
        person, [(f"{code[:3]} {code[3:]}", SPEAKS), ("/link", Expected(ASK, text="This account speaks for **Khopasi**"))]
    )

    assert asked == [ASKED, SENT]
    assert done[0] == SPEAKS
    assert done[1].text == "This account speaks for **Khopasi**"
    assert len(await mailbox.wait_for(SITA, 2)) == 2
    assert mailbox.mails[1]["Subject"] == "An account now speaks for you at WeGO"


async def test_address_and_code_may_follow_the_command_and_the_dialog_survives_a_restart(
    app: App, settings: Settings, library: Library, mailbox: Mailbox
) -> None:
    person = Person(app)
    sent = await person.say(f"/link {SITA}")
    code = await mailbox.code(SITA)

    async with open_app(settings, library=library) as restarted:
        person.app = restarted
        done = await converse(person, [(f"code: {code}", SPEAKS)])

    assert Expected(sent.kind.value, text=SENT.text).of(sent) == SENT
    assert done == [SPEAKS]


async def test_known_and_unknown_address_get_the_very_same_reply(app: App) -> None:
    known, unknown = Person(app, name="known"), Person(app, name="unknown")

    replies = [await known.say(f"/link {SITA}"), await unknown.say("/link nobody@nowhere.org")]
    wrong = [await known.say("111111"), await unknown.say("111111")]

    assert replies[0] == replies[1]
    assert wrong[0] == wrong[1]


async def test_reply_does_not_wait_for_the_mail_server(app: App, mailbox: Mailbox) -> None:
    mailbox.hold()

    sent = await Person(app).say(f"/link {SITA}")

    assert sent.kind.value == ASK
    assert mailbox.mails == []
    mailbox.release()
    assert len(await mailbox.wait_for(SITA)) == 1


async def test_nothing_that_was_typed_is_remembered(app: App, mailbox: Mailbox) -> None:
    person = Person(app)
    payload, typed = await invite(app, OMAR)
    await person.say("/link")
    await person.say("nobody@nowhere.org")
    await person.say("sita@gmial.com")
    await person.say(f"/link {SITA}")
    code = await mailbox.code(SITA)
    await person.say(code)
    await person.say(f"/start {payload}")
    await person.say(f"/link {typed}")
    await person.say(f"/link {typed[:9]}")

    remembered = await kept(app)

    secrets = (code, payload, typed, typed[:9], "nobody", "sita@", "sita@gmial")
    assert [secret for secret in secrets if secret in remembered] == []
    assert remembered.count("•••") == 14  # of eight turns the last seven, each in what was said and in its reply


DIALOGS: dict[str, Dialog] = {
    "asks about an address that looks wrong and takes it when it is said again": [
        ("/link", ASKED),
        ("sita@gmial.com", Expected(ERROR, text="Did you mean “…@gmail.com”?")),
        ("sita@gmial.com", SENT),
    ],
    "says what is wrong with an address": [
        ("/link", ASKED),
        ("sita@city", Expected(ERROR, text="That can't be an e-mail address")),
        ("sita@city,gov", Expected(ERROR, text="Did you mean “…@city.gov”?")),
        ("sita@city.gov", SENT),
    ],
    "says what is wrong with a code, and what can't be one costs no try": [
        ("/link 123456", Expected(ERROR, text="I have sent no code for this account.")),
        (f"/link {OMAR}", SENT),
        *[("12345", Expected(ERROR, text="A code from my mail has six digits."))] * 6,
        ("7K3M-QX4T", Expected(ERROR, text="That is neither an e-mail address nor a code.")),
        ("/link please", Expected(ERROR, text="That is neither an e-mail address nor a code.")),
    ],
    "lets a question through while it waits for a code": [
        (f"/link {OMAR}", SENT),
        ("How much is the membership fee for local governments?", Expected("answer", "fee-local-governments")),
    ],
    "says again where the code is": [
        (f"/link {OMAR}", SENT),
        ("where do I type the code?", SENT),
        ("where do I type the code?", SENT),
    ],
    "says that an invitation is unknown": [
        ("/start aaaaaaaaaaaaaaaaaaaaaa", Expected(ERROR, text="I don't know that invitation.")),
        ("/link 2222-2222-2222", Expected(ERROR, text="I don't know that invitation.")),
    ],
    "greets on a start with anything else": [("/start fees", Expected("greeting", text="I am the assistant of WeGO"))],
    "has nothing to unlink": [
        ("/unlink", Expected(DONE, text="This account speaks for no member.")),
        ("unlink my account", Expected(DONE, text="This account speaks for no member.")),
    ],
}


@pytest.mark.parametrize("promise", DIALOGS)
async def test_linking(app: App, promise: str) -> None:
    dialog = DIALOGS[promise]

    assert await converse(Person(app), dialog) == [expected for _, expected in dialog]


async def test_five_wrong_codes_begin_a_pause_that_is_told_in_minutes(app: App) -> None:
    person = Person(app)
    await person.say(f"/link {OMAR}")

    texts = [(await person.say(f"00000{number}")).text for number in range(6)]

    assert texts[:5] == ["That is not the code that I sent for this account. Please check it and type it again."] * 5
    assert texts[5] == "Those were too many wrong codes. Please try again in 15 minutes."


async def test_expired_used_and_replaced_codes_are_told_and_a_new_one_offered(app: App, mailbox: Mailbox) -> None:
    person = Person(app)
    await person.say(f"/link {SITA}")
    first = await mailbox.code(SITA)
    await person.say(f"/link {SITA}")
    second = await mailbox.code(SITA, 2)
    await person.say(second)

    again = await converse(
        person,
        [
            (f"/link {second}", Expected(ERROR, text="That code has been used.")),
            (Press("Send a new code"), ASKED),
            (first, Expected(ERROR, text="That code has been used.")),
        ],
    )

    assert [one.text for one in again] == ["That code has been used.", ASKED.text, "That code has been used."]


async def test_deep_link_is_confirmed_by_a_button_and_good_once(app: App) -> None:
    payload, typed = await invite(app)
    anna, eve = Person(app), Person(app, name="eve")
    offered = Expected(ASK, text="You will speak for **Khopasi** as Sita Sharma. Is that you?")

    first = await converse(anna, [(f"/start {payload}", offered), (Press("Yes, that's me"), SPEAKS)])
    forwarded = await converse(
        eve,
        [
            (f"/start {payload}", Expected(ERROR, text="That invitation has been used")),
            (f"/link {typed}", Expected(ERROR, text="That invitation has been used")),
        ],
    )
    again = await anna.say(f"/start {payload}")

    assert first == [offered, SPEAKS]
    assert [one.text for one in forwarded] == ["That invitation has been used"] * 2
    assert again.text == "This account speaks for **Khopasi** (Sita Sharma)."
    assert await linked(app, "eve") == []


async def test_invitation_that_is_declined_stays_good(app: App) -> None:
    payload, _ = await invite(app)
    person = Person(app)

    declined = await converse(
        person, [(f"/start {payload}", Expected(ASK)), (Press("No"), Expected(DONE, text="Nothing was linked."))]
    )
    taken = await converse(person, [(f"/start {payload}", Expected(ASK)), (Press("Yes, that's me"), SPEAKS)])

    assert declined[1] == Expected(DONE, text="Nothing was linked.")
    assert taken[1] == SPEAKS


async def test_invitation_may_be_typed_when_an_address_was_asked_for(app: App) -> None:
    _, typed = await invite(app, OMAR)
    offered = Expected(ASK, text=r"You will speak for **Matmata** as Omar \*Ben\* Ali.")

    assert (await converse(Person(app), [("/link", ASKED), (typed.lower(), offered)]))[1] == offered


@pytest.mark.parametrize(
    "action", ["link:yes:1.abc", "link:yes", "link:vouched", "link:nonsense", "unlink:1", "unlink:", "unlink:all"]
)
async def test_buttons_that_were_never_offered_do_nothing(app: App, action: str) -> None:
    await invite(app)

    pressed = await Person(app).press(action)

    assert pressed.kind.value == ERROR
    assert await linked(app) == []


async def test_in_a_group_nothing_is_taken_and_an_invitation_that_all_could_read_is_ended(app: App, mailbox: Mailbox) -> None:
    payload, typed = await invite(app)
    hint = "I do that only where nobody else reads along. Please write to me in private."

    texts = [
        (await in_group(app, said)).text
        for said in ("/link", "link my account", f"/link {SITA}", "/link 123456", "/unlink", "/link 2222-2222-2222")
    ]
    pressed = [(await in_group(app, action=action)).text for action in ("link", "unlink:all", "unlink:no")]
    burnt = await in_group(app, f"/link {typed}")
    late = await Person(app).say(f"/start {payload}")

    assert texts + pressed == [hint] * 9
    assert burnt.text.startswith("Everybody here could read that invitation, so I have ended it.")
    assert late.text.startswith("That invitation has been used")
    assert mailbox.mails == []
    assert [word for word in (typed, SITA, "123456") if word in await kept(app)] == []


async def test_code_that_is_typed_in_a_group_stays_good_since_it_serves_its_owner_alone(app: App, mailbox: Mailbox) -> None:
    person = Person(app)
    await person.say(f"/link {SITA}")
    code = await mailbox.code(SITA)

    in_public = await in_group(app, f"/link {code}")
    eve = await Person(app, name="eve").say(f"/link {code}")

    assert in_public.kind.value == DENIED
    assert eve.text.startswith("I have sent no code for this account.")
    assert await converse(person, [(code, SPEAKS)]) == [SPEAKS]


async def test_unlinking_asks_for_whom_when_there_are_several(app: App) -> None:
    person = Person(app)
    for email in (SITA, OMAR):
        await person.say(f"/start {(await invite(app, email))[0]}")
        await person.say(Press("Yes, that's me"))

    dialog: Dialog = [
        ("/unlink", Expected(ASK, text="For whom shall this account no longer speak?")),
        (Press("Leave it as it is"), Expected(DONE, text="Everything stays as it is.")),
        ("unlink", Expected(ASK)),
        (Press("Khopasi"), Expected(DONE, text="This account no longer speaks for **Khopasi**.")),
        ("unlink", Expected(ASK, text="This account speaks for Matmata. Shall it no longer?")),
        (Press("Unlink it"), Expected(DONE, text="This account no longer speaks for **Matmata**.")),
        ("unlink", Expected(DONE, text="This account speaks for no member.")),
    ]

    assert await converse(person, dialog) == [expected for _, expected in dialog]
    log = [(line.actor, line.action) for line in await app.registry.log(limit=2)]
    assert log == [("test:anna", "link.removed")] * 2


async def test_all_links_can_be_ended_at_once(app: App) -> None:
    person = Person(app)
    for email in (SITA, OMAR):
        await person.say(f"/start {(await invite(app, email))[0]}")
        await person.say(Press("Yes, that's me"))

    await person.say("/unlink")
    done = await person.say(Press("All of them"))

    assert done.text == "Done. This account no longer speaks for **Khopasi**, **Matmata**."
    assert await linked(app) == []


async def test_without_a_mail_server_it_says_so_and_takes_invitations(app_without_mail: App) -> None:
    person = Person(app_without_mail)
    _, typed = await invite(app_without_mail)
    honest = Expected(ASK, text="I can't send mail here, so the secretariat has to invite you")

    told = await converse(
        person,
        [("/link", honest), (SITA, honest), (typed, Expected(ASK, text="You will speak for")), (Press("Yes, that's me"), SPEAKS)],
    )

    assert told == [honest, honest, Expected(ASK, text="You will speak for"), SPEAKS]


async def test_repeated_message_gets_the_same_reply_and_sends_no_second_code(app: App, mailbox: Mailbox) -> None:
    sender, to = Account("test", "anna"), Address("test", "anna")
    message = IncomingMessage("the same", sender, to, text=f"/link {SITA}")

    replies = [await app.assistant.reply(message) for _ in range(3)]
    await mailbox.code(SITA)
    await app.post.close(within=5)

    assert replies[0] == replies[1] == replies[2]
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_whole_way_is_gone_in_every_language_without_a_word_of_another(app: App, mailbox: Mailbox, lang: str) -> None:
    person = Person(app)
    await person.say(f"/language {lang}")
    payload, _ = await invite(app, OMAR)

    replies = [await person.say(said) for said in ("/link", "sita@city", SITA, "111111", "12345")]
    replies.append(await person.say(await mailbox.code(SITA)))
    replies.append(await person.say(f"/start {payload}"))
    replies.append(await person.press(replies[-1].choices[0].action))
    replies.append(await person.say("/unlink"))
    replies.append(await person.press("unlink:all"))

    assert {reply.lang for reply in replies} == {lang}
    assert not any(re.search(r"\{|\$", reply.text) for reply in replies)
    assert await linked(app) == []


async def test_who_is_not_linked_is_promised_a_code_by_mail_only_where_mail_can_be_sent(app: App) -> None:
    reply = await Person(app).say("how much does our city owe?")

    assert (reply.kind.value, "I send a code to your e-mail address" in reply.text) == (DENIED, True)


async def test_who_is_not_linked_is_told_to_ask_for_an_invitation_where_it_cannot(app_without_mail: App) -> None:
    reply = await Person(app_without_mail).say("how much does our city owe?")

    assert (reply.kind.value, "ask the secretariat for an invitation" in reply.text, "code" in reply.text) == (DENIED, True, False)
