import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.orcid import (
    OrcidAffiliation,
    OrcidExternalId,
    OrcidOrganisation,
    OrcidRecord,
    OrcidWork,
    ResearcherUrl,
    record_from,
)

RECORD = json.loads((Path(__file__).parent / "record.json").read_text(encoding="utf-8"))
ORCID_ID = "0009-0000-0000-1001"
BARE = {"orcid-identifier": {"path": ORCID_ID}}


def person(**parts):
    return BARE | {"person": {name.replace("_", "-"): part for name, part in parts.items()}}


def changed(raw, *path_and_value):
    """A copy in which one value, found by its path, is another."""
    *path, last, value = path_and_value
    raw = copy.deepcopy(raw)
    place = raw
    for key in path:
        place = place[key]
    place[last] = value
    return raw


def employment(**summary):
    stated = {"organization": {"name": "Invented University"}, **summary}
    wrapped = [{"employment-summary": {k.replace("_", "-"): v for k, v in stated.items()}}]
    return BARE | {
        "activities-summary": {"employments": {"affiliation-group": [{"summaries": wrapped}]}}
    }


def works(*summaries):
    return BARE | {"activities-summary": {"works": {"group": [{"work-summary": [*summaries]}]}}}


def work(title="Rivers", **summary):
    stated = {key.replace("_", "-"): value for key, value in summary.items()}
    return {"title": {"title": {"value": title}}, **stated}


def external_id(kind, value, relationship="self"):
    return {
        "external-id-type": kind,
        "external-id-value": value,
        "external-id-relationship": relationship,
    }


def reasons(raw):
    record, problems = record_from(raw)
    return record, [(problem.field, problem.reason) for problem in problems]


def test_a_record_is_read_whole():
    record, problems = record_from(RECORD)

    assert problems == ()
    assert record == OrcidRecord(
        orcid=ORCID_ID,
        given_names="Tưởng Tượng",
        family_name="Nguyễn",
        credit_name="Nguyễn Tưởng Tượng",
        other_names=("阮想象", "N. T. Tuong"),
        biography="Studies invented rivers.\n\nAlso écrit en français.",
        emails=("first@example.org", "second@example.org"),
        keywords=("thủy văn", "sediment", "1,2-dichloroethane"),
        researcher_urls=(ResearcherUrl("Lab", "https://lab.example.org/"),),
        country_codes=("VN", "BE"),
        employments=(
            OrcidAffiliation(
                OrcidOrganisation(
                    "Invented University", city="Leuven", country_code="BE", ror_id="05f950310"
                ),
                role="Professor",
                department="Hydrology",
                start_date="2023-02",
                put_codes=(21,),
            ),
        ),
        educations=(
            OrcidAffiliation(
                OrcidOrganisation(
                    "Trường Đại học Tưởng tượng",
                    city="Hà Nội",
                    region="Hà Nội",
                    country_code="VN",
                    ringgold_id="000001",
                ),
                role="PhD",
                start_date="1999",
                end_date="2003-06-30",
                put_codes=(31,),
            ),
        ),
        works=(
            OrcidWork(
                title="Rivers of CO2 & sand",
                subtitle="A tale",
                translated_title="Những dòng sông",
                journal="Annals of Invented Hydrology",
                kind="journal-article",
                publication_date="2020-11",
                year=2020,
                doi="10.5555/rivers.1",
                url="https://example.org/rivers",
                external_ids=(
                    OrcidExternalId("issn", "0000-0000", "part-of"),
                    OrcidExternalId(
                        "doi", "10.5555/rivers.1", "self", "https://doi.org/10.5555/RIVERS.1"
                    ),
                    OrcidExternalId("doi", "10.5555/rivers.1", "self"),
                ),
                put_codes=(42, 41),
            ),
        ),
    )


@pytest.mark.parametrize(
    "raw",
    [
        BARE,
        BARE | {"person": None, "activities-summary": None, "history": None},
        person(name=None, biography=None, emails={"email": []}, keywords=None, addresses=None),
        person(name={"given-names": None, "family-name": None, "credit-name": None}),
        BARE | {"activities-summary": {"works": {"group": []}, "employments": None}},
    ],
    ids=["nothing", "null", "null within", "private name", "no activities"],
)
def test_a_record_that_makes_nothing_public_is_an_orcid_alone(raw):
    assert record_from(raw) == (OrcidRecord(ORCID_ID), ())


def test_a_person_may_have_one_name():
    record, problems = record_from(person(name={"given-names": {"value": "Tượng"}}))

    assert (record.given_names, record.family_name, problems) == ("Tượng", "", ())


