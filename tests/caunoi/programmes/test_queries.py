"""Which projects a reader finds, and what a line of the list says of each."""

import datetime

import pytest

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.organisations.queries import projects_of
from caunoi.programmes.models import PartnerRole, ProjectPartner
from caunoi.programmes.queries import (
    Narrowing,
    countries_of_partners,
    field_lines,
    found_projects,
    lines_of,
    partners_by_role,
    project_with_everything,
    years_of_projects,
)
from tests.factories import make_organisation, make_project, make_source

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
OPTICS = "/natural sciences/physical sciences/optics"


def titles(narrowing, viewer=OFFICER):
    return [str(project) for project in found_projects(viewer, narrowing)]


def day(year):
    return datetime.date(year, 6, 1)


@pytest.fixture
def chips():
    """A project of a Belgian and a German organisation on chips, from 2015 to 2018."""
    belgian = make_organisation("imec", country_code="BE")
    german = make_organisation("Beispiel AG", country_code="DE")
    return make_project(
        "Chips for cars",
        acronym="3Ccar",
        partners=[german, belgian],
        sectors=["semiconductors"],
        fields=[OPTICS],
        starts_on=day(2015),
        ends_on=day(2018),
    )


@pytest.mark.parametrize(
    ("narrowing", "is_found"),
    [
        (Narrowing(), True),
        (Narrowing(words="chips optics"), True),
        (Narrowing(words="3CCAR"), True),
        (Narrowing(words="boats"), False),
        (Narrowing(sector="semiconductors"), True),
        (Narrowing(sector="energy"), False),
        (Narrowing(country="BE"), True),
        (Narrowing(country="FR"), False),
        (Narrowing(year=2016), True),
        (Narrowing(year=2018), True),
        (Narrowing(year=2019), False),
        (Narrowing(organisation_id=0), True),
        (Narrowing(organisation_id=10**9), False),
        (Narrowing(words="chips", sector="semiconductors", country="DE", year=2015), True),
    ],
)
def test_the_filters_narrow_to_words_sector_country_year_and_partner(chips, narrowing, is_found):
    assert bool(titles(narrowing)) is is_found


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "years"),
    [
        (day(2015), None, {2015}),
        (None, day(2018), {2018}),
        (None, None, set()),
    ],
)
def test_of_a_project_with_one_known_day_that_day_decides(starts_on, ends_on, years):
    make_project(starts_on=starts_on, ends_on=ends_on)

    assert {year for year in range(2014, 2020) if titles(Narrowing(year=year))} == years


def test_a_project_stands_once_however_many_partners_fit():
    make_project("A", partners=[make_organisation(country_code="BE") for _ in range(3)])

    assert titles(Narrowing(country="BE")) == ["A"]


def test_the_newest_stand_first_and_those_without_a_day_last():
    make_project("undated")
    make_project("old", starts_on=day(2001))
    make_project("new", starts_on=day(2020))

    assert titles(Narrowing()) == ["new", "old", "undated"]


def test_nobody_who_is_not_signed_in_finds_a_project(chips):
    assert titles(Narrowing(), PUBLIC) == []
    assert not project_with_everything(PUBLIC).exists()
    assert not projects_of(chips.partners.first().organisation, PUBLIC).exists()


def test_a_line_names_who_coordinates_or_whom_the_list_was_narrowed_to(chips):
    def shown(narrowing):
        (line,) = lines_of([chips], narrowing)
        return [str(one.organisation) for one in line.partners], line.others

    assert shown(Narrowing()) == (["Beispiel AG"], 1)
    assert shown(Narrowing(country="BE")) == (["imec"], 1)
    german = chips.partners.get(role=PartnerRole.COORDINATOR).organisation_id
    assert shown(Narrowing(organisation_id=german, country="BE")) == (["Beispiel AG"], 1)


def test_a_partner_with_two_roles_counts_once(chips):
    belgian = chips.partners.get(role=PartnerRole.PARTICIPANT).organisation
    ProjectPartner.objects.create(
        project=chips,
        organisation=belgian,
        role=PartnerRole.THIRD_PARTY,
        source=make_source(),
    )

    (line,) = lines_of([chips], Narrowing())

    assert line.others == 1


def test_the_filters_offer_what_there_is(chips):
    make_organisation(country_code="LU")

    assert countries_of_partners() == ["BE", "DE"]
    assert years_of_projects() == [2018, 2017, 2016, 2015]


def test_without_days_no_year_is_offered():
    make_project()

    assert years_of_projects() == []


def test_a_field_stands_under_others_and_names_the_sector_it_leads_to():
    project = make_project(fields=[OPTICS], sectors=["basic"])

    (line,) = field_lines(project)

    assert (str(line.field), line.above) == (
        "optics",
        ["natural sciences", "physical sciences"],
    )
    assert [sector.code for sector in line.sectors] == ["basic"]


def test_who_coordinates_stands_first_and_who_left_last(chips):
    left = make_organisation("Aaa")
    ProjectPartner.objects.create(
        project=chips,
        organisation=left,
        role=PartnerRole.COORDINATOR,
        has_left=True,
        source=make_source(),
    )

    project = project_with_everything(OFFICER).get(pk=chips.pk)

    assert [str(one.organisation) for one in partners_by_role(project)] == [
        "Beispiel AG",
        "imec",
        "Aaa",
    ]


def test_an_organisation_has_its_projects_newest_first():
    body = make_organisation()
    for name, year in (("old", 2001), ("new", 2020)):
        make_project(name, partners=[body], starts_on=day(year))
    make_project("another's", partners=[make_organisation()])

    assert [str(one.project) for one in projects_of(body, OFFICER)] == ["new", "old"]
