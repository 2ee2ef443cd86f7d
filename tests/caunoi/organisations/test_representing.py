"""Who acts for a body, and what follows for what they see."""

import pytest
from django.core.exceptions import ValidationError

from caunoi.accounts.models import Role
from caunoi.accounts.services import accept_invitation
from caunoi.accounts.viewers import viewer_of_user
from caunoi.organisations.representing import (
    add_representative,
    invite_representative,
    invited_for,
    remove_representative,
    representatives_of,
)
from caunoi.people.models import Person
from caunoi.people.purposes import Purpose
from tests.factories import make_consent, make_expert, make_officer, make_organisation, make_user

pytestmark = pytest.mark.django_db


def invite(organisation, email="partner@example.org", role=Role.HOME_PARTNER):
    return invite_representative(
        organisation=organisation, email=email, role=role, language="vi", by=make_officer()
    )


def accept(token):
    return accept_invitation(
        token, display_name="Partner (demo)", password="a long bridge", language="vi"
    )


def shown_to_universities():
    person = make_expert()
    person.expert.ask_before_naming = False
    person.expert.save()
    make_consent(person, Purpose.UNIVERSITIES)
    return person


def test_whoever_accepts_the_invitation_acts_for_the_body_and_sees_who_agreed():
    agreed, another = shown_to_universities(), make_expert()
    university = make_organisation(kinds=["education"])
    _invitation, token = invite(university)
    assert invited_for(university).count() == 1

    partner = accept(token)

    viewer = viewer_of_user(partner)
    assert viewer.organisation_ids == {university.pk}
    assert agreed in Person.objects.visible_to(viewer)
    assert another not in Person.objects.visible_to(viewer)
    assert not invited_for(university)


def test_an_invitation_of_the_usual_kind_makes_nobody_a_representative():
    from caunoi.accounts.services import invite_user

    _invitation, token = invite_user(
        email="partner@example.org", roles=[Role.HOME_PARTNER], by=make_officer()
    )

    assert viewer_of_user(accept(token)).organisation_ids == frozenset()


def test_removed_they_see_nobody_any_more():
    shown_to_universities()
    university, partner = make_organisation(), make_user(Role.HOME_PARTNER)
    added = add_representative(organisation=university, user=partner)
    assert Person.objects.visible_to(viewer_of_user(partner)).exists()

    remove_representative(representative=added)

    added.user.refresh_from_db()
    assert not Person.objects.visible_to(viewer_of_user(added.user)).exists()
    assert not representatives_of(university)


def test_adding_twice_adds_once():
    university, partner = make_organisation(), make_user(Role.COORDINATOR)

    assert add_representative(organisation=university, user=partner) == add_representative(
        organisation=university, user=partner
    )


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT, Role.ADMINISTRATOR])
def test_only_home_partners_and_coordinators_act_for_a_body(role):
    with pytest.raises(ValidationError, match="neither"):
        add_representative(organisation=make_organisation(), user=make_user(role))
