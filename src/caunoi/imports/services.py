"""The life of an import: received, planned, looked at, applied in one transaction, undone.

Planning and applying may take a minute, so pages hand them to a job (`tasks`); the command line
calls them here. Applying plans once more under a lock and goes on only if nothing has moved since
the plan was shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pghistory
from django.core.files import File
from django.db import connection, transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from caunoi.accounts.models import User
from caunoi.events.models import Event
from caunoi.imports.garbage import without_collecting
from caunoi.imports.kinds import KINDS
from caunoi.imports.models import (
    ColumnMemory,
    Decision,
    ImportRun,
    Outcome,
    PlannedAction,
    RunState,
)
from caunoi.imports.plan import (
    Circumstances,
    ImportKind,
    ReadFile,
    Received,
    SourcesOfRows,
    Step,
    Subject,
    Verdict,
    WrittenRows,
)
from caunoi.imports.states import (
    CONTENTS_FORGOTTEN,
    NOT_YET_APPLIED,
    ImportProblem,
    WrongState,
    demand,
    locked,
)
from caunoi.imports.undo import LeftAlone, undo_tables
from caunoi.imports.writing import batched
from caunoi.organisations.queries import the_register
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Attachment, Source
from caunoi.sources.services import (
    delete_unused_files,
    delete_unused_sources,
    keep_file,
    take_back_statements,
)
from trithuc.importers.reading import Position, Problem, UnreadableFile

ONE_WRITER_AT_A_TIME = 0x0C0A_0101
ACTIONS_AT_ONCE = 10_000
REGISTER_UNNAMED = "register-unnamed"
PLAN_WAS_STALE = "plan-was-stale"
NO_TABLE_RECOGNISED, STAMPED_SECRET = "no-table-recognised", "stamped-secret"

Report = Callable[[int, int], None]


class PlanIsStale(ImportProblem):
    """The register changed after the plan was made; a fresh plan is ready to be looked at."""


class AlreadyTaken(ImportProblem):
    """Another row of the file changes the same record; one file changes a record once."""


def no_report(done: int, total: int) -> None:
    """For callers that show no progress."""


# --- receiving ---


@transaction.atomic
def receive_file(
    *,
    kind: str,
    file: File[bytes],
    name: str,
    by: User | None = None,
    event: Event | None = None,
    signed_list: Attachment | None = None,
) -> ImportRun:
    upload = keep_file(file, name=name, by=by)
    return ImportRun.objects.create(
        kind=KINDS[kind].code,
        file_name=upload.name,
        sha256=upload.sha256,
        upload=upload,
        event=event,
        signed_list=signed_list,
        created_by=by,
    )


@transaction.atomic
def attach_signed_list(*, run: ImportRun, signed_list: Attachment) -> None:
    """The proof behind the yeses of the sheet; the plan has to be made again with it."""
    run = locked(run)
    demand(run, RunState.PLANNED, RunState.RECEIVED, RunState.NEEDS_COLUMNS)
    former, run.signed_list = run.signed_list, signed_list
    run.save(update_fields=["signed_list"])
    if former:
        delete_unused_files(Attachment.objects.filter(pk=former.pk))


@transaction.atomic
def name_columns(*, run: ImportRun, fields: Mapping[str, str]) -> None:
    """Say by hand what each heading holds ("" for nothing), for this file and every later one."""
    demand(run, RunState.PLANNED, RunState.NEEDS_COLUMNS)
    ColumnMemory.objects.bulk_create(
        [
            ColumnMemory(kind=run.kind, heading=heading, field=field)
            for heading, field in fields.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "heading"],
        update_fields=["field"],
    )


def remembered_fields(kind: str) -> dict[str, str]:
    """{heading: field}, as officers named them before."""
    return dict(ColumnMemory.objects.filter(kind=kind).values_list("heading", "field"))


# --- planning ---


@without_collecting()
def plan_import(*, run: ImportRun, on: datetime.date, report: Report = no_report) -> ImportRun:
    """Read the file and keep the plan; a file that cannot be read refuses the run, with why.

    Raises WrongState for a run that was applied already.
    """
    kind = KINDS[run.kind]
    if run.signed_list_id and the_register() is None:
        return _refuse(run, REGISTER_UNNAMED)
    if run.upload is None:
        return _refuse(run, CONTENTS_FORGOTTEN)
    try:
        file = kind.read(Path(run.upload.file.path), remembered_fields(run.kind), run.file_name)
    except UnreadableFile as unreadable:
        # The file by the name its owner knows, not by the one it is stored under.
        told = dict(unreadable.parameters) | {"file": run.file_name}
        return _refuse(run, unreadable.reason, told)
    report(1, 3)
    steps = kind.planner(_circumstances(run, on)).plan(file.received)
    report(2, 3)
    run = _keep_plan(run, file, steps)
    report(3, 3)
    return run


def _refuse(run: ImportRun, reason: str, parameters: Mapping[str, str] | None = None) -> ImportRun:
    if reason == STAMPED_SECRET:
        _forget_stamped(run)
    headings = _headings_to_name(run) if reason == NO_TABLE_RECOGNISED else []
    with transaction.atomic():
        run = locked(run)
        demand(run, *NOT_YET_APPLIED)
        run.actions.all().delete()
        run.refusal = {"reason": reason, "parameters": dict(parameters or {})}
        run.headings, run.notices = headings, []
        needs_columns = reason == NO_TABLE_RECOGNISED
        run.state = RunState.NEEDS_COLUMNS if needs_columns else RunState.REFUSED
        run.save(update_fields=["state", "refusal", "headings", "notices"])
    return run


def _forget_stamped(run: ImportRun) -> None:
    """Bytes first: a stamped document must be gone even if we are stopped on the way."""
    if run.upload:
        run.upload.file.delete(save=False)
        run.upload.delete()
        run.upload = None


def _headings_to_name(run: ImportRun) -> Any:
    find = KINDS[run.kind].headings
    if find is None or run.upload is None:
        return []
    return msgspec.to_builtins(find(Path(run.upload.file.path), run.file_name))


def _circumstances(run: ImportRun, on: datetime.date) -> Circumstances:
    return Circumstances(
        file_name=run.file_name,
        on=on,
        first_seen_on=_first_seen_on(run),
        event_id=run.event_id,
        event_ended_on=(run.event.ends_on or run.event.starts_on) if run.event else None,
        signed_list_id=run.signed_list_id,
    )


def _first_seen_on(run: ImportRun) -> datetime.date:
    same = ImportRun.objects.filter(kind=run.kind, sha256=run.sha256)
    first = same.aggregate(at=Min("created_at"))["at"]
    return timezone.localdate(first)


@transaction.atomic
def _keep_plan(run: ImportRun, file: ReadFile, steps: Sequence[Step]) -> ImportRun:
    run = locked(run)
    demand(run, *NOT_YET_APPLIED)
    decided = list(run.actions.exclude(decision=""))
    run.actions.all().delete()
    for some in batched(list(enumerate(steps, 1)), ACTIONS_AT_ONCE):
        actions = [_action_of(run, number, step) for number, step in some]
        _carry_over_decisions(decided, actions)
        insert_by_copy(actions)
    run.state, run.refusal = RunState.PLANNED, None
    run.headings = msgspec.to_builtins(file.headings)
    run.rejects_headings = msgspec.to_builtins(file.rejects_headings)
    run.notices = msgspec.to_builtins(file.notices)
    run.save()
    return run


def _carry_over_decisions(decided: Sequence[PlannedAction], fresh: Sequence[PlannedAction]) -> None:
    """An officer is not asked again where the question is still the same."""
    questions = {_question(action): action for action in decided}
    for action in fresh:
        before = questions.get(_question(action))
        if before is not None and action.outcome == Outcome.POSSIBLE_DUPLICATE:
            action.decision, action.decided_for = before.decision, before.decided_for


def _question(action: PlannedAction) -> tuple[str, str, int, tuple[int, ...]]:
    return action.subject, action.sheet, action.row, tuple(action.candidates)


def _action_of(run: ImportRun, number: int, step: Step) -> PlannedAction:
    """The cells as received are kept only of a rejected row, to be handed back."""
    is_rejected = step.outcome == Outcome.REJECTED
    return PlannedAction(
        run=run,
        position=number,
        sheet=step.position.sheet[:100],
        row=step.position.row,
        subject=step.subject,
        outcome=step.outcome,
        label=step.label[:200],
        record=msgspec.to_builtins(step.record),
        changes=msgspec.to_builtins(step.changes),
        problems=msgspec.to_builtins(step.problems),
        reasons=msgspec.to_builtins(step.reasons),
        cells=list(step.cells) if is_rejected else [],
        target=step.target,
        candidates=list(step.candidates),
    )


# --- deciding ---


@transaction.atomic
def decide(*, action: PlannedAction, decision: Decision, same_as: int | None = None) -> None:
    """An officer's word on one possible duplicate, kept until the run is applied.

    Raises AlreadyTaken when another row changes the record that this one is said to mean.
    """
    demand(locked(action.run), RunState.PLANNED)
    if action.outcome != Outcome.POSSIBLE_DUPLICATE:
        raise WrongState(action.outcome)
    if decision == Decision.SAME:
        if same_as not in action.candidates:
            raise WrongState("the same as whom?")
        _demand_untaken(action, same_as)
    PlannedAction.objects.filter(pk=action.pk).update(
        decision=decision, decided_for=same_as if decision == Decision.SAME else None
    )


def _demand_untaken(action: PlannedAction, target: int | None) -> None:
    others = action.run.actions.filter(subject=action.subject).exclude(pk=action.pk)
    changes_it = Q(outcome=Outcome.UPDATE, target=target)
    if others.filter(changes_it | Q(decision=Decision.SAME, decided_for=target)).exists():
        raise AlreadyTaken


# --- applying ---


@without_collecting()
def apply_import(*, run: ImportRun, on: datetime.date, report: Report = no_report) -> ImportRun:
    """Carry the plan out in one transaction; a run that was applied already is left as it is.

    Raises PlanIsStale when the register has moved since: a fresh plan is kept then.
    """
    with transaction.atomic(), pghistory.context(import_run=run.pk, user=run.created_by_id):
        _wait_for_other_writers()
        run = locked(run)
        if run.state == RunState.APPLIED:
            return run
        demand(run, RunState.PLANNED)
        kind, circumstances = KINDS[run.kind], _circumstances(run, on)
        # What only readers of the plan need stays where it is.
        actions = list(run.actions.defer("label", "reasons", "cells"))
        report(1, 4)
        planner = kind.planner(circumstances)
        steps = planner.plan([_received_of(kind, action) for action in actions])
        stale = len(actions) != len(steps) or any(map(_has_moved, actions, steps))
        if not stale:
            report(2, 4)
            settled = planner.settle(steps, _verdicts(actions))
            report(3, 4)
            sources = _write_sources(kind, settled, circumstances)
            written = kind.write(settled, circumstances, sources)
            _note_written(actions, settled, written, sources)
            run.state, run.applied_at = RunState.APPLIED, timezone.now()
            run.save(update_fields=["state", "applied_at"])
    if stale:
        _say_it_was_stale(plan_import(run=run, on=on))
        raise PlanIsStale
    report(4, 4)
    return run


def _say_it_was_stale(run: ImportRun) -> None:
    said = Problem(field="", value="", reason=PLAN_WAS_STALE)
    run.notices = [msgspec.to_builtins(said), *run.notices]
    run.save(update_fields=["notices"])


def _wait_for_other_writers() -> None:
    """One import writes at a time, so that two plans cannot create the same person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER_AT_A_TIME])


