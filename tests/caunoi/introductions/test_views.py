"""The officers' pages: asking within what was agreed to, going on, kind answers to two at once."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.introductions.models import Checked, Conflict, Introduction, Meeting, Stage
from caunoi.introductions.services import note_conflict
from caunoi.needs.services import shortlist
from caunoi.people.models import Look
from tests.caunoi.introductions.made import (
    NAME,
    introduction_at,
    make_askable,
    make_needed,
    make_telling_expert,
    told,
    withdraw,
)
from tests.factories import make_expert, make_need

pytestmark = pytest.mark.django_db
REQUEST = {"purpose": "To design a converter", "end_user": "The islands", "who_pays": "A fund"}


@pytest.fixture
def officer(client, sign_in):
    sign_in(Role.OFFICER)
    return client


def ask_page(need, person):
    return reverse("introductions:ask", args=[need.pk, person.pk])


def step(found, deed):
    return reverse("introductions:step", args=[found.pk, deed])


def stage_of(found):
    return Introduction.objects.get(pk=found.pk).stage


# --- asking ---


def test_the_shortlist_leads_to_the_request(officer):
    need, person = make_needed(), make_askable()
    shortlist(need=need, candidate=person, score=0.5, reasons=[], by=None)

    page = officer.get(need.get_absolute_url()).content.decode()

    assert ask_page(need, person) in page
    assert reverse("introductions:shortlist", args=[need.pk, "docx"]) in page


def test_the_request_begins_with_what_the_need_says(officer):
    need = make_needed(text="We need a converter.", funding="The budget")

    page = officer.get(ask_page(need, make_askable())).content.decode()

    for said in ("We need a converter.", "The budget", "An asking institute"):
        assert said in page


def test_ask_sends_it(officer):
    need, person = make_needed(), make_askable()

    officer.post(ask_page(need, person), {**REQUEST, "dual_use": "on", "ask": "1"})

    found = Introduction.objects.get()
    assert (found.stage, found.security.dual_use) == (Stage.EXPERT_ASKED, True)
    assert person.letters.count() == 1


def test_keep_sends_nothing(officer):
    need, person = make_needed(), make_askable()

    officer.post(ask_page(need, person), {**REQUEST, "keep": "1"})

    assert Introduction.objects.get().stage == Stage.TO_BE_ASKED
    assert person.letters.count() == 0


def test_sent_twice_it_is_one_request(officer):
    need, person = make_needed(), make_askable()

    for _again in range(2):
        page = officer.post(ask_page(need, person), {**REQUEST, "ask": "1"}, follow=True)

    assert person.letters.count() == 1
    assert "Nothing was changed" in page.content.decode()


@pytest.mark.parametrize("missing", ["purpose", "end_user"])
def test_a_request_says_what_for_and_for_whom(officer, missing):
    need, person = make_needed(), make_askable()

    page = officer.post(ask_page(need, person), {**REQUEST, missing: " ", "ask": "1"})

    assert page.status_code == 200
    assert not Introduction.objects.exists()


def test_whoever_is_asked_often_enough_is_kept_for_later_with_the_day(officer):
    need, person = make_needed(), make_askable()
    person.expert.requests_a_year = 1
    person.expert.save()
    introduction_at(Stage.EXPERT_ASKED, person=person)

    page = officer.get(ask_page(need, person)).content.decode()
    officer.post(ask_page(need, person), {**REQUEST, "ask": "1"})

    assert "Free to be asked again on" in page
    assert need.introductions.get().stage == Stage.TO_BE_ASKED


def test_a_need_of_nobody_is_asked_for_nobody(officer):
    need, person = make_need(), make_askable()

    page = officer.post(ask_page(need, person), {**REQUEST, "ask": "1"})

    assert "Nobody is named who asks" in page.content.decode()
    assert not Introduction.objects.exists()


def test_whoever_may_not_be_matched_has_no_such_page(officer):
    assert officer.get(ask_page(make_needed(), make_expert())).status_code == 404


def test_a_conflict_is_noted_and_taken_back(officer):
    need, person = make_needed(), make_askable()
    add = reverse("introductions:add_conflict", args=[need.pk, person.pk])
    take_back = reverse("introductions:take_back_conflict", args=[need.pk, person.pk])

    page = officer.post(add, {"note": "Worked there"}, follow=True).content.decode()
    assert "A conflict of interest" in page
    officer.post(take_back)
    assert not Conflict.objects.exists()


def test_what_the_expert_said_of_a_body_an_officer_does_not_take_back(officer):
    need, person = make_needed(), make_askable()
    note_conflict(
        person=person,
        organisation=need.asked_by,
        note="",
        by=None,
        on=timezone.localdate(),
    )

    officer.post(reverse("introductions:take_back_conflict", args=[need.pk, person.pk]))

    assert Conflict.objects.exists()


# --- going on ---


def test_a_yes_is_brought_to_the_body_and_both_together(officer):
    found = introduction_at(Stage.EXPERT_AGREED)
    office = found.organisation.contact_points.get()

    officer.post(reverse("introductions:ask_body", args=[found.pk]), {"office": office.pk})
    assert stage_of(found) == Stage.BODY_ASKED

    Introduction.objects.filter(pk=found.pk).update(
        stage=Stage.BODY_AGREED, body_answered_at=timezone.now()
    )
    officer.post(step(found, "introduce"))
    assert stage_of(found) == Stage.INTRODUCED


@pytest.mark.parametrize("stage", [one for one in Stage if one != Stage.BODY_AGREED])
def test_nobody_is_introduced_from_any_other_stage(officer, stage):
    found = introduction_at(stage)

    page = officer.post(step(found, "introduce"), follow=True)

    assert stage_of(found) == stage
    assert "Nothing was changed" in page.content.decode()


def test_an_office_of_another_body_is_no_office(officer):
    found = introduction_at(Stage.EXPERT_AGREED)

    page = officer.post(
        reverse("introductions:ask_body", args=[found.pk]), {"office": 999}, follow=True
    )

    assert stage_of(found) == Stage.EXPERT_AGREED
    assert "First add an office" in page.content.decode()


def test_a_withdrawn_yes_takes_the_page_away(officer):
    found = introduction_at(Stage.BODY_AGREED)
    withdraw(found.person)

    assert officer.get(found.get_absolute_url()).status_code == 404
    assert officer.post(step(found, "introduce")).status_code == 404
    assert stage_of(found) == Stage.BODY_AGREED


@pytest.mark.parametrize("stage", Stage)
def test_the_page_opens_at_every_stage_and_is_written_into_the_log(officer, stage):
    found = introduction_at(stage)

    assert officer.get(found.get_absolute_url()).status_code == 200
    assert found.person.looks.filter(what=Look.What.PROFILE).exists()


def test_the_list_stands_under_tabs(officer):
    to_do, waiting = introduction_at(Stage.EXPERT_AGREED), introduction_at(Stage.EXPERT_ASKED)
    introduction_at(Stage.CLOSED)

    def listed(show):
        page = officer.get(reverse("introductions:introductions"), {"show": show})
        return [one.pk for one, _tone in page.context["rows"]]

    assert listed("to_do") == listed("") == [to_do.pk]
    assert listed("waiting") == [waiting.pk]
    assert len(listed("over")) == 1


def test_what_the_institution_said_is_kept_with_its_day(officer):
    found = introduction_at(Stage.EXPERT_AGREED)

    officer.post(
        reverse("introductions:security", args=[found.pk]), {"institution": Checked.CLEARED}
    )

    security = Introduction.objects.get(pk=found.pk).security
    assert (security.institution, security.checked_on) == (Checked.CLEARED, timezone.localdate())


def test_a_meeting_is_set_once_both_are_introduced(officer):
    early, found = introduction_at(Stage.BODY_AGREED), introduction_at(Stage.INTRODUCED)
    day = timezone.localdate() + datetime.timedelta(days=9)
    said = {"starts_at": f"{day}T09:30", "minutes": 45, "place": "Room 1"}

    for one in (early, found):
        officer.post(reverse("introductions:meeting", args=[one.pk]), said)

    assert Meeting.objects.get().introduction_id == found.pk
    file = officer.get(reverse("introductions:calendar", args=[found.pk]))
    assert b"BEGIN:VEVENT" in file.content
    assert officer.get(reverse("introductions:calendar", args=[early.pk])).status_code == 404


# --- who may not ---


@pytest.mark.parametrize(
    "role", [Role.HOME_PARTNER, Role.EXPERT, Role.COORDINATOR, Role.ADMINISTRATOR]
)
def test_nobody_else_reads_any_of_it(client, sign_in, role):
    found = introduction_at(Stage.BODY_ASKED, person=make_telling_expert())
    sign_in(role, organisation_ids=frozenset({found.organisation_id}))
    places = [
        *("introductions", "funnel", "funnel_picture"),
        *(("introduction", found.pk), ("paper", found.pk), ("calendar", found.pk)),
        *(("shortlist", found.need_id, "docx"), ("shortlist", found.need_id, "xlsx")),
        *(("funnel_records", "asked"), ("ask", found.need_id, found.person_id)),
    ]
    for place in places:
        name, *gaps = (place,) if isinstance(place, str) else place
        page = client.get(reverse(f"introductions:{name}", args=gaps))
        assert page.status_code == 403, place
        assert told(page.content) == set()


def test_officers_do_read_it(officer):
    found = introduction_at(Stage.BODY_ASKED, person=make_telling_expert())

    assert NAME in officer.get(found.get_absolute_url()).content.decode()
