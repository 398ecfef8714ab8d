"""HTTP of the Bot API: parameters in any of their encodings in, JSON out."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from .telegram_state import Json, Refusal, Upload, bad_request

INTEGERS = frozenset(
    [
        "message_id",
        "message_thread_id",
        "reply_to_message_id",
        "offset",
        "limit",
        "timeout",
        "max_connections",
        "cache_time",
        "user_id",
    ]
)
FLAGS = frozenset(
    [
        "disable_notification",
        "protect_content",
        "show_alert",
        "drop_pending_updates",
        "allow_paid_broadcast",
        "disable_web_page_preview",
        "disable_content_type_detection",
        "allow_sending_without_reply",
    ]
)
STRUCTURES = frozenset(
    [
        "reply_markup",
        "reply_parameters",
        "link_preview_options",
        "entities",
        "caption_entities",
        "allowed_updates",
        "commands",
        "scope",
        "menu_button",
    ]
)


async def read_params(request: web.Request) -> Json:
    """Return the parameters of a request: query, form, multipart or JSON, nested values decoded.

    Uploads are ``Upload`` objects with an empty ``file_id``.

    Raises:
        RefusedError: 400: a value is not of its type, or the JSON is broken.
    """
    raw: Json = dict(request.query) if request.query_string else {}
    match request.content_type:
        case "application/x-www-form-urlencoded":
            raw.update(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        case "application/json":
            body = _decoded("request", (await request.read()).decode() or "{}")
            if not isinstance(body, dict):
                raise bad_request("object expected as request")
            raw |= body
        case "multipart/form-data":
            for name, value in (await request.post()).items():
                raw[name] = value if isinstance(value, str) else _upload(value)
    return {name: _typed(name, value) for name, value in raw.items() if value is not None}


def _upload(value: web.FileField | bytes | bytearray) -> Upload:
    if isinstance(value, web.FileField):
        return Upload("", value.filename, value.content_type, value.file.read())
    return Upload("", "file", "application/octet-stream", bytes(value))


def _typed(name: str, value: Any) -> Any:
    if name == "chat_id":
        return _chat_id(value)
    if not isinstance(value, str):
        return value
    if name in INTEGERS:
        try:
            return int(value)
        except ValueError as error:
            raise bad_request(f"invalid {name} specified") from error
    if name in FLAGS:
        return value.lower() in ("true", "yes", "1")
    if name in STRUCTURES:
        return _decoded(name.replace("_", " "), value)
    return value


def _chat_id(value: int | str) -> int | str:
    try:
        return int(value)
    except ValueError:
        return value


def _decoded(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise bad_request(f"can't parse {name} JSON object") from error


def encode(body: object) -> bytes:
    """Return JSON as the Bot API writes it."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def respond(body: bytes, *, status: int = 200) -> web.Response:
    """Return a JSON answer."""
    return web.Response(body=body, status=status, content_type="application/json")


def refuse(refusal: Refusal) -> web.Response:
    """Return the answer for a refusal; a 429 says when to come back in its header, too."""
    response = respond(encode(refusal.body()), status=refusal.status)
    if "retry_after" in refusal.parameters:
        response.headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return response


def error_page(status: int) -> web.Response:
    """Return the page of a proxy in front of the API: HTML, not JSON."""
    title = f"{status} {HTTPStatus(status).phrase}"
    page = f"<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"
    return web.Response(text=page, status=status, content_type="text/html")
