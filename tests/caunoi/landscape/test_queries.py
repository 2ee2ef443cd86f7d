"""Figures of sectors and countries: what is counted, for whom, and what never is."""

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.landscape import queries
from caunoi.people.purposes import Purpose
from caunoi.sectors.models import Priority, Sector
from tests.factories import (
    make_expert,
    make_need,
    make_organisation,
    make_participant,
    make_proposal,
    make_source,
    place,
)

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE
PARTNER = Viewer(user_id=7, roles=frozenset({Role.HOME_PARTNER}))
MATCHED = [Purpose.MATCHING]


def figures(viewer: Viewer = OFFICER) -> dict[str, queries.SectorFigures]:
    return {row.sector.code: row for row in queries.figures_by_sector(viewer)}


def withdraw_matching(person) -> None:
    person.consents.filter(purpose=Purpose.MATCHING).update(withdrawn_on=timezone.localdate())


def make_priority(sector: str, country: str = "BE", **fields) -> Priority:
    fields.setdefault("said_by", "An example minister")
    return Priority.objects.create(
        sector_id=sector, country_code=country, source=make_source(title="A newspaper"), **fields
    )


class TestFiguresBySector:
    def test_each_noun_is_counted_where_it_stands(self):
        make_expert(sectors=["energy", "climate"], purposes=MATCHED)
        place(make_proposal(make_expert()), "energy")
        make_need(sectors=["energy"])
        make_need(sectors=["energy"], state="closed")
        make_priority("energy")

        energy = figures()["energy"]

        assert (energy.experts, energy.proposals, energy.needs, energy.priorities) == (1, 1, 1, 1)
        assert figures()["climate"].experts == 1
        assert figures()["nuclear"].proposals == 0

    def test_whoever_does_not_agree_to_be_matched_is_in_no_figure(self):
        make_expert(sectors=["energy"])
        person = make_expert(sectors=["energy"], purposes=MATCHED, country_code="BE")
        assert figures()["energy"].experts == 1

        withdraw_matching(person)

        assert figures()["energy"].experts == 0
        assert queries.experts_by_country(OFFICER) == []
        assert queries.experts_of(Sector.objects.get(pk="energy"), OFFICER).count == 0

    def test_a_placement_taken_back_no_longer_counts(self):
        placement = place(make_proposal(make_expert()), "energy")
        placement.taken_back_at = timezone.now()
        placement.save()

        assert figures()["energy"].proposals == 0

    def test_outside_the_mission_only_what_may_be_seen_counts(self):
        make_expert(sectors=["energy"], purposes=MATCHED)
        shown = [Purpose.MATCHING, Purpose.PUBLIC]
        make_expert(sectors=["energy"], purposes=shown, ask_before_naming=False)
        place(make_proposal(make_participant()), "energy")
        make_need(sectors=["energy"])

        energy = figures(PARTNER)["energy"]

        assert (energy.experts, energy.proposals, energy.needs) == (1, 0, 0)

    def test_all_26_are_there_under_seven_families(self):
        families = queries.figures_by_family(PUBLIC)

        assert len(families) == 7
        assert sum(len(family.rows) for family in families) == 26


def test_countries_with_most_experts_come_first():
    for country, sectors in [
        ("BE", ["ai"]),
        ("BE", ["ai", "energy"]),
        ("LU", ["ai"]),
        ("", ["ai"]),
    ]:
        make_expert(sectors=sectors, purposes=MATCHED, country_code=country)

    found = queries.experts_by_country(OFFICER)

    assert [(one.country, dict(one.by_sector)) for one in found] == [
        ("BE", {"ai": 2, "energy": 1}),
        ("", {"ai": 1}),
        ("LU", {"ai": 1}),
    ]


class TestOneSector:
    def test_shows_the_first_ten_and_counts_all(self):
        for _ in range(12):
            make_expert(sectors=["ai"], purposes=MATCHED)

        found = queries.experts_of(Sector.objects.get(pk="ai"), OFFICER)

        assert (found.count, len(found.rows)) == (12, 10)

    def test_lists_the_concepts_that_stand_right_under_it(self):
        concepts = queries.concepts_under(Sector.objects.get(pk="semiconductors"))

        assert "semiconductor-technology" in {concept.id for concept in concepts}
        assert {concept.broader for concept in concepts} == {"semiconductors"}


class TestPriorities:
    def test_stand_by_country_beside_those_who_could_serve_them(self):
        belgian = make_priority("energy")
        towards = make_priority("energy", "VN", partner_country_code="BE")
        alone = make_priority("energy", "LU")
        make_expert(sectors=["energy"], purposes=MATCHED)

        [row] = queries.priority_rows(OFFICER)

        assert row.by_country == {"BE": [belgian, towards], "LU": [alone]}
        assert queries.countries_with_priorities([row]) == ["BE", "LU"]
        assert (row.figures.experts, row.is_thin) == (1, True)

    def test_two_experts_to_choose_from_are_not_thin(self):
        make_priority("energy")
        for _ in range(2):
            make_expert(sectors=["energy"], purposes=MATCHED)

        assert not queries.priority_rows(OFFICER)[0].is_thin


class TestPlaces:
    def test_are_cities_with_organisations_whose_place_is_known(self):
        for longitude in (4.6, 4.8):
            make_organisation(city="Leuven", country_code="BE", latitude=50.9, longitude=longitude)
        make_organisation(city="Gent", country_code="BE", latitude=51.05, longitude=3.7)
        make_organisation(city="Liège", country_code="BE")
        make_organisation(city="Hà Nội", country_code="VN", latitude=21.0, longitude=105.8)

        places = queries.places_of_organisations(OFFICER, ["BE"])

        assert [(one.city, one.organisations) for one in places] == [("Leuven", 2), ("Gent", 1)]
        assert places[0].longitude == pytest.approx(4.7)
        assert queries.countries_of_organisations(OFFICER) == ["BE", "VN"]
        assert queries.places_of_organisations(PUBLIC, ["BE"]) == []
