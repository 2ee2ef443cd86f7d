"""What CORDIS's rows would do: projects by number, bodies by PIC, and a question where in doubt."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from caunoi.imports.models import Decision, Outcome
from caunoi.imports.plan import Subject
from caunoi.imports.services import apply_import, decide, undo_import
from caunoi.organisations.models import Organisation, OrganisationName, OrganisationStatement
from caunoi.programmes.models import (
    Deliverable,
    OrganisationPic,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
    ProjectStatement,
)
from tests.caunoi.imports.sheets import (
    TODAY,
    applied,
    changes,
    elsewhere,
    outcomes,
    planned,
    problems,
    reasons,
    the_whole_register,
)
from tests.factories import make_organisation, make_project

pytestmark = pytest.mark.django_db
CHIPS, GRAPHENE = 662192, 785219
PIC, OTHER_PIC = 999991334, 999977269
OPTICS = {"code": "/23/43/251", "path": "/natural sciences/physical sciences/optics"}
ENERGY = {
    "code": "/25/59",
    "path": "/engineering and technology/environmental engineering/energy and fuels",
}


def project(number: int = CHIPS, **columns: object) -> dict[str, object]:
    """A row of the official table of projects."""
    return {
        "id": number,
        "acronym": "3Ccar",
        "title": "Integrated Components",
        "objective": "Cars with fewer parts.\nAnd better ones.",
        "startDate": "2015-06-01",
        "endDate": "2018-10-31",
        "frameworkProgramme": "H2020",
        "fundingScheme": "ECSEL-RIA",
        "topics": "ECSEL-01-2014",
        "totalCost": 52401675.84,
        "ecMaxContribution": 17320843.96,
        **columns,
    }


def labelled(number: int = CHIPS, **columns: object) -> dict[str, object]:
    """A line of the labelled file."""
    return {
        "projectID": number,
        "acronym": "3Ccar",
        "title": None,
        "objective": None,
        "topic": "ECSEL-01-2014",
        "topicTitle": "Cars",
        "euroSciVoc": [OPTICS],
        "deliverables": [],
        **columns,
    }


def partner(
    name: str = "KATHOLIEKE UNIVERSITEIT LEUVEN",
    *,
    pic: int | str = PIC,
    number: int = CHIPS,
    **columns: object,
) -> dict[str, object]:
    """A row of the official table of organisations."""
    return {
        "projectID": number,
        "projectAcronym": "3Ccar",
        "organisationID": pic,
        "name": name,
        "shortName": "KU Leuven",
        "country": "BE",
        "city": "LEUVEN",
        "activityType": "HES",
        "organizationURL": "www.kuleuven.be",
        "geolocation": "50.87,4.7",
        "role": "participant",
        "ecContribution": "437500,5",
        "SME": False,
        "endOfParticipation": False,
        **columns,
    }


def rows(*found: object) -> dict[str, object]:
    return {"content": json.dumps(found).encode(), "kind": "cordis", "name": "cordis.json"}


def zipped(**tables: object) -> dict[str, object]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, found in tables.items():
            archive.writestr(f"json/{name}.json", json.dumps(found))
    return {"content": target.getvalue(), "kind": "cordis", "name": "cordis.zip"}


def of(run, subject: Subject):
    return [action for action in run.actions.all() if action.subject == subject]


def labels(queryset) -> set[str]:
    return set(map(str, queryset))


# --- projects ---


def test_a_project_is_kept_with_whole_euros_days_and_the_words_it_is_found_by():
    applied(**rows(project()))

    found = Project.objects.get()
    assert (found.cordis_id, found.acronym, found.title) == (
        CHIPS,
        "3Ccar",
        "Integrated Components",
    )
    assert found.objective == "Cars with fewer parts.\nAnd better ones."
    assert (found.starts_on.isoformat(), found.ends_on.isoformat()) == ("2015-06-01", "2018-10-31")
    assert (found.total_cost, found.eu_contribution) == (52401676, 17320844)
    assert (found.framework_programme, found.funding_scheme) == ("H2020", "ECSEL-RIA")
    assert found.folded == "3ccar integrated components"


def test_fields_lead_to_sectors_and_own_deliverables_are_kept():
    own = {"title": "A laser", "type": "Other", "description": "Small.", "generic": False}
    owed = {"title": "Data management plan", "type": "Other", "description": "x", "generic": True}
    applied(**rows(labelled(euroSciVoc=[OPTICS, ENERGY], deliverables=[own, owed])))

    found = Project.objects.get()
    assert labels(found.fields.all()) == {"optics", "energy and fuels"}
    assert {one.sector_id for one in found.project_sectors.all()} >= {"energy"}
    assert [(one.title, one.description) for one in Deliverable.objects.all()] == [
        ("A laser", "Small.")
    ]
    assert "optics" in found.folded


def test_each_fact_names_cordis_and_the_row():
    applied(**rows(project()))

    said = ProjectStatement.objects.get(field="title")
    assert said.source.title == "© European Union, CORDIS"
    assert said.source.url == f"https://cordis.europa.eu/project/id/{CHIPS}"
    assert said.source.row == 1


def test_another_file_adds_what_it_knows_and_takes_nothing_away():
    applied(**rows(labelled()))
    again = applied(**rows(project()))

    assert outcomes(again) == [Outcome.UPDATE]
    found = Project.objects.get()
    assert found.title == "Integrated Components"
    assert found.topic_title == "Cars"
    assert labels(found.fields.all()) == {"optics"}
    assert found.folded == "3ccar integrated components optics"


def test_a_later_dump_replaces_fields_and_with_them_sectors():
    applied(**rows(labelled(euroSciVoc=[OPTICS])))
    applied(**rows(labelled(euroSciVoc=[ENERGY])))

    assert labels(ProjectField.objects.all()) == {"energy and fuels"}
    assert labels(ProjectSector.objects.all()) == {"energy", "environment"}


def test_a_project_told_twice_is_read_once():
    run = planned(**rows(project(), project(title="Another title")))

    assert outcomes(run) == [Outcome.CREATE, Outcome.UNCHANGED]
    assert reasons(run.actions.last()) == ["cordis-id-repeated"]


def test_a_day_that_contradicts_an_earlier_file_is_left_out():
    applied(**rows(project()))
    run = applied(**rows(project(startDate="2020-01-01", endDate="")))

    assert outcomes(run) == [Outcome.UNCHANGED]
    assert Project.objects.get().starts_on.isoformat() == "2015-06-01"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (project(title="x" * 501), "text-too-long"),
        (project(id="none"), "field-malformed"),
        (project(id=None), "cordis-project-missing"),
    ],
)
def test_what_cannot_be_kept_is_rejected_with_why(row, problem):
    run = planned(**rows(row))

    assert outcomes(run) == [Outcome.REJECTED]
    assert problems(run.actions.get()) == [problem]


def test_fields_of_a_table_of_their_own_may_come_before_the_project_has_a_name():
    table = {
        "projectID": str(CHIPS),
        "euroSciVocCode": OPTICS["code"],
        "euroSciVocPath": OPTICS["path"],
    }
    applied(**rows(table))
    assert str(Project.objects.get()) == f"CORDIS {CHIPS}"

    applied(**rows(project()))

    found = Project.objects.get()
    assert str(found) == "3Ccar: Integrated Components"
    assert labels(found.fields.all()) == {"optics"}
    assert found.folded == "3ccar integrated components optics"


# --- organisations and partners ---


def test_a_row_of_an_organisation_gives_the_body_its_part_and_a_project_of_that_acronym():
    run = applied(**rows(partner(role="coordinator", SME=True)))

    assert [action.subject for action in run.actions.all()] == [
        Subject.PROJECT,
        Subject.ORGANISATION,
        Subject.PARTNER,
    ]
    body = Organisation.objects.get()
    assert (body.display_name, body.city, body.country_code) == (
        "KATHOLIEKE UNIVERSITEIT LEUVEN",
        "LEUVEN",
        "BE",
    )
    assert (body.kinds, body.website) == (["education"], "https://www.kuleuven.be")
    assert (body.latitude, body.longitude) == (50.87, 4.7)
    assert {(name.value, *name.kinds) for name in body.names.all()} == {
        ("KATHOLIEKE UNIVERSITEIT LEUVEN", "label"),
        ("KU Leuven", "acronym"),
    }
    assert labels(body.pics.all()) == {str(PIC)}
    part = ProjectPartner.objects.get()
    assert (part.organisation, part.role) == (body, "coordinator")
    assert (part.eu_contribution, part.is_sme, part.has_left) == (437501, True, False)
    assert str(part.project) == "3Ccar"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["projects first", "partners first"])
def test_the_files_of_a_dump_come_in_any_order(order):
    files = [rows(project()), rows(partner())]
    for number in order:
        applied(**files[number])

    found = Project.objects.get()
    assert found.title == "Integrated Components"
    assert found.partners.count() == 1


def test_a_zip_is_read_whole_whatever_the_order_of_its_tables():
    field = {
        "projectID": CHIPS,
        "euroSciVocCode": OPTICS["code"],
        "euroSciVocPath": OPTICS["path"],
    }
    topic = {"projectID": CHIPS, "topic": "ECSEL-01-2014", "title": "Cars of tomorrow"}
    run = applied(
        **zipped(
            organization=[partner()],
            project=[project()],
            topics=[topic],
            euroSciVoc=[field],
            webLink=[{"projectID": CHIPS, "physUrl": "https://example.org"}],
        )
    )

    assert outcomes(run) == [Outcome.CREATE] * 3
    found = Project.objects.get()
    assert found.topic_title == "Cars of tomorrow"
    assert labels(found.fields.all()) == {"optics"}
    assert labels(one.organisation for one in found.partners.all()) == {
        "KATHOLIEKE UNIVERSITEIT LEUVEN"
    }


def test_a_body_of_the_same_name_and_country_is_taken_for_it_and_keeps_its_own_facts():
    body = make_organisation("Katholieke Universiteit Leuven", country_code="BE", city="Leuven")

    run = applied(**rows(partner()))

    (organisation,) = of(run, Subject.ORGANISATION)
    assert organisation.outcome == Outcome.UPDATE
    assert changes(organisation) == {"pic": PIC, "website": "https://www.kuleuven.be"}
    body.refresh_from_db()
    assert (body.display_name, body.city) == ("Katholieke Universiteit Leuven", "Leuven")
    assert body.names.count() == 1
    assert ProjectPartner.objects.get().organisation == body


@pytest.mark.parametrize(
    ("here", "country", "row", "reason"),
    [
        (["KU Leuven"], "BE", partner(), "organisation-name-alike"),
        (
            ["Katholieke Universiteit Leuven"],
            "",
            partner(),
            "organisation-name-alike",
        ),
        (
            ["Infineon Technologies (Germany)"],
            "DE",
            partner("INFINEON TECHNOLOGIES AG", country="DE", shortName=""),
            "organisation-name-alike",
        ),
        (
            ["Katholieke Universiteit Leuven"] * 2,
            "BE",
            partner(),
            "several-organisations-fit",
        ),
    ],
)
def test_what_is_only_alike_is_a_question_and_its_part_waits(here, country, row, reason):
    for name in here:
        make_organisation(name, country_code=country)

    run = applied(**rows(row))

    (organisation,) = of(run, Subject.ORGANISATION)
    assert organisation.outcome == Outcome.POSSIBLE_DUPLICATE
    assert reasons(organisation) == [reason]
    assert len(organisation.candidates) == len(here)
    (part,) = of(run, Subject.PARTNER)
    assert (part.outcome, reasons(part)) == (Outcome.POSSIBLE_DUPLICATE, ["organisation-is-held"])
    assert not ProjectPartner.objects.exists()


@pytest.mark.parametrize("country", ["NL", "FR"])
def test_a_body_of_the_same_name_in_another_country_is_another(country):
    make_organisation("Katholieke Universiteit Leuven", country_code=country)

    run = planned(**rows(partner()))

    assert [one.outcome for one in of(run, Subject.ORGANISATION)] == [Outcome.CREATE]


def test_an_officer_says_that_it_is_the_same_and_its_parts_follow():
    body = make_organisation("KU Leuven", country_code="BE")
    run = planned(**rows(partner(), partner(role="thirdParty")))
    (organisation,) = of(run, Subject.ORGANISATION)

    decide(action=organisation, decision=Decision.SAME, same_as=body.pk)
    apply_import(run=run, on=TODAY)

    assert {(one.organisation, one.role) for one in ProjectPartner.objects.all()} == {
        (body, "participant"),
        (body, "third_party"),
    }
    assert labels(body.pics.all()) == {str(PIC)}
    assert outcomes(planned(**rows(partner()))) == [Outcome.UNCHANGED] * 3


def test_an_officer_says_that_it_is_another_and_its_parts_follow():
    body = make_organisation("KU Leuven", country_code="BE")
    run = planned(**rows(partner()))
    (organisation,) = of(run, Subject.ORGANISATION)

    decide(action=organisation, decision=Decision.DIFFERENT)
    apply_import(run=run, on=TODAY)

    assert ProjectPartner.objects.get().organisation != body


def test_two_pics_of_one_name_are_a_question_until_an_officer_joins_them():
    both = rows(partner(), partner(pic=OTHER_PIC))
    first = applied(**both)
    assert reasons(of(first, Subject.ORGANISATION)[1]) == ["same-name-other-pic-in-row"]

    second = planned(**both)
    question = of(second, Subject.ORGANISATION)[1]
    assert reasons(question) == ["same-name-other-pic"]
    decide(action=question, decision=Decision.SAME, same_as=question.candidates[0])
    apply_import(run=second, on=TODAY)

    assert labels(OrganisationPic.objects.all()) == {str(PIC), str(OTHER_PIC)}
    assert ProjectPartner.objects.count() == 1
    assert set(outcomes(planned(**both))) == {Outcome.UNCHANGED}


def test_two_rows_of_two_pics_never_both_take_the_one_body_of_that_name():
    make_organisation("Katholieke Universiteit Leuven", country_code="BE")

    run = applied(**rows(partner(), partner(pic=OTHER_PIC)))

    assert [one.outcome for one in of(run, Subject.ORGANISATION)] == [
        Outcome.UPDATE,
        Outcome.POSSIBLE_DUPLICATE,
    ]


def test_rows_of_an_old_dump_without_pics_meet_by_name_and_country():
    file = rows(partner(pic=""), partner(pic="", number=GRAPHENE, projectAcronym="Graphene"))
    applied(**file)

    assert Organisation.objects.count() == 1
    assert ProjectPartner.objects.count() == 2
    assert set(outcomes(planned(**file))) == {Outcome.UNCHANGED}


def test_a_body_named_twice_in_one_role_is_read_once_and_in_two_roles_twice():
    run = applied(**rows(partner(), partner(ecContribution=1), partner(role="thirdParty")))

    parts = of(run, Subject.PARTNER)
    assert [one.outcome for one in parts] == [Outcome.CREATE, Outcome.UNCHANGED, Outcome.CREATE]
    assert reasons(parts[1]) == ["partner-repeated"]
    assert ProjectPartner.objects.get(role="participant").eu_contribution == 437501


def test_a_part_that_ended_since_is_changed():
    applied(**rows(partner()))
    run = applied(**rows(partner(endOfParticipation=True)))

    assert changes(of(run, Subject.PARTNER)[0]) == {"has_left": True}
    assert ProjectPartner.objects.get().has_left


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (partner(projectAcronym="x" * 101), "project-row-rejected"),
        (partner("x" * 301), "organisation-row-rejected"),
        (partner(""), "name-missing"),
    ],
)
def test_a_part_without_a_project_or_a_body_is_rejected(row, problem):
    run = planned(**rows(row))

    assert problem in [reason for action in of(run, Subject.PARTNER) for reason in problems(action)]
    assert Outcome.CREATE not in [one.outcome for one in of(run, Subject.PARTNER)]


# --- again, and back ---


def test_the_second_time_nothing_changes():
    file = zipped(project=[project(keywords="chips; cars")], organization=[partner()])
    applied(**file)

    assert outcomes(planned(**file)) == [Outcome.UNCHANGED] * 3


def test_undone_the_register_is_as_it_was():
    make_organisation("Katholieke Universiteit Leuven", country_code="BE")
    make_project("Integrated Components", cordis_id=GRAPHENE)
    applied(**rows(labelled()))
    before = the_whole_register()

    run = applied(
        **zipped(
            project=[project(), project(GRAPHENE, title="Graphene")],
            organization=[partner(), partner("SIEMENS AG", pic=OTHER_PIC, country="DE")],
            euroSciVoc=[
                {
                    "projectID": CHIPS,
                    "euroSciVocCode": ENERGY["code"],
                    "euroSciVocPath": ENERGY["path"],
                }
            ],
        )
    )
    assert the_whole_register() != before

    assert undo_import(run=run) == []
    assert the_whole_register() == before


def test_a_project_changed_since_is_left_alone_with_all_its_parts():
    run = applied(**rows(partner()))
    with elsewhere():
        Project.objects.update(title="Written by hand")

    left = undo_import(run=run)

    assert [one.model for one in left if one.model == "programmes.project"]
    assert ProjectPartner.objects.exists()
    assert Organisation.objects.exists()


def test_a_body_that_a_later_run_uses_is_left_alone():
    first = applied(**rows(partner()))
    applied(**rows(partner(number=GRAPHENE, projectAcronym="Graphene")))

    left = undo_import(run=first)

    assert [one.model for one in left] == ["organisations.organisation"]
    assert labels(Project.objects.all()) == {"Graphene"}
    assert OrganisationName.objects.exists()
    assert OrganisationStatement.objects.exists()


@pytest.mark.shared
def test_the_shared_files_come_in_once(shared):
    folder = shared / "data" / "cordis"
    files = sorted(folder.glob("semiconductor_*.json"))
    runs = [applied(path.read_bytes(), kind="cordis", name=path.name) for path in files]

    assert Outcome.REJECTED not in {one for run in runs for one in outcomes(run)}
    assert Project.objects.count() == 26
    assert Organisation.objects.count() == 764  # one of 765 has a namesake with another PIC
    for path in files:
        again = planned(path.read_bytes(), kind="cordis", name=path.name)
        assert not {Outcome.CREATE, Outcome.UPDATE} & set(outcomes(again))
    for run in reversed(runs):
        assert undo_import(run=run) == []
    assert not Project.objects.exists()
    assert not Organisation.objects.exists()
