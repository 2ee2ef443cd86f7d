"""What a killed worker left is given to the next; test_kills.py does it with real processes."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from caunoi.jobs.tasks import WORKER_IS_DEAD_AFTER_S, retry_jobs_of_dead_workers


class Queue:
    """Jobs being done, each with how long its worker has been silent."""

    def __init__(self, **silent_for_s: float) -> None:
        self.silent_for_s = silent_for_s
        self.retried: list[str] = []

    async def get_stalled_jobs(self, *, seconds_since_heartbeat: float) -> list[Job]:
        silences = self.silent_for_s.items()
        return [
            Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=name)
            for name, silence in silences
            if silence >= seconds_since_heartbeat
        ]

    async def retry_job(self, job: Job) -> None:
        self.retried.append(job.task_name)


def retry(queue: Queue, **options: Any) -> int:
    return asyncio.run(retry_jobs_of_dead_workers(cast(JobManager, queue), **options))


def test_only_the_jobs_of_silent_workers_are_done_again() -> None:
    queue = Queue(busy=1, dead=WORKER_IS_DEAD_AFTER_S + 1)
    assert retry(queue) == 1
    assert queue.retried == ["dead"]


def test_a_worker_that_begins_takes_up_whatever_is_still_being_done() -> None:
    queue = Queue(busy=1, dead=600)
    assert retry(queue, silent_for_s=0) == 2
    assert queue.retried == ["busy", "dead"]


def test_nothing_is_done_again_when_nothing_was_left() -> None:
    queue = Queue()
    assert retry(queue) == 0
    assert queue.retried == []
