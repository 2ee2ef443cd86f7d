"""Running long work so that others can watch it.

Progress is written on a connection of its own: the work itself may be one long transaction, whose
writes nobody sees before it ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from caunoi.accounts.models import User
from caunoi.jobs.models import JobRun, JobState

logger = logging.getLogger(__name__)

Report = Callable[[int, int], None]


def open_job(*, title: str, subject_url: str = "", by: User | None = None) -> JobRun:
    """A job that waits for a worker. `title` and `subject_url` must name no person."""
    return JobRun.objects.create(title=title, subject_url=subject_url, started_by=by)


@contextmanager
def running(job_id: UUID) -> Iterator[Report]:
    """Mark the job as running, then done or failed; yields report(done, total).

    The exception that ends the work goes on to the caller; the job keeps its kind, not its text,
    which could name a person.
    """
    connection = connections[DEFAULT_DB_ALIAS].copy()
    try:
        # A job may be run once more: nothing of the attempt before is left on it.
        _set(
            connection,
            job_id,
            state=JobState.RUNNING,
            started_at=timezone.now(),
            finished_at=None,
            failure="",
        )
        try:
            yield lambda done, total: _set(connection, job_id, done=min(done, total), total=total)
        except Exception as error:
            logger.exception("job %s failed", job_id)
            _finish(connection, job_id, JobState.FAILED, failure=type(error).__name__)
            raise
        _finish(connection, job_id, JobState.DONE)
    finally:
        connection.close()


def _finish(
    connection: BaseDatabaseWrapper, job_id: UUID, state: JobState, *, failure: str = ""
) -> None:
    _set(connection, job_id, state=state, finished_at=timezone.now(), failure=failure)


def _set(connection: BaseDatabaseWrapper, job_id: UUID, **values: Any) -> None:
    assignments = ", ".join(f"{column} = %s" for column in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {JobRun._meta.db_table} SET {assignments} WHERE id = %s",  # noqa: S608
            [*values.values(), job_id],
        )
