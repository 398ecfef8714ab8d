"""Files of questions: what can be said in them, and how their faults are told."""

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.evaluation.cases import read

SLUGS = ("cities", "companies")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as raised:
        read([path], slugs=SLUGS)

    return [(fault.line, fault.message) for fault in raised.value.faults]


def test_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    in_yaml = write(
        tmp_path,
        "some.yaml",
        """\
- id: 1
  q: What do cities pay?
  lang: en
  expect: cities
  pattern: ten pounds
- q: best pizza in Naples
  out_of_scope: true
""",
    )
    in_lines = write(
        tmp_path,
        "some.jsonl",
        '{"id": "1", "q": "What do cities pay?", "lang": "en", "expect": ["cities"], "pattern": "ten pounds"}\n'
        '\n{"q": "best pizza in Naples", "expect": []}\n',
    )

    first, second = (
        [
            (case.key, case.q, case.lang, case.expect, case.pattern, case.is_unanswerable, case.file)
            for case in read([path], slugs=SLUGS)
        ]
        for path in (in_yaml, in_lines)
    )

    assert first == second
    assert first == [
        ("1", "What do cities pay?", "en", ["cities"], "ten pounds", False, "some"),
        ("best pizza in Naples", "best pizza in Naples", None, [], "", True, "some"),
    ]


def test_every_message_of_a_dialog_that_expects_something_is_a_question_after_those_before(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "some.yaml",
        """\
- id: talk
  kind: follow-up
  turns:
    - q: hello
    - q: What do cities pay?
      expect: cities
    - q: and companies?
      expect: [companies]
""",
    )

    cases = read([path], slugs=SLUGS)

    assert [(case.key, case.kind, case.context, case.q, case.expect) for case in cases] == [
        ("talk.2", "follow-up", ["hello"], "What do cities pay?", ["cities"]),
        ("talk.3", "follow-up", ["hello", "What do cities pay?"], "and companies?", ["companies"]),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "- q: hi\n- q: hello\n  expect: cities\n",
            1,
            "doesn't say what is expected: “expect”, “pattern”, or “out_of_scope: true”",
        ),
        ("- q: hi\n  out_of_scope: false\n", 1, "doesn't say what is expected"),
        ("- q: hi\n  expect: cities\n- q: hello\n  expect: [towns]\n", 3, "there is no article “towns”"),
        ("- q: hi\n  expects: cities\n", 2, "“expects” is not a known key"),
        ("- q: hi\n  pattern: (ten\n", 2, "“pattern”: can't be read as a pattern"),
        ("- q: hi\n  expect: cities\n  out_of_scope: true\n", 1, "“out_of_scope” and “expect” or “pattern” don't go together"),
        ("- id: a\n  expect: cities\n", 1, "needs either “q”, a question, or “turns”, several"),
        ("- turns:\n  - q: hi\n", 1, "says of none of its “turns” what is expected"),
        ("- turns:\n  - {q: hi, expect: cities}\n  expect: cities\n", 1, "with “turns”, each of them says what is expected of it"),
        ("- {id: a, q: hi, expect: cities}\n- {id: a, q: hello, expect: cities}\n", 2, "“a” stands at"),
        ("q: hi\n", 1, "expected a list"),
        ("- q: 'hi\n", 2, "YAML: "),
        ("[]\n", 1, "holds no questions"),
    ],
)
def test_fault_of_a_yaml_file_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    found = faults_of(write(tmp_path, "some.yaml", text))

    assert found[0][0] == line
    assert message in found[0][1]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"q": "hi", "expect": []}\nrubbish\n', 2, "is not JSON"),
        ('\n{"q": 3, "expect": []}\n', 2, "“q”: input should be a valid string"),
        ('{"q": "hi", "expect": []}\n[1]\n', 2, "expected keys with values"),
        ("", 1, "holds no questions"),
    ],
)
def test_fault_of_a_file_of_json_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    found = faults_of(write(tmp_path, "some.jsonl", text))

    assert found[0][0] == line
    assert message in found[0][1]


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = [write(tmp_path, "a.jsonl", "rubbish\n"), write(tmp_path, "b.yaml", "- q: hi\n"), tmp_path / "missing.yaml"]

    with pytest.raises(ContentError) as raised:
        read(broken, slugs=SLUGS)

    assert [fault.path.name for fault in raised.value.faults] == ["a.jsonl", "b.yaml", "missing.yaml"]
