"""Filling the index: all of it anew, or the records that changed.

Only one writes at a time (`index.writing`). A rebuild reads every record in batches, turns readers
to the new generation, of which nobody saw anything before, and then takes in what changed
meanwhile. Notes about changes are taken away only when what they ask for is committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from caunoi.search.candidate_reading import CandidateReader
from caunoi.search.collection import Census, read_facts, write_facts
from caunoi.search.index import (
    REBUILD_MEMORY,
    REFRESH_MEMORY,
    BeingWritten,
    NoIndex,
    Writer,
    current_generation,
    new_generation,
    read_index,
    turn_to,
    writing,
)
from caunoi.search.kinds import kind_of, kinds
from caunoi.search.models import StaleDocument
from caunoi.sources.many import among

RECORDS_AT_ONCE = 1_000
# An import notes a record several times: taken together, it is read once.
NOTES_AT_ONCE = 50_000

Report = Callable[[int, int], None]


def rebuild_index(report: Report = lambda done, total: None) -> int:
    """Build the index anew, waiting for whoever writes now; how many records it holds.

    report: called with records done and records in all.
    """
    with writing(waits=True) as home:
        number = _rebuild(home, report)
    refresh_index()
    return number


def refresh_index() -> int:
    """Take in what changed; how many notes that were. 0 also while someone else writes.

    Whoever writes looks once more after letting go, so that a note made while nobody else could
    write is not left lying. An index that is missing or damaged is built anew.
    """
    number = 0
    while StaleDocument.objects.exists() or not index_is_sound():
        try:
            with writing(waits=False) as home:
                if not index_is_sound():
                    _rebuild(home, lambda done, total: None)
                number += _refresh(home)
        except BeingWritten:
            break
    return number


def build_missing_index(report: Report = lambda done, total: None) -> None:
    """Nothing to do where another has built it meanwhile."""
    with writing(waits=True) as home:
        if not index_is_sound():
            _rebuild(home, report)
    refresh_index()


def index_is_sound() -> bool:
    try:
        read_index()
    except NoIndex:
        return False
    return True


def _rebuild(home: Path, report: Report) -> int:
    generation = new_generation(home)
    # What they tell is committed and so will be read; what is noted from here on may not be.
    covered = list(StaleDocument.objects.order_by().values_list("pk", flat=True))
    writer = Writer(generation, memory=REBUILD_MEMORY, threads=2)
    census = Census()
    done, total = 0, sum(kind.records().count() for kind in kinds())
    report(0, total)
    with CandidateReader() as candidates:
        for kind in kinds():
            for ids in _batches(list(kind.records().order_by().values_list("pk", flat=True))):
                writer.add(kind.documents_of(ids))
                kept = candidates.kept(kind, ids)
                writer.add_candidates(kind.code, kept)
                census.count(kept)
                done += len(ids)
                report(min(done, total), total)
    # What it learns takes seconds, in which the writer's own threads go on.
    census.write(generation)
    writer.finish()
    turn_to(generation)
    _forget(covered)
    return done


def _refresh(home: Path) -> int:
    """Nothing is opened where nothing changed."""
    if not StaleDocument.objects.exists():
        return 0
    generation = current_generation(home)
    writer = Writer(generation, memory=REFRESH_MEMORY, threads=1)
    number = 0
    with CandidateReader() as candidates:
        while notes := _take_in_changes(writer, candidates):
            writer.commit()
            _forget(notes)
            number += len(notes)
        changed = candidates.number_read
    writer.finish()
    note_changes(generation, changed)
    return number


def _take_in_changes(writer: Writer, candidates: CandidateReader) -> Sequence[int]:
    """The notes that were read, not yet committed."""
    notes = list(StaleDocument.objects.values_list("id", "kind", "record")[:NOTES_AT_ONCE])
    changed: defaultdict[str, set[int]] = defaultdict(set)
    for _, kind, record in notes:
        changed[kind].add(record)
    for code, records in changed.items():
        writer.remove(code, records)
        if found := kind_of(code):
            for ids in _batches(sorted(records)):
                writer.add(found.documents_of(ids))
                writer.add_candidates(code, candidates.kept(found, ids))
    return [number for number, _, _ in notes]


def note_changes(generation: Path, number: int) -> None:
    facts = read_facts(generation)
    if number:
        write_facts(generation, replace(facts, changed=facts.changed + number))


def count_collection_if_due() -> bool:
    """Count what all candidates have in common anew, once enough of it has changed; whether it was.

    Apart from a refresh, since learning what goes with what takes seconds.
    """
    try:
        with writing(waits=False) as home:
            generation = current_generation(home)
            is_due = read_facts(generation).is_due
            if is_due:
                _count_anew(generation)
            return is_due
    except (BeingWritten, OSError, ValueError):
        return False


def _count_anew(generation: Path) -> None:
    census, kept = Census(), read_index().all_kept()
    while some := list(islice(kept, RECORDS_AT_ONCE)):
        census.count(some)
    census.write(generation)


def _forget(notes: Collection[int]) -> None:
    StaleDocument.objects.filter(among("id", notes)).delete()


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + RECORDS_AT_ONCE] for at in range(0, len(ids), RECORDS_AT_ONCE))
