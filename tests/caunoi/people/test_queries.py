"""The list with its counts, and what was said about a person."""

import datetime

import pytest

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import Viewer
from caunoi.people import queries
from caunoi.people.facts import Standing
from caunoi.people.models import Affiliation, OfficeHolder, PersonName, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.people.queries import Narrowing
from caunoi.sources.models import SourceKind
from caunoi.sources.services import record_statements
from tests.factories import (
    make_affiliation,
    make_consent,
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_person,
    make_proposal,
    make_source,
)

pytestmark = pytest.mark.django_db
MATCHED = [Purpose.MATCHING]
DAY = datetime.date(2026, 6, 1)


def names(standing=Standing.EXPERT, sort="name", viewer=OFFICER, **narrowing):
    found = queries.found_people(viewer, Narrowing(**narrowing))
    return [person.display_name for person in queries.listed_people(found, standing, sort)]


def partner(**fields):
    return Viewer(user_id=1, roles=frozenset({Role.HOME_PARTNER}), **fields)


@pytest.mark.parametrize(
    "words",
    [
        "Nguyễn Văn Mẫu",
        "mau nguyen",
        "阮文模",
        "KU Leuven",
        "ku leuven nguyen",
        "Katholieke Universiteit",
        "鲁汶大学",
        "nguyễn LEUVEN",
    ],
)
def test_people_are_found_by_name_or_organisation_in_any_spelling(words):
    leuven = make_organisation("KU Leuven")
    for value, language in (("Katholieke Universiteit Leuven", "nl"), ("鲁汶大学", "zh")):
        leuven.names.create(value=value, language=language, kinds=["label"])
    person = make_expert("Nguyễn Văn Mẫu", organisation=leuven)
    PersonName.objects.create(person=person, value="阮文模")
    make_expert("Trần Thị Ví", organisation=make_organisation("Universiteit Gent"))

    assert names(words=words) == ["Nguyễn Văn Mẫu"]


@pytest.mark.parametrize("words", ["Đại học Ví dụ", "dai hoc vi du", "HỌC VÍ"])
def test_an_organisation_that_is_not_in_the_register_is_found_as_it_was_written(words):
    person = make_expert("Nguyễn Văn Mẫu")
    Affiliation.objects.create(person=person, organisation_name="Đại học Ví dụ")

    assert names(words=words) == ["Nguyễn Văn Mẫu"]


def test_where_someone_once_worked_is_not_where_they_are_found():
    affiliation = make_affiliation(make_expert(), make_organisation("KU Leuven"))
    Affiliation.objects.filter(pk=affiliation.pk).update(ended_on=DAY)

    assert names(words="leuven") == []


@pytest.mark.parametrize("words", ["%", "_", "100%", "' OR 1=1 --", "\\"])
def test_signs_mean_themselves(words):
    make_expert("Nguyễn Văn Mẫu", organisation=make_organisation("KU Leuven"))

    assert names(words=words) == []


def test_filters_narrow_together():
    event = make_event()
    fits = make_expert("A", sectors=["ai", "health"], country_code="BE", purposes=MATCHED)
    event.participations.create(person=fits)
    make_expert("B", sectors=["ai"], country_code="NL", purposes=MATCHED)
    make_expert("D", sectors=["ai"], country_code="NL")
    make_expert("C", sectors=["ocean"], country_code="BE")

    assert names(sector="ai") == ["A", "B"]
    assert names(country="BE") == ["A", "C"]
    assert names(event_id=event.pk) == ["A"]
    assert names(sector="ai", country="BE") == ["A"]
    assert names(sector="health", country="NL") == []


def test_a_list_shows_one_standing():
    make_expert("E")
    make_participant("P")
    make_office_holder("O")
    make_person("N")

    assert names(Standing.EXPERT) == ["E"]
    assert names(Standing.PARTICIPANT) == ["P"]
    assert names(Standing.OFFICE_HOLDER) == ["O"]


