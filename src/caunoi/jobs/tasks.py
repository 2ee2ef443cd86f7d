"""Housekeeping of the job queue itself."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.manager import JobManager

WORKER_IS_DEAD_AFTER_S = 30


@app.periodic(cron="* * * * *")
@app.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Give the work of a worker that was killed to the next one."""
    await retry_jobs_of_dead_workers(app.job_manager)


async def retry_jobs_of_dead_workers(
    manager: JobManager, *, silent_for_s: float = WORKER_IS_DEAD_AFTER_S
) -> int:
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=silent_for_s))
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)
