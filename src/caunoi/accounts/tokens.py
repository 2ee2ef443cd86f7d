"""The secret inside a signed link: how it is made, what is kept of it, how logs stay clean.

Knows nothing of Django's models, so that logging can be set up before they are loaded.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets

# A start that nothing else has lets `HideTokens` find a token in any line of any log.
PREFIX = "cn_"
PATTERN = re.compile(re.escape(PREFIX) + r"[\w-]{43}")


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
        if PREFIX in message:
            record.msg, record.args = PATTERN.sub(PREFIX + "…", message), ()
        return True
