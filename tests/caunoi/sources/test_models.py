"""How a source is named to a reader."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from caunoi.sources.models import Source, SourceKind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            Source(kind=SourceKind.IMPORT_ROW, title="khách.xlsx", sheet="Người", row=12),
            "khách.xlsx, Người, row 12",
        ),
        (Source(kind=SourceKind.IMPORT_ROW, title="guests.csv", row=3), "guests.csv, row 3"),
        (Source(kind=SourceKind.DOCUMENT, title="A newspaper"), "A newspaper"),
        (Source(kind=SourceKind.OFFICER), "an officer"),
        (Source(kind=SourceKind.PERSON), "the person"),
    ],
)
def test_a_source_is_named_so_that_a_reader_can_go_and_look(source, expected):
    with override("en"):
        assert str(source) == expected


@pytest.mark.django_db
def test_a_row_of_a_file_without_its_number_is_refused():
    with pytest.raises(IntegrityError, match="source_of_an_import_names_its_row"):
        Source.objects.create(
            kind=SourceKind.IMPORT_ROW, title="list.csv", stated_on=datetime.date(2026, 3, 1)
        )
