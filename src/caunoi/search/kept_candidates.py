"""A candidate as the index keeps it: every text analysed, ready to be scored for any need.

Reach for it where candidates are indexed and where they are scored. Invariant: a text is analysed
anew exactly when it, or what the library knows (`fingerprint`), has changed.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from trithuc.matching import (
    WEIGHTS,
    AnalysedCandidate,
    AnalysedText,
    AnalysedWork,
    Candidate,
    Text,
    readings_of,
)
from trithuc.vocabulary import concepts, sectors

_HEADER = struct.Struct("<I")
DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """digests: of each text, in the order of the candidate's works."""

    candidate: AnalysedCandidate
    digests: tuple[str, ...]

    def to_bytes(self) -> bytes:
        texts = [work.text.to_bytes() for work in self.candidate.works]
        header = json.dumps(
            {
                "id": self.candidate.id,
                "sectors": self.candidate.sectors,
                "ways": self.candidate.ways_to_contribute,
                "works": [
                    (work.id, work.year, len(text), digest)
                    for work, text, digest in zip(
                        self.candidate.works, texts, self.digests, strict=True
                    )
                ],
            }
        ).encode()
        return _HEADER.pack(len(header)) + header + b"".join(texts)

    @classmethod
    def from_bytes(cls, kept: bytes) -> KeptCandidate:
        """Raises trithuc.matching.UnreadableAnalysis for texts of another version."""
        (size,) = _HEADER.unpack_from(kept)
        at = _HEADER.size + size
        header = json.loads(kept[_HEADER.size : at])
        works, digests = [], []
        for number, year, length, digest in header["works"]:
            text = AnalysedText.from_bytes(kept[at : at + length])
            works.append(AnalysedWork(text=text, id=number, year=year))
            digests.append(digest)
            at += length
        candidate = AnalysedCandidate(
            header["id"], tuple(works), tuple(header["sectors"]), tuple(header["ways"])
        )
        return cls(candidate, tuple(digests))


def with_texts(candidate: Candidate, analysed: Sequence[AnalysedText]) -> KeptCandidate:
    """analysed: of each of `readings_of(candidate)`, in their order."""
    readings = readings_of(candidate)
    works = [
        AnalysedWork(text=text, id=one.id, year=one.year)
        for one, text in zip(readings, analysed, strict=True)
    ]
    return KeptCandidate(
        AnalysedCandidate(
            candidate.id, tuple(works), candidate.sectors, candidate.ways_to_contribute
        ),
        tuple(digest_of(one.text) for one in readings),
    )


def digest_of(text: Text) -> str:
    said = f"{text.language}\n{text.title}\n{text.body}"
    return hashlib.blake2b(
        said.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES
    ).hexdigest()


@cache
def fingerprint() -> str:
    """Of what the library knows: texts analysed under another one are analysed anew."""
    known = repr((concepts(), sectors(), sorted(WEIGHTS.items())))
    return hashlib.blake2b(known.encode(), digest_size=DIGEST_BYTES).hexdigest()
