"""Text that has to fit on one line, such as a name, as the eye sees it."""

from __future__ import annotations

import unicodedata

# Format characters hide in a copied name: they turn round what follows it on a page, or make two
# names that look the same differ. Halves of surrogate pairs no database keeps.
_UNSEEN = ("Cf", "Cs")
_CONTROL = "Cc"


def plain_line(text: str) -> str:
    """The text composed, without invisible characters, with single spaces."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(map(_as_seen, composed))
    return " ".join(composed.split())


def _as_seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    return " " if category == _CONTROL else character
