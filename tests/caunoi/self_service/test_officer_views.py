"""An officer invites, passes a link on, takes links back; and once a year people are asked."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.desk.queries import profiles_to_confirm, registrations_to_approve
from caunoi.messages.models import Letter, LetterKind, LetterState
from caunoi.organisations.models import OrganisationName
from caunoi.people.models import Expert, Person
from caunoi.people.purposes import Purpose
from caunoi.self_service import tasks
from caunoi.self_service.confirming import ask_everyone_due
from caunoi.self_service.models import Registration
from tests.caunoi.self_service.conftest import new_link
from tests.factories import (
    make_consent,
    make_expert,
    make_office_holder,
    make_officer,
    make_participant,
    make_user,
)

pytestmark = pytest.mark.django_db
INVITED = {
    "name": "Trần Được Mời",
    "email": "moi@example.org",
    "organisation": "An institute of examples",
    "language": "nl",
}


@pytest.fixture
def officer(client, register):
    officer = make_officer()
    client.force_login(officer)
    return officer


def test_whoever_is_invited_is_a_participant_and_written_to_in_their_language(client, officer):
    client.post("/me/officer/invite/", INVITED)

    person = Person.objects.get(email="moi@example.org")
    assert hasattr(person, "participant")
    letter = Letter.objects.get(person=person)
    assert (letter.kind, letter.language) == (LetterKind.INVITATION, "nl")
    assert letter.written_by == officer


def test_the_controller_stands_after_a_colon_in_the_readers_language(client, officer, register):
    OrganisationName.objects.create(
        organisation=register.controller, value="De ambassade", language="nl", kinds=["label"]
    )

    client.post("/me/officer/invite/", INVITED)

    assert ": De ambassade." in Letter.objects.get().body


def test_somebody_alike_is_a_question(client, officer):
    make_expert("Trần Được Mời")

    shown = client.post("/me/officer/invite/", INVITED).content.decode()
    assert "Someone alike" in shown
    assert Person.objects.count() == 1

    client.post("/me/officer/invite/", INVITED | {"add_anyway": "on"})
    assert Person.objects.count() == 2


def test_the_letter_is_copied_with_a_link_that_opens_the_page(client, officer):
    person = make_expert("Lê Ví Dụ")
    page = client.post(f"/me/officer/people/{person.pk}/write/")
    letter = Letter.objects.get(person=person)
    assert letter.state == LetterState.BY_HAND
    assert page.url == reverse("messages:letter", args=[letter.pk])

    shown = client.post(reverse("messages:pass_on", args=[letter.pk])).content.decode()

    token = shown.partition("/me/cn_")[2].partition("/")[0]
    client.logout()
    assert "Lê Ví Dụ" in client.get(f"/me/cn_{token}/").content.decode()


def test_all_links_are_taken_back_by_one_button(client, officer):
    person, other = make_expert(), make_expert()
    tokens = [new_link(person)[1] for _number in range(2)]
    _link, others = new_link(other)

    client.post(f"/me/officer/people/{person.pk}/revoke/")

    assert [client.get(f"/me/{token}/").status_code for token in tokens] == [404, 404]
    assert client.get(f"/me/{others}/").status_code == 200


def test_an_office_holder_is_not_invited(client, officer):
    holder = make_office_holder()

    client.post(f"/me/officer/people/{holder.pk}/write/")

    assert not Letter.objects.exists()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_only_officers_invite(client, register, role):
    person = make_participant()
    client.force_login(make_user(role))

    assert client.get("/me/officer/invite/").status_code == 403
    for act in ("write", "revoke", "ask-to-confirm"):
        assert client.post(f"/me/officer/people/{person.pk}/{act}/").status_code == 403


def test_the_desk_counts_registrations_with_a_proven_address(register):
    now = timezone.now()
    for used_at in (now, None):
        Registration.issue(
            purpose="registration",
            lifetime=datetime.timedelta(days=7),
            now=now,
            display_name="X",
            email="x@example.org",
            used_at=used_at,
        )

    row = registrations_to_approve(OFFICER_AT_THE_COMMAND_LINE, on=timezone.localdate())

    assert (row.count, row.url) == (1, "/me/officer/registrations/")


# --- once a year ---


def test_those_due_are_asked_once_a_month_at_most(register):
    today = timezone.localdate()
    old, ending, fresh = make_expert(), make_expert(), make_expert()
    Expert.objects.filter(person=old).update(confirmed_on=today - datetime.timedelta(days=365))
    make_consent(
        ending,
        Purpose.FIRMS,
        given_on=today - datetime.timedelta(days=700),
        expires_on=today + datetime.timedelta(days=50),
    )

    assert [ask_everyone_due(on=today) for _time in range(2)] == [2, 0]

    asked = Letter.objects.filter(kind=LetterKind.PLEASE_CONFIRM)
    assert {letter.person_id for letter in asked} == {old.pk, ending.pk}
    assert fresh.pk not in {letter.person_id for letter in asked}
    assert {letter.link_to for letter in asked} == {"self_service:confirm"}
    assert ask_everyone_due(on=today + datetime.timedelta(days=31)) == 2


def make_due(name="Lê Đã Lâu", *, days=400):
    person = make_expert(name)
    confirmed_on = timezone.localdate() - datetime.timedelta(days=days)
    Expert.objects.filter(person=person).update(confirmed_on=confirmed_on)
    return person


def test_the_desk_counts_profiles_to_confirm_until_they_are_asked(register):
    today = timezone.localdate()
    make_due(days=400)
    make_expert("Phạm Mới Xong")

    row = profiles_to_confirm(OFFICER_AT_THE_COMMAND_LINE, on=today)
    assert (row.count, row.when) == (1, "the oldest for 400 days")
    assert row.url == "/me/officer/to-confirm/"

    ask_everyone_due(on=today)
    assert profiles_to_confirm(OFFICER_AT_THE_COMMAND_LINE, on=today).count == 0
    assert profiles_to_confirm(PUBLIC, on=today).count == 0


def test_one_button_asks_all_who_are_due_and_pressing_twice_asks_once(client, officer):
    due = make_due()
    make_expert("Phạm Mới Xong")

    shown = client.get("/me/officer/to-confirm/").content.decode()
    assert "Lê Đã Lâu" in shown
    assert "over a year ago" in shown
    assert "Phạm Mới Xong" not in shown

    for _press in range(2):
        assert client.post("/me/officer/to-confirm/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s",
            ["self_service.ask_to_confirm_now"],
        )
        assert cursor.fetchone() == (1,)
    tasks.ask_to_confirm_now()
    assert [one.person for one in Letter.objects.all()] == [due]
    assert "Every profile is fresh" in client.get("/me/officer/to-confirm/").content.decode()


def test_an_expert_with_an_account_begins_on_the_own_page(client, register):
    person = make_expert()
    person.user = make_user(Role.EXPERT)
    person.save()
    client.force_login(person.user)

    assert client.get("/").url == "/me/"
