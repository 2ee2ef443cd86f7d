"""`trithuc match`: needs against candidates, from JSON lines to JSON lines.

Reach for it from a shell; from Python use `Collection`. Invariant: a line for every need that was
read, in their order, and the same lines for the same input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from trithuc.jsonlines import BadRecord, Problems, identifier, records, write_line
from trithuc.matching.collection import Collection
from trithuc.matching.embedding import MissingEmbedder, load_embedder
from trithuc.matching.needs import AnalysedNeed
from trithuc.matching.ranking import Evidence, Match
from trithuc.matching.reading import candidate_from, need_from
from trithuc.matching.records import Candidate, Identifier

Record = TypeVar("Record")

_DIGITS: Final = 6
# Below this, starting a second process costs more than it saves.
_WORKS_WORTH_SHARING: Final = 2_000


def run(options: argparse.Namespace, problems: Problems) -> None:
    collection = _collection(options, problems)
    if collection is None:
        return
    answer = _all if options.all else _best
    for need in records([options.needs], _each_id_once(need_from), problems):
        read = collection.read(need)
        write_line(
            sys.stdout.buffer,
            {
                "need": need.id,
                "language": read.language,
                "semantic": collection.embedder is not None,
                "matches": answer(collection, read, options.top),
            },
        )


def _collection(options: argparse.Namespace, problems: Problems) -> Collection | None:
    """None where the embedder asked for cannot be had; the problem is told."""
    try:
        embedder = load_embedder(Path(options.embedder)) if options.embedder else None
    except MissingEmbedder as error:
        problems.tell(options.embedder, str(error))
        return None
    candidates = list(records([options.candidates], _each_id_once(candidate_from), problems))
    return Collection.of(
        candidates,
        as_of=options.as_of,
        embedder=embedder,
        processes=_processes_for(candidates),
    )


def _processes_for(candidates: list[Candidate]) -> int:
    works = sum(len(one.works) for one in candidates)
    return (os.cpu_count() or 1) if works >= _WORKS_WORTH_SHARING else 1


def _each_id_once(
    parse: Callable[[Mapping[str, object]], Record],
) -> Callable[[Mapping[str, object]], Record]:
    """The same parser, refusing an id that an earlier record has: which one is meant is open."""
    seen = set[Identifier]()

    def parse_new(record: Mapping[str, object]) -> Record:
        parsed = parse(record)
        id = identifier(record, "id")
        if id in seen:
            raise BadRecord(f'the id "{id}" stands on an earlier line')
        seen.add(id)
        return parsed

    return parse_new


def _all(collection: Collection, need: AnalysedNeed, _: int) -> list[dict[str, object]]:
    return [
        {"candidate": candidate, "score": round(score, _DIGITS)}
        for candidate, score in collection.all_scores(need)
    ]


def _best(collection: Collection, need: AnalysedNeed, top: int) -> list[dict[str, object]]:
    return [_shown(match) for match in collection.best(need, top)]


def _shown(match: Match) -> dict[str, object]:
    return {
        "candidate": match.candidate,
        "score": round(match.score, _DIGITS),
        "evidence": [_reason(one) for one in match.evidence],
    }


def _reason(evidence: Evidence) -> dict[str, object]:
    work = {} if evidence.work is None else {"work": evidence.work}
    return work | {
        "text": evidence.text,
        "concepts": list(evidence.concepts),
        "feature": evidence.feature,
        "score": round(evidence.score, _DIGITS),
    }
