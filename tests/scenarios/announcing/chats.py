"""What people of the secretariat write and press, and what they then read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count

from bot.app import App
from bot.conversation import Account, Address, IncomingMessage, Reply
from bot.outreach.announcements import Stage
from bot.outreach.outbox import Pace
from tests.outreach.bureau import EUN, KIM
from tests.scenarios.membership import say

FAST, LEASE = Pace(1000), timedelta(minutes=1)
LANGUAGES = ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
_looks = count()
TEXT = "Dear {name|colleague} of {member},\nEvents begin in **May**."


def button(reply: Reply, what: str) -> str:
    """Return the action of the button that does something."""
    return next(choice.action for choice in reply.choices if choice.action.split(":")[1] == what)


async def written(app: App, person: Account = EUN, *, text: str = TEXT, segment: str = "region:africa") -> Reply:
    """Return the preview of an announcement that somebody has written in a chat."""
    for said in ("/announce", text, "Events"):
        await say(app, person, said)
    return await say(app, person, segment)


async def kept(app: App, person: Account = EUN, *, segment: str = "region:africa") -> Reply:
    preview = await written(app, person, segment=segment)
    return await say(app, person, action=button(preview, "keep"))


def later(app: App) -> datetime:
    """Return a time at which everybody may be written to once more."""
    return app.clock.now() + timedelta(seconds=2 * next(_looks))


async def notices(app: App) -> dict[str, Reply]:
    """Return what is on its way to the secretariat's people, by recipient."""
    waiting = await app.outbox.claim("telegram", FAST, now=later(app), lease=LEASE)
    return {one.recipient: one.message for one in waiting if one.batch.startswith("notice:")}


async def stage(app: App, number: int = 1) -> Stage:
    return (await app.office.get(number)).stage


async def arrived(app: App, number: int = 1) -> None:
    """Let what is due on Telegram and Slack arrive."""
    for channel in ("telegram", "slack"):
        for one in await app.outbox.claim(channel, FAST, now=later(app), lease=LEASE):
            await app.outbox.sent(one, f'{{"messages": ["{channel}"]}}', at=app.clock.now())


async def under_way(app: App) -> Reply:
    """Return how far an announcement is that has arrived on two channels."""
    await kept(app)
    await say(app, KIM, action="announce:approve:1")
    await say(app, KIM, action="announce:send:1")
    await arrived(app)
    return await say(app, EUN, "/announce 1")


FILLED = {"title": "Events", "text": "Dear {name|colleague},\nsee you.", "segment": "region:africa", "when": "now"}


def form(fields: Mapping[str, str], action: str = "announce:form:0", person: Account = EUN) -> IncomingMessage:
    return IncomingMessage("form", person, Address(person.channel, person.user_id), action=action, fields=fields)
