"""The pages of organisations as each role meets them."""

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.organisations.models import (
    Organisation,
    OrganisationRelation,
    OrganisationStatement,
    Register,
)
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.factories import (
    make_affiliation,
    make_event,
    make_expert,
    make_officer,
    make_organisation,
    make_participant,
    make_register,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
NO_NAMES = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def sign_in_as(client, *roles):
    user = make_user(*roles)
    client.force_login(user)
    return user


def named(*rows):
    """The rows of names as the browser sends them: (value, language, kind)."""
    data = {"names-TOTAL_FORMS": str(len(rows)), "names-INITIAL_FORMS": "0"}
    for number, (value, language, kind) in enumerate(rows):
        data |= {
            f"names-{number}-value": value,
            f"names-{number}-language": language,
            f"names-{number}-kind": kind,
        }
    return data


class TestTheList:
    def test_filters_narrow_and_stay_in_the_form(self, client, officer):
        make_organisation("Viện Ví Dụ", country_code="VN")
        make_organisation("Institut d'Exemple", country_code="BE")

        page = client.get(LIST, {"q": "vien vi du", "country": "VN"})

        assert [str(line.organisation) for line in page.context["lines"]] == ["Viện Ví Dụ"]
        assert 'value="vien vi du"' in page.content.decode()

    def test_an_answer_that_is_no_choice_narrows_nothing_and_breaks_nothing(self, client, officer):
        make_organisation()

        page = client.get(LIST, {"kind": "guild", "country": "<b>", "page": "x", "sort": "zz"})

        assert page.status_code == 200
        assert len(page.context["lines"]) == 1

    def test_htmx_is_sent_the_results_alone(self, client, officer):
        make_organisation("Viện Ví Dụ")

        page = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})

        assert "Viện Ví Dụ" in page.content.decode()
        assert "<html" not in page.content.decode()

    def test_fifty_stand_on_a_page(self, client, officer):
        for _number in range(51):
            make_organisation()

        assert len(client.get(LIST).context["lines"]) == 50
        assert len(client.get(LIST, {"page": 2}).context["lines"]) == 1

    def test_one_and_many_cost_the_same_queries(
        self, client, officer, django_assert_max_num_queries
    ):
        make_expert(organisation=make_organisation())
        client.get(LIST)
        with django_assert_max_num_queries(12) as one:
            client.get(LIST)
        for _number in range(5):
            make_expert(organisation=make_organisation())
        with django_assert_max_num_queries(12) as many:
            client.get(LIST)

        assert len(one) == len(many)

    def test_country_and_other_name_are_in_the_readers_language(self, client, officer):
        body = make_organisation("University of Example", country_code="BE")
        body.names.create(value="Đại học Ví Dụ", language="vi", kinds=["label"])

        words = client.get(LIST, headers={"Accept-Language": "vi"}).content.decode()

        assert "Bỉ" in words
        assert "Đại học Ví Dụ" in words

    @pytest.mark.parametrize("role", [Role.HOME_PARTNER, Role.COORDINATOR, Role.EXPERT])
    def test_whoever_takes_part_may_look_and_not_add(self, client, role):
        sign_in_as(client, role)

        page = client.get(LIST)

        assert page.status_code == 200
        assert reverse("organisations:add_organisation") not in page.content.decode()

    def test_an_administrator_has_no_business_here_and_the_public_signs_in(self, client):
        assert client.get(LIST).status_code == 302
        sign_in_as(client, Role.ADMINISTRATOR)
        assert client.get(LIST).status_code == 403


