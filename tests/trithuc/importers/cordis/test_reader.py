"""Files of CORDIS, alone and in their zip, as projects, organisations and partners."""

import csv
import datetime
import io
import json
import zipfile

import pytest

from trithuc.importers.cordis import (
    CordisDeliverable,
    CordisField,
    CordisOrganisation,
    CordisPartner,
    CordisProject,
    read_cordis,
)
from trithuc.importers.reading import Position, UnreadableFile

PROJECT = {
    "id": 662192,
    "acronym": "3Ccar",
    "title": "Integrated  Components",
    "objective": "Fewer parts.\nBetter cars.",
    "startDate": "2015-06-01",
    "endDate": "2018-10-31",
    "frameworkProgramme": "H2020",
    "fundingScheme": "ECSEL-RIA",
    "topics": "ECSEL-01-2014",
    "totalCost": 52401675.84,
    "ecMaxContribution": 17320843.96,
    "keywords": "chips, cars; Chips",
}
LABELLED = {
    "projectID": 101039048,
    "acronym": "GanESS",
    "title": None,
    "objective": None,
    "topic": "ERC-2021-STG",
    "topicTitle": "ERC STARTING GRANTS",
    "euroSciVoc": [
        {"code": "/23/53", "path": "/natural sciences/chemical sciences"},
        {"code": "/23/53", "path": "/natural sciences/chemical sciences"},
        {"code": "chemistry", "path": "chemistry"},
    ],
    "deliverables": [
        {"title": "Data management plan", "description": "x", "type": "Other", "generic": True},
        {"title": "A detector", "description": "Of gas.", "type": "Other", "generic": False},
        {"title": "A report", "description": "A report", "type": "Other", "generic": False},
    ],
    "ecMaxContribution": 1496205.0,
}
PARTNER = {
    "projectID": 662192,
    "projectAcronym": "3Ccar",
    "organisationID": 996588380,
    "vatNumber": "RO17814640",
    "name": "Infineon Technologies Romania",
    "shortName": "IFRO",
    "SME": "",
    "activityType": "PRC",
    "street": "B-dul Dimitrie Pompeiu 6",
    "postCode": 8415,
    "city": "Bucharest",
    "country": "RO",
    "geolocation": "44.4816891,26.1217839",
    "organizationURL": "www.infineon.com",
    "contactForm": "https://ec.europa.eu/contact/1",
    "role": "participant",
    "ecContribution": 101058.75,
    "endOfParticipation": False,
}
FIELD = {
    "projectID": 662192,
    "euroSciVocCode": "/25/59",
    "euroSciVocPath": "/engineering and technology/energy",
}
TOPIC = {"projectID": 662192, "topic": "ECSEL-01-2014", "title": "Cars of tomorrow"}


