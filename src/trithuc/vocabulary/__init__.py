"""The 26 sectors of the product, in seven families, with labels in six languages.

Reach for it to list sectors, to show one in a reader's language, or to recognise one that a
person typed. The words stand in `data/*.csv`; a code never changes its meaning.
"""

from trithuc.vocabulary.sectors import (
    LANGUAGES,
    Family,
    Sector,
    families,
    family,
    sector,
    sector_from_label,
    sectors,
)

__all__ = [
    "LANGUAGES",
    "Family",
    "Sector",
    "families",
    "family",
    "sector",
    "sector_from_label",
    "sectors",
]
