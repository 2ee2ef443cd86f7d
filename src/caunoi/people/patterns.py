"""A typed word of a name as PostgreSQL looks for it: regular expressions on a folded name.

Reach for `people.models.called`, which asks of every spelling of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trithuc.names import TypedWord


def ways_to_fit(word: TypedWord) -> list[list[str]]:
    """A name fits where all expressions of one of these ways are found in it."""
    anywhere = [*map(re.escape, word.anywhere), *map(_whole, word.whole)]
    ways = [["|".join(anywhere)]] if anywhere else []
    ways.append([_any_whole(group) for group in word.together])
    ways.append([rf"\m{re.escape(letter)}" for letter in word.initials])
    return [way for way in ways if way]


def _whole(word: str) -> str:
    return rf"\m{re.escape(word)}\M"


def _any_whole(words: Iterable[str]) -> str:
    return "|".join(map(_whole, words))
