"""Organisations of ROR: how fast its lines are read, and how long the region's take to import.

Beside it, in the same run: the same lines taken apart by Python's own json and nothing more. The
region's records are real ones, read where CAUNOI_SHARED says; without them invented ones stand in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import invented
from benchmarks.processes import in_own_process, peak_megabytes, stopwatch, thrown_away
from benchmarks.reports import Report, Target
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder
from trithuc.importers.ror import read_ror

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CAUNOI_SHARED", PROJECT.parent / "shared"))


@dataclass(frozen=True)
class Size:
    """lines: of the invented dump. stand_ins: imported where the region's records are not there."""

    lines: int
    stand_ins: int


FULL = Size(lines=100_000, stand_ins=1_000)
SMALL = Size(lines=500, stand_ins=50)


@dataclass(frozen=True)
class Reading:
    records: int
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Imported:
    """Seconds of each step, of all files together."""

    records: int
    importing: float
    planning_again: float
    unchanged: int
    undoing: float
    megabytes: float


def measure(size: Size) -> Report:
    with thrown_away() as place:
        dump, stand_ins = place / "dump.jsonl", place / "region.jsonl"
        invented.write_ror(dump, range(size.lines))
        invented.write_ror(stand_ins, range(size.stand_ins))
        region = sorted((SHARED / "data" / "ror").glob("*.jsonl"))
        return _report(
            reading=in_own_process(read, count_records, [dump]),
            baseline=in_own_process(read, count_lines, [dump]),
            imported=in_own_process(import_and_undo, place / "register", region or [stand_ins]),
            is_real=bool(region),
        )


# --- reading ---


def read(count: Callable[[Path], int], paths: Sequence[Path]) -> Reading:
    with stopwatch() as reading:
        records = sum(count(path) for path in paths)
    return Reading(records, reading.seconds, peak_megabytes())


def count_records(path: Path) -> int:
    return sum(reading.record is not None for reading in read_ror(path))


def count_lines(path: Path) -> int:
    with path.open(encoding="utf-8") as lines:
        return sum(1 for line in lines if json.loads(line))


# --- importing ---


def import_and_undo(path: Path, files: Sequence[Path]) -> Imported:
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from caunoi.imports.models import Outcome
        from caunoi.imports.queries import counts_by_outcome
        from caunoi.imports.services import apply_import, plan_import, undo_import

        on = register.TODAY
        with stopwatch() as importing:
            runs = [
                apply_import(run=plan_import(run=register.hand_in("ror", file), on=on), on=on)
                for file in files
            ]
        with stopwatch() as planning_again:
            again = [plan_import(run=register.hand_in("ror", file), on=on) for file in files]
        unchanged = sum(counts_by_outcome(run)[Outcome.UNCHANGED] for run in again)
        with stopwatch() as undoing:
            for run in reversed(runs):
                undo_import(run=run)
        return Imported(
            records=sum(sum(counts_by_outcome(run).values()) for run in runs),
            importing=importing.seconds,
            planning_again=planning_again.seconds,
            unchanged=unchanged,
            undoing=undoing.seconds,
            megabytes=peak_megabytes(),
        )


# --- the report ---


def _report(*, reading: Reading, baseline: Reading, imported: Imported, is_real: bool) -> Report:
    whose = "of Belgium, Luxembourg and Viet Nam" if is_real else "that are invented"
    rows = [
        ("read an invented dump", reading.records, reading.seconds, reading.megabytes),
        (
            "baseline: json.loads of its lines",
            baseline.records,
            baseline.seconds,
            baseline.megabytes,
        ),
        ("import: plan and apply", imported.records, imported.importing, imported.megabytes),
        ("plan again", imported.records, imported.planning_again, imported.megabytes),
        ("undo", imported.records, imported.undoing, imported.megabytes),
    ]
    return Report(
        subject=(
            f"An invented dump of {reading.records:,} records, and the import of "
            f"{imported.records:,} records {whose}. Memory is the peak of the whole process: one "
            "for each reading, one for all steps of the import."
        ),
        headings=("step", "records", "seconds", "records/s", "MB"),
        rows=[
            (step, f"{records:,}", f"{seconds:.1f}", f"{records / seconds:,.0f}", f"{peak:.0f}")
            for step, records, seconds, peak in rows
        ],
        targets=[
            Target(
                "the second plan changes nothing",
                f"{imported.unchanged:,} of {imported.records:,} unchanged",
                imported.unchanged == imported.records,
            )
        ],
    )
