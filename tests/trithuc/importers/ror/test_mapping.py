import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.reading import Problem
from trithuc.importers.ror import ExternalId, Name, Place, Relationship, RorOrganisation
from trithuc.importers.ror.mapping import organisation_from

HERE = Path(__file__).parent
SCHEMA_1 = json.loads((HERE / "schema1.json").read_text(encoding="utf-8"))
SCHEMA_2 = json.loads((HERE / "schema2.json").read_text(encoding="utf-8"))


def changed(raw, **values):
    return copy.deepcopy(raw) | values


def without(raw, *fields):
    return {field: value for field, value in raw.items() if field not in fields}


def test_schema_2_is_read_whole():
    assert organisation_from(SCHEMA_2) == (
        RorOrganisation(
            ror_id="0demx0186",
            status="active",
            names=(
                Name("Invented University of Đà Nẵng", "en", ("ror_display", "label")),
                Name("Trường Đại học Tưởng tượng Đà Nẵng", "vi", ("label",)),
                Name("Université imaginaire", "fr", ("alias",)),
                Name("IUD", None, ("alias", "acronym")),
            ),
            places=(Place(1583992, "Da Nang", "VN", "Da Nang City", 16.06778, 108.22083),),
            types=("education", "funder"),
            established=1999,
            website="https://invented.example.org",
            wikipedia="https://en.wikipedia.org/wiki/Example",
            relationships=(Relationship("parent", "0demx0283", "Invented Academy"),),
            external_ids=(
                ExternalId("grid", ("grid.0.0",), "grid.0.0"),
                ExternalId("isni", ("0000 0000 0000 0001", "0000 0000 0000 0002"), None),
            ),
            domains=("invented.example.org",),
        ),
        (),
    )


def test_schema_1_is_read_into_the_words_of_schema_2():
    assert organisation_from(SCHEMA_1) == (
        RorOrganisation(
            ror_id="0demx0283",
            status="active",
            names=(
                Name("Invented Academy", "en", ("ror_display", "label")),
                Name("Académie inventée", "fr", ("label",)),
                Name("Verzonnen Academie", "nl", ("label",)),
                Name("Academy of Invention", None, ("alias",)),
                Name("IA", None, ("acronym",)),
            ),
            places=(Place(2800866, "Brussels", "BE", "Brussels Capital", 50.85045, 4.34878),),
            types=("government",),
            established=1950,
            website="https://academy.example.org",
            wikipedia=None,
            relationships=(Relationship("child", "0demx0186", "Invented University"),),
            external_ids=(
                ExternalId("grid", ("grid.0.1",), "grid.0.1"),
                ExternalId("wikidata", ("Q1", "Q2"), None),
            ),
            domains=(),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (without(SCHEMA_2, "id"), Problem("id", "", "ror-id-missing")),
        (changed(SCHEMA_2, id=""), Problem("id", "", "ror-id-missing")),
        (
            changed(SCHEMA_2, id="https://ror.org/0demx0187"),
            Problem("id", "https://ror.org/0demx0187", "ror-id-malformed"),
        ),
        (changed(SCHEMA_2, id=[1]), Problem("id", "[1]", "field-malformed")),
        (changed(SCHEMA_2, names=[]), Problem("names", "[]", "ror-name-missing")),
        (changed(SCHEMA_2, names=None), Problem("names", "", "ror-name-missing")),
        (changed(SCHEMA_1, name=" "), Problem("name", "", "ror-name-missing")),
        (changed(SCHEMA_2, status="lost"), Problem("status", "lost", "field-malformed")),
        ({}, Problem("schema", "", "schema-unknown")),
        (
            changed(SCHEMA_2, admin={"last_modified": {"schema_version": "3.0"}}),
            Problem("schema", '{"last_modified": {"schema_version": "3.0"}}', "schema-unknown"),
        ),
    ],
)
def test_a_record_that_cannot_be_keyed_or_named_is_rejected_with_its_reason(raw, problem):
    record, problems = organisation_from(raw)

    assert record is None
    assert problems[0] == problem


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"established": "1999"}, Problem("established", "1999", "field-malformed")),
        ({"established": -5}, Problem("established", "-5", "field-malformed")),
        ({"established": True}, Problem("established", "true", "field-malformed")),
        ({"types": [7]}, Problem("types", "7", "field-malformed")),
        ({"domains": ["a.example", 1]}, Problem("domains", "1", "field-malformed")),
        ({"names": [*SCHEMA_2["names"], "B"]}, Problem("names", "B", "field-malformed")),
        (
            {"links": [{"type": "website", "value": "javascript:alert(1)"}]},
            Problem("links.website", "javascript:alert(1)", "field-malformed"),
        ),
        (
            {"relationships": [{"type": "parent", "id": "https://ror.org/0demx0284"}]},
            Problem("relationships.id", "https://ror.org/0demx0284", "ror-id-malformed"),
        ),
        (
            {"relationships": [{"type": "cousin", "id": "https://ror.org/0demx0283"}]},
            Problem("relationships.type", "cousin", "field-malformed"),
        ),
        (
            {"locations": [{"geonames_details": {"lat": 91, "country_code": "VN"}}]},
            Problem("locations.lat", "91", "field-malformed"),
        ),
        (
            {"locations": [{"geonames_details": {"lng": float("nan")}}]},
            Problem("locations.lng", "NaN", "field-malformed"),
        ),
        (
            {"locations": [{"geonames_details": {"country_code": "Vietnam"}}]},
            Problem("locations.country_code", "Vietnam", "field-malformed"),
        ),
        ({"locations": 3}, Problem("locations", "3", "field-malformed")),
    ],
)
def test_a_value_of_another_shape_is_left_out_and_named(values, problem):
    record, problems = organisation_from(changed(SCHEMA_2, **values))

    assert record is not None
    assert problems == (problem,)


def test_what_no_database_keeps_is_taken_out_of_names():
    names = [{"value": "A\x00B\n  C\ud800", "lang": "en", "types": ["ror_display"]}]

    record, _ = organisation_from(changed(SCHEMA_2, names=names))

    assert record is not None
    assert record.display_name == "A B C"


def test_an_old_record_without_status_is_active():
    record, problems = organisation_from(without(SCHEMA_1, "status"))

    assert record is not None
    assert (record.status, problems) == ("active", ())


def test_schema_1_without_addresses_keeps_its_country():
    record, _ = organisation_from(changed(SCHEMA_1, addresses=[]))

    assert record is not None
    assert record.places == (Place(None, None, "BE", None, None, None),)


@pytest.mark.parametrize("field", ["status", "established", "types", "links", "external_ids"])
def test_both_schemas_do_without_what_is_absent(field):
    for raw in (SCHEMA_1, SCHEMA_2):
        assert organisation_from(without(raw, field))[1] == ()


@pytest.mark.parametrize("blank", [None, "", "  ", "\x00"])
def test_a_record_that_states_no_status_is_of_an_active_body(blank):
    record, problems = organisation_from(changed(SCHEMA_2, status=blank))

    assert (record.status, problems) == ("active", ())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([SCHEMA_1, SCHEMA_2]), st.data(), JSON)
def test_any_value_in_any_field_gives_a_record_or_a_reason(raw, data, value):
    field = data.draw(st.sampled_from(sorted(raw)))

    record, problems = organisation_from(changed(raw, **{field: value}))

    assert record is not None or problems
