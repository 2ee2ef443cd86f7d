"""Every number that decides a score, in one table.

Reach for it to see or to change what counts how much; `docs/matching.md` shows the table. The
feature weights were chosen on half of the topics of one collection (`benchmarks/expert_finding`),
with the figures of the other half in view: neither half is a blind test.
Invariant: raising a weight never lowers a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# feature → what a full point of it adds, in the exponent of score = 1 - exp(-sum)
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "words": 1.0,  # the need's own words and phrases stand in the work
        "themes": 1.0,  # words that go with the need's words throughout the collection
        "concepts": 0.2,  # the need's concepts, or their neighbours, in any language
        "semantic": 0.4,  # nearness of meaning, where an embedder is given
        "sectors": 0.15,  # the candidate states a sector of the need
        "ways": 0.1,  # the candidate offers a way to contribute that the need wants
    }
)
# Across languages words meet only where they are translated: concepts speak for the rest too.
CONCEPTS_ACROSS_LANGUAGES: Final = 2.5
# Less so where the glossary read whole words (`glossing`), since more of them are translated.
CONCEPTS_BESIDE_WHOLE_WORDS: Final[Mapping[str, float]] = MappingProxyType({"vi": 2.0})
# The labels of its concepts are the need's words in another language, less surely its own; what
# the glossary gives for its everyday words says less of the subject. More where it was read word by
# word (`glossing`).
TRANSLATED: Final = 0.5
GLOSSED: Final = 0.25
GLOSSED_WHOLE: Final = 0.5

# Of a candidate's works the best counts whole, the nth by n to this power, the eleventh not.
COUNTED_WORKS: Final = 10
WORK_DISCOUNT: Final = -0.7

# How fast repetition saturates, how much a text's length counts (`saturation`).
SATURATION: Final = 1.2
LENGTH_SHARE: Final = 0.75
CONCEPT_SATURATION: Final = 0.5
# A phrase of two words beside the words themselves. Vietnamese writes most words as two or more.
PHRASE_WEIGHT: Final = 0.3
SYLLABLE_WEIGHT: Final[Mapping[str, float]] = MappingProxyType({"vi": 0.4})
SYLLABLE_PHRASE_WEIGHT: Final[Mapping[str, float]] = MappingProxyType({"vi": 1.0})
SYLLABLES_A_WORD: Final[Mapping[str, float]] = MappingProxyType({"vi": 2.0})
# Concepts less near than this are not neighbours; parent and child, mostly, are.
LEAST_NEARNESS: Final = 0.66
# As if this many texts that hold none of the words stood in every collection: small ones, too,
# then know rare from common.
IMAGINED_TEXTS: Final = 100

# Terms that the themes add to a need, and the size of the space they are found in.
THEME_TERMS: Final = 100
# A work loses at most this share with age, half of it in the first so many years.
AGE_SHARE: Final = 0.3
AGE_HALVES_IN: Final = 8.0
# Cosines of sentence embeddings begin far above nothing: what counts is the rest.
LEAST_COSINE: Final = 0.3
