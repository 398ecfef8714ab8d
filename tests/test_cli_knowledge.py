"""``bot knowledge suggest``: the real command line over a small folder and a database with conversations."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import open_app
from bot.cli import main
from bot.config import load_settings
from bot.conversation import Account, Address, IncomingMessage
from tests.content_folder import COMPANIES, ContentFolder

Suggest = Callable[..., str]


@pytest.fixture
def suggest(folder: ContentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Suggest:
    """Return what runs the command after two people asked in vain, and returns what it printed."""
    folder.edit(COMPANIES, "- fee of a firm\n", "- fee of a firm\n  - dues, cities\n")
    monkeypatch.setenv("CONTENT_DIR", str(folder.root.resolve()))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))

    async def ask() -> None:
        async with open_app(load_settings(_env_file=None)) as app:
            for user, text in (
                ("a", "sunset cruise tickets"),
                ("b", "sunset cruise tickets?"),
                ("a", "I am Zoltan, ring 555 123 4567"),
            ):
                message = IncomingMessage(f"{user}{text}", Account("web", user), Address("web", user), text)
                await app.assistant.reply(message)

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["bot", "knowledge", "suggest", *arguments])
        with pytest.raises(SystemExit):
            main()
        captured = capsys.readouterr()
        return captured.out + captured.err

    asyncio.run(ask())
    capsys.readouterr()
    return run


def test_suggestions_say_what_to_do_and_where(suggest: Suggest) -> None:
    said = suggest()

    assert "Phrasings that collide: 1\n" in said
    assert "  en  fees/cities, phrasing: “city dues”\n      fees/companies, phrasing: “dues, cities”\n" in said
    assert "Articles that are hard to find: 0\n" in said
    assert "asked 2 × by 2 people\n      “sunset cruise tickets”\n      “sunset cruise tickets?”\n" in said
    assert [secret for secret in ("Zoltan", "555") if secret in said] == []


def test_suggestions_as_json_can_be_for_one_language_and_topic(suggest: Suggest) -> None:
    every, korean, events = (json.loads(suggest("--json", *options)) for options in ([], ["--lang", "ko"], ["--topic", "events"]))

    assert [[line["text"] for line in one["lines"]] for one in every["collisions"]] == [["city dues", "dues, cities"]]
    assert (every["unanswered"][0]["count"], every["unanswered"][0]["people"]) == (2, 2)
    assert korean == {"collisions": [], "hard_to_find": [], "unanswered": []}
    assert events["collisions"] == []


def test_questions_from_before_the_days_are_left_out(suggest: Suggest) -> None:
    assert json.loads(suggest("--json", "--days", "1", "--now", "2099-01-01"))["unanswered"] == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--lang", "xx"], "there is no language “xx”; there are en, ko"),
        (["--topic", "fish"], "there is no topic “fish”; there are fees, events"),
    ],
)
def test_language_or_topic_that_is_not_there_is_one_sentence(suggest: Suggest, options: list[str], reason: str) -> None:
    assert suggest(*options) == f"{reason}\n"
