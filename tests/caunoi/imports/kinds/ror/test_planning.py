"""What ROR's records would do: keyed by ROR id, and a question where only the name agrees."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from caunoi.imports.models import Decision, Outcome
from caunoi.imports.services import AlreadyTaken, apply_import, decide, undo_import
from caunoi.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationStatement,
)
from caunoi.sources.models import SourceKind
from tests.caunoi.imports.sheets import (
    TODAY,
    applied,
    elsewhere,
    outcomes,
    planned,
    problems,
    reasons,
    the_whole_register,
)
from tests.factories import make_event, make_organisation, make_source

pytestmark = pytest.mark.django_db
LEUVEN, GENT, LUND = "05f950310", "00cv9y106", "012a77v79"


def record(ror_id: str, name: str, *, country: str = "BE", **fields: object) -> dict[str, object]:
    """A record of ROR's schema 2."""
    return {
        "id": f"https://ror.org/{ror_id}",
        "names": [{"value": name, "types": ["ror_display", "label"], "lang": "en"}],
        "status": "active",
        "types": ["education"],
        "established": 1425,
        "links": [{"type": "website", "value": "https://www.example.org"}],
        "locations": [
            {
                "geonames_id": 1,
                "geonames_details": {
                    "name": "Leuven",
                    "country_code": country,
                    "country_name": "",
                    "lat": 50.87,
                    "lng": 4.7,
                },
            }
        ],
        "relationships": [],
        **fields,
    }


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(one) for one in records).encode()


def ror(*records: object) -> dict[str, object]:
    return {"content": lines(*records), "kind": "ror", "name": "ror.jsonl"}


def test_a_record_becomes_an_organisation_with_names_place_and_relations():
    parent = {"type": "parent", "id": f"https://ror.org/{GENT}", "label": "Gent"}
    names = [
        {"value": "KU Leuven", "types": ["ror_display", "label"], "lang": "nl"},
        {"value": "Université de Louvain", "types": ["alias"], "lang": "fr"},
        {"value": "KUL", "types": ["acronym"], "lang": None},
    ]
    applied(**ror(record(LEUVEN, "", names=names, relationships=[parent])))

    organisation = Organisation.objects.get(ror_id=LEUVEN)
    assert organisation.display_name == "KU Leuven"
    assert (organisation.city, organisation.country_code) == ("Leuven", "BE")
    assert {(one.value, one.language) for one in organisation.names.all()} == {
        ("KU Leuven", "nl"),
        ("Université de Louvain", "fr"),
        ("KUL", ""),
    }
    assert organisation.relations.get().other_ror_id == GENT
    source = organisation.statements.first().source
    assert (source.kind, source.url) == (SourceKind.SERVICE, f"https://ror.org/{LEUVEN}")


def test_a_changed_record_shows_each_field_before_and_after():
    applied(**ror(record(LEUVEN, "KU Leuven")))

    run = planned(**ror(record(LEUVEN, "KU Leuven", established=1834)))

    (change,) = run.actions.get().changes
    assert (change["field"], change["old"], change["new"]) == ("established", 1425, 1834)


def test_the_same_name_without_a_ror_id_is_a_question():
    here = make_organisation("KU Leuven")
    run = planned(**ror(record(LEUVEN, "ku leuven")))
    action = run.actions.get()
    assert reasons(action) == ["same-name-without-ror-id"]
    assert action.candidates == [here.pk]

    decide(action=action, decision=Decision.SAME, same_as=here.pk)
    apply_import(run=run, on=TODAY)

    assert Organisation.objects.get().ror_id == LEUVEN


def test_a_namesake_in_another_country_is_someone_else():
    make_organisation("KU Leuven", country_code="VN")

    assert outcomes(planned(**ror(record(LEUVEN, "KU Leuven")))) == ["create"]


def test_two_records_cannot_both_be_said_to_be_one_organisation():
    here = make_organisation("KU Leuven")
    run = planned(**ror(record(LEUVEN, "KU Leuven"), record(GENT, "KU Leuven")))
    first, second = run.actions.all()
    decide(action=first, decision=Decision.SAME, same_as=here.pk)

    with pytest.raises(AlreadyTaken):
        decide(action=second, decision=Decision.SAME, same_as=here.pk)


