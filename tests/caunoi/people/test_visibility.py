"""Who may see whom. Every row puts someone there who could leak."""

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.people.models import Consent, Person
from caunoi.people.purposes import Purpose
from caunoi.people.visibility import consent_in_force
from tests.factories import (
    make_consent,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
)

pytestmark = pytest.mark.django_db


def viewer(role=Role.HOME_PARTNER, *organisations, **fields):
    ids = frozenset(organisation.pk for organisation in organisations)
    return Viewer(user_id=1, roles=frozenset({role}), organisation_ids=ids, **fields)


def seen_by(viewer):
    return set(Person.objects.visible_to(viewer))


def test_an_officer_sees_everyone():
    everyone = {make_expert(), make_participant(), make_office_holder(), make_person()}

    assert seen_by(viewer(Role.OFFICER)) == everyone
    assert seen_by(OFFICER_AT_THE_COMMAND_LINE) == everyone


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.HOME_PARTNER, Role.COORDINATOR])
def test_without_a_yes_to_it_nobody_is_shown(role):
    make_expert(ask_before_naming=False)
    make_participant()
    make_office_holder()

    assert seen_by(viewer(role, make_organisation())) == set()


@pytest.mark.parametrize(
    ("purpose", "kind", "is_shown"),
    [
        (Purpose.UNIVERSITIES, "education", True),
        (Purpose.UNIVERSITIES, "facility", True),
        (Purpose.UNIVERSITIES, "company", False),
        (Purpose.FIRMS, "company", True),
        (Purpose.FIRMS, "education", False),
        (Purpose.MINISTRIES, "government", True),
        (Purpose.MINISTRIES, "company", False),
        (Purpose.PUBLIC, "company", True),
        (Purpose.CONTACT, "government", False),
        (Purpose.MATCHING, "government", False),
        (Purpose.REPORTS, "government", False),
        (Purpose.INTRODUCE, "education", False),
    ],
)
def test_a_yes_covers_the_kind_of_body_it_names_and_no_other(purpose, kind, is_shown):
    expert = make_expert(purposes=[purpose], ask_before_naming=False)
    partner = viewer(Role.HOME_PARTNER, make_organisation(kinds=[kind]))

    assert seen_by(partner) == ({expert} if is_shown else set())


@pytest.mark.parametrize("purpose", [Purpose.NETWORK, Purpose.OTHER_MISSION])
def test_a_yes_to_a_named_body_covers_that_body_alone(purpose):
    named, another = make_organisation(kinds=["network"]), make_organisation(kinds=["network"])
    expert = make_expert(ask_before_naming=False)
    make_consent(expert, purpose, recipient=named)

    assert seen_by(viewer(Role.COORDINATOR, named)) == {expert}
    assert seen_by(viewer(Role.COORDINATOR, another)) == set()


def test_whoever_wants_to_be_asked_first_is_not_shown():
    make_expert(purposes=[Purpose.UNIVERSITIES, Purpose.PUBLIC], ask_before_naming=True)

    assert seen_by(viewer(Role.HOME_PARTNER, make_organisation())) == set()
    assert seen_by(PUBLIC) == set()


def test_the_public_sees_only_whom_a_yes_shows_publicly():
    shown = make_expert(purposes=[Purpose.PUBLIC], ask_before_naming=False)
    make_expert(purposes=[Purpose.UNIVERSITIES], ask_before_naming=False)

    assert seen_by(PUBLIC) == {shown}


def test_everyone_sees_themselves_and_by_that_nobody_else():
    themselves, _another = make_participant(), make_participant()

    assert seen_by(viewer(Role.EXPERT, person_id=themselves.pk)) == {themselves}


@pytest.mark.parametrize("which", [Purpose.UNIVERSITIES, Purpose.PROFILE])
@pytest.mark.parametrize("ending", ["withdrawn_on", "expires_on"])
def test_a_yes_that_ended_shows_nobody(which, ending):
    expert = make_expert(purposes=[Purpose.UNIVERSITIES], ask_before_naming=False)
    today = timezone.localdate()
    given = today - datetime.timedelta(days=10)
    Consent.objects.filter(person=expert, purpose=which).update(given_on=given, **{ending: today})

    assert seen_by(viewer(Role.HOME_PARTNER, make_organisation())) == set()


DAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("given_on", "expires_on", "withdrawn_on", "is_in_force"),
    [
        ("2026-06-01", None, None, True),
        ("2026-06-02", None, None, False),
        ("2026-05-01", "2026-06-02", None, True),
        ("2026-05-01", "2026-06-01", None, False),
        ("2026-05-01", None, "2026-06-01", False),
        ("2026-05-01", "2026-07-01", "2026-05-02", False),
    ],
)
def test_a_consent_is_in_force_from_its_day_until_it_ends(
    given_on, expires_on, withdrawn_on, is_in_force
):
    days = [
        datetime.date.fromisoformat(day) if day else None
        for day in (given_on, expires_on, withdrawn_on)
    ]
    consent = make_consent(
        make_person(), given_on=days[0], expires_on=days[1], withdrawn_on=days[2]
    )

    assert Consent.objects.filter(consent_in_force(DAY)).exists() == is_in_force
    assert Consent.objects.in_force(on=DAY).exists() == is_in_force
    assert consent.is_in_force(DAY) == is_in_force
