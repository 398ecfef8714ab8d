"""YAML whose every value knows its line, so that a fault can be shown where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import Fault

M = TypeVar("M", bound=BaseModel)

MAX_DEPTH = 10
_LEADS = re.compile(r"^[ \t?:-]+", re.MULTILINE)
_PLAIN = {
    "mapping values are not allowed in this context": "a text that holds a colon and a space needs quotes around it",
    "found unexpected end of stream": "a quote is opened and never closed",
}
# All scalars stay strings: 2021-10 and 2021 are as good a date as 2021-10-18.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed YAML text: its root, where it stands, and the line on which it begins (1 at the top of a file).

    One that is kept for long keeps its text instead of its root, which takes thirty times the memory.
    """

    path: Path
    first_line: int
    root: yaml.Node | None
    text: str = ""

    def line_of(self, location: Sequence[int | str] = ()) -> int:
        """Return the line of a value, or of the nearest thing around it."""
        root = self.root or (yaml.compose(self.text, Loader=_Loader) if self.text else None)
        node, line = root, root.start_mark.line if root else 0
        for step in location:
            key, value = _child(node, step)
            if value is None:
                break
            node, line = value, (key or value).start_mark.line
        return self.first_line + line

    def fault(self, message: str, location: Sequence[int | str] = ()) -> Fault:
        """Return a fault at a value."""
        return Fault(self.path, self.line_of(location), message)


def parse(text: str, path: Path, *, first_line: int = 1) -> tuple[Document, list[Fault]]:
    """Read one YAML document; what can't be read, and keys that stand twice, come back as faults.

    Its root is ``None`` when a fault begins with ``YAML``: then there is nothing to check further.
    """
    try:
        depth = 0
        for happening in yaml.parse(text, Loader=_Loader) if _may_be_deep(text) else ():  # composing recurses in C
            depth += isinstance(happening, yaml.CollectionStartEvent) - isinstance(happening, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                mark = happening.start_mark
                line = first_line + (mark.line if mark else 0)
                return Document(path, first_line, None), [Fault(path, line, "YAML: is nested too deeply")]
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = _PLAIN.get(error.problem or "", error.problem) or "can't be read"
        return Document(path, first_line, None), [Fault(path, first_line + (mark.line if mark else 0), f"YAML: {reason}")]
    except yaml.YAMLError as error:
        return Document(path, first_line, None), [Fault(path, first_line, f"YAML: {error}".splitlines()[0])]
    beyond = _beyond_us(root, set())
    if beyond:
        line, reason = beyond
        return Document(path, first_line, None), [Fault(path, first_line + line, f"YAML: {reason}")]
    document = Document(path, first_line, root)
    return document, [Fault(path, first_line + line, f"“{key}” stands twice") for key, line in _repeated_keys(root)]


def _may_be_deep(text: str) -> bool:
    """Whether a text may be nested so deeply that composing it would end the process; reading all texts twice takes long."""
    deepest = max(map(len, _LEADS.findall(text)), default=0)
    return 2 * (deepest + 1) + text.count("[") + text.count("{") > MAX_DEPTH  # a list may begin in its key's own column


def read(path: Path) -> tuple[Document, list[Fault]]:
    """Read a YAML file as `parse` does; a file that is not UTF-8 text, or can't be read, is a fault too."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Document(path, 1, None), [Fault(path, 1, "is not UTF-8 text")]
    except OSError as error:
        return Document(path, 1, None), [Fault(path, 1, f"can't be read: {error.strerror}")]
    return parse(text, path)


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Fault]]:
    """Return the document as ``model``, or what is wrong with it."""
    try:
        return model.model_validate(_plain(document.root)), []
    except ValidationError as error:
        return None, [
            document.fault(explain(fault["type"], tuple(fault["loc"]), fault["msg"]), fault["loc"])
            for fault in error.errors(include_url=False)
        ]


def validate_list(document: Document, model: type[M]) -> tuple[list[tuple[int, M]], list[Fault]]:
    """Return the entries of a list, each with its number from 0, as ``model``; and what is wrong with the others."""
    content = _plain(document.root)
    if not isinstance(content, list):
        return [], [document.fault("expected a list: entries that each begin with “- ”")]
    entries: list[tuple[int, M]] = []
    faults: list[Fault] = []
    for number, one in enumerate(content):
        try:
            entries.append((number, model.model_validate(one)))
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                place = (number, *fault["loc"])
                faults.append(document.fault(explain(fault["type"], tuple(fault["loc"]), fault["msg"]), place))
    return entries, faults


def plain(document: Document) -> object:
    """Return the document as dicts, lists and strings; ``None`` where it is empty."""
    return _plain(document.root)


def child(document: Document, key: str) -> yaml.Node | None:
    """Return the value of a key of the document's root."""
    return _child(document.root, key)[1]


def _plain(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return node.value
    return None


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def _beyond_us(node: yaml.Node | None, seen: set[int], depth: int = 0) -> tuple[int, str] | None:
    """Return where the text goes beyond words, lists and keys with values, and why; an alias could make it endless."""
    if node is None:
        return None
    line = node.start_mark.line
    if id(node) in seen:
        return line, "anchors (&name) and aliases (*name) are not read; write it out"
    if depth > MAX_DEPTH:
        return line, "is nested too deeply"
    seen.add(id(node))
    inner: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                return int(key.start_mark.line), "a key is a word, not a list or keys of its own"
            inner.append(value)
    return next((found for one in inner if (found := _beyond_us(one, seen, depth + 1))), None)


def _repeated_keys(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def explain(kind: str, location: tuple[int | str, ...], message: str) -> str:
    """Return what is wrong with a value in words; the arguments are those of pydantic's faults."""
    name = ".".join(str(part) for part in location)
    if kind == "missing":
        return f"“{name}” is missing"
    if kind == "extra_forbidden":
        return f"“{name}” is not a known key"
    message = message.removeprefix("Value error, ")
    if not location:  # of the whole: two values don't go together, or it is no mapping at all
        return message if kind == "value_error" else "expected keys with values, such as “title: …”"
    return f"“{name}”: {message[:1].lower()}{message[1:]}"
