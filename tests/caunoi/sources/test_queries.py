"""Who stands behind a chosen value, and what was said beside it."""

import pytest

from caunoi.organisations.models import OrganisationStatement
from caunoi.sources.models import SourceKind
from caunoi.sources.queries import as_stated, voices_about
from caunoi.sources.services import record_statements
from tests.factories import make_organisation, make_source

pytestmark = pytest.mark.django_db


def state(body, kind, value):
    record_statements(
        [
            OrganisationStatement(
                organisation=body, field="city", value=value, source=make_source(kind)
            )
        ]
    )


def test_the_chosen_voice_and_the_values_beside_it():
    body = make_organisation()
    state(body, SourceKind.OFFICER, "Liège")
    state(body, SourceKind.SERVICE, "Luik")
    state(body, SourceKind.SERVICE, "Lüttich")

    voices = voices_about(OrganisationStatement, [body.pk])[body.pk]

    assert voices.chosen == {"city": "officer"}
    assert voices.beside == {as_stated("city", "Lüttich")}


def test_a_subject_nobody_spoke_of_has_no_voices():
    body = make_organisation()

    voices = voices_about(OrganisationStatement, [body.pk])[body.pk]

    assert (voices.chosen, voices.beside) == ({}, set())


def test_a_value_is_compared_whatever_the_order_of_its_keys():
    assert as_stated("place", {"b": 1, "a": 2}) == as_stated("place", {"a": 2, "b": 1})
    assert as_stated("place", "1") != as_stated("place", 1)
