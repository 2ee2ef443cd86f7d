"""All kinds searched together give what each gives alone."""

from __future__ import annotations

import pytest

from caunoi.people.purposes import Purpose
from caunoi.search.asking import Question
from caunoi.search.building import refresh_index
from caunoi.search.documents import Audience
from caunoi.search.index import read_index
from caunoi.search.kinds import kinds
from caunoi.search.proposing import proposed_by_kind
from caunoi.search.typed import read_typed
from tests.factories import make_event, make_expert, make_proposal, make_work

pytestmark = pytest.mark.django_db
CODES = [kind.code for kind in kinds()]


@pytest.fixture(autouse=True)
def quokkas(built):
    author = make_expert("Quokka", purposes=[Purpose.MATCHING])
    for number in range(7):
        make_work(author, title="Quokka " * (number + 1))
    make_proposal(author, "A quokka, and another quokka")
    make_proposal(author, "A quokka of its own")
    make_event("Quokka meeting")
    refresh_index()


def proposed(codes: list[str], most: int, audience: Audience = Audience.OFFICER):
    reader = read_index()
    question = Question(read_typed("quokka"), reader, every_word=True)
    return proposed_by_kind(question, reader, audience, codes, most)


@pytest.mark.parametrize("most", [1, 2, 3, 7, 100])
def test_together_as_alone(most):
    together = proposed(CODES, most)
    assert together.keys() == set(CODES)
    for code in CODES:
        assert together[code] == proposed([code], most)[code]
    assert len(together["work"]) == min(most, 7)
    assert len(together["proposal"]) == min(most, 2)
    assert len(together["expert"]) == len(together["event"]) == 1
    assert together["organisation"] == []


def test_only_what_the_audience_may_read_is_proposed():
    found = proposed(CODES, 10, Audience.PUBLIC)
    assert not any(found.values())
