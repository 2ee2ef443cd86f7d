"""What a record says of its holder stands beside the own word and never over it."""

from __future__ import annotations

import pytest

from caunoi.people.models import (
    Affiliation,
    NameKind,
    PersonName,
)
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.services import change_own_profile
from caunoi.sources.models import SourceKind
from tests.caunoi.imports.kinds.orcid.answers import (
    MAI,
    orcid,
    record,
    step_of,
)
from tests.caunoi.imports.sheets import (
    TODAY,
    applied,
    changes,
    elsewhere,
    outcomes,
    planned,
    problems,
)
from tests.factories import (
    make_affiliation,
    make_organisation,
)

pytestmark = pytest.mark.django_db


def test_other_names_are_kept_beside_the_own_one(mai):
    stated = record(MAI, name=("Mai", "Le-Dupont"), names=["黎氏梅", "Mai Lê Thị", "{}"])
    applied(**orcid(stated))

    mai.refresh_from_db()
    assert mai.display_name == "Lê Thị Mai"
    assert {(one.value, one.kind) for one in mai.names.all()} == {
        ("Mai Le-Dupont", NameKind.OTHER_SPELLING),
        ("黎氏梅", NameKind.HAN),
    }
    (statement,) = mai.statements.filter(field="other_names")
    assert set(statement.value) == {"Mai Le-Dupont", "黎氏梅"}
    assert (statement.source.kind, statement.source.url) == (
        SourceKind.SERVICE,
        f"https://orcid.org/{MAI}",
    )


def test_a_name_that_was_taken_away_does_not_come_back(mai):
    applied(**orcid(record(MAI, names=["Mai Le-Dupont"])))
    with elsewhere():
        change_own_profile(
            person=mai,
            particulars=Particulars(display_name="Lê Thị Mai", other_names=[]),
            on=TODAY,
        )

    run = applied(**orcid(record(MAI, names=["Mai Le-Dupont", "Mai Dupont"])))

    assert changes(step_of(run)) == {"other_names": ["Mai Dupont"]}
    assert [one.value for one in PersonName.objects.all()] == ["Mai Dupont"]


def test_no_name_turns_round_the_line_it_stands_in(mai):
    applied(**orcid(record(MAI, names=["Mai \u202etnopuD"])))

    assert [one.value for one in PersonName.objects.all()] == ["Mai tnopuD"]


def test_a_name_too_long_for_the_register_is_left_out_and_told(mai):
    run = applied(**orcid(record(MAI, names=["Mai " * 60, "Mai Dupont"])))

    assert problems(step_of(run)) == ["text-too-long"]
    assert [one.value for one in PersonName.objects.all()] == ["Mai Dupont"]


# --- where they work ---


def test_the_first_present_employer_is_where_they_work(mai):
    at = [("Former University", "Lecturer", "2015"), ("KU Leuven", "Professor"), ("Imec",)]
    applied(**orcid(record(MAI, at=at)))

    affiliation = Affiliation.objects.get()
    assert (affiliation.organisation_name, affiliation.position) == ("KU Leuven", "Professor")
    (statement,) = mai.statements.filter(field="affiliation")
    assert (statement.value, statement.is_chosen) == (["KU Leuven", "Professor"], True)


@pytest.mark.parametrize("name", ["Katholieke Universiteit te Leuven", "KU Leuven"])
def test_an_employer_is_linked_by_its_ror_id(mai, name):
    body = make_organisation("KU Leuven", ror_id="05f950310")
    make_organisation("KU Leuven")

    applied(**orcid(record(MAI, at=[(name, "", "", "05f950310")])))

    assert Affiliation.objects.get().organisation_id == body.pk


def test_an_employer_that_is_here_keeps_the_name_it_has_here(mai):
    body = make_organisation("Catholic University of Leuven", ror_id="05f950310")
    make_affiliation(mai, body, "Professor")
    at = [("Imec",), ("KU Leuven", "", "", "05f950310")]

    assert outcomes(planned(**orcid(record(MAI, at=at)))) == ["unchanged"]


def test_a_new_role_at_an_employer_that_is_here_keeps_its_link(mai):
    body = make_organisation("Catholic University of Leuven", ror_id="05f950310")
    make_affiliation(mai, body, "Professor")

    applied(**orcid(record(MAI, at=[("KU Leuven", "Dean", "", "05f950310")])))

    affiliation = Affiliation.objects.get()
    assert (affiliation.organisation_name, affiliation.position, affiliation.organisation_id) == (
        "Catholic University of Leuven",
        "Dean",
        body.pk,
    )


@pytest.mark.parametrize("own", [("UGent", "Dean"), ()], ids=["somewhere else", "nowhere"])
def test_the_persons_own_word_is_never_overruled(mai, own):
    make_affiliation(mai, make_organisation("Imec"))
    own_lines = [AffiliationLine(*own)] if own else []
    with elsewhere():
        change_own_profile(
            person=mai,
            particulars=Particulars(display_name="Lê Thị Mai", affiliations=own_lines),
            on=TODAY,
        )

    run = applied(**orcid(record(MAI, at=[("KU Leuven", "Professor")])))

    assert step_of(run).changes[0]["is_kept_beside"]
    assert [(one.organisation_name, one.position) for one in Affiliation.objects.all()] == [own][
        : len(own)
    ]
    beside = mai.statements.get(is_chosen=False)
    assert (beside.value, beside.source.kind) == (["KU Leuven", "Professor"], "service")
    assert outcomes(planned(**orcid(record(MAI, at=[("KU Leuven", "Professor")])))) == ["unchanged"]
