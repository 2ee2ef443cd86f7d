"""Markup that publishers leave in titles and abstracts (HTML, JATS, MathML), taken out.

Invariant: only known elements go. `p < 0.05` and `<unknown>` stay as they are.
"""

from __future__ import annotations

import html
import re
from typing import Final

from trithuc.importers.dump.fields import tidy

_ELEMENT: Final = re.compile(
    r"</?(?:(?:jats|mml|m|xhtml):[a-z0-9-]{1,30}"
    r"|i|b|u|em|strong|italic|bold|sub|sup|inf|scp|sc|tt|small|span|br|p|div|font|title|sec)"
    r"(?:\s[\w:-]{1,60}=[^<>]{0,500})?\s?/?>",  # `a<b and c>d` has no attribute
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(r"(?:jats:|xhtml:)?(?:br|p|div|title|sec)\b", re.IGNORECASE)


def without_markup(text: str) -> str:
    """One line without elements and with entities read; escaped elements count as elements."""
    return tidy(_ELEMENT.sub(_in_its_place, html.unescape(text)))


def _in_its_place(element: re.Match[str]) -> str:
    """Paragraphs were apart; what was raised or slanted was within its word."""
    return " " if _BLOCK.match(element[0].lstrip("</")) else ""
