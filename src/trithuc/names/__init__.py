"""Names of people as they are written: order, marks, initials, titles, scripts.

Reach for it to part a name, to sort people, to make the spellings under which a name may be found
and to compare two of them. Invariant: a name says nothing here about who its bearer is or where
they come from, and no two people are ever taken for one on a name alone.
"""

from trithuc.names.comparison import ALIKE, SAME, NameComparison, NameReason, compare
from trithuc.names.order import NameOrder
from trithuc.names.parsing import ParsedName, parse
from trithuc.names.readings import characters, pinyin_readings, readings
from trithuc.names.sorting import sort_key
from trithuc.names.titles import split_titles
from trithuc.names.tokens import name_key, name_tokens
from trithuc.names.typed import TypedWord, typed_words
from trithuc.names.variants import variants

__all__ = [
    "ALIKE",
    "SAME",
    "NameComparison",
    "NameOrder",
    "NameReason",
    "ParsedName",
    "TypedWord",
    "characters",
    "compare",
    "name_key",
    "name_tokens",
    "parse",
    "pinyin_readings",
    "readings",
    "sort_key",
    "split_titles",
    "typed_words",
    "variants",
]
