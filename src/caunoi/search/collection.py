"""What all candidates have in common: statistics, beside the index they were counted in.

Reach for `read_collection` before scoring. Small collections are counted anew within a minute of a
change; large ones when a twentieth of the candidates changed, since one record more hardly moves
how rare a word is.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caunoi.search.kept_candidates import KeptCandidate, fingerprint

if TYPE_CHECKING:
    from trithuc.matching import CollectionStatistics

STATISTICS, FACTS = "statistics.npz", "collection.json"
SMALL = 2_000
SHARE_THAT_MATTERS = 0.05


@dataclass(frozen=True, slots=True)
class Facts:
    """candidates: how many were counted. changed: how many since. newest_year: of any work; 0 where
    no work has a year. known: the fingerprint of what the library knew when it read them."""

    candidates: int
    changed: int
    newest_year: int
    known: str

    @property
    def is_due(self) -> bool:
        few = self.candidates <= SMALL
        return bool(self.changed) and (few or self.changed > SHARE_THAT_MATTERS * self.candidates)


@dataclass(frozen=True, slots=True)
class Collection:
    statistics: CollectionStatistics
    facts: Facts

    @property
    def as_of(self) -> int | None:
        """The year from which the age of a work counts; None where no work has a year."""
        return self.facts.newest_year or None


class Census:
    """Counts candidates as they pass by."""

    def __init__(self) -> None:
        from trithuc.matching import StatisticsBuilder

        self._builder = StatisticsBuilder()
        self._candidates, self._newest_year = 0, 0

    def count(self, candidates: Iterable[KeptCandidate]) -> None:
        """Some thousand at once at most: their texts are in memory together."""
        some = [kept.candidate for kept in candidates]
        works = [work for candidate in some for work in candidate.works]
        self._builder.add([work.text for work in works])
        self._candidates += len(some)
        self._newest_year = max([self._newest_year, *(work.year or 0 for work in works)])

    def write(self, generation: Path) -> None:
        statistics = self._builder.build().to_bytes()
        facts = Facts(self._candidates, 0, self._newest_year, fingerprint())
        _write(generation / STATISTICS, statistics)
        write_facts(generation, facts)


def read_facts(generation: Path) -> Facts:
    """Raises OSError or ValueError where there are none that can be read."""
    try:
        return Facts(**json.loads((generation / FACTS).read_bytes()))
    except TypeError as error:
        raise ValueError("facts of another version") from error


def write_facts(generation: Path, facts: Facts) -> None:
    _write(generation / FACTS, json.dumps(asdict(facts)).encode())


_read: dict[Path, tuple[int, Collection]] = {}


def read_collection(generation: Path) -> Collection:
    """Kept until the file changes. Raises OSError or ValueError."""
    from trithuc.matching import CollectionStatistics

    written_at = (generation / STATISTICS).stat().st_mtime_ns
    found = _read.get(generation)
    if found is None or found[0] != written_at:
        statistics = CollectionStatistics.from_bytes((generation / STATISTICS).read_bytes())
        _read.clear()
        found = written_at, Collection(statistics, read_facts(generation))
        _read[generation] = found
    return found[1]


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.replace(temporary, path)
