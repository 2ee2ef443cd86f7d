"""What an organisation's history tells."""

import datetime

import pghistory
import pytest

from caunoi.organisations.history import CHANGES_SHOWN, past_changes
from caunoi.organisations.models import OrganisationName, OrganisationRelation
from caunoi.organisations.services import Particulars, WrittenName, change_organisation
from tests.factories import make_officer, make_organisation

# The database dates a change by its transaction: each of these needs transactions of its own.
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = datetime.date(2026, 11, 22)


def fields_of(change):
    return [(field.label, field.old, field.new) for field in change.fields]


def test_it_begins_with_the_entry_and_tells_who_changed_what_newest_first():
    officer = make_officer(display_name="Officer of Tests")
    body = make_organisation("Example Institute", kinds=["facility"])

    with pghistory.context(user=officer.pk):
        change_organisation(
            organisation=body,
            particulars=Particulars(
                "Viện Ví Dụ",
                kinds=["facility"],
                country_code="VN",
                names=[WrittenName("Example Institute", "label", "en")],
            ),
            by=officer,
            on=TODAY,
        )

    newest, *_between, oldest = past_changes(body)
    assert newest.by == "Officer of Tests"
    assert fields_of(newest) == [
        ("Name", "Example Institute", "Viện Ví Dụ"),
        ("Place", "", "Viet Nam"),
        ("Names", "", "Viện Ví Dụ: name"),
    ]
    assert oldest.is_entry
    assert oldest.by == ""


def test_what_an_import_did_names_the_import():
    body = make_organisation()

    with pghistory.context(import_run=12):
        body.city = "Hasselt"
        body.save()
    with pghistory.context(undo_of_import_run=12):
        body.city = ""
        body.save()

    undone, done = past_changes(body)[:2]
    assert (done.import_run, done.is_undo) == (12, False)
    assert (undone.import_run, undone.is_undo) == (12, True)
    assert fields_of(undone) == [("Place", "Hasselt", "")]


def test_ties_written_anew_at_one_go_are_no_change(transactional_db):
    from django.db import transaction

    body = make_organisation()
    tie = {"kind": "parent", "other_ror_id": "05a28rw58", "other_label": "Example Academy"}
    body.relations.create(**tie)
    before = len(past_changes(body))

    with transaction.atomic():
        OrganisationRelation.objects.filter(organisation=body).delete()
        body.relations.create(**tie)

    assert len(past_changes(body)) == before


def test_only_the_latest_are_told_each_with_what_was_before():
    body = make_organisation()
    for number in range(CHANGES_SHOWN + 2):
        body.city = f"Town {number}"
        body.save()

    changes = past_changes(body)

    assert len(changes) == CHANGES_SHOWN
    assert fields_of(changes[-1]) == [("Place", "Town 1", "Town 2")]


def test_a_removed_name_is_told():
    body = make_organisation()
    OrganisationName.objects.create(organisation=body, value="Alt", language="de", kinds=["alias"])
    OrganisationName.objects.filter(value="Alt").delete()

    assert fields_of(past_changes(body)[0]) == [("Names", "Alt (German): other name", "")]


def test_of_many_ties_the_first_few_are_told_and_how_many_more():
    body = make_organisation()
    OrganisationRelation.objects.bulk_create(
        OrganisationRelation(
            organisation=body,
            kind="child",
            other_ror_id=f"05a28rw{number}",
            other_label=f"Example {number}",
        )
        for number in range(10, 18)
    )

    [(label, old, new)] = fields_of(past_changes(body)[0])

    assert (label, old) == ("Ties", "")
    assert new.endswith("holds Example 15; and 2 more")
