"""Candidates read from the register and analysed, or taken over where their texts are as before.

Reach for a `CandidateReader` while the index is written. Analysing is what takes longest, so a
text that the current index holds analysed, under the same fingerprint, is not analysed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType

from caunoi.search.analysing import Analyst
from caunoi.search.collection import read_facts
from caunoi.search.index import NoIndex, Reader, read_index
from caunoi.search.kept_candidates import KeptCandidate, digest_of, fingerprint, with_texts
from caunoi.search.kinds import SearchableKind
from trithuc.matching import AnalysedText, Candidate, Text, UnreadableAnalysis, readings_of


class CandidateReader(AbstractContextManager["CandidateReader"]):
    """number_read: how many candidates it has read so far."""

    def __init__(self) -> None:
        self._analyst = Analyst()
        self._before = _reader_of_same_knowledge()
        self.number_read = 0

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._analyst.__exit__(kind, error, traceback)

    def kept(self, kind: SearchableKind, ids: Sequence[int]) -> list[KeptCandidate]:
        """Those among the ids that may answer a need."""
        if kind.candidates_of is None:
            return []
        candidates = list(kind.candidates_of(ids))
        analysed = self._texts_before(kind, ids)
        for text, found in self._read_anew(candidates, analysed):
            analysed[digest_of(text)] = found
        self.number_read += len(ids)
        return [
            with_texts(one, [analysed[digest_of(reading.text)] for reading in readings_of(one)])
            for one in candidates
        ]

    def _read_anew(
        self, candidates: Sequence[Candidate], analysed: Mapping[str, AnalysedText]
    ) -> Iterator[tuple[Text, AnalysedText]]:
        new = {
            reading.text
            for one in candidates
            for reading in readings_of(one)
            if digest_of(reading.text) not in analysed
        }
        texts = sorted(new, key=lambda text: (text.title, text.body, text.language))
        return zip(texts, self._analyst.analysed(texts), strict=True)

    def _texts_before(self, kind: SearchableKind, ids: Sequence[int]) -> dict[str, AnalysedText]:
        if self._before is None:
            return {}
        try:
            kept = self._before.kept(kind.code, ids).values()
        except (UnreadableAnalysis, ValueError):
            return {}
        return {
            digest: work.text
            for one in kept
            for digest, work in zip(one.digests, one.candidate.works, strict=True)
        }


def _reader_of_same_knowledge() -> Reader | None:
    """The index as it stands; None without one, and where the library knows more by now."""
    try:
        reader = read_index()
        is_same = read_facts(reader.generation).known == fingerprint()
    except (NoIndex, OSError, ValueError):
        return None
    return reader if is_same else None
