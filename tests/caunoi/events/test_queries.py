"""The list of events, those who came to one, and when an event holds nothing."""

import datetime

import pytest

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import Viewer
from caunoi.events import queries
from caunoi.people.purposes import Purpose
from tests.factories import (
    make_attachment,
    make_event,
    make_expert,
    make_organisation,
    make_participant,
    make_proposal,
)

pytestmark = pytest.mark.django_db


def titles(viewer=OFFICER, **narrowing):
    return [event.title for event in queries.listed_events(viewer, **narrowing)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hoi thao", ["Hội thảo Việt – Bỉ"]),
        ("HỘI THẢO bỉ", ["Hội thảo Việt – Bỉ"]),
        ("liege", ["Signing"]),
        ("Liège signing", ["Signing"]),
        ("%", []),
        ("nowhere", []),
        ("", ["Signing", "Hội thảo Việt – Bỉ"]),
    ],
)
def test_events_are_found_by_title_and_place_in_any_spelling(words, found):
    make_event("Hội thảo Việt – Bỉ", place="Brussels", starts_on=datetime.date(2026, 3, 14))
    make_event("Signing", place="Liège", kind="signing", starts_on=datetime.date(2026, 4, 1))

    assert titles(words=words) == found


def test_events_are_narrowed_by_kind_and_ordered_by_day():
    for day, kind in ((1, "seminar"), (2, "visit"), (3, "seminar")):
        make_event(f"{day}", kind=kind, starts_on=datetime.date(2026, 3, day))

    assert titles() == ["3", "2", "1"]
    assert titles(sort="date") == ["1", "2", "3"]
    assert titles(sort="nonsense") == ["3", "2", "1"]
    assert titles(kind="seminar") == ["3", "1"]


def test_only_visible_people_are_counted():
    host = make_organisation(kinds=["education"])
    shown = make_expert(purposes=[Purpose.UNIVERSITIES], ask_before_naming=False)
    make_event("with", hosts=[host, make_organisation()], people=[shown, make_participant()])
    make_event("without", hosts=[host])
    partner = Viewer(
        user_id=1, roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset({host.pk})
    )

    def came(viewer):
        return {event.title: event.came for event in queries.listed_events(viewer)}

    assert came(OFFICER) == {"with": 2, "without": 0}
    assert came(partner) == {"with": 1, "without": 0}


def test_those_who_came_stand_in_vietnamese_order():
    people = [make_participant(name) for name in ("Đào", "An", "Dũng", "Ánh")]
    event = make_event(people=people)

    rows = queries.participations_at(event, OFFICER)

    assert [row.person.display_name for row in rows] == ["An", "Ánh", "Dũng", "Đào"]


def test_an_event_is_empty_until_something_refers_to_it():
    person = make_participant()
    attended, attached, proposed = make_event(people=[person]), make_event(), make_event()
    attached.attachments.add(make_attachment())
    make_proposal(person, event=proposed)

    assert queries.is_empty(make_event(hosts=[make_organisation()]))
    for event in (attended, attached, proposed):
        assert not queries.is_empty(event)
