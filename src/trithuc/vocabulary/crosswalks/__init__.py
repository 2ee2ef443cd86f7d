"""How the sectors stand to the lists of others: OECD's fields, EuroSciVoc, Viet Nam's lists.

Reach for it to read records that carry another list's codes, or to report in them. The tables
are `data/ford.csv`, `data/euroscivoc.csv` and `data/national_groups.csv`; codes and names are
facts of their publishers, the relations to our sectors are ours.
Invariant: what has no counterpart gives nothing; nothing is guessed.
"""

from trithuc.vocabulary.crosswalks.euroscivoc import (
    EuroSciVocRule,
    euroscivoc_rules,
    sectors_of_euroscivoc,
)
from trithuc.vocabulary.crosswalks.ford import (
    FordField,
    ford_fields,
    ford_of_sector,
    sectors_of_ford,
)
from trithuc.vocabulary.crosswalks.national import NationalGroup, national_groups

__all__ = [
    "EuroSciVocRule",
    "FordField",
    "NationalGroup",
    "euroscivoc_rules",
    "ford_fields",
    "ford_of_sector",
    "national_groups",
    "sectors_of_euroscivoc",
    "sectors_of_ford",
]