@pytest.mark.parametrize("visibility", ["private", "limited", "LIMITED", "registered-only", 7])
def test_what_is_not_public_is_not_read_whoever_sent_it(visibility):
    hidden = {"visibility": visibility}
    raw = person(
        name={"given-names": {"value": "Hidden"}} | hidden,
        biography={"content": "Hidden"} | hidden,
        emails={"email": [{"email": "hidden@example.org", "verified": True} | hidden]},
        other_names={"other-name": [{"content": "Hidden"} | hidden]},
        keywords={"keyword": [{"content": "hidden"} | hidden]},
        addresses={"address": [{"country": {"value": "VN"}} | hidden]},
        researcher_urls={"researcher-url": [{"url": {"value": "https://a.example"}} | hidden]},
    )
    activities = {
        **employment(**hidden)["activities-summary"],
        **works(work(**hidden))["activities-summary"],
    }

    assert record_from(raw | {"activities-summary": activities}) == (OrcidRecord(ORCID_ID), ())


def error(code, status, message="409 Conflict"):
    return {
        "response-code": status,
        "developer-message": message,
        "user-message": "…",
        "error-code": code,
        "more-info": "https://example.org",
    }


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (error(9016, 404), "orcid-not-found"),
        (error(9018, 409), "orcid-locked"),
        (error(9036, 409), "orcid-not-claimed"),
        (error(9044, 409), "orcid-deactivated"),
        (error(9001, 404), "orcid-not-found"),
        (error(9008, 500), "orcid-unavailable"),
        (error(None, None), "orcid-unavailable"),
        (
            changed(RECORD, "history", "deactivation-date", {"value": 1559916331151}),
            "orcid-deactivated",
        ),
        ({"message-version": "1.2", "orcid-profile": {}}, "orcid-version-unknown"),
        (
            BARE | {"activities-summary": {"employments": {"employment-summary": []}}},
            "orcid-version-unknown",
        ),
        ({"id": "https://ror.org/05f950310"}, "orcid-version-unknown"),
        ({}, "orcid-version-unknown"),
        ({"orcid-identifier": None}, "orcid-id-malformed"),
        ({"orcid-identifier": {"path": "0009-0000-0000-1002"}}, "orcid-id-malformed"),
    ],
)
def test_what_is_no_record_of_version_3_is_refused_with_its_reason(raw, reason):
    record, problems = record_from(raw)

    assert record is None
    assert problems[0].reason == reason
    assert str(problems[0])


def test_a_joined_record_names_the_one_it_was_joined_to():
    message = (
        "301 Moved Permanently: This account is deprecated. Please refer to account: "
        "https://orcid.org/0009-0000-0000-2004. ORCID https://orcid.org/0009-0000-0000-1001"
    )
    record, (problem,) = record_from(error(9007, 301, message))

    assert record is None
    assert str(problem) == ("This ORCID record was joined to 0009-0000-0000-2004. Use that number.")


@pytest.mark.parametrize(
    ("year", "month", "day", "read", "noted"),
    [
        ("2016", None, None, "2016", False),
        ("2016", "3", None, "2016-03", False),
        ("2016", "02", "29", "2016-02-29", False),
        ("2015", "02", "29", "2015-02", True),
        ("2015", "13", "01", "2015", True),
        ("2015", None, "07", "2015", False),
        (None, None, None, "", False),
        (None, "02", None, "", True),
        ("15", "02", None, "", True),
        ("0000", None, None, "", True),
        ("two thousand", None, None, "", True),
    ],
)
def test_a_date_is_kept_as_exact_as_it_can_be_read(year, month, day, read, noted):
    parts = {"year": year, "month": month, "day": day}
    raw = employment(start_date={k: {"value": v} if v else None for k, v in parts.items()})
    record, problems = reasons(raw)

    assert record.employments[0].start_date == read
    assert problems == ([("employment-summary.start-date", "date-unreadable")] if noted else [])


@pytest.mark.parametrize(
    ("register", "identifier", "field", "read"),
    [
        ("ROR", "https://ror.org/05f950310", "ror_id", "05f950310"),
        ("ror", "05f950310", "ror_id", "05f950310"),
        ("GRID", "grid.0000.1", "grid_id", "grid.0000.1"),
        ("RINGGOLD", "12345", "ringgold_id", "12345"),
        (
            "FUNDREF",
            "http://dx.doi.org/10.13039/100000001",
            "fundref_doi",
            "10.13039/100000001",
        ),
        ("LEI", "529900XXXXXXXXXXXX00", "ror_id", ""),
    ],
)
def test_an_organisation_keeps_the_identifier_its_register_gave(register, identifier, field, read):
    stated = {
        "disambiguated-organization-identifier": identifier,
        "disambiguation-source": register,
    }
    raw = employment(organization={"name": "Invented", "disambiguated-organization": stated})
    record, problems = record_from(raw)

    assert getattr(record.employments[0].organisation, field) == read
    assert problems == ()


def test_a_malformed_ror_id_is_noted_and_its_employment_kept():
    stated = {
        "disambiguated-organization-identifier": "12345",
        "disambiguation-source": "ROR",
    }
    raw = employment(organization={"name": "Invented", "disambiguated-organization": stated})
    record, problems = reasons(raw)

    assert record.employments[0].organisation == OrcidOrganisation("Invented")
    assert [reason for _, reason in problems] == ["ror-id-malformed"]


