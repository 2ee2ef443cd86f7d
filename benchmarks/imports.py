"""A seminar's workbook of ten thousand people: planned, applied, planned again, undone.

Beside it, in the same run: the same workbook read by openpyxl, and its first people saved one by
one with the ORM, which is how an import is written that knows no plan and no COPY.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import invented
from benchmarks.processes import (
    PeakOfChildren,
    Stopwatch,
    in_own_process,
    peak_megabytes,
    stopwatch,
    thrown_away,
)
from benchmarks.reports import Report, Target
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

if TYPE_CHECKING:
    from caunoi.imports.models import ImportRun

LEAST_ROWS_A_SECOND = 500
MOST_MEGABYTES = 600


@dataclass(frozen=True)
class Size:
    """one_by_one: how many people the baseline saves; what all would take is reckoned from it."""

    people: int
    proposals: int
    organisations: int
    one_by_one: int

    @property
    def rows(self) -> int:
        return self.people + self.proposals


FULL = Size(people=10_000, proposals=5_000, organisations=300, one_by_one=500)
SMALL = Size(people=30, proposals=10, organisations=5, one_by_one=5)


@dataclass(frozen=True)
class Imported:
    """outcomes: of the first plan. megabytes: at their peak."""

    planning: Stopwatch
    applying: Stopwatch
    planning_again: Stopwatch
    undoing: Stopwatch
    outcomes: dict[str, int]
    outcomes_again: dict[str, int]
    left_alone: int
    megabytes: float
    megabytes_of_reader: float


@dataclass(frozen=True)
class OneByOne:
    reading: Stopwatch
    saving: Stopwatch
    saved: int
    megabytes: float


def measure(size: Size) -> Report:
    with thrown_away() as place:
        workbook, folder = place / "seminar.xlsx", place / "register"
        in_own_process(
            invented.write_seminar,
            workbook,
            range(size.people),
            proposals=size.proposals,
            organisations=size.organisations,
        )
        imported = in_own_process(import_and_undo, folder, workbook, size)
        baseline = in_own_process(read_and_save_one_by_one, folder, workbook, size.one_by_one)
    return _report(size, imported, baseline)


# --- the product ---


def import_and_undo(path: Path, workbook: Path, size: Size) -> Imported:
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from caunoi.imports.services import apply_import, plan_import, undo_import

        register.name_the_register()
        register.add_organisations(range(size.organisations))
        event = register.add_event(1)
        with PeakOfChildren() as reader:
            with stopwatch(register.computed) as planning:
                run = register.hand_in("seminar", workbook, event=event)
                plan_import(run=run, on=register.TODAY)
            with stopwatch(register.computed) as applying:
                apply_import(run=run, on=register.TODAY)
            with stopwatch(register.computed) as planning_again:
                again = register.hand_in("seminar", workbook, event=event)
                plan_import(run=again, on=register.TODAY)
            outcomes, outcomes_again = outcomes_of(run), outcomes_of(again)
            with stopwatch(register.computed) as undoing:
                left_alone = undo_import(run=run)
        return Imported(
            planning=planning,
            applying=applying,
            planning_again=planning_again,
            undoing=undoing,
            outcomes=outcomes,
            outcomes_again=outcomes_again,
            left_alone=len(left_alone),
            megabytes=peak_megabytes(),
            megabytes_of_reader=reader.megabytes,
        )


def outcomes_of(run: ImportRun) -> dict[str, int]:
    from caunoi.imports.queries import counts_by_outcome

    return {outcome.value: number for outcome, number in counts_by_outcome(run).items() if number}


# --- the baseline ---


def read_and_save_one_by_one(path: Path, workbook: Path, most: int) -> OneByOne:
    with stopwatch() as reading:
        rows = list(people_by_openpyxl(workbook))
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from benchmarks.one_by_one import Writer

        writer = Writer()
        with stopwatch(register.computed) as saving:
            for row in rows[:most]:
                writer.save(row)
    return OneByOne(reading, saving, len(rows[:most]), peak_megabytes())


def people_by_openpyxl(workbook: Path) -> Iterator[dict[str, str]]:
    """The people, by heading, after the whole workbook was loaded."""
    from openpyxl import load_workbook

    people, proposals = load_workbook(workbook).worksheets
    list(proposals.iter_rows(values_only=True))
    headings, *rows = people.iter_rows(values_only=True)
    for row in rows:
        yield {str(heading): cell or "" for heading, cell in zip(headings, row, strict=True)}


# --- the report ---


def _report(size: Size, imported: Imported, baseline: OneByOne) -> Report:
    together = both(imported.planning, imported.applying)
    rate = size.rows / together.seconds
    all_saved = times(baseline.saving, size.people / baseline.saved)
    return Report(
        subject=(
            f"{size.people:,} people with {size.proposals:,} proposals at {size.organisations:,} "
            f"organisations, from XLSX. First plan: {_counted(imported.outcomes)}; second plan: "
            f"{_counted(imported.outcomes_again)}; left alone by the undo: "
            f"{imported.left_alone}. The baseline reads the same workbook with openpyxl and saves "
            f"its first {baseline.saved:,} people one by one; for all people that is reckoned, not "
            "measured. It plans nothing, looks nobody up, keeps no statements and no proposals."
        ),
        headings=("step", "seconds", "rows/s", "computed"),
        rows=[
            _row("plan", imported.planning, size.rows),
            _row("apply", imported.applying, size.rows),
            _row("**plan and apply**", together, size.rows),
            _row("plan again, all unchanged", imported.planning_again, size.rows),
            _row("undo", imported.undoing, size.rows),
            _row("baseline: read with openpyxl", baseline.reading, size.rows),
            _row(f"baseline: save {baseline.saved:,} people", baseline.saving, baseline.saved),
            _row(f"baseline: save {size.people:,} people, reckoned", all_saved, size.people),
        ],
        targets=[
            Target(
                f"plan and apply ≥ {LEAST_ROWS_A_SECOND} rows/s",
                f"{rate:,.0f} rows/s",
                rate >= LEAST_ROWS_A_SECOND,
            ),
            Target(
                f"peak memory < {MOST_MEGABYTES} MB",
                f"{imported.megabytes:.0f} MB (child that reads the workbook "
                f"{imported.megabytes_of_reader:.0f} MB; baseline {baseline.megabytes:.0f} MB)",
                imported.megabytes < MOST_MEGABYTES,
            ),
            Target(
                "the second plan changes nothing",
                _counted(imported.outcomes_again),
                set(imported.outcomes_again) == {"unchanged"},
            ),
        ],
    )


def both(first: Stopwatch, second: Stopwatch) -> Stopwatch:
    return Stopwatch(first.seconds + second.seconds, first.computed + second.computed)


def times(one: Stopwatch, factor: float) -> Stopwatch:
    return Stopwatch(one.seconds * factor, one.computed * factor)


def _row(step: str, took: Stopwatch, rows: int) -> tuple[str, str, str, str]:
    return step, f"{took.seconds:.1f}", f"{rows / took.seconds:,.0f}", f"{took.computed:.1f}"


def _counted(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {outcome}" for outcome, number in Counter(outcomes).most_common())
