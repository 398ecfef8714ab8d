"""Questions from the command line: each in a conversation of its own that is forgotten afterwards."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.app import App
from bot.conversation import Account, Address, IncomingMessage, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library

CHANNEL = "cli"


class Question(BaseModel):
    """One line of ``ask --jsonl``: ``{"id", "q", "lang"?, "context"?: [earlier messages], "as"?: "channel:user"}``."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    q: str
    lang: str | None = None
    context: list[str] = []
    as_: Annotated[str | None, Field(alias="as")] = None

    @field_validator("as_")
    @classmethod
    def _is_an_account(cls, value: str | None) -> str | None:
        if value is not None and not all(value.partition(":")[::2]):
            raise ValueError("expected an account such as telegram:4711")
        return value


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and how long it took from message to reply, in milliseconds."""

    reply: Reply
    elapsed_ms: float


def spoken_language(library: Library, wanted: str | None) -> str:
    """Return the language that was asked for on the command line, else the first.

    Raises:
        UsageError: It is not spoken.
    """
    languages = library.phrasebook.languages
    if wanted and wanted not in languages:
        raise UsageError(f"“{wanted}” is not a language that I speak; there are {', '.join(languages)}")
    return wanted or languages[0]


async def ask(app: App, question: Question) -> Answered:
    """Return the reply to a question after its context.

    Asked ``as`` somebody, ``lang`` is what their client asks for: what they have chosen themselves stays theirs.

    Raises:
        UsageError: ``lang`` is a language that is not spoken.
    """
    spoken_language(app.library, question.lang)
    conversation = secrets.token_hex(8)
    visitor = Account(CHANNEL, conversation)
    sender = Account(*question.as_.split(":", 1)) if question.as_ else visitor
    try:
        if question.lang and sender is visitor:
            await app.memory.choose_language(visitor, question.lang, at=app.clock.now())
        for number, text in enumerate((*question.context, question.q)):
            message = IncomingMessage(
                f"{conversation}:{number}", sender, Address(CHANNEL, conversation), text=text, language_hint=question.lang
            )
            started = time.perf_counter()
            reply = await app.assistant.reply(message)
            elapsed = (time.perf_counter() - started) * 1000
        return Answered(reply, elapsed)
    finally:
        await app.memory.forget(CHANNEL, conversation)
        await app.memory.erase(visitor)


async def ask_lines(app: App, lines: Iterable[str], *, lang: str | None = None) -> AsyncIterator[dict[str, Any]]:
    """Yield one JSON object a line, in order; a line that can't be read gives an object with ``error``, the rest go on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate_json(line)
            answered = await ask(app, question if question.lang else question.model_copy(update={"lang": lang}))
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in fault["loc"])
            message = fault["msg"].lower().removeprefix("value error, ")
            reason = "this is not JSON" if fault["type"] == "json_invalid" else f"{where or 'line'}: {message}"
            yield _failed(_id_of(line), f'line {number}: {reason}; expected {{"id": …, "q": "question"}}')
        except UsageError as error:
            yield _failed(_id_of(line), f"line {number}: {error}")
        else:
            yield as_json(answered, question.id)


def as_json(answered: Answered, question_id: str | int | None = None) -> dict[str, Any]:
    """Return the JSON of an answer, as others rely on it (docs/architecture.md, "Doors")."""
    reply = answered.reply
    return {
        "id": question_id,
        "kind": reply.kind.value,
        "text": reply.text,
        "lang": reply.lang,
        "article": reply.article,
        "confidence": reply.confidence,
        "sources": [asdict(citation) for citation in reply.citations],
        "choices": [asdict(choice) for choice in reply.choices],
        "elapsed_ms": round(answered.elapsed_ms, 3),
    }


def _failed(question_id: object, message: str) -> dict[str, Any]:
    return {
        "id": question_id,
        "kind": "error",
        "text": message,
        "lang": None,
        "article": None,
        "confidence": None,
        "sources": [],
        "choices": [],
        "elapsed_ms": 0.0,
        "error": message,
    }


def _id_of(line: str) -> object:
    try:
        sent = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return sent.get("id") if isinstance(sent, dict) else None
