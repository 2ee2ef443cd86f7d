"""Which of several affiliations is the current one, and which facts a standing keeps."""

import datetime

import pytest

from caunoi.people.facts import Fact, Standing, known_people
from caunoi.people.particulars import (
    AffiliationLine,
    Particulars,
    current_affiliation,
    write_affiliations,
)
from tests.factories import make_expert

OLD, NEW, END = (datetime.date(year, 1, 1) for year in (2016, 2020, 2022))


@pytest.mark.parametrize(
    ("lines", "current"),
    [
        ([], []),
        ([AffiliationLine("A", "x")], ["A", "x"]),
        ([AffiliationLine("A", started_on=OLD), AffiliationLine("B", started_on=NEW)], ["B", ""]),
        ([AffiliationLine("A", started_on=NEW), AffiliationLine("B", started_on=OLD)], ["A", ""]),
        ([AffiliationLine("A", started_on=NEW), AffiliationLine("B")], ["B", ""]),
        ([AffiliationLine("A", started_on=NEW, ended_on=END), AffiliationLine("B")], ["B", ""]),
        ([AffiliationLine("A", started_on=NEW, ended_on=END)], []),
    ],
)
def test_the_current_affiliation_has_not_ended_and_began_last(lines, current):
    assert current_affiliation(lines) == current


@pytest.mark.django_db
def test_it_is_the_one_the_register_takes_for_current():
    expert = make_expert()
    lines = [
        AffiliationLine("A", started_on=NEW),
        AffiliationLine("B"),
        AffiliationLine("C", started_on=OLD, ended_on=END),
    ]
    write_affiliations(expert, lines)

    known = known_people([expert.pk])[expert.pk].facts[Fact.AFFILIATION]
    assert known == current_affiliation(lines)


EVERYTHING = Particulars("A", affiliations=[AffiliationLine("B")], facts=dict.fromkeys(Fact, "x"))


@pytest.mark.parametrize(
    ("standing", "kept"),
    [
        (Standing.EXPERT, set(Fact)),
        (Standing.PARTICIPANT, {Fact.DISPLAY_NAME, Fact.EMAIL, Fact.AFFILIATION}),
        (Standing.OFFICE_HOLDER, {Fact.DISPLAY_NAME}),
        (Standing.NONE, {Fact.DISPLAY_NAME, Fact.EMAIL, Fact.AFFILIATION}),
    ],
)
def test_a_standing_keeps_its_own_facts_whatever_is_typed(standing, kept):
    assert set(EVERYTHING.stated_facts(standing)) == kept


def test_what_was_not_asked_for_is_not_stated():
    assert Particulars("A").stated_facts(Standing.EXPERT) == {Fact.DISPLAY_NAME: "A"}
