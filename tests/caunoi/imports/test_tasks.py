"""Imports as jobs: arguments without names, and no fault where a second click comes too late."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from caunoi.imports import services, tasks
from caunoi.imports.models import ImportRun, RunState
from caunoi.jobs.models import JobState
from caunoi.people.models import Person
from tests.caunoi.imports.sheets import elsewhere, person, planned, received, workbook
from tests.factories import make_officer, make_participant, make_register

pytestmark = pytest.mark.django_db(transaction=True)
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


def do(task: str, run: ImportRun) -> ImportRun:
    """Queue the task as a page does, and do what a worker would."""
    tasks.start(task, run=run, by=make_officer())
    queued = ProcrastinateJob.objects.latest("id")
    assert queued.args.keys() == {"run_id", "job_id"}
    tasks.TASKS[task](**queued.args)
    run.refresh_from_db()
    return run


def test_an_import_goes_through_its_jobs():
    run = received(workbook([AN]))

    assert do("plan", run).state == RunState.PLANNED
    assert do("apply", run).state == RunState.APPLIED
    assert Person.objects.count() == 1
    assert do("undo", run).state == RunState.UNDONE
    assert run.job.state == JobState.DONE
    assert run.job.title == f"Undoing import {run.pk}"
    assert run.job.subject_url == run.get_absolute_url()


@pytest.mark.parametrize("task", ["plan", "apply", "undo"])
def test_a_second_click_is_no_fault(task):
    run = planned(workbook([AN]))
    services.apply_import(run=run, on=run.created_at.date())
    services.undo_import(run=run)

    done = do(task, run)

    assert done.state == RunState.UNDONE
    assert done.job.state == JobState.DONE


def test_a_stale_plan_ends_in_a_fresh_one():
    run = planned(workbook([AN]))
    with elsewhere():
        make_participant("Lê Minh Hoàng", email="an@example.org")

    done = do("apply", run)

    assert done.state == RunState.PLANNED
    assert done.job.state == JobState.DONE
    assert done.notices[0]["reason"] == "plan-was-stale"


def test_a_fault_is_told_by_the_job_and_changes_nothing(monkeypatch):
    run = planned(workbook([AN]))

    def break_down(*_args: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(services, "_write_sources", break_down)
    with pytest.raises(RuntimeError):
        do("apply", run)

    run.refresh_from_db()
    assert (run.state, run.job.state) == (RunState.PLANNED, JobState.FAILED)
    assert not Person.objects.exists()
