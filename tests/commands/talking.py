"""What tests of commands say and read."""

import json
from typing import Any

from tests.command_line import Done

CONTRACT = ["id", "kind", "text", "lang", "article", "confidence", "sources", "choices", "elapsed_ms"]
FEES = "How much is the membership fee for local governments?"


def answers(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(*questions: object) -> str:
    return "\n".join(json.dumps(question, ensure_ascii=False) for question in questions)
