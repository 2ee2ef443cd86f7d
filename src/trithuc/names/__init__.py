"""Names of people as they are written: order, marks, initials and titles.

Reach for it to sort people, to find the same name typed in another way, or to find which word of
a name is the family name. Invariant: a name says nothing here about who its bearer is or where
they come from, and no two people are ever taken for one on a name alone.
"""

from trithuc.names.comparison import NameComparison, NameDetail, compare_names
from trithuc.names.parsing import NameOrder, ParsedName, parse_name
from trithuc.names.sorting import sort_key
from trithuc.names.titles import split_titles
from trithuc.names.tokens import name_key, name_tokens

__all__ = [
    "NameComparison",
    "NameDetail",
    "NameOrder",
    "ParsedName",
    "compare_names",
    "name_key",
    "name_tokens",
    "parse_name",
    "sort_key",
    "split_titles",
]