def _received_of(kind: ImportKind, action: PlannedAction) -> Received:
    subject = Subject(action.subject)
    unreadable = action.record is None
    return Received(
        subject=subject,
        position=Position(row=action.row, sheet=action.sheet),
        record=None if unreadable else msgspec.convert(action.record, kind.record_types[subject]),
        problems=tuple(msgspec.convert(action.problems, list[Problem])),
    )


def _has_moved(before: PlannedAction, step: Step) -> bool:
    """Whether the row would do something else than was shown."""
    changes = msgspec.json.decode(msgspec.json.encode(step.changes))
    return (before.outcome, before.target, tuple(before.candidates), before.changes) != (
        step.outcome,
        step.target,
        step.candidates,
        changes,
    )


def _verdicts(actions: Sequence[PlannedAction]) -> dict[Position, Verdict]:
    return {
        Position(row=action.row, sheet=action.sheet): Verdict(
            Decision(action.decision), action.decided_for
        )
        for action in actions
        if action.decision
    }


def _write_sources(
    kind: ImportKind, steps: Sequence[Step], circumstances: Circumstances
) -> SourcesOfRows:
    writing = [step for step in steps if step.writes]
    sources = [kind.source(step, circumstances) for step in writing]
    insert_by_copy(sources)
    return {step.key: source for step, source in zip(writing, sources, strict=True)}


