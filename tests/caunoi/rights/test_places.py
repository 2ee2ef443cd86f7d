"""Every table that points at a person says what becomes of its rows."""

import pytest
from django.apps import apps
from django.db import models

from caunoi.rights.places import PLACES
from caunoi.sources.history import is_history

# What a person is known by, and what hangs on it.
PERSONAL = {"people.Person", "people.Expert", "people.Participant", "people.OfficeHolder"}


def tables_that_point_at_a_person() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if not is_history(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label in PERSONAL
    }


def labels_of(places):
    return {apps.get_model(place.model)._meta.label for place in places}


def test_every_table_that_points_at_a_person_is_declared():
    assert tables_that_point_at_a_person() <= labels_of(PLACES)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.model)
@pytest.mark.django_db
def test_a_place_finds_its_rows(place):
    assert list(place.rows_of(1)) == []
