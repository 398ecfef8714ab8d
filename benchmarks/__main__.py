"""Speed and memory on this machine, as a table: ``make bench``. README quotes it."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from benchmarks import pushing
from benchmarks.dues import dues
from benchmarks.importing import import_csv, import_workbook
from bot import logs
from bot.app import open_app
from bot.config import Settings
from bot.conversation import Account, Address, IncomingMessage
from bot.knowledge.library import Library
from tests.e2e.process import ServedBot
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

CONTENT = Path("content")
TOKEN = "1:TEST"  # noqa: S105  of the fake
MANY, PHRASINGS = 5000, 8
STARTS = 7
CHATS, QUESTIONS = 100, 10


def main() -> None:
    """Measure everything and print it."""
    logs.set_up("error")
    table = Table("what", "measured", "target")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ours = (answering, answering_many, editing, cold_start, idle_memory, throughput, import_csv, import_workbook)
        for measure in (
            *ours,
            pushing.enqueuing,
            pushing.without_limits,
            pushing.at_the_limit,
            pushing.slack_at_its_rate,
            pushing.answering_meanwhile,
        ):
            table.add_row(*measure(root / measure.__name__))
        for row in asyncio.run(dues(root / "dues", CONTENT)):
            table.add_row(*row)
    console = Console(highlight=False)
    console.print(table)
    console.print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")


def answering(root: Path) -> tuple[str, str, str]:
    """Question to reply inside the process, database included, with the shipped content."""
    median, slow = asyncio.run(_ask_all(root, CONTENT))
    return "question to reply, shipped content", f"median {median:.1f} ms, 95th percentile {slow:.1f} ms", "2 ms, 5 ms"


def answering_many(root: Path) -> tuple[str, str, str]:
    """The same with thousands of articles: copies of the shipped ones in which words are replaced."""
    content = root / "content"
    copies = _multiply(CONTENT, content, MANY)
    started = time.perf_counter()
    median, slow = asyncio.run(_ask_all(root, content))
    took = time.perf_counter() - started
    measured = f"median {median:.1f} ms, 95th percentile {slow:.1f} ms ({took:.0f} s with building the index)"
    return f"question to reply, {copies} articles", measured, "10 ms"


def editing(root: Path) -> tuple[str, str, str]:
    """From an edit of an article of the shipped content until it can be answered from, as the running assistant takes it up."""
    content = shutil.copytree(CONTENT, root / "content")
    article = content / "articles/about/logo.es.md"
    library = Library(content, root / "knowledge.db")
    times = []
    for number in range(3):
        article.write_text(f"{article.read_text(encoding='utf-8')}\nEdit {number}.\n", encoding="utf-8")
        started = time.perf_counter()
        library.refresh()
        times.append(time.perf_counter() - started)
    library.close()
    return "an edit of one article takes effect", f"{statistics.median(times):.1f} s", "5 s"


def cold_start(root: Path) -> tuple[str, str, str]:
    """A new process, from its start to its first answer, with an existing index."""
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(root)}
    command = [sys.executable, "-m", "bot", "ask", "what does membership cost"]
    times = []
    for _ in range(STARTS + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=env)  # noqa: S603  our own command
        times.append(time.perf_counter() - started)
    return "cold start to first answer", f"median {statistics.median(times[1:]):.2f} s", "2 s"


def idle_memory(root: Path) -> tuple[str, str, str]:
    """Resident memory of `serve` with web, Telegram and Slack connected, after one question on Telegram."""
    Library(CONTENT, root / "var/knowledge.db").close()

    async def measure() -> float:
        async with FakeTelegram(token=TOKEN) as telegram, FakeSlack() as slack, ServedBot(_env(telegram, slack), root) as bot:
            person = telegram.user(id=7, first_name="Maya", language_code="en")
            telegram.say(person, "what is wego")
            await telegram.wait_for(lambda t: t.texts(7))
            await asyncio.sleep(3)
            status = Path(f"/proc/{bot.pid}/status").read_text(encoding="ascii")  # noqa: ASYNC240
            return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    return "resident memory of an idle serve, all channels", f"{asyncio.run(measure()):.0f} MB", "150 MB"


def throughput(root: Path) -> tuple[str, str, str]:
    """Questions answered per second through Telegram's polling, the assistant held to one core."""
    Library(CONTENT, root / "var/knowledge.db").close()

    async def measure() -> float:
        async with FakeTelegram(token=TOKEN) as telegram, ServedBot(_env(telegram), root) as bot:
            os.sched_setaffinity(bot.pid, {max(os.sched_getaffinity(0))})
            people = [telegram.user(id=100 + n, first_name="P", language_code="en") for n in range(CHATS)]
            questions = [case["q"] for case in _questions() if not case.get("context")]
            started = time.perf_counter()
            for number in range(CHATS * QUESTIONS):
                telegram.say(people[number % CHATS], questions[number % len(questions)])
            await telegram.wait_for(lambda t: len(t.sent) >= CHATS * QUESTIONS, timeout=120)
            return CHATS * QUESTIONS / (time.perf_counter() - started)

    return "questions per second through Telegram, one core", f"{asyncio.run(measure()):.0f}", "-"