def _note_written(
    actions: Sequence[PlannedAction],
    settled: Sequence[Step],
    written: WrittenRows,
    sources: SourcesOfRows,
) -> None:
    """Remember beside each row what it became and the source it left."""
    noted = [
        (action.pk, written[step.key], sources[step.key].pk)
        for action, step in zip(actions, settled, strict=True)
        if step.key in written
    ]
    with connection.cursor() as cursor:
        # One statement for all rows; bulk_update's CASE of thousands of branches takes minutes.
        cursor.execute(
            """
            UPDATE imports_plannedaction SET target = noted.target, source_id = noted.source
            FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS noted(id, target, source)
            WHERE imports_plannedaction.id = noted.id
            """,
            [list(column) for column in zip(*noted, strict=True)] or [[], [], []],
        )


# --- undoing ---


@transaction.atomic
def undo_import(*, run: ImportRun) -> list[LeftAlone]:
    """Take an applied run back; returns what was changed since and therefore left alone."""
    _wait_for_other_writers()
    run = locked(run)
    demand(run, RunState.APPLIED)
    kind = KINDS[run.kind]
    with pghistory.context(undo_of_import_run=run.pk):
        left = undo_tables(kind.tables, kind.companions, run.pk)
        sources = _sources_to_take_back(kind, run, left)
        for table in kind.statements:
            take_back_statements(table, sources)
        delete_unused_sources(sources)
    run.state, run.undone_at = RunState.UNDONE, timezone.now()
    run.left_alone = msgspec.to_builtins(left)
    run.save(update_fields=["state", "undone_at", "left_alone"])
    return left


def _sources_to_take_back(
    kind: ImportKind, run: ImportRun, left: Sequence[LeftAlone]
) -> QuerySet[Source]:
    """What the run stated of a record that stays, goes on being stated."""
    rows = run.actions.filter(source__isnull=False)
    for subject, model in kind.subjects.items():
        staying = [one.id for one in left if one.model == model._meta.label_lower]
        rows = rows.exclude(subject=subject, target__in=staying)
    return Source.objects.filter(planned_actions__in=rows)
