"""``python -m bot …`` as a process of its own that starts quickly, since it is forked from one that has imported everything.

Imports take a second of processor time, two thirds of a start. All else is as in any process: its id, folder, settings
and files are its own, and so is its death. What imports themselves do, `tests.command_line.run_process` shows.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_CHANNELS = ("channels.telegram", "channels.slack", "channels.console")
_OURS = ("cli", "serve", "asking", "demo.stage", "dues.document", *_CHANNELS)
_THEIRS = ("aiosqlite", "sqlalchemy.dialects.sqlite", "uvicorn.protocols.http.auto", "uvicorn.lifespan.off")
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([*(f"bot.{name}" for name in _OURS), *_THEIRS])


def fork(
    program: Sequence[str], *, folder: Path, env: Mapping[str, str], out: Path, err: Path, stdin: Path | None = None
) -> BaseProcess:
    """Start a program as ``python`` with these arguments does: ``("-m", "bot", "serve")``; or a file, with its own.

    Args:
        program: The arguments.
        folder: In which it runs.
        env: All of its environment.
        out: The file to which its standard output is appended.
        err: The same for standard error.
        stdin: What it reads; ``None``: nothing.
    """
    files = (str(stdin or os.devnull), str(out), str(err))
    process = _context.Process(target=_become, args=(tuple(program), str(folder), dict(env), files), daemon=True)
    process.start()
    return process


def _become(program: tuple[str, ...], folder: str, env: dict[str, str], files: tuple[str, str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    for number, (path, flags) in enumerate(zip(files, (os.O_RDONLY, *2 * (os.O_WRONLY | os.O_CREAT | os.O_APPEND,)), strict=True)):
        opened = os.open(path, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  multiprocessing has closed it
    name, sys.argv = program[0], list(program)
    if name == "-m":
        name, sys.argv = program[1], list(program[1:])
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(name, run_name="__main__")
