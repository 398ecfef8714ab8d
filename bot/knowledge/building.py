"""From the files of ``content/`` to the index, in a process of its own where there are many: its memory goes with it.

Reading three thousand articles takes a hundred megabytes that Python does not give back; a server that runs for months
should not keep them for an edit.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

from bot.errors import ConfigurationError, ContentError, Fault
from bot.knowledge import index_writer
from bot.knowledge.loading import ContentLoader
from bot.knowledge.semantics import Semantics

APART_FROM = 500
"""Files from which the index is built in another process; below, starting one would take longer than the work."""

AT_ONCE = 4
"""Languages that are read at once at most: each takes up to 200 MB meanwhile."""


def build(loader: ContentLoader, index_path: Path, stamp: str, semantics: Semantics) -> None:
    """Build the index anew.

    Args:
        loader: Of the content; a small one reads unchanged files only once.
        index_path: Where the index goes.
        stamp: What it is known by (`bot.knowledge.index.built_from`).
        semantics: What makes vectors of texts.

    Raises:
        ContentError: The content has faults.
        ConfigurationError: The index can't be written.
    """
    if loader.count() < APART_FROM:
        index_writer.build(index_path, loader.load(), stamp, semantics)
        return
    command = [sys.executable, "-m", __name__, str(loader.root), str(index_path), stamp]
    command += [semantics.model.name] if semantics.model else []
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  our own program
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise ConfigurationError(f"DATA_DIR: building {index_path} failed: {done.stderr.strip()[-300:]}") from error
    if told["faults"]:
        raise ContentError([Fault(Path(path), line, message) for path, line, message in told["faults"]])
    if told["error"]:
        raise ConfigurationError(told["error"])


def main() -> None:
    """Build, and tell on standard output what went wrong."""
    gc.disable()  # the process ends before there is anything to collect; a sixth of the time
    root, index_path, stamp, *named = sys.argv[1:]
    faults: list[tuple[str, int, str]] = []
    failed = ""
    try:
        content, processes = ContentLoader(Path(root)).load(), min(os.cpu_count() or 1, AT_ONCE)
        index_writer.build(Path(index_path), content, stamp, Semantics(*named), processes=processes)
    except ContentError as error:
        faults = [(str(fault.path), fault.line, fault.message) for fault in error.faults]
    except ConfigurationError as error:
        failed = str(error)
    sys.stdout.write(json.dumps({"faults": faults, "error": failed}))


if __name__ == "__main__":
    main()
