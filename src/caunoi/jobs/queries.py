"""Reading jobs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from caunoi.accounts.viewers import Viewer
from caunoi.jobs.models import JobRun, JobState
from caunoi.jobs.wording import duration_in_words, failure_in_words

TONES = {
    JobState.WAITING: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
}


def listed_jobs(viewer: Viewer) -> QuerySet[JobRun]:
    """Newest first."""
    return JobRun.objects.visible_to(viewer).select_related("started_by")


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job as pages show it at one moment. duration: "" before it started."""

    job: JobRun
    tone: str
    duration: str
    failure: str | Promise


def as_shown(job: JobRun, *, now: datetime.datetime) -> ShownJob:
    return ShownJob(
        job=job,
        tone=TONES[JobState(job.state)],
        duration=_duration(job, now),
        failure=failure_in_words(job.failure) if job.state == JobState.FAILED else "",
    )


def _duration(job: JobRun, now: datetime.datetime) -> str:
    if job.started_at is None:
        return ""
    return duration_in_words((job.finished_at or now) - job.started_at)