def test_counts_follow_the_filters_and_an_expert_in_office_counts_in_both():
    both = make_expert("Nguyễn A", country_code="BE")
    OfficeHolder.objects.create(person=both, role="Minister", source=make_source())
    make_expert("Nguyễn B", country_code="NL")
    make_participant("Nguyễn C", country_code="BE")

    everyone = queries.counts_by_standing(queries.found_people(OFFICER, Narrowing()))
    belgian = queries.counts_by_standing(queries.found_people(OFFICER, Narrowing(country="BE")))

    assert everyone == {
        Standing.EXPERT: 2,
        Standing.PARTICIPANT: 1,
        Standing.OFFICE_HOLDER: 1,
    }
    assert belgian[Standing.EXPERT] == 1


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["An", "Ánh", "Đào"]),
        ("-name", ["Đào", "Ánh", "An"]),
        ("confirmed", ["Đào", "An", "Ánh"]),
        ("-confirmed", ["Ánh", "An", "Đào"]),
        ("nonsense", ["An", "Ánh", "Đào"]),
    ],
)
def test_people_are_ordered_by_name_or_by_when_they_were_last_confirmed(sort, order):
    for name, day in (("An", 2), ("Ánh", 3), ("Đào", 1)):
        expert = make_expert(name).expert
        expert.confirmed_on = datetime.date(2026, 6, day)
        expert.save()

    assert names(sort=sort) == order


def test_a_row_shows_where_someone_works_now():
    person = make_expert(organisation=make_organisation("Now"))
    Affiliation.objects.create(person=person, organisation_name="Then", ended_on=DAY)

    (row,) = queries.listed_people(
        queries.found_people(OFFICER, Narrowing()), Standing.EXPERT, "name"
    )

    assert [one.organisation_name for one in row.current_affiliations] == ["Now"]


def test_filters_offer_nothing_that_belongs_to_someone_hidden():
    shown = make_expert(purposes=[Purpose.PUBLIC], ask_before_naming=False, country_code="BE")
    make_expert(country_code="NL")
    event = make_event(people=[shown])

    assert queries.countries_of_people(OFFICER) == ["BE", "NL"]
    assert queries.countries_of_people(partner()) == ["BE"]
    assert list(queries.events_to_filter_by(OFFICER)) == [event]
    assert list(queries.events_to_filter_by(partner())) == []


def test_a_search_finds_nobody_hidden():
    make_expert(
        "Nguyễn Văn Mẫu",
        organisation=make_organisation("KU Leuven"),
        sectors=["ai"],
        purposes=MATCHED,
    )

    for narrowing in ({}, {"words": "mau"}, {"words": "leuven"}, {"sector": "ai"}):
        assert names(viewer=partner(), **narrowing) == []


# --- one profile ---


def test_what_was_said_is_told_in_words_the_chosen_first():
    person = make_expert()
    for kind, country in ((SourceKind.IMPORT_ROW, "NL"), (SourceKind.OFFICER, "BE")):
        source = make_source(kind, title="guests.xlsx", row=12)
        record_statements(
            [PersonStatement(person=person, field="country_code", value=country, source=source)]
        )

    said = queries.said_about(person)

    assert list(said) == ["country_code"]
    assert [(one.value, one.is_chosen) for one in said["country_code"]] == [
        ("Belgium", True),
        ("Netherlands", False),
    ]


def test_what_was_replaced_is_said_no_longer():
    person = make_expert()
    for city in ("Gent", "Leuven"):
        record_statements(
            [PersonStatement(person=person, field="city", value=city, source=make_source())]
        )

    assert [one.value for one in queries.said_about(person)["city"]] == ["Leuven"]


def test_consents_in_force_stand_first_and_the_profile_before_all():
    person = make_person()
    given = datetime.date(2026, 1, 1)
    make_consent(person, Purpose.FIRMS, given_on=given, withdrawn_on=DAY)
    make_consent(person, Purpose.EVENTS, given_on=given)
    make_consent(person, Purpose.CONTACT, given_on=given, expires_on=DAY)
    make_consent(person, Purpose.PROFILE, given_on=given)

    lines = queries.consents_of(person, on=DAY)

    assert [(line.consent.purpose, line.is_in_force, line.has_expired) for line in lines] == [
        ("profile", True, False),
        ("events", True, False),
        ("contact", False, True),
        ("firms", False, False),
    ]


def test_events_and_proposals_are_those_the_viewer_may_see():
    person = make_expert(purposes=[Purpose.PUBLIC], ask_before_naming=False)
    host = make_organisation()
    make_event("Hidden", people=[person])
    make_event("Hosted", hosts=[host], people=[person])
    make_proposal(person)
    viewer = partner(organisation_ids=frozenset({host.pk}))

    seen = queries.participations_of(person, viewer)
    assert [one.event.title for one in seen] == ["Hosted"]
    assert len(queries.participations_of(person, OFFICER)) == 2
    assert not queries.proposals_of(person, viewer)
    assert len(queries.proposals_of(person, OFFICER)) == 1
    assert len(queries.proposals_of(person, partner(person_id=person.pk))) == 1
