"""Runs ``python -m bot serve`` as its operators do: a process of its own, killed and started again at will."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from tests.brief import Brief
from tests.forking import fork

ROOT = Path(__file__).parents[2]
READY_SECONDS = 20.0
SERVE = ("-m", "bot", "serve")
LOOK_SECONDS = 0.02
_numbers = itertools.count()


def free_port() -> int:
    """Return a port on 127.0.0.1 on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def ended(process: BaseProcess) -> int:
    """Return the exit code of a process, once it has one."""
    while process.exitcode is None:
        await asyncio.sleep(LOOK_SECONDS)
    return process.exitcode


class ServedBot:
    """The assistant, serving: ``async with ServedBot(env, data_dir) as bot: ...``.

    It keeps its port and its data over `kill` and `restart`, so that platforms find it again.

    Args:
        env: Settings, as in ``.env.example``; nothing else of the tests' environment is passed on but the path.
        data_dir: An empty folder of its own.
        brief: Less content, with an index of it, so that it starts quicker; ``None``: all, unless ``env`` names another.
        port: Where it listens; chosen freely when 0.
        program: What Python runs; by default what operators do.

    Attributes:
        log: The file with all that it wrote to standard error, over all its lives.
    """

    def __init__(
        self, env: Mapping[str, str], data_dir: Path, *, brief: Brief | None = None, port: int = 0, program: Sequence[str] = SERVE
    ) -> None:
        self._data_dir = data_dir
        self.log = data_dir / "serve.log"
        self.port = port or free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._env = {
            "PATH": os.environ.get("PATH", ""),
            "DATA_DIR": str(brief.data_dir(data_dir) if brief else data_dir / "var"),
            "CONTENT_DIR": str(brief.content if brief else ROOT / "content"),
            "HTTP_PORT": str(self.port),
            **env,
        }
        self._program = tuple(program)
        self._process: BaseProcess | None = None

    async def __aenter__(self) -> ServedBot:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.running:
            await self.kill()

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def set(self, **env: str) -> None:
        """Change settings, for the next start."""
        self._env |= env

    async def start(self, *, wait: bool = True) -> None:
        """Start the process; with ``wait``, return when ``/health`` says that all channels are well.

        Raises:
            AssertionError: It ended, or was not well within 20 seconds; its log is in the message.
        """
        self._data_dir.mkdir(parents=True, exist_ok=True)
        self._process = fork(self._program, folder=self._data_dir, env=self._env, out=self.log, err=self.log)
        if wait:
            await self.wait_until_well()

    async def run(self, *arguments: str) -> str:
        """Run ``bot`` beside it, in its folder and with its settings; return what that writes.

        Raises:
            AssertionError: It failed; what it wrote is in the message.
        """
        self._data_dir.mkdir(parents=True, exist_ok=True)
        written = self._data_dir / f"{next(_numbers)}.written"
        process = fork(("-m", "bot", *arguments), folder=self._data_dir, env=self._env, out=written, err=written)
        assert await ended(process) == 0, written.read_text(encoding="utf-8")
        return written.read_text(encoding="utf-8")

    async def wait_until_well(self) -> None:
        """Return when all channels are well; see `start`."""
        state: dict[str, Any] = {}
        try:
            async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession() as session:
                while state.get("status") != "ok":
                    assert self.running, f"it ended with {self._process and self._process.exitcode}:\n{self._end_of_log()}"
                    state = await self._health(session)
                    await asyncio.sleep(LOOK_SECONDS)
        except TimeoutError as error:
            raise AssertionError(f"not well after {READY_SECONDS:.0f} s: {state}\n{self._end_of_log()}") from error

    async def health(self) -> dict[str, Any]:
        """Return what ``/health`` says; empty when nobody answers."""
        async with aiohttp.ClientSession() as session:
            return await self._health(session)

    async def wait_until_idle(self) -> None:
        """Return when every update that it has received is handled."""
        async with asyncio.timeout(READY_SECONDS):
            while (await self.health()).get("inbox_backlog") != 0:
                await asyncio.sleep(LOOK_SECONDS)

    async def kill(self) -> None:
        """End it with SIGKILL, at once and without its doing."""
        assert self._process is not None
        self._process.kill()
        await ended(self._process)

    async def terminate(self) -> int:
        """End it with SIGTERM; return its exit code.

        Raises:
            AssertionError: It took more than its 10 seconds.
        """
        assert self._process is not None
        self._process.terminate()
        try:
            async with asyncio.timeout(10):
                return await ended(self._process)
        except TimeoutError as error:
            raise AssertionError(f"not ended 10 s after SIGTERM\n{self._end_of_log()}") from error

    async def restart(self) -> None:
        """Start it again, killing it first where it lives; return when all channels are well."""
        if self.running:
            await self.kill()
        await self.start()

    def _end_of_log(self) -> str:
        return self.log.read_text(encoding="utf-8")[-4000:]

    async def _health(self, session: aiohttp.ClientSession) -> dict[str, Any]:
        try:
            async with session.get(f"{self.base_url}/health") as response:
                state: dict[str, Any] = await response.json()
                return state
        except (aiohttp.ClientError, OSError):
            return {}
