"""The Bot API methods of the fake Telegram: what each accepts, refuses and changes.

Source: texts of refusals from tdlib/telegram-bot-api ``Client.cpp``; numbers from ``telegram.constants``.
"""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from .telegram_state import LOGGED_OUT, Chat, Json, RefusedError, SentMessage, State, Upload, bad_request
from .telegram_text import check_keyboard, parse_html, utf16_length
from .telegram_updates import UpdateQueue, Webhook

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_CALLBACK_ANSWER = 200
MOST_COMMANDS = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
CHAT_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Methods:
    """Executes one method at a time; nothing here waits, so an effect is whole or absent."""

    def __init__(self, state: State, updates: UpdateQueue, webhook: Webhook, *, callback_seconds: float, https_only: bool) -> None:
        self._state = state
        self._updates = updates
        self._webhook = webhook
        self._callback_seconds = callback_seconds
        self._https_only = https_only
        self._handlers: Mapping[str, Callable[[Json], object]] = {
            "getMe": self._get_me,
            "logOut": self._log_out,
            "close": lambda _: True,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": lambda _: self._webhook.info(),
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_message_text,
            "deleteMessage": self._delete_message,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "answerCallbackQuery": self._answer_callback_query,
            "getFile": self._get_file,
            "setMyCommands": self._set_my_commands,
            "getMyCommands": self._get_my_commands,
            "deleteMyCommands": self._delete_my_commands,
            "setMyDescription": self._set_my_description,
            "setMyShortDescription": self._set_my_short_description,
            "setChatMenuButton": self._set_chat_menu_button,
        }
        self._names = {name.lower(): name for name in (*self._handlers, "getUpdates")}

    def name_of(self, method: str) -> str | None:
        """Return a method's own spelling, as names are not case-sensitive; ``None`` if there is no such method."""
        return self._names.get(method.lower())

    async def execute(self, method: str, params: Json) -> object:
        """Carry a method out and return its ``result``.

        Raises:
            RefusedError: The method does not take effect; what the client is told.
        """
        if self._state.logged_out:
            raise RefusedError(LOGGED_OUT)
        if method == "getUpdates":
            self._updates.allow(params.get("allowed_updates"))
            return await self._updates.poll(
                offset=params.get("offset", 0), limit=params.get("limit", 100), timeout=params.get("timeout", 0)
            )
        return self._handlers[method](params)

    # The bot itself

    def _get_me(self, _: Json) -> Json:
        return self._state.bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
        }

    def _log_out(self, _: Json) -> bool:
        self._state.logged_out = True
        return True

    def _set_my_commands(self, params: Json) -> bool:
        commands = params.get("commands", [])
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command.get("command", "").removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16_length(command.get("description", "")) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._state.profile.commands[_scope(params), _language(params)] = commands
        return True

    def _get_my_commands(self, params: Json) -> list[Json]:
        return self._state.profile.commands.get((_scope(params), _language(params)), [])

    def _delete_my_commands(self, params: Json) -> bool:
        self._state.profile.commands.pop((_scope(params), _language(params)), None)
        return True

    def _set_my_description(self, params: Json) -> bool:
        self._state.profile.descriptions[_language(params)] = _limited(params, "description", 512)
        return True

    def _set_my_short_description(self, params: Json) -> bool:
        self._state.profile.short_descriptions[_language(params)] = _limited(params, "short_description", 120)
        return True

    def _set_chat_menu_button(self, params: Json) -> bool:
        button = params.get("menu_button", {"type": "default"})
        self._state.profile.menu_buttons[params.get("chat_id")] = button
        return True

    # Updates

    def _set_webhook(self, params: Json) -> bool:
        url = params.get("url", "")
        if not url:
            return self._delete_webhook(params)
        if self._https_only and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret_token = params.get("secret_token")
        if secret_token is not None and not _SECRET.fullmatch(secret_token):
            raise bad_request("secret token contains unallowed characters")
        if params.get("drop_pending_updates"):
            self._updates.clear()
        self._updates.allow(params.get("allowed_updates"))
        self._webhook.open(url, secret_token=secret_token, max_connections=params.get("max_connections", 40))
        return True

    def _delete_webhook(self, params: Json) -> bool:
        if params.get("drop_pending_updates"):
            self._updates.clear()
        self._webhook.close()
        return True

    # Messages

    def _send_message(self, params: Json) -> Json:
        chat = self._chat(params)
        text, entities = _formatted(params, "text", "entities")
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16_length(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        return self._post(chat, params, text=text, entities=entities, html=_html(params, "text"))

    def _send_document(self, params: Json) -> Json:
        chat = self._chat(params)
        document = self._document(params)
        text, entities = _formatted(params, "caption", "caption_entities")
        if utf16_length(text) > LONGEST_CAPTION:
            raise bad_request("message caption is too long")
        html = _html(params, "caption")
        return self._post(chat, params, text=text, entities=entities, html=html, document=document)

    def _send_chat_action(self, params: Json) -> bool:
        self._chat(params)
        if params.get("action") not in CHAT_ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _delete_message(self, params: Json) -> bool:
        chat = self._chat(params)
        if params.get("message_id") not in chat.outgoing:
            raise bad_request("message to delete not found")
        message = chat.outgoing.pop(params["message_id"])
        self._state.sent.remove(message)
        return True

    def _edit_message_text(self, params: Json) -> Json:
        message = self._own_message(params)
        if message.document is not None:
            raise bad_request("there is no text in the message to edit")
        text, entities = _formatted(params, "text", "entities")
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16_length(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        markup = _markup(params)
        if (text, entities, markup) == (message.text, message.entities, message.reply_markup):
            raise bad_request(NOT_MODIFIED)
        message.earlier.append(message.text)
        message.text, message.entities, message.reply_markup = text, entities, markup
        message.html = _html(params, "text")
        message.edited_at = time.monotonic()
        return self._state.message_json(message)

    def _edit_message_reply_markup(self, params: Json) -> Json:
        message = self._own_message(params)
        markup = _markup(params)
        if markup == message.reply_markup:
            raise bad_request(NOT_MODIFIED)
        message.reply_markup = markup
        message.edited_at = time.monotonic()
        return self._state.message_json(message)

    def _answer_callback_query(self, params: Json) -> bool:
        press = self._state.presses.get(str(params.get("callback_query_id")))
        if press is None or time.monotonic() - press.pressed_at >= self._callback_seconds:
            raise bad_request(TOO_OLD)
        if utf16_length(params.get("text", "")) > LONGEST_CALLBACK_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer = params
        return True

    def _get_file(self, params: Json) -> Json:
        upload = self._state.uploads.get(params.get("file_id", ""))
        if upload is None:
            raise bad_request("invalid file_id")
        file = upload.as_json()
        return {name: file[name] for name in ("file_id", "file_unique_id", "file_size")} | {"file_path": upload.path}

    # What the methods share

    def _chat(self, params: Json) -> Chat:
        """Return the chat a request may write to."""
        if "chat_id" not in params or params["chat_id"] == "":
            raise bad_request("chat_id is empty")
        chat = self._state.chats.get(params["chat_id"])
        if chat is None:
            raise bad_request("chat not found")
        if chat.refusal is not None:
            raise RefusedError(chat.refusal)
        thread_id = params.get("message_thread_id")
        if thread_id is not None and thread_id not in chat.threads:
            raise bad_request("message thread not found")
        return chat

    def _own_message(self, params: Json) -> SentMessage:
        chat = self._chat(params)
        message_id = params.get("message_id")
        if message_id in chat.incoming:
            raise bad_request("message can't be edited")
        if message_id not in chat.outgoing:
            raise bad_request("message to edit not found")
        return chat.outgoing[message_id]

    def _document(self, params: Json) -> Upload:
        document = params.get("document")
        if isinstance(document, str):
            document = params.get(document.removeprefix("attach://"), self._state.uploads.get(document))
        if not isinstance(document, Upload):
            raise bad_request("there is no document in the request")
        if document.file_id:
            return document
        return self._state.add_upload(document.file_name, document.mime_type, document.content)

    def _post(
        self,
        chat: Chat,
        params: Json,
        *,
        text: str,
        entities: list[Json],
        html: str | None,
        document: Upload | None = None,
    ) -> Json:
        markup = _markup(params)
        reply_to = self._reply_to(chat, params)
        message = SentMessage(
            chat_id=chat.id,
            message_id=chat.next_message_id(),
            text=text,
            sent_at=time.monotonic(),
            html=html,
            entities=entities,
            reply_markup=markup,
            thread_id=params.get("message_thread_id"),
            reply_to=reply_to,
            document=document,
        )
        chat.outgoing[message.message_id] = message
        self._state.sent.append(message)
        return self._state.message_json(message)

    @staticmethod
    def _reply_to(chat: Chat, params: Json) -> int | None:
        reply = params.get("reply_parameters", {})
        message_id: int | None = reply.get("message_id", params.get("reply_to_message_id"))
        if message_id is None or message_id in chat.incoming or message_id in chat.outgoing:
            return message_id
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")


def _formatted(params: Json, text: str, entities: str) -> tuple[str, list[Json]]:
    """Return a text after entity parsing. HTML is the only parse mode the fake reads."""
    raw = params.get(text, "")
    parse_mode = params.get("parse_mode", "")
    if not parse_mode:
        return raw, params.get(entities, [])
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return parse_html(raw)


def _html(params: Json, text: str) -> str | None:
    return params.get(text) if params.get("parse_mode") else None


def _markup(params: Json) -> Json | None:
    """Return the markup; a keyboard without buttons is none."""
    markup: Any = params.get("reply_markup")
    if markup is None:
        return None
    check_keyboard(markup)
    return None if markup.get("inline_keyboard") == [] else dict(markup)


def _scope(params: Json) -> str:
    """Return a command scope as text: ``default``, ``all_private_chats``, ``chat:7``, ``chat_member:-100:7``."""
    scope = params.get("scope", {})
    parts = (scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id"))
    return ":".join(str(part) for part in parts if part is not None)


def _language(params: Json) -> str:
    language: str = params.get("language_code", "")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _limited(params: Json, name: str, longest: int) -> str:
    text: str = params.get(name, "")
    if utf16_length(text) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    return text
