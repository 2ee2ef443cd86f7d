"""The pages of projects as each role meets them."""

import datetime

import pytest

from caunoi.accounts.models import Role
from caunoi.programmes.models import Deliverable, ProjectStatement
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.caunoi.queries import queries_of
from tests.factories import make_organisation, make_project, make_source

pytestmark = pytest.mark.django_db
LIST = "/projects/"
DAY = datetime.date(2020, 6, 1)


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.OFFICER)


def words(answer):
    return answer.content.decode()


def make_chips(**columns):
    return make_project(
        "Chips for cars",
        cordis_id=662192,
        acronym="3Ccar",
        partners=[
            make_organisation("imec", country_code="BE"),
            make_organisation("Beispiel AG", country_code="DE"),
        ],
        fields=["/natural sciences/physical sciences/optics"],
        sectors=["semiconductors"],
        starts_on=DAY,
        **columns,
    )


class TestTheList:
    def test_who_in_belgium_works_on_chips_is_answered_with_the_partner(self, client, officer):
        make_chips()
        make_project("Boats", partners=[make_organisation("Bootsbau", country_code="BE")])

        page = client.get(LIST, {"q": "chips", "country": "BE"})

        assert "imec" in words(page)
        assert "Bootsbau" not in words(page)
        assert 'value="chips"' in words(page)

    def test_an_answer_that_is_no_choice_narrows_nothing_and_breaks_nothing(self, client, officer):
        make_chips()

        page = client.get(
            LIST,
            {"sector": "guild", "country": "<b>", "year": "x", "organisation": "-1", "page": "x"},
        )

        assert page.status_code == 200
        assert len(page.context["lines"]) == 1

    def test_htmx_is_sent_the_results_alone(self, client, officer):
        make_chips()

        page = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})

        assert "Chips for cars" in words(page)
        assert "<html" not in words(page)

    def test_the_projects_of_one_organisation_name_it(self, client, officer):
        project = make_chips()
        body = project.partners.last().organisation
        make_project("Boats")

        page = client.get(LIST, {"organisation": body.pk})

        assert page.context["partner"] == body
        assert [line.project for line in page.context["lines"]] == [project]

    def test_an_empty_register_says_where_projects_come_from(self, client, officer):
        assert "/imports/new/cordis/" in words(client.get(LIST))

    def test_filters_that_nothing_fits_can_be_cleared(self, client, officer):
        make_chips()

        assert "No project fits" in words(client.get(LIST, {"q": "zzz"}))

    def test_it_asks_no_more_queries_of_a_larger_register(self, client, officer):
        make_chips()
        few = queries_of(client, LIST)
        for number in range(12):
            make_project(
                partners=[make_organisation(country_code="FR") for _ in range(3)],
                fields=[f"/natural sciences/field {number}"],
                sectors=["energy", "ai"],
            )

        assert queries_of(client, LIST) == few

    def test_it_credits_cordis(self, client, officer):
        make_chips()

        page = words(client.get(LIST))

        assert "© European Union" in page
        assert "CC BY 4.0" in page


class TestOneProject:
    def test_it_shows_fields_with_sectors_partners_and_where_it_comes_from(self, client, officer):
        project = make_chips(objective="Fewer parts.", eu_contribution=17320844)
        Deliverable.objects.create(project=project, title="A laser", description="Small.")

        page = words(client.get(project.get_absolute_url()))

        for shown in (
            "Chips for cars",
            "Fewer parts.",
            "optics",
            "natural sciences › physical sciences",
            "Semiconductors",
            "A laser",
            "imec",
            "€ 17,320,844",
            "https://cordis.europa.eu/project/id/662192",
            "© European Union",
        ):
            assert shown in page
        for partner in project.partners.all():
            assert partner.organisation.get_absolute_url() in page

    def test_one_that_cordis_does_not_know_is_not_credited_to_it(self, client, officer):
        page = words(client.get(make_project("By hand").get_absolute_url()))

        assert "© European Union" not in page

    def test_it_asks_no_more_queries_for_more_partners(self, client, officer):
        small = make_chips()
        large = make_project(
            partners=[make_organisation(country_code="FR") for _ in range(20)],
            fields=[f"/natural sciences/field {number}" for number in range(5)],
            sectors=["energy", "ai"],
        )

        assert queries_of(client, large.get_absolute_url()) == queries_of(
            client, small.get_absolute_url()
        )

    def test_officers_alone_see_which_row_said_it(self, client, sign_in):
        project = make_chips()
        source = make_source(SourceKind.SERVICE, title="CORDIS of tests", row=7)
        record_statements(
            [ProjectStatement(project=project, field="title", value="Chips", source=source)]
        )

        sign_in(Role.OFFICER)
        assert "CORDIS of tests" in words(client.get(project.get_absolute_url()))
        sign_in(Role.HOME_PARTNER)
        assert "CORDIS of tests" not in words(client.get(project.get_absolute_url()))

    def test_there_is_no_page_of_a_project_that_is_not_there(self, client, officer):
        assert client.get("/projects/12345/").status_code == 404


@pytest.mark.parametrize("address", [LIST, "project"])
def test_whoever_has_not_signed_in_sees_no_project(client, address):
    project = make_chips()

    answer = client.get(project.get_absolute_url() if address == "project" else address)

    assert answer.status_code == 302
    assert "Chips" not in words(answer)


class TestTheOrganisationsPage:
    def test_it_names_the_projects_with_the_part_it_has_in_them(self, client, officer):
        project = make_chips()
        body = project.partners.first().organisation

        page = words(client.get(body.get_absolute_url()))

        assert project.get_absolute_url() in page
        assert "coordinator" in page
        assert "All its projects" not in page

    def test_beyond_ten_it_leads_to_the_list(self, client, officer):
        body = make_organisation()
        for _ in range(11):
            make_project(partners=[body], starts_on=DAY)

        page = words(client.get(body.get_absolute_url()))

        assert f"/projects/?organisation={body.pk}" in page
        assert page.count("/projects/") == 10 + 1

    def test_it_asks_no_more_queries_for_more_projects(self, client, officer):
        one, many = make_organisation(), make_organisation()
        make_project(partners=[one])
        for _ in range(9):
            make_project(partners=[many])

        assert queries_of(client, many.get_absolute_url()) == queries_of(
            client, one.get_absolute_url()
        )