def test_an_employment_without_an_organisation_is_left_out_and_noted():
    record, problems = reasons(employment(organization=None))

    assert record.employments == ()
    assert problems == [("employment-summary.organization.name", "name-missing")]


def test_sources_that_state_one_employment_are_one_employment_as_the_person_prefers_it():
    first, second = (
        {
            "employment-summary": {
                "put-code": code,
                "display-index": index,
                "organization": {"name": name},
                "visibility": "public",
            }
        }
        for code, index, name in [(1, "0", "Invented Univ."), (2, "7", "Invented University")]
    )
    group = {"summaries": [first, second]}
    raw = BARE | {"activities-summary": {"employments": {"affiliation-group": [group]}}}
    record, _ = record_from(raw)

    assert record.employments == (
        OrcidAffiliation(OrcidOrganisation("Invented University"), put_codes=(2, 1)),
    )


@pytest.mark.parametrize(
    ("external_ids", "doi"),
    [
        ([external_id("doi", "10.5555/own")], "10.5555/own"),
        ([external_id("doi", "10.5555/book", "part-of")], ""),
        (
            [external_id("doi", "10.5555/book", "part-of"), external_id("doi", "10.5555/own")],
            "10.5555/own",
        ),
        (
            [external_id("doi", "10.5555/draft", "version-of"), external_id("doi", "10.5555/own")],
            "10.5555/own",
        ),
        ([external_id("doi", "10.5555/draft", "version-of")], "10.5555/draft"),
        ([external_id("DOI", "doi:10.5555/OWN", "SELF")], "10.5555/own"),
        ([external_id("isbn", "9780000000002")], ""),
    ],
)
def test_the_doi_of_a_work_is_its_own(external_ids, doi):
    record, problems = record_from(works(work(external_ids={"external-id": external_ids})))

    assert record.works[0].doi == doi
    assert problems == ()


def test_a_doi_that_is_none_is_left_out_and_noted():
    raw = works(work(external_ids={"external-id": [external_id("doi", "work:doi")]}))
    record, problems = reasons(raw)

    assert record.works[0].external_ids == ()
    assert problems == [("external-id-value", "doi-malformed")]


def test_a_work_takes_the_identifiers_of_all_sources_and_the_words_of_the_preferred_one():
    with_doi = {"external-id": [external_id("doi", "10.5555/rivers")]}
    record, _ = record_from(
        works(
            work("As the library says", put_code=1, display_index="0", external_ids=with_doi),
            work("As the person says", put_code=2, display_index="1"),
        )
    )

    (read,) = record.works
    assert (read.title, read.doi, read.put_codes) == (
        "As the person says",
        "10.5555/rivers",
        (2, 1),
    )


@pytest.mark.parametrize(("stated", "year"), [("2020", 2020), ("0202", None), ("9999", None)])
def test_a_year_is_one_that_works_are_published_in(stated, year):
    record, _ = record_from(works(work(publication_date={"year": {"value": stated}})))

    assert (record.works[0].year, record.works[0].publication_date) == (year, stated)


def test_a_work_without_a_title_is_left_out_and_noted_unless_another_source_names_it():
    untitled = {"title": None, "display-index": "9", "put-code": 1}
    record, problems = reasons(works(untitled))
    assert (record.works, problems) == ((), [("work-summary.title", "title-missing")])

    record, problems = reasons(works(untitled, work("Rivers", put_code=2)))
    assert record.works == (OrcidWork("Rivers", put_codes=(2, 1)),)
    assert problems == []


def test_values_of_another_shape_are_noted_and_the_rest_is_read():
    raw = person(name={"given-names": {"value": 7}, "family-name": {"value": "Trần"}}, keywords="x")
    record, problems = reasons(raw)

    assert (record.given_names, record.family_name) == ("", "Trần")
    assert problems == [("name.given-names", "field-malformed"), ("keywords", "field-malformed")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)
PLACES = [
    ("person",),
    ("person", "name"),
    ("person", "emails", "email"),
    ("person", "keywords", "keyword", 0),
    ("history",),
    ("activities-summary",),
    ("activities-summary", "works", "group", 0, "work-summary", 0),
    ("activities-summary", "works", "group", 0, "work-summary", 0, "title"),
    ("activities-summary", "works", "group", 0, "work-summary", 0, "display-index"),
    ("activities-summary", "employments", "affiliation-group", 0, "summaries"),
    ("orcid-identifier",),
    ("error-code",),
]


@given(st.sampled_from(PLACES), JSON)
def test_no_json_in_any_place_is_an_error(place, value):
    record, problems = record_from(changed(RECORD, *place, value))

    assert record is not None or problems


def test_the_sample_record_of_orcid_itself_is_read(shared):
    path = shared / "data" / "orcid" / "record-full-3.0.json"
    record, problems = record_from(json.loads(path.read_text(encoding="utf-8")))

    assert record.orcid == "0000-0002-7319-2192"
    assert len(record.employments) == 1
    assert len(record.educations) == 3
    assert [work.doi for work in record.works] == ["10.1087/20120404"]
    assert [problem.reason for problem in problems] == ["doi-malformed"]
