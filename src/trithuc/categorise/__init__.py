"""A text's sectors, with calibrated scores and the words that speak for them, in six languages.

Reach for it to place a proposal, a work or a need in the 26 sectors of `trithuc.vocabulary`.
Invariant: no sector is assigned without evidence, and "none of these" is an answer.
"""

from trithuc.categorise.results import Categorisation, Document, Evidence, SectorScore

__all__ = ["Categorisation", "Document", "Evidence", "SectorScore"]
