"""What the database refuses about events, and who may see one."""

import datetime

import pytest
from django.db import IntegrityError

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.events.models import Event, EventHost, Participation
from caunoi.people.purposes import Purpose
from tests.factories import make_event, make_expert, make_organisation, make_participant

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": ""}, "event_has_a_title"),
        ({"title": "A", "ends_on": datetime.date(2026, 3, 13)}, "event_ends_after_it_begins"),
    ],
)
def test_an_event_has_a_title_and_ends_after_it_begins(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Event.objects.create(starts_on=DAY, **fields)


def test_an_event_of_one_day_may_say_so_twice():
    assert Event.objects.create(title="A", starts_on=DAY, ends_on=DAY).pk


def test_a_host_stands_once():
    host = make_organisation()
    event = make_event(hosts=[host])

    with pytest.raises(IntegrityError, match="event_host_once"):
        EventHost.objects.create(event=event, organisation=host)


def test_a_person_comes_once():
    person = make_participant()
    event = make_event(people=[person])

    with pytest.raises(IntegrityError, match="person_comes_once"):
        Participation.objects.create(event=event, person=person)


def test_events_are_seen_by_officers_by_their_hosts_and_by_who_came():
    host, guest = make_organisation(), make_participant()
    hosted = make_event("hosted", hosts=[host, make_organisation()])
    attended = make_event("attended", hosts=[make_organisation()], people=[guest])
    another = make_event("another")

    def seen_by(**fields):
        return set(Event.objects.visible_to(Viewer(user_id=1, **fields)))

    partner = frozenset({Role.HOME_PARTNER})
    assert set(Event.objects.visible_to(OFFICER_AT_THE_COMMAND_LINE)) == {
        hosted,
        attended,
        another,
    }
    assert seen_by(roles=partner, organisation_ids=frozenset({host.pk})) == {hosted}
    assert seen_by(person_id=guest.pk) == {attended}
    assert seen_by(roles=partner) == set()
    assert seen_by(roles=frozenset({Role.ADMINISTRATOR})) == set()
    assert not Event.objects.visible_to(PUBLIC).exists()


def test_who_came_is_seen_through_the_person():
    shown = make_expert(purposes=[Purpose.UNIVERSITIES], ask_before_naming=False)
    event = make_event(people=[shown, make_expert(), make_participant()])
    university = make_organisation(kinds=["education"])
    partner = Viewer(
        user_id=1,
        roles=frozenset({Role.HOME_PARTNER}),
        organisation_ids=frozenset({university.pk}),
    )

    seen = event.participations.visible_to(partner)

    assert [one.person for one in seen] == [shown]
    assert event.participations.visible_to(OFFICER_AT_THE_COMMAND_LINE).count() == 3
