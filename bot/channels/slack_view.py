"""From our replies to Block Kit: what a message, the Home tab and the suggested prompts look like; no SDK here.

Source for all limits: docs.slack.dev/reference/block-kit, and the validators of slack_sdk 3.47.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.rendering import SLACK_SECTION_LIMIT, label, plain, slack_mrkdwn
from bot.channels.slack_messages import VALUE
from bot.conversation import Choice, Field, Form, Reply

TEXT_LIMIT = 4000
"""Characters of a message's plain text, which notifications and screen readers take. Longer is cut by Slack at 40,000."""
SECTIONS = 4
"""Sections in a message: Slack refuses about 13,000 characters in all (`msg_blocks_too_long`)."""
LABEL_LIMIT = 75
VALUE_LIMIT = 2000
BUTTONS = 25
HEADER_LIMIT = 150
TITLE_LIMIT = 24
INPUT_LIMIT = 2000
PROMPTS = 4
ACTION_PREFIX = "choice:"

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks, and the same as plain text."""

    text: str
    blocks: list[Block]


def messages(reply: Reply) -> list[Message]:
    """Return a reply as messages, in order, at least one; the small print and the buttons are on the last."""
    parts = slack_mrkdwn(reply.text) or [" "]
    packed = [parts[start : start + SECTIONS] for start in range(0, len(parts), SECTIONS)]
    found = [[_section(part) for part in pack] for pack in packed]
    found[-1].extend({"type": "context", "elements": [_mrkdwn(note)]} for note in slack_mrkdwn(reply.note)[:1])
    found[-1].extend(_buttons(reply.choices))
    whole = plain(f"{reply.text}\n\n{reply.note}" if reply.note else reply.text)
    first = Message(_cut(whole, TEXT_LIMIT) or " ", found[0])
    return [first, *(Message(_cut(pack[0], TEXT_LIMIT), blocks) for pack, blocks in zip(packed[1:], found[1:], strict=True))]


def home(*, title: str, hint: str, topics: Sequence[Choice], question: str, languages: Sequence[Choice]) -> Block:
    """Return the Home tab: a title, how to ask, a button for each topic, and one for each language."""
    blocks: list[Block] = [
        {"type": "header", "text": _plain(title, HEADER_LIMIT)},
        *(_section(part) for part in slack_mrkdwn(hint)[:1]),
        *_buttons(topics),
        {"type": "divider"},
        *(_section(part) for part in slack_mrkdwn(question)[:1]),
        *_buttons(languages, first=len(topics)),
    ]
    return {"type": "home", "blocks": blocks}


def modal(form: Form) -> Block:
    """Return a form as a modal: a block for each field, named as the field; what comes back has the form's action."""
    return {
        "type": "modal",
        "callback_id": form.action,
        "title": _plain(form.title, TITLE_LIMIT),
        "submit": _plain(form.submit, TITLE_LIMIT),
        "close": _plain(form.cancel, TITLE_LIMIT),
        "blocks": [_input(field) for field in form.fields],
    }


def _input(field: Field) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": VALUE, "multiline": field.long, "max_length": field.most}
    if field.file:
        element = {"type": "file_input", "action_id": VALUE, "max_files": 1}
    if field.value:
        element["initial_value"] = field.value
    block: Block = {"type": "input", "block_id": field.name, "label": _plain(field.label, INPUT_LIMIT), "element": element}
    if field.file:
        block["optional"] = True
    return {**block, "hint": _plain(field.hint, INPUT_LIMIT)} if field.hint else block


def prompts(questions: Iterable[str]) -> list[dict[str, str]]:
    """Return suggested prompts, at most four, each of which asks what it says."""
    return [{"title": _cut(question, LABEL_LIMIT), "message": question} for question in questions][:PROMPTS]


def _buttons(choices: Sequence[Choice], first: int = 0) -> list[Block]:
    """Return buttons in blocks of at most 25; one whose value Slack would refuse is left out."""
    elements = [
        {
            "type": "button",
            "text": _plain(label(choice.label), LABEL_LIMIT),
            "action_id": f"{ACTION_PREFIX}{first + number}",
            "value": choice.action,
        }
        for number, choice in enumerate(choices)
        if choice.label.strip() and 0 < len(choice.action) <= VALUE_LIMIT
    ]
    return [{"type": "actions", "elements": elements[start : start + BUTTONS]} for start in range(0, len(elements), BUTTONS)]


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text), "expand": True}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text[:SLACK_SECTION_LIMIT]}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": _cut(text, limit), "emoji": False}


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
