"""Files of questions with expectations: JSON a line, or a list in YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.asking import Question
from bot.errors import ContentError, Fault
from bot.knowledge import markup


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Expectation(Question):
    """What a question of a file says, and what is expected of the reply.

    Attributes:
        expect: Slugs of the articles that answer it, one or several.
        pattern: What the text of the answer must hold, a regular expression, capitals or not.
        out_of_scope: Nothing answers it: the assistant must not. An ``expect`` that is empty says the same.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    expect: Annotated[list[str], BeforeValidator(_as_list)] = Field(default_factory=list)
    pattern: str = ""
    out_of_scope: bool = False

    @field_validator("pattern")
    @classmethod
    def _is_a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"can't be read as a pattern: {error}; put a \\ before each of ( ) [ ] . * + ? $") from error
        return value

    @property
    def says_what_is_expected(self) -> bool:
        """Whether anything is; an empty ``expect`` is silence, one that is left out is nothing."""
        return "expect" in self.model_fields_set or bool(self.pattern) or self.out_of_scope

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Expectation:
        if self.out_of_scope and (self.expect or self.pattern):
            raise ValueError("“out_of_scope” and “expect” or “pattern” don't go together")
        return self


class Case(Expectation):
    """A question with its expectation.

    Attributes:
        kind: What sort of question it is, for the tables; any word.
        note: For whoever reads the file.
        file: Name of the file that it stands in, without its ending; it is known by that and its id.
    """

    kind: str = "questions"
    note: str = ""
    file: Annotated[str, Field(exclude=True)] = ""

    @property
    def key(self) -> str:
        """Return what it is known by from one run to the next."""
        return str(self.q if self.id is None else self.id)

    @property
    def is_unanswerable(self) -> bool:
        """Whether the assistant must not answer it."""
        return not self.expect and not self.pattern


class _Dialog(Case):
    """An entry of a file: a question, or several messages of one person; one without an expectation is only said."""

    q: str = ""
    turns: list[Expectation] = Field(default_factory=list)

    def cases(self) -> Iterator[Case]:
        """Yield a case for each question; those of several messages are numbered ``id.1``, ``id.2``."""
        if not self.turns:
            yield Case.model_validate(self.model_dump(exclude={"turns"}, by_alias=True))
            return
        said = list(self.context)
        own = self.model_dump(include={"kind", "lang", "as_"}, by_alias=True)
        for number, turn in enumerate(self.turns, start=1):
            if turn.says_what_is_expected:
                asked = turn.model_dump(exclude_unset=True, by_alias=True)
                name = f"{self.turns[0].q if self.id is None else self.id}.{number}"
                yield Case.model_validate({**own, **asked, "id": name, "context": list(said)})
            said.append(turn.q)

    @model_validator(mode="after")
    def _says_what_is_asked_and_expected(self) -> _Dialog:
        if bool(self.q) == bool(self.turns):
            raise ValueError("needs either “q”, a question, or “turns”, several")
        named = self.says_what_is_expected
        if self.turns and named:
            raise ValueError("with “turns”, each of them says what is expected of it")
        if self.turns and not any(turn.says_what_is_expected for turn in self.turns):
            raise ValueError("says of none of its “turns” what is expected")
        if self.q and not named:
            raise ValueError("doesn't say what is expected: “expect”, “pattern”, or “out_of_scope: true”")
        return self


def read(files: Sequence[Path], *, slugs: Collection[str]) -> list[Case]:
    """Return the questions of files, in their order.

    Args:
        files: JSON a line (``.jsonl``), or lists in YAML (``.yaml``, ``.yml``).
        slugs: Of all articles; an expectation of any other is a fault.

    Raises:
        ContentError: With every fault of every file.
    """
    cases: list[Case] = []
    faults: list[Fault] = []
    places: dict[tuple[str, str], str] = {}
    for path in files:
        found, broken = _in_yaml(path) if path.suffix in (".yaml", ".yml") else _in_lines(path)
        faults += broken
        if not found and not broken:
            faults.append(Fault(path, 1, "holds no questions"))
        for line, dialog in found:
            for case in dialog.cases():
                unknown = [slug for slug in case.expect if slug not in slugs]
                faults += [Fault(path, line, f"there is no article “{slug}”") for slug in unknown]
                before = places.setdefault((path.stem, case.key), f"{path}:{line}")
                if before != f"{path}:{line}":
                    faults.append(Fault(path, line, f"“{case.key}” stands at {before} already; give it another id"))
                cases.append(case.model_copy(update={"file": path.stem}))
    if faults:
        raise ContentError(sorted(faults, key=lambda fault: (str(fault.path), fault.line)))
    return cases


def _in_yaml(path: Path) -> tuple[list[tuple[int, _Dialog]], list[Fault]]:
    document, faults = markup.read(path)
    if faults or document.root is None:
        return [], faults
    entries, faults = markup.validate_list(document, _Dialog)
    return [(document.line_of((number,)), dialog) for number, dialog in entries], faults


def _in_lines(path: Path) -> tuple[list[tuple[int, _Dialog]], list[Fault]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return [], [Fault(path, 1, "is not UTF-8 text")]
    except OSError as error:
        return [], [Fault(path, 1, f"can't be read: {error.strerror}")]
    found: list[tuple[int, _Dialog]] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said: Any = json.loads(line)
        except (ValueError, RecursionError):
            faults.append(Fault(path, number, "is not JSON; expected {“q”: a question, “expect”: [the article that answers it]}"))
            continue
        try:
            found.append((number, _Dialog.model_validate(said)))
        except ValidationError as error:
            faults += [
                Fault(path, number, markup.explain(fault["type"], tuple(fault["loc"]), fault["msg"]))
                for fault in error.errors(include_url=False)
            ]
    return found, faults
