"""How much a text says of what it mentions so often.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
https://doi.org/10.1561/1500000019. Reach for it wherever mentions become a share of what could be
said. Invariant: 0..1, more with every mention, each adding less than the one before.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from trithuc.matching.weights import LENGTH_SHARE, SATURATION

Floats = npt.NDArray[np.float64]
Length = TypeVar("Length", float, Floats)


def saturated(counts: npt.NDArray[np.uint8], halves: float | Floats) -> Floats:
    """halves: the count that says half of what can be said, in all texts or in that of each."""
    return counts / (counts + halves)


def half_said_at(length: Length) -> Length:
    """The count of a word that says half, in a text of this length, as a share of the usual one."""
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length)
