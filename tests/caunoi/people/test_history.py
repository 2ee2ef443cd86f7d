"""A record's past in words: who did what, at one go, and what was there before."""

import datetime

import pghistory
import pytest
from django.db import transaction
from django.utils.formats import date_format

from caunoi.people.history import past_changes
from caunoi.people.models import Affiliation, Expert, ExpertSector, Person, PersonName
from tests.factories import (
    make_event,
    make_expert,
    make_officer,
    make_organisation,
    make_person,
)

# The history is written by the database, with one instant for one transaction.
pytestmark = pytest.mark.django_db(transaction=True)


def told(person):
    return [
        (row.title, [(field.label, field.old, field.new) for field in row.fields])
        for change in past_changes(person)
        for row in change.rows
    ]


def test_a_change_says_what_was_before_and_what_came():
    person = make_person("Nguyen Van Mau", country_code="BE")
    person.display_name, person.email, person.country_code = "Nguyễn Văn Mẫu", "a@example.org", "NL"
    person.save()

    assert told(person) == [
        (
            "Changed: person · Nguyễn Văn Mẫu",
            [
                ("name", "Nguyen Van Mau", "Nguyễn Văn Mẫu"),
                ("e-mail", "", "a@example.org"),
                ("country", "Belgium", "Netherlands"),
            ],
        ),
        ("Added: person · Nguyen Van Mau", []),
    ]


def test_all_that_belongs_to_the_person_is_told():
    person = make_expert("Nguyễn Văn Mẫu")
    PersonName.objects.create(person=person, value="阮文模")
    Affiliation.objects.create(person=person, organisation_name="KU Leuven").delete()
    ExpertSector.objects.create(expert=person.expert, sector_id="cybersecurity")
    make_event(people=[person])

    titles = [title for title, _fields in told(person)]

    assert titles == [
        "Added: participation",
        "Added: sector · Cybersecurity",
        "Removed: affiliation · KU Leuven",
        "Added: affiliation · KU Leuven",
        "Added: other name · 阮文模",
        "Added: expert",
        "Added: consent · be in the register with a profile",
        "Added: person · Nguyễn Văn Mẫu",
    ]


def test_lists_yes_and_no_and_days_are_told_in_words():
    expert = make_expert().expert
    Expert.objects.filter(pk=expert.pk).update(
        languages=["vi", "nl"],
        ways_to_contribute=["visit"],
        ask_before_naming=False,
        confirmed_on=datetime.date(2026, 6, 1),
    )

    _title, fields = told(expert.person)[0]

    changed = {label: (old, new) for label, old, new in fields}
    assert changed["languages"] == ("", "Vietnamese, Dutch")
    assert changed["ways to contribute"] == ("", "visit")
    assert changed["ask each time before naming"] == ("yes", "no")
    assert changed["last confirmed on"][1] == date_format(datetime.date(2026, 6, 1))


def test_it_is_told_who_did_it_and_by_which_import():
    officer = make_officer(display_name="Cán bộ Mẫu")
    with pghistory.context(user=officer.pk, import_run=7):
        person = make_person()
    with pghistory.context(undo_of_import_run=7):
        Person.objects.filter(pk=person.pk).update(city="Gent")
    Person.objects.filter(pk=person.pk).update(city="Brugge")

    by_hand, undone, imported = past_changes(person)

    assert (imported.by, imported.import_run, imported.is_undo) == ("Cán bộ Mẫu", 7, False)
    assert (undone.by, undone.import_run, undone.is_undo) == ("", 7, True)
    assert (by_hand.by, by_hand.import_run, by_hand.is_undo) == ("", None, False)


def test_what_was_done_at_one_go_is_told_as_one():
    with transaction.atomic():
        person = make_expert(organisation=make_organisation())
        Person.objects.filter(pk=person.pk).update(city="Gent")

    (entry,) = past_changes(person)

    # Filling a row that was just added belongs to its adding.
    assert not any(row.title.startswith("Changed: person") for row in entry.rows)
    assert len(entry.rows) == 4


def test_the_latest_twenty_are_told_in_a_fixed_number_of_queries(django_assert_num_queries):
    person, other = make_person(), make_person()
    for number in range(25):
        Person.objects.filter(pk=person.pk).update(city=f"City {number}")

    with django_assert_num_queries(9):
        changes = past_changes(person)
    with django_assert_num_queries(9):
        past_changes(other)

    assert len(changes) == 20
    assert changes[0].rows[0].fields[0].new == "City 24"
