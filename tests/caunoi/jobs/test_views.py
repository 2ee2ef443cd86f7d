"""Watching a job."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.jobs.models import JobRun
from tests.factories import make_officer, make_user

pytestmark = pytest.mark.django_db


def make_job(state="running", **fields):
    return JobRun.objects.create(title="Applying import 7", state=state, **fields)


@pytest.fixture
def officer(client):
    officer = make_officer(display_name="Officer of Tests")
    client.force_login(officer)
    return officer


def state_url(job):
    return reverse("jobs:job_state", args=[job.pk])


class TestTheJob:
    def test_it_tells_what_how_far_who_and_what_about(self, client, officer):
        job = make_job(
            done=3,
            total=10,
            subject_url="/imports/7/",
            started_by=officer,
            started_at=timezone.now() - datetime.timedelta(minutes=3, seconds=5),
        )

        page = client.get(job.get_absolute_url()).content.decode()

        for shown in ("Applying import 7", "3 of 10", "30 %", "Officer of Tests", "3 min 0"):
            assert shown in page
        assert 'href="/imports/7/"' in page

    @pytest.mark.parametrize("state", ["waiting", "running"])
    def test_while_it_is_not_over_it_asks_for_itself_every_second(self, client, officer, state):
        job = make_job(state)

        for address in (job.get_absolute_url(), state_url(job)):
            page = client.get(address).content.decode()
            assert f'hx-get="{state_url(job)}"' in page
            assert "every 1s" in page

    @pytest.mark.parametrize("state", ["done", "failed"])
    def test_when_it_is_over_it_asks_no_more(self, client, officer, state):
        job = make_job(state, finished_at=timezone.now())

        for address in (job.get_absolute_url(), state_url(job)):
            assert "hx-get" not in client.get(address).content.decode()

    def test_what_is_polled_is_the_part_alone_and_never_kept(self, client, officer):
        answer = client.get(state_url(make_job()))

        assert "<html" not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    def test_a_failure_is_told_in_kind_words(self, client, officer):
        job = make_job("failed", failure="OperationalError", finished_at=timezone.now())

        page = client.get(job.get_absolute_url()).content.decode()

        assert "could not be reached" in page
        assert "OperationalError" not in page
        assert str(job.pk) in page

    def test_one_that_is_not_there_is_not_found(self, client, officer):
        for name in ("jobs:job", "jobs:job_state"):
            assert client.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


class TestTheList:
    def test_newest_first_fifty_a_page(self, client, officer):
        for _number in range(51):
            make_job("done")
        newest = make_job("waiting")

        page = client.get("/jobs/")

        assert page.context["jobs"][0].job == newest
        assert len(page.context["jobs"]) == 50

    def test_one_and_many_cost_the_same_queries(
        self, client, officer, django_assert_max_num_queries
    ):
        make_job(started_by=officer)
        client.get("/jobs/")
        with django_assert_max_num_queries(10) as one:
            client.get("/jobs/")
        for _number in range(4):
            make_job(started_by=make_user())
        with django_assert_max_num_queries(10) as many:
            client.get("/jobs/")

        assert len(one) == len(many)

    def test_without_any_it_says_what_would_stand_here(self, client, officer):
        assert "No long work" in client.get("/jobs/").content.decode()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_others_see_no_job(client, role):
    job = make_job()
    client.force_login(make_user(role))

    for address in ("/jobs/", job.get_absolute_url(), state_url(job)):
        assert client.get(address).status_code == 403


def test_an_administrator_sees_them_and_the_public_signs_in(client):
    job = make_job()
    assert client.get(job.get_absolute_url()).status_code == 302
    client.force_login(make_user(Role.ADMINISTRATOR))
    assert client.get(job.get_absolute_url()).status_code == 200