async def _ask_all(root: Path, content: Path) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds of asking every question, after one round to warm up."""
    settings = Settings(_env_file=None, data_dir=root, content_dir=content)  # type: ignore[call-arg]
    questions = [case["q"] for case in _questions()]
    times: list[float] = []
    async with open_app(settings) as app:
        for turn in range(3):
            for number, question in enumerate(questions):
                person = f"{turn}-{number}"
                message = IncomingMessage(person, Account("bench", person), Address("bench", person), text=question)
                started = time.perf_counter()
                await app.assistant.reply(message)
                times.append((time.perf_counter() - started) * 1000)
    measured = sorted(times[len(questions) :])
    return statistics.median(measured), measured[int(len(measured) * 0.95)]


def _questions() -> list[dict[str, str]]:
    return [json.loads(line) for line in (CONTENT / "questions.jsonl").read_text(encoding="utf-8").splitlines() if line]


def _multiply(source: Path, target: Path, wanted: int) -> int:
    """Copy the English articles until there are ``wanted``, a third of the long words in each copy replaced by made-up ones."""
    chance = random.Random(5)  # noqa: S311  seeded on purpose
    english = [path for path in sorted((source / "articles").rglob("*.md")) if path.name.count(".") == 1]
    originals = [path for path in english if "\nsources:" in path.read_text(encoding="utf-8")]
    for path in originals:
        (target / path.parent.relative_to(source)).mkdir(parents=True, exist_ok=True)
    for name in ("association.yaml", "documents.yaml", "topics.yaml"):
        shutil.copy(source / name, target / name)
    made_up: dict[str, str] = {}

    def replaced(copy: int) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            if chance.random() > 1 / 3:
                return match[0]
            key = f"{copy % 40}{match[0].lower()}"
            return made_up.setdefault(key, "".join(chance.choices("abdeghiklmnoprstuvz", k=len(match[0]))))

        return one

    for number in range(wanted):
        path = originals[number % len(originals)]
        copy = number // len(originals)
        _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        if copy:
            head, _, rest = matter.partition("sources:")
            swap = replaced(copy)
            phrasings = [re.sub(r"[a-z]{5,}", swap, line) for line in yaml.safe_load(head)["phrasings"][:PHRASINGS]]
            quoted = [f"  - {json.dumps(f'{line} {number}')}" for line in phrasings]
            lines = [f"title: Copy {number} of {path.stem}", "phrasings:", *quoted]
            matter = "\n".join(lines) + f"\nsources:{rest.split('related:')[0]}"
            body = re.sub(r"(?<![\w:/.@-])[a-z]{5,}(?![\w:/.@-])", swap, body)
        name = path.stem if not copy else f"{path.stem[:40].rstrip('-')}-{number}"
        (target / path.parent.relative_to(source) / f"{name}.md").write_text(f"---\n{matter}---\n{body}", encoding="utf-8")
    return wanted


def _env(telegram: FakeTelegram, slack: FakeSlack | None = None) -> dict[str, str]:
    env = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": telegram.base_url, "LOG_LEVEL": "warning"}
    if slack:
        env |= {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_BASE": slack.api_base}
    return env


if __name__ == "__main__":
    main()
