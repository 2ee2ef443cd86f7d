"""Keeping the rows equal to the library's list, and priorities with their sources."""

import pytest

from caunoi.sectors.models import Priority, Sector
from caunoi.sectors.services import delete_priority, sync_sectors
from caunoi.sources.models import Source
from tests.factories import make_source
from trithuc import vocabulary

pytestmark = pytest.mark.django_db


def test_every_database_begins_with_the_librarys_sectors_in_its_order():
    codes = list(Sector.objects.values_list("code", flat=True))

    assert codes == [sector.code for sector in vocabulary.sectors()]
    assert len(codes) == 26
    assert not Sector.objects.filter(is_retired=True).exists()


def test_a_missing_one_is_added():
    Sector.objects.filter(code="quantum").delete()

    sync_sectors()

    assert Sector.objects.get(code="quantum").family == vocabulary.sector("quantum").family


def test_one_the_library_dropped_is_retired_and_never_deleted():
    Sector.objects.create(code="alchemy", family="old", position=99)

    sync_sectors()

    assert Sector.objects.get(code="alchemy").is_retired


def test_one_that_comes_back_is_retired_no_more_and_moves_to_its_place():
    Sector.objects.filter(code="ai").update(is_retired=True, position=77, family="old")

    sync_sectors()

    found = Sector.objects.get(code="ai")
    assert (found.is_retired, found.position) == (False, 1)
    assert found.family == vocabulary.sector("ai").family


def test_once_more_changes_nothing():
    before = list(Sector.objects.values())

    sync_sectors()

    assert list(Sector.objects.values()) == before


def make_priority(source: Source) -> Priority:
    return Priority.objects.create(
        sector_id="energy", country_code="VN", said_by="A minister", source=source
    )


def test_a_priority_takes_its_source_along_when_it_is_deleted():
    delete_priority(priority=make_priority(make_source()))

    assert not Source.objects.exists()


def test_a_source_that_another_priority_names_stays():
    shared = make_source()
    kept = make_priority(shared)

    delete_priority(priority=make_priority(shared))

    assert Priority.objects.get() == kept
    assert Source.objects.get() == shared
