"""Imports from a shell: the same plan and the same writing as on the pages, printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.files import File
from django.utils import timezone

from caunoi.events.models import Event
from caunoi.imports import services
from caunoi.imports.kinds import KINDS
from caunoi.imports.models import ImportRun, Outcome, RunState
from caunoi.imports.queries import counts_by_outcome, held_rows, rejected_rows
from caunoi.imports.states import WrongState
from caunoi.imports.wording import sentence
from caunoi.sources.models import Attachment
from caunoi.sources.services import delete_file, keep_path

ALL_DONE, SOME_REJECTED, NOTHING_READ = 0, 1, 2


class CannotStart(Exception):
    """The command's words do not lead to an import; nothing was changed."""


def import_files(
    *,
    kind: str,
    files: Sequence[Path],
    event: int | None,
    signed_list: Path | None,
    is_dry_run: bool,
) -> int:
    """Exit code: 0 all applied or unchanged, 1 some rejected or held, 2 nothing read."""
    try:
        _check_words(kind, files, signed_list)
        found = _event(event)
    except CannotStart as refusal:
        _complain(str(refusal))
        return NOTHING_READ
    proof = keep_path(signed_list) if signed_list else None
    codes = [_import_one(kind, path, found, proof, is_dry_run) for path in files]
    if proof and is_dry_run:
        delete_file(proof)
    return max(codes)


def _check_words(kind: str, files: Sequence[Path], signed_list: Path | None) -> None:
    if kind not in KINDS:
        raise CannotStart(f"there is no kind {kind!r}; the kinds are {', '.join(KINDS)}")
    for path in [*files, *([signed_list] if signed_list else [])]:
        if not path.is_file():
            raise CannotStart(f"{path} is not a file that can be read")


def _event(number: int | None) -> Event | None:
    if number is None:
        return None
    event = Event.objects.filter(pk=number).first()
    if event is None:
        raise CannotStart(f"there is no event number {number}")
    return event


def _import_one(
    kind: str, path: Path, event: Event | None, signed_list: Attachment | None, is_dry_run: bool
) -> int:
    with path.open("rb") as stream:
        run = services.receive_file(
            kind=kind, file=File(stream), name=path.name, event=event, signed_list=signed_list
        )
    try:
        run = services.plan_import(run=run, on=timezone.localdate())
        return _show_and_apply(run, path, is_dry_run)
    finally:
        if is_dry_run:
            _leave_no_trace(run)


def _show_and_apply(run: ImportRun, path: Path, is_dry_run: bool) -> int:
    if run.state in {RunState.REFUSED, RunState.NEEDS_COLUMNS}:
        refusal = run.refusal or {}
        _complain(f"{path}: {sentence(refusal['reason'], refusal['parameters'])}")
        return NOTHING_READ
    _print_plan(run, path)
    counts = counts_by_outcome(run)
    if not sum(counts.values()):
        _complain(f"{path}: no rows were found")
        return NOTHING_READ
    if not is_dry_run and not _apply(run, path):
        return NOTHING_READ
    unfinished = counts[Outcome.REJECTED] + counts[Outcome.POSSIBLE_DUPLICATE]
    return SOME_REJECTED if unfinished else ALL_DONE


def _apply(run: ImportRun, path: Path) -> bool:
    try:
        services.apply_import(run=run, on=timezone.localdate())
    except services.PlanIsStale:
        _complain(f"{path}: the register changed meanwhile; nothing was applied, import it again")
        return False
    print(f"  applied as import {run.pk}")
    return True


def _print_plan(run: ImportRun, path: Path) -> None:
    counts = counts_by_outcome(run)
    print(f"{path}: " + ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome))
    for row in rejected_rows(run):
        for problem in row.problems:
            why = sentence(problem["reason"], dict(problem["parameters"]))
            _complain(f"{path}: {row.place}: {problem['field']} {problem['value']!r}: {why}")
    for row in held_rows(run):
        for reason in row.reasons:
            why = sentence(reason["code"], dict(reason["parameters"]))
            _complain(f"{path}: {row.place}: held: {why}")


def _leave_no_trace(run: ImportRun) -> None:
    upload = run.upload
    run.delete()
    if upload:
        delete_file(upload)


def undo_run(*, number: int) -> int:
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        _complain(f"there is no import number {number}")
        return NOTHING_READ
    try:
        left = services.undo_import(run=run)
    except WrongState:
        _complain(f"import {number} is {run.get_state_display()}; only an applied one is undone")
        return NOTHING_READ
    for one in left:
        _complain(f"{one.model} {one.id}: {sentence(one.reason)}")
    print(f"Import {number} is undone; {len(left)} records were left as they are.")
    return SOME_REJECTED if left else ALL_DONE


def _complain(line: str) -> None:
    print(line, file=sys.stderr)
