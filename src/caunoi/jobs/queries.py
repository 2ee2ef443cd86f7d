"""Reading jobs."""

from __future__ import annotations

from django.db.models import QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.jobs.models import JobRun


def listed_jobs(viewer: Viewer) -> QuerySet[JobRun]:
    return JobRun.objects.visible_to(viewer).select_related("started_by")
