"""Finding organisations, who is there, and what they are tied to."""

import pytest

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.organisations import queries
from caunoi.organisations.models import OrganisationName, OrganisationRelation, RelationKind
from caunoi.people.purposes import Purpose
from tests.factories import (
    make_affiliation,
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
)

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
PARTNER = Viewer(user_id=7, roles=frozenset({Role.HOME_PARTNER}))


def give_name(organisation, value, language="", kinds=("label",)):
    return OrganisationName.objects.create(
        organisation=organisation, value=value, language=language, kinds=list(kinds)
    )


def names_of(found):
    return [organisation.display_name for organisation in found]


@pytest.fixture
def liege():
    liege = make_organisation("University of Example at Liège", country_code="BE", city="Liège")
    give_name(liege, "Đại học Ví Dụ Liège", "vi")
    give_name(liege, "Université d'Exemple de Liège", "fr")
    give_name(liege, "Beispieluniversität Lüttich", "de")
    give_name(liege, "Voorbeelduniversiteit Luik", "nl")
    give_name(liege, "列日示例大学", "zh")
    give_name(liege, "UEL", kinds=("acronym",))
    return liege


class TestListedOrganisations:
    @pytest.mark.parametrize(
        "words",
        [
            "liege",
            "LIÈGE university",
            "dai hoc vi du",
            "Đại học",
            "universite exemple",
            "Luttich",
            "luik",
            "列日",
            "uel",
        ],
    )
    def test_any_name_in_any_language_finds_it_marks_aside(self, liege, words):
        make_organisation("Institute of Something Else")

        assert names_of(queries.listed_organisations(OFFICER, words=words)) == names_of([liege])

    def test_all_words_have_to_stand_in_one_name(self, liege):
        assert not queries.listed_organisations(OFFICER, words="university luik")

    def test_country_kind_and_status_narrow_together(self):
        wanted = make_organisation(country_code="LU", kinds=["company"], status="inactive")
        make_organisation(country_code="BE", kinds=["company"], status="inactive")
        make_organisation(country_code="LU", kinds=["funder"], status="inactive")
        make_organisation(country_code="LU", kinds=["company"])

        found = queries.listed_organisations(
            OFFICER, country="LU", kind="company", status="inactive"
        )

        assert list(found) == [wanted]

    def test_the_public_sees_none(self, liege):
        assert not queries.listed_organisations(PUBLIC).exists()
        assert queries.listed_organisations(PARTNER).exists()


class TestSortedOrganisations:
    @pytest.fixture(autouse=True)
    def three(self):
        make_organisation("Zeta", country_code="BE")
        make_organisation("Đặng", country_code="VN")
        make_organisation("Alpha", country_code="")

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("name", ["Alpha", "Đặng", "Zeta"]),
            ("-name", ["Zeta", "Đặng", "Alpha"]),
            ("country", ["Đặng", "Zeta", "Alpha"]),
            ("-country", ["Zeta", "Đặng", "Alpha"]),
            ("nonsense", ["Alpha", "Đặng", "Zeta"]),
        ],
    )
    def test_it_follows_the_names_or_the_order_of_countries_given(self, sort, expected):
        found = queries.listed_organisations(OFFICER)

        ordered = queries.sorted_organisations(found, sort, countries=["VN", "BE"])

        assert names_of(ordered) == expected


