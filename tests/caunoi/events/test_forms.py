"""What is taken as typed about events, and what is asked again."""

import datetime

import pytest

from caunoi.events.forms import EventForm, ParticipantForm
from caunoi.people.facts import Fact
from tests.factories import make_event, make_organisation

pytestmark = pytest.mark.django_db


def typed(**fields):
    return {"title": "Seminar", "kind": "seminar", "starts_on": "2026-03-14"} | fields


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"ends_on": "2026-03-13"}, "ends_on"),
        ({"kind": "party"}, "kind"),
        ({"country_code": "Belgium"}, "country_code"),
        ({"hosts": "Atlantis"}, "hosts"),
    ],
)
def test_what_cannot_be_is_asked_again(fields, wrong):
    form = EventForm(typed(**fields))

    assert wrong in form.errors


def test_hosts_are_named_one_a_line_and_once():
    one, two = make_organisation("KU Leuven"), make_organisation("Université de Liège")
    form = EventForm(typed(hosts=f"ku leuven\n\n universite de liege \nx (#{one.pk})"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["hosts"] == [one, two]


def test_hosts_that_share_a_name_survive_a_change_of_something_else():
    one, two = make_organisation("Institute of Physics"), make_organisation("Institute of Physics")
    event = make_event(hosts=[one, two])
    shown = EventForm(instance=event).initial["hosts"]

    form = EventForm(typed(hosts=shown), instance=event)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["hosts"] == [one, two]


def test_days_are_shown_as_the_browser_s_calendar_reads_them():
    html = str(EventForm(instance=make_event(starts_on=datetime.date(2026, 3, 14)))["starts_on"])

    assert 'type="date"' in html
    assert 'value="2026-03-14"' in html


def test_a_participant_is_a_name_an_organisation_and_an_email():
    form = ParticipantForm(
        {
            "display_name": "Trần Văn Mẫu",
            "email": "mau@example.org",
            "organisation": "KU Leuven",
            "position": "postdoc",
            "role": "speaker",
            "sectors": ["ai"],
        }
    )

    assert form.is_valid(), form.errors
    particulars = form.particulars()
    assert set(particulars.facts) == {Fact.EMAIL}
    assert [(a.organisation_name, a.position) for a in particulars.affiliations] == [
        ("KU Leuven", "")
    ]
