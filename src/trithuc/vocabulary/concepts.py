"""The concepts under the sectors: what specialists call their subjects, in six languages.

Reach for it to list what stands under a sector, or to look a concept up. One table a sector in
`data/concepts/`, written by us; the words are those of SKOS. Invariant: every concept leads up to
exactly one sector, and a label on two concepts has its reason in the note.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from trithuc.vocabulary.sectors import LANGUAGES, sectors

_SEPARATOR: Final = " | "


@dataclass(frozen=True, slots=True)
class Concept:
    """broader: the id of another concept, or the code of a sector.

    pref_label: one for each of `LANGUAGES`. alt_labels: per language, what else people write.
    note: why a label stands on two concepts, or "context: …", words that settle which is meant.
    """

    id: str
    broader: str
    pref_label: Mapping[str, str]
    alt_labels: Mapping[str, tuple[str, ...]]
    note: str = ""


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, sector by sector in the order of `sectors()`, as their tables list them."""
    return tuple(concept for sector in sectors() for concept in _table(sector.code))


def concept(id: str) -> Concept:
    """Raises KeyError for an id that is no concept's."""
    return _by_id()[id]


def sector_of(id: str) -> str:
    """Code of the sector a concept stands under. Raises KeyError for an unknown id."""
    codes = {sector.code for sector in sectors()}
    broader = concept(id).broader
    while broader not in codes:
        broader = concept(broader).broader
    return broader


@cache
def _by_id() -> Mapping[str, Concept]:
    return MappingProxyType({one.id: one for one in concepts()})


def _table(sector: str) -> Iterator[Concept]:
    path = files("trithuc.vocabulary") / "data" / "concepts" / f"{sector}.tsv"
    with path.open(encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Concept(
                id=row["id"],
                broader=row["broader"],
                pref_label=MappingProxyType({code: row[code] for code in LANGUAGES}),
                alt_labels=MappingProxyType(
                    {code: _parts(row[f"alt_{code}"]) for code in LANGUAGES}
                ),
                note=row["note"] or "",
            )


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split(_SEPARATOR.strip()) if part.strip())
