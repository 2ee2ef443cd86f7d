"""What an officer writes about an organisation, and what stays beside it."""

import datetime

import pytest

from caunoi.organisations.facts import Fact
from caunoi.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationStatement,
    Register,
)
from caunoi.organisations.services import (
    Particulars,
    WrittenName,
    add_organisation,
    change_organisation,
    name_register,
)
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.factories import make_officer, make_organisation, make_source

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def officer():
    return make_officer()


def live(organisation, field):
    rows = OrganisationStatement.objects.live().filter(organisation=organisation, field=field)
    return {(row.source.kind, row.is_chosen): row.value for row in rows.select_related("source")}


def particulars_of(organisation, **changed):
    held = {
        "display_name": organisation.display_name,
        "kinds": organisation.kinds,
        "city": organisation.city,
        "country_code": organisation.country_code,
        "website": organisation.website,
        "names": [
            WrittenName(name.value, "label", name.language) for name in organisation.names.all()
        ],
    }
    return Particulars(**{**held, **changed})


def names_of(organisation):
    return {(name.value, name.language): name.kinds for name in organisation.names.all()}


class TestAddOrganisation:
    def test_all_that_was_typed_is_kept_and_stated_by_an_officer(self, officer):
        added = add_organisation(
            particulars=Particulars(
                "Trường Đại học Ví Dụ",
                kinds=["education"],
                city="Hà Nội",
                country_code="VN",
                website="https://example.org",
                names=[WrittenName("University of Example", "label", "en")],
            ),
            by=officer,
            on=TODAY,
        )

        stated = OrganisationStatement.objects.filter(organisation=added)
        assert {row.field for row in stated} == {
            Fact.DISPLAY_NAME,
            Fact.KINDS,
            Fact.PLACE,
            Fact.WEBSITE,
            Fact.NAMES,
        }
        source = stated.first().source
        assert (source.kind, source.officer, source.stated_on) == ("officer", officer, TODAY)

    def test_what_was_left_empty_is_not_stated(self, officer):
        added = add_organisation(particulars=Particulars("Example Ltd"), by=officer, on=TODAY)

        stated = OrganisationStatement.objects.filter(organisation=added)
        assert {row.field for row in stated} == {Fact.DISPLAY_NAME, Fact.NAMES}

    def test_it_is_found_by_its_display_name_though_nobody_typed_it_twice(self, officer):
        add_organisation(particulars=Particulars("Viện Ví Dụ"), by=officer, on=TODAY)

        assert Organisation.objects.named_like("vien vi du").exists()


class TestChangeOrganisation:
    def test_only_what_changed_is_stated_anew(self, officer):
        body = make_organisation(city="Gent", country_code="BE")

        change_organisation(
            organisation=body, particulars=particulars_of(body, city="Liège"), by=officer, on=TODAY
        )

        assert list(OrganisationStatement.objects.values_list("field", flat=True)) == [Fact.PLACE]
        body.refresh_from_db()
        assert body.city == "Liège"

    def test_saving_an_unchanged_form_states_nothing(self, officer):
        body = make_organisation(city="Gent", country_code="BE")

        assert not change_organisation(
            organisation=body, particulars=particulars_of(body), by=officer, on=TODAY
        )
        assert not OrganisationStatement.objects.exists()

    def test_what_ror_says_stays_beside_the_officers_word(self, officer):
        body = make_organisation(website="https://old.example.org")
        record_statements(
            [
                OrganisationStatement(
                    organisation=body,
                    field=Fact.WEBSITE,
                    value=body.website,
                    source=make_source(SourceKind.SERVICE),
                )
            ]
        )

        change_organisation(
            organisation=body,
            particulars=particulars_of(body, website="https://new.example.org"),
            by=officer,
            on=TODAY,
        )

        assert live(body, Fact.WEBSITE) == {
            ("officer", True): "https://new.example.org",
            ("service", False): "https://old.example.org",
        }

    def test_names_come_go_and_keep_rors_mark_of_the_name_it_shows(self, officer):
        body = make_organisation("Example University")
        OrganisationName.objects.create(
            organisation=body, value="Old Name", language="en", kinds=["alias"]
        )

        change_organisation(
            organisation=body,
            particulars=particulars_of(
                body,
                names=[
                    WrittenName("Example University", "alias", "en"),
                    WrittenName("Voorbeelduniversiteit", "label", "nl"),
                ],
            ),
            by=officer,
            on=TODAY,
        )

        assert names_of(body) == {
            ("Example University", "en"): ["alias", "ror_display"],
            ("Voorbeelduniversiteit", "nl"): ["label"],
        }

    @pytest.mark.parametrize(
        ("city", "country", "stay"),
        [
            ("Liège", "BE", True),
            ("liege", "BE", True),
            ("Namur", "BE", False),
            ("Liège", "", False),
        ],
    )
    def test_coordinates_stay_only_with_their_place(self, officer, city, country, stay):
        body = make_organisation(city="Liège", country_code="BE", latitude=50.6, longitude=5.6)

        change_organisation(
            organisation=body,
            particulars=particulars_of(body, city=city, country_code=country),
            by=officer,
            on=TODAY,
        )

        body.refresh_from_db()
        assert (body.latitude, body.longitude) == ((50.6, 5.6) if stay else (None, None))


class TestNameRegister:
    def test_a_new_mission_is_added_as_its_controller(self, officer):
        register = name_register(
            name="Register of examples",
            controller="Embassy of Example",
            countries=["BE", "LU"],
            by=officer,
            on=TODAY,
        )

        assert register.controller.display_name == "Embassy of Example"
        assert register.controller.kinds == ["mission"]
        assert register.countries == ["BE", "LU"]

    def test_there_is_never_a_second_register(self, officer):
        body = make_organisation()
        for name in ("First", "Second"):
            name_register(name=name, controller=body, countries=[], by=officer, on=TODAY)

        assert Register.objects.get().name == "Second"
