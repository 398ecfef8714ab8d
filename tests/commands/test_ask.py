"""``bot ask`` and ``bot chat``, as people and programs use them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.command_line import Run
from tests.commands.talking import CONTRACT, FEES, answers, lines


def test_answer_is_printed_for_people(run: Run) -> None:
    done = run("ask", FEES)

    assert done.returncode == 0
    assert "400 to 10,000 USD a year" in done.stdout
    assert "as of October 2021" in done.stdout
    assert "**" not in done.stdout
    assert done.stderr == ""


def test_answer_is_printed_for_programs(process: Run) -> None:
    done = process("ask", FEES, "--json")

    (answer,) = answers(done)
    assert list(answer) == CONTRACT
    assert (answer["kind"], answer["article"], answer["lang"], answer["id"]) == ("answer", "fee-local-governments", "en", None)
    assert 0.5 <= answer["confidence"] <= 1
    assert [sorted(source) for source in answer["sources"]] == [["as_of", "document", "section"]] * len(answer["sources"])
    assert [sorted(choice) for choice in answer["choices"]] == [["action", "label"]] * len(answer["choices"])
    assert 0 < answer["elapsed_ms"] < 5000
    assert (done.returncode, done.stderr) == (0, "")


def test_question_is_answered_in_the_language_asked_for(run: Run) -> None:
    (answer,) = answers(run("ask", "What is WeGO?", "--json", "--lang", "ko"))

    assert (answer["article"], answer["lang"]) == ("what-is-wego", "ko")


def test_time_can_be_set(run: Run) -> None:
    question = ("ask", "When was the 5th General Assembly?", "--json", "--now")

    (before,), (after,) = answers(run(*question, "2021-10-18T16:00+09:00")), answers(run(*question, "2021-10-19T01:00+09:00"))

    assert before["article"] == after["article"] == "event-date"
    assert ("is past" in before["text"], "is past" in after["text"]) == (False, True)


def test_many_questions_are_answered_in_their_order(run: Run) -> None:
    ids = ["a", 2, "b", None, 1]

    done = run("ask", "--jsonl", stdin=lines(*({"id": one, "q": "What is WeGO?"} for one in ids)))

    assert [answer["id"] for answer in answers(done)] == ids
    assert {tuple(answer) for answer in answers(done)} == {tuple(CONTRACT)}
    assert (done.returncode, done.stderr) == (0, "")


def test_line_that_cannot_be_read_gets_an_error_and_the_rest_goes_on(forked: Run) -> None:
    stdin = "\n".join(
        [
            "rubbish",
            "[]",
            "{}",
            '{"id": 4, "q": 5}',
            '{"id": 5, "q": "x", "lang": "xx"}',
            '{"id": 6, "q": "x", "as": "nobody"}',
            "  ",
            "[" * 5000,
            '{"id": 9, "q": "What is WeGO?", "unknown": 1}',
        ]
    )

    found = answers(forked("ask", "--jsonl", stdin=stdin))

    assert [(answer["id"], answer["kind"]) for answer in found] == [
        (None, "error"),
        (None, "error"),
        (None, "error"),
        (4, "error"),
        (5, "error"),
        (6, "error"),
        (None, "error"),
        (9, "answer"),
    ]
    assert {tuple(answer) for answer in found[:-1]} == {(*CONTRACT, "error")}
    assert found[0]["error"] == 'line 1: this is not JSON; expected {"id": …, "q": "question"}'
    assert found[4]["error"] == "line 5: “xx” is not a language that I speak; there are en, ko, es"
    assert found[5]["error"].startswith("line 6: as: expected an account such as telegram:4711")


def test_context_is_what_the_same_person_said_before(run: Run) -> None:
    when = {"q": "when was that?"}
    alone, in_context, after = answers(
        run("ask", "--jsonl", stdin=lines(when, {**when, "context": ["When was the 5th General Assembly?"]}, when))
    )

    assert in_context["article"] == "event-date"
    assert (alone["article"], after["article"]) == (None, None)


def test_questions_can_name_language_and_account(run: Run) -> None:
    found = answers(
        run(
            "ask",
            "--jsonl",
            stdin=lines({"q": "What is WeGO?", "lang": "es"}, {"q": "What is WeGO?"}, {"q": "What is WeGO?", "as": "telegram:7"}),
        )
    )

    assert [answer["lang"] for answer in found] == ["es", "en", "en"]


def test_nothing_asked_on_the_command_line_is_kept(run: Run, tmp_path: Path) -> None:
    run("ask", "What is WeGO?", "--lang", "ko")
    run("ask", "--jsonl", stdin=lines({"q": "What is WeGO?", "as": "telegram:7", "lang": "ko"}))

    with closing(sqlite3.connect(tmp_path / "var" / "assistant.db")) as database:
        kept = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("turns", "accounts", "inbox")]  # noqa: S608
    assert kept == [0, 0, 0]


def test_question_in_bytes_that_are_no_text_is_answered(forked: Run) -> None:
    done = forked("ask", b"\xff\xfe What is WeGO?", "--json")

    assert answers(done)[0]["article"] == "what-is-wego"
    assert done.stderr == ""


def test_conversation_in_the_terminal_takes_choices_by_number(forked: Run) -> None:
    done = forked("chat", stdin=f"/topics\n3\n{FEES}\nhola\n99\n/quit\nnot read\n")

    said = " ".join(done.stdout.split())
    assert "Hello! I am the assistant of WeGO." in said
    assert "Fees: pick a question." in said
    assert "400 to 10,000 USD a year" in said
    assert "¡Hola! Soy el asistente de WeGO." in said
    assert (done.returncode, done.stderr) == (0, "")


def test_conversation_in_the_terminal_ends_with_its_input(run: Run) -> None:
    done = run("chat", "--lang", "ko", stdin="")

    assert "안녕하세요! 저는 WeGO 안내 도우미입니다." in " ".join(done.stdout.split())
    assert (done.returncode, done.stderr) == (0, "")
