"""Logs in JSON, without addresses, tokens or texts; the request id is carried into Celery."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# A secret link holds at least that many such signs in a row; a request id holds 32.
_TOKEN = re.compile(r"[\w-]{40,}")


def mask_tokens(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Hide what looks like a token in every text of the line: Django logs the paths it refuses."""
    return {
        key: _TOKEN.sub("…", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
PROCESSORS: list[Processor] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.processors.format_exc_info,
    mask_tokens,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def configure_logs() -> None:
    """Send structlog's events through the standard library's handlers."""
    structlog.configure(
        processors=[
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