class TestTheProfile:
    def test_it_tells_names_place_ties_people_and_events(self, client, officer):
        academy = make_organisation("Example Academy", ror_id="05a28rw58")
        body = make_organisation("Viện Ví Dụ", country_code="VN", city="Huế", established=1956)
        body.names.create(value="VVD", kinds=["acronym"])
        for kind, ror_id, label in [
            ("parent", "05a28rw58", "Example Academy"),
            ("child", "02feahw73", "Example Lab"),
        ]:
            body.relations.create(kind=kind, other_ror_id=ror_id, other_label=label)
        make_affiliation(make_participant("Khách Ví Dụ"), body, "Guest")
        make_event("Seminar of Examples", hosts=[body])

        words = client.get(body.get_absolute_url()).content.decode()

        assert "1956" in words
        assert "1,956" not in words
        for shown in ("VVD", "Huế", "Khách Ví Dụ", "Guest", "Seminar of Examples"):
            assert shown in words
        assert f'<a href="{academy.get_absolute_url()}">Example Academy</a>' in words
        assert "https://ror.org/02feahw73" in words

    def test_a_withdrawn_body_says_so_and_names_its_successor(self, client, officer):
        successor = make_organisation("New Institute", ror_id="05a28rw58")
        body = make_organisation("Old Institute", status="withdrawn")
        OrganisationRelation.objects.create(
            organisation=body, kind="successor", other_ror_id="05a28rw58", other_label="New"
        )

        page = client.get(body.get_absolute_url()).content.decode()

        assert "Withdrawn from its register" in page
        assert successor.get_absolute_url() in page

    def test_sources_that_differ_are_both_shown(self, client, officer):
        body = make_organisation(website="https://a.example.org")
        for kind, address in [("officer", "https://a.example.org"), ("service", "https://b.test")]:
            record_statements(
                [
                    OrganisationStatement(
                        organisation=body,
                        field="website",
                        value=address,
                        source=make_source(SourceKind(kind), title=f"Source {kind}"),
                    )
                ]
            )

        page = client.get(body.get_absolute_url()).content.decode()

        assert "Sources differ" in page
        assert "https://b.test" in page
        assert "Source service" in page

    def test_a_dangerous_address_is_no_link(self, client, officer):
        body = make_organisation(website="javascript:alert(1)")

        assert 'href="javascript' not in client.get(body.get_absolute_url()).content.decode()

    def test_partners_see_neither_people_who_did_not_agree_nor_files_nor_colleagues(self, client):
        body = make_organisation(website="https://example.org")
        record_statements(
            [
                OrganisationStatement(
                    organisation=body,
                    field="website",
                    value=body.website,
                    source=make_source(SourceKind.IMPORT_ROW, title="secret-list.xlsx", row=3),
                )
            ]
        )
        make_expert("Người Chưa Đồng Ý", organisation=body)
        make_event("Closed Session", hosts=[body])
        sign_in_as(client, Role.HOME_PARTNER)

        page = client.get(body.get_absolute_url()).content.decode()

        for hidden in ("Người Chưa Đồng Ý", "Closed Session", "secret-list.xlsx", "Entered the"):
            assert hidden not in page

    def test_people_are_counted_in_the_same_queries_for_one_and_many(
        self, client, officer, django_assert_max_num_queries
    ):
        body = make_organisation()
        make_expert(organisation=body)
        client.get(body.get_absolute_url())
        with django_assert_max_num_queries(25) as one:
            client.get(body.get_absolute_url())
        for _number in range(4):
            make_expert(organisation=body)
            make_event(hosts=[body])
        with django_assert_max_num_queries(25) as many:
            client.get(body.get_absolute_url())

        assert len(one) == len(many)

    def test_one_that_is_not_there_is_not_found(self, client, officer):
        assert client.get("/organisations/999999/").status_code == 404


