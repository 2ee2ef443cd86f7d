"""The 26 sectors of the product, in seven families, and the concepts under them, in six languages.

Reach for it to list sectors, to show one in a reader's language, to recognise one that a person
typed, or to find the concepts a text names. The words stand in `data/`; a code never changes its
meaning. Beside it: `crosswalks` to the lists of others, and `skos` to hand the whole on.
"""

from trithuc.vocabulary.concepts import Concept, concept, concepts, sector_of
from trithuc.vocabulary.neighbours import broader_of, depth_of, narrower_of, relatedness
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
from trithuc.vocabulary.spotting import Spot, spot

__all__ = [
    "LANGUAGES",
    "Concept",
    "Family",
    "Sector",
    "Spot",
    "broader_of",
    "concept",
    "concepts",
    "depth_of",
    "families",
    "family",
    "narrower_of",
    "relatedness",
    "sector",
    "sector_from_label",
    "sector_of",
    "sectors",
    "spot",
]
