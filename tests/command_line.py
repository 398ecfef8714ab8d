"""``bot …`` as people and programs type it: as a process of its own, or quicker, in the process of the tests."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot.cli import main
from tests.forking import fork

WIDTH = "160"
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Done:
    """What a command wrote, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]
"""``run("members", "list", stdin="", HTTP_PORT="0")``: arguments, what is typed, settings of this run alone."""


class CommandLine:
    """Runs `bot.cli.main` here: all that a process does but to start, which takes two seconds.

    Args:
        monkeypatch: Sets what the command sees.
        capture: Takes what it writes.
        settings: As in ``.env.example``, for every run.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes], **settings: str) -> None:
        self._monkeypatch = monkeypatch
        self._capture = capture
        self._settings = settings

    def __call__(self, *arguments: str, stdin: str = "", **settings: str) -> Done:
        root = logging.getLogger()
        handlers, level, configure = root.handlers, root.level, structlog.configure
        with self._monkeypatch.context() as patch:
            for name, value in {**self._settings, **settings}.items():
                patch.setenv(name, value)
            patch.setattr("sys.argv", ["bot", *arguments])
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            # A logger that is kept would write to this command's standard error for ever.
            patch.setattr(structlog, "configure", lambda **given: configure(**{**given, "cache_logger_on_first_use": False}))
            self._capture.readouterr()
            try:
                with pytest.raises(SystemExit) as ended:
                    main()
            finally:
                root.handlers, root.level = handlers, level
                structlog.reset_defaults()
            written = self._capture.readouterr()
        return Done(int(ended.value.code or 0), written.out.decode(), written.err.decode())


def run_forked(folder: Path, *arguments: str | bytes, stdin: str = "", **settings: str) -> Done:
    """Run ``bot`` likewise in a process of its own, but one that need not import everything first."""
    typed, out, err = (folder / f".{name}" for name in ("typed", "out", "err"))
    typed.write_text(stdin, encoding="utf-8")
    env = {"PATH": os.environ["PATH"], **settings}
    process = fork(("-m", "bot", *map(os.fsdecode, arguments)), folder=folder, env=env, out=out, err=err, stdin=typed)
    process.join(SECONDS)
    assert process.exitcode is not None, f"not ended after {SECONDS:.0f} s"
    return Done(process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def run_process(folder: Path, *arguments: str | bytes, stdin: str = "", **settings: str) -> Done:
    """Run ``python -m bot`` in a folder, with nothing of the tests' environment but the path."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        env={"PATH": os.environ["PATH"], "COLUMNS": WIDTH, **settings},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
