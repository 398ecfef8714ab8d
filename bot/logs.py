"""Logs: readable on a terminal, one JSON object a line otherwise; constant event names and ids, never texts or tokens."""

from __future__ import annotations

import logging
import sys

import structlog

# Their INFO lines hold URLs, and Telegram's URLs hold the token; slack_sdk's DEBUG lines hold tokens;
# fontTools tells which letters an invoice has.
_QUIET = (
    "httpx",
    "httpcore",
    "slack_sdk",
    "slack_bolt",
    "aiosqlite",
    "fontTools",
    "alembic",
    "asyncio",
    "telegram",
    "uvicorn.error",
)


def set_up(level: str) -> None:
    """Send the assistant's logs, and what libraries warn of, to standard error.

    Tracebacks come without the values of variables, which structlog would add: tokens and texts are among them.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    if sys.stderr.isatty():
        render: list[structlog.typing.Processor] = [
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        ]
    else:
        traceback = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        render = [structlog.processors.ExceptionRenderer(traceback), structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of each tick that falls into a job under way
