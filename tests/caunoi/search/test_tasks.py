"""The worker's share of searching."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.jobs.models import JobState
from caunoi.jobs.services import open_job
from caunoi.people.purposes import Purpose
from caunoi.search import tasks
from caunoi.search.building import index_is_sound
from caunoi.search.freshness import forget_finished_refreshes, note_consents_that_turn
from caunoi.search.models import StaleDocument
from caunoi.search.queries import find
from caunoi.search.typed import read_typed
from tests.factories import make_consent, make_expert, make_organisation, make_work


@pytest.mark.django_db
def test_a_refresh_takes_in_what_changed(built):
    make_organisation("Potoroo institute")
    tasks.refresh()
    assert find(read_typed("potoroo"), viewer=OFFICER).counts["organisation"] == 1


@pytest.mark.django_db
def test_catching_up_builds_the_index_of_a_register_that_has_none():
    make_organisation()
    tasks.catch_up(0)
    assert index_is_sound()


@pytest.mark.django_db(transaction=True)
def test_the_job_shows_how_far_building_is():
    make_organisation()
    job = open_job(title="Building")
    tasks.build_missing(job_id=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 1, 1)
    assert index_is_sound()


@pytest.mark.django_db
def test_the_day_a_consent_begins_or_ends_is_noted_for_the_person_and_the_works():
    today = timezone.localdate()
    begins = make_expert()
    make_consent(begins, Purpose.MATCHING, given_on=today)
    ends = make_expert()
    ended = make_consent(ends, Purpose.MATCHING, given_on=today - datetime.timedelta(days=9))
    ended.expires_on = today + datetime.timedelta(days=1)
    ended.save()
    work = make_work(ends)
    StaleDocument.objects.all().delete()
    note_consents_that_turn(on=ended.expires_on)
    assert set(StaleDocument.objects.values_list("kind", "record")) == {
        ("expert", ends.pk),
        ("work", work.pk),
    }
    note_consents_that_turn(on=today)
    assert ("expert", begins.pk) in set(StaleDocument.objects.values_list("kind", "record"))


@pytest.mark.django_db
def test_refreshes_that_are_done_are_forgotten_and_no_other_job():
    def jobs() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT status, count(*) FROM procrastinate_jobs GROUP BY status")
            return dict(cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        for task, status in (
            (tasks.REFRESH, "succeeded"),
            (tasks.REFRESH, "todo"),
            ("imports.apply", "succeeded"),
        ):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
                " VALUES ('default', %s, '{}', %s)",
                [task, status],
            )
    forget_finished_refreshes()
    assert jobs() == {"todo": 1, "succeeded": 1}
