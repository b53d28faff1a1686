"""The log: a line of JSON for everything that is worth one, on standard error.

A request is told by method and route, not by its address: addresses hold links that are secrets,
sites that somebody asks about, and names. Texts from outside are values in JSON, so that no line
can be forged.
"""

import logging
import logging.config
from collections.abc import MutableMapping
from typing import Any

import structlog

from api.clock import now

_LEVEL = "INFO"
# httpx would tell whole addresses of what we ask others.
_TALKATIVE = ("alembic", "httpx")
Fields = MutableMapping[str, Any]


def set_up_logging() -> None:
    """Let everything that logs write lines of JSON to standard error."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": _formatter}},
            "handlers": {"all": {"class": "logging.StreamHandler", "formatter": "json"}},
            "loggers": {name: {"level": "WARNING"} for name in _TALKATIVE},
            "root": {"handlers": ["all"], "level": _LEVEL},
        }
    )


def _formatter() -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            _moment,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )


def _moment(_: object, __: str, fields: Fields) -> Fields:
    return {"at": now().isoformat(timespec="milliseconds"), **fields}