def test_a_ror_id_told_twice_is_read_once():
    run = planned(**ror(record(LEUVEN, "KU Leuven"), record(LEUVEN, "Another")))

    assert outcomes(run) == ["create", "unchanged"]
    assert reasons(run.actions.last()) == ["ror-id-repeated"]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"id": "https://ror.org/nonsense"}, "ror-id-malformed"),
        ({"names": []}, "ror-name-missing"),
        (
            {"names": [{"value": "N" * 301, "types": ["ror_display"], "lang": "en"}]},
            "text-too-long",
        ),
        (
            {
                "names": [
                    {"value": "KU Leuven", "types": ["ror_display"], "lang": "en"},
                    {"value": "N" * 301, "types": ["alias"], "lang": "en"},
                ]
            },
            "text-too-long",
        ),
        (
            {"links": [{"type": "website", "value": "https://example.org/" + "x" * 600}]},
            "text-too-long",
        ),
        (
            {
                "relationships": [
                    {"type": "parent", "id": f"https://ror.org/{GENT}", "label": "N" * 301}
                ]
            },
            "text-too-long",
        ),
    ],
)
def test_a_broken_record_is_rejected_and_the_rest_goes_on(broken, why):
    run = applied(**ror(record(LEUVEN, "KU Leuven", **broken), record(GENT, "UGent")))

    first, second = run.actions.all()
    assert (first.outcome, problems(first)) == ("rejected", [why])
    assert second.outcome == "create"
    assert Organisation.objects.get().ror_id == GENT


@pytest.mark.parametrize(
    "odd",
    [
        {"established": 99_999},
        {"established": -5},
        {"types": ["a-kind-that-is-new"]},
        {"status": "unheard-of"},
        {"locations": []},
    ],
)
def test_an_odd_record_never_stops_the_others(odd):
    run = applied(**ror(record(LEUVEN, "KU Leuven", **odd), record(GENT, "UGent")))

    assert run.state == "applied"
    assert Organisation.objects.filter(ror_id=GENT).exists()


def test_what_an_officer_said_stays_and_ror_is_kept_beside():
    here = make_organisation("KU Leuven", ror_id=LEUVEN, website="https://ku.example")
    OrganisationStatement.objects.create(
        organisation=here, field="website", value=here.website, source=make_source()
    )
    applied(**ror(record(LEUVEN, "KU Leuven")))

    here.refresh_from_db()
    assert here.website == "https://ku.example"
    live = OrganisationStatement.objects.live().filter(field="website")
    assert {(one.value, one.is_chosen) for one in live} == {
        ("https://ku.example", True),
        ("https://www.example.org", False),
    }
    assert outcomes(planned(**ror(record(LEUVEN, "KU Leuven")))) == ["unchanged"]


def test_an_undo_brings_back_names_and_relations():
    parent = {"type": "parent", "id": f"https://ror.org/{GENT}", "label": "Gent"}
    applied(**ror(record(LEUVEN, "KU Leuven", relationships=[parent])))
    before = the_whole_register()
    run = applied(**ror(record(LEUVEN, "KUL", country="LU")))
    assert OrganisationName.objects.get().value == "KUL"

    assert undo_import(run=run) == []

    assert the_whole_register() == before


def test_an_organisation_that_hosts_an_event_since_stays():
    run = applied(**ror(record(LEUVEN, "KU Leuven"), record(GENT, "UGent")))
    with elsewhere():
        make_event(hosts=[Organisation.objects.get(ror_id=LEUVEN)])

    (left,) = undo_import(run=run)

    assert (left.model, left.reason) == ("organisations.organisation", "built-upon")
    kept = Organisation.objects.get()
    assert kept.names.exists()
    assert kept.statements.exists()


RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from([LEUVEN, GENT, LUND]),
        st.sampled_from(["KU Leuven", "UGent", "Đại học Ví dụ"]),
        country=st.sampled_from(["BE", "VN"]),
        established=st.sampled_from([None, 1425]),
    ),
    min_size=1,
    max_size=5,
)


class EveryDump(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records=RECORDS)
    def test_changes_nothing_the_second_time_and_can_be_undone(self, records):
        before = the_whole_register()

        run = applied(**ror(*records))
        again = planned(**ror(*records))

        assert set(outcomes(again)) == {Outcome.UNCHANGED}
        assert undo_import(run=run) == []
        assert the_whole_register() == before


@pytest.mark.shared
def test_the_whole_of_ror_for_the_region_comes_stays_and_goes(shared):
    files = sorted((shared / "data" / "ror").glob("*.jsonl"))
    assert files
    make_organisation("Embassy of tests", kinds=["mission"])
    before = the_whole_register()
    runs = [applied(path.read_bytes(), kind="ror", name=path.name) for path in files]

    for run in runs:
        assert set(outcomes(run)) == {Outcome.CREATE}
    for path in files:
        again = planned(path.read_bytes(), kind="ror", name=path.name)
        assert set(outcomes(again)) == {Outcome.UNCHANGED}
    for run in reversed(runs):
        assert undo_import(run=run) == []
    assert the_whole_register() == before
