"""Pages of sectors and priorities: figures open their lists, and nobody is shown unasked."""

import re

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.people.purposes import Purpose
from caunoi.sectors.models import Priority
from caunoi.sources.models import Source
from tests.caunoi.queries import queries_of
from tests.factories import (
    make_expert,
    make_need,
    make_officer,
    make_organisation,
    make_proposal,
    make_register,
    make_user,
    place,
)

pytestmark = pytest.mark.django_db
SECTORS = "/sectors/"
ENERGY = "/sectors/energy/"
PRIORITIES = "/sectors/priorities/"


@pytest.fixture
def desk(client):
    client.force_login(make_officer())
    return client


@pytest.fixture
def stand():
    """One of each in energy."""
    person = make_expert(
        "Chuyên Gia Năng Lượng",
        sectors=["energy"],
        purposes=[Purpose.MATCHING],
        organisation=make_organisation(),
    )
    place(make_proposal(person, title="Một đề xuất hydrogen"), "energy")
    make_need("Một nhu cầu hydrogen", sectors=["energy"])
    return person


def answers(**changed):
    said = {"sector": "energy", "country_code": "BE", "said_by": "A minister"}
    return said | {"source_title": "A newspaper, 2 March 2026", "source_url": ""} | changed


def test_every_figure_opens_a_list_of_as_many_records(desk, stand):
    page = desk.get(SECTORS).content.decode()

    for start in ("/people/", "/proposals/", "/needs/"):
        [(address, count)] = re.findall(rf'href="({start}\?[^"]+)"[^>]*>(\d+)</a>', page)
        listed = desk.get(address.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count == int(count) == 1


def test_a_sector_shows_all_that_stands_under_it(desk, stand):
    page = desk.get(ENERGY).content.decode()

    for name in ("Chuyên Gia Năng Lượng", "Một đề xuất hydrogen", "Một nhu cầu hydrogen"):
        assert name in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT])
@pytest.mark.parametrize("address", [SECTORS, ENERGY, PRIORITIES])
def test_nobody_outside_sees_whom_the_mission_alone_may_see(client, stand, role, address):
    client.force_login(make_user(role))

    page = client.get(address).content.decode()

    for hidden in ("Chuyên Gia Năng Lượng", "Một đề xuất hydrogen", "Một nhu cầu hydrogen"):
        assert hidden not in page
    assert not re.search(r"/people/\?[^>]*>[1-9]", page)


@pytest.mark.parametrize("address", [SECTORS, ENERGY, PRIORITIES])
def test_pages_ask_no_more_of_the_database_for_more_rows(desk, stand, address):
    desk.post(reverse("landscape:add_priority"), answers())
    few = queries_of(desk, address)
    for _ in range(6):
        person = make_expert(sectors=["energy", "ai"], purposes=[Purpose.MATCHING])
        place(make_proposal(person), "energy")
        make_need(sectors=["energy"], asked_by=make_organisation())
        desk.post(reverse("landscape:add_priority"), answers(sector="ai"))
    assert queries_of(desk, address) == few


def test_an_unknown_sector_is_not_found(desk):
    assert desk.get("/sectors/alchemy/").status_code == 404


class TestPriorities:
    def test_one_is_added_with_its_source_changed_and_deleted(self, desk):
        desk.post(reverse("landscape:add_priority"), answers())
        stated = Priority.objects.get()
        page = desk.get(PRIORITIES).content.decode()
        assert "A newspaper, 2 March 2026" in page
        assert "thin" in page

        address = reverse("landscape:change_priority", args=[stated.pk])
        desk.post(address, answers(said_by="Another minister"))
        assert Priority.objects.get().said_by == "Another minister"
        assert Source.objects.count() == 1

        desk.post(reverse("landscape:delete_priority", args=[stated.pk]))
        assert not Priority.objects.exists()
        assert not Source.objects.exists()

    def test_what_is_missing_or_cannot_be_is_said(self, desk):
        wrong = answers(
            country_code="", source_title="", valid_from="2026-05-01", valid_to="2026-04-01"
        )

        page = desk.post(reverse("landscape:add_priority"), wrong).content.decode()

        assert page.count("This field is required") >= 2
        assert "This is before the first day" in page
        assert not Priority.objects.exists()

    def test_only_officers_change_them(self, client):
        client.force_login(make_user(Role.HOME_PARTNER))

        assert client.post(reverse("landscape:add_priority"), answers()).status_code == 403

    def test_an_empty_page_says_what_to_do(self, desk):
        assert "No priorities are noted yet" in desk.get(PRIORITIES).content.decode()


class TestPictures:
    def test_the_picture_and_its_table_say_the_same(self, desk, stand):
        stand.country_code = "BE"
        stand.save()

        page = desk.get("/sectors/countries/").content.decode()
        svg = desk.get("/sectors/countries.svg")

        assert "/sectors/countries.svg" in page
        assert "Belgium" in page
        assert svg["Content-Type"] == "image/svg+xml"
        assert "Belgium" in svg.content.decode()

    def test_a_withdrawn_yes_is_in_neither(self, desk, stand):
        stand.country_code = "BE"
        stand.save()
        stand.consents.filter(purpose=Purpose.MATCHING).delete()

        assert "Nobody stands here yet" in desk.get("/sectors/countries/").content.decode()
        assert "Belgium" not in desk.get("/sectors/countries.svg").content.decode()

    def test_the_map_shows_the_registers_region_or_the_country_asked_for(self, desk):
        make_register()
        make_organisation(city="Gent", country_code="BE", latitude=51.0, longitude=3.7)
        make_organisation(city="Huế", country_code="VN", latitude=16.5, longitude=107.6)

        page = desk.get("/sectors/map/").content.decode()
        assert "Gent" in page
        assert "Huế" not in page

        assert "Huế" in desk.get("/sectors/map/", {"country": "VN"}).content.decode()
        assert "Huế" in desk.get("/sectors/map.svg", {"country": "VN"}).content.decode()

    def test_a_figure_of_the_map_opens_the_organisations_it_counted(self, desk):
        make_register()
        for city in ("Gent", "Gent", "Gentbrugge"):
            make_organisation(city=city, country_code="BE", latitude=51.0, longitude=3.7)

        page = desk.get("/sectors/map/").content.decode()

        [(address, count)] = re.findall(r'href="([^"]*city=Gent&[^"]*)">(\d+)<', page)
        listed = desk.get(address.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count == int(count) == 2

    def test_a_map_of_nothing_is_not_found_and_the_page_says_what_to_do(self, desk):
        assert desk.get("/sectors/map.svg").status_code == 404
        assert "Import the region" in desk.get("/sectors/map/").content.decode()
