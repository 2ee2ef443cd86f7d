"""What every kind's writing is built from."""

from __future__ import annotations

import pytest

from caunoi.imports.models import Outcome
from caunoi.imports.plan import Step, Subject
from caunoi.imports.writing import batched, owner_of
from trithuc.importers.reading import Position

AUTHOR_ROW, PROPOSAL_ROW = Position(row=2), Position(row=3)


def proposal(**author) -> Step:
    return Step(Subject.PROPOSAL, PROPOSAL_ROW, Outcome.CREATE, **author)


@pytest.mark.parametrize(
    ("author", "owner"),
    [
        ({"owner": 12}, 12),
        ({"owner_row": AUTHOR_ROW}, 31),
        ({"owner": 12, "owner_row": AUTHOR_ROW}, 12),
    ],
)
def test_what_a_row_belongs_to_is_in_the_register_or_was_written_just_before(author, owner):
    assert owner_of(proposal(**author), Subject.PERSON, {(Subject.PERSON, AUTHOR_ROW): 31}) == owner


def test_a_row_that_belongs_to_nothing_is_not_written():
    with pytest.raises(LookupError, match="a proposal without a person"):
        owner_of(proposal(), Subject.PERSON, {})


def test_rows_come_in_batches_and_none_is_left_out():
    assert list(batched([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(batched([], 2)) == []
