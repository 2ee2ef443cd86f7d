"""The process that does the jobs."""

from __future__ import annotations

import asyncio

from procrastinate import App
from procrastinate.contrib.django import app

from caunoi.jobs.tasks import retry_jobs_of_dead_workers

AT_ONCE = 2


def work_until_stopped() -> None:
    """Take up what a killed worker left, then do jobs until SIGTERM."""
    asyncio.run(_work(app))


async def _work(jobs: App) -> None:
    worker_app = jobs.with_connector(jobs.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker_app.open_async():
        # A register has one worker, so whatever is still being done is being done by nobody.
        await retry_jobs_of_dead_workers(worker_app.job_manager, silent_for_s=0)
        await worker_app.run_worker_async(concurrency=AT_ONCE, name="caunoi")
