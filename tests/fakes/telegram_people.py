"""The human side of the fake Telegram: people who write, edit, press buttons and block the bot."""

import time
import uuid
from collections.abc import Sequence

from .telegram_state import (
    BLOCKED,
    DEACTIVATED,
    NEVER_STARTED,
    Chat,
    Json,
    Press,
    Refusal,
    SentMessage,
    State,
    User,
    wall_clock,
)
from .telegram_text import find_entities
from .telegram_updates import UpdateQueue

SMALLEST_SUPERGROUP = -1_000_000_000_000
PHOTO = b"\xff\xd8\xff\xe0 not really a photo"


class People:
    """What a test lets people do. Each action queues one update and returns it."""

    def __init__(self, state: State, updates: UpdateQueue) -> None:
        self.state = state
        self._updates = updates

    def user(
        self,
        *,
        id: int,
        first_name: str = "Maya",
        language_code: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        started: bool = True,
    ) -> User:
        """Return a person. Not ``started``: they never wrote to the bot, so it may not write to them."""
        user = User(id, first_name, language_code, last_name, username)
        self.state.users[id] = user
        if id not in self.state.chats:
            refusal = None if started else NEVER_STARTED
            self.state.chats[id] = Chat(id, "private", first_name, username, refusal=refusal)
        return user

    def group(self, *, id: int, title: str = "Group", forum: bool = False) -> Chat:
        """Return a group the bot is a member of; with an id below -10^12 it is a supergroup."""
        kind = "supergroup" if id < SMALLEST_SUPERGROUP else "group"
        chat = self.state.chats[id] = Chat(id, kind, title, forum=forum)
        return chat

    def say(
        self,
        user: User,
        text: str,
        chat: Chat | None = None,
        thread_id: int | None = None,
        reply_to: int | SentMessage | None = None,
        entities: Sequence[Json] | None = None,
    ) -> Json:
        """Write to the bot, or in a group; commands and mentions are marked unless ``entities`` are given."""
        found = find_entities(text) if entities is None else list(entities)
        content: Json = {"text": text} | ({"entities": found} if found else {})
        return self._write(user, content, chat, thread_id=thread_id, reply_to=reply_to)

    def send_photo(self, user: User, caption: str | None = None, chat: Chat | None = None) -> Json:
        """Send a photo: a message without text."""
        upload = self.state.add_upload("photo.jpg", "image/jpeg", PHOTO)
        size = {"file_id": upload.file_id, "file_unique_id": f"u{upload.file_id}", "width": 90, "height": 60}
        content: Json = {"photo": [size]} | ({"caption": caption} if caption else {})
        return self._write(user, content, chat)

    def send_document(self, user: User, name: str, content: bytes, caption: str | None = None) -> Json:
        """Send a file to the bot."""
        upload = self.state.add_upload(name, "application/pdf", content)
        told = {**upload.as_json(), "file_unique_id": f"u{upload.file_id}", "file_size": len(content)}
        return self._write(user, {"document": told} | ({"caption": caption} if caption else {}), None)

    def edit(self, user: User, message_id: int, text: str, chat: Chat | None = None) -> Json:
        """Change a message written before."""
        chat = self._where(user, chat)
        found = find_entities(text)
        message = {name: value for name, value in chat.incoming[message_id].items() if name != "entities"}
        message |= {"text": text, "edit_date": int(time.time())} | ({"entities": found} if found else {})
        chat.incoming[message_id] = message
        return self._updates.add("edited_message", message)

    def press(self, user: User, message: SentMessage, button_data: str) -> Json:
        """Press a button under a message of the bot; the message need not have it, as old clients show old ones."""
        query_id = uuid.uuid4().hex
        self.state.presses[query_id] = Press(time.monotonic())
        query = {
            "id": query_id,
            "from": user.as_json(),
            "message": self.state.message_json(message),
            "chat_instance": str(message.chat_id),
            "data": button_data,
        }
        return self._updates.add("callback_query", query)

    def react(self, user: User, message: SentMessage, *emojis: str, before: Sequence[str] = ()) -> Json:
        """Give a message of the bot these emojis, in place of those from before."""
        changed = {
            "chat": self.state.chats[message.chat_id].as_json(),
            "message_id": message.message_id,
            "user": user.as_json(),
            "date": int(time.time()),
            "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in before],
            "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in emojis],
        }
        return self._updates.add("message_reaction", changed)

    def block(self, user: User) -> Json:
        """Block the bot."""
        self.state.chats[user.id].refusal = BLOCKED
        return self._membership(user, self.state.chats[user.id], old="member", new="kicked")

    def unblock(self, user: User) -> Json:
        """Take the bot back."""
        self.state.chats[user.id].refusal = None
        return self._membership(user, self.state.chats[user.id], old="kicked", new="member")

    def deactivate(self, user: User) -> None:
        """Delete the account; Telegram does not tell the bot."""
        self.state.chats[user.id].refusal = DEACTIVATED

    def kick(self, user: User, group: Chat) -> Json:
        """Throw the bot out of a group."""
        group.refusal = Refusal(403, f"Forbidden: bot was kicked from the {group.kind} chat")
        return self._membership(user, group, old="member", new="kicked")

    def migrate(self, user: User, group: Chat, *, to: int) -> Chat:
        """Turn a group into a supergroup with a new id, and return that; the old id is dead from now on."""
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        group.refusal = Refusal(400, text, {"migrate_to_chat_id": to})
        self._write(user, {"migrate_to_chat_id": to}, group)
        return self.group(id=to, title=group.name)

    def send_update(self, update: Json) -> Json:
        """Queue an update as it is.

        One with an ``update_id`` that was used, or lies below the last, is delivered once more whatever the
        bot has confirmed: a duplicate, or an update out of order.
        """
        return self._updates.add_raw(update)

    def _where(self, user: User, chat: Chat | None) -> Chat:
        return self.state.chats[user.id] if chat is None else chat

    def _write(
        self,
        user: User,
        content: Json,
        chat: Chat | None,
        *,
        thread_id: int | None = None,
        reply_to: int | SentMessage | None = None,
    ) -> Json:
        chat = self._where(user, chat)
        if chat.refusal is NEVER_STARTED:
            chat.refusal = None
        message: Json = {
            "message_id": chat.next_message_id(),
            "from": user.as_json(),
            "chat": chat.as_json(),
            "date": wall_clock(time.monotonic()),
        }
        if thread_id is not None:
            chat.threads.add(thread_id)
            message |= {"message_thread_id": thread_id, "is_topic_message": True}
        if reply_to is not None:
            message_id = reply_to.message_id if isinstance(reply_to, SentMessage) else reply_to
            message["reply_to_message"] = self.state.quoted(chat, message_id)
        message |= content
        chat.incoming[message["message_id"]] = message
        return self._updates.add("message", message)

    def _membership(self, user: User, chat: Chat, *, old: str, new: str) -> Json:
        def member(status: str) -> Json:
            return {"user": self.state.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        changed = {
            "chat": chat.as_json(),
            "from": user.as_json(),
            "date": int(time.time()),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return self._updates.add("my_chat_member", changed)