def written(path, *rows):
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def as_table(rows):
    """As CORDIS writes CSV: quoted, semicolons, decimal commas."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {
                key: str(value).replace(".", ",") if isinstance(value, float) else value
                for key, value in row.items()
            }
        )
    return text.getvalue()


def records(path):
    return [one.reading.record for one in read_cordis(path)]


def problems(path):
    return [(p.field, p.reason) for one in read_cordis(path) for p in one.reading.problems]


def test_a_row_of_the_table_of_projects_is_read_whole(tmp_path):
    assert records(written(tmp_path / "project.json", PROJECT)) == [
        CordisProject(
            cordis_id=662192,
            acronym="3Ccar",
            title="Integrated Components",
            objective="Fewer parts.\nBetter cars.",
            starts_on=datetime.date(2015, 6, 1),
            ends_on=datetime.date(2018, 10, 31),
            framework_programme="H2020",
            funding_scheme="ECSEL-RIA",
            topic="ECSEL-01-2014",
            total_cost=52401676,
            eu_contribution=17320844,
            keywords=("chips", "cars"),
        )
    ]


def test_a_labelled_line_gives_fields_and_deliverables_of_its_own(tmp_path):
    path = tmp_path / "projects.jsonl"
    path.write_text(json.dumps(LABELLED) + "\n")

    assert records(path) == [
        CordisProject(
            cordis_id=101039048,
            acronym="GanESS",
            topic="ERC-2021-STG",
            topic_title="ERC STARTING GRANTS",
            eu_contribution=1496205,
            fields=(CordisField("/23/53", "/natural sciences/chemical sciences"),),
            deliverables=(
                CordisDeliverable("A detector", "Of gas.", "Other"),
                CordisDeliverable("A report", "", "Other"),
            ),
        )
    ]
    assert problems(path) == [("euroSciVoc", "field-malformed")]


ORGANISATION = CordisOrganisation(
    name="Infineon Technologies Romania",
    pic=996588380,
    short_name="IFRO",
    country_code="RO",
    city="Bucharest",
    activity_type="PRC",
    website="https://www.infineon.com",
    latitude=44.4816891,
    longitude=26.1217839,
)


def test_a_row_of_an_organisation_gives_its_project_the_body_and_its_part(tmp_path):
    assert records(written(tmp_path / "organization.json", PARTNER)) == [
        CordisProject(662192, "3Ccar"),
        ORGANISATION,
        CordisPartner(662192, ORGANISATION, "participant", eu_contribution=101059),
    ]


def test_a_body_and_a_project_are_given_once_where_they_first_stand(tmp_path):
    readings = read_cordis(
        written(tmp_path / "o.json", PARTNER, PARTNER, {**PARTNER, "projectID": 5})
    )

    assert [(one.kind, one.reading.position.row) for one in readings] == [
        ("project", 1),
        ("organisation", 1),
        ("partner", 1),
        ("partner", 2),
        ("project", 3),
        ("partner", 3),
    ]


@pytest.mark.parametrize(
    ("stated", "role", "reasons"),
    [
        ("coordinator", "coordinator", []),
        ("hostInstitution", "coordinator", []),
        ("participant", "participant", []),
        ("partner", "associated", []),
        ("associatedPartner", "associated", []),
        ("internationalPartner", "associated", []),
        ("thirdParty", "third_party", []),
        ("guest", "participant", [("role", "cordis-role-unknown")]),
    ],
)
def test_roles_are_four(tmp_path, stated, role, reasons):
    path = written(tmp_path / "o.json", {**PARTNER, "role": stated})

    assert records(path)[-1].role == role
    assert problems(path) == reasons


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**PROJECT, "id": ""}, "cordis-project-missing"),
        ({**PROJECT, "id": "x"}, "field-malformed"),
        ({**PARTNER, "name": None}, "name-missing"),
        ({**PARTNER, "projectID": None}, "cordis-project-missing"),
        ({**FIELD, "euroSciVocPath": ""}, "field-malformed"),
        ([1], "json-malformed"),
    ],
)
def test_a_row_that_says_too_little_is_rejected_with_its_json(tmp_path, row, reason):
    (one,) = read_cordis(written(tmp_path / "file.json", row))

    assert one.reading.record is None
    assert reason in [problem.reason for problem in one.reading.problems]
    assert json.loads(one.reading.cells[0]) == row


def test_a_row_of_another_table_is_rejected_and_a_file_of_them_refused(tmp_path):
    link = {"projectID": 1, "physUrl": "https://example.org"}
    _project, other = read_cordis(written(tmp_path / "mixed.json", PROJECT, link))
    assert [problem.reason for problem in other.reading.problems] == ["cordis-row-unknown"]

    with pytest.raises(UnreadableFile, match="none of the tables of CORDIS"):
        records(written(tmp_path / "webLink.json", link, link))


def test_a_last_day_before_the_first_is_left_out(tmp_path):
    path = written(tmp_path / "p.json", {**PROJECT, "endDate": "2014-01-01"})

    assert records(path)[0].ends_on is None
    assert problems(path) == [("endDate", "date-before-start")]


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_zip_joins_its_tables_whatever_their_order(tmp_path, suffix):
    tables = {
        "organization": [PARTNER],
        "project": [PROJECT],
        "webLink": [{"projectID": 662192, "physUrl": "https://example.org"}],
        "topics": [TOPIC],
        "euroSciVoc": [FIELD],
    }
    path = tmp_path / "cordis.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            text = json.dumps(rows) if suffix == "json" else as_table(rows)
            archive.writestr(f"{suffix}/{name}.{suffix}", text)

    project, organisation, partner = records(path)

    assert (project.title, project.topic_title) == ("Integrated Components", "Cars of tomorrow")
    assert project.fields == (CordisField("/25/59", "/engineering and technology/energy"),)
    assert (project.total_cost, partner.eu_contribution) == (52401676, 101059)
    assert organisation == ORGANISATION


def test_fields_and_topics_alone_speak_of_a_project_by_its_number(tmp_path):
    readings = list(read_cordis(written(tmp_path / "file.json", FIELD, TOPIC, FIELD)))

    assert [one.reading.record for one in readings] == [
        CordisProject(
            662192,
            topic="ECSEL-01-2014",
            topic_title="Cars of tomorrow",
            fields=(CordisField("/25/59", "/engineering and technology/energy"),),
        )
    ]
    assert readings[0].reading.position == Position(1)


def test_nothing_of_a_contact_is_read(tmp_path):
    path = written(tmp_path / "o.json", {**PARTNER, "contactName": "Someone (minh họa)"})

    assert "minh họa" not in repr(records(path))
    assert "contact" not in repr(records(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file-empty"),
        (b"just words", "not-json-lines"),
        (b"[{", "not-json-lines"),
        (b"PK\x03\x04", "file-damaged"),
    ],
)
def test_a_file_that_is_none_of_these_is_refused(tmp_path, content, reason):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as refusal:
        records(path)

    assert refusal.value.reason == reason


@pytest.mark.shared
def test_the_shared_files_are_read_without_a_rejection(shared):
    folder = shared / "data" / "cordis"
    kinds = [one.kind for path in sorted(folder.iterdir()) for one in read_cordis(path)]

    assert (kinds.count("project"), kinds.count("organisation"), kinds.count("partner")) == (
        3278 + 26 + 26,
        765,
        1076,
    )
    for path in folder.iterdir():
        assert all(one.reading.record for one in read_cordis(path))
