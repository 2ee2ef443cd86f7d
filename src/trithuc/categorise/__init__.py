"""A text's sectors, with calibrated scores and the words that speak for them, in six languages.

Reach for it to place a proposal, a work or a need in the 26 sectors of `trithuc.vocabulary`.
Invariant: no sector is assigned without evidence, and "none of these" is an answer.
"""

from collections.abc import Iterable, Iterator

from trithuc.categorise.categoriser import Categoriser
from trithuc.categorise.results import Categorisation, Document, Evidence, SectorScore
from trithuc.categorise.retraining import Reviewed

__all__ = [
    "Categorisation",
    "Categoriser",
    "Document",
    "Evidence",
    "Reviewed",
    "SectorScore",
    "categorise",
    "categorise_many",
]


def categorise(text: str, *, title: str = "", language: str = "") -> Categorisation:
    """By the shipped model. language: one of the six codes, or "" to have it found."""
    return Categoriser.standard().categorise(Document(text, title, language))


def categorise_many(documents: Iterable[Document]) -> Iterator[Categorisation]:
    """By the shipped model, one by one as the documents come."""
    return Categoriser.standard().categorise_many(documents)
