"""``bot eval``: how many questions were answered right, and what is worse than before."""

from pathlib import Path
from typing import Any

from tests.command_line import Run
from tests.commands.talking import lines


def test_evaluation_fails_below_its_minimum(run: Run, tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = [
        {"id": "1", "q": "What is WeGO?", "kind": "easy", "expect": ["what-is-wego"]},
        {"id": "2", "q": "best pizza in Naples", "kind": "none", "out_of_scope": True},
    ]
    (tmp_path / "good.jsonl").write_text(lines(*cases))
    (tmp_path / "bad.jsonl").write_text(lines(cases[0], cases[0] | {"id": "3", "expect": ["logo"]}))

    good, bad = run("eval", "good.jsonl", "--min", "1"), run("eval", "bad.jsonl", "--min", "0.6", "-v")

    assert (good.returncode, good.stderr) == (0, "")
    assert "100.0" in good.stdout
    assert (bad.returncode, bad.stderr) == (1, "50.0% right is below --min 60.0%\n")
    assert "wrong    3: 'What is WeGO?' expected logo, got what-is-wego" in bad.stdout
    assert "1 × logo → what-is-wego" in bad.stdout


def test_evaluation_of_several_files_fails_above_its_most_wrong(run: Run, tmp_path: Path) -> None:
    for lang, expected in (("en", "what-is-wego"), ("es", "logo")):
        (tmp_path / f"{lang}.jsonl").write_text(lines({"id": lang, "q": "What is WeGO?", "lang": lang, "expect": [expected]}))

    done = run("eval", "en.jsonl", "es.jsonl", "--max-wrong", "0.4")

    assert (done.returncode, done.stderr) == (1, "50.0% wrong is above --max-wrong 40.0%\n")
    by_language = done.stdout.partition("language")[2]
    assert [line.split("│")[1:3] for line in by_language.splitlines() if "│ e" in line] == [
        [" en       ", " 1     "],
        [" es       ", " 0     "],
    ]


def test_evaluation_fails_when_it_has_become_worse_than_the_saved_run(run: Run, tmp_path: Path) -> None:
    case = {"id": "1", "q": "What is WeGO?", "expect": ["what-is-wego"]}
    (tmp_path / "cases.jsonl").write_text(lines(case))
    saved = run("eval", "cases.jsonl", "--save", "before.json")
    same = run("eval", "cases.jsonl", "--baseline", "before.json", "--report", "report")
    (tmp_path / "cases.jsonl").write_text(lines(case | {"expect": ["logo"]}))

    worse = run("eval", "cases.jsonl", "--baseline", "before.json")

    assert (saved.returncode, same.returncode, worse.returncode) == (0, 0, 1)
    assert "Compared with before.json: 0 better, 0 worse, 1 the same: 0 more right, 0 more wrong." in same.stdout
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["calibration.svg", "coverage.svg", "index.html"]
    assert "worse, was right 1: 'What is WeGO?' expected logo, got what-is-wego" in worse.stdout
    assert worse.stderr == "worse than before.json: 0 better, 1 worse, 0 the same: 1 fewer right, 1 more wrong\n"


def test_evaluation_names_the_lines_that_it_cannot_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"q": "hi", "expect": []}\nrubbish\n{"id": 3}\n')

    done = run("eval", "cases.jsonl")

    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["cases.jsonl:2:", "cases.jsonl:3:"]
    assert done.returncode == 1
