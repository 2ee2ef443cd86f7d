"""Imports as jobs: what a page asks for and a worker does. Arguments are ids, never names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from caunoi.accounts.models import User
from caunoi.imports import forgetting, services
from caunoi.imports.models import ImportRun
from caunoi.imports.states import WrongState
from caunoi.jobs.services import Report, open_job, running

AFTER_A_LOST_CONNECTION = RetryStrategy(max_attempts=3, wait=2)


@app.task(name="imports.plan", retry=AFTER_A_LOST_CONNECTION)
def plan(run_id: int, job_id: str) -> None:
    _work(run_id, job_id, services.plan_import)


@app.task(name="imports.apply", retry=AFTER_A_LOST_CONNECTION)
def apply(run_id: int, job_id: str) -> None:
    _work(run_id, job_id, services.apply_import)


@app.task(name="imports.undo", retry=AFTER_A_LOST_CONNECTION)
def undo(run_id: int, job_id: str) -> None:
    run = ImportRun.objects.get(pk=run_id)
    with running(UUID(job_id)), suppress(WrongState):
        services.undo_import(run=run)


@app.periodic(cron="30 3 * * *")
@app.task(name="imports.forget_old_contents", queueing_lock="imports.forget_old_contents")
def forget_old_contents(timestamp: int) -> None:
    forgetting.forget_old_contents(on=timezone.localdate())


def _work(run_id: int, job_id: str, service: Callable[..., ImportRun]) -> None:
    run = ImportRun.objects.get(pk=run_id)
    with running(UUID(job_id)) as report:
        _call(service, run, report)


def _call(service: Callable[..., ImportRun], run: ImportRun, report: Report) -> None:
    """A stale plan or a second click is no failure: the run itself shows where it stands."""
    try:
        service(run=run, on=timezone.localdate(), report=report)
    except (services.PlanIsStale, WrongState):
        return


TASKS = {"plan": plan, "apply": apply, "undo": undo}


@transaction.atomic
def start(task: str, *, run: ImportRun, by: User) -> None:
    """Queue one of TASKS for this run and show its job on the run's page."""
    titles = {
        "plan": _("Reading import %(number)d"),
        "apply": _("Applying import %(number)d"),
        "undo": _("Undoing import %(number)d"),
    }
    job = open_job(
        title=titles[task] % {"number": run.pk}, subject_url=run.get_absolute_url(), by=by
    )
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    TASKS[task].defer(run_id=run.pk, job_id=str(job.pk))
