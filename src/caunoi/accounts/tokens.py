"""The secret inside a signed link: how it is made, what is kept of it, how logs stay clean.

Knows nothing of Django's models, so that logging can be set up before they are loaded.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from typing import Any

# A start that nothing else has lets `HideTokens` find a token in any line of any log.
PREFIX = "cn_"
PATTERN = re.compile(re.escape(PREFIX) + r"[\w-]{43}")
# allauth's own link to a new password is as good as a password while it lasts.
NEW_PASSWORD = re.compile(r"(/password/reset/key/)[^/\s]+")

# From the first such line to the next traceback: a quoted value may itself have several lines.
QUOTED_ROWS = re.compile(
    r"\n(?:DETAIL|CONTEXT|HINT|QUERY|LINE \d+): .*?(?=\n\nThe above exc|\n\nDuring handl|\Z)", re.S
)


def new_token() -> str:
    """256 random bits, safe in an address."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    # A plain digest is enough: 256 random bits cannot be guessed back from it, unlike a password.
    return hashlib.sha256(token.encode()).hexdigest()


class HideTokens(logging.Filter):
    """Blots tokens out of log lines: Django logs the address of every refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = NEW_PASSWORD.sub(r"\1…", PATTERN.sub(PREFIX + "…", message))
        if clean != message:
            record.msg, record.args = clean, ()
        return True


class RefusalsInOneLine(logging.Filter):
    """Leaves the traceback out where a page was refused: nothing broke, and logs fill up."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.request" and record.levelno == logging.WARNING:
            record.exc_info = record.exc_text = None
        return True


class WithoutData(logging.Formatter):
    """Leaves out of a traceback what PostgreSQL quotes of the row in question: it names people."""

    def formatException(self, ei: Any) -> str:
        return QUOTED_ROWS.sub("", super().formatException(ei))