class TestLinesOf:
    def test_a_line_tells_acronym_and_the_name_in_the_readers_language(self, liege):
        [line] = queries.lines_of([liege], OFFICER, language="vi")

        assert (line.acronym, line.own_name) == ("UEL", "Đại học Ví Dụ Liège")

    def test_a_name_that_is_shown_anyway_is_not_told_twice(self, liege):
        [line] = queries.lines_of([liege], OFFICER, language="en")

        assert line.own_name == ""

    def test_an_acronym_within_the_name_is_not_told_twice(self):
        centre = make_organisation("Example Knowledge Centre (EKC)")
        give_name(centre, "EKC", kinds=("acronym",))

        [line] = queries.lines_of([centre], OFFICER, language="en")

        assert line.acronym == ""

    def test_only_experts_are_counted_and_each_once(self):
        there = make_organisation()
        expert = make_expert(organisation=there)
        make_affiliation(expert, there, "A second chair")
        make_affiliation(make_participant(), there)
        make_affiliation(make_office_holder(), there)

        assert queries.experts_at([there], OFFICER) == {there.pk: 1}

    def test_whoever_left_is_not_counted(self):
        there = make_organisation()
        expert = make_expert(organisation=there)
        expert.affiliations.update(ended_on="2025-01-01")

        assert queries.experts_at([there], OFFICER) == {}

    def test_a_partner_is_told_only_of_experts_they_may_see(self):
        there = make_organisation()
        make_expert(organisation=there)
        make_expert(organisation=there, purposes=[Purpose.PUBLIC])
        make_expert(organisation=there, purposes=[Purpose.PUBLIC], ask_before_naming=False)

        assert queries.experts_at([there], PARTNER) == {there.pk: 1}

    def test_it_takes_the_same_two_queries_for_one_and_for_many(self, django_assert_num_queries):
        many = [make_organisation() for _ in range(4)]

        with django_assert_num_queries(2):
            queries.lines_of(many[:1], OFFICER, language="vi")
        with django_assert_num_queries(2):
            queries.lines_of(many, OFFICER, language="vi")


class TestPeopleAt:
    def test_a_partner_sees_no_participant_and_nobody_who_wants_to_be_asked(self):
        there = make_organisation()
        make_affiliation(make_participant("Khách Ví Dụ"), there)
        make_expert("Người Hỏi Trước", organisation=there, purposes=[Purpose.PUBLIC])
        make_expert(
            "Người Công Khai",
            organisation=there,
            purposes=[Purpose.PUBLIC],
            ask_before_naming=False,
        )

        shown = [str(row.person) for row in queries.people_at(there, PARTNER)]

        assert shown == ["Người Công Khai"]

    def test_an_officer_sees_whoever_is_there_now_by_name(self):
        there = make_organisation()
        for name in ("Zoë Sample", "Đỗ Ví Dụ"):
            make_affiliation(make_participant(name), there)
        gone = make_expert("Anna Gone", organisation=there)
        gone.affiliations.update(ended_on="2025-01-01")

        shown = {str(row.person) for row in queries.people_at(there, OFFICER)}

        assert shown == {"Zoë Sample", "Đỗ Ví Dụ"}


class TestEventsHostedBy:
    def test_newest_first_and_only_its_own(self):
        host = make_organisation()
        make_event("Older", hosts=[host], starts_on="2024-01-01")
        make_event("Newer", hosts=[host], starts_on="2025-01-01")
        make_event("Of others", hosts=[make_organisation()])

        found = queries.events_hosted_by(host, OFFICER)

        assert [event.title for event in found] == ["Newer", "Older"]

    def test_a_partner_is_told_of_no_event_of_others(self):
        host = make_organisation()
        make_event(hosts=[host])

        assert not queries.events_hosted_by(host, PARTNER)


class TestTiesOf:
    def test_a_body_in_the_register_is_linked_and_another_named_with_its_ror_address(self):
        parent = make_organisation("Example Academy", ror_id="05a28rw58")
        child = make_organisation("Example Lab")
        for kind, ror_id, label in [
            ("parent", "05a28rw58", "Academy, as ROR called it"),
            ("related", "02feahw73", "Example Network"),
        ]:
            OrganisationRelation.objects.create(
                organisation=child, kind=kind, other_ror_id=ror_id, other_label=label
            )

        ties = queries.ties_of(child, OFFICER)

        assert list(ties) == [RelationKind.PARENT, RelationKind.RELATED]
        assert ties[RelationKind.PARENT][0].organisation == parent
        assert ties[RelationKind.PARENT][0].label == "Example Academy"
        [other] = ties[RelationKind.RELATED]
        assert (other.label, other.organisation) == ("Example Network", None)
        assert other.ror_url == "https://ror.org/02feahw73"


def test_namesakes_are_found_marks_aside(liege):
    assert list(queries.namesakes(["dai hoc vi du liege", "Nobody"])) == [liege]
    assert not queries.namesakes(["", "Nobody"])
