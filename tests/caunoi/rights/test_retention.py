"""What is kept goes when its time is over, and not a day sooner: the date passed in is moved."""

from __future__ import annotations

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from caunoi.accounts.models import Invitation, Role
from caunoi.imports.models import ImportRun
from caunoi.jobs.models import JobRun, JobState
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import write_letter
from caunoi.needs.models import Match
from caunoi.needs.services import hide
from caunoi.people.models import Look, Participant, Person, PersonLink
from caunoi.rights.blotting import BLOT
from caunoi.rights.models import DataRequest, RequestKind
from caunoi.rights.retention import PERIODS, apply_retention
from caunoi.rights.services import ask_about_data
from caunoi.self_service.models import Offer, Registration
from caunoi.sources.history import event_model_of
from tests.factories import make_expert, make_need, make_officer, make_participant

pytestmark = pytest.mark.django_db


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def today() -> datetime.date:
    return timezone.localdate()


def make_participant_until_day_60() -> None:
    person = make_participant()
    Participant.objects.filter(person=person).update(delete_on=today() + days(60))


def make_registration() -> None:
    Registration.issue(
        purpose="registration",
        lifetime=days(7),
        now=timezone.now(),
        display_name="Somebody New",
        email="new@example.org",
    )


def make_offer() -> None:
    Offer.objects.create(
        person=make_expert(), offered_from="orcid", content={}, made_at=timezone.now()
    )


def make_link() -> None:
    PersonLink.issue(
        purpose="own_page", lifetime=days(30), now=timezone.now(), person=make_expert()
    )


def make_invitation() -> None:
    Invitation.issue(
        purpose="invitation",
        lifetime=days(7),
        now=timezone.now(),
        email="colleague@example.org",
        roles=[Role.OFFICER],
    )


def make_look() -> None:
    Look.objects.create(person=make_expert(), user=make_officer(), what=Look.What.PROFILE)


def make_letter() -> None:
    write_letter(
        person=make_expert(), kind=LetterKind.RIGHTS, subject="An answer", paragraphs=["Yes."]
    )


def make_answered_request() -> None:
    asked = ask_about_data(
        person=make_expert(), kind=RequestKind.QUESTION, words="Why?", on=today()
    )
    DataRequest.objects.filter(pk=asked.pk).update(handled_on=today())


def make_attempt() -> None:
    AccessAttempt.objects.create(username="somebody@example.org", failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=timezone.now())


def make_session() -> None:
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())


def make_job() -> None:
    JobRun.objects.create(title="A job", state=JobState.DONE, finished_at=timezone.now())


# What is made today, and the number of the last day on which it still stands.
KEPT = [
    (make_participant_until_day_60, Person, 59),
    (make_registration, Registration, 29),
    (make_link, PersonLink, 120),
    (make_invitation, Invitation, 97),
    (make_look, Look, 1095),
    (make_letter, Letter, 1095),
    (make_answered_request, DataRequest, 1095),
    (make_attempt, AccessAttempt, 30),
    (make_session, Session, 0),
    (make_job, JobRun, 90),
    (make_offer, Offer, 1),
]


@pytest.mark.parametrize(("make", "model", "last_day"), KEPT)
def test_it_stands_on_its_last_day_and_is_gone_soon_after(make, model, last_day):
    make()

    apply_retention(on=today() + days(last_day))
    assert model.objects.exists()

    apply_retention(on=today() + days(last_day + 2))
    assert not model.objects.exists()


def test_an_unanswered_request_and_an_unfinished_job_never_go():
    ask_about_data(person=make_expert(), kind=RequestKind.QUESTION, words="Why?", on=today())
    JobRun.objects.create(title="A job")

    apply_retention(on=today() + days(5000))

    assert DataRequest.objects.exists()
    assert JobRun.objects.exists()


def test_a_proven_registration_waits_for_an_officer():
    make_registration()
    Registration.objects.update(used_at=timezone.now())

    apply_retention(on=today() + days(200))

    assert Registration.objects.exists()


def test_the_contents_of_an_import_go_and_its_run_stays():
    run = ImportRun.objects.create(kind="seminar", file_name="guests.csv", notices=["Who?"])

    apply_retention(on=today() + days(30))
    run.refresh_from_db()
    assert run.contents_forgotten_at is None

    apply_retention(on=today() + days(31))
    run.refresh_from_db()
    assert (run.contents_forgotten_at is None, run.notices) == (False, [])


class TestReasonsOfRefusals:
    @pytest.fixture
    def hidden(self) -> Match:
        return hide(
            need=make_need(),
            candidate=make_expert(),
            why="zzdeclined twice",
            score=None,
            reasons=[],
            by=make_officer(),
        )

    def test_the_reason_goes_after_ninety_days_and_the_decision_stays(self, hidden):
        apply_retention(on=today() + days(90))
        hidden.refresh_from_db()
        assert hidden.reason == "zzdeclined twice"

        apply_retention(on=today() + days(91))
        hidden.refresh_from_db()
        assert (hidden.verdict, hidden.reason) == ("hidden", BLOT)

    def test_it_goes_out_of_the_history_too_even_if_the_decision_was_taken_back(self, hidden):
        hidden.delete()

        apply_retention(on=today() + days(91))

        told = set(event_model_of(Match).objects.values_list("reason", flat=True))
        assert told == {BLOT}


def test_finished_jobs_leave_the_queue_and_waiting_ones_do_not():
    add = """
        INSERT INTO procrastinate_jobs (queue_name, task_name, status)
        VALUES ('default', 'a.task', 'succeeded'), ('default', 'a.task', 'todo')
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute(add)
        apply_retention(on=today() + days(92))
        cursor.execute("SELECT status::text FROM procrastinate_jobs")
        assert cursor.fetchall() == [("todo",)]


def test_doing_it_twice_does_nothing_more():
    make_letter()
    on = today() + days(2000)

    assert apply_retention(on=on) > 0
    assert apply_retention(on=on) == 0


def test_every_period_says_what_and_why():
    assert all(str(period.what) and str(period.why) for period in PERIODS)
