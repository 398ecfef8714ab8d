"""What Slack shows before anything is asked: the Home tab, and suggested questions in a new conversation."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.assistant import Assistant
from bot.channels import slack_view
from bot.channels.slack_errors import NETWORK, code
from bot.channels.slack_messages import CHANNEL, Update
from bot.channels.slack_sending import SlackSender
from bot.conversation import Account, Address, Choice, IncomingMessage, Reply
from bot.knowledge.library import Library

log = structlog.get_logger(__name__)


class SlackHome:
    """Shows it, in the language that the assistant speaks with each person."""

    def __init__(self, client: AsyncWebClient, sender: SlackSender, assistant: Assistant, library: Library) -> None:
        self._client = client
        self._sender = sender
        self._assistant = assistant
        self._library = library

    async def show(self, update: Update, hint: str | None) -> None:
        """Show the Home tab: the topics, and the languages."""
        menu = await self._menu(update, hint)
        phrasebook = self._library.phrasebook
        view = slack_view.home(
            title=phrasebook.say(menu.lang, "home-title"),
            hint=phrasebook.say(menu.lang, "home-hint"),
            topics=menu.choices,
            question=phrasebook.say(menu.lang, "language-question"),
            languages=[Choice(phrasebook.name_of(language), f"lang:{language}") for language in phrasebook.languages],
        )
        await self._sender.deliver(self._client.views_publish(user_id=update.user, view=view))

    async def suggest(self, update: Update, hint: str | None) -> None:
        """Suggest questions where a conversation with us is opened; workspaces that don't know this do without."""
        menu = await self._menu(update, hint)
        try:
            await self._client.assistant_threads_setSuggestedPrompts(
                channel_id=update.channel,
                thread_ts=update.thread or None,
                title=self._library.phrasebook.say(menu.lang, "topics"),
                prompts=slack_view.prompts(self._questions(menu.lang)),
            )
        except (SlackApiError, *NETWORK) as error:
            log.info("slack_prompts_not_set", reason=code(error) or type(error).__name__)

    async def _menu(self, update: Update, hint: str | None) -> Reply:
        """Return the topics, in the language that the assistant speaks with this person."""
        return await self._assistant.reply(
            IncomingMessage(
                id=f"{update.id}:menu",
                sender=Account(CHANNEL, update.user),
                to=Address(CHANNEL, f"home:{update.user}"),
                text="/topics",
                language_hint=hint,
            )
        )

    def _questions(self, lang: str) -> Iterator[str]:
        """Yield the title of the first article of each topic that is written in a language."""
        for topic in self._library.topics:
            for slug, title in self._library.titles(topic, lang):
                article = self._library.article(slug, lang)
                if article and article.lang == lang:
                    yield title
                    break
