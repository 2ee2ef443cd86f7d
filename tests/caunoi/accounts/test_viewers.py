from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import (
    OFFICER_AT_THE_COMMAND_LINE,
    PUBLIC,
    Viewer,
    forget_viewer,
    look_as,
    viewer_of,
    viewer_of_user,
)
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_whoever_is_not_signed_in_is_the_public():
    viewer = viewer_of(request_of(AnonymousUser()))

    assert viewer == PUBLIC
    assert viewer.is_public
    assert not viewer.is_signed_in


def test_a_user_looks_with_every_role_held(make_user):
    user = make_user("an@example.org", Role.OFFICER, Role.ADMINISTRATOR)

    viewer = viewer_of(request_of(user))

    assert viewer == Viewer(user.pk, frozenset({Role.OFFICER, Role.ADMINISTRATOR}))
    assert viewer.is_officer
    assert viewer.is_administrator
    assert not viewer.is_expert


def test_a_closed_account_is_the_public(officer):
    officer.is_active = False

    assert viewer_of_user(officer) == PUBLIC


def test_the_database_is_asked_once_a_request(officer, django_assert_num_queries):
    request = request_of(officer)

    with django_assert_num_queries(1):
        viewer_of(request)
        viewer_of(request)


def test_an_account_speaks_for_its_person_and_acts_for_its_bodies(officer):
    person = Person.objects.create(display_name="Lê Thị Thử Nghiệm", user=officer)
    body = Organisation.objects.create(display_name="Viện Thử nghiệm")
    body.representatives.create(user=officer)

    viewer = viewer_of_user(officer)

    assert viewer.person_id == person.pk
    assert viewer.organisation_ids == {body.pk}


def test_forget_viewer_sees_a_role_given_meanwhile(officer):
    assert not viewer_of_user(officer).is_expert

    officer.role_grants.create(role=Role.EXPERT, granted_at=officer.created_at)
    forget_viewer(officer)

    assert viewer_of_user(officer).is_expert


def test_look_as_replaces_who_is_looking_for_this_request_alone(officer):
    someone = Viewer(person_id=7)
    request = request_of(officer)

    look_as(request, someone)

    assert viewer_of(request) == someone
    assert viewer_of(request_of(officer)).is_officer


def test_commands_act_as_an_officer_without_an_account():
    assert OFFICER_AT_THE_COMMAND_LINE.is_officer
    assert not OFFICER_AT_THE_COMMAND_LINE.is_signed_in
    assert not OFFICER_AT_THE_COMMAND_LINE.is_public
