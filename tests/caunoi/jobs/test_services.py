"""Long work as others see it while it goes on."""

import datetime
import threading

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from caunoi.jobs.models import JobRun, JobState
from caunoi.jobs.services import open_job, running
from caunoi.organisations.models import Organisation
from tests.factories import make_officer, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job():
    return open_job(title="Reading import 1", subject_url="/imports/1/")


def seen_by_others(job):
    """(state, done, total) as another connection reads them."""
    found = []

    def look():
        try:
            row = JobRun.objects.get(pk=job.pk)
            found.append((row.state, row.done, row.total))
        finally:
            connections.close_all()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    return found[0]


def test_a_job_waits_until_a_worker_takes_it():
    officer = make_officer()

    job = open_job(title="Reading import 1", by=officer)

    assert (job.state, job.started_by, job.started_at) == (JobState.WAITING, officer, None)


def test_progress_is_seen_by_others_while_the_works_own_transaction_is_open(job):
    with transaction.atomic(), running(job.pk) as report:
        make_organisation("Written, not yet seen")
        report(3, 10)
        assert seen_by_others(job) == ("running", 3, 10)
        report(10, 10)
        assert seen_by_others(job) == ("running", 10, 10)

    assert seen_by_others(job) == ("done", 10, 10)
    job.refresh_from_db()
    assert job.started_at <= job.finished_at


def test_what_fails_keeps_its_kind_and_never_its_words(job):
    with pytest.raises(ValueError, match="Nguyễn"), transaction.atomic(), running(job.pk):
        raise ValueError("Nguyễn Văn Ví Dụ has no e-mail")

    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "ValueError")
    assert job.finished_at is not None
    assert "Nguyễn" not in str(JobRun.objects.filter(pk=job.pk).values())


def test_a_failure_stands_although_the_work_itself_was_rolled_back(job):
    def fail_midway():
        with transaction.atomic(), running(job.pk) as report:
            report(1, 2)
            make_organisation("Half an import")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()

    assert not Organisation.objects.exists()

    assert seen_by_others(job) == ("failed", 1, 2)


def test_more_than_the_total_is_told_as_all_of_it(job):
    with running(job.pk) as report:
        report(12, 10)

    assert seen_by_others(job) == ("done", 10, 10)


def test_a_second_attempt_begins_afresh(job):
    with pytest.raises(ConnectionError), running(job.pk):
        raise ConnectionError

    with running(job.pk):
        job.refresh_from_db()
        assert (job.state, job.failure, job.finished_at) == (JobState.RUNNING, "", None)

    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_the_connection_of_its_own_is_closed_again(job):
    def number_of_connections():
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            )
            return cursor.fetchone()[0]

    before = number_of_connections()
    with running(job.pk):
        assert number_of_connections() == before + 1
    # The server notices a closed connection a moment later.
    deadline = timezone.now() + datetime.timedelta(seconds=5)
    while number_of_connections() > before and timezone.now() < deadline:
        threading.Event().wait(0.05)

    assert number_of_connections() == before
