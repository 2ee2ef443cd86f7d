"""Reading imports and their plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.imports.models import Decision, ImportRun, Outcome, PlannedAction
from caunoi.imports.plan import Subject


def listed_runs(viewer: Viewer) -> QuerySet[ImportRun]:
    return ImportRun.objects.visible_to(viewer).select_related(
        "event", "job", "created_by", "signed_list"
    )


def counts_by_outcome(run: ImportRun) -> Counter[Outcome]:
    """Rows by what they would do; outcomes nobody has count zero."""
    return whatever_the_subject(counts_by_subject(run))


def whatever_the_subject(counts: Mapping[Subject, Counter[Outcome]]) -> Counter[Outcome]:
    return sum(counts.values(), Counter[Outcome]())


def counts_by_subject(run: ImportRun) -> dict[Subject, Counter[Outcome]]:
    found = {subject: Counter[Outcome]() for subject in Subject}
    rows = run.actions.order_by().values_list("subject", "outcome").annotate(number=Count("pk"))
    for subject, outcome, number in rows:
        found[Subject(subject)][Outcome(outcome)] = number
    return {subject: counts for subject, counts in found.items() if counts}


def rows_with(run: ImportRun, outcome: str = "", subject: str = "") -> QuerySet[PlannedAction]:
    """The plan's rows in file order; empty filters do not narrow."""
    rows = run.actions.order_by("position")
    if outcome:
        rows = rows.filter(outcome=outcome)
    return rows.filter(subject=subject) if subject else rows


def rejected_rows(run: ImportRun) -> QuerySet[PlannedAction]:
    return rows_with(run, Outcome.REJECTED)


def held_rows(run: ImportRun) -> QuerySet[PlannedAction]:
    """Possible duplicates that nobody has decided, or that were left out."""
    rows = rows_with(run, Outcome.POSSIBLE_DUPLICATE)
    return rows.exclude(decision__in=[Decision.SAME, Decision.DIFFERENT])
