"""Sectors in the reader's words, and priorities as published facts."""

import datetime

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import override

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.sectors.models import Priority, Sector
from tests.factories import make_source

DAY = datetime.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Quantum technology"),
        ("vi", "Công nghệ lượng tử"),
        ("en-gb", "Quantum technology"),
        ("ja", "Quantum technology"),
    ],
)
def test_a_sector_is_named_in_the_readers_language_else_in_english(language, expected):
    with override(language):
        assert str(Sector(code="quantum")) == expected


@pytest.mark.parametrize("language", ["vi", "en", "fr", "nl", "de", "zh"])
def test_every_sector_has_a_name_of_its_own_in_each_of_the_six_languages(language):
    from trithuc import vocabulary

    with override(language):
        labels = [Sector(code=sector.code).label for sector in vocabulary.sectors()]

    assert all(labels)
    assert len(set(labels)) == 26


def test_one_the_library_dropped_shows_its_code():
    assert Sector(code="alchemy").label == "alchemy"


@pytest.mark.django_db
class TestPriority:
    def make(self, **fields):
        return Priority.objects.create(
            sector_id="quantum",
            country_code="VN",
            said_by="Government of examples",
            source=make_source(),
            **fields,
        )

    @pytest.mark.parametrize(("begin", "end"), [(None, None), (DAY, None), (None, DAY), (DAY, DAY)])
    def test_it_may_be_open_at_either_end(self, begin, end):
        assert self.make(valid_from=begin, valid_to=end).pk

    def test_it_does_not_end_before_it_begins(self):
        with pytest.raises(IntegrityError, match="priority_ends_after_it_begins"):
            self.make(valid_from=DAY, valid_to=DAY - datetime.timedelta(days=1))

    def test_a_sector_that_is_a_priority_is_not_deleted(self):
        self.make()

        with pytest.raises(ProtectedError):
            Sector.objects.get(code="quantum").delete()

    def test_whoever_signed_in_sees_it_and_the_public_does_not(self):
        self.make()

        assert Priority.objects.visible_to(Viewer(user_id=1)).exists()
        assert Priority.objects.visible_to(OFFICER_AT_THE_COMMAND_LINE).exists()
        assert not Priority.objects.visible_to(PUBLIC).exists()
