"""The 26 sectors of the product, in seven families, and the concepts under them, in six languages.

Reach for it to list sectors, to show one in a reader's language, or to recognise one that a
person typed. The words stand in `data/*.csv`; a code never changes its meaning.
"""

from trithuc.vocabulary.concepts import Concept, concept, concepts, sector_of
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
    "Concept",
    "Family",
    "Sector",
    "concept",
    "concepts",
    "families",
    "family",
    "sector",
    "sector_from_label",
    "sector_of",
    "sectors",
]