class TestAdding:
    def test_an_officer_adds_one_with_its_names(self, client, officer):
        client.post(
            reverse("organisations:add_organisation"),
            {
                "display_name": "  Viện  Ví Dụ ",
                "kinds": ["facility"],
                "country_code": "VN",
                "website": "example.org",
                **named(("Example Institute", "en", "label"), ("", "", "label")),
            },
        )

        added = Organisation.objects.get()
        assert added.display_name == "Viện Ví Dụ"
        assert added.website == "https://example.org"
        assert {name.value for name in added.names.all()} == {"Viện Ví Dụ", "Example Institute"}

    def test_letters_and_their_marks_are_joined_whatever_the_keyboard_sends(self, client, officer):
        client.post(
            reverse("organisations:add_organisation"),
            {"display_name": "Vie\u0323\u0302n", **NO_NAMES},
        )

        assert Organisation.objects.get().display_name == "Viện"

    def test_one_of_the_same_name_is_shown_before_another_is_added(self, client, officer):
        held = make_organisation("Viện Ví Dụ")
        data = {"display_name": "VIEN VI DU", **NO_NAMES}
        address = reverse("organisations:add_organisation")

        page = client.post(address, data)

        assert held.get_absolute_url() in page.content.decode()
        assert Organisation.objects.count() == 1
        client.post(address, {**data, "anyway": "yes"})
        assert Organisation.objects.count() == 2

    @pytest.mark.parametrize(
        ("field", "answer"),
        [
            ("display_name", ""),
            ("display_name", "x" * 301),
            ("website", "javascript:alert(1)"),
            ("country_code", "Belgium"),
            ("kinds", ["guild"]),
        ],
    )
    def test_a_wrong_answer_is_refused_at_its_field(self, client, officer, field, answer):
        page = client.post(
            reverse("organisations:add_organisation"),
            {"display_name": "Example", **NO_NAMES, field: answer},
        )

        assert field in page.context["form"].errors
        assert not Organisation.objects.exists()

    def test_the_same_name_twice_in_one_language_is_refused(self, client, officer):
        rows = named(("Example", "en", "label"), ("Example", "en", "alias"))

        page = client.post(
            reverse("organisations:add_organisation"), {"display_name": "Example", **rows}
        )

        assert "value" in page.context["names"].forms[1].errors
        assert not Organisation.objects.exists()


class TestChanging:
    def test_the_form_holds_what_is_known_and_saves_it(self, client, officer):
        body = make_organisation("Example", country_code="BE")
        body.names.create(value="Ví Dụ", language="vi", kinds=["label"])
        address = reverse("organisations:change_organisation", args=[body.pk])
        assert "Ví Dụ" in client.get(address).content.decode()

        answer = client.post(
            address,
            {
                "display_name": "Example",
                "country_code": "LU",
                "kinds": ["education"],
                **named(("Example", "en", "label"), ("Ví Dụ", "vi", "label")),
                "names-INITIAL_FORMS": "2",
                "names-1-DELETE": "on",
            },
        )

        assert answer.url == body.get_absolute_url()
        body.refresh_from_db()
        assert body.country_code == "LU"
        assert [name.value for name in body.names.all()] == ["Example"]

    def test_nobody_but_an_officer_changes_anything(self, client):
        body = make_organisation()
        for role in (Role.HOME_PARTNER, Role.ADMINISTRATOR, Role.EXPERT):
            sign_in_as(client, role)
            for name, args in [("change_organisation", [body.pk]), ("add_organisation", [])]:
                address = reverse(f"organisations:{name}", args=args)
                assert client.post(address, {"display_name": "x"}).status_code == 403


class TestTheRegister:
    address = "/organisations/register/"
    answers = {"name": "Register of examples", "new": "Embassy of Example", "countries": ["BE"]}

    def test_an_officer_names_it_the_first_time_and_then_no_more(self, client, officer):
        answer = client.post(self.address, self.answers)

        assert answer.url == "/"
        assert Register.objects.get().name == "Register of examples"
        assert client.get(self.address).status_code == 403

    def test_an_administrator_changes_it_at_any_time(self, client):
        make_register()
        sign_in_as(client, Role.ADMINISTRATOR)
        assert client.get(self.address).status_code == 200

        client.post(self.address, self.answers)

        assert Register.objects.get().controller.display_name == "Embassy of Example"

    @pytest.mark.parametrize("role", [Role.HOME_PARTNER, Role.COORDINATOR, Role.EXPERT])
    def test_others_never_do(self, client, role):
        sign_in_as(client, role)

        assert client.post(self.address, self.answers).status_code == 403
        assert not Register.objects.exists()

    def test_a_body_of_that_name_is_offered_rather_than_added_twice(self, client, officer):
        held = make_organisation("Embassy of Example", kinds=["government"])

        page = client.post(self.address, self.answers)

        assert not Register.objects.exists()
        assert held in page.context["form"].fields["known"].queryset
        client.post(self.address, {"name": "R", "known": held.pk, "countries": ["BE"]})
        assert Register.objects.get().controller == held

    @pytest.mark.parametrize("changed", [{"name": ""}, {"new": ""}, {"countries": ["EU"]}])
    def test_a_missing_or_wrong_answer_is_refused(self, client, officer, changed):
        page = client.post(self.address, {**self.answers, **changed})

        assert page.context["form"].errors
        assert not Register.objects.exists()
