"""What the database refuses about projects, and who may see one."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.programmes.models import (
    Deliverable,
    OrganisationPic,
    PartnerRole,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
)
from tests.factories import make_organisation, make_project, make_source

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({}, "project_has_a_title_an_acronym_or_a_number"),
        (
            {"title": "A", "starts_on": DAY, "ends_on": datetime.date(2026, 3, 13)},
            "project_ends_after_it_begins",
        ),
        ({"title": "A", "cordis_id": 0}, "project_cordis_number_is_absent_or_positive"),
    ],
)
def test_a_project_is_called_something_ends_after_it_begins_and_has_a_whole_number(
    columns, constraint
):
    with pytest.raises(IntegrityError, match=constraint):
        Project.objects.create(**columns)


def test_two_projects_without_a_number_of_cordis_stand_side_by_side():
    assert make_project().pk != make_project().pk


def test_a_number_of_cordis_means_one_project():
    make_project(cordis_id=662192)

    with pytest.raises(IntegrityError, match="cordis_id"):
        make_project(cordis_id=662192)


@pytest.mark.parametrize(
    ("acronym", "title", "name"),
    [
        ("GanESS", "Gaseous detectors", "GanESS: Gaseous detectors"),
        ("", "Gaseous detectors", "Gaseous detectors"),
        ("GanESS", "", "GanESS"),
        ("", "", "CORDIS 101039048"),
    ],
)
def test_a_project_goes_by_what_is_known_of_its_name(acronym, title, name):
    project = Project(acronym=acronym, title=title, cordis_id=101039048)

    assert str(project) == name


def test_a_field_a_sector_and_a_partner_in_one_role_stand_once():
    partner = make_organisation()
    project = make_project(
        partners=[partner], fields=["/natural sciences/physics"], sectors=["space"]
    )
    field = project.fields.get()
    twice = [
        ProjectField(project=project, code=field.code, path=field.path),
        ProjectSector(project=project, sector_id="space"),
        ProjectPartner(
            project=project,
            organisation=partner,
            role=PartnerRole.COORDINATOR,
            source=make_source(),
        ),
    ]

    for record in twice:
        with pytest.raises(IntegrityError, match="once"), transaction.atomic():
            record.save()


def test_a_partner_that_left_may_come_back_in_another_role():
    partner = make_organisation()
    project = make_project(partners=[partner])

    ProjectPartner.objects.create(
        project=project,
        organisation=partner,
        role=PartnerRole.THIRD_PARTY,
        source=make_source(),
    )

    assert project.partners.count() == 2


def test_a_role_is_one_of_those_known():
    with pytest.raises(IntegrityError, match="project_partner_has_a_known_role"):
        ProjectPartner.objects.create(
            project=make_project(),
            organisation=make_organisation(),
            role="guest",
            source=make_source(),
        )


def test_a_pic_means_one_body_and_has_at_most_nine_digits():
    body, other = make_organisation(), make_organisation()
    OrganisationPic.objects.create(organisation=body, pic=999984059)

    with pytest.raises(IntegrityError, match="pic"), transaction.atomic():
        OrganisationPic.objects.create(organisation=other, pic=999984059)
    with pytest.raises(IntegrityError, match="pic_has_at_most_nine_digits"):
        OrganisationPic.objects.create(organisation=other, pic=1_000_000_000)


def test_a_body_may_have_two_pics():
    body = make_organisation()
    for pic in (895907909, 928821173):
        OrganisationPic.objects.create(organisation=body, pic=pic)

    assert [str(pic) for pic in body.pics.all()] == ["895907909", "928821173"]


def test_a_deliverable_has_a_title():
    with pytest.raises(IntegrityError, match="deliverable_has_a_title"):
        Deliverable.objects.create(project=make_project(), title="")


def test_the_address_at_cordis_follows_from_the_number():
    assert make_project(cordis_id=662192).cordis_url == "https://cordis.europa.eu/project/id/662192"
    assert make_project().cordis_url == ""


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("GRAPHENE", True),
        ("flagship gráphene", True),
        ("two-dimensional", True),
        ("nano-materials", True),
        ("graphene steel", False),
    ],
)
def test_projects_are_found_by_title_acronym_keywords_and_fields(words, is_found):
    make_project(
        "Graphene Flagship",
        acronym="GrapheneCore2",
        keywords=["two-dimensional"],
        fields=["/engineering and technology/nanotechnology/nano-materials"],
    )

    assert Project.objects.speaking_of(words).exists() is is_found


def test_whoever_has_signed_in_sees_projects_and_nobody_else():
    make_project()
    partner = Viewer(user_id=1, roles=frozenset({Role.HOME_PARTNER}))

    assert Project.objects.visible_to(partner).exists()
    assert Project.objects.visible_to(OFFICER_AT_THE_COMMAND_LINE).exists()
    assert not Project.objects.visible_to(PUBLIC).exists()
