"""When a source says of a person what the register has already, in a poorer spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trithuc.names import ALIKE, name_key
from trithuc.names import compare as compare_names
from trithuc.text.folding import fold


def says_nothing_new_of_name(current: str, stated: str) -> bool:
    """Whether a spelling only lost marks, case or the order of an already known name."""
    if name_key(current) != name_key(stated):
        return stated.isascii() and not current.isascii() and _are_alike(current, stated)
    pairs = zip(_words_in_order(current), _words_in_order(stated), strict=False)
    return all(old == new or new == fold(new) for old, new in pairs)


def says_nothing_new_of_affiliation(current: Sequence[str], stated: Sequence[str]) -> bool:
    """Affiliations as [organisation, position]; an empty position states nothing."""
    (body, position), (stated_body, stated_position) = current, stated
    return fold(body) == fold(stated_body) and stated_position in {"", position}


def _are_alike(current: str, stated: str) -> bool:
    return compare_names(current, stated).score >= ALIKE


def _words_in_order(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", name.casefold()), key=lambda word: (fold(word), word))
